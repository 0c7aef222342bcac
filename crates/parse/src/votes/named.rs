//! How each person voted: in prose, one a line, or listed behind `Ja-röster:`.

use paragraf_model::{Ballot, NamedVote};

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
    let people = people::find_with_party(sentence);
    if people.is_empty() {
        return Vec::new();
    }
    let marks = marks(sentence);
    if marks.is_empty() || is_proposition(sentence) {
        return Vec::new();
    }
    let beside = beside_names(sentence, &people, &marks);
    if !beside.is_empty() {
        return beside;
    }
    if let Some(first) = marks.first().filter(|mark| {
        mark.opens_list
            && people
                .first()
                .is_some_and(|person| person.range.start > mark.end)
    }) {
        let _ = first;
        return people
            .iter()
            .filter_map(|person| {
                let mark = marks.iter().rfind(|mark| mark.end <= person.range.start)?;
                Some(named(person, mark.ballot))
            })
            .collect();
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
        let ballot = match word.to_lowercase().as_str() {
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
    let folded = sentence.to_lowercase();
    ["röstar", "röstade", "röstat", "avstår", "avstod", "avger"]
        .iter()
        .any(|verb| folded.contains(verb))
}

/// What a vote would mean is no vote.
fn is_proposition(sentence: &str) -> bool {
    let folded = sentence.to_lowercase();
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
    ]
    .iter()
    .any(|words| folded.contains(words))
}
