//! Exports: every hit, the same in every format, harmless in a spreadsheet program.

use paragraf_archive::Subject;
use paragraf_model::ParagraphId;
use paragraf_query::{KnownValues, SearchRequest};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::asking::{Answer, get};
use super::made::{Made, archive, hostile, many};
use crate::export::{Export, Format, Wanted, Witness};

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
fn a_manifest_is_a_file_to_keep_beside_the_export() {
    let made = archive();
    for (search, name) in [
        ("", "paragraf.csv.manifest.json"),
        ("?format=xlsx", "paragraf.xlsx.manifest.json"),
    ] {
        let manifest = get(&made.app, &format!("/api/v1/export/manifest{search}"));
        let disposition = manifest.header("content-disposition");
        let expected = format!("attachment; filename=\"{name}\"");
        assert!(disposition.starts_with(&expected), "{disposition}");
        assert_eq!(manifest.header("content-type"), "application/json");
    }
}

#[test]
fn what_a_file_cannot_be_is_said_in_words_that_help() {
    let made = archive();
    for (search, said) in [
        (
            "format=xlsx&dialect=excel",
            "dialect=excel går bara ihop med format=csv.",
        ),
        (
            "format=zip&dialect=excel",
            "dialect=excel går bara ihop med format=csv.",
        ),
        ("dialect=calc", "Parametern ”dialect” tar excel."),
        (
            "format=ods",
            "Parametern ”format” tar csv, jsonl, xlsx, parquet eller zip.",
        ),
    ] {
        let refused = get(&made.app, &format!("/api/v1/export?{search}"));
        assert_eq!(refused.status, 400, "{search}");
        assert_eq!(refused.json()["errors"][0]["message"], said, "{search}");
    }
}

