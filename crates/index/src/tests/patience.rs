//! Searches that nobody waits for any more.

use paragraf_query::{Query, SearchRequest, Sort};

use super::shelf::{Item, Shelf, shelf as shelf_of};
use crate::{Patience, SearchAnswer, SearchError, StatsBy};

/// Some of everything that a query can hold.
const QUERIES: [&str; 12] = [
    "",
    "bygglov",
    "bygglov avslag",
    "\"bygglov avslag\"",
    "bygg*",
    "bygglov -\"avslag bygglov\"",
    "-avslag",
    "byglov avslga",
    "(bygglov OR avslag) beslut:antas",
    "rubrik:bygglov år:2023",
    "KS 2023/118",
    "hur gör man för att få bygglov någonstans",
];

fn shelf() -> Shelf {
    let items = (1..=40).map(|key| {
        let text = match key % 2 {
            0 => "Bygglov för altan. Sedan avslag.",
            _ => "Avslag på bygglov.",
        };
        Item::new(key).title("Bygglov").text(text)
    });
    shelf_of(&items.collect::<Vec<_>>())
}

fn request(query: &str) -> SearchRequest {
    SearchRequest {
        facets: true,
        relax: true,
        sort: Sort::Relevance,
        ..SearchRequest::new(Query::parse(query))
    }
}

#[test]
fn no_search_goes_on_when_patience_is_over() {
    let shelf = shelf();
    let gone = Patience::endless();
    gone.end();
    for query in QUERIES {
        let request = request(query);
        let searched = shelf.index.search_within(&request, &gone).map(drop);
        let counted = shelf
            .index
            .stats_within(&request, StatsBy::Year, &gone)
            .map(drop);
        let exported = shelf.index.export_within(&request, &gone).map(drop);
        for outcome in [searched, counted, exported] {
            assert!(
                matches!(outcome, Err(SearchError::TooSlow { .. })),
                "{query}: {outcome:?}"
            );
        }
    }
}

#[test]
fn what_is_searched_with_patience_is_all_there_is() {
    let shelf = shelf();
    for query in QUERIES {
        let request = request(query);
        let patient = shelf
            .index
            .search_within(&request, &Patience::endless())
            .unwrap();
        let usual = shelf.index.search(&request).unwrap();
        assert_eq!(patient.total, usual.total, "{query}");
        let keys =
            |answer: &SearchAnswer| answer.hits.iter().map(|hit| hit.key).collect::<Vec<_>>();
        assert_eq!(keys(&patient), keys(&usual), "{query}");
    }
    let total = |query: &str| shelf.index.search(&request(query)).unwrap().total;
    assert_eq!(total("\"avslag på bygglov\""), 20);
    assert_eq!(total("bygglov -\"avslag på bygglov\""), 20);
}
