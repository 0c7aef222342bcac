//! Compiles the lexicon built into the program: `compile_lexicon WORDS.TSV [SPLITS]`.
//!
//! Learns from a list of words with their counts which parts make compounds and how readily, then
//! applies the hand-made lists in `lexicon/`, and writes `lexicon/lexicon.bin`. `SPLITS` receives
//! the words that are split, commonest first, to be read through for wrong ones. Sources and method
//! are told in `lexicon/README.md`.

use std::error::Error;
use std::path::Path;

use paragraf_language::compound::{Segment, Splitter};
use paragraf_language::lexicon::{Lexicon, encode};

mod counts;
mod entries;
mod lists;
mod parts;
mod report;

use counts::Counts;
use lists::Lists;

/// How often the counts are taken anew with the splits that the last ones gave.
const ROUNDS: usize = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let tsv = arguments.next().ok_or("the word list is missing")?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let lists = Lists::read(&folder)?;
    let words = lists::read_words(&std::fs::read_to_string(tsv)?, &lists);

    let mut counts = Counts::of_every_cut(&words, &lists);
    for _ in 0..ROUNDS {
        let entries = entries::make(&words, &counts, &lists);
        let lexicon = Lexicon::decode(&encode(&entries)).ok_or("the lexicon is unreadable")?;
        counts = Counts::of_splits(&words, &lexicon);
    }
    let entries = entries::make(&words, &counts, &lists);
    let bytes = encode(&entries);
    std::fs::write(folder.join("lexicon.bin"), &bytes)?;
    println!(
        "{} words, {} entries, {} bytes",
        words.len(),
        entries.len(),
        bytes.len()
    );

    if let Some(path) = arguments.next() {
        let lexicon = Lexicon::decode(&bytes).ok_or("the lexicon is unreadable")?;
        std::fs::write(path, report::commonest_splits(&words, &lexicon))?;
    }
    Ok(())
}

/// The pieces of a word; the word itself where it is not split.
fn pieces(splitter: &mut Splitter, lexicon: &Lexicon, word: &str) -> Vec<(String, Segment)> {
    let mut segments = Vec::new();
    splitter.split(lexicon, word, &mut segments);
    let mut letters = word.chars();
    let mut start = 0;
    let mut pieces = Vec::new();
    for segment in segments {
        let piece = letters.by_ref().take(segment.end - start).collect();
        start = segment.end;
        pieces.push((piece, segment));
    }
    pieces
}
