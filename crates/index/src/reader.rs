//! The index as a searcher sees it.

use std::path::{Path, PathBuf};

use paragraf_query::SearchRequest;

use crate::{FacetCount, OpenError, SearchAnswer, SearchError};

/// An open index. Cheap to share between threads; each search works on one snapshot.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
}

/// What to count a search's hits by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountBy {
    /// Short name.
    Municipality,
    /// The body's part of the id.
    Body,
    /// `2023`.
    Year,
    /// `2023-05`.
    Month,
    /// Outcome name.
    Outcome,
    /// Name as printed.
    Officer,
}

impl Index {
    /// Opens the generation in use.
    ///
    /// # Errors
    /// Where there is none, or one that this program cannot read; each error tells the remedy.
    pub fn open(dir: &Path) -> Result<Index, OpenError> {
        Err(OpenError::Missing {
            path: dir.to_owned(),
        })
    }

    /// Follows commits and a switch of generation; `true` where something changed.
    ///
    /// # Errors
    /// As for [`Index::open`]; the snapshot held before stays in use.
    pub fn refresh(&self) -> Result<bool, OpenError> {
        Err(OpenError::Missing {
            path: self.path.clone(),
        })
    }

    /// Answers one page.
    ///
    /// # Errors
    /// A cursor that does not fit, a search that takes too long, or an engine failure.
    pub fn search(&self, _request: &SearchRequest) -> Result<SearchAnswer, SearchError> {
        Err(SearchError::Engine {
            cause: "not yet written".to_owned(),
        })
    }

    /// The keys of every hit in the request's order, on one snapshot; never relaxed, size and cursor disregarded.
    ///
    /// # Errors
    /// An engine failure.
    pub fn export(&self, _request: &SearchRequest) -> Result<std::vec::IntoIter<u64>, SearchError> {
        Err(SearchError::Engine {
            cause: "not yet written".to_owned(),
        })
    }

    /// How many hits have which value, all values; never relaxed. Years and months in time order, others most first.
    ///
    /// # Errors
    /// An engine failure.
    pub fn counts(
        &self,
        _request: &SearchRequest,
        _by: CountBy,
    ) -> Result<Vec<FacetCount>, SearchError> {
        Err(SearchError::Engine {
            cause: "not yet written".to_owned(),
        })
    }

    /// Words of the archive that begin so, most frequent first.
    pub fn completions(&self, _prefix: &str, _limit: usize) -> Vec<FacetCount> {
        Vec::new()
    }

    /// The generation in use.
    pub fn generation(&self) -> String {
        String::new()
    }

    /// The archive's change that the snapshot is up to.
    pub fn sequence(&self) -> u64 {
        0
    }

    /// Paragraphs in the snapshot.
    pub fn paragraph_count(&self) -> u64 {
        0
    }
}
