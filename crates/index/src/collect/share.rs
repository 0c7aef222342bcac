//! One pass on several cores.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tantivy::Searcher;

use crate::evaluate::{Stretch, WINDOW};

/// Threads that are at work on passes.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Asked once: the system reads files of control groups to tell it.
static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// Fewer documents are looked at sooner than another thread has begun.
const MUCH: u64 = 60_000;

/// Stretches for each thread, so that one that has easier ones takes more.
const STRETCHES: u32 = 3;

/// Goes through all stretches of all segments; on several cores where it is much and they have nothing else to do.
/// Gives what each thread found out.
pub(super) fn among_cores<Pass: Send>(
    searcher: &Searcher,
    cost: u64,
    through: impl Fn(&Stretch, &mut Pass) -> tantivy::Result<()> + Sync,
    new_pass: impl Fn() -> tantivy::Result<Pass> + Sync,
) -> tantivy::Result<Vec<Pass>> {
    let at_work = AtWork::begin();
    let free = (*CORES + 1).saturating_sub(at_work.with_others());
    let threads = if cost < MUCH { 1 } else { free.max(1) };
    let stretches = stretches(searcher, threads);
    let next = AtomicUsize::new(0);
    let work = || -> tantivy::Result<Pass> {
        let mut pass = new_pass()?;
        while let Some(stretch) = stretches.get(next.fetch_add(1, Ordering::Relaxed)) {
            through(stretch, &mut pass)?;
        }
        Ok(pass)
    };
    if threads == 1 {
        return Ok(vec![work()?]);
    }
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| {
                scope.spawn(|| {
                    let _at_work = AtWork::begin();
                    work()
                })
            })
            .collect();
        let mut passes = vec![work()?];
        for other in others {
            let pass = other
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            passes.push(pass?);
        }
        Ok(passes)
    })
}

/// All documents of all segments: whole segments for one thread, else so many stretches that all have some.
fn stretches(searcher: &Searcher, threads: usize) -> Vec<Stretch> {
    let readers = searcher.segment_readers();
    let all: u32 = readers.iter().map(|reader| reader.max_doc()).sum();
    let pieces = if threads == 1 {
        1
    } else {
        threads as u32 * STRETCHES
    };
    let longest = match threads {
        1 => u32::MAX - WINDOW,
        _ => all.div_ceil(pieces),
    };
    let longest = longest.div_ceil(WINDOW).max(1) * WINDOW;
    let mut stretches = Vec::new();
    for (segment, reader) in readers.iter().enumerate() {
        let mut start = 0;
        while start < reader.max_doc() {
            let end = reader.max_doc().min(start.saturating_add(longest));
            stretches.push(Stretch {
                segment,
                docs: start..end,
            });
            start = end;
        }
    }
    stretches
}

/// Counted as long as it lives.
struct AtWork;

impl AtWork {
    fn begin() -> AtWork {
        AT_WORK.fetch_add(1, Ordering::Relaxed);
        AtWork
    }

    fn with_others(&self) -> usize {
        AT_WORK.load(Ordering::Relaxed)
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        AT_WORK.fetch_sub(1, Ordering::Relaxed);
    }
}
