//! `/`: what this is, shown by what is held: the latest decisions, the bodies, and searches that find something.

use std::cmp::Reverse;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_archive::{Holding, Reader, StoredMeeting, StoredParagraph};
use paragraf_model::{MeetingId, Outcome};

use super::entry::{Entry, Link};
use super::{Shell, page, structured, text};
use crate::app::{App, Held};
use crate::parameters::NoParameters;
use crate::problem::Problem;
use crate::{address, swedish};

/// Decisions that the page shows.
const LATEST: usize = 5;
/// Municipalities that the page names; the page of the coverage names all.
const MOST_MUNICIPALITIES: usize = 24;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    shell: Shell,
    paragraphs: String,
    held: String,
    span: String,
    examples: Vec<Example>,
    entries: Vec<Entry>,
    municipalities: Vec<MunicipalityView>,
    more_municipalities: bool,
}

/// A search that finds something, with what it shows.
pub(super) struct Example {
    pub(super) typed: String,
    pub(super) url: String,
    pub(super) meaning: &'static str,
}

struct MunicipalityView {
    name: String,
    url: String,
    bodies: Vec<Link>,
}

/// The start page.
pub async fn start(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let template = app.ask(|app| {
        let archive = &app.sources().archive;
        let known = app.snapshot();
        let Held { holdings, counts } = known.held(archive)?;
        let meetings = latest(archive, holdings)?;
        let told: Vec<&StoredParagraph> = meetings.iter().filter_map(most_telling).collect();
        let about = "Sök i kommuners och regioners protokoll: vad som beslutades, med vilka ord, av vem och hur de röstade. \
            Varje träff har sin källa.";
        let shell = Shell::new(app, "/", "Paragraf – vad har kommunen beslutat?", about);
        Ok(StartPage {
            shell: shell.in_menu("/").with_data(&structured::archive(app, about)),
            paragraphs: swedish::counted(counts.paragraphs, "paragraf", "paragrafer"),
            held: format!(
                "{} i {}",
                swedish::counted(counts.bodies, "organ", "organ"),
                swedish::counted(
                    counts.municipalities,
                    "kommun eller region",
                    "kommuner och regioner"
                )
            ),
            span: span(holdings),
            examples: examples(&meetings),
            entries: told.into_iter().map(Entry::of).collect(),
            municipalities: municipalities(holdings),
            more_municipalities: counts.municipalities > MOST_MUNICIPALITIES as u64,
        })
    });
    page(&template.await?)
}

/// Searches that find something in what is held.
pub(super) fn examples_from(app: &App) -> Result<Vec<Example>, Problem> {
    let archive = &app.sources().archive;
    let known = app.snapshot();
    let Held { holdings, .. } = known.held(archive)?;
    Ok(examples(&latest(archive, holdings)?))
}

/// The latest meeting of each of the bodies that met last: a page of one meeting alone would not show what is held.
pub(super) fn latest(
    archive: &Reader,
    holdings: &[Holding],
) -> Result<Vec<StoredMeeting>, Problem> {
    let mut holdings: Vec<&Holding> = holdings.iter().collect();
    holdings.sort_by_key(|holding| Reverse(holding.last_meeting));
    let mut meetings = Vec::new();
    for holding in holdings.into_iter().take(LATEST) {
        let id = MeetingId::from_parts(
            &holding.municipality_short,
            &holding.body_slug,
            holding.last_meeting,
        );
        meetings.extend(archive.meeting(&id)?);
    }
    Ok(meetings)
}

/// The paragraph that tells most: something was decided, and not only put off or noted.
pub(super) fn most_telling(meeting: &StoredMeeting) -> Option<&StoredParagraph> {
    let weight = |stored: &&StoredParagraph| {
        let outcomes = stored
            .paragraph
            .decision
            .iter()
            .flat_map(|decision| &decision.outcomes);
        let best = outcomes.map(|outcome| match outcome {
            Outcome::Adopted | Outcome::Granted | Outcome::Rejected => 4,
            Outcome::Approved | Outcome::Recommended | Outcome::Assigned => 3,
            Outcome::Other => 1,
            _ => 2,
        });
        let has_title = stored.paragraph.title.is_some();
        (
            best.max().unwrap_or(0),
            has_title,
            Reverse(stored.paragraph.number),
        )
    };
    let shown = meeting.paragraphs.iter();
    // Outside search engines list this page.
    let shown = shown.filter(|stored| !text::is_masked(&stored.paragraph));
    shown.max_by_key(weight)
}

fn span(holdings: &[Holding]) -> String {
    let first = holdings.iter().map(|holding| holding.first_meeting).min();
    let last = holdings.iter().map(|holding| holding.last_meeting).max();
    match (first, last) {
        (Some(first), Some(last)) => format!("{} – {}", swedish::day(first), swedish::day(last)),
        _ => String::new(),
    }
}

/// A case number, a word of a title and an officer, each from something that is held.
fn examples(meetings: &[StoredMeeting]) -> Vec<Example> {
    let stored = || meetings.iter().flat_map(|meeting| &meeting.paragraphs);
    let told = meetings.iter().filter_map(most_telling);
    let word = told
        .filter_map(|stored| stored.paragraph.title.as_deref())
        .filter_map(telling_word)
        .max_by_key(|word| word.chars().count());
    let number = stored()
        .flat_map(|stored| &stored.paragraph.case_numbers)
        .next();
    let officer = stored()
        .flat_map(|stored| &stored.paragraph.case_officers)
        .next();
    let examples = [
        word.map(|word| (word, "ett ord, i alla dess former")),
        number.map(|number| {
            (
                number.printed().to_owned(),
                "ett ärende, hur numret än skrivs",
            )
        }),
        officer.map(|name| {
            (
                format!("handläggare:\"{name}\""),
                "allt en handläggare har berett",
            )
        }),
    ];
    let example = |(typed, meaning): (String, &'static str)| Example {
        url: address::results(&[("q", &typed)]),
        typed,
        meaning,
    };
    examples.into_iter().flatten().map(example).collect()
}

/// The longest word of a title that is all letters and long enough to mean something.
pub(super) fn telling_word(title: &str) -> Option<String> {
    let words = title.split(|letter: char| !letter.is_alphabetic());
    // Not in the genitive: an example is to look like what one would type.
    let plain = words.filter(|word| !word.ends_with('s'));
    let long = plain.filter(|word| (7..=16).contains(&word.chars().count()));
    long.max_by_key(|word| word.chars().count())
        .map(str::to_lowercase)
}

fn municipalities(holdings: &[Holding]) -> Vec<MunicipalityView> {
    let mut views: Vec<MunicipalityView> = Vec::new();
    for holding in holdings {
        let url = format!("/{}", holding.municipality_short);
        if views.last().is_none_or(|last| last.url != url) {
            if views.len() == MOST_MUNICIPALITIES {
                break;
            }
            let name = holding.municipality.name.clone();
            views.push(MunicipalityView {
                name,
                url,
                bodies: Vec::new(),
            });
        }
        if let Some(last) = views.last_mut() {
            let url = format!("{}/{}", last.url, holding.body_slug);
            last.bodies.push(Link {
                label: holding.body.clone(),
                url,
            });
        }
    }
    views
}
