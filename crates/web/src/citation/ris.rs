//! RIS: lines of a tag of two letters, two spaces, a hyphen, a space and a value, ended as on Windows.

use chrono::{Datelike, NaiveDate};

use super::Citation;

/// A reference of the type of papers of public authorities.
pub fn reference(citation: &Citation, accessed: NaiveDate) -> String {
    let date = |date: NaiveDate| date.format("%Y/%m/%d").to_string();
    let mut lines = vec![
        ("TY", "GOVDOC".to_owned()),
        ("ID", citation.key()),
        ("AU", citation.author()),
        ("TI", citation.heading()),
        ("PY", citation.date.year().to_string()),
        ("DA", date(citation.date)),
        ("M3", "Protokoll".to_owned()),
        ("SE", format!("§ {}", citation.number)),
        ("PB", citation.municipality.clone()),
    ];
    if let Some([first, last]) = citation.pages {
        lines.push(("SP", first.to_string()));
        lines.push(("EP", last.to_string()));
    }
    if let Some(language) = &citation.language {
        lines.push(("LA", language.clone()));
    }
    if let Some(url) = &citation.url {
        lines.push(("UR", url.clone()));
        lines.push(("Y2", date(accessed)));
    }
    lines.push(("DB", "Paragraf".to_owned()));
    lines.push(("AN", citation.id.clone()));
    if let Some(diary) = citation.diary() {
        lines.push(("N1", diary));
    }
    lines.push(("N1", citation.fingerprint()));
    lines.push(("ER", String::new()));
    let written = lines
        .iter()
        .map(|(tag, value)| format!("{tag}  - {value}\r\n"));
    written.collect()
}
