//! Reading the archive: any number of threads at once, never waiting for the writer.

mod cases;
mod changes;
mod copies;
mod digest;
pub(crate) mod documents;
mod findings;
mod holdings;
mod kept_back;
mod listed;
mod meetings;
mod mirrored;
mod paragraphs;
mod pool;
mod problems;
mod snapshot;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use paragraf_model::{CaseNumber, MeetingId, Paragraph, ParagraphId, Record};

pub(crate) use self::copies::copy as copy_of;
pub(crate) use self::documents::record as record_of;
pub use self::findings::{
    FindingCursor, FindingFilter, FindingsOfKind, MeetingOfFinding, StoredFinding,
};
pub use self::paragraphs::Edition;
pub(crate) use self::paragraphs::id_parts;
use self::pool::Pool;
pub use self::snapshot::Snapshot;
use crate::codec::decode_time;
use crate::originals::Originals;
use crate::{
    ArchiveError, CaseCandidate, Change, Counts, FoundParagraph, Held, HeldBody, HeldDocument,
    HeldMunicipality, Holding, KeptBack, KeptDocument, KeptOriginal, ListedMeeting, MeetingSummary,
    Officer, OpenError, ProblemDocument, ProblemsOfCode, StoredDocument, StoredMeeting,
    StoredParagraph, Version, Withdrawal, schema, withdrawal,
};

/// Read-only access; cheap to share between threads.
#[derive(Debug)]
pub struct Reader {
    data_dir: PathBuf,
    originals: Originals,
    pool: Pool,
    hides_officers: bool,
}

impl Reader {
    /// Opens the archive of a data folder for reading only.
    pub fn open(data_dir: &Path) -> Result<Reader, OpenError> {
        Ok(Reader {
            data_dir: data_dir.to_owned(),
            originals: Originals::of(data_dir),
            pool: Pool::open(schema::catalogue_path(data_dir))?,
            hides_officers: false,
        })
    }

    /// From now on no paragraph tells its case officers, and none can be looked up. The text stays as it is.
    #[must_use]
    pub fn hiding_officers(self, hides_officers: bool) -> Reader {
        Reader {
            hides_officers,
            ..self
        }
    }

    /// Whether case officers are not told.
    pub fn hides_officers(&self) -> bool {
        self.hides_officers
    }

    fn shown(&self, mut stored: StoredParagraph) -> StoredParagraph {
        if self.hides_officers {
            stored.paragraph.case_officers.clear();
        }
        stored
    }

    fn all_shown(&self, stored: Vec<StoredParagraph>) -> Vec<StoredParagraph> {
        stored.into_iter().map(|one| self.shown(one)).collect()
    }

    /// Whether there is an archive in the folder, of whatever version.
    ///
    /// # Errors
    /// There is none.
    pub fn exists(data_dir: &Path) -> Result<(), OpenError> {
        let path = schema::catalogue_path(data_dir);
        if path.exists() {
            Ok(())
        } else {
            Err(OpenError::Missing { path })
        }
    }

