//! Every route of the router, asked well and wrongly: what holds for all answers holds for each of them.

use axum::body::Body;
use axum::http::{Method, Request, Uri};

use super::asking::{Answer, ask, get};
use super::html;
use super::made::{Made, archive};
use crate::router::routes;

/// Addresses that are answered with 200, for each route; none where nothing is ever found.
fn well_asked(route: &str, made: &Made) -> Vec<String> {
    let sha256 = made.document("ks 2024-03-05.pdf");
    let plain: &[&str] = match route {
        "/api/v1/search" => &["/api/v1/search", "/api/v1/search?q=detaljplan&size=1"],
        "/api/v1/paragraphs/{*id}" => &["/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12"],
        "/api/v1/meetings/{*id}" => &["/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-05"],
        "/api/v1/documents/{sha256}" => return vec![format!("/api/v1/documents/{sha256}")],
        "/api/v1/documents/{sha256}/original" => {
            return vec![format!("/api/v1/documents/{sha256}/original")];
        }
        "/api/v1/documents/{sha256}/record" => {
            return vec![format!("/api/v1/documents/{sha256}/record")];
        }
        "/api/v1/archive" => &["/api/v1/archive"],
        "/api/v1/archive/changes" => &["/api/v1/archive/changes", "/api/v1/archive/changes?size=1"],
        "/api/v1/archive/withdrawals.jsonl" => &["/api/v1/archive/withdrawals.jsonl"],
        "/api/v1/archive/without-meeting.jsonl" => &["/api/v1/archive/without-meeting.jsonl"],
        "/api/v1/archive/{municipality}/{file}" => &["/api/v1/archive/ekvalla/2024.jsonl"],
        // The made archive's index has the built-in one.
        "/api/v1/archive/lexicon.bin" => &[],
        "/api/v1/cases/{municipality}/{*case_number}" => &["/api/v1/cases/ekvalla/ks-2023-118"],
        "/api/v1/citations/{*id}" => &[
            "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12",
            "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=bibtex",
            "/api/v1/citations/ekvalla/kommunstyrelsen/2024-03-05/12?format=csl",
        ],
        "/api/v1/officers" => &["/api/v1/officers?q=ella"],
        "/api/v1/stats" => &["/api/v1/stats?by=year"],
        "/api/v1/suggest" => &["/api/v1/suggest?q=deta"],
        "/api/v1/status" => &["/api/v1/status"],
        "/api/v1/changes" => &["/api/v1/changes"],
        "/api/v1/findings" => &["/api/v1/findings"],
        "/api/v1/export" => &["/api/v1/export", "/api/v1/export?format=jsonl"],
        "/api/v1/export/manifest" => &["/api/v1/export/manifest"],
        "/api/v1/feed.atom" => &["/api/v1/feed.atom", "/api/v1/feed.atom?q=detaljplan"],
        "/api/v1/feed.json" => &["/api/v1/feed.json", "/api/v1/feed.json?q=detaljplan"],
        "/api/v1/openapi.json" => &["/api/v1/openapi.json"],
        // Asked by POST, and never found.
        "/api/v1/cases/lookup" | "/api/{*anything}" => &[],
        "/" => &["/"],
        "/sok" => &["/sok", "/sok?q=detaljplan"],
        "/statistik" => &["/statistik", "/statistik?q=detaljplan&ar=2024"],
        "/hamta" => &["/hamta", "/hamta?q=detaljplan&ordning=nyast"],
        "/arenden" => &["/arenden", "/arenden?nummer=KS%202023%2F118"],
        "/arende/{municipality}/{*case_number}" => &["/arende/ekvalla/ks-2023-118"],
        "/tackning" => &["/tackning"],
        "/iakttagelser" => &["/iakttagelser"],
        "/originalfil/{sha256}" => return vec![format!("/originalfil/{sha256}")],
        "/hjalp" => &["/hjalp"],
        "/api" => &["/api"],
        "/api/recept" => &["/api/recept"],
        "/om" => &["/om"],
        "/kvalitet" => &["/kvalitet"],
        "/tillganglighet" => &["/tillganglighet"],
        "/{municipality}" => &["/ekvalla"],
        "/{municipality}/{body}" => &["/ekvalla/kommunstyrelsen"],
        "/{municipality}/{body}/{date}" => &["/ekvalla/kommunstyrelsen/2024-03-05"],
        "/{municipality}/{body}/{date}/{number}" => &["/ekvalla/kommunstyrelsen/2024-03-05/12"],
        "/robots.txt" => &["/robots.txt"],
        "/sitemap.xml" => &["/sitemap.xml"],
        // Records are not listed here: `tests/standards.rs` asks where they are.
        "/sitemap/{part}" => &[],
        "/opensearch.xml" => &["/opensearch.xml"],
        "/opensearch/forslag" => &["/opensearch/forslag?q=deta"],
        "/catalog" => &["/catalog"],
        "/catalog.ttl" => &["/catalog.ttl"],
        "/catalog.rdf" => &["/catalog.rdf"],
        "/static/{file}" => {
            return vec![
                crate::assets::style_address().to_owned(),
                crate::assets::script_address().to_owned(),
                crate::assets::mark_address().to_owned(),
            ];
        }
        "/healthz" => &["/healthz"],
        "/readyz" => &["/readyz"],
        "/metrics" => &["/metrics"],
        new => panic!("{new} is a new route: say here how it is asked"),
    };
    plain.iter().map(|address| (*address).to_owned()).collect()
}

