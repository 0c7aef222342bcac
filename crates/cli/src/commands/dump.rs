//! `paragraf dump`: everything at once into a folder, as the API hands it out, with a manifest.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use paragraf_archive::{ArchiveError, BulkFile, Reader};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Outcome, WrongUse, bytes, counted, holdings};
use crate::arguments::{Dump, Format};
use crate::output::{print_json, print_line};
use crate::progress::{Bar, shown};
use crate::settings::Settings;
use crate::whole_file;

const MANIFEST: &str = "manifest.json";
const WITHDRAWALS: &str = "withdrawals.jsonl";

/// What lies in the folder. Written last: as long as it is the old one, what it says of a file may be outdated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Manifest {
    /// As `/api/v1/archive` has them.
    format: u32,
    archive: String,
    program: String,
    cursor: String,
    /// By their paths in the folder.
    files: BTreeMap<String, Written>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Written {
    sha256: String,
    bytes: u64,
    /// How many lines it has.
    lines: u64,
    /// Null for the withdrawals, which are always written anew.
    version: Option<String>,
}

pub fn run(settings: &Settings, options: &Dump) -> anyhow::Result<Outcome> {
    let archive = holdings::open_archive(settings)?;
    let folder = &options.folder;
    fs::create_dir_all(folder)
        .with_context(|| WrongUse(format!("cannot make {}", folder.display())))?;
    let before = before(folder)?;
    let bulk = archive.bulk()?;
    let mut manifest = Manifest {
        format: paragraf_web::answers::MIRROR_FORMAT,
        archive: bulk.archive.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        cursor: paragraf_web::answers::cursor(&bulk.history, bulk.sequence),
        files: BTreeMap::new(),
    };
    let bar = Bar::new();
    let total = bulk.files.len() as u64;
    let mut written = 0;
    for (file, done) in bulk.files.iter().zip(0..) {
        bar.step("Writing", done, total);
        let path = format!("{}.jsonl", file.name);
        let version = paragraf_web::answers::cursor(&bulk.history, file.sequence);
        let kept = kept(folder, &path, &version, before.as_ref(), &manifest)?;
        let (entry, is_new) = match kept {
            Some(kept) => (kept, false),
            None => put(folder, &path, Some(version), |out| {
                documents(&archive, file, out)
            })?,
        };
        written += u64::from(is_new);
        manifest.files.insert(path, entry);
    }
    let (entry, is_new) = put(folder, WITHDRAWALS, None, |out| withdrawals(&archive, out))?;
    written += u64::from(is_new);
    manifest.files.insert(WITHDRAWALS.to_owned(), entry);
    bar.finish();
    let removed = remove_others(folder, before.as_ref(), &manifest)?;
    if before.as_ref() != Some(&manifest) {
        whole_file::write(&folder.join(MANIFEST), |out| {
            serde_json::to_writer_pretty(&mut *out, &manifest)?;
            Ok(out.write_all(b"\n")?)
        })?;
    }
    tell(options, &manifest, written, removed)?;
    Ok(Outcome::Well)
}

fn tell(options: &Dump, manifest: &Manifest, written: u64, removed: u64) -> anyhow::Result<()> {
    let documents = manifest.files.iter();
    let documents = documents.filter(|(path, _)| path.as_str() != WITHDRAWALS);
    let documents: u64 = documents.map(|(_, file)| file.lines).sum();
    let size: u64 = manifest.files.values().map(|file| file.bytes).sum();
    match options.format {
        Format::Text => print_line(format!(
            "{}: {} in {}, {}; {written} written, {removed} removed",
            shown(&options.folder),
            counted(documents, "document", "documents"),
            counted(manifest.files.len() as u64, "file", "files"),
            bytes(size),
        ))?,
        Format::Json => print_json(&json!({
            "folder": options.folder,
            "documents": documents,
            "files": manifest.files.len(),
            "bytes": size,
            "written": written,
            "removed": removed,
            "cursor": manifest.cursor,
        }))?,
    }
    Ok(())
}

