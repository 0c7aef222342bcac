//! `/hamta`: every hit of a search as a file, with what its manifest will say shown before.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_index::StatsBy;
use paragraf_query::SearchRequest;

use super::asked::{self, Asked};
use super::shell::absolute;
use super::{Crumb, Shell, page, structured};
use crate::answers::AnswerError;
use crate::api::search::request;
use crate::app::{App, today};
use crate::export::{BESIDE, Column, Format, Kind, PARAGRAPHS, Table};
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::{names, swedish};

#[derive(Template)]
#[template(path = "download.html")]
struct DownloadPage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    asked: Asked,
    total: u64,
    counted: String,
    notes: Vec<String>,
    files: Vec<FileView>,
    order: &'static str,
    generation: String,
    sequence: u64,
    analysis_version: u32,
    program_version: &'static str,
    columns: Vec<ColumnView>,
    tables: Vec<TableView>,
    citation: String,
    commands: String,
}

/// A file that can be had.
struct FileView {
    name: &'static str,
    suits: &'static str,
    url: String,
    manifest: String,
}

/// A table beside the paragraphs.
struct TableView {
    name: &'static str,
    meaning: &'static str,
    columns: String,
}

struct ColumnView {
    name: &'static str,
    kind: &'static str,
    meaning: &'static str,
}

/// Where the archive's own address is not known.
const SOME_HOST: &str = "https://arkivets.adress";

/// What is to be had, before it is.
pub async fn download(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let parameters = match names::read("/hamta", &parameters, &[])? {
        names::Asked::Here(parameters) => parameters,
        names::Asked::Elsewhere(response) => return Ok(response),
    };
    let template = app.ask_within(move |app, patience| {
        let request = request(app, &parameters)?;
        let index = &app.sources().index;
        let stats = index.stats_within(&request, StatsBy::Year, patience);
        let stats = stats.map_err(AnswerError::from)?;
        let mut notes = stats.notes;
        notes.extend(asked::beyond(app, &request, stats.total, patience)?);
        let (generation, sequence) = crate::answers::snapshot(&stats.generation);
        Ok(DownloadPage::of(
            app,
            &request,
            stats.total,
            notes,
            generation,
            sequence,
        ))
    });
    page(&template.await.map_err(names::problem_in_swedish)?)
}

impl DownloadPage {
    fn of(
        app: &App,
        request: &SearchRequest,
        total: u64,
        notes: Vec<String>,
        generation: String,
        sequence: u64,
    ) -> DownloadPage {
        let known = &app.snapshot().known;
        let asked = Asked::of("/hamta", request, known);
        let counted = swedish::counted(total, "paragraf", "paragrafer");
        let title = format!("Hämta {}", asked.title);
        let crumbs = vec![
            Crumb::new("Sök", "/sok"),
            Crumb::new(format!("Träffar på {}", asked.title), asked.hits.clone()),
            Crumb::new("Hämta träffarna", ""),
        ];
        let about = format!("{counted} som fil, med uppgift om hur filen kom till.");
        let files = Format::ALL.map(|format| {
            let file = address("/api/v1/export", format, request);
            (format.media_type(), file)
        });
        let data = match total {
            0 => structured::page(app, "WebPage", &title, &asked.download, &crumbs),
            _ => structured::download(app, &title, &about, &asked.download, &files, &crumbs),
        };
        let shell = Shell::new(app, &asked.download, &title, &about).with_data(&data);
        DownloadPage {
            shell: shell.in_menu("/sok").unlisted(),
            crumbs,
            citation: citation(app, &asked, &counted, &generation, sequence),
            commands: commands(app, request),
            asked,
            total,
            counted,
            notes,
            files: Format::ALL
                .iter()
                .map(|format| FileView::of(*format, request))
                .collect(),
            order: swedish::order(request.sort),
            generation,
            sequence,
            analysis_version: paragraf_index::ANALYSIS_VERSION,
            program_version: env!("CARGO_PKG_VERSION"),
            columns: PARAGRAPHS.columns.iter().map(ColumnView::of).collect(),
            tables: BESIDE.iter().map(TableView::of).collect(),
        }
    }
}

impl FileView {
    fn of(format: Format, request: &SearchRequest) -> FileView {
        let (name, suits) = in_words(format);
        FileView {
            name,
            suits,
            url: address("/api/v1/export", format, request),
            manifest: address("/api/v1/export/manifest", format, request),
        }
    }
}

/// A format's name and what it is for.
pub(super) fn in_words(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::ExcelCsv => (
            "CSV för Excel",
            "Öppnas med dubbelklick i svensk Excel: semikolon mellan kolumnerna, å, ä och ö blir rätt.",
        ),
        Format::Csv => (
            "CSV",
            "För R, Python, LibreOffice och databaser: komma mellan kolumnerna, UTF-8 (RFC 4180).",
        ),
        Format::JsonLines => (
            "JSON Lines",
            "För egna program: ett JSON-objekt per rad, med samma fält som kolumnerna.",
        ),
        Format::Xlsx => (
            "Excel",
            "En arbetsbok där varje tabell är ett blad. Dagar är dagar, ingen text blir en formel.",
        ),
        Format::Parquet => (
            "Parquet",
            "För analys i Python, R och DuckDB: kolumner med typer, komprimerat.",
        ),
        Format::Zip => (
            "Allt i en zip",
            "Varje tabell som CSV, med manifest och beskrivning av kolumnerna (Frictionless och CSVW).",
        ),
    }
}

