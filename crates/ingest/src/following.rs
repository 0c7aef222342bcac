//! The index follows the archive on a thread of its own while files are taken in, so that neither waits for the other.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Scope, ScopedJoinHandle};
use std::time::{Duration, Instant};

use crate::follow::{COMMIT_EVERY, Follower};
use crate::recent::Recent;
use crate::space::Watch;
use crate::{IngestConfig, IngestError, Progress};

/// What was taken in is found after this time, however much comes after it.
const VISIBLE_WITHIN: Duration = Duration::from_secs(30);

/// Nobody tells of what another program withdraws; where no file is taken in for long it is looked for.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Changes by which the index may be behind: a second's work or two.
const MOST_BEHIND: u64 = 8_000;

/// So many more while what was followed is made visible: writing it takes one core some seconds, in which the index follows
/// nothing and the other core is to have work.
const MORE_BEHIND: u64 = 16_000;

/// Changes by which the index may be behind before what is taken in waits for it.
pub const FARTHEST_BEHIND: u64 = MOST_BEHIND + MORE_BEHIND;

/// Between two looks at a disk that is full.
const LOOK_FOR_ROOM: Duration = Duration::from_secs(1);

/// Between two lines of progress while what is left is indexed.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// The thread and what it is told.
pub struct Following<'scope, 'a> {
    shared: Arc<Shared>,
    recent: Arc<Recent>,
    /// `None` once it has ended.
    thread: Option<ScopedJoinHandle<'scope, Result<Follower<'a>, IngestError>>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct State {
    /// The archive's last change, as far as anybody has told.
    last: u64,
    /// The change up to which everything is to be made visible at once.
    urgent: u64,
    /// The change with which most of what is to come has come.
    nearly_all: Option<u64>,
    /// No more is to come.
    ended: Option<End>,
    /// The change up to which the index has followed.
    followed: u64,
    /// What was followed is being made visible.
    is_committing: bool,
    /// The thread is at its end.
    done: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// When everything is visible.
    Followed,
    /// At once; what was followed becomes visible.
    Abandoned,
}

impl<'scope, 'a: 'scope> Following<'scope, 'a> {
    /// Starts the thread.
    ///
    /// # Errors
    /// None is to be had.
    pub fn begin<'env>(
        scope: &'scope Scope<'scope, 'env>,
        follower: Follower<'a>,
        config: &'a IngestConfig,
    ) -> io::Result<Following<'scope, 'a>> {
        let shared = Arc::new(Shared::default());
        shared.lock().followed = follower.followed();
        let recent = follower.recent();
        let its = Arc::clone(&shared);
        let thread = thread::Builder::new().spawn_scoped(scope, move || {
            // However it ends, who waits for it is told.
            let _done = Done(&its);
            its.follow(follower, config)
        })?;
        Ok(Following {
            shared,
            recent,
            thread: Some(thread),
        })
    }

    /// Where to leave what is taken in.
    pub fn recent(&self) -> &Recent {
        &self.recent
    }

    /// Tells that the archive holds more.
    ///
    /// # Errors
    /// What ended the thread.
    pub fn note(&mut self, last: u64) -> Result<(), IngestError> {
        self.tell(|state| state.last = state.last.max(last))
    }

    /// As [`Following::note`]; all of it is to be visible as soon as that can be.
    ///
    /// # Errors
    /// What ended the thread.
    pub fn hurry(&mut self, last: u64) -> Result<(), IngestError> {
        self.tell(|state| {
            state.last = state.last.max(last);
            state.urgent = state.urgent.max(last);
        })
    }

    /// Tells that most of what is to come has come, so that it is time to put together what of the index lies in parts. Once is
    /// enough.
    ///
    /// # Errors
    /// What ended the thread.
    pub fn note_nearly_all(&mut self) -> Result<(), IngestError> {
        self.tell(|state| {
            state.nearly_all.get_or_insert(state.last);
        })
    }

    /// How far the index is behind this change, after waiting a moment where that is too far: with a bounded distance what is
    /// withdrawn is gone soon, and a run that is asked to end does so soon.
    pub fn is_close(&mut self, last: u64) -> bool {
        let state = self.shared.lock();
        state.is_close(last) || self.shared.wait(state, TELL_EVERY).is_close(last)
    }

    /// Waits until everything up to this change is visible, and gives the follower back.
    ///
    /// # Errors
    /// What ended the thread.
    pub fn finish(
        mut self,
        last: u64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Follower<'a>, IngestError> {
        let begun = {
            let mut state = self.shared.lock();
            state.last = state.last.max(last);
            state.ended = Some(End::Followed);
            self.shared.changed.notify_all();
            *state
        };
        let total = begun.last.saturating_sub(begun.followed);
        loop {
            let mut state = self.shared.lock();
            if !state.done {
                state = self.shared.wait(state, TELL_EVERY);
            }
            let state = *state;
            if total > 0 {
                progress(Progress::Indexing {
                    done: state.followed.saturating_sub(begun.followed),
                    total,
                });
            }
            if state.done {
                break;
            }
        }
        self.join()
    }

    fn tell(&mut self, change: impl FnOnce(&mut State)) -> Result<(), IngestError> {
        let mut state = self.shared.lock();
        change(&mut state);
        let done = state.done;
        self.shared.changed.notify_all();
        drop(state);
        match done {
            true => self.join().map(drop),
            false => Ok(()),
        }
    }

    fn join(&mut self) -> Result<Follower<'a>, IngestError> {
        let stopped = || io::Error::other("the thread that brings the index along stopped");
        let thread = self.thread.take().ok_or_else(stopped)?;
        thread.join().map_err(|_| stopped())?
    }
}

