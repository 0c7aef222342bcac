//! How an export is written.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values (RFC 4180, UTF-8).
    Csv,
    /// As Swedish Excel opens it: semicolons and a byte order mark.
    ExcelCsv,
    /// A workbook (ISO/IEC 29500): a sheet for each table.
    Xlsx,
    /// One JSON object a line.
    JsonLines,
    /// Apache Parquet: typed columns, compressed.
    Parquet,
    /// Every table as CSV, with what describes them.
    Zip,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Format; 6] = [
        Format::Xlsx,
        Format::ExcelCsv,
        Format::Csv,
        Format::JsonLines,
        Format::Parquet,
        Format::Zip,
    ];

    /// `format` and `dialect` as in addresses.
    pub fn names(self) -> (&'static str, Option<&'static str>) {
        match self {
            Format::Csv => ("csv", None),
            Format::ExcelCsv => ("csv", Some("excel")),
            Format::Xlsx => ("xlsx", None),
            Format::JsonLines => ("jsonl", None),
            Format::Parquet => ("parquet", None),
            Format::Zip => ("zip", None),
        }
    }

    /// The format of these names; `None` for what is not offered.
    pub fn named(format: &str, dialect: Option<&str>) -> Option<Format> {
        Format::ALL
            .into_iter()
            .find(|one| one.names() == (format, dialect))
    }

    /// IANA media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv | Format::ExcelCsv => "text/csv; charset=utf-8; header=present",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::JsonLines => "application/jsonl",
            Format::Parquet => "application/vnd.apache.parquet",
            Format::Zip => "application/zip",
        }
    }

    /// A name for the file.
    pub fn filename(self) -> &'static str {
        match self {
            Format::Csv | Format::ExcelCsv => "paragraf.csv",
            Format::Xlsx => "paragraf.xlsx",
            Format::JsonLines => "paragraf.jsonl",
            Format::Parquet => "paragraf.parquet",
            Format::Zip => "paragraf.zip",
        }
    }

    /// A name for its manifest, beside it.
    pub fn manifest_filename(self) -> String {
        format!("{}.manifest.json", self.filename())
    }

    /// Whether it holds the tables beside the paragraphs too.
    pub fn holds_all_tables(self) -> bool {
        matches!(self, Format::Xlsx | Format::Zip)
    }
}
