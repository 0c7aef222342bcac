//! The forms in which case numbers and names stand in the index. Writing and searching share them.

use paragraf_language::Analyzer;
use paragraf_model::{CaseNumber, slug};

/// Where a case number was found: what is the paragraph's own ranks above what its text mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// In the paragraph's heading: its own case.
    Own,
    /// In its text.
    Mentioned,
}

impl Found {
    fn mark(self) -> char {
        match self {
            Found::Own => 'o',
            Found::Mentioned => 'm',
        }
    }
}

/// Under what a case number is kept: itself, what it is to one who types no registry, and to one who types a registry
/// like SÄN without its dots, as addresses do.
pub(crate) fn of_case(number: &CaseNumber, found: Found) -> Vec<String> {
    let mut keys = vec![any_registry(number, found)];
    match number.registry() {
        Some(registry) => {
            let plain = fold(registry).to_uppercase();
            keys.extend((plain != registry).then(|| with_registry(number, &plain, found)));
            keys.push(with_registry(number, registry, found));
        }
        None => keys.push(without_registry(number, found)),
    }
    keys
}

/// `o:KS:2020:596`.
pub(crate) fn with_registry(number: &CaseNumber, registry: &str, found: Found) -> String {
    format!(
        "{}:{registry}:{}:{}",
        found.mark(),
        number.year(),
        number.serial()
    )
}

/// `o:-:2020:596`: printed without a registry.
pub(crate) fn without_registry(number: &CaseNumber, found: Found) -> String {
    with_registry(number, "-", found)
}

/// `o:*:2020:596`: whatever is printed before it.
pub(crate) fn any_registry(number: &CaseNumber, found: Found) -> String {
    with_registry(number, "*", found)
}

/// `§:15` or `§:3b`: the paragraph's own number.
pub(crate) fn of_paragraph(number_with_suffix: &str) -> String {
    format!("§:{number_with_suffix}")
}

/// What the words of a title make, so that titles that differ in spelling alone are one. The same in every program and
/// on every machine (FNV-1a).
pub(crate) fn of_title(title: &str) -> u64 {
    slug(title)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

/// A name as it is compared: its parts in lower case, as printed and without å ä ö.
pub(crate) struct Name {
    pub parts: Vec<String>,
    pub folded: Vec<String>,
}

impl Name {
    pub fn read(name: &str, analyzer: &Analyzer) -> Name {
        let parts = analyzer.exact_words(name);
        let folded = parts.iter().map(|part| fold(part)).collect();
        Name { parts, folded }
    }

    /// Whether it was typed without å ä ö, and so may mean names that have them.
    pub fn is_plain(&self) -> bool {
        self.parts == self.folded
    }

    /// `=elina exempel`: the whole name.
    pub fn whole(&self) -> String {
        format!("={}", self.parts.join(" "))
    }

    /// `~elina exempel`: the whole name without å ä ö.
    pub fn whole_folded(&self) -> String {
        format!("~{}", self.folded.join(" "))
    }

    /// `elina+exempel` for every two parts, whatever their order, so that the parts of two people do not make a third.
    pub fn pairs(&self) -> Vec<String> {
        let mut pairs = Vec::new();
        for (place, one) in self.folded.iter().enumerate() {
            for other in self.folded.iter().skip(place + 1) {
                pairs.push(format!("{}+{}", one.min(other), one.max(other)));
            }
        }
        pairs
    }
}

/// Lower case without å ä ö and accents.
pub(crate) fn fold(word: &str) -> String {
    let folded = slug(word);
    if folded.is_empty() {
        word.to_owned()
    } else {
        folded
    }
}
