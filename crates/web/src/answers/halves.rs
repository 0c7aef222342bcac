//! Work on a page's hits by two threads, where a core has nothing else to do: fetching and marking twenty paragraphs is
//! most of what an answer takes, and one of them knows nothing of the others.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// Threads that are at work on hits.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Asked once: the system reads files of control groups to tell it.
static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// They wait for the next answer, with what they need to unpack and to mark: starting a thread takes as long as marking a
/// hit. `None` where the system has none to give.
static HELPERS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let threads = CORES.saturating_sub(1).max(1);
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|number| format!("hits-{number}"))
        .build()
        .ok()
});

/// Fewer are done sooner than another thread has begun.
const FEWEST: usize = 6;

/// What `work` makes of the items, in their order: of all at once, or of each half by a thread of its own.
///
/// # Errors
/// What `work` fails with; of both halves the first one's.
pub fn by_halves<Item: Sync, Made: Send, Failure: Send>(
    items: &[Item],
    work: impl Fn(&[Item]) -> Result<Vec<Made>, Failure> + Sync,
) -> Result<Vec<Made>, Failure> {
    let at_work = AtWork::begin();
    if items.len() < FEWEST || at_work.with_others() >= *CORES {
        return work(items);
    }
    let Some(helpers) = HELPERS.as_ref() else {
        return work(items);
    };
    let (first, second) = items.split_at(items.len() / 2);
    let mut others = None;
    let made = helpers.in_place_scope(|scope| {
        scope.spawn(|_| {
            let _at_work = AtWork::begin();
            others = Some(work(second));
        });
        work(first)
    });
    let mut made = made?;
    made.extend(others.unwrap_or_else(|| work(second))?);
    Ok(made)
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

#[cfg(test)]
mod tests {
    use super::by_halves;

    #[test]
    fn what_is_made_keeps_its_order_whoever_makes_it() {
        for count in 0..40 {
            let items: Vec<u32> = (0..count).collect();
            let doubled = by_halves(&items, |items| {
                Ok::<_, ()>(items.iter().map(|item| item * 2).collect())
            });
            let expected: Vec<u32> = items.iter().map(|item| item * 2).collect();
            assert_eq!(doubled, Ok(expected));
        }
    }

    #[test]
    fn the_first_failure_is_told() {
        let items: Vec<u32> = (0..20).collect();
        let fails = |from: u32| {
            by_halves(&items, |items| {
                match items.iter().find(|item| **item >= from) {
                    Some(item) => Err(*item),
                    None => Ok(vec![()]),
                }
            })
        };
        assert_eq!(fails(3), Err(3));
        assert_eq!(fails(15), Err(15));
    }
}
