//! Turns at what the machine can do only so much of at once: so many work, so many wait, the rest is told to come back.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::{Kind, Problem};

/// How long anybody waits for a turn.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Places to work at, and a short row of those who wait for one.
#[derive(Debug)]
pub struct Queue {
    places: Arc<Semaphore>,
    row: Semaphore,
    most_working: usize,
    most_waiting: usize,
}

/// How things stand at a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// So many are at work.
    pub working: usize,
    /// So many wait.
    pub waiting: usize,
    /// So many may be at work.
    pub most_working: usize,
    /// So many may wait.
    pub most_waiting: usize,
}

/// One's place until it is dropped.
pub type Place = OwnedSemaphorePermit;

impl Queue {
    /// So many at once, and so many behind them.
    pub fn new(places: usize, row: usize) -> Queue {
        Queue {
            places: Arc::new(Semaphore::new(places)),
            row: Semaphore::new(row),
            most_working: places,
            most_waiting: row,
        }
    }

    /// Who is at work and who waits.
    pub fn load(&self) -> Load {
        let taken =
            |most: usize, semaphore: &Semaphore| most.saturating_sub(semaphore.available_permits());
        Load {
            working: taken(self.most_working, &self.places),
            waiting: taken(self.most_waiting, &self.row),
            most_working: self.most_working,
            most_waiting: self.most_waiting,
        }
    }

    /// A place at once, or in turn, or none: whoever would wait too long had better know it now. Whoever stops waiting,
    /// because the visitor has left, leaves the row.
    pub async fn turn(&self) -> Result<Place, Problem> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(place);
        }
        let busy = || Problem::of(Kind::Busy);
        let _waits = self.row.try_acquire().map_err(|_| busy())?;
        let place = Arc::clone(&self.places).acquire_owned();
        match tokio::time::timeout(LONGEST_WAIT, place).await {
            Ok(Ok(place)) => Ok(place),
            // The places are never closed, so it is the wait that was too long.
            Ok(Err(_)) | Err(_) => Err(busy()),
        }
    }

    /// Takes every place, as if work went on at all of them.
    #[cfg(test)]
    pub fn take_all(&self) -> Vec<Place> {
        std::iter::from_fn(|| Arc::clone(&self.places).try_acquire_owned().ok()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Poll, Waker};

    use super::{Load, Queue};
    use crate::problem::Kind;

    fn poll<Output>(future: &mut std::pin::Pin<Box<impl Future<Output = Output>>>) -> Poll<Output> {
        future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn those_who_would_wait_too_long_are_told_at_once_and_those_who_leave_make_room() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let _entered = runtime.enter();
        let queue = Queue::new(1, 2);
        let at_work = queue.take_all();
        let mut first = Box::pin(queue.turn());
        let mut second = Box::pin(queue.turn());
        assert!(poll(&mut first).is_pending());
        assert!(poll(&mut second).is_pending());
        let mut third = Box::pin(queue.turn());
        let Poll::Ready(Err(refused)) = poll(&mut third) else {
            panic!("the row is full");
        };
        assert_eq!(refused.kind, Kind::Busy);
        let load = Load {
            working: 1,
            waiting: 2,
            most_working: 1,
            most_waiting: 2,
        };
        assert_eq!(queue.load(), load);

        drop(first);
        let mut fourth = Box::pin(queue.turn());
        assert!(poll(&mut fourth).is_pending(), "a place in the row is free");

        drop(at_work);
        assert!(
            poll(&mut fourth).is_pending(),
            "the second was there before"
        );
        let Poll::Ready(Ok(place)) = poll(&mut second) else {
            panic!("it is the second one's turn");
        };
        drop(place);
        assert!(matches!(poll(&mut fourth), Poll::Ready(Ok(_))));
    }
}
