//! The catalogue and the originals: the truth. Alone in naming SQLite.

mod archive;
mod error;
mod incoming;
mod reader;
mod stored;

pub use archive::Archive;
pub use error::{ArchiveError, OpenError};
pub use incoming::{Added, Incoming, ReadResult, Receipt};
pub use reader::Reader;
pub use stored::{
    CaseCandidate, Change, ChangeKind, Counts, DocumentStatus, DocumentSummary, Gap, Held,
    HeldBody, HeldMunicipality, HeldParagraph, Holding, Officer, ProblemDocument, StoredDocument,
    StoredMeeting, StoredParagraph, Version,
};
