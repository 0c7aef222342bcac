//! The query language, one feature a test.

use expect_test::{Expect, expect};

use crate::Query;

/// How a query is understood, and below it the notes.
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better with `expect!` on the spot"
)]
fn check(typed: &str, expected: Expect) {
    let query = Query::parse(typed);
    let mut seen = vec![query.understood()];
    seen.extend(query.notes);
    expected.assert_eq(&seen.join("\n"));
}

#[test]
fn words_are_all_required() {
    check("vinternatt ungdom", expect!["vinternatt ungdom"]);
    check("vinternatt AND ungdom", expect!["vinternatt ungdom"]);
}

#[test]
fn operators_are_capitals_only() {
    check("skola OR förskola", expect!["skola ELLER förskola"]);
    check("skola ELLER förskola", expect!["skola ELLER förskola"]);
    check("skola NOT buss", expect!["skola -buss"]);
    check("skola INTE buss", expect!["skola -buss"]);
    check("skola -buss", expect!["skola -buss"]);
    check(
        "vill inte eller kan inte och or and not",
        expect!["vill inte eller kan inte och or and not"],
    );
    check("skola OCH buss", expect!["skola OCH buss"]);
}

#[test]
fn not_binds_tighter_than_and_tighter_than_or() {
    check("a b OR c -d", expect!["(a b) ELLER (c -d)"]);
    check("a (b OR c) INTE (d e)", expect!["a (b ELLER c) -(d e)"]);
    check("NOT NOT NOT a", expect!["-a"]);
    check("NOT NOT a", expect!["a"]);
}

#[test]
fn quotes_make_phrases() {
    check(
        "\"tas till protokollet\" natt",
        expect!["\"tas till protokollet\" natt"],
    );
    check(
        "”EU/EES-medborgare i Örebro”",
        expect!["\"EU/EES-medborgare i Örebro\""],
    );
    check(
        "-\"tas till protokollet\"",
        expect!["-\"tas till protokollet\""],
    );
    check("a \"\" b", expect!["a b"]);
}

