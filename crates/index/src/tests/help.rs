//! What a search does beyond the words as they were typed: abbreviations, spelling, other words, fewer words.

use paragraf_query::{Query, SearchRequest};

use super::shelf::{Item, Shelf, shelf};
use crate::SearchAnswer;

const NONE: [u64; 0] = [];

fn asked(shelf: &Shelf, query: &str) -> SearchAnswer {
    let mut request = SearchRequest::new(Query::parse(query));
    request.relax = true;
    shelf.search(&request)
}

fn keys(answer: &SearchAnswer) -> Vec<u64> {
    let mut keys: Vec<u64> = answer.hits.iter().map(|hit| hit.key).collect();
    keys.sort_unstable();
    keys
}

fn helped(shelf: &Shelf, query: &str) -> Vec<u64> {
    keys(&asked(shelf, query))
}

/// The first highlight of a hit's text.
fn marked(shelf: &Shelf, query: &str, item: &Item) -> String {
    let highlights = asked(shelf, query).matcher.highlights(&item.paragraph);
    highlights.into_iter().map(|found| found.html).collect()
}

#[test]
fn an_abbreviation_finds_what_it_means_and_marks_it() {
    let of_council = |key| Item::new(key).of("exempelby", "kommunfullmaktige");
    let board = of_council(1).text("Ärendet sänds till kommunstyrelsen.");
    let water = of_council(2).text("Taxa för vatten och avlopp");
    let aid = of_council(3)
        .text("Insatser enligt lagen om stöd och service till vissa funktionshindrade");
    let shelf = shelf(&[
        board.clone(),
        water.clone(),
        aid,
        of_council(4).text("Vatten till blommorna"),
        of_council(5).text("Yttrande från KS"),
        Item::new(6).title("Vad kommunstyrelsen själv beslutar"),
    ]);
    assert_eq!(shelf.found("KS"), [1, 5, 6]);
    assert_eq!(shelf.found("ks"), [1, 5, 6]);
    assert_eq!(shelf.found("VA"), [2]);
    assert_eq!(shelf.found("VA-taxa"), [2]);
    assert_eq!(shelf.found("LSS"), [3]);
    assert_eq!(shelf.found("va taxa"), NONE, "a word in lower case");
    assert_eq!(
        marked(&shelf, "KS", &board),
        "Ärendet sänds till <mark>kommunstyrelsen</mark>."
    );
    assert_eq!(
        marked(&shelf, "VA", &water),
        "Taxa för <mark>vatten</mark> och <mark>avlopp</mark>"
    );
}

#[test]
fn an_abbreviation_means_in_each_municipality_what_its_minutes_say() {
    let shelf = shelf(&[
        Item::new(1)
            .of("nordby", "kommunstyrelsen")
            .text("Samhällsnämnden (SN) ansvarar."),
        Item::new(2)
            .of("nordby", "kommunstyrelsen")
            .text("Yttrande från samhällsnämnden"),
        Item::new(3)
            .of("nordby", "kommunstyrelsen")
            .text("Tidigare fanns socialnämnden."),
        Item::new(4)
            .of("sydby", "kommunstyrelsen")
            .text("Yttrande från socialnämnden"),
        Item::new(5)
            .of("sydby", "kommunstyrelsen")
            .text("Yttrande från samhällsnämnden"),
    ]);
    assert_eq!(shelf.found("SN"), [1, 2, 4]);
    assert_eq!(shelf.found("SN yttrande"), [2, 4]);
}

#[test]
fn a_misspelt_word_is_found_scored_and_marked_as_it_is_spelt() {
    let ride = Item::new(1).text("Ansökan om skolskjuts avslås.");
    let shelf = shelf(&[
        ride.clone(),
        Item::new(2).text("Skolskjutsen blir dyrare."),
        Item::new(3).text("Taxan höjs."),
        Item::new(4).officer("Elina Perdsjö"),
    ]);
    assert_eq!(shelf.found("skolskuts"), NONE, "only with help");
    let answer = asked(&shelf, "skolskuts");
    assert_eq!(keys(&answer), [1, 2]);
    assert_eq!(answer.did_you_mean.as_deref(), Some("skolskjuts"));
    assert_eq!(
        answer.notes,
        ["”skolskuts” finns inte eller knappt i protokollen; också ”skolskjuts” söktes."]
    );
    assert_eq!(
        marked(&shelf, "skolskuts", &ride),
        "Ansökan om <mark>skolskjuts</mark> avslås."
    );
    assert_eq!(helped(&shelf, "Perdjsö"), [4]);
    assert_eq!(
        asked(&shelf, "ansökan skolskjutss")
            .hits
            .first()
            .map(|hit| hit.key),
        Some(1)
    );
    assert_eq!(helped(&shelf, "texa"), NONE, "four letters are too few");
}

