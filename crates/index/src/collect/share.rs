//! One pass on several cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tantivy::Searcher;

use crate::cores::{AtWork, with_helpers};
use crate::evaluate::{Stretch, WINDOW};

/// Fewer documents are looked at sooner than another thread takes part.
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
    let helpers = match cost {
        ..MUCH => 0,
        _ => at_work.free_cores(),
    };
    let stretches = stretches(searcher, helpers + 1);
    let next = AtomicUsize::new(0);
    let work = || -> tantivy::Result<Pass> {
        let mut pass = new_pass()?;
        while let Some(stretch) = stretches.get(next.fetch_add(1, Ordering::Relaxed)) {
            through(stretch, &mut pass)?;
        }
        Ok(pass)
    };
    let others = Mutex::new(Vec::new());
    let help = || {
        let pass = work();
        others
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(pass);
    };
    let own = with_helpers(helpers, help, work);
    let others = others.into_inner().unwrap_or_else(PoisonError::into_inner);
    std::iter::once(own).chain(others).collect()
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
