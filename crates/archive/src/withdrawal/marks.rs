//! By what a withdrawn thing is told when it comes again: digests, so that the list itself gives nothing away.

use std::collections::BTreeMap;

use paragraf_model::{Paragraph, Record};
use serde::{Deserialize, Serialize};

use crate::sha256_of;

/// What a mark is the mark of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A paragraph's id.
    Paragraph,
    /// The SHA-256 of a document's bytes.
    Document,
    /// What a paragraph says.
    ParagraphText,
    /// What all paragraphs of a document say.
    DocumentText,
    /// What one of its paragraphs says, of a document that was withdrawn whole.
    DocumentPart,
    /// Where a document can be fetched.
    Address,
    /// The SHA-256 of a document that was looked at and may come in although it lies where a withdrawn one lay.
    Cleared,
}

impl MarkKind {
    /// As in the catalogue and in the log.
    pub fn name(self) -> &'static str {
        match self {
            MarkKind::Paragraph => "paragraph",
            MarkKind::Document => "document",
            MarkKind::ParagraphText => "paragraph_text",
            MarkKind::DocumentText => "document_text",
            MarkKind::DocumentPart => "document_part",
            MarkKind::Address => "address",
            MarkKind::Cleared => "cleared",
        }
    }
}

/// A mark of a withdrawal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// Of what.
    pub kind: MarkKind,
    /// An id or a digest.
    pub value: String,
}

impl Mark {
    pub fn of(kind: MarkKind, value: impl Into<String>) -> Mark {
        Mark {
            kind,
            value: value.into(),
        }
    }
}

/// Letters and digits below which a text is too common to tell a copy by: many meetings note the same sentence.
const FEWEST_LETTERS: usize = 200;

/// What a paragraph says, however its lines break and its signs are set.
pub fn of_paragraph(paragraph: &Paragraph) -> Option<Mark> {
    let letters = letters_of(paragraph);
    tells(&letters).then(|| Mark::of(MarkKind::ParagraphText, sha256_of(letters.as_bytes())))
}

/// What a document says: of its paragraphs alone, because page heads and signatures differ between copies. Without
/// those that were cut out of it, because what was cut out before is not in the record that is held.
pub fn of_document(record: &Record, cut: &BTreeMap<usize, i64>) -> Option<Mark> {
    let paragraphs = record.paragraphs.iter().enumerate();
    let letters: String = paragraphs
        .filter(|(position, _)| !cut.contains_key(position))
        .map(|(_, paragraph)| letters_of(paragraph))
        .collect();
    tells(&letters).then(|| Mark::of(MarkKind::DocumentText, sha256_of(letters.as_bytes())))
}

/// What each of a document's paragraphs says: a copy in which a word was changed still shares the others.
pub fn parts_of_document(record: &Record) -> Vec<Mark> {
    let texts = record.paragraphs.iter().filter_map(of_paragraph);
    texts
        .map(|text| Mark::of(MarkKind::DocumentPart, text.value))
        .collect()
}

/// Where a document lies, whatever stands after it in the address.
pub fn of_address(url: &str) -> Mark {
    let plain = url.split('#').next().unwrap_or_default().trim();
    Mark::of(MarkKind::Address, sha256_of(plain.as_bytes()))
}

fn letters_of(paragraph: &Paragraph) -> String {
    let title = paragraph.title.as_deref().unwrap_or_default();
    let sections = paragraph.sections.iter();
    std::iter::once(title)
        .chain(sections.map(|section| section.text.as_str()))
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn tells(letters: &str) -> bool {
    letters.chars().count() >= FEWEST_LETTERS
}
