//! `paragraf rebuild`: a new index from the archive.

use std::io::{self, Write};

use paragraf_ingest::IngestConfig;

use super::Outcome;
use super::ingest::{Bar, wrong_use_or_trouble};
use crate::settings::Settings;

pub fn run(settings: &Settings) -> anyhow::Result<Outcome> {
    let config = IngestConfig::new(&settings.data, &settings.index);
    let mut bar = Bar::new();
    let rebuilt = paragraf_ingest::rebuild(&config, &mut |progress| bar.show(progress));
    bar.finish();
    rebuilt.map_err(wrong_use_or_trouble)?;
    let index = paragraf_index::Index::open(&settings.index)?;
    writeln!(
        io::stdout(),
        "the index holds {} paragraphs",
        index.paragraph_count()
    )?;
    Ok(Outcome::Well)
}
