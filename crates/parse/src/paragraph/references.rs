//! Earlier paragraphs that a text names: `Bordlagt den 24 april 2025, § 258`, `Kommunstyrelsen 2024-02-06 § 12`.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use paragraf_model::{Reference, Rule};

use super::blocks::Blocks;
use super::referred_body;
use super::standing::{self, Standing};
use crate::dates::{self, FoundDate};
use crate::notes::Sourced;
use crate::scan::Cursor;

/// More paragraphs than any body has in a year.
const LARGEST: u32 = 3000;

/// Reads every `§` with a date or a year beside it, each with its place in the text. One without is a law's, or
/// this meeting's own.
pub(super) fn read(text: &str, meeting_body: Option<&str>) -> Vec<(Reference, usize)> {
    let mut found = Found::default();
    let mut next_block = 0;
    for block in text.split("\n\n") {
        let block_at = next_block;
        next_block += block.len() + 2;
        if !block.contains('§') {
            continue;
        }
        let mut reading = Reading {
            block,
            dates: dates::find_all(block),
            previous_end: 0,
            last_body: None,
            meeting_body,
        };
        for (at, _) in block.match_indices('§') {
            if at >= reading.previous_end {
                for reference in reading.at_sign(at) {
                    found.add(reference, block_at + at);
                }
            }
        }
    }
    found.references
}

/// Those of the text and of the headings: `Arbetsutskottets förslag 2024-02-06, § 12`. What the text refers to as well
/// stands there with more words.
pub(super) fn with_headings(
    of_text: Vec<Sourced<Reference>>,
    sections: &[Blocks<'_, '_, '_>],
    meeting_body: Option<&str>,
) -> Vec<Sourced<Reference>> {
    let mut all = of_text;
    let day_and_number = |reference: &Reference| (reference.date, reference.number);
    let mut known: HashSet<_> = all.iter().map(|held| day_and_number(&held.value)).collect();
    for section in sections {
        let heading = section.part.heading.as_deref().unwrap_or_default();
        for (reference, _) in read(heading, meeting_body) {
            if known.insert(day_and_number(&reference)) {
                let span = section.heading_span();
                all.push(Sourced::new(reference, Rule::DatedReference, span));
            }
        }
    }
    all.sort_by_key(|reference| reference.span.lines);
    all
}

/// Mean a body that was named before.
const GENERIC: &[&str] = &[
    "Nämnden",
    "Styrelsen",
    "Utskottet",
    "Fullmäktige",
    "Rådet",
    "Presidiet",
    "Beredningen",
];

/// One block, read from sign to sign.
struct Reading<'t> {
    block: &'t str,
    dates: Vec<FoundDate>,
    /// Where the last reference ended.
    previous_end: usize,
    last_body: Option<String>,
    meeting_body: Option<&'t str>,
}

impl Reading<'_> {
    fn at_sign(&mut self, at: usize) -> Vec<Reference> {
        let Some(numbers) = Numbers::read(self.block, at) else {
            return Vec::new();
        };
        let Some(day) = self.day(at, &numbers) else {
            return Vec::new();
        };
        let anchor = day.start.min(at);
        let between = self
            .block
            .get(self.previous_end..anchor)
            .unwrap_or_default();
        let same_sentence =
            self.previous_end > 0 && !between.contains(". ") && !between.contains('\n');
        let named = day.body.or_else(|| {
            let before = self.block.get(self.previous_end..anchor)?;
            referred_body::before(before)
        });
        if named == Some(referred_body::Named::Law) {
            return Vec::new();
        }
        let body = match named {
            Some(referred_body::Named::Body(body)) => self.in_full(body),
            _ => self.last_body.clone().filter(|_| same_sentence),
        };
        self.previous_end = numbers.end.max(day.end);
        self.last_body = body.clone();
        let references = numbers.all.iter().map(|&number| Reference {
            body: body.clone(),
            date: day.date,
            number,
        });
        references.collect()
    }

    /// The meeting's own body has its full name.
    fn in_full(&self, name: String) -> Option<String> {
        // Letters of the meeting's own rank, `Mbr`, are its own too.
        let own = standing::of(&name, self.meeting_body) == Some(Standing::Own);
        let full = self
            .meeting_body
            .filter(|body| own && name.chars().count() < body.chars().count());
        match full {
            Some(body) => Some(body.to_owned()),
            None => usual_name(&name, self.meeting_body)
                .or(Some(name))
                .filter(|name| !GENERIC.contains(&name.as_str())),
        }
    }

    /// The day right before or after the sign and its numbers, or the year behind a slash.
    fn day(&self, at: usize, numbers: &Numbers) -> Option<Day> {
        if numbers.has_year {
            return Some(Day {
                date: None,
                start: at,
                end: numbers.end,
                body: None,
            });
        }
        let upto = self.dates.partition_point(|date| date.range.end <= at);
        let before = upto.checked_sub(1).and_then(|last| self.dates.get(last));
        let before = before.filter(|date| date.range.start >= self.previous_end);
        let from = self
            .dates
            .partition_point(|date| date.range.start < numbers.end);
        let after = self.dates.get(from);
        let day = |date: &FoundDate, from: usize, to: usize| {
            let body = glue(self.block.get(from..to)?)?;
            Some(Day {
                date: Some(date.date),
                start: date.range.start,
                end: date.range.end,
                body,
            })
        };
        before
            .and_then(|date| day(date, date.range.end, at))
            .or_else(|| after.and_then(|date| day(date, numbers.end, date.range.start)))
    }
}

