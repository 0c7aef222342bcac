//! How much room an index takes: what is merged is written anew before the old is removed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::generations::Folder;

/// Bytes that have to be free so that segments can be put together beside those they are made of, however it comes: twice
/// the largest one, but no more than all are. 0 where there is no index.
///
/// # Errors
/// The folder cannot be read.
pub fn merge_room(dir: &Path) -> io::Result<u64> {
    let folder = Folder::new(dir);
    let Some(generation) = folder.current()? else {
        return Ok(0);
    };
    let sizes = segment_sizes(&folder.of_generation(&generation))?;
    let largest = sizes.values().copied().max().unwrap_or(0);
    Ok(largest.saturating_mul(2).min(sizes.into_values().sum()))
}

/// Bytes of each segment's files in a generation's folder, by its name; files of the whole stand under theirs.
pub(crate) fn segment_sizes(generation: &Path) -> io::Result<BTreeMap<String, u64>> {
    let mut segments: BTreeMap<String, u64> = BTreeMap::new();
    for entry in fs::read_dir(generation)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let segment = name.split('.').next().unwrap_or_default().to_owned();
        // The writer may just have removed it.
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        *segments.entry(segment).or_default() += bytes;
    }
    Ok(segments)
}
