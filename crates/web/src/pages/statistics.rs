//! `/statistik`: any search counted by year, month, outcome, body and municipality, as pictures and as tables whose every
//! row leads to its hits.

mod crossed;

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use crossed::OutcomesOfYears;
use paragraf_archive::Holding;
use paragraf_index::{FacetCount, Overview, StatsBy};
use paragraf_query::{KnownValues, SearchRequest};

use super::asked::{self, Asked};
use super::chart::bars::{Bars, Value};
use super::chart::columns::{Columns, Point, Size};
use super::{Crumb, Shell, page, structured};
use crate::answers::{AnswerError, FacetAnswer, labelled_counts};
use crate::api::search::request;
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::{names, swedish};

#[derive(Template)]
#[template(path = "statistics.html")]
struct StatisticsPage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    asked: Asked,
    /// `12 paragrafer, 2019–2024`.
    counted: String,
    total: u64,
    notes: Vec<String>,
    times: Vec<Times>,
    outcomes: Option<Named>,
    outcomes_of_years: Option<OutcomesOfYears>,
    named: Vec<Named>,
}

/// Counts over time: a picture and a table.
struct Times {
    title: &'static str,
    chart: Columns,
    table: Bars,
    /// Whether the table lies open.
    open: bool,
    json: String,
}

/// Counts of named values.
struct Named {
    title: &'static str,
    /// What a reader has to know of the counts.
    remark: &'static str,
    table: Bars,
    /// Where the values are many: more of them, under a sentence of how many.
    rest: Option<(String, Bars)>,
    /// What even that table leaves out; empty where it is whole.
    beyond: String,
    json: String,
}

/// A search over more months than these is counted by year alone.
const MOST_MONTHS: usize = 36;
/// Years are drawn with those between them that have no hits, unless they are more than this.
const MOST_YEARS: usize = 80;
/// Longer tables over time are closed, so that the next picture is near.
const OPEN_ROWS: usize = 12;
/// Longer tables of named values show their first rows and keep the whole behind a summary.
const LONG_TABLE: usize = 60;
const FIRST_ROWS: usize = 20;
/// Rows of any table of named values: one as long as Sweden has bodies helps nobody.
const MOST_ROWS: usize = 200;

/// Said of a year instead of a count, which would read as if nothing had been decided.
const NOT_HELD: &str = "inga protokoll inlästa";

/// Counts over a search.
pub async fn statistics(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = match names::read("/statistik", &parameters, &[])? {
        names::Asked::Here(parameters) => parameters,
        names::Asked::Elsewhere(response) => return Ok(response),
    };
    let template = app.ask_within(move |app, patience| {
        let request = request(app, &parameters)?;
        let overview = app.sources().index.overview_within(&request, patience);
        let overview = overview.map_err(AnswerError::from)?;
        let beyond = asked::beyond(app, &request, overview.total, patience)?;
        let known = app.snapshot();
        let holdings = &known.held(&app.sources().archive)?.holdings;
        let years_held = years_held(holdings, &request);
        let mut page = StatisticsPage::of(app, &request, overview, years_held);
        page.notes.extend(beyond);
        Ok(page)
    });
    page(&template.await.map_err(names::problem_in_swedish)?)
}

impl StatisticsPage {
    fn of(
        app: &App,
        request: &SearchRequest,
        overview: Overview,
        years_held: BTreeSet<i32>,
    ) -> StatisticsPage {
        let known = &app.snapshot().known;
        let asked = Asked::of("/statistik", request, known);
        let counting = Counting {
            request,
            known,
            overview: &overview,
            years_held,
        };
        let counted = counting.in_words();
        let title = format!("Statistik över {}", asked.title);
        let crumbs = vec![
            Crumb::new("Sök", "/sok"),
            Crumb::new(format!("Träffar på {}", asked.title), asked.hits.clone()),
            Crumb::new("Statistik", ""),
        ];
        let about = format!("{counted}: fördelade på år, organ, kommun och utfall.");
        let data = structured::page(app, "WebPage", &title, &asked.statistics, &crumbs);
        let shell = Shell::new(app, &asked.statistics, &title, &about).with_data(&data);
        StatisticsPage {
            shell: shell.in_menu("/sok").unlisted(),
            crumbs,
            counted,
            total: overview.total,
            notes: overview.notes.clone(),
            times: counting.times(),
            outcomes: counting.outcomes(),
            outcomes_of_years: counting.outcomes_of_years(),
            named: counting.named(),
            asked,
        }
    }
}

