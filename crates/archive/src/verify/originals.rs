//! Every original: its bytes against its name, which is their SHA-256.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::{RESTORE, Run};
use crate::ArchiveError;
use crate::originals::{Originals, hexadecimal};

const BUFFER: usize = 256 * 1024;

/// What the catalogue knows of an original.
struct Known {
    size: u64,
    source_path: String,
    is_gone: bool,
}

/// Shelf by shelf, so that no list gets long.
pub fn check(run: &mut Run<'_>, connection: &Connection) {
    let originals = Originals::of(run.data_dir);
    let total = connection
        .query_row("SELECT count(*) FROM documents", [], |row| {
            row.get::<_, i64>(0)
        })
        .unwrap_or_default()
        .unsigned_abs();
    for number in 0..=u8::MAX {
        let digits = format!("{number:02x}");
        match known(connection, &digits) {
            Ok(known) => shelf(run, &originals, &digits, known, total),
            Err(error) => {
                let path = run.catalogue();
                return run.damaged(&path, &error.to_string(), RESTORE);
            }
        }
    }
    beside(run, &originals);
}

fn known(connection: &Connection, digits: &str) -> Result<BTreeMap<String, Known>, ArchiveError> {
    let known = connection
        .prepare_cached(
            "SELECT sha256, size, source_path, original IN ('gone', 'elsewhere') OR status = 'left_out' FROM documents WHERE sha256 >= ?1 AND sha256 < ?1 || 'g'",
        )?
        .query_map([digits], |row| {
            let size = row.get::<_, i64>(1)?.unsigned_abs();
            let known = Known {
                size,
                source_path: row.get(2)?,
                is_gone: row.get(3)?,
            };
            Ok((row.get(0)?, known))
        })?
        .collect::<Result<_, _>>()?;
    Ok(known)
}

fn shelf(
    run: &mut Run<'_>,
    originals: &Originals,
    digits: &str,
    mut known: BTreeMap<String, Known>,
    total: u64,
) {
    let folder = originals.shelf(digits);
    for name in names(&folder) {
        let path = folder.join(&name);
        match known.remove(&name) {
            Some(one) if one.is_gone => {
                let what = "it was removed, or never kept, and is there";
                run.damaged(&path, what, "delete it");
            }
            Some(one) => original(run, &path, &name, &one),
            // What a run that was interrupted wrote before its document existed; the next run uses it.
            None if originals.path(&name).as_deref() == Some(&path) => orphan(run, &path, &name),
            None => run.note(format!("{}: unknown file, not checked", path.display())),
        }
        run.step("originals", run.checked.originals, total);
    }
    for (sha256, one) in known.into_iter().filter(|(_, one)| !one.is_gone) {
        let path = folder.join(sha256);
        run.damaged(&path, "it is missing", &remedy(&one));
    }
}

fn original(run: &mut Run<'_>, path: &Path, sha256: &str, known: &Known) {
    run.checked.originals += 1;
    match sum(path) {
        Ok((found, size)) => {
            run.checked.original_bytes += size;
            if found != sha256 {
                let what = match size == known.size {
                    true => "its bytes are not those that were received".to_owned(),
                    false => format!("it has {size} bytes instead of {}", known.size),
                };
                run.damaged(path, &what, &remedy(known));
            } else if size != known.size {
                let catalogue = run.catalogue();
                let what = format!(
                    "it says that {sha256} has {} bytes, and it has {size}",
                    known.size
                );
                run.damaged(&catalogue, &what, RESTORE);
            }
        }
        Err(error) => run.damaged(
            path,
            &format!("it cannot be read ({error})"),
            &remedy(known),
        ),
    }
}

fn orphan(run: &mut Run<'_>, path: &Path, sha256: &str) {
    if sum(path).is_ok_and(|(found, _)| found == sha256) {
        run.note(format!(
            "{}: no document has this original; an interrupted run left it, and it may be deleted",
            path.display()
        ));
    } else {
        let what = "its bytes are not what its name says, and no document has it";
        run.damaged(path, what, "delete it");
    }
}

fn remedy(known: &Known) -> String {
    format!(
        "put it back with `paragraf ingest {}` or from a backup",
        known.source_path
    )
}

/// What lies beside the shelves.
fn beside(run: &mut Run<'_>, originals: &Originals) {
    for name in names(originals.folder()) {
        let path = originals.folder().join(&name);
        let is_shelf = name.len() == 2
            && name
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if path == originals.incoming() {
            let left = names(&path).len();
            if left > 0 && run.access == super::Access::Alone {
                run.note(format!(
                    "{}: {left} half written files of an interrupted run; the next `paragraf ingest` removes them",
                    path.display()
                ));
            }
        } else if !is_shelf {
            run.note(format!("{}: unknown file, not checked", path.display()));
        }
    }
}

/// In order; none where there is no such folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort_unstable();
    names
}

/// SHA-256 and size, without holding the file in memory.
fn sum(path: &Path) -> io::Result<(String, u64)> {
    let mut file = File::open(path)?;
    let (mut hasher, mut size) = (Sha256::new(), 0);
    let mut buffer = vec![0; BUFFER];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((hexadecimal(&hasher.finalize()), size));
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
        size += read as u64;
    }
}
