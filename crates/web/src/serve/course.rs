//! Where a connection stands, and since when the server waits for its visitor.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::limits::Waits;

/// Shared by all that see a part of a connection: the socket, the bodies, the doorkeeper.
#[derive(Clone, Debug)]
pub(super) struct Course(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    stage: Stage,
    since: Instant,
    stall: Option<Stall>,
}

/// Between one request and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Nothing of a request has come.
    Idle,
    /// Some of its head.
    Head,
    /// The head, and not all of the body that is wanted.
    Body,
    /// All that is needed: now the visitor waits.
    Working,
}

/// An answer that is not taken.
#[derive(Clone, Copy, Debug)]
struct Stall {
    since: Instant,
    /// Bytes that were taken since.
    taken: usize,
}

/// Taking less than this does not make up for waiting: a visitor who takes a byte now and then takes none.
const GOOD_PIECE: usize = 16 * 1024;

impl Course {
    /// Of somebody who has just come, and has to say soon what they want.
    pub fn new(now: Instant) -> Course {
        Course(Arc::new(Mutex::new(State {
            stage: Stage::Head,
            since: now,
            stall: None,
        })))
    }

    /// Bytes have come.
    pub fn hears(&self) {
        self.goes_on(Stage::Idle, Stage::Head);
    }

    /// A request's head is there.
    pub fn begins(&self) {
        self.enters(Stage::Working);
    }

    /// More of a body is wanted than has come. What comes now and then is no reason to wait for ever.
    pub fn wants_body(&self) {
        self.goes_on(Stage::Working, Stage::Body);
    }

    /// The body is there, or nobody wants it any more.
    pub fn has_body(&self) {
        self.goes_on(Stage::Body, Stage::Working);
    }

    /// The answer is made, which need not mean that it is taken.
    pub fn finishes(&self) {
        self.enters(Stage::Idle);
    }

    /// The socket takes no more.
    pub fn stalls(&self) {
        let mut state = self.state();
        if state.stall.is_none() {
            let since = Instant::now();
            state.stall = Some(Stall { since, taken: 0 });
        }
    }

    /// The socket has taken so many bytes.
    pub fn takes(&self, bytes: usize) {
        let mut state = self.state();
        if let Some(stall) = &mut state.stall {
            stall.taken += bytes;
            if stall.taken >= GOOD_PIECE {
                state.stall = None;
            }
        }
    }

    /// The socket has taken all there was.
    pub fn has_taken_all(&self) {
        self.state().stall = None;
    }

    /// Since when the server waits for this visitor; not at all where it works for them.
    pub fn keeps_waiting_since(&self) -> Option<Instant> {
        let state = self.state();
        match state.stage {
            Stage::Working => state.stall.map(|stall| stall.since),
            _ => Some(state.since),
        }
    }

    /// Whether the server has waited long enough.
    pub fn is_overdue(&self, waits: &Waits, now: Instant) -> bool {
        let state = self.state();
        let stalled = state
            .stall
            .is_some_and(|stall| now.saturating_duration_since(stall.since) > waits.answer);
        let longest = match state.stage {
            Stage::Idle => waits.idle,
            Stage::Head => waits.head,
            Stage::Body => waits.body,
            Stage::Working => return stalled,
        };
        stalled || now.saturating_duration_since(state.since) > longest
    }

    fn goes_on(&self, from: Stage, to: Stage) {
        if self.state().stage == from {
            self.enters(to);
        }
    }

    fn enters(&self, stage: Stage) {
        let mut state = self.state();
        state.stage = stage;
        state.since = Instant::now();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each change is one assignment: a poisoned lock holds a whole state.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{Course, GOOD_PIECE};
    use crate::serve::limits::Limits;

    /// Whether a visitor who behaves so is overdue so many seconds later.
    fn overdue_after(seconds: u64, behave: impl FnOnce(&Course)) -> bool {
        let course = Course::new(Instant::now());
        behave(&course);
        let later = Instant::now() + Duration::from_secs(seconds);
        course.is_overdue(&Limits::default().waits, later)
    }

    #[track_caller]
    fn may_take(seconds: u64, behave: impl Fn(&Course)) {
        assert!(!overdue_after(seconds - 1, &behave), "too soon");
        assert!(overdue_after(seconds + 1, &behave), "for ever");
    }

    #[test]
    fn a_head_may_take_ten_seconds_however_it_drips() {
        may_take(10, |_| {});
        may_take(10, Course::hears);
        may_take(10, |course| {
            course.finishes();
            course.hears();
            course.hears();
        });
    }

    #[test]
    fn nothing_may_be_said_for_a_minute_between_two_requests() {
        may_take(60, |course| {
            course.begins();
            course.finishes();
        });
    }

    #[test]
    fn a_body_may_take_half_a_minute_however_it_drips() {
        may_take(30, |course| {
            course.begins();
            course.wants_body();
            course.hears();
            course.wants_body();
        });
    }

    #[test]
    fn an_answer_may_be_left_standing_for_half_a_minute() {
        may_take(30, |course| {
            course.begins();
            course.stalls();
            course.takes(GOOD_PIECE - 1);
            course.stalls();
        });
        may_take(30, |course| {
            course.begins();
            course.stalls();
            course.finishes();
        });
    }

    #[test]
    fn whoever_the_server_works_for_is_never_overdue() {
        let long = 100_000;
        assert!(!overdue_after(long, Course::begins));
        assert!(!overdue_after(long, |course| {
            course.begins();
            course.wants_body();
            course.has_body();
        }));
        assert!(!overdue_after(long, |course| {
            course.begins();
            course.stalls();
            course.takes(GOOD_PIECE);
        }));
        assert!(!overdue_after(long, |course| {
            course.begins();
            course.stalls();
            course.has_taken_all();
        }));
    }
}
