//! What was found, in a sentence: where, when, with what outcome.

use super::ways::Search;
use crate::answers::{FacetAnswer, FacetsAnswer};
use crate::swedish;

/// Outcomes that are named.
const MOST_OUTCOMES: usize = 3;

/// Each part counts only what the search's own filters let through: a facet's list disregards its own filter.
pub fn of(facets: &FacetsAnswer, search: &Search) -> String {
    let through = |name: &str, values: &[FacetAnswer]| -> Vec<FacetAnswer> {
        let values = values.iter().filter(|one| one.count > 0);
        values
            .filter(|one| search.allows(name, &one.value))
            .cloned()
            .collect()
    };
    let municipalities = through("municipality", &facets.municipality);
    let Some(first) = municipalities.first() else {
        return String::new();
    };
    let where_found = match municipalities.len() {
        1 => first.label.clone(),
        many => swedish::counted(many as u64, "kommun eller region", "kommuner och regioner"),
    };
    let bodies = swedish::counted(through("body", &facets.body).len() as u64, "organ", "organ");
    let mut sentence = format!(
        "I {where_found}, {bodies}{}.",
        span(&through("year", &facets.year))
    );
    let outcomes = through("outcome", &facets.outcome);
    let named = outcomes
        .iter()
        .take(MOST_OUTCOMES)
        .map(|one| format!("{} {}", swedish::count(one.count), one.label));
    let named: Vec<String> = named.collect();
    if !named.is_empty() {
        let more = if outcomes.len() > MOST_OUTCOMES {
            " …"
        } else {
            ""
        };
        sentence.push_str(&format!(" Utfall: {}{more}", named.join(", ")));
        if more.is_empty() {
            sentence.push('.');
        }
    }
    sentence
}

fn span(years: &[FacetAnswer]) -> String {
    let first = years.iter().map(|one| &one.value).min();
    let last = years.iter().map(|one| &one.value).max();
    match (first, last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first}–{last}"),
        _ => String::new(),
    }
}
