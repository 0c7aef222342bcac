//! The order of hits, pages and exports, held against plain loops over the same items.

use std::collections::BTreeMap;

use chrono::Days;
use paragraf_model::Outcome;
use paragraf_query::{Filters, Query, SearchRequest, Sort};

use super::shelf::{Item, Shelf, day, put, shelf, writer};
use crate::{Index, SearchError};

/// Paragraphs with repeated dates, bodies and texts, so that there are ties of every kind.
pub(super) fn items() -> Vec<Item> {
    let bodies = ["kommunstyrelsen", "kommunfullmaktige", "byggnadsnamnden"];
    let outcomes = [Outcome::Granted, Outcome::Rejected, Outcome::Noted];
    (0..60_u64)
        .map(|number| {
            let place = |count: u64| usize::try_from(number * 7 % count).unwrap();
            let date = day("2019-11-01") + Days::new(number * 13 % 17 * 61);
            let words = "taxa ".repeat(1 + place(4));
            let item = Item::new(number * 31 % 97 + 1)
                .of(
                    if number % 4 == 0 { "orebro" } else { "habo" },
                    bodies[place(3)],
                )
                .on(&date.to_string())
                .text(if number % 5 == 0 { "annat" } else { &words })
                .decision("Beslut", &outcomes[..place(4)]);
            if number % 3 == 0 {
                item.officer("Elina Öberg")
            } else {
                item.officer("Nils Lind").officer("Ida Ek")
            }
        })
        .collect()
}

pub(super) fn request(query: &str, sort: Sort, size: u32) -> SearchRequest {
    SearchRequest {
        sort,
        size,
        ..SearchRequest::new(Query::parse(query))
    }
}

/// All pages one after the other.
fn pages(index: &Index, mut request: SearchRequest) -> Vec<u64> {
    let mut keys = Vec::new();
    loop {
        let answer = index.search(&request).unwrap();
        keys.extend(answer.hits.iter().map(|hit| hit.key));
        request.cursor = answer.next;
        if request.cursor.is_none() {
            assert_eq!(answer.total, keys.len() as u64);
            return keys;
        }
    }
}

#[test]
fn pages_make_up_the_whole_list_in_every_order() {
    let shelf = shelf(&items());
    for query in ["taxa", "", "taxa ELLER annat", "-annat"] {
        for sort in Sort::ALL {
            let whole = pages(&shelf.index, request(query, sort, 100));
            for size in [1, 7, 20, 59] {
                assert_eq!(
                    pages(&shelf.index, request(query, sort, size)),
                    whole,
                    "{query} {sort:?} {size}"
                );
            }
            let exported: Vec<u64> = shelf
                .index
                .export(&request(query, sort, 1))
                .unwrap()
                .collect();
            assert_eq!(exported, whole, "{query} {sort:?}");
        }
    }
}

#[test]
fn dates_decide_and_keys_decide_among_equal_dates() {
    let mut items = items();
    let shelf = shelf(&items);
    items.sort_by_key(|item| (item.date, item.key));
    let oldest: Vec<u64> = items.iter().map(|item| item.key).collect();
    assert_eq!(pages(&shelf.index, request("", Sort::Oldest, 9)), oldest);
    items.sort_by_key(|item| (std::cmp::Reverse(item.date), item.key));
    let newest: Vec<u64> = items.iter().map(|item| item.key).collect();
    assert_eq!(pages(&shelf.index, request("", Sort::Newest, 9)), newest);
    // Without words all are equally relevant, and the newest comes first.
    assert_eq!(pages(&shelf.index, request("", Sort::Relevance, 9)), newest);
}

#[test]
fn scores_never_rise_and_equals_go_by_date() {
    let shelf = shelf(&items());
    let items: BTreeMap<u64, Item> = items().into_iter().map(|item| (item.key, item)).collect();
    let answer = shelf.search(&request("taxa", Sort::Relevance, 100));
    assert!(answer.hits.iter().all(|hit| hit.score > 0.0));
    for pair in answer.hits.windows(2) {
        let dates = (items[&pair[0].key].date, items[&pair[1].key].date);
        let in_order = pair[0].score > pair[1].score
            || (pair[0].score.to_bits() == pair[1].score.to_bits()
                && (dates.0 > dates.1 || (dates.0 == dates.1 && pair[0].key < pair[1].key)));
        assert!(in_order, "{pair:?}");
    }
}

#[test]
fn commits_between_pages_neither_skip_nor_repeat_in_date_order() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    let items = items();
    items.iter().for_each(|item| put(&mut writer, item));
    writer.commit(1).unwrap();
    let index = Index::open(dir.path()).unwrap();
    let whole = pages(&index, request("", Sort::Newest, 100));
    let mut asked = request("", Sort::Newest, 25);
    let first = index.search(&asked).unwrap();
    // A newer paragraph comes before what was shown, and one that was shown goes.
    put(&mut writer, &Item::new(500).on("2026-01-01"));
    writer.remove(whole[3]).unwrap();
    writer.commit(2).unwrap();
    assert!(index.refresh().unwrap());
    asked.cursor = first.next;
    let mut rest = index.search(&asked).unwrap();
    let mut keys: Vec<u64> = rest.hits.iter().map(|hit| hit.key).collect();
    asked.cursor = rest.next.take();
    rest = index.search(&asked).unwrap();
    keys.extend(rest.hits.iter().map(|hit| hit.key));
    assert_eq!(keys, whole[25..]);
}

