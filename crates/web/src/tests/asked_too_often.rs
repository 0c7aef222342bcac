//! How often one client may ask.

use std::net::IpAddr;

use axum::body::Body;
use axum::http::Request;

use super::asking::{Answer, ask};
use super::made::{Made, archive};
use crate::client::Peer;
use crate::{App, Config, Connections};

/// The made archive where each client may ask so often a minute.
fn with(requests_per_minute: u32) -> Made {
    let mut made = archive();
    let config = Config {
        requests_per_minute,
        connections: Connections {
            proxies: vec!["192.0.2.9".parse().unwrap()],
            ..Connections::default()
        },
        ..made.app.config().clone()
    };
    made.app = App::open(config).unwrap();
    made
}

fn from(made: &Made, peer: &str, address: &str, forwarded_for: &str) -> Answer {
    let peer: IpAddr = peer.parse().unwrap();
    let mut request = Request::get(address).extension(Peer(peer));
    if !forwarded_for.is_empty() {
        request = request.header("x-forwarded-for", forwarded_for);
    }
    ask(&made.app, request.body(Body::empty()).unwrap())
}

#[test]
fn one_request_too_many_is_refused_and_told_when_to_come_back() {
    let made = with(2);
    let search = || from(&made, "198.51.100.1", "/api/v1/search", "");
    let first = search();
    assert_eq!(first.status, 200);
    assert_eq!(first.header("ratelimit-policy"), "\"default\";q=2;w=60");
    assert_eq!(
        first.header("ratelimit"),
        "\"default\";r=1;t=30;paragraf-cost=1"
    );
    assert_eq!(search().status, 200);
    let refused = search();
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    assert_eq!(refused.json()["code"], "rate_limited");
    assert_eq!(refused.header("retry-after"), "30");
    assert_eq!(
        refused.header("ratelimit"),
        "\"default\";r=0;t=60;paragraf-cost=1"
    );
    assert_eq!(refused.header("cache-control"), "no-store");
    // The same for people, and for nobody else.
    let page = from(&made, "198.51.100.1", "/sok", "");
    assert_eq!(page.status, 429);
    assert!(page.text().contains("För många anrop på kort tid"));
    assert_eq!(from(&made, "198.51.100.2", "/sok", "").status, 200);
}

#[test]
fn what_a_page_is_made_of_and_what_the_operator_asks_is_not_counted() {
    let made = with(1);
    let style = crate::assets::style_address();
    for address in ["/healthz", "/readyz", "/metrics", "/robots.txt", style] {
        for _ in 0..3 {
            let answer = from(&made, "198.51.100.1", address, "");
            assert_eq!(answer.status, 200, "{address}");
            assert_eq!(answer.header("ratelimit"), "", "{address}");
        }
    }
    assert_eq!(from(&made, "198.51.100.1", "/", "").status, 200);
}

#[test]
fn an_export_costs_as_much_as_fifty_pages() {
    let made = with(60);
    let asked = |address: &str| from(&made, "198.51.100.1", address, "");
    let export = asked("/api/v1/export");
    assert_eq!(
        export.header("ratelimit"),
        "\"default\";r=10;t=50;paragraf-cost=50"
    );
    assert_eq!(asked("/api/v1/search").status, 200);
    assert_eq!(asked("/api/v1/export").status, 429);
    assert_eq!(asked("/api/v1/search").status, 200);
}

#[test]
fn a_file_of_the_whole_archive_costs_as_much_as_an_export() {
    for file in [
        "/api/v1/archive/ekvalla/2024.jsonl",
        "/api/v1/archive/without-meeting.jsonl",
        "/api/v1/archive/withdrawals.jsonl",
        "/api/v1/archive/lexicon.bin",
    ] {
        let made = with(60);
        let answer = from(&made, "198.51.100.1", file, "");
        let standing = answer.header("ratelimit");
        assert!(standing.ends_with("paragraf-cost=50"), "{file}: {standing}");
    }
}

#[test]
fn behind_a_proxy_of_ours_each_client_counts_for_itself_and_nobody_else_is_believed() {
    let made = with(1);
    let behind = |client: &str| from(&made, "192.0.2.9", "/", client).status.as_u16();
    assert_eq!(behind("198.51.100.1"), 200);
    assert_eq!(behind("198.51.100.1"), 429);
    assert_eq!(
        behind("203.0.113.7, 198.51.100.1"),
        429,
        "what a client adds changes nothing"
    );
    assert_eq!(behind("198.51.100.2"), 200);
    let alone = |client: &str| from(&made, "203.0.113.9", "/", client).status.as_u16();
    assert_eq!(alone("198.51.100.3"), 200);
    assert_eq!(alone("198.51.100.4"), 429);
}

#[test]
fn this_machine_is_told_that_something_is_left_because_it_is_never_refused() {
    let made = with(1);
    for _ in 0..2 {
        let answer = from(&made, "127.0.0.1", "/", "");
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("ratelimit-policy"), "\"default\";q=1;w=60");
        let left = answer.header("ratelimit");
        assert!(left.starts_with("\"default\";r=1;"), "{left}");
    }
}

#[test]
fn where_nobody_counts_nothing_is_told() {
    let made = with(0);
    let answer = from(&made, "198.51.100.1", "/api/v1/search", "");
    assert_eq!(answer.header("ratelimit"), "");
    assert_eq!(answer.header("ratelimit-policy"), "");
}
