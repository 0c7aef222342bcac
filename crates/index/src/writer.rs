//! Putting paragraphs into the index and taking them out.

use std::fs::File;
use std::io;
use std::path::Path;

use paragraf_language::Analyzer;
use paragraf_language::lexicon::Lexicon;
use tantivy::directory::error::LockError;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::{TantivyError, Term};

use crate::document::{DocumentMaker, IndexedParagraph};
use crate::generations::{Folder, Stamp, disk_failure, sync};
use crate::schema::{Fields, layout};
use crate::{OpenError, WriteError};

/// The one writer of an index: holds its lock until dropped.
pub struct IndexWriter {
    folder: Folder,
    /// Of the last commit.
    stamp: Stamp,
    is_published: bool,
    /// A rollback failed: the engine has lost its own lock and cannot go on.
    is_broken: bool,
    fields: Fields,
    maker: DocumentMaker,
    engine: tantivy::IndexWriter,
    _lock: File,
}

/// Buffered in memory before a segment is written.
const MEMORY_BYTES: usize = 64 * 1024 * 1024;

/// A segment with a larger share of removed paragraphs is written anew: purged text must go, and frequencies count it.
const MOST_REMOVED: f32 = 0.2;

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
        let (index, stamp) = folder.open(&generation)?;
        let analyzer = folder.analyzer(&stamp)?;
        // The engine opens files when it needs them: one that is missing would fail every commit to come.
        index
            .reader()
            .map_err(|error| folder.engine_failed(&error))?;
        folder.sweep(&generation, &index)?;
        let mut writer = IndexWriter::new(folder, lock, &index, stamp, analyzer)?;
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
        self.remove(paragraph.key)?;
        let added = self.engine.add_document(document);
        added.map(drop).map_err(|error| self.engine_failed(&error))
    }

    /// Takes a paragraph out, from the next commit on.
    ///
    /// # Errors
    /// None so far: the engine only notes what is to be removed.
    pub fn remove(&mut self, key: u64) -> Result<(), WriteError> {
        self.engine
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
        if let Err(error) = self.engine.rollback() {
            self.is_broken = true;
            return Err(self.engine_failed(&error));
        }
        self.engine.set_merge_policy(merge_policy());
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

    pub(crate) fn commit_as(&mut self, stamp: Stamp) -> Result<(), WriteError> {
        let payload =
            serde_json::to_string(&stamp).map_err(|error| self.io_failed(error.into()))?;
        let committed = self.engine.prepare_commit().and_then(|mut commit| {
            commit.set_payload(&payload);
            commit.commit()
        });
        committed.map_err(|error| self.engine_failed(&error))?;
        self.stamp.sequence = stamp.sequence;
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
        let mut writer = IndexWriter::new(folder, lock, &index, stamp.clone(), analyzer)?;
        writer.commit_as(stamp).map_err(in_opening)?;
        sync(&writer.folder.path).map_err(|source| writer.folder.failed(source))?;
        Ok(writer)
    }

    fn new(
        folder: Folder,
        lock: File,
        index: &tantivy::Index,
        stamp: Stamp,
        analyzer: Analyzer,
    ) -> Result<IndexWriter, OpenError> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY_BYTES)
            .num_merge_threads(1)
            .build();
        let engine: tantivy::IndexWriter =
            index
                .writer_with_options(options)
                .map_err(|error| match error {
                    TantivyError::LockFailure(LockError::LockBusy, _) => OpenError::Locked {
                        path: folder.path.clone(),
                    },
                    other => folder.engine_failed(&other),
                })?;
        engine.set_merge_policy(merge_policy());
        let (_, fields) = layout();
        Ok(IndexWriter {
            stamp,
            is_published: false,
            is_broken: false,
            maker: DocumentMaker::new(fields.clone(), analyzer),
            folder,
            fields,
            engine,
            _lock: lock,
        })
    }

    /// What cannot be removed now is removed by the next writer.
    fn remove_others(&self) {
        if let Err(error) = self.folder.keep_only(self.generation()) {
            tracing::warn!(path = %self.folder.path.display(), %error, "an old generation of the index is left");
        }
    }

    fn engine_failed(&self, error: &TantivyError) -> WriteError {
        if let Some(source) = disk_failure(error) {
            return self.io_failed(source);
        }
        let cause = match error {
            // What stopped there is told to nobody.
            TantivyError::ErrorInThread(_) => {
                "a part of the engine stopped, most likely because the disk is full or fails"
                    .to_owned()
            }
            other => other.to_string(),
        };
        WriteError::Engine {
            path: self.folder.path.clone(),
            cause,
        }
    }

    fn io_failed(&self, source: io::Error) -> WriteError {
        WriteError::Io {
            path: self.folder.path.clone(),
            source,
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

fn merge_policy() -> Box<LogMergePolicy> {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(MOST_REMOVED);
    Box::new(policy)
}

/// The first commit of a generation is part of opening it.
fn in_opening(error: WriteError) -> OpenError {
    match error {
        WriteError::Engine { path, cause } => OpenError::Damaged { path, cause },
        WriteError::Io { path, source } => OpenError::Io { path, source },
    }
}
