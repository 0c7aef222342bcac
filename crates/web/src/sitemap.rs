//! `/sitemap.xml` and its parts (sitemaps.org): every page that outside search engines may list, and `/robots.txt`.
//!
//! Records are listed only where the operator allows it, and never those in whose document something is masked: the same
//! pages as those that do not say `noindex`. A part holds the meetings and paragraphs of a municipality's year, or of a
//! piece of it. Only meetings and paragraphs tell when they changed; of other pages and of whole parts nobody keeps that.

use std::collections::BTreeMap;
use std::io::{self, Write};

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use paragraf_archive::{Holding, ListedMeeting};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::api::stream::{BodyWriter, body, body_writer};
use crate::app::App;
use crate::pages::absolute;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem};

/// Addresses of a part: the protocol allows 50 000, and the last meeting is never cut.
const MOST: u64 = 40_000;
/// Addresses that the protocol allows in one file.
const ALLOWED: usize = 50_000;
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// The part that lists what is no record.
const PAGES: &str = "sidor";

/// Pages whose text does not come from minutes.
const TEXTS: [&str; 8] = [
    "/",
    "/tackning",
    "/hjalp",
    "/api",
    "/api/recept",
    "/om",
    "/kvalitet",
    "/tillganglighet",
];

/// Searches and exports have no end, and originals belong to the municipalities' own sites; whoever lists the pages of the
/// world need not walk them. What is `noindex` is not forbidden here: who may not read it does not see that it says so.
pub async fn robots(State(app): State<App>, _: NoParameters) -> String {
    let mut text = String::from("User-agent: *\n");
    for path in [
        "/sok",
        "/statistik",
        "/hamta",
        "/arenden",
        "/originalfil/",
        "/opensearch/",
        "/api/v1/",
    ] {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    if app.config().base_url.is_some() {
        text.push_str(&format!("\nSitemap: {}\n", absolute(&app, "/sitemap.xml")));
    }
    text
}

/// The list of the parts; where records are not listed, the one list of what is.
pub async fn index(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    known_address(&app)?;
    let body = app.ask(|app| {
        let snapshot = app.snapshot();
        let holdings = &snapshot.held(&app.sources().archive)?.holdings;
        let written = match app.config().indexable {
            true => parts(app, holdings),
            false => pages(app, holdings),
        };
        written.map_err(|error| Problem::internal(&error))
    });
    Ok(([(header::CONTENT_TYPE, XML)], body.await?).into_response())
}

/// One part, by the name that the list has for it.
pub async fn part(
    State(app): State<App>,
    name: Path<String>,
    _: NoParameters,
) -> Result<Response, Problem> {
    known_address(&app)?;
    let name = name.0.strip_suffix(".xml").unwrap_or_default().to_owned();
    if !app.config().indexable {
        return Err(Problem::of(Kind::NotFound));
    }
    let place = app.download_place().await?;
    let listed = app.ask(move |app| listed(app, &name)).await?;
    let (writer, pieces) = body_writer();
    tokio::task::spawn_blocking(move || {
        match listed {
            Listed::Pages(bytes) => send(writer, |writer| writer.write_all(&bytes)),
            Listed::Records(meetings) => send(writer, |writer| records(&app, &meetings, writer)),
        }
        drop(place);
    });
    Ok(([(header::CONTENT_TYPE, XML)], body(pieces)).into_response())
}

const XML: &str = "application/xml; charset=utf-8";

/// What a part holds.
enum Listed {
    Pages(Vec<u8>),
    Records(Vec<ListedMeeting>),
}

/// A list of addresses needs to know how they begin.
pub(crate) fn known_address(app: &App) -> Result<(), Problem> {
    match &app.config().base_url {
        Some(_) => Ok(()),
        None => Err(Problem::new(
            Kind::NotFound,
            "Det här finns först när arkivets egen adress är angiven i inställningarna ([server] base_url).",
        )),
    }
}

fn listed(app: &App, name: &str) -> Result<Listed, Problem> {
    let archive = &app.sources().archive;
    let snapshot = app.snapshot();
    let holdings = &snapshot.held(archive)?.holdings;
    if name == PAGES {
        let written = pages(app, holdings);
        return Ok(Listed::Pages(
            written.map_err(|error| Problem::internal(&error))?,
        ));
    }
    let missing = || Problem::of(Kind::NotFound);
    let part = Part::read(name).ok_or_else(missing)?;
    let years = years(holdings);
    let key = (part.municipality.to_owned(), part.year);
    let addresses = years.get(&key).ok_or_else(missing)?;
    if part.piece > pieces(*addresses) {
        return Err(missing());
    }
    let meetings = archive.listed(part.municipality, part.year)?;
    Ok(Listed::Records(piece_of(meetings, part.piece)))
}

/// The name of a part: `orebro-2024`, and `orebro-2024-2` for the second piece of that year.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    municipality: &'a str,
    year: i32,
    piece: u64,
}

