//! Putting paragraphs into the index and taking them out.

mod consolidate;
mod engine;

use std::fs::File;
use std::path::Path;

use paragraf_language::Analyzer;
use paragraf_language::lexicon::Lexicon;
use paragraf_query::{Query, SearchRequest};
use tantivy::Term;

use crate::document::{DocumentMaker, IndexedParagraph};
use crate::generations::{Folder, sync};
use crate::held::Held;
use crate::merges::{Gathering, Proportionate};
use crate::schema::{Fields, layout};
use crate::stamp::Stamp;
use crate::sums::{Found, Sums};
use crate::verify::{Entries, FilesChecked, check_generation};
use crate::{Index, OpenError, SearchError, WriteError};

/// The one writer of an index: holds its lock until closed or dropped, and lays checksums of all files beside them then.
pub struct IndexWriter {
    folder: Folder,
    /// Of the last commit.
    stamp: Stamp,
    is_published: bool,
    /// A rollback failed: the engine has lost its own lock and cannot go on.
    is_broken: bool,
    /// Something was put or removed since the last commit.
    is_dirty: bool,
    fields: Fields,
    maker: DocumentMaker,
    held: Held,
    index: tantivy::Index,
    /// Of what was committed, for the engine's next look at its segments.
    gathering: Gathering,
    /// `None` once it is closed, or where it could not be opened again.
    engine: Option<tantivy::IndexWriter>,
    /// Checksums from before it was opened; `None` where nobody knows whether the files are what was written.
    known: Option<Sums>,
    _lock: File,
}

/// A generation that is written to its end and closed, and not in use yet.
#[derive(Debug)]
pub struct FinishedGeneration {
    folder: Folder,
    generation: String,
}

impl IndexWriter {
    /// Opens the generation in use, or begins the first; takes the writer lock.
    ///
    /// # Errors
    /// Where another process writes, or where the index is one that this program cannot use.
    pub fn open(dir: &Path) -> Result<IndexWriter, OpenError> {
        let folder = Folder::new(dir);
        let lock = folder.lock()?;
        let current = folder.current().map_err(|source| folder.failed(source))?;
        let Some(generation) = current else {
            let mut writer = IndexWriter::begin(folder, lock, None)?;
            writer.publish().map_err(in_opening)?;
            return Ok(writer);
        };
        let (index, stamp) = folder.open_to_write(&generation)?;
        let analyzer = folder.analyzer(&stamp)?;
        // The engine opens files when it needs them: one that is missing would fail every commit to come.
        index
            .reader()
            .map_err(|error| folder.engine_failed(&error))?;
        let path = folder.of_generation(&generation);
        let known = match Sums::read(&path) {
            Ok(Found::Sealed(sums)) => Some(sums),
            _ => None,
        };
        Sums::remove(&path).map_err(|source| folder.failed(source))?;
        folder.sweep(&generation, &index)?;
        let mut writer = IndexWriter::new(folder, lock, index, stamp, analyzer, known)?;
        writer.is_published = true;
        writer.remove_others();
        Ok(writer)
    }

    /// Begins a new generation aside, for a rebuild; readers keep the present one until [`IndexWriter::publish`].
    /// It is written and searched with this lexicon, or with the built-in one, as long as it is in use.
    ///
    /// # Errors
    /// Where another process writes, or the file system fails.
    pub fn create_generation(
        dir: &Path,
        lexicon: Option<&Lexicon>,
    ) -> Result<IndexWriter, OpenError> {
        let folder = Folder::new(dir);
        let lock = folder.lock()?;
        IndexWriter::begin(folder, lock, lexicon)
    }

    /// Puts a paragraph in the place of the one with the same key, from the next commit on.
    ///
    /// # Errors
    /// An engine failure; `rollback` before going on.
    pub fn put(&mut self, paragraph: &IndexedParagraph<'_>) -> Result<(), WriteError> {
        let document = self.maker.document(paragraph);
        if self.held.put(paragraph.key, &self.index) {
            self.remove(paragraph.key)?;
        }
        self.is_dirty = true;
        let added = self.engine()?.add_document(document);
        added.map(drop).map_err(|error| self.engine_failed(&error))
    }

    /// Takes a paragraph out, from the next commit on.
    ///
    /// # Errors
    /// None for a writer that is open: the engine only notes what is to be removed.
    pub fn remove(&mut self, key: u64) -> Result<(), WriteError> {
        self.is_dirty = true;
        self.engine()?
            .delete_term(Term::from_field_u64(self.fields.key, key));
        Ok(())
    }

