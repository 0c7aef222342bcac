//! `/{kommun}` and `/{kommun}/{organ}`: what is held of a municipality and of one of its bodies.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use paragraf_archive::Holding;
use paragraf_model::slug;

use super::meetings::{self, YearView};
use super::missing::{self, MissingView};
use super::strips::Strips;
use super::unread::{ProblemGroup, groups};
use super::{Crumb, Shell, page, structured};
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem};
use crate::{address, swedish};

#[derive(Template)]
#[template(path = "municipality.html")]
struct MunicipalityPage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    name: String,
    short_name: String,
    counted: String,
    read: String,
    feed: String,
    strips: Option<Strips>,
    bodies: Vec<BodyLine>,
    /// Files that say that they come from here and cannot be searched.
    problems: Vec<ProblemGroup>,
}

#[derive(Template)]
#[template(path = "body.html")]
struct BodyPage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    body: String,
    municipality: String,
    counted: String,
    read: String,
    strips: Option<Strips>,
    years: Vec<YearView>,
    numbering: &'static str,
    /// Years of which nothing is held; what is missing of the others stands among their meetings.
    missing: Vec<MissingView>,
    findings: String,
    search: String,
    statistics: String,
    feed: String,
    short_name: String,
    slug: String,
}

/// A body in a list.
pub struct BodyLine {
    pub name: String,
    pub url: String,
    pub span: String,
    pub meetings: String,
    pub paragraphs: String,
    /// The day when its latest file came.
    pub read: String,
    pub missing: Vec<MissingView>,
    /// Whether the body's own page tells what is missing.
    pub is_told_elsewhere: bool,
}

/// The bodies of a municipality.
pub async fn municipality(
    State(app): State<App>,
    path: Path<String>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let Path(asked) = path;
    let answer = app.ask(move |app| {
        let known = app.snapshot();
        let holdings = known.held(&app.sources().archive)?.holdings.iter();
        // Another form of the name is led here by `elsewhere`, which tells Habo from Håbo.
        let holdings = holdings.filter(|holding| holding.municipality_short == asked);
        let holdings: Vec<&Holding> = holdings.collect();
        let Some(first) = holdings.first() else {
            return Err(not_held(app, &asked));
        };
        let problems = groups(&app.sources().archive, Some(&first.municipality.name))?;
        let read = holdings.iter().map(|holding| holding.last_ingest).max();
        let paragraphs = holdings
            .iter()
            .map(|holding| u64::from(holding.paragraphs))
            .sum();
        let name = first.municipality.name.clone();
        let path = format!("/{asked}");
        let counted = swedish::counted(paragraphs, "paragraf", "paragrafer");
        let bodies = swedish::counted(holdings.len() as u64, "organ", "organ");
        let about = format!(
            "Vad {name} har beslutat: {counted} ur protokoll från {bodies}, sökbara och med källa."
        );
        let crumbs = vec![
            Crumb::new("Alla kommuner", "/tackning"),
            Crumb::new(name.clone(), ""),
        ];
        let feed = address::with_parameters("/api/v1/feed.atom", &[("municipality", &asked)]);
        Ok(MunicipalityPage {
            crumbs: crumbs.clone(),
            shell: Shell::new(app, &path, &format!("{name}: beslut och protokoll"), &about)
                .with_data(&structured::organization(app, &name, None, &path, &crumbs))
                .with_feed(app, &feed),
            feed,
            name,
            short_name: asked,
            counted,
            read: read
                .map(|read| swedish::day(read.date_naive()))
                .unwrap_or_default(),
            strips: Strips::of(&holdings),
            bodies: holdings.into_iter().map(BodyLine::of).collect(),
            problems,
        })
    });
    page(&answer.await?)
}

