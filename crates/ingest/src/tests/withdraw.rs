//! What was taken out is taken out of the index too, whatever else is going on.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use paragraf_archive::{Change, Order, Subject};
use paragraf_model::{Facts, ParagraphId, Record};

use super::made::{Place, minutes, read, waited, waited_for};
use crate::{IngestError, Progress, ReadError, WriterLock, lift, purge, rebuild, run, withdraw};

const PLANTED: &str = "den planterade meningen om Örjan Påhittad";

#[test]
fn a_withdrawn_paragraph_leaves_the_index_and_stays_out_through_everything() {
    let place = stocked();
    withdraw(&[second()], &order(), &place.config, &mut |_| {}).unwrap();
    check(&place, 3);
    let summary = place.ingest();
    assert_eq!(summary.already_held, 2);
    place.write("a igen.txt", &(text() + "ordförande: Åsa Ny\n"));
    place.ingest();
    check(&place, 3);
    rebuild(&place.config, &mut |_| {}).unwrap();
    check(&place, 3);
    fs::remove_dir_all(&place.config.index).unwrap();
    place.ingest();
    check(&place, 3);

    lift(&[second()], &order(), &place.config, &mut |_| {}).unwrap();
    place.ingest();
    check(&place, 4);
}

#[test]
fn a_withdrawn_document_is_left_out_by_name_and_is_no_failure() {
    let place = stocked();
    let sha256 = paragraf_archive::sha256_of(text().as_bytes());
    withdraw(
        &[Subject::Document(sha256)],
        &order(),
        &place.config,
        &mut |_| {},
    )
    .unwrap();
    let summary = place.ingest();
    assert_eq!(summary.withdrawn.len(), 1);
    assert!(summary.withdrawn[0].path.ends_with("a.txt"));
    assert!(!summary.has_problems());
    check(&place, 2);
}

#[test]
fn what_is_withdrawn_while_files_are_read_is_gone_after_the_next_one() {
    let place = stocked();
    for number in 0..3 {
        let name = format!("c{number}.txt");
        let date = format!("2024-07-{:02}", number + 1);
        place.write(&name, &minutes("Nämnden", &date, &["9 nytt"]));
    }
    let (withdrawn, seen) = (AtomicBool::new(false), AtomicBool::new(false));
    let taken = || {
        let changes = place.archive().changes_after(0, 100).unwrap();
        let is_withdrawal = |change: &&Change| change.kind.name() == "withdraw";
        changes.iter().find(is_withdrawal).unwrap().sequence
    };
    let read = |bytes: &[u8], facts: &Facts| -> Result<Record, ReadError> {
        match facts.filename.as_deref() {
            Some("c1.txt") => assert!(waited_for(&withdrawn)),
            // The run goes on with the one before it and has long to go; the index does not wait for that.
            Some("c2.txt") => {
                let is_gone = || place.index().sequence() >= taken();
                let is_seen = waited_for(&withdrawn) && waited(is_gone);
                seen.store(is_seen, Ordering::Relaxed);
            }
            _ => {}
        }
        read(bytes, facts)
    };
    run::ingest_with(&read, &[place.path("")], &place.config, &mut |progress| {
        let Progress::File { path, .. } = progress else {
            return;
        };
        if path.ends_with("c0.txt") {
            // The writer lock is held by the run itself.
            let mut notes = Vec::new();
            withdraw(&[second()], &order(), &place.config, &mut |told| {
                notes.push(told);
            })
            .unwrap();
            assert!(matches!(notes.as_slice(), [Progress::Note(_)]), "{notes:?}");
            withdrawn.store(true, Ordering::Relaxed);
        }
    })
    .unwrap();
    assert!(withdrawn.into_inner() && seen.into_inner());
    check(&place, 6);
}

/// A file may take minutes to read, and nobody tells the run of a withdrawal.
#[test]
fn what_is_withdrawn_while_a_slow_file_is_read_is_gone_before_that_is_done() {
    let place = stocked();
    place.write("slow.txt", &minutes("Nämnden", "2024-07-01", &["9 nytt"]));
    let seen = AtomicBool::new(false);
    let read = |bytes: &[u8], facts: &Facts| -> Result<Record, ReadError> {
        withdraw(&[second()], &order(), &place.config, &mut |_| {}).unwrap();
        let last = place.archive().last_sequence().unwrap();
        seen.store(
            waited(|| place.index().sequence() >= last),
            Ordering::SeqCst,
        );
        read(bytes, facts)
    };
    run::ingest_with(&read, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert!(seen.into_inner());
    check(&place, 4);
}

#[test]
fn a_purge_leaves_no_byte_in_archive_and_index() {
    let place = stocked();
    let data = place.config.data.clone();
    assert!(holds(&data, PLANTED));
    withdraw(&[second()], &order(), &place.config, &mut |_| {}).unwrap();
    let index_before = place.index();
    let lock = WriterLock::take(&data, "ingest", place.config.patience).unwrap();
    let busy = purge(&place.config, &mut |_| {}).unwrap_err();
    assert!(matches!(busy, IngestError::Busy { .. }), "{busy}");
    drop(lock);

    let purged = purge(&place.config, &mut |_| {}).unwrap();
    assert_eq!((purged.withdrawals, purged.originals), (1, 1));
    for word in [PLANTED, "planterade", "Påhittad", "påhittad"] {
        assert!(!holds(&data, word), "{word} in the archive");
        assert!(!holds(&place.config.index, word), "{word} in the index");
    }
    drop(index_before);
    check(&place, 3);
    assert_eq!(purge(&place.config, &mut |_| {}).unwrap().withdrawals, 0);
    place.ingest();
    check(&place, 3);
    assert!(!holds(&data, PLANTED));
}

#[test]
fn wrong_names_are_wrong_use_and_what_stands_before_them_is_done() {
    let place = stocked();
    let unknown = Subject::Paragraph(ParagraphId::parse("tallnas/namnden/2024-03-05/7").unwrap());
    let refused = withdraw(&[second(), unknown], &order(), &place.config, &mut |_| {}).unwrap_err();
    assert!(refused.is_wrong_use(), "{refused}");
    check(&place, 3);
}

fn order() -> Order<'static> {
    Order {
        who: "Registrator Exempel",
        reason: "uppgift om en enskild",
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

fn second() -> Subject {
    Subject::Paragraph(ParagraphId::parse("tallnas/namnden/2024-03-05/2").unwrap())
}

fn text() -> String {
    let second = format!("2 {PLANTED}");
    minutes("Nämnden", "2024-03-05", &["1 ett", &second])
}

/// Four paragraphs in two documents.
fn stocked() -> Place {
    let place = Place::new();
    place.write("a.txt", &text()).write(
        "b.txt",
        &minutes("Nämnden", "2024-04-05", &["3 tre", "4 fyra"]),
    );
    place.ingest();
    place
}

fn check(place: &Place, paragraphs: u64) {
    let (archive, index) = (place.archive(), place.index());
    assert_eq!(archive.counts().unwrap().paragraphs, paragraphs);
    assert_eq!(index.paragraph_count(), paragraphs);
    assert_eq!(index.sequence(), archive.last_sequence().unwrap());
}

fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, text);
        }
        let bytes = fs::read(path).unwrap();
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}
