//! What holds for every route: headers, refusal of what it does not know, tags.

use axum::body::Body;
use axum::http::Request;
use expect_test::expect;

use super::asking::{Answer, ask, get, post};
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
        "/api/recept",
        "/om",
        "/kvalitet",
        "/tillganglighet",
        "/ekvalla",
        "/ekvalla/kommunstyrelsen",
        "/ekvalla/kommunstyrelsen/2024-03-05",
        "/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/ekvalla/kommunstyrelsen/2024-03-05/12?q=detaljplan",
        "/robots.txt",
        "/sitemap.xml",
        "/opensearch.xml",
        "/opensearch/forslag?q=deta",
        "/catalog",
        "/catalog.ttl",
        "/catalog.rdf",
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
        "/api/v1/archive",
        "/api/v1/archive/changes",
        "/api/v1/archive/withdrawals.jsonl",
        "/api/v1/archive/without-meeting.jsonl",
        "/api/v1/archive/ekvalla/2024.jsonl",
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
    addresses.push(format!("/api/v1/documents/{sha256}/record"));
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
        let (origin, resource) = match address.starts_with("/api/v1/") {
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
        if address.starts_with("/api/v1/") {
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

/// What an address answers to somebody who has an answer with this tag.
fn held(made: &Made, method: &str, address: &str, tag: &str) -> Answer {
    let request = Request::builder().method(method).uri(address);
    let request = request.header("if-none-match", tag);
    ask(&made.app, request.body(Body::empty()).unwrap())
}

#[test]
fn what_tells_of_documents_is_unchanged_until_it_says_something_else() {
    let made = archive();
    for address in [
        "/tackning",
        "/api/v1/status",
        "/api/v1/openapi.json",
        "/ekvalla/kommunstyrelsen/2024-03-05",
        "/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-05",
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/api/v1/cases/ekvalla/ks-2023-118",
    ] {
        let tag = get(&made.app, address).header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{address}: {tag}");
        for method in ["GET", "HEAD"] {
            let again = held(&made, method, address, &tag);
            assert_eq!(
                (again.status.as_u16(), again.body.len()),
                (304, 0),
                "{address}"
            );
            assert_eq!(again.header("etag"), tag, "{address}");
            let other = held(&made, method, address, "W/\"0\"");
            assert_eq!(other.status, 200, "{address}");
        }
    }
    let before = get(&made.app, "/api/v1/status").header("etag").to_owned();
    made.add_one_more();
    made.app.refresh();
    let after = held(&made, "GET", "/api/v1/status", &before);
    assert_eq!(after.status, 200);
    assert_ne!(after.header("etag"), before);
}

#[test]
fn a_tag_is_compared_as_the_standard_says() {
    let made = archive();
    let address = "/api/v1/search?q=detaljplan";
    let tag = get(&made.app, address).header("etag").to_owned();
    let opaque = tag.trim_start_matches("W/");
    for same in [&tag, opaque, "*", &format!("\"a\", {tag} , W/\"b\"")] {
        assert_eq!(held(&made, "GET", address, same).status, 304, "{same}");
    }
    for other in ["", "W/", "\"\"", opaque.trim_matches('"')] {
        assert_eq!(held(&made, "GET", address, other).status, 200, "{other}");
    }
    let nowhere = held(
        &made,
        "GET",
        "/api/v1/paragraphs/ekvalla/x/2024-03-05/1",
        "*",
    );
    assert_eq!(nowhere.status, 404);
}

#[test]
fn what_nobody_should_keep_has_no_tag() {
    let made = archive();
    for address in [
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/v1/export",
        "/api/v1/export/manifest",
    ] {
        assert_eq!(get(&made.app, address).header("etag"), "", "{address}");
    }
    for address in ["/healthz", "/readyz", "/metrics", "/api/v1/export"] {
        let kept = get(&made.app, address).header("cache-control").to_owned();
        assert_eq!(kept, "no-store", "{address}");
    }
}

#[test]
fn answers_are_packed_for_whoever_can_unpack_them() {
    let made = archive();
    let original = format!(
        "/api/v1/documents/{}/original",
        made.document("ks 2024-03-05.pdf")
    );
    let packed = |address: &str, accepted: &str| {
        let request = Request::get(address).header("accept-encoding", accepted);
        ask(&made.app, request.body(Body::empty()).unwrap())
    };
    for (address, accepted, encoding) in [
        ("/api/v1/status", "gzip", "gzip"),
        ("/api/v1/status", "gzip, deflate, br, zstd", "br"),
        ("/api/v1/status", "br;q=0.5, gzip", "gzip"),
        ("/api/v1/status", "zstd", ""),
        ("/api/v1/export", "gzip", "gzip"),
        ("/api/v1/export?format=jsonl", "br", "br"),
        ("/api/v1/feed.atom", "br", "br"),
        ("/api/v1/openapi.json", "br", "br"),
        ("/", "gzip", "gzip"),
        (&original, "gzip, br", ""),
        ("/healthz", "gzip", ""),
    ] {
        let answer = packed(address, accepted);
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(
            answer.header("content-encoding"),
            encoding,
            "{address} {accepted}"
        );
        assert_eq!(answer.header("vary"), "accept-encoding", "{address}");
    }
    let plain = get(&made.app, "/api/v1/export");
    assert_eq!(plain.header("vary"), "accept-encoding");
    let neither = packed("/api/v1/status", "identity;q=0, zstd");
    assert_eq!(neither.status, 406);
    assert_eq!(neither.json()["code"], "not_acceptable");
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
    assert_eq!(
        answer.header("access-control-allow-methods"),
        "GET, HEAD, POST"
    );
    let read = get(&made.app, "/api/v1/search?size=1");
    let exposed: Vec<&str> = read
        .header("access-control-expose-headers")
        .split(", ")
        .collect();
    for name in [
        "etag",
        "link",
        "ratelimit",
        "ratelimit-policy",
        "x-request-id",
    ] {
        assert!(exposed.contains(&name), "{name}");
        assert!(!read.header(name).is_empty(), "{name}");
    }
}

#[test]
fn a_head_request_gets_the_headers_alone_and_the_same_ones() {
    let made = archive();
    for address in addresses(&made) {
        let told = |answer: &Answer| {
            let mut told = answer.headers.clone();
            // Each request's own; and the length of what is written while it is sent is not known before.
            for name in ["x-request-id", "ratelimit", "content-length"] {
                told.remove(name);
            }
            told
        };
        let whole = get(&made.app, &address);
        let request = Request::head(&address).body(Body::empty()).unwrap();
        let head = ask(&made.app, request);
        assert_eq!(
            (head.status.as_u16(), head.body.len()),
            (200, 0),
            "{address}"
        );
        // The program's own counters count these requests too.
        if address != "/metrics" {
            assert_eq!(told(&head), told(&whole), "{address}");
        }
    }
}

#[test]
fn the_length_of_a_packed_answer_is_not_told_before_it_is_known() {
    let made = archive();
    let length = |accepted: &str| {
        let request = Request::head("/api/v1/status").header("accept-encoding", accepted);
        let head = ask(&made.app, request.body(Body::empty()).unwrap());
        head.header("content-length").to_owned()
    };
    let whole = get(&made.app, "/api/v1/status");
    assert_eq!(length("identity"), whole.body.len().to_string());
    assert_eq!(length("gzip"), "");
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
