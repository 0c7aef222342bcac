//! One run of the real program, with a fault or without.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use anyhow::{Context, Result};
use serde_json::Value;
use tempfile::TempDir;

use super::shim::{Fault, Shim};

pub use std::process::Command;

/// Folders for data and index, gone when dropped.
#[derive(Debug)]
pub struct Place {
    folder: TempDir,
    program: PathBuf,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status, or the signal that killed it.
    pub status: ExitStatus,
    /// On standard output.
    pub said: String,
    /// On standard error.
    pub complained: String,
    /// How many operations changed something below data and index.
    pub operations: u64,
}

impl Place {
    /// With nothing in it.
    ///
    /// # Errors
    /// The disk fails.
    pub fn new(program: &Path) -> Result<Place> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("held"))?;
        Ok(Place {
            folder,
            program: program.to_owned(),
        })
    }

    /// With a copy of what is in another one.
    ///
    /// # Errors
    /// The disk fails.
    pub fn like(other: &Place) -> Result<Place> {
        let place = Place::new(&other.program)?;
        copy(&other.held(), &place.held())?;
        Ok(place)
    }

    /// The folder that holds data and index: what happens below it counts.
    pub fn held(&self) -> PathBuf {
        self.folder.path().join("held")
    }

    /// Folder of catalogue and originals.
    pub fn data(&self) -> PathBuf {
        self.held().join("data")
    }

    /// Folder of the index.
    pub fn index(&self) -> PathBuf {
        self.held().join("index")
    }

    /// Where a journal of this place is written.
    pub fn journal(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    /// The program with these arguments, on this place.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .current_dir(self.folder.path())
            .args(arguments)
            .arg("--data")
            .arg(self.data())
            .arg("--index")
            .arg(self.index());
        command
    }

    /// Runs the program, with something that happens at an operation.
    ///
    /// # Errors
    /// It does not start.
    pub fn run(
        &self,
        shim: &Shim,
        arguments: &[&str],
        fault: Option<(Fault, u64)>,
    ) -> Result<Ended> {
        let mut command = self.command(arguments);
        if let Some((fault, at)) = fault {
            Shim::fault(&mut command, fault, at);
        }
        self.watch(shim, command)
    }

    /// Runs the program and writes down what it does.
    ///
    /// # Errors
    /// It does not start.
    pub fn run_with_journal(&self, shim: &Shim, arguments: &[&str]) -> Result<Ended> {
        let mut command = self.command(arguments);
        Shim::journal(&mut command, &self.journal());
        self.watch(shim, command)
    }

    fn watch(&self, shim: &Shim, mut command: Command) -> Result<Ended> {
        let count = self.folder.path().join("count");
        shim.load(&mut command, &[self.held()], &count);
        let output = command.output().context("the program does not start")?;
        let operations = fs::read(&count)?;
        Ok(Ended {
            status: output.status,
            said: String::from_utf8_lossy(&output.stdout).into_owned(),
            complained: String::from_utf8_lossy(&output.stderr).into_owned(),
            operations: u64::from_le_bytes(
                operations
                    .try_into()
                    .ok()
                    .context("the program was not watched")?,
            ),
        })
    }
}

impl Ended {
    /// Whether it was killed.
    pub fn was_killed(&self) -> bool {
        self.status.signal() == Some(9)
    }
}

/// Files whose taking in was told, whole line by whole line.
pub fn acknowledged(said: &str) -> Vec<PathBuf> {
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|line| Some(PathBuf::from(line.get("path")?.as_str()?)))
        .collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
