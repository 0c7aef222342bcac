//! What an ingest does with a folder.

use std::fs;

use expect_test::expect;
use paragraf_archive::{Archive, DocumentStatus, Incoming, ReadResult};
use paragraf_model::Facts;

use super::made::{IN_EACH, Place, minutes, read, waited};
use crate::Outcome;
use crate::run::ingest_with;

#[test]
fn a_folder_is_read_and_a_second_time_skipped() {
    let place = Place::new();
    place
        .write(
            "a.txt",
            &minutes(
                "Nämnden",
                "2024-03-05",
                &["1 Nämnden beslutar.", "2 Nämnden noterar."],
            ),
        )
        .write(
            "b.txt",
            &minutes("Nämnden", "2024-04-05", &["3 Nämnden avslår."]),
        )
        .write(
            "copy of a.txt",
            &minutes(
                "Nämnden",
                "2024-03-05",
                &["1 Nämnden beslutar.", "2 Nämnden noterar."],
            ),
        );
    let summary = place.ingest();
    assert_eq!(
        (summary.new, summary.already_held, summary.paragraphs),
        (2, 1, 3)
    );
    assert!(!summary.has_problems());
    assert_eq!(place.index().paragraph_count(), 3);

    let again = place.ingest();
    assert_eq!((again.new, again.already_held, again.paragraphs), (0, 3, 0));
    assert_eq!(place.archive().counts().unwrap().indexed, 2);
    assert_eq!(place.index().paragraph_count(), 3);
}

