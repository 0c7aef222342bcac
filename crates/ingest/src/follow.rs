//! The index follows the archive: change by change, or from the beginning.

mod anew;
mod parts;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use paragraf_archive::{Archive, Edition, Reader, StoredParagraph};
use paragraf_index::{Index, IndexWriter, IndexedParagraph, OpenError};

pub use anew::{make_anew, make_with};

use crate::lock::WriterLock;
use crate::recent::Recent;
use crate::space::Watch;
use crate::{IngestConfig, IngestError, Progress};

/// Paragraphs or changes that are read from the archive in one go.
const STEP: u32 = 1_000;

/// Changes after which what is indexed becomes visible.
pub const COMMIT_EVERY: u64 = 200_000;

/// A writer that was killed while it started a child holds its lock until that child is under way.
const MOMENT: Duration = Duration::from_secs(1);

/// In the index folder: the id of the archive that the index was made from.
pub const ORIGIN: &str = "archive-id";

/// Brings the index to the archive's last change: after a crash, a deleted or an older index. An index
/// that cannot be brought there (of another version, of another archive) is made anew, with a note.
/// Where there is nothing to do, nothing is locked; and where another command writes, that one brings the
/// index along, so that a usable index is reason enough not to wait for it longer than a moment.
///
/// # Errors
/// Another command writes and there is no index to search meanwhile, or the archive or the disk fails.
pub fn catch_up(
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let state = state(config);
    let patience = match state {
        State::UpToDate => return Ok(()),
        State::Behind => config.patience.min(MOMENT),
        State::Unusable => config.patience,
    };
    let _lock = match WriterLock::take(&config.data, "serve", patience) {
        Err(busy @ IngestError::Busy { .. }) if state == State::Behind => {
            progress(Progress::Note(format!(
                "the index is brought up to date meanwhile: {busy}"
            )));
            return Ok(());
        }
        taken => taken?,
    };
    let archive = Archive::open(&config.data)?;
    if state == State::Behind && !Watch::default().has_room(config) {
        progress(Progress::Note(
            "the index stays behind the archive: there is too little disk space; `paragraf ingest` brings it up to date when there is more".to_owned(),
        ));
        return Ok(());
    }
    let mut follower = Follower::open(config, archive.reader(), progress)?;
    follower.follow(progress)?;
    follower.close()?;
    archive.close()?;
    Ok(())
}

/// Brings an archive of an earlier version to this one, so that it can be read; nothing else is done to it.
///
/// # Errors
/// There is none, another command writes, it is of a later version, or the disk fails.
pub fn carry_over(config: &IngestConfig) -> Result<(), IngestError> {
    Reader::exists(&config.data)?;
    let _lock = WriterLock::take(&config.data, "carrying the archive over", config.patience)?;
    Archive::open(&config.data)?.close()?;
    Ok(())
}

/// Makes a new index from the archive beside the old one, which is searched until it is switched to.
///
/// # Errors
/// There is no archive, another command writes, or the archive or the disk fails.
pub fn rebuild(
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    rebuild_with(config, Words::Learn, progress)
}

/// As [`rebuild`], by the words that the index has or by what the archive's words add to them now.
///
/// # Errors
/// As [`rebuild`].
pub fn rebuild_with(
    config: &IngestConfig,
    words: Words,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    Reader::exists(&config.data)?;
    let _lock = WriterLock::take(&config.data, "rebuild", config.patience)?;
    let archive = Archive::open(&config.data)?;
    Watch::default().wait(config, progress)?;
    make_anew(config, archive.reader(), words, progress)?;
    // What was withdrawn meanwhile did not wait for this to end.
    let mut follower = Follower::open(config, archive.reader(), progress)?;
    follower.follow(&mut |_| {})?;
    follower.close()?;
    archive.close()?;
    progress(Progress::Finished);
    Ok(())
}

/// Which lexicon a new index is made with. With the same one, the same paragraphs are found in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// The built-in one with what the archive's words add to it now: where the archive has grown, searches may find
    /// more than before.
    Learn,
    /// That of the index in use.
    Keep,
}

/// What a look without any lock shows of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    UpToDate,
    Behind,
    Unusable,
}

