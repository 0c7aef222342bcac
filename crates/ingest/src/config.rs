//! What ingest is told by its caller.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use paragraf_model::Facts;

use crate::{ReadBy, Room, Stop};

/// Where to work and what was stated for every file.
#[derive(Clone, Debug)]
pub struct IngestConfig {
    /// Folder of the catalogue and the originals.
    pub data: PathBuf,
    /// Folder of the search index.
    pub index: PathBuf,
    /// Stated for every file; wins over facts beside the files.
    pub stated: Facts,
    /// By what files are read.
    pub read_by: ReadBy,
    /// Bodies that are read in although they decide about single persons.
    pub individual_matters: Vec<String>,
    /// Tells when a file came.
    pub clock: fn() -> DateTime<Utc>,
    /// How long to wait for another command that writes.
    pub patience: Duration,
    /// How much room there has to be on the disk.
    pub room: Room,
    /// By which the run can be asked to end.
    pub stop: Stop,
}

impl IngestConfig {
    /// Nothing stated, no children, today's clock, some seconds of patience, a disk that is not watched.
    pub fn new(data: impl Into<PathBuf>, index: impl Into<PathBuf>) -> IngestConfig {
        IngestConfig {
            data: data.into(),
            index: index.into(),
            stated: Facts::default(),
            read_by: ReadBy::default(),
            individual_matters: Vec::new(),
            clock: Utc::now,
            patience: Duration::from_secs(10),
            room: Room::unwatched(),
            stop: Stop::default(),
        }
    }

    /// Whether pages that are pictures are read too.
    pub fn recognises(&self) -> bool {
        match &self.read_by {
            ReadBy::ThisProcess => false,
            ReadBy::Child(reader) => reader.recogniser.is_some(),
        }
    }
}
