//! Bytes on disk by part.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::figures::Figures;
use super::server::Archive;
use crate::data_set::Facts;

/// What an archive and its index take.
pub fn run(archive: &Archive, facts: &Facts) -> Result<Figures> {
    let mut figures = Figures::new();
    let mut add = |name: &str, bytes: u64| {
        *figures.entry(format!("disk.{name}")).or_default() += bytes as f64;
    };
    let originals = archive.data().join("originals");
    each_file(&archive.data(), &mut |path, bytes| {
        add(
            if path.starts_with(&originals) {
                "originals"
            } else {
                "catalogue"
            },
            bytes,
        );
    })?;
    each_file(&archive.index(), &mut |path, bytes| {
        add("index", bytes);
        if let Some(kind) = path.extension().and_then(|kind| kind.to_str()) {
            add(&format!("index.{kind}"), bytes);
        }
    })?;
    let text = facts.text_bytes as f64;
    let of = |name: &str| figures.get(name).copied().unwrap_or_default();
    let data = of("disk.catalogue") + of("disk.originals");
    let index = of("disk.index");
    figures.insert("disk.data_ratio".to_owned(), data / text);
    figures.insert("disk.index_ratio".to_owned(), index / text);
    figures.insert("disk.all_ratio".to_owned(), (data + index) / text);
    Ok(figures)
}

/// Every file below a folder with its length.
fn each_file(folder: &Path, take: &mut dyn FnMut(&Path, u64)) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let about = entry.metadata()?;
        match about.is_dir() {
            true => each_file(&entry.path(), take)?,
            false => take(&entry.path(), about.len()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::run;
    use crate::data_set::Facts;
    use crate::measure::server::Archive;

    #[test]
    fn every_byte_is_counted_where_it_belongs() {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::at(folder.path());
        for (file, bytes) in [
            ("data/archive.db", 30),
            ("data/archive.db-wal", 2),
            ("data/originals/ab/abcd", 50),
            ("index/current", 1),
            ("index/s1/a.idx", 7),
            ("index/s1/b.idx", 3),
            ("index/s1/b.store", 9),
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, vec![0; bytes]).unwrap();
        }
        let facts = Facts {
            paragraphs: 1,
            documents: 1,
            text_bytes: 100,
            file_bytes: 120,
            seed: 1,
        };
        let figures = run(&archive, &facts).unwrap();
        assert_eq!(figures["disk.catalogue"], 32.0);
        assert_eq!(figures["disk.originals"], 50.0);
        assert_eq!(figures["disk.index"], 20.0);
        assert_eq!(figures["disk.index.idx"], 10.0);
        assert_eq!(figures["disk.data_ratio"], 0.82);
        assert_eq!(figures["disk.index_ratio"], 0.20);
    }
}
