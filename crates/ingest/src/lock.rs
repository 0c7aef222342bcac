//! One writer at a time: whoever changes the catalogue also brings the index up to date, alone.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::IngestError;

/// How often to look whether the other one is done.
const PAUSE: Duration = Duration::from_millis(50);

/// Held by the command that writes to a data folder; let go when dropped, and by the system when the
/// process ends in whatever way.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Waits for its turn as long as `patience` lasts. `command` is told to whoever waits for us.
    ///
    /// # Errors
    /// Another command holds it for longer, or the folder cannot be written.
    pub fn take(data: &Path, command: &str, patience: Duration) -> Result<WriterLock, IngestError> {
        let path = data.join("archive.db.lock");
        let failed = |source| IngestError::Folder {
            path: path.clone(),
            source,
        };
        fs::create_dir_all(data).map_err(failed)?;
        let mut file = open(&path).map_err(failed)?;
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(source)) => return Err(failed(source)),
                Err(TryLockError::WouldBlock) if began.elapsed() >= patience => {
                    return Err(busy(data, &mut file));
                }
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            }
        }
        sign(&mut file, command).map_err(failed)?;
        Ok(WriterLock { _file: file })
    }
}

fn open(path: &PathBuf) -> io::Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
}

fn sign(file: &mut File, command: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "`paragraf {command}`, process {}", std::process::id())
}

fn busy(data: &Path, file: &mut File) -> IngestError {
    let mut holder = String::new();
    let known = file.read_to_string(&mut holder).is_ok() && !holder.is_empty();
    IngestError::Busy {
        data: data.to_owned(),
        holder: if known {
            holder
        } else {
            "starting just now".to_owned()
        },
    }
}
