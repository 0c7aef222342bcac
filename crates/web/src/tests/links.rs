//! `Link` headers lead where they say.

use std::collections::BTreeSet;

use super::asking::{Answer, get};
use super::made::{Made, archive};
use super::routes::addresses;

/// Relation, media type (empty where none is told) and target of every link.
fn links(answer: &Answer) -> Vec<(String, String, String)> {
    let all = answer.headers.get_all("link").into_iter();
    all.map(|link| {
        let link = link.to_str().unwrap();
        let (target, rest) = link.strip_prefix('<').unwrap().split_once('>').unwrap();
        let told = |name: &str| {
            let begins = format!("; {name}=\"");
            let value = rest.split_once(&begins).map(|(_, rest)| rest);
            value
                .and_then(|value| value.split_once('"'))
                .map_or("", |(value, _)| value)
                .to_owned()
        };
        (told("rel"), told("type"), target.to_owned())
    })
    .collect()
}

fn link(answer: &Answer, relation: &str) -> Option<String> {
    let found = links(answer).into_iter();
    { found }
        .find(|(told, ..)| told == relation)
        .map(|(.., target)| target)
}

#[test]
fn every_link_of_every_answer_leads_to_what_it_says() {
    let made = archive();
    let mut relations = BTreeSet::new();
    for address in addresses(&made) {
        for (relation, kind, target) in links(&get(&made.app, &address)) {
            let there = get(&made.app, &target);
            assert_eq!(there.status, 200, "{address}: {relation} {target}");
            let told = there.header("content-type");
            assert!(
                kind.is_empty() || told.starts_with(&kind),
                "{address}: {relation} {target} is {told}, not {kind}"
            );
            relations.insert(relation);
        }
    }
    let all: Vec<&str> = relations.iter().map(String::as_str).collect();
    assert_eq!(
        all,
        [
            "alternate",
            "canonical",
            "collection",
            "describedby",
            "first",
            "next",
            "service-desc",
            "service-doc"
        ]
    );
}

/// What stands on each page when `next` is followed from the first to the last.
fn followed(made: &Made, address: &str, list: &str, id: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut next = Some(address.to_owned());
    while let Some(address) = next {
        let page = get(&made.app, &address);
        let answer = page.json();
        for one in answer[list].as_array().unwrap() {
            seen.push(one[id].to_string());
        }
        next = link(&page, "next");
    }
    seen
}

#[test]
fn following_next_goes_through_everything_once() {
    let made = archive();
    for (paged, whole, list, id) in [
        (
            "/api/v1/search?size=1&sort=newest&q=",
            "/api/v1/search?size=100&sort=newest",
            "hits",
            "id",
        ),
        (
            "/api/v1/findings?size=1",
            "/api/v1/findings?size=100",
            "findings",
            "message",
        ),
        (
            "/api/v1/changes?size=2",
            "/api/v1/changes?size=1000",
            "changes",
            "sequence",
        ),
    ] {
        let seen = followed(&made, paged, list, id);
        // There is one finding in all.
        assert!(seen.len() > 1 || list == "findings", "{paged}");
        assert!(!seen.is_empty(), "{paged}");
        assert_eq!(seen, followed(&made, whole, list, id), "{paged}");
    }
}

#[test]
fn the_first_page_is_told_on_every_page_and_asks_for_the_same() {
    let made = archive();
    let first = get(
        &made.app,
        "/api/v1/search?q=bygglov%20OR%20detaljplan&size=1&municipality=ekvalla",
    );
    let second = get(&made.app, &link(&first, "next").unwrap());
    assert_eq!(link(&second, "first"), link(&first, "first"));
    let again = get(&made.app, &link(&second, "first").unwrap());
    assert_eq!(again.json()["hits"], first.json()["hits"]);
    assert_ne!(second.json()["hits"], first.json()["hits"]);
}

#[test]
fn a_search_is_told_of_as_page_as_data_and_as_feed_with_its_filters() {
    let made = archive();
    let page = get(&made.app, "/sok?q=detaljplan&kommun=ekvalla&ordning=nyast");
    let expected = [
        (
            "application/atom+xml",
            "/api/v1/feed.atom?q=detaljplan&municipality=ekvalla",
        ),
        (
            "application/feed+json",
            "/api/v1/feed.json?q=detaljplan&municipality=ekvalla",
        ),
        (
            "application/json",
            "/api/v1/search?q=detaljplan&municipality=ekvalla&sort=newest",
        ),
    ];
    let told = links(&page)
        .into_iter()
        .map(|(_, kind, target)| (kind, target));
    assert_eq!(
        told.collect::<Vec<_>>(),
        expected.map(|(kind, target)| (kind.to_owned(), target.to_owned()))
    );
    let back = get(&made.app, expected[2].1);
    let pages: Vec<String> = links(&back)
        .into_iter()
        .map(|(.., target)| target)
        .collect();
    assert!(
        pages.contains(&"/sok?q=detaljplan&kommun=ekvalla&ordning=nyast".to_owned()),
        "{pages:?}"
    );
}

#[test]
fn nothing_that_is_asked_can_end_a_link_early() {
    let made = archive();
    let answer = get(
        &made.app,
        "/api/v1/search?q=%3E%3B%20rel%3D%22next%22%2C%20%3Chttp%3A%2F%2Fevil.example%3E%0D%0A&size=1",
    );
    assert_eq!(answer.status, 200);
    assert_eq!(link(&answer, "next"), None);
    for (.., target) in links(&answer) {
        assert!(
            target.starts_with('/') && !target.contains(['"', ' ']),
            "{target}"
        );
    }
}

#[test]
fn an_error_tells_where_the_interface_is_described_and_nothing_else() {
    let made = archive();
    for address in [
        "/api/v1/search?nope=1",
        "/api/v1/nowhere",
        "/api/v1/paragraphs/x",
    ] {
        let relations: Vec<String> = links(&get(&made.app, address))
            .into_iter()
            .map(|(relation, ..)| relation)
            .collect();
        assert_eq!(relations, ["service-desc", "service-doc"], "{address}");
    }
}
