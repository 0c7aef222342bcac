//! How readily parts combine: with how many different partners each stands.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_language::compound::Splitter;
use paragraf_language::lexicon::Lexicon;
use paragraf_language::stem;

use crate::lists::{Lists, Words};
use crate::parts::{base_of, may_be_head};
use crate::pieces;

/// A word seen less often ends no compound.
pub const MIN_HEAD_COUNT: u32 = 5;

/// How readily parts combine.
#[derive(Default)]
pub struct Counts {
    /// By spelling: the stems that it stands before.
    pub modifiers: BTreeMap<String, Partners>,
    /// By stem: what stands before it.
    pub heads: BTreeMap<String, Partners>,
}

/// What a part stands beside.
#[derive(Default)]
pub struct Partners {
    pub different: BTreeSet<String>,
    /// How often in all.
    pub count: u32,
}

impl Partners {
    fn add(&mut self, partner: &str, count: u32) {
        if !self.different.contains(partner) {
            self.different.insert(partner.to_owned());
        }
        self.count = self.count.saturating_add(count);
    }
}

impl Counts {
    /// Every cut into a possible modifier and a word.
    pub fn of_every_cut(words: &Words, lists: &Lists) -> Counts {
        let mut counts = Counts::default();
        for (word, facts) in words {
            for (at, _) in word.char_indices().skip(2) {
                let Some((modifier, head)) = word.split_at_checked(at) else {
                    continue;
                };
                let Some(head_facts) = words.get(head) else {
                    continue;
                };
                let is_head = head_facts.count >= MIN_HEAD_COUNT && may_be_head(head, lists);
                if is_head && base_of(modifier, words, lists).is_some() {
                    counts.add(modifier, &head_facts.stem, facts.count);
                }
            }
        }
        counts
    }

    /// The cuts that the splitter makes.
    pub fn of_splits(words: &Words, lexicon: &Lexicon) -> Counts {
        let mut counts = Counts::default();
        let mut splitter = Splitter::default();
        let mut base = String::new();
        for (word, facts) in words {
            for pair in pieces(&mut splitter, lexicon, word).windows(2) {
                let [(modifier, _), (head, segment)] = pair else {
                    continue;
                };
                if !segment.shares_letter {
                    segment.base.write(head, &mut base);
                    counts.add(modifier, &stem(&base), facts.count);
                }
            }
        }
        counts
    }

    fn add(&mut self, modifier: &str, head_stem: &str, count: u32) {
        let partners = self.modifiers.entry(modifier.to_owned()).or_default();
        partners.add(head_stem, count);
        let partners = self.heads.entry(head_stem.to_owned()).or_default();
        partners.add(modifier, count);
    }
}
