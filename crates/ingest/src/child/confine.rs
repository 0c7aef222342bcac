//! What a child takes from itself before it meets a document.

use std::io;

use super::MEMORY_BYTES;

/// A stack that deeply nested files do not use up: the system lets the main thread's grow that far, so a child needs
/// no second thread.
#[cfg(target_os = "linux")]
const STACK_BYTES: u64 = 64 * 1024 * 1024;

/// Standard input, output and error: nothing else can be opened.
#[cfg(unix)]
const OPEN_FILES: u64 = 3;

/// Takes memory, files, processes and privileges from this process for good.
///
/// # Errors
/// The system refuses a limit, without which no document may be read.
#[cfg(target_os = "linux")]
pub fn confine() -> io::Result<()> {
    use rustix::process::{DumpableBehavior, Resource, Signal};

    // A child whose parent is gone works for nobody.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    // Where memory runs out on the whole machine, it is to hit the child and not the writer of the archive.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    // A core would hold the document as it is, before anything was masked; a size of 0 does not keep systems from
    // handing it to a collecting program.
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    rustix::thread::set_no_new_privs(true)?;
    lower(Resource::Stack, STACK_BYTES)?;
    lower(Resource::As, MEMORY_BYTES)?;
    // Does not bind the superuser; for that one the limit of open files has to do.
    lower(Resource::Nproc, 0)?;
    confine_files()
}

/// Other systems have the limits that all Unixes share, and no signal that follows the parent's end: there a child ends
/// by its limit of processor time or when it finds nobody to answer.
#[cfg(all(unix, not(target_os = "linux")))]
pub fn confine() -> io::Result<()> {
    // Not every Unix lets address space be limited.
    let _ = lower(rustix::process::Resource::As, MEMORY_BYTES);
    confine_files()
}

/// Without processes that can be limited, nothing is.
#[cfg(not(unix))]
pub fn confine() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn confine_files() -> io::Result<()> {
    use rustix::process::Resource;

    lower(Resource::Core, 0)?;
    lower(Resource::Fsize, 0)?;
    lower(Resource::Nofile, OPEN_FILES)
}

/// The wall clock is the parent's to watch, and always ends first while there is a parent.
///
/// # Errors
/// The system refuses the limit.
#[cfg(unix)]
pub fn confine_processor_time(seconds: u64) -> io::Result<()> {
    lower(rustix::process::Resource::Cpu, seconds.saturating_add(2))
}

/// As there is no such limit, nothing is done.
#[cfg(not(unix))]
pub fn confine_processor_time(_seconds: u64) -> io::Result<()> {
    Ok(())
}

/// Sets a limit for good, or keeps the one that is there where that is lower.
#[cfg(unix)]
fn lower(resource: rustix::process::Resource, limit: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};

    let given = getrlimit(resource).maximum;
    let limit = given.map_or(limit, |given| given.min(limit));
    Ok(setrlimit(
        resource,
        Rlimit {
            current: Some(limit),
            maximum: Some(limit),
        },
    )?)
}