/// The route with this in every place that a visitor fills.
fn filled(route: &str, with: &str) -> String {
    let segments = route
        .split('/')
        .map(|segment| match segment.starts_with('{') {
            true => with,
            false => segment,
        });
    segments.collect::<Vec<_>>().join("/")
}

fn request(method: &Method, address: &str, body: Body) -> Request<Body> {
    let request = Request::builder().method(method).uri(address);
    request.body(body).unwrap()
}

/// Each route asked in every way that this file knows: a description, the address and the answer.
fn answers(made: &Made) -> Vec<(String, String, Answer)> {
    let mut answers = Vec::new();
    let mut note = |what: &str, request: Request<Body>| {
        let address = request.uri().to_string();
        let asked = format!("{what}: {} {address}", request.method());
        answers.push((asked, address, ask(&made.app, request)));
    };
    for (route, _) in routes() {
        let well = well_asked(route, made);
        for address in &well {
            note("well", request(&Method::GET, address, Body::empty()));
            note("head alone", request(&Method::HEAD, address, Body::empty()));
        }
        let address = well.first().cloned().unwrap_or_else(|| filled(route, "x"));
        let sign = if address.contains('?') { '&' } else { '?' };
        let unknown = format!("{address}{sign}okand=1");
        let too_long = format!("{address}{sign}q={}", "a".repeat(9_000));
        note("parameter", request(&Method::GET, &unknown, Body::empty()));
        note("too long", request(&Method::GET, &too_long, Body::empty()));
        note("a body", request(&Method::GET, &address, Body::from("x")));
        for method in [
            Method::DELETE,
            Method::PUT,
            Method::PATCH,
            Method::OPTIONS,
            Method::TRACE,
            Method::CONNECT,
            Method::from_bytes(b"BREW").unwrap(),
        ] {
            note("method", request(&method, &address, Body::empty()));
        }
        note("sent", request(&Method::POST, &address, Body::from("{}")));
        let large = Body::from(vec![b'x'; 300_000]);
        note("sent much", request(&Method::POST, &address, large));
        for with in [
            "okand",
            "%00",
            "%ff",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e",
            "%2Fetc%2Fpasswd",
            "%E2%80%AE",
            "%3Cscript%3E",
            "9223372036854775808",
            "NaN",
        ] {
            let address = filled(route, with);
            if address != route && address.parse::<Uri>().is_ok() {
                note("path", request(&Method::GET, &address, Body::empty()));
            }
        }
    }
    answers
}

#[test]
fn every_route_is_asked_well() {
    let made = archive();
    for (route, _) in routes() {
        for address in well_asked(route, &made) {
            assert_eq!(get(&made.app, &address).status, 200, "{address}");
        }
    }
}