#[test]
fn a_commit_between_pages_makes_a_cursor_by_relevance_stale() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    items().iter().for_each(|item| put(&mut writer, item));
    writer.commit(1).unwrap();
    let index = Index::open(dir.path()).unwrap();
    let mut asked = request("taxa", Sort::Relevance, 5);
    asked.cursor = index.search(&asked).unwrap().next;
    assert!(index.search(&asked).is_ok());
    put(&mut writer, &Item::new(500).text("taxa"));
    writer.commit(2).unwrap();
    assert!(index.refresh().unwrap());
    assert!(matches!(
        index.search(&asked).unwrap_err(),
        SearchError::StaleCursor
    ));
}

#[test]
fn putting_together_segments_with_removed_paragraphs_makes_a_cursor_by_relevance_stale() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    items().iter().for_each(|item| put(&mut writer, item));
    for (sequence, keys) in [(1, 500..4_500), (2, 4_500..8_500), (3, 8_500..11_500)] {
        for key in keys {
            put(&mut writer, &Item::new(key).text("annat"));
        }
        writer.commit(sequence).unwrap();
    }
    writer.remove(501).unwrap();
    writer.commit(4).unwrap();
    let index = Index::open(dir.path()).unwrap();
    let asked = |sort| {
        let mut asked = request("taxa", sort, 5);
        asked.cursor = index.search(&asked).unwrap().next;
        asked
    };
    let (by_relevance, by_date) = (asked(Sort::Relevance), asked(Sort::Newest));
    assert_eq!(index.gone(), 1);
    assert!(index.search(&by_relevance).is_ok());
    writer.consolidate().unwrap();
    assert!(index.refresh().unwrap());
    assert_eq!((index.sequence(), index.gone()), (4, 0));
    assert!(matches!(
        index.search(&by_relevance).unwrap_err(),
        SearchError::StaleCursor
    ));
    assert!(index.search(&by_date).is_ok());
}

#[test]
fn an_export_names_the_state_that_its_keys_are_of() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    put(&mut writer, &Item::new(1));
    writer.commit(7).unwrap();
    let index = Index::open(dir.path()).unwrap();
    let export = index
        .export_snapshot(&request("", Sort::Newest, 5))
        .unwrap();
    assert_eq!((export.keys, export.sequence), (vec![1], 7));
    assert_eq!(export.generation, writer.generation());
}

#[test]
fn a_cursor_that_does_not_fit_is_refused() {
    let shelf = shelf(&items());
    let mut asked = request("taxa", Sort::Newest, 5);
    let cursor = shelf.search(&asked).next.unwrap();
    assert!(
        cursor
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)),
        "{cursor}"
    );
    let refused = |request: &SearchRequest| shelf.index.search(request).unwrap_err();
    for other in [
        request("taxan", Sort::Newest, 5),
        request("taxa", Sort::Oldest, 5),
    ] {
        let other = SearchRequest {
            cursor: Some(cursor.clone()),
            ..other
        };
        assert!(matches!(refused(&other), SearchError::ForeignCursor));
    }
    for broken in [
        "",
        "x",
        "b.b.c",
        cursor.strip_prefix('c').unwrap(),
        &format!("{cursor}.1"),
        "å",
        &cursor.replace('.', "-"),
    ] {
        asked.cursor = Some(broken.to_owned());
        assert!(
            matches!(refused(&asked), SearchError::MalformedCursor),
            "{broken}"
        );
    }
    // Another size is the same search.
    asked.cursor = Some(cursor);
    asked.size = 50;
    assert!(shelf.index.search(&asked).is_ok());
}

fn chosen(shelf: &Shelf, filters: Filters) -> Vec<u64> {
    let mut keys = shelf.find_with("", |request| request.filters = filters);
    keys.sort_unstable();
    keys
}

#[test]
fn any_value_of_a_filter_does_and_all_filters_must() {
    let shelf = shelf(&[
        Item::new(1)
            .of("orebro", "a")
            .on("2020-01-01")
            .officer("Ida Ek"),
        Item::new(2)
            .of("habo", "a")
            .on("2021-01-01")
            .officer("Nils Lind")
            .case("KS 2021/1"),
        Item::new(3).of("habo", "b").on("2022-01-01").case("2021/1"),
    ]);
    let text = |values: &[&str]| {
        values
            .iter()
            .map(|&value| value.to_owned())
            .collect::<Vec<String>>()
    };
    let none = Filters::default;
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                municipalities: text(&["orebro", "habo"]),
                ..none()
            }
        ),
        [1, 2, 3]
    );
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                municipalities: text(&["habo"]),
                bodies: text(&["a"]),
                ..none()
            }
        ),
        [2]
    );
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                years: vec![2020, 2022],
                ..none()
            }
        ),
        [1, 3]
    );
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                officers: text(&["Ida Ek", "lind"]),
                ..none()
            }
        ),
        [1, 2]
    );
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                officers: text(&["Ingen Alls"]),
                ..none()
            }
        ),
        [0; 0]
    );
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                from: Some(day("2021-01-01")),
                to: Some(day("2021-12-31")),
                ..none()
            }
        ),
        [2]
    );
    assert_eq!(
        chosen(
            &shelf,
            Filters {
                languages: text(&["sv"]),
                ..none()
            }
        ),
        [1, 2, 3]
    );
    let case = paragraf_model::CaseNumber::read("KS 2021/1").unwrap();
    assert_eq!(
        shelf.find_with("", |request| request.filters.cases = vec![case]),
        [2, 3]
    );
}
