//! The catalogue and the originals: the truth. Alone in naming SQLite.

mod archive;
mod codec;
mod currency;
mod error;
mod incoming;
mod intake;
mod key;
mod links;
mod numbers;
mod originals;
mod reader;
mod recognition;
mod schema;
mod settle;
mod stored;
#[cfg(test)]
mod tests;
mod verdict;

pub use archive::Archive;
pub use error::{ArchiveError, OpenError};
pub use incoming::{Added, Incoming, ReadResult, Receipt};
pub use originals::sha256_of;
pub use reader::Reader;
pub use stored::{
    CaseCandidate, Change, ChangeKind, Counts, DocumentStatus, DocumentSummary, Gap, Held,
    HeldBody, HeldMunicipality, HeldParagraph, Holding, KeptDocument, MeetingSummary, Officer,
    ProblemDocument, StoredDocument, StoredMeeting, StoredParagraph, Version,
};
