//! The answers to many numbers as lines of a table: one for each number, and one more for each further case it may mean.

use std::collections::HashMap;

use paragraf_model::Outcome;
use paragraf_query::KnownValues;

use crate::answers::{CandidateAnswer, LookupAnswer, LookupResult, LookupStatus, read_typed};
use crate::pages::entry::{Link, Stamp};
use crate::pages::{municipality_name, text};
use crate::swedish;

/// Every line, in the order asked.
pub struct Table {
    pub lines: Vec<Line>,
}

/// A line.
pub struct Line {
    /// The number's place in the list, from 1.
    pub place: usize,
    /// Whether this is the number's first line: the others tell what else it may mean.
    pub is_first: bool,
    pub typed: String,
    pub answer: Answer,
    /// The place of the same number further up.
    pub same_as: Option<usize>,
    pub case: Option<CaseView>,
}

/// What became of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Found,
    Ambiguous,
    NotFound,
    /// It cannot be read as a case number.
    NoNumber,
}

/// A case with its latest paragraph.
pub struct CaseView {
    pub case_number: String,
    pub url: String,
    /// Whether it is printed without the registry that was typed.
    pub without_registry: bool,
    pub municipality: String,
    pub paragraphs: u32,
    pub date: String,
    pub body: String,
    /// `12 b`
    pub number: String,
    pub latest_url: String,
    pub title: String,
    pub stamps: Vec<Stamp>,
    /// What was decided, in one line.
    pub decision: String,
    /// Its beginning.
    pub excerpt: String,
}

/// Letters of a decision that a line shows: a thousand lines are one page.
const EXCERPT: usize = 140;

impl Table {
    pub fn of(answer: LookupAnswer, known: &KnownValues) -> Table {
        let mut table = Table {
            lines: Vec::with_capacity(answer.results.len()),
        };
        let mut places: HashMap<String, usize> = HashMap::new();
        for (place, result) in (1..).zip(answer.results) {
            let number = read_typed(&result.typed).map(|number| number.canonical().to_owned());
            let answer = Answer::of(result.status, number.is_some());
            // The same case, however its number is spelt; else the same number, else the same words.
            let case = result.candidates.first().map(|case| case.url.clone());
            let case = case.filter(|_| answer == Answer::Found);
            let key = case
                .or(number)
                .unwrap_or_else(|| result.typed.to_lowercase());
            let first = *places.entry(key).or_insert(place);
            let same_as = (first != place).then_some(first);
            table.push(place, answer, same_as, result, known);
        }
        table
    }

    fn push(
        &mut self,
        place: usize,
        answer: Answer,
        same_as: Option<usize>,
        result: LookupResult,
        known: &KnownValues,
    ) {
        let line = |is_first, case| Line {
            place,
            is_first,
            typed: result.typed.clone(),
            answer,
            same_as,
            case,
        };
        let mut cases = result
            .candidates
            .iter()
            .map(|case| CaseView::of(case, known));
        self.lines.push(line(true, cases.next()));
        // What a found number may mean besides is told on the page of its case.
        if answer == Answer::Ambiguous {
            self.lines.extend(cases.map(|case| line(false, Some(case))));
        }
    }

    /// `40 nummer: 36 hittade, 1 flertydigt, 3 finns inte i arkivet`; what there is none of is left out.
    pub fn summary(&self) -> String {
        let numbers = || self.lines.iter().filter(|line| line.is_first);
        let different = || numbers().filter(|line| line.same_as.is_none());
        let words = [
            (Answer::Found, "hittat", "hittade"),
            (Answer::Ambiguous, "flertydigt", "flertydiga"),
            (
                Answer::NotFound,
                "finns inte i arkivet",
                "finns inte i arkivet",
            ),
            (Answer::NoNumber, "går inte att läsa", "går inte att läsa"),
        ];
        let counted = words.into_iter().filter_map(|(answer, one, many)| {
            let count = different().filter(|line| line.answer == answer).count() as u64;
            (count > 0).then(|| swedish::counted(count, one, many))
        });
        let text = format!(
            "{} nummer: {}",
            swedish::count(different().count() as u64),
            counted.collect::<Vec<_>>().join(", ")
        );
        let again = numbers().filter(|line| line.same_as.is_some()).count() as u64;
        match again {
            0 => text,
            _ => format!(
                "{text} ({} upprepar en tidigare)",
                swedish::counted(again, "rad", "rader")
            ),
        }
    }

    /// The numbers that were not simply found, each with its place.
    pub fn troubles(&self) -> Vec<Link> {
        let first = self.lines.iter().filter(|line| line.is_first);
        let troubled = first.filter(|line| line.answer != Answer::Found && line.same_as.is_none());
        let link = |line: &Line| Link {
            label: format!("{} ({})", line.typed, line.answer.word().to_lowercase()),
            url: format!("#rad-{}", line.place),
        };
        troubled.map(link).collect()
    }
}

impl Answer {
    fn of(status: LookupStatus, is_number: bool) -> Answer {
        match (status, is_number) {
            (LookupStatus::Found, _) => Answer::Found,
            (LookupStatus::Ambiguous, _) => Answer::Ambiguous,
            (LookupStatus::NotFound, true) => Answer::NotFound,
            (LookupStatus::NotFound, false) => Answer::NoNumber,
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Answer::Found => "Hittat",
            Answer::Ambiguous => "Flertydigt",
            Answer::NotFound => "Finns inte",
            Answer::NoNumber => "Går inte att läsa",
        }
    }

    /// A class of the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Answer::Found => "stamp yes",
            Answer::Ambiguous => "stamp wait",
            Answer::NotFound => "stamp no",
            Answer::NoNumber => "stamp plain",
        }
    }
}

impl CaseView {
    fn of(case: &CandidateAnswer, known: &KnownValues) -> CaseView {
        let latest = &case.latest;
        let number = latest.number.map(|number| match &latest.suffix {
            Some(suffix) => format!("{number} {suffix}"),
            None => number.to_string(),
        });
        let outcomes = latest
            .outcomes
            .iter()
            .filter_map(|name| Outcome::from_name(name));
        let telling = outcomes.filter(|outcome| *outcome != Outcome::Other);
        let decision = latest.decision.as_deref().unwrap_or_default();
        let words: Vec<&str> = decision.split_whitespace().collect();
        CaseView {
            case_number: case.case_number.clone(),
            url: case.url.clone(),
            without_registry: !case.exact,
            municipality: municipality_name(known, &case.municipality),
            paragraphs: case.paragraphs,
            date: latest.date.to_string(),
            body: latest.body.clone().unwrap_or_default(),
            number: number.unwrap_or_default(),
            latest_url: latest.url.clone(),
            title: latest.title.clone().unwrap_or_default(),
            stamps: telling.map(Stamp::of).collect(),
            excerpt: text::beginning(&words.join(" "), EXCERPT),
            decision: words.join(" "),
        }
    }
}
