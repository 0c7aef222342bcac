//! The outermost layer: request ids, limits, problems written out, headers on every answer, the log line.

use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::client::{Client, Peer};
use crate::links;
use crate::packing;
use crate::pages;
use crate::parameters::Parameters;
use crate::problem::{Kind, Problem, ToldOnPage};
use crate::rate;

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

    // Asking whether one may ask is free.
    let cost = rate::cost(route.as_ref().map_or("", MatchedPath::as_str))
        .filter(|_| method != Method::OPTIONS);
    let wants_packed = packing::is_wanted(request.headers());
    let rates = app.rates().zip(cost);
    let standing = rates.map(|(rates, cost)| rates.note(client(&app, &request), cost));

    let mut response = match standing.and_then(|standing| standing.refusal()) {
        Some(refusal) => refusal,
        None => answer(request, next, &path).await,
    };
    if response.status().is_client_error() || response.status().is_server_error() {
        let problem = problem_of(&response).with_values(&Parameters::of(&uri));
        app.metrics().problem(&problem);
        response = written_out(response, &problem, &path, &id);
    } else if let Some(route) = &route {
        links::of_route(route.as_str(), &uri).put(response.headers_mut());
    }
    put_headers(response.headers_mut(), &path, &id);
    if method == Method::HEAD && wants_packed && packing::is_text(response.headers()) {
        // The whole answer would come packed, and nobody knows how long it would be then.
        response.headers_mut().remove(header::CONTENT_LENGTH);
        // Of a body that is plainly empty the router would tell the length.
        let unknown = tokio_stream::empty::<Result<Bytes, Infallible>>();
        *response.body_mut() = Body::from_stream(unknown);
    }
    if let Some(standing) = standing {
        standing.tell(response.headers_mut());
    }

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

/// Whom the request counts for.
fn client(app: &App, request: &Request) -> Client {
    let peer = request.extensions().get::<Peer>().copied();
    Client::of(peer, request.headers(), &app.config().connections.proxies)
}

async fn answer(request: Request, next: Next, path: &str) -> Response {
    let length = request
        .uri()
        .path_and_query()
        .map_or(0, |text| text.as_str().len());
    if length > LONGEST_ADDRESS {
        return Problem::of(Kind::AddressTooLong).into_response();
    }
    if request.method() == Method::OPTIONS && is_api(path) {
        return preflight();
    }
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let has_body = !request.body().is_end_stream();
    let response = next.run(request).await;
    // Where nothing can be read either, that comes first.
    if is_read && has_body && response.status() != StatusCode::METHOD_NOT_ALLOWED {
        let nothing_wanted = "Adressen tar inte emot något innehåll.";
        return Problem::new(Kind::BodyTooLarge, nothing_wanted).into_response();
    }
    response
}

/// Whether programs ask here, and not people who read about them.
fn is_api(path: &str) -> bool {
    path.starts_with("/api/") && path != "/api/recept"
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
    // Of most answers there is a packed form, also where this one came as it is.
    let by_encoding = HeaderValue::from_static("accept-encoding");
    headers.entry(header::VARY).or_insert(by_encoding);
    weaken_tag_of_packed(headers);
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

/// A strong tag promises the same bytes, which a packed answer does not have.
fn weaken_tag_of_packed(headers: &mut HeaderMap) {
    if !headers.contains_key(header::CONTENT_ENCODING) {
        return;
    }
    let strong = headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
    let strong = strong.filter(|tag| !tag.starts_with("W/"));
    if let Some(Ok(weak)) = strong.map(|tag| HeaderValue::from_str(&format!("W/{tag}"))) {
        headers.insert(header::ETAG, weak);
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
