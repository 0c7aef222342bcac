//! `/sok`: the same search as the API's, for people. The whole state of the search is in the address.

mod numbers;
mod summary;
mod ways;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use numbers::{CasesFound, Numbers};
use paragraf_index::Patience;
use paragraf_model::SectionKind;
use paragraf_query::{KnownValues, SearchRequest, Zone};
use ways::{Search, zone_words};

use super::entry::{Entry, Link};
use super::years::Years;
use super::{Crumb, Shell, asked, page, structured};
use crate::answers::{AnswerError, FacetsAnswer, Found, by_halves, find};
use crate::api::search::request;
use crate::app::{App, today};
use crate::names::{self, Asked};
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::{address, swedish};

/// Values of a facet that are seen at once.
const MOST_VALUES: usize = 7;
/// Values that can be unfolded: all municipalities and regions.
const MOST_LISTED: usize = 320;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    shell: Shell,
    typed: String,
    understood: String,
    total: u64,
    /// Without help: as many as a file of all hits has.
    total_as_typed: u64,
    counted: String,
    heading: String,
    /// The search for any of the words, where none has all of them.
    any_word: Option<String>,
    /// The search with its days the other way round, where the first lies after the last.
    turned: Option<String>,
    /// Where, when and with what outcome, in a sentence; empty where nothing was counted.
    summary: String,
    entries: Vec<Entry>,
    /// What a lone case number may mean.
    cases: CasesFound,
    chips: Vec<Link>,
    facets: Vec<FacetGroup>,
    years: Option<Years>,
    sorts: Vec<Choice>,
    notes: Vec<String>,
    did_you_mean: Option<Link>,
    relaxed: bool,
    /// The same search for nothing beyond what was typed, where more was searched.
    strict: Option<String>,
    next: Option<String>,
    /// Whether this is not the first page.
    later_page: bool,
    first_page: String,
    without_filters: String,
    with_fewer_words: Option<String>,
    /// What the form keeps without showing it.
    kept: Vec<(String, String)>,
    zones: Vec<Choice>,
    /// Spans of time up to today.
    lately: Vec<Choice>,
    /// What is held of the municipalities that were chosen: few hits may be few minutes.
    held: Vec<Link>,
    /// The parts that are searched most, as links; none without words.
    parts: Vec<Choice>,
    from: String,
    to: String,
    more_open: bool,
    excel: String,
    files: String,
    statistics: String,
    feed: String,
    api: String,
}

struct FacetGroup {
    title: &'static str,
    values: Vec<FacetLink>,
    /// The values after the first ones.
    rest: Vec<FacetLink>,
}

struct FacetLink {
    label: String,
    count: String,
    /// Of a hundred, against the value with most hits.
    share: u64,
    url: String,
    active: bool,
}

/// One of several ways, as a link or an option.
struct Choice {
    label: &'static str,
    value: String,
    active: bool,
}

enum Answer {
    Page(Box<SearchPage>),
    /// Case numbers alone were asked for.
    Elsewhere(String),
}

/// Results.
pub async fn search(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let parameters = match names::read("/sok", &parameters, &[])? {
        Asked::Here(parameters) => parameters,
        Asked::Elsewhere(response) => return Ok(response),
    };
    let answer = app.ask_within(move |app, patience| {
        let request = request(app, &parameters)?;
        let cases = match numbers::of(app, &request, &parameters)? {
            Numbers::At(address) => return Ok(Answer::Elsewhere(address)),
            Numbers::Here(cases) => cases,
        };
        let found = find(app.sources(), &request, patience)?;
        let mut page = SearchPage::of(app, &request, found, cases, patience)?;
        page.held = summary::held(app, &request)?;
        Ok(Answer::Page(Box::new(page)))
    });
    match answer.await.map_err(names::problem_in_swedish)? {
        Answer::Page(template) => page(&*template),
        // Not for ever: the number may come to mean more.
        Answer::Elsewhere(address) => Ok(Redirect::to(&address).into_response()),
    }
}

