//! How long a search may go on: until its time is up or nobody waits for it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::SearchError;

/// Shared between a search and whoever waits for it; cheap to clone.
///
/// tantivy has no such thing: the loops of this crate ask, `evaluate` among them.
#[derive(Clone, Debug)]
pub struct Patience(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limit: Duration,
    until: Option<Instant>,
    over: AtomicBool,
}

impl Patience {
    /// For one page of results, which must not keep others waiting.
    pub const OF_A_PAGE: Duration = Duration::from_secs(2);
    /// For finding all that an export holds, before its first row is written.
    pub const OF_AN_EXPORT: Duration = Duration::from_secs(30);

    /// From now on.
    pub fn of(limit: Duration) -> Patience {
        Patience::until(limit, Instant::now().checked_add(limit))
    }

    /// For what nobody else waits for.
    pub fn endless() -> Patience {
        Patience::until(Duration::MAX, None)
    }

    fn until(limit: Duration, until: Option<Instant>) -> Patience {
        let over = AtomicBool::new(false);
        Patience(Arc::new(Shared { limit, until, over }))
    }

    /// Nobody waits any more.
    pub fn end(&self) {
        self.0.over.store(true, Ordering::Relaxed);
    }

    /// Whether to stop. Looks at the clock.
    pub fn is_over(&self) -> bool {
        if self.0.until.is_some_and(|until| Instant::now() > until) {
            self.end();
        }
        self.has_ended()
    }

    /// Fails where it is over: what was found so far is not all.
    ///
    /// # Errors
    /// [`SearchError::TooSlow`].
    pub fn check(&self) -> Result<(), SearchError> {
        if !self.is_over() {
            return Ok(());
        }
        Err(SearchError::TooSlow {
            limit_ms: self.0.limit.as_millis().try_into().unwrap_or(u64::MAX),
        })
    }

    fn has_ended(&self) -> bool {
        self.0.over.load(Ordering::Relaxed)
    }
}

/// Counts the steps of one loop and looks at the clock now and then.
#[derive(Debug)]
pub(crate) struct Stride {
    patience: Patience,
    steps: u64,
}

/// Steps between two looks at the clock.
const STRIDE: u64 = 4096;
const LONG_STRIDE: u64 = 8;

impl Stride {
    pub fn new(patience: &Patience) -> Stride {
        Stride {
            patience: patience.clone(),
            steps: 0,
        }
    }

    /// One step; `true` where it was one too many.
    pub fn is_over(&mut self) -> bool {
        self.is_over_every(STRIDE)
    }

    /// One step of those that take long themselves.
    pub fn looks(&mut self) -> bool {
        self.is_over_every(LONG_STRIDE)
    }

    fn is_over_every(&mut self, stride: u64) -> bool {
        self.steps += 1;
        match self.steps.is_multiple_of(stride) {
            true => self.patience.is_over(),
            false => self.patience.has_ended(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Patience, STRIDE, Stride};

    #[test]
    fn patience_ends_with_its_time_or_when_nobody_waits() {
        assert!(!Patience::endless().is_over());
        assert!(!Patience::of(Duration::from_secs(3600)).is_over());
        let gone = Patience::of(Duration::ZERO);
        while !gone.is_over() {}
        assert!(gone.check().is_err());
        let left = Patience::endless();
        let visitor = left.clone();
        visitor.end();
        assert!(left.check().is_err());
    }

    #[test]
    fn a_loop_looks_at_the_clock_once_in_a_stride_and_sees_at_once_that_nobody_waits() {
        let patience = Patience::of(Duration::ZERO);
        while !patience.is_over() {}
        let fresh = Patience::of(Duration::ZERO);
        let mut stride = Stride::new(&fresh);
        let steps = (1..).find(|_| stride.is_over());
        assert!(steps.is_some_and(|steps| steps % STRIDE == 0));
        assert!(Stride::new(&patience).is_over());
    }
}
