//! Parties put in brackets behind their names, whatever way a list prints them: `Anna Ask, s`, `(C) Anna Ask`,
//! `M Anna Ask`, `Anna Ask S Ja` all become `Anna Ask (S)` and what follows.

use crate::people::parties::{self, Code};
use crate::people::{self, titles};
use crate::scan;

/// The entry with each party in brackets behind its name.
pub(super) fn bracketed(entry: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in entry.split(',') {
        let code = part.trim();
        let named = parts.last_mut().filter(|named| ends_with_bare_name(named));
        match named {
            Some(named) if is_code_alone(code) => *named = format!("{named} ({code})"),
            Some(named) => match behind_comma(code) {
                Some((office, code, rest)) => {
                    *named = format!("{named} ({code})");
                    match office.is_empty() {
                        true => named.push_str(rest),
                        false => parts.push(format!(" {office}{rest}")),
                    }
                }
                None => parts.push(one(part)),
            },
            None => parts.push(one(part)),
        }
    }
    parts.join(",")
}

/// `(m) §§ 3-5` and `ordförande (s)` behind a name and a comma: office, code, and the rest.
fn behind_comma(part: &str) -> Option<(&str, &str, &str)> {
    let (office, rest) = part.split_once('(')?;
    let (code, rest) = rest.split_once(')')?;
    let office = office.trim_end();
    let fits =
        office.is_empty() || scan::begins_small(office) && titles::elected_role(office).is_some();
    (fits && matches!(parties::read(code, true), Some(Code::Party(_))))
        .then_some((office, code, rest))
}

/// `s`, `M`, and with something behind it: `s §§ 3-5` is left to the part it stands in.
fn is_code_alone(text: &str) -> bool {
    parties::is_major(text) && (scan::is_all_capitals(text) || text.chars().all(char::is_lowercase))
}

fn ends_with_bare_name(text: &str) -> bool {
    let name = people::name_at_end(text).map(|(_, name)| name);
    name.is_some_and(|name| people::is_full_name(&name))
}

/// A part between commas.
fn one(part: &str) -> String {
    let lead: String = part
        .chars()
        .take_while(|letter| letter.is_whitespace())
        .collect();
    let text = part.trim_start();
    if let Some((code, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        && matches!(parties::read(code, true), Some(Code::Party(_)))
        && let Some(turned) = behind_name(code, rest.trim_start())
    {
        return lead + &turned;
    }
    let Some((first, rest)) = text.split_once(' ') else {
        return part.to_owned();
    };
    if scan::is_all_capitals(first)
        && parties::is_major(first)
        && let Some(turned) = behind_name(first, rest)
    {
        return lead + &turned;
    }
    lead + &inside(text)
}

/// The name that a text begins with, the code behind it, and the rest.
fn behind_name(code: &str, text: &str) -> Option<String> {
    let mut end = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let part_of_name = people::is_name_word(word) && !titles::stands_before_names(word)
            || people::is_particle(word);
        if !part_of_name {
            break;
        }
        end = at + word.len();
        at = end + 1;
    }
    let (name, rest) = text.split_at_checked(end)?;
    people::is_full_name(name).then(|| format!("{name} ({code}){rest}"))
}

/// `Anna Ask S Ja`: a code in capitals between a full name and what is no name.
fn inside(text: &str) -> String {
    let end = text.find('(').unwrap_or(text.len());
    let (text, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let words: Vec<&str> = text.split(' ').collect();
    let at = (2..words.len()).find(|&at| {
        let marked = words.get(at + 1).is_some_and(|next| is_mark(next));
        let is_code = words
            .get(at)
            .is_some_and(|word| parties::is_major(word) && (scan::is_all_capitals(word) || marked));
        let follows = words.get(at + 1).is_none_or(|next| {
            !people::is_name_word(next) || is_mark(next) || titles::stands_before_names(next)
        });
        let before = words.get(..at).unwrap_or_default().join(" ");
        is_code && follows && ends_with_bare_name(&before)
    });
    let bracketed = words.iter().enumerate().map(|(place, word)| {
        if Some(place) == at {
            format!("({word})")
        } else {
            (*word).to_owned()
        }
    });
    bracketed.collect::<Vec<_>>().join(" ") + rest
}

/// What stands in the other columns of an attendance table.
pub(super) fn is_mark(word: &str) -> bool {
    matches!(
        word,
        "Ja" | "Nej" | "X" | "x" | "N" | "F" | "T" | "Tj" | "Tjg" | "-" | "–"
    )
}
