//! Numbers in figures and in words.

use crate::folding::Folding;
use crate::scan::Cursor;

const WORDS: &[(&str, u32)] = &[
    ("noll", 0),
    ("ingen", 0),
    ("inga", 0),
    ("en", 1),
    ("ett", 1),
    ("två", 2),
    ("tre", 3),
    ("fyra", 4),
    ("fem", 5),
    ("sex", 6),
    ("sju", 7),
    ("åtta", 8),
    ("nio", 9),
    ("tio", 10),
    ("elva", 11),
    ("tolv", 12),
    ("tretton", 13),
    ("fjorton", 14),
    ("femton", 15),
    ("sexton", 16),
    ("sjutton", 17),
    ("arton", 18),
    ("nitton", 19),
    ("tjugo", 20),
    ("trettio", 30),
    ("fyrtio", 40),
    ("femtio", 50),
    ("sextio", 60),
    ("sjuttio", 70),
    ("åttio", 80),
    ("nittio", 90),
];

/// Reads `40` or `fyrtio` or `tjugoen`, whatever the case.
pub(crate) fn read(word: &str) -> Option<u32> {
    let mut cursor = Cursor::new(word);
    if let Some(number) = cursor.number() {
        return cursor.at_end().then_some(number);
    }
    let word = word.folded();
    simple(&word).or_else(|| composed(&word))
}

fn simple(word: &str) -> Option<u32> {
    WORDS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|&(_, value)| value)
}

fn composed(word: &str) -> Option<u32> {
    let tens = WORDS.iter().filter(|(_, value)| *value >= 20);
    tens.filter_map(|(name, ten)| Some((word.strip_prefix(name)?, ten)))
        .find_map(|(rest, ten)| {
            simple(rest)
                .filter(|one| (1..10).contains(one))
                .map(|one| ten + one)
        })
}
