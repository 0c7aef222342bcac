//! What is typed to run and keep an archive: `serve`, `verify`, `rebuild`, `backup`, `restore`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Format;

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
}

#[derive(Debug, Args)]
pub struct Health {
    /// Where the server is reached [default: where `paragraf serve` listens]
    #[arg(long, value_name = "URL", conflicts_with = "listen")]
    pub url: Option<String>,
    /// Address and port that it listens on
    #[arg(long, value_name = "ADDR:PORT")]
    pub listen: Option<String>,
    /// How long to wait for an answer
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    pub seconds: u64,
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
    /// Find by the words that the index knows now
    ///
    /// Every search then gives the same answer as before. Without it the new index learns from the archive anew, after
    /// which a search may find more.
    #[arg(long)]
    pub keep_lexicon: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// File to write, a zip file; it must not be there yet
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// File that `paragraf backup` wrote
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
