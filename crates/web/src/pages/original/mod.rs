//! `/originalfil/{sha256}`: a file as it came, opened by the browser itself where that is safe, so that `#page=3` leads to
//! the page; or why it is not handed out.

mod range;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::address;
use crate::api::found;
use crate::api::original::{Original, elsewhere};
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::Problem;

/// A file is no page of ours: nothing in it runs or is fetched. What is allowed is what browsers' own viewers are made of.
const VIEWER_ONLY: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

/// Shows the file, leads to it as an attachment, or tells why there is none.
pub async fn original(
    State(app): State<App>,
    sha256: Path<String>,
    _: NoParameters,
    method: Method,
    asked: HeaderMap,
) -> Result<Response, Problem> {
    let sha256 = found(address::sha256(&sha256.0), "Dokumentet")?;
    let way = address::original(&sha256);
    if let Some(source) = elsewhere(&app, &sha256).await? {
        // The browser keeps the page that was asked for, after `#`.
        let there = format!("{source}{}", address::original_page(&sha256, None));
        return Ok(Redirect::temporary(&there).into_response());
    }
    let tag = format!("\"{sha256}\"");
    let opened = app.ask(move |app| {
        let mut original = Original::open(app, &sha256)?;
        let shown = shown_as(&mut original).map_err(|error| Problem::internal(&error))?;
        Ok(shown.map(|media_type| (original, media_type)))
    });
    let Some((original, media_type)) = opened.await? else {
        return Ok(Redirect::to(&way).into_response());
    };
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            address::inline(&original.filename),
        ),
        (header::CONTENT_SECURITY_POLICY, VIEWER_ONLY.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    if range::is_held(&asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let whole = original.bytes;
    let range = match method {
        Method::GET => range::of(&asked, &tag, whole),
        _ => None,
    };
    let status = match range {
        Some(_) => StatusCode::PARTIAL_CONTENT,
        None => StatusCode::OK,
    };
    let sent = range.clone().unwrap_or(0..whole);
    let length = sent.end - sent.start;
    let mut response = match method {
        Method::HEAD => (status, headers).into_response(),
        _ => (status, headers, original.body(&app, sent).await?).into_response(),
    };
    let told = response.headers_mut();
    told.insert(header::CONTENT_LENGTH, length.into());
    if let Some(range) = range
        && let Ok(told_range) = HeaderValue::try_from(range::told(&range, whole))
    {
        told.insert(header::CONTENT_RANGE, told_range);
    }
    Ok(response)
}

/// How a browser may show the file; `None` for what it would have to be trusted with.
fn shown_as(original: &mut Original) -> std::io::Result<Option<&'static str>> {
    let media_type = original.media_type;
    Ok(match media_type {
        "application/pdf" => Some("application/pdf"),
        // Of other encodings no browser can be told which one it is.
        "text/plain" if original.is_utf8()? => Some("text/plain; charset=utf-8"),
        _ => None,
    })
}
