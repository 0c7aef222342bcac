//! What a page about a whole search says of it, and the addresses of the same search elsewhere and narrowed.

use chrono::{Datelike, Days, Months, NaiveDate};
use paragraf_index::Patience;
use paragraf_model::Outcome;
use paragraf_query::{KnownValues, SearchRequest};

use super::entry::Link;
use super::search::chips_of;
use crate::answers::numbers_alone;
use crate::app::App;
use crate::problem::Problem;
use crate::{address, names, swedish};

/// A search in words, with the ways from it.
pub struct Asked {
    pub typed: String,
    /// How the query was read, where that tells more than what was typed.
    pub understood: String,
    /// The filters, each with the address of this page without it.
    pub chips: Vec<Link>,
    /// What the form keeps without showing it.
    pub kept: Vec<(String, String)>,
    pub hits: String,
    pub statistics: String,
    pub download: String,
    pub title: String,
}

/// With fewer hits than this the page of results may have searched for more than what was typed.
const MAY_BE_HELPED: u64 = 20;

impl Asked {
    /// Of a page at `path`.
    pub fn of(path: &str, request: &SearchRequest, known: &KnownValues) -> Asked {
        let request = whole(request);
        let typed = request.query.typed.trim().to_owned();
        let understood = request.query.understood();
        let same = understood.trim().eq_ignore_ascii_case(&typed);
        let pairs = request.to_parameters();
        let kept = pairs.iter().filter(|(name, _)| name != "q");
        let kept = kept.map(|(name, value)| names::to_swedish(name, value));
        let mut hits = request.clone();
        // Numbers alone would lead to their cases and not to the hits.
        hits.relax &= numbers_alone(&typed).is_empty();
        let chips = chips_of(path, &request, known);
        Asked {
            title: in_words(&typed, &chips),
            understood: if same { String::new() } else { understood },
            chips,
            kept: kept.collect(),
            hits: at("/sok", &hits),
            statistics: at("/statistik", &request),
            download: at("/hamta", &request),
            typed,
        }
    }
}

/// `”skola” (Kommun: Örebro kommun, Utfall: antaget)`: what was asked for, whole, as a title and a citation need it.
pub fn in_words(typed: &str, chips: &[Link]) -> String {
    let words = match typed.is_empty() {
        true => "alla beslut".to_owned(),
        false => format!("”{typed}”"),
    };
    let filters: Vec<&str> = chips.iter().map(|chip| chip.label.as_str()).collect();
    match filters.is_empty() {
        true => words,
        false => format!("{words} ({})", filters.join(", ")),
    }
}

/// The search itself: not one of its pages.
fn whole(request: &SearchRequest) -> SearchRequest {
    SearchRequest {
        size: SearchRequest::DEFAULT_SIZE,
        cursor: None,
        facets: true,
        ..request.clone()
    }
}

/// The address of a search at this path.
pub fn at(path: &str, request: &SearchRequest) -> String {
    address::of_search(path, &whole(request).to_parameters())
}

/// The address of a route of the API that takes a search's filters, without what it refuses.
pub fn of_api(
    path: &str,
    own: &[(&str, &str)],
    request: &SearchRequest,
    with_order: bool,
) -> String {
    let own = own
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let search = whole(request).to_parameters().into_iter();
    let search = search.filter(|(name, _)| name != "relax" && (with_order || name != "sort"));
    address::with_parameters(path, &own.chain(search).collect::<Vec<_>>())
}

/// The hits of a search that have one value more: the page that shows exactly these.
pub fn narrowed(request: &SearchRequest, narrow: impl FnOnce(&mut SearchRequest)) -> String {
    let mut narrowed = whole(request);
    // Help would add what was not counted; without words there is nothing to help with.
    narrowed.relax = narrowed.query.typed.trim().is_empty();
    narrow(&mut narrowed);
    at("/sok", &narrowed)
}

/// The hits of a year.
pub fn in_year(request: &SearchRequest, year: &str) -> String {
    narrowed(request, |request| narrow_to_year(request, year))
}

fn narrow_to_year(request: &mut SearchRequest, year: &str) {
    if let Ok(year) = year.parse() {
        request.filters.years = vec![year];
    }
}

/// The hits of a month, `2023-05`, within the days that the search is already limited to.
pub fn in_month(request: &SearchRequest, month: &str) -> String {
    let first: Option<NaiveDate> = format!("{month}-01").parse().ok();
    let last = first.and_then(|first| {
        first
            .checked_add_months(Months::new(1))?
            .checked_sub_days(Days::new(1))
    });
    narrowed(request, |request| {
        let filters = &mut request.filters;
        filters.from = filters.from.max(first);
        filters.to = match (filters.to, last) {
            (Some(to), Some(last)) => Some(to.min(last)),
            (to, last) => to.or(last),
        };
    })
}

