//! What is read: the list of words and the hand-made lists.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use paragraf_language::stem;

/// A word of the list.
pub struct Word {
    pub count: u32,
    pub stem: String,
}

pub type Words = BTreeMap<String, Word>;

/// The hand-made lists; each file says what it holds.
pub struct Lists {
    pub not_modifier: BTreeSet<String>,
    pub not_head: BTreeSet<String>,
    pub name_elements: BTreeSet<String>,
    pub short_modifiers: BTreeSet<String>,
    pub short_heads: BTreeSet<String>,
    pub whole: BTreeSet<String>,
    pub extra: BTreeMap<String, Extra>,
}

/// A word of the hand-made list.
pub struct Extra {
    /// How it begins a compound.
    pub modifier: String,
    /// No word of its own (`fjärr-`).
    pub is_bound: bool,
}

/// A word seen so often in lower case is an ordinary one, though a body or a company bears it.
const OFTEN: u32 = 150;
/// How often a word of the hand-made list counts as seen.
const EXTRA_COUNT: u32 = 30;

impl Lists {
    pub fn read(folder: &Path) -> Result<Lists, Box<dyn Error>> {
        let list = |name: &str| -> Result<Vec<String>, Box<dyn Error>> {
            let text = std::fs::read_to_string(folder.join(name))?;
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            Ok(lines
                .flat_map(str::split_whitespace)
                .map(str::to_owned)
                .collect())
        };
        Ok(Lists {
            not_modifier: list("not_modifier.txt")?.into_iter().collect(),
            not_head: list("not_head.txt")?.into_iter().collect(),
            name_elements: list("name_elements.txt")?.into_iter().collect(),
            short_modifiers: list("short_modifiers.txt")?.into_iter().collect(),
            short_heads: list("short_heads.txt")?.into_iter().collect(),
            whole: list("whole.txt")?.into_iter().collect(),
            extra: list("extra.txt")?
                .iter()
                .map(|entry| extra(entry))
                .collect(),
        })
    }
}

/// Ordinary words only: those that stand mostly with a capital in mid-sentence are names.
pub fn read_words(tsv: &str, lists: &Lists) -> Words {
    let mut words = Words::new();
    for line in tsv.lines().skip(1) {
        let mut fields = line.split('\t');
        let Some(word) = fields.next() else { continue };
        let mut number = || {
            fields
                .next()
                .and_then(|field| field.parse::<u32>().ok())
                .unwrap_or(0)
        };
        let (count, lower, capitalised) = (number(), number(), number());
        let is_ordinary = lower > capitalised || lower >= OFTEN;
        if is_ordinary && word.chars().count() >= 2 {
            let count = count.min(lower * 2);
            words.insert(
                word.to_owned(),
                Word {
                    count,
                    stem: stem(word),
                },
            );
        }
    }
    for (word, _) in lists.extra.iter().filter(|(_, extra)| !extra.is_bound) {
        let known = words.entry(word.clone()).or_insert_with(|| Word {
            count: 0,
            stem: stem(word),
        });
        known.count = known.count.max(EXTRA_COUNT);
    }
    words
}

/// `gata/gatu` tells how the word begins a compound, `fjärr-` is no word of its own; otherwise the
/// word's ending tells.
fn extra(entry: &str) -> (String, Extra) {
    let is_bound = entry.ends_with('-');
    let (word, modifier) = match entry.split_once('/') {
        Some((word, modifier)) => (word, modifier.to_owned()),
        None if is_bound => (entry, entry.trim_end_matches('-').to_owned()),
        None => (entry, beginning_of(entry)),
    };
    (word.to_owned(), Extra { modifier, is_bound })
}

/// How a word begins a compound, as far as its ending tells.
pub fn beginning_of(word: &str) -> String {
    const TAKE_S: [&str; 10] = [
        "ning", "het", "tion", "skap", "dom", "itet", "else", "tek", "ment", "ium",
    ];
    if TAKE_S.iter().any(|ending| word.ends_with(ending)) {
        format!("{word}s")
    } else if word.ends_with("are") || word.ends_with('a') {
        word.trim_end_matches(['a', 'e']).to_owned()
    } else {
        word.to_owned()
    }
}
