//! What the process takes of the machine, under the names that every Prometheus client uses.

use std::fs;
use std::time::SystemTime;

use prometheus::{Counter, IntGauge};

use super::{Maker, seconds, whole};

/// Ticks a second in which Linux tells programs of processor time, on every kind of processor.
const TICKS: f64 = 100.0;

/// On systems that do not tell, the values stay 0.
#[derive(Debug)]
pub struct Process {
    processor_seconds: Counter,
    resident_bytes: IntGauge,
    open_files: IntGauge,
    most_files: IntGauge,
    threads: IntGauge,
}

impl Process {
    /// The process starts now.
    pub fn new(make: &Maker) -> Process {
        let started = make.float(
            "process_start_time_seconds",
            "When the server started, in seconds since 1970.",
        );
        started.set(seconds(SystemTime::now()));
        Process {
            processor_seconds: make.float_counter(
                "process_cpu_seconds_total",
                "Processor time that the process has used.",
            ),
            resident_bytes: make.gauge(
                "process_resident_memory_bytes",
                "Memory that the process holds, the cached parts of the index among it.",
            ),
            open_files: make.gauge("process_open_fds", "Files and sockets that are open."),
            most_files: make.gauge("process_max_fds", "How many may be open."),
            threads: make.gauge("process_threads", "Threads of the process."),
        }
    }

    /// Looks how things stand.
    pub fn look(&self) {
        if let Some(ticks) = processor_ticks() {
            let more = ticks as f64 / TICKS - self.processor_seconds.get();
            self.processor_seconds.inc_by(more.max(0.0));
        }
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        if let Some(kibibytes) = number_after(&status, "VmRSS:") {
            self.resident_bytes
                .set(whole(kibibytes.saturating_mul(1024)));
        }
        if let Some(threads) = number_after(&status, "Threads:") {
            self.threads.set(whole(threads));
        }
        if let Ok(files) = fs::read_dir("/proc/self/fd") {
            self.open_files.set(whole(files.count()));
        }
        self.most_files.set(most_files());
    }
}

/// In user and system mode. The name of the program, which may hold anything, stands before in parentheses.
fn processor_ticks() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn number_after(text: &str, name: &str) -> Option<u64> {
    let value = text.lines().find_map(|line| line.strip_prefix(name))?;
    value.split_whitespace().next()?.parse().ok()
}

#[cfg(unix)]
fn most_files() -> i64 {
    use rustix::process::{Resource, getrlimit};

    getrlimit(Resource::Nofile).current.map_or(i64::MAX, whole)
}

/// Other systems are not asked.
#[cfg(not(unix))]
fn most_files() -> i64 {
    0
}
