//! Judged searches: what people typed, what should have been found, and how far it was.
//!
//! A query file says what is relevant; every engine gives a [`Ranking`] for each query; the measures are the same for
//! all. The formats stand in `tests/queries/README.md`.

pub mod judged;
pub mod measure;
pub mod ours;
pub mod peers;
pub mod show;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

pub use judged::{Authors, Expected, Judged, Keys, Set};
pub use measure::{Ranking, Sets, table};
pub use ours::Ours;

/// Files `BEGINNING*.toml` of a folder, by name.
///
/// # Errors
/// The folder cannot be read.
pub fn files_named(folder: &Path, beginning: &str) -> Result<Vec<PathBuf>> {
    let mut files = crate::minutes_quality::files_with(folder, "toml")
        .with_context(|| folder.display().to_string())?;
    files.retain(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with(beginning))
    });
    Ok(files)
}
