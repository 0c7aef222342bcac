//! Votes as tables and as a small picture: a mark for each seat, by party where the minutes tell who voted how.

use std::cmp::Ordering;

use paragraf_model::{Ballot, Paragraph, Vote};

use crate::swedish;

/// A vote.
pub struct VoteView {
    /// `Ja`, how many, and what it stood for; only what the minutes tell.
    pub rows: Vec<(&'static str, u32, String)>,
    /// By party, the largest first; none where no ballot is named with a party.
    pub parties: Vec<PartyView>,
    /// Name, party and ballot of each.
    pub named: Vec<(String, String, &'static str)>,
    pub picture: Option<Picture>,
    /// Which ballot got most votes; empty where the minutes do not tell. No verdict: a third of the council is enough to
    /// send a matter back, and a chair's vote parts equal numbers.
    pub most: String,
}

/// How a party voted.
pub struct PartyView {
    pub party: String,
    pub yes: u32,
    pub no: u32,
    pub abstain: u32,
    pub absent: u32,
}

/// The seats of a vote in one picture; the tables beside it say the same.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub seats: Vec<Seat>,
    pub words: Vec<Word>,
    /// The same in a sentence, for whoever does not see the picture.
    pub told: String,
}

/// A seat: its centre and how it voted, a class of the style sheet.
pub struct Seat {
    pub x: u32,
    pub y: u32,
    pub class: &'static str,
}

/// A word in the picture: its left end and base line.
pub struct Word {
    pub x: u32,
    pub y: u32,
    pub text: String,
    pub class: &'static str,
}

/// The largest council has 101 seats, the Riksdag 349; more is a slip of reading and no picture.
const MOST_SEATS: u32 = 400;
/// From one seat to the next.
const STEP: u32 = 13;
/// Seats above each other.
const STACK: u32 = 3;
const WIDTH: u32 = 600;
/// Room for `Nej 29` before the seats.
const LABEL: u32 = 74;
/// A letter of a party's name below its seats.
const LETTER: u32 = 8;
/// Between two parties.
const GAP: u32 = 12;
/// From the seats of one ballot to those of the next.
const BETWEEN: u32 = 12;
/// Room of the parties' names below their seats.
const NAMES: u32 = 14;

impl VoteView {
    /// `casting`: whether the paragraph says that the chair's vote parted equal numbers.
    pub fn of(vote: &Vote, casting: bool) -> VoteView {
        let meaning = |meaning: &Option<String>| meaning.clone().unwrap_or_default();
        let rows = [
            ("Ja", vote.yes, meaning(&vote.meaning_yes)),
            ("Nej", vote.no, meaning(&vote.meaning_no)),
            ("Avstår", vote.abstain, String::new()),
            ("Frånvarande", vote.absent, String::new()),
        ];
        let named = vote.named.iter().map(|named| {
            (
                named.name.clone(),
                named.party.clone().unwrap_or_default(),
                swedish::ballot(named.vote),
            )
        });
        VoteView {
            rows: rows
                .into_iter()
                .filter_map(|(word, count, meaning)| Some((word, count?, meaning)))
                .collect(),
            parties: parties(vote),
            named: named.collect(),
            picture: Picture::of(vote),
            most: most(vote, casting),
        }
    }

    /// Whether anybody of a party abstained.
    pub fn some_abstained(&self) -> bool {
        self.parties.iter().any(|party| party.abstain > 0)
    }