#[test]
fn dots_that_were_typed_are_meant_and_numbers_are_never_corrected() {
    let shelf = shelf(&[
        Item::new(1).text("Bygglov för radhus"),
        Item::new(2).text("Avtal 2023-118"),
    ]);
    assert_eq!(helped(&shelf, "rådhus"), NONE);
    assert_eq!(helped(&shelf, "2023-119"), NONE);
}

#[test]
fn a_lone_word_without_dots_is_not_another_word_that_has_them() {
    let shelf = shelf(&[
        Item::new(1).text("Hennes far"),
        Item::new(2).text("Bidrag till får på bete"),
        Item::new(3).text("Får på bete vid Perdsjö"),
    ]);
    let answer = asked(&shelf, "far");
    assert_eq!(keys(&answer), [1]);
    assert_eq!(answer.did_you_mean.as_deref(), Some("får"));
    assert_eq!(shelf.found("far bidrag"), [2], "among others it may be");
    assert_eq!(helped(&shelf, "perdsjo"), [3]);
}

#[test]
fn an_everyday_word_finds_the_official_one_where_little_has_it() {
    let school = Item::new(1).text("Förskolan byggs ut.");
    let shelf = shelf(&[
        school.clone(),
        Item::new(2).text("Avfallstaxan höjs."),
        Item::new(3).text("Städning av lokaler"),
    ]);
    let answer = asked(&shelf, "dagis");
    assert_eq!(keys(&answer), [1]);
    assert!(
        answer.notes.iter().any(|note| note.contains("förskola")),
        "{:?}",
        answer.notes
    );
    assert_eq!(
        marked(&shelf, "dagis", &school),
        "<mark>Förskolan</mark> byggs ut."
    );
    assert_eq!(helped(&shelf, "städa lokaler"), [3]);
    assert_eq!(shelf.found("dagis"), NONE, "only with help");
}

#[test]
fn words_typed_as_one_are_found_apart() {
    let shelf = shelf(&[
        Item::new(1).text("Blarkhems gymnasium renoveras."),
        Item::new(2).text("Andra gymnasium"),
    ]);
    assert_eq!(helped(&shelf, "blarkhemsgymnasium"), [1]);
    assert_eq!(helped(&shelf, "blarkhemsbibliotek"), NONE);
}

#[test]
fn three_words_find_the_one_that_they_make_together() {
    let shelf = shelf(&[
        Item::new(1).text("Återvinningscentralen stängs."),
        Item::new(2).text("Förskolan öppnar."),
    ]);
    assert_eq!(shelf.found("åter vinnings central"), [1]);
    assert_eq!(shelf.found("för skola"), [2]);
}

#[test]
fn a_number_that_only_the_archive_can_tell_is_its_case() {
    let shelf = shelf(&[
        Item::new(1).case("SLK 2023/633").title("Budget"),
        Item::new(2).case("2022/98").title("Taxa"),
        Item::new(3).title("Punkt 98 av 22"),
    ]);
    for typed in ["slk 2023 633", "2023-633 slk", "slk 633/2023"] {
        assert_eq!(shelf.find(typed).first(), Some(&1), "{typed}");
    }
    for typed in ["98/22", "98-22"] {
        assert_eq!(shelf.find(typed).first(), Some(&2), "{typed}");
    }
    assert_eq!(shelf.found("12/5"), NONE);
}

#[test]
fn where_a_matter_was_decided_can_be_said_in_words() {
    let shelf = shelf(&[
        Item::new(1)
            .of("nordby", "kulturnamnden")
            .text("Taxan höjs."),
        Item::new(2)
            .of("sydby", "kulturnamnden")
            .text("Taxan höjs."),
    ]);
    assert_eq!(shelf.found("taxa nordby"), [1]);
    assert_eq!(
        shelf.found("taxa kommun"),
        NONE,
        "every municipality is one"
    );
}

#[test]
fn fillers_need_not_stand_in_what_is_found() {
    let shelf = shelf(&[
        Item::new(1).text("Skolskjuts beviljas."),
        Item::new(2).text("Om och i"),
    ]);
    assert_eq!(shelf.found("vad är beslutat om skolskjuts"), NONE);
    assert_eq!(shelf.found("om skolskjuts i skolan"), [1]);
    assert_eq!(shelf.found("om och i"), [2]);
    assert_eq!(shelf.found("\"om skolskjuts\""), NONE);
}

#[test]
fn a_word_that_no_paragraph_has_is_not_dropped_from_a_short_query() {
    let items: Vec<Item> = (1..4)
        .map(|key| Item::new(key).text("Skolskjuts och taxa"))
        .collect();
    let shelf = shelf(&items);
    let answer = asked(&shelf, "skolskjuts luftballong");
    assert_eq!(answer.total, 0);
    assert_eq!(
        answer.notes,
        ["Inget protokoll i arkivet har ”luftballong”."]
    );
}

