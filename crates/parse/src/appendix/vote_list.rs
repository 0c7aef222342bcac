//! A vote list: name, party, seat, function and result of each member, however the cells are cut.

use paragraf_model::{Ballot, NamedVote, Role, Vote};

use crate::folding::Folding;
use crate::people;
use crate::people::parties::{self, Code};

/// `Antal Ja: 40`.
pub(super) fn totals(cells: &[&str]) -> Vote {
    let number = |label: &str| {
        let cell = cells
            .iter()
            .find_map(|cell| cell.folded().strip_prefix(label).map(str::to_owned))?;
        cell.trim_start_matches([':', ' ']).parse::<u32>().ok()
    };
    Vote {
        yes: number("antal ja"),
        no: number("antal nej"),
        abstain: number("antal avstår"),
        absent: number("antal frånv"),
        ..Vote::default()
    }
}

/// Name, party, seat, function and result in turn, however the cells are cut.
pub(super) fn read(cells: &[&str]) -> Vec<(NamedVote, Role)> {
    let first = cells
        .iter()
        .position(|cell| *cell == "Parti")
        .map_or(0, |at| at + 1);
    let words: Vec<&str> = cells
        .get(first..)
        .unwrap_or_default()
        .iter()
        .flat_map(|cell| cell.split_whitespace())
        .collect();
    let mut votes = Vec::new();
    let mut row: Vec<&str> = Vec::new();
    for word in words {
        match ballot(word) {
            Some(ballot) => {
                votes.extend(voter(&row, ballot));
                row.clear();
            }
            None => row.push(word),
        }
    }
    votes
}

fn ballot(word: &str) -> Option<Ballot> {
    match word {
        "Ja" => Some(Ballot::Yes),
        "Nej" => Some(Ballot::No),
        "Avstår" => Some(Ballot::Abstain),
        "Frånvarande" | "Frånv" | "Frånv." => Some(Ballot::Absent),
        _ => None,
    }
}

fn voter(row: &[&str], vote: Ballot) -> Option<(NamedVote, Role)> {
    let seat = row
        .iter()
        .rposition(|word| word.chars().all(|letter| letter.is_ascii_digit()))?;
    let party_at = seat.checked_sub(1)?;
    let Code::Party(party) = parties::read(row.get(party_at)?, true)? else {
        return None;
    };
    let before = row.get(..party_at)?;
    // A page's head of columns may have been torn off and stand before the name.
    let first = before
        .iter()
        .rposition(|word| is_list_head(word))
        .map_or(0, |at| at + 1);
    let name = before.get(first..)?.join(" ");
    let function = row.get(seat + 1..)?.join(" ").folded();
    let role = match function.as_str() {
        "ordförande" => Role::Chair,
        "ersättare" => Role::ServingSubstitute,
        other
            if other.contains("vice") || other.contains("v ordf") || other.contains("v. ordf") =>
        {
            Role::ViceChair
        }
        _ => Role::Member,
    };
    people::is_full_name(&name).then_some((
        NamedVote {
            name,
            party: Some(party),
            vote,
        },
        role,
    ))
}

fn is_list_head(word: &str) -> bool {
    matches!(
        word,
        "Namn" | "Parti" | "Plats" | "Funktion" | "Resultat" | "Kvittade:" | "Antal"
    ) || word.chars().all(|letter| letter.is_ascii_digit())
}
