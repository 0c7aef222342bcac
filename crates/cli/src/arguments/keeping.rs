//! What is typed to run and keep an archive: `serve`, `verify`, `rebuild`, `backup`, `restore`.

use std::path::PathBuf;

use clap::Args;

use super::Format;

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
