//! The forms of words, and laws that hold for any text.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::Analyzer;
use crate::{AnalyzedWord, Casing};

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
fn stems_alone_are_those_of_the_words() {
    let analyzer = Analyzer::built_in();
    for typed in [
        "barnomsorgen",
        "Skolskjutsar",
        "EU/EES-medborgare",
        "gång- och cykelväg",
        "kommunfullma\u{308}ktiges",
        "§ 15",
        "",
    ] {
        let words = analyzer.query_words(typed).into_iter();
        let stems: Vec<String> = words.map(|word| word.stem).collect();
        assert_eq!(analyzer.query_stems(typed), stems, "{typed}");
    }
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
    let joined = |left, right| Analyzer::built_in().joined_forms(left, right);
    assert_eq!(joined("Barn", "omsorg"), ["barnomsorg", "barnsomsorg"]);
    assert!(joined("skola", "skjuts").contains(&"skolskjuts".to_owned()));
    assert!(joined("gata", "belysning").contains(&"gatubelysning".to_owned()));
    assert!(joined("buss", "station").contains(&"busstation".to_owned()));
}

fn parts(word: &AnalyzedWord) -> Vec<&str> {
    word.parts.iter().map(|part| part.stem.as_str()).collect()
}

#[test]
fn parts_are_indexed_as_words_of_their_own() {
    let words = Analyzer::built_in().words("områdesvärdarnas skolskjuts förskolelärare busstation");
    assert_eq!(parts(&words[0]), ["områd", "värd"]);
    assert_eq!(parts(&words[1]), ["skol", "skjuts"]);
    assert_eq!(parts(&words[2]), ["förskol", "lär"]);
    assert_eq!(parts(&words[3]), ["buss", "station"]);
    assert_eq!(words[0].parts[0].range, 0..8);
    assert_eq!(words[0].parts[0].folded.as_deref(), Some("omrad"));
}

#[test]
fn parts_keep_their_place_in_decomposed_and_hyphenated_text() {
    let text = "omra\u{30A}des\u{AD}va\u{308}rdar";
    let words = Analyzer::built_in().words(text);
    let pieces: Vec<&str> = words[0]
        .parts
        .iter()
        .map(|part| text.get(part.range.clone()).unwrap())
        .collect();
    assert_eq!(pieces, ["omra\u{30A}des\u{AD}", "va\u{308}rdar"]);
}

#[test]
fn a_name_is_not_split_but_an_ordinary_word_with_a_capital_is() {
    let words = Analyzer::built_in().words("Motion av Ada Snöskog till Kommunstyrelsen");
    assert_eq!(words[3].casing, Casing::MidSentence);
    assert_eq!(parts(&words[3]), [""; 0]);
    assert_eq!(parts(&words[5]), ["kommun", "styrels"]);
    let typed = Analyzer::built_in().query_words("Snöskottning");
    assert_eq!(parts(&typed[0]), ["snö", "skottning"]);
}

#[test]
fn a_hanging_hyphen_borrows_the_end_of_the_next_compound() {
    let completed = |text: &str| -> Vec<String> {
        let words = Analyzer::built_in().words(text);
        words
            .into_iter()
            .filter_map(|word| Some(word.completed?.exact))
            .collect()
    };
    assert_eq!(completed("gång- och cykelväg"), ["gångväg"]);
    assert_eq!(
        completed("Barn-, skol- och ungdomsnämnden"),
        ["barnnämnden", "skolnämnden"]
    );
    assert_eq!(completed("för- och nackdelar"), [""; 0]);
    assert_eq!(completed("gång-"), [""; 0]);
}

#[test]
fn an_analysis_tells_how_a_word_is_searched() {
    let analysis = Analyzer::built_in().analyze_word("Områdesvärdar");
    assert_eq!(analysis.segments, ["Områdes", "värdar"]);
    assert_eq!(analysis.parts, ["områd", "värd"]);
    assert_eq!(analysis.stem, "områdesvärd");
    assert_eq!(analysis.folded.as_deref(), Some("omradesvard"));
    let analysis = Analyzer::built_in().analyze_word("EU/EES-medborgare");
    assert_eq!(analysis.segments, ["EU/", "EES-", "medborgare"]);
    // As it is searched: a capital that is typed in mid-sentence makes no name.
    let analysis = Analyzer::built_in().analyze_word("Tekniska Områdesvärdar");
    assert_eq!(analysis.segments, ["Tekniska ", "Områdes", "värdar"]);
    let analysis = Analyzer::built_in().analyze_word("beslut");
    assert_eq!((analysis.segments.len(), analysis.parts.len()), (1, 0));
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

proptest! {
    #[test]
    fn words_as_they_stand_are_those_of_all_forms(text in any_text()) {
        let words = Analyzer::built_in().words(&text).into_iter();
        let exact: Vec<String> = words.map(|word| word.exact).collect();
        prop_assert_eq!(Analyzer::built_in().exact_words(&text), exact);
    }

    /// Leaving words out changes nothing of the others.
    #[test]
    fn wanted_words_are_those_among_all(
        text in "(?:gång- och cykelväg|Lindholm|skolskjuts|A\u{30a}r|×|÷|ÿ|Ö|EU:s|[a-zåäö]{1,5}|[.:-]| |\n){0,40}",
    ) {
        let analyzer = Analyzer::built_in();
        let is_wanted = |exact: &str| exact.len().is_multiple_of(2);
        let all = analyzer.words(&text).into_iter().enumerate();
        let (mut wanted, mut visited) = (Vec::new(), Vec::new());
        for (position, word) in all {
            if is_wanted(&word.exact) {
                wanted.push((position, word));
            }
        }
        let cache = &mut super::FormCache::of_at_most(3);
        analyzer.for_each_wanted_word(&text, cache, |written| is_wanted(written.exact), |position, written, word| {
            assert_eq!(written.exact, word.exact);
            assert!(word.completed.is_none() || written.lender.is_some());
            visited.push((position, word.to_owned()));
        });
        prop_assert_eq!(visited, wanted);
    }
}

#[test]
fn the_stems_of_a_word_are_those_of_all_its_parts() {
    let analyzer = Analyzer::built_in();
    let text = "Vi såg Områdesvärdarna och områdesvärdarna";
    let mut cache = super::FormCache::default();
    analyzer.for_each_word(text, &mut cache, |word| {
        let stems: Vec<&str> = word.stems().collect();
        let word = word.to_owned();
        assert!(stems.contains(&word.stem.as_str()));
        for part in &word.parts {
            assert!(stems.contains(&part.stem.as_str()));
        }
        if word.exact == "områdesvärdarna" {
            assert!(stems.contains(&"områd") && stems.contains(&"omrad"));
        }
    });
}
