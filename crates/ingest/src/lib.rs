//! A file's way from folder to index, step by step, resumable.
//!
//! The archive is written first and is the truth; the index follows its changes and may be behind, missing or
//! outdated at any time: every command that writes begins by bringing it up to date.

mod arrivals;
mod backup;
mod child;
mod config;
mod error;
mod facts;
mod follow;
mod following;
mod individual;
mod lock;
mod masked;
mod mirror;
mod pool;
mod progress;
mod recent;
mod recognise;
mod record;
mod run;
mod space;
mod take_in;
mod tasks;
#[cfg(test)]
mod tests;
mod texts;
mod verify;
mod walk;
mod withdraw;
mod work;

pub use arrivals::{Arrivals, Look, News};
pub use backup::{
    BackedUp, BackupError, Counted, Manifest, Restored, backup, partial_backup, restore,
};
pub use child::{CHILD_ARGUMENT, ChildReader, ReadBy, respond, respond_by};
pub use config::IngestConfig;
pub use error::{IngestError, ReadError};
#[doc(hidden)]
pub use facts::try_facts;
pub use facts::{facts_for, municipality_named};
pub use follow::{Words, carry_over, catch_up, rebuild, rebuild_with};
pub use lock::WriterLock;
pub use mirror::{MirrorError, Mirrored, Originals, Source, SourceError, mirror};
pub use progress::{FailedFile, Outcome, Progress, RECOGNISED_STAYS, Summary};
pub use recognise::{NoRecogniser, Recogniser, RecogniserConfig};
pub use record::{read_record, read_whole, too_large};
pub use run::{READING_VERSION, ingest, ingest_with, retry};
pub use space::{Room, Stop};
pub use tasks::Retry;
pub use verify::{Mending, Problem, Report, verify};
pub use withdraw::{lift, purge, withdraw};
