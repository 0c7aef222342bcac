//! Exports: every hit, the same in every format, harmless in a spreadsheet program.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::asking::{Answer, get};
use super::made::{archive, hostile, many};

/// Rows of a CSV answer as JSON values of the columns' types, formulas still defused.
fn csv_rows(answer: &Answer, delimiter: u8) -> Vec<Vec<(String, String)>> {
    let body = answer.text().trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(body.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        names
            .iter()
            .zip(record.iter())
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

fn json_rows(answer: &Answer) -> Vec<Value> {
    answer
        .text()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// As the CSV file has a value; formulas are defused at the beginning of a cell and of a line.
fn as_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => {
            let text = text.replace("\n@", "\n'@").replace("\n=", "\n'=");
            match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
                true => format!("'{text}"),
                false => text,
            }
        }
        other => other.to_string(),
    }
}

#[test]
fn csv_and_json_lines_agree_field_by_field_and_hold_every_hit() {
    for made in [archive(), hostile()] {
        for search in [
            "",
            "&q=detaljplan",
            "&sort=oldest",
            "&outcome=rejected&outcome=adopted",
            "&q=finnsinte",
        ] {
            let total = get(&made.app, &format!("/api/v1/search?size=1{search}")).json()["total"]
                .as_u64()
                .unwrap();
            let csv = get(&made.app, &format!("/api/v1/export?format=csv{search}"));
            let excel = get(
                &made.app,
                &format!("/api/v1/export?format=csv&dialect=excel{search}"),
            );
            let lines = get(&made.app, &format!("/api/v1/export?format=jsonl{search}"));
            let rows = csv_rows(&csv, b',');
            assert_eq!(rows.len() as u64, total, "{search}");
            assert_eq!(csv.header("x-total-count"), total.to_string(), "{search}");
            assert_eq!(rows, csv_rows(&excel, b';'), "{search}");
            let lines = json_rows(&lines);
            assert_eq!(rows.len(), lines.len(), "{search}");
            for (row, line) in rows.iter().zip(&lines) {
                assert_eq!(row.len(), line.as_object().unwrap().len());
                for (name, cell) in row {
                    assert_eq!(*cell, as_cell(&line[name]), "{name}");
                }
            }
        }
    }
}

#[test]
fn an_export_keeps_the_order_and_the_ids_of_the_search() {
    let made = many(130);
    let mut found = Vec::new();
    let mut address = "/api/v1/search?q=bygglov&sort=oldest&size=50".to_owned();
    loop {
        let page = get(&made.app, &address).json();
        let hits = page["hits"].as_array().unwrap();
        found.extend(
            hits.iter()
                .map(|hit| hit["id"].as_str().unwrap().to_owned()),
        );
        let Some(cursor) = page["next"].as_str() else {
            break;
        };
        address = format!("/api/v1/search?q=bygglov&sort=oldest&size=50&cursor={cursor}");
    }
    let rows = json_rows(&get(
        &made.app,
        "/api/v1/export?format=jsonl&q=bygglov&sort=oldest",
    ));
    let exported: Vec<String> = rows
        .iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(exported.len(), 130);
    assert_eq!(found, exported);
}

#[test]
fn an_export_larger_than_what_is_read_at_once_is_whole() {
    let made = many(700);
    let answer = get(&made.app, "/api/v1/export?format=jsonl");
    assert_eq!(json_rows(&answer).len(), 700);
}

#[test]
fn no_cell_of_a_spreadsheet_begins_as_a_formula() {
    let made = hostile();
    for (dialect, delimiter) in [("", b','), ("&dialect=excel", b';')] {
        let answer = get(&made.app, &format!("/api/v1/export?format=csv{dialect}"));
        for (name, cell) in csv_rows(&answer, delimiter).into_iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                "{name}: {cell}"
            );
        }
        assert!(answer.text().contains("'=cmd"));
    }
}

#[test]
fn a_file_for_excel_begins_with_a_byte_order_mark() {
    let made = archive();
    assert!(
        get(&made.app, "/api/v1/export?dialect=excel")
            .body
            .starts_with("\u{feff}id;url;".as_bytes())
    );
    let plain = get(&made.app, "/api/v1/export");
    assert!(plain.body.starts_with(b"id,url,"));
    assert_eq!(
        plain.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        plain.header("content-disposition"),
        "attachment; filename=\"paragraf.csv\"; filename*=UTF-8''paragraf.csv"
    );
}

#[test]
fn a_manifest_tells_the_hash_of_the_very_file() {
    let made = archive();
    for search in [
        "format=csv",
        "format=csv&dialect=excel",
        "format=jsonl&q=detaljplan&year=2024",
    ] {
        let file = get(&made.app, &format!("/api/v1/export?{search}"));
        let manifest = get(&made.app, &format!("/api/v1/export/manifest?{search}")).json();
        let hash: String = Sha256::digest(&file.body)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(manifest["sha256"], hash, "{search}");
        assert_eq!(manifest["bytes"], file.body.len(), "{search}");
        assert_eq!(manifest["total"], manifest["rows"], "{search}");
    }
}

#[test]
fn a_manifest_takes_no_place_from_the_questions() {
    let made = archive();
    let held = made.app.hold_questions();
    assert!(!held.is_empty());
    assert_eq!(get(&made.app, "/api/v1/export/manifest").status, 200);
}

#[test]
fn the_index_is_named_the_same_everywhere() {
    let made = archive();
    let search = get(&made.app, "/api/v1/search").json();
    let status = get(&made.app, "/api/v1/status").json();
    let manifest = get(&made.app, "/api/v1/export/manifest").json();
    let export = get(&made.app, "/api/v1/export");
    assert_eq!(search["generation"], status["generation"]);
    assert_eq!(search["generation"], manifest["generation"]);
    assert_eq!(search["generation"], export.header("x-generation"));
    assert_eq!(search["sequence"], status["indexed_sequence"]);
    assert_eq!(search["sequence"], manifest["sequence"]);
}

#[test]
fn a_manifest_tells_the_question_and_what_answered() {
    let made = archive();
    let manifest = get(
        &made.app,
        "/api/v1/export/manifest?q=detaljplan&municipality=Ekvalla%20kommun&sort=newest",
    )
    .json();
    assert_eq!(manifest["query"], "detaljplan");
    assert_eq!(manifest["filters"]["municipality"][0], "ekvalla");
    assert_eq!(manifest["sort"], "newest");
    assert_eq!(manifest["program_version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        manifest["analysis_version"],
        paragraf_index::ANALYSIS_VERSION
    );
    assert_eq!(
        manifest["columns"].as_array().unwrap().len(),
        crate::export::COLUMNS.len()
    );
}

#[test]
fn an_export_takes_what_a_search_takes_and_refuses_what_would_cut_it() {
    let made = archive();
    for parameter in [
        "size=10",
        "cursor=x",
        "relax=true",
        "facets=true",
        "format=xml",
        "dialect=excel&format=jsonl",
    ] {
        let answer = get(&made.app, &format!("/api/v1/export?{parameter}"));
        assert_eq!(answer.status, 400, "{parameter}");
        let name = parameter.split('=').next().unwrap();
        assert_eq!(answer.json()["parameter"], name, "{parameter}");
    }
}
