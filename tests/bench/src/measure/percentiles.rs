//! Where times lie: the nearest of the measured ones, nothing in between.

use std::time::Duration;

/// Times in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times(Vec<f64>);

impl Times {
    /// Sorts them; kept in milliseconds.
    pub fn of(took: impl IntoIterator<Item = Duration>) -> Times {
        let took = took.into_iter().map(|took| took.as_secs_f64() * 1e3);
        let mut took: Vec<f64> = took.collect();
        took.sort_by(f64::total_cmp);
        Times(took)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The least of them that so many per cent do not exceed; `None` where there are none.
    pub fn percentile(&self, percent: f64) -> Option<f64> {
        let rank = (percent / 100.0 * self.0.len() as f64).ceil() as usize;
        self.0.get(rank.max(1) - 1).copied()
    }

    /// The longest.
    pub fn worst(&self) -> Option<f64> {
        self.0.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Times;

    #[test]
    fn a_percentile_is_the_least_time_that_so_many_do_not_exceed() {
        let times = Times::of([5, 1, 4, 2, 3, 6, 7, 8, 9, 10].map(Duration::from_millis));
        assert_eq!(times.percentile(50.0), Some(5.0));
        assert_eq!(times.percentile(51.0), Some(6.0));
        assert_eq!(times.percentile(90.0), Some(9.0));
        assert_eq!(times.percentile(99.0), Some(10.0));
        assert_eq!(times.percentile(0.0), Some(1.0));
        assert_eq!(times.worst(), Some(10.0));
        assert_eq!(Times::default().percentile(50.0), None);
    }
}
