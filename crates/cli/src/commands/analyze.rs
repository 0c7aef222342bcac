//! `paragraf analyze`: how words are searched, for people who wonder why something was found.

use std::io::{self, Write};

use paragraf_index::{Index, OpenError};
use paragraf_language::{Analyzer, WordAnalysis};
use serde_json::{Value, json};

use super::Outcome;
use crate::arguments::{Analyze, Format};
use crate::output::{self, print, print_json};
use crate::settings::Settings;
use crate::table::{Align, Table};

pub fn run(settings: &Settings, options: &Analyze) -> anyhow::Result<Outcome> {
    let analyzer = analyzer(settings);
    let words = options.words.iter().map(|word| analyzer.analyze_word(word));
    let words: Vec<WordAnalysis> = words.collect();
    match options.format {
        Format::Json => print_json(&words.iter().map(as_json).collect::<Vec<_>>())?,
        Format::Text => print(|out| write_rows(&words, out))?,
    }
    Ok(Outcome::Well)
}

/// That of the index, which may have learnt words from the archive; without an index what every program knows.
fn analyzer(settings: &Settings) -> Analyzer {
    match Index::open(&settings.index) {
        Ok(index) => index.analyzer(),
        Err(OpenError::Missing { .. }) => Analyzer::built_in(),
        Err(error) => {
            output::note(format!("as a new index would search: {error}"));
            Analyzer::built_in()
        }
    }
}

fn as_json(word: &WordAnalysis) -> Value {
    json!({
        "word": word.word,
        "stem": word.stem,
        "segments": word.segments,
        "parts": word.parts,
        "folded": folded(word),
    })
}

/// A word with nothing to fold is found by its stem.
fn folded(word: &WordAnalysis) -> &str {
    word.folded.as_deref().unwrap_or(&word.stem)
}

fn write_rows(words: &[WordAnalysis], out: &mut dyn Write) -> io::Result<()> {
    let headings = ["word", "stem", "segments", "parts", "folded"];
    let mut table = Table::new(&headings.map(|heading| (heading, Align::Wrap)));
    for word in words {
        table.row([
            word.word.clone(),
            word.stem.clone(),
            word.segments.join("|"),
            word.parts.join(" "),
            folded(word).to_owned(),
        ]);
    }
    table.print(out)
}
