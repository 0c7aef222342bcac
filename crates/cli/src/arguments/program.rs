//! What is typed about the program itself: `config`, `completions`, `man`.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use clap_complete::Shell;

use super::Format;

#[derive(Debug, Args)]
pub struct Config {
    /// Settings to tell everything about, such as server.base_url; without any, all are listed
    #[arg(value_name = "SETTING")]
    pub keys: Vec<String>,
    /// Print a whole paragraf.toml with every setting explained; as it stands it changes nothing
    #[arg(long, conflicts_with_all = ["keys", "format"])]
    pub example: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell that completes
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// Folder to write a page for each command into; it is made where it is missing
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub folder: Option<PathBuf>,
}
