//! What the words of an archive add to a lexicon: ordinary words, and parts that make compounds in it.
//!
//! Strict, since an archive is small beside what the base was made from: only words that the base neither knows nor
//! splits teach anything, so whatever the base splits it still splits in the same way, save where a new part is
//! cheaper; and only words that also stand alone become parts. What mostly has a capital in mid-sentence is a name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Base, Entry, Lexicon, MAX_COST, Modifier, encode};
use crate::compound::Splitter;
use crate::stem::stem;
use crate::vocabulary::{Occurrences, Vocabulary};

#[cfg(test)]
mod tests;

/// A word seen so often is a word, and no misprint.
const OFTEN: u32 = 3;
/// Fewest letters of a part: shorter ones turn up by chance.
const SHORTEST: usize = 4;
/// Different words that a modifier must stand before, and a head behind.
const MODIFIER_PARTNERS: usize = 4;
const HEAD_PARTNERS: usize = 3;

/// The base with what the vocabulary adds to it; `None` where it adds nothing.
pub fn learn(base: &Lexicon, vocabulary: &Vocabulary) -> Option<Lexicon> {
    let (words, seldom) = ordinary(vocabulary);
    let mut added = Added {
        base,
        entries: BTreeMap::new(),
    };
    let mut counts = Counts::default();
    let mut splitter = Splitter::default();
    let mut segments = Vec::new();
    for (word, count) in words.iter().chain(&seldom) {
        if splitter.is_word(base, word) {
            continue;
        }
        splitter.split(base, word, &mut segments);
        if segments.is_empty() {
            counts.add(word, *count, &words, base);
        }
        if *count >= OFTEN {
            added.change(word, |entry| entry.is_word = true);
        }
    }
    counts.keep_sure();
    counts.enter(&words, &mut added);
    added.to_lexicon()
}

/// Entries that differ from those of the base.
struct Added<'a> {
    base: &'a Lexicon,
    entries: BTreeMap<String, Entry>,
}

impl Added<'_> {
    fn change(&mut self, word: &str, change: impl FnOnce(&mut Entry)) {
        let before = self.base.entry(word).unwrap_or_default();
        let mut entry = self.entries.get(word).copied().unwrap_or(before);
        change(&mut entry);
        if entry != before {
            self.entries.insert(word.to_owned(), entry);
        }
    }

    fn to_lexicon(&self) -> Option<Lexicon> {
        if self.entries.is_empty() {
            return None;
        }
        let mut entries = self.base.entries();
        let added = self.entries.iter();
        entries.extend(added.map(|(word, entry)| (word.clone(), *entry)));
        Lexicon::decode(&encode(&entries))
    }
}

type Words<'a> = BTreeMap<&'a str, u32>;

/// Words that are no names, with their counts: those that are seen often, and the others.
fn ordinary(vocabulary: &Vocabulary) -> (Words<'_>, Words<'_>) {
    let sorted = vocabulary.sorted().into_iter();
    let lower = sorted.filter(|(_, occurrences)| !is_name(*occurrences));
    lower
        .map(|(word, occurrences)| (word, occurrences.lower))
        .partition(|(_, count)| *count >= OFTEN)
}

fn is_name(occurrences: Occurrences) -> bool {
    occurrences.lower < occurrences.capitalised.saturating_mul(2).max(1)
}

/// A part and what it stands beside.
#[derive(Default)]
struct Partners {
    different: BTreeSet<String>,
    count: u32,
    /// Whether the base has it as such a part.
    is_known: bool,
}

#[derive(Default)]
struct Counts {
    /// By spelling; their partners by stem.
    modifiers: BTreeMap<String, (Base, Partners)>,
    /// By stem; their partners by spelling.
    heads: BTreeMap<String, Partners>,
}

