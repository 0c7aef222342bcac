//! How much room an index takes: what is merged is written anew before the old is removed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::generations::Folder;

/// Bytes that have to be free so that segments can be put together beside those they are made of, however it comes: twice
/// the largest one, but no more than half of all, which is more than any of them grows to at once. 0 where there is no index.
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
    let all: u64 = sizes.into_values().sum();
    Ok(largest.saturating_mul(2).min(all.div_ceil(2)))
}

/// Bytes of each segment's files in a generation's folder, by its name. What an interrupted writer left behind is none's.
pub(crate) fn segment_sizes(generation: &Path) -> io::Result<BTreeMap<String, u64>> {
    let list: List = serde_json::from_slice(&fs::read(generation.join("meta.json"))?)?;
    let names = list.segments.into_iter();
    let mut segments: BTreeMap<String, u64> = names
        .map(|segment| (segment.segment_id.replace('-', ""), 0))
        .collect();
    for entry in fs::read_dir(generation)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let segment = name.split('.').next().unwrap_or_default();
        if let Some(bytes) = segments.get_mut(segment) {
            // The writer may just have removed it.
            *bytes += entry.metadata().map_or(0, |metadata| metadata.len());
        }
    }
    Ok(segments)
}

/// The engine's list of segments.
#[derive(Deserialize)]
struct List {
    segments: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    segment_id: String,
}