    /// Whether anybody of a party was absent.
    pub fn some_were_absent(&self) -> bool {
        self.parties.iter().any(|party| party.absent > 0)
    }
}

fn most(vote: &Vote, casting: bool) -> String {
    let (Some(yes), Some(no)) = (vote.yes, vote.no) else {
        return String::new();
    };
    let (word, more, fewer, meaning) = match yes.cmp(&no) {
        Ordering::Greater => ("ja", yes, no, &vote.meaning_yes),
        Ordering::Less => ("nej", no, yes, &vote.meaning_no),
        Ordering::Equal if casting => {
            return format!(
                "Lika många röstade ja och nej, {yes} mot {no}; ordförandens utslagsröst avgjorde."
            );
        }
        Ordering::Equal => return format!("Lika många röstade ja och nej, {yes} mot {no}."),
    };
    match meaning {
        Some(meaning) => format!(
            "Flest röstade {word}, {more} mot {fewer}: {}.",
            meaning.trim_end_matches('.')
        ),
        None => format!("Flest röstade {word}, {more} mot {fewer}."),
    }
}

/// Whether a paragraph says that the chair's vote parted equal numbers.
pub fn has_casting_vote(paragraph: &Paragraph) -> bool {
    paragraph
        .sections
        .iter()
        .any(|section| section.text.to_lowercase().contains("utslagsröst"))
}

/// The numbers of a paragraph's last vote, the one that settled it: `ja 18, nej 23`; empty without one.
pub fn numbers(votes: &[Vote]) -> String {
    let told = votes.last().and_then(|vote| vote.yes.zip(vote.no));
    told.map(|(yes, no)| format!("ja {yes}, nej {no}"))
        .unwrap_or_default()
}

fn parties(vote: &Vote) -> Vec<PartyView> {
    let mut parties: Vec<PartyView> = Vec::new();
    for named in &vote.named {
        let Some(name) = &named.party else { continue };
        let at = parties.iter().position(|party| party.party == *name);
        let at = at.unwrap_or_else(|| {
            parties.push(PartyView {
                party: name.clone(),
                yes: 0,
                no: 0,
                abstain: 0,
                absent: 0,
            });
            parties.len() - 1
        });
        if let Some(party) = parties.get_mut(at) {
            match named.vote {
                Ballot::Yes => party.yes += 1,
                Ballot::No => party.no += 1,
                Ballot::Abstain => party.abstain += 1,
                Ballot::Absent => party.absent += 1,
            }
        }
    }
    parties.sort_by_key(|party| {
        std::cmp::Reverse(party.yes + party.no + party.abstain + party.absent)
    });
    parties
}

impl Picture {
    /// Nothing where the minutes tell neither totals nor names.
    fn of(vote: &Vote) -> Option<Picture> {
        let ballots = [
            ("Ja", "yes", groups(vote, &[Ballot::Yes], vote.yes)),
            ("Nej", "no", groups(vote, &[Ballot::No], vote.no)),
            (
                "Avstår",
                "none",
                groups(vote, &[Ballot::Abstain], vote.abstain),
            ),
        ];
        let total = |groups: &[(String, u32)]| {
            groups
                .iter()
                .map(|(_, count)| *count)
                .fold(0, u32::saturating_add)
        };
        let all = ballots
            .iter()
            .map(|(_, _, groups)| total(groups))
            .fold(0, u32::saturating_add);
        if all == 0 || all > MOST_SEATS {
            return None;
        }
        let mut picture = Picture {
            width: LABEL,
            height: 0,
            seats: Vec::new(),
            words: Vec::new(),
            told: String::new(),
        };
        for (word, class, groups) in ballots {
            let count = total(&groups);
            if count > 0 {
                picture.add(&format!("{word} {count}"), class, &groups);
            }
        }
        Some(picture)
    }

    fn add(&mut self, label: &str, class: &'static str, groups: &[(String, u32)]) {
        if !self.told.is_empty() {
            self.told.push_str("; ");
        }
        self.told.push_str(label);
        let named: Vec<String> = groups
            .iter()
            .filter(|(party, _)| !party.is_empty())
            .map(|(party, count)| format!("{party} {count}"))
            .collect();
        if !named.is_empty() {
            self.told.push_str(&format!(" ({})", named.join(", ")));
        }
        self.words.push(Word {
            x: 0,
            y: self.height + STACK * STEP / 2 + 4,
            text: label.to_owned(),
            class: "word",
        });
        let names = if named.is_empty() { 0 } else { NAMES };
        let row = STACK * STEP + names + BETWEEN;
        let mut left = LABEL;
        for (party, count) in groups {
            let letters = u32::try_from(party.chars().count()).unwrap_or(u32::MAX);
            let wide = count
                .div_ceil(STACK)
                .saturating_mul(STEP)
                .max(letters.saturating_mul(LETTER));
            if left > LABEL && left.saturating_add(wide) > WIDTH {
                left = LABEL;
                self.height += row;
            }
            for seat in 0..*count {
                self.seats.push(Seat {
                    x: left + seat / STACK * STEP + STEP / 2,
                    // From below, so that a single seat stands on its party's name.
                    y: self.height + (STACK - 1 - seat % STACK) * STEP + STEP / 2,
                    class,
                });
            }
            if !party.is_empty() {
                self.words.push(Word {
                    x: left,
                    y: self.height + STACK * STEP + 12,
                    text: party.clone(),
                    class: "",
                });
            }
            left = left.saturating_add(wide).saturating_add(GAP);
            self.width = self.width.max(left);
        }
        self.height += row;
    }
}

/// Who cast a ballot, by party in the order of the whole vote; without names the total alone.
fn groups(vote: &Vote, ballots: &[Ballot], total: Option<u32>) -> Vec<(String, u32)> {
    let of_ballot = vote
        .named
        .iter()
        .filter(|named| ballots.contains(&named.vote));
    let named = u32::try_from(of_ballot.clone().count()).unwrap_or(u32::MAX);
    let told = total.unwrap_or(named);
    if named == 0 {
        return vec![(String::new(), told)];
    }
    let mut groups: Vec<(String, u32)> = Vec::new();
    for party in parties(vote) {
        let count = of_ballot
            .clone()
            .filter(|named| named.party.as_deref() == Some(&party.party));
        let count = u32::try_from(count.count()).unwrap_or(u32::MAX);
        if count > 0 {
            groups.push((party.party, count));
        }
    }
    let with_party = groups.iter().map(|(_, count)| *count).sum::<u32>();
    // Seats that are counted and not named, or named without a party.
    let rest = told.max(named).saturating_sub(with_party);
    if rest > 0 {
        groups.push((String::new(), rest));
    }
    groups
}

#[cfg(test)]
mod tests {
    use paragraf_model::NamedVote;