impl Drop for Following<'_, '_> {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.ended.get_or_insert(End::Abandoned);
        self.shared.changed.notify_all();
        drop(state);
        // The run ends for another reason, which is the one to tell.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn follow<'a>(
        &self,
        mut follower: Follower<'a>,
        config: &IngestConfig,
    ) -> Result<Follower<'a>, IngestError> {
        let (mut committed, mut watch) = (Instant::now(), Watch::default());
        let mut has_gathered = false;
        loop {
            let waits = follower.uncommitted() > 0;
            let (state, is_told) = self.more(follower.followed(), follower.committed());
            if state.ended == Some(End::Abandoned) {
                follower.commit()?;
                return Ok(follower);
            }
            // Who takes files in waits for room too, and tells of it.
            if state.ended.is_none() && !watch.has_room(config) {
                drop(self.wait(self.lock(), LOOK_FOR_ROOM));
                continue;
            }
            let has_more = follower.advance()?;
            let followed = follower.followed();
            self.lock().followed = followed;
            self.changed.notify_all();
            let is_urgent = follower.committed() < state.urgent && followed >= state.urgent;
            // What nobody told of for so long was changed by another program: it withdrew something.
            let is_others = !is_told && followed > state.last;
            let is_end = state.ended.is_some() && !has_more;
            let is_due = follower.uncommitted() >= COMMIT_EVERY
                || waits && committed.elapsed() >= VISIBLE_WITHIN;
            let is_nearly_all = state.nearly_all.is_some_and(|change| followed >= change);
            if is_urgent || is_others || is_end || is_due {
                self.committing(|| follower.commit())?;
                committed = Instant::now();
            } else if is_nearly_all && !has_gathered && follower.uncommitted() > 0 {
                self.committing(|| follower.gather(config))?;
                has_gathered = true;
                if follower.uncommitted() == 0 {
                    committed = Instant::now();
                }
            } else if !waits {
                // The time runs from what first waits to become visible.
                committed = Instant::now();
            }
            if is_end {
                return Ok(follower);
            }
        }
    }

    fn committing(
        &self,
        commit: impl FnOnce() -> Result<(), IngestError>,
    ) -> Result<(), IngestError> {
        let tell = |is_committing| {
            self.lock().is_committing = is_committing;
            self.changed.notify_all();
        };
        tell(true);
        let committed = commit();
        tell(false);
        committed
    }

    /// Waits until there is more than what was followed, but not for long; tells whether somebody told of it.
    fn more(&self, followed: u64, committed: u64) -> (State, bool) {
        let is_more = |state: &State| {
            state.last > followed || state.urgent > committed || state.ended.is_some()
        };
        let state = self.lock();
        if is_more(&state) {
            return (*state, true);
        }
        let state = *self.wait(state, LOOK_EVERY);
        (state, is_more(&state))
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, longest: Duration) -> MutexGuard<'a, State> {
        let waited = self.changed.wait_timeout(state, longest);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Each change is whole when the lock is let go.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Whether nobody has to wait for the index to come up to this change.
    fn is_close(&self, last: u64) -> bool {
        let most = match self.is_committing {
            true => FARTHEST_BEHIND,
            false => MOST_BEHIND,
        };
        self.done || last.saturating_sub(self.followed) <= most
    }
}

/// Tells that the thread is at its end when dropped.
struct Done<'a>(&'a Shared);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.lock().done = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_may_wait_while_the_index_commits() {
        let shared = Shared::default();
        shared.lock().followed = 500;
        let is_close = |behind: u64| shared.lock().is_close(500 + behind);
        assert!(is_close(MOST_BEHIND) && !is_close(MOST_BEHIND + 1));
        let committed = shared.committing(|| {
            assert!(is_close(FARTHEST_BEHIND) && !is_close(FARTHEST_BEHIND + 1));
            Err(IngestError::Asked)
        });
        assert!(committed.is_err());
        assert!(!is_close(MOST_BEHIND + 1), "however it ended");
        drop(Done(&shared));
        assert!(is_close(u64::MAX / 2), "nobody will follow");
    }
}
