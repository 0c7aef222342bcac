//! How each person voted: in prose, one a line, or listed behind `Ja-röster:`.

use paragraf_model::{Ballot, NamedVote};

use crate::folding::Folding;
use crate::people::{self, FoundPerson};
use crate::scan;

/// A word that tells a ballot, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    ballot: Ballot,
    /// A colon follows: the names come after it.
    opens_list: bool,
}

/// Names with ballots in one sentence.
pub(super) fn read(sentence: &str) -> Vec<NamedVote> {
    let marks = marks(sentence);
    let Some(first) = marks.first().filter(|_| !is_proposition(sentence)) else {
        return Vec::new();
    };
    let people = people::find_with_party(sentence);
    let Some(person) = people.first() else {
        return without_parties(sentence, first);
    };
    let beside = beside_names(sentence, &people, &marks);
    if !beside.is_empty() {
        return beside;
    }
    if person.range.start > first.end {
        let between = sentence.get(first.end..person.range.start);
        let leads = between.is_some_and(|between| leads_to_names(first, between));
        return if leads {
            after_marks(sentence, &people, &marks)
        } else {
            Vec::new()
        };
    }
    if !votes_are_cast(sentence) {
        return Vec::new();
    }
    people
        .iter()
        .filter_map(|person| {
            let mark = marks.iter().find(|mark| mark.start >= person.range.end)?;
            Some(named(person, mark.ballot))
        })
        .collect()
}

/// Those behind each answer: `Ja: Alva Ask (S). Nej: Bo Ek (M)`, up to the end of the list.
fn after_marks(sentence: &str, people: &[FoundPerson], marks: &[Mark]) -> Vec<NamedVote> {
    let mut votes = Vec::new();
    let mut end = 0;
    for person in people {
        let Some(mark) = marks.iter().rfind(|mark| mark.end <= person.range.start) else {
            continue;
        };
        let between = sentence.get(mark.end.max(end)..person.range.start);
        if !between.is_some_and(|between| leads_to_names(mark, between)) {
            break;
        }
        votes.push(named(person, mark.ballot));
        end = person.range.end;
    }
    votes
}

/// What stands between an answer and those who gave it: `Ja röstar`, `Ja-röst avges av`, `3 ja-röster,`.
fn leads_to_names(mark: &Mark, between: &str) -> bool {
    const LEADS: &[&str] = &[
        "röstar",
        "röstade",
        "röstat",
        "röstades",
        "röster",
        "avges",
        "avgavs",
        "avgavs",
        "avgivits",
        "av",
        "från",
        "lämnas",
        "lämnades",
        "har",
        "följande",
        "ledamöter",
        "ledamöterna",
        "ordföranden",
        "att",
        "rösta",
        "avstår",
        "st",
        "är",
        "vice",
        "förste",
        "andre",
        "de",
        "och",
        "samt",
    ];
    let words = scan::words(between).map(|(_, word)| word.folded());
    mark.opens_list && !between.contains(". ") && between.len() < 60
        || words
            .into_iter()
            .all(|word| LEADS.contains(&word.as_str()) || word.parse::<u32>().is_ok())
}

/// `Ja röstar Alva Ask och Bo Ek.`, where minutes print no parties.
fn without_parties(sentence: &str, mark: &Mark) -> Vec<NamedVote> {
    let rest = sentence.get(mark.end..).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', ':']);
    let list = ["röstar ", "röstade ", "avges av ", "avgavs av "]
        .iter()
        .find_map(|words| rest.strip_prefix(words));
    let list = list.map(|list| {
        list.trim_start_matches([' ', ':'])
            .trim_end_matches(['.', ' '])
    });
    let list = list.filter(|list| people::is_name_list(list));
    let names = list.into_iter().flat_map(people::split_list);
    names
        .map(|name| NamedVote {
            name: name.to_owned(),
            party: None,
            vote: mark.ballot,
        })
        .collect()
}

