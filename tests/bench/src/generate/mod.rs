//! Writes made-up minutes, what is read from them, and queries over them.

use std::path::PathBuf;

use anyhow::bail;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many paragraphs
    #[arg(long)]
    pub paragraphs: u64,
    /// The same seed gives the same files
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Folder to write to; must be new or empty
    #[arg(long, short)]
    pub output: PathBuf,
}

pub fn run(_: &Arguments) -> anyhow::Result<()> {
    bail!("not written yet")
}
