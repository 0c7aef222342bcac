//! People as minutes name them: `Anna Ask (S)`, `Bo Ek, ekonomichef`, lists in prose.

pub(crate) mod groups;
pub(crate) mod parties;
pub(crate) mod party_names;
pub(crate) mod presence;
pub(crate) mod titles;

use std::ops::Range;

use paragraf_model::PersonWithParty;

use crate::folding::Folding;
use crate::scan;
use parties::Code;

/// A person with a party in brackets, found in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundPerson {
    pub(crate) name: String,
    pub(crate) party: Option<String>,
    /// Byte range of name and party.
    pub(crate) range: Range<usize>,
}

impl FoundPerson {
    pub(crate) fn person(&self) -> PersonWithParty {
        PersonWithParty {
            name: self.name.clone(),
            party: self.party.clone(),
        }
    }
}

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "von", "af", "de", "van", "der", "den", "la", "al", "el", "bin", "da", "du", "le", "zu", "ten",
    "ben", "di", "dos", "ibn",
];

/// Every `Namn (P)` in a text, in order.
pub(crate) fn find_with_party(text: &str) -> Vec<FoundPerson> {
    let mut people = Vec::new();
    let mut from = 0;
    for (open, _) in text.match_indices('(') {
        let Some(inside) = text.get(open + 1..) else {
            continue;
        };
        let Some(length) = inside
            .char_indices()
            .take(24)
            .find(|&(_, letter)| letter == ')')
            .map(|(at, _)| at)
        else {
            continue;
        };
        let code = inside.get(..length).unwrap_or_default();
        let near = near(text, from, open);
        let before = text.get(near..open).unwrap_or_default();
        let shared = groups::code_of_all(code).map(|code| (before, code));
        let shared = shared.or_else(|| Some((groups::before_word(before)?, code)));
        if let Some((before, code)) = shared {
            let end = open + 1 + length + 1;
            let group = sharing(before, near, code, end);
            from = if group.is_empty() { from } else { end };
            people.extend(group);
            continue;
        }
        let Some((start, name)) = name_at_end(before) else {
            continue;
        };
        let is_full = name.contains(' ');
        let Some(code) = parties::read(code, is_full) else {
            continue;
        };
        let end = open + 1 + length + 1;
        let party = match code {
            Code::Party(party) => Some(party),
            Code::Without => None,
        };
        people.push(FoundPerson {
            name,
            party,
            range: near + start..end,
        });
        from = end;
    }
    people
}

/// Names before a bracket are looked for in so many bytes, so that no line costs more than its length.
const REACH: usize = 600;

/// Where to begin to look for the names before a bracket: not before `from`.
fn near(text: &str, from: usize, open: usize) -> usize {
    let earliest = from.max(open.saturating_sub(REACH));
    (earliest..open)
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(open)
}

/// Every `Namn, m,` in a text, in order: a party behind a comma.
pub(crate) fn find_with_comma(text: &str) -> Vec<FoundPerson> {
    let mut people = Vec::new();
    let mut from = 0;
    for (comma, _) in text.match_indices(", ") {
        let rest = text.get(comma + 2..).unwrap_or_default();
        let code: String = rest
            .chars()
            .take_while(|letter| letter.is_alphabetic())
            .collect();
        let ends = rest
            .get(code.len()..)
            .is_none_or(|after| after.is_empty() || after.starts_with([',', '.', ';', ' ']));
        // "i" is a word as well.
        let is_party = ends && parties::is_major(&code) && code.folded() != "i";
        let before = text.get(from..comma).unwrap_or_default();
        let named = is_party.then(|| name_at_end(before)).flatten();
        let Some((start, name)) = named.filter(|(_, name)| is_full_name(name)) else {
            continue;
        };
        let end = comma + 2 + code.len();
        people.push(FoundPerson {
            name,
            party: Some(code.to_uppercase()),
            range: from + start..end,
        });
        from = end;
    }
    people
}

/// The people of the list that a text ends with, who share a party. `from` is where the text begins.
fn sharing(before: &str, from: usize, code: &str, end: usize) -> Vec<FoundPerson> {
    let Some(Code::Party(party)) = parties::read(code, true) else {
        return Vec::new();
    };
    let names = groups::names_at_end(before);
    let last = names.len().saturating_sub(1);
    let people = names.into_iter().enumerate().map(|(place, (start, name))| {
        let ends = if place == last {
            end
        } else {
            from + start + name.len()
        };
        FoundPerson {
            name,
            party: Some(party.clone()),
            range: from + start..ends,
        }
    });
    people.collect()
}

/// The name that a text ends with, and where it begins.
pub(crate) fn name_at_end(text: &str) -> Option<(usize, String)> {
    let trimmed = text.trim_end();
    let mut end = trimmed.len();
    let mut start = None;
    let mut words = 0;
    for word in trimmed.rsplit(' ') {
        let word_start = end.saturating_sub(word.len());
        let closes = words > 0
            && word.ends_with([',', ';', ':', ')', '.', '!', '?', '”', '"'])
            && !is_initial(word);
        if word.is_empty()
            || closes
            || words >= 6
            || (titles::stands_before_names(word) && !PARTICLES.contains(&word))
        {
            break;
        }
        if is_name_word(word) {
            words += 1;
            start = Some(word_start);
        } else if words == 0 || !PARTICLES.contains(&word) {
            break;
        }
        end = word_start.saturating_sub(1);
    }
    let start = start?;
    let raw = trimmed.get(start..)?;
    let name = raw.trim_start_matches(['(', '”', '"', '-', '–', ' ', '•', '\'']);
    let start = start + raw.len() - name.len();
    (!name.is_empty()).then(|| (start, name.to_owned()))
}

