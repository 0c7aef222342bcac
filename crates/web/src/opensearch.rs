//! `/opensearch.xml`: how a browser, or any other program, searches here (OpenSearch 1.1), with completions in the form
//! that browsers take.

use std::io;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use paragraf_index::SuggestRequest;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::json;

use crate::answers;
use crate::app::App;
use crate::assets;
use crate::pages::absolute;
use crate::parameters::{NoParameters, Parameters};
use crate::problem::Problem;
use crate::sitemap::known_address;

/// Where completions are handed out in the form that browsers take.
pub const SUGGESTIONS: &str = "/opensearch/forslag";

type Xml = Writer<Vec<u8>>;

/// The description.
pub async fn description(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    known_address(&app)?;
    let body = written(&app).map_err(|error| Problem::internal(&error))?;
    let kind = "application/opensearchdescription+xml; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

/// What was typed, its completions, what each is, and where it leads.
pub async fn suggestions(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Response, Problem> {
    parameters.only(&["q"])?;
    let typed = parameters.one("q")?.unwrap_or_default().to_owned();
    let request = SuggestRequest {
        typed: typed.clone(),
        size: SuggestRequest::DEFAULT_SIZE,
    };
    let (body, stale) = app
        .ask(move |app| {
            let known = &app.snapshot().known;
            let (answer, stale) = answers::suggest(app.sources(), known, &request)?;
            let each = |field: fn(&answers::SuggestionAnswer) -> String| -> Vec<String> {
                answer.suggestions.iter().map(field).collect()
            };
            let places: Vec<String> = each(|one| one.url.clone())
                .iter()
                .map(|path| absolute(app, path))
                .collect();
            let texts = each(|one| one.text.clone());
            let labels = each(|one| one.label.clone());
            Ok((json!([typed, texts, labels, places]).to_string(), stale))
        })
        .await?;
    let mut response = (
        [(header::CONTENT_TYPE, "application/x-suggestions+json")],
        body,
    )
        .into_response();
    if stale {
        // A better answer comes without any change of the archive, which is all that the tag tells of.
        let header = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, header);
    }
    Ok(response)
}

fn written(app: &App) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("OpenSearchDescription")
        .with_attribute(("xmlns", "http://a9.com/-/spec/opensearch/1.1/"))
        .write_inner_content(|xml| {
            text(xml, "ShortName", "Paragraf")?;
            text(
                xml,
                "Description",
                "Sök bland kommuners och regioners beslut, paragraf för paragraf.",
            )?;
            if let Some(contact) = app.config().contact.as_deref().filter(|it| is_mail(it)) {
                text(xml, "Contact", contact)?;
            }
            url(xml, "results", "text/html", &search(app, "/sok"))?;
            url(
                xml,
                "results",
                "application/atom+xml",
                &search(app, "/api/v1/feed.atom"),
            )?;
            url(
                xml,
                "results",
                "application/json",
                &search(app, "/api/v1/search"),
            )?;
            let suggestions = search(app, SUGGESTIONS);
            url(
                xml,
                "suggestions",
                "application/x-suggestions+json",
                &suggestions,
            )?;
            let own = absolute(app, "/opensearch.xml");
            url(xml, "self", "application/opensearchdescription+xml", &own)?;
            text(xml, "LongName", "Paragraf: kommuners och regioners beslut")?;
            xml.create_element("Image")
                .with_attributes([("width", "16"), ("height", "16"), ("type", "image/svg+xml")])
                .write_text_content(BytesText::new(&absolute(app, assets::mark_address())))?;
            text(xml, "Tags", "protokoll kommun region beslut ärende")?;
            text(xml, "Language", "sv")?;
            text(xml, "OutputEncoding", "UTF-8")?;
            text(xml, "InputEncoding", "UTF-8")
        })?;
    Ok(xml.into_inner())
}

fn search(app: &App, path: &str) -> String {
    format!("{}?q={{searchTerms}}", absolute(app, path))
}

fn text(xml: &mut Xml, element: &str, text: &str) -> io::Result<()> {
    xml.create_element(element)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn url(xml: &mut Xml, relation: &str, kind: &str, template: &str) -> io::Result<()> {
    xml.create_element("Url")
        .with_attributes([("rel", relation), ("type", kind), ("template", template)])
        .write_empty()?;
    Ok(())
}

/// Whether what is said of how to reach the operator is a mail address and nothing else.
pub fn is_mail(contact: &str) -> bool {
    let is_sign = |sign: char| {
        !sign.is_whitespace() && !sign.is_control() && !matches!(sign, '<' | '>' | '"' | '(' | ')')
    };
    contact.chars().all(is_sign)
        && contact.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@')
        })
}
