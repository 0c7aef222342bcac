//! A new index from all that the archive holds, beside the one in use until it has been checked.

use paragraf_archive::Reader;
use paragraf_index::{FinishedGeneration, IndexWriter, count_words};
use paragraf_language::Vocabulary;
use paragraf_language::lexicon::{self, Lexicon};

use super::{Follower, Words, forget_origin, indexed, set_origin, walk};
use crate::{IngestConfig, IngestError, Progress};

/// Makes a new generation from all current paragraphs, checks it, and switches to it. The one before stays until the
/// new one has answered a search.
pub fn make_anew(
    config: &IngestConfig,
    archive: &Reader,
    words: Words,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let lexicon = match words {
        Words::Learn => learn(archive, progress)?,
        Words::Keep => paragraf_index::lexicon(&config.index)?,
    };
    make_with(config, archive, lexicon.as_ref(), progress)
}

/// As [`make_anew`], with this lexicon, or with the built-in one.
pub fn make_with(
    config: &IngestConfig,
    archive: &Reader,
    lexicon: Option<&Lexicon>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), IngestError> {
    let writer = IndexWriter::create_generation(&config.index, lexicon)?;
    let mut follower = Follower::at_its_commit(archive, writer);
    follower.fill(progress)?;
    follower.consolidate(config, progress);
    let made = follower.writer.finish()?;
    if let Some(wrong) = difference(&made, archive, progress)? {
        made.discard();
        return Err(IngestError::Rebuilt {
            index: config.index.clone(),
            wrong,
        });
    }
    // Between these steps the index belongs to nobody: after a crash there it is made anew.
    forget_origin(&config.index)?;
    made.publish()?;
    set_origin(&config.index, &archive.archive_id()?)?;
    made.first_search()?;
    made.remove_others();
    Ok(())
}

/// What of a new generation is not as the archive has it.
fn difference(
    made: &FinishedGeneration,
    archive: &Reader,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<String>, IngestError> {
    if let Some(damage) = made.check_files().damages.first() {
        return Ok(Some(format!("{}: {}", damage.file.display(), damage.what)));
    }
    let entries = made.entries()?;
    let total = archive.counts()?.paragraphs;
    // A withdrawal waits for nobody. The index follows it as it follows every change, and this look at it comes too late.
    let is_outdated = || Ok::<_, IngestError>(entries.sequence() != archive.last_sequence()?);
    if is_outdated()? {
        return Ok(None);
    }
    if entries.count() != total {
        let count = entries.count();
        return Ok(Some(format!("it has {count} entries instead of {total}")));
    }
    let mut wrong = None;
    walk(archive, |paragraphs, done| {
        for stored in paragraphs {
            if let Some(what) = entries.difference(&indexed(stored))? {
                wrong.get_or_insert_with(|| format!("the entry of {}: {what}", stored.id));
            }
        }
        progress(Progress::Checking {
            what: "checking",
            done,
            total,
        });
        Ok(())
    })?;
    Ok(wrong.filter(|_| !is_outdated().unwrap_or(false)))
}

/// What the words of the archive add to the built-in lexicon, if they add anything.
fn learn(
    archive: &Reader,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<Lexicon>, IngestError> {
    let total = archive.counts()?.paragraphs;
    let mut vocabulary = Vocabulary::default();
    walk(archive, |paragraphs, done| {
        for stored in paragraphs {
            count_words(&stored.paragraph, &mut vocabulary);
        }
        progress(Progress::CountingWords { done, total });
        Ok(())
    })?;
    Ok(lexicon::learn(lexicon::built_in(), &vocabulary))
}
