//! What was found, in a sentence: where, when, with what outcome.

use paragraf_archive::Holding;
use paragraf_query::SearchRequest;

use super::ways::Search;
use crate::answers::{FacetAnswer, FacetsAnswer};
use crate::app::App;
use crate::pages::entry::Link;
use crate::problem::Problem;
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

/// Municipalities whose span of time is told.
const MOST_TOLD: usize = 3;

/// From when to when minutes are held of the municipalities and bodies that the search is limited to, with the page that
/// tells what is missing.
pub fn held(app: &App, request: &SearchRequest) -> Result<Vec<Link>, Problem> {
    let filters = &request.filters;
    if filters.municipalities.is_empty() || filters.municipalities.len() > MOST_TOLD {
        return Ok(Vec::new());
    }
    let known = app.snapshot();
    let holdings = &known.held(&app.sources().archive)?.holdings;
    let mut told = Vec::new();
    for municipality in &filters.municipalities {
        let chosen = holdings
            .iter()
            .filter(|one| one.municipality_short == *municipality);
        let chosen = chosen
            .filter(|one| filters.bodies.is_empty() || filters.bodies.contains(&one.body_slug));
        let chosen: Vec<&Holding> = chosen.collect();
        let first = chosen.iter().map(|one| one.first_meeting).min();
        let last = chosen.iter().map(|one| one.last_meeting).max();
        let (Some(one), Some(first), Some(last)) = (chosen.first(), first, last) else {
            continue;
        };
        let is_missing = chosen.iter().flat_map(|one| &one.years);
        let is_missing = is_missing
            .into_iter()
            .any(|year| !year.gaps.is_empty() || !year.named_meetings.is_empty());
        told.push(Link {
            label: format!(
                "{}, {} – {}{}",
                one.municipality.name,
                swedish::day(first),
                swedish::day(last),
                if is_missing { ", med luckor" } else { "" }
            ),
            url: format!("/{municipality}"),
        });
    }
    Ok(told)
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
