//! The cores of this machine and who is at work on them, so that an answer is divided among those that have nothing else
//! to do.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads that are at work on answers.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Asked once: the system reads files of control groups to tell it.
static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// They wait for the next answer, with what they need to search, to unpack and to mark: starting a thread takes as long as
/// marking a hit, and what it then allocates comes fresh from the system. `None` where the system has none to give.
static HELPERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let threads = CORES.saturating_sub(1).max(1);
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|number| format!("answers-{number}"))
        .build()
        .ok()
});

/// A thread that is at work on an answer, counted as long as this lives.
#[derive(Debug)]
pub struct AtWork(());

impl AtWork {
    /// From now on.
    #[must_use]
    pub fn begin() -> AtWork {
        AT_WORK.fetch_add(1, Ordering::Relaxed);
        AtWork(())
    }

    /// Cores beside this thread's that nobody is at work on.
    pub fn free_cores(&self) -> usize {
        CORES.saturating_sub(AT_WORK.load(Ordering::Relaxed))
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Runs `own` here and `help` on so many threads beside, each counted as at work; returns when all are done. Where the
/// system gives no threads nobody helps, so `own` does whatever it finds undone.
pub fn with_helpers<Done: Send>(
    helpers: usize,
    help: impl Fn() + Sync,
    own: impl FnOnce() -> Done + Send,
) -> Done {
    let Some(pool) = HELPERS.as_ref().filter(|_| helpers > 0) else {
        return own();
    };
    pool.in_place_scope(|scope| {
        for _ in 0..helpers {
            scope.spawn(|_| {
                let _at_work = AtWork::begin();
                help();
            });
        }
        own()
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{AtWork, with_helpers};

    #[test]
    fn all_helpers_are_done_when_it_returns() {
        for helpers in [0, 1, 3] {
            let helped = AtomicUsize::new(0);
            let help = || {
                std::thread::yield_now();
                helped.fetch_add(1, Ordering::Relaxed);
            };
            assert_eq!(with_helpers(helpers, help, || "own"), "own");
            assert_eq!(helped.into_inner(), helpers);
        }
    }

    #[test]
    fn whoever_is_at_work_has_no_core_left_for_others() {
        let all: Vec<AtWork> = (0..*super::CORES).map(|_| AtWork::begin()).collect();
        assert_eq!(all.first().map(AtWork::free_cores), Some(0));
    }
}
