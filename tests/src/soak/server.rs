//! A running `paragraf serve`, and what the system says of it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};

/// Killed when dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: SocketAddr,
}

/// What a process takes, in kilobytes and in number. All 0 where the system does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Memory of its own.
    pub own_memory: u64,
    /// With what it sees of files.
    pub memory: u64,
    /// Files, sockets among them.
    pub open_files: usize,
}

impl Server {
    /// Serves what the folder holds, at any free port, with logs that go nowhere.
    pub fn start(program: &Path, folder: &Path) -> Result<Server> {
        let mut command = Command::new(program);
        command.current_dir(folder).stderr(Stdio::null());
        Server::of(command)
    }

    /// A command without its arguments, started as a server.
    pub fn of(mut command: Command) -> Result<Server> {
        let mut process = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = process.stdout.take().context("its standard output")?;
        let address = BufReader::new(said).lines().find_map(|line| {
            let line = line.ok()?;
            let mut words = line.split_whitespace();
            let address = words.find_map(|word| word.strip_prefix("http://"))?;
            address.trim_end_matches('/').parse().ok()
        });
        let Some(address) = address else {
            let status = process.wait()?;
            anyhow::bail!("the server ended without telling its address: {status}");
        };
        Ok(Server { process, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it takes now.
    pub fn figures(&self) -> Result<Figures> {
        let folder = Path::new("/proc").join(self.process.id().to_string());
        let Ok(status) = std::fs::read_to_string(folder.join("status")) else {
            return Ok(Figures::default());
        };
        let kilobytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next());
            number.and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        Ok(Figures {
            own_memory: kilobytes("RssAnon:"),
            memory: kilobytes("VmRSS:"),
            open_files: std::fs::read_dir(folder.join("fd"))?.count(),
        })
    }

    /// Whether the system may give it memory in huge pages; `None` where it does not tell.
    pub fn may_have_huge_pages(&self) -> Option<bool> {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("THP_enabled:"));
        line.map(|told| told.trim() == "1")
    }

    /// Tells it to stop, as a service manager does, and waits until it has; it must end well.
    pub fn stop(mut self) -> Result<()> {
        self.signal(Signal::TERM)?;
        let status = self.process.wait()?;
        ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) -> Result<()> {
        let id = Pid::from_raw(self.process.id().try_into()?).context("a process id")?;
        Ok(kill_process(id, signal)?)
    }

    /// Waits until it ends by itself.
    pub fn wait(mut self) -> Result<std::process::ExitStatus> {
        Ok(self.process.wait()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to be done where it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
