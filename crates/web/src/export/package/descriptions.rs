//! What describes the tables of a zip.

use serde_json::{Value, json};

use super::super::table::{Column, Kind, Table};
use super::super::{Export, ManifestAnswer, PackedFileAnswer, Question};

/// A table that lies in the zip.
pub struct WrittenTable {
    /// The table.
    pub table: &'static Table,
    /// Its file's name.
    pub path: String,
    /// Rows without the heading.
    pub rows: u64,
    /// Of the file.
    pub bytes: u64,
    /// Of the file.
    pub sha256: String,
}

const DEFUSED: &str = "In CSV, a text that a spreadsheet program would take for a formula has an apostrophe before it.";

/// The files that describe the others: names and contents.
pub fn of(
    export: &Export<'_>,
    manifest: ManifestAnswer,
    tables: &[WrittenTable],
) -> [(&'static str, String); 4] {
    let manifest = ManifestAnswer {
        files: tables.iter().map(packed).collect(),
        ..manifest
    };
    [
        ("manifest.json", pretty(&json!(manifest))),
        ("datapackage.json", pretty(&data_package(export, tables))),
        ("csv-metadata.json", pretty(&csvw(export, tables))),
        ("LASMIG.txt", read_me(export, tables)),
    ]
}

fn pretty(value: &Value) -> String {
    // Alternate form: indented.
    format!("{value:#}\n")
}

fn packed(written: &WrittenTable) -> PackedFileAnswer {
    PackedFileAnswer {
        path: written.path.clone(),
        rows: written.rows,
        bytes: written.bytes,
        sha256: written.sha256.clone(),
    }
}

fn data_package(export: &Export<'_>, tables: &[WrittenTable]) -> Value {
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "paragraf",
        "title": title(export.question()),
        "description": format!("{} {DEFUSED}", about(export)),
        "version": format!("{}-{}", export.generation, export.sequence),
        "keywords": ["municipal decisions", "Sweden", "minutes"],
        "resources": tables.iter().map(resource).collect::<Vec<_>>(),
    });
    if !export.base_url().is_empty() {
        package["homepage"] = json!(export.base_url());
    }
    if let Some(licence) = export.licence() {
        package["licenses"] = json!([{ "path": licence }]);
    }
    package
}

fn resource(written: &WrittenTable) -> Value {
    let table = written.table;
    let mut schema = json!({
        "fields": table.columns.iter().map(|column| field(table, column)).collect::<Vec<_>>(),
        "primaryKey": table.key,
        "missingValues": [""],
    });
    if let Some((column, other, key)) = table.belongs_to {
        let reference = json!({ "resource": other, "fields": key });
        schema["foreignKeys"] = json!([{ "fields": column, "reference": reference }]);
    }
    json!({
        "name": table.name,
        "profile": "tabular-data-resource",
        "path": written.path,
        "description": table.meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{}", written.sha256),
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema,
    })
}

fn field(table: &Table, column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": column.kind.name(),
        "description": column.meaning,
    });
    if table.key.contains(&column.name) {
        field["constraints"] = json!({ "required": true });
    }
    field
}

fn csvw(export: &Export<'_>, tables: &[WrittenTable]) -> Value {
    let described = tables.iter().map(|written| {
        let table = written.table;
        let columns = table
            .columns
            .iter()
            .map(|column| csvw_column(table, column));
        let mut schema = json!({
            "columns": columns.collect::<Vec<_>>(),
            "primaryKey": table.key,
        });
        if let Some((column, other, key)) = table.belongs_to {
            let reference = json!({ "resource": format!("{other}.csv"), "columnReference": key });
            schema["foreignKeys"] = json!([{ "columnReference": column, "reference": reference }]);
        }
        json!({
            "url": written.path,
            "dc:description": table.meaning,
            "tableSchema": schema,
        })
    });
    let mut group = json!({
        "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
        "dc:title": title(export.question()),
        "dc:description": format!("{} {DEFUSED}", about(export)),
        "tables": described.collect::<Vec<_>>(),
    });
    if let Some(licence) = export.licence() {
        group["dc:license"] = json!({ "@id": licence });
    }
    group
}

fn csvw_column(table: &Table, column: &Column) -> Value {
    let datatype = match column.kind {
        Kind::Text => json!("string"),
        Kind::Integer => json!("integer"),
        Kind::Truth => json!({ "base": "boolean", "format": "true|false" }),
        Kind::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
    };
    json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": datatype,
        "required": table.key.contains(&column.name),
    })
}

fn title(question: &Question) -> String {
    format!(
        "Decisions of Swedish municipalities: {}",
        question.in_words()
    )
}

fn about(export: &Export<'_>) -> String {
    format!(
        "Paragraphs of minutes that a search found, with what lies beside them: {}. {} hits, index {}, change {}.",
        export.question().in_words(),
        export.total(),
        export.generation,
        export.sequence
    )
}

/// For people, in Swedish.
fn read_me(export: &Export<'_>, tables: &[WrittenTable]) -> String {
    let question = export.question();
    let sought = match question.query.trim() {
        "" => "alla paragrafer".to_owned(),
        typed => format!("alla träffar på sökningen ”{typed}”"),
    };
    let asked = &question.in_swedish;
    let filters: String = asked
        .filters
        .iter()
        .map(|filter| format!("\r\n  {filter}"))
        .collect();
    let read_as = match question.understood == question.query.trim() {
        true => String::new(),
        false => format!("Läst som: {}\r\n", question.understood),
    };
    // A path alone leads nowhere.
    let address = match export.base_url() {
        "" => String::new(),
        base_url => format!("Adress: {base_url}{}\r\n", asked.hits),
    };
    let terms = match export.licence() {
        Some(licence) => format!("Villkor: {licence}\r\n"),
        None => String::new(),
    };
    let files: String = tables
        .iter()
        .map(|written| format!("\r\n  {:<18} {:>9} rader", written.path, written.rows))
        .collect();
    format!(
        "Det här är {sought} i Paragraf, arkivet över kommunernas beslut.{filters}\r\n\r\n\
         {read_as}Ordning: {}\r\nTräffar: {}\r\n{address}Arkivets läge: {}, ändring {}\r\nProgram: Paragraf {}\r\n{terms}\r\n\
         Filerna är CSV (UTF-8, komma mellan kolumnerna):{files}\r\n\r\n\
         datapackage.json (Frictionless) och csv-metadata.json (CSV on the Web) säger vad kolumnerna betyder och\r\n\
         vilka typer de har. manifest.json säger hur urvalet gjordes. Tabellerna hör ihop genom paragraph_id och\r\n\
         meeting_id.\r\n\r\n\
         En text som ett kalkylprogram skulle ta för en formel har fått en apostrof framför sig.\r\n",
        asked.order,
        export.total(),
        export.generation,
        export.sequence,
        env!("CARGO_PKG_VERSION"),
    )
}
