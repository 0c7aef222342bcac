//! Swedish text becomes search terms: words, stems, compound parts, names, personal numbers.
#![warn(missing_docs, clippy::disallowed_methods)]

pub mod abbreviation;
mod analyzer;
pub mod compound;
mod everyday;
mod forms;
mod function_words;
pub mod lexicon;
mod spelling;
mod stem;
mod vocabulary;
mod words;

mod personal_number;
mod readable;

pub use analyzer::{Analyzer, FormCache, WordAnalysis, Written};
pub use everyday::everyday_alternatives;
pub use forms::{AnalyzedWord, Completed, CompletedWord, CompoundPart, PartForms, WordForms};
pub use function_words::is_function_word;
pub use personal_number::{
    Masked, find_personal_numbers, holds_personal_number, mask_personal_numbers,
    mask_personal_numbers_in_name,
};
pub use readable::readable_share;
pub use stem::stem;
pub use vocabulary::{Occurrences, Vocabulary};
pub use words::Casing;

/// Version of the analysis: word limits, spelling, stem rules, stemmer and part lexicon together.
///
/// An index holds the terms that one version made, and another version asks for other terms.
/// So the number travels with the index, is raised with every change of what is indexed, and an
/// index of another version is built anew.
pub const ANALYSIS_VERSION: u32 = 2;
