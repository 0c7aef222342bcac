//! The style sheet, the script and the mark: in the program, under a name that changes with their content.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem};

const STYLE: &str = include_str!("../assets/paragraf.css");
const SCRIPT: &str = include_str!("../assets/paragraf.js");
const MARK: &str = include_str!("../assets/mark.svg");

static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/static/paragraf.{}.css", fingerprint(STYLE)));
static SCRIPT_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/static/paragraf.{}.js", fingerprint(SCRIPT)));
static MARK_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/static/mark.{}.svg", fingerprint(MARK)));

/// Where the style sheet is.
pub fn style_address() -> &'static str {
    &STYLE_ADDRESS
}

/// Where the script is.
pub fn script_address() -> &'static str {
    &SCRIPT_ADDRESS
}

/// Where the mark is.
pub fn mark_address() -> &'static str {
    &MARK_ADDRESS
}

/// Hands out a file by its whole name, fingerprint included.
pub async fn file(path: Path<String>, _: NoParameters) -> Result<Response, Problem> {
    let asked = format!("/static/{}", path.0);
    let (kind, content) = if asked == *STYLE_ADDRESS {
        ("text/css; charset=utf-8", STYLE)
    } else if asked == *SCRIPT_ADDRESS {
        ("text/javascript; charset=utf-8", SCRIPT)
    } else if asked == *MARK_ADDRESS {
        ("image/svg+xml", MARK)
    } else {
        return Err(Problem::of(Kind::NotFound));
    };
    let forever = "public, max-age=31536000, immutable";
    Ok((
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, forever),
        ],
        content,
    )
        .into_response())
}

/// Twelve hexadecimal digits that differ where the content does.
pub fn fingerprint(content: &str) -> String {
    let mut digits = hexadecimal(&Sha256::digest(content.as_bytes()));
    digits.truncate(12);
    digits
}

/// Two digits a byte, small letters.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
