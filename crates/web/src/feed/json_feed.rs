//! JSON Feed 1.1 (jsonfeed.org).

use chrono::{DateTime, Utc};
use paragraf_model::Outcome;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Entry, Feed};

/// A feed as JSON Feed 1.1 has it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedAnswer {
    /// `https://jsonfeed.org/version/1.1`
    pub version: &'static str,
    /// What is followed, in Swedish.
    pub title: String,
    /// The same search for people.
    pub home_page_url: String,
    /// This page of the feed.
    pub feed_url: String,
    /// The page that goes on where this one ends; not there on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_url: Option<String>,
    /// How much of it this is, in Swedish.
    pub description: String,
    /// `sv`
    pub language: &'static str,
    /// Who makes the feed.
    pub authors: Vec<FeedAuthorAnswer>,
    /// The newest meeting first; at most 50.
    pub items: Vec<FeedItemAnswer>,
}

/// Somebody who decided, or who makes the feed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedAuthorAnswer {
    /// Body and municipality, or the operator.
    pub name: String,
}

/// A paragraph.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedItemAnswer {
    /// Never changes, whatever address the archive has.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Number, title, body, municipality and day.
    pub title: String,
    /// What was decided, and how to cite it.
    pub content_html: String,
    /// When the archive's answer for this paragraph last changed.
    pub date_modified: DateTime<Utc>,
    /// Kinds of decision in Swedish.
    pub tags: Vec<String>,
    /// Who decided.
    pub authors: Vec<FeedAuthorAnswer>,
}

/// The answer.
pub fn answer(feed: Feed) -> FeedAnswer {
    FeedAnswer {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title,
        home_page_url: feed.page_url,
        feed_url: feed.self_url,
        next_url: feed.next_url,
        description: feed.subtitle,
        language: "sv",
        authors: vec![FeedAuthorAnswer { name: feed.author }],
        items: feed.entries.into_iter().map(item).collect(),
    }
}

fn item(entry: Entry) -> FeedItemAnswer {
    let telling = entry.outcomes.iter();
    let telling = telling.filter(|outcome| **outcome != Outcome::Other);
    FeedItemAnswer {
        tags: telling
            .map(|outcome| outcome.swedish().to_owned())
            .collect(),
        id: entry.id,
        url: entry.url,
        title: entry.title,
        content_html: entry.html,
        date_modified: entry.updated,
        authors: vec![FeedAuthorAnswer { name: entry.author }],
    }
}