#[test]
fn a_manifest_tells_the_hash_of_the_very_file() {
    let made = archive();
    for search in [
        "format=csv",
        "format=csv&dialect=excel",
        "format=jsonl&q=detaljplan&year=2024",
        "format=xlsx",
        "format=parquet",
        "format=zip&q=detaljplan",
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
        crate::export::PARAGRAPHS.columns.len()
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

/// A file within a zip.
fn unpacked(answer: &Answer, name: &str) -> String {
    let bytes = std::io::Cursor::new(&answer.body);
    let mut zip = zip::ZipArchive::new(bytes).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_zip_holds_the_same_rows_and_beside_them_what_a_paragraph_has_several_of() {
    let made = archive();
    let zip = get(&made.app, "/api/v1/export?format=zip");
    let plain = get(&made.app, "/api/v1/export?format=csv");
    assert_eq!(unpacked(&zip, "paragraphs.csv"), plain.text());

    let lines = json_rows(&get(&made.app, "/api/v1/export?format=jsonl"));
    let in_lists: usize = lines
        .iter()
        .filter_map(|line| line["case_numbers"].as_str())
        .map(|numbers| numbers.split("; ").count())
        .sum();
    assert!(in_lists > 0);
    let package: Value = serde_json::from_str(&unpacked(&zip, "datapackage.json")).unwrap();
    let rows_of = |name: &str| {
        let text = unpacked(&zip, &format!("{name}.csv"));
        csv::Reader::from_reader(text.as_bytes())
            .into_records()
            .count()
    };
    assert_eq!(rows_of("case_numbers"), in_lists);
    let meetings: std::collections::BTreeSet<_> = lines
        .iter()
        .map(|line| line["meeting_id"].as_str())
        .collect();
    assert_eq!(rows_of("meetings"), meetings.len());

    let manifest: Value = serde_json::from_str(&unpacked(&zip, "manifest.json")).unwrap();
    for (file, resource) in manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .zip(package["resources"].as_array().unwrap())
    {
        let name = resource["name"].as_str().unwrap();
        let text = unpacked(&zip, file["path"].as_str().unwrap());
        assert_eq!(file["rows"], rows_of(name), "{name}");
        assert_eq!(file["bytes"], text.len(), "{name}");
        let hash = format!("sha256:{}", file["sha256"].as_str().unwrap());
        assert_eq!(resource["hash"], hash, "{name}");
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let heading: Vec<&str> = fields
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(text.lines().next().unwrap(), heading.join(","), "{name}");
    }
}

/// A file out of a zip.
fn within(zip: &Answer, name: &str) -> String {
    let zip = std::io::Cursor::new(&zip.body);
    let mut zip = zip::ZipArchive::new(zip).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

#[test]
fn a_zip_tells_its_terms_where_the_operator_names_any() {
    let made = archive();
    let address = "/api/v1/export?format=zip&q=detaljplan";
    let terms = "https://creativecommons.org/licenses/by/4.0/";
    let app = made.set(|config| config.licence = Some(terms.to_owned()));
    let json = |zip: &Answer, name| serde_json::from_str::<Value>(&within(zip, name)).unwrap();
    let told = get(&app, address);
    assert_eq!(
        json(&told, "datapackage.json")["licenses"][0]["path"],
        terms
    );
    assert_eq!(json(&told, "csv-metadata.json")["dc:license"]["@id"], terms);
    assert_eq!(json(&told, "manifest.json")["licence"], terms);
    assert!(within(&told, "LASMIG.txt").contains(&format!("Villkor: {terms}\r\n")));
    let manifest = get(&app, "/api/v1/export/manifest?format=zip&q=detaljplan").json();
    assert_eq!(manifest["licence"], terms);

    let untold = get(&made.app, address);
    assert!(json(&untold, "datapackage.json").get("licenses").is_none());
    assert!(
        json(&untold, "csv-metadata.json")
            .get("dc:license")
            .is_none()
    );
    assert!(!within(&untold, "LASMIG.txt").contains("Villkor"));
}

#[test]
fn what_a_zip_says_to_people_is_swedish_as_on_the_pages() {
    let made = archive();
    let search = "q=detaljplan+eller+bygglov&municipality=ekvalla&from=2020-01-01&outcome=approved&sort=newest";
    let zip = get(&made.app, &format!("/api/v1/export?format=zip&{search}"));
    let text = within(&zip, "LASMIG.txt");
    let before_files = text.split("\r\n\r\n").take(2).collect::<Vec<_>>();
    expect_test::expect![[r#"
        Det här är alla träffar på sökningen ”detaljplan eller bygglov” i Paragraf, arkivet över kommunernas beslut.
          Kommun: Ekvalla kommun
          Utfall: godkänt
          Från: 2020-01-01

        Ordning: nyast först
        Träffar: 0
        Adress: https://arkiv.example.org/sok?q=detaljplan%20eller%20bygglov&kommun=ekvalla&utfall=godkant&fran=2020-01-01&ordning=nyast&bredda=nej
        Arkivets läge: s3a2-000001, ändring 6
        Program: Paragraf 0.1.0"#]].assert_eq(&before_files.join("\n\n").replace("\r\n", "\n"));
    let address = text.lines().find_map(|line| line.strip_prefix("Adress: "));
    let path = address
        .unwrap()
        .trim()
        .strip_prefix("https://arkiv.example.org");
    assert_eq!(get(&made.app, path.unwrap()).status, 200);
}

#[test]
fn the_same_search_gives_the_same_bytes_in_every_format() {
    let made = archive();
    for format in ["csv", "jsonl", "xlsx", "parquet", "zip"] {
        let address = format!("/api/v1/export?format={format}&sort=newest");
        assert!(
            get(&made.app, &address).body == get(&made.app, &address).body,
            "{format}"
        );
    }
}

fn everything() -> SearchRequest {
    SearchRequest::from_parameters([("q", "")].into_iter(), &KnownValues::default()).unwrap()
}

fn written(made: &Made, meanwhile: impl FnOnce()) -> (u64, u64, Vec<Value>) {
    let request = everything();
    let wanted = Wanted {
        request: &request,
        known: &KnownValues::default(),
        base_url: "",
        licence: None,
        day: "2024-07-01".parse().unwrap(),
    };
    let export = Export::prepare(made.app.sources(), &wanted).unwrap();
    meanwhile();
    let mut file = Vec::new();
    let rows = export
        .write(Format::JsonLines, &mut file, &mut |_, _| {})
        .unwrap();
    let lines = String::from_utf8(file).unwrap();
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    (export.total(), rows, lines.collect())
}

#[test]
fn what_comes_in_while_an_export_is_written_does_not_change_it() {
    let made = archive();
    let (_, _, before) = written(&made, || {});
    let (total, rows, lines) = written(&made, || {
        made.add_one_more();
        made.app.refresh();
    });
    assert_eq!((total, rows), (before.len() as u64, before.len() as u64));
    assert_eq!(lines, before);
    let (total, ..) = written(&made, || {});
    assert_eq!(total, rows + 1);
}

#[test]
fn what_is_withdrawn_while_an_export_is_written_is_not_in_it() {
    let made = archive();
    let (total, _, before) = written(&made, || {});
    let id = before[0]["id"].as_str().unwrap();
    let subject = Subject::Paragraph(ParagraphId::parse(id).unwrap());
    let (still, rows, lines) = written(&made, || made.withdraw(&subject));
    assert_eq!(still, total);
    assert_eq!(rows, total - 1);
    assert_eq!(lines, before[1..]);
    // And the next export counts without it, though the index has not heard of it yet.
    let (total_after, rows_after, _) = written(&made, || {});
    assert_eq!((total_after, rows_after), (total - 1, total - 1));
}

#[test]
fn made_again_an_export_tells_what_has_become_of_its_rows() {
    let made = archive();
    let request = everything();
    let wanted = Wanted {
        request: &request,
        known: &KnownValues::default(),
        base_url: "",
        licence: None,
        day: "2024-07-01".parse().unwrap(),
    };
    let made_at = "2024-07-01T12:00:00Z".parse().unwrap();
    let export = |see: &mut Witness| {
        let export = Export::prepare(made.app.sources(), &wanted).unwrap();
        let mut file = crate::export::Fingerprint::of(std::io::sink());
        let rows = export.write(Format::Csv, &mut file, &mut |stored, cells| {
            see.see(stored, cells);
        });
        let manifest = export.manifest(Format::Csv, made_at, rows.unwrap(), &file, see);
        (export, manifest)
    };
    let (_, before) = export(&mut Witness::new());
    let before = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
    let mut witness = Witness::new();
    let (same, now) = export(&mut witness);
    let same = same
        .compared(made.app.sources(), &before, &now, &witness)
        .unwrap();
    assert!(same.same_file);
    assert_eq!(same.added.unwrap().len() + same.changed.unwrap().len(), 0);
    assert_eq!(same.gone.unwrap().len(), 0);

    let (_, _, lines) = written(&made, || {});
    let id = lines[0]["id"].as_str().unwrap();
    made.withdraw(&Subject::Paragraph(ParagraphId::parse(id).unwrap()));
    made.add_one_more();
    made.app.refresh();
    let mut witness = Witness::new();
    let (later, now) = export(&mut witness);
    let later = later
        .compared(made.app.sources(), &before, &now, &witness)
        .unwrap();
    assert!(!later.same_file);
    assert_eq!(later.added.unwrap(), ["nyby/kommunstyrelsen/2024-05-02/1"]);
    assert_eq!(later.changed.unwrap(), [""; 0]);
    let gone = later.gone.unwrap();
    assert_eq!(
        (gone.len(), gone[0].id.as_str(), gone[0].why),
        (1, id, "withdrawn")
    );
    assert_eq!(gone[0].reason.as_deref(), Some("uppgift om en enskild"));
}
