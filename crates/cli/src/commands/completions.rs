//! `paragraf completions`: what a shell must know to complete commands, options, values and files.

use clap_complete::generate;

use super::Outcome;
use crate::arguments::{Completions, command};
use crate::output::print;

pub fn run(options: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    generate(options.shell, &mut command(), "paragraf", &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Outcome::Well)
}
