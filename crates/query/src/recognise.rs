//! Finds case numbers among the tokens before anything else is read, however they are spelt.

use std::ops::Range;

use paragraf_model::{CaseNumber, Evidence};

use crate::fields::{Field, normal};
use crate::lexer::{Kind, Token};

/// A token, or a case number that may have taken several.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item {
    Token(Token),
    Case(Range<usize>, CaseNumber),
}

/// Replaces the chunks that make up case numbers. The value of a field is left alone, except `ärende:`, whose value
/// may hold blanks.
pub(crate) fn case_numbers(text: &str, tokens: &[Token]) -> Vec<Item> {
    let mut items = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        let chunks = run_length(rest);
        if let Kind::Field(field) = token.kind {
            items.push(Item::Token(token.clone()));
            rest = after;
            if let Some((value, after_value)) = value(text, field, after) {
                items.push(value);
                rest = after_value;
            }
        } else if chunks > 0 {
            let (run, after_run) = rest.split_at(chunks);
            items.extend(in_run(text, run, Evidence::Typed));
            rest = after_run;
        } else {
            items.push(Item::Token(token.clone()));
            rest = after;
        }
    }
    items
}

fn run_length(tokens: &[Token]) -> usize {
    let other = tokens.iter().position(|token| token.kind != Kind::Chunk);
    other.unwrap_or(tokens.len())
}

fn value<'a>(text: &str, field: Field, after: &'a [Token]) -> Option<(Item, &'a [Token])> {
    let (first, rest) = after.split_first()?;
    if first.kind != Kind::Chunk {
        return None;
    }
    let run = after.get(..run_length(after))?;
    let found = match field {
        Field::Case => in_run(text, run, Evidence::Label).into_iter().next(),
        _ => None,
    };
    match found {
        Some(Item::Case(range, number)) if range.start <= first.range.start => {
            let taken = run.iter().filter(|token| token.range.start < range.end);
            let rest = after.get(taken.count()..)?;
            Some((Item::Case(range, number), rest))
        }
        _ => Some((Item::Token(first.clone()), rest)),
    }
}

/// The chunks of a run, with case numbers in the place of those that make them up.
fn in_run(text: &str, run: &[Token], evidence: Evidence) -> Vec<Item> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return Vec::new();
    };
    let start = first.range.start;
    let words = text.get(start..last.range.end).unwrap_or_default();
    let mut found: Vec<(Range<usize>, CaseNumber)> = CaseNumber::find_all_given(words, evidence)
        .into_iter()
        .map(|found| {
            let range = start + found.range.start..start + found.range.end;
            (range, normal(&found.case_number))
        })
        .collect();
    let mut items = Vec::new();
    for chunk in run {
        let mut left = chunk.range.clone();
        while let Some((range, _)) = found.first() {
            if range.start >= left.end {
                break;
            }
            push_chunk(text, left.start..range.start, &mut items);
            left.start = left.end.min(range.end.max(left.start));
            if range.end > chunk.range.end {
                break;
            }
            let (range, number) = found.remove(0);
            items.push(Item::Case(range, number));
        }
        push_chunk(text, left, &mut items);
    }
    items.extend(
        found
            .into_iter()
            .map(|(range, number)| Item::Case(range, number)),
    );
    items
}

/// What is left of a chunk, if it holds anything to search.
fn push_chunk(text: &str, range: Range<usize>, items: &mut Vec<Item>) {
    let left = text.get(range.clone()).unwrap_or_default();
    let Some(skipped) = left.find(char::is_alphanumeric) else {
        return;
    };
    let range = range.start + skipped..range.end;
    items.push(Item::Token(Token {
        range,
        kind: Kind::Chunk,
    }));
}