/// `Ja-röster (7)`, `Följande ledamöter röstar nej:`: how those voted whose names follow on lines of their own.
pub(super) fn opens_list(text: &str) -> Option<Ballot> {
    if text.len() > 90 || !people::find_with_party(text).is_empty() {
        return None;
    }
    let marks = marks(text);
    let [mark] = marks.as_slice() else {
        return None;
    };
    let words: Vec<&str> = scan::words(text)
        .map(|(_, word)| word)
        .filter(|word| word.parse::<u32>().is_err())
        .collect();
    let leads = text.ends_with(':') && votes_are_cast(text)
        || text.folded().starts_with("följande") && votes_are_cast(text);
    let is_alone = matches!(words.as_slice(), [_] | [_, "st" | "röster"]);
    (is_alone || leads && !is_proposition(text)).then_some(mark.ballot)
}

/// The people of a line that holds nothing else, all of whom voted so.
pub(super) fn in_list(line: &str, ballot: Ballot) -> Vec<NamedVote> {
    let people = people::find_with_party(line);
    let letters: usize = people.iter().map(|person| person.range.len()).sum();
    // A seat's number, a role or a comma may stand beside the names.
    let is_list = letters * 3 >= line.len() * 2;
    let own = people.iter().filter(|_| is_list);
    own.map(|person| named(person, ballot)).collect()
}

fn named(person: &FoundPerson, ballot: Ballot) -> NamedVote {
    NamedVote {
        name: person.name.clone(),
        party: person.party.clone(),
        vote: ballot,
    }
}

/// `Anna Ask (M): Avstår`, `Bo Ek (S) - JA`: the mark stands right after each name.
fn beside_names(sentence: &str, people: &[FoundPerson], marks: &[Mark]) -> Vec<NamedVote> {
    let mut votes = Vec::new();
    for person in people {
        let Some(mark) = marks.iter().find(|mark| mark.start >= person.range.end) else {
            return Vec::new();
        };
        let between = sentence.get(person.range.end..mark.start).unwrap_or("?");
        if between.chars().any(char::is_alphabetic) {
            return Vec::new();
        }
        votes.push(named(person, mark.ballot));
    }
    let prose = people.len() == 1 && votes_are_cast(sentence) && sentence.split(' ').count() > 12;
    if prose { Vec::new() } else { votes }
}

fn marks(sentence: &str) -> Vec<Mark> {
    let words: Vec<(usize, &str)> = scan::words(sentence).collect();
    let marks = words.iter().filter_map(|&(start, word)| {
        let ballot = match word.folded().as_str() {
            "ja" | "ja-röster" | "ja-röst" | "jaröster" => Ballot::Yes,
            "nej" | "nej-röster" | "nej-röst" | "nejröster" => Ballot::No,
            "avstår" | "avstod" | "avstående" => Ballot::Abstain,
            "frånvarande" => Ballot::Absent,
            _ => return None,
        };
        let end = start + word.len();
        let after = sentence
            .get(end..)
            .unwrap_or_default()
            .trim_start_matches([' ', ')']);
        // "Ja (7): Anna Ask (S), …"
        let after = after
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
            .map_or(after, |(_, rest)| rest.trim_start());
        Some(Mark {
            start,
            end,
            ballot,
            opens_list: after.starts_with(':'),
        })
    });
    marks.collect()
}

/// Somebody casts a vote in this sentence.
fn votes_are_cast(sentence: &str) -> bool {
    let folded = sentence.folded();
    ["röstar", "röstade", "röstat", "avstår", "avstod", "avger"]
        .iter()
        .any(|verb| folded.contains(verb))
}

/// What a vote would mean is no vote.
fn is_proposition(sentence: &str) -> bool {
    let folded = sentence.folded();
    [
        "proposition",
        "innebär",
        "den som",
        "ja för",
        "nej för",
        "ja-röst för",
        "de som",
        "ska rösta",
        "deltar inte",
        "om han ",
        "om hon ",
        "rösträtt",
        "skulle ha röstat",
        "hade röstat",
    ]
    .iter()
    .any(|words| folded.contains(words))
}
