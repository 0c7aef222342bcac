//! What words, phrases, fields and numbers find.

use paragraf_model::{Outcome, SectionKind};
use paragraf_query::{Query, SearchRequest, Zone};

use super::shelf::{Item, Shelf, shelf};

const NONE: [u64; 0] = [];

#[test]
fn a_word_finds_its_other_forms() {
    let shelf = shelf(&[
        Item::new(1).text("Värdarna finns på plats i området."),
        Item::new(2).text("En värd visade runt."),
        Item::new(3).text("Världen är stor."),
    ]);
    assert_eq!(shelf.found("värd"), [1, 2]);
    assert_eq!(shelf.found("VÄRDARNA"), [1, 2]);
    assert_eq!(shelf.found("område"), [1]);
}

#[test]
fn all_words_are_required_and_negated_ones_forbidden() {
    let shelf = shelf(&[
        Item::new(1).text("Ungdomar och värdar"),
        Item::new(2).text("Ungdomar utan någon"),
        Item::new(3).text("Bara värdar"),
    ]);
    assert_eq!(shelf.found("ungdom värd"), [1]);
    assert_eq!(shelf.found("ungdom -värdar"), [2]);
    assert_eq!(shelf.found("ungdom INTE värdar"), [2]);
    assert_eq!(shelf.found("ungdom ELLER värdar"), [1, 2, 3]);
    assert_eq!(shelf.found("-ungdom"), [3]);
    assert_eq!(shelf.found("värdar ELLER -ungdom"), [1, 3]);
    assert_eq!(shelf.found("ungdom -(värdar ELLER någon)"), NONE);
    assert_eq!(shelf.found(""), [1, 2, 3]);
}

#[test]
fn a_part_finds_the_compound_below_the_word_itself() {
    let shelf = shelf(&[
        Item::new(1).text("Beslut om skolskjuts för eleven"),
        Item::new(2).text("Beslut om skjuts för eleven"),
        Item::new(3).text("Beslut om buss för eleven"),
    ]);
    assert_eq!(shelf.find("skjuts"), [2, 1]);
    assert_eq!(shelf.found("skolan"), [1]);
    assert_eq!(shelf.found("description:skjuts"), [1, 2]);
    assert_eq!(shelf.found("beslut:skjuts"), NONE);
    assert_eq!(shelf.found("\"skjuts\""), [2]);
}

#[test]
fn a_compound_finds_all_its_parts_together_but_not_one_of_them() {
    let shelf = shelf(&[
        Item::new(1).text("Skolskjuts beviljas."),
        Item::new(2).text("Skjuts till skolan beviljas."),
        Item::new(3).text("Skjuts till badet beviljas."),
        Item::new(4).text("Skolan får pengar."),
        Item::new(5).title("Skjuts").decision("Till skolan", &[]),
    ]);
    assert_eq!(shelf.find("skolskjuts").first(), Some(&1));
    assert_eq!(shelf.found("SKOLSKJUTS"), [1, 2, 5]);
    assert_eq!(shelf.found("description:skolskjuts"), [1, 2]);
    assert_eq!(shelf.found("beslut:skolskjuts"), NONE);
}

#[test]
fn what_a_hanging_hyphen_leaves_out_is_found() {
    let shelf = shelf(&[
        Item::new(1).text("En ny gång- och cykelväg byggs."),
        Item::new(2).text("En ny väg"),
    ]);
    assert_eq!(shelf.found("gångväg"), [1]);
    assert_eq!(shelf.found("gangvag"), [1]);
    assert_eq!(shelf.found("\"gång och cykelväg\""), [1]);
}

#[test]
fn two_words_find_the_one_that_they_make_together() {
    let shelf = shelf(&[
        Item::new(1).text("Blarkflummen byggs ut."),
        Item::new(2).text("Blarksflumm på landet"),
        Item::new(3).text("Bara blark"),
    ]);
    assert_eq!(shelf.found("blark flumm"), [1, 2]);
    assert_eq!(shelf.found("blark flumm landet"), [2]);
    assert_eq!(shelf.found("blark (flumm)"), [1, 2]);
    assert_eq!(shelf.found("flumm blark"), NONE);
}

#[test]
fn what_is_typed_without_dots_finds_words_that_have_them_but_not_the_other_way() {
    let shelf = shelf(&[
        Item::new(1).text("Bidrag till får på bete"),
        Item::new(2).text("Hennes far och farfar"),
    ]);
    assert_eq!(shelf.found("får"), [1]);
    assert_eq!(shelf.found("far"), [2]);
    assert_eq!(shelf.found("far bidrag"), [1]);
    assert_eq!(shelf.found("beslut:får"), NONE);
}