#[test]
fn bad_files_are_listed_with_reasons_while_the_rest_is_read() {
    let place = Place::new();
    place
        .write("a damaged.pdf", "skadad")
        .write("b empty.txt", "")
        .write("c agenda.txt", "slag: annat\n1 kallelse")
        .write("d without facts.txt", "organ: Nämnden\n1 ett")
        .write("e good.txt", &minutes("Nämnden", "2024-03-05", &["1 ett"]));
    let outcomes = place.outcomes();
    let lines: Vec<String> = outcomes
        .iter()
        .map(|(name, outcome)| format!("{name}: {outcome:?}"))
        .collect();
    expect![[r#"
        a damaged.pdf: Failed { code: "damaged", message: "the file is damaged (no pages); fetch it again from its source" }
        b empty.txt: Failed { code: "empty", message: "the file is empty; fetch it again from its source" }
        c agenda.txt: NotMinutes { message: "not minutes" }
        d without facts.txt: NeedsFacts { message: "municipality, date not known; state it in a facts.toml beside the file" }
        e good.txt: New { paragraphs: 1 }"#]]
    .assert_eq(&lines.join("\n"));
    let counts = place.archive().counts().unwrap();
    assert_eq!(
        (
            counts.indexed,
            counts.not_minutes,
            counts.needs_facts,
            counts.failed
        ),
        (1, 1, 1, 2)
    );

    // What failed or waits is tried again; what is not minutes is held.
    let again = place.ingest();
    assert_eq!(
        (
            again.failed.len(),
            again.needs_facts.len(),
            again.already_held
        ),
        (2, 1, 2)
    );
    assert!(again.has_problems());
}

#[test]
fn real_files_that_are_no_minutes_fail_one_by_one() {
    let place = Place::new();
    place.write("good.txt", "x");
    fs::write(
        place.path("cut off.pdf"),
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>",
    )
    .unwrap();
    fs::write(place.path("empty.pdf"), b"").unwrap();
    fs::write(
        place.path("picture.jpg"),
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00",
    )
    .unwrap();
    let summary = crate::ingest(&[place.path("")], &place.config, &mut |_| {}).unwrap();
    let failed: Vec<_> = summary
        .failed
        .iter()
        .map(|failed| {
            failed
                .path
                .file_name()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(failed, ["cut off.pdf", "empty.pdf", "picture.jpg"]);
    assert!(
        summary
            .failed
            .iter()
            .all(|failed| !failed.message.is_empty())
    );
    assert_eq!(summary.files, 4);
}

#[test]
fn a_fault_in_reading_is_one_failed_file() {
    let place = Place::new();
    place.write("a.txt", "1 ett");
    let faulty = |bytes: &[u8], _: &Facts| {
        crate::record::caught(|| panic!("could not read 19121212-1212 in {} bytes", bytes.len()))
    };
    let summary = ingest_with(&faulty, &[place.path("")], &place.config, &mut |_| {}).unwrap();
    expect!["the program failed on this file; please report it with the file"]
        .assert_eq(&summary.failed[0].message);
    let held = place.archive().problems().unwrap();
    assert_eq!(held[0].code, "program_failed");
    assert_eq!(held[0].message, summary.failed[0].message);
}

#[test]
fn facts_that_are_stated_later_are_taken_up() {
    let place = Place::new();
    place.write("a.txt", "kommun: Tallnäs kommun\n1 ett");
    assert_eq!(place.ingest().needs_facts.len(), 1);
    place.write("facts.toml", "body = \"Nämnden\"\ndate = 2024-03-05");
    assert_eq!(
        place.outcomes(),
        [("a.txt".to_owned(), Outcome::Reread { paragraphs: 1 })]
    );
    assert_eq!(place.index().paragraph_count(), 1);

    // The same facts again change nothing, other facts move the document.
    assert_eq!(
        place.outcomes(),
        [("a.txt".to_owned(), Outcome::AlreadyHeld)]
    );
    place.write("facts.toml", "body = \"Styrelsen\"\ndate = 2024-03-05");
    assert_eq!(
        place.outcomes(),
        [("a.txt".to_owned(), Outcome::Reread { paragraphs: 1 })]
    );
    let bodies = place.archive().bodies().unwrap();
    assert_eq!(
        bodies
            .iter()
            .map(|body| body.slug.as_str())
            .collect::<Vec<_>>(),
        ["styrelsen"]
    );
    assert_eq!(place.index().paragraph_count(), 1);
}

#[test]
fn a_copy_without_facts_does_not_undo_what_was_stated() {
    let place = Place::new();
    place.write("a.txt", "1 ett").write(
        "facts.toml",
        "code = \"1880\"\nbody = \"Nämnden\"\ndate = 2024-03-05",
    );
    place.ingest();
    let elsewhere = Place::new();
    elsewhere.write("b.txt", "1 ett");
    let summary = place.ingest_paths(&[elsewhere.path("b.txt")]).unwrap();
    assert_eq!(summary.already_held, 1);
    let held = place
        .archive()
        .holds(&paragraf_archive::sha256_of(b"1 ett"))
        .unwrap()
        .unwrap();
    assert_eq!(held.status, DocumentStatus::Indexed);
}

#[test]
fn the_order_of_ingest_changes_neither_ids_nor_keys_nor_digest() {
    let texts: Vec<(String, String)> = (1..=7)
        .map(|day| {
            let date = format!("2024-02-{day:02}");
            (
                format!("{date}.txt"),
                minutes("Nämnden", &date, &["1 ett", "2 två", "3 tre"]),
            )
        })
        .collect();
    let digest = |names: &mut dyn Iterator<Item = &(String, String)>| {
        let place = Place::new();
        for (name, text) in names {
            place.write(name, text);
            place.ingest();
        }
        (
            place.archive().digest().unwrap(),
            place.index().paragraph_count(),
        )
    };
    let at_once = Place::new();
    for (name, text) in &texts {
        at_once.write(name, text);
    }
    at_once.ingest();
    let expected = (at_once.archive().digest().unwrap(), 21);
    assert_eq!(digest(&mut texts.iter()), expected);
    assert_eq!(digest(&mut texts.iter().rev()), expected);
}

#[test]
fn a_corrected_version_takes_the_place_in_archive_and_index() {
    let place = Place::new();
    place.write(
        "a.txt",
        &minutes("Nämnden", "2024-03-05", &["1 fel", "2 två"]),
    );
    place.ingest();
    place.write("b.txt", &minutes("Nämnden", "2024-03-05", &["1 rätt"]));
    place.ingest();
    let id = paragraf_model::ParagraphId::parse("tallnas/namnden/2024-03-05/1").unwrap();
    let archive = place.archive();
    assert_eq!(archive.paragraph(&id).unwrap().unwrap().filename, "b.txt");
    assert_eq!(archive.versions(&id).unwrap().len(), 2);
    assert_eq!(place.index().paragraph_count(), 2);
    assert_eq!(place.index().sequence(), archive.last_sequence().unwrap());
}

/// As an earlier program read it: without what is in the file now.
fn read_by_other_rules(place: &Place, name: &str, stated: Option<&str>) {
    let bytes = fs::read(place.path(name)).unwrap();
    let text = minutes("Nämnden", "2024-03-05", &["1 som det lästes förr"]);
    let record = read(text.as_bytes(), &Facts::default()).unwrap();
    let incoming = Incoming {
        bytes: &bytes,
        filename: name.to_owned(),
        source_path: place.path(name).display().to_string(),
        source_url: None,
        received_at: (place.config.clock)(),
        stated: stated.map(str::to_owned),
        result: ReadResult::Record(Box::new(record)),
    };
    let archive = Archive::open(&place.config.data).unwrap();
    let mut archive = archive.reading_by(crate::READING_VERSION + 1);
    archive.add(&incoming).unwrap();
}

fn text_of(place: &Place, id: &str) -> String {
    let id = paragraf_model::ParagraphId::parse(id).unwrap();
    let held = place.archive().paragraph(&id).unwrap().unwrap();
    held.paragraph.sections[0].text.clone()
}

#[test]
fn what_was_read_by_other_rules_is_read_anew() {
    let place = Place::new();
    place.write("a.txt", &minutes("Nämnden", "2024-03-05", &["1 ett"]));
    read_by_other_rules(&place, "a.txt", None);
    let summary = place.ingest();
    assert_eq!((summary.reread, summary.already_held), (1, 0));
    assert_eq!(text_of(&place, "tallnas/namnden/2024-03-05/1"), "ett");
    let again = place.ingest();
    assert_eq!((again.reread, again.already_held), (0, 1));
}

#[test]
fn what_was_read_by_other_rules_is_read_anew_though_its_file_is_gone() {
    let place = Place::new();
    place.write("a.txt", "1 ett");
    let stated = "municipality: Tallnäs kommun \nbody: Nämnden\ndate: 2024-03-05";
    read_by_other_rules(&place, "a.txt", Some(stated));
    fs::remove_file(place.path("a.txt")).unwrap();
    assert_eq!(place.ingest().reread, 1);
    assert_eq!(text_of(&place, "tallnas/namnden/2024-03-05/1"), "ett");
    let held = place
        .archive()
        .holds(&paragraf_archive::sha256_of(b"1 ett"));
    let held = held.unwrap().unwrap();
    assert_eq!(held.stated.as_deref(), Some(stated));
    assert!(held.source_path.ends_with("in/a.txt"), "{held:?}");
    assert_eq!(place.ingest().reread, 0);
}

#[test]
fn of_two_copies_with_different_facts_the_first_stands() {
    let place = Place::new();
    let facts = "code = \"1880\"\ndate = 2024-03-05\n";
    place
        .write("a/copy.txt", "1 ett")
        .write("b/copy.txt", "1 ett")
        .write("a/facts.toml", &format!("{facts}body = \"Nämnden\""))
        .write("b/facts.toml", &format!("{facts}body = \"Styrelsen\""));
    let first = place.ingest();
    assert_eq!((first.new, first.already_held), (1, 1));
    let again = place.ingest();
    assert_eq!((again.new, again.reread, again.already_held), (0, 0, 2));
    assert_eq!(place.archive().bodies().unwrap()[0].slug, "namnden");

    // Where the first is gone, the other one's facts are what is stated.
    fs::remove_file(place.path("a/copy.txt")).unwrap();
    assert_eq!(place.ingest().reread, 1);
    assert_eq!(place.archive().bodies().unwrap()[0].slug, "styrelsen");
    assert_eq!(place.ingest().reread, 0);
}

#[test]
fn a_name_in_the_facts_that_no_file_has_is_noted() {
    let place = Place::new();
    let (one_letter, letter_and_dots) = ("N\u{e4}mnden.txt", "Na\u{308}mnden.txt");
    place.write(letter_and_dots, "1 ett").write(
        "facts.toml",
        &format!(
            "code = \"1880\"\nbody = \"Nämnden\"\n[files.\"{one_letter}\"]\ndate = 2024-03-05\n\
             [files.\"annan.txt\"]\ndate = 2024-03-06"
        ),
    );
    let mut notes = Vec::new();
    let paths = [place.path("")];
    let summary = ingest_with(&read, &paths, &place.config, &mut |progress| {
        if let crate::Progress::Note(note) = progress {
            notes.push(super::made::without_folder(&note, &place.path("")));
        }
    })
    .unwrap();
    assert_eq!(summary.new, 1);
    assert_eq!(
        notes,
        ["IN/facts.toml: there is no file \"annan.txt\" to read; check its name under [files]"]
    );
}

#[test]
fn the_index_is_put_together_before_the_last_files_are_read() {
    let place = Place::new();
    place.write_many(0..20).ingest();
    assert_eq!(place.parts(), 1);
    place.write_many(20..40);
    let last_waits = |bytes: &[u8], facts: &Facts| {
        if facts.filename.as_deref() == Some("39.txt") {
            assert!(waited(
                || place.index().paragraph_count() as usize >= 34 * IN_EACH
            ));
        }
        read(bytes, facts)
    };
    let from = [place.path("")];
    let summary = ingest_with(&last_waits, &from, &place.config, &mut |_| {}).unwrap();
    assert_eq!((summary.new, summary.paragraphs), (20, 20 * IN_EACH));
    assert_eq!(place.index().paragraph_count() as usize, 40 * IN_EACH);
    assert_eq!(place.parts(), 2, "most of it, and what came last");
}
