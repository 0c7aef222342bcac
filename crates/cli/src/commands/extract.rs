//! `paragraf extract`: the text of one file with its layout.

use std::io::{self, Write};

use anyhow::Context;
use paragraf_model::{Finding, Severity};

use super::{Outcome, print_json, read_file, reader, say};
use crate::arguments::{Extract, Format};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Extract) -> anyhow::Result<Outcome> {
    let bytes = read_file(&options.file)?;
    let source = reader(settings, &options.reading)?
        .text(&bytes)
        .with_context(|| options.file.display().to_string())?;
    match options.format {
        Format::Json => print_json(&source)?,
        Format::Text => {
            io::stdout()
                .lock()
                .write_all(paragraf_extract::to_text(&source).as_bytes())?;
            for finding in &source.findings {
                if finding.severity != Severity::Info {
                    say(&told(finding));
                }
            }
        }
    }
    Ok(Outcome::Well)
}

/// Beside the text, so that what is missing is seen and the text stays the text alone.
fn told(finding: &Finding) -> String {
    let page = finding.page.map(|page| format!(" (page {page})"));
    format!("! {}{}", finding.message, page.unwrap_or_default())
}
