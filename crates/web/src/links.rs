//! `Link` headers (RFC 8288): where the next page of an answer is, its other forms, and what describes it.
//!
//! What follows from the route and the address alone is told of every answer ([`of_route`], called by [`crate::dress`]);
//! what only the answer knows, above all its next page, its handler adds. The targets are paths: whoever follows one
//! resolves it against the address that was asked.

use std::fmt::Write;

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;

use crate::address;
use crate::names;
use crate::parameters::Parameters;

/// Links of one answer.
#[derive(Clone, Debug, Default)]
pub struct Links(Vec<String>);

const JSON: &str = "application/json";
const PAGE: &str = "text/html";
const ATOM: &str = "application/atom+xml";
const JSON_FEED: &str = "application/feed+json";

/// Parameters of a search that a feed, a count and an export of it do not take.
const OF_PAGES: [&str; 5] = ["sort", "size", "cursor", "facets", "relax"];

impl Links {
    /// Something at this address that stands in this relation (a name registered with IANA) to the answer.
    pub fn to(mut self, relation: &str, address: &str) -> Links {
        self.0
            .push(format!("<{}>; rel=\"{relation}\"", target(address)));
        self
    }

    /// The same where the media type there says which is which.
    pub fn typed(mut self, relation: &str, address: &str, media_type: &str) -> Links {
        let target = target(address);
        self.0.push(format!(
            "<{target}>; rel=\"{relation}\"; type=\"{media_type}\""
        ));
        self
    }

    /// The first page of a list and, where there is one, the next. `name` is the parameter that tells where a page begins,
    /// `first` what it says on the first page, if anything.
    pub fn pages(
        self,
        path: &str,
        parameters: &Parameters,
        name: &str,
        first: Option<&str>,
        next: Option<&str>,
    ) -> Links {
        let rest = parameters.without(&[name]);
        let page = |value: Option<&str>| {
            let pairs: Vec<(&str, &str)> = { rest.pairs() }
                .chain(value.map(|value| (name, value)))
                .collect();
            address::with_parameters(path, &pairs)
        };
        let links = self.to("first", &page(first));
        match next {
            Some(next) => links.to("next", &page(Some(next))),
            None => links,
        }
    }

    /// Adds them to an answer, beside those that it has.
    pub fn put(self, headers: &mut HeaderMap) {
        for link in self.0 {
            // Targets are made of signs that a header may hold.
            if let Ok(link) = HeaderValue::from_str(&link) {
                headers.append(header::LINK, link);
            }
        }
    }

    /// The answer with them.
    pub fn on(self, mut response: Response) -> Response {
        self.put(response.headers_mut());
        response
    }
}

/// What describes an answer of the API, errors included.
pub fn of_interface() -> Links {
    Links::default()
        .typed("service-desc", "/api/v1/openapi.json", JSON)
        .typed("service-doc", "/api", PAGE)
}

/// Links that follow from what was asked: the page of a route of the API, the data behind a page, the feed of a search.
pub fn of_route(route: &str, uri: &Uri) -> Links {
    let path = uri.path();
    let parameters = Parameters::of(uri);
    let links = Links::default();
    let after = |prefix: &str| path.strip_prefix(prefix).unwrap_or_default();
    match route {
        "/api/v1/search" => {
            with_feeds(links, &parameters).typed("alternate", &of_search("/sok", &parameters), PAGE)
        }
        "/api/v1/stats" => {
            let search = parameters.without(&["by"]);
            links.typed("alternate", &of_search("/statistik", &search), PAGE)
        }
        "/api/v1/findings" => {
            links.typed("alternate", &of_search("/iakttagelser", &parameters), PAGE)
        }
        "/api/v1/status" => links.typed("alternate", "/tackning", PAGE),
        "/api/v1/paragraphs/{*id}" | "/api/v1/meetings/{*id}" => {
            let id = after("/api/v1/").split_once('/').map_or("", |(_, id)| id);
            let id = address::decode(id).unwrap_or_default();
            let page = format!("/{id}");
            let links = links.typed("alternate", &page, PAGE);
            match page.rsplit_once('/') {
                Some((meeting, _)) if route.contains("paragraphs") => {
                    links.typed("collection", &format!("/api/v1/meetings{meeting}"), JSON)
                }
                _ => links,
            }
        }
        "/api/v1/documents/{sha256}/original" => {
            let document = path.strip_suffix("/original").unwrap_or_default();
            links.typed("describedby", document, JSON)
        }
        "/api/v1/feed.atom" => {
            let feed = of_search("/api/v1/feed.json", &parameters);
            links.typed("alternate", &feed, JSON_FEED)
        }
        "/api/v1/feed.json" => {
            let feed = of_search("/api/v1/feed.atom", &parameters);
            links.typed("alternate", &feed, ATOM)
        }
        "/sok" => {
            let search = parameters.map(names::to_english);
            with_feeds(links, &search).typed(
                "alternate",
                &of_search("/api/v1/search", &search),
                JSON,
            )
        }
        "/iakttagelser" => {
            let findings = parameters.map(names::to_english);
            links.typed("alternate", &of_search("/api/v1/findings", &findings), JSON)
        }
        "/tackning" => links.typed("alternate", "/api/v1/status", JSON),
        "/arende/{municipality}/{*case_number}" => {
            let case = format!("/api/v1/cases/{}", after("/arende/"));
            links.typed("alternate", &case, JSON)
        }
        "/{municipality}/{body}/{date}" => {
            links.typed("alternate", &format!("/api/v1/meetings{path}"), JSON)
        }
        "/{municipality}/{body}/{date}/{number}" => {
            let version = parameters.pairs().filter(|(name, _)| *name == "fil");
            let version: Vec<_> = version.map(|(_, sha256)| ("document", sha256)).collect();
            let paragraph = format!("/api/v1/paragraphs{path}");
            let paragraph = address::with_parameters(&paragraph, &version);
            links.typed("alternate", &paragraph, JSON)
        }
        "/api" => links.typed("service-desc", "/api/v1/openapi.json", JSON),
        _ => links,
    }
}

/// The newest of a search, to be followed.
fn with_feeds(links: Links, search: &Parameters) -> Links {
    let followed = search.without(&OF_PAGES);
    links
        .typed(
            "alternate",
            &of_search("/api/v1/feed.atom", &followed),
            ATOM,
        )
        .typed(
            "alternate",
            &of_search("/api/v1/feed.json", &followed),
            JSON_FEED,
        )
}

fn of_search(path: &str, parameters: &Parameters) -> String {
    address::of_search(path, &parameters.pairs().collect::<Vec<_>>())
}

/// An address as a header may hold it between `<` and `>`: signs that no address has are percent-encoded.
fn target(address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            target.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(target, "%{byte:02X}");
        }
    }
    target
}
