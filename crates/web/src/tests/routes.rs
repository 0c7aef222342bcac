//! What holds for every route: headers, refusal of what it does not know, tags.

use axum::body::Body;
use axum::http::Request;
use expect_test::expect;

use super::asking::{ask, get, post};
use super::made::{Made, archive};
use crate::App;

/// An address of every route that answers 200.
pub fn addresses(made: &Made) -> Vec<String> {
    let sha256 = made.document("ks 2024-03-05.pdf");
    let mut addresses: Vec<String> = [
        "/",
        "/sok",
        "/sok?q=detaljplan",
        "/statistik",
        "/statistik?q=detaljplan",
        "/hamta",
        "/hamta?q=detaljplan",
        "/arenden",
        "/arende/ekvalla/ks-2023-118",
        "/tackning",
        "/hjalp",
        "/api",
        "/om",
        "/kvalitet",
        "/tillganglighet",
        "/ekvalla",
        "/ekvalla/kommunstyrelsen",
        "/ekvalla/kommunstyrelsen/2024-03-05",
        "/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/ekvalla/kommunstyrelsen/2024-03-05/12?q=detaljplan",
        "/robots.txt",
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/v1/search",
        "/api/v1/search?q=detaljplan&size=1",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/api/v1/paragraphs/ekvalla%2Fkommunstyrelsen%2F2024-03-05%2F13",
        "/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-05",
        "/api/v1/cases/ekvalla/ks-2023-118",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=ris",
        "/api/v1/suggest?q=deta",
        "/api/v1/stats?by=year",
        "/api/v1/officers?q=ella",
        "/api/v1/status",
        "/api/v1/changes",
        "/api/v1/changes?after=1&size=2",
        "/api/v1/export",
        "/api/v1/export?format=jsonl&q=detaljplan",
        "/api/v1/export/manifest",
        "/api/v1/feed.atom",
        "/api/v1/feed.atom?q=detaljplan",
        "/api/v1/feed.json?municipality=ekvalla",
        "/api/v1/openapi.json",
    ]
    .map(str::to_owned)
    .to_vec();
    addresses.push(crate::assets::style_address().to_owned());
    addresses.push(crate::assets::mark_address().to_owned());
    addresses.push(format!("/api/v1/documents/{sha256}"));
    addresses.push(format!("/api/v1/documents/{sha256}/original"));
    addresses
}

#[test]
fn every_route_answers() {
    let made = archive();
    for address in addresses(&made) {
        let answer = get(&made.app, &address);
        assert_eq!(
            answer.status,
            200,
            "{address}: {}",
            String::from_utf8_lossy(&answer.body)
        );
    }
}

#[test]
fn every_answer_carries_the_security_headers_errors_included() {
    let made = archive();
    let mut addresses = addresses(&made);
    addresses.extend(
        [
            "/api/v1/nowhere",
            "/api/v1/search?nope=1",
            "/nowhere/at/all",
            "/sok?nope=1",
            "/api/v1/cases/lookup",
        ]
        .map(str::to_owned),
    );
    for address in addresses {
        let answer = get(&made.app, &address);
        let csp = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        assert_eq!(answer.header("content-security-policy"), csp, "{address}");
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{address}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{address}"
        );
        assert!(
            answer.header("permissions-policy").contains("camera=()"),
            "{address}"
        );
        assert_eq!(answer.header("x-request-id").len(), 16, "{address}");
        let (origin, resource) = match address.starts_with("/api/") {
            true => ("*", "cross-origin"),
            false => ("", "same-origin"),
        };
        assert_eq!(
            answer.header("access-control-allow-origin"),
            origin,
            "{address}"
        );
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            resource,
            "{address}"
        );
    }
}

#[test]
fn every_route_refuses_a_parameter_it_does_not_know() {
    let made = archive();
    for address in addresses(&made) {
        let sign = if address.contains('?') { '&' } else { '?' };
        let answer = get(&made.app, &format!("{address}{sign}muncipality=x"));
        assert_eq!(answer.status, 400, "{address}");
        assert!(
            answer.text().contains("muncipality"),
            "{address} does not name the parameter"
        );
        if address.starts_with("/api/") {
            let json = answer.json();
            assert_eq!(json["code"], "unknown_parameter", "{address}");
            assert_eq!(json["parameter"], "muncipality", "{address}");
            assert_eq!(
                json["request_id"],
                answer.header("x-request-id"),
                "{address}"
            );
        }
    }
}

#[test]
fn what_was_kept_is_told_to_be_unchanged_until_the_archive_changes() {
    let made = archive();
    for address in ["/api/v1/search?q=detaljplan", "/", "/ekvalla"] {
        let tag = get(&made.app, address).header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{address}: {tag}");
        let again = Request::get(address)
            .header("if-none-match", &tag)
            .body(Body::empty())
            .unwrap();
        assert_eq!(ask(&made.app, again).status, 304, "{address}");
        let other = Request::get(address)
            .header("if-none-match", "W/\"old\"")
            .body(Body::empty());
        assert_eq!(ask(&made.app, other.unwrap()).status, 200, "{address}");
    }
}

