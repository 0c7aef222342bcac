//! `paragraf export`: every hit of a search as a file, and what it is in a manifest beside it.

mod again;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{Local, Utc};
use paragraf_web::export::{
    Export as Hits, Fingerprint, Format, ManifestAnswer, See, Wanted, Witness,
};

use super::{Outcome, WrongUse, counted, holdings};
use crate::arguments::{Dialect, Export, ExportFormat};
use crate::output::{self, print_line};
use crate::progress::Bar;
use crate::settings::Settings;
use crate::whole_file;

/// Rows between two looks at the bar.
const STRIDE: u64 = 256;

pub fn run(settings: &Settings, options: &Export) -> anyhow::Result<Outcome> {
    if let Some(manifest) = &options.again {
        return again::run(settings, manifest, options.output.as_deref(), options.json);
    }
    // Not left to the reader of arguments: where --again cannot stand, it lets pass what requires it.
    if options.json {
        let message = "--json goes with --again; for hits as JSON take --format jsonl";
        return Err(WrongUse(message.to_owned()).into());
    }
    let output = options.output.as_deref().with_context(|| {
        WrongUse("name a file with --output, or - for standard output".to_owned())
    })?;
    first(settings, options, output)
}

fn first(settings: &Settings, options: &Export, output: &Path) -> anyhow::Result<Outcome> {
    let format = format(options, output)?;
    let sources = holdings::open(settings)?;
    let known = holdings::known(&sources)?;
    let relax = [("relax", "false")];
    let request = holdings::request(&known, &options.query, &options.filters, &relax)?;
    let hits = Hits::prepare(
        &sources,
        &Wanted {
            request: &request,
            known: &known,
            base_url: base_url(settings),
            licence: settings.server.licence.as_deref(),
            day: Local::now().date_naive(),
        },
    )?;
    if output == Path::new("-") {
        let is_binary = matches!(format, Format::Xlsx | Format::Parquet | Format::Zip);
        if is_binary && output::width().is_some() {
            let message =
                "a terminal cannot show such a file; name one with --output, or pipe it on";
            return Err(WrongUse(message.to_owned()).into());
        }
        let mut out = output::raw();
        hits.write(format, &mut out, &mut |_, _| {})?;
        out.flush()?;
        return Ok(Outcome::Well);
    }
    let place = place(output)?;
    let kept = keep(&hits, format, &place)?;
    for note in &kept.manifest.notes {
        output::note(note);
    }
    print_line(format!(
        "{} in {}, manifest in {}",
        counted(kept.manifest.rows, "row", "rows"),
        output.display(),
        manifest_path(&place).display()
    ))?;
    Ok(Outcome::Well)
}

/// A file that was written, and its manifest.
struct Kept {
    manifest: ManifestAnswer,
    witness: Witness,
}

/// Writes the file and its manifest, each whole or not at all.
fn keep(hits: &Hits<'_>, format: Format, path: &Path) -> anyhow::Result<Kept> {
    let (manifest, witness) = whole_file::write(path, |out| written(hits, format, out))?;
    whole_file::write(&manifest_path(path), |out| {
        serde_json::to_writer_pretty(&mut *out, &manifest)?;
        Ok(writeln!(out)?)
    })?;
    Ok(Kept { manifest, witness })
}

fn written(
    hits: &Hits<'_>,
    format: Format,
    out: &mut BufWriter<File>,
) -> anyhow::Result<(ManifestAnswer, Witness)> {
    let mut file = Fingerprint::of(out);
    let (rows, witness) = watched(hits, |see| Ok(hits.write(format, &mut file, see)?))?;
    Ok((
        hits.manifest(format, Utc::now(), rows, &file, &witness),
        witness,
    ))
}

/// Shows how far writing is, and remembers what was written.
fn watched(
    hits: &Hits<'_>,
    write: impl FnOnce(See<'_>) -> anyhow::Result<u64>,
) -> anyhow::Result<(u64, Witness)> {
    let (bar, mut witness) = (Bar::new(), Witness::new());
    let (mut seen, total) = (0, hits.total());
    let rows = write(&mut |stored, cells| {
        witness.see(stored, cells);
        seen += 1;
        if seen % STRIDE == 0 {
            bar.step("Writing", seen, total);
        }
    })?;
    Ok((rows, witness))
}

/// Where to write: through a link to what it points at, and never in the place of a device or a pipe.
fn place(output: &Path) -> anyhow::Result<PathBuf> {
    match std::fs::metadata(output) {
        Err(_) => Ok(output.to_owned()),
        Ok(found) if found.is_file() && output.is_symlink() => Ok(output.canonicalize()?),
        Ok(found) if found.is_file() => Ok(output.to_owned()),
        Ok(_) => {
            let message = format!(
                "{} is no file; name a file, or - for standard output",
                output.display()
            );
            Err(WrongUse(message).into())
        }
    }
}

/// What was asked for, else what the file's name ends in.
fn format(options: &Export, output: &Path) -> anyhow::Result<Format> {
    let name = match options.format {
        Some(ExportFormat::Csv) => "csv",
        Some(ExportFormat::Jsonl) => "jsonl",
        Some(ExportFormat::Xlsx) => "xlsx",
        Some(ExportFormat::Parquet) => "parquet",
        Some(ExportFormat::Zip) => "zip",
        None => output
            .extension()
            .and_then(|end| end.to_str())
            .unwrap_or_default(),
    };
    let name = name.to_lowercase();
    let dialect = options.dialect.map(|Dialect::Excel| "excel");
    if dialect.is_some() && name != "csv" {
        return Err(WrongUse("--dialect excel goes with --format csv".to_owned()).into());
    }
    Format::named(&name, dialect).with_context(|| {
        WrongUse("say which kind of file: --format csv, jsonl, xlsx, parquet or zip".to_owned())
    })
}

fn base_url(settings: &Settings) -> &str {
    settings.server.base_url.as_deref().unwrap_or_default()
}

/// `hits.csv` gets `hits.csv.manifest.json`.
fn manifest_path(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_owned();
    name.push(".manifest.json");
    PathBuf::from(name)
}
