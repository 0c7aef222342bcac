//! `/arende/{kommun}/{nummer}`: a matter as a time line through all bodies.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use paragraf_archive::StoredParagraph;
use paragraf_model::CaseNumber;
use paragraf_query::KnownValues;

use super::entry::{self, Entry, Link, Stamp};
use super::lanes::{self, Lanes};
use super::text;
use super::{Crumb, Shell, municipality_name, page, structured};
use crate::answers::{FoundCase, find_case};
use crate::api::cases::short_name;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem};
use crate::{address, swedish};

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    canonical: String,
    municipality: String,
    title: String,
    counted: String,
    span: String,
    bodies: Vec<String>,
    lanes: Option<Lanes>,
    /// The latest step: where, and how it ended.
    latest: Option<Latest>,
    entries: Vec<Step>,
    /// Steps after the ones shown.
    left_out: usize,
    feed: String,
    others: Vec<Link>,
    search: String,
    api: String,
}

/// A number that more paragraphs name is a collection, such as a year's notices; the search pages through it.
const MOST_STEPS: usize = 300;

/// The state of the matter.
struct Latest {
    step: Link,
    stamps: Vec<Stamp>,
    as_proposed: Option<bool>,
}

impl Latest {
    fn of(stored: &StoredParagraph) -> Latest {
        let paragraph = &stored.paragraph;
        let decision = paragraph.decision.as_ref();
        Latest {
            step: Link {
                label: format!(
                    "{} {}, § {}",
                    stored.body,
                    swedish::day(stored.date),
                    swedish::number(paragraph)
                ),
                url: format!("/{}", stored.id),
            },
            stamps: entry::stamps(paragraph),
            as_proposed: decision.and_then(|decision| decision.as_proposed),
        }
    }
}

/// A paragraph of the case, with whether its decision followed the proposal.
struct Step {
    entry: Entry,
    as_proposed: Option<bool>,
    /// How long after the step before.
    pause: String,
}

#[derive(Template)]
#[template(path = "case_choice.html")]
struct ChoicePage {
    shell: Shell,
    typed: String,
    municipality: String,
    candidates: Vec<Choice>,
}

/// A case that a number may mean.
struct Choice {
    link: Link,
    /// As its latest paragraph has it.
    title: String,
    counted: String,
}

enum Answer {
    Page(Box<CasePage>),
    /// The number means several cases.
    Choice(Box<ChoicePage>),
    /// Another spelling: the case's own address, for ever.
    Elsewhere(String),
    /// The only case so far that the number may mean.
    ForNow(String),
}

/// One case; any other spelling of its number leads to the canonical one.
pub async fn case(
    State(app): State<App>,
    path: Path<(String, String)>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let Path((municipality, typed)) = path;
    let short_name = short_name(&app.snapshot().known, &municipality);
    let short_name = short_name.ok_or_else(|| Problem::of(Kind::NotFound))?;
    let answer = app.ask(move |app| {
        let found = find_case(&app.sources().archive, &short_name, &typed)?;
        let found = found.filter(|found| !found.paragraphs.is_empty());
        let found = found.ok_or_else(|| not_found(&app.snapshot().known, &short_name, &typed))?;
        if found.ambiguous {
            let choice = ChoicePage::of(app, &short_name, &typed, &found)?;
            return Ok(Answer::Choice(Box::new(choice)));
        }
        if short_name != municipality || found.slug != typed {
            let address = address::case_page(&short_name, &found.slug);
            return Ok(match found.own_number {
                true => Answer::Elsewhere(address),
                false => Answer::ForNow(address),
            });
        }
        Ok(Answer::Page(Box::new(CasePage::of(
            app,
            &short_name,
            &found,
        ))))
    });
    match answer.await? {
        Answer::Page(template) => page(&*template),
        Answer::Choice(template) => page(&*template),
        Answer::ForNow(address) => Ok(Redirect::temporary(&address).into_response()),
        Answer::Elsewhere(address) => Ok(Redirect::permanent(&address).into_response()),
    }
}

fn not_found(known: &KnownValues, short_name: &str, typed: &str) -> Problem {
    let name = municipality_name(known, short_name);
    let detail = match CaseNumber::read(typed) {
        Some(number) => format!(
            "Ingen paragraf i arkivet nämner ärendet {} i {name}.",
            number.canonical()
        ),
        None => format!("”{typed}” går inte att läsa som ett ärendenummer."),
    };
    Problem::new(Kind::NotFound, detail).with_ways(vec![
        (
            format!("Allt som finns från {name}"),
            format!("/{short_name}"),
        ),
        (
            "Slå upp ärendenummer i alla kommuner".to_owned(),
            "/arenden".to_owned(),
        ),
        (
            "Sök på numret i texterna".to_owned(),
            address::results(&[("q", format!("\"{typed}\"").as_str())]),
        ),
    ])
}

