//! The words and word parts known beforehand, and the file that holds them.
//!
//! The file is made by `examples/compile_lexicon.rs`: a sorted list with shared beginnings left out. The build
//! unfolds it into a trie and puts that into the program, because splitting a word asks for every entry that begins
//! at a letter, which a trie answers in one walk.

use std::collections::BTreeMap;

mod alike;
mod learn;
mod trie;
mod unfold;

#[cfg(test)]
mod tests;

pub use learn::learn;
pub use trie::Lexicon;

use unfold::{MAGIC, PLAIN, WORD};

/// Made by `cargo run --release -p paragraf-language --example compile_lexicon`, unfolded by the build.
static BUILT_IN: Lexicon =
    Lexicon::unfolded(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.trie")));

/// The lexicon built into the program.
pub fn built_in() -> &'static Lexicon {
    &BUILT_IN
}

/// What the lexicon knows of a word or word part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// An ordinary word of the language, in this very form.
    pub is_word: bool,
    /// Never split, in any inflection, though it looks like a compound (`kontakt`, `ledamot`).
    pub stays_whole: bool,
    /// An element of surnames and place names (`lind`, `holm`): two of them make a name.
    pub is_name_element: bool,
    /// Ends no compound, though it looks like an inflected word that may: *-lande* is no form of `land`.
    pub never_ends: bool,
    /// Begins and continues no compound: particles, prefixes and the like.
    pub never_begins: bool,
    /// May begin or continue a compound, for this cost.
    pub modifier: Option<Modifier>,
    /// May end a compound, for this cost.
    pub head: Option<u8>,
}

/// A part that may stand before others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modifier {
    /// In eighths; what occurs with many other parts costs little. Less than [`MAX_COST`].
    pub cost: u8,
    /// How the word that it stands for is written.
    pub base: Base,
}

/// Costs fit in six bits.
pub const MAX_COST: u8 = 63;

/// How a modifier's spelling leads to the word that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// `barn` in `barnomsorg`.
    Same,
    /// Without its last letter: `områdes`, `tjänste`.
    DropLast,
    /// With an *a*: `skol`.
    AddA,
    /// With an *e*: `lärar`.
    AddE,
    /// With an *a* for the last letter: `gatu`, `kyrko`, `förskole`.
    LastToA,
    /// With an *e* for the last letter: `arbets`.
    LastToE,
}

impl Base {
    const ALL: [Base; 6] = [
        Base::Same,
        Base::DropLast,
        Base::AddA,
        Base::AddE,
        Base::LastToA,
        Base::LastToE,
    ];

    /// Whether a modifier with this ending may be written so.
    fn fits(self, modifier: &str) -> bool {
        let last = modifier.chars().next_back().unwrap_or('a');
        match self {
            Base::Same => true,
            Base::DropLast => matches!(last, 's' | 'e'),
            Base::AddA | Base::AddE => !"aeiouyåäöé".contains(last),
            Base::LastToA => matches!(last, 'u' | 'o' | 'e' | 's'),
            Base::LastToE => last == 's',
        }
    }

    /// Writes the word that a modifier stands for.
    pub fn write(self, modifier: &str, base: &mut String) {
        base.clear();
        base.push_str(modifier);
        if matches!(self, Base::DropLast | Base::LastToA | Base::LastToE) {
            base.pop();
        }
        match self {
            Base::AddA | Base::LastToA => base.push('a'),
            Base::AddE | Base::LastToE => base.push('e'),
            Base::Same | Base::DropLast => {}
        }
    }
}

/// The number of a letter, if words in the lexicon can have it.
pub(crate) fn number_of(letter: char) -> Option<u8> {
    match letter {
        'a'..='z' => Some(letter as u8 - b'a'),
        'å' => Some(26),
        'ä' => Some(27),
        'ö' => Some(28),
        'é' => Some(29),
        'ü' => Some(30),
        _ => None,
    }
}

/// The letter of a number.
fn letter_of(number: u8) -> Option<char> {
    match number {
        0..=25 => Some(char::from(b'a' + number)),
        26 => Some('å'),
        27 => Some('ä'),
        28 => Some('ö'),
        29 => Some('é'),
        30 => Some('ü'),
        _ => None,
    }
}

/// Tells one file from another, to notice that it was changed.
pub fn fingerprint(file: &[u8]) -> String {
    // FNV-1a: nobody is kept out by it, but no damage goes unnoticed.
    let hash = file.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Writes the file. Words with other letters than Swedish ones are left out.
pub fn encode(entries: &BTreeMap<String, Entry>) -> Vec<u8> {
    let mut sorted: Vec<(Vec<u8>, Entry)> = entries
        .iter()
        .filter_map(|(word, &entry)| {
            let numbers = word.chars().map(number_of).collect::<Option<Vec<u8>>>()?;
            (!numbers.is_empty() && numbers.len() < 64).then_some((numbers, entry))
        })
        .collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut bytes = MAGIC.to_vec();
    let mut before: &[u8] = &[];
    for (word, entry) in &sorted {
        let shared = word.iter().zip(before).take_while(|(a, b)| a == b).count();
        let added = word.get(shared..).unwrap_or_default();
        let packed = pack(*entry);
        // Most entries are words and nothing else: they need no more than a bit.
        let is_plain = packed == WORD;
        bytes.push(shared as u8 | if is_plain { PLAIN } else { 0 });
        bytes.push(added.len() as u8);
        bytes.extend_from_slice(added);
        if !is_plain {
            bytes.extend_from_slice(&packed.to_le_bytes()[..3]);
        }
        before = word;
    }
    bytes
}

const WHOLE: u32 = 2;
const NAME: u32 = 4;
const NEVER_ENDS: u32 = 1 << 18;
const NEVER_BEGINS: u32 = 1 << 19;

/// Bits from the lowest: three flags, the modifier's base, its cost, the head's cost, two more flags. Costs are
/// stored plus one, so that nothing at all is nought.
fn pack(entry: Entry) -> u32 {
    let mut packed = 0;
    for (is_set, flag) in [
        (entry.is_word, WORD),
        (entry.stays_whole, WHOLE),
        (entry.is_name_element, NAME),
        (entry.never_ends, NEVER_ENDS),
        (entry.never_begins, NEVER_BEGINS),
    ] {
        packed |= if is_set { flag } else { 0 };
    }
    if let Some(modifier) = entry.modifier {
        let base = Base::ALL.iter().position(|&base| base == modifier.base);
        packed |= (base.unwrap_or(0) as u32) << 3;
        packed |= (u32::from(modifier.cost.min(MAX_COST - 1)) + 1) << 6;
    }
    if let Some(cost) = entry.head {
        packed |= (u32::from(cost.min(MAX_COST - 1)) + 1) << 12;
    }
    packed
}

fn unpack(packed: u32) -> Entry {
    let cost = |shift: u32| (((packed >> shift) & 0x3F) as u8).checked_sub(1);
    Entry {
        is_word: packed & WORD != 0,
        stays_whole: packed & WHOLE != 0,
        is_name_element: packed & NAME != 0,
        never_ends: packed & NEVER_ENDS != 0,
        never_begins: packed & NEVER_BEGINS != 0,
        modifier: cost(6).map(|cost| Modifier {
            cost,
            base: Base::ALL
                .get(((packed >> 3) & 7) as usize)
                .copied()
                .unwrap_or(Base::Same),
        }),
        head: cost(12),
    }
}
