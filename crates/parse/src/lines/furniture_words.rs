//! What page heads and feet say, as far as it is the same everywhere.

use crate::bodies;
use crate::headers::cases;
use crate::lines::is_rule;
use crate::scan;

/// How sure the words alone make us that a line is page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// The words say nothing; only repetition does.
    No,
    /// The body's or the municipality's name: usual in heads, and among recipients too.
    Name,
    /// Usual in heads and feet, possible elsewhere: must repeat.
    Usual,
    /// Found nowhere else.
    Sure,
}

/// Parts of a line that stand in heads and feet only.
const SURE: &[&str] = &[
    "justerandes sign",
    "justerarnas sign",
    "justerares sign",
    "justerarsign",
    "justerande sign",
    "signatur justerare",
    "justeras sign",
    "justering (sign)",
    "utdragsbestyrkande",
    "utdraget bestyrk",
    "utdragets riktighet",
    "utdrag bestyrk",
    "rätt utdraget intygar",
    "expedierat/bestyrkt",
    "transaktionsidentitet",
    "dokumentet är digitalt signerat",
    "dokumentet är elektroniskt signerat",
    "dokumentet är signerat med",
    "comfact signature",
    "scrive documentid",
    "penneo dokumentnyckel",
];

/// Each of [`SURE`] holds one of these: most lines hold none, and are not searched for all.
const IN_SURE: &[&str] = &[
    "sign", "bestyrk", "utdrag", "transakt", "document", "nyckel",
];

fn is_sure(folded: &str) -> bool {
    let holds = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    holds(IN_SURE) && holds(SURE)
}

/// Beginnings of lines that are usual in heads and feet.
const USUAL: &[&str] = &[
    "sammanträdesprotokoll",
    "protokoll nr",
    "protokoll (nr",
    "protokollsutdrag",
    "utdrag ur protokoll",
    "sammanträdesdatum",
    "mötesdatum",
    "postadress",
    "besöksadress",
    "organisationsnummer",
    "signerat av",
];

/// Takes a line in small letters, not masked.
pub(super) fn known(folded: &str) -> Known {
    if is_sure(folded) || is_dated_page_number(folded) {
        return Known::Sure;
    }
    let usual = is_page_number(folded)
        || begins_usually(folded)
        || is_named_protocol(folded)
        || names_minutes(folded)
        || ends_with_page_number(folded)
        || is_case_and_day(folded)
        || is_letterspaced(folded);
    match usual {
        true => Known::Usual,
        false if is_running_head(folded) => Known::Name,
        false => Known::No,
    }
}

/// `Protokoll nr 3`, but not `Protokollsutdrag skickas till`.
fn begins_usually(folded: &str) -> bool {
    USUAL.iter().any(|beginning| folded.starts_with(beginning)) && !folded.contains(" till")
}

/// `3 (41)`, `Sida 3 (41)`, `Sid 18 (53)`, `1[25]`, `2/54`, `s. 3 (39)`, `Sida 3 av 41`.
pub(super) fn is_page_number(folded: &str) -> bool {
    let is_dash = |letter: char| matches!(letter, '-' | '–' | '—');
    if let Some(number) = folded
        .strip_prefix(is_dash)
        .and_then(|rest| rest.strip_suffix(is_dash))
    {
        // `- 3 -`
        return number.trim().parse::<u16>().is_ok();
    }
    let mut cursor = scan::Cursor::new(folded);
    let labelled = [
        "blad nr", "blad", "sidan", "sida", "sidnr", "sid.", "sid", "s.",
    ]
    .iter()
    .any(|label| cursor.eat(label));
    cursor.eat(":");
    cursor.blanks();
    if cursor.number().is_none() {
        return false;
    }
    cursor.blanks();
    if cursor.at_end() {
        return labelled;
    }
    let opened = cursor.eat_any(&['(', '[', '/']).is_some() || cursor.eat("av") || cursor.eat("of");
    cursor.blanks();
    let counted = opened && cursor.number().is_some();
    cursor.blanks();
    let _ = cursor.eat_any(&[')', ']']);
    counted && cursor.at_end()
}