    /// Makes everything since the last commit durable and visible, as of the archive's change `sequence`.
    ///
    /// # Errors
    /// A full disk, for one; `rollback` before going on.
    pub fn commit(&mut self, sequence: u64) -> Result<(), WriteError> {
        self.commit_as(Stamp {
            sequence,
            ..self.stamp.clone()
        })
    }

    /// The archive's change of the last commit; 0 in a new index.
    pub fn sequence(&self) -> u64 {
        self.stamp.sequence
    }

    /// The generation that is written.
    pub fn generation(&self) -> &str {
        &self.stamp.generation
    }

    /// Forgets everything since the last commit and makes the writer usable again after an error.
    ///
    /// # Errors
    /// An engine failure.
    pub fn rollback(&mut self) -> Result<(), WriteError> {
        if self.is_broken {
            let cause = "an earlier rollback failed; open the index anew".to_owned();
            return Err(WriteError::Engine {
                path: self.folder.path.clone(),
                cause,
            });
        }
        self.gathering.ask(0);
        let gathering = self.gathering.clone();
        let engine = self.engine_mut()?;
        if let Err(error) = engine.rollback() {
            self.is_broken = true;
            return Err(self.engine_failed(&error));
        }
        engine.set_merge_policy(Box::new(Proportionate { gathering }));
        self.is_dirty = false;
        Ok(())
    }

    /// Switches readers to this generation as it was last committed, and removes the others. Nothing to do for one
    /// that is in use already.
    ///
    /// # Errors
    /// A failing file system; the generation before stays in use.
    pub fn publish(&mut self) -> Result<(), WriteError> {
        if self.is_published {
            return Ok(());
        }
        let pointed = self.folder.point_to(self.generation());
        pointed.map_err(|source| self.io_failed(source))?;
        self.is_published = true;
        self.remove_others();
        Ok(())
    }

    /// Waits for the engine to end what it does aside, and lays the checksums of all files beside them.
    ///
    /// # Errors
    /// A failing file system; what was committed is safe, and the next writer lays the checksums there.
    pub fn close(mut self) -> Result<(), WriteError> {
        self.seal()
    }

    /// As [`IndexWriter::close`], for a generation that is not in use yet.
    ///
    /// # Errors
    /// As there.
    pub fn finish(mut self) -> Result<FinishedGeneration, WriteError> {
        self.seal()?;
        Ok(FinishedGeneration {
            folder: self.folder.clone(),
            generation: self.stamp.generation.clone(),
        })
    }

    fn seal(&mut self) -> Result<(), WriteError> {
        let Some(engine) = self.engine.take() else {
            return Ok(());
        };
        // Of what was not committed nothing is kept, and what is broken is not to be sealed.
        if self.is_dirty || self.is_broken {
            return Ok(());
        }
        let waited = engine.wait_merging_threads();
        waited.map_err(|error| self.engine_failed(&error))?;
        let known = match self.known.take() {
            Some(known) => known,
            // After a crash nothing but the engine's own checksums tells what the disk did meanwhile.
            None if self.is_whole() => Sums::default(),
            None => {
                tracing::warn!(path = %self.folder.path.display(), "the index is damaged; run `paragraf verify`");
                return Ok(());
            }
        };
        let folder = self.folder.of_generation(self.generation());
        let sealed = Sums::of(&folder, &known).and_then(|sums| sums.write(&folder));
        sealed.map_err(|source| self.io_failed(source))
    }

    /// The engine asks for each file as a whole, which is not to be read into memory.
    fn is_whole(&self) -> bool {
        let opened = self.folder.open_unsealed(self.generation());
        let checked = opened.map(|(index, _)| index.validate_checksum());
        checked.is_ok_and(|checked| checked.is_ok_and(|damaged| damaged.is_empty()))
    }

    pub(crate) fn commit_as(&mut self, stamp: Stamp) -> Result<(), WriteError> {
        let payload =
            serde_json::to_string(&stamp).map_err(|error| self.io_failed(error.into()))?;
        let committed = self.engine_mut()?.prepare_commit().and_then(|mut commit| {
            commit.set_payload(&payload);
            commit.commit()
        });
        committed.map_err(|error| self.engine_failed(&error))?;
        self.stamp.sequence = stamp.sequence;
        self.is_dirty = false;
        Ok(())
    }

