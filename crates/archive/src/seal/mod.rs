//! The seal of the catalogue: a checksum of each block of `archive.db`, so that every changed byte is noticed.
//!
//! SQLite checks its structure; a flipped letter in a text or a byte of a free page passes. The seal lies beside the
//! catalogue (`archive.db.seal`) and holds while nobody writes. Whoever writes says so first (`archive.db.writers`), and
//! the last one seals the catalogue again: what is found unsealed was written by somebody who is at work or did not come
//! to the end.

mod keeper;
mod writers;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

pub use keeper::SealKeeper;
pub use writers::{Present, Writers};

use crate::originals::{hexadecimal, sync_folder};

/// Checksums of all blocks as they were when the last writer had ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    size: u64,
    blocks: Vec<String>,
}

/// Why there is no seal to compare with.
#[derive(Debug)]
pub enum NoSeal {
    /// The catalogue was never sealed.
    Missing,
    /// The seal does not fit to its own checksum.
    Damaged,
    /// Made by a later version of the program.
    Newer(u32),
    /// The file system fails.
    Io(io::Error),
}

/// Version of the seal's form.
pub const SEAL_VERSION: u32 = 1;

/// Small, so that damage is told by its place and that a few changed pages make little work; large enough that the
/// seal of 30 GB is 8 MB.
pub const BLOCK: u64 = 256 * 1024;

const TITLE: &str = "paragraf seal ";
/// In the place of a checksum: what was found damaged and was written to since cannot be told from what it should be.
const DAMAGED: &str = "damaged before it was last changed";
/// Begins the last line.
const SUM: &str = "sum ";

impl Seal {
    /// Where it lies.
    pub fn path(data_dir: &Path) -> PathBuf {
        data_dir.join("archive.db.seal")
    }

    /// Reads it.
    pub fn read(data_dir: &Path) -> Result<Seal, NoSeal> {
        let bytes = match fs::read(Seal::path(data_dir)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NoSeal::Missing),
            read => read.map_err(NoSeal::Io)?,
        };
        let text = String::from_utf8(bytes).map_err(|_| NoSeal::Damaged)?;
        let (body, sum) = text.rsplit_once(SUM).ok_or(NoSeal::Damaged)?;
        if sum.strip_suffix('\n') != Some(&hexadecimal(&Sha256::digest(body))) {
            return Err(NoSeal::Damaged);
        }
        // What follows the first line may have another form in another version.
        let (version, rest) = body
            .strip_prefix(TITLE)
            .and_then(|body| body.split_once('\n'))
            .ok_or(NoSeal::Damaged)?;
        match version.parse() {
            Ok(SEAL_VERSION) => Seal::of_lines(rest).ok_or(NoSeal::Damaged),
            Ok(version) => Err(NoSeal::Newer(version)),
            Err(_) => Err(NoSeal::Damaged),
        }
    }

    fn of_lines(lines: &str) -> Option<Seal> {
        let mut lines = lines.lines();
        let size = lines.next()?.strip_prefix("size ")?.parse().ok()?;
        let blocks = lines.map(str::to_owned).collect();
        Some(Seal { size, blocks })
    }

    /// Writes it in the place of the last one, in one step and for good.
    pub fn write(&self, data_dir: &Path) -> io::Result<()> {
        let mut body = format!("{TITLE}{SEAL_VERSION}\nsize {}\n", self.size);
        for block in &self.blocks {
            body.push_str(block);
            body.push('\n');
        }
        let sum = hexadecimal(&Sha256::digest(&body));
        let (path, aside) = (Seal::path(data_dir), data_dir.join("archive.db.seal.new"));
        let mut file = File::create(&aside)?;
        file.write_all(body.as_bytes())?;
        file.write_all(format!("{SUM}{sum}\n").as_bytes())?;
        file.sync_all()?;
        fs::rename(&aside, path)?;
        sync_folder(data_dir)
    }

    /// Of a catalogue of which nothing was written yet.
    pub fn of_nothing() -> Seal {
        Seal {
            size: 0,
            blocks: Vec::new(),
        }
    }

    /// Of a catalogue as it is.
    pub fn of(catalogue: &Path) -> io::Result<Seal> {
        let mut seal = Seal::of_nothing();
        seal.renew(catalogue, &BTreeSet::new())?;
        Ok(seal)
    }

    /// Makes it that of the catalogue as it is, of which only these blocks and those beyond the old end changed.
    pub fn renew(&mut self, catalogue: &Path, changed: &BTreeSet<u64>) -> io::Result<()> {
        let mut file = File::open(catalogue)?;
        let size = file.metadata()?.len();
        // The last block is kept too where it did not grow: read anew, it would be sealed with what the disk did to it.
        let kept = match self.size == size {
            true => self.blocks.len() as u64,
            false => self.size.min(size) / BLOCK,
        };
        self.blocks.truncate(usize::try_from(kept).unwrap_or(0));
        let changed = changed.range(..kept).copied();
        let added = kept..size.div_ceil(BLOCK);
        for number in changed.chain(added) {
            let sum = block_sum(&mut file, number)?;
            match usize::try_from(number)
                .ok()
                .and_then(|at| self.blocks.get_mut(at))
            {
                Some(block) => *block = sum,
                None => self.blocks.push(sum),
            }
        }
        self.size = size;
        Ok(())
    }

    /// Whether a block is still as it was sealed; a block that was never sealed is.
    fn holds(&self, catalogue: &Path, number: u64) -> io::Result<bool> {
        let sealed = usize::try_from(number)
            .ok()
            .and_then(|at| self.blocks.get(at));
        let Some(sealed) = sealed else {
            return Ok(true);
        };
        Ok(block_sum(&mut File::open(catalogue)?, number)? == *sealed)
    }

    /// No block is as this one was sealed from now on.
    fn mark_damaged(&mut self, number: u64) {
        let at = usize::try_from(number).ok();
        if let Some(block) = at.and_then(|at| self.blocks.get_mut(at)) {
            DAMAGED.clone_into(block);
        }
    }

    /// Whether the catalogue is of the size that was sealed.
    pub fn is_of_size(&self, catalogue: &Path) -> bool {
        fs::metadata(catalogue).is_ok_and(|facts| facts.len() == self.size)
    }

    /// Parts of the catalogue that are not as they were sealed, joined where they touch. `tick` is told how many bytes
    /// were read.
    pub fn differences(
        &self,
        catalogue: &Path,
        tick: &mut dyn FnMut(u64),
    ) -> io::Result<Vec<Range<u64>>> {
        let mut file = File::open(catalogue)?;
        let size = file.metadata()?.len();
        let mut different: Vec<Range<u64>> = Vec::new();
        for (number, sealed) in (0..).zip(&self.blocks) {
            let found = number * BLOCK..self.size.min((number + 1) * BLOCK);
            tick(found.end - found.start);
            if block_sum(&mut file, number)? == *sealed && found.end <= size {
                continue;
            }
            match different.last_mut() {
                Some(last) if last.end == found.start => last.end = found.end,
                _ => different.push(found),
            }
        }
        if size > self.size {
            different.push(self.size..size);
        }
        Ok(different)
    }
}

/// Of what there is of a block.
fn block_sum(file: &mut File, number: u64) -> io::Result<String> {
    file.seek(SeekFrom::Start(number * BLOCK))?;
    let mut bytes = Vec::with_capacity(BLOCK as usize);
    file.take(BLOCK).read_to_end(&mut bytes)?;
    Ok(hexadecimal(&Sha256::digest(&bytes)))
}
