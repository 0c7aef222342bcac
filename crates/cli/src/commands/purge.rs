//! `paragraf purge`: no byte is left of what was withdrawn.

use paragraf_archive::Reader;
use paragraf_ingest::IngestConfig;
use serde_json::json;

use super::ingest::wrong_use_or_trouble;
use super::{Outcome, counted};
use crate::arguments::{Format, Purge};
use crate::output::{note, print_json, print_line};
use crate::progress::Bar;
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Purge) -> anyhow::Result<Outcome> {
    let (withdrawals, originals) = match options.dry_run {
        true => (Reader::open(&settings.data)?.withdrawals_to_purge()?, None),
        false => {
            let config = IngestConfig::new(&settings.data, &settings.index);
            let mut bar = Bar::new();
            let purged = paragraf_ingest::purge(&config, &mut |progress| bar.show(progress));
            bar.finish();
            let purged = purged.map_err(wrong_use_or_trouble)?;
            (u64::from(purged.withdrawals), Some(purged.originals))
        }
    };
    match options.format {
        Format::Text => print_line(text(withdrawals, originals))?,
        // How many originals go is known when they are gone.
        Format::Json => print_json(&json!({
            "dry_run": options.dry_run,
            "withdrawals": withdrawals,
            "originals": originals,
        }))?,
    }
    if originals.is_some() && withdrawals > 0 {
        note("backups made before this still hold it: delete them, or make them anew");
    }
    Ok(Outcome::Well)
}

fn text(withdrawals: u64, originals: Option<u32>) -> String {
    let counted_withdrawals = counted(withdrawals, "withdrawal", "withdrawals");
    match originals {
        None => {
            format!("{counted_withdrawals} would be purged; `paragraf withdraw --list` shows which")
        }
        Some(_) if withdrawals == 0 => {
            "Nothing to purge: nothing is withdrawn, or it is purged already.".to_owned()
        }
        Some(originals) => format!(
            "{counted_withdrawals} purged: {} deleted, the catalogue written anew, the index made anew",
            counted(u64::from(originals), "original", "originals"),
        ),
    }
}
