//! Errors: what programs compare, and what people read.

use axum::body::Body;
use axum::http::Request;
use expect_test::{Expect, expect};
use serde_json::json;

use super::asking::{ask, get, post, shown};
use super::made::archive;

fn check(address: &str, expected: Expect) {
    let made = archive();
    let answer = get(&made.app, address);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    expected.assert_eq(&shown(&answer));
}

#[test]
fn an_unknown_parameter_is_refused_by_name_with_those_that_exist() {
    check(
        "/api/v1/officers?name=ella",
        expect![[r#"
        400
        {
          "code": "unknown_parameter",
          "detail": "Parametern ”name” finns inte. De som finns är q.",
          "errors": [
            {
              "code": "unknown_parameter",
              "legal": [
                "q"
              ],
              "message": "Parametern ”name” finns inte. De som finns är q.",
              "parameter": "name",
              "value": "ella"
            }
          ],
          "legal": [
            "q"
          ],
          "parameter": "name",
          "request_id": "…",
          "status": 400,
          "title": "Parametern går inte att använda",
          "type": "/api#unknown_parameter"
        }"#]],
    );
}

#[test]
fn a_value_outside_its_closed_set_is_refused_with_near_ones() {
    check(
        "/api/v1/search?municipality=ekvala",
        expect![[r#"
        400
        {
          "code": "unknown_value",
          "detail": "Ingen kommun eller region heter ”ekvala”.",
          "errors": [
            {
              "code": "unknown_value",
              "legal": [
                "ekvalla",
                "kumla",
                "mala",
                "motala",
                "pajala"
              ],
              "message": "Ingen kommun eller region heter ”ekvala”.",
              "parameter": "municipality",
              "value": "ekvala"
            }
          ],
          "legal": [
            "ekvalla",
            "kumla",
            "mala",
            "motala",
            "pajala"
          ],
          "parameter": "municipality",
          "request_id": "…",
          "status": 400,
          "title": "Parametern går inte att använda",
          "type": "/api#unknown_value"
        }"#]],
    );
}

#[test]
fn every_parameter_to_blame_is_named() {
    let made = archive();
    let json = get(
        &made.app,
        "/api/v1/search?size=0&sort=best&from=igår&color=red",
    )
    .json();
    let errors: Vec<String> = json["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            format!(
                "{}={}: {}",
                error["parameter"], error["value"], error["code"]
            )
        })
        .collect();
    expect![[r#"
        "size"="0": "malformed_value"
        "sort"="best": "unknown_value"
        "from"="igår": "malformed_value"
        "color"="red": "unknown_parameter""#]]
    .assert_eq(&errors.join("\n"));
}

#[test]
fn every_route_names_the_parameters_there_are_in_the_same_words() {
    let made = archive();
    for (address, last) in [
        ("/api/v1/search?x=1", "relax"),
        ("/api/v1/stats?by=year&x=1", "by"),
        ("/api/v1/findings?x=1", "cursor"),
        ("/api/v1/status?x=1", "year"),
        ("/api/v1/changes?x=1", "size"),
        ("/api/v1/export?x=1", "dialect"),
        ("/api/v1/feed.json?x=1", "cursor"),
        ("/api/v1/suggest?x=1", "size"),
    ] {
        let json = get(&made.app, address).json();
        assert_eq!(json["code"], "unknown_parameter", "{address}");
        let legal = json["legal"].as_array().unwrap();
        let legal: Vec<&str> = legal.iter().map(|one| one.as_str().unwrap()).collect();
        assert!(legal.contains(&last), "{address}: {legal:?}");
        let names = legal.join(", ");
        let told = format!("Parametern ”x” finns inte. De som finns är {names}.");
        assert_eq!(json["detail"], told, "{address}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_and_never_left_out_of_the_question() {
    let made = archive();
    for (address, parameter, value) in [
        ("/api/v1/search?q=%ff", "q", "\u{FFFD}"),
        ("/api/v1/search?size=1&q=sk%E5la+nu", "q", "sk\u{FFFD}la nu"),
        ("/api/v1/search?%ff=1", "\u{FFFD}", "1"),
        ("/api/v1/export?q=%C3", "q", "\u{FFFD}"),
        ("/api/v1/status?%ff", "\u{FFFD}", ""),
        ("/api/v1/documents/x?%ff", "\u{FFFD}", ""),
    ] {
        let answer = get(&made.app, address);
        assert_eq!(answer.status, 400, "{address}");
        let json = answer.json();
        assert_eq!(json["code"], "malformed_value", "{address}");
        assert_eq!(json["parameter"], parameter, "{address}");
        assert_eq!(json["errors"][0]["value"], value, "{address}");
    }
    let page = get(&made.app, "/sok?q=%ff");
    assert_eq!(page.status, 400);
    assert!(page.text().contains("UTF-8"));
    // What people type into the address is read as they mean it.
    assert_eq!(get(&made.app, "/api/v1/search?q=100%").status, 200);
    assert_eq!(get(&made.app, "/api/v1/search?q=%zz").status, 200);
    assert_eq!(get(&made.app, "/api/v1/search?q=%C3%A5r").status, 200);
}

#[test]
fn a_time_that_ends_before_it_begins_is_searched_and_told() {
    let made = archive();
    for route in ["/api/v1/search?", "/api/v1/stats?by=year&"] {
        let address = format!("{route}from=2024-05-01&to=2024-01");
        let answer = get(&made.app, &address);
        assert_eq!(answer.status, 200, "{address}");
        assert!(
            answer
                .text()
                .contains("börjar 2024-05-01 men slutar redan 2024-01-31"),
            "{}",
            answer.text()
        );
    }
    let page = get(&made.app, "/sok?fran=2024-05-01&till=2024-01");
    assert!(page.text().contains("men slutar redan 2024-01-31"));
    let fits = get(&made.app, "/api/v1/search?from=2024-03-05&to=2024-03-05");
    assert!(!fits.text().contains("slutar redan"));
}

#[test]
fn a_cursor_that_is_none_is_refused() {
    check(
        "/api/v1/search?cursor=abc",
        expect![[r#"
        400
        {
          "code": "invalid_cursor",
          "detail": "Sidmärket hör inte till den här sökningen. Börja om utan det.",
          "errors": [
            {
              "code": "invalid_cursor",
              "legal": [],
              "message": "Sidmärket hör inte till den här sökningen. Börja om utan det.",
              "parameter": "cursor",
              "value": "abc"
            }
          ],
          "legal": [],
          "parameter": "cursor",
          "request_id": "…",
          "status": 400,
          "title": "Parametern går inte att använda",
          "type": "/api#invalid_cursor"
        }"#]],
    );
}

#[test]
fn an_address_that_means_nothing_is_not_found() {
    check(
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/99",
        expect![[r#"
            404
            {
              "code": "not_found",
              "detail": "Paragrafen finns inte i arkivet.",
              "errors": [],
              "legal": [],
              "parameter": null,
              "request_id": "…",
              "status": 404,
              "title": "Finns inte i arkivet",
              "type": "/api#not_found"
            }"#]],
    );
}

#[test]
fn a_wrong_method_is_told_the_right_one() {
    let made = archive();
    let answer = ask(
        &made.app,
        Request::delete("/api/v1/search")
            .body(Body::empty())
            .unwrap(),
    );
    assert_eq!(answer.header("allow"), "GET,HEAD");
    assert_eq!(
        (answer.status.as_u16(), answer.json()["code"].as_str()),
        (405, Some("method_not_allowed"))
    );
}

#[test]
fn an_original_with_personal_numbers_is_not_handed_out() {
    let made = archive();
    let sha256 = made.document("sn.pdf");
    let answer = get(&made.app, &format!("/api/v1/documents/{sha256}/original"));
    assert_eq!(
        (answer.status.as_u16(), answer.json()["code"].as_str()),
        (403, Some("original_withheld"))
    );
    let document = get(&made.app, &format!("/api/v1/documents/{sha256}")).json();
    assert_eq!(document["original"], json!(null));
    let paragraph = get(
        &made.app,
        "/api/v1/paragraphs/strandkoping/socialnamnden/2023-11-14/3",
    )
    .json();
    assert_eq!(paragraph["source"]["original"], json!(null));
}

#[test]
fn a_lookup_that_cannot_be_read_says_why() {
    let made = archive();
    let code = |body: serde_json::Value| {
        let answer = post(&made.app, "/api/v1/cases/lookup", &body);
        format!(
            "{} {}",
            answer.status.as_u16(),
            answer.json()["code"].as_str().unwrap_or_default()
        )
    };
    assert_eq!(
        code(json!({ "numbers": "KS 2023/118" })),
        "400 malformed_body"
    );
    assert_eq!(
        code(json!({ "numbers": [], "color": 1 })),
        "400 malformed_body"
    );
    assert_eq!(
        code(json!({ "numbers": vec!["1"; 1001] })),
        "400 too_many_numbers"
    );
    assert_eq!(
        code(json!({ "numbers": [], "municipality": "Ingenstans" })),
        "400 unknown_value"
    );
    assert_eq!(
        code(json!({ "numbers": ["x".repeat(300_000)] })),
        "413 body_too_large"
    );
    let text = Request::post("/api/v1/cases/lookup").header("content-type", "text/plain");
    let answer = ask(&made.app, text.body(Body::from("{}")).unwrap());
    assert_eq!(
        (answer.status.as_u16(), answer.json()["code"].as_str()),
        (415, Some("unsupported_media_type"))
    );
}

#[test]
fn an_address_longer_than_any_question_is_refused() {
    let made = archive();
    let answer = get(
        &made.app,
        &format!("/api/v1/search?q={}", "a".repeat(9_000)),
    );
    assert_eq!(
        (answer.status.as_u16(), answer.json()["code"].as_str()),
        (414, Some("address_too_long"))
    );
}

#[test]
fn people_get_a_swedish_page_instead_of_json() {
    let made = archive();
    let answer = get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/99");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(
        answer.text().contains("<h1>Finns inte i arkivet</h1>"),
        "{}",
        answer.text()
    );
    assert!(answer.text().contains("lang=\"sv\""));
    let refused = get(&made.app, "/sok?kommun=ekvala");
    assert_eq!(refused.status, 400);
    assert!(
        refused.text().contains("ekvalla"),
        "near values help people too"
    );
}

#[test]
fn a_municipality_that_is_not_held_is_told_apart_from_none() {
    let made = archive();
    assert!(
        get(&made.app, "/orebro")
            .text()
            .contains("inga sådana protokoll från Örebro kommun än")
    );
    assert!(
        get(&made.app, "/ingenstans")
            .text()
            .contains("Det finns inget på den här adressen.")
    );
}

#[test]
fn a_cursor_of_an_older_index_is_answered_with_a_code_of_its_own_unless_its_order_lasts() {
    let made = archive();
    let next = |sort: &str| {
        let answer = get(&made.app, &format!("/api/v1/search?q=&size=2&sort={sort}"));
        answer.json()["next"].as_str().unwrap().to_owned()
    };
    let cursors = ["relevance", "newest", "oldest"].map(|sort| (sort, next(sort)));
    made.add_one_more();
    made.app.refresh();
    for (sort, cursor) in cursors {
        let address = format!("q=&size=2&sort={sort}&cursor={cursor}");
        let answer = get(&made.app, &format!("/api/v1/search?{address}"));
        if sort != "relevance" {
            assert_eq!(answer.status, 200, "{sort}");
            continue;
        }
        let problem = answer.json();
        assert_eq!(answer.status, 400);
        assert_eq!(problem["code"], "stale_cursor");
        assert_eq!(problem["parameter"], "cursor");
        let page = get(&made.app, &format!("/sok?q=&antal=2&sida={cursor}"));
        assert_eq!(page.status, 400);
        assert!(
            page.text().contains("Börja om från första sidan"),
            "{}",
            page.text()
        );
    }
}

#[test]
fn a_damaged_index_is_told_as_such_and_asks_to_come_back() {
    let damaged = paragraf_index::SearchError::Damaged {
        cause: "x".to_owned(),
    };
    let problem = crate::problem::Problem::from(crate::answers::AnswerError::from(damaged));
    assert_eq!(
        (problem.code(), problem.kind.status().as_u16()),
        ("index_damaged", 503)
    );
    let response = axum::response::IntoResponse::into_response(problem);
    assert_eq!(response.headers()["retry-after"], "60");
}

#[test]
fn a_page_that_is_not_there_leads_to_what_is_held_near_it() {
    let made = archive();
    let near = |address: &str| get(&made.app, address).text().to_owned();
    let paragraph = near("/ekvalla/kommunstyrelsen/2024-03-05/999");
    assert!(
        paragraph.contains("href=\"/ekvalla/kommunstyrelsen/2024-03-05\">Sammanträdet 5 mars 2024"),
        "{paragraph}"
    );
    let meeting = near("/ekvalla/kommunstyrelsen/2024-03-06");
    assert!(
        meeting.contains("href=\"/ekvalla/kommunstyrelsen\">Organets alla"),
        "{meeting}"
    );
    assert!(
        !meeting.contains("href=\"/ekvalla/kommunstyrelsen/2024"),
        "{meeting}"
    );
    let case = near("/arende/ekvalla/ks-2023-999");
    assert!(
        case.contains("Ingen paragraf i arkivet nämner ärendet KS 2023/999 i Ekvalla kommun."),
        "{case}"
    );
    assert!(near("/arende/ekvalla/hej").contains("”hej” går inte att läsa som ett ärendenummer."));
}

#[test]
fn the_codes_are_these_and_a_program_may_rely_on_them() {
    let codes: Vec<String> = crate::problem::codes()
        .map(|code| format!("{} {} {}", code.status, code.code, code.title))
        .collect();
    expect![[r#"
        400 unknown_parameter Parametern finns inte
        400 missing_parameter Parametern måste anges
        400 unknown_value Värdet finns inte i den slutna listan
        400 malformed_value Värdet går inte att läsa
        400 repeated Parametern får bara anges en gång
        400 too_many För många värden
        400 invalid_cursor Sidmärket hör inte till sökningen
        400 stale_cursor Arkivet har ändrats sedan sidmärket gavs
        400 invalid_query Sökningen går inte att göra
        400 malformed_path Adressen går inte att läsa
        400 malformed_body Innehållet går inte att läsa
        400 too_many_numbers För många nummer på en gång
        403 original_withheld Originalfilen lämnas inte ut
        410 withdrawn Borttaget ur arkivet
        404 not_found Finns inte i arkivet
        405 method_not_allowed Metoden passar inte här
        413 body_too_large För mycket på en gång
        414 address_too_long Adressen är för lång
        415 unsupported_media_type Fel slags innehåll
        406 not_acceptable Svaret finns inte i den formen
        429 rate_limited För många anrop på kort tid
        503 too_slow Sökningen tog för lång tid
        503 busy Många söker just nu
        503 index_damaged Sökningen ligger nere
        500 internal Något gick fel hos oss"#]]
    .assert_eq(&codes.join("\n"));
}

/// Every code in the sources that a problem with a parameter is made with.
#[test]
fn no_problem_has_a_code_that_is_not_among_them() {
    let known: Vec<&str> = crate::problem::codes().map(|code| code.code).collect();
    let sources = [
        include_str!("../../../query/src/parameters.rs"),
        include_str!("../api/changes.rs"),
        include_str!("../api/suggest.rs"),
        include_str!("../finding_request.rs"),
        include_str!("../parameters.rs"),
        include_str!("../problem.rs"),
    ];
    let mut found = 0;
    for source in sources {
        let after = source.split("code: \"").skip(1);
        for code in after.filter_map(|rest| rest.split('"').next()) {
            assert!(known.contains(&code), "{code}");
            found += 1;
        }
    }
    assert!(found > 8, "{found}");
}

#[test]
fn every_type_leads_to_where_its_code_is_explained() {
    let made = archive();
    let page = get(&made.app, "/api");
    for code in crate::problem::codes() {
        let anchor = format!("id=\"{}\"", code.code);
        assert!(page.text().contains(&anchor), "{}", code.code);
    }
    for address in ["/api/v1/search?nope=1", "/api/v1/paragraphs/x"] {
        let problem = get(&made.app, address).json();
        let code = problem["code"].as_str().unwrap();
        assert_eq!(problem["type"], format!("/api#{code}"));
    }
}