/// What the page's parts are made from.
struct Counting<'a> {
    request: &'a SearchRequest,
    known: &'a KnownValues,
    overview: &'a Overview,
    /// Years of which minutes are held where the search looks.
    years_held: BTreeSet<i32>,
}

impl Counting<'_> {
    /// `12 paragrafer, 2019–2024`.
    fn in_words(&self) -> String {
        let counted = swedish::counted(self.overview.total, "paragraf", "paragrafer");
        let years = self.overview.by(StatsBy::Year);
        match (years.first(), years.last()) {
            (Some(first), Some(last)) if first.value == last.value => {
                format!("{counted}, {}", first.value)
            }
            (Some(first), Some(last)) => format!("{counted}, {}–{}", first.value, last.value),
            _ => counted,
        }
    }

    fn times(&self) -> Vec<Times> {
        let years = self.years();
        let mut times = Vec::new();
        if !years.is_empty() {
            times.push(self.over_time("År", "ar", StatsBy::Year, &years, |year| {
                (
                    year.to_owned(),
                    year.to_owned(),
                    asked::in_year(self.request, year),
                )
            }));
        }
        let months = self.months();
        if months.len() > 1 {
            let one_year = months.len() <= 12;
            times.push(
                self.over_time("Månad", "manad", StatsBy::Month, &months, |month| {
                    let label = match one_year {
                        true => asked::month_shortly(month),
                        false => format!(
                            "{} {}",
                            asked::month_shortly(month),
                            month.split('-').next().unwrap_or_default()
                        ),
                    };
                    (
                        asked::month_in_words(month),
                        label,
                        asked::in_month(self.request, month),
                    )
                }),
            );
        }
        times
    }

    /// `told` gives a time in words, its label below the picture, and the address of its hits.
    fn over_time(
        &self,
        title: &'static str,
        id: &str,
        by: StatsBy,
        times: &[FacetCount],
        told: impl Fn(&str) -> (String, String, String),
    ) -> Times {
        let total = self.overview.total;
        let mut points = Vec::new();
        let mut rows = Vec::new();
        for FacetCount { value, count } in times {
            let (words, label, url) = told(value);
            let instead = match *count {
                0 if !self.is_held(value) => NOT_HELD,
                _ => "",
            };
            let counted = match instead {
                "" => swedish::counted(*count, "paragraf", "paragrafer"),
                _ => instead.to_owned(),
            };
            let url = if *count > 0 { url } else { String::new() };
            points.push(Point {
                told: format!("{words}: {counted}"),
                label,
                url: url.clone(),
                count: *count,
            });
            rows.push(Value {
                label: words,
                url,
                count: *count,
                instead,
            });
        }
        let caption = format!("Paragrafer per {}", title.to_lowercase());
        Times {
            title,
            open: rows.len() <= OPEN_ROWS,
            chart: Columns::of(caption.clone(), &points, Size::Whole),
            table: Bars::of(id, &caption, title, &rows, total).undrawn(),
            json: self.json(by),
        }
    }

    /// Whether any minutes are held of a year, or of the year of a month.
    fn is_held(&self, time: &str) -> bool {
        let year = time.split('-').next().and_then(|year| year.parse().ok());
        year.is_some_and(|year| self.years_held.contains(&year))
    }

    /// Years in order, those without hits between them too.
    fn years(&self) -> Vec<FacetCount> {
        let counts = self.overview.by(StatsBy::Year);
        let read = |count: &FacetCount| count.value.parse::<u32>().ok();
        let (Some(first), Some(last)) =
            (counts.first().and_then(read), counts.last().and_then(read))
        else {
            return Vec::new();
        };
        if last.abs_diff(first) as usize >= MOST_YEARS {
            return counts.to_vec();
        }
        let years = (first..=last).map(|year| year.to_string());
        filled(years, counts)
    }

    /// Months in order, where they are few enough.
    fn months(&self) -> Vec<FacetCount> {
        let counts = self.overview.by(StatsBy::Month);
        let (Some(first), Some(last)) = (counts.first(), counts.last()) else {
            return Vec::new();
        };
        let months = asked::months(&first.value, &last.value, MOST_MONTHS);
        filled(months.into_iter(), counts)
    }

    fn outcomes(&self) -> Option<Named> {
        self.table(
            "Utfall",
            "utfall",
            "Beslutets eget verb. En paragraf kan ha flera utfall eller inget, så andelarna behöver inte bli hundra procent tillsammans.",
            StatsBy::Outcome,
            |outcome| asked::with_outcome(self.request, outcome, None),
        )
    }

    /// Bodies and municipalities; a search within one of them alone is not counted by it.
    fn named(&self) -> Vec<Named> {
        let body = self.table(
            "Organ",
            "organ",
            "Organ med samma namn i flera kommuner är räknade tillsammans.",
            StatsBy::Body,
            |body| {
                asked::narrowed(self.request, |request| {
                    request.filters.bodies = vec![body.to_owned()];
                })
            },
        );
        let municipality = self.table(
            "Kommun eller region",
            "kommun",
            "",
            StatsBy::Municipality,
            |municipality| {
                asked::narrowed(self.request, |request| {
                    request.filters.municipalities = vec![municipality.to_owned()];
                })
            },
        );
        [body, municipality].into_iter().flatten().collect()
    }

    fn table(
        &self,
        title: &'static str,
        id: &str,
        remark: &'static str,
        by: StatsBy,
        url: impl Fn(&str) -> String,
    ) -> Option<Named> {
        let total = self.overview.total;
        let value = |one: FacetAnswer| Value {
            url: url(&one.value),
            label: one.label,
            count: one.count,
            instead: "",
        };
        let values: Vec<Value> = self.labelled(by).into_iter().map(value).collect();
        if values.is_empty() {
            return None;
        }
        let caption = format!("Paragrafer per {}", title.to_lowercase());
        let is_long = values.len() > LONG_TABLE;
        let first = values.get(..FIRST_ROWS).filter(|_| is_long);
        let most = values.get(..MOST_ROWS);
        let beyond = values.len().saturating_sub(MOST_ROWS) as u64;
        Some(Named {
            title,
            remark,
            table: Bars::of(id, &caption, title, first.unwrap_or(&values), total),
            rest: is_long.then(|| {
                let told = match most {
                    Some(_) if beyond > 0 => format!("De {MOST_ROWS} vanligaste"),
                    _ => format!("Alla {}", swedish::count(values.len() as u64)),
                };
                let rows = most.unwrap_or(&values);
                let table = Bars::of(&format!("{id}-alla"), &caption, title, rows, total);
                (told, table.undrawn())
            }),
            beyond: match beyond {
                0 => String::new(),
                _ => format!("{} till visas inte här.", swedish::count(beyond)),
            },
            json: self.json(by),
        })
    }

    fn labelled(&self, by: StatsBy) -> Vec<FacetAnswer> {
        labelled_counts(self.overview.by(by), by, self.known)
    }

    fn json(&self, by: StatsBy) -> String {
        asked::of_api("/api/v1/stats", &[("by", by.name())], self.request, false)
    }
}

/// Years of which minutes are held of the municipalities and bodies that the search is narrowed to.
fn years_held(holdings: &[Holding], request: &SearchRequest) -> BTreeSet<i32> {
    let fits = |list: &[String], name: &String| list.is_empty() || list.contains(name);
    let filters = &request.filters;
    let holdings = holdings.iter().filter(|held| {
        fits(&filters.municipalities, &held.municipality_short)
            && fits(&filters.bodies, &held.body_slug)
    });
    let years = holdings.flat_map(|held| &held.years);
    years
        .filter(|year| year.meetings > 0)
        .map(|year| year.year)
        .collect()
}

/// These times with their counts; 0 for those that have none.
fn filled(times: impl Iterator<Item = String>, counts: &[FacetCount]) -> Vec<FacetCount> {
    let count = |value: String| FacetCount {
        count: counts
            .iter()
            .find(|one| one.value == value)
            .map_or(0, |one| one.count),
        value,
    };
    times.map(count).collect()
}
