//! The last look before a record leaves its reader: no text of it holds a personal number.
//!
//! Extraction masked the text as it stands on the pages. The parser joins lines, takes page heads away and knows what
//! a person stated beside the file, so a number may come together only there.

use paragraf_language::{
    holds_personal_number, mask_personal_numbers, mask_personal_numbers_in_name,
};
use paragraf_model::{Finding, FindingKind, Record, Span};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::ReadError;
use crate::texts::any_text;

/// Masks whatever is left, and says so among the findings.
///
/// # Errors
/// A value that holds a number cannot be without it.
pub fn mask(record: &mut Record) -> Result<(), ReadError> {
    let name = &mut record.document.filename;
    *name = mask_personal_numbers_in_name(name).text;
    let mut count = mask_value(&mut record.meeting)?;
    for paragraph in &mut record.paragraphs {
        count += mask_value(paragraph)?;
    }
    for finding in &mut record.findings {
        count += mask_value(finding)?;
    }
    if count > 0 {
        let message = format!("{count} personnummer har maskerats i det som lästes ut.");
        let finding = Finding::info(FindingKind::PersonalNumberMasked, Span::default(), message);
        record.findings.insert(0, finding);
    }
    Ok(())
}

/// Any field that holds text, those of tomorrow too. Hardly any value has a number left: they are looked at first.
fn mask_value<T: Serialize + DeserializeOwned>(value: &mut T) -> Result<usize, ReadError> {
    if !any_text(value, holds_personal_number) {
        return Ok(0);
    }
    let mut json = serde_json::to_value(&*value).map_err(|_| ReadError::Garbled)?;
    let count = mask_texts(&mut json);
    if count > 0 {
        *value = serde_json::from_value(json).map_err(|_| ReadError::Garbled)?;
    }
    Ok(count)
}

fn mask_texts(json: &mut Value) -> usize {
    match json {
        Value::String(text) => {
            let masked = mask_personal_numbers(text);
            if masked.count > 0 {
                *text = masked.text;
            }
            masked.count
        }
        Value::Array(items) => {
            let before = items.len();
            // A case number that is a personal number is none, and one with a mask in it cannot be.
            items.retain(|item| !is_numbered_by_person(item));
            let dropped = before - items.len();
            dropped + items.iter_mut().map(mask_texts).sum::<usize>()
        }
        Value::Object(fields) => fields.values_mut().map(mask_texts).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn is_numbered_by_person(item: &Value) -> bool {
    let printed = item.get("canonical").and(item.get("printed"));
    let printed = printed.and_then(Value::as_str).unwrap_or_default();
    holds_personal_number(printed)
}

#[cfg(test)]
mod tests {
    use paragraf_model::Facts;

    use crate::read_record;

    const NUMBER: &str = "850101-1236";

    fn read(text: &str, facts: &Facts) -> String {
        let text = format!("Ekvalla kommun\nKommunstyrelsen\n2024-03-05\n\n§ 1 Val\n\n{text}\n");
        let record = read_record(text.as_bytes(), facts).unwrap();
        serde_json::to_string(&record).unwrap()
    }

    #[test]
    fn a_number_that_a_page_head_parts_is_masked() {
        let page = |text: &str| format!("Ekvalla kommun\nKommunstyrelsen\n\n{text}\n");
        let pages = [
            page("§ 2 Ansökan\nSökanden har nummer 850101-"),
            page("1236 och har hörts.\nBeslut\nAnsökan bifalls."),
            page("§ 3 Slut\nBeslut\nNoteras."),
        ];
        let json = read(&pages.join("\u{0C}"), &Facts::default());
        assert!(!json.contains("1236"), "{json}");
    }

    #[test]
    fn what_is_stated_beside_a_file_and_its_name_are_masked() {
        let facts = Facts {
            body: Some(format!("Nämnden {NUMBER}")),
            filename: Some("ks_850101-1236_beslut.txt".to_owned()),
            ..Facts::default()
        };
        let json = read("Beslut\nNoteras.", &facts);
        assert!(!json.contains("1236"), "{json}");
        assert!(json.contains("ks_●●●●●●-●●●●_beslut.txt"), "{json}");
    }
}