    fn begin(
        folder: Folder,
        lock: File,
        lexicon: Option<&Lexicon>,
    ) -> Result<IndexWriter, OpenError> {
        let failed = |source| folder.failed(source);
        let generation = folder.next_generation().map_err(failed)?;
        let index = folder.create(&generation)?;
        let lexicon = lexicon.map(|lexicon| folder.write_lexicon(&generation, lexicon));
        let stamp = Stamp {
            lexicon: lexicon.transpose().map_err(failed)?,
            ..Stamp::new(&generation, 0)
        };
        // Read back, so that what was written is what will be searched with.
        let analyzer = folder.analyzer(&stamp)?;
        let known = Some(Sums::default());
        let mut writer = IndexWriter::new(folder, lock, index, stamp.clone(), analyzer, known)?;
        writer.held = Held::nothing();
        writer.commit_as(stamp).map_err(in_opening)?;
        sync(&writer.folder.path).map_err(|source| writer.folder.failed(source))?;
        Ok(writer)
    }

    fn new(
        folder: Folder,
        lock: File,
        index: tantivy::Index,
        stamp: Stamp,
        analyzer: Analyzer,
        known: Option<Sums>,
    ) -> Result<IndexWriter, OpenError> {
        let gathering = Gathering::default();
        let engine = IndexWriter::open_engine(&index, &folder, &gathering)?;
        let (_, fields) = layout();
        Ok(IndexWriter {
            stamp,
            is_published: false,
            is_broken: false,
            is_dirty: false,
            maker: DocumentMaker::new(fields.clone(), analyzer),
            held: Held::default(),
            folder,
            fields,
            index,
            gathering,
            engine: Some(engine),
            known,
            _lock: lock,
        })
    }

    /// What cannot be removed now is removed by the next writer.
    fn remove_others(&self) {
        if let Err(error) = self.folder.keep_only(self.generation()) {
            tracing::warn!(path = %self.folder.path.display(), %error, "an old generation of the index is left");
        }
    }
}

/// A command that ends in an error closes the index all the same.
impl Drop for IndexWriter {
    fn drop(&mut self) {
        if let Err(error) = self.seal() {
            tracing::warn!(%error, "the index has no checksums until it is written again");
        }
    }
}

impl FinishedGeneration {
    /// Compares every file with its checksum.
    pub fn check_files(&self) -> FilesChecked {
        check_generation(&self.folder, &self.generation, &mut |_| {})
    }

    /// Its entries, to be compared with the archive.
    ///
    /// # Errors
    /// It does not open.
    pub fn entries(&self) -> Result<Entries, OpenError> {
        Entries::of_generation(&self.folder, &self.generation)
    }

    /// Switches readers to it, in one step. The one before stays until [`FinishedGeneration::remove_others`].
    ///
    /// # Errors
    /// A failing file system; the generation before stays in use.
    pub fn publish(&self) -> Result<(), OpenError> {
        let pointed = self.folder.point_to(&self.generation);
        pointed.map_err(|source| self.folder.failed(source))
    }

    /// Searches for everything as the server does, once it is published; gives how much was found.
    ///
    /// # Errors
    /// It does not open or does not answer.
    pub fn first_search(&self) -> Result<u64, SearchError> {
        let failed = |cause: OpenError| SearchError::Engine {
            cause: cause.to_string(),
        };
        let index = Index::open(&self.folder.path).map_err(failed)?;
        let everything = SearchRequest::new(Query::parse(""));
        Ok(index.search(&everything)?.total)
    }

    /// Removes every other generation; who has one open goes on with it.
    pub fn remove_others(&self) {
        if let Err(error) = self.folder.keep_only(&self.generation) {
            tracing::warn!(path = %self.folder.path.display(), %error, "an old generation of the index is left");
        }
    }

    /// Removes this one, where it is not what it should be.
    pub fn discard(self) {
        if let Err(error) = self.folder.remove(&self.generation) {
            tracing::warn!(path = %self.folder.path.display(), %error, "a generation that is not used is left");
        }
    }
}

impl std::fmt::Debug for IndexWriter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("IndexWriter")
            .field("folder", &self.folder)
            .field("stamp", &self.stamp)
            .finish_non_exhaustive()
    }
}

/// The first commit of a generation is part of opening it.
fn in_opening(error: WriteError) -> OpenError {
    match error {
        WriteError::Engine { path, cause } => OpenError::Damaged { path, cause },
        WriteError::Io { path, source } => OpenError::Io { path, source },
    }
}
