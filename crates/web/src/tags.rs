//! Which answer a visitor has already: `ETag`, `If-None-Match` and 304.
//!
//! What is found changes with the archive's paragraphs, so one tag for the archive's state does for it. An answer that
//! changes with more than that is tagged by what it says.

use std::fmt::Write;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::app::App;

/// What the tag of a route's answers tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tagged {
    /// The archive's paragraphs, the program, its settings and the day.
    ByState,
    /// The answer itself.
    ByContent,
    /// Nothing: the route sees to it, or nobody should keep the answer.
    Not,
}

/// Larger answers are not gone through for a tag. None of those that are tagged so is.
const LARGEST: u64 = 16 * 1024 * 1024;

fn tagged(route: &str) -> Tagged {
    match route {
        "/healthz" | "/readyz" | "/metrics" | "/static/{file}" => Tagged::Not,
        // Written while it is sent.
        "/api/v1/export" => Tagged::Not,
        // A feed has a tag of its own, which lasts as long as its entries.
        "/api/v1/feed.atom" | "/api/v1/feed.json" => Tagged::Not,
        // A file has the tag of its bytes.
        "/api/v1/documents/{sha256}/original" | "/originalfil/{sha256}" => Tagged::Not,
        // Each has the tag of the documents in it.
        "/api/v1/archive"
        | "/api/v1/archive/{municipality}/{file}"
        | "/api/v1/archive/without-meeting.jsonl"
        | "/api/v1/archive/withdrawals.jsonl"
        | "/api/v1/archive/lexicon.bin"
        | "/api/v1/documents/{sha256}/record" => Tagged::Not,
        // A document may change without any paragraph.
        "/api/v1/archive/changes" => Tagged::ByContent,
        // Told is when it was made.
        "/api/v1/export/manifest" => Tagged::Not,
        // They tell of documents, which may come, change or fail without changing any paragraph: another file with the
        // same minutes is a new version to tell of.
        "/api/v1/status"
        | "/api/v1/documents/{sha256}"
        | "/api/v1/paragraphs/{*id}"
        | "/api/v1/meetings/{*id}"
        | "/api/v1/citations/{*id}"
        | "/api/v1/cases/{municipality}/{*case_number}"
        | "/tackning"
        | "/{municipality}/{body}"
        | "/{municipality}/{body}/{date}"
        | "/{municipality}/{body}/{date}/{number}" => Tagged::ByContent,
        "/api/v1/openapi.json" | "/robots.txt" => Tagged::ByContent,
        _ => Tagged::ByState,
    }
}

/// Tags what is answered, and answers 304 where the visitor has it.
pub async fn tag(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let tagged = route.map_or(Tagged::Not, |route| tagged(route.as_str()));
    let is_asked = matches!(*request.method(), Method::GET | Method::HEAD);
    if tagged == Tagged::Not || !is_asked {
        return next.run(request).await;
    }
    let held = Held::of(request.headers());
    let wants_head_alone = *request.method() == Method::HEAD;
    if tagged == Tagged::ByContent {
        // There is no tag of an answer that was not made.
        *request.method_mut() = Method::GET;
    }
    // Taken before the work: an answer may be newer than its tag, never older.
    let state = app.state_tag();
    // Run even where the tag is held: only the route knows whether there is anything at the address.
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (tag, response) = match tagged {
        Tagged::ByContent => by_content(response, wants_head_alone).await,
        _ => (Some(state), response),
    };
    let Some(tag) = tag else { return response };
    let mut response = match held.has(&tag) {
        true => unchanged(response),
        false => response,
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The answer without its body; what its headers say of where it may be kept and what is beside it stays.
fn unchanged(response: Response) -> Response {
    let mut unchanged = StatusCode::NOT_MODIFIED.into_response();
    for name in [header::CACHE_CONTROL, header::LINK] {
        for value in response.headers().get_all(&name) {
            unchanged.headers_mut().append(&name, value.clone());
        }
    }
    unchanged
}

/// A tag of what an answer says; none where that comes piece by piece.
async fn by_content(response: Response, wants_head_alone: bool) -> (Option<String>, Response) {
    let length = response.body().size_hint().exact();
    if !length.is_some_and(|length| (1..=LARGEST).contains(&length)) {
        return (None, response);
    }
    let (parts, body) = response.into_parts();
    // What is in memory already cannot break off.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return (None, StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let mut tag = "W/\"".to_owned();
    for byte in Sha256::digest(&bytes).iter().take(12) {
        // Writing to a string cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    let length = HeaderValue::from(bytes.len());
    let mut response = Response::from_parts(parts, Body::from(bytes));
    if wants_head_alone {
        response
            .headers_mut()
            .insert(header::CONTENT_LENGTH, length);
        *response.body_mut() = Body::empty();
    }
    (Some(tag), response)
}

/// What a visitor says to have (RFC 9110, 13.1.2).
pub struct Held(Vec<String>);

impl Held {
    pub fn of(headers: &HeaderMap) -> Held {
        let lines = headers.get_all(header::IF_NONE_MATCH).into_iter();
        let tags = lines.filter_map(|line| line.to_str().ok());
        let tags = tags.flat_map(|line| line.split(','));
        Held(tags.map(|tag| opaque(tag).to_owned()).collect())
    }

    pub fn has(&self, tag: &str) -> bool {
        let wanted = opaque(tag);
        self.0.iter().any(|held| held == "*" || held == wanted)
    }
}

/// A tag as it is compared here: weak and strong ones are alike.
fn opaque(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag)
}
