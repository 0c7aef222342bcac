//! `paragraf rebuild`: a new index from the archive.

use std::io::{self, Write};

use paragraf_ingest::{IngestConfig, Words};

use super::ingest::{Bar, wrong_use_or_trouble};
use super::{Outcome, room};
use crate::arguments::{Rebuild, Storage};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Rebuild) -> anyhow::Result<Outcome> {
    let mut config = IngestConfig::new(&settings.data, &settings.index);
    config.room = room(settings, &Storage::default());
    let mut bar = Bar::new();
    let words = match options.keep_lexicon {
        true => Words::Keep,
        false => Words::Learn,
    };
    let rebuilt = paragraf_ingest::rebuild_with(&config, words, &mut |progress| bar.show(progress));
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
