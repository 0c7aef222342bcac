//! What is new, for readers of feeds: the newest hits of a search, a case or an officer, by the day of their meeting.
//!
//! A feed is bounded and says so. Its entries have the ids that last, and the times at which the archive's answers changed.

mod atom;
mod json_feed;

use chrono::{DateTime, Utc};
use paragraf_archive::StoredParagraph;
use paragraf_index::Patience;
use paragraf_model::Outcome;
use paragraf_query::{SearchRequest, Sort};

use crate::address;
use crate::answers::{citation, find};
use crate::app::App;
use crate::pages::absolute;
use crate::pages::search::filters_in_words;
use crate::problem::Problem;
use crate::swedish;

pub use atom::written as atom;
pub use json_feed::{FeedAnswer, answer as json_feed};

/// Entries of a feed.
pub const MOST_ENTRIES: u32 = 50;

/// Ids where the archive's own address is not known (RFC 4151): under a name that is nobody's.
const TAG: &str = "tag:paragraf.invalid,2026:";

/// A feed, in no format yet.
#[derive(Debug)]
pub struct Feed {
    /// Lasts as long as the question.
    pub id: String,
    /// What is followed.
    pub title: String,
    /// How much of it this is.
    pub subtitle: String,
    /// The feed itself.
    pub self_url: String,
    /// The same search for people.
    pub page_url: String,
    /// Who makes the feed.
    pub author: String,
    /// When the newest change was.
    pub updated: DateTime<Utc>,
    /// The newest meeting first.
    pub entries: Vec<Entry>,
}

/// A paragraph.
#[derive(Debug)]
pub struct Entry {
    /// The paragraph's own address.
    pub id: String,
    /// Its page.
    pub url: String,
    /// `§ 12 Detaljplan för Sjöbacken (Kommunstyrelsen, Ekvalla kommun, 2024-03-05)`
    pub title: String,
    /// What was decided, and how to cite it.
    pub html: String,
    /// Who decided.
    pub author: String,
    /// When the archive's answer for this paragraph last changed.
    pub updated: DateTime<Utc>,
    /// Kinds of decision.
    pub outcomes: Vec<Outcome>,
}

impl Feed {
    /// The newest hits of a search, found by its words alone: help with a search is for people who see that it helped.
    pub fn of(
        app: &App,
        request: &SearchRequest,
        path: &str,
        patience: &Patience,
    ) -> Result<Feed, Problem> {
        let pairs = request.to_parameters();
        let newest = SearchRequest {
            sort: Sort::Newest,
            size: MOST_ENTRIES,
            cursor: None,
            facets: false,
            relax: false,
            ..request.clone()
        };
        let found = find(app.sources(), &newest, patience)?;
        let entries: Vec<Entry> = found
            .paragraphs
            .iter()
            .map(|(_, stored)| Entry::of(app, stored))
            .collect();
        let self_path = address::of_search(path, &pairs);
        let mut page = pairs;
        page.push(("sort".to_owned(), Sort::Newest.name().to_owned()));
        Ok(Feed {
            id: id(app, &self_path),
            title: title(app, request),
            subtitle: subtitle(found.answer.total, entries.len() as u64),
            self_url: absolute(app, &self_path),
            page_url: absolute(app, &address::results(&page)),
            author: app
                .config()
                .operator
                .clone()
                .unwrap_or_else(|| "Paragraf".to_owned()),
            updated: match entries.iter().map(|entry| entry.updated).max() {
                Some(updated) => updated,
                None => last_read(app)?,
            },
            entries,
        })
    }
}

impl Entry {
    fn of(app: &App, stored: &StoredParagraph) -> Entry {
        let paragraph = &stored.paragraph;
        let path = format!("/{}", stored.id);
        let title = paragraph.title.as_deref().unwrap_or("Utan rubrik");
        let author = format!("{}, {}", stored.body, stored.municipality.name);
        let outcomes = paragraph
            .decision
            .iter()
            .flat_map(|decision| &decision.outcomes);
        Entry {
            id: id(app, &path),
            url: absolute(app, &path),
            title: format!(
                "§\u{a0}{} {title} ({author}, {})",
                swedish::number(paragraph),
                stored.date
            ),
            html: html(stored),
            author,
            updated: stored.changed_at,
            outcomes: outcomes.copied().collect(),
        }
    }
}

/// The whole address where it is known, else one that names the same for ever.
fn id(app: &App, path: &str) -> String {
    match app.config().base_url {
        Some(_) => absolute(app, path),
        None => format!("{TAG}{path}"),
    }
}

/// `Beslut: skolskjuts, Kommun: Örebro kommun`
fn title(app: &App, request: &SearchRequest) -> String {
    let mut parts = filters_in_words(request, &app.snapshot().known);
    let typed = request.query.typed.trim();
    if !typed.is_empty() {
        parts.insert(0, typed.to_owned());
    }
    match parts.as_slice() {
        [] => "Alla beslut".to_owned(),
        parts => format!("Beslut: {}", parts.join(", ")),
    }
}

fn subtitle(total: u64, shown: u64) -> String {
    let counted = swedish::counted(total, "paragraf", "paragrafer");
    match total > shown {
        true => format!("De {shown} senaste av {counted}, efter sammanträdets dag."),
        false => format!("{counted}, efter sammanträdets dag."),
    }
}

/// Of a feed without entries there is no newer news than this.
fn last_read(app: &App) -> Result<DateTime<Utc>, Problem> {
    let snapshot = app.snapshot();
    let holdings = &snapshot.held(&app.sources().archive)?.holdings;
    let last = holdings.iter().map(|holding| holding.last_ingest).max();
    Ok(last.unwrap_or(DateTime::UNIX_EPOCH))
}

fn html(stored: &StoredParagraph) -> String {
    let decision = stored.paragraph.decision.as_ref();
    let text = decision.map_or("Paragrafen innehåller inget beslut.", |decision| {
        &decision.text
    });
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let cited = citation(stored);
    lines
        .chain([cited.as_str()])
        .map(|line| format!("<p>{}</p>", escaped(line)))
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
