//! The forms of words, and laws that hold for any text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::Analyzer;

fn forms(text: &str) -> Vec<(String, String, Option<String>)> {
    let words = Analyzer::built_in().words(text);
    words
        .into_iter()
        .map(|word| (word.exact, word.stem, word.folded))
        .collect()
}

#[test]
fn decomposed_letters_give_the_same_words() {
    assert_eq!(
        forms("kommunfullma\u{308}ktige"),
        forms("kommunfullmäktige")
    );
    assert_eq!(forms("Å\u{AD}r"), forms("år"));
    assert_eq!(forms("of\u{FB01}ciell"), forms("officiell"));
}

#[test]
fn folding_comes_before_stemming() {
    let words = Analyzer::built_in().words("ärendet beslutet");
    assert_eq!(words[0].folded.as_deref(), Some("arend"));
    assert_eq!(words[1].folded, None);
}

#[test]
fn typed_capitals_mean_nothing() {
    let analyzer = Analyzer::built_in();
    assert_eq!(
        analyzer.query_words("Lindholm")[0].stem,
        analyzer.query_words("lindholm")[0].stem
    );
    assert_eq!(analyzer.query_words("???"), []);
}

#[test]
fn adjacent_words_are_joined() {
    let joined = Analyzer::built_in().joined_forms("Barn", "omsorg");
    assert_eq!(joined[..2], ["barnomsorg", "barnsomsorg"]);
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("kommunstyrelse".to_owned()),
        Just("områdesvärdar".to_owned()),
        Just("a\u{30A}rs\u{AD}taxa-".to_owned()),
        "[a-zåäöA-ZÅÄÖ]{1,12}",
        "\\PC{0,4}",
        "[ \\n.:'’\u{AD}\u{308}\u{200B}0-9-]{0,3}",
        any::<String>(),
    ];
    proptest::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn words_stand_in_order_inside_the_text(text in any_text()) {
        let mut end = 0;
        for word in Analyzer::built_in().words(&text) {
            prop_assert!(word.range.start >= end && !word.range.is_empty());
            prop_assert!(text.get(word.range.clone()).is_some());
            end = word.range.end;
            let mut place = word.range.start;
            for part in &word.parts {
                prop_assert_eq!(part.range.start, place);
                prop_assert!(text.get(part.range.clone()).is_some());
                place = part.range.end;
            }
            prop_assert!(word.parts.is_empty() || place == word.range.end);
        }
    }

    #[test]
    fn segments_join_to_the_word(text in any_text()) {
        prop_assert_eq!(Analyzer::built_in().analyze_word(&text).segments.concat(), text);
    }

    #[test]
    fn composition_does_not_change_the_words(text in any_text()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(forms(&composed), forms(&decomposed));
    }
}
