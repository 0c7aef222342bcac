//! `paragraf extract`: the text of one file with its layout.

use std::io::{self, Write};

use anyhow::Context;

use super::{Outcome, print_json, read_file, reader};
use crate::arguments::{Extract, Format};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Extract) -> anyhow::Result<Outcome> {
    let bytes = read_file(&options.file)?;
    let source = reader(settings, &options.reading)?
        .text(&bytes)
        .with_context(|| options.file.display().to_string())?;
    match options.format {
        Format::Json => print_json(&source)?,
        Format::Text => io::stdout()
            .lock()
            .write_all(paragraf_extract::to_text(&source).as_bytes())?,
    }
    Ok(Outcome::Well)
}
