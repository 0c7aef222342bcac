//! The catalogue and the originals: the truth. Alone in naming SQLite.

mod archive;
mod batch;
mod codec;
mod copy;
mod currency;
mod document_changes;
mod error;
mod figures;
mod gaps;
mod gist;
mod incoming;
mod intake;
mod key;
mod links;
mod log;
mod mirror;
mod noted;
mod numbering;
mod numbers;
mod originals;
mod packed;
mod reader;
mod recognition;
mod schema;
mod seal;
mod settle;
mod staged;
mod stored;
#[cfg(test)]
mod tests;
mod verdict;
mod verify;
mod waiting;
mod withdrawal;

pub use archive::Archive;
pub use batch::{Arrival, Reading};
pub use copy::{
    Bulk, BulkFile, DocumentChange, DocumentChangeKind, DocumentCopy, LeftOutCopy, MirrorState,
    ParagraphCopy, WithdrawalCopy, WithdrawnDocument, WithdrawnParagraph,
};
pub use document_changes::WITHOUT_MEETING;
pub use error::{ArchiveError, OpenError};
pub use gaps::{Gap, GapPlace, HeldYear, NamedMeeting, PublishedSeparately};
pub use gist::{FoundParagraph, Gist, GistDecision, GistSection};
pub use incoming::{Added, Incoming, LeftOut, ReadResult, Receipt};
pub use mirror::{CopiedIn, CopyError, Followed};
pub use numbering::Numbering;
pub use originals::sha256_of;
pub use reader::{
    Edition, FindingCursor, FindingFilter, FindingsOfKind, MeetingOfFinding, Reader, Snapshot,
    StoredFinding,
};
pub use stored::{
    CaseCandidate, Change, ChangeKind, Counts, DocumentStatus, DocumentSummary, Held, HeldBody,
    HeldDocument, HeldMunicipality, HeldParagraph, Holding, KeptBack, KeptDocument, KeptOriginal,
    LeftOutBody, ListedMeeting, ListedParagraph, MeetingSummary, Officer, OriginalState,
    ProblemDocument, ProblemsOfCode, StoredDocument, StoredMeeting, StoredParagraph, Version,
};
pub use verdict::NO_REASON_TOLD;
pub use verify::{Access, Checked, Damage, Step, check};
pub use waiting::WaitingForSpace;
pub use withdrawal::{
    Copied, Order, Purged, Subject, WithdrawError, Withdrawal, WithdrawalReceipt,
};
