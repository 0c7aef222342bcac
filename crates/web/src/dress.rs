//! The outermost layer: request ids, limits, problems written out, headers on every answer, the log line.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::links;
use crate::pages;
use crate::problem::{Kind, Problem, ToldOnPage};

/// Longest address, path and query part together, in bytes.
const LONGEST_ADDRESS: usize = 8 * 1024;

const SAME_ORIGIN_ONLY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const NO_DEVICES: &str = "accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), \
    magnetometer=(), microphone=(), payment=(), usb=()";

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Wraps every route, fallbacks included.
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = request_id();
    let method = request.method().clone();
    let uri = request.uri().clone();
    let path = uri.path().to_owned();
    // Never the address itself: who searches for what is nobody's business.
    let route = request.extensions().get::<MatchedPath>().cloned();

    let mut response = answer(&app, request, next, &path).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        let problem = problem_of(&response);
        app.metrics().problem(&problem);
        response = written_out(response, &problem, &path, &id);
    } else if let Some(route) = &route {
        links::of_route(route.as_str(), &uri).put(response.headers_mut());
    }
    put_headers(response.headers_mut(), &path, &id);

    let status = response.status();
    let route_name = route.as_ref().map(MatchedPath::as_str);
    app.metrics().answered(route_name, status, began.elapsed());
    tracing::info!(
        %method,
        route = route_name.unwrap_or("-"),
        status = status.as_u16(),
        milliseconds = began.elapsed().as_millis(),
        request_id = id,
        "answered"
    );
    response
}

async fn answer(app: &App, request: Request, next: Next, path: &str) -> Response {
    let length = request
        .uri()
        .path_and_query()
        .map_or(0, |text| text.as_str().len());
    if length > LONGEST_ADDRESS {
        return Problem::of(Kind::AddressTooLong).into_response();
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) && !request.body().is_end_stream() {
        let nothing_wanted = "Adressen tar inte emot något innehåll.";
        return Problem::new(Kind::BodyTooLarge, nothing_wanted).into_response();
    }
    if request.method() == Method::OPTIONS && is_api(path) {
        return preflight();
    }
    let route = request.extensions().get::<MatchedPath>();
    let tagged =
        depends_on_state(path) && !route.is_some_and(|route| tells_of_documents(route.as_str()));
    if !tagged || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    // Taken before the work: an answer may be newer than its tag, never older.
    let tag = app.state_tag();
    let held = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|held| held.to_str().ok());
    let unchanged = held.is_some_and(|held| held.split(',').any(|one| one.trim() == tag));
    // Run even where the tag is held: only the route knows whether there is anything at the address.
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        if unchanged {
            response = StatusCode::NOT_MODIFIED.into_response();
        }
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
    }
    response
}

fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// Whether what is found here changes with the archive's paragraphs alone, so that a visitor may keep it until then.
fn depends_on_state(path: &str) -> bool {
    const OTHERWISE: [&str; 12] = [
        "/healthz",
        "/readyz",
        "/metrics",
        "/static/",
        "/api/v1/export",
        "/api/v1/openapi.json",
        // A feed has a tag of its own, which lasts as long as its entries.
        "/api/v1/feed.",
        // What failed is told here, and a failure changes no paragraph.
        "/api/v1/status",
        "/api/v1/documents/",
        "/tackning",
        "/robots.txt",
        // A file has a tag of its own.
        "/originalfil/",
    ];
    !OTHERWISE.iter().any(|prefix| path.starts_with(prefix))
}

/// Whether the route tells of documents, which may come without changing any paragraph: another file with the same
/// minutes is a new version to tell of.
fn tells_of_documents(route: &str) -> bool {
    const ROUTES: [&str; 6] = [
        "/api/v1/paragraphs/{*id}",
        "/api/v1/meetings/{*id}",
        "/api/v1/cases/{municipality}/{*case_number}",
        "/{municipality}/{body}",
        "/{municipality}/{body}/{date}",
        "/{municipality}/{body}/{date}/{number}",
    ];
    ROUTES.contains(&route)
}

/// Lets a page of another origin send a list of numbers: nothing here depends on who asks.
fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST"),
        (
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "content-type, if-none-match",
        ),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// What an error answer is about.
fn problem_of(response: &Response) -> Problem {
    match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None => Problem::of(Kind::of_status(response.status())),
    }
}

/// Gives an error answer its body: JSON for programs, a page for people.
fn written_out(response: Response, problem: &Problem, path: &str, id: &str) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    if response.extensions().get::<ToldOnPage>().is_some() {
        let mut told = response;
        told.headers_mut().insert(header::CACHE_CONTROL, no_store);
        return told;
    }
    let (parts, _) = response.into_parts();
    let mut written = match is_api(path) {
        true => {
            let body = serde_json::to_vec(&problem.answer(id)).unwrap_or_default();
            ([(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
        }
        false => pages::problem(problem, id),
    };
    *written.status_mut() = parts.status;
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = parts.headers.get(&name) {
            written.headers_mut().insert(name, value.clone());
        }
    }
    written
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    written
}

fn put_headers(headers: &mut HeaderMap, path: &str, id: &str) {
    let mut put = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "no-referrer");
    put(PERMISSIONS_POLICY, NO_DEVICES);
    put(OPENER_POLICY, "same-origin");
    if is_api(path) {
        put(RESOURCE_POLICY, "cross-origin");
        put(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        put(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            "content-disposition, etag, link, ratelimit, ratelimit-policy, retry-after, x-generation, x-request-id, \
                x-total-count",
        );
        links::of_interface().put(headers);
    } else {
        put(RESOURCE_POLICY, "same-origin");
    }
    // A file that a browser opens itself says what its viewer may do.
    let own = HeaderValue::from_static(SAME_ORIGIN_ONLY);
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(own);
    // Nothing of an answer is a visitor's own; whoever keeps it asks before it is used again.
    let no_cache = HeaderValue::from_static("no-cache");
    headers.entry(header::CACHE_CONTROL).or_insert(no_cache);
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}

/// Sixteen hexadecimal digits that do not tell how many came before.
fn request_id() -> String {
    static SECRET: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    format!(
        "{:016x}",
        SECRET.hash_one(COUNTER.fetch_add(1, Ordering::Relaxed))
    )
}
