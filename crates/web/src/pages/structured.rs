//! What pages are about in schema.org's terms, for whoever reads them by program (JSON-LD).

use paragraf_archive::StoredParagraph;
use serde_json::{Value, json};

use super::Crumb;
use super::shell::absolute;
use crate::answers::ParagraphAnswer;
use crate::app::App;
use crate::catalog::licence;

/// The archive itself, with the way to search it.
pub fn archive(app: &App, description: &str) -> Value {
    let home = absolute(app, "/");
    json!({
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "WebSite",
                "@id": format!("{home}#webbplats"),
                "name": "Paragraf",
                "url": home,
                "inLanguage": "sv",
                "description": description,
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": { "@type": "EntryPoint", "urlTemplate": absolute(app, "/sok?q={search_term_string}") },
                    "query-input": "required name=search_term_string"
                }
            },
            {
                "@type": "DataCatalog",
                "name": "Paragraf: kommuners och regioners beslut",
                "description": description,
                "url": home,
                "inLanguage": "sv",
                "license": licence(app),
                "isAccessibleForFree": true,
                "dataset": dataset(
                    app,
                    "Protokoll från kommuner och regioner",
                    "Varje paragraf i arkivets protokoll med rubrik, beslut, ärendenummer, omröstningar och källa.",
                    "/hamta",
                    &[
                        ("text/csv", "/api/v1/export?format=csv".to_owned()),
                        ("application/jsonl", "/api/v1/export?format=jsonl".to_owned()),
                    ]
                )
            }
        ]
    })
}

/// A page of this type with its place in the archive.
pub fn page(app: &App, kind: &str, name: &str, path: &str, crumbs: &[Crumb]) -> Value {
    json!({
        "@context": "https://schema.org",
        "@graph": [
            { "@type": kind, "name": name, "url": absolute(app, path), "inLanguage": "sv" },
            breadcrumbs(app, crumbs, path)
        ]
    })
}

/// The hits of a search, to be had as these files: media types and addresses.
pub fn download(
    app: &App,
    name: &str,
    about: &str,
    path: &str,
    files: &[(&str, String)],
    crumbs: &[Crumb],
) -> Value {
    json!({
        "@context": "https://schema.org",
        "@graph": [dataset(app, name, about, path, files), breadcrumbs(app, crumbs, path)]
    })
}

/// Data with the ways to get it.
fn dataset(app: &App, name: &str, about: &str, path: &str, files: &[(&str, String)]) -> Value {
    let downloads = files.iter().map(|(kind, path)| {
        json!({ "@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute(app, path) })
    });
    let operator = app.config().operator.as_deref().unwrap_or("Paragraf");
    json!({
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": absolute(app, path),
        "inLanguage": "sv",
        "license": licence(app),
        "isAccessibleForFree": true,
        "creator": { "@type": "Organization", "name": operator, "url": absolute(app, "/om") },
        "spatialCoverage": { "@type": "Country", "name": "Sverige" },
        "includedInDataCatalog": { "@type": "DataCatalog", "name": "Paragraf", "url": absolute(app, "/catalog") },
        "distribution": downloads.collect::<Vec<_>>(),
    })
}

/// A municipality's body, or the municipality where there is none.
pub fn organization(
    app: &App,
    name: &str,
    parent: Option<&str>,
    path: &str,
    crumbs: &[Crumb],
) -> Value {
    let mut organization = json!({
        "@type": "GovernmentOrganization",
        "name": name,
        "url": absolute(app, path),
    });
    if let (Some(parent), Some(fields)) = (parent, organization.as_object_mut()) {
        let parent = json!({ "@type": "GovernmentOrganization", "name": parent });
        fields.insert("parentOrganization".to_owned(), parent);
    }
    json!({
        "@context": "https://schema.org",
        "@graph": [organization, breadcrumbs(app, crumbs, path)]
    })
}

/// A paragraph: a document that a body made at a meeting. No person is named: names are for readers of the minutes.
pub fn paragraph(
    app: &App,
    stored: &StoredParagraph,
    answer: &ParagraphAnswer,
    crumbs: &[Crumb],
) -> Value {
    let body = json!({
        "@type": "GovernmentOrganization",
        "name": stored.body,
        "parentOrganization": { "@type": "GovernmentOrganization", "name": stored.municipality.name },
    });
    let mut document = json!({
        "@type": "DigitalDocument",
        "@id": absolute(app, &answer.url),
        "url": absolute(app, &answer.url),
        "name": super::entry::title(&stored.paragraph),
        "identifier": answer.id,
        "dateCreated": stored.date.to_string(),
        "dateModified": answer.changed_at.to_rfc3339(),
        "inLanguage": answer.language.as_deref().unwrap_or("sv"),
        "creator": body,
        "isPartOf": { "@type": "Event", "name": format!("{} {}", stored.body, stored.date),
                      "startDate": stored.date.to_string(), "url": absolute(app, &answer.meeting.url),
                      "organizer": body },
        "creditText": answer.citation,
    });
    if let (Some(source), Some(fields)) = (&answer.source.source_url, document.as_object_mut()) {
        fields.insert("isBasedOn".to_owned(), json!(source));
    }
    json!({
        "@context": "https://schema.org",
        "@graph": [document, breadcrumbs(app, crumbs, &answer.url)]
    })
}

/// The way to the page at this path.
fn breadcrumbs(app: &App, crumbs: &[Crumb], path: &str) -> Value {
    let items = (1..).zip(crumbs).map(|(position, crumb): (u32, &Crumb)| {
        let url = if crumb.url.is_empty() { path } else { &crumb.url };
        json!({ "@type": "ListItem", "position": position, "name": crumb.label, "item": absolute(app, url) })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() })
}
