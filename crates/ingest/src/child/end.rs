//! Why a child ended without an answer.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::Signal;

use super::UNFIT;
use crate::ReadError;

/// How Rust announces that it ends for want of memory, and for want of stack. Only looked for, never shown: what stands
/// after it may be anything.
const WITHOUT_MEMORY: &[u8] = b"memory allocation of";
const WITHOUT_STACK: &[u8] = b"has overflowed its stack";

/// The reason, from how it ended and what it said on standard error.
pub fn reason(status: ExitStatus, said: &[u8], seconds: u64) -> ReadError {
    let Some(number) = status.signal() else {
        return match status.code() {
            Some(0) => ReadError::Garbled,
            Some(code) if code == i32::from(UNFIT) => ReadError::NoChild {
                cause: "the system refuses the limits that files are read within".to_owned(),
            },
            _ => ReadError::Panicked,
        };
    };
    let says = |words: &[u8]| said.windows(words.len()).any(|window| window == words);
    match Signal::from_named_raw(number) {
        // No document causes these: somebody ends the run.
        Some(Signal::INT | Signal::TERM | Signal::HUP | Signal::QUIT) => ReadError::Interrupted,
        Some(Signal::XCPU) => ReadError::TimedOut { seconds },
        Some(Signal::KILL) => ReadError::Killed,
        Some(Signal::ABORT) if says(WITHOUT_MEMORY) => ReadError::out_of_memory(),
        // The main thread's stack has grown past what the runtime knows of, and the system ends it without words.
        Some(Signal::SEGV) => ReadError::TooDeep,
        Some(Signal::ABORT) if says(WITHOUT_STACK) => ReadError::TooDeep,
        _ => ReadError::Crashed { signal: number },
    }
}
