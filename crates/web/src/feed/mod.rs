//! What is new, for readers of feeds: the newest hits of a search, a case or an officer, by the day of their meeting.
//!
//! Not by the time at which they were read in, which the index does not know: minutes that come late stand at their day.
//! Whoever may miss nothing follows `/api/v1/changes`.
//!
//! A feed comes in pages of bounded length (RFC 5005): each leads to the next, so that whoever goes on gets every hit once.
//! Its entries have ids that last (see [`ids`]), and the times at which the archive's answers changed. What is withdrawn is
//! in no feed from then on, and no entry tells of it: a feed of a search could not say whether it had belonged there. The
//! page of what was withdrawn says so (410), and so does `/api/v1/changes`.

mod atom;
mod ids;
mod json_feed;

use axum::http::Uri;
use chrono::{DateTime, Utc};
use paragraf_archive::StoredParagraph;
use paragraf_index::Patience;
use paragraf_model::Outcome;
use paragraf_query::{SearchRequest, Sort};

use crate::address;
use crate::answers::{citation, find};
use crate::api::search::request;
use crate::app::App;
use crate::assets::fingerprint;
use crate::links::Links;
use crate::pages::absolute;
use crate::pages::search::filters_in_words;
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::swedish;

use ids::Ids;

pub use atom::written as atom;
pub use json_feed::{FeedAnswer, answer as json_feed};

/// Entries of a page of a feed.
pub const MOST_ENTRIES: u32 = 50;

/// A feed, in no format yet.
#[derive(Debug)]
pub struct Feed {
    /// Lasts as long as the question; the same on every page.
    pub id: String,
    /// What is followed.
    pub title: String,
    /// How much of it this is.
    pub subtitle: String,
    /// This page of the feed.
    pub self_url: String,
    /// Its first page.
    pub first_url: String,
    /// The page that goes on where this one ends.
    pub next_url: Option<String>,
    /// The same search for people.
    pub page_url: String,
    /// Who makes the feed.
    pub author: String,
    /// When the newest change was; what is withdrawn never sets it back.
    pub updated: DateTime<Utc>,
    /// The newest meeting first.
    pub entries: Vec<Entry>,
}

/// A paragraph.
#[derive(Debug)]
pub struct Entry {
    /// Lasts as long as the archive.
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
    /// A page of the newest hits of a search, found by its words alone: help with a search is for people who see that it
    /// helped.
    pub fn of(
        app: &App,
        request: &SearchRequest,
        path: &str,
        patience: &Patience,
    ) -> Result<Feed, Problem> {
        let mut pairs = request.first_page().to_parameters();
        let newest = SearchRequest {
            sort: Sort::Newest,
            size: MOST_ENTRIES,
            facets: false,
            relax: false,
            ..request.clone()
        };
        let found = find(app.sources(), &newest, patience)?;
        let ids = Ids::of(&app.sources().archive)?;
        let entries: Vec<Entry> = found
            .paragraphs
            .iter()
            .map(|(_, stored)| Entry::of(app, &ids, stored))
            .collect();
        let page_from = |cursor: &Option<String>| {
            let cursor = cursor
                .iter()
                .map(|cursor| ("cursor".to_owned(), cursor.clone()));
            let pairs: Vec<(String, String)> = pairs.iter().cloned().chain(cursor).collect();
            absolute(app, &address::of_search(path, &pairs))
        };
        let (first_url, self_url) = (page_from(&None), page_from(&request.cursor));
        let next = found.answer.next;
        let next_url = next.is_some().then(|| page_from(&next));
        let id = ids.of_feed(&pairs);
        pairs.push(("sort".to_owned(), Sort::Newest.name().to_owned()));
        Ok(Feed {
            id,
            title: title(app, request),
            subtitle: match request.cursor {
                None => subtitle(found.answer.total, entries.len() as u64),
                Some(_) => goes_on(found.answer.total, entries.len() as u64),
            },
            self_url,
            first_url,
            next_url,
            page_url: absolute(app, &address::results(&pairs)),
            author: app
                .config()
                .operator
                .clone()
                .unwrap_or_else(|| "Paragraf".to_owned()),
            updated: updated(app, &entries)?,
            entries,
        })
    }

    /// The pages of the feed, as `Link` headers have them.
    pub fn links(&self) -> Links {
        let links = Links::default().to("first", &self.first_url);
        match &self.next_url {
            Some(next) => links.to("next", next),
            None => links,
        }
    }

    /// Differs where what the feed says differs, and not with whatever else comes into the archive: neither the page after
    /// this one, whose address tells how far the archive had come, nor the feed's own time, which moves when something is
    /// withdrawn that never stood in it.
    pub fn fingerprint(&self) -> String {
        let next = self.next_url.as_ref().map(|_| ());
        let told = (&self.title, &self.subtitle, &self.page_url, &self.author);
        fingerprint(&format!(
            "{} {} {told:?} {next:?} {:?}",
            env!("CARGO_PKG_VERSION"),
            self.self_url,
            self.entries
        ))
    }
}

impl Entry {
    fn of(app: &App, ids: &Ids, stored: &StoredParagraph) -> Entry {
        let paragraph = &stored.paragraph;
        let path = format!("/{}", stored.id);
        let title = paragraph.title.as_deref().unwrap_or("Utan rubrik");
        let author = format!("{}, {}", stored.body, stored.municipality.name);
        let outcomes = paragraph
            .decision
            .iter()
            .flat_map(|decision| &decision.outcomes);
        Entry {
            id: ids.of_paragraph(stored),
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

/// What the feed at this address calls itself.
pub fn title_at(app: &App, address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    let request = request(app, &Parameters::of(&uri)).ok()?;
    Some(title(app, &request))
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

/// Minutes that are read in late stand far down, where few look: whoever follows a feed has to know.
const ORDER: &str = "efter sammanträdets dag, inte efter när de lästes in";

fn subtitle(total: u64, shown: u64) -> String {
    let counted = swedish::counted(total, "paragraf", "paragrafer");
    match total > shown {
        true => format!("De {shown} senaste av {counted}, {ORDER}."),
        false => format!("{counted}, {ORDER}."),
    }
}

fn goes_on(total: u64, shown: u64) -> String {
    let counted = swedish::counted(total, "paragraf", "paragrafer");
    format!("{shown} till av {counted}, {ORDER}.")
}

/// The newest time of an entry. Where something was withdrawn later, that may have been the newest entry: a reader that
/// goes by the time is to look again.
fn updated(app: &App, entries: &[Entry]) -> Result<DateTime<Utc>, Problem> {
    let newest = entries.iter().map(|entry| entry.updated).max();
    let told = match newest {
        Some(newest) => newest,
        None => last_read(app)?,
    };
    let withdrawn = app.sources().archive.last_withdrawal()?;
    Ok(withdrawn.map_or(told, |withdrawn| told.max(withdrawn)))
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
