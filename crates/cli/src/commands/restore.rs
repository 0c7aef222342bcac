//! `paragraf restore`: from one file to the same archive.

use paragraf_ingest::IngestConfig;
use serde_json::json;

use super::Outcome;
use super::backup::held;
use super::ingest::wrong_use_or_trouble;
use crate::arguments::{Format, Restore};
use crate::output::{note, print_json, print_line, warn};
use crate::progress::Bar;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Restore) -> anyhow::Result<Outcome> {
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mut bar = Bar::new();
    let restored =
        paragraf_ingest::restore(&options.file, &config, &mut |progress| bar.show(progress));
    bar.finish();
    let restored = restored.map_err(wrong_use_or_trouble)?;
    let manifest = &restored.manifest;
    let to_purge = paragraf_archive::Reader::open(&settings.data)?.withdrawals_to_purge()?;
    match options.format {
        Format::Text => print_line(format!(
            "Restored as of {}: {}",
            manifest.made_at,
            held(&restored.counts)
        ))?,
        Format::Json => print_json(&json!({
            "made_at": manifest.made_at,
            "documents": restored.counts.documents,
            "meetings": restored.counts.meetings,
            "paragraphs": restored.counts.paragraphs,
            "with_its_index": restored.with_its_index,
            "withdrawals_to_purge": to_purge,
            "faults": manifest.faults,
        }))?,
    }
    if restored.counts != manifest.counts {
        note("what was withdrawn after the backup was made stays out");
    }
    note(format!(
        "what was withdrawn after {} is known only if its withdrawals.jsonl lay in the data folder; if not, withdraw it again",
        manifest.made_at
    ));
    if to_purge > 0 {
        warn("withdrawn bytes are in the backup and so here again; run `paragraf purge`");
    }
    if !restored.with_its_index {
        note("the backup's index is of another version of the program, so it was made anew");
    }
    for fault in &manifest.faults {
        warn(format!("{fault}: it was so when the backup was made"));
    }
    Ok(if manifest.faults.is_empty() {
        Outcome::Well
    } else {
        Outcome::WithProblems
    })
}
