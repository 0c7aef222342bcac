//! What an archive teaches, and what it must not.

use super::learn;
use crate::compound::Splitter;
use crate::lexicon::{Lexicon, built_in};
use crate::vocabulary::Vocabulary;

fn learnt(texts: &[&str]) -> Lexicon {
    let mut vocabulary = Vocabulary::default();
    texts.iter().for_each(|text| vocabulary.read(text));
    learn(built_in(), &vocabulary).unwrap_or_else(|| built_in().clone())
}

fn split(lexicon: &Lexicon, word: &str) -> String {
    let mut segments = Vec::new();
    Splitter::default().split(lexicon, word, &mut segments);
    let letters: Vec<char> = word.chars().collect();
    let mut start = 0;
    let mut pieces = Vec::new();
    for segment in segments {
        pieces.extend(letters.get(start..segment.end).map(String::from_iter));
        start = segment.end;
    }
    pieces.join("|")
}

/// A thing that no other archive knows, with what is said of it.
const BLORMA: &str =
    "blorma och blorma samt blorma: blormavgift, blormplan, blormnät, blormtaxa, blormverk";

#[test]
fn a_word_of_the_archive_begins_its_compounds() {
    assert_eq!(split(built_in(), "blormtillstånd"), "");
    let lexicon = learnt(&[BLORMA]);
    assert_eq!(split(&lexicon, "blormtillstånd"), "blorm|tillstånd");
    assert_eq!(split(&lexicon, "blormavgiften"), "blorm|avgiften");
}

#[test]
fn a_word_of_the_archive_ends_its_compounds() {
    let lexicon =
        learnt(&["en flonk, en flonk, en flonk: skolflonk, parkflonk, vägflonk, badflonk"]);
    assert_eq!(split(built_in(), "hamnflonk"), "");
    assert_eq!(split(&lexicon, "hamnflonk"), "hamn|flonk");
}

#[test]
fn two_new_parts_are_learnt_from_each_other_and_from_known_ones() {
    let lexicon = learnt(&[
        BLORMA,
        "en flonk, en flonk, en flonk: skolflonk, parkflonk, vägflonk, blormflonk",
    ]);
    assert_eq!(split(&lexicon, "blormflonken"), "blorm|flonken");
}

#[test]
fn too_few_partners_teach_nothing() {
    let lexicon = learnt(&["blorma och blorma samt blorma: blormavgift, blormplan, blormnät"]);
    assert_eq!(split(&lexicon, "blormtaxa"), "");
}

#[test]
fn names_are_never_learnt() {
    let names = "att Blorma, att Blorma, att Blorma, med blorma, med blorma, med blorma";
    let lexicon = learnt(&[
        names,
        "blormavgift, blormplan, blormnät, blormtaxa, blormverk",
    ]);
    assert_eq!(split(&lexicon, "blormtillstånd"), "");
    assert_eq!(lexicon.entry("blorma"), None);
}

#[test]
fn words_that_are_often_seen_are_known_from_then_on() {
    let is_word = |lexicon: &Lexicon| lexicon.entry("blorma").is_some_and(|entry| entry.is_word);
    assert!(is_word(&learnt(&["en blorma, två blorma, tre blorma"])));
    assert!(!is_word(&learnt(&["en blorma, två blorma"])));
}

#[test]
fn nothing_new_teaches_nothing() {
    let mut vocabulary = Vocabulary::default();
    vocabulary.read("Kommunstyrelsen beslutar om skolskjuts och detaljplan.");
    assert!(learn(built_in(), &vocabulary).is_none());
}
