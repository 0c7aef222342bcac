//! Little room on the disk, and somebody who asks a run to end.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use paragraf_archive::WaitingForSpace;
use paragraf_model::Facts;

use super::made::{IN_EACH, Place, minutes, read, waited_for};
use crate::follow::Follower;
use crate::{IngestConfig, IngestError, Progress, Room, catch_up, rebuild, run};

const GIBIBYTE: u64 = 1024 * 1024 * 1024;

fn stocked(room: Room) -> Place {
    let mut place = Place::new();
    place.config.room = room;
    place.write("a.txt", &minutes("Nämnden", "2024-01-05", &["1 a", "2 b"]));
    place.write("b.txt", &minutes("Nämnden", "2024-02-05", &["3 c"]));
    place
}

fn room(free: fn(&Path) -> io::Result<u64>, patience: Duration) -> Room {
    Room {
        patience,
        look_every: Duration::from_millis(1),
        free,
        ..Room::default()
    }
}

fn full(_: &Path) -> io::Result<u64> {
    Ok(GIBIBYTE - 1)
}

#[test]
fn a_run_waits_where_there_is_little_room_says_so_once_and_goes_on_by_itself() {
    static LOOKS: AtomicU32 = AtomicU32::new(0);
    /// Full from the fifth look on, for some looks.
    fn free(_: &Path) -> io::Result<u64> {
        let look = LOOKS.fetch_add(1, Ordering::SeqCst);
        Ok(if (4..9).contains(&look) { 1 } else { GIBIBYTE })
    }
    let place = stocked(room(free, Duration::from_secs(600)));
    let mut notes = Vec::new();
    let mut told = Vec::new();
    run::ingest_with(&read, &[place.path("")], &place.config, &mut |progress| {
        if let Progress::Note(note) = progress {
            notes.push(note);
            told.push(WaitingForSpace::told(&place.config.data));
        }
    })
    .unwrap();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes[0].starts_with("waiting for disk space: 0 MiB free"),
        "{notes:?}"
    );
    assert_eq!(notes[1], "there is room again: going on");
    let told = told.last().unwrap().as_ref().expect("told while it waits");
    assert_eq!((told.free_bytes, told.least_free_bytes), (1, GIBIBYTE));
    assert_eq!(WaitingForSpace::told(&place.config.data), None);
    assert_eq!(place.index().paragraph_count(), 3);
}

#[test]
fn a_run_without_patience_says_what_to_do_and_keeps_what_it_took_in() {
    static LOOKS: AtomicU32 = AtomicU32::new(0);
    /// Room for the first document: two looks at the start and two before each document.
    fn free(_: &Path) -> io::Result<u64> {
        let look = LOOKS.fetch_add(1, Ordering::SeqCst);
        Ok(if look < 4 { GIBIBYTE } else { 5 * 1024 * 1024 })
    }
    let mut place = stocked(room(free, Duration::ZERO));
    let first = AtomicBool::new(false);
    let one_by_one = |bytes: &[u8], facts: &Facts| {
        let is_first = facts.filename.as_deref() == Some("a.txt");
        assert!(is_first || waited_for(&first));
        read(bytes, facts)
    };
    let paths = [place.path("")];
    let ingested = run::ingest_with(&one_by_one, &paths, &place.config, &mut |progress| {
        if matches!(progress, Progress::File { .. }) {
            first.store(true, Ordering::SeqCst);
        }
    });
    let error = ingested.unwrap_err();
    assert!(matches!(error, IngestError::NoSpace { .. }), "{error}");
    let message = error.to_string();
    assert!(message.contains("only 5 MiB are free"), "{message}");
    assert!(
        message.contains("free disk space, then run this again"),
        "{message}"
    );
    assert_eq!(place.archive().counts().unwrap().indexed, 1);
    assert_eq!(WaitingForSpace::told(&place.config.data), None);

    place.config.room = Room::unwatched();
    let summary = place.ingest();
    assert_eq!((summary.new, summary.already_held), (1, 1));
}

#[test]
fn an_index_is_not_made_anew_on_a_disk_that_is_nearly_full() {
    let mut place = stocked(Room::unwatched());
    place.ingest();
    place.config.room = room(full, Duration::ZERO);
    let error = rebuild(&place.config, &mut |_| {}).unwrap_err();
    assert!(matches!(error, IngestError::NoSpace { .. }), "{error}");
    assert_eq!(place.index().paragraph_count(), 3);
}

