//! On what was measured: figures mean nothing without it.

use std::path::Path;
use std::process::Command;

use chrono::Local;
use serde::{Deserialize, Serialize};

/// What no command told.
const UNKNOWN: &str = "unknown";

/// The machine, the day and the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    pub cores: usize,
    pub processor: String,
    /// In bytes.
    pub memory: u64,
    pub system: String,
    /// File system of the folder that archives are made in.
    pub disk: String,
    /// How many wanted a core at the beginning, over the last minute: 0 on an idle machine.
    pub load_before: f64,
    pub date: String,
    pub commit: String,
}

impl Machine {
    /// This one, now.
    pub fn here(folder: &Path) -> Machine {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let kilobytes = field(&read("/proc/meminfo"), "MemTotal").and_then(|value| {
            let number = value.split_whitespace().next()?;
            number.parse::<u64>().ok()
        });
        let load = read("/proc/loadavg");
        Machine {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: field(&read("/proc/cpuinfo"), "model name").unwrap_or_default(),
            memory: kilobytes.unwrap_or_default() * 1024,
            system: format!("Linux {}", read("/proc/sys/kernel/osrelease").trim()),
            disk: said(
                "stat",
                &["--file-system", "--format=%T", &folder.to_string_lossy()],
            ),
            load_before: load
                .split(' ')
                .next()
                .and_then(|one| one.parse().ok())
                .unwrap_or_default(),
            date: Local::now().format("%Y-%m-%d %H:%M").to_string(),
            commit: said("git", &["describe", "--always", "--dirty", "--abbrev=10"]),
        }
    }

    /// Whether figures of both may stand in one table: the same committed program on the same kind of machine.
    pub fn is_same(&self, other: &Machine) -> bool {
        let is_committed = self.commit != UNKNOWN && !self.commit.ends_with("-dirty");
        is_committed
            && self.commit == other.commit
            && self.processor == other.processor
            && self.cores == other.cores
    }

    /// In a sentence.
    pub fn told(&self) -> String {
        format!(
            "{} cores ({}), {:.0} GB of memory, {}, {}; {}, commit {}; load average before {:.1}.",
            self.cores,
            self.processor,
            self.memory as f64 / 1e9,
            self.system,
            self.disk,
            self.date,
            self.commit,
            self.load_before,
        )
    }
}

/// The first value of a name in lines of `name : value`.
fn field(text: &str, name: &str) -> Option<String> {
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(found, _)| found.trim() == name);
    found.map(|(_, value)| value.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    output
        .ok()
        .filter(|said| !said.is_empty())
        .unwrap_or_else(|| UNKNOWN.to_owned())
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_the_first_of_its_name() {
        let text = "processor\t: 0\nmodel name\t: A: B\nmodel name\t: C\n";
        assert_eq!(field(text, "model name").as_deref(), Some("A: B"));
        assert_eq!(field(text, "model"), None);
    }
}
