//! An index that is missing, behind, ahead, foreign or outdated.

use std::fs;

use paragraf_archive::{Archive, Incoming, ReadResult};

use super::made::{Place, minutes, read};
use crate::{IngestError, Progress, catch_up, rebuild};

#[test]
fn a_deleted_index_is_made_again() {
    let place = stocked();
    fs::remove_dir_all(&place.config.index).unwrap();
    catch_up(&place.config, &mut |_| {}).unwrap();
    check(&place, 4);
}

#[test]
fn what_was_taken_in_and_not_indexed_is_indexed_by_the_next_run() {
    let place = stocked();
    add_unindexed(&place);
    assert_eq!(place.index().paragraph_count(), 4);
    catch_up(&place.config, &mut |_| {}).unwrap();
    check(&place, 6);

    let other = stocked();
    add_unindexed(&other);
    other.write("c.txt", &unindexed());
    let summary = other.ingest();
    assert_eq!(summary.already_held, 3);
    check(&other, 6);
}

#[test]
fn the_index_of_another_archive_is_made_anew() {
    let place = stocked();
    let other = Place::new();
    other.write(
        "x.txt",
        &minutes(
            "Styrelsen",
            "2020-01-01",
            &["1 a", "2 b", "3 c", "4 d", "5 e", "6 f", "7 g"],
        ),
    );
    other.ingest();
    let config = crate::IngestConfig {
        index: place.config.index.clone(),
        ..other.config.clone()
    };
    let notes = notes(&config).unwrap();
    assert_eq!(notes.len(), 1);
    assert_eq!(place.index().paragraph_count(), 7);
    assert_eq!(
        place.index().sequence(),
        other.archive().last_sequence().unwrap()
    );
}

#[test]
fn an_index_ahead_of_a_restored_archive_is_made_anew() {
    let place = stocked();
    let catalogue = place.config.data.join("archive.db");
    let kept = fs::read(&catalogue).unwrap();
    place.write("c.txt", &unindexed());
    place.ingest();
    check(&place, 6);
    fs::remove_file(place.config.data.join("archive.db-wal")).ok();
    fs::remove_file(place.config.data.join("archive.db-shm")).ok();
    fs::write(&catalogue, kept).unwrap();
    catch_up(&place.config, &mut |_| {}).unwrap();
    check(&place, 4);
}

#[test]
fn a_usable_index_does_not_wait_for_another_command() {
    let place = stocked();
    let _lock =
        crate::WriterLock::take(&place.config.data, "ingest", place.config.patience).unwrap();
    assert_eq!(notes(&place.config).unwrap(), [""; 0]);

    add_unindexed(&place);
    let notes_while_behind = notes(&place.config).unwrap();
    assert!(
        notes_while_behind[0].contains("`paragraf ingest`"),
        "{notes_while_behind:?}"
    );
    assert_eq!(place.index().paragraph_count(), 4);

    fs::remove_dir_all(&place.config.index).unwrap();
    assert!(matches!(
        notes(&place.config),
        Err(IngestError::Busy { .. })
    ));
}

#[test]
fn an_index_whose_pointer_is_damaged_is_made_anew() {
    let place = stocked();
    fs::write(place.config.index.join("current"), "x").unwrap();
    let notes = notes(&place.config).unwrap();
    assert!(notes[0].starts_with("the index is made anew"), "{notes:?}");
    check(&place, 4);
}

#[test]
fn a_rebuilt_index_holds_what_the_old_one_held() {
    let place = stocked();
    let before = place.index();
    let mut done = Vec::new();
    rebuild(&place.config, &mut |progress| done.push(progress)).unwrap();
    assert_eq!(
        done,
        [
            Progress::CountingWords { done: 4, total: 4 },
            Progress::Indexing { done: 4, total: 4 },
            Progress::Checking {
                what: "checking",
                done: 4,
                total: 4
            },
            Progress::Finished
        ]
    );
    check(&place, 4);
    assert_ne!(place.index().generation(), before.generation());
    assert!(before.refresh().unwrap());
    assert_eq!(before.generation(), place.index().generation());
    let folders = fs::read_dir(&place.config.index).unwrap();
    let generations = folders
        .filter(|entry| entry.as_ref().unwrap().path().is_dir())
        .count();
    assert_eq!(generations, 1);
}

