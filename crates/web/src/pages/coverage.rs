//! `/tackning`: what is held, what is missing and what failed, in plain words.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_archive::{Counts, DocumentStatus, KeptBack, LeftOutBody, ProblemDocument};

use super::places::BodyLine;
use super::{Crumb, Shell, page, structured};
use crate::answers::WaitingForSpaceAnswer;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::Problem;
use crate::{address, swedish};

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    shell: Shell,
    summary: String,
    latest: String,
    /// Empty unless reading in waits.
    waiting: String,
    municipalities: Vec<MunicipalityView>,
    problems: Vec<ProblemGroup>,
    /// Searchable, but not wholly; empty where all are.
    incomplete: String,
    /// What is kept from readers, in sentences.
    kept_back: Vec<String>,
    /// Bodies whose files are left out.
    left_out: Vec<String>,
}

struct MunicipalityView {
    name: String,
    url: String,
    bodies: Vec<BodyLine>,
}

struct ProblemGroup {
    heading: String,
    explanation: &'static str,
    documents: Vec<DocumentLine>,
    left_out: usize,
}

struct DocumentLine {
    filename: String,
    url: String,
    message: String,
}

/// Years with something missing that the page tells of; beyond, each body's own page does.
const MOST_YEARS: usize = 500;
/// Files of one kind of trouble that the page lists; the API lists all.
const MOST_DOCUMENTS: usize = 50;

/// Coverage.
pub async fn coverage(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let template = app.ask(|app| {
        let archive = &app.sources().archive;
        let known = app.snapshot();
        let holdings = &known.held(archive)?.holdings;
        let mut municipalities: Vec<MunicipalityView> = Vec::new();
        let mut years = 0;
        for holding in holdings {
            let url = format!("/{}", holding.municipality_short);
            if municipalities.last().is_none_or(|last| last.url != url) {
                let name = holding.municipality.name.clone();
                municipalities.push(MunicipalityView {
                    name,
                    url,
                    bodies: Vec::new(),
                });
            }
            let mut body = BodyLine::of(holding);
            years += body.missing.len();
            if years > MOST_YEARS {
                body.leave_out_years();
            }
            if let Some(last) = municipalities.last_mut() {
                last.bodies.push(body);
            }
        }
        let kept = archive.kept_back()?;
        let latest = holdings.iter().map(|holding| holding.last_ingest).max();
        let summary = summary(archive.counts()?);
        let data = structured::page(
            app,
            "Dataset",
            "Vad arkivet täcker",
            "/tackning",
            &[Crumb::new("Täckning", "")],
        );
        Ok(CoveragePage {
            shell: Shell::new(
                app,
                "/tackning",
                "Vad arkivet täcker",
                &format!(
                    "{summary}: vad som finns, vad som saknas och vad som inte gick att läsa."
                ),
            )
            .in_menu("/tackning")
            .with_data(&data),
            summary,
            latest: latest
                .map(|time| swedish::day(time.date_naive()))
                .unwrap_or_default(),
            waiting: WaitingForSpaceAnswer::of(app.sources())
                .map(|waiting| waiting.in_swedish())
                .unwrap_or_default(),
            municipalities,
            problems: groups(&archive.problems()?),
            incomplete: incomplete(archive.incomplete()?),
            kept_back: kept_back(&kept),
            left_out: kept.left_out.iter().map(left_out).collect(),
        })
    });
    page(&template.await?)
}

fn summary(counts: Counts) -> String {
    format!(
        "{} ur {} från {} i {}",
        swedish::counted(counts.paragraphs, "paragraf", "paragrafer"),
        swedish::counted(counts.meetings, "sammanträde", "sammanträden"),
        swedish::counted(counts.bodies, "organ", "organ"),
        swedish::counted(
            counts.municipalities,
            "kommun eller region",
            "kommuner och regioner"
        )
    )
}

fn incomplete(documents: u64) -> String {
    if documents == 0 {
        return String::new();
    }
    format!(
        "{} går att söka i men har också sidor som väntar på textigenkänning. Vad som står på de sidorna finns inte i arkivet än.",
        swedish::counted(documents, "fil", "filer")
    )
}

/// What stands in the files and is not shown here.
fn kept_back(kept: &KeptBack) -> Vec<String> {
    let files = |count: u64| swedish::counted(count, "fil", "filer");
    let mut sentences = Vec::new();
    if kept.masked_numbers > 0 {
        sentences.push(format!(
            "{} har dolts i {}.",
            swedish::counted(kept.masked_numbers, "personnummer", "personnummer"),
            files(kept.with_masked_numbers)
        ));
    }
    if kept.with_hidden_text > 0 {
        sentences.push(format!(
            "I {} finns text eller delar som inte syns när man läser sidorna, till exempel under en svart ruta. Det har inte lästs in.",
            files(kept.with_hidden_text)
        ));
    }
    if kept.withheld_originals > 0 {
        sentences.push(format!(
            "Originalet till {} lämnas inte ut, för att det innehåller eller kan innehålla sådant som ska vara dolt.",
            files(kept.withheld_originals)
        ));
    }
    sentences
}

fn left_out(of: &LeftOutBody) -> String {
    let files = swedish::counted(of.documents, "fil", "filer");
    match of.municipality.as_str() {
        "" => format!("{}: {files}", of.body),
        municipality => format!("{}, {municipality}: {files}", of.body),
    }
}

