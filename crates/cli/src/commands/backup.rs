//! `paragraf backup`: one file with everything.

use paragraf_ingest::{Counted, IngestConfig, partial_backup};
use serde_json::json;

use super::ingest::wrong_use_or_trouble;
use super::{Outcome, bytes, counted};
use crate::arguments::{Backup, Format};
use crate::output::{print_json, print_line, warn};
use crate::progress::{Bar, shown};
use crate::settings::Settings;
use crate::whole_file::Unfinished;

pub fn run(settings: &Settings, options: &Backup) -> anyhow::Result<Outcome> {
    let config = IngestConfig::new(&settings.data, &settings.index);
    let _unfinished = Unfinished::new(partial_backup(&options.file));
    let mut bar = Bar::new();
    let backed_up =
        paragraf_ingest::backup(&options.file, &config, &mut |progress| bar.show(progress));
    bar.finish();
    let backed_up = backed_up.map_err(wrong_use_or_trouble)?;
    match options.format {
        Format::Text => print_line(format!(
            "{}: {}, {}",
            shown(&options.file),
            held(&backed_up.counts),
            bytes(backed_up.bytes),
        ))?,
        Format::Json => print_json(&json!({
            "file": options.file,
            "bytes": backed_up.bytes,
            "documents": backed_up.counts.documents,
            "meetings": backed_up.counts.meetings,
            "paragraphs": backed_up.counts.paragraphs,
            "faults": backed_up.faults,
        }))?,
    }
    for fault in &backed_up.faults {
        warn(format!(
            "{fault}: what is left of it is in the backup; `paragraf verify` tells what to do"
        ));
    }
    Ok(if backed_up.faults.is_empty() {
        Outcome::Well
    } else {
        Outcome::WithProblems
    })
}

/// `4 documents with 8 paragraphs of 3 meetings`.
pub fn held(counts: &Counted) -> String {
    format!(
        "{} with {} of {}",
        counted(counts.documents, "document", "documents"),
        counted(counts.paragraphs, "paragraph", "paragraphs"),
        counted(counts.meetings, "meeting", "meetings"),
    )
}
