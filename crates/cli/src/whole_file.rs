//! Files that are whole or not there: written beside their place and renamed in the end.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;

use anyhow::Context;

use crate::commands::WrongUse;
use crate::commands::serve::stopped;

/// Files that are being written. Behind one lock with what ends the program, so that none appears after the last look.
static UNFINISHED: LazyLock<Mutex<Vec<PathBuf>>> = LazyLock::new(|| {
    thread::spawn(remove_when_stopped);
    Mutex::default()
});

/// Writes a file that has its name only when it is complete. What was begun is removed when writing fails and when
/// Ctrl-C or a service manager ends the program.
pub fn write<T>(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = Unfinished::new(PathBuf::from(part));
    let file = File::create(&part.0)
        .with_context(|| WrongUse(format!("cannot write {}", part.0.display())))?;
    let mut out = BufWriter::with_capacity(64 << 10, file);
    let written = write(&mut out)?;
    out.flush()
        .and_then(|()| out.get_ref().sync_all())
        .with_context(|| format!("cannot write {}", part.0.display()))?;
    fs::rename(&part.0, path).with_context(|| format!("cannot name {}", path.display()))?;
    Ok(written)
}

/// A file or a folder that is of no use before it is finished: removed when dropped and when the program is ended. There is
/// nothing to remove once it is renamed.
pub struct Unfinished(PathBuf);

impl Unfinished {
    pub fn new(path: PathBuf) -> Unfinished {
        unfinished().push(path.clone());
        Unfinished(path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let mut all = unfinished();
        remove(&self.0);
        all.retain(|path| path != &self.0);
    }
}

fn unfinished() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What cannot be removed is overwritten the next time.
fn remove(path: &Path) {
    let _ = match path.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    };
}

/// Ends the program as the signal would have done, after the files are gone.
fn remove_when_stopped() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    // Without it the signal ends the program at once and leaves a file that says `.part`.
    let Ok(runtime) = runtime else { return };
    let Ok(stopped) = runtime.block_on(async { stopped() }) else {
        return;
    };
    runtime.block_on(stopped);
    let files = unfinished();
    for path in files.iter() {
        remove(path);
    }
    // The lock is held to the end: no further file is begun.
    std::process::exit(130);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_could_not_be_written_leaves_what_was_there_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hits.csv");
        write(&path, |out| Ok(out.write_all(b"all of it")?)).unwrap();
        let failed = write(&path, |out| {
            out.write_all(b"half")?;
            anyhow::bail!("the archive went away")
        });
        assert_eq!(
            failed.map(|()| 0).unwrap_err().to_string(),
            "the archive went away"
        );
        assert_eq!(fs::read(&path).unwrap(), b"all of it");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    /// Set in a child of the test below: where it writes until it is stopped.
    const FOLDER: &str = "PARAGRAF_TEST_UNFINISHED";

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_interrupted_is_removed() {
        if let Some(folder) = std::env::var_os(FOLDER) {
            let begun = Path::new(&folder).join("backup.zip.1.partial");
            let _begun = Unfinished::new(begun.clone());
            fs::create_dir(&begun).unwrap();
            fs::write(begun.join("packed"), "half").unwrap();
            let endless = write(&Path::new(&folder).join("hits.csv"), |out| {
                loop {
                    out.write_all(b"one more row\n")?;
                    out.flush()?;
                    thread::sleep(std::time::Duration::from_millis(5));
                }
            });
            return endless.unwrap();
        }
        use rustix::process::{Pid, Signal, kill_process};
        for signal in [Signal::INT, Signal::TERM] {
            let folder = tempfile::tempdir().unwrap();
            let mut child = std::process::Command::new(std::env::current_exe().unwrap())
                .args([
                    "whole_file::tests::a_file_that_is_interrupted_is_removed",
                    "--exact",
                ])
                .env(FOLDER, folder.path())
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap();
            let part = folder.path().join("hits.csv.part");
            while !fs::metadata(&part).is_ok_and(|part| part.len() > 100) {
                assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
                thread::sleep(std::time::Duration::from_millis(5));
            }
            kill_process(Pid::from_child(&child), signal).unwrap();
            assert_eq!(child.wait().unwrap().code(), Some(130));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }
}
