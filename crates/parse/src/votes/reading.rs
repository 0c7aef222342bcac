//! Votes as they come together while a paragraph's text is read from block to block.

use std::collections::HashSet;

use paragraf_model::{Ballot, NamedVote, Rule, Span, Vote};

use super::totals::{self, Totals};
use super::{meaning, named};
use crate::folding::Folding;
use crate::lines::Block;
use crate::notes::{self, Sourced};
use crate::scan;

/// A text without any of these tells of no vote; most are passed over so.
const ABOUT_VOTES: &[&str] = &[
    "röst", " nej", "nej-", "voter", ") ja", "): ja", " - ja", "avst", "antal ja", "frånv",
];

/// Answers that a list of names may open with.
const OPENINGS: &[&str] = &["ja:", "ja ", "nej:", "ja-", "ja("];

/// Votes as they come together while the text is read.
#[derive(Default)]
pub(super) struct Reading {
    done: Vec<(Sourced<Vote>, Option<u32>)>,
    pub(super) open: Vote,
    /// Who voted in it, for lists of any length.
    voters: HashSet<(String, Option<String>)>,
    /// Somebody voted no in it.
    has_no: bool,
    /// What told of the open vote, and where.
    source: Option<(Rule, Span)>,
    /// The appendix that lists how everybody voted.
    pointer: Option<u32>,
    /// How those voted whose names follow on lines of their own.
    list: Option<Ballot>,
}

impl Reading {
    pub(super) fn block(&mut self, block: &Block, table_follows: bool) {
        let text = block.text.as_str();
        let folded = text.folded();
        let is_about_votes = ABOUT_VOTES.iter().any(|word| folded.contains(word))
            || OPENINGS.iter().any(|word| folded.starts_with(word));
        if !is_about_votes && self.list.is_none() && text.len() > 3 {
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
        if self.open.meaning_no.is_none() {
            self.meaning_of_a_side(text, block.span());
        }
        for sentence in scan::sentences(text) {
            self.add_totals(totals::read(sentence), Rule::VoteSentences, block.span());
            if !table_follows {
                self.names(sentence, block.span());
            }
            self.pointer = self.pointer.or(pointer(sentence));
        }
    }

    /// `JA-röst för bifall` and `NEJ-röst för avslag` on lines of their own.
    fn meaning_of_a_side(&mut self, text: &str, span: Span) {
        match meaning::side_alone(text) {
            Some(meaning::Side::Yes(yes)) if self.open.meaning_yes.is_none() => {
                self.close_if_counted();
                self.open.meaning_yes = Some(yes);
            }
            Some(meaning::Side::No(no)) if self.open.meaning_yes.is_some() => {
                self.open.meaning_no = Some(no);
            }
            _ => return,
        }
        self.touch(Rule::VoteSentences, span);
    }

    fn names(&mut self, sentence: &str, span: Span) {
        if let Some(ballot) = named::opens_list(sentence) {
            self.list = Some(ballot);
            return;
        }
        let named = named::read(sentence);
        if !named.is_empty() {
            self.list = None;
            self.add_named(named, Rule::VoteSentences, span);
        } else if let Some(ballot) = self.list {
            let listed = named::in_list(sentence, ballot);
            self.list = self.list.filter(|_| !listed.is_empty());
            self.add_named(listed, Rule::VoteSentences, span);
        }
    }

    /// The open vote's source reaches over all lines that told of it; a table tells more than sentences.
    fn touch(&mut self, rule: Rule, span: Span) {
        let (held, before) = self.source.unwrap_or((rule, span));
        self.source = Some((held.max(rule), notes::around([before, span])));
    }

    pub(super) fn add_totals(&mut self, totals: Totals, rule: Rule, span: Span) {
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

    pub(super) fn add_named(&mut self, named: Vec<NamedVote>, rule: Rule, span: Span) {
        for vote in named {
            let person = (vote.name.clone(), vote.party.clone());
            if self.voters.contains(&person) {
                // The same person votes again: another round has begun.
                if self.has_no && vote.vote == Ballot::Yes {
                    self.close();
                } else {
                    continue;
                }
            }
            self.touch(rule, span);
            self.voters.insert(person);
            self.has_no |= vote.vote == Ballot::No;
            self.open.named.push(vote);
        }
    }

    pub(super) fn close_if_counted(&mut self) {
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
        self.voters.clear();
        self.has_no = false;
        self.done.push((vote, self.pointer.take()));
    }

    pub(super) fn finish(mut self) -> Vec<(Sourced<Vote>, Option<u32>)> {
        self.close_if_counted();
        self.done.retain(|(Sourced { value: vote, .. }, _)| {
            vote.yes.is_some() || vote.no.is_some() || vote.named.len() > 1
        });
        self.done
    }
}

/// `Hur var och en röstar framgår av bilaga 3.`
fn pointer(sentence: &str) -> Option<u32> {
    let folded = sentence.folded();
    let about_votes = folded.contains("röst") || folded.contains("voter");
    let (_, rest) = folded.split_once("bilaga ").filter(|_| about_votes)?;
    rest.split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}
