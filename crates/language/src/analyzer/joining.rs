//! How two words are written as one.

use crate::lexicon::Lexicon;

/// Every way to join two words in lower case, likely ones first.
pub(super) fn join(lexicon: &Lexicon, left: &str, right: &str) -> Vec<String> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let mut beginnings = vec![left.to_owned()];
    if !left.ends_with('s') {
        beginnings.push(format!("{left}s"));
    }
    // `skola` begins compounds as `skol`, `gata` as `gatu`, `arbete` as `arbets`, `tjänst` as `tjänste`.
    let stem = left.strip_suffix(['a', 'e']).unwrap_or(left);
    for link in ["", "u", "o", "e", "s"] {
        let beginning = format!("{stem}{link}");
        if !beginnings.contains(&beginning) && stands_for(lexicon, &beginning, left) {
            beginnings.push(beginning);
        }
    }
    let mut joined: Vec<String> = beginnings
        .iter()
        .map(|beginning| format!("{beginning}{right}"))
        .collect();
    joined.extend(write_twice_as_once(left, right));
    joined
}

/// Whether the lexicon has a beginning of compounds that stands for the word.
fn stands_for(lexicon: &Lexicon, beginning: &str, word: &str) -> bool {
    let modifier = lexicon.entry(beginning).and_then(|entry| entry.modifier);
    modifier.is_some_and(|modifier| {
        let mut base = String::new();
        modifier.base.write(beginning, &mut base);
        base == word
    })
}

/// Three equal consonants are written as two: `buss`, `station` give `busstation`.
fn write_twice_as_once(left: &str, right: &str) -> Option<String> {
    let mut last = left.chars().rev();
    let (last, before) = (last.next()?, last.next()?);
    let rest = right.strip_prefix(last)?;
    (last == before && last.is_alphabetic()).then(|| format!("{left}{rest}"))
}
