//! Checks an index: every byte of its files, and every entry against what the archive holds.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Datelike;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{
    DocAddress, DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED,
    TantivyDocument, Term,
};

use crate::document::days;
use crate::generations::{Folder, is_generation};
use crate::keys;
use crate::schema::{Fields, column, layout};
use crate::sums::{Found, Sums};
use crate::{IndexedParagraph, OpenError, SearchError};

/// What was found in the files of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesChecked {
    /// Files that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What is wrong.
    pub damages: Vec<FileDamage>,
    /// What a person should know and nothing has to be done about.
    pub notes: Vec<String>,
}

/// A file that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDamage {
    /// Which.
    pub file: PathBuf,
    /// What is wrong.
    pub what: String,
}

/// Beside the generations.
const KNOWN: [&str; 5] = [
    "archive-id",
    "archive-id.new",
    "current",
    "current.new",
    "writer.lock",
];

/// Checks the generation in use and tells of what else lies there. `tick` is told how many bytes were read.
///
/// # Errors
/// There is no index.
pub fn check_files(dir: &Path, tick: &mut dyn FnMut(u64)) -> Result<FilesChecked, OpenError> {
    let folder = Folder::new(dir);
    let current = match folder.current() {
        Ok(Some(generation)) => generation,
        Ok(None) => {
            return Err(OpenError::Missing {
                path: dir.to_owned(),
            });
        }
        Err(error) => {
            let mut checked = FilesChecked::default();
            checked.damaged(folder.pointer(), &error.to_string());
            return Ok(checked);
        }
    };
    let mut checked = if folder.of_generation(&current).is_dir() {
        check_generation(&folder, &current, tick)
    } else {
        let mut checked = FilesChecked::default();
        let what = format!("it names the generation {current}, which is not there");
        checked.damaged(folder.pointer(), &what);
        checked
    };
    checked.files += 1;
    unknown(&mut checked, &folder, &current);
    Ok(checked)
}

/// Checks one generation.
pub(crate) fn check_generation(
    folder: &Folder,
    generation: &str,
    tick: &mut dyn FnMut(u64),
) -> FilesChecked {
    let mut checked = FilesChecked::default();
    let path = folder.of_generation(generation);
    let sums = match Sums::read(&path) {
        Ok(Found::Sealed(sums)) => sums,
        Ok(Found::Unsealed) => {
            checked.notes.push(format!(
                "{}: somebody writes to the index or was interrupted, so that only the engine's checksums and the entries were checked",
                path.display()
            ));
            by_engine(&mut checked, folder, generation, tick);
            return checked;
        }
        Ok(Found::Other) => {
            let what = "its checksums are of another version of the program";
            checked.notes.push(format!("{}: {what}", path.display()));
            return checked;
        }
        Ok(Found::Damaged) => {
            checked.damaged(path.join("sums"), "it does not fit to its own checksum");
            by_engine(&mut checked, folder, generation, tick);
            return checked;
        }
        Err(error) => {
            checked.damaged(path.join("sums"), &error.to_string());
            return checked;
        }
    };
    checked.files = sums.len() as u64;
    checked.bytes = sums.bytes();
    match sums.differences(&path, tick) {
        Ok(different) => {
            for (name, what) in different {
                checked.damaged(path.join(name), &what);
            }
        }
        Err(error) => checked.damaged(path.clone(), &error.to_string()),
    }
    for name in sums.unknown(&path).unwrap_or_default() {
        let path = path.join(name);
        checked
            .notes
            .push(format!("{}: unknown file, not checked", path.display()));
    }
    checked
}

/// What the engine's own checksums tell, file by file.
fn by_engine(
    checked: &mut FilesChecked,
    folder: &Folder,
    generation: &str,
    tick: &mut dyn FnMut(u64),
) {
    let path = folder.of_generation(generation);
    let opened = folder.open_unsealed(generation);
    let (index, stamp) = match opened {
        Ok(opened) => opened,
        Err(error) => return checked.damaged(path.join("meta.json"), &error.to_string()),
    };
    if let Err(error) = folder.analyzer(&stamp) {
        checked.damaged(path.join("lexicon.bin"), &error.to_string());
    }
    let metas = match index.load_metas() {
        Ok(metas) => metas,
        Err(error) => return checked.damaged(path.join("meta.json"), &error.to_string()),
    };
    let mut files: Vec<PathBuf> = metas.list_segment_files().into_iter().collect();
    files.sort_unstable();
    for file in files {
        let whole = path.join(&file);
        // Of a segment's possible files not all have to be there.
        let Ok(facts) = std::fs::metadata(&whole) else {
            continue;
        };
        checked.files += 1;
        checked.bytes += facts.len();
        match index.directory().validate_checksum(&file) {
            Ok(true) => {}
            Ok(false) => checked.damaged(whole, "its bytes are not those that were written"),
            Err(error) => checked.damaged(whole, &error.to_string()),
        }
        tick(facts.len());
    }
}

fn unknown(checked: &mut FilesChecked, folder: &Folder, current: &str) {
    let Ok(entries) = std::fs::read_dir(&folder.path) else {
        return;
    };
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name != current && !KNOWN.contains(&name.as_str()))
        .collect();
    names.sort_unstable();
    for name in names {
        let path = folder.path.join(&name);
        let what = match is_generation(&name) {
            true => "not in use; whoever writes next removes it",
            false => "unknown file, not checked",
        };
        checked.notes.push(format!("{}: {what}", path.display()));
    }
}

