//! Counts over a search are those of its hits.

use std::collections::BTreeMap;

use paragraf_model::Outcome;
use paragraf_query::{Query, SearchRequest};

use super::shelf::{Item, Shelf, day, shelf};
use crate::{OutcomeOfYear, Patience, StatsBy};

fn archive() -> (Vec<Item>, Shelf) {
    let dates = [
        "2021-12-31",
        "2022-01-01",
        "2022-01-31",
        "2023-05-02",
        "2022-02-01",
    ];
    let bodies = ["kommunstyrelsen", "kommunfullmaktige", "socialnamnden"];
    let items: Vec<Item> = (1..=60)
        .map(|key| {
            let place = usize::try_from(key).unwrap();
            let outcomes: &[Outcome] = match key % 3 {
                0 => &[Outcome::Granted, Outcome::Assigned],
                1 => &[Outcome::Rejected],
                _ => &[],
            };
            let municipality = if key % 4 == 0 {
                "ovanaker"
            } else {
                "exempelby"
            };
            let word = if key % 2 == 0 { "skola" } else { "buss" };
            Item::new(key)
                .on(dates[place % dates.len()])
                .of(municipality, bodies[place % bodies.len()])
                .decision(word, outcomes)
        })
        .collect();
    let shelf = shelf(&items);
    (items, shelf)
}

fn counts(shelf: &Shelf, request: &SearchRequest, by: StatsBy) -> (u64, Vec<(String, u64)>) {
    let stats = shelf.index.stats(request, by).unwrap();
    let counts = stats.counts.into_iter().map(|one| (one.value, one.count));
    (stats.total, counts.collect())
}

#[test]
fn every_count_is_that_of_the_hits_themselves() {
    let (items, shelf) = archive();
    for query in ["", "skola", "skola från:2022-01-15", "ingenting"] {
        let request = SearchRequest::new(Query::parse(query));
        let keys: Vec<u64> = shelf.index.export(&request).unwrap().collect();
        for by in StatsBy::ALL {
            let mut plain: BTreeMap<String, u64> = BTreeMap::new();
            for item in items.iter().filter(|item| keys.contains(&item.key)) {
                let values = match by {
                    StatsBy::Year => vec![item.date.format("%Y").to_string()],
                    StatsBy::Month => vec![item.date.format("%Y-%m").to_string()],
                    StatsBy::Body => vec![item.body.to_owned()],
                    StatsBy::Municipality => vec![item.municipality.to_owned()],
                    StatsBy::Outcome => {
                        let outcomes = &item.paragraph.decision.as_ref().unwrap().outcomes;
                        outcomes.iter().map(|one| one.name().to_owned()).collect()
                    }
                };
                for value in values {
                    *plain.entry(value).or_default() += 1;
                }
            }
            let (total, counted) = counts(&shelf, &request, by);
            assert_eq!(total, keys.len() as u64, "{query} {by:?}");
            assert_eq!(
                counted.into_iter().collect::<BTreeMap<_, _>>(),
                plain,
                "{query} {by:?}"
            );
        }
    }
}

#[test]
fn times_come_in_order_and_others_most_first() {
    let (_, shelf) = archive();
    let request = SearchRequest::new(Query::all());
    let values = |by| -> Vec<String> {
        let (_, counts) = counts(&shelf, &request, by);
        counts.into_iter().map(|(value, _)| value).collect()
    };
    assert_eq!(values(StatsBy::Year), ["2021", "2022", "2023"]);
    assert_eq!(
        values(StatsBy::Month),
        ["2021-12", "2022-01", "2022-02", "2023-05"]
    );
    assert_eq!(values(StatsBy::Municipality), ["exempelby", "ovanaker"]);
}

#[test]
fn filters_count_here_and_relaxing_never_does() {
    let (_, shelf) = archive();
    let mut request = SearchRequest::new(Query::parse("skola ingenting"));
    request.relax = true;
    assert_eq!(counts(&shelf, &request, StatsBy::Year).0, 0);
    let mut request = SearchRequest::new(Query::all());
    request.filters.years = vec![2023];
    request.filters.from = Some(day("2023-01-01"));
    assert_eq!(
        counts(&shelf, &request, StatsBy::Month),
        (12, vec![("2023-05".to_owned(), 12)])
    );
}

#[test]
fn an_overview_says_what_each_count_says_and_which_year_has_which_outcome() {
    let (items, shelf) = archive();
    for query in ["", "skola", "skola från:2022-01-15", "ingenting"] {
        let request = SearchRequest::new(Query::parse(query));
        let overview = shelf.index.overview_within(&request, &Patience::endless());
        let overview = overview.unwrap();
        for by in StatsBy::ALL {
            let stats = shelf.index.stats(&request, by).unwrap();
            assert_eq!(overview.by(by), stats.counts, "{query} {by:?}");
            assert_eq!(overview.total, stats.total, "{query}");
            assert_eq!(overview.notes, stats.notes, "{query}");
            assert_eq!(overview.generation, stats.generation, "{query}");
        }
        let keys: Vec<u64> = shelf.index.export(&request).unwrap().collect();
        let mut plain: BTreeMap<(String, String), u64> = BTreeMap::new();
        for item in items.iter().filter(|item| keys.contains(&item.key)) {
            let year = item.date.format("%Y").to_string();
            for outcome in &item.paragraph.decision.as_ref().unwrap().outcomes {
                let pair = (year.clone(), outcome.name().to_owned());
                *plain.entry(pair).or_default() += 1;
            }
        }
        let pairs = overview.outcomes_of_years.into_iter().map(
            |OutcomeOfYear {
                 year,
                 outcome,
                 count,
             }| ((year, outcome), count),
        );
        assert_eq!(
            pairs.collect::<Vec<_>>(),
            plain.into_iter().collect::<Vec<_>>()
        );
    }
}
