//! Work on a page's hits by two threads, where a core has nothing else to do: fetching and marking twenty paragraphs is
//! most of what an answer takes, and one of them knows nothing of the others.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Threads that are at work on hits.
static AT_WORK: AtomicUsize = AtomicUsize::new(0);

/// Asked once: the system reads files of control groups to tell it.
static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

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
    let (first, second) = items.split_at(items.len() / 2);
    thread::scope(|scope| {
        let helper = thread::Builder::new().spawn_scoped(scope, || {
            let _at_work = AtWork::begin();
            work(second)
        });
        let mut made = work(first)?;
        let others = match helper {
            Ok(helper) => helper
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            // The system has no thread to give.
            Err(_) => work(second),
        };
        made.extend(others?);
        Ok(made)
    })
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
