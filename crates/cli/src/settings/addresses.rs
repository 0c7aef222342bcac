//! Settings that are addresses of the web: programs follow them, so they have to lead somewhere.

use serde::de::{Deserialize, Deserializer, Error};
use ureq::http::Uri;

/// The address that every link begins with. An empty text says nothing, as an empty variable does.
pub fn base_url<'de, D: Deserializer<'de>>(text: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(text)?.filter(|text| !text.is_empty());
    match text {
        Some(text) if !is_base(&text) => Err(D::Error::custom(format!(
            "base_url is the address under which the world knows the archive, without ? and #, such as https://protokoll.example.se, not {text}"
        ))),
        text => Ok(text),
    }
}

/// The address of the terms.
pub fn licence<'de, D: Deserializer<'de>>(text: D) -> Result<Option<String>, D::Error> {
    match Option::<String>::deserialize(text)? {
        Some(text) if of_the_web(&text).is_none() => Err(D::Error::custom(format!(
            "licence is the address of the terms, such as https://creativecommons.org/licenses/by/4.0/, not {text}"
        ))),
        text => Ok(text),
    }
}

fn is_base(text: &str) -> bool {
    of_the_web(text).is_some_and(|uri| uri.query().is_none()) && !text.contains('#')
}

/// An address with http or https, a host, and nobody's name or password.
fn of_the_web(text: &str) -> Option<Uri> {
    let uri: Uri = text.parse().ok()?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority()?;
    let has_host = !authority.host().is_empty() && !authority.as_str().contains('@');
    (is_web && has_host).then_some(uri)
}
