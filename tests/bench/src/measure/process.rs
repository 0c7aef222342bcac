//! What a process and its children take: memory by looking often, processor time when it has ended.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// So often memory is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// In which the system counts processor time on Linux, whatever its own clock does.
const TICKS_A_SECOND: f64 = 100.0;

/// What a whole run took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spent {
    /// By the clock.
    pub seconds: f64,
    /// Of all cores, the system's work included.
    pub cpu_seconds: f64,
    /// Most at any time.
    pub memory: Memory,
}

/// In bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// All that is resident, pages of files included, which the system takes back where it needs them.
    pub resident: u64,
    /// Not of files.
    pub own: u64,
}

/// Runs a command to its end; what it printed, how it ended, and what it took.
pub fn run(command: &mut Command) -> Result<(String, ExitStatus, Spent)> {
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{command:?}"))?;
    let mut said = child.stdout.take().context("its standard output")?;
    let reading = thread::spawn(move || {
        let mut text = String::new();
        said.read_to_string(&mut text).map(|_| text)
    });
    let mut spent = Spent::default();
    while !has_ended(&child)? {
        let memory = of_all(child.id());
        spent.memory.resident = spent.memory.resident.max(memory.resident);
        spent.memory.own = spent.memory.own.max(memory.own);
        thread::sleep(LOOK_EVERY);
    }
    spent.seconds = begun.elapsed().as_secs_f64();
    spent.cpu_seconds = cpu_seconds(child.id()).unwrap_or_default();
    let status = child.wait()?;
    let text = reading
        .join()
        .map_err(|_| anyhow::anyhow!("reading failed"))?;
    Ok((text?, status, spent))
}

/// It is not waited for: until then the system tells what it took.
fn has_ended(child: &Child) -> Result<bool> {
    let id = Pid::from_raw(child.id().try_into()?).context("a process id")?;
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    Ok(waitid(WaitId::Pid(id), options)?.is_some())
}

/// What a process takes now, with all it has started.
fn of_all(id: u32) -> Memory {
    let mut memory = memory(id);
    for child in children(id) {
        let of_child = of_all(child);
        memory.resident += of_child.resident;
        memory.own += of_child.own;
    }
    memory
}

/// What a process takes now; nothing where it has ended.
pub fn memory(id: u32) -> Memory {
    let status = std::fs::read_to_string(folder(id).join("status")).unwrap_or_default();
    Memory {
        resident: bytes_of(&status, "VmRSS:"),
        own: bytes_of(&status, "RssAnon:"),
    }
}

/// The most that has been resident of a process so far.
pub fn most_resident(id: u32) -> u64 {
    let status = std::fs::read_to_string(folder(id).join("status")).unwrap_or_default();
    bytes_of(&status, "VmHWM:")
}

/// Processor time so far, with that of children that have ended.
pub fn cpu_seconds(id: u32) -> Option<f64> {
    let stat = std::fs::read_to_string(folder(id).join("stat")).ok()?;
    ticks(&stat).map(|ticks| ticks as f64 / TICKS_A_SECOND)
}

fn folder(id: u32) -> PathBuf {
    Path::new("/proc").join(id.to_string())
}

fn children(id: u32) -> Vec<u32> {
    let mut children = Vec::new();
    let tasks = std::fs::read_dir(folder(id).join("task"));
    for task in tasks.into_iter().flatten().flatten() {
        let listed = std::fs::read_to_string(task.path().join("children"));
        let listed = listed.unwrap_or_default();
        children.extend(
            listed
                .split_whitespace()
                .filter_map(|id| id.parse::<u32>().ok()),
        );
    }
    children
}

/// The system writes kilobytes.
fn bytes_of(status: &str, name: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number
        .and_then(|number| number.parse::<u64>().ok())
        .unwrap_or(0)
        * 1024
}

/// The program's name, in parentheses, may hold anything; the 14th to 17th field are times.
fn ticks(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let times = fields.split_whitespace().skip(11).take(4);
    times.map(|time| time.parse::<u64>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{bytes_of, run, ticks};

    #[test]
    fn what_the_system_tells_is_read() {
        let status = "Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t    4 kB\nRssAnon:\t 1 kB\n";
        assert_eq!(bytes_of(status, "VmRSS:"), 4096);
        assert_eq!(bytes_of(status, "VmHWM:"), 2 * 1024 * 1024);
        assert_eq!(bytes_of(status, "VmSwap:"), 0);
        let stat = "7 (a) b) S 1 7 7 0 -1 4194304 1 2 3 4 10 20 300 4000 20 0 1 0 5";
        assert_eq!(ticks(stat), Some(4330));
    }

    #[test]
    fn children_count_too() {
        // Half a second of work and 40 MB in a child of the child.
        let script = "python3 -c 'import time; b=bytearray(40_000_000); t=time.process_time()\nwhile time.process_time()-t<0.5: pass'; echo done; exit 3";
        let (said, status, spent) = run(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!((said.as_str(), status.code()), ("done\n", Some(3)));
        assert!(spent.cpu_seconds >= 0.4, "{spent:?}");
        assert!(spent.memory.own >= 40_000_000, "{spent:?}");
        assert!(spent.seconds >= 0.4, "{spent:?}");
    }
}
