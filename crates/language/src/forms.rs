//! What an analysed word looks like: every form it is indexed and searched by.

use std::ops::Range;

use crate::words::Casing;

/// One word of a text and every form it is searched by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnalyzedWord {
    /// Bytes of the text analysed.
    pub range: Range<usize>,
    /// Lower case, NFC, otherwise as it stands.
    pub exact: String,
    /// Stem of the whole word.
    pub stem: String,
    /// Folded (å ä ö to a a o) and stemmed; `None` where there is nothing to fold, and `stem` serves.
    pub folded: Option<String>,
    /// Parts of a compound, in order; empty where it is not split.
    pub parts: Vec<CompoundPart>,
    /// How it is capitalised.
    pub casing: Casing,
    /// The word meant by one that ends in a hanging hyphen: `gångväg` in `gång- och cykelväg`.
    pub completed: Option<CompletedWord>,
}

/// A part of a compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompoundPart {
    /// Bytes of the text analysed; the parts join to the word again.
    pub range: Range<usize>,
    /// What is indexed: the part as a word of its own, stemmed.
    pub stem: String,
    /// The same, folded before stemming; `None` where there is nothing to fold.
    pub folded: Option<String>,
}

/// The whole word that an abbreviated one stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletedWord {
    /// Lower case, NFC.
    pub exact: String,
    /// Its stem.
    pub stem: String,
    /// Folded and stemmed; `None` where there is nothing to fold.
    pub folded: Option<String>,
}

/// [`AnalyzedWord`] without copies, as handed out while a text is walked through.
#[derive(Clone, Debug)]
pub struct WordForms<'a> {
    /// Bytes of the text analysed.
    pub range: Range<usize>,
    /// Lower case, NFC, otherwise as it stands.
    pub exact: &'a str,
    /// Stem of the whole word.
    pub stem: &'a str,
    /// Folded and stemmed; `None` where there is nothing to fold, and `stem` serves.
    pub folded: Option<&'a str>,
    /// How it is capitalised.
    pub casing: Casing,
    /// The word meant by one that ends in a hanging hyphen.
    pub completed: Option<Completed<'a>>,
    /// Whether it only holds the sentence together (see [`crate::is_function_word`]).
    pub is_filler: bool,
    /// Tells the word from every other one that the same cache was asked about. A word that was forgotten meanwhile gets
    /// another number.
    pub number: u32,
    /// What its parts are written in.
    pub(crate) written: &'a str,
    pub(crate) parts: &'a [Part],
    /// Parts that the same letters have where they are no name.
    pub(crate) all_parts: &'a [Part],
    /// Where the letters of `exact` stand in the text; empty where they lie as in `exact`.
    pub(crate) places: &'a [(usize, usize)],
}

/// [`CompletedWord`] without copies.
#[derive(Clone, Copy, Debug)]
pub struct Completed<'a> {
    /// Lower case, NFC.
    pub exact: &'a str,
    /// Its stem.
    pub stem: &'a str,
    /// Folded and stemmed; `None` where there is nothing to fold.
    pub folded: Option<&'a str>,
}

/// [`CompoundPart`] without copies.
#[derive(Clone, Debug)]
pub struct PartForms<'a> {
    /// Bytes of the text analysed; the parts join to the word again.
    pub range: Range<usize>,
    /// What is indexed: the part as a word of its own, stemmed.
    pub stem: &'a str,
    /// The same, folded before stemming; `None` where there is nothing to fold.
    pub folded: Option<&'a str>,
}

/// A part as it is remembered: its end in the exact form, and its stems.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub end: u32,
    pub stem: Slice,
    pub folded: Option<Slice>,
}

/// Where a form stands among all those of a word, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice {
    start: u32,
    end: u32,
}

impl Slice {
    /// Writes a form behind those that were written before.
    pub fn put(form: &str, written: &mut String) -> Slice {
        let start = written.len() as u32;
        written.push_str(form);
        let end = written.len() as u32;
        Slice { start, end }
    }

    /// The form, out of what it was written in.
    pub fn of(self, written: &str) -> &str {
        written
            .get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

impl<'a> WordForms<'a> {
    /// What stands in the folded field: a word with nothing to fold stands there by its stem.
    pub fn folded_or_stem(&self) -> &'a str {
        self.folded.unwrap_or(self.stem)
    }

    /// Whether it is taken for a compound.
    pub fn has_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Parts of a compound, in order; none where it is not split.
    pub fn parts(&self) -> impl Iterator<Item = PartForms<'a>> + '_ {
        let mut start = self.range.start;
        self.parts.iter().map(move |part| {
            let end = self.place_of(part.end as usize);
            let range = start..end;
            start = end;
            PartForms {
                range,
                stem: part.stem.of(self.written),
                folded: part.folded.map(|folded| folded.of(self.written)),
            }
        })
    }

    /// Every stem that a word written so has wherever it stands, folded or not, whole, of a part or of what it means.
    pub fn stems(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (written, of_parts) = (self.written, self.all_parts.iter());
        let of_parts = of_parts
            .flat_map(|part| [Some(part.stem), part.folded])
            .map(move |form| form.map(|form| form.of(written)));
        let meant = self.completed;
        let of_whole = [
            Some(self.stem),
            self.folded,
            meant.map(|completed| completed.stem),
            meant.and_then(|completed| completed.folded),
        ];
        of_whole.into_iter().chain(of_parts).flatten()
    }

    /// The place in the text of a byte of `exact`.
    fn place_of(&self, offset: usize) -> usize {
        if offset >= self.exact.len() {
            return self.range.end;
        }
        if self.places.is_empty() {
            return self.range.start + offset;
        }
        let before = self.places.partition_point(|&(exact, _)| exact < offset);
        self.places
            .get(before)
            .map_or(self.range.end, |&(_, place)| place)
    }

    /// A copy that outlives the walk.
    pub fn to_owned(&self) -> AnalyzedWord {
        AnalyzedWord {
            range: self.range.clone(),
            exact: self.exact.to_owned(),
            stem: self.stem.to_owned(),
            folded: self.folded.map(str::to_owned),
            parts: self.parts().map(|part| part.to_owned()).collect(),
            casing: self.casing,
            completed: self.completed.map(Completed::to_owned),
        }
    }
}

impl PartForms<'_> {
    fn to_owned(&self) -> CompoundPart {
        CompoundPart {
            range: self.range.clone(),
            stem: self.stem.to_owned(),
            folded: self.folded.map(str::to_owned),
        }
    }
}

impl Completed<'_> {
    fn to_owned(self) -> CompletedWord {
        CompletedWord {
            exact: self.exact.to_owned(),
            stem: self.stem.to_owned(),
            folded: self.folded.map(str::to_owned),
        }
    }
}

impl AnalyzedWord {
    /// What stands in the folded field: a word with nothing to fold stands there by its stem.
    pub fn folded_or_stem(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.stem)
    }
}
