//! What can be typed after `paragraf`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Under this heading `--help` lists what every command takes.
const COMMON: &str = "Common options";

/// A searchable archive of the decisions of Swedish municipalities.
#[derive(Debug, Parser)]
#[command(name = "paragraf", version, propagate_version = true)]
#[command(after_help = "Try: paragraf ingest data/samples && paragraf serve")]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    /// Tell what is going on, on standard error
    #[arg(long, short, global = true, help_heading = COMMON)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command, before or after its name.
#[derive(Debug, Args)]
pub struct Common {
    /// Folder of the catalogue and the originals [default: data]
    #[arg(long, global = true, value_name = "DIR", env = "PARAGRAF_DATA", hide_env_values = true, help_heading = COMMON)]
    pub data: Option<PathBuf>,
    /// Folder of the search index [default: index]
    #[arg(long, global = true, value_name = "DIR", env = "PARAGRAF_INDEX", hide_env_values = true, help_heading = COMMON)]
    pub index: Option<PathBuf>,
    /// The program's settings [default: paragraf.toml, where it exists]
    #[arg(long, global = true, value_name = "FILE", env = "PARAGRAF_CONFIG", hide_env_values = true, help_heading = COMMON)]
    pub config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders of minutes into the archive and the index
    Ingest(Ingest),
    /// Serve the search API and the web pages
    Serve(Serve),
    /// Search, with the same filters and order as the API
    Search(Search),
    /// Look up many case numbers, one row each
    Cases(Cases),
    /// Write every hit of a search to a file, with a manifest beside it
    Export(Export),
    /// Print the record of one file; needs no archive and stores nothing
    Parse(Parse),
    /// Print the text of one file with its layout; needs no archive and stores nothing
    Extract(Extract),
    /// Show how words are searched: stem, compound parts, folded form
    Analyze(Analyze),
    /// Show what is held per municipality, body and year, what is missing, and files that failed and why
    Status(Status),
    /// Show what was noticed while reading: paragraphs without a decision, votes that do not add up
    Findings(Findings),
    /// Check every stored byte and every index entry; a damaged index is made anew
    Verify(Verify),
    /// Make a new index from the archive and switch to it
    Rebuild(Rebuild),
    /// Write everything that is held into one file, while other commands go on
    Backup(Backup),
    /// Restore a backup into empty folders: the same ids and the same answers. Lay the newest withdrawals.jsonl into the
    /// data folder first, so that what was withdrawn since stays out
    Restore(Restore),
    /// Take paragraphs or documents out of every answer, for good or until that is lifted
    Withdraw(Withdraw),
    /// Remove the bytes of everything that is withdrawn, for good
    Purge(Purge),
}

#[derive(Debug, Args)]
pub struct Verify {
    /// Change nothing: tell only what is wrong
    #[arg(long)]
    pub no_repair: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Rebuild {
    /// Find by the words that the index knows now, so that every search gives the same answer as before, instead of
    /// learning anew from the archive, after which a search may find more
    #[arg(long)]
    pub keep_lexicon: bool,
}

#[derive(Debug, Args)]
pub struct Ingest {
    /// Files and folders [default: the folder `samples` in the data folder]
    pub paths: Vec<PathBuf>,
    /// Instead of files, read documents again that are held and could not be read; `incomplete`: those too of which
    /// some pages could not be read, which is the default with --ocr
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true, conflicts_with_all = ["paths", "municipality", "body", "date"])]
    pub retry: Option<Option<Retry>>,
    /// Full name of a body that is read in although it decides about single persons (individutskott and the like);
    /// may be repeated
    #[arg(
        long = "individual-matters",
        value_name = "BODY",
        env = "PARAGRAF_INDIVIDUAL_MATTERS",
        hide_env_values = true,
        value_delimiter = ';'
    )]
    pub individual_matters: Vec<String>,
    #[command(flatten)]
    pub facts: StatedFacts,
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub storage: Storage,
    /// For people or for programs; `jsonl`: a line for each file as soon as what became of it is on the disk for good,
    /// and the summary as the last line
    #[arg(long, value_enum, default_value_t = IngestFormat::Text)]
    pub format: IngestFormat,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// File to write, a zip file; it must not be there yet
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// File that `paragraf backup` wrote
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    /// Ids of paragraphs (tallnas/kommunstyrelsen/2024-03-05/15), SHA-256 of documents, or the addresses of their pages
    #[arg(value_name = "ID", required_unless_present = "list")]
    pub ids: Vec<String>,
    /// Why; visitors who ask for it are shown this
    #[arg(long, value_name = "TEXT", required_unless_present = "list")]
    pub reason: Option<String>,
    /// Who decided it, for the log [default: the name you are logged in by]
    #[arg(
        long,
        value_name = "NAME",
        env = "PARAGRAF_WHO",
        hide_env_values = true
    )]
    pub by: Option<String>,
    /// Put back what was withdrawn: the next `paragraf ingest` reads it in again
    #[arg(long)]
    pub lift: bool,
    /// Show what was withdrawn, by whom and why
    #[arg(long, conflicts_with_all = ["ids", "reason", "lift"])]
    pub list: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Purge {
    /// Only tell what would be removed
    #[arg(long)]
    pub dry_run: bool,
}

