//! Where a text names a registered municipality or region.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Kind, RegisterEntry, genitive, in_lower_case, register};

/// A registered name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Byte range of the name and of the word that makes it more than a place (`Örebro kommun`).
    pub range: Range<usize>,
    /// Who is named.
    pub entry: &'static RegisterEntry,
    /// How much the mention says.
    pub kind: MentionKind,
}

/// How much a mention says about whose text it is; the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// The name in full, in any of its forms: `Lunds kommun`, `MALMÖ STADS`, `Region Skåne`.
    FullName,
    /// One of its institutions: `Örebro kommunfullmäktige`, `Lunds stadshus`, `kommunstyrelsen i Lund`.
    Institution,
    /// The place alone (`Örebro`, `Göteborgs`). Weak: neighbours, firms and people bear the names too.
    /// Places whose name is also a word or a person's name count only after `i` (`i Berg`).
    Place,
}

/// Names that are words, surnames or first names as well.
const ALSO_WORDS: [&str; 20] = [
    "ale",
    "berg",
    "boden",
    "dorotea",
    "eda",
    "falkenberg",
    "kil",
    "köping",
    "lund",
    "mark",
    "mora",
    "nora",
    "norberg",
    "sala",
    "salem",
    "säter",
    "trosa",
    "vara",
    "vilhelmina",
    "åre",
];

/// Every mention in a text, in order, each in capitals or with a capital. One pass; nothing is found inside a word.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut before = Before::default();
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        match mention_at(text, &word, &before) {
            Some(mention) => {
                at = mention.range.end;
                mentions.push(mention);
                before = Before::default();
            }
            None => before.step(text.get(word).unwrap_or_default()),
        }
    }
    mentions
}

/// What the two words before a name tell.
#[derive(Default)]
struct Before {
    institution: bool,
    after_i: bool,
    institution_before_i: bool,
}

impl Before {
    fn step(&mut self, word: &str) {
        self.after_i = word == "i" || word == "I";
        self.institution_before_i = self.after_i && self.institution;
        self.institution = is_governing(word);
    }
}

fn mention_at(text: &str, word: &Range<usize>, before: &Before) -> Option<Mention> {
    let first = text.get(word.clone())?;
    if !first.chars().next()?.is_uppercase() {
        return None;
    }
    let spellings = SPELLINGS.get(&first.to_lowercase())?;
    let (spelling, end) = spellings
        .iter()
        .find_map(|spelling| Some((spelling, end_of(text, word.end, &spelling.rest)?)))?;
    let (kind, end) = if spelling.is_full {
        (MentionKind::FullName, end)
    } else {
        what_kind(text, end, spelling, before)?
    };
    Some(Mention {
        range: word.start..end,
        entry: spelling.entry,
        kind,
    })
}

/// Of a place name that ends at `end`: what the words around make of it.
fn what_kind(
    text: &str,
    end: usize,
    spelling: &Spelling,
    before: &Before,
) -> Option<(MentionKind, usize)> {
    let next = adjoining_word(text, end);
    let following = next.clone().and_then(|word| text.get(word));
    let following = following.map(str::to_lowercase).unwrap_or_default();
    let end_of_next = next.map_or(end, |word| word.end);
    match following.as_str() {
        "kommun" | "kommuns" | "kommunen" | "kommunens" | "stad" | "stads" => {
            Some((MentionKind::FullName, end_of_next))
        }
        // The county and its board are others than the municipality they are named after.
        "län" | "läns" | "landsting" | "landstings" => None,
        word if is_institution(word) => Some((MentionKind::Institution, end_of_next)),
        _ if before.institution_before_i => Some((MentionKind::Institution, end)),
        _ if spelling.is_also_word && !before.after_i => None,
        _ => Some((MentionKind::Place, end)),
    }
}

/// `kommunfullmäktige`, `stadshus`; not `kommunalförbund` and `kommunikation`, which are others' or nobody's.
fn is_institution(word: &str) -> bool {
    let others = ["kommunalförb", "kommunik", "kommuner"];
    (word.starts_with("kommun") || word.starts_with("stads"))
        && !others.iter().any(|other| word.starts_with(other))
}

