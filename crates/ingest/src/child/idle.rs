//! A child that has read plain text waits for the next document: starting one costs as much as reading some minutes.
//!
//! Each thread keeps one of its own, because the system ends a child with the thread that started it. Whatever else a
//! document is, its child ends with it: what reads such files is large, and nothing of one may be left for the next.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use super::process::Running;
use super::{ChildReader, WORKED_BEFORE};

thread_local! {
    static IDLE: RefCell<Option<Idle>> = const { RefCell::new(None) };
}

/// A child that may be asked again.
pub struct Idle {
    /// What it was started by.
    reader: ChildReader,
    child: Running,
    worked: Duration,
}

impl Idle {
    /// One that was not asked yet.
    pub fn new(reader: &ChildReader, child: Running) -> Idle {
        Idle {
            reader: reader.clone(),
            child,
            worked: Duration::ZERO,
        }
    }

    /// This thread's own, if it was started so.
    pub fn take(reader: &ChildReader) -> Option<Idle> {
        let idle = IDLE.with_borrow_mut(Option::take);
        idle.filter(|idle| idle.reader == *reader)
    }

    /// Keeps it for the next document of this thread.
    pub fn keep(self) {
        if self.worked < WORKED_BEFORE {
            // Where the thread ends already, so does the child.
            let _ = IDLE.try_with(|idle| idle.replace(Some(self)));
        }
    }

    /// Lets it work, and counts for how long.
    pub fn work<T>(&mut self, ask: impl FnOnce(&mut Running) -> T) -> T {
        let begun = Instant::now();
        let result = ask(&mut self.child);
        self.worked += begun.elapsed();
        result
    }
}