#[test]
fn every_answer_is_dressed_and_none_is_our_failure() {
    let made = archive();
    for (asked, address, answer) in answers(&made) {
        assert!(
            !answer.status.is_server_error(),
            "{asked}: {}",
            answer.status
        );
        let has = |name: &str, value: &str| {
            assert_eq!(answer.header(name), value, "{asked}: {name}");
        };
        let is_file = answer.header("content-disposition").starts_with("inline");
        has(
            "content-security-policy",
            if is_file {
                "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                frame-ancestors 'none'"
            } else {
                "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; \
                form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            },
        );
        has("x-content-type-options", "nosniff");
        has("referrer-policy", "no-referrer");
        has("cross-origin-opener-policy", "same-origin");
        let is_api = address.starts_with("/api/") && !address.starts_with("/api/recept");
        has(
            "cross-origin-resource-policy",
            if is_api {
                "cross-origin"
            } else {
                "same-origin"
            },
        );
        has("access-control-allow-origin", if is_api { "*" } else { "" });
        // Nothing of it is a visitor's own, and no browser is to send anything along.
        for never in [
            "set-cookie",
            "access-control-allow-credentials",
            "strict-transport-security",
            "server",
            "www-authenticate",
        ] {
            has(never, "");
        }
        let devices = answer.header("permissions-policy");
        assert!(devices.contains("geolocation=()"), "{asked}");
        assert_eq!(answer.header("x-request-id").len(), 16, "{asked}");
        let cache = answer.header("cache-control");
        assert!(!cache.is_empty() && !cache.contains("private"), "{asked}");
        let refused = answer.status.is_client_error();
        assert!(!refused || cache == "no-store", "{asked}: {cache}");
        if !answer.body.is_empty() {
            let kind = answer.header("content-type");
            match (refused, is_api) {
                (true, true) => assert_eq!(kind, "application/problem+json", "{asked}"),
                (true, false) => assert_eq!(kind, "text/html; charset=utf-8", "{asked}"),
                (false, _) => assert!(!kind.is_empty(), "{asked}"),
            }
        }
    }
}

#[test]
fn every_refusal_has_its_status() {
    let made = archive();
    for (asked, _, answer) in answers(&made) {
        let (what, _) = asked.split_once(':').unwrap();
        let status = answer.status.as_u16();
        let fits = match what {
            "well" | "head alone" => status == 200,
            "parameter" => matches!(status, 400 | 404 | 405),
            "too long" => status == 414,
            // Where nothing can be read either, that is what is told.
            "a body" => status == 413 || (status == 405 && asked.contains("/lookup")),
            "method" => matches!(status, 405 | 404 | 204),
            // Two routes take what is sent; both want it in another form.
            "sent" | "sent much" => matches!(status, 405 | 404 | 413 | 415 | 400),
            "path" => (400..500).contains(&status),
            other => panic!("{other} is new: say here what is to be answered"),
        };
        assert!(fits, "{asked}: {status}");
    }
}

#[test]
fn every_problem_for_programs_tells_its_code_and_its_request() {
    let made = archive();
    for (asked, address, answer) in answers(&made) {
        let is_page = !address.starts_with("/api/") || address.starts_with("/api/recept");
        if is_page || !answer.status.is_client_error() {
            continue;
        }
        if answer.body.is_empty() {
            assert!(asked.contains("HEAD"), "{asked}");
            continue;
        }
        let json = answer.json();
        assert_eq!(json["status"], answer.status.as_u16(), "{asked}");
        assert_eq!(json["request_id"], answer.header("x-request-id"), "{asked}");
        assert!(
            json["code"].as_str().is_some_and(|code| !code.is_empty()),
            "{asked}"
        );
        assert!(
            json["detail"].as_str().is_some_and(|text| !text.is_empty()),
            "{asked}"
        );
    }
}

#[test]
fn every_page_is_made_of_known_elements_and_our_own_addresses() {
    let made = archive();
    for (asked, _, answer) in answers(&made) {
        let is_page = answer.header("content-type").starts_with("text/html");
        if is_page && !answer.body.is_empty() {
            html::check_page(answer.text(), &asked);
        }
    }
}

#[test]
fn no_header_of_a_visitor_changes_what_everybody_gets() {
    let made = archive();
    let evil = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "gopher"),
        ("x-forwarded-port", "1"),
        ("x-forwarded-prefix", "/evil"),
        ("x-forwarded-path", "/evil"),
        ("x-forwarded-scheme", "nothttps"),
        ("x-forwarded-server", "evil.example"),
        ("x-forwarded-for", "203.0.113.66"),
        ("x-real-ip", "203.0.113.66"),
        ("true-client-ip", "203.0.113.66"),
        ("x-host", "evil.example"),
        ("x-http-host-override", "evil.example"),
        ("x-original-url", "/om"),
        ("x-rewrite-url", "/om"),
        ("x-original-host", "evil.example"),
        ("x-http-method-override", "DELETE"),
        ("x-method-override", "DELETE"),
        ("forwarded", "for=evil;host=evil.example;proto=gopher"),
        ("origin", "https://evil.example"),
        ("referer", "https://evil.example/"),
        ("cookie", "session=evil"),
        ("authorization", "Basic ZXZpbA=="),
        ("accept-language", "en"),
        ("user-agent", "evil"),
        ("x-request-id", "evil"),
        ("via", "1.1 evil.example"),
    ];
    for (route, _) in routes() {
        // Counters differ from one request to the next.
        if route == "/metrics" {
            continue;
        }
        for address in well_asked(route, &made) {
            let plain = get_whole(&made, &address);
            for (name, value) in evil {
                let asked = || {
                    let request = Request::get(&address).header(name, value);
                    ask(&made.app, request.body(Body::empty()).unwrap())
                };
                let mut answer = asked();
                for _ in 0..20 {
                    if completes(&address) && steady(&answer) != steady(&plain) {
                        answer = asked();
                    }
                }
                assert_eq!(answer.status, plain.status, "{address} with {name}");
                let differs = steady(&answer) != steady(&plain);
                assert!(!differs, "{address} with {name}: another body");
                for (name, value) in &answer.headers {
                    let value = String::from_utf8_lossy(value.as_bytes());
                    assert!(!value.contains("evil"), "{address}: {name}: {value}");
                }
            }
        }
    }
}

