//! A fixed set of small invented documents.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::made_up::{MadeUp, Matter};

/// Writes so many documents of the made-up archive below a folder, always the same ones, with the facts beside them.
///
/// # Errors
/// The made-up archive has fewer, or the disk does not take them.
pub fn minutes(folder: &Path, documents: usize) -> Result<Vec<PathBuf>> {
    let queries = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
    let matters = Matter::read_folder(&queries)?;
    let made_up = (1..=matters.len())
        .filter_map(|number| matters.get(..number))
        .map(MadeUp::of)
        .find(|made_up| documents_of(made_up).count() >= documents)
        .context("the made-up archive is too small")?;
    let chosen: Vec<PathBuf> = documents_of(&made_up).take(documents).collect();
    let files = made_up.files.iter().filter(|(name, _)| {
        name.extension().is_some_and(|ending| ending == "toml") || chosen.contains(name)
    });
    for (name, text) in files {
        let path = folder.join(name);
        let parent = path.parent().context("a file in a folder")?;
        std::fs::create_dir_all(parent)?;
        std::fs::write(&path, text)?;
    }
    Ok(chosen.iter().map(|name| folder.join(name)).collect())
}

fn documents_of(made_up: &MadeUp) -> impl Iterator<Item = PathBuf> {
    let names = made_up.files.iter().map(|(name, _)| name);
    names
        .filter(|name| name.extension().is_some_and(|ending| ending == "txt"))
        .cloned()
}
