//! One record from every format: the same minutes as text, PDF of five producers, DOCX, ODT and HTML.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use paragraf_ingest::read_record;
use paragraf_model::{Facts, FindingKind, Paragraph, Record};
use paragraf_tests::minutes_quality::record_of;
use serde_json::Value;

/// What is found about page heads: some formats have them on each page, some once, some not at all. A head that stands
/// once repeats nowhere, so that its line finds no place.
const OF_PAGES: &[FindingKind] = &[
    FindingKind::PageFurniture,
    FindingKind::HiddenText,
    FindingKind::LineUnplaced,
];

#[test]
fn attendance_in_one_column_reads_the_same_from_every_format() -> Result<()> {
    check("ekvalla")
}

#[test]
fn the_decision_first_reads_the_same_from_every_format() -> Result<()> {
    check("strandkoping")
}

#[test]
fn attendance_in_two_columns_and_votes_by_name_read_the_same_from_every_format() -> Result<()> {
    check("kvarnasa")
}

#[test]
fn a_contents_list_and_att_clauses_read_the_same_from_every_format() -> Result<()> {
    check("region-alvmark")
}

#[test]
fn lines_that_were_broken_by_hand_are_joined_in_a_web_page_too() -> Result<()> {
    let text = "Kvarnåsa kommun\nKommunstyrelsen\n2024-03-05\n\n§ 31 Vägplan\n\nBeslut\nKommunstyrelsen beslutar att ge förvaltningen i uppdrag att ta fram en\nplan för underhåll av kommunens vägar till och med år 2030. Planen ska\nredovisas i maj.\n\n§ 32 Taxa\n\nBeslut\nTaxan antas.\n";
    let plain = read_record(text.as_bytes(), &Facts::default())?;
    let page = format!("<html><body><pre>{text}</pre></body></html>");
    let page = read_record(page.as_bytes(), &Facts::default())?;
    assert_eq!(page.paragraphs.len(), 2);
    for (page, plain) in page.paragraphs.iter().zip(&plain.paragraphs) {
        let texts = |paragraph: &Paragraph| -> Vec<String> {
            let sections = paragraph.sections.iter();
            sections.map(|section| section.text.clone()).collect()
        };
        assert_eq!(texts(page), texts(plain));
        assert!(texts(page).iter().all(|text| !text.contains('\n')));
    }
    Ok(())
}

/// Compares every file of the folder with its text.
fn check(place: &str) -> Result<()> {
    let folder = formats().join(place);
    let wanted = comparable(&record_of(&folder.join("text.txt"))?)?;
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.retain(
        |path| !matches!(path.extension(), Some(ending) if ending == "toml" || ending == "txt"),
    );
    files.sort();
    assert!(files.len() >= 11, "{} files", files.len());
    let mut all = Vec::new();
    for file in files {
        let got = comparable(&record_of(&file)?)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        differences(&wanted, &got, &name, &mut all);
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    Ok(())
}

/// The record without what differs by nature: the document's own facts, pages and lines, the space between
/// paragraphs, and the shape of bullets.
fn comparable(record: &Record) -> Result<Value> {
    let mut record = record.clone();
    record
        .findings
        .retain(|finding| !OF_PAGES.contains(&finding.kind));
    let mut value = serde_json::to_value(&record)?;
    if let Value::Object(fields) = &mut value {
        fields.remove("document");
    }
    without_places(&mut value);
    Ok(value)
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields
                .retain(|name, _| !matches!(name.as_str(), "pages" | "page" | "lines" | "sources"));
            fields.values_mut().for_each(without_places);
        }
        Value::Array(values) => values.iter_mut().for_each(without_places),
        Value::String(text) => *text = text.replace("\n\n", "\n").replace("• ", "- "),
        _ => {}
    }
}

fn differences(wanted: &Value, got: &Value, path: &str, all: &mut Vec<String>) {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(got)) => {
            for (name, value) in wanted {
                let other = got.get(name).unwrap_or(&Value::Null);
                differences(value, other, &format!("{path}.{name}"), all);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (place, (one, other)) in one.iter().zip(other).enumerate() {
                differences(one, other, &format!("{path}[{place}]"), all);
            }
        }
        (wanted, got) if wanted == got => {}
        (wanted, got) => all.push(format!("{path}\n  text: {wanted}\n  here: {got}")),
    }
}

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("formats")
}