/// Whether the word before `i Lund` is a body of a municipality.
fn is_governing(word: &str) -> bool {
    // Cheap refusal first: this is asked of every word of a text.
    if !word.ends_with(['e', 'n', 't', 'E', 'N', 'T']) {
        return false;
    }
    let word = word.to_lowercase();
    let endings = ["fullmäktige", "styrelsen", "nämnden", "utskottet"];
    endings.iter().any(|ending| word.ends_with(ending))
}

/// One way to write a name, filed under its first word.
struct Spelling {
    /// The words after the first one, in lower case.
    rest: Vec<String>,
    entry: &'static RegisterEntry,
    /// A name in full, not a bare place.
    is_full: bool,
    is_also_word: bool,
}

static SPELLINGS: LazyLock<HashMap<String, Vec<Spelling>>> = LazyLock::new(|| {
    let mut by_first_word: HashMap<String, Vec<Spelling>> = HashMap::new();
    for entry in register() {
        for (name, is_full) in names_in_text(entry) {
            let mut words = name.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let spellings = by_first_word.entry(first).or_default();
            spellings.push(Spelling {
                rest: words.collect(),
                entry,
                is_full,
                is_also_word: ALSO_WORDS.contains(&in_lower_case(entry.place).as_str()),
            });
            // The longest wins: Region Örebro län before Region Örebro.
            spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.rest.len()));
        }
    }
    by_first_word
});

/// Names to look for, in lower case, with whether each is a name in full. A region's bare landscape says nothing.
fn names_in_text(entry: &RegisterEntry) -> Vec<(String, bool)> {
    let mut full: Vec<String> = entry
        .other_names
        .iter()
        .map(|name| in_lower_case(name))
        .collect();
    let mut places = Vec::new();
    match entry.kind {
        Kind::Region => full.push(in_lower_case(entry.name)),
        Kind::Municipality => {
            let name = in_lower_case(entry.name);
            match name.strip_suffix(" kommun").or(name.strip_suffix(" stad")) {
                Some(stem) => places.push(stem.to_owned()),
                None => full.push(name),
            }
            let place = in_lower_case(entry.place);
            places.extend([genitive(&place), place]);
        }
    }
    full.extend(full.iter().map(|name| genitive(name)).collect::<Vec<_>>());
    let both = full.into_iter().map(|name| (name, true));
    let mut names: Vec<(String, bool)> = both
        .chain(places.into_iter().map(|name| (name, false)))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The end of `words` where they follow each other from `at`.
fn end_of(text: &str, at: usize, words: &[String]) -> Option<usize> {
    words.iter().try_fold(at, |at, expected| {
        let word = adjoining_word(text, at)?;
        let found = text.get(word.clone())?;
        (found.to_lowercase() == *expected).then_some(word.end)
    })
}

/// The next word, where nothing but blanks and at most one line break lies between.
fn adjoining_word(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let gap = rest.find(|letter: char| !letter.is_whitespace())?;
    let lines = rest.get(..gap)?.matches('\n').count();
    let start = at + gap;
    let starts_word = text.get(start..)?.chars().next()?.is_alphanumeric();
    (gap > 0 && lines <= 1 && starts_word).then(|| start..end_of_word(text, start))
}

/// The first word from `at` on: letters and digits, with single hyphens inside.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + text.get(at..)?.find(char::is_alphanumeric)?;
    Some(start..end_of_word(text, start))
}

fn end_of_word(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut letters = text.get(start..).unwrap_or_default().chars().peekable();
    while let Some(letter) = letters.next() {
        let joins = letter == '-'
            && end > start
            && letters.peek().is_some_and(|next| next.is_alphanumeric());
        if !letter.is_alphanumeric() && !joins {
            break;
        }
        end += letter.len_utf8();
    }
    end
}
