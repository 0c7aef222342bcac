//! `paragraf extract`: the text of one file with its layout.

use anyhow::Context;
use paragraf_model::{Finding, Severity};

use super::{Outcome, read_file, reader};
use crate::arguments::{Extract, Format};
use crate::output::{print, print_json, warn};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Extract) -> anyhow::Result<Outcome> {
    let bytes = read_file(&options.file)?;
    let source = reader(settings, &options.reading)?
        .text(&bytes)
        .with_context(|| options.file.display().to_string())?;
    match options.format {
        Format::Json => print_json(&source)?,
        Format::Text => {
            print(|out| out.write_all(paragraf_extract::to_text(&source).as_bytes()))?;
            for finding in &source.findings {
                if finding.severity != Severity::Info {
                    warn(told(finding));
                }
            }
        }
    }
    Ok(Outcome::Well)
}

/// Beside the text, so that what is missing is seen and the text stays the text alone.
fn told(finding: &Finding) -> String {
    let page = finding.page.map(|page| format!(" (page {page})"));
    format!("{}{}", finding.message, page.unwrap_or_default())
}
