//! What a list of hits tells of a paragraph, and the texts that a search marks: a record without all else.

use chrono::NaiveDate;
use paragraf_model::{CaseNumber, Outcome, PageRange, ParagraphId, SectionKind};
use serde::Deserialize;

/// A current paragraph as a list tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundParagraph {
    /// Permanent number of the id.
    pub key: u64,
    /// Permanent id.
    pub id: ParagraphId,
    /// Full name of the municipality.
    pub municipality: String,
    /// First part of the id.
    pub municipality_short: String,
    /// The body's name as the minutes have it.
    pub body: String,
    /// The meeting's first day.
    pub date: NaiveDate,
    /// What it says.
    pub gist: Gist,
}

/// Of a [`paragraf_model::Paragraph`] what a list needs; each field is named and read as there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Gist {
    /// The number after the section sign.
    pub number: u32,
    /// `b` of `§ 3 b`.
    pub suffix: Option<String>,
    /// `None` where none stands there.
    pub title: Option<String>,
    /// In the order printed.
    pub case_numbers: Vec<CaseNumber>,
    /// *Handläggare*.
    pub case_officers: Vec<String>,
    /// In document order.
    pub sections: Vec<GistSection>,
    /// `None` where the paragraph has no decision.
    pub decision: Option<GistDecision>,
    /// First and last page.
    pub pages: Option<PageRange>,
}

/// A section's text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GistSection {
    /// What it is for.
    pub kind: SectionKind,
    /// Without its heading.
    pub text: String,
}

/// What kind of decision it was.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GistDecision {
    /// Outermost first.
    pub outcomes: Vec<Outcome>,
}

impl Gist {
    /// The kinds of decision, outermost first; none where there is no decision.
    pub fn outcomes(&self) -> &[Outcome] {
        self.decision
            .as_ref()
            .map_or(&[], |decision| &decision.outcomes)
    }
}
