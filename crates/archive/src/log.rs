//! The catalogue's log (`archive.db-wal`) as a file: which pages it changes, and whether it is whole.
//!
//! SQLite ends at the first frame that does not fit and says nothing: what was committed after it is gone. Here the
//! frames are read by their own rules (SQLite's file format, "WAL-index and WAL format").

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// What lies before the first frame.
const HEADER: usize = 32;
/// What lies before each page.
const FRAME_HEADER: usize = 24;
/// The words of a log whose checksums are of big-endian numbers; one less for little-endian ones.
const BIG_ENDIAN: u32 = 0x377f_0683;
const BUFFER: usize = 1024 * 1024;

/// Where the log of a catalogue lies.
pub fn log_path(catalogue: &Path) -> PathBuf {
    let mut name = catalogue.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// How long the log is; 0 where there is none.
pub fn log_length(catalogue: &Path) -> io::Result<u64> {
    match std::fs::metadata(log_path(catalogue)) {
        Ok(facts) => Ok(facts.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}

/// Pages that some frame of the log holds, and how large each is.
#[derive(Debug, Default)]
pub struct Changed {
    /// In bytes.
    pub page_size: u64,
    /// Counted from 1.
    pub pages: BTreeSet<u64>,
}

/// What the log holds, frames of earlier rounds included: rather a page too many than one too few.
pub fn changed(catalogue: &Path) -> io::Result<Changed> {
    let mut changed = Changed::default();
    let Some(mut frames) = Frames::open(catalogue)? else {
        return Ok(changed);
    };
    changed.page_size = frames.page_size as u64;
    while let Some(frame) = frames.next()? {
        changed.pages.insert(u64::from(frame.page));
    }
    Ok(changed)
}

/// Whether the log is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogState {
    /// Empty, or not there.
    Empty,
    /// Every frame fits to the one before.
    Whole {
        /// Frames that are read.
        frames: u64,
    },
    /// From this frame on (counted from 0) nothing is read, though something was written.
    Damaged {
        /// The first that does not fit.
        frame: u64,
    },
}

/// Reads the whole log.
pub fn check(catalogue: &Path) -> io::Result<LogState> {
    if log_length(catalogue)? == 0 {
        return Ok(LogState::Empty);
    }
    let Some(mut frames) = Frames::open(catalogue)? else {
        return Ok(LogState::Damaged { frame: 0 });
    };
    let (mut sums, salts) = (frames.sums, frames.salts);
    let mut number = 0;
    while let Some(frame) = frames.next()? {
        let next = frames.checksum(sums, &frame.named);
        let next = frames.checksum(next, &frames.page);
        // The salts are no part of the checksum, so that each tells of damage to the other. Where neither fits, the
        // frame was left by an earlier round, and the log ends before it.
        match (next == frame.sums, frame.salts == salts) {
            (true, true) => sums = next,
            (false, false) => break,
            _ => return Ok(LogState::Damaged { frame: number }),
        }
        number += 1;
    }
    Ok(LogState::Whole { frames: number })
}

/// Frame after frame.
struct Frames {
    file: BufReader<File>,
    page_size: usize,
    is_big_endian: bool,
    salts: [u8; 8],
    /// Of the header; each frame's goes on from the one before.
    sums: [u32; 2],
    /// The bytes of the last frame's page.
    page: Vec<u8>,
}

/// What stands before a page.
struct Frame {
    page: u32,
    /// The part that the checksum is of.
    named: [u8; 8],
    salts: [u8; 8],
    sums: [u32; 2],
}

impl Frames {
    /// `None` where there is no log or its head is no head.
    fn open(catalogue: &Path) -> io::Result<Option<Frames>> {
        let file = match File::open(log_path(catalogue)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut file = BufReader::with_capacity(BUFFER, file);
        let mut header = [0; HEADER];
        if !fill(&mut file, &mut header)? {
            return Ok(None);
        }
        let magic = word(&header, 0);
        let page_size = word(&header, 8) as usize;
        let is_known = magic == BIG_ENDIAN || magic == BIG_ENDIAN - 1;
        if !is_known || !page_size.is_power_of_two() || !(512..=65_536).contains(&page_size) {
            return Ok(None);
        }
        let mut frames = Frames {
            file,
            page_size,
            is_big_endian: magic == BIG_ENDIAN,
            salts: bytes(&header, 16),
            sums: [word(&header, 24), word(&header, 28)],
            page: vec![0; page_size],
        };
        let summed = header.get(..24).unwrap_or_default();
        let is_whole = frames.checksum([0, 0], summed) == frames.sums;
        frames.page.fill(0);
        Ok(is_whole.then_some(frames))
    }

    fn next(&mut self) -> io::Result<Option<Frame>> {
        let mut header = [0; FRAME_HEADER];
        if !fill(&mut self.file, &mut header)? || !fill(&mut self.file, &mut self.page)? {
            return Ok(None);
        }
        Ok(Some(Frame {
            page: word(&header, 0),
            named: bytes(&header, 0),
            salts: bytes(&header, 8),
            sums: [word(&header, 16), word(&header, 20)],
        }))
    }

    /// Goes on from `sums` over some pairs of 32-bit numbers.
    fn checksum(&self, sums: [u32; 2], bytes: &[u8]) -> [u32; 2] {
        let [mut first, mut second] = sums;
        for (place, four) in bytes.chunks_exact(4).enumerate() {
            let four = <[u8; 4]>::try_from(four).unwrap_or_default();
            let number = match self.is_big_endian {
                true => u32::from_be_bytes(four),
                false => u32::from_le_bytes(four),
            };
            if place % 2 == 0 {
                first = first.wrapping_add(number).wrapping_add(second);
            } else {
                second = second.wrapping_add(number).wrapping_add(first);
            }
        }
        [first, second]
    }
}

/// Whether there was enough to fill it.
fn fill(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(self::bytes(bytes, at))
}

/// Zeros beyond the end, which no caller asks for.
fn bytes<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes
        .get(at..at + N)
        .and_then(|found| found.try_into().ok())
        .unwrap_or([0; N])
}
