//! Runs the recogniser: a process of another make, so its limits are set from outside before it is given anything.

use std::io;
use std::process::Command;
use std::time::Duration;

use super::RecogniserConfig;
use crate::child::{Deadline, Running, Silence, converse};

/// Address space. A page of 35 million pixels takes some 400 MB.
#[cfg(target_os = "linux")]
const MEMORY_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Standard input, output and error, and its models while it reads them.
#[cfg(target_os = "linux")]
const OPEN_FILES: u64 = 32;

/// A page full of words becomes some 200 kB.
const OUTPUT_BYTES: usize = 8 * 1024 * 1024;

/// What a recogniser said.
pub struct Output {
    /// On standard output.
    pub said: String,
}

/// Why it said nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It cannot be started.
    #[error("{0}")]
    NotStarted(io::Error),
    /// The time is over.
    #[error("it was not done in time")]
    Late,
    /// It crashed, was refused what it needs, or does not stop talking.
    #[error("it failed")]
    Failed,
}

/// Gives a picture to a new recogniser and hears all that it says.
pub fn run(
    config: &RecogniserConfig,
    arguments: &[String],
    picture: &[u8],
    time: Duration,
) -> Result<Output, Failure> {
    let deadline = Deadline::after(time);
    let mut command = Command::new(&config.program);
    // One thread: the pool keeps the other cores busy, and its threads would only wait for each other.
    command
        .args(arguments)
        .env_clear()
        .env("OMP_THREAD_LIMIT", "1")
        .env("LC_ALL", "C");
    if let Some(data) = &config.data {
        command.env("TESSDATA_PREFIX", data);
    }
    let mut running = Running::spawn(command).map_err(Failure::NotStarted)?;
    confine(&running, time).map_err(Failure::NotStarted)?;
    let said = match converse(running.socket(), picture, OUTPUT_BYTES, deadline) {
        Ok(said) => said,
        Err(Silence::Late) => return Err(Failure::Late),
        Err(Silence::Closed | Silence::TooMuch) => return Err(Failure::Failed),
    };
    if !running.ended_well() {
        return Err(Failure::Failed);
    }
    Ok(Output {
        said: String::from_utf8_lossy(&said).into_owned(),
    })
}

/// It waits for its picture yet, so no limit comes too late.
#[cfg(target_os = "linux")]
fn confine(running: &Running, time: Duration) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, prlimit};

    let limits = [
        (Resource::As, MEMORY_BYTES),
        (Resource::Cpu, time.as_secs().saturating_add(2)),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, OPEN_FILES),
    ];
    for (resource, limit) in limits {
        let limit = Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        };
        prlimit(running.id(), resource, limit)?;
    }
    Ok(())
}

/// Other systems cannot limit another process; the time is limited everywhere.
#[cfg(not(target_os = "linux"))]
fn confine(_: &Running, _: Duration) -> io::Result<()> {
    Ok(())
}