#[test]
fn a_rebuild_learns_the_parts_of_the_archives_own_compounds() {
    let place = Place::new();
    let paragraphs = [
        "1 Ansökan om blorma och en blorma till: blormavgift, blormplan, blormnät",
        "2 Taxan för blorma, det vill säga blormtaxa, och ett blormverk",
        "3 Nämnden beviljar blormtillståndet",
    ];
    place.write("a.txt", &minutes("Nämnden", "2024-03-05", &paragraphs));
    place.ingest();
    let split = || place.index().analyzer().analyze_word("blormtillståndet");
    assert_eq!(split().segments, ["blormtillståndet"]);
    rebuild(&place.config, &mut |_| {}).unwrap();
    assert_eq!(split().segments, ["blorm", "tillståndet"]);
    // It is the index's from then on, whatever comes in.
    place.write(
        "b.txt",
        &minutes("Nämnden", "2024-04-05", &["4 Enligt planen"]),
    );
    place.ingest();
    check(&place, 4);
    assert_eq!(split().segments, ["blorm", "tillståndet"]);
}

#[test]
fn without_an_archive_there_is_nothing_to_rebuild_from() {
    let place = Place::new();
    let message = rebuild(&place.config, &mut |_| {}).unwrap_err().to_string();
    assert!(
        message.contains("make one with `paragraf ingest`"),
        "{message}"
    );
    assert!(!place.config.data.exists());
}

#[test]
fn an_empty_archive_gets_an_empty_index() {
    let place = Place::new();
    catch_up(&place.config, &mut |_| {}).unwrap();
    check(&place, 0);
    place.write("c.txt", &unindexed());
    place.ingest();
    check(&place, 2);
}

/// What catching up has to say.
fn notes(config: &crate::IngestConfig) -> Result<Vec<String>, IngestError> {
    let mut notes = Vec::new();
    catch_up(config, &mut |progress| {
        if let Progress::Note(note) = progress {
            notes.push(note);
        }
    })?;
    Ok(notes)
}

/// Four paragraphs in two documents.
fn stocked() -> Place {
    let place = Place::new();
    place
        .write(
            "a.txt",
            &minutes("Nämnden", "2024-03-05", &["1 ett", "2 två"]),
        )
        .write(
            "b.txt",
            &minutes("Nämnden", "2024-04-05", &["3 tre", "4 fyra"]),
        );
    place.ingest();
    place
}

fn unindexed() -> String {
    minutes("Nämnden", "2024-05-05", &["5 fem", "6 sex"])
}

/// As a run leaves it that was killed between the archive's commit and the index's.
pub fn add_unindexed(place: &Place) {
    let text = unindexed();
    let record = read(text.as_bytes(), &paragraf_model::Facts::default()).unwrap();
    let incoming = Incoming {
        bytes: text.as_bytes(),
        filename: "c.txt".to_owned(),
        source_path: "c.txt".to_owned(),
        source_url: None,
        received_at: (place.config.clock)(),
        stated: None,
        result: ReadResult::Record(Box::new(record)),
    };
    Archive::open(&place.config.data)
        .unwrap()
        .reading_by(crate::READING_VERSION)
        .add(&incoming)
        .unwrap();
}

fn check(place: &Place, paragraphs: u64) {
    let (archive, index) = (place.archive(), place.index());
    assert_eq!(archive.counts().unwrap().paragraphs, paragraphs);
    assert_eq!(index.paragraph_count(), paragraphs);
    assert_eq!(index.sequence(), archive.last_sequence().unwrap());
}