#[test]
fn nothing_is_unchanged_where_there_is_nothing() {
    let made = archive();
    let tag = get(&made.app, "/").header("etag").to_owned();
    for (address, status) in [
        ("/api/v1/nowhere", 404),
        ("/finnsinte", 404),
        ("/sok?nope=1", 400),
    ] {
        let again = Request::get(address).header("if-none-match", &tag);
        let answer = ask(&made.app, again.body(Body::empty()).unwrap());
        assert_eq!(answer.status, status, "{address}");
    }
}

#[test]
fn what_failed_is_told_afresh_every_time() {
    let made = archive();
    for address in [
        "/tackning",
        "/api/v1/status",
        "/ekvalla/kommunstyrelsen/2024-03-05",
        "/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-05",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/api/v1/cases/ekvalla/ks-2023-118",
    ] {
        assert_eq!(get(&made.app, address).header("etag"), "", "{address}");
    }
}

#[test]
fn answers_are_packed_for_whoever_can_unpack_them() {
    let made = archive();
    let original = format!(
        "/api/v1/documents/{}/original",
        made.document("ks 2024-03-05.pdf")
    );
    let encoding = |address: &str| {
        let request = Request::get(address).header("accept-encoding", "gzip");
        ask(&made.app, request.body(Body::empty()).unwrap())
            .header("content-encoding")
            .to_owned()
    };
    assert_eq!(encoding("/api/v1/status"), "gzip");
    assert_eq!(encoding("/"), "gzip");
    assert_eq!(encoding(&original), "", "a PDF is packed already");
}

#[test]
fn a_page_of_another_origin_may_ask() {
    let made = archive();
    let request = Request::options("/api/v1/cases/lookup")
        .body(Body::empty())
        .unwrap();
    let answer = ask(&made.app, request);
    assert_eq!(answer.status, 204);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(
        answer.header("access-control-allow-headers"),
        "content-type, if-none-match"
    );
}

#[test]
fn a_head_request_gets_the_headers_alone() {
    let made = archive();
    let answer = ask(
        &made.app,
        Request::head("/api/v1/status").body(Body::empty()).unwrap(),
    );
    assert_eq!((answer.status.as_u16(), answer.body.len()), (200, 0));
}

#[test]
fn headers_that_claim_another_host_change_nothing() {
    let made = archive();
    let plain = get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/12");
    let request = Request::get("/ekvalla/kommunstyrelsen/2024-03-05/12")
        .header("host", "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example")
        .header("x-original-url", "/om");
    let claimed = ask(&made.app, request.body(Body::empty()).unwrap());
    assert_eq!(plain.text(), claimed.text());
    assert!(
        plain
            .text()
            .contains("https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12")
    );
}

#[test]
fn the_style_sheet_may_be_kept_forever_because_its_name_changes() {
    let made = archive();
    let answer = get(&made.app, crate::assets::style_address());
    expect!["public, max-age=31536000, immutable"].assert_eq(answer.header("cache-control"));
    assert_eq!(
        get(&made.app, "/static/paragraf.000000000000.css").status,
        404
    );
}

#[test]
fn counters_tell_how_many_answers_there_were_and_nothing_of_whom() {
    let made = archive();
    get(&made.app, "/api/v1/search?q=hemligt");
    get(&made.app, "/api/v1/nowhere");
    let text = get(&made.app, "/metrics").text().to_owned();
    assert!(
        text.contains("paragraf_answers_total{class=\"2xx\"} 1\n"),
        "{text}"
    );
    assert!(
        text.contains("paragraf_answers_total{class=\"4xx\"} 1\n"),
        "{text}"
    );
    assert!(text.contains("paragraf_paragraphs 6\n"), "{text}");
    assert!(!text.contains("hemligt"));
}

#[test]
fn pages_of_what_is_held_read_every_meeting_once_until_the_archive_changes() {
    let made = archive();
    let shows_it = |app: &App| get(app, "/").text().contains("Nyby kommun");
    assert!(!shows_it(&made.app));
    made.add_one_more();
    assert!(!shows_it(&made.app), "what was read is kept");
    assert_eq!(get(&made.app, "/nyby").status, 404);
    made.app.refresh();
    assert!(shows_it(&made.app));
    assert_eq!(get(&made.app, "/nyby").status, 200);
    assert_eq!(get(&made.app, "/nyby/kommunstyrelsen").status, 200);
}

#[test]
fn what_another_process_commits_is_seen_after_a_refresh() {
    let made = archive();
    let total = |app: &App| get(app, "/api/v1/search").json()["total"].clone();
    assert_eq!(total(&made.app), 6);
    made.add_one_more();
    assert_eq!(total(&made.app), 6, "a search works on its snapshot");
    made.app.refresh();
    assert_eq!(total(&made.app), 7);
    let found = post(
        &made.app,
        "/api/v1/cases/lookup",
        &serde_json::json!({ "numbers": [], "municipality": "nyby" }),
    );
    assert_eq!(
        found.status, 200,
        "the new municipality is in the closed set"
    );
}