impl ChoicePage {
    fn of(
        app: &App,
        short_name: &str,
        typed: &str,
        found: &FoundCase,
    ) -> Result<ChoicePage, Problem> {
        let archive = &app.sources().archive;
        let municipality = municipality_name(&app.snapshot().known, short_name);
        let choice = |canonical: &str, paragraphs: u64, title: Option<String>| Choice {
            link: Link {
                url: address::case_page(short_name, &paragraf_model::slug(canonical)),
                label: canonical.to_owned(),
            },
            title: title.unwrap_or_default(),
            counted: swedish::counted(paragraphs, "paragraf", "paragrafer"),
        };
        let paragraphs = found.paragraphs.len() as u64;
        let mut candidates = vec![choice(&found.canonical, paragraphs, Some(title(found)))];
        for other in &found.others {
            let latest = archive.paragraph(&other.latest)?;
            let title = latest.and_then(|latest| latest.paragraph.title);
            candidates.push(choice(&other.canonical, other.paragraphs.into(), title));
        }
        let shell = Shell::bare(&format!("Vilket ärende? {typed}, {municipality}"));
        Ok(ChoicePage {
            shell: shell.unlisted().in_menu("/arenden"),
            typed: typed.to_owned(),
            municipality,
            candidates,
        })
    }
}

impl CasePage {
    fn of(app: &App, short_name: &str, found: &FoundCase) -> CasePage {
        let paragraphs = &found.paragraphs;
        let municipality = paragraphs
            .first()
            .map(|first| first.municipality.name.clone());
        let municipality = municipality.unwrap_or_default();
        let mut bodies: Vec<String> = Vec::new();
        for stored in paragraphs {
            if !bodies.contains(&stored.body) {
                bodies.push(stored.body.clone());
            }
        }
        let others = found.others.iter().map(|other| Link {
            url: address::case_page(short_name, &paragraf_model::slug(&other.canonical)),
            label: other.canonical.clone(),
        });
        let crumbs = vec![
            Crumb::new(municipality.clone(), format!("/{short_name}")),
            Crumb::new(format!("Ärende {}", found.canonical), ""),
        ];
        let title = title(found);
        let counted = swedish::counted(paragraphs.len() as u64, "paragraf", "paragrafer");
        let span = span(found);
        let path = address::case_page(short_name, &found.slug);
        let name = format!("Ärende {}: {title}", found.canonical);
        let feed = address::with_parameters(
            "/api/v1/feed.atom",
            &[
                ("case", found.canonical.as_str()),
                ("municipality", short_name),
            ],
        );
        let shell = Shell::new(
            app,
            &path,
            &format!("{name}, {municipality}"),
            &format!(
                "{name}. {counted} i {municipality}, {span}: {}.",
                bodies.join(", ")
            ),
        );
        let data = structured::page(app, "CollectionPage", &name, &path, &crumbs);
        let shell = shell.of_records(app).with_data(&data).with_feed(app, &feed);
        let is_masked = paragraphs
            .iter()
            .any(|stored| text::is_masked(&stored.paragraph));
        CasePage {
            shell: match is_masked {
                true => shell.unlisted(),
                false => shell,
            },
            left_out: paragraphs.len().saturating_sub(MOST_STEPS),
            crumbs,
            title,
            counted,
            span,
            bodies,
            lanes: lanes::of(paragraphs),
            latest: paragraphs.last().map(Latest::of),
            entries: steps(paragraphs.get(..MOST_STEPS).unwrap_or(paragraphs)),
            feed,
            others: others.collect(),
            search: address::results(&[
                ("case", found.canonical.as_str()),
                ("municipality", short_name),
            ]),
            api: format!("/api/v1/cases/{short_name}/{}", found.slug),
            canonical: found.canonical.clone(),
            municipality,
        }
    }
}

fn steps(paragraphs: &[StoredParagraph]) -> Vec<Step> {
    let mut before: Option<NaiveDate> = None;
    let mut steps = Vec::with_capacity(paragraphs.len());
    for stored in paragraphs {
        let days = before.map_or(0, |before| (stored.date - before).num_days());
        before = Some(stored.date);
        steps.push(step(stored, pause(days)));
    }
    steps
}

/// `34 dagar senare`, `5 månader senare`; nothing on the same day.
fn pause(days: i64) -> String {
    let Ok(days) = u64::try_from(days) else {
        return String::new();
    };
    match days {
        0 => String::new(),
        1..=60 => format!("{} senare", swedish::counted(days, "dag", "dagar")),
        61..=729 => format!(
            "{} senare",
            swedish::counted(days * 12 / 365, "månad", "månader")
        ),
        _ => format!("{} senare", swedish::counted(days * 4 / 1461, "år", "år")),
    }
}

fn step(stored: &StoredParagraph, pause: String) -> Step {
    Step {
        pause,
        entry: Entry::of_case(stored),
        as_proposed: stored
            .paragraph
            .decision
            .as_ref()
            .and_then(|decision| decision.as_proposed),
    }
}

/// The latest title: matters are named more fully as they go on.
fn title(found: &FoundCase) -> String {
    let titles = found.paragraphs.iter().rev();
    let title = titles
        .filter_map(|stored| stored.paragraph.title.clone())
        .next();
    title.unwrap_or_else(|| "Ärende utan rubrik".to_owned())
}

fn span(found: &FoundCase) -> String {
    match (found.paragraphs.first(), found.paragraphs.last()) {
        (Some(first), Some(last)) if first.date != last.date => {
            format!("{} – {}", swedish::day(first.date), swedish::day(last.date))
        }
        (Some(first), _) => swedish::day(first.date),
        (None, _) => String::new(),
    }
}
