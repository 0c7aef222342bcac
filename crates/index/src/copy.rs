//! The files of an index, to be kept elsewhere and laid in place again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::OpenError;
use crate::generations::{Folder, sync};
use crate::stamp::Stamp;

/// The last commit of the generation in use. Its files are held open: whatever a writer removes meanwhile stays
/// readable, and none of them is ever changed.
#[derive(Debug)]
pub struct IndexCopy {
    /// The generation in use: the name of the folder that the files belong in.
    pub generation: String,
    /// The archive's change that it is up to.
    pub sequence: u64,
    /// Whether this program can use it.
    pub edition: String,
    /// In no order that means anything.
    pub files: Vec<CopiedFile>,
}

/// One of its files.
#[derive(Debug)]
pub struct CopiedFile {
    /// Within the generation's folder.
    pub name: String,
    /// At its beginning.
    pub file: File,
}

/// What the engine's list of segments says, as far as it matters here.
#[derive(Deserialize)]
struct Metas {
    segments: Vec<Segment>,
    payload: Option<String>,
}

#[derive(Deserialize)]
struct Segment {
    segment_id: String,
}

const METAS: &str = "meta.json";
const MANAGED: &str = ".managed.json";
/// A writer may commit, and remove files, at any moment.
const ATTEMPTS: usize = 50;

/// Which indexes this program can use: those of its own schema and analysis.
pub fn edition() -> String {
    let Stamp {
        schema, analysis, ..
    } = Stamp::new("", 0);
    format!("s{schema}a{analysis}")
}

/// Opens every file of the last commit; `None` where there is no index, or none of this program's edition.
///
/// # Errors
/// The file system fails, or a writer commits all the time.
pub fn copy_of(dir: &Path) -> Result<Option<IndexCopy>, OpenError> {
    let folder = Folder::new(dir);
    let failed = |source| folder.failed(source);
    for _ in 0..ATTEMPTS {
        let Ok(Some(generation)) = folder.current() else {
            return Ok(None);
        };
        let path = folder.of_generation(&generation);
        let Some(metas) = metas(&path).map_err(failed)? else {
            return Ok(None);
        };
        let files = match files(&path, &metas) {
            Ok(files) => files,
            // Removed between the list and the opening: there is another list by now.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(failed(error)),
        };
        let unchanged = folder.current().ok().flatten().as_ref() == Some(&generation)
            && self::metas(&path).map_err(failed)?.as_ref() == Some(&metas);
        if unchanged {
            return Ok(stamp(&metas).map(|stamp| IndexCopy {
                generation,
                sequence: stamp.sequence,
                edition: edition(),
                files,
            }));
        }
    }
    let busy = io::Error::other("it is being written to all the time");
    Err(failed(busy))
}

/// Switches to a generation whose files were laid into its folder, for good.
///
/// # Errors
/// The file system fails.
pub fn adopt(dir: &Path, generation: &str) -> Result<(), OpenError> {
    let folder = Folder::new(dir);
    let failed = |source| folder.failed(source);
    let path = folder.of_generation(generation);
    for entry in fs::read_dir(&path).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
    }
    sync(&path).map_err(failed)?;
    folder.point_to(generation).map_err(failed)
}

fn metas(generation: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(generation.join(METAS)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}

/// Of an index that this program can use.
fn stamp(metas: &[u8]) -> Option<Stamp> {
    let metas: Metas = serde_json::from_slice(metas).ok()?;
    let stamp: Stamp = serde_json::from_str(&metas.payload?).ok()?;
    let own = Stamp::new("", 0);
    (stamp.schema == own.schema && stamp.analysis == own.analysis).then_some(stamp)
}

/// Lists, lexicon, and everything that begins with the name of a segment.
fn files(generation: &Path, metas: &[u8]) -> io::Result<Vec<CopiedFile>> {
    let parsed: Metas = serde_json::from_slice(metas)?;
    let segments: BTreeSet<String> = parsed
        .segments
        .iter()
        .map(|segment| segment.segment_id.replace('-', ""))
        .collect();
    let mut files = Vec::new();
    for entry in fs::read_dir(generation)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let of_segment = name
            .split('.')
            .next()
            .is_some_and(|stem| segments.contains(stem));
        if of_segment || [METAS, MANAGED, crate::generations::LEXICON].contains(&name.as_str()) {
            let file = File::open(generation.join(&name))?;
            files.push(CopiedFile { name, file });
        }
    }
    let opened: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.name.split('.').next())
        .collect();
    if segments
        .iter()
        .all(|segment| opened.contains(segment.as_str()))
    {
        Ok(files)
    } else {
        Err(io::ErrorKind::NotFound.into())
    }
}