/// The hits with an outcome, in a year where one is given. Nothing where the search already asks for others: either of
/// them would be enough, and that says no longer what was counted.
pub fn with_outcome(request: &SearchRequest, outcome: &str, year: Option<&str>) -> String {
    let chosen = &request.filters.outcomes;
    match Outcome::from_name(outcome) {
        Some(outcome) if chosen.is_empty() || chosen.contains(&outcome) => {
            narrowed(request, |request| {
                request.filters.outcomes = vec![outcome];
                if let Some(year) = year {
                    narrow_to_year(request, year);
                }
            })
        }
        _ => String::new(),
    }
}

/// `januari 2023` of `2023-01`.
pub fn month_in_words(month: &str) -> String {
    let first: Option<NaiveDate> = format!("{month}-01").parse().ok();
    let Some(first) = first else {
        return month.to_owned();
    };
    let day = swedish::day(first);
    day.strip_prefix("1 ").unwrap_or(&day).to_owned()
}

/// `jan` of `2023-01`.
pub fn month_shortly(month: &str) -> String {
    month_in_words(month).chars().take(3).collect()
}

/// Every month from the first to the last, `2023-05`, those between them included; nothing where they are too many.
pub fn months(first: &str, last: &str, most: usize) -> Vec<String> {
    let read = |month: &str| -> Option<NaiveDate> { format!("{month}-01").parse().ok() };
    let (Some(first), Some(last)) = (read(first), read(last)) else {
        return Vec::new();
    };
    let mut months = Vec::new();
    let mut month = Some(first);
    while let Some(day) = month.filter(|day| *day <= last) {
        if months.len() == most {
            return Vec::new();
        }
        months.push(format!("{:04}-{:02}", day.year(), day.month()));
        month = day.checked_add_months(Months::new(1));
    }
    months
}

/// A sentence where the page of results shows more than what answers the query as typed.
pub fn beyond(
    app: &App,
    request: &SearchRequest,
    total: u64,
    patience: &Patience,
) -> Result<Option<String>, Problem> {
    if !request.relax || total >= MAY_BE_HELPED || request.query.typed.trim().is_empty() {
        return Ok(None);
    }
    let first = SearchRequest {
        size: 1,
        facets: false,
        ..whole(request)
    };
    let index = &app.sources().index;
    let shown = index.search_within(&first, patience);
    let shown = shown.map_err(crate::answers::AnswerError::from)?.total;
    Ok((shown > total).then(|| {
        format!(
            "Sidan med träffar visar {}, för att så lite svarar mot frågan precis som den är skriven. Här är bara det som gör det med.",
            swedish::counted(shown, "paragraf", "paragrafer")
        )
    }))
}

#[cfg(test)]
mod tests {
    use paragraf_query::{Query, SearchRequest};

    use super::{in_month, month_in_words, month_shortly, months, with_outcome};

    fn asked(filters: impl FnOnce(&mut SearchRequest)) -> SearchRequest {
        let mut request = SearchRequest::new(Query::parse("taxa"));
        filters(&mut request);
        request
    }

    #[test]
    fn a_month_stays_within_the_days_that_were_asked_for() {
        assert_eq!(
            in_month(&asked(|_| ()), "2024-02"),
            "/sok?q=taxa&fran=2024-02-01&till=2024-02-29&bredda=nej"
        );
        let within = asked(|request| {
            request.filters.from = "2024-02-10".parse().ok();
            request.filters.to = "2024-02-20".parse().ok();
        });
        assert_eq!(
            in_month(&within, "2024-02"),
            "/sok?q=taxa&fran=2024-02-10&till=2024-02-20&bredda=nej"
        );
    }

    #[test]
    fn an_outcome_beside_those_asked_for_has_no_address() {
        use paragraf_model::Outcome;
        let request =
            asked(|request| request.filters.outcomes = vec![Outcome::Granted, Outcome::Noted]);
        assert_eq!(
            with_outcome(&request, "granted", Some("2024")),
            "/sok?q=taxa&utfall=bifallet&ar=2024&bredda=nej"
        );
        assert_eq!(with_outcome(&request, "rejected", None), "");
    }

    #[test]
    fn months_have_names_and_none_is_left_out() {
        assert_eq!(month_in_words("2023-01"), "januari 2023");
        assert_eq!(month_shortly("2023-05"), "maj");
        assert_eq!(
            months("2023-11", "2024-02", 36),
            ["2023-11", "2023-12", "2024-01", "2024-02"]
        );
        assert!(months("2020-01", "2024-02", 36).is_empty());
    }
}
