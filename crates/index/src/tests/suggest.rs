//! What is proposed while somebody types.

use super::shelf::{Item, Shelf, put, shelf, writer};
use crate::{Index, SuggestRequest, Suggested, Suggestion};

fn archive() -> Shelf {
    shelf(&[
        Item::new(1)
            .title("Skolskjuts för elever i Ådala")
            .text("Föräldrarna söker skolskjuts till förskolan.")
            .case("BUN 2021/412")
            .officer("Elina Perdsjö"),
        Item::new(2)
            .title("Reglemente för skolskjutsen")
            .text("Förskola och fritidshem. Skolskjuts ges. Skolskjutsen bekostas.")
            .case("BUN 2021/4")
            .officer("Elina Perdsjö"),
        Item::new(3)
            .title("Val av justerare")
            .text("Till justerare väljs Anna.")
            .of("exempelby", "miljo-och-byggnadsnamnden"),
        Item::new(4)
            .title("VAL AV JUSTERARE")
            .text("Till justerare väljs Per.")
            .on("2024-02-01")
            .case("KS 2021/412")
            .officer("Per Elinder"),
        Item::new(5)
            .title("Förskolornas öppettider")
            .text("Förskola behövs. Förskolans tider. Får betar.")
            .case("SÄN 2020/00596-3")
            .of("ovanaker", "socialnamnden"),
    ])
}

impl Shelf {
    /// Each completion as `kind text count`.
    fn suggest(&self, typed: &str) -> Vec<String> {
        lines(&self.index, typed, 10)
    }

    fn suggest_of(&self, kind: &str, typed: &str) -> Vec<String> {
        let lines = self.suggest(typed).into_iter();
        lines
            .filter_map(|line| Some(line.strip_prefix(kind)?.trim().to_owned()))
            .collect()
    }
}

fn lines(index: &Index, typed: &str, size: usize) -> Vec<String> {
    let request = SuggestRequest {
        typed: typed.to_owned(),
        size,
    };
    let answer = index.suggest(&request).unwrap();
    assert!(!answer.stale);
    answer.suggestions.iter().map(line).collect()
}

fn line(suggestion: &Suggestion) -> String {
    let what = match &suggestion.what {
        Suggested::Word(text) => format!("word {text}"),
        Suggested::Case(number) => format!("case {number}"),
        Suggested::Officer(name) => format!("officer {name}"),
        Suggested::Body(slug) => format!("body {slug}"),
        Suggested::Municipality(name) => format!("municipality {name}"),
        Suggested::Title(key) => format!("title {key}"),
    };
    match suggestion.count {
        Some(count) => format!("{what} {count}"),
        None => format!("{what} ?"),
    }
}

#[test]
fn a_word_is_completed_by_its_base_form_once() {
    // Also in `förskolan` and `förskolans`; counted are the paragraphs with any form.
    assert_eq!(archive().suggest_of("word", "förs"), ["förskola 3"]);
}

#[test]
fn a_word_typed_without_its_marks_is_completed_with_them() {
    let archive = archive();
    assert_eq!(archive.suggest_of("word", "forsk"), ["förskola 3"]);
    assert_eq!(archive.suggest_of("officer", "perdsj"), ["Elina Perdsjö 2"]);
    assert_eq!(
        archive.suggest_of("officer", "PERDSJO"),
        ["Elina Perdsjö 2"]
    );
    // A mark that was typed is meant.
    assert_eq!(archive.suggest_of("word", "får"), ["får 1"]);
    assert_eq!(archive.suggest_of("word", "fär"), [""; 0]);
}

#[test]
fn a_part_of_a_compound_is_completed_to_the_whole() {
    assert_eq!(archive().suggest_of("word", "skjuts"), ["skolskjuts 2"]);
}

#[test]
fn only_the_last_word_is_completed_and_only_to_what_goes_with_those_before() {
    let archive = archive();
    assert_eq!(
        archive.suggest_of("word", "skolskjuts förs"),
        ["skolskjuts förskola 2"]
    );
    assert_eq!(archive.suggest_of("word", "justerare förs"), [""; 0]);
    // Behind a blank no word has begun.
    assert_eq!(archive.suggest_of("word", "skolskjuts "), [""; 0]);
}

