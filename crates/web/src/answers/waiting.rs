//! What reading in waits for, if it does.

use chrono::{DateTime, Utc};
use paragraf_archive::WaitingForSpace;
use serde::Serialize;
use utoipa::ToSchema;

use super::Sources;
use crate::swedish;

/// Reading in waits for space on the disk and goes on by itself; searching goes on meanwhile.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaitingForSpaceAnswer {
    /// What is free.
    pub free_bytes: u64,
    /// What is needed.
    pub least_free_bytes: u64,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

impl WaitingForSpaceAnswer {
    /// What is told beside the archive now. Where it lies is nobody's business.
    pub fn of(sources: &Sources) -> Option<WaitingForSpaceAnswer> {
        let told = WaitingForSpace::told(sources.archive.data_dir())?;
        Some(WaitingForSpaceAnswer {
            free_bytes: told.free_bytes,
            least_free_bytes: told.least_free_bytes,
            since: told.since,
        })
    }

    /// For the visitor.
    pub(crate) fn in_swedish(&self) -> String {
        format!(
            "Inläsningen väntar sedan den {}: bara {} är ledigt på servern, och {} behövs. Det som redan är inläst går att söka i som vanligt, men nyare protokoll kan saknas.",
            swedish::day(self.since.date_naive()),
            swedish::bytes(self.free_bytes),
            swedish::bytes(self.least_free_bytes),
        )
    }
}
