//! What the API answers: types of its own, filled by hand, so that a change inside never changes an answer outside.
//!
//! Each module holds the types of one kind of answer and the plain function that makes it from the archive and the
//! index. The pages and the `paragraf` program use the same functions, so that they all say the same.

mod archive;
mod case;
mod changes;
mod document;
mod findings;
mod halves;
mod listed;
mod lookup;
mod meeting;
mod officers;
mod paragraph;
mod parts;
mod reference;
mod search;
mod stats;
mod status;
mod suggest;
mod waiting;

pub use archive::{
    ArchiveAnswer, ArchiveChangesAnswer, ArchiveFileAnswer, DocumentChangeAnswer, DocumentLine,
    ForeignCursor, MIRROR_FORMAT, MOST_DOCUMENT_CHANGES, WithdrawalsFileAnswer, archive,
    archive_changes, cursor,
};
pub use case::{CaseAnswer, FoundCase, OtherCaseAnswer, case, find_case};
pub use changes::{ChangeAnswer, ChangesAnswer, MOST_CHANGES, changes};
pub use document::{DocumentAnswer, HeldAnswer, MeetingFactsAnswer, document};
pub(crate) use findings::cursor as finding_cursor;
pub use findings::{
    FindingCountAnswer, FindingDocumentAnswer, FindingMeetingAnswer, FindingParagraphAnswer,
    FindingsAnswer, FindingsPage, ListedFindingAnswer, findings,
};
pub(crate) use halves::by_halves;
pub use listed::listed_numbers;
pub(crate) use listed::{numbers_alone, read_typed};
pub use lookup::{
    CandidateAnswer, LatestAnswer, LookupAnswer, LookupResult, LookupStatus, MOST_NUMBERS, lookup,
};
pub use meeting::{AttendeeAnswer, MeetingAnswer, MeetingParagraphAnswer, attendees, meeting};
pub use officers::{OfficerAnswer, OfficersAnswer, officers};
pub use paragraph::{
    DecisionAnswer, NamedVoteAnswer, ParagraphAnswer, SectionAnswer, SourceAnswer, VersionAnswer,
    VoteAnswer, paragraph, paragraph_of, stored_paragraph,
};
pub use parts::{
    CaseNumberAnswer, DocumentSummaryAnswer, FindingAnswer, MeetingLinkAnswer, MunicipalityAnswer,
    PersonAnswer, citation,
};
pub use reference::ReferenceAnswer;
pub(crate) use search::snapshot;
pub use search::{
    FacetAnswer, FacetsAnswer, Found, HighlightAnswer, HitAnswer, HitCaseNumberAnswer, QueryAnswer,
    SearchAnswer, filters_of, find, search, search_within,
};
pub use stats::{StatsAnswer, StatsQueryAnswer, labelled_counts, stats};
pub use status::{
    CountsAnswer, GapAnswer, HiddenKindAnswer, HoldingAnswer, KeptBackAnswer, LeftOutAnswer,
    NamedMeetingAnswer, ProblemDocumentAnswer, PublishedSeparatelyAnswer, StatusAnswer,
    StatusFilter, YearAnswer, status, status_of,
};
pub use suggest::{SUGGESTION_KINDS, SuggestAnswer, SuggestionAnswer, suggest};
pub use waiting::WaitingForSpaceAnswer;

use paragraf_archive::{ArchiveError, Reader};
use paragraf_index::{Index, SearchError};

/// Where answers come from. Both are read only and shared by every request.
#[derive(Debug)]
pub struct Sources {
    /// The catalogue and the originals.
    pub archive: Reader,
    /// The search index.
    pub index: Index,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The archive does not answer.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The index does not answer.
    #[error(transparent)]
    Search(#[from] SearchError),
}
