//! Words that only hold a sentence together.

use std::sync::LazyLock;

/// Words that say nothing about a matter, in lower case and in order. Negations (`inte`, `ej`, `utan`) and prepositions that
/// turn a meaning (`mot`, `under`, `över`) are none of them.
const FUNCTION_WORDS: &[&str] = &[
    "alla", "att", "av", "blev", "bli", "blir", "blivit", "de", "dem", "den", "denna", "deras",
    "dess", "dessa", "det", "detta", "där", "då", "efter", "eller", "en", "er", "ett", "fick",
    "finns", "från", "för", "ha", "hade", "han", "hans", "har", "hennes", "hon", "hur", "här", "i",
    "in", "jag", "kan", "man", "med", "men", "mellan", "min", "mitt", "mycket", "måste", "ni",
    "när", "någon", "något", "några", "och", "om", "oss", "på", "ska", "skall", "skulle", "som",
    "så", "sådan", "sin", "sina", "sitt", "till", "upp", "ut", "vad", "var", "vara", "varför",
    "vart", "vem", "vi", "vid", "vilka", "vilken", "vilket", "vår", "våra", "än", "är",
];

/// All of them as they are written and without å ä ö, in order.
static SPELLINGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let plain = |word: &&str| -> String {
        let letters = word.chars().map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        });
        letters.collect()
    };
    let written = FUNCTION_WORDS.iter().map(|&word| word.to_owned());
    let mut spellings: Vec<String> = written.chain(FUNCTION_WORDS.iter().map(plain)).collect();
    spellings.sort_unstable();
    spellings.dedup();
    spellings
});

/// Whether a word in lower case, with or without its å ä ö, only holds the sentence together. Such a word need not
/// stand in what is found.
pub fn is_function_word(word: &str) -> bool {
    SPELLINGS
        .binary_search_by(|known| known.as_str().cmp(word))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_carries_meaning_is_no_function_word() {
        for word in ["och", "vad", "är", "från", "for", "pa"] {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["inte", "ej", "utan", "mot", "får", "lag", "va"] {
            assert!(!is_function_word(word), "{word}");
        }
    }
}
