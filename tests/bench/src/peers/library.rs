//! Paragraf without a server: loaded as `paragraf ingest` takes in what it has read, searched by one call.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use paragraf_index::Index;
use paragraf_ingest::{IngestConfig, ingest_with};
use paragraf_query::{Query, SearchRequest};

use super::adapter::{Engine, Loaded};
use super::question::Question;
use super::ready::Ready;
use super::{SIZE, Steps};
use crate::measure::server::Archive;

/// Archive and index in their folder.
pub struct Library {
    archive: Archive,
    opened: Option<Index>,
}

impl Library {
    pub fn new(folder: &Path) -> Library {
        Library {
            archive: Archive::at(folder),
            opened: None,
        }
    }
}

impl Engine for Library {
    /// From a data set: its records are ready, its files are read for their bytes alone.
    fn load(&mut self, from: &Path) -> Result<Loaded> {
        let ready = Ready::read(&from.join("records.jsonl"))?;
        let config = IngestConfig::new(self.archive.data(), self.archive.index());
        let mut steps = Steps::default();
        let summary = steps.take("ingest", || {
            let read = |bytes: &[u8], facts: &paragraf_model::Facts| ready.record(bytes, facts);
            let minutes = [from.join("minutes")];
            Ok(ingest_with(&read, &minutes, &config, &mut |_| {})?)
        })?;
        ensure!(
            summary.failed.is_empty(),
            "failed: {:?}",
            summary.failed.first()
        );
        Ok(steps.loaded())
    }

    fn open(&mut self) -> Result<()> {
        self.opened = Some(Index::open(&self.archive.index())?);
        Ok(())
    }

    fn ask(&mut self, question: &Question) -> Result<(u64, Vec<u64>)> {
        let index = self.opened.as_ref().context("it is not open")?;
        let mut request = SearchRequest::new(Query::parse(&question.typed()));
        request.size = SIZE as u32;
        request.facets = false;
        let answer = index.search(&request)?;
        Ok((
            answer.total,
            answer.hits.iter().map(|hit| hit.key).collect(),
        ))
    }
}