/// By status and code, the most frequent first.
fn groups(problems: &[ProblemDocument]) -> Vec<ProblemGroup> {
    let mut codes: Vec<&str> = Vec::new();
    for problem in problems {
        if !codes.contains(&problem.code.as_str()) {
            codes.push(&problem.code);
        }
    }
    let mut groups: Vec<ProblemGroup> = codes
        .into_iter()
        .map(|code| {
            let of_code: Vec<&ProblemDocument> = problems
                .iter()
                .filter(|problem| problem.code == code)
                .collect();
            group(code, &of_code)
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.documents.len() + group.left_out));
    groups
}

fn group(code: &str, documents: &[&ProblemDocument]) -> ProblemGroup {
    let (heading, explanation) = words(code);
    let line = |document: &&ProblemDocument| DocumentLine {
        filename: document.filename.clone(),
        url: address::document(&document.sha256),
        // The other messages are for whoever runs the archive; this one was written for readers.
        message: match document.status {
            DocumentStatus::NotMinutes => document.message.clone(),
            _ => String::new(),
        },
    };
    let count = swedish::counted(documents.len() as u64, "fil", "filer");
    ProblemGroup {
        heading: format!("{heading}: {count}"),
        explanation,
        left_out: documents.len().saturating_sub(MOST_DOCUMENTS),
        documents: documents.iter().take(MOST_DOCUMENTS).map(line).collect(),
    }
}

/// What a stable code means to somebody who wonders where a decision is.
fn words(code: &str) -> (&'static str, &'static str) {
    match code {
        "not_minutes" => (
            "Inte protokoll",
            "Filerna är sparade men är inte protokoll och har inga paragrafer att söka i.",
        ),
        "needs_facts" => (
            "Ofullständiga uppgifter",
            "Kommun, organ eller datum framgår inte av filen. Den som sköter arkivet kan ange dem.",
        ),
        "encrypted" => ("Låsta filer", "Filerna kräver ett lösenord för att läsas."),
        "no_text" => (
            "Väntar på textigenkänning",
            "Sidorna är inskannade bilder. De blir sökbara när deras text har kunnat läsas ur bilderna.",
        ),
        "no_visible_text" => (
            "Filer utan text",
            "Ingenting i filerna syns som text, och de är inga inskannade sidor som går att tyda.",
        ),
        "pages_wait" => (
            "Väntar delvis på textigenkänning",
            "En del av sidorna är bilder. Vad filerna innehåller och från vilket möte de kommer framgår kanske först när bildernas text har kunnat läsas.",
        ),
        "nothing_recognised" => (
            "Bilder utan läsbar text",
            "Sidorna är inskannade bilder där ingen text kunde kännas igen.",
        ),
        "not_recognised" => (
            "Text som inte kunde kännas igen",
            "Sidorna är inskannade bilder som textigenkänningen inte klarade av.",
        ),
        "drawn_text" => (
            "Ritade bokstäver",
            "Filernas bokstäver är ritade som kurvor och kan inte läsas som text.",
        ),
        "damaged" => (
            "Skadade filer",
            "Filerna är trasiga och gick inte att läsa.",
        ),
        "too_large" => (
            "För stora filer",
            "Filerna är större än vad som går att läsa.",
        ),
        "empty" => ("Tomma filer", "Filerna innehåller ingenting."),
        "unsupported_type" => (
            "Okända filtyper",
            "Filerna är av ett slag som arkivet inte läser.",
        ),
        "timed_out" => (
            "Tog för lång tid",
            "Filerna gick inte att läsa inom den tid som varje fil får ta.",
        ),
        "out_of_memory" => (
            "Krävde för mycket minne",
            "Filerna gick inte att läsa med det minne som varje fil får ta.",
        ),
        "too_deep" => (
            "För djupt sammansatta filer",
            "Filernas delar ligger så djupt i varandra att de inte gick att läsa.",
        ),
        "text_too_long" => (
            "För mycket text",
            "Filerna ger mer text än vad arkivet tar emot.",
        ),
        "killed" => (
            "Läsningen avbröts",
            "Datorn avbröt läsningen av filerna. Den som sköter arkivet kan läsa in dem igen.",
        ),
        "program_failed" | "crashed" | "garbled" => (
            "Fel i programmet",
            "Programmet klarade inte av att läsa filerna. Felet ligger hos programmet och inte hos filerna.",
        ),
        _ => (
            "Gick inte att läsa",
            "Filerna är sparade, men deras text gick inte att läsa.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn every_reason_for_a_file_not_to_be_searchable_has_words_of_its_own() {
        let anything_else = words("a code of tomorrow");
        for code in [
            "not_minutes",
            "needs_facts",
            "no_text",
            "no_visible_text",
            "pages_wait",
            "nothing_recognised",
            "not_recognised",
            "drawn_text",
            "encrypted",
            "damaged",
            "too_large",
            "empty",
            "unsupported_type",
            "timed_out",
            "out_of_memory",
            "too_deep",
            "text_too_long",
            "killed",
            "program_failed",
            "crashed",
            "garbled",
        ] {
            assert_ne!(words(code), anything_else, "{code}");
        }
    }
}
