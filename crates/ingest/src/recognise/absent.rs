//! Where processes cannot be limited, no recogniser is started.

use std::time::Duration;

use super::RecogniserConfig;

/// What a recogniser said.
pub struct Output {
    /// On standard output.
    pub said: String,
}

/// Why it said nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The time is over.
    #[error("it was not done in time")]
    Late,
    /// Anything else.
    #[error("this system cannot limit what it may cost")]
    Failed,
}

/// Nothing is run.
pub fn run(_: &RecogniserConfig, _: &[String], _: &[u8], _: Duration) -> Result<Output, Failure> {
    Err(Failure::Failed)
}
