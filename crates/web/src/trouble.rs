//! What fails again and again is told once, and once more when it works again.

use std::fmt::Display;
use std::sync::{Mutex, PoisonError};

/// What was told last; nothing where all was well.
#[derive(Debug, Default)]
pub struct Trouble {
    told: Mutex<Option<String>>,
}

impl Trouble {
    /// The outcome, where it differs from the one before.
    pub fn news<'a, Error: Display>(
        &self,
        outcome: &'a Result<(), Error>,
    ) -> Option<&'a Result<(), Error>> {
        let now = outcome.as_ref().err().map(ToString::to_string);
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if *told == now {
            return None;
        }
        *told = now;
        Some(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::Trouble;

    #[test]
    fn a_trouble_that_stays_is_told_once() {
        let trouble = Trouble::default();
        let outcomes = [
            Ok(()),
            Err("full"),
            Err("full"),
            Err("gone"),
            Ok(()),
            Ok(()),
        ];
        let told = outcomes.map(|outcome| trouble.news(&outcome).is_some());
        assert_eq!(told, [false, true, false, true, true, false]);
    }
}
