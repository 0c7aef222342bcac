//! `paragraf backup`: one file with everything.

use std::io::{self, Write};

use paragraf_ingest::{Counted, IngestConfig};

use super::ingest::{Bar, wrong_use_or_trouble};
use super::{Outcome, counted, say};
use crate::arguments::Backup;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Backup) -> anyhow::Result<Outcome> {
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mut bar = Bar::new();
    let backed_up =
        paragraf_ingest::backup(&options.file, &config, &mut |progress| bar.show(progress));
    bar.finish();
    let backed_up = backed_up.map_err(wrong_use_or_trouble)?;
    writeln!(
        io::stdout(),
        "{}: {}, {:.1} MB",
        options.file.display(),
        held(&backed_up.counts),
        backed_up.bytes as f64 / 1e6,
    )?;
    for fault in &backed_up.faults {
        say(&format!(
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