#[test]
fn a_star_makes_a_prefix_of_three_letters_or_more() {
    check("vinter*", expect!["vinter*"]);
    check(
        "vi*",
        expect![[r#"
        vi
        Framför en stjärna behövs minst tre bokstäver; ”vi” söktes som ett helt ord."#]],
    );
    check(
        "* ** a*",
        expect![[r#"
        a
        Framför en stjärna behövs minst tre bokstäver; ”a” söktes som ett helt ord."#]],
    );
    check(
        "vin*natt",
        expect![[r#"
        vin*natt
        Stjärnan i ”vin*natt” räknades inte; den kan bara stå sist i ett ord."#]],
    );
}

#[test]
fn fields_have_swedish_and_english_names() {
    check("Handläggare:Bergsjö", expect!["handläggare:Bergsjö"]);
    check(
        "officer:\"Elina Bergsjö\"",
        expect!["handläggare:\"Elina Bergsjö\""],
    );
    check(
        "beslut:protokollet DECISION:avslag*",
        expect!["beslut:protokollet beslut:avslag*"],
    );
    check(
        "rubrik:(rapport ELLER \"årlig plan\")",
        expect!["rubrik:(rapport ELLER \"årlig plan\")"],
    );
    check(
        "organ:kommunstyrelsen -kommun:\"Habo kommun\"",
        expect!["organ:kommunstyrelsen -kommun:\"Habo kommun\""],
    );
    check(
        "kommun:(orebro ELLER kumla)",
        expect!["kommun:orebro ELLER kommun:kumla"],
    );
    check(
        "utfall:avslag outcome:referred_back",
        expect!["utfall:avslaget utfall:återremitterat"],
    );
    check(
        "ar:2023 från:2023-05 till:2023-05 to:2024",
        expect!["år:2023 från:2023-05-01 till:2023-05-31 till:2024-12-31"],
    );
    check("språk:svenska", expect!["språk:sv"]);
}

#[test]
fn a_value_may_stand_apart_from_its_colon() {
    check(
        "organ: kommunstyrelsen budget",
        expect!["organ:kommunstyrelsen budget"],
    );
    check(
        "beslut: -buss",
        expect![[r#"
        beslut -buss
        Efter ”beslut:” väntas ord; namnet söktes som ett vanligt ord."#]],
    );
}

#[test]
fn what_is_no_field_is_searched_as_words() {
    check(
        "obs:läs detta",
        expect![[r#"
        obs:läs detta
        ”obs:” är inget fält; ”obs:läs” söktes som vanliga ord."#]],
    );
    check(
        "år:ifjol",
        expect![[r#"
        år ifjol
        ”ifjol” är inte ett årtal; ”år: ifjol” söktes som vanliga ord."#]],
    );
    check(
        "skickas till: sökanden",
        expect![[r#"
        skickas till sökanden
        ”sökanden” är inte ett datum, till exempel 2023 eller 2023-05-31; ”till: sökanden” söktes som vanliga ord."#]],
    );
    check(
        "år:",
        expect![[r#"
        år
        Efter ”år:” väntas ett årtal; namnet söktes som ett vanligt ord."#]],
    );
}

#[test]
fn punctuation_never_breaks_a_query() {
    check("kosten/baten", expect!["kosten/baten"]);
    check("14:30", expect!["14:30"]);
    check("EU/EES-medborgare", expect!["EU/EES-medborgare"]);
    check("§ 15 §§16-17", expect!["§ 15 § 16-17"]);
    check(
        "Rapport - IOP Nattstugan, säsongen 2021-2022.",
        expect!["Rapport IOP Nattstugan säsongen 2021-2022"],
    );
    check(
        "http://exempel.se/a?b=c&d",
        expect!["http://exempel.se/a?b=c&d"],
    );
    check("/(a+)+$/ ~ ^2 [a TO b] {x} ! ?", expect!["a 2 a TO b x"]);
    check("l'eau à 5%", expect!["l'eau à 5"]);
    check("§ % & --", expect![""]);
}

#[test]
fn operators_without_operands_are_words() {
    check(
        "OR",
        expect![[r#"
        or
        ”OR” har inget att binda ihop och söktes som ordet ”or”."#]],
    );
    check(
        "skola ELLER",
        expect![[r#"
        skola eller
        ”ELLER” har inget att binda ihop och söktes som ordet ”eller”."#]],
    );
    check(
        "INTE",
        expect![[r#"
        inte
        ”INTE” har inget att binda ihop och söktes som ordet ”inte”."#]],
    );
    check(
        "a OR OR b",
        expect![[r#"
            (a or) ELLER b
            ”OR” har inget att binda ihop och söktes som ordet ”or”."#]],
    );
}

#[test]
fn quotes_and_brackets_without_a_counterpart_are_left_out() {
    check(
        "\"tas till protokollet",
        expect![[r#"
        tas till protokollet
        Ett citattecken saknar motpart; orden efter det söktes var för sig."#]],
    );
    check(
        "(a OR b) c)",
        expect![[r#"
        (a ELLER b) c
        En parentes saknar motpart och räknades inte."#]],
    );
    check(
        "((a OR b) c",
        expect![[r#"
        (a ELLER b) c
        En parentes saknar motpart och räknades inte."#]],
    );
    check("a ((())) b", expect!["a b"]);
}

#[test]
fn depth_length_and_number_of_words_are_bounded() {
    let deep = format!("{}a b{} OR c", "(".repeat(11), ")".repeat(11));
    check(
        &deep,
        expect![[r#"
        (a b) ELLER c
        Parenteser djupare än 10 nivåer räknades inte."#]],
    );
    let query = Query::parse(&"ab ".repeat(300));
    assert_eq!(query.root.leaves(), Query::MAX_LEAVES);
    expect![[r#"
        [
            "Frågan är längre än 512 tecken; resten lästes inte.",
            "Frågan har för många ord; högst 64 söks.",
        ]
    "#]]
    .assert_debug_eq(&query.notes);
    let boundary = "a".repeat(512);
    assert_eq!(Query::parse(&boundary).notes, Vec::<String>::new());
    assert_eq!(Query::parse(&format!("{boundary}b")).notes.len(), 1);
}

#[test]
fn composed_and_decomposed_letters_are_the_same() {
    assert_eq!(
        Query::parse("a\u{30a}r:2023 sko\u{308}ld").root,
        Query::parse("år:2023 sköld").root
    );
}

#[test]
fn case_numbers_are_recognised_however_they_are_spelt() {
    for typed in [
        "Ks 596/2020",
        "ks-2020-00596",
        "KS/2020:596",
        "dnr KS 2020-596",
        "KS2020/596-3",
        "\"KS 2020/596\"",
    ] {
        check(typed, expect!["KS 2020/596"]);
    }
    check("dnr 596/2020", expect!["2020/596"]);
    check(
        "vinternatt 2020/596 budget",
        expect!["vinternatt 2020/596 budget"],
    );
    check("skola AND 596/2020", expect!["skola 2020/596"]);
    check("buss OR KS 2020/596", expect!["buss ELLER KS 2020/596"]);
    check("buss -KS2020/596", expect!["buss INTE KS 2020/596"]);
    check(
        "ärende:KS 2020/596 buss",
        expect!["ärende:\"KS 2020/596\" buss"],
    );
    check("dnr: 596/2020", expect!["ärende:\"2020/596\""]);
    check("beslut:(KS 2020/596)", expect!["beslut:\"KS 2020 596\""]);
}

#[test]
fn neighbours_that_would_read_as_one_case_number_are_kept_apart() {
    check("KS AND (2020/596)", expect!["KS AND (2020/596)"]);
    check(
        "SBN OR (KS AND 2020-596)",
        expect!["SBN ELLER KS AND (2020/596)"],
    );
}

#[test]
fn what_looks_like_a_case_number_but_is_something_else_stays_words() {
    for typed in [
        "14:30",
        "2021-2022",
        "2023-05-31",
        "SFS 2017:725",
        "läsåret 2021/22",
    ] {
        let query = Query::parse(typed);
        assert_eq!(query.understood(), typed);
        assert!(
            !format!("{:?}", query.root).contains("CaseNumber"),
            "{typed}"
        );
    }
}

#[test]
fn colons_that_belong_to_no_field_make_no_trouble() {
    check(
        "avdelning:skola",
        expect![[r#"
        avdelning:skola
        ”avdelning:” är inget fält; ”avdelning:skola” söktes som vanliga ord."#]],
    );
    check("kl 10:30", expect!["kl 10:30"]);
    check("Lag 2010:900", expect!["Lag 2010:900"]);
    check("https://exempel.se", expect!["https://exempel.se"]);
}

#[test]
fn a_hyphen_behind_a_colon_excludes() {
    for (typed, understood) in [
        ("rubrik:-motion", "-rubrik:motion"),
        ("organ:-kommunstyrelsen taxa", "-organ:kommunstyrelsen taxa"),
    ] {
        assert_eq!(Query::parse(typed).understood(), understood, "{typed}");
    }
}
