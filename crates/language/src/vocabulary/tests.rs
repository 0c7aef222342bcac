//! What is counted, and what is forgotten.

use super::{Occurrences, Vocabulary};

#[test]
fn names_are_told_from_words_by_their_capitals_in_mid_sentence() {
    let mut vocabulary = Vocabulary::default();
    vocabulary.read("Taxan höjs. I Grimslöv höjs taxan, enligt Grimslövs nämnd. TAXAN 2024 a1");
    let sorted = vocabulary.sorted();
    let of = |word: &str| sorted.get(word).copied();
    let occurrences = |lower, capitalised| Some(Occurrences { lower, capitalised });
    assert_eq!(of("taxan"), occurrences(1, 0));
    assert_eq!(of("grimslöv"), occurrences(0, 1));
    assert_eq!(of("höjs"), occurrences(2, 0));
    assert_eq!(of("2024"), None);
    assert_eq!(of("a1"), None);
}

#[test]
fn the_rarest_words_are_forgotten_where_there_are_too_many() {
    let mut vocabulary = Vocabulary::bounded(4);
    vocabulary.read("vägen vägen vägen bron bron skolan parken torget");
    let sorted = vocabulary.sorted();
    let words: Vec<&str> = sorted.into_keys().collect();
    assert_eq!(words, ["bron", "torget", "vägen"]);
}