/// What an earlier dump left; a folder that holds something else is not written to.
fn before(folder: &Path) -> anyhow::Result<Option<Manifest>> {
    match fs::read(folder.join(MANIFEST)) {
        Ok(found) => match serde_json::from_slice(&found) {
            Ok(manifest) => Ok(Some(manifest)),
            Err(_) => Err(WrongUse(format!(
                "{} holds a {MANIFEST} that is not of a dump; name another folder",
                folder.display()
            ))
            .into()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| folder.join(MANIFEST).display().to_string()),
    }
}

/// The file as it lies there, where nothing of it changed since and its bytes are those that were written.
fn kept(
    folder: &Path,
    path: &str,
    version: &str,
    before: Option<&Manifest>,
    now: &Manifest,
) -> anyhow::Result<Option<Written>> {
    let same = before.filter(|before| {
        (before.format, &before.archive, &before.program)
            == (now.format, &now.archive, &now.program)
    });
    let known = same.and_then(|before| before.files.get(path));
    let Some(known) = known.filter(|known| known.version.as_deref() == Some(version)) else {
        return Ok(None);
    };
    let found = sum(&folder.join(path))?;
    Ok((found.as_deref() == Some(&known.sha256)).then(|| known.clone()))
}

/// SHA-256 of a file; `None` where there is none.
fn sum(path: &Path) -> anyhow::Result<Option<String>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.with_context(|| path.display().to_string())?,
    };
    let mut summing = Summing::new(io::sink());
    let copied = io::copy(&mut BufReader::with_capacity(64 << 10, file), &mut summing);
    copied.with_context(|| path.display().to_string())?;
    Ok(Some(summing.sum()))
}

/// Writes a file, and leaves the one that lies there where it is the same.
fn put(
    folder: &Path,
    path: &str,
    version: Option<String>,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<u64>,
) -> anyhow::Result<(Written, bool)> {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)
            .with_context(|| WrongUse(format!("cannot make {}", parent.display())))?;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".new");
    let aside = PathBuf::from(aside);
    let written = whole_file::write(&aside, |out| {
        let mut out = Summing::new(out);
        let lines = write(&mut out)?;
        Ok(Written {
            bytes: out.bytes,
            sha256: out.sum(),
            lines,
            version,
        })
    })?;
    if sum(&path)?.as_deref() == Some(&written.sha256) {
        fs::remove_file(&aside).with_context(|| aside.display().to_string())?;
        return Ok((written, false));
    }
    fs::rename(&aside, &path).with_context(|| format!("cannot name {}", path.display()))?;
    Ok((written, true))
}

fn documents(archive: &Reader, file: &BulkFile, out: &mut dyn Write) -> anyhow::Result<u64> {
    let mut lines = 0;
    archive.each_copy(&file.name, |copy| {
        out.write_all(&copy.to_line()?)?;
        out.write_all(b"\n")?;
        lines += 1;
        Ok::<_, Broken>(())
    })?;
    Ok(lines)
}

fn withdrawals(archive: &Reader, out: &mut dyn Write) -> anyhow::Result<u64> {
    let mut lines = 0;
    for withdrawal in archive.withdrawal_copies()? {
        serde_json::to_writer(&mut *out, &withdrawal)?;
        out.write_all(b"\n")?;
        lines += 1;
    }
    Ok(lines)
}

/// Files of the dump before that hold nothing any more: what was withdrawn must not stay.
fn remove_others(folder: &Path, before: Option<&Manifest>, now: &Manifest) -> anyhow::Result<u64> {
    let mut removed = 0;
    let known = before.iter().flat_map(|before| before.files.keys());
    for path in known.filter(|path| !now.files.contains_key(*path)) {
        // A manifest that was changed by hand must not lead out of the folder.
        if !Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)))
        {
            continue;
        }
        let path = folder.join(path);
        match fs::remove_file(&path) {
            Ok(()) => removed += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        }
        // Goes only where it is empty.
        if let Some(parent) = path.parent().filter(|parent| *parent != folder) {
            let _ = fs::remove_dir(parent);
        }
    }
    Ok(removed)
}

#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Sums up what is written through it.
struct Summing<W> {
    inner: W,
    hasher: Sha256,
    bytes: u64,
}

impl<W: Write> Summing<W> {
    fn new(inner: W) -> Summing<W> {
        Summing {
            inner,
            hasher: Sha256::new(),
            bytes: 0,
        }
    }

    fn sum(self) -> String {
        let digest = self.hasher.finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
