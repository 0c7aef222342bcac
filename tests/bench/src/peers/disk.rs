//! What lies in a folder, and how to make the system forget that it has read it.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context, Result};
use rustix::fs::{Advice, fadvise, sync};

/// Calls with every file in a folder and below.
fn each(folder: &Path, visit: &mut dyn FnMut(&Path) -> Result<()>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        let kind = fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            each(&path, visit)?;
        } else if kind.is_file() {
            visit(&path)?;
        }
    }
    Ok(())
}

/// Bytes of all files.
///
/// # Errors
/// The folder cannot be read.
pub fn bytes(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    each(folder, &mut |path| {
        bytes += fs::metadata(path)?.len();
        Ok(())
    })?;
    Ok(bytes)
}

/// Drops what the system keeps of these files in memory. Only while no process has them open or mapped.
///
/// # Errors
/// The folder cannot be read.
pub fn forget(folder: &Path) -> Result<()> {
    // What is not written yet stays.
    sync();
    each(folder, &mut |path| {
        Ok(fadvise(File::open(path)?, 0, None, Advice::DontNeed)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_counted_at_any_depth_and_stay_when_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        fs::write(folder.path().join("one"), "12345").unwrap();
        fs::write(folder.path().join("a/b/two"), "678").unwrap();
        forget(folder.path()).unwrap();
        assert_eq!(bytes(folder.path()).unwrap(), 8);
    }
}
