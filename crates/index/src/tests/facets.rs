//! Facets, held against plain loops over the same items.

use std::collections::BTreeMap;

use chrono::Datelike;
use paragraf_model::Outcome;
use paragraf_query::{Filters, Sort};

use super::order::{items, request};
use super::shelf::{Item, shelf};
use crate::{FacetCount, StatsBy};

/// Facets counted by a plain loop.
fn expected(values: impl Iterator<Item = String>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts
}

fn as_map(counts: &[FacetCount]) -> BTreeMap<String, u64> {
    counts
        .iter()
        .map(|counted| (counted.value.clone(), counted.count))
        .collect()
}

#[test]
fn facets_count_what_a_plain_loop_counts_and_disregard_their_own_filter() {
    let shelf = shelf(&items());
    let mut asked = request("taxa", Sort::Relevance, 5);
    asked.filters = Filters {
        bodies: vec!["kommunstyrelsen".to_owned(), "byggnadsnamnden".to_owned()],
        outcomes: vec![Outcome::Rejected],
        ..Filters::default()
    };
    let facets = shelf.search(&asked).facets.unwrap();
    let items = items();
    let has_word = |item: &&Item| item.paragraph.sections[0].text.contains("taxa");
    let in_body = |item: &&Item| item.body != "kommunfullmaktige";
    let outcomes = |item: &Item| item.paragraph.decision.as_ref().unwrap().outcomes.clone();
    let rejected = |item: &&Item| outcomes(item).contains(&Outcome::Rejected);
    let both = || {
        items
            .iter()
            .filter(has_word)
            .filter(in_body)
            .filter(rejected)
    };
    assert_eq!(
        as_map(&facets.municipality),
        expected(both().map(|item| item.municipality.to_owned()))
    );
    assert_eq!(
        as_map(&facets.year),
        expected(both().map(|item| item.date.format("%Y").to_string()))
    );
    let officers = both().flat_map(|item| item.paragraph.case_officers.clone());
    assert_eq!(as_map(&facets.officer), expected(officers));
    let bodies = items.iter().filter(has_word).filter(rejected);
    assert_eq!(
        as_map(&facets.body),
        expected(bodies.map(|item| item.body.to_owned()))
    );
    let named = items
        .iter()
        .filter(has_word)
        .filter(in_body)
        .flat_map(outcomes);
    assert_eq!(
        as_map(&facets.outcome),
        expected(named.map(|outcome| outcome.name().to_owned()))
    );
    assert_eq!(shelf.search(&asked).total, both().count() as u64);
    asked.facets = false;
    assert!(shelf.search(&asked).facets.is_none());
}

#[test]
fn facets_are_in_order() {
    let shelf = shelf(&items());
    let facets = shelf
        .search(&request("", Sort::Relevance, 5))
        .facets
        .unwrap();
    assert!(
        facets
            .body
            .windows(2)
            .all(|pair| pair[0].count >= pair[1].count)
    );
    assert!(
        facets
            .year
            .windows(2)
            .all(|pair| pair[0].value > pair[1].value)
    );
}

/// One value of one list is chosen, then another, then none: what is remembered of the one must not answer for the other.
#[test]
fn the_facet_of_each_list_is_of_all_its_values_whichever_is_chosen() {
    let shelf = shelf(&items());
    let text = |value: &str| vec![value.to_owned()];
    let year = |item: &Item| u16::try_from(item.date.year()).unwrap();
    let items = items();
    let (first, last) = (items.first().unwrap(), items.last().unwrap());
    assert_ne!(year(first), year(last));
    let none = Filters::default;
    let choices: [[Filters; 2]; 5] = [
        ["orebro", "habo"].map(|one| Filters {
            municipalities: text(one),
            ..none()
        }),
        ["kommunstyrelsen", "byggnadsnamnden"].map(|one| Filters {
            bodies: text(one),
            ..none()
        }),
        [first, last].map(|one| Filters {
            years: vec![year(one)],
            ..none()
        }),
        [Outcome::Granted, Outcome::Noted].map(|one| Filters {
            outcomes: vec![one],
            ..none()
        }),
        ["Elina Öberg", "Ida Ek"].map(|one| Filters {
            officers: text(one),
            ..none()
        }),
    ];
    let all = |filters: Filters| {
        let mut asked = request("taxa", Sort::Relevance, 5);
        asked.filters = filters;
        let answer = shelf.search(&asked);
        let facets = answer.facets.unwrap();
        let lists = [
            facets.municipality,
            facets.body,
            facets.year,
            facets.outcome,
            facets.officer,
        ];
        (answer.total, lists)
    };
    for (list, [one, other]) in choices.into_iter().enumerate() {
        let (one, other, free) = (all(one), all(other), all(none()));
        assert!(one.0 < free.0 && other.0 < free.0, "list {list}");
        assert_eq!(one.1[list], free.1[list]);
        assert_eq!(other.1[list], free.1[list]);
        for others in (0..5).filter(|others| *others != list) {
            assert_ne!(one.1[others], free.1[others], "list {others} beside {list}");
        }
    }
}

/// Of sixty bodies a facet tells the fifty that most have, of equals the first in the alphabet; statistics tell all.
#[test]
fn a_facet_tells_fifty_names_and_statistics_all() {
    let mut items = Vec::new();
    let bodies: Vec<&'static str> = (0..60)
        .map(|body| &*format!("namnd-{body:02}").leak())
        .collect();
    // Those in the middle have two paragraphs, the others one.
    for (place, body) in bodies.iter().enumerate() {
        for _ in 0..1 + usize::from((20..50).contains(&place)) {
            let item = Item::new(items.len() as u64 + 1).of("habo", body);
            items.push(item.on("2020-01-01").text("taxa"));
        }
    }
    let shelf = shelf(&items);
    let asked = request("taxa", Sort::Relevance, 5);
    let told = shelf.search(&asked).facets.unwrap().body;
    let told: Vec<(&str, u64)> = told
        .iter()
        .map(|one| (one.value.as_str(), one.count))
        .collect();
    let with = |count: u64| move |body: &&'static str| (*body, count);
    let twice = bodies[20..50].iter().map(with(2));
    let expected: Vec<(&str, u64)> = twice.chain(bodies[..20].iter().map(with(1))).collect();
    assert_eq!(told, expected);
    let stats = shelf.index.stats(&asked, StatsBy::Body).unwrap();
    assert_eq!(stats.counts.len(), 60);
    assert_eq!(stats.total, 90);
}