#[test]
fn case_numbers_are_completed_in_any_spelling() {
    let archive = archive();
    for typed in ["bun 2021/4", "BUN-2021-004", "dnr bun2021:4", "Bun 21/4"] {
        assert_eq!(
            archive.suggest(typed),
            ["case BUN 2021/4 1", "case BUN 2021/412 1"],
            "{typed}"
        );
    }
    assert_eq!(
        archive.suggest("412/20"),
        ["case BUN 2021/412 1", "case KS 2021/412 1"]
    );
    assert_eq!(archive.suggest("ks 412"), ["case KS 2021/412 1"]);
    assert_eq!(archive.suggest("ks 2021"), ["case KS 2021/412 1"]);
    assert_eq!(archive.suggest("sän 2020/5"), ["case SÄN 2020/596 1"]);
    assert_eq!(archive.suggest("san 2020/596"), ["case SAN 2020/596 1"]);
    assert_eq!(archive.suggest("2020/59"), ["case SÄN 2020/596 1"]);
}

#[test]
fn names_are_completed_by_any_of_their_words() {
    let archive = archive();
    assert_eq!(
        archive.suggest_of("officer", "elin"),
        ["Elina Perdsjö 2", "Per Elinder 1"]
    );
    assert_eq!(
        archive.suggest_of("officer", "perd elin"),
        ["Elina Perdsjö 2"]
    );
    // One word of a name is not two.
    assert_eq!(archive.suggest_of("officer", "elina eli"), [""; 0]);
    assert_eq!(
        archive.suggest_of("body", "byggn"),
        ["miljo-och-byggnadsnamnden 1"]
    );
    assert_eq!(
        archive.suggest_of("body", "miljö- och bygg"),
        ["miljo-och-byggnadsnamnden 1"]
    );
    assert_eq!(archive.suggest_of("municipality", "ovan"), ["ovanaker 1"]);
}

#[test]
fn titles_are_completed_by_their_words_and_each_once() {
    let archive = archive();
    // The newer of the two that have it.
    assert_eq!(archive.suggest_of("title", "just"), ["4 2"]);
    assert_eq!(archive.suggest_of("title", "val av ju"), ["4 2"]);
    assert_eq!(archive.suggest_of("title", "adala skol"), ["1 1"]);
    assert_eq!(archive.suggest_of("title", "skjuts"), ["2 1", "1 1"]);
    assert_eq!(archive.suggest_of("title", "förskola "), ["5 1"]);
}

#[test]
fn each_kind_gets_its_share() {
    let archive = archive();
    assert_eq!(
        lines(&archive.index, "el", 3),
        ["word elever 1", "officer Elina Perdsjö 2", "title 1 1"]
    );
    assert_eq!(lines(&archive.index, "", 3), [""; 0]);
    assert_eq!(lines(&archive.index, " -\"(", 3), [""; 0]);
}

#[test]
fn what_was_added_or_removed_is_followed() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    put(&mut writer, &Item::new(1).text("Vinterväghållning"));
    writer.commit(1).unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(lines(&index, "vint", 8), ["word vinterväghållning 1"]);
    put(&mut writer, &Item::new(2).text("Vintergatan"));
    writer.remove(1).unwrap();
    writer.commit(2).unwrap();
    index.refresh().unwrap();
    assert_eq!(lines(&index, "vint", 8), ["word vintergatan 1"]);
}

#[test]
fn odd_beginnings_are_survived() {
    let archive = archive();
    for typed in [
        "\u{308}",
        "ß",
        "ﬁ",
        "å\u{0}",
        "*",
        "§ 4",
        "1/",
        "999999999999/2",
        "2020/",
        "ks 99999",
        "ıİ",
        "日本",
    ] {
        archive.suggest(typed);
        archive.suggest(&typed.repeat(300));
    }
}
