//! `paragraf purge`: no byte is left of what was withdrawn.

use std::io::{self, Write};

use paragraf_archive::Reader;
use paragraf_ingest::IngestConfig;

use super::ingest::{Bar, wrong_use_or_trouble};
use super::{Outcome, counted};
use crate::arguments::Purge;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Purge) -> anyhow::Result<Outcome> {
    let mut out = io::stdout();
    if options.dry_run {
        let waiting = Reader::open(&settings.data)?.withdrawals_to_purge()?;
        writeln!(
            out,
            "{} would be purged; `paragraf withdraw --list` shows which",
            counted(waiting, "withdrawal", "withdrawals")
        )?;
        return Ok(Outcome::Well);
    }
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mut bar = Bar::new();
    let purged = paragraf_ingest::purge(&config, &mut |progress| bar.show(progress));
    bar.finish();
    let purged = purged.map_err(wrong_use_or_trouble)?;
    if purged.withdrawals == 0 {
        writeln!(
            out,
            "nothing to purge: nothing is withdrawn, or it is purged already"
        )?;
        return Ok(Outcome::Well);
    }
    writeln!(
        out,
        "{} purged: {} deleted, the catalogue written anew, the index made anew\nBackups made before this still hold it: delete them, or make them anew.",
        counted(u64::from(purged.withdrawals), "withdrawal", "withdrawals"),
        counted(u64::from(purged.originals), "original", "originals"),
    )?;
    Ok(Outcome::Well)
}