#[test]
fn officers_are_found_with_and_without_dots_and_genitive() {
    let shelf = shelf(&[
        Item::new(1).officer("Elina Öberg").officer("Nils Karlsson"),
        Item::new(2).officer("Elina Karlsson"),
        Item::new(3).text("Öbergs förslag avslås."),
        Item::new(4).officer("Andreas Berg"),
        Item::new(5).officer("Elina Öberg Lind"),
    ]);
    assert_eq!(shelf.found("Oberg"), [1, 3, 5]);
    assert_eq!(shelf.found("öbergs"), [1, 3, 5]);
    assert_eq!(shelf.found("handläggare:oberg"), [1, 5]);
    assert_eq!(shelf.found("handläggare:Öbergs"), [1, 5]);
    assert_eq!(shelf.found("handläggare:karlsson"), [1, 2]);
    assert_eq!(shelf.found("handläggare:\"Elina Karlsson\""), [2]);
    assert_eq!(shelf.found("handläggare:\"Karlsson, Elina\""), [2]);
    assert_eq!(shelf.found("handläggare:\"Elina Öberg\""), [1]);
    assert_eq!(shelf.found("handläggare:\"elina oberg\""), [1]);
    assert_eq!(shelf.found("handläggare:Andreas"), [4]);
    assert_eq!(shelf.found("handläggare:Andrea"), NONE);
    assert_eq!(shelf.found("handläggare:Ingen"), NONE);
}

#[test]
fn a_phrase_is_these_very_words_side_by_side_within_one_text() {
    let shelf = shelf(&[
        Item::new(1).text("Rapporten gäller EU/EES-medborgare i kommunen."),
        Item::new(2).text("Medborgare i EU, och EES."),
        Item::new(3)
            .text("Rapporten slutar")
            .text("Medborgare börjar"),
        Item::new(4).title("EU/EES-medborgare"),
    ]);
    assert_eq!(shelf.found("\"EU/EES-medborgare\""), [1, 4]);
    assert_eq!(shelf.found("\"ees medborgare i kommunen\""), [1]);
    assert_eq!(shelf.found("\"medborgaren\""), NONE);
    assert_eq!(shelf.found("\"slutar medborgare\""), NONE);
    assert_eq!(shelf.found("EU/EES-medborgare"), [1, 2, 4]);
    assert_eq!(shelf.found("rubrik:\"EES medborgare\""), [4]);
}

#[test]
fn a_prefix_finds_every_word_that_begins_so() {
    let many: Vec<Item> = (1..=80)
        .map(|key| Item::new(key).text(&format!("vinterord{key:02}x")))
        .collect();
    let shelf = shelf(&many);
    assert_eq!(shelf.found("vinterord*").len(), 80);
    assert_eq!(shelf.found("vinterord1*"), (10..=19).collect::<Vec<u64>>());
    assert_eq!(shelf.found("beslut:vinterord*"), NONE);
    assert_eq!(shelf.found("vinterord12* -vinterord12x"), NONE);
}

#[test]
fn a_zone_limits_words_to_one_kind_of_section() {
    let shelf = shelf(&[
        Item::new(1)
            .text("Läggs till protokollet")
            .decision("Ärendet bordläggs", &[]),
        Item::new(2).decision("Informationen tas till protokollet", &[]),
        Item::new(3)
            .title("Protokollet")
            .section(SectionKind::Motions, "Yrkar bifall till förslaget"),
    ]);
    assert_eq!(shelf.found("protokoll"), [1, 2, 3]);
    assert_eq!(shelf.found("beslut:protokollet"), [2]);
    assert_eq!(shelf.found("rubrik:protokollet"), [3]);
    assert_eq!(shelf.found("motions:(bifall förslag)"), [3]);
    let zones = |zones: &[Zone]| {
        let zones = zones.to_vec();
        move |request: &mut SearchRequest| request.filters.zones = zones
    };
    assert_eq!(shelf.find_with("protokoll", zones(&[Zone::Title])), [3]);
    assert_eq!(
        shelf
            .find_with(
                "protokoll",
                zones(&[Zone::Title, Zone::Section(SectionKind::Decision)])
            )
            .len(),
        2
    );
    assert_eq!(
        shelf.find_with("fordr", zones(&[Zone::Section(SectionKind::Motions)])),
        NONE
    );
}