#[test]
fn an_index_with_large_segments_needs_more_room() {
    let mut place = stocked(Room::unwatched());
    place.ingest();
    let merging = paragraf_index::merge_room(&place.config.index).unwrap();
    assert!(merging > 100);
    place.config.room = Room {
        least_free_bytes: 1,
        ..room(|_| Ok(100), Duration::ZERO)
    };
    let error = place.ingest_paths(&[place.path("")]).unwrap_err();
    assert!(matches!(error, IngestError::NoSpace { .. }), "{error}");
}

#[test]
fn parts_of_the_index_stay_apart_where_there_is_no_room_to_put_them_together() {
    static FREE: AtomicU64 = AtomicU64::new(u64::MAX);
    let mut place = Place::new();
    place.config.room = Room {
        least_free_bytes: 1,
        ..room(|_| Ok(FREE.load(Ordering::SeqCst)), Duration::ZERO)
    };
    place.write_many(0..20).ingest();
    // As large as two of the parts: what is merged by itself needs one, what makes one of both needs three.
    let room = 4 * paragraf_index::merge_room(&place.config.index).unwrap();
    FREE.store(room, Ordering::SeqCst);
    place.write_many(20..40);
    let noted = || {
        let mut notes = Vec::new();
        run::ingest_with(&read, &[place.path("")], &place.config, &mut |progress| {
            if let Progress::Note(note) = progress {
                notes.push(note);
            }
        })
        .unwrap();
        notes
    };
    let notes = noted();
    assert_eq!(place.parts(), 2);
    assert_eq!(place.index().paragraph_count() as usize, 40 * IN_EACH);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].starts_with("the parts of the index are not put together, for which "),
        "{notes:?}"
    );

    FREE.store(u64::MAX, Ordering::SeqCst);
    let (archive, config) = (place.archive(), other_config(&place));
    let mut follower = Follower::open(&config, &archive, &mut |_| {}).unwrap();
    config.stop.ask();
    follower.consolidate(&config, &mut |progress| panic!("{progress:?}"));
    follower.close().unwrap();
    assert_eq!(place.parts(), 2, "who is asked to stop begins nothing");

    assert_eq!(noted(), [""; 0]);
    assert_eq!(place.parts(), 1, "with room the next run does it");
}

/// The same folders, and somebody else to stop.
fn other_config(place: &Place) -> IngestConfig {
    IngestConfig::new(place.config.data.clone(), place.config.index.clone())
}

#[test]
fn a_server_starts_with_the_index_it_has_where_there_is_no_room_for_a_newer_one() {
    let mut place = stocked(Room::unwatched());
    place.ingest();
    super::recovery::add_unindexed(&place);
    place.config.room = room(full, Duration::from_secs(600));
    let mut notes = Vec::new();
    catch_up(&place.config, &mut |progress| notes.push(progress)).unwrap();
    assert_eq!(place.index().paragraph_count(), 3);
    assert_eq!(notes.len(), 1);
    place.config.room = Room::unwatched();
    catch_up(&place.config, &mut |_| {}).unwrap();
    assert_eq!(place.index().paragraph_count(), 5);
}

#[test]
fn a_run_that_is_asked_to_stop_leaves_what_it_took_in_searchable() {
    let place = stocked(Room::unwatched());
    let asked = AtomicBool::new(false);
    let one_by_one = |bytes: &[u8], facts: &Facts| {
        let is_first = facts.filename.as_deref() == Some("a.txt");
        assert!(is_first || waited_for(&asked));
        read(bytes, facts)
    };
    let paths = [place.path("")];
    let stopped = run::ingest_with(&one_by_one, &paths, &place.config, &mut |progress| {
        if matches!(progress, Progress::File { .. }) {
            place.config.stop.ask();
            asked.store(true, Ordering::SeqCst);
        }
    });
    assert!(matches!(stopped, Err(IngestError::Asked)));
    assert_eq!(place.archive().counts().unwrap().indexed, 1);
    assert_eq!(place.index().paragraph_count(), 2);
}

#[test]
fn a_run_that_waits_ends_when_it_is_asked_to() {
    let place = stocked(room(full, Duration::from_secs(600)));
    let stop = place.config.stop.clone();
    let error = run::ingest_with(&read, &[place.path("")], &place.config, &mut |progress| {
        if matches!(progress, Progress::Note(_)) {
            stop.ask();
        }
    })
    .unwrap_err();
    assert!(matches!(error, IngestError::NoSpace { .. }), "{error}");
    assert_eq!(WaitingForSpace::told(&place.config.data), None);
}
