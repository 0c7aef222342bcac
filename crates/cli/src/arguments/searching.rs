//! What is typed to ask: `search`, `cases`, `cite`, `export`, `analyze`, `status`, `findings`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use paragraf_web::citation::CitationFormat;

use super::Format;
use super::suggested::{Suggested, kinds, orders, outcomes, sections, severities};

#[derive(Debug, Args)]
pub struct Search {
    /// What to search for; several words are one query
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// How many hits to show, at most 100
    #[arg(long, value_name = "N")]
    pub size: Option<String>,
    /// Go on where an earlier answer ended
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// Where little is found, try other spellings and all words but one
    #[arg(
        long,
        value_name = "BOOL",
        action = clap::ArgAction::Set,
        num_args = 0..=1,
        default_value_t = true,
        default_missing_value = "true"
    )]
    pub relax: bool,
    /// Count hits by municipality, body, year, outcome and officer
    #[arg(long)]
    pub facets: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// The filters of the API, with its names.
#[derive(Debug, Default, Args)]
pub struct Filters {
    /// Short name, full name or code; may be repeated, as most filters may
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Name of the body, or its part of the id
    #[arg(long, value_name = "NAME")]
    pub body: Vec<String>,
    /// Case number in any spelling
    #[arg(long, value_name = "NUMBER")]
    pub case: Vec<String>,
    /// Case officer
    #[arg(long, value_name = "NAME")]
    pub officer: Vec<String>,
    /// Kind of decision
    #[arg(long, value_name = "OUTCOME", value_parser = Suggested(outcomes))]
    pub outcome: Vec<String>,
    /// Search only there
    #[arg(long, value_name = "SECTION", value_parser = Suggested(sections))]
    pub section: Option<String>,
    /// First day: 2023, 2023-05 or 2023-05-16
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day: 2023, 2023-05 or 2023-05-16
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Year of the meeting
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<String>,
    /// Language of the paragraph: sv, fi, en …
    #[arg(long, value_name = "CODE")]
    pub language: Vec<String>,
    /// Which hits come first
    #[arg(long, value_name = "ORDER", value_parser = Suggested(orders))]
    pub sort: Option<String>,
}

#[derive(Debug, Args)]
pub struct Cases {
    /// Case numbers in any spelling; without any, one a line from standard input
    pub numbers: Vec<String>,
    /// Look only there
    #[arg(long, value_name = "NAME")]
    pub municipality: Option<String>,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Cite {
    /// Ids of paragraphs (tallnas/kommunstyrelsen/2024-03-05/15), or the addresses of their pages
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<String>,
    /// In which form
    #[arg(long, value_enum, default_value_t = CiteFormat::Text)]
    pub format: CiteFormat,
}

#[derive(Debug, Args)]
pub struct Export {
    /// What to search for; several words are one query, none means everything
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// Kind of file [default: what the file's name ends in]
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// For which program the CSV is
    #[arg(long, value_enum)]
    pub dialect: Option<Dialect>,
    /// File to write, with the manifest beside it; `-` for standard output, without one
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Make an earlier export again, as its manifest has it, and tell what was added, changed and taken out since; with
    /// --output the new file is kept
    #[arg(
        long,
        value_name = "MANIFEST",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["query", "municipality", "body", "case", "officer", "outcome", "section", "from", "to", "year", "language", "sort", "format", "dialect"]
    )]
    pub again: Option<PathBuf>,
    /// What differs, as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// Forms of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiteFormat {
    /// A line each
    Text,
    /// For LaTeX
    Bibtex,
    /// For most reference managers
    Ris,
    /// For Zotero and Pandoc
    Csl,
}

impl From<CiteFormat> for CitationFormat {
    fn from(format: CiteFormat) -> CitationFormat {
        match format {
            CiteFormat::Text => CitationFormat::Text,
            CiteFormat::Bibtex => CitationFormat::BibTex,
            CiteFormat::Ris => CitationFormat::Ris,
            CiteFormat::Csl => CitationFormat::Csl,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Comma-separated values: for R, Python, databases, and with --dialect excel for Swedish Excel
    Csv,
    /// One JSON object a line
    Jsonl,
    /// A workbook with a sheet for each table
    Xlsx,
    /// Apache Parquet: typed columns, compressed
    Parquet,
    /// Every table as CSV, with a data package that describes them
    Zip,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    /// Semicolons and a byte order mark, as Swedish Excel wants them
    Excel,
}

#[derive(Debug, Args)]
pub struct Analyze {
    /// Words to look at
    #[arg(required = true, value_name = "WORD")]
    pub words: Vec<String>,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Status {
    /// Only this one; short name, full name or code; may be repeated
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Only this one; name of the body, or its part of the id; may be repeated
    #[arg(long, value_name = "NAME")]
    pub body: Vec<String>,
    /// Only this year; may be repeated
    #[arg(long, value_name = "YEAR")]
    pub year: Vec<String>,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Findings {
    /// What they are about: decision_missing, vote_does_not_add_up …; without any they are counted by kind
    #[arg(long, value_name = "KIND", value_parser = Suggested(kinds), hide_possible_values = true)]
    pub kind: Vec<String>,
    /// How much they matter
    #[arg(long, value_name = "SEVERITY", value_parser = Suggested(severities))]
    pub severity: Vec<String>,
    /// Short name, full name or code; may be repeated, as most filters may
    #[arg(long, value_name = "NAME")]
    pub municipality: Vec<String>,
    /// Name of the body, or its part of the id
    #[arg(long, value_name = "NAME")]
    pub body: Vec<String>,
    /// First day: 2023, 2023-05 or 2023-05-16
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day: 2023, 2023-05 or 2023-05-16
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// How many to show, at most 100
    #[arg(long, value_name = "N")]
    pub size: Option<String>,
    /// Go on where an earlier answer ended
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
