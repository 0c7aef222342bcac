//! `paragraf analyze`: how words are searched, for people who wonder why something was found.

use std::io;

use paragraf_language::{Analyzer, WordAnalysis};
use serde_json::{Value, json};

use super::{Outcome, print_json};
use crate::arguments::{Analyze, Format};
use crate::table::{Align, Table};

pub fn run(options: &Analyze) -> anyhow::Result<Outcome> {
    let analyzer = Analyzer::built_in();
    let words = options.words.iter().map(|word| analyzer.analyze_word(word));
    let words: Vec<WordAnalysis> = words.collect();
    match options.format {
        Format::Json => print_json(&words.iter().map(as_json).collect::<Vec<_>>())?,
        Format::Text => print(&words)?,
    }
    Ok(Outcome::Well)
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

fn print(words: &[WordAnalysis]) -> io::Result<()> {
    let headings = ["word", "stem", "segments", "parts", "folded"];
    let mut table = Table::new(&headings.map(|heading| (heading, Align::Left)));
    for word in words {
        table.row([
            word.word.clone(),
            word.stem.clone(),
            word.segments.join("|"),
            word.parts.join(" "),
            folded(word).to_owned(),
        ]);
    }
    table.print(&mut io::stdout().lock())
}
