//! An archive that is filled from another one and answers as that does: its files first, then what changes.
//!
//! What the source withdraws is followed before anything else, and the place in its feed is kept in the catalogue, so
//! that a run that was interrupted is simply run again.

mod lines;
mod source;

use std::collections::BTreeSet;

use paragraf_archive::{
    Archive, CopiedIn, CopyError, DocumentCopy, LeftOutCopy, Reader, WithdrawalCopy,
};
use paragraf_index::Index;
use paragraf_language::lexicon::Lexicon;
use paragraf_language::mask_personal_numbers_in_name;

use self::lines::each_line;
use self::source::{Changes, List, json};
pub use self::source::{MirrorError, Source, SourceError};
use crate::follow::{Follower, make_with};
use crate::individual::left_out;
use crate::lock::WriterLock;
use crate::masked;
use crate::record::SIZE_LIMIT;
use crate::space::Watch;
use crate::{IngestConfig, IngestError, Progress, ReadError};

/// Changes after which what was taken in is indexed and becomes visible.
const INDEX_EVERY: u32 = 2_000;

/// Documents that the feed is asked for in one go.
const STEP: u32 = 100;

/// Originals that are looked for in the catalogue in one go.
const ORIGINALS_STEP: u32 = 500;

/// The list of the source's files.
const LIST: &str = "/api/v1/archive";

/// Whether originals are fetched too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Originals {
    /// Those that the source hands out.
    Fetched,
    /// They stay at the source, and visitors are led there.
    LeftThere,
}

/// What a run changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mirrored {
    /// Documents that were not held.
    pub added: u64,
    /// Documents that were held otherwise.
    pub changed: u64,
    /// Documents that the source does not hand out any more.
    pub removed: u64,
    /// Documents that the source hands out and that were withdrawn here.
    pub kept_out: u64,
    /// Withdrawals that were followed.
    pub withdrawn: u64,
    /// Withdrawals that the source has lifted.
    pub lifted: u64,
    /// Originals that were fetched.
    pub originals: u64,
    /// Originals that came damaged, and are fetched again by the next run.
    pub damaged_originals: u64,
}

/// Fills an archive from another one, or brings it to what that one holds now.
///
/// # Errors
/// The source does not answer or is no archive, the data folder holds something else, another command writes, or the
/// archive or the disk fails. What was taken in before is kept, and the next run goes on from there.
pub fn mirror(
    source: &mut dyn Source,
    originals: Originals,
    config: &IngestConfig,
    progress: &mut dyn FnMut(Progress),
) -> Result<Mirrored, IngestError> {
    let list: List = source::list(source, LIST)?;
    let _lock = WriterLock::take(&config.data, "mirror", config.patience)?;
    let mut archive = Archive::open(&config.data)?;
    archive.become_mirror(&source.address(), &list.archive)?;
    archive.sweep()?;
    let reader = Reader::open(&config.data)?;
    Watch::default().wait(config, progress)?;
    let lexicon = lexicon_of(source, &list)?;
    align(config, &reader, &list, lexicon.as_ref(), progress)?;
    let mut follower = Follower::open(config, &reader, progress)?;
    follower.follow(progress)?;
    let mut run = Run {
        source,
        config,
        archive: &mut archive,
        reader: &reader,
        follower,
        progress,
        watch: Watch::default(),
        mirrored: Mirrored::default(),
        unindexed: 0,
        to_purge: false,
    };
    let done = run.all(list.clone(), originals);
    let (mirrored, to_purge) = run.end(done)?;
    align(config, &reader, &list, lexicon.as_ref(), progress)?;
    if to_purge {
        archive.purge((config.clock)(), || {
            make_with(config, &reader, lexicon.as_ref(), progress)
        })?;
    }
    archive.close()?;
    progress(Progress::Finished);
    Ok(mirrored)
}

/// The lexicon of the source's index; `None` where that is the built-in one.
fn lexicon_of(source: &mut dyn Source, list: &List) -> Result<Option<Lexicon>, IngestError> {
    let (Some(_), Some(url)) = (&list.lexicon, &list.lexicon_url) else {
        return Ok(None);
    };
    let bytes = source::bytes(source, url, SIZE_LIMIT)?;
    let lexicon = bytes.and_then(|bytes| Lexicon::decode(&bytes));
    // Made anew meanwhile: the next run takes that one.
    Ok(lexicon)
}

/// Searches find the same words only with the same lexicon.
fn align(
    config: &IngestConfig,
    reader: &Reader,
    list: &List,
    lexicon: Option<&Lexicon>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let is_new = reader.last_sequence()? == 0;
    let own = match Index::open(&config.index) {
        Ok(index) => index.lexicon_fingerprint(),
        Err(_) if is_new && list.lexicon.is_none() => return Ok(()),
        Err(_) => return make_with(config, reader, lexicon, progress),
    };
    let is_fetched = lexicon.is_some() == list.lexicon.is_some();
    if own == list.lexicon || !is_fetched {
        return Ok(());
    }
    make_with(config, reader, lexicon, progress)
}

