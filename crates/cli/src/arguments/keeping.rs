//! What is typed to run and keep an archive: `serve`, `verify`, `rebuild`, `backup`, `restore`.

use std::path::PathBuf;

use clap::Args;

use super::Format;

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(
        long,
        value_name = "ADDR:PORT",
        env = "PARAGRAF_LISTEN",
        hide_env_values = true
    )]
    pub listen: Option<String>,
}

#[derive(Debug, Args)]
pub struct Health {
    /// Where the server is reached [default: where `paragraf serve` listens]
    #[arg(long, value_name = "URL", conflicts_with = "listen")]
    pub url: Option<String>,
    /// Address and port that it listens on
    #[arg(
        long,
        value_name = "ADDR:PORT",
        env = "PARAGRAF_LISTEN",
        hide_env_values = true
    )]
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
    /// Find by the words that the index knows now, so that every search gives the same answer as before, instead of
    /// learning anew from the archive, after which a search may find more
    #[arg(long)]
    pub keep_lexicon: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Backup {
    /// File to write, a zip file; it must not be there yet
    pub file: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// File that `paragraf backup` wrote
    pub file: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