/// The full name of what minutes shorten: letters that mean the same everywhere, and a board's own committee.
fn usual_name(name: &str, meeting_body: Option<&str>) -> Option<String> {
    let is_of_board = |body: &&str| {
        body.ends_with(['n', 'N']) && standing::of(name, Some(body)) == Some(Standing::Below)
    };
    match name {
        "KS" => Some("Kommunstyrelsen".to_owned()),
        "KF" => Some("Kommunfullmäktige".to_owned()),
        "KSAU" => Some("Kommunstyrelsens arbetsutskott".to_owned()),
        "Arbetsutskottet" => meeting_body
            .filter(is_of_board)
            .map(|body| format!("{body}s arbetsutskott")),
        _ => None,
    }
}

/// When the paragraph was decided, and where that stands.
struct Day {
    date: Option<NaiveDate>,
    start: usize,
    end: usize,
    /// A body between day and sign.
    body: Option<referred_body::Named>,
}

/// The numbers behind a sign: `§ 12`, `§§ 12, 14 och 16–18`, `§ 45/2021`.
struct Numbers {
    all: Vec<u32>,
    has_year: bool,
    end: usize,
}

impl Numbers {
    fn read(block: &str, at: usize) -> Option<Numbers> {
        let mut cursor = Cursor::new(block.get(at..)?);
        let mut signs = 0;
        while cursor.eat("§") {
            signs += 1;
        }
        cursor.blanks();
        let is_number = |number: &u32| (1..=LARGEST).contains(number);
        let first = cursor.number().filter(is_number)?;
        let mut numbers = Numbers {
            all: vec![first],
            has_year: false,
            end: at + cursor.position(),
        };
        let mut ahead = cursor;
        if ahead.eat("/") {
            let digits = ahead.take_while(|letter| letter.is_ascii_digit());
            numbers.has_year = matches!(digits.len(), 2 | 4);
            numbers.end = at + ahead.position();
        } else if signs > 1 {
            numbers.read_on(cursor, at);
        }
        Some(numbers)
    }

    /// The rest of a list behind a double sign.
    fn read_on(&mut self, mut cursor: Cursor<'_>, at: usize) {
        loop {
            let mark =
                cursor.take_while(|letter| " ,–-".contains(letter) || letter.is_alphabetic());
            let is_range = matches!(mark.trim(), "-" | "–");
            let joins = is_range || matches!(mark.trim(), "," | "och" | ", och" | "samt");
            let next = cursor
                .number()
                .filter(|number| (1..=LARGEST).contains(number));
            let (Some(next), Some(&last)) = (next.filter(|_| joins), self.all.last()) else {
                return;
            };
            // "12, 2021-03-02" goes on with a date.
            let is_date = matches!(cursor.peek(), Some('-' | ':' | '/')) && !is_range;
            if next <= last || is_date {
                return;
            }
            // A run of paragraphs names the minutes as a whole.
            if is_range {
                self.all.clear();
                self.end = at + cursor.position();
                return;
            }
            self.all.push(next);
            self.end = at + cursor.position();
        }
    }
}

/// What may stand between day and sign: punctuation, `den` and the like, a body; `None` if it is anything else.
#[expect(
    clippy::option_option,
    reason = "no glue, glue without a body, glue with one"
)]
fn glue(text: &str) -> Option<Option<referred_body::Named>> {
    if text.len() > 60 {
        return None;
    }
    let is_small = |word: &str| matches!(word, "" | "den" | "i" | "vid" | "protokoll" | "kl");
    if text
        .split(|letter: char| !letter.is_alphabetic())
        .all(is_small)
    {
        return Some(None);
    }
    referred_body::alone(text).map(Some)
}

/// Those found so far.
#[derive(Default)]
struct Found {
    references: Vec<(Reference, usize)>,
    /// The first one with a date and a number.
    first: HashMap<(Option<NaiveDate>, u32), usize>,
}

impl Found {
    fn add(&mut self, reference: Reference, at: usize) {
        let key = (reference.date, reference.number);
        let first = *self.first.entry(key).or_insert(self.references.len());
        match self.references.get_mut(first) {
            Some((held, _)) if held.body.is_none() => held.body = reference.body,
            Some((held, _)) if reference.body.is_none() || held.body == reference.body => {}
            _ => self.references.push((reference, at)),
        }
    }
}