/// `R.`, `R.K.`
fn is_initial(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    let letters = parts.iter().filter(|part| !part.is_empty());
    word.ends_with('.')
        && (2..=4).contains(&parts.len())
        && letters
            .into_iter()
            .all(|part| part.chars().count() == 1 && scan::is_capitalised(part))
}

/// Begins with a capital and holds nothing but letters, hyphens and apostrophes.
pub(crate) fn is_name_word(word: &str) -> bool {
    let word = word.trim_matches(['(', '”', '"', '•']);
    let letters = word.chars().all(|letter| {
        letter.is_alphabetic() || matches!(letter, '-' | '’' | '\'' | '.' | '´' | '‑')
    });
    let dotted = word.contains('.') && !is_initial(word);
    letters && !dotted && scan::is_capitalised(word.trim_start_matches(['-', '\'']))
}

/// A person's name and nothing else: two to five words.
pub(crate) fn is_full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=6).contains(&words.len())
        && words.first().is_some_and(|word| is_name_word(word))
        && words.last().is_some_and(|word| is_name_word(word))
        && words
            .iter()
            .all(|word| is_name_word(word) || (PARTICLES.contains(word)))
        && !words.iter().any(|word| titles::stands_before_names(word))
        && !words.iter().all(|word| is_code(word))
}

/// `S`, `MP`: a row of such words is a column of parties, not somebody's name.
fn is_code(word: &str) -> bool {
    word.chars().count() <= 3 && scan::is_all_capitals(word)
}

/// `Alva Ask (S)` and nothing else: one of a list with a name a line.
pub(crate) fn is_entry(text: &str) -> bool {
    let parts = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once(" ("));
    parts.is_some_and(|(name, code)| is_full_name(name) && parties::read(code, true).is_some())
}

/// `von`, `af`: a small word inside names.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// The first two words are a name's.
pub(crate) fn begins_with_name(text: &str) -> bool {
    let end = text.find(['(', ',', '§', ';']).unwrap_or(text.len());
    let mut words = text.get(..end).unwrap_or_default().split_whitespace();
    let mut is_name = || {
        words.next().is_some_and(|word| {
            is_name_word(word) && !titles::stands_before_names(word) || is_particle(word)
        })
    };
    is_name() && is_name()
}

/// Names and nothing else, apart by comma or `och`.
pub(crate) fn is_name_list(text: &str) -> bool {
    let mut parts = split_list(text).peekable();
    parts.peek().is_some() && parts.all(is_full_name)
}

/// The parts of `A, B och C`. `hälso- och sjukvårdsdirektör` is one part.
pub(crate) fn split_list(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '/']).flat_map(split_at_and);
    parts
        .map(|part| {
            part.trim()
                .trim_start_matches("och ")
                .trim_end_matches(" och")
                .trim_end_matches(['.', ':'])
                .trim()
        })
        .filter(|part| !part.is_empty())
}

/// Parts a text at `och` and `samt`, but not after a hyphen.
pub(crate) fn split_at_and(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut words: Vec<(usize, &str)> = text
        .match_indices(" och ")
        .chain(text.match_indices(" samt "))
        .collect();
    words.sort_unstable();
    for (at, word) in words {
        let before = text.get(from..at);
        if let Some(part) = before.filter(|part| !part.ends_with('-')) {
            parts.push(part);
            from = at + word.len();
        }
    }
    parts.extend(text.get(from..));
    parts
}

/// Case officers: the names of a list, titles and what is no name left out.
pub(crate) fn officers(text: &str) -> Vec<String> {
    let parts = split_list(text).map(|part| part.split('(').next().unwrap_or_default().trim());
    parts.filter_map(officer).collect()
}

/// The name in `ekonomichef Bo Ek` or `Bo Ek ekonomichef`.
fn officer(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_name = |word: &&str| is_name_word(word) && !titles::stands_before_names(word);
    let first = words.iter().position(is_name)?;
    let own = words.get(first..)?;
    let end = own
        .iter()
        .position(|word| !is_name(word) && !PARTICLES.contains(word))
        .unwrap_or(own.len());
    let name = own.get(..end)?;
    let rest = own.get(end..)?.join(" ");
    let is_title = rest.is_empty() || titles::is_official(&rest);
    let plausible = words.len() <= 8 && is_title && (name.len() > 1 || words.len() == 1);
    plausible.then(|| name.join(" "))
}

/// Names of officials with their titles and nothing else: `Bo Ek, ekonomichef`.
pub(crate) fn is_person_line(text: &str) -> bool {
    let mut parts = split_list(text).peekable();
    text.len() < 160
        && parts.peek().is_some()
        && parts.all(|part| {
            officer(part).is_some_and(|name| name.contains(' ')) || titles::is_official(part)
        })
}
