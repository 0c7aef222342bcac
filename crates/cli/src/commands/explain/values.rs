//! A field's value as one short text.

use paragraf_model::{
    Attendee, CaseNumber, DocumentKind, Meeting, Paragraph, Parsed, PersonWithParty, Reference,
    Vote,
};
use serde::Serialize;

/// What kind of document it is, and whose.
pub fn headline(parsed: &Parsed) -> String {
    let meeting = &parsed.meeting;
    let kind = match parsed.kind {
        DocumentKind::Minutes => "minutes",
        DocumentKind::Extract => "extract",
        DocumentKind::NotMinutes => "not minutes",
    };
    let municipality = meeting
        .municipality
        .as_ref()
        .map(|municipality| municipality.name.clone());
    let date = meeting.date.map(|date| date.to_string());
    let or_unknown =
        |value: Option<String>, what: &str| value.unwrap_or_else(|| format!("{what} unknown"));
    format!(
        "{kind}: {}, {}, {}",
        or_unknown(municipality, "municipality"),
        or_unknown(meeting.body.clone(), "body"),
        or_unknown(date, "date"),
    )
}

/// A value of a closed list by its name in the record.
pub fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The value of a meeting's field.
pub fn of_meeting(meeting: &Meeting, field: &str) -> String {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let day =
        |value: Option<chrono::NaiveDate>| value.map(|day| day.to_string()).unwrap_or_default();
    let (list, place) = list_and_place(field);
    match list {
        "municipality" => meeting
            .municipality
            .as_ref()
            .map(|held| held.name.clone())
            .unwrap_or_default(),
        "body" => text(&meeting.body),
        "date" => day(meeting.date),
        "end_date" => day(meeting.end_date),
        "start_time" => text(&meeting.start_time),
        "end_time" => text(&meeting.end_time),
        "place" => text(&meeting.place),
        "adjusted_on" => day(meeting.adjusted_on),
        "posted_on" => day(meeting.posted_on),
        "posted_until" => day(meeting.posted_until),
        "chair" => text(&meeting.chair),
        "secretary" => text(&meeting.secretary),
        "adjusters" => at(&meeting.adjusters, place, String::clone),
        "attendees" => at(&meeting.attendees, place, attendee),
        "paragraph_range" => meeting.paragraph_range.map(range).unwrap_or_default(),
        _ => String::new(),
    }
}

/// The value of a paragraph's field.
pub fn of_paragraph(paragraph: &Paragraph, field: &str) -> String {
    if let Some(vote) = field.strip_suffix("/named") {
        return of_paragraph(paragraph, vote);
    }
    let (list, place) = list_and_place(field);
    match list {
        "number" => paragraph.label.clone(),
        "title" => paragraph.title.clone().unwrap_or_default(),
        "case_numbers" => at(&paragraph.case_numbers, place, case_number),
        "case_officers" => at(&paragraph.case_officers, place, String::clone),
        "sections" => at(&paragraph.sections, place, |section| {
            let heading = section
                .heading
                .as_deref()
                .map(|heading| format!(" ”{heading}”"));
            format!("{}{}", section.kind.name(), heading.unwrap_or_default())
        }),
        "basis" => paragraph.basis.join(" · "),
        "votes" => at(&paragraph.votes, place, vote),
        "reservations" => at(&paragraph.reservations, place, person),
        "recused" => at(&paragraph.recused, place, person),
        "sent_to" => paragraph.sent_to.join(" · "),
        "adjusted_at_once" => "yes".to_owned(),
        "refers_to" => at(&paragraph.refers_to, place, reference),
        _ => of_decision(paragraph, field),
    }
}

fn of_decision(paragraph: &Paragraph, field: &str) -> String {
    let Some(decision) = &paragraph.decision else {
        return String::new();
    };
    let (list, place) = list_and_place(field);
    match list {
        "decision" => decision.points.join(" · "),
        "decision/decided_by" => decision.decided_by.clone().unwrap_or_default(),
        "decision/outcomes" => at(&decision.outcomes, place, |outcome| {
            outcome.name().to_owned()
        }),
        "decision/as_proposed" => match decision.as_proposed {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => String::new(),
        },
        _ => String::new(),
    }
}

/// `case_numbers/1` → `case_numbers` and 1.
fn list_and_place(field: &str) -> (&str, Option<usize>) {
    let parted = field
        .rsplit_once('/')
        .and_then(|(list, place)| Some((list, place.parse().ok()?)));
    parted.map_or((field, None), |(list, place)| (list, Some(place)))
}

/// The entry at a place, or how many there are.
fn at<T>(entries: &[T], place: Option<usize>, show: impl Fn(&T) -> String) -> String {
    match place {
        Some(place) => entries.get(place).map(show).unwrap_or_default(),
        None => format!("{} entries", entries.len()),
    }
}

fn case_number(number: &CaseNumber) -> String {
    let (printed, canonical) = (number.printed(), number.canonical());
    if printed == canonical {
        printed.to_owned()
    } else {
        format!("{printed} → {canonical}")
    }
}

fn attendee(attendee: &Attendee) -> String {
    let party = attendee.party.as_ref().map(|party| format!(" ({party})"));
    let mut text = format!(
        "{}{}, {}",
        attendee.name,
        party.unwrap_or_default(),
        name(&attendee.role)
    );
    if let Some(title) = &attendee.title {
        text.push_str(&format!(", {title}"));
    }
    if let Some(replaced) = &attendee.replaces {
        text.push_str(&format!(", for {replaced}"));
    }
    for held in &attendee.paragraphs {
        text.push_str(&format!(" {}", range(*held)));
    }
    text
}

fn range([first, last]: [u32; 2]) -> String {
    if first == last {
        format!("§ {first}")
    } else {
        format!("§§ {first}–{last}")
    }
}

fn person(person: &PersonWithParty) -> String {
    let party = person.party.as_ref().map(|party| format!(" ({party})"));
    format!("{}{}", person.name, party.unwrap_or_default())
}

fn vote(vote: &Vote) -> String {
    let counts = [
        (vote.yes, "yes"),
        (vote.no, "no"),
        (vote.abstain, "abstain"),
        (vote.absent, "absent"),
    ];
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter_map(|(count, what)| Some(format!("{} {what}", count?)))
        .collect();
    if !vote.named.is_empty() {
        parts.push(format!("{} named", vote.named.len()));
    }
    if let Some(meaning) = &vote.meaning_yes {
        parts.push(format!("yes = {meaning}"));
    }
    if let Some(meaning) = &vote.meaning_no {
        parts.push(format!("no = {meaning}"));
    }
    parts.join(", ")
}

fn reference(reference: &Reference) -> String {
    let parts = [
        reference.body.clone(),
        reference.date.map(|date| date.to_string()),
        Some(format!("§ {}", reference.number)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