#[test]
fn a_zone_also_finds_what_is_typed_without_dots() {
    let shelf = shelf(&[Item::new(1).section(SectionKind::Motions, "Yrkar avslag på förslaget")]);
    assert_eq!(shelf.found("motions:forslag"), [1]);
    assert_eq!(shelf.found("beslut:forslag"), NONE);
}

#[test]
fn titles_and_decisions_count_more_than_other_texts() {
    let filler = "något annat som står här";
    let shelf = shelf(&[
        Item::new(1)
            .title("Annat")
            .text("badhus")
            .decision(filler, &[]),
        Item::new(2)
            .title("Badhus")
            .text("annat")
            .decision(filler, &[]),
        Item::new(3)
            .title("Annat")
            .text(filler)
            .decision("badhus", &[]),
    ]);
    assert_eq!(shelf.find("badhus"), [2, 3, 1]);
}

fn cases() -> Shelf {
    shelf(&[
        Item::new(1).case("KS 2020/596").on("2020-01-01"),
        Item::new(2).case("2020/596").on("2022-01-01"),
        Item::new(3).case("BN 2020/596").on("2021-01-01"),
        Item::new(4).case("KS 2020/597"),
        Item::new(5).text("Se även KS 2020/596 i samma fråga."),
        Item::new(6).case("KS 2020/596").on("2023-01-01"),
    ])
}

#[test]
fn a_case_number_finds_its_case_however_it_is_spelt() {
    for typed in [
        "KS 2020/596",
        "ks-2020-00596",
        "Ks 596/2020",
        "KS/2020:596",
        "dnr KS 2020-596",
        "ärende:KS2020/596",
    ] {
        let keys = cases().find(typed);
        let own = keys.get(..3).map(<[u64]>::to_vec);
        assert_eq!(own, Some(vec![6, 1, 2]), "{typed}");
    }
}

#[test]
fn exact_registries_come_first_and_other_registries_never() {
    let shelf = cases();
    assert_eq!(shelf.find("KS 2020/596"), [6, 1, 2, 5]);
    assert_eq!(shelf.find("ärende:\"KS 2020/596\""), [6, 1, 2]);
    assert_eq!(shelf.found("2020/596"), [1, 2, 3, 5, 6]);
    assert_eq!(shelf.find("SBN 2020/596"), [2]);
    assert_eq!(shelf.found("-(KS 2020/596)"), [3, 4]);
}

#[test]
fn a_registry_typed_without_its_dots_is_found() {
    let shelf = shelf(&[
        Item::new(1).case("SÄN 2020/7"),
        Item::new(2).case("SAN 2020/7"),
    ]);
    assert_eq!(shelf.found("san-2020-7"), [1, 2]);
    assert_eq!(shelf.found("SÄN 2020/7"), [1]);
}

#[test]
fn the_paragraphs_own_number_comes_before_the_same_number_in_a_text() {
    let shelf = shelf(&[
        Item::new(15).text("Avgiften är 20 kronor."),
        Item::new(16).text("Se sidan 15, och 15, och 15."),
        Item::new(17).text("Annat"),
    ]);
    assert_eq!(shelf.find("§ 15"), [15, 16]);
    assert_eq!(shelf.find("§15 avgift"), [15]);
    assert_eq!(shelf.find("15"), [16]);
}

#[test]
fn fields_ask_for_facts() {
    let shelf = shelf(&[
        Item::new(1)
            .of("orebro", "kommunstyrelsen")
            .on("2023-05-31")
            .decision("Avslås", &[Outcome::Rejected]),
        Item::new(2)
            .of("habo", "kommunstyrelsens-arbetsutskott")
            .on("2022-12-31"),
        Item::new(3)
            .of("haabo", "kommunfullmaktige")
            .on("2023-01-01")
            .decision("a", &[Outcome::Noted, Outcome::Rejected]),
        Item::new(4)
            .of("exempelby", "namnden-for-trafik")
            .on("2024-02-29"),
    ]);
    assert_eq!(shelf.found("kommun:Örebro"), [1]);
    assert_eq!(shelf.found("kommun:1880"), [1]);
    assert_eq!(shelf.found("kommun:Habo"), [2]);
    assert_eq!(shelf.found("kommun:\"Håbo kommun\""), [3]);
    assert_eq!(shelf.found("kommun:\"Exempelby kommun\""), [4]);
    assert_eq!(shelf.found("-kommun:exempelby"), [1, 2, 3]);
    assert_eq!(shelf.found("organ:kommunstyrelsen"), [1]);
    assert_eq!(shelf.found("organ:arbetsutskott"), [2]);
    assert_eq!(shelf.found("organ:fullmäktige"), [3]);
    assert_eq!(shelf.found("organ:\"trafik nämnden\""), [4]);
    assert_eq!(shelf.found("organ:\"Nämnden för trafik\""), [4]);
    assert_eq!(shelf.found("utfall:avslag"), [1, 3]);
    assert_eq!(shelf.found("utfall:antecknat"), [3]);
    assert_eq!(shelf.found("år:2023"), [1, 3]);
    assert_eq!(shelf.found("från:2023 till:2023-01"), [3]);
    assert_eq!(shelf.found("till:2022-12-31"), [2]);
    assert_eq!(shelf.found("från:2024-02-29"), [4]);
    assert_eq!(shelf.found("språk:sv"), [1, 2, 3, 4]);
    assert_eq!(shelf.found("språk:en"), NONE);
}

