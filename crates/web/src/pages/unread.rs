//! Files that are kept and cannot be searched, by the reason, in words for somebody who wonders where a decision is.

use paragraf_archive::{
    ArchiveError, DocumentStatus, NO_REASON_TOLD, ProblemDocument, ProblemsOfCode, Reader,
};
use paragraf_model::slug;

use crate::{address, swedish};

/// Files of one reason.
pub struct ProblemGroup {
    pub heading: String,
    pub explanation: &'static str,
    pub documents: Vec<DocumentLine>,
    pub left_out: String,
}

/// A file.
pub struct DocumentLine {
    pub filename: String,
    /// Municipality, body and day of the meeting, as far as they are known.
    pub of: String,
    /// What is the matter with this very file.
    pub reason: String,
    pub received: String,
    /// Everything that is known of it, for programs.
    pub data: String,
}

/// Files of one kind of trouble that the page lists; the API lists all.
const MOST_DOCUMENTS: usize = 50;

/// By code, the most frequent first: of one municipality (its full name), or of all.
pub fn groups(
    archive: &Reader,
    municipality: Option<&str>,
) -> Result<Vec<ProblemGroup>, ArchiveError> {
    let problems = archive.problems_by_code(municipality, MOST_DOCUMENTS)?;
    Ok(problems.iter().map(group).collect())
}

fn group(problems: &ProblemsOfCode) -> ProblemGroup {
    let (heading, explanation, _) = words(&problems.code);
    let count = swedish::counted(problems.total, "fil", "filer");
    let left_out = problems.total.saturating_sub(problems.latest.len() as u64);
    ProblemGroup {
        heading: format!("{heading}: {count}"),
        explanation,
        left_out: match left_out {
            0 => String::new(),
            _ => swedish::count(left_out),
        },
        documents: problems.latest.iter().map(DocumentLine::of).collect(),
    }
}

impl DocumentLine {
    fn of(document: &ProblemDocument) -> DocumentLine {
        let day = document.date.map(swedish::day).unwrap_or_default();
        let known = [&document.municipality, &document.body, &day];
        let known = known.into_iter().filter(|known| !slug(known).is_empty());
        DocumentLine {
            filename: document.filename.clone(),
            of: known.map(String::as_str).collect::<Vec<_>>().join(", "),
            reason: reason(document),
            received: swedish::day(document.received_at.date_naive()),
            data: address::document(&document.sha256),
        }
    }
}

/// The message that says why something is no minutes was written for readers; the others are for whoever runs the archive.
fn reason(document: &ProblemDocument) -> String {
    let (_, _, of_one) = words(&document.code);
    let missing = match document.status {
        DocumentStatus::NotMinutes if document.message != NO_REASON_TOLD => {
            return document.message.clone();
        }
        DocumentStatus::NeedsFacts => missing(document),
        _ => Vec::new(),
    };
    match missing.as_slice() {
        [] => of_one.to_owned(),
        [one] => format!("{one} framgår inte av filen."),
        [first @ .., last] => format!("{} och {last} framgår inte av filen.", first.join(", ")),
    }
}

/// A name without a letter or digit is none.
fn missing(document: &ProblemDocument) -> Vec<&'static str> {
    let known = [
        ("Kommun", "kommun", !slug(&document.municipality).is_empty()),
        ("Organ", "organ", !slug(&document.body).is_empty()),
        ("Datum", "datum", document.date.is_some()),
    ];
    let missing = known.into_iter().filter(|(_, _, is_known)| !is_known);
    let in_place = missing
        .enumerate()
        .map(|(place, (first, later, _))| match place {
            0 => first,
            _ => later,
        });
    in_place.collect()
}