/// The meetings of a body.
pub async fn body(
    State(app): State<App>,
    path: Path<(String, String)>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let Path((short_name, body)) = path;
    let answer = app.ask(move |app| {
        let archive = &app.sources().archive;
        let known = app.snapshot();
        let mut holdings = known.held(archive)?.holdings.iter();
        let found =
            holdings.find(|one| one.municipality_short == short_name && one.body_slug == body);
        let Some(holding) = found else {
            return Err(not_held(app, &short_name));
        };
        Ok(BodyPage::of(
            app,
            holding,
            meetings::by_year(holding, &archive.meetings(&short_name, &body)?),
        ))
    });
    page(&answer.await?)
}

/// A municipality that exists and is not held is another answer than an address that means nothing.
fn not_held(app: &App, asked: &str) -> Problem {
    let known = app.snapshot();
    let name = slug(asked);
    match known
        .known
        .municipalities
        .iter()
        .find(|known| known.short_name == name)
    {
        Some(known) => Problem::new(
            Kind::NotFound,
            format!("Arkivet har inga sådana protokoll från {} än.", known.name),
        ),
        None => Problem::of(Kind::NotFound),
    }
}

/// From one meeting to another.
pub fn span(first: NaiveDate, last: NaiveDate) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first} – {last}"),
    }
}

impl BodyLine {
    /// As the archive has it.
    pub fn of(holding: &Holding) -> BodyLine {
        BodyLine {
            name: holding.body.clone(),
            url: format!("/{}/{}", holding.municipality_short, holding.body_slug),
            span: span(holding.first_meeting, holding.last_meeting),
            meetings: swedish::count(holding.meetings.into()),
            paragraphs: swedish::count(holding.paragraphs.into()),
            read: holding.last_ingest.date_naive().to_string(),
            missing: missing::of_body(holding),
            is_told_elsewhere: false,
        }
    }

    /// Leaves what is missing to the body's own page.
    pub fn leave_out_years(&mut self) {
        self.is_told_elsewhere = !self.missing.is_empty();
        self.missing.clear();
    }
}

impl BodyPage {
    fn of(app: &App, holding: &Holding, years: Vec<YearView>) -> BodyPage {
        let place = format!("/{}", holding.municipality_short);
        let path = format!("{place}/{}", holding.body_slug);
        let crumbs = vec![
            Crumb::new(holding.municipality.name.clone(), place),
            Crumb::new(holding.body.clone(), ""),
        ];
        let counted = swedish::counted(holding.paragraphs.into(), "paragraf", "paragrafer");
        let (body, municipality) = (&holding.body, &holding.municipality.name);
        let about = format!(
            "Protokoll från {body} i {municipality}: {counted}, sammanträde för sammanträde."
        );
        let data = structured::organization(app, body, Some(municipality), &path, &crumbs);
        let feed = address::with_parameters(
            "/api/v1/feed.atom",
            &[
                ("municipality", holding.municipality_short.as_str()),
                ("body", &holding.body_slug),
            ],
        );
        BodyPage {
            shell: Shell::new(app, &path, &format!("{body}, {municipality}"), &about)
                .with_data(&data)
                .with_feed(app, &feed),
            feed,
            crumbs,
            counted,
            read: swedish::day(holding.last_ingest.date_naive()),
            strips: Strips::of(&[holding]),
            years,
            numbering: missing::numbering(holding),
            missing: missing::of_years_not_held(holding),
            findings: address::of_search(
                "/iakttagelser",
                &[
                    ("municipality", holding.municipality_short.as_str()),
                    ("body", &holding.body_slug),
                ],
            ),
            statistics: address::of_search(
                "/statistik",
                &[
                    ("municipality", holding.municipality_short.as_str()),
                    ("body", &holding.body_slug),
                ],
            ),
            search: address::results(&[
                ("municipality", holding.municipality_short.as_str()),
                ("body", &holding.body_slug),
                ("sort", "newest"),
            ]),
            body: holding.body.clone(),
            municipality: holding.municipality.name.clone(),
            short_name: holding.municipality_short.clone(),
            slug: holding.body_slug.clone(),
        }
    }
}