    /// The folder it was opened in.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The catalogue as it is now, for as long as it takes to read much of it.
    ///
    /// # Errors
    /// The catalogue does not answer.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, ArchiveError> {
        Snapshot::of(self)
    }

    /// Made at random when the archive was made: tells whether an index belongs to it.
    pub fn archive_id(&self) -> Result<String, ArchiveError> {
        self.pool.read(|connection| {
            let id = connection
                .prepare_cached("SELECT id FROM archive")?
                .query_row([], |row| row.get(0))?;
            Ok(id)
        })
    }

    /// What is known of a file with this SHA-256, without reading it again.
    pub fn holds(&self, sha256: &str) -> Result<Option<Held>, ArchiveError> {
        self.pool
            .read(|connection| documents::holds(connection, sha256))
    }

    /// Documents that were read by another version of the rules, in the order they came.
    pub fn outdated(&self, read_by: u32) -> Result<Vec<KeptDocument>, ArchiveError> {
        self.pool
            .read(|connection| documents::outdated(connection, read_by))
    }

    /// Versions of the rules that the searchable documents were read by, the latest last.
    pub fn reading_versions(&self) -> Result<Vec<u32>, ArchiveError> {
        self.pool.read(documents::reading_versions)
    }

    /// Documents that could not be read or wait for text recognition, in the order they came.
    pub fn unread(&self) -> Result<Vec<KeptDocument>, ArchiveError> {
        self.pool.read(documents::unread)
    }

    /// As [`Reader::unread`], and those of which some pages wait for text recognition.
    pub fn unread_or_incomplete(&self) -> Result<Vec<KeptDocument>, ArchiveError> {
        self.pool.read(documents::unread_or_incomplete)
    }

    /// When the newest document came; `None` where there is none.
    pub fn last_received(&self) -> Result<Option<DateTime<Utc>>, ArchiveError> {
        self.pool.read(documents::last_received)
    }

    /// How many indexed documents have pages that wait for text recognition.
    pub fn incomplete(&self) -> Result<u64, ArchiveError> {
        self.pool.read(documents::count_incomplete)
    }

    /// The current paragraph of an id; `None` where there never was one or none is current any more
    /// (then [`Reader::versions`] is not empty).
    pub fn paragraph(&self, id: &ParagraphId) -> Result<Option<StoredParagraph>, ArchiveError> {
        let found = self
            .pool
            .read(|connection| paragraphs::by_id(connection, id))?;
        Ok(found.map(|stored| self.shown(stored)))
    }

    /// The current paragraphs of these keys, in the order asked; keys without one are left out.
    pub fn paragraphs_by_key(&self, keys: &[u64]) -> Result<Vec<StoredParagraph>, ArchiveError> {
        self.paragraphs_by_key_or(keys, |_| None)
    }

    /// As [`Reader::paragraphs_by_key`]; texts that the caller has in memory are not read once more.
    pub fn paragraphs_by_key_or(
        &self,
        keys: &[u64],
        mut known: impl FnMut(Edition<'_>) -> Option<Paragraph>,
    ) -> Result<Vec<StoredParagraph>, ArchiveError> {
        let found = self
            .pool
            .read(|connection| paragraphs::by_keys(connection, keys, &mut known))?;
        Ok(self.all_shown(found))
    }

    /// As [`Reader::paragraphs_by_key`], with as much of each as a list tells.
    ///
    /// # Errors
    /// The catalogue does not answer, or holds what this program did not write.
    pub fn found_by_key(&self, keys: &[u64]) -> Result<Vec<FoundParagraph>, ArchiveError> {
        let mut found = self
            .pool
            .read(|connection| paragraphs::found_by_keys(connection, keys))?;
        if self.hides_officers {
            let gists = found.iter_mut().map(|found| &mut found.gist);
            gists.for_each(|gist| gist.case_officers.clear());
        }
        Ok(found)
    }

    /// Every document that holds the paragraph: the current one first, then the latest.
    pub fn versions(&self, id: &ParagraphId) -> Result<Vec<Version>, ArchiveError> {
        self.pool
            .read(|connection| paragraphs::versions(connection, id))
    }

    /// The paragraph as one of the documents has it.
    pub fn paragraph_from(
        &self,
        id: &ParagraphId,
        sha256: &str,
    ) -> Result<Option<StoredParagraph>, ArchiveError> {
        let found = self
            .pool
            .read(|connection| paragraphs::by_id_and_document(connection, id, sha256))?;
        Ok(found.map(|stored| self.shown(stored)))
    }

    /// Current paragraphs in the order of their keys, after `after`; for going through all of them.
    pub fn current_after(
        &self,
        after: Option<u64>,
        limit: u32,
    ) -> Result<Vec<StoredParagraph>, ArchiveError> {
        let after = after.map_or(-1, |key| key as i64);
        let parameters = rusqlite::params![after, limit];
        let found = self
            .pool
            .read(|connection| paragraphs::all(connection, paragraphs::AFTER_KEY, parameters))?;
        Ok(self.all_shown(found))
    }

    /// A meeting with its documents and current paragraphs.
    pub fn meeting(&self, id: &MeetingId) -> Result<Option<StoredMeeting>, ArchiveError> {
        let found = self
            .pool
            .read(|connection| meetings::meeting(connection, id))?;
        Ok(found.map(|mut meeting| {
            meeting.paragraphs = self.all_shown(meeting.paragraphs);
            meeting
        }))
    }

    /// The meetings of a body, the latest first.
    pub fn meetings(
        &self,
        municipality_short: &str,
        body_slug: &str,
    ) -> Result<Vec<MeetingSummary>, ArchiveError> {
        self.pool
            .read(|connection| meetings::of_body(connection, municipality_short, body_slug))
    }

    /// The addresses of a municipality's year: meetings by body and day, with their current paragraphs by number. Reads no
    /// record.
    pub fn listed(
        &self,
        municipality_short: &str,
        year: i32,
    ) -> Result<Vec<ListedMeeting>, ArchiveError> {
        self.pool
            .read(|connection| listed::of_year(connection, municipality_short, year))
    }

    /// A document by the SHA-256 of its bytes.
    pub fn document(&self, sha256: &str) -> Result<Option<StoredDocument>, ArchiveError> {
        self.pool
            .read(|connection| documents::document(connection, sha256))
    }

    /// The whole record of a document; `None` where it is not held or could not be read.
    pub fn record(&self, sha256: &str) -> Result<Option<Record>, ArchiveError> {
        self.pool
            .read(|connection| documents::record(connection, sha256))
    }

    /// Where the original bytes of a document lie; `None` where they are not held.
    pub fn original(&self, sha256: &str) -> Result<Option<PathBuf>, ArchiveError> {
        let held = self.holds(sha256)?.filter(|held| !held.is_gone());
        Ok(held.and_then(|_| self.originals.path(sha256)))
    }

    /// Every current paragraph that names exactly this case, in time order.
    pub fn case(
        &self,
        municipality_short: &str,
        case_number: &CaseNumber,
    ) -> Result<Vec<StoredParagraph>, ArchiveError> {
        let found = self
            .pool
            .read(|connection| cases::case(connection, municipality_short, case_number))?;
        Ok(self.all_shown(found))
    }

    /// The cases a typed number may mean: without a registry those of every registry; with one the
    /// exact case of each municipality, then the same year and serial printed without a registry.
    pub fn case_candidates(
        &self,
        case_number: &CaseNumber,
        municipality_short: Option<&str>,
    ) -> Result<Vec<CaseCandidate>, ArchiveError> {
        self.pool
            .read(|connection| cases::candidates(connection, case_number, municipality_short))
    }

    /// Officers with a name in which every typed word begins some word, most paragraphs first.
    pub fn officers(&self, typed: &str, limit: u32) -> Result<Vec<Officer>, ArchiveError> {
        if self.hides_officers {
            return Ok(Vec::new());
        }
        self.pool
            .read(|connection| cases::officers(connection, typed, limit))
    }

    /// What is held of each body, by municipality and name.
    pub fn holdings(&self) -> Result<Vec<Holding>, ArchiveError> {
        self.pool.read(holdings::holdings)
    }

    /// Findings by the latest day first, then meeting and §; those without a meeting last.
    pub fn findings(
        &self,
        filter: &FindingFilter,
        after: Option<FindingCursor>,
        limit: u32,
    ) -> Result<Vec<StoredFinding>, ArchiveError> {
        self.pool
            .read(|connection| findings::page(connection, filter, after, limit))
    }

    /// How many findings there are of each kind, the most frequent first.
    pub fn count_findings(
        &self,
        filter: &FindingFilter,
    ) -> Result<Vec<FindingsOfKind>, ArchiveError> {
        self.pool
            .read(|connection| findings::count(connection, filter))
    }

    /// Changes with everything that is written, whether or not a paragraph changed by it.
    pub fn revision(&self) -> Result<u64, ArchiveError> {
        self.pool.read(changes::revision)
    }

    /// Documents that are kept and not indexed, latest first.
    pub fn problems(&self) -> Result<Vec<ProblemDocument>, ArchiveError> {
        self.pool.read(problems::all)
    }

    /// How many documents are kept and not indexed for each reason, the most frequent first, and the latest of each: at
    /// most `most`. Of one municipality (its full name), or of all.
    pub fn problems_by_code(
        &self,
        municipality: Option<&str>,
        most: usize,
    ) -> Result<Vec<ProblemsOfCode>, ArchiveError> {
        self.pool
            .read(|connection| problems::by_code(connection, municipality, most))
    }

    /// How much is held.
    pub fn counts(&self) -> Result<Counts, ArchiveError> {
        self.pool.read(holdings::counts)
    }

    /// What of the documents is kept from readers.
    pub fn kept_back(&self) -> Result<KeptBack, ArchiveError> {
        self.pool.read(kept_back::kept_back)
    }

    /// Every document that is not left out, with its body.
    pub fn held_documents(&self) -> Result<Vec<HeldDocument>, ArchiveError> {
        self.pool.read(kept_back::held_documents)
    }

    /// SHA-256 of the documents that are left out.
    pub(crate) fn left_out_documents(&self) -> Result<Vec<String>, ArchiveError> {
        self.pool.read(kept_back::left_out_documents)
    }

    /// Municipalities with at least one meeting, by short name.
    pub fn municipalities(&self) -> Result<Vec<HeldMunicipality>, ArchiveError> {
        self.pool.read(holdings::municipalities)
    }

    /// Bodies with at least one meeting, by municipality and name.
    pub fn bodies(&self) -> Result<Vec<HeldBody>, ArchiveError> {
        self.pool.read(holdings::bodies)
    }

    /// Why a paragraph is not shown: it was taken out, or the only document that had it was.
    pub fn withdrawal_of_paragraph(
        &self,
        id: &ParagraphId,
    ) -> Result<Option<Withdrawal>, ArchiveError> {
        self.pool
            .read(|connection| withdrawal::of_paragraph(connection, id))
    }

    /// Why nothing is shown of a meeting: all that was held of it was taken out.
    pub fn withdrawal_of_meeting(
        &self,
        id: &MeetingId,
    ) -> Result<Option<Withdrawal>, ArchiveError> {
        self.pool
            .read(|connection| withdrawal::of_meeting(connection, id))
    }

    /// Why a document is not shown.
    pub fn withdrawal_of_document(&self, sha256: &str) -> Result<Option<Withdrawal>, ArchiveError> {
        self.pool
            .read(|connection| withdrawal::of_document(connection, sha256))
    }

    /// Everything that was ever taken out, the latest first.
    pub fn withdrawals(&self) -> Result<Vec<Withdrawal>, ArchiveError> {
        self.pool.read(withdrawal::all)
    }

    /// How many withdrawals are in force whose bytes were not removed.
    pub fn withdrawals_to_purge(&self) -> Result<u64, ArchiveError> {
        self.pool.read(withdrawal::pending)
    }

    /// When something was last withdrawn; `None` where nothing ever was.
    pub fn last_withdrawal(&self) -> Result<Option<DateTime<Utc>>, ArchiveError> {
        self.pool.read(|connection| {
            let last: Option<String> = connection
                .prepare_cached("SELECT max(at) FROM withdrawals")?
                .query_row([], |row| row.get(0))?;
            last.map(|at| decode_time(&at)).transpose()
        })
    }

    /// Originals that lie here, in the order they came, after `after`: for going through all of them.
    pub fn originals_after(
        &self,
        after: Option<i64>,
        limit: u32,
    ) -> Result<Vec<KeptOriginal>, ArchiveError> {
        self.pool
            .read(|connection| documents::originals_after(connection, after.unwrap_or(0), limit))
    }

    /// Writes the catalogue as it is at this moment to a file that is not there yet, whoever writes to it meanwhile.
    ///
    /// # Errors
    /// The catalogue or the disk fails.
    pub fn copy_catalogue(&self, to: &Path) -> Result<(), ArchiveError> {
        let reading = schema::open_for_reading(&schema::catalogue_path(&self.data_dir))?;
        let (schema::Reading::Beside(connection) | schema::Reading::AsItLies(connection)) =
            &reading;
        connection.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        Ok(())
    }

    /// How many withdrawals have been purged.
    pub fn purged_withdrawals(&self) -> Result<u64, ArchiveError> {
        let withdrawals = self.withdrawals()?;
        let purged = withdrawals.iter().filter(|one| one.purged_at.is_some());
        Ok(purged.count() as u64)
    }

    /// Changes after a sequence number, in order; several may be about one key, the last one holds.
    pub fn changes_after(&self, sequence: u64, limit: u32) -> Result<Vec<Change>, ArchiveError> {
        self.pool
            .read(|connection| changes::after(connection, sequence, limit))
    }

    /// The latest change's number; 0 where there is none.
    pub fn last_sequence(&self) -> Result<u64, ArchiveError> {
        self.pool.read(changes::last)
    }

    /// SHA-256 over every current paragraph with its key, id and document: the same holdings, the same digest,
    /// in whatever order they came.
    pub fn digest(&self) -> Result<String, ArchiveError> {
        self.pool.read(digest::digest)
    }
}