/// What a stable code means to somebody who wonders where a decision is: a heading, what it means, and a sentence about one
/// file.
fn words(code: &str) -> (&'static str, &'static str, &'static str) {
    match code {
        "not_minutes" => (
            "Inte protokoll",
            "Filerna är sparade men är inte protokoll och har inga paragrafer att söka i.",
            "Filen är inte ett protokoll.",
        ),
        "needs_facts" => (
            "Ofullständiga uppgifter",
            "Kommun, organ eller datum framgår inte av filen. Den som sköter arkivet kan ange dem.",
            "Det framgår inte av filen vilket sammanträde den hör till.",
        ),
        "encrypted" => (
            "Låsta filer",
            "Filerna kräver ett lösenord för att läsas.",
            "Filen kräver ett lösenord.",
        ),
        "no_text" => (
            "Väntar på textigenkänning",
            "Sidorna är inskannade bilder. De blir sökbara när deras text har kunnat läsas ur bilderna.",
            "Filen är inskannade bilder utan text.",
        ),
        "no_visible_text" => (
            "Filer utan text",
            "Ingenting i filerna syns som text, och de är inga inskannade sidor som går att tyda.",
            "Ingenting i filen syns som text.",
        ),
        "pages_wait" => (
            "Väntar delvis på textigenkänning",
            "En del av sidorna är bilder. Vad filerna innehåller och från vilket möte de kommer framgår kanske först när bildernas text har kunnat läsas.",
            "En del av filens sidor är bilder.",
        ),
        "nothing_recognised" => (
            "Bilder utan läsbar text",
            "Sidorna är inskannade bilder där ingen text kunde kännas igen.",
            "Ingen text kunde kännas igen i filens bilder.",
        ),
        "not_recognised" => (
            "Text som inte kunde kännas igen",
            "Sidorna är inskannade bilder som textigenkänningen inte klarade av.",
            "Textigenkänningen klarade inte av filens bilder.",
        ),
        "drawn_text" => (
            "Ritade bokstäver",
            "Filernas bokstäver är ritade som kurvor och kan inte läsas som text.",
            "Filens bokstäver är ritade som kurvor.",
        ),
        "damaged" => (
            "Skadade filer",
            "Filerna är trasiga och gick inte att läsa.",
            "Filen är trasig.",
        ),
        "too_large" => (
            "För stora filer",
            "Filerna är större än vad som går att läsa.",
            "Filen är för stor.",
        ),
        "empty" => (
            "Tomma filer",
            "Filerna innehåller ingenting.",
            "Filen är tom.",
        ),
        "unsupported_type" => (
            "Okända filtyper",
            "Filerna är av ett slag som arkivet inte läser.",
            "Filen är av ett slag som arkivet inte läser.",
        ),
        "timed_out" => (
            "Tog för lång tid",
            "Filerna gick inte att läsa inom den tid som varje fil får ta.",
            "Filen tog för lång tid att läsa.",
        ),
        "out_of_memory" => (
            "Krävde för mycket minne",
            "Filerna gick inte att läsa med det minne som varje fil får ta.",
            "Filen krävde för mycket minne.",
        ),
        "too_deep" => (
            "För djupt sammansatta filer",
            "Filernas delar ligger så djupt i varandra att de inte gick att läsa.",
            "Filens delar ligger för djupt i varandra.",
        ),
        "text_too_long" => (
            "För mycket text",
            "Filerna ger mer text än vad arkivet tar emot.",
            "Filen ger för mycket text.",
        ),
        "killed" => (
            "Läsningen avbröts",
            "Datorn avbröt läsningen av filerna. Den som sköter arkivet kan läsa in dem igen.",
            "Datorn avbröt läsningen av filen.",
        ),
        "program_failed" | "crashed" | "garbled" => (
            "Fel i programmet",
            "Programmet klarade inte av att läsa filerna. Felet ligger hos programmet och inte hos filerna.",
            "Programmet klarade inte av filen.",
        ),
        _ => (
            "Gick inte att läsa",
            "Filerna är sparade, men deras text gick inte att läsa.",
            "Filens text gick inte att läsa.",
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
            let (heading, explanation, of_one) = words(code);
            assert_ne!(heading, anything_else.0, "{code}");
            assert_ne!(explanation, anything_else.1, "{code}");
            assert_ne!(of_one, anything_else.2, "{code}");
        }
    }
}
