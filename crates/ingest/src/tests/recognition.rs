//! Text that was recognised in pictures does not get lost in a run without a recogniser.

use paragraf_archive::{Archive, DocumentStatus, Incoming, ReadResult};
use paragraf_extract::ExtractError;
use paragraf_model::{Facts, Finding, FindingKind, Record, Span};

use super::made::{Place, minutes, read};
use crate::run::{ingest_with, retry_with};
use crate::{Outcome, Progress, ReadError, Retry};

fn page(kind: FindingKind) -> Finding {
    let span = Span {
        page: Some(2),
        lines: None,
    };
    Finding::warning(kind, span, "Sidan är en bild.")
}

/// With a recogniser.
fn whole(bytes: &[u8], facts: &Facts) -> Result<Record, ReadError> {
    let mut record = read(bytes, facts)?;
    record.findings.push(page(FindingKind::TextRecognised));
    Ok(record)
}

/// Without one: the last paragraph stands on a page that is a picture.
fn in_part(bytes: &[u8], facts: &Facts) -> Result<Record, ReadError> {
    let mut record = read(bytes, facts)?;
    record.paragraphs.pop();
    record.findings.push(page(FindingKind::PageWithoutText));
    Ok(record)
}

fn wholly_scanned(_: &[u8], _: &Facts) -> Result<Record, ReadError> {
    Err(ExtractError::NoText.into())
}

fn place() -> Place {
    let place = Place::new();
    let lines = ["1 ett", "2 två", "3 tre"];
    place.write("a.txt", &minutes("Nämnden", "2024-03-05", &lines));
    place
}

#[test]
fn facts_that_are_stated_without_a_recogniser_do_not_cost_recognised_text() {
    let place = place();
    ingest_with(&whole, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    place.write("facts.toml", "body = \"Styrelsen\"");
    for without in [in_part, wholly_scanned] {
        let mut outcomes = Vec::new();
        let summary = ingest_with(&without, &[place.path("")], &place.config, &mut |step| {
            if let Progress::File { outcome, .. } = step {
                outcomes.push(outcome);
            }
        })
        .unwrap();
        assert_eq!(outcomes, [Outcome::RecognisedStays]);
        assert!(
            summary.recognised_stays[0]
                .message
                .contains("read it again with `--ocr`")
        );
        assert!(summary.has_problems());
        assert_eq!(place.index().paragraph_count(), 3);
    }
    let again = ingest_with(&whole, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert_eq!((again.reread, again.paragraphs), (1, 3));
    assert_eq!(place.archive().bodies().unwrap()[0].slug, "styrelsen");
}

/// As by a program of another version.
fn hold_by_other_rules(place: &Place) {
    let bytes = std::fs::read(place.path("a.txt")).unwrap();
    let mut archive = Archive::open(&place.config.data).unwrap();
    archive
        .add(&Incoming {
            bytes: &bytes,
            filename: "a.txt".to_owned(),
            source_path: place.path("a.txt").display().to_string(),
            source_url: None,
            received_at: (place.config.clock)(),
            stated: None,
            result: ReadResult::Record(Box::new(whole(&bytes, &Facts::default()).unwrap())),
        })
        .unwrap();
}

#[test]
fn other_rules_wait_for_a_recogniser_where_text_was_recognised() {
    let place = place();
    hold_by_other_rules(&place);
    let never = |_: &[u8], _: &Facts| -> Result<Record, ReadError> { panic!("it is not read") };
    // Whether the file is there or its original alone.
    for paths in [vec![place.path("")], vec![place.path("none")]] {
        std::fs::create_dir_all(place.path("none")).unwrap();
        let mut notes = Vec::new();
        let summary = ingest_with(&never, &paths, &place.config, &mut |step| {
            if let Progress::Note(note) = step {
                notes.push(note);
            }
        })
        .unwrap();
        assert!(!summary.has_problems());
        assert!(
            notes.iter().any(|note| note.contains("only `--ocr`")),
            "{notes:?}"
        );
    }
    assert_eq!(place.archive().counts().unwrap().paragraphs, 3);
}

#[test]
fn documents_with_pages_that_wait_are_counted() {
    let place = place();
    let first = ingest_with(&in_part, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert_eq!(first.incomplete, 1);
    assert!(!first.has_problems());
    let again = retry_with(&whole, Retry::Incomplete, &place.config, &mut |_| {}).unwrap();
    assert_eq!((again.reread, again.incomplete), (1, 0));
}

#[test]
fn what_may_be_minutes_once_its_pictures_are_read_waits() {
    let place = Place::new();
    place.write("a.txt", "slag: annat\n1 ett\n2 två");
    let first = ingest_with(&in_part, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert_eq!((first.waiting.len(), first.not_minutes.len()), (1, 0));
    assert_eq!(first.waiting[0].code, "pages_wait");
    let problems = place.archive().problems().unwrap();
    assert_eq!(problems[0].status, DocumentStatus::Waiting);

    let again = retry_with(&whole, Retry::Unread, &place.config, &mut |_| {}).unwrap();
    assert_eq!((again.files, again.not_minutes.len()), (1, 1));
}
