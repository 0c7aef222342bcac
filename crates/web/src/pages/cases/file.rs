//! The same table as a file for a spreadsheet: comma-separated, or as Swedish Excel opens it.

use csv::{Terminator, WriterBuilder};

use super::table::{Line, Table};
use crate::export::defused;

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Commas (RFC 4180, UTF-8).
    Csv,
    /// Semicolons and a byte order mark.
    Excel,
}

/// Head of the columns.
const COLUMNS: [&str; 15] = [
    "Rad",
    "Du skrev",
    "Svar",
    "Samma som rad",
    "Ärende",
    "Kommun",
    "Antal paragrafer",
    "Senast",
    "Organ",
    "Paragraf",
    "Rubrik",
    "Utfall",
    "Beslut",
    "Ärendets sida",
    "Paragrafens sida",
];

impl Dialect {
    pub const ALL: [Dialect; 2] = [Dialect::Csv, Dialect::Excel];

    /// As in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Csv => "csv",
            Dialect::Excel => "excel",
        }
    }

    pub fn from_name(name: &str) -> Option<Dialect> {
        Dialect::ALL
            .into_iter()
            .find(|dialect| dialect.name() == name)
    }

    pub fn filename(self) -> &'static str {
        match self {
            Dialect::Csv => "arenden.csv",
            Dialect::Excel => "arenden-excel.csv",
        }
    }
}

/// The whole file; no cell is a formula. A thousand numbers are not so much that it would have to be streamed.
pub fn written(table: &Table, dialect: Dialect, base_url: &str) -> std::io::Result<Vec<u8>> {
    let (delimiter, beginning) = match dialect {
        Dialect::Csv => (b',', ""),
        Dialect::Excel => (b';', "\u{feff}"),
    };
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer(beginning.as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for line in &table.lines {
        writer.write_record(cells(line, base_url))?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

fn cells(line: &Line, base_url: &str) -> Vec<String> {
    let mut cells = vec![
        line.place.to_string(),
        defused(&line.typed).into_owned(),
        line.answer.word().to_owned(),
        line.same_as
            .map_or(String::new(), |place| place.to_string()),
    ];
    if let Some(case) = &line.case {
        let stamps = case.stamps.iter().map(|stamp| stamp.word);
        cells.extend([
            defused(&case.case_number).into_owned(),
            defused(&case.municipality).into_owned(),
            case.paragraphs.to_string(),
            case.date.clone(),
            defused(&case.body).into_owned(),
            case.number.clone(),
            defused(&case.title).into_owned(),
            stamps.collect::<Vec<_>>().join(", "),
            defused(&case.decision).into_owned(),
            format!("{base_url}{}", case.url),
            format!("{base_url}{}", case.latest_url),
        ]);
    }
    cells.resize(COLUMNS.len(), String::new());
    cells
}
