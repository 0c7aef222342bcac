//! A running `paragraf serve` with settings as they are by default, on this machine's own address.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};

use super::client::Client;
use super::process::{self, Memory};

/// So often a server that starts is asked.
const ASK_EVERY: Duration = Duration::from_millis(2);
/// A server that takes longer has failed.
const LONGEST_START: Duration = Duration::from_secs(600);

/// Killed when dropped.
#[derive(Debug)]
pub struct Server {
    process: Child,
    address: SocketAddr,
    /// From its start until the first search was answered.
    pub opened_in: Duration,
}

impl Server {
    /// Starts it and asks this until it is answered.
    pub fn start(program: &Path, archive: &Archive, first: &str) -> Result<Server> {
        // Free now; nobody else on this machine takes it within milliseconds.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut command = archive.command(program);
        command.args(["serve", "--listen", &free.to_string()]);
        let begun = Instant::now();
        let process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| program.display().to_string())?;
        let mut server = Server {
            process,
            address: free,
            opened_in: Duration::ZERO,
        };
        let mut client = Client::new(free);
        loop {
            if let Ok((head, _)) = client.get(first)
                && head.status == 200
            {
                server.opened_in = begun.elapsed();
                return Ok(server);
            }
            let ended = server.process.try_wait()?;
            ensure!(ended.is_none(), "the server ended: {ended:?}");
            ensure!(
                begun.elapsed() < LONGEST_START,
                "the server never answered {first}"
            );
            thread::sleep(ASK_EVERY);
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it takes now.
    pub fn memory(&self) -> Memory {
        process::memory(self.process.id())
    }

    /// The most that has been resident.
    pub fn most_resident(&self) -> u64 {
        process::most_resident(self.process.id())
    }

    /// Processor time so far.
    pub fn cpu_seconds(&self) -> f64 {
        process::cpu_seconds(self.process.id()).unwrap_or_default()
    }

    /// Tells it to stop and waits until it has.
    pub fn stop(mut self) -> Result<()> {
        let id = Pid::from_raw(self.process.id().try_into()?).context("a process id")?;
        kill_process(id, Signal::TERM)?;
        let status = self.process.wait()?;
        ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to be done where it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where an archive and its index lie.
#[derive(Clone, Debug)]
pub struct Archive {
    /// A folder with nothing else in it.
    pub folder: std::path::PathBuf,
}

impl Archive {
    /// In this folder.
    pub fn at(folder: &Path) -> Archive {
        Archive {
            folder: folder.to_owned(),
        }
    }

    /// The catalogue and the originals.
    pub fn data(&self) -> std::path::PathBuf {
        self.folder.join("data")
    }

    /// The index.
    pub fn index(&self) -> std::path::PathBuf {
        self.folder.join("index")
    }

    /// Whether one was filled here to the end.
    pub fn is_whole(&self) -> bool {
        self.mark().exists()
    }

    /// Notes that it was filled to the end.
    pub fn is_now_whole(&self) -> Result<()> {
        Ok(std::fs::write(self.mark(), "")?)
    }

    /// Takes away what is there.
    pub fn make_anew(&self) -> Result<()> {
        if self.folder.exists() {
            std::fs::remove_dir_all(&self.folder)?;
        }
        Ok(std::fs::create_dir_all(&self.folder)?)
    }

    /// The program with this archive and no settings of anybody.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PARAGRAF_") {
                command.env_remove(name);
            }
        }
        command.current_dir(&self.folder);
        command.arg("--data").arg(self.data());
        command.arg("--index").arg(self.index());
        command
    }

    fn mark(&self) -> std::path::PathBuf {
        self.folder.join("whole")
    }
}
