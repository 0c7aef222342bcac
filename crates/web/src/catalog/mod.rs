//! `/catalog`, `/catalog.ttl`, `/catalog.rdf`: what is held as open data, described by DCAT-AP-SE 3 for the data portals
//! that fetch it. Made from what is held whenever it is asked for.

mod graph;
mod places;
mod rdf_xml;
#[cfg(test)]
mod tests;
mod turtle;

use axum::extract::State;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use paragraf_archive::Holding;

use crate::address;
use crate::app::App;
use crate::opensearch::is_mail;
use crate::pages::absolute;
use crate::parameters::NoParameters;
use crate::problem::Problem;
use crate::sitemap::known_address;
use graph::{DCAT, DCTERMS, FOAF, SKOS, Thing, VCARD, Word, XSD};

/// Under which terms the compilation may be used where the operator says nothing else.
const CC0: &str = "http://creativecommons.org/publicdomain/zero/1.0/";

const TURTLE: &str = "text/turtle; charset=utf-8";
const RDF_XML: &str = "application/rdf+xml; charset=utf-8";

const TITLE: Word = Word(DCTERMS, "title");
const DESCRIPTION: Word = Word(DCTERMS, "description");
const PUBLISHER: Word = Word(DCTERMS, "publisher");
const LICENCE: Word = Word(DCTERMS, "license");
const LANGUAGE: Word = Word(DCTERMS, "language");
const MODIFIED: Word = Word(DCTERMS, "modified");
const SPATIAL: Word = Word(DCTERMS, "spatial");
const CONTACT: Word = Word(DCAT, "contactPoint");
const ACCESS_RIGHTS: Word = Word(DCTERMS, "accessRights");
const LANDING_PAGE: Word = Word(DCAT, "landingPage");

const SWEDISH: &str = "http://publications.europa.eu/resource/authority/language/SWE";
const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
const GOVERNMENT: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
const IRREGULARLY: &str = "http://publications.europa.eu/resource/authority/frequency/IRREG";
const AVAILABLE: &str =
    "http://publications.europa.eu/resource/authority/planned-availability/AVAILABLE";

/// As Turtle, or as RDF/XML where that alone is wanted.
pub async fn negotiated(
    State(app): State<App>,
    headers: HeaderMap,
    _: NoParameters,
) -> Result<Response, Problem> {
    let accepted = headers.get(header::ACCEPT);
    let accepted = accepted
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let wants_xml = accepted.contains("rdf+xml") && !accepted.contains("turtle");
    let mut response = answer(app, if wants_xml { RDF_XML } else { TURTLE }).await?;
    let depends = header::HeaderValue::from_static("accept");
    response.headers_mut().insert(header::VARY, depends);
    Ok(response)
}

/// As Turtle.
pub async fn turtle(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    answer(app, TURTLE).await
}

/// As RDF/XML.
pub async fn rdf_xml(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    answer(app, RDF_XML).await
}

async fn answer(app: App, kind: &'static str) -> Result<Response, Problem> {
    known_address(&app)?;
    let body = app.ask(move |app| {
        let snapshot = app.snapshot();
        let things = things(app, &snapshot.held(&app.sources().archive)?.holdings);
        match kind {
            TURTLE => Ok(turtle::written(&things).into_bytes()),
            _ => rdf_xml::written(&things).map_err(|error| Problem::internal(&error)),
        }
    });
    Ok(([(header::CONTENT_TYPE, kind)], body.await?).into_response())
}

/// A data set: all that is held, or what is held of one municipality.
struct Dataset<'a> {
    /// What ends its address: `alla`, `orebro`.
    name: &'a str,
    /// `None` for all.
    municipality: Option<&'a Holding>,
    first: NaiveDate,
    last: NaiveDate,
    modified: DateTime<Utc>,
}

