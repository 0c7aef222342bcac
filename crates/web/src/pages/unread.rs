//! Files that are kept and cannot be searched, by the reason, in words for somebody who wonders where a decision is.

use paragraf_archive::{DocumentStatus, ProblemDocument};

use crate::{address, swedish};

/// Files of one reason.
pub struct ProblemGroup {
    pub heading: String,
    pub explanation: &'static str,
    pub documents: Vec<DocumentLine>,
    pub left_out: usize,
}

/// A file.
pub struct DocumentLine {
    pub filename: String,
    pub url: String,
    pub message: String,
    pub received: String,
}

/// Files of one kind of trouble that the page lists; the API lists all.
const MOST_DOCUMENTS: usize = 50;

/// By status and code, the most frequent first.
pub fn groups(problems: &[ProblemDocument]) -> Vec<ProblemGroup> {
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
        received: swedish::day(document.received_at.date_naive()),
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
