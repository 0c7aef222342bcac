//! How much room an index takes: what is merged is written anew before the old is removed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::generations::Folder;

/// Bytes of the largest segment of the generation in use; 0 where there is no index.
///
/// # Errors
/// The folder cannot be read.
pub fn largest_segment(dir: &Path) -> io::Result<u64> {
    let folder = Folder::new(dir);
    let Some(generation) = folder.current()? else {
        return Ok(0);
    };
    let mut segments: BTreeMap<String, u64> = BTreeMap::new();
    for entry in fs::read_dir(folder.of_generation(&generation))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let segment = name.split('.').next().unwrap_or_default().to_owned();
        // The writer may just have removed it.
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        *segments.entry(segment).or_default() += bytes;
    }
    Ok(segments.into_values().max().unwrap_or(0))
}