impl<'a> Dataset<'a> {
    /// Of these holdings; `None` where there are none.
    fn of(
        name: &'a str,
        municipality: Option<&'a Holding>,
        holdings: &[&Holding],
    ) -> Option<Dataset<'a>> {
        Some(Dataset {
            name,
            municipality,
            first: holdings.iter().map(|one| one.first_meeting).min()?,
            last: holdings.iter().map(|one| one.last_meeting).max()?,
            modified: holdings.iter().map(|one| one.last_ingest).max()?,
        })
    }
}

fn things(app: &App, holdings: &[Holding]) -> Vec<Thing> {
    let all: Vec<&Holding> = holdings.iter().collect();
    let mut datasets: Vec<Dataset<'_>> = Dataset::of("alla", None, &all).into_iter().collect();
    // Holdings come by municipality.
    for of_one in all.chunk_by(|one, other| one.municipality_short == other.municipality_short) {
        if let Some(first) = of_one.first() {
            datasets.extend(Dataset::of(&first.municipality_short, Some(first), of_one));
        }
    }
    let mut things = vec![
        catalog(app, &datasets),
        publisher(app),
        contact(app),
        service(app, &datasets),
    ];
    things.push(
        Thing::new(places::SWEDEN, Word(DCTERMS, "Location"))
            .swedish(Word(SKOS, "prefLabel"), "Sverige"),
    );
    let mut counties = Vec::new();
    for dataset in &datasets {
        things.extend(of_dataset(app, dataset));
        let code = dataset.municipality.map(|of| of.municipality.code.as_str());
        counties.extend(code.and_then(places::county));
    }
    counties.sort_unstable();
    counties.dedup();
    let county = |iri: &&str| Thing::new(*iri, Word(DCTERMS, "Location"));
    things.extend(counties.iter().map(county));
    things
}

/// The address of a part of the catalogue.
fn iri(app: &App, name: &str) -> String {
    absolute(app, &format!("/catalog#{name}"))
}

fn dataset_iri(app: &App, dataset: &Dataset<'_>) -> String {
    iri(app, &format!("protokoll-{}", dataset.name))
}

/// Address of the terms under which the compilation may be used.
pub(crate) fn licence(app: &App) -> &str {
    app.config().licence.as_deref().unwrap_or(CC0)
}