#[test]
fn a_place_stays_required_when_words_may_be_missing() {
    let shelf = shelf(&[
        Item::new(1)
            .of("nordby", "kulturnamnden")
            .text("Taxa för lokaler"),
        Item::new(2).of("nordby", "kulturnamnden").text("Val"),
        Item::new(3)
            .of("sydby", "kulturnamnden")
            .text("Taxa och hyra för lokaler"),
    ]);
    assert_eq!(helped(&shelf, "taxa hyra nordby"), [1]);
    assert_eq!(helped(&shelf, "hyra nordby"), NONE);
}

#[test]
fn words_that_are_spelt_right_are_left_alone() {
    let shelf = shelf(&[
        Item::new(1).text("Vilka stöd som ska sökas varför och när"),
        Item::new(2).text("Läget i enheten. Skolan kostar."),
    ]);
    for typed in [
        "villa",
        "stöld",
        "lägenhet",
        "vanför",
        "parkeringstaxa",
        "konst",
    ] {
        let answer = asked(&shelf, typed);
        assert_eq!((answer.total, answer.did_you_mean), (0, None), "{typed}");
    }
}

#[test]
fn an_everyday_word_is_not_looked_for_in_pieces() {
    let shelf = shelf(&[Item::new(1).text("Korta resor från skolgården")]);
    assert_eq!(helped(&shelf, "skolskjuts"), NONE);
}

#[test]
fn a_board_is_found_by_its_abbreviation_in_its_own_minutes() {
    let shelf = shelf(&[
        Item::new(1)
            .of("nordby", "kommunstyrelsens-arbetsutskott")
            .text("Taxa"),
        Item::new(2).of("nordby", "kommunstyrelsen").text("Taxa"),
    ]);
    assert_eq!(shelf.found("KSAU"), [1]);
    assert_eq!(shelf.found("organ:ksau"), [1]);
}

#[test]
fn a_name_is_not_relaxed_to_half_of_it() {
    let shelf = shelf(&[
        Item::new(1).text("Helena Berg yrkar bifall."),
        Item::new(2).text("Nils Lind yrkar avslag."),
    ]);
    assert_eq!(helped(&shelf, "Helena Lind"), NONE);
}

#[test]
fn of_many_words_several_may_do_where_nothing_has_all_but_one() {
    let shelf = shelf(&[
        Item::new(1).text("Bilar kör fort på gatan."),
        Item::new(2).text("Grannar och gupp"),
        Item::new(3).text("Elva hundar"),
    ]);
    let answer = asked(&shelf, "bilar fort gatan grannar hundar snö");
    assert!(answer.relaxed);
    assert_eq!(keys(&answer), [1]);
    assert_eq!(
        answer.notes.last().map(String::as_str),
        Some("Inget hade alla orden; här visas det som har flera av dem.")
    );
}

#[test]
fn the_next_page_goes_on_with_the_same_help() {
    let items: Vec<Item> = (1..4)
        .map(|key| Item::new(key).text("Ansökan om skolskjuts"))
        .collect();
    let shelf = shelf(&items);
    let mut request = SearchRequest::new(Query::parse("skolskuts"));
    (request.relax, request.size) = (true, 2);
    let first = shelf.search(&request);
    request.cursor = first.next.clone();
    let second = shelf.search(&request);
    let all: Vec<u64> = first
        .hits
        .iter()
        .chain(&second.hits)
        .map(|hit| hit.key)
        .collect();
    assert_eq!(all, [1, 2, 3]);
    assert_eq!(second.did_you_mean.as_deref(), Some("skolskjuts"));
}

#[test]
fn an_export_has_what_was_typed_and_no_help() {
    let shelf = shelf(&[Item::new(1).text("Ansökan om skolskjuts")]);
    let mut request = SearchRequest::new(Query::parse("skolskuts"));
    request.relax = true;
    assert_eq!(shelf.index.export(&request).unwrap().count(), 0);
}

#[test]
fn a_beginning_typed_without_dots_finds_and_marks_words_that_have_them() {
    let school = Item::new(1).text("Förskolan byggs ut.");
    let shelf = shelf(&[
        school.clone(),
        Item::new(2).text("Forskning"),
        Item::new(3).text("Försäljning"),
    ]);
    assert_eq!(shelf.found("forsk*"), [1, 2]);
    assert_eq!(shelf.found("försk*"), [1]);
    assert_eq!(
        marked(&shelf, "forsk*", &school),
        "<mark>Förskolan</mark> byggs ut."
    );
}
