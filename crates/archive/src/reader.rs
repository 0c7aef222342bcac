//! Reading the archive: any number of threads at once, never waiting for the writer.

use std::path::{Path, PathBuf};

use paragraf_model::{CaseNumber, MeetingId, ParagraphId, Record};

use crate::{
    ArchiveError, CaseCandidate, Change, Counts, Held, HeldBody, HeldMunicipality, Holding,
    Officer, OpenError, ProblemDocument, StoredDocument, StoredMeeting, StoredParagraph, Version,
};

/// Read-only access; cheap to share between threads.
#[derive(Debug)]
pub struct Reader {
    data_dir: PathBuf,
}

impl Reader {
    /// Opens the archive of a data folder for reading only.
    pub fn open(data_dir: &Path) -> Result<Reader, OpenError> {
        Ok(Reader {
            data_dir: data_dir.to_owned(),
        })
    }

    /// The folder it was opened in.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// Made at random when the archive was made: tells whether an index belongs to it.
    pub fn archive_id(&self) -> Result<String, ArchiveError> {
        Ok(String::new())
    }

    /// What is known of a file with this SHA-256, without reading it again.
    pub fn holds(&self, _sha256: &str) -> Result<Option<Held>, ArchiveError> {
        Ok(None)
    }

    /// The current paragraph of an id; `None` where there never was one or none is current any more
    /// (then [`Reader::versions`] is not empty).
    pub fn paragraph(&self, _id: &ParagraphId) -> Result<Option<StoredParagraph>, ArchiveError> {
        Ok(None)
    }

    /// The current paragraphs of these keys, in the order asked; keys without one are left out.
    pub fn paragraphs_by_key(&self, _keys: &[u64]) -> Result<Vec<StoredParagraph>, ArchiveError> {
        Ok(Vec::new())
    }

    /// Every document that holds the paragraph: the current one first, then the latest.
    pub fn versions(&self, _id: &ParagraphId) -> Result<Vec<Version>, ArchiveError> {
        Ok(Vec::new())
    }

    /// The paragraph as one of the documents has it.
    pub fn paragraph_from(
        &self,
        _id: &ParagraphId,
        _sha256: &str,
    ) -> Result<Option<StoredParagraph>, ArchiveError> {
        Ok(None)
    }

    /// Current paragraphs in the order of their keys, after `after`; for going through all of them.
    pub fn current_after(
        &self,
        _after: Option<u64>,
        _limit: u32,
    ) -> Result<Vec<StoredParagraph>, ArchiveError> {
        Ok(Vec::new())
    }

    /// A meeting with its documents and current paragraphs.
    pub fn meeting(&self, _id: &MeetingId) -> Result<Option<StoredMeeting>, ArchiveError> {
        Ok(None)
    }

    /// A document by the SHA-256 of its bytes.
    pub fn document(&self, _sha256: &str) -> Result<Option<StoredDocument>, ArchiveError> {
        Ok(None)
    }

    /// The whole record of a document; `None` where it is not held or could not be read.
    pub fn record(&self, _sha256: &str) -> Result<Option<Record>, ArchiveError> {
        Ok(None)
    }

    /// Where the original bytes of a document lie; `None` where the document is not held.
    pub fn original(&self, _sha256: &str) -> Result<Option<PathBuf>, ArchiveError> {
        Ok(None)
    }

    /// Every current paragraph that names exactly this case, in time order.
    pub fn case(
        &self,
        _municipality_short: &str,
        _case_number: &CaseNumber,
    ) -> Result<Vec<StoredParagraph>, ArchiveError> {
        Ok(Vec::new())
    }

    /// The cases a typed number may mean: without a registry those of every registry; with one the
    /// exact case of each municipality, then the same year and serial printed without a registry.
    pub fn case_candidates(
        &self,
        _case_number: &CaseNumber,
        _municipality_short: Option<&str>,
    ) -> Result<Vec<CaseCandidate>, ArchiveError> {
        Ok(Vec::new())
    }

    /// Officers with a name in which every typed word begins some word, most paragraphs first.
    pub fn officers(&self, _typed: &str, _limit: u32) -> Result<Vec<Officer>, ArchiveError> {
        Ok(Vec::new())
    }

    /// What is held of each body, by municipality and name.
    pub fn holdings(&self) -> Result<Vec<Holding>, ArchiveError> {
        Ok(Vec::new())
    }

    /// Documents that are kept and not indexed, latest first.
    pub fn problems(&self) -> Result<Vec<ProblemDocument>, ArchiveError> {
        Ok(Vec::new())
    }

    /// How much is held.
    pub fn counts(&self) -> Result<Counts, ArchiveError> {
        Ok(Counts::default())
    }

    /// Municipalities with at least one meeting, by short name.
    pub fn municipalities(&self) -> Result<Vec<HeldMunicipality>, ArchiveError> {
        Ok(Vec::new())
    }

    /// Bodies with at least one meeting, by municipality and name.
    pub fn bodies(&self) -> Result<Vec<HeldBody>, ArchiveError> {
        Ok(Vec::new())
    }

    /// Changes after a sequence number, in order; several may be about one key, the last one holds.
    pub fn changes_after(&self, _sequence: u64, _limit: u32) -> Result<Vec<Change>, ArchiveError> {
        Ok(Vec::new())
    }

    /// The latest change's number; 0 where there is none.
    pub fn last_sequence(&self) -> Result<u64, ArchiveError> {
        Ok(0)
    }
}
