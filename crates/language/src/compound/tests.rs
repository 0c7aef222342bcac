//! How words come apart, and which do not.

use expect_test::{Expect, expect};

use super::{Segment, Splitter};
use crate::lexicon::built_in;

fn split(word: &str) -> String {
    let mut segments: Vec<Segment> = Vec::new();
    Splitter::default().split(built_in(), word, &mut segments);
    let mut shown = String::new();
    for (place, letter) in word.chars().enumerate() {
        if segments.iter().any(|segment| segment.end == place) {
            shown.push('|');
        }
        shown.push(letter);
    }
    shown
}

fn check(words: &str, expected: &Expect) {
    let splits: Vec<String> = words.split_whitespace().map(split).collect();
    expected.assert_eq(&splits.join(" "));
}

#[test]
fn compounds_come_apart_with_the_linking_letter_in_front() {
    check(
        "skolskjuts områdesvärdar gatubelysning förskolelärare tjänsteskrivelse arbetsmiljö",
        &expect![
            "skol|skjuts områdes|värdar gatu|belysning förskole|lärare tjänste|skrivelse arbets|miljö"
        ],
    );
}

#[test]
fn three_parts_come_apart_as_well() {
    check(
        "kommunstyrelseförvaltning räddningstjänstförbund bostadsanpassningsbidrag",
        &expect!["kommun|styrelse|förvaltning räddnings|tjänst|förbund bostads|anpassnings|bidrag"],
    );
}

#[test]
fn parts_that_no_archive_knows_well_are_known_beforehand() {
    check(
        "tomtkö skyfallskartering avfallstaxa detaljplan vinternatt barnomsorg äldreomsorg",
        &expect![
            "tomt|kö skyfalls|kartering avfalls|taxa detalj|plan vinter|natt barn|omsorg äldre|omsorg"
        ],
    );
}

#[test]
fn a_compound_begins_another_with_an_s() {
    check(
        "skolskjutsreglemente grönstrukturplan grönstruktursplan trafikbullersutredning",
        &expect![
            "skol|skjuts|reglemente grön|struktur|plan grön|strukturs|plan trafik|bullers|utredning"
        ],
    );
}

#[test]
fn endings_that_look_like_words_end_no_compound() {
    check(
        "förbindande planerande rapporterade hållande kopplande bestämmande resenären",
        &expect!["förbindande planerande rapporterade hållande kopplande bestämmande resenären"],
    );
}

#[test]
fn the_last_part_may_be_inflected() {
    check(
        "avfallstaxorna kommunstyrelsens förvaltningschefernas gatubelysningen",
        &expect!["avfalls|taxorna kommun|styrelsens förvaltnings|chefernas gatu|belysningen"],
    );
}

#[test]
fn one_letter_may_stand_for_two() {
    check("busstation nattrafik", &expect!["buss|tation natt|rafik"]);
}

#[test]
fn simple_and_derived_words_stay_whole() {
    check(
        "ledamot uppdrag redovisning förslaget kontakter verksamheten information ordförande \
         fritidsnämnd",
        &expect![
            "ledamot uppdrag redovisning förslaget kontakter verksamheten information ordförande fritids|nämnd"
        ],
    );
}

#[test]
fn surnames_and_places_stay_whole() {
    check(
        "lindholm bergström sjögren hällmark nordqvist åkerblom vinterberg andersson göteborgs \
         trollhättan oskarshamn",
        &expect![
            "lindholm bergström sjögren hällmark nordqvist åkerblom vinterberg andersson göteborgs trollhättan oskarshamn"
        ],
    );
    check(
        "skogsmark industrimark brandman",
        &expect!["skogs|mark industri|mark brand|man"],
    );
}

#[test]
fn what_is_no_word_is_not_split() {
    check("xqzk 2021 ab naïve кот", &expect!["xqzk 2021 ab naïve кот"]);
    assert_eq!(split(&"kommun".repeat(40)), "kommun".repeat(40));
}

#[test]
fn the_built_in_lexicon_is_there() {
    assert!(
        built_in()
            .entry("kommun")
            .is_some_and(|entry| entry.is_word)
    );
}