/// Under the writer lock: what the source says goes into the archive, and the index follows.
struct Run<'a> {
    source: &'a mut dyn Source,
    config: &'a IngestConfig,
    archive: &'a mut Archive,
    reader: &'a Reader,
    follower: Follower<'a>,
    progress: &'a mut dyn FnMut(Progress),
    watch: Watch,
    mirrored: Mirrored,
    /// Changes that the index does not hold yet.
    unindexed: u32,
    to_purge: bool,
}

impl Run<'_> {
    fn all(&mut self, list: List, originals: Originals) -> Result<(), IngestError> {
        self.withdrawals(&list)?;
        let changed = match self.cursor()? {
            Some(_) => match self.follow() {
                Err(IngestError::Mirror(MirrorError::Source(SourceError::StaleCursor))) => {
                    (self.progress)(Progress::Note(
                        "the source was restored from a backup: everything is compared anew"
                            .to_owned(),
                    ));
                    self.archive.set_mirror_cursor(None)?;
                    self.begin(list.clone())?
                }
                followed => followed?,
            },
            None => self.begin(list.clone())?,
        };
        // What was withdrawn meanwhile.
        if changed {
            self.withdrawals(&list)?;
        }
        match originals {
            Originals::Fetched => self.originals(),
            Originals::LeftThere => Ok(()),
        }
    }

    fn cursor(&self) -> Result<Option<String>, IngestError> {
        Ok(self.reader.mirror()?.and_then(|mirror| mirror.cursor))
    }

    fn begin(&mut self, list: List) -> Result<bool, IngestError> {
        self.files(&list)?;
        self.archive.set_mirror_cursor(Some(&list.cursor))?;
        self.follow()?;
        Ok(true)
    }

    /// Takes out at once what the source has withdrawn.
    fn withdrawals(&mut self, list: &List) -> Result<(), IngestError> {
        let mut in_force: Vec<WithdrawalCopy> = Vec::new();
        each_line(self.source, &list.withdrawals.url, |withdrawal| {
            in_force.push(withdrawal);
            Ok(())
        })?;
        let who = format!("the source {}", self.source.address());
        let now = (self.config.clock)();
        let followed = self.archive.follow_withdrawals(&in_force, &who, now)?;
        self.mirrored.withdrawn += u64::from(followed.withdrawn);
        self.mirrored.lifted += u64::from(followed.lifted);
        self.to_purge = followed.to_purge;
        self.follower.follow(&mut |_| {})
    }

    /// Every file of the source, but those that an interrupted run took whole and that did not change since.
    fn files(&mut self, list: &List) -> Result<(), IngestError> {
        let total = list.files.iter().map(|file| file.documents).sum();
        let mut done = 0;
        for file in &list.files {
            if self.reader.mirrored_file(&file.name)?.as_ref() == Some(&file.version) {
                done += file.documents;
                continue;
            }
            let mut seen = BTreeSet::new();
            // What is taken in needs the rest of the run, which the source is part of.
            let mut copies = self.source.get(&file.url).map_err(MirrorError::from)?;
            let mut lines = lines::Lines::of(&mut copies, &file.url);
            while let Some(copy) = lines.next::<DocumentCopy>()? {
                seen.insert(copy.sha256.clone());
                self.take(copy)?;
                done += 1;
                (self.progress)(Progress::Copying { done, total });
            }
            drop(copies);
            for sha256 in self.reader.documents_in_file(&file.name)? {
                if !seen.contains(&sha256) {
                    self.remove(&sha256)?;
                }
            }
            self.archive.note_mirrored_file(&file.name, &file.version)?;
        }
        let listed: BTreeSet<&str> = list.files.iter().map(|file| file.name.as_str()).collect();
        for name in self.reader.bulk_names()? {
            if listed.contains(name.as_str()) {
                continue;
            }
            for sha256 in self.reader.documents_in_file(&name)? {
                self.remove(&sha256)?;
            }
        }
        Ok(())
    }

    /// What changed since. Tells whether anything did.
    fn follow(&mut self) -> Result<bool, IngestError> {
        let mut changed = false;
        loop {
            let after = self.cursor()?.unwrap_or_default();
            let address = format!("{LIST}/changes?after={after}&size={STEP}");
            let answer: Changes = json(self.source, &address)?;
            for change in &answer.changes {
                changed = true;
                let Some(url) = &change.url else {
                    self.remove(&change.document)?;
                    continue;
                };
                let held = self.reader.copy(&change.document)?;
                let held = held.map(|held| held.hash()).transpose()?;
                if held.is_some() && held == change.hash {
                    continue;
                }
                // Where it is gone since, a later change says so.
                match json::<DocumentCopy>(self.source, url) {
                    Err(MirrorError::Source(SourceError::NotThere { .. })) => {}
                    copy => self.take(copy?)?,
                }
            }
            if answer.next != after {
                self.archive.set_mirror_cursor(Some(&answer.next))?;
            }
            if !answer.more {
                return Ok(changed);
            }
        }
    }

    fn take(&mut self, copy: DocumentCopy) -> Result<(), IngestError> {
        if self.config.stop.is_asked() {
            return Err(IngestError::Asked);
        }
        self.watch.wait(self.config, self.progress)?;
        let copy = prepared(copy, self.config)?;
        let place = format!("{}/api/v1/documents/{}", self.source.address(), copy.sha256);
        let changes = match self.archive.copy_in(&copy, &place)? {
            CopiedIn::New { changes } => {
                self.mirrored.added += 1;
                changes
            }
            CopiedIn::Changed { changes } => {
                self.mirrored.changed += 1;
                changes
            }
            CopiedIn::Withdrawn => {
                self.mirrored.kept_out += 1;
                0
            }
            CopiedIn::Same => 0,
        };
        self.index_soon(changes)
    }

    fn remove(&mut self, sha256: &str) -> Result<(), IngestError> {
        match self.archive.remove_copy(sha256, (self.config.clock)())? {
            Some(changes) => {
                self.mirrored.removed += 1;
                self.index_soon(changes)
            }
            None => Ok(()),
        }
    }

    fn index_soon(&mut self, changes: u32) -> Result<(), IngestError> {
        self.unindexed += changes;
        if self.unindexed >= INDEX_EVERY {
            self.unindexed = 0;
            self.follower.follow(&mut |_| {})?;
        }
        Ok(())
    }

    /// Those that the source hands out and that do not lie here.
    fn originals(&mut self) -> Result<(), IngestError> {
        let mut after = 0;
        loop {
            let found = self
                .reader
                .originals_elsewhere_after(after, ORIGINALS_STEP)?;
            let Some((last, _)) = found.last() else {
                return Ok(());
            };
            after = *last;
            for (_, sha256) in &found {
                self.original(sha256)?;
            }
        }
    }

    fn original(&mut self, sha256: &str) -> Result<(), IngestError> {
        if self.config.stop.is_asked() {
            return Err(IngestError::Asked);
        }
        let copy = self.reader.copy(sha256)?;
        if !copy.is_some_and(|copy| copy.handed_out) {
            return Ok(());
        }
        self.watch.wait(self.config, self.progress)?;
        let address = format!("/api/v1/documents/{sha256}/original");
        let Some(bytes) = source::bytes(self.source, &address, SIZE_LIMIT)? else {
            return Ok(());
        };
        match self.archive.keep_original(sha256, &bytes)? {
            true => self.mirrored.originals += 1,
            false => self.mirrored.damaged_originals += 1,
        }
        Ok(())
    }

    /// What was taken in is made searchable, also where the run could not go on.
    fn end(mut self, done: Result<(), IngestError>) -> Result<(Mirrored, bool), IngestError> {
        let followed = self.follower.follow(self.progress);
        done?;
        followed?;
        self.follower.consolidate(self.config, self.progress);
        // What was withdrawn meanwhile did not wait for that to end.
        self.follower.follow(&mut |_| {})?;
        self.follower.close()?;
        Ok((self.mirrored, self.to_purge))
    }
}

