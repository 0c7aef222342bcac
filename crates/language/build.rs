//! Unfolds the lexicon at build time: the program then reads it where it lies, and a process that reads one
//! document does not spend longer on unfolding it than on the document.

use std::error::Error;
use std::path::Path;

#[path = "src/lexicon/unfold.rs"]
mod unfold;

fn main() -> Result<(), Box<dyn Error>> {
    let file = "lexicon/lexicon.bin";
    println!("cargo::rerun-if-changed={file}");
    println!("cargo::rerun-if-changed=src/lexicon/unfold.rs");
    let trie = unfold::unfold(&std::fs::read(file)?).ok_or("lexicon.bin is no lexicon")?;
    let folder = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&folder).join("lexicon.trie"), trie)?;
    Ok(())
}