/// How much a file may cost, a child of the program reads each, and whether its pictures are read too.
#[derive(Debug, Args)]
pub struct Reading {
    /// How long reading one file may take [default: 25]
    #[arg(long, value_name = "SECONDS", env = "PARAGRAF_SECONDS_PER_FILE", hide_env_values = true, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub seconds_per_file: Option<u64>,
    /// Read pages that are pictures by tesseract, which takes some seconds a page; `--ocr=false` where the settings
    /// say so and this once it is not wanted
    #[arg(long, value_name = "WHETHER", env = "PARAGRAF_OCR", hide_env_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true, value_parser = clap::builder::BoolishValueParser::new())]
    pub ocr: Option<bool>,
}

/// When reading in waits for free space on the disk.
#[derive(Debug, Default, Args)]
pub struct Storage {
    /// Wait where less is free on the disk of data or index (or less than twice the largest segment of the index);
    /// 0 never waits [default: 1073741824]
    #[arg(
        long,
        value_name = "BYTES",
        env = "PARAGRAF_LEAST_FREE_BYTES",
        hide_env_values = true
    )]
    pub least_free_bytes: Option<u64>,
    /// How long to wait for space; 0 gives up at once [default: 86400]
    #[arg(
        long,
        value_name = "SECONDS",
        env = "PARAGRAF_WAIT_FOR_SPACE",
        hide_env_values = true
    )]
    pub wait_for_space: Option<u64>,
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

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(
        long,
        value_name = "ADDR:PORT",
        default_value = "127.0.0.1:8080",
        env = "PARAGRAF_LISTEN"
    )]
    pub listen: String,
}

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
    /// Kind of decision: approved, rejected, postponed …
    #[arg(long, value_name = "OUTCOME")]
    pub outcome: Vec<String>,
    /// Search only there: title, decision, proposal …
    #[arg(long, value_name = "SECTION")]
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
    /// relevance, newest or oldest
    #[arg(long, value_name = "ORDER")]
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
pub struct Export {
    /// What to search for; several words are one query, none means everything
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub filters: Filters,
    /// Comma-separated values or one JSON object a line
    #[arg(long, value_enum)]
    pub format: ExportFormat,
    /// `excel`: semicolons and a byte order mark, as Swedish Excel wants them
    #[arg(long, value_enum)]
    pub dialect: Option<Dialect>,
    /// File to write, with the manifest beside it; `-` for standard output, without one
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Debug, Args)]
pub struct Parse {
    /// File of minutes: PDF, DOCX, ODT, HTML or text
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
    pub file: PathBuf,
    #[command(flatten)]
    pub reading: Reading,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
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
pub struct Findings {
    /// What they are about: decision_missing, vote_does_not_add_up …; without any they are counted by kind
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// info, warning or error
    #[arg(long, value_name = "SEVERITY")]
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

/// Which documents are tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Retry {
    Unread,
    Incomplete,
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// For people, or for programs in the end or all the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IngestFormat {
    Text,
    Json,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    Csv,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Dialect {
    Excel,
}
