//! `paragraf export`: every hit of a search as a file, and what it is in a manifest beside it.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::Utc;
use paragraf_web::export::{Export as Hits, Format, manifest};

use super::{Outcome, WrongUse, holdings};
use crate::arguments::{Dialect, Export, ExportFormat};
use crate::settings::Settings;

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
        hits.write(format, &mut io::stdout().lock())?;
        return Ok(Outcome::Well);
    }
    let output = place(&options.output)?;
    let rows = write_whole(&output, |out| Ok(hits.write(format, out)?))?;
    // The index is one snapshot as long as nobody refreshes it, so file and manifest are of the same hits.
    let manifest = manifest(&sources, &request, format, base_url, Utc::now())?;
    let beside = manifest_path(&output);
    write_whole(&beside, |out| {
        Ok(serde_json::to_writer_pretty(out, &manifest)?)
    })?;
    writeln!(
        io::stdout(),
        "{rows} rows in {}, manifest in {}",
        options.output.display(),
        beside.display()
    )?;
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

/// Writes beside the file and renames in the end, so that a file with that name is always whole.
fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let file = File::create(&part)
        .with_context(|| WrongUse(format!("cannot write {}", part.display())))?;
    let mut out = BufWriter::new(file);
    let written = write(&mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    std::fs::rename(&part, path).with_context(|| format!("cannot name {}", path.display()))?;
    Ok(written)
}
