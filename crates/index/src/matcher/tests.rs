use expect_test::{Expect, expect};
use paragraf_language::Analyzer;
use paragraf_query::{Query, Zone};
use proptest::prelude::*;

use super::excerpt::Excerpt;
use super::sought::{Sought, What};
use super::{Matcher, Memory, marks};
use crate::widen::Widening;

const EVERYWHERE: Zone = Zone::Section(paragraf_model::SectionKind::Description);

fn matcher(query: &str) -> Matcher {
    let root = Query::parse(query).root;
    Matcher::of(&root, &Analyzer::built_in())
}

fn excerpt(query: &str, text: &str) -> Option<String> {
    let matcher = matcher(query);
    Excerpt::best(text, matcher.found(text, EVERYWHERE)).map(|excerpt| excerpt.html())
}

fn check(query: &str, text: &str, expected: Expect) {
    expected.assert_eq(&excerpt(query, text).unwrap_or_default());
}

#[test]
fn every_form_of_a_word_is_marked() {
    check(
        "avgift",
        "Avgiften höjs. Avgifterna är lika för alla.",
        expect!["<mark>Avgiften</mark> höjs. <mark>Avgifterna</mark> är lika för alla."],
    );
}

#[test]
fn a_word_typed_without_dots_and_rings_marks_the_one_that_has_them() {
    check(
        "faltet",
        "Hästar på fältet",
        expect!["Hästar på <mark>fältet</mark>"],
    );
}

#[test]
fn a_word_typed_with_dots_and_rings_does_not_mark_the_one_without() {
    assert_eq!(excerpt("får", "Ordförandens far var där"), None);
}

#[test]
fn a_compound_is_marked_within_a_longer_one_and_its_parts_elsewhere_are_not() {
    check(
        "vindkraft",
        "Stormossen Vind AB bygger vindkraftverk med stor kraft",
        expect!["Stormossen Vind AB bygger <mark>vindkraft</mark>verk med stor kraft"],
    );
    check(
        "vindkraft",
        "Kraft av vind",
        expect!["<mark>Kraft</mark> av <mark>vind</mark>"],
    );
}

#[test]
fn a_phrase_is_marked_as_a_whole_and_its_words_alone_are_not() {
    check(
        "\"tas till protokollet\"",
        "Till protokollet fogas listan. Informationen tas till protokollet.",
        expect!["… Informationen <mark>tas till protokollet</mark>."],
    );
}

#[test]
fn a_prefix_marks_the_whole_word() {
    check(
        "vinter*",
        "Om vintern och vinterväglag",
        expect!["Om <mark>vintern</mark> och <mark>vinterväglag</mark>"],
    );
}

#[test]
fn what_is_negated_is_not_marked() {
    check(
        "taxa -avfall",
        "Taxa för avfall",
        expect!["<mark>Taxa</mark> för avfall"],
    );
}

#[test]
fn a_word_that_is_sought_in_the_decision_is_marked_only_there() {
    let matcher = matcher("beslut:taxa");
    let decision = Zone::Section(paragraf_model::SectionKind::Decision);
    assert!(matcher.marks("Ny taxa", Zone::Title).is_empty());
    let marked = matcher.marks("Ny taxa, ny avgift", decision);
    assert_eq!(marked.first(), Some(&(3..7)));
    assert_eq!(marked.len(), 1);
}

#[test]
fn an_excerpt_is_cut_at_sentences_and_lines() {
    let text = "En lång inledning som handlar om något annat än det som söks, och som fortsätter med mera om annat än \
                så, för att rymma mer än ett utdrag. Badhuset byggs om till hösten. Sedan kommer en till mening med \
                ännu fler ord som fyller ut resten av stycket så att det inte får plats i ett enda utdrag alls.";
    check(
        "badhus",
        text,
        expect!["… <mark>Badhuset</mark> byggs om till hösten. …"],
    );
    check(
        "badhus",
        "Rubrik\nBadhuset byggs om\nAnnat",
        expect!["… <mark>Badhuset</mark> byggs om …"],
    );
}

#[test]
fn a_sentence_that_is_too_long_is_cut_between_words() {
    let text = format!(
        "{} badhuset {}",
        "många ord före ".repeat(30),
        "många ord efter ".repeat(30)
    );
    let html = excerpt("badhus", &text).unwrap();
    assert!(html.starts_with("… ") && html.ends_with(" …"), "{html}");
    let plain = html.replace("<mark>", "").replace("</mark>", "");
    let plain = plain.trim_matches(['…', ' ']);
    assert!(
        plain.chars().count() <= 240 && plain.chars().count() > 200,
        "{plain}"
    );
    assert!(
        text.contains(&format!(" {plain} ")) || text.starts_with(plain),
        "{plain}"
    );
}

