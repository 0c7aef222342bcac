//! Votes: totals, what *ja* and *nej* stood for, and how each person voted.

mod meaning;
mod named;
mod table;
mod totals;

use paragraf_model::{Ballot, Finding, FindingKind, NamedVote, Rule, SectionKind, Span, Vote};

use crate::lines::{Block, Line};
use crate::notes::{self, Notes, Sourced};
use crate::scan;
use totals::Totals;

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
        if text.kind == SectionKind::Vote {
            reading.close_if_counted();
        }
        let in_table = table::read(text.lines);
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

/// A text without any of these tells of no vote; most are passed over so.
const ABOUT_VOTES: &[&str] = &[
    "röst", "rösta", " nej", "nej-", "voter", "): ja", " - ja", "avst", "antal ja",
];

/// Votes as they come together while the text is read.
#[derive(Default)]
struct Reading {
    done: Vec<(Sourced<Vote>, Option<u32>)>,
    open: Vote,
    /// What told of the open vote, and where.
    source: Option<(Rule, Span)>,
    /// The appendix that lists how everybody voted.
    pointer: Option<u32>,
}

impl Reading {
    fn block(&mut self, block: &Block, table_follows: bool) {
        let text = block.text.as_str();
        let folded = text.to_lowercase();
        if !ABOUT_VOTES.iter().any(|word| folded.contains(word)) {
            return;
        }
        if let Some(meaning) = meaning::read(text) {
            // What the answers mean may stand after the result.
            if self.open.meaning_yes.is_some() {
                self.close_if_counted();
            }
            self.touch(Rule::VoteSentences, block.span());
            self.open.meaning_yes = Some(meaning.yes);
            self.open.meaning_no = meaning.no;
        }
        for sentence in scan::sentences(text) {
            let found = totals::read(sentence);
            let named = if table_follows {
                Vec::new()
            } else {
                named::read(sentence)
            };
            self.add_totals(found, Rule::VoteSentences, block.span());
            self.add_named(named, Rule::VoteSentences, block.span());
            self.pointer = self.pointer.or(pointer(sentence));
        }
    }

    /// The open vote's source reaches over all lines that told of it; a table tells more than sentences.
    fn touch(&mut self, rule: Rule, span: Span) {
        let (held, before) = self.source.unwrap_or((rule, span));
        self.source = Some((held.max(rule), notes::around([before, span])));
    }

    fn add_totals(&mut self, totals: Totals, rule: Rule, span: Span) {
        let contradicts =
            |held: Option<u32>, new: Option<u32>| held.is_some() && new.is_some() && held != new;
        if totals.yes.is_some()
            && totals.no.is_some()
            && (contradicts(self.open.yes, totals.yes) || contradicts(self.open.no, totals.no))
        {
            self.close();
        }
        if totals != Totals::default() {
            self.touch(rule, span);
        }
        self.open.yes = self.open.yes.or(totals.yes);
        self.open.no = self.open.no.or(totals.no);
        self.open.abstain = self.open.abstain.or(totals.abstain);
        self.open.absent = self.open.absent.or(totals.absent);
    }

    fn add_named(&mut self, named: Vec<NamedVote>, rule: Rule, span: Span) {
        for vote in named {
            if self
                .open
                .named
                .iter()
                .any(|held| held.name == vote.name && held.party == vote.party)
            {
                // The same person votes again: another round has begun.
                if self.open.named.iter().any(|held| held.vote == Ballot::No)
                    && vote.vote == Ballot::Yes
                {
                    self.close();
                } else {
                    continue;
                }
            }
            self.touch(rule, span);
            self.open.named.push(vote);
        }
    }

    fn close_if_counted(&mut self) {
        let is_counted =
            self.open.yes.is_some() || self.open.no.is_some() || !self.open.named.is_empty();
        if is_counted {
            self.close();
        }
    }

    fn close(&mut self) {
        let (rule, span) = self
            .source
            .take()
            .unwrap_or((Rule::VoteSentences, Span::default()));
        let vote = Sourced::new(std::mem::take(&mut self.open), rule, span);
        self.done.push((vote, self.pointer.take()));
    }

    fn finish(mut self) -> Vec<(Sourced<Vote>, Option<u32>)> {
        self.close_if_counted();
        self.done.retain(|(Sourced { value: vote, .. }, _)| {
            vote.yes.is_some() || vote.no.is_some() || vote.named.len() > 1
        });
        self.done
    }
}

/// `Hur var och en röstar framgår av bilaga 3.`
fn pointer(sentence: &str) -> Option<u32> {
    let folded = sentence.to_lowercase();
    let about_votes = folded.contains("röst") || folded.contains("voter");
    let (_, rest) = folded.split_once("bilaga ").filter(|_| about_votes)?;
    rest.split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
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
