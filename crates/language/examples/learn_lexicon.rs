//! Learns from texts as `paragraf rebuild` does, and tells what: `learn_lexicon BASE OUTPUT FILE…`.
//!
//! `BASE` is a lexicon file, or `-` for the one built in.
//!
//! `score_splits COMPOUNDS WHOLE OUTPUT` then shows whether splitting got better or worse by it.

use std::error::Error;

use paragraf_language::Vocabulary;
use paragraf_language::lexicon::{Lexicon, built_in, learn};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let base = arguments.next().ok_or("the base is missing")?;
    let base = match base.as_str() {
        "-" => built_in().clone(),
        path => Lexicon::decode(&std::fs::read(path)?).ok_or("the base is unreadable")?,
    };
    let output = arguments.next().ok_or("the output is missing")?;
    let mut vocabulary = Vocabulary::default();
    for path in arguments {
        vocabulary.read(&String::from_utf8_lossy(&std::fs::read(path)?));
    }
    let lexicon = learn(&base, &vocabulary).unwrap_or_else(|| base.clone());
    let (mut words, mut parts) = (0, Vec::new());
    for (word, entry) in lexicon.entries() {
        let before = base.entry(&word).unwrap_or_default();
        words += usize::from(entry.is_word && !before.is_word);
        if before.modifier.is_none() && entry.modifier.is_some() {
            parts.push(format!("{word}-"));
        }
        if before.head.is_none() && entry.head.is_some() {
            parts.push(format!("-{word}"));
        }
    }
    std::fs::write(output, lexicon.encode())?;
    println!("{words} words, {} parts: {}", parts.len(), parts.join(" "));
    Ok(())
}
