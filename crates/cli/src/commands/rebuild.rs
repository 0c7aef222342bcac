//! `paragraf rebuild`: a new index from the archive.

use paragraf_ingest::{IngestConfig, Words};
use serde_json::json;

use super::ingest::wrong_use_or_trouble;
use super::{Outcome, counted, room};
use crate::arguments::{Format, Rebuild, Storage};
use crate::output::{print_json, print_line};
use crate::progress::Bar;
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
    let paragraphs = index.paragraph_count();
    match options.format {
        Format::Text => {
            let paragraphs = counted(paragraphs, "paragraph", "paragraphs");
            print_line(format!("The index holds {paragraphs}."))?;
        }
        Format::Json => {
            print_json(&json!({ "paragraphs": paragraphs, "generation": index.generation() }))?;
        }
    }
    Ok(Outcome::Well)
}
