//! What is typed to hand everything out and to take it over: `dump`, `mirror`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Format, Storage};

#[derive(Debug, Args)]
pub struct Dump {
    /// Folder to write to: a new or empty one, or that of an earlier dump; what did not change in it since the last time is left as it is
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Mirror {
    /// Address of the archive to copy, as its start page has it, `https://arkiv.example` say
    #[arg(value_name = "URL", value_hint = ValueHint::Url)]
    pub address: String,
    /// Fetch the original files too; without this, visitors are led to the source for them
    #[arg(long)]
    pub originals: bool,
    /// Go on until stopped, and look for changes so often
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub follow: Option<u64>,
    #[command(flatten)]
    pub storage: Storage,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}