/// As it may stand here: masked by the rules of this program too, and without the text of bodies that decide about
/// single persons and are not named here.
fn prepared(mut copy: DocumentCopy, config: &IngestConfig) -> Result<DocumentCopy, IngestError> {
    copy.filename = mask_personal_numbers_in_name(&copy.filename).text;
    if let Some(record) = copy.record.as_mut() {
        masked::mask(record).map_err(|_| CopyError::Malformed {
            what: format!("the document {} holds personal numbers", copy.sha256),
        })?;
    }
    let result = match &copy.record {
        Some(record) => Ok(record.clone()),
        None => Err(ReadError::Panicked),
    };
    let stated = copy.left_out.as_ref().map(|whose| whose.body.clone());
    if let Some(of) = left_out(&result, stated.as_deref(), &copy.filename, config)
        && copy.left_out.is_none()
    {
        copy = DocumentCopy {
            status: "left_out".to_owned(),
            code: Some("individual_matters".to_owned()),
            message: Some(format!("{} decides about single persons", of.body)),
            source_url: None,
            stated: None,
            handed_out: false,
            meeting: None,
            left_out: Some(LeftOutCopy {
                municipality: of.municipality,
                body: of.body,
            }),
            paragraphs: Vec::new(),
            record: None,
            ..copy
        };
    }
    Ok(copy)
}
