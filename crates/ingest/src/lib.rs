//! A file's way from folder to index, step by step, resumable.
//!
//! The archive is written first and is the truth; the index follows its changes and may be behind, missing or
//! outdated at any time: every command that writes begins by bringing it up to date.

mod child;
mod config;
mod error;
mod facts;
mod follow;
mod lock;
mod progress;
mod record;
mod run;
#[cfg(test)]
mod tests;
mod walk;

pub use child::{CHILD_ARGUMENT, ChildReader, ReadBy, confine, respond};
pub use config::IngestConfig;
pub use error::{IngestError, ReadError};
pub use facts::{facts_for, municipality_named};
pub use follow::{catch_up, rebuild};
pub use lock::WriterLock;
pub use progress::{FailedFile, Outcome, Progress, Summary};
pub use record::read_record;
pub use run::{READING_VERSION, ingest};
