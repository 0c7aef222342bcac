//! `paragraf export`: every hit of a search as a file, and what it is in a manifest beside it.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::Utc;
use paragraf_web::export::{Export as Hits, Format, manifest};

use super::{Outcome, WrongUse, holdings};
use crate::arguments::{Dialect, Export, ExportFormat};
use crate::output::{self, print_line};
use crate::settings::Settings;
use crate::whole_file;

pub fn run(settings: &Settings, options: &Export) -> anyhow::Result<Outcome> {
    let format = format(options)?;
    let sources = holdings::open(settings)?;
    let known = holdings::known(&sources)?;
    let request = holdings::request(
        &known,
        &options.query,
        &options.filters,
        &[("relax", "false")],
    )?;
    let base_url = settings.server.base_url.as_deref().unwrap_or_default();

    let hits = Hits::prepare(&sources, &request, base_url)?;
    if options.output == Path::new("-") {
        let mut out = output::raw();
        hits.write(format, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Well);
    }
    let output = place(&options.output)?;
    let rows = whole_file::write(&output, |out| Ok(hits.write(format, out)?))?;
    // The index is one snapshot as long as nobody refreshes it, so file and manifest are of the same hits.
    let manifest = manifest(&sources, &request, format, base_url, Utc::now())?;
    let beside = manifest_path(&output);
    whole_file::write(&beside, |out| {
        Ok(serde_json::to_writer_pretty(out, &manifest)?)
    })?;
    print_line(format!(
        "{rows} rows in {}, manifest in {}",
        options.output.display(),
        beside.display()
    ))?;
    Ok(Outcome::Well)
}

/// Where to write: through a link to what it points at, and never in the place of a device or a pipe.
fn place(output: &Path) -> anyhow::Result<PathBuf> {
    match std::fs::metadata(output) {
        Err(_) => Ok(output.to_owned()),
        Ok(found) if found.is_file() => Ok(output.canonicalize()?),
        Ok(_) => {
            let message = format!(
                "{} is no file; name a file, or - for standard output",
                output.display()
            );
            Err(WrongUse(message).into())
        }
    }
}

fn format(options: &Export) -> anyhow::Result<Format> {
    match (options.format, options.dialect) {
        (ExportFormat::Csv, None) => Ok(Format::Csv),
        (ExportFormat::Csv, Some(Dialect::Excel)) => Ok(Format::ExcelCsv),
        (ExportFormat::Jsonl, None) => Ok(Format::JsonLines),
        (ExportFormat::Jsonl, Some(Dialect::Excel)) => {
            Err(WrongUse("--dialect excel goes with --format csv".to_owned()).into())
        }
    }
}

/// `hits.csv` gets `hits.csv.manifest.json`.
fn manifest_path(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".manifest.json");
    PathBuf::from(name)
}
