//! The parts that a big run leaves the index in become one.

use super::Follower;
use crate::space::{Watch, size};
use crate::{IngestConfig, IngestError, Progress};

/// What takes a few seconds is told before it begins.
const TOLD: u64 = 200 * 1024 * 1024;

impl Follower<'_> {
    /// Shortly before the end of a run: makes all that was followed visible, and begins to put it together aside, where that is
    /// worth it and there is room; else it does nothing. So little is left for [`Follower::consolidate`], which holds
    /// everything up.
    pub fn gather(&mut self, config: &IngestConfig) -> Result<(), IngestError> {
        let uncommitted = self.uncommitted();
        // What fails is tried again in the end, and told then.
        let bytes = self.writer.bytes_to_gather(uncommitted).unwrap_or(0);
        if bytes == 0 || config.stop.is_asked() || !Watch::has_room_for(bytes, config) {
            return Ok(());
        }
        Ok(self.writer.commit_and_gather(self.followed, uncommitted)?)
    }

    /// Puts together what a big run scattered, where there is room for that. Where it fails the index is what it was before,
    /// and only slower.
    pub fn consolidate(&mut self, config: &IngestConfig, progress: &mut dyn FnMut(Progress)) {
        let mut note = |text: String| progress(Progress::Note(text));
        // What is being put together takes room of which part will be free again.
        if let Err(error) = self.writer.settle() {
            return note(format!("the index is left in parts: {error}"));
        }
        if config.stop.is_asked() {
            return;
        }
        let bytes = match self.writer.scattered_bytes() {
            Ok(0) => return,
            Ok(bytes) if !Watch::has_room_for(bytes, config) => {
                return note(format!(
                    "the parts of the index are not put together, for which {} would be needed; searches find the same and take longer",
                    size(bytes)
                ));
            }
            Ok(bytes) => bytes,
            Err(error) => return note(format!("the index is left in parts: {error}")),
        };
        if bytes >= TOLD {
            note("putting the parts of the index together, so that searches are faster".to_owned());
        }
        if let Err(error) = self.writer.consolidate() {
            note(format!("the index is left in parts: {error}"));
        }
    }
}
