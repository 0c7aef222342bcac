//! What can be typed after `paragraf`.

mod keeping;
mod reading;
mod searching;
mod withdrawing;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};

pub use keeping::{Backup, Health, Rebuild, Restore, Serve, Verify};
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
    /// When to use colour; `auto`: on a terminal, unless NO_COLOR is set or TERM is dumb
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto, help_heading = COMMON)]
    pub color: ColorChoice,
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
    /// Read files and folders of minutes into the archive and the index
    Ingest(Ingest),
    /// Read in files as they come into folders, until somebody stops it
    Watch(Watch),
    /// Serve the search API and the web pages
    Serve(Serve),
    /// Ask a running server whether it is ready; the exit status tells
    Health(Health),
    /// Search, with the same filters and order as the API
    Search(Search),
    /// Look up many case numbers, one row each
    Cases(Cases),
    /// Cite paragraphs: as Swedes cite minutes, or as one file for a reference manager
    Cite(Cite),
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

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
}
