//! What the one writer waits for, told beside the catalogue to everybody who asks how things stand.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Told again more often than this while it holds; older, its writer is gone without a word.
const FRESH: Duration = Duration::from_secs(60);

/// Reading in goes on when there is room again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingForSpace {
    /// Free on the disk when it was last looked at.
    pub free_bytes: u64,
    /// Reading in goes on with so much.
    pub least_free_bytes: u64,
    /// The folder whose disk it is.
    pub folder: PathBuf,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

impl WaitingForSpace {
    /// Tells it to all who look; to be repeated while it holds.
    ///
    /// # Errors
    /// The folder takes no file, not even a small one.
    pub fn tell(&self, data_dir: &Path) -> io::Result<()> {
        let path = place(data_dir);
        let aside = path.with_extension("json.new");
        fs::write(&aside, serde_json::to_vec(self)?)?;
        fs::rename(aside, path)
    }

    /// Takes it back. That nothing was told is no error.
    ///
    /// # Errors
    /// The folder cannot be changed.
    pub fn forget(data_dir: &Path) -> io::Result<()> {
        match fs::remove_file(place(data_dir)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// What is told now; a writer that died waiting tells nothing.
    pub fn told(data_dir: &Path) -> Option<WaitingForSpace> {
        let path = place(data_dir);
        let told = fs::metadata(&path).and_then(|metadata| metadata.modified());
        let is_old = told.ok()?.elapsed().is_ok_and(|age| age > FRESH);
        let text = fs::read(&path).ok().filter(|_| !is_old)?;
        serde_json::from_slice(&text).ok()
    }
}

fn place(data_dir: &Path) -> PathBuf {
    data_dir.join("ingest-state.json")
}
