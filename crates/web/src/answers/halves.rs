//! Work on a page's hits by two threads, where a core has nothing else to do: fetching and marking twenty paragraphs is
//! most of what an answer takes, and one of them knows nothing of the others.

use std::sync::{Mutex, PoisonError};

use paragraf_index::cores::{AtWork, with_helpers};

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
    if items.len() < FEWEST || at_work.free_cores() == 0 {
        return work(items);
    }
    let (first, second) = items.split_at(items.len() / 2);
    let others = Mutex::new(None);
    let help = || {
        let made = work(second);
        *others.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
    };
    let mut made = with_helpers(1, help, || work(first))?;
    let others = others.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.extend(others.unwrap_or_else(|| work(second))?);
    Ok(made)
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