fn address(path: &str, format: Format, request: &SearchRequest) -> String {
    let (format, dialect) = format.names();
    let mut own = vec![("format", format)];
    own.extend(dialect.map(|dialect| ("dialect", dialect)));
    asked::of_api(path, &own, request, true)
}

/// What to write under a figure that was made from the file.
fn citation(app: &App, asked: &Asked, counted: &str, generation: &str, sequence: u64) -> String {
    let address = match app.config().base_url {
        Some(_) => format!(" {}", absolute(app, &asked.hits)),
        // A path alone leads nowhere for whoever reads the figure.
        None => String::new(),
    };
    format!(
        "Paragraf, sökning efter {}: {counted}. Hämtad {}. Arkivets läge: {generation}, ändring {sequence}.{address}",
        asked.title,
        swedish::day(today()),
    )
}

/// The same without a browser.
fn commands(app: &App, request: &SearchRequest) -> String {
    let host = match app.config().base_url {
        Some(_) => "",
        None => SOME_HOST,
    };
    let whole = |path: &str| {
        let path = address(path, Format::Csv, request);
        // A quote is encoded in an address, so it cannot end the argument.
        format!("'{host}{}'", absolute(app, &path))
    };
    format!(
        "curl {} -o {}\ncurl {} -o paragraf-manifest.json\nsha256sum {}",
        whole("/api/v1/export"),
        Format::Csv.filename(),
        whole("/api/v1/export/manifest"),
        Format::Csv.filename(),
    )
}

impl ColumnView {
    fn of(column: &Column) -> ColumnView {
        ColumnView {
            name: column.name,
            kind: match column.kind {
                Kind::Integer => "heltal",
                Kind::Truth => "sant eller falskt",
                Kind::Day => "dag",
                Kind::Text => "text",
            },
            meaning: meaning(column.name),
        }
    }
}

impl TableView {
    fn of(table: &Table) -> TableView {
        let names = table.columns.iter().map(|column| column.name);
        TableView {
            name: table.name,
            meaning: rows_of(table.name),
            columns: names.collect::<Vec<_>>().join(", "),
        }
    }
}

/// What a row of a table beside the paragraphs is.
fn rows_of(table: &str) -> &'static str {
    match table {
        "case_numbers" => "ett ärendenummer på en paragraf, i sina delar",
        "votes" => "en omröstning: siffrorna och vad ja och nej stod för",
        "ballots" => "en namngiven röst",
        "reservations" => "en person som reserverade sig eller var jävig",
        "meetings" => "ett sammanträde: dag, tid, plats, ordförande, justering",
        "attendance" => "en person och roll vid ett sammanträde, och vid vilka paragrafer",
        _ => "",
    }
}

/// What a column holds, for people; the manifest says it in English. A test asks for every column.
fn meaning(column: &str) -> &'static str {
    match column {
        "id" => "paragrafens fasta id: kommun, organ, dag och nummer",
        "url" => "adressen till paragrafens sida",
        "citation" => "så hänvisar du till paragrafen",
        "municipality" => "kommunens eller regionens hela namn",
        "municipality_code" => "SCB:s kod",
        "body" => "organet, som protokollet skriver det",
        "date" => "sammanträdets första dag",
        "number" => "paragrafens nummer",
        "suffix" => "bokstaven efter numret: b i § 3 b",
        "title" => "rubriken",
        "case_numbers" => "ärendenummer i sin enda form, skilda åt av semikolon",
        "case_numbers_printed" => "ärendenummer som de står i protokollet",
        "case_officers" => "handläggare",
        "outcomes" => "utfall, det yttersta först, med de engelska namn som API:et har",
        "decided_by" => "organet som beslutade",
        "decision" => "beslutet, ord för ord",
        "as_proposed" => "om beslutet säger detsamma som förslaget",
        "proposal" => "förslaget till beslut",
        "description" => "ärendebeskrivningen",
        "basis" => "beslutsunderlaget",
        "votes" => "omröstningarnas siffror",
        "reservations" => "vilka som reserverade sig",
        "meeting_id" => "sammanträdets fasta id",
        "label" => "numret som det är tryckt",
        "motions" => "yrkandena",
        "procedure" => "beslutsgången",
        "statements" => "protokollsanteckningar och särskilda yttranden",
        "recused" => "vilka som var jäviga",
        "sent_to" => "vilka beslutet skickas till",
        "refers_to" => "tidigare paragrafer som nämns",
        "adjusted_at_once" => "om paragrafen justerades omedelbart",
        "changed" => "dagen då arkivets svar senast ändrades",
        "text" => "hela paragrafen med sina rubriker, i protokollets ordning",
        "language" => "språket enligt ISO 639-1",
        "first_page" => "första sidan i filen",
        "last_page" => "sista sidan i filen",
        "source_filename" => "filens namn",
        "source_sha256" => "filens fingeravtryck (SHA-256)",
        "source_url" => "var filen kan hämtas",
        "received" => "dagen då filen lästes in",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, Format, PARAGRAPHS, in_words, meaning, rows_of};

    #[test]
    fn every_column_and_every_format_is_explained_in_swedish() {
        for column in PARAGRAPHS.columns {
            assert_ne!(meaning(column.name), "", "{}", column.name);
        }
        for table in BESIDE {
            assert_ne!(rows_of(table.name), "", "{}", table.name);
        }
        let names: std::collections::BTreeSet<&str> = Format::ALL
            .into_iter()
            .map(|format| in_words(format).0)
            .collect();
        assert_eq!(names.len(), Format::ALL.len());
    }
}
