//! Builds the library that is loaded into the program, and asks it for faults.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// What happens at an operation that changes a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails; the disk is broken there, once or from then on.
    Broken { for_good: bool },
    /// It fails for want of space, after half of its bytes; once or from then on.
    Full { for_good: bool },
    /// The process dies before it.
    KilledBefore,
    /// The process dies when half of its bytes are written.
    KilledHalfway,
    /// The process dies after it.
    KilledAfter,
}

impl Fault {
    /// Every way in which an operation can fail.
    pub const FAILURES: [Fault; 4] = [
        Fault::Broken { for_good: false },
        Fault::Broken { for_good: true },
        Fault::Full { for_good: false },
        Fault::Full { for_good: true },
    ];

    /// Every way to die at an operation.
    pub const DEATHS: [Fault; 3] = [
        Fault::KilledBefore,
        Fault::KilledHalfway,
        Fault::KilledAfter,
    ];

    fn name(self) -> &'static str {
        match self {
            Fault::Broken { .. } => "eio",
            Fault::Full { .. } => "enospc",
            Fault::KilledBefore => "kill",
            Fault::KilledHalfway => "kill-half",
            Fault::KilledAfter => "kill-after",
        }
    }

    fn is_for_good(self) -> bool {
        matches!(
            self,
            Fault::Broken { for_good: true } | Fault::Full { for_good: true }
        )
    }
}

/// The built library.
#[derive(Debug)]
pub struct Shim {
    folder: TempDir,
}

impl Shim {
    /// Builds it with the system's C compiler, which the program's own SQLite needs as well.
    ///
    /// # Errors
    /// There is no compiler, or it refuses.
    pub fn build() -> Result<Shim> {
        let folder = tempfile::tempdir()?;
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/shim.c");
        let built = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()))
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(folder.path().join("shim.so"))
            .arg(source)
            .args(["-ldl", "-lpthread"])
            .status()
            .context("a C compiler is needed")?;
        ensure!(built.success(), "the library does not build");
        Ok(Shim { folder })
    }

    /// Lets a program's operations below these folders be counted in a file.
    pub fn load(&self, program: &mut Command, folders: &[PathBuf], count: &Path) {
        let folders: Vec<String> = folders
            .iter()
            .map(|folder| folder.display().to_string())
            .collect();
        program
            .env("LD_PRELOAD", self.folder.path().join("shim.so"))
            .env("FAULTS_FOLDERS", folders.join(":"))
            .env("FAULTS_COUNT", count);
    }

    /// Lets something happen at the operation with this number, from 1.
    pub fn fault(program: &mut Command, fault: Fault, at: u64) {
        program
            .env("FAULTS_AT", at.to_string())
            .env("FAULTS_DO", fault.name());
        if fault.is_for_good() {
            program.env("FAULTS_FOR_GOOD", "1");
        }
    }

    /// Lets every operation be written down.
    pub fn journal(program: &mut Command, journal: &Path) {
        program.env("FAULTS_JOURNAL", journal);
    }
}