    use super::{Ballot, Vote, VoteView};

    fn named(party: &str, vote: Ballot) -> NamedVote {
        NamedVote {
            name: "Vera Lind".to_owned(),
            party: Some(party.to_owned()),
            vote,
        }
    }

    #[test]
    fn seats_are_as_many_as_votes_and_grouped_by_party() {
        let vote = Vote {
            yes: Some(3),
            no: Some(1),
            named: vec![
                named("S", Ballot::Yes),
                named("M", Ballot::No),
                named("S", Ballot::Yes),
                named("V", Ballot::Yes),
                named("M", Ballot::Absent),
            ],
            ..Vote::default()
        };
        let view = VoteView::of(&vote, false);
        let picture = view.picture.unwrap();
        assert_eq!(picture.told, "Ja 3 (S 2, V 1); Nej 1 (M 1)");
        assert_eq!(picture.seats.len(), 4);
        let parties = view.parties.iter();
        let parties: Vec<_> = parties
            .map(|one| (one.party.as_str(), one.yes, one.no, one.absent))
            .collect();
        assert_eq!(parties, [("S", 2, 0, 0), ("M", 0, 1, 1), ("V", 1, 0, 0)]);
    }

    #[test]
    fn which_ballot_got_most_votes_is_told_with_what_it_stood_for() {
        let most = |yes, no| {
            let vote = Vote {
                yes: Some(yes),
                no: Some(no),
                meaning_no: Some("återremiss.".to_owned()),
                ..Vote::default()
            };
            VoteView::of(&vote, false).most
        };
        assert_eq!(most(18, 23), "Flest röstade nej, 23 mot 18: återremiss.");
        assert_eq!(most(23, 18), "Flest röstade ja, 23 mot 18.");
        assert_eq!(most(5, 5), "Lika många röstade ja och nej, 5 mot 5.");
        assert_eq!(VoteView::of(&Vote::default(), false).most, "");
    }

    #[test]
    fn totals_without_names_are_seats_without_parties() {
        let vote = Vote {
            yes: Some(50),
            no: Some(11),
            ..Vote::default()
        };
        let picture = VoteView::of(&vote, false).picture.unwrap();
        assert_eq!(picture.told, "Ja 50; Nej 11");
        assert_eq!(picture.seats.len(), 61);
        let places: std::collections::HashSet<_> =
            picture.seats.iter().map(|seat| (seat.x, seat.y)).collect();
        assert_eq!(places.len(), 61, "no seat covers another");
        assert!(
            picture
                .seats
                .iter()
                .all(|seat| seat.x < picture.width && seat.y < picture.height)
        );
    }

    #[test]
    fn a_total_that_no_assembly_has_is_not_drawn() {
        let vote = Vote {
            yes: Some(4_000_000_000),
            no: Some(4_000_000_000),
            ..Vote::default()
        };
        assert!(VoteView::of(&vote, false).picture.is_none());
        assert!(VoteView::of(&Vote::default(), false).picture.is_none());
    }
}
