//! Text files to records, in this process, nothing written.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use paragraf_ingest::{read_record, read_whole};
use paragraf_model::Facts;

use super::figures::Figures;
use crate::data_set::DataSet;

/// Reads files on so many threads, about so many §§ of them.
pub fn run(data_set: &Path, threads: usize, most: u64) -> Result<Figures> {
    let data_set = DataSet::open(data_set)?;
    let mut files = Vec::new();
    collect(&data_set.minutes(), &mut files)?;
    files.sort();
    let one_in = data_set.facts.paragraphs.div_ceil(most).max(1);
    let files: Vec<PathBuf> = files.into_iter().step_by(one_in.try_into()?).collect();
    let (next, paragraphs, bytes) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicU64::new(0));
    let read_all = || -> Result<()> {
        while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let file = read_whole(path)?.context("a file beyond the limit")?;
            let filename = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let facts = Facts {
                filename,
                ..Facts::default()
            };
            let record = read_record(&file, &facts).with_context(|| path.display().to_string())?;
            paragraphs.fetch_add(record.paragraphs.len() as u64, Ordering::Relaxed);
            bytes.fetch_add(file.len() as u64, Ordering::Relaxed);
        }
        Ok(())
    };
    let begun = Instant::now();
    thread::scope(|scope| -> Result<()> {
        let readers: Vec<_> = (0..threads).map(|_| scope.spawn(read_all)).collect();
        for reader in readers {
            reader
                .join()
                .map_err(|_| anyhow::anyhow!("a reader panicked"))??;
        }
        Ok(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    let (paragraphs, bytes) = (paragraphs.into_inner(), bytes.into_inner());
    ensure!(paragraphs > 0, "no paragraph was read");
    Ok(Figures::from([
        (format!("parse_{threads}.rate"), paragraphs as f64 / seconds),
        (
            format!("parse_{threads}.megabytes"),
            bytes as f64 / 1e6 / seconds,
        ),
    ]))
}

/// Every file below a folder.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => collect(&entry.path(), files)?,
            false => files.push(entry.path()),
        }
    }
    Ok(())
}
