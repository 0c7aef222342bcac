//! Swedish words for what the record names in English, and numbers and dates as Swedes write them.

use chrono::{Datelike, NaiveDate};
use paragraf_model::{Ballot, Outcome, Paragraph, PersonWithParty, Role, SectionKind, Severity};
use paragraf_query::Sort;

/// `15`, or `3 b` with a suffix.
pub fn number(paragraph: &Paragraph) -> String {
    match &paragraph.suffix {
        Some(suffix) => format!("{} {suffix}", paragraph.number),
        None => paragraph.number.to_string(),
    }
}

/// How much a finding matters.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "bra att veta",
        Severity::Warning => "kan vara fel",
        Severity::Error => "är fel",
    }
}

/// `Vera Lind (S)`; the name alone where no party is printed.
pub fn person(person: &PersonWithParty) -> String {
    match &person.party {
        Some(party) => format!("{} ({party})", person.name),
        None => person.name.clone(),
    }
}

/// `12 345` with no-break spaces between the thousands.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

/// `512 MB`, or `1,5 GB`.
pub fn bytes(number: u64) -> String {
    const MEGABYTE: u64 = 1_000_000;
    let megabytes = number / MEGABYTE;
    match megabytes {
        0..1_000 => format!("{megabytes}\u{a0}MB"),
        _ => format!(
            "{},{}\u{a0}GB",
            count(megabytes / 1_000),
            megabytes % 1_000 / 100
        ),
    }
}

/// `1 träff`, `12 345 träffar`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!(
        "{}\u{a0}{}",
        count(number),
        if number == 1 { one } else { many }
    )
}

/// In which order hits come.
pub fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "bästa träff först",
        Sort::Newest => "nyast först",
        Sort::Oldest => "äldst först",
    }
}

/// `csv, jsonl eller xlsx`.
pub fn either(words: &[&str]) -> String {
    match words.split_last() {
        None | Some((_, [])) => words.concat(),
        Some((last, others)) => format!("{} eller {last}", others.join(", ")),
    }
}

/// `2 mars 2020`.
pub fn day(date: NaiveDate) -> String {
    const MONTHS: [&str; 12] = [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let month = MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// `2 mars`, or `2 mars 2020` outside that year.
pub fn day_of_year(date: NaiveDate, year: i32) -> String {
    let day = day(date);
    match date.year() == year {
        true => day.trim_end_matches(&format!(" {year}")).to_owned(),
        false => day,
    }
}

/// `§ 12–14`, with a space that does not break.
pub fn numbers(first: u32, last: u32) -> String {
    match first == last {
        true => format!("§\u{a0}{first}"),
        false => format!("§\u{a0}{first}–{last}"),
    }
}

/// The heading of a section that has none printed.
pub fn heading(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Description => "Ärendebeskrivning",
        SectionKind::Basis => "Beslutsunderlag",
        SectionKind::Proposal => "Förslag till beslut",
        SectionKind::Motions => "Yrkanden",
        SectionKind::Procedure => "Beslutsgång",
        SectionKind::Vote => "Omröstning",
        SectionKind::Decision => "Beslut",
        SectionKind::Reservation => "Reservation",
        SectionKind::Statement => "Protokollsanteckning",
        SectionKind::Recusal => "Jäv",
        SectionKind::Recipients => "Skickas till",
        SectionKind::Other => "Övrigt",
    }
}

/// Heading of the people in a role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Chair => "Ordförande",
        Role::ViceChair => "Vice ordförande",
        Role::Member => "Ledamöter",
        Role::ServingSubstitute => "Tjänstgörande ersättare",
        Role::Substitute => "Ersättare",
        Role::Adjuster => "Justerare",
        Role::Secretary => "Sekreterare",
        Role::Official => "Tjänstepersoner",
        Role::Other => "Övriga",
    }
}

/// A ballot as minutes print it.
pub fn ballot(ballot: Ballot) -> &'static str {
    match ballot {
        Ballot::Yes => "Ja",
        Ballot::No => "Nej",
        Ballot::Abstain => "Avstår",
        Ballot::Absent => "Frånvarande",
    }
}

/// How an outcome's stamp looks: a class of the style sheet.
pub fn stamp(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Rejected | Outcome::Repealed => "stamp no",
        Outcome::Postponed | Outcome::ReferredBack => "stamp wait",
        Outcome::Noted
        | Outcome::Forwarded
        | Outcome::Answered
        | Outcome::Completed
        | Outcome::Other => "stamp plain",
        Outcome::Approved
        | Outcome::Adopted
        | Outcome::Granted
        | Outcome::Recommended
        | Outcome::Assigned
        | Outcome::Appointed
        | Outcome::Discharged => "stamp yes",
    }
}