#[test]
fn the_stretch_with_most_different_words_is_shown() {
    let filler = "Något helt annat står här. ".repeat(12);
    let text = format!("Skolskjuts. Skolskjuts. {filler}Skolskjuts till friskola beviljas.");
    check(
        "skolskjuts friskola",
        &text,
        expect!["… <mark>Skolskjuts</mark> till <mark>friskola</mark> beviljas."],
    );
}

#[test]
fn markup_in_a_text_stays_text() {
    check(
        "taxa",
        "<script>alert('taxa')</script> & \"taxa\"",
        expect![
            "&lt;script&gt;alert(&#39;<mark>taxa</mark>&#39;)&lt;/script&gt; &amp; &quot;<mark>taxa</mark>&quot;"
        ],
    );
}

fn unescaped(html: &str) -> String {
    html.replace("<mark>", "")
        .replace("</mark>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

proptest! {
    #[test]
    fn an_excerpt_without_its_marks_is_a_piece_of_the_text(
        text in "(?:[a-zåäöÅÄÖ]{1,9}|[<>&'\"]|[.!?] |\n| |e\u{301}|\u{ad}|taxa|taxan|avfallstaxa){0,120}",
    ) {
        for query in ["taxa", "tax*", "\"taxa taxan\"", "avfallstaxa"] {
            if let Some(html) = excerpt(query, &text) {
                let plain = unescaped(&html);
                let plain = plain.strip_prefix("… ").unwrap_or(&plain);
                let plain = plain.strip_suffix(" …").unwrap_or(plain);
                prop_assert!(text.contains(plain), "{plain:?} of {text:?}");
                prop_assert!(html.contains("<mark>"));
            }
        }
    }

    #[test]
    fn no_text_and_no_query_makes_it_panic(text in any::<String>(), query in any::<String>()) {
        let matcher = matcher(&query);
        let marks = matcher.marks(&text, EVERYWHERE);
        prop_assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start));
        prop_assert!(marks.iter().all(|mark| text.get(mark.clone()).is_some()));
    }

    /// What is passed over without being looked at matches nothing, whether the words were met before or not.
    #[test]
    fn words_that_are_passed_over_match_nothing(
        text in "(?:kommunal|skol|skola|skolan|skjuts|kommun|styrelse|badhus|bad|gång- och |cykelväg|fältet|faltet|Lindholm|\
            lind|holm|för|till|av|A\u{30a}r|år|KS 2020/1|taxorna|[a-zåäöÅÄÖ]{1,6}|[.!?,-]| | |\n){0,60}",
        again in prop::collection::vec(0..QUERIES.len(), 1..4),
    ) {
        let analyzer = Analyzer::built_in();
        let memory = Memory::default();
        for query in again {
            let root = Query::parse(QUERIES[query]).root;
            let matcher = Matcher::widened(root.clone(), &analyzer, Widening::NONE, memory.clone());
            let sought = matcher.sought_in(EVERYWHERE);
            let slowly = marks::find_slowly(&text, &sought, &analyzer);
            prop_assert_eq!(matcher.found(&text, EVERYWHERE), slowly, "{:?}", QUERIES[query]);
        }
    }
}

const QUERIES: [&str; 14] = [
    "skola",
    "skolskjuts",
    "kommunstyrelse",
    "bad*",
    "falt*",
    "får falt år",
    "\"till kommun\"",
    "\"av skolan för till\"",
    "gångväg cykel",
    "lindholm holm",
    "KS 2020/1",
    "KS 2020/1 taxa",
    "badhus skjuts -lind",
    "kommun styrelse bad hus",
];

/// A thing that consists of nothing stands in every compound, as it always did.
#[test]
fn parts_of_nothing_are_looked_for_in_every_word() {
    let analyzer = Analyzer::built_in();
    let nothing = Sought {
        zone: None,
        what: What::Parts {
            whole: String::new(),
            parts: Vec::new(),
        },
    };
    let sought = vec![(0, &nothing)];
    let text = "Kommunstyrelsen bygger badhus";
    let memory = Memory::default();
    for _ in 0..2 {
        let found = marks::Finder::new(sought.clone(), &analyzer, &memory).find(text);
        assert_eq!(found, marks::find_slowly(text, &sought, &analyzer));
        assert_eq!(found.len(), 2);
    }
}

#[test]
fn what_is_looked_for_is_found_out_with_the_first_text_and_once_for_all_copies() {
    let root = Query::parse("barn omsorg").root;
    let matcher = Matcher::of(&root, &Analyzer::built_in());
    assert!(matcher.search.sought.get().is_none());
    let copy = matcher.clone();
    let marks = copy.marks("Barnomsorgen byggs ut", Zone::Title);
    assert_eq!((marks.len(), marks.first()), (1, Some(&(0..12))));
    assert!(matcher.search.sought.get().is_some());
    assert!(
        Matcher::default()
            .marks("Barnomsorgen", Zone::Title)
            .is_empty()
    );
}
