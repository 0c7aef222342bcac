//! What is known beforehand of a state of the index: its commonest words with their parts, and every name.

use super::typed::Beginning;

/// Made by [`super::build`].
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The commonest words of all texts.
    pub words: Vec<Word>,
    /// Beginnings of words and of their parts.
    pub word_starts: Starts,
    /// Officers by name as printed.
    pub officers: Names,
    /// Bodies by their part of the id.
    pub bodies: Names,
    /// Municipalities by short name.
    pub municipalities: Names,
    /// Registries of case numbers; `-` stands for none.
    pub registries: Vec<String>,
}

/// A word form.
#[derive(Debug)]
pub(crate) struct Word {
    /// In lower case, as it stands in texts.
    pub text: Box<str>,
    /// Forms of one stem are proposed once.
    pub stem: Box<str>,
    /// How many texts have it.
    pub frequency: u64,
    /// Whether it is proposed for all forms of its stem.
    pub is_base: bool,
}

/// Names and the beginnings of their words.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub names: Vec<String>,
    pub starts: Starts,
}

/// Where a word may begin to be typed, in order of the folded letters from there on.
#[derive(Debug, Default)]
pub(crate) struct Starts(Vec<Start>);

/// One such place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Start {
    /// Folded, from that place to the end of the word.
    pub folded: Box<str>,
    /// Which word or name.
    pub of: u32,
    /// Byte of the word or name as it stands.
    pub at: u32,
}

impl Starts {
    pub fn new(mut starts: Vec<Start>) -> Starts {
        starts.sort_unstable();
        starts.dedup();
        Starts(starts)
    }

    /// Every place where something begins so.
    pub fn beginning(&self, beginning: &Beginning) -> &[Start] {
        let wanted = beginning.folded.as_str();
        let from = self.0.partition_point(|start| &*start.folded < wanted);
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.partition_point(|start| start.folded.starts_with(wanted));
        rest.get(..count).unwrap_or_default()
    }
}