fn catalog(app: &App, datasets: &[Dataset<'_>]) -> Thing {
    let catalog = Thing::new(iri(app, "katalog"), Word(DCAT, "Catalog"))
        .swedish(TITLE, "Paragraf: kommuners och regioners beslut")
        .english(TITLE, "Paragraf: decisions of Swedish municipalities and regions")
        .swedish(
            DESCRIPTION,
            "Protokoll från kommuners och regioners möten, paragraf för paragraf, sökbara och att hämta som öppna data.",
        )
        .english(
            DESCRIPTION,
            "Minutes of the meetings of Swedish municipalities and regions, paragraph by paragraph, as open data.",
        )
        .thing(PUBLISHER, iri(app, "utgivare"))
        .thing(LICENCE, licence(app))
        .thing(LANGUAGE, SWEDISH)
        .thing(SPATIAL, places::SWEDEN)
        .thing(Word(FOAF, "homepage"), absolute(app, "/"))
        .thing(Word(DCAT, "themeTaxonomy"), THEMES)
        .thing(Word(DCAT, "service"), iri(app, "api"))
        .things(
            Word(DCAT, "dataset"),
            datasets.iter().map(|dataset| dataset_iri(app, dataset)),
        );
    match datasets.first() {
        Some(all) => catalog.value(MODIFIED, time(all.modified), Word(XSD, "dateTime")),
        None => catalog,
    }
}

fn publisher(app: &App) -> Thing {
    let name = app.config().operator.as_deref().unwrap_or("Paragraf");
    Thing::new(iri(app, "utgivare"), Word(FOAF, "Agent"))
        .plain(Word(FOAF, "name"), name)
        .thing(Word(FOAF, "homepage"), absolute(app, "/om"))
}

fn contact(app: &App) -> Thing {
    let name = app.config().operator.as_deref().unwrap_or("Paragraf");
    let contact = Thing::new(iri(app, "kontakt"), Word(VCARD, "Organization"))
        .plain(Word(VCARD, "fn"), name)
        .thing(Word(VCARD, "hasURL"), absolute(app, "/om"));
    match app.config().contact.as_deref().filter(|it| is_mail(it)) {
        Some(mail) => contact.thing(Word(VCARD, "hasEmail"), format!("mailto:{mail}")),
        None => contact,
    }
}

fn service(app: &App, datasets: &[Dataset<'_>]) -> Thing {
    Thing::new(iri(app, "api"), Word(DCAT, "DataService"))
        .swedish(TITLE, "Paragrafs API")
        .english(TITLE, "The Paragraf API")
        .swedish(
            DESCRIPTION,
            "Sök, läs, räkna och hämta paragrafer ur protokoll. Öppet utan nyckel; beskrivet med OpenAPI 3.1.",
        )
        .thing(Word(DCAT, "endpointURL"), absolute(app, "/api/v1"))
        .thing(
            Word(DCAT, "endpointDescription"),
            absolute(app, "/api/v1/openapi.json"),
        )
        .thing(LANDING_PAGE, absolute(app, "/api"))
        .thing(PUBLISHER, iri(app, "utgivare"))
        .thing(CONTACT, iri(app, "kontakt"))
        .thing(LICENCE, licence(app))
        .thing(ACCESS_RIGHTS, PUBLIC)
        .things(
            Word(DCAT, "servesDataset"),
            datasets.iter().map(|dataset| dataset_iri(app, dataset)),
        )
}

/// The data set with its period, its place and the ways to get it.
fn of_dataset(app: &App, dataset: &Dataset<'_>) -> Vec<Thing> {
    let own = dataset_iri(app, dataset);
    let part = |kind: &str| iri(app, &format!("{kind}-{}", dataset.name));
    let short = dataset
        .municipality
        .map(|of| of.municipality_short.as_str());
    let whose = dataset.municipality.map(|of| of.municipality.name.as_str());
    let (swedish, english) = match whose {
        Some(name) => (
            format!("Protokoll: {name}"),
            format!("Minutes of meetings: {name}"),
        ),
        None => (
            "Protokoll från kommuner och regioner".to_owned(),
            "Minutes of Swedish municipalities and regions".to_owned(),
        ),
    };
    let described = format!(
        "{}: varje paragraf med rubrik, beslut, ärendenummer, handläggare, omröstningar och källa. Besluten själva saknar \
        upphovsrätt (9 § upphovsrättslagen); licensen gäller sammanställningen. Personnummer är dolda.",
        whose.map_or_else(
            || "Protokoll från alla kommuner och regioner i arkivet".to_owned(),
            |name| format!("Protokoll från möten i {name}")
        )
    );
    let ways = Way::all(app, short);
    let mut thing = Thing::new(&own, Word(DCAT, "Dataset"))
        .swedish(TITLE, &swedish)
        .english(TITLE, &english)
        .swedish(DESCRIPTION, &described)
        .plain(Word(DCTERMS, "identifier"), &own)
        .thing(PUBLISHER, iri(app, "utgivare"))
        .thing(CONTACT, iri(app, "kontakt"))
        .thing(Word(DCAT, "theme"), GOVERNMENT)
        .thing(LANGUAGE, SWEDISH)
        .thing(ACCESS_RIGHTS, PUBLIC)
        .thing(Word(DCTERMS, "accrualPeriodicity"), IRREGULARLY)
        .value(MODIFIED, time(dataset.modified), Word(XSD, "dateTime"))
        .thing(Word(DCTERMS, "temporal"), part("tid"))
        .thing(
            LANDING_PAGE,
            absolute(app, &format!("/{}", short.unwrap_or_default())),
        )
        .things(
            Word(DCAT, "distribution"),
            ways.iter().map(|way| part(way.name)),
        );
    for keyword in [
        "protokoll",
        "beslut",
        "ärenden",
        "kommunfullmäktige",
        "nämnder",
    ] {
        thing = thing.swedish(Word(DCAT, "keyword"), keyword);
    }
    let mut things = vec![
        Thing::new(part("tid"), Word(DCTERMS, "PeriodOfTime"))
            .value(
                Word(DCAT, "startDate"),
                dataset.first.to_string(),
                Word(XSD, "date"),
            )
            .value(
                Word(DCAT, "endDate"),
                dataset.last.to_string(),
                Word(XSD, "date"),
            ),
    ];
    match dataset.municipality {
        None => thing = thing.thing(SPATIAL, places::SWEDEN),
        Some(of) => {
            thing = thing.thing(SPATIAL, part("plats"));
            thing = thing.things(SPATIAL, places::county(&of.municipality.code));
            let place = Thing::new(part("plats"), Word(DCTERMS, "Location"))
                .swedish(Word(SKOS, "prefLabel"), &of.municipality.name);
            things.push(match of.municipality.code.as_str() {
                "" => place,
                code => place.plain(Word(DCTERMS, "identifier"), code),
            });
        }
    }
    things.extend(
        ways.iter()
            .map(|way| way.thing(app, part(way.name), &swedish)),
    );
    things.insert(0, thing);
    things
}

/// A way to get a data set (*distribution*).
struct Way {
    /// What begins the end of its address.
    name: &'static str,
    label: &'static str,
    format: &'static str,
    /// As registered with IANA; `None` where it is not.
    media_type: Option<&'static str>,
    address: String,
    is_file: bool,
}

impl Way {
    fn all(app: &App, municipality: Option<&str>) -> [Way; 4] {
        let at = |path: &str, pairs: &[(&str, &str)]| {
            let of = municipality.map(|short| ("municipality", short));
            let pairs: Vec<_> = { pairs.iter().copied() }.chain(of).collect();
            absolute(app, &address::with_parameters(path, &pairs))
        };
        [
            Way {
                name: "csv",
                label: "CSV, en rad för varje paragraf",
                format: "http://publications.europa.eu/resource/authority/file-type/CSV",
                media_type: Some("text/csv"),
                address: at("/api/v1/export", &[("format", "csv")]),
                is_file: true,
            },
            Way {
                name: "jsonl",
                label: "JSON Lines, ett objekt för varje paragraf",
                format: "http://publications.europa.eu/resource/authority/file-type/JSON",
                media_type: None,
                address: at("/api/v1/export", &[("format", "jsonl")]),
                is_file: true,
            },
            Way {
                name: "zip",
                label: "Datapaket: alla tabeller som CSV, med beskrivning",
                format: "http://publications.europa.eu/resource/authority/file-type/ZIP",
                media_type: Some("application/zip"),
                address: at("/api/v1/export", &[("format", "zip")]),
                is_file: true,
            },
            Way {
                name: "api",
                label: "API, svar som JSON",
                format: "http://publications.europa.eu/resource/authority/file-type/JSON",
                media_type: Some("application/json"),
                address: at("/api/v1/search", &[]),
                is_file: false,
            },
        ]
    }

    fn thing(&self, app: &App, own: String, dataset: &str) -> Thing {
        let thing = Thing::new(own, Word(DCAT, "Distribution"))
            .swedish(TITLE, &format!("{dataset} ({})", self.label))
            .swedish(DESCRIPTION, self.label)
            .thing(Word(DCAT, "accessURL"), &self.address)
            .thing(Word(DCTERMS, "format"), self.format)
            .thing(LICENCE, licence(app))
            .thing(Word(graph::DCATAP, "availability"), AVAILABLE);
        let thing = match self.media_type {
            Some(kind) => thing.thing(
                Word(DCAT, "mediaType"),
                format!("https://www.iana.org/assignments/media-types/{kind}"),
            ),
            None => thing,
        };
        match self.is_file {
            true => thing.thing(Word(DCAT, "downloadURL"), &self.address),
            false => thing.thing(Word(DCAT, "accessService"), iri(app, "api")),
        }
    }
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
