//! `GET /api/v1/feed.atom` and `/api/v1/feed.json`: what is new of a search, a case or an officer.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};

use super::openapi::FilterParameters;
use super::search::request;
use crate::app::App;
use crate::feed::{self, Feed, FeedAnswer};
use crate::links::Links;
use crate::parameters::Parameters;
use crate::problem::{Problem, ProblemAnswer};

/// Parameters of the search that a feed does not take: its order and its length are always the same.
const NOT_HERE: [&str; 4] = ["sort", "size", "facets", "relax"];

/// The 50 newest hits as Atom 1.0, by the day of their meeting, and page by page all others. Never relaxed. Minutes that are
/// read in late stand at their day, perhaps far down: `/api/v1/changes` tells of them in the order they came.
#[utoipa::path(
    get, path = "/api/v1/feed.atom", tag = "search", operation_id = "feed_atom",
    params(
        FilterParameters,
        ("cursor" = Option<String>, Query,
            description = "Where the page before ended: the address of the next page has it. Lasts over every change."),
    ),
    responses(
        (status = 200, description = "A page of the feed (RFC 4287, RFC 5005): the links with `rel=next` lead through every \
            hit once. Ids last as long as the archive, backups and a new address included; `updated` is the time at which \
            the archive's answer last changed. What was withdrawn is gone without an entry. `ETag` changes only when the \
            feed does.", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "It is as it was when the tag in `If-None-Match` was given."),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 503, description = "Too many ask at once (`busy`), or it took too long (`too_slow`): come back later, or \
            narrow the search.", body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn atom(
    State(app): State<App>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let feed = newest(&app, parameters, "/api/v1/feed.atom").await?;
    let held = Held::of(&feed, &headers);
    let body = feed::atom(&feed).map_err(|error| Problem::internal(&error))?;
    Ok(held.or("application/atom+xml; charset=utf-8", body))
}

/// The 50 newest hits as JSON Feed 1.1, by the day of their meeting, and page by page all others. Never relaxed. Minutes that
/// are read in late stand at their day, perhaps far down: `/api/v1/changes` tells of them in the order they came.
#[utoipa::path(
    get, path = "/api/v1/feed.json", tag = "search", operation_id = "feed_json",
    params(
        FilterParameters,
        ("cursor" = Option<String>, Query,
            description = "Where the page before ended: the address of the next page has it. Lasts over every change."),
    ),
    responses(
        (status = 200, description = "A page of the feed (jsonfeed.org/version/1.1), with the same ids, times and pages.", body = FeedAnswer,
            content_type = "application/feed+json"),
        (status = 304, description = "It is as it was when the tag in `If-None-Match` was given."),
        (status = 400, description = "A parameter is unknown, malformed or outside its closed set.",
            body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 503, description = "Too many ask at once (`busy`), or it took too long (`too_slow`): come back later, or \
            narrow the search.", body = ProblemAnswer, content_type = "application/problem+json"),
    ),
)]
pub async fn json(
    State(app): State<App>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let feed = newest(&app, parameters, "/api/v1/feed.json").await?;
    let held = Held::of(&feed, &headers);
    let body = serde_json::to_vec(&feed::json_feed(feed));
    let body = body.map_err(|error| Problem::internal(&error))?;
    Ok(held.or("application/feed+json", body))
}

/// What a reader of feeds may hold already. A feed is asked for again and again, and seldom has anything new.
struct Held {
    tag: String,
    changed: String,
    links: Links,
    is_same: bool,
}

impl Held {
    fn of(feed: &Feed, headers: &HeaderMap) -> Held {
        // Weak: the same content, packed or not.
        let tag = format!("W/\"{}\"", feed.fingerprint());
        let asked = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        // By the tag alone: what was withdrawn leaves no time behind that `If-Modified-Since` could be held against.
        let is_same = { asked }.any(|held| opaque(held) == opaque(&tag));
        let changed = feed.updated.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        Held {
            tag,
            changed,
            links: feed.links(),
            is_same,
        }
    }

    fn or(self, kind: &'static str, body: Vec<u8>) -> Response {
        let tags = [
            (header::ETAG, self.tag),
            (header::LAST_MODIFIED, self.changed),
        ];
        self.links.on(match self.is_same {
            true => (StatusCode::NOT_MODIFIED, tags).into_response(),
            false => (tags, [(header::CONTENT_TYPE, kind)], body).into_response(),
        })
    }
}

async fn newest(app: &App, parameters: Parameters, path: &'static str) -> Result<Feed, Problem> {
    let mut legal: Vec<&str> = paragraf_query::PARAMETERS.to_vec();
    legal.retain(|name| !NOT_HERE.contains(name));
    parameters.only(&legal)?;
    let feed = app.ask_within(move |app, patience| {
        let request = request(app, &parameters)?;
        Feed::of(app, &request, path, patience)
    });
    feed.await
}
