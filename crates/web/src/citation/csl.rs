//! CSL-JSON: a list of items, by the schema of the Citation Style Language 1.0.2.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::Citation;

/// The list; with one citation it has one item.
pub fn items(citations: &[Citation], accessed: NaiveDate) -> String {
    let items: Vec<Value> = citations
        .iter()
        .map(|citation| item(citation, accessed))
        .collect();
    // Indented, because people open it.
    format!("{:#}\n", Value::from(items))
}

fn item(citation: &Citation, accessed: NaiveDate) -> Value {
    let notes = citation.diary().into_iter().chain([citation.fingerprint()]);
    let mut item = json!({
        "id": citation.key(),
        "type": "document",
        "genre": "Protokoll",
        "title": citation.heading(),
        "author": [{ "literal": citation.author() }],
        "issued": day(citation.date),
        "number": format!("§ {}", citation.number),
        "publisher": citation.municipality,
        "archive": "Paragraf",
        "archive_location": citation.id,
        "note": notes.collect::<Vec<_>>().join("; "),
        "custom": { "case_numbers": citation.case_numbers, "sha256": citation.sha256 },
    });
    let mut put = |name: &str, value: Value| item[name] = value;
    if let Some([first, last]) = citation.pages {
        put(
            "page",
            match first == last {
                true => json!(first.to_string()),
                false => json!(format!("{first}-{last}")),
            },
        );
    }
    if let Some(language) = &citation.language {
        put("language", json!(language));
    }
    if let Some(url) = &citation.url {
        put("URL", json!(url));
        put("accessed", day(accessed));
    }
    item
}

fn day(date: NaiveDate) -> Value {
    json!({ "date-parts": [[date.year(), date.month(), date.day()]] })
}