impl<'a> Part<'a> {
    fn read(name: &'a str) -> Option<Part<'a>> {
        let (before, last) = name.rsplit_once('-')?;
        let (municipality, year, piece) = match last.len() {
            4 => (before, last, 1),
            _ => {
                let (municipality, year) = before.rsplit_once('-')?;
                (
                    municipality,
                    year,
                    last.parse().ok().filter(|piece| *piece > 1)?,
                )
            }
        };
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then_some(())?;
        let part = Part {
            municipality,
            year: year.parse().ok()?,
            piece,
        };
        (part.name() == name).then_some(part)
    }

    fn name(&self) -> String {
        let Part {
            municipality,
            year,
            piece,
        } = self;
        match piece {
            1 => format!("{municipality}-{year:04}"),
            _ => format!("{municipality}-{year:04}-{piece}"),
        }
    }
}

/// How many addresses each municipality's year has, masked ones included.
fn years(holdings: &[Holding]) -> BTreeMap<(String, i32), u64> {
    let mut years = BTreeMap::new();
    for holding in holdings {
        for year in &holding.years {
            let key = (holding.municipality_short.clone(), year.year);
            *years.entry(key).or_default() += u64::from(year.meetings) + u64::from(year.paragraphs);
        }
    }
    years.retain(|_, addresses| *addresses > 0);
    years
}

fn pieces(addresses: u64) -> u64 {
    addresses.div_ceil(MOST).max(1)
}

/// The meetings that end within a piece: which they are follows from what is held alone, and no piece is empty.
fn piece_of(meetings: Vec<ListedMeeting>, piece: u64) -> Vec<ListedMeeting> {
    let mut addresses = 0;
    let is_in_piece = |meeting: &ListedMeeting| {
        addresses += addresses_of(meeting);
        pieces(addresses) == piece
    };
    meetings.into_iter().filter(is_in_piece).collect()
}

fn addresses_of(meeting: &ListedMeeting) -> u64 {
    1 + meeting.paragraphs.len() as u64
}

fn parts(app: &App, holdings: &[Holding]) -> io::Result<Vec<u8>> {
    let mut names = vec![PAGES.to_owned()];
    for ((municipality, year), addresses) in years(holdings) {
        for piece in 1..=pieces(addresses) {
            let part = Part {
                municipality: &municipality,
                year,
                piece,
            };
            names.push(part.name());
        }
    }
    let mut bytes = Vec::new();
    list(&mut bytes, "sitemapindex", |xml| {
        for name in names.iter().take(ALLOWED) {
            address(
                xml,
                "sitemap",
                &absolute(app, &format!("/sitemap/{name}.xml")),
                None,
            )?;
        }
        Ok(())
    })?;
    Ok(bytes)
}

/// Texts, municipalities and bodies.
fn pages(app: &App, holdings: &[Holding]) -> io::Result<Vec<u8>> {
    let mut paths: Vec<String> = TEXTS.iter().map(|&path| path.to_owned()).collect();
    for holding in holdings {
        let municipality = format!("/{}", holding.municipality_short);
        if !paths.contains(&municipality) {
            paths.push(municipality);
        }
    }
    for holding in holdings {
        paths.push(format!(
            "/{}/{}",
            holding.municipality_short, holding.body_slug
        ));
    }
    let mut bytes = Vec::new();
    list(&mut bytes, "urlset", |xml| {
        for path in paths.iter().take(ALLOWED) {
            address(xml, "url", &absolute(app, path), None)?;
        }
        Ok(())
    })?;
    Ok(bytes)
}

fn records(app: &App, meetings: &[ListedMeeting], out: &mut BodyWriter) -> io::Result<()> {
    list(out, "urlset", |xml| {
        for meeting in meetings {
            if !meeting.masked {
                let place = absolute(app, &format!("/{}", meeting.id));
                address(xml, "url", &place, Some(meeting.changed_at))?;
            }
            for paragraph in meeting.paragraphs.iter().filter(|one| !one.masked) {
                let place = absolute(app, &format!("/{}", paragraph.id));
                address(xml, "url", &place, Some(paragraph.changed_at))?;
            }
        }
        Ok(())
    })
}

fn list<Out: Write>(
    out: Out,
    element: &str,
    inside: impl FnOnce(&mut Writer<Out>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new(out);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element(element)
        .with_attribute(("xmlns", SITEMAP))
        .write_inner_content(inside)?;
    Ok(())
}

fn address<Out: Write>(
    xml: &mut Writer<Out>,
    element: &str,
    place: &str,
    changed_at: Option<DateTime<Utc>>,
) -> io::Result<()> {
    xml.create_element(element).write_inner_content(|xml| {
        xml.create_element("loc")
            .write_text_content(BytesText::new(place))?;
        if let Some(changed_at) = changed_at {
            let changed_at = changed_at.to_rfc3339_opts(SecondsFormat::Secs, true);
            xml.create_element("lastmod")
                .write_text_content(BytesText::new(&changed_at))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn send(mut writer: BodyWriter, write: impl FnOnce(&mut BodyWriter) -> io::Result<()>) {
    let written = write(&mut writer).and_then(|()| writer.flush());
    if let Err(error) = written {
        writer.fail(error);
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use paragraf_archive::{ListedMeeting, ListedParagraph};
    use paragraf_model::ParagraphId;

    use super::{MOST, Part, addresses_of, piece_of, pieces};

    #[test]
    fn the_name_of_a_part_is_read_as_it_is_written() {
        for (name, municipality, year, piece) in [
            ("orebro-2024", "orebro", 2024, 1),
            ("region-orebro-lan-2024-2", "region-orebro-lan", 2024, 2),
            ("x-1999-2024", "x-1999", 2024, 1),
        ] {
            let part = Part::read(name).unwrap();
            let read = (part.municipality, part.year, part.piece);
            assert_eq!(read, (municipality, year, piece), "{name}");
            assert_eq!(part.name(), name);
        }
        for name in [
            "",
            "orebro",
            "orebro-24",
            "orebro-2024-1",
            "orebro-2024-02",
            "-",
            "orebro-2024-2-3",
            "a-+024",
        ] {
            assert_eq!(Part::read(name), None, "{name}");
        }
    }

    #[test]
    fn pieces_hold_every_meeting_once_and_no_more_than_the_protocol_allows() {
        let meetings: Vec<ListedMeeting> = (1..=28).map(|day| meeting(day, 4_000)).collect();
        let addresses: u64 = meetings.iter().map(addresses_of).sum();
        let mut seen = 0;
        for piece in 1..=pieces(addresses) {
            let of_piece = piece_of(meetings.clone(), piece);
            let length: u64 = of_piece.iter().map(addresses_of).sum();
            assert!(0 < length && length <= 50_000, "{length}");
            seen += of_piece.len();
        }
        assert_eq!(seen, meetings.len());
        assert_eq!(pieces(MOST), 1);
        assert_eq!(pieces(MOST + 1), 2);
    }

    fn meeting(day: u32, paragraphs: u32) -> ListedMeeting {
        let id =
            |number: u32| ParagraphId::parse(&format!("x/y/2024-01-{day:02}/{number}")).unwrap();
        let listed = |number| ListedParagraph {
            id: id(number),
            changed_at: DateTime::UNIX_EPOCH,
            masked: false,
        };
        ListedMeeting {
            id: id(1).meeting(),
            changed_at: DateTime::UNIX_EPOCH,
            masked: false,
            paragraphs: (1..=paragraphs).map(listed).collect(),
        }
    }
}
