//! One set of minutes: its file, its record, and whether the reader found what was written.

use anyhow::Context;
use paragraf_ingest::read_record;
use paragraf_model::{Facts, Record, slug};

use super::candidates::{Candidates, Found};
use super::case_numbers::canonical;
use super::language::Words;
use super::layout;
use super::minutes::{self, Written};
use super::people::Seats;
use super::plan::{Item, Meeting, Plan};

/// Makes documents from a seed.
#[derive(Debug)]
pub struct Maker {
    pub words: Words,
    pub seed: u64,
    reads: bool,
}

/// A document.
#[derive(Debug)]
pub struct Made {
    /// Relative to the folder of the archive.
    pub path: String,
    pub text: String,
    /// As JSON, where records are made.
    pub record: Option<String>,
    pub paragraphs: u64,
    /// Of titles and texts of sections, as read.
    pub text_bytes: u64,
    /// Paragraphs whose number, title and case number were read as they were written.
    pub read: u64,
    /// Those that were not.
    pub misread: Vec<String>,
    /// What of the candidates stands in it, by paragraph.
    pub found: Found,
}

impl Meeting {
    pub fn file_name(&self) -> String {
        format!("{}-{}.txt", slug(self.body.name), self.date)
    }
}

impl Maker {
    pub fn new(seed: u64, reads: bool) -> Maker {
        Maker {
            words: Words::new(),
            seed,
            reads,
        }
    }

    /// The paragraphs of a meeting.
    pub fn written(&self, plan: &Plan, meeting: &Meeting) -> (Seats, Vec<Written>) {
        let seats = Seats::of(plan.unit, &meeting.body, self.seed);
        let written = minutes::write(&self.words, plan, meeting, &seats, self.seed);
        (seats, written)
    }

    /// A meeting's file and record.
    pub fn make(
        &self,
        plan: &Plan,
        meeting: usize,
        candidates: &Candidates,
    ) -> anyhow::Result<Made> {
        let meeting = &plan.meetings[meeting];
        let place = plan.unit.place();
        let (seats, written) = self.written(plan, meeting);
        let day = u64::from(meeting.first) << 16 | meeting.ordinal;
        let chance = plan
            .unit
            .chance(self.seed, &[4, day, meeting.body.name.len() as u64]);
        let text = layout::print(place, meeting, &seats, &written, chance);
        let name = meeting.file_name();
        let mut made = Made {
            path: format!("minutes/{}/{}/{name}", place.short_name, plan.unit.year),
            record: None,
            paragraphs: written.len() as u64,
            // As written; what is read of it counts where it is read.
            text_bytes: written
                .iter()
                .flat_map(Written::texts)
                .map(|text| text.len() as u64)
                .sum(),
            read: 0,
            misread: Vec::new(),
            found: candidates.find(&written),
            text,
        };
        if self.reads {
            let facts = Facts {
                filename: Some(name),
                ..Facts::default()
            };
            let record = read_record(made.text.as_bytes(), &facts)
                .with_context(|| format!("{} cannot be read", made.path))?;
            judge(&mut made, plan, meeting, &written, &record);
            made.record = Some(serde_json::to_string(&record)?);
        }
        Ok(made)
    }
}

/// Compares what was read with what was written.
fn judge(made: &mut Made, plan: &Plan, meeting: &Meeting, written: &[Written], record: &Record) {
    made.text_bytes = record
        .paragraphs
        .iter()
        .map(|paragraph| {
            let title = paragraph.title.as_ref().map_or(0, String::len);
            let texts = paragraph.sections.iter().map(|section| section.text.len());
            (title + texts.sum::<usize>()) as u64
        })
        .sum();
    let place = plan.unit.place();
    let of = &record.meeting;
    let is_read = of.date == Some(meeting.date)
        && of.body.as_deref() == Some(meeting.body.name)
        && of.municipality.as_ref().map(|named| named.name.as_str()) == Some(place.name())
        && record.paragraphs.len() == written.len();
    if !is_read {
        made.misread.push(format!(
            "{}: {:?} {:?} {:?}, {} of {} paragraphs",
            made.path,
            of.municipality.as_ref().map(|named| &named.name),
            of.body,
            of.date,
            record.paragraphs.len(),
            written.len()
        ));
        // Its paragraphs would stand in another meeting.
        return;
    }
    for (written, item) in written.iter().zip(&meeting.items) {
        let case = match item {
            Item::Case { case, .. } => canonical(&plan.cases[*case], plan.unit.year),
            Item::Formality(formality) => formality
                .case(place, &meeting.body)
                .and_then(|case| canonical(&case, plan.unit.year)),
        };
        let read = record
            .paragraphs
            .iter()
            .find(|read| read.number == written.number);
        let numbers = read.map(|read| {
            let mut numbers: Vec<String> = read
                .case_numbers
                .iter()
                .map(|number| number.canonical().to_owned())
                .collect();
            numbers.sort();
            numbers
        });
        let title = read.and_then(|read| read.title.as_deref());
        let expected: Vec<String> = case.into_iter().collect();
        if title == Some(written.title.as_str()) && numbers.as_ref() == Some(&expected) {
            made.read += 1;
        } else {
            made.misread.push(format!(
                "{} § {}: written {:?} {expected:?}, read {title:?} {numbers:?}",
                made.path, written.number, written.title
            ));
        }
    }
}
