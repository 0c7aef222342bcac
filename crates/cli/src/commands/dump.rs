//! `paragraf dump`: everything at once into a folder, as the API hands it out, with a manifest.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Write};
use std::path::{Component, Path, PathBuf};

use anyhow::Context;
use paragraf_archive::{ArchiveError, Bulk, BulkFile, Reader};
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

/// Empty while the file has not been written yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Written {
    sha256: String,
    bytes: u64,
    /// How many lines it has.
    lines: u64,
    /// Null for the withdrawals, which are always written anew.
    version: Option<String>,
}

impl Manifest {
    fn write(&self, folder: &Path) -> anyhow::Result<()> {
        whole_file::write(&folder.join(MANIFEST), |out| {
            serde_json::to_writer_pretty(&mut *out, self)?;
            Ok(out.write_all(b"\n")?)
        })
    }
}

pub fn run(settings: &Settings, options: &Dump) -> anyhow::Result<Outcome> {
    let archive = holdings::open_archive(settings)?;
    let folder = &options.folder;
    let before = before(settings, folder)?;
    fs::create_dir_all(folder)
        .with_context(|| WrongUse(format!("cannot make {}", folder.display())))?;
    let bulk = archive.bulk()?;
    let mut manifest = Manifest {
        format: paragraf_web::answers::MIRROR_FORMAT,
        archive: bulk.archive.clone(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        cursor: paragraf_web::answers::cursor(&bulk.history, bulk.sequence),
        files: BTreeMap::new(),
    };
    let begun = begin(folder, before, &manifest, &bulk)?;
    let bar = Bar::new();
    let total = bulk.files.len() as u64;
    let mut written = 0;
    for (file, done) in bulk.files.iter().zip(0..) {
        bar.step("Writing", done, total);
        let path = path_of(file);
        let version = paragraf_web::answers::cursor(&bulk.history, file.sequence);
        let kept = kept(folder, &path, &version, &begun, &manifest)?;
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
    let removed = remove_others(folder, &begun, &manifest)?;
    if begun != manifest {
        manifest.write(folder)?;
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

/// What an earlier dump left. A folder that is the archive's own, or holds something else, is not written to: the archive
/// has a file of the name of [`WITHDRAWALS`] itself.
fn before(settings: &Settings, folder: &Path) -> anyhow::Result<Option<Manifest>> {
    let shown = folder.display();
    let place = resolved(folder)?;
    for own in [&settings.data, &settings.index] {
        let own_place = resolved(own)?;
        if place.starts_with(&own_place) || own_place.starts_with(&place) {
            return Err(WrongUse(format!(
                "{shown} is, holds or lies in the archive's own folder {}; name a folder beside it",
                own.display()
            ))
            .into());
        }
    }
    match fs::read(folder.join(MANIFEST)) {
        Ok(found) => match serde_json::from_slice(&found) {
            Ok(manifest) => return Ok(Some(manifest)),
            Err(_) => {
                return Err(WrongUse(format!(
                    "{shown} holds a {MANIFEST} that is not of a dump; name another folder"
                ))
                .into());
            }
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| WrongUse(format!("cannot use {shown}"))),
    }
    match fs::read_dir(folder) {
        // Left by a run that was killed before all else.
        Ok(mut held) => match held.find(|entry| !is_named(entry, "manifest.json.part")) {
            Some(_) => Err(WrongUse(format!(
                "{shown} holds something else than a dump; name a new or an empty folder"
            ))
            .into()),
            None => Ok(None),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| WrongUse(format!("cannot use {shown}"))),
    }
}

fn is_named(entry: &io::Result<fs::DirEntry>, name: &str) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.file_name() == name)
}

/// Where a path leads, links followed as far as there is something.
fn resolved(path: &Path) -> anyhow::Result<PathBuf> {
    let absolute = std::path::absolute(path);
    let absolute = absolute.with_context(|| WrongUse(format!("cannot use {}", path.display())))?;
    let mut resolved = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            part => resolved.push(part),
        }
        if let Ok(real) = fs::canonicalize(&resolved) {
            resolved = real;
        }
    }
    Ok(resolved)
}

/// Names every file that is going to be written before the first one is, so that the run after one that was interrupted
/// knows the folder as a dump, and removes what it holds no more.
fn begin(
    folder: &Path,
    before: Option<Manifest>,
    now: &Manifest,
    bulk: &Bulk,
) -> anyhow::Result<Manifest> {
    let mut begun = before.unwrap_or_else(|| Manifest {
        cursor: paragraf_web::answers::cursor(&bulk.history, 0),
        ..now.clone()
    });
    let known = begun.files.len();
    let paths = bulk.files.iter().map(path_of);
    for path in paths.chain([WITHDRAWALS.to_owned()]) {
        begun.files.entry(path).or_default();
    }
    if begun.files.len() > known {
        begun.write(folder)?;
    }
    Ok(begun)
}

fn path_of(file: &BulkFile) -> String {
    format!("{}.jsonl", file.name)
}

/// The file as it lies there, where nothing of it changed since and its bytes are those that were written.
fn kept(
    folder: &Path,
    path: &str,
    version: &str,
    before: &Manifest,
    now: &Manifest,
) -> anyhow::Result<Option<Written>> {
    let made = |manifest: &Manifest| {
        (
            manifest.format,
            manifest.archive.clone(),
            manifest.program.clone(),
        )
    };
    let known = before.files.get(path);
    let known = known.filter(|known| known.version.as_deref() == Some(version));
    let Some(known) = known.filter(|_| made(before) == made(now)) else {
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
fn remove_others(folder: &Path, before: &Manifest, now: &Manifest) -> anyhow::Result<u64> {
    let mut removed = 0;
    let known = before.files.keys();
    for path in known.filter(|path| !now.files.contains_key(*path)) {
        // A manifest that was changed by hand must not lead out of the folder.
        if !Path::new(path)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
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