impl Counts {
    /// Every cut into what may begin and what may end a compound.
    fn add(&mut self, word: &str, count: u32, words: &Words<'_>, base: &Lexicon) {
        for (at, _) in word.char_indices().skip(2) {
            let Some((modifier, head)) = word.split_at_checked(at) else {
                continue;
            };
            let Some(how) = modifier_of(modifier, words, base) else {
                continue;
            };
            if !may_end(head, words, base) {
                continue;
            }
            let head_stem = stem(head);
            let known = self.modifiers.entry(modifier.to_owned());
            let (_, partners) = known.or_insert_with(|| (how, Partners::default()));
            partners.is_known = known_as(base, modifier, |entry| entry.modifier.is_some());
            partners.add(&head_stem, count);
            let partners = self.heads.entry(head_stem).or_default();
            partners.is_known |= known_as(base, head, |entry| entry.head.is_some());
            partners.add(modifier, count);
        }
    }

    /// Leaves only parts that are known or have enough partners, and only partners that are left.
    fn keep_sure(&mut self) {
        loop {
            let before = (self.modifiers.len(), self.heads.len());
            let heads = &self.heads;
            self.modifiers.retain(|_, (_, partners)| {
                partners.different.retain(|head| heads.contains_key(head));
                partners.is_known || partners.different.len() >= MODIFIER_PARTNERS
            });
            let modifiers = &self.modifiers;
            self.heads.retain(|_, partners| {
                partners
                    .different
                    .retain(|modifier| modifiers.contains_key(modifier));
                partners.is_known || partners.different.len() >= HEAD_PARTNERS
            });
            if before == (self.modifiers.len(), self.heads.len()) {
                return;
            }
        }
    }

    fn enter(&self, words: &Words<'_>, added: &mut Added<'_>) {
        for (modifier, (how, partners)) in &self.modifiers {
            let learnt = Modifier {
                cost: partners.cost(),
                base: *how,
            };
            added.change(modifier, |entry| {
                entry.modifier.get_or_insert(learnt);
            });
        }
        for word in words.keys() {
            let partners = self.heads.get(&stem(word));
            let Some(learnt) = partners.filter(|partners| !partners.is_known) else {
                continue;
            };
            if may_end(word, words, added.base) {
                added.change(word, |entry| {
                    entry.head.get_or_insert(learnt.cost());
                });
            }
        }
    }
}

impl Partners {
    fn add(&mut self, partner: &str, count: u32) {
        self.different.insert(partner.to_owned());
        self.count = self.count.saturating_add(count);
    }

    /// As the base was made: what stands beside many different parts costs little, and so does what is common.
    fn cost(&self) -> u8 {
        let productivity = self.different.len().max(1) as f64;
        let cost = 6.0 - 0.7 * productivity.ln() - 0.3 * f64::from(self.count.max(1)).ln();
        ((cost.max(0.2) * 8.0).round() as u8).min(MAX_COST - 1)
    }
}

fn known_as(base: &Lexicon, part: &str, kind: impl Fn(&Entry) -> bool) -> bool {
    base.entry(part).is_some_and(|entry| kind(&entry))
}

/// How a beginning is written for the word that it stands for; `None` where there is no such word.
fn modifier_of(modifier: &str, words: &Words<'_>, base: &Lexicon) -> Option<Base> {
    let entry = base.entry(modifier).unwrap_or_default();
    if let Some(known) = entry.modifier {
        return Some(known.base);
    }
    if entry.never_begins || modifier.chars().count() < SHORTEST {
        return None;
    }
    let mut word = String::new();
    let ways = Base::ALL.into_iter().filter(|way| way.fits(modifier));
    let counted = ways.filter_map(|way| {
        way.write(modifier, &mut word);
        let never = base.entry(&word).is_some_and(|entry| entry.never_begins);
        words
            .get(word.as_str())
            .filter(|_| !never)
            .map(|count| (way, *count))
    });
    counted.max_by_key(|(_, count)| *count).map(|(way, _)| way)
}

/// Whether a word may end compounds: it is known to, or stands alone in the archive.
fn may_end(head: &str, words: &Words<'_>, base: &Lexicon) -> bool {
    let entry = base.entry(head).unwrap_or_default();
    let is_new = !entry.never_ends
        && !entry.is_name_element
        && head.chars().count() >= SHORTEST
        && words.contains_key(head);
    entry.head.is_some() || is_new
}
