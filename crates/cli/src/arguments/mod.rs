//! What can be typed after `paragraf`.

mod examples;
mod help;
mod keeping;
mod mirroring;
mod program;
mod reading;
mod searching;
mod suggested;
mod withdrawing;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};

pub use examples::examples;
pub use help::command;
pub use keeping::{Backup, Health, Rebuild, Restore, Serve, Verify};
pub use mirroring::{Dump, Mirror};
pub use program::{Completions, Config, Man};
pub use reading::{
    Extract, HowToRead, Ingest, IngestFormat, Parse, Reading, Retry, StatedFacts, Storage, Watch,
    WatchFormat,
};
pub use searching::{
    Analyze, Cases, Cite, Dialect, Export, ExportFormat, Filters, Findings, Search, Status,
};
pub use withdrawing::{Purge, Withdraw};

/// Under this heading `--help` lists what every command takes.
const COMMON: &str = "Common options";

/// A searchable archive of the decisions of Swedish municipalities
///
/// Minutes are read into an archive, cut into paragraphs, and found again from a browser, an API and this command line,
/// each decision with its source.
#[derive(Debug, Parser)]
#[command(
    name = "paragraf",
    version,
    propagate_version = true,
    max_term_width = 100
)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    /// Tell what is going on, on standard error
    #[arg(long, short, global = true, help_heading = COMMON)]
    pub verbose: bool,
    /// When to use colour; `auto`: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto, help_heading = COMMON)]
    pub color: ColorChoice,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command, before or after its name.
#[derive(Debug, Args)]
pub struct Common {
    /// Folder of the catalogue and the originals
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = COMMON)]
    pub data: Option<PathBuf>,
    /// Folder of the search index
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = COMMON)]
    pub index: Option<PathBuf>,
    /// File of settings [default: paragraf.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, env = "PARAGRAF_CONFIG", hide_env_values = true, help_heading = COMMON)]
    pub config: Option<PathBuf>,
}

/// What `--color` says, found before anything else is understood: it holds for help and for errors in the arguments too.
pub fn colour_typed(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let arguments: Vec<String> = arguments
        .take_while(|argument| argument != "--")
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let apart = arguments.windows(2).filter_map(|pair| match pair {
        [name, value] if name == "--color" => Some(value.as_str()),
        _ => None,
    });
    let together = arguments
        .iter()
        .filter_map(|argument| argument.strip_prefix("--color="));
    together
        .chain(apart)
        .find_map(|value| ColorChoice::from_str(value, false).ok())
        .unwrap_or_default()
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders of minutes into the archive
    ///
    /// Files and folders of minutes come into the archive and the index: PDF, DOCX, ODT, HTML and text. A file that was
    /// read before is skipped, so that the same command can be given again at any time; after Ctrl-C nothing is half.
    Ingest(Ingest),
    /// Read in files as they come into folders
    ///
    /// Until Ctrl-C or SIGTERM. A file is read when it looked the same twice in a row, so that none is read half.
    Watch(Watch),
    /// Serve the search API and the web pages
    ///
    /// It runs until Ctrl-C or SIGTERM. Other commands may change the archive meanwhile; the server shows what they
    /// committed within two seconds.
    Serve(Serve),
    /// Ask a running server whether it is ready
    ///
    /// The exit status tells: 0 where it is, 1 where it is not.
    Health(Health),
    /// Search, with the filters and the order of the API
    ///
    /// All words must match; `OR`, `NOT`, parentheses, "phrases", prefixes (`skol*`) and fields (`beslut:`, `organ:`) are
    /// understood, and so is a case number in any spelling.
    Search(Search),
    /// Look up many case numbers, one row each
    ///
    /// One row for each number in the order asked: found, not found, or ambiguous with a row for each case that it may
    /// mean.
    Cases(Cases),
    /// Cite paragraphs for a text or a reference manager
    ///
    /// As Swedes cite minutes, or as one file that reference managers read.
    Cite(Cite),
    /// Write every hit of a search to a file
    ///
    /// A manifest beside it says what was asked, of which state of the archive, and the file's checksum.
    Export(Export),
    /// Print the record of one file
    ///
    /// What is read out of one file of minutes, as one JSON object. It needs no archive and stores nothing.
    Parse(Parse),
    /// Print the text of one file with its layout
    ///
    /// It needs no archive and stores nothing.
    Extract(Extract),
    /// Show how words are searched
    ///
    /// Stem, compound parts and folded form of each word. It needs no archive; where there is an index, the words that it
    /// learnt from the archive count.
    Analyze(Analyze),
    /// Show what is held, what is missing and what failed
    ///
    /// Per municipality and body: meetings and paragraphs, gaps in their numbers, and files that could not be read with
    /// the reason.
    Status(Status),
    /// Show what was noticed while reading
    ///
    /// Paragraphs without a decision, votes that do not add up, lines without a place and the like: counted by kind, or
    /// listed with their place.
    Findings(Findings),
    /// Check every stored byte and every index entry
    ///
    /// A damaged index is made anew on the way, unless that is forbidden; what is damaged in the archive is told with what
    /// to do.
    Verify(Verify),
    /// Make a new index from the archive and switch to it
    ///
    /// The old one answers until the new one is whole.
    Rebuild(Rebuild),
    /// Write everything that is held into one file
    ///
    /// Other commands go on meanwhile; the file holds the archive as of one moment.
    Backup(Backup),
    /// Restore a backup into empty folders
    ///
    /// The same ids and the same answers. Lay the newest withdrawals.jsonl into the data folder first, so that what was
    /// withdrawn since stays out.
    Restore(Restore),
    /// Write the whole archive to a folder as JSON Lines
    ///
    /// A document a line, by municipality and year, with a manifest. Run again, it writes what changed and removes what is
    /// gone.
    Dump(Dump),
    /// Fill an archive from another one, and follow what changes there
    ///
    /// A second archive that answers alike. What the source withdraws is followed before anything else.
    Mirror(Mirror),
    /// Take paragraphs or documents out of every answer
    ///
    /// For good or until that is lifted. It takes effect at once, also while another command writes.
    Withdraw(Withdraw),
    /// Remove the bytes of what was withdrawn, for good
    ///
    /// Originals are deleted, the catalogue is written anew and the index made anew. Backups made before still hold it.
    Purge(Purge),
    /// Show every setting, its value and who says so
    ///
    /// An option wins over a variable of the environment, that over paragraf.toml, that over the default.
    Config(Config),
    /// Print the completions for a shell
    ///
    /// The examples say where each shell looks for them.
    Completions(Completions),
    /// Print the manual, or write its pages into a folder
    ///
    /// Without a folder the page paragraf(1) is printed; with one, there is a page for each command.
    Man(Man),
}

impl Command {
    /// Whether it can do nothing without settings; the others help those too whose settings do not read.
    pub fn needs_settings(&self) -> bool {
        match self {
            Command::Completions(_) | Command::Man(_) => false,
            Command::Config(options) => !options.example,
            _ => true,
        }
    }
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned for people, in colour on a terminal
    Text,
    /// One JSON document for programs
    Json,
}