/// Completions are what is found in a bounded time: on a busy machine that may be less.
fn completes(address: &str) -> bool {
    address.contains("suggest") || address.contains("forslag")
}

/// Of completions the longest answer among a few that may be kept: the words that they come from are counted aside.
fn get_whole(made: &Made, address: &str) -> Answer {
    if !completes(address) {
        return get(&made.app, address);
    }
    let asked = (0..1_000).map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        get(&made.app, address)
    });
    let kept = asked.filter(|answer| answer.header("cache-control") != "no-store");
    kept.take(5)
        .max_by_key(|answer| answer.body.len())
        .expect("an answer that may be kept")
}

/// The body; when a manifest was made is no visitor's doing.
fn steady(answer: &Answer) -> Vec<u8> {
    match serde_json::from_slice::<serde_json::Value>(&answer.body) {
        Ok(mut json) if json.get("made_at").is_some() => {
            json["made_at"] = "…".into();
            json.to_string().into_bytes()
        }
        _ => answer.body.clone(),
    }
}

#[test]
fn whoever_keeps_a_copy_is_told_on_what_it_depends() {
    let made = archive();
    for address in ["/", "/sok?q=detaljplan", "/api/v1/search", "/api/v1/export"] {
        for encoding in ["identity", "gzip"] {
            let request = Request::get(address).header("accept-encoding", encoding);
            let answer = ask(&made.app, request.body(Body::empty()).unwrap());
            let depends = answer.header("vary").to_ascii_lowercase();
            assert!(
                depends.contains("accept-encoding"),
                "{address} as {encoding}: vary: {depends}"
            );
        }
    }
}