impl FilesChecked {
    fn damaged(&mut self, file: PathBuf, what: &str) {
        self.damages.push(FileDamage {
            file,
            what: what.to_owned(),
        });
    }
}

/// The entries of one commit, looked up by the archive's keys. Needs no memory for them, however many there are.
pub struct Entries {
    searcher: Searcher,
    segments: Vec<Segment>,
    fields: Fields,
    sequence: u64,
}

/// The columns of a segment that tell what an entry is about.
struct Segment {
    keys: Arc<InvertedIndexReader>,
    reader: SegmentReader,
    date: Column<i64>,
    year: Column<u64>,
    title: Column<u64>,
    municipality: Option<StrColumn>,
    body: Option<StrColumn>,
}

impl Entries {
    /// Of the generation in use.
    ///
    /// # Errors
    /// It does not open.
    pub fn open(dir: &Path) -> Result<Entries, OpenError> {
        let folder = Folder::new(dir);
        let current = folder.current().map_err(|source| folder.failed(source))?;
        let generation = current.ok_or_else(|| OpenError::Missing {
            path: dir.to_owned(),
        })?;
        Entries::of_generation(&folder, &generation)
    }

    pub(crate) fn of_generation(folder: &Folder, generation: &str) -> Result<Entries, OpenError> {
        let (index, stamp) = folder.open(generation)?;
        let damaged = |error: tantivy::TantivyError| folder.damaged(&error);
        let searcher = index.reader().map_err(damaged)?.searcher();
        let (_, fields) = layout();
        let segments = searcher
            .segment_readers()
            .iter()
            .map(|reader| Segment::of(reader, &fields))
            .collect::<tantivy::Result<_>>()
            .map_err(damaged)?;
        Ok(Entries {
            searcher,
            segments,
            fields,
            sequence: stamp.sequence,
        })
    }

    /// The archive's change that they are up to.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// What is wrong with the entry of a paragraph; `None` where there is exactly one and it says the same.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn difference(
        &self,
        paragraph: &IndexedParagraph<'_>,
    ) -> Result<Option<String>, SearchError> {
        Ok(self.compare(paragraph)?)
    }

    fn compare(&self, paragraph: &IndexedParagraph<'_>) -> tantivy::Result<Option<String>> {
        let term = Term::from_field_u64(self.fields.key, paragraph.key);
        let mut found = Vec::new();
        for (number, segment) in (0..).zip(&self.segments) {
            let documents = segment.documents(&term)?;
            found.extend(
                documents
                    .into_iter()
                    .map(|document| (number, segment, document)),
            );
        }
        let [(number, segment, document)] = found.as_slice() else {
            return Ok(Some(format!("it is there {} times", found.len())));
        };
        let stored: TantivyDocument = self.searcher.doc(DocAddress::new(*number, *document))?;
        let id = stored.get_first(self.fields.id);
        let title = paragraph.paragraph.title.as_deref().map(keys::of_title);
        let document = *document;
        let fits = [
            ("id", id.and_then(|id| id.as_str()) == Some(paragraph.id)),
            (
                "date",
                segment.date.first(document) == Some(days(paragraph.date)),
            ),
            (
                "year",
                segment.year.first(document) == u64::try_from(paragraph.date.year()).ok(),
            ),
            ("title", segment.title.first(document) == title),
            (
                "municipality",
                says(
                    segment.municipality.as_ref(),
                    document,
                    paragraph.municipality,
                )?,
            ),
            (
                "body",
                says(segment.body.as_ref(), document, paragraph.body)?,
            ),
        ];
        let other: Vec<&str> = fits
            .into_iter()
            .filter(|(_, fits)| !fits)
            .map(|(name, _)| name)
            .collect();
        Ok((!other.is_empty()).then(|| format!("it has another {}", other.join(", "))))
    }
}

impl std::fmt::Debug for Entries {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Entries")
            .field("sequence", &self.sequence)
            .field("count", &self.count())
            .finish_non_exhaustive()
    }
}

impl Segment {
    fn of(reader: &SegmentReader, fields: &Fields) -> tantivy::Result<Segment> {
        let fast = reader.fast_fields();
        Ok(Segment {
            keys: reader.inverted_index(fields.key)?,
            date: fast.i64(column::DATE)?,
            year: fast.u64(column::YEAR)?,
            title: fast.u64(column::TITLE)?,
            municipality: fast.str(column::MUNICIPALITY)?,
            body: fast.str(column::BODY)?,
            reader: reader.clone(),
        })
    }

    /// Those that are not removed.
    fn documents(&self, term: &Term) -> tantivy::Result<Vec<DocId>> {
        let mut documents = Vec::new();
        let Some(mut postings) = self.keys.read_postings(term, IndexRecordOption::Basic)? else {
            return Ok(documents);
        };
        let alive = self.reader.alive_bitset();
        while postings.doc() != TERMINATED {
            let document = postings.doc();
            if alive.is_none_or(|alive| alive.is_alive(document)) {
                documents.push(document);
            }
            postings.advance();
        }
        Ok(documents)
    }
}

/// Whether a column has exactly this value.
fn says(column: Option<&StrColumn>, document: DocId, value: &str) -> tantivy::Result<bool> {
    let Some(column) = column else {
        return Ok(false);
    };
    let mut found = String::new();
    let mut ords = column.term_ords(document);
    let Some(ord) = ords.next() else {
        return Ok(false);
    };
    column.ord_to_str(ord, &mut found)?;
    Ok(found == value && ords.next().is_none())
}
