//! `paragraf restore`: from one file to the same archive.

use std::io::{self, Write};

use paragraf_ingest::IngestConfig;

use super::backup::held;
use super::ingest::{Bar, wrong_use_or_trouble};
use super::{Outcome, say};
use crate::arguments::Restore;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Restore) -> anyhow::Result<Outcome> {
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mut bar = Bar::new();
    let restored =
        paragraf_ingest::restore(&options.file, &config, &mut |progress| bar.show(progress));
    bar.finish();
    let restored = restored.map_err(wrong_use_or_trouble)?;
    let manifest = &restored.manifest;
    writeln!(
        io::stdout(),
        "restored as of {}: {}",
        manifest.made_at,
        held(&restored.counts)
    )?;
    if restored.counts != manifest.counts {
        say("What was withdrawn after the backup was made stays out.");
    }
    say(&format!(
        "What was withdrawn after {} is known only if its withdrawals.jsonl lay in the data folder; if not, withdraw it again.",
        manifest.made_at
    ));
    if paragraf_archive::Reader::open(&settings.data)?.withdrawals_to_purge()? > 0 {
        say("Withdrawn bytes are in the backup and so here again: run `paragraf purge`.");
    }
    if !restored.with_its_index {
        say("The backup's index is of another version of the program, so it was made anew.");
    }
    for fault in &manifest.faults {
        say(&format!("{fault}: it was so when the backup was made"));
    }
    Ok(if manifest.faults.is_empty() {
        Outcome::Well
    } else {
        Outcome::WithProblems
    })
}