impl SearchPage {
    fn of(
        app: &App,
        request: &SearchRequest,
        found: Found,
        cases: CasesFound,
        patience: &Patience,
    ) -> Result<SearchPage, AnswerError> {
        let known = &app.snapshot().known;
        let typed = request.query.typed.trim().to_owned();
        let search = Search::of(request);
        let Found { answer, paragraphs } = found;
        let entries = by_halves(&paragraphs, |paragraphs| {
            let marked = paragraphs.iter().map(|(_, stored)| {
                // Marking goes through whole texts.
                patience.check()?;
                Ok(Entry::of_hit(stored, &answer.matcher, &typed))
            });
            marked.collect::<Result<Vec<Entry>, AnswerError>>()
        })?;
        let facets = answer
            .facets
            .as_ref()
            .map(|facets| FacetsAnswer::of(facets, known));
        let is_first_page = request.cursor.is_none();
        let years = facets.as_ref().filter(|_| is_first_page);
        let years = years.and_then(|facets| search.years(&facets.year));
        let has_more = answer.total > answer.total_as_typed;
        let relaxable = answer.total == 0 && !request.relax && typed.split_whitespace().count() > 1;
        let counted = swedish::counted(answer.total, "paragraf", "paragrafer");
        let chips = search.chips(known);
        let asked = asked::in_words(&typed, &chips);
        let heading = match typed.is_empty() && chips.is_empty() {
            true => "Sök bland besluten".to_owned(),
            false => format!("Sökning: {asked}"),
        };
        let about = format!("{counted} ur kommuners och regioners protokoll: {asked}.");
        let feed = search.feed();
        let title = format!("{heading}, {counted}");
        let path = search.url("/sok");
        let crumbs = [Crumb::new("Sök", "")];
        let data = structured::page(app, "SearchResultsPage", &heading, &path, &crumbs);
        let mut shell = Shell::new(app, &path, &title, &about).with_data(&data);
        // A feed is never helped: where only help found something, it would stay empty.
        if answer.total_as_typed > 0 || answer.total == 0 {
            shell = shell.with_feed(app, &feed);
        }
        Ok(SearchPage {
            shell: shell.in_menu("/sok").unlisted(),
            understood: understood(request),
            total: answer.total,
            total_as_typed: answer.total_as_typed,
            counted,
            summary: facets
                .as_ref()
                .map(|facets| summary::of(facets, &search))
                .unwrap_or_default(),
            entries,
            lately: search.lately(today()),
            held: Vec::new(),
            parts: if typed.is_empty() {
                Vec::new()
            } else {
                search.parts()
            },
            cases,
            chips,
            heading,
            any_word: any_word(&typed, answer.total_as_typed).map(|query| search.with("q", &query)),
            turned: turned(request, &search),
            facets: facets
                .map(|facets| search.facets(&facets))
                .unwrap_or_default(),
            years,
            sorts: search.sorts(request.sort),
            notes: answer.notes,
            did_you_mean: answer.did_you_mean.map(|spelling| Link {
                url: search.with("q", &spelling),
                label: spelling,
            }),
            strict: has_more.then(|| search.with("relax", "false")),
            relaxed: answer.relaxed,
            next: answer.next.map(|cursor| search.plus("cursor", &cursor)),
            later_page: request.cursor.is_some(),
            first_page: search.url("/sok"),
            without_filters: address::results(&[("q", &typed)]),
            with_fewer_words: relaxable.then(|| search.with("relax", "true")),
            kept: search.kept(),
            zones: zones(request),
            from: request
                .filters
                .from
                .map(|day| day.to_string())
                .unwrap_or_default(),
            to: request
                .filters
                .to
                .map(|day| day.to_string())
                .unwrap_or_default(),
            more_open: request.filters.from.is_some()
                || request.filters.to.is_some()
                || !request.filters.zones.is_empty(),
            excel: search.export("csv", Some("excel")),
            files: search.lasting("/hamta"),
            statistics: search.lasting("/statistik"),
            feed,
            api: search.url("/api/v1/search"),
            typed,
        })
    }
}

/// `skolskjuts ELLER friskola`, where nothing has all the words and they are plain ones.
fn any_word(typed: &str, total_as_typed: u64) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let is_plain =
        |word: &&str| word.chars().all(char::is_alphabetic) && **word != word.to_uppercase();
    let is_asked = total_as_typed == 0 && words.len() > 1 && words.iter().all(is_plain);
    is_asked.then(|| words.join(" ELLER "))
}

fn turned(request: &SearchRequest, search: &Search) -> Option<String> {
    let (from, to) = request.filters.from.zip(request.filters.to)?;
    (from > to).then(|| search.between(to, from))
}

/// How the query was read, where that tells more than what was typed.
fn understood(request: &SearchRequest) -> String {
    let understood = request.query.understood();
    let same = understood
        .trim()
        .eq_ignore_ascii_case(request.query.typed.trim());
    if same { String::new() } else { understood }
}

/// The parts of a paragraph that a visitor may want to search alone.
fn zones(request: &SearchRequest) -> Vec<Choice> {
    let offered = [
        Zone::Section(SectionKind::Decision),
        Zone::Title,
        Zone::Section(SectionKind::Description),
        Zone::Section(SectionKind::Proposal),
        Zone::Section(SectionKind::Motions),
        Zone::Section(SectionKind::Reservation),
        Zone::Section(SectionKind::Statement),
    ];
    let choice = |zone: Zone| Choice {
        label: zone_words(zone),
        value: names::zone_name(zone).to_owned(),
        active: request.filters.zones.first() == Some(&zone),
    };
    offered.into_iter().map(choice).collect()
}

/// The filters of a search as a citizen reads them: `Kommun: Örebro kommun`.
pub fn filters_in_words(request: &SearchRequest, known: &KnownValues) -> Vec<String> {
    let chips = Search::of(request).chips(known).into_iter();
    chips.map(|chip| chip.label).collect()
}

/// The filters of a search in words, each with the address of this page without it.
pub(super) fn chips_of(path: &str, request: &SearchRequest, known: &KnownValues) -> Vec<Link> {
    let chips = Search::of(request).chips(known).into_iter();
    let here = |chip: Link| Link {
        url: match chip.url.strip_prefix("/sok") {
            Some(parameters) => format!("{path}{parameters}"),
            None => chip.url,
        },
        ..chip
    };
    chips.map(here).collect()
}
