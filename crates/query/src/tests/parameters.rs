//! What parameters are taken and which are refused.

use expect_test::{Expect, expect};

use crate::{KnownBody, KnownMunicipality, KnownValues, SearchRequest};

fn known() -> KnownValues {
    let municipality = |short_name: &str, name: &str, code: &str| KnownMunicipality {
        short_name: short_name.to_owned(),
        name: name.to_owned(),
        code: code.to_owned(),
    };
    let body = |slug: &str, name: &str| KnownBody {
        slug: slug.to_owned(),
        name: name.to_owned(),
    };
    KnownValues {
        municipalities: vec![
            municipality("orebro", "Örebro kommun", "1880"),
            municipality("habo", "Habo kommun", "0643"),
            municipality("haabo", "Håbo kommun", "0305"),
            municipality("exempelby", "Exempelby kommun", ""),
        ],
        bodies: vec![
            body("kommunstyrelsen", "Kommunstyrelsen"),
            body("miljo-och-byggnadsnamnden", "Miljö- och byggnadsnämnden"),
        ],
        hides_officers: false,
    }
}

/// The canonical parameters, or code, message and legal values of each problem.
#[expect(
    clippy::needless_pass_by_value,
    reason = "reads better with `expect!` on the spot"
)]
fn check(pairs: &[(&str, &str)], expected: Expect) {
    let lines: Vec<String> = match SearchRequest::from_parameters(pairs.iter().copied(), &known()) {
        Ok(request) => request
            .to_parameters()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect(),
        Err(problems) => problems
            .iter()
            .map(|problem| {
                format!(
                    "{} {} {} {:?}",
                    problem.parameter, problem.code, problem.message, problem.legal
                )
            })
            .collect(),
    };
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn an_empty_request_matches_everything_by_relevance() {
    check(&[], expect![""]);
    check(
        &[
            ("q", ""),
            ("from", ""),
            ("sort", "relevance"),
            ("size", "20"),
            ("facets", "true"),
            ("relax", "false"),
        ],
        expect!["relax=false"],
    );
}

#[test]
fn parameters_have_one_canonical_order() {
    check(
        &[
            ("relax", "true"),
            ("facets", "false"),
            ("cursor", "abc"),
            ("size", "100"),
            ("sort", "oldest"),
            ("language", "sv"),
            ("year", "2023"),
            ("year", "2022"),
            ("year", "2023"),
            ("to", "2023-02"),
            ("from", "2022"),
            ("section", "title"),
            ("section", "decision"),
            ("outcome", "avslag"),
            ("officer", "Elina  Exempel"),
            ("body", "Miljö- och byggnadsnämnden"),
            ("municipality", "1880"),
            ("q", "a b"),
        ],
        expect![[r#"
            q=a b
            municipality=orebro
            body=miljo-och-byggnadsnamnden
            officer=Elina Exempel
            outcome=rejected
            section=title
            section=decision
            from=2022-01-01
            to=2023-02-28
            year=2022
            year=2023
            language=sv
            sort=oldest
            size=100
            cursor=abc
            facets=false"#]],
    );
}

#[test]
fn a_municipality_is_known_by_short_name_full_name_and_code() {
    for typed in [
        "orebro",
        "Örebro kommun",
        "örebro kommun",
        "1880",
        "Orebro kommun",
    ] {
        check(&[("municipality", typed)], expect!["municipality=orebro"]);
    }
    check(
        &[("municipality", "Exempelby kommun")],
        expect!["municipality=exempelby"],
    );
    check(
        &[("municipality", "Håbo kommun")],
        expect!["municipality=haabo"],
    );
    check(
        &[("municipality", "Habo kommun")],
        expect!["municipality=habo"],
    );
    check(
        &[("municipality", "Örebroo")],
        expect![[
            r#"municipality unknown_value Ingen kommun eller region heter ”Örebroo”. ["orebro", "haabo", "habo", "exempelby"]"#
        ]],
    );
}

#[test]
fn what_is_unknown_is_refused_with_what_is_legal() {
    check(
        &[("foo", "")],
        expect![[
            r#"foo unknown_parameter Parametern ”foo” finns inte. De som finns är q, municipality, body, case, officer, outcome, section, from, to, year, language, sort, size, cursor, facets, relax. ["q", "municipality", "body", "case", "officer", "outcome", "section", "from", "to", "year", "language", "sort", "size", "cursor", "facets", "relax"]"#
        ]],
    );
    check(
        &[("body", "byggnadsnämnden")],
        expect![[
            r#"body unknown_value Inget organ i arkivet heter ”byggnadsnämnden”. ["miljo-och-byggnadsnamnden", "kommunstyrelsen"]"#
        ]],
    );
    check(
        &[("sort", "date")],
        expect![[
            r#"sort unknown_value Ordningen ”date” finns inte. ["relevance", "newest", "oldest"]"#
        ]],
    );
    check(
        &[("facets", "1")],
        expect![[r#"facets unknown_value ”1” är varken true eller false. ["true", "false"]"#]],
    );
}

#[test]
fn what_is_malformed_is_refused() {
    for size in ["0", "101", "-1", "ten", "1e2"] {
        let message = format!(
            "size malformed_value Antalet träffar per sida är ett heltal från 1 till 100, inte ”{size}”. []"
        );
        let problems =
            SearchRequest::from_parameters([("size", size)].into_iter(), &known()).unwrap_err();
        assert_eq!(
            format!("size {} {} []", problems[0].code, problems[0].message),
            message
        );
    }
    check(
        &[
            ("from", "2023-13-01"),
            ("to", "2023-02-30"),
            ("year", "23"),
            ("case", "abc"),
            ("language", "klingonska"),
        ],
        expect![[r#"
            from malformed_value ”2023-13-01” är inget datum; skriv till exempel 2023-05-31, 2023-05 eller 2023. []
            to malformed_value ”2023-02-30” är inget datum; skriv till exempel 2023-05-31, 2023-05 eller 2023. []
            year malformed_value ”23” är inget årtal med fyra siffror. []
            case malformed_value ”abc” är inget ärendenummer; skriv till exempel KS 2020/596. []
            language malformed_value ”klingonska” är inget språk; skriv en kod med två bokstäver, till exempel sv. []"#]],
    );
}

/// Every two parts of a name are looked up.
#[test]
fn a_name_without_end_is_refused() {
    check(
        &[("officer", &"a ".repeat(101))],
        expect![[r#"officer malformed_value Ett namn har högst 200 tecken. []"#]],
    );
}

#[test]
fn only_filters_may_be_repeated() {
    check(
        &[
            ("q", "a"),
            ("q", "b"),
            ("sort", "newest"),
            ("sort", "newest"),
        ],
        expect![[r#"
            q repeated Parametern ”q” kan bara ges en gång. []
            sort repeated Parametern ”sort” kan bara ges en gång. []"#]],
    );
    let years: Vec<String> = (1800..2000).map(|year: u16| year.to_string()).collect();
    let pairs = years.iter().map(|year| ("year", year.as_str()));
    let problems = SearchRequest::from_parameters(pairs, &known()).unwrap_err();
    assert_eq!((problems[0].code, problems.len()), ("too_many", 1));
}

#[test]
fn the_canonical_parameters_ask_for_the_same_search() {
    let pairs = [
        ("q", "a OR (b"),
        ("outcome", "bifall"),
        ("from", "2020-02"),
        ("size", "7"),
        ("relax", "true"),
    ];
    let request = SearchRequest::from_parameters(pairs.into_iter(), &known()).unwrap();
    let written = request.to_parameters();
    let pairs = written
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    assert_eq!(
        SearchRequest::from_parameters(pairs, &known()).unwrap(),
        request
    );
}
