//! Room on the disk: a run waits where there is little, before it fails for want of it, and goes on by itself.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use paragraf_archive::WaitingForSpace;
use paragraf_index::merge_room;

use crate::{IngestConfig, IngestError, Progress};

/// How often what is waited for is told again, so that nobody takes it for old.
const TELL_EVERY: Duration = Duration::from_secs(15);

/// For so many looks at the disk, the size of the index's segments is taken as known.
const MEASURE_EVERY: u32 = 500;

/// How much room there has to be, and how long to wait for it.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Least free bytes on the disks of data and index; an index with larger segments needs more. 0 never waits.
    pub least_free_bytes: u64,
    /// How long to wait for it.
    pub patience: Duration,
    /// How often to look whether there is room again.
    pub look_every: Duration,
    /// Tells how much is free on the disk of a folder.
    pub free: fn(&Path) -> io::Result<u64>,
}

impl Room {
    /// Nothing is waited for.
    pub fn unwatched() -> Room {
        Room {
            least_free_bytes: 0,
            ..Room::default()
        }
    }
}

impl Default for Room {
    /// A gibibyte, waited for by the day.
    fn default() -> Room {
        Room {
            least_free_bytes: 1024 * 1024 * 1024,
            patience: Duration::from_secs(24 * 60 * 60),
            look_every: Duration::from_secs(1),
            free: free_bytes,
        }
    }
}

/// Asks a run to end as soon as what it has begun is whole. Cheap to share.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<(AtomicBool, Mutex<()>, Condvar)>);

impl Stop {
    /// Asks for it.
    pub fn ask(&self) {
        let (asked, mutex, condition) = &*self.0;
        let _held = mutex.lock().unwrap_or_else(PoisonError::into_inner);
        asked.store(true, Ordering::SeqCst);
        condition.notify_all();
    }

    /// Whether it was asked for.
    pub fn is_asked(&self) -> bool {
        self.0.0.load(Ordering::SeqCst)
    }

    /// Waits, but no longer than until it is asked for.
    pub fn wait(&self, time: Duration) {
        let (asked, mutex, condition) = &*self.0;
        let held = mutex.lock().unwrap_or_else(PoisonError::into_inner);
        if !asked.load(Ordering::SeqCst) {
            drop(condition.wait_timeout(held, time));
        }
    }
}

/// Watches the disks during a run.
#[derive(Debug, Default)]
pub struct Watch {
    /// For what the index puts together, as last measured.
    merging: u64,
    looks: u32,
}

/// Too little is free.
struct Lack {
    folder: PathBuf,
    free: u64,
    least: u64,
}

impl Watch {
    /// Waits until there is room on the disks of data and index, and tells about it.
    ///
    /// # Errors
    /// There is none for as long as the run has patience, or the run is asked to stop.
    pub fn wait(
        &mut self,
        config: &IngestConfig,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), IngestError> {
        let is_first = self.looks == 0;
        let Some(lack) = self.lack(config) else {
            // Left by a run that was killed while it waited.
            if is_first {
                let _ = WaitingForSpace::forget(&config.data);
            }
            return Ok(());
        };
        let answer = self.wait_out(lack, config, progress);
        // Where it cannot be taken back, it grows old by itself.
        let _ = WaitingForSpace::forget(&config.data);
        answer
    }

    /// Whether there is room now.
    pub fn has_room(&mut self, config: &IngestConfig) -> bool {
        self.lack(config).is_none()
    }

    /// Whether the disk of the index has room for so much more, and for what runs keep free.
    pub fn has_room_for(bytes: u64, config: &IngestConfig) -> bool {
        let room = config.room;
        if room.least_free_bytes == 0 {
            return true;
        }
        let merging = merge_room(&config.index).unwrap_or(0);
        let wanted = bytes.saturating_add(room.least_free_bytes.max(merging));
        // A disk that does not tell is not waited for.
        (room.free)(existing(&config.index)).map_or(true, |free| free >= wanted)
    }

    fn wait_out(
        &mut self,
        mut lack: Lack,
        config: &IngestConfig,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), IngestError> {
        let (began, since) = (Instant::now(), (config.clock)());
        let mut told: Option<Instant> = None;
        loop {
            if config.stop.is_asked() || began.elapsed() >= config.room.patience {
                return Err(lack.into_error());
            }
            let note = told.is_none().then(|| lack.note());
            if told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
                let state = WaitingForSpace {
                    free_bytes: lack.free,
                    least_free_bytes: lack.least,
                    folder: lack.folder,
                    since,
                };
                // A disk that takes not even this: whoever started the run was told.
                let _ = state.tell(&config.data);
                told = Some(Instant::now());
            }
            if let Some(note) = note {
                progress(Progress::Note(note));
            }
            config.stop.wait(config.room.look_every);
            match self.lack(config) {
                Some(still) => lack = still,
                None => {
                    progress(Progress::Note("there is room again: going on".to_owned()));
                    return Ok(());
                }
            }
        }
    }

    fn lack(&mut self, config: &IngestConfig) -> Option<Lack> {
        let room = config.room;
        if room.least_free_bytes == 0 {
            return None;
        }
        if self.looks.is_multiple_of(MEASURE_EVERY) {
            self.merging = merge_room(&config.index).unwrap_or(self.merging);
        }
        self.looks = self.looks.wrapping_add(1);
        let least = room.least_free_bytes.max(self.merging);
        [&config.data, &config.index]
            .into_iter()
            .find_map(|folder| {
                // A disk that does not tell is not waited for.
                let free = (room.free)(existing(folder)).ok()?;
                (free < least).then(|| Lack {
                    folder: folder.clone(),
                    free,
                    least,
                })
            })
    }
}

impl Lack {
    fn note(&self) -> String {
        format!(
            "waiting for disk space: {} free in {}, {} needed; reading in goes on by itself when there is room, and searching goes on meanwhile",
            size(self.free),
            self.folder.display(),
            size(self.least)
        )
    }

    fn into_error(self) -> IngestError {
        IngestError::NoSpace {
            folder: self.folder,
            free: size(self.free),
            least: size(self.least),
        }
    }
}

/// As people read it: `512 MiB`, or `1.5 GiB`.
pub fn size(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1024 * 1024;
    let mebibytes = bytes / MEBIBYTE;
    if mebibytes < 1024 {
        format!("{mebibytes} MiB")
    } else {
        format!("{}.{} GiB", mebibytes / 1024, mebibytes % 1024 * 10 / 1024)
    }
}

/// The folder, or the one above that is there already.
fn existing(folder: &Path) -> &Path {
    let there = folder.ancestors().find(|above| above.exists());
    there
        .filter(|above| !above.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Bytes that this program may still write to the disk of a folder.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Other systems are not asked.
#[cfg(not(unix))]
fn free_bytes(_folder: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}
