//! Nothing that can be asked makes the service fail.

use axum::body::Body;
use axum::http::{Method, Request, Uri};

use super::asking::{ask, get, post};
use super::made::archive;

const ODD_PARTS: [&str; 22] = [
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "%00",
    "a%00b",
    "%ff%fe",
    "%e2%80%ae",
    "%",
    "%zz",
    "-",
    "--",
    "§",
    "a b",
    "%F0%9F%98%80",
    "2024-02-30",
    "9999999999999999999999",
    "0",
    "-1",
    "'%20OR%201=1--",
    "%3Cscript%3E",
    "KS%202023%2F118",
    "lookup",
    "con",
];

#[test]
fn odd_ids_are_answered_without_failing() {
    let made = archive();
    let long = "a".repeat(4_000);
    for part in ODD_PARTS.into_iter().chain([long.as_str()]) {
        for before in [
            "/",
            "/ekvalla/",
            "/ekvalla/kommunstyrelsen/",
            "/ekvalla/kommunstyrelsen/2024-03-05/",
            "/arende/ekvalla/",
            "/arende/",
            "/static/",
            "/api/",
            "/api/v1/",
            "/api/v1/paragraphs/",
            "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/",
            "/api/v1/meetings/",
            "/api/v1/meetings/ekvalla/kommunstyrelsen/",
            "/api/v1/documents/",
            "/api/v1/cases/ekvalla/",
            "/api/v1/cases/",
        ] {
            let address = format!("{before}{part}");
            // What is no address at all does not reach the router.
            if address.parse::<Uri>().is_err() {
                continue;
            }
            let status = get(&made.app, &address).status;
            assert!(!status.is_server_error(), "{address}: {status}");
            let status = get(&made.app, &format!("{address}/original")).status;
            assert!(!status.is_server_error(), "{address}/original: {status}");
        }
    }
}

#[test]
fn odd_values_of_every_parameter_are_answered_without_failing() {
    let made = archive();
    let mut names = paragraf_query::PARAMETERS.to_vec();
    names.extend([
        "format", "dialect", "nummer", "kommun", "organ", "arende", "utfall", "del", "fran", "ar",
        "antal", "sida", "bredda", "",
    ]);
    let long = "%28".repeat(600);
    for name in names {
        for value in ODD_PARTS.into_iter().chain([
            "",
            long.as_str(),
            "(((",
            "%22",
            "a*",
            "NOT",
            "*",
            "/(a%2B)%2B$/",
        ]) {
            for path in [
                "/api/v1/search",
                "/sok",
                "/api/v1/export",
                "/api/v1/export/manifest",
                "/arenden",
                "/api/v1/officers",
            ] {
                let address = format!("{path}?{name}={value}");
                if address.parse::<Uri>().is_err() {
                    continue;
                }
                let status = get(&made.app, &address).status;
                assert!(!status.is_server_error(), "{address}: {status}");
            }
        }
    }
}

#[test]
fn odd_numbers_are_looked_up_without_failing() {
    let made = archive();
    let numbers = [
        "",
        "/",
        "KS",
        "2024/",
        "0000000000000000000/1",
        "KS 99999/99999999999999",
        "\0",
        "🦊 2024/1",
    ];
    let answer = post(
        &made.app,
        "/api/v1/cases/lookup",
        &serde_json::json!({ "numbers": numbers }),
    );
    assert_eq!(answer.status, 200);
    let statuses: Vec<_> = answer.json()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["status"].clone())
        .collect();
    assert!(
        statuses.iter().all(|status| status == "not_found"),
        "{statuses:?}"
    );
}

#[test]
fn every_method_is_answered_everywhere() {
    let made = archive();
    for method in [
        Method::PUT,
        Method::DELETE,
        Method::PATCH,
        Method::TRACE,
        Method::OPTIONS,
        Method::POST,
    ] {
        for path in [
            "/",
            "/sok",
            "/arenden",
            "/api/v1/search",
            "/api/v1/cases/lookup",
            "/healthz",
            "/nowhere",
        ] {
            let request = Request::builder()
                .method(&method)
                .uri(path)
                .body(Body::from("x"))
                .unwrap();
            let status = ask(&made.app, request).status;
            assert!(!status.is_server_error(), "{method} {path}: {status}");
        }
    }
}

#[test]
fn a_slash_too_many_leads_to_the_page_and_never_to_another_host() {
    let made = archive();
    let location = |address: &str| get(&made.app, address).header("location").to_owned();
    assert_eq!(location("/ekvalla/"), "/ekvalla");
    assert_eq!(location("//evil.example/"), "");
    assert_eq!(location("//evil.example//"), "");
    assert_eq!(location("/\\evil.example/"), "");
}
