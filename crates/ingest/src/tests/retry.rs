//! Reading again what could not be read before.

use std::fs;

use paragraf_archive::DocumentStatus;
use paragraf_extract::ExtractError;
use paragraf_model::{Facts, Finding, FindingKind, Record, Span};

use super::made::{Place, minutes, read};
use crate::run::{ingest_with, retry_with};
use crate::{IngestError, Progress, ReadError, Retry, Summary};

const ID: &str = "tallnas/namnden/2024-03-05/1";

#[test]
fn what_could_not_be_read_is_read_again_though_its_file_is_gone() {
    let place = Place::new();
    place.write("a.txt", "1 ett").write(
        "facts.toml",
        "municipality = \"Tallnäs kommun\"\nbody = \"Nämnden\"\ndate = 2024-03-05",
    );
    let late = |_: &[u8], _: &Facts| Err(ReadError::TimedOut { seconds: 25 });
    let first = ingest_with(&late, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert_eq!(first.failed[0].code, "timed_out");
    fs::remove_file(place.path("a.txt")).unwrap();

    let again = retry(&place, Retry::Unread);
    assert_eq!((again.files, again.reread, again.paragraphs), (1, 1, 1));
    assert!(!again.has_problems());
    assert_eq!(place.index().paragraph_count(), 1);
    let id = paragraf_model::ParagraphId::parse(ID).unwrap();
    assert!(place.archive().paragraph(&id).unwrap().is_some());
    assert_eq!(retry(&place, Retry::Unread).files, 0);
}

#[test]
fn what_fails_again_is_told_by_the_name_that_it_came_with() {
    let place = Place::new();
    place.write("a.txt", "skadad");
    place.ingest();
    let mut seen = Vec::new();
    let summary = retry_with(&read, Retry::Unread, &place.config, &mut |progress| {
        if let Progress::File { path, .. } = progress {
            seen.push(path);
        }
    })
    .unwrap();
    assert_eq!(summary.failed.len(), 1);
    assert!(summary.has_problems());
    assert_eq!(seen, [place.path("a.txt")]);
}

#[test]
fn pictures_of_pages_wait_for_text_recognition() {
    let place = Place::new();
    place.write("a.txt", &minutes("Nämnden", "2024-03-05", &["1 ett"]));
    let pictures = |_: &[u8], _: &Facts| Err(ReadError::from(ExtractError::NoText));
    let first = ingest_with(&pictures, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert_eq!((first.waiting.len(), first.failed.len()), (1, 0));
    assert!(first.has_problems());
    let problems = place.archive().problems().unwrap();
    assert_eq!(problems[0].status, DocumentStatus::Waiting);
    assert_eq!(problems[0].code, "no_text");
    assert_eq!(place.archive().counts().unwrap().waiting, 1);

    assert_eq!(retry(&place, Retry::Unread).reread, 1);
    assert_eq!(place.archive().counts().unwrap().waiting, 0);
}

#[test]
fn pages_without_text_are_read_again_when_asked_for() {
    let place = Place::new();
    place
        .write("a.txt", &minutes("Nämnden", "2024-03-05", &["1 ett"]))
        .write("b.txt", &minutes("Nämnden", "2024-04-05", &["2 två"]));
    let in_part = |bytes: &[u8], facts: &Facts| {
        let mut record = read(bytes, facts)?;
        if record.paragraphs[0].number == 1 {
            record.paragraphs.clear();
            record.findings.push(picture());
        }
        Ok::<Record, ReadError>(record)
    };
    ingest_with(&in_part, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    assert_eq!(retry(&place, Retry::Unread).files, 0);

    // A reading that fails does not take what is held.
    let late = |_: &[u8], _: &Facts| Err(ReadError::TimedOut { seconds: 25 });
    retry_with(&late, Retry::Incomplete, &place.config, &mut |_| {}).unwrap();
    assert_eq!(place.archive().counts().unwrap().indexed, 2);

    let again = retry(&place, Retry::Incomplete);
    assert_eq!((again.files, again.reread, again.paragraphs), (1, 1, 1));
    assert_eq!(place.index().paragraph_count(), 2);
    assert_eq!(retry(&place, Retry::Incomplete).files, 0);
}

#[test]
fn an_interruption_is_held_against_no_file() {
    let place = Place::new();
    place
        .write("a.txt", &minutes("Nämnden", "2024-03-05", &["1 ett"]))
        .write("b.txt", "stop");
    let interrupted = |bytes: &[u8], facts: &Facts| match bytes {
        b"stop" => Err(ReadError::Interrupted),
        _ => read(bytes, facts),
    };
    let error = ingest_with(&interrupted, &[place.path("")], &place.config, &mut |_| {});
    assert!(matches!(
        error,
        Err(IngestError::Stopped(ReadError::Interrupted))
    ));
    assert!(place.archive().problems().unwrap().is_empty());
    assert_eq!(place.archive().counts().unwrap().indexed, 1);
}

#[test]
fn without_an_archive_there_is_nothing_to_try_again() {
    let place = Place::new();
    let error = retry_with(&read, Retry::Unread, &place.config, &mut |_| {}).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("make one with `paragraf ingest`")
    );
}

fn picture() -> Finding {
    Finding::warning(
        FindingKind::PageWithoutText,
        Span::default(),
        "Sidan är en bild.",
    )
}

fn retry(place: &Place, retry: Retry) -> Summary {
    retry_with(&read, retry, &place.config, &mut |_| {}).unwrap()
}
