//! What is typed to read files: `ingest`, `parse`, `extract`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::Format;

#[derive(Debug, Args)]
pub struct Ingest {
    /// Files and folders [default: the folder `samples` in the data folder]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Instead of files, read documents again that are held and could not be read
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true, conflicts_with_all = ["paths", "municipality", "body", "date"])]
    pub retry: Option<Option<Retry>>,
    #[command(flatten)]
    pub how: HowToRead,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = IngestFormat::Text)]
    pub format: IngestFormat,
}

#[derive(Debug, Args)]
pub struct Watch {
    /// Folders (or files) to look at, with all below them
    #[arg(required = true, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// How often to look. A file is read when it looked the same twice in a row
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub every: u64,
    /// Read in what lies there whole, and end
    #[arg(long)]
    pub once: bool,
    #[command(flatten)]
    pub how: HowToRead,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = WatchFormat::Text)]
    pub format: WatchFormat,
}

/// For people or for programs, as files come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WatchFormat {
    /// For people
    Text,
    /// A line for each file and a summary for each run, as `ingest` has them
    Jsonl,
}

/// How files are read in.
#[derive(Debug, Args)]
pub struct HowToRead {
    /// Full name of a body that is read in although it decides about single persons (individutskott and the like);
    /// may be repeated
    #[arg(
        long = "individual-matters",
        value_name = "BODY",
        value_delimiter = ';'
    )]
    pub individual_matters: Vec<String>,
    #[command(flatten)]
    pub facts: StatedFacts,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub storage: Storage,
}

/// For people, or for programs in the end or all the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IngestFormat {
    /// Aligned for people
    Text,
    /// One JSON document in the end
    Json,
    /// A line for each file as soon as what became of it is on the disk for good, and the summary as the last one
    Jsonl,
}

/// Which documents are tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Retry {
    /// Those of which nothing could be read
    Unread,
    /// Those too of which some pages could not be read; so it is with --ocr where nothing is said
    Incomplete,
}

#[derive(Debug, Args)]
pub struct Parse {
    /// File of minutes: PDF, DOCX, ODT, HTML or text
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Show the text with its margins marked, for people who mend a rule: where each line went, under it what was
    /// read there, at the right by which rule, and at the end what has no value
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
    #[command(flatten)]
    pub facts: StatedFacts,
    #[command(flatten)]
    pub reading: Reading,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Extract {
    /// PDF, DOCX, ODT, HTML or text
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

/// What a person states about the files; it wins over what they say themselves.
#[derive(Debug, Args)]
pub struct StatedFacts {
    /// Name or code of the municipality or region that the files come from
    #[arg(long, value_name = "NAME")]
    pub municipality: Option<String>,
    /// Full name of the body that met
    #[arg(long, value_name = "NAME")]
    pub body: Option<String>,
    /// Date of the meeting
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<chrono::NaiveDate>,
}

/// How much a file may cost, a child of the program reads each, and whether its pictures are read too.
#[derive(Debug, Args)]
pub struct Reading {
    /// How long reading one file may take
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub seconds_per_file: Option<u64>,
    /// Read pages that are pictures by tesseract, which takes some seconds a page; `--ocr=false` where the settings
    /// say so and this once it is not wanted
    #[arg(long, value_name = "WHETHER", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, value_parser = clap::builder::BoolishValueParser::new())]
    pub ocr: Option<bool>,
}

/// When reading in waits for free space on the disk.
#[derive(Debug, Default, Args)]
pub struct Storage {
    /// Wait where less is free on the disk of data or index (or less than merging the index may need);
    /// 0 never waits
    #[arg(long, value_name = "BYTES")]
    pub least_free_bytes: Option<u64>,
    /// How long to wait for space; 0 gives up at once
    #[arg(long, value_name = "SECONDS")]
    pub wait_for_space: Option<u64>,
}