fn state(config: &IngestConfig) -> State {
    let (Ok(reader), Ok(index)) = (Reader::open(&config.data), Index::open(&config.index)) else {
        return State::Unusable;
    };
    let (id, last) = (
        reader.archive_id().ok(),
        reader.last_sequence().unwrap_or_default(),
    );
    if id.is_none() || origin(&config.index) != id || index.sequence() > last {
        return State::Unusable;
    }
    if index.sequence() == last {
        State::UpToDate
    } else {
        State::Behind
    }
}

/// Whether the index opens, belongs to the archive, and lacks its last changes.
pub fn is_behind(config: &IngestConfig) -> bool {
    state(config) == State::Behind
}

/// An index on its way to the archive's last change. Only for the holder of the [`WriterLock`].
#[derive(Debug)]
pub struct Follower<'a> {
    archive: &'a Reader,
    writer: IndexWriter,
    followed: u64,
    recent: Arc<Recent>,
}

impl<'a> Follower<'a> {
    /// Opens the index, or makes it anew where it cannot be followed on.
    pub fn open(
        config: &IngestConfig,
        archive: &'a Reader,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Follower<'a>, IngestError> {
        let writer = match IndexWriter::open(&config.index) {
            Ok(writer) => writer,
            Err(error) if is_remedied_by_rebuilding(&error) => {
                if !matches!(error, OpenError::Missing { .. }) {
                    progress(Progress::Note(format!("the index is made anew: {error}")));
                }
                return Follower::anew(config, archive, progress);
            }
            Err(error) => return Err(error.into()),
        };
        let (sequence, last) = (writer.sequence(), archive.last_sequence()?);
        let same_origin = origin(&config.index) == Some(archive.archive_id()?);
        if sequence > 0 && (!same_origin || sequence > last) {
            drop(writer);
            progress(Progress::Note(
                "the index is made anew: it belongs to another archive".to_owned(),
            ));
            return Follower::anew(config, archive, progress);
        }
        if sequence == 0 && last > 0 {
            drop(writer);
            return Follower::anew(config, archive, progress);
        }
        set_origin(&config.index, &archive.archive_id()?)?;
        Ok(Follower::at_its_commit(archive, writer))
    }

    fn anew(
        config: &IngestConfig,
        archive: &'a Reader,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Follower<'a>, IngestError> {
        make_anew(config, archive, Words::Learn, progress)?;
        let writer = IndexWriter::open(&config.index)?;
        Ok(Follower::at_its_commit(archive, writer))
    }

    fn at_its_commit(archive: &'a Reader, writer: IndexWriter) -> Follower<'a> {
        Follower {
            archive,
            followed: writer.sequence(),
            writer,
            recent: Arc::default(),
        }
    }

    /// Where to leave what is taken in while it follows.
    pub fn recent(&self) -> Arc<Recent> {
        Arc::clone(&self.recent)
    }

    /// Lays checksums beside the index's files, for nobody writes to it any more.
    pub fn close(self) -> Result<(), IngestError> {
        Ok(self.writer.close()?)
    }

    /// Puts every current paragraph.
    fn fill(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), IngestError> {
        let sequence = self.archive.last_sequence()?;
        let total = self.archive.counts()?.paragraphs;
        let archive = self.archive;
        walk(archive, |paragraphs, done| {
            for stored in paragraphs {
                self.writer.put(&indexed(stored))?;
            }
            progress(Progress::Indexing { done, total });
            Ok(())
        })?;
        self.writer.commit(sequence)?;
        Ok(())
    }

    /// The archive's change up to which the index is made; what follows the last commit is not visible yet.
    pub fn followed(&self) -> u64 {
        self.followed
    }

    /// The archive's change up to which the index is visible.
    pub fn committed(&self) -> u64 {
        self.writer.sequence()
    }

    /// Changes that are made and not visible yet.
    pub fn uncommitted(&self) -> u64 {
        self.followed.saturating_sub(self.committed())
    }

    /// Follows some of the archive's changes, without making them visible; `false` where there are no more.
    pub fn advance(&mut self) -> Result<bool, IngestError> {
        let last = self.archive.last_sequence()?;
        if self.followed < last {
            self.followed = self.follow_step(self.followed)?;
        }
        Ok(self.followed < last)
    }

    /// Makes visible what was followed.
    pub fn commit(&mut self) -> Result<(), IngestError> {
        if self.uncommitted() > 0 {
            self.writer.commit(self.followed)?;
        }
        Ok(())
    }

    /// Follows the archive's changes to the last one and makes them visible.
    pub fn follow(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(), IngestError> {
        let (start, last) = (self.followed, self.archive.last_sequence()?);
        while self.followed < last {
            self.advance()?;
            if self.uncommitted() >= COMMIT_EVERY {
                self.commit()?;
            }
            progress(Progress::Indexing {
                done: self.followed - start,
                total: last - start,
            });
        }
        self.commit()
    }

    /// What a key answers now is what counts: a change may be outdated by a later one.
    fn follow_step(&mut self, after: u64) -> Result<u64, IngestError> {
        let changes = self.archive.changes_after(after, STEP)?;
        let keys: BTreeSet<u64> = changes.iter().map(|change| change.key).collect();
        let keys: Vec<u64> = keys.into_iter().collect();
        let recent = |edition: Edition<'_>| self.recent.take(edition);
        let current = self.archive.paragraphs_by_key_or(&keys, recent)?;
        let mut gone: BTreeSet<u64> = keys.into_iter().collect();
        for stored in &current {
            gone.remove(&stored.key);
            self.writer.put(&indexed(stored))?;
        }
        for key in gone {
            self.writer.remove(key)?;
        }
        Ok(changes
            .last()
            .map_or(after, |change| change.sequence)
            .max(after + 1))
    }
}

/// Every current paragraph, some at a time, with the number of those done.
pub fn walk(
    archive: &Reader,
    mut visit: impl FnMut(&[StoredParagraph], u64) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let (mut after, mut done) = (None, 0);
    loop {
        let paragraphs = archive.current_after(after, STEP)?;
        let Some(last) = paragraphs.last() else {
            return Ok(());
        };
        after = Some(last.key);
        done += paragraphs.len() as u64;
        visit(&paragraphs, done)?;
    }
}

fn is_remedied_by_rebuilding(error: &OpenError) -> bool {
    match error {
        OpenError::Missing { .. }
        | OpenError::OtherSchema { .. }
        | OpenError::OtherAnalysis { .. }
        | OpenError::Damaged { .. } => true,
        // A pointer file that points nowhere.
        OpenError::Io { source, .. } => source.kind() == io::ErrorKind::InvalidData,
        // What a newer program made is not for this one to take away.
        OpenError::Locked { .. } | OpenError::Newer { .. } => false,
    }
}

/// As the index takes it.
pub fn indexed(stored: &StoredParagraph) -> IndexedParagraph<'_> {
    IndexedParagraph {
        key: stored.key,
        id: stored.id.as_str(),
        municipality: &stored.municipality_short,
        municipality_name: &stored.municipality.name,
        body: &stored.body_slug,
        body_name: &stored.body,
        date: stored.date,
        paragraph: &stored.paragraph,
    }
}

/// The id of the archive that the index was made from.
pub fn origin(index: &Path) -> Option<String> {
    fs::read_to_string(index.join(ORIGIN))
        .ok()
        .map(|id| id.trim().to_owned())
}

pub fn set_origin(index: &Path, id: &str) -> Result<(), IngestError> {
    if origin(index).as_deref() == Some(id) {
        return Ok(());
    }
    on_origin(index, |path| {
        let aside = index.join("archive-id.new");
        fs::create_dir_all(index)?;
        fs::write(&aside, id)?;
        File::open(&aside)?.sync_all()?;
        fs::rename(&aside, path)
    })
}

fn forget_origin(index: &Path) -> Result<(), IngestError> {
    on_origin(index, |path| match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    })
}

/// The folder is synchronised too: the order of these steps is to survive a power failure.
fn on_origin(
    index: &Path,
    change: impl FnOnce(&PathBuf) -> io::Result<()>,
) -> Result<(), IngestError> {
    let path = index.join(ORIGIN);
    let changed = change(&path).and_then(|()| File::open(index)?.sync_all());
    changed.map_err(|source| IngestError::Folder { path, source })
}