#[test]
fn what_the_archive_does_not_hold_is_noted() {
    let shelf = shelf(&[Item::new(1)]);
    let answer = shelf.search(&SearchRequest::new(Query::parse(
        "organ:rymdnämnden kommun:Månen",
    )));
    assert_eq!(answer.total, 0);
    assert_eq!(
        answer.notes,
        [
            "Arkivet har inget organ som heter ”rymdnämnden”.",
            "Arkivet har ingen kommun eller region som heter ”Månen”.",
        ]
    );
}

#[test]
fn all_words_but_one_do_where_that_is_asked_for_and_too_little_is_found() {
    let shelf = shelf(&[
        Item::new(1).text("bidrag till förening"),
        Item::new(2).text("bidrag till skola"),
        Item::new(3)
            .text("bidrag till förening och skola")
            .on("2001-01-01"),
        Item::new(4).text("skola för alla"),
        Item::new(5).text("bidrag 2023"),
    ]);
    let relaxed = |query: &str| shelf.find_with(query, |request| request.relax = true);
    assert_eq!(shelf.found("bidrag förening skola"), [3]);
    assert_eq!(relaxed("bidrag förening skola").first(), Some(&3));
    assert_eq!(relaxed("bidrag förening skola").len(), 3);
    // Nothing else is ever dropped.
    assert_eq!(
        relaxed("bidrag förening skola -alla INTE \"till skola\"").len(),
        2
    );
    assert_eq!(relaxed("bidrag \"förening och skola\""), [3]);
    assert_eq!(relaxed("bidrag 2023"), [5]);
    assert_eq!(relaxed("bidrag elefant* skola"), NONE);
    let mut request = SearchRequest::new(Query::parse("bidrag förening skola"));
    request.relax = true;
    let answer = shelf.search(&request);
    assert!(answer.relaxed);
    assert_eq!(
        answer.notes.last().map(String::as_str),
        Some("Få träffar hade alla orden; här visas också de som saknar ett av dem.")
    );
    request.query = Query::parse("bidrag skola");
    request.relax = false;
    assert!(!shelf.search(&request).relaxed);
}

#[test]
fn of_the_paragraphs_of_one_case_the_better_text_comes_first() {
    let filler = "Nämnden behandlar frågan om lokaler och personal i flera steg. ".repeat(12);
    let shelf = shelf(&[
        Item::new(1)
            .case("KS 2020/596")
            .title("Budget")
            .text("Budget för året")
            .on("2020-01-01"),
        Item::new(2)
            .case("KS 2020/596")
            .text(&format!("{filler} budget {filler}"))
            .on("2023-01-01"),
        Item::new(3)
            .title("Budget KS 2020/596")
            .decision("Budget budget budget, se KS 2020/596", &[])
            .on("2024-01-01"),
        Item::new(4)
            .case("2020/596")
            .title("Budget")
            .decision("Budget budget budget", &[])
            .on("2024-01-01"),
    ]);
    assert_eq!(shelf.find("KS 2020/596 budget"), [1, 2, 4, 3]);
}

#[test]
fn a_compound_in_the_title_comes_before_a_mention_in_a_text() {
    let shelf = shelf(&[
        Item::new(1)
            .title("Delegationslista")
            .text("Vindkraft, beslut enligt lista.")
            .on("2024-01-01"),
        Item::new(2)
            .title("Reviderad plan för vindkraftverk")
            .text("Förslaget gäller från hösten.")
            .on("2020-01-01"),
    ]);
    assert_eq!(shelf.find("vindkraft"), [2, 1]);
}
