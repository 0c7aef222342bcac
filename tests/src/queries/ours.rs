//! Paragraf itself as one of the engines: in this process, by the functions that the API answers with.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use paragraf_archive::{Archive, StoredParagraph};
use paragraf_index::Index;
use paragraf_query::{KnownValues, SearchRequest};
use paragraf_web::answers::{SearchAnswer, Sources, search};

use super::{Authors, Expected, Judged, Ranking};

/// Most hits that are looked through for what must not be found, or in the place of what was not judged.
const MOST: &str = "100";

/// An archive with its index.
#[derive(Debug)]
pub struct Ours {
    sources: Sources,
    known: KnownValues,
}

impl Ours {
    /// Opens what `paragraf --data DATA --index INDEX ingest` made.
    ///
    /// # Errors
    /// One of them is missing, damaged or of another version.
    pub fn open(data: &Path, index: &Path) -> Result<Ours> {
        let archive = Archive::open_read_only(data)?;
        let index = Index::open(index)?;
        let known = paragraf_web::known_values(&archive).context("the archive cannot be read")?;
        Ok(Ours {
            sources: Sources { archive, index },
            known,
        })
    }

    /// What `GET /api/v1/search?q=…&size=…&facets=false` answers.
    ///
    /// # Errors
    /// The archive or the index fails, or the search takes too long.
    pub fn search(&self, typed: &str, size: &str) -> Result<SearchAnswer> {
        let parameters = [("q", typed), ("size", size), ("facets", "false")];
        let request = SearchRequest::from_parameters(parameters.into_iter(), &self.known);
        match request {
            Ok(request) => search(&self.sources, &self.known, &request)
                .with_context(|| format!("query `{typed}`")),
            Err(problems) => bail!("{problems:?}"),
        }
    }

    /// Answers a judged query, and how long ten hits took. Without what its author did not judge.
    ///
    /// # Errors
    /// As for [`Ours::search`].
    pub fn rank(&self, judged: &Judged, authors: &Authors) -> Result<(Ranking, Duration)> {
        let start = Instant::now();
        let mut answer = self.search(&judged.typed, "10")?;
        let took = start.elapsed();
        let needs_more = !authors.is_empty() || !matches!(judged.expected, Expected::Relevant(_));
        if needs_more && answer.next.is_some() {
            answer = self.search(&judged.typed, MOST)?;
        }
        let ids = answer.hits.into_iter().map(|hit| hit.id);
        let ranking = Ranking {
            total: answer.total,
            ids: ids.collect(),
        };
        Ok((judged.condensed(ranking, authors), took))
    }

    /// Every current paragraph, in the order of the keys.
    ///
    /// # Errors
    /// The archive cannot be read.
    pub fn paragraphs(&self) -> Result<Vec<StoredParagraph>> {
        let mut all: Vec<StoredParagraph> = Vec::new();
        loop {
            let after = all.last().map(|stored| stored.key);
            let more = self.sources.archive.current_after(after, 1_000)?;
            if more.is_empty() {
                return Ok(all);
            }
            all.extend(more);
        }
    }
}
