//! Which strings may be parts of compounds at all.

use paragraf_language::lexicon::Base;

use crate::lists::{Lists, Words};

/// A word seen less often is no ground for a modifier.
const MIN_BASE_COUNT: u32 = 3;

/// Whether a word may end a compound.
pub fn may_be_head(head: &str, lists: &Lists) -> bool {
    let is_short = head.chars().count() <= 3;
    head.contains(is_vowel)
        && !lists.not_head.contains(head)
        && (!is_short || lists.short_heads.contains(head))
}

/// The commonest word that a modifier can stand for, and its count.
pub fn base_of(modifier: &str, words: &Words, lists: &Lists) -> Option<(Base, u32)> {
    let is_short = modifier.chars().count() <= 3;
    let is_excluded = lists.not_modifier.contains(modifier)
        || (is_short && !lists.short_modifiers.contains(modifier));
    let last = modifier.chars().next_back().filter(|_| !is_excluded)?;
    let mut base = String::new();
    let mut best: Option<(Base, u32)> = None;
    for (kind, fits) in [
        (Base::Same, true),
        (Base::DropLast, matches!(last, 's' | 'e')),
        (Base::AddA, !is_vowel(last)),
        (Base::AddE, !is_vowel(last)),
        (Base::LastToA, matches!(last, 'u' | 'o' | 'e' | 's')),
        (Base::LastToE, last == 's'),
    ] {
        kind.write(modifier, &mut base);
        let count = words.get(&base).map_or(0, |word| word.count);
        let is_usable = fits && count >= MIN_BASE_COUNT && !lists.not_modifier.contains(&base);
        if is_usable && best.is_none_or(|(_, best)| count > best) {
            best = Some((kind, count));
        }
    }
    best
}

fn is_vowel(c: char) -> bool {
    "aeiouyåäöé".contains(c)
}
