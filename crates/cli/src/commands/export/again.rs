//! `paragraf export --again`: an earlier export once more, and what has become of it.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;
use chrono::Utc;
use paragraf_query::SearchRequest;
use paragraf_web::export::{Comparison, Export as Hits, Fingerprint, ManifestAnswer, Wanted};

use super::super::{Outcome, WrongUse, counted, holdings};
use super::{Kept, keep, place, watched};
use crate::output::{self, FAINT, HEADING, print, print_json};
use crate::settings::Settings;

/// Ids of each kind that people are shown; `--json` has all.
const SHOWN: usize = 20;

pub fn run(
    settings: &Settings,
    path: &Path,
    keep_in: Option<&Path>,
    as_json: bool,
) -> anyhow::Result<Outcome> {
    let before = read(path)?;
    let format = before.file_format().with_context(|| {
        WrongUse(format!(
            "{} is of no format that is known here",
            path.display()
        ))
    })?;
    let sources = holdings::open(settings)?;
    let known = holdings::known(&sources)?;
    let mut parameters = before.parameters();
    parameters.push(("relax", "false"));
    let request = SearchRequest::from_parameters_on(parameters.into_iter(), &known, before.day)
        .map_err(|problems| holdings::refused(&problems))
        .context("the search of the manifest cannot be made any more")?;
    let hits = Hits::prepare(
        &sources,
        &Wanted {
            request: &request,
            known: &known,
            // As they were, so that the same rows are the same bytes.
            base_url: &before.base_url,
            licence: before.licence.as_deref(),
            day: before.day,
        },
    )?;
    let Kept { manifest, witness } = match keep_in {
        Some(path) if path == Path::new("-") => {
            return Err(
                WrongUse("--again compares with a file: name one, or none".to_owned()).into(),
            );
        }
        Some(path) => keep(&hits, format, &place(path)?)?,
        None => {
            let mut file = Fingerprint::of(io::sink());
            let (rows, witness) = watched(&hits, |see| Ok(hits.write(format, &mut file, see)?))?;
            let manifest = hits.manifest(format, Utc::now(), rows, &file, &witness);
            Kept { manifest, witness }
        }
    };
    let comparison = hits.compared(&sources, &before, &manifest, &witness)?;
    if as_json {
        print_json(&comparison)?;
    } else {
        print(|out| tell(out, &comparison))?;
    }
    Ok(Outcome::Well)
}

fn read(path: &Path) -> anyhow::Result<ManifestAnswer> {
    let text = super::super::read_file(path)?;
    serde_json::from_slice(&text).with_context(|| {
        WrongUse(format!(
            "{} is no manifest of an export; it lies beside the file, as FILE.manifest.json",
            path.display()
        ))
    })
}

fn tell(out: &mut dyn Write, comparison: &Comparison) -> io::Result<()> {
    let rows = |rows| counted(rows, "row", "rows");
    let (before, now) = (rows(comparison.rows_before), rows(comparison.rows_now));
    writeln!(out, "{HEADING}{before} then, {now} now{HEADING:#}")?;
    if comparison.same_file {
        writeln!(out, "the file is the same, byte by byte")?;
    }
    if let Some(added) = &comparison.added {
        list(out, "added", added.iter().map(|id| (id.as_str(), None)))?;
    }
    if let Some(changed) = &comparison.changed {
        list(out, "changed", changed.iter().map(|id| (id.as_str(), None)))?;
    }
    for (why, what) in [
        ("withdrawn", "withdrawn"),
        ("removed", "no longer in the archive"),
        ("no_match", "no longer found by the search"),
    ] {
        let gone = comparison
            .gone
            .iter()
            .flatten()
            .filter(|row| row.why == why);
        list(
            out,
            what,
            gone.map(|row| (row.id.as_str(), row.reason.as_deref())),
        )?;
    }
    for note in &comparison.notes {
        writeln!(out, "note: {note}")?;
    }
    Ok(())
}

fn list<'a>(
    out: &mut dyn Write,
    what: &str,
    ids: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> io::Result<()> {
    let ids: Vec<_> = ids.collect();
    if ids.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} {what}", ids.len())?;
    for (id, reason) in ids.iter().take(SHOWN) {
        match reason {
            Some(reason) => writeln!(out, "  {id}  {FAINT}{}{FAINT:#}", output::harmless(reason))?,
            None => writeln!(out, "  {id}")?,
        }
    }
    if ids.len() > SHOWN {
        writeln!(out, "  … and {} more; --json lists all", ids.len() - SHOWN)?;
    }
    Ok(())
}
