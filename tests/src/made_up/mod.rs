//! The made-up archive: some 2,000 paragraphs of invented municipalities, made of matters that were written by people
//! who did not know the search, and always the same ones.
//!
//! A matter goes through its bodies some weeks apart, with texts that differ as in real minutes, and may come back half
//! a year later. Between the matters stand the paragraphs that are in all minutes. The minutes are text files, read
//! by the program itself.

mod calendar;
mod formalities;
mod handling;
mod layout;
mod matters;
mod people;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use paragraf_archive::StoredParagraph;
use paragraf_ingest::{IngestConfig, ingest};
use tempfile::TempDir;

use crate::queries::{Authors, Keys, Ours};
use calendar::Meeting;

pub use matters::Matter;

/// Where a paragraph stands: full name of the municipality, body, date and §.
type Place = (String, String, String, u32);

/// Minutes as files, and what became of each matter.
#[derive(Debug)]
pub struct MadeUp {
    /// Paths relative to a folder, with their texts.
    pub files: Vec<(PathBuf, String)>,
    /// Municipality, body and date of every meeting.
    meetings: BTreeSet<(String, String, String)>,
    /// Every paragraph of each matter, by the matter's key.
    places: BTreeMap<String, Vec<Place>>,
}

impl MadeUp {
    /// The minutes in which these matters are handled.
    pub fn of(matters: &[Matter]) -> MadeUp {
        let meetings = calendar::meetings(matters);
        let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for meeting in &meetings {
            for (number, handling) in meeting.handlings() {
                let place = (
                    meeting.municipality.to_owned(),
                    meeting.body.to_owned(),
                    meeting.date.to_string(),
                    number,
                );
                let key = handling.matter.key.clone();
                places.entry(key).or_default().push(place);
            }
        }
        let mut files: Vec<(PathBuf, String)> = meetings.iter().map(file).collect();
        files.extend(layout::facts(&meetings));
        let names = meetings.iter().map(|meeting| {
            (
                meeting.municipality.to_owned(),
                meeting.body.to_owned(),
                meeting.date.to_string(),
            )
        });
        MadeUp {
            meetings: names.collect(),
            files,
            places,
        }
    }

    /// Writes the files below a folder.
    ///
    /// # Errors
    /// The disk does not take them.
    pub fn write(&self, folder: &Path) -> Result<()> {
        for (name, text) in &self.files {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(&path, text).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }

    /// The ids that the archive gave to each matter's paragraphs.
    ///
    /// # Errors
    /// A paragraph is missing.
    pub fn keys(&self, paragraphs: &[StoredParagraph]) -> Result<Keys> {
        let ids: BTreeMap<Place, String> = paragraphs
            .iter()
            .map(|stored| (place(stored), stored.id.to_string()))
            .collect();
        let mut keys = Keys::new();
        for (key, places) in &self.places {
            for place in places {
                match ids.get(place) {
                    Some(id) => keys.entry(key.clone()).or_default().push(id.clone()),
                    None => bail!("the archive lacks {place:?} of `{key}`"),
                }
            }
        }
        Ok(keys)
    }

    /// Who wrote the matter of each paragraph: a key begins with the author's letter. Meetings that are not made up here
    /// are the samples'.
    fn authors(&self, keys: &Keys, paragraphs: &[StoredParagraph]) -> Authors {
        let mut authors = Authors::new();
        for stored in paragraphs {
            let (municipality, body, date, _) = place(stored);
            if !self.meetings.contains(&(municipality, body, date)) {
                authors.insert(stored.id.to_string(), "samples".to_owned());
            }
        }
        for (key, ids) in keys {
            let author = key.split('-').next().unwrap_or_default();
            authors.extend(ids.iter().map(|id| (id.clone(), author.to_owned())));
        }
        authors
    }
}

fn place(stored: &StoredParagraph) -> Place {
    (
        stored.municipality.name.clone(),
        stored.body.clone(),
        stored.date.to_string(),
        stored.paragraph.number,
    )
}

fn file(meeting: &Meeting<'_>) -> (PathBuf, String) {
    let name = format!("{} {}.txt", meeting.body, meeting.date);
    let folder = PathBuf::from(meeting.municipality);
    (folder.join(name), layout::text(meeting))
}

/// The made-up minutes and the samples in one archive, in a folder that goes away with it.
#[derive(Debug)]
pub struct MadeUpArchive {
    /// Archive and index.
    pub ours: Ours,
    /// What became of each matter.
    pub keys: Keys,
    /// Who wrote what.
    pub authors: Authors,
    _folder: TempDir,
}

/// Reads the minutes of these matters, and those of `samples`, by the program's own way in.
///
/// # Errors
/// The disk fails, or a matter's paragraph is not in the archive afterwards.
pub fn archive(matters: &[Matter], samples: Option<&Path>) -> Result<MadeUpArchive> {
    let folder = tempfile::tempdir()?;
    let in_folder = |name: &str| folder.path().join(name);
    let made_up = MadeUp::of(matters);
    made_up.write(&in_folder("minutes"))?;
    // A body that would be left out: its one invented matter is about how it works.
    let config = IngestConfig {
        individual_matters: vec!["Överförmyndarnämnden".to_owned()],
        ..IngestConfig::new(in_folder("data"), in_folder("index"))
    };
    let mut paths = vec![in_folder("minutes")];
    paths.extend(samples.map(Path::to_owned));
    ingest(&paths, &config, &mut |_| {})?;
    let ours = Ours::open(&in_folder("data"), &in_folder("index"))?;
    let paragraphs = ours.paragraphs()?;
    let keys = made_up.keys(&paragraphs)?;
    Ok(MadeUpArchive {
        authors: made_up.authors(&keys, &paragraphs),
        ours,
        keys,
        _folder: folder,
    })
}
