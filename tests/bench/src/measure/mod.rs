//! To be written.

use anyhow::bail;

#[derive(Debug, clap::Args)]
pub struct Arguments {}

pub fn run(_: &Arguments) -> anyhow::Result<()> {
    bail!("not written yet")
}
