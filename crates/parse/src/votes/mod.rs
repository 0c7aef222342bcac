//! Votes: totals, what *ja* and *nej* stood for, and how each person voted.

mod meaning;
mod named;
mod reading;
mod rows;
mod table;
mod totals;

use paragraf_model::{Ballot, Finding, FindingKind, Rule, SectionKind, Span, Vote};

use crate::lines::{Block, Line};
use crate::notes::{self, Notes, Sourced};
use crate::scan;
use crate::sections::Part;
use reading::Reading;

/// One section's text as the vote reader needs it.
pub(crate) struct Text<'b> {
    pub(crate) kind: SectionKind,
    pub(crate) has_heading: bool,
    pub(crate) blocks: &'b [Block],
    pub(crate) lines: &'b [&'b Line<'b>],
}

/// Reads all votes of a paragraph, in order.
///
/// Beside each stands the appendix that lists how everybody voted, where the text points to one.
pub(crate) fn read(
    texts: &[Text<'_>],
    label: &str,
    span: Span,
    notes: &mut Notes,
) -> (Vec<Vote>, Vec<Option<u32>>) {
    let mut reading = Reading::default();
    for text in texts.iter().filter(|text| may_hold_votes(text)) {
        if opens_round(text, &reading.open) {
            reading.close_if_counted();
        }
        let in_table = table::read(text.lines).or_else(|| rows::read(text.lines));
        let lines = text.lines.iter().filter(|line| line.has_text());
        let table_span = notes::around(lines.map(|line| line.span()));
        for block in text.blocks {
            reading.block(block, in_table.is_some());
        }
        if let Some(table) = in_table {
            reading.add_named(table.named, Rule::VoteTable, table_span);
            reading.add_totals(table.totals, Rule::VoteTable, table_span);
        }
    }
    let (votes, pointers): (Vec<Sourced<Vote>>, Vec<Option<u32>>) =
        reading.finish().into_iter().unzip();
    let mut votes = notes.keep_all("votes", votes);
    votes
        .iter_mut()
        .for_each(|vote| complete(vote, label, span, notes));
    (votes, pointers)
}

/// A heading over a vote opens another round, unless it stands over the names of the one before.
fn opens_round(text: &Text<'_>, open: &Vote) -> bool {
    let has_totals = || {
        let mut sentences = text
            .blocks
            .iter()
            .flat_map(|block| scan::sentences(&block.text));
        sentences.any(|sentence| totals::read(sentence).yes.is_some())
    };
    text.kind == SectionKind::Vote && text.has_heading && (!open.named.is_empty() || has_totals())
}

/// So many tables are parted off at most: a text that holds more is no paragraph, and each costs its rest.
const MOST: usize = 24;

/// Puts a table of how each voted into a section of its own, where it stands in the middle of another.
pub(crate) fn part_off_tables(parts: &mut Vec<Part<'_, '_>>) {
    let mut place = 0;
    let most = parts.len() + MOST;
    while let Some(part) = parts.get_mut(place).filter(|_| place < most) {
        place += 1;
        if part.kind == SectionKind::Vote {
            continue;
        }
        let table = table::read(&part.lines).or_else(|| rows::place(&part.lines));
        let Some(table) = table.filter(|table| table.named.len() >= 3) else {
            continue;
        };
        let kind = part.kind;
        let rest = part.lines.split_off(table.lines.end.min(part.lines.len()));
        let own = part.lines.split_off(table.lines.start);
        if rest.iter().any(|line| line.has_text()) {
            parts.insert(place, Part::without_heading(kind, Rule::AfterSection, rest));
        }
        parts.insert(
            place,
            Part::without_heading(SectionKind::Vote, Rule::VoteTable, own),
        );
        place += 1;
    }
}

/// The list of how each voted that stands among these lines.
pub(crate) fn listed(lines: &[&Line<'_>]) -> Option<Vote> {
    let table = table::read(lines).or_else(|| rows::place(lines))?;
    let is_list = table.named.len() >= 3;
    is_list.then(|| Vote {
        yes: table.totals.yes,
        no: table.totals.no,
        abstain: table.totals.abstain,
        absent: table.totals.absent,
        named: table.named,
        ..Vote::default()
    })
}

/// What another body voted on earlier stands in the description and under the papers.
fn may_hold_votes(text: &Text<'_>) -> bool {
    match text.kind {
        SectionKind::Description => !text.has_heading,
        SectionKind::Basis
        | SectionKind::Recipients
        | SectionKind::Proposal
        | SectionKind::Reservation
        | SectionKind::Recusal => false,
        _ => true,
    }
}

/// Counts names where no totals are printed, and tells where names and totals differ.
pub(crate) fn complete(vote: &mut Vote, label: &str, span: Span, notes: &mut Notes) {
    let count = |ballot: Ballot| {
        vote.named
            .iter()
            .filter(|named| named.vote == ballot)
            .count() as u32
    };
    let counts = [
        count(Ballot::Yes),
        count(Ballot::No),
        count(Ballot::Abstain),
        count(Ballot::Absent),
    ];
    let printed = [
        &mut vote.yes,
        &mut vote.no,
        &mut vote.abstain,
        &mut vote.absent,
    ];
    let words = ["ja", "nej", "avstår", "frånvarande"];
    for ((printed, counted), word) in printed.into_iter().zip(counts).zip(words) {
        match *printed {
            None if counted > 0 => *printed = Some(counted),
            Some(total) if counted > 0 && total != counted => {
                let message = format!(
                    "En omröstning under {label} går inte ihop: {counted} namn står för {word}, men summan är {total}."
                );
                notes.find(Finding::warning(
                    FindingKind::VoteDoesNotAddUp,
                    span,
                    message,
                ));
            }
            _ => {}
        }
    }
}
