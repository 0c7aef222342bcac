//! The engine's own writer: how it is opened, and what its failures are called.

use std::io;

use tantivy::TantivyError;
use tantivy::directory::error::LockError;
use tantivy::indexer::IndexWriterOptions;

use super::IndexWriter;
use crate::generations::{Folder, disk_failure};
use crate::memory;
use crate::merges::{Gathering, Proportionate};
use crate::{OpenError, WriteError};

impl IndexWriter {
    pub(super) fn open_engine(
        index: &tantivy::Index,
        folder: &Folder,
        gathering: &Gathering,
    ) -> Result<tantivy::IndexWriter, OpenError> {
        // What is written in one piece need not be put together later, and one thread does with a quarter less processor
        // time than two, each of which keeps every word for itself.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(memory::budget())
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
        let gathering = gathering.clone();
        engine.set_merge_policy(Box::new(Proportionate { gathering }));
        Ok(engine)
    }

    pub(super) fn engine(&self) -> Result<&tantivy::IndexWriter, WriteError> {
        self.engine.as_ref().ok_or_else(|| self.closed())
    }

    pub(super) fn engine_mut(&mut self) -> Result<&mut tantivy::IndexWriter, WriteError> {
        let closed = self.closed();
        self.engine.as_mut().ok_or(closed)
    }

    pub(super) fn closed(&self) -> WriteError {
        WriteError::Engine {
            path: self.folder.path.clone(),
            cause: "the index was closed".to_owned(),
        }
    }

    pub(super) fn engine_failed(&self, error: &TantivyError) -> WriteError {
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

    pub(super) fn io_failed(&self, source: io::Error) -> WriteError {
        WriteError::Io {
            path: self.folder.path.clone(),
            source,
        }
    }
}