/// `7 (17)`.
pub(crate) fn is_page_of_pages(folded: &str) -> bool {
    folded.ends_with(')') && is_page_number(folded)
}

/// `2024-03-05 9(13)`.
fn is_dated_page_number(folded: &str) -> bool {
    folded
        .split_once(' ')
        .is_some_and(|(day, page)| scan::is_date(day) && is_page_of_pages(page))
}

/// `KS 2024/0788 2024-03-05`: whose matter the page is about.
fn is_case_and_day(folded: &str) -> bool {
    folded.len() < 60
        && folded.rsplit_once(' ').is_some_and(|(case, day)| {
            scan::is_date(day) && cases::read_all(&case.to_uppercase()).is_some()
        })
}

/// A page number, alone or at the right of a name.
pub(super) fn has_page_number(folded: &str) -> bool {
    is_page_number(folded) || ends_with_page_number(folded)
}

/// A name, a date or `Sammanträdesprotokoll` with a page number at the right.
fn ends_with_page_number(folded: &str) -> bool {
    // Most lines have none of the signs that part a page's number from their count.
    if !folded.contains(['(', '[', '/']) {
        return false;
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let tail = (1..=3)
        .filter_map(|count| words.len().checked_sub(count).filter(|&at| at > 0))
        .any(|at| {
            words
                .get(at..)
                .is_some_and(|tail| is_page_number(&tail.join(" ")))
        });
    let named = [
        "protokoll",
        "kommun",
        "stad",
        "region",
        "sida",
        "nämnd",
        "styrelse",
        "fullmäktige",
        "utskott",
    ]
    .iter()
    .any(|word| folded.contains(word));
    tail && named && words.len() <= 12
}

/// `LILLVIKS KOMMUN  SAMMANTRÄDESPROTOKOLL  Sida`.
pub(super) fn names_minutes(folded: &str) -> bool {
    // Hardly any line has the beginning of the word, which is found faster than the whole.
    if !folded.contains("sammantr") {
        return false;
    }
    let mut words = folded.split_whitespace();
    let is_short = words.clone().nth(6).is_none();
    is_short
        && words.any(|word| matches!(word, "kommun" | "stad" | "region" | "kommunförbund"))
        && folded.contains("sammanträdesprotokoll")
}

/// `Protokoll`, `Göteborgs Stad Kommunstyrelsen, protokoll`.
fn is_named_protocol(folded: &str) -> bool {
    let words = folded.trim_end_matches(|letter: char| !letter.is_alphabetic());
    words == "protokoll"
        || words.ends_with(", protokoll")
        || words.ends_with(", protokollsutdrag")
        || (words.ends_with("nämnd protokoll")
            || words.ends_with("nämnden protokoll")
            || words.ends_with("styrelsen protokoll"))
}

/// `p r o t o k o l l`, `PRO T OK OL L`.
fn is_letterspaced(folded: &str) -> bool {
    let tight = folded.chars().filter(|letter| !letter.is_whitespace());
    ["protokoll", "sammanträdesprotokoll", "protokollsutdrag"]
        .iter()
        .any(|name| *name != folded && tight.clone().eq(name.chars()))
}

/// The body's name with nothing but a date and page number beside it.
fn is_running_head(folded: &str) -> bool {
    let name = folded.trim_end_matches(|letter: char| !letter.is_alphabetic());
    !name.is_empty()
        && name.len() < 90
        && (bodies::is_body_name(name) || is_municipality_line(name))
}

fn is_municipality_line(folded: &str) -> bool {
    let mut words = folded.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some(_), Some(last), None) => matches!(last, "kommun" | "stad"),
        (Some("region"), _, _) => words.nth(1).is_none(),
        _ => false,
    }
}

/// A rule is furniture wherever it stands.
pub(super) fn is_end_mark(text: &str) -> bool {
    is_rule(text)
}

#[cfg(test)]
mod tests {
    use super::{SURE, is_sure};

    #[test]
    fn whatever_is_sure_is_looked_for() {
        assert!(SURE.iter().all(|part| is_sure(part)));
    }
}
