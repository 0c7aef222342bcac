//! The seal of the catalogue: any changed byte is noticed, whoever wrote last and however that ended.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::made::{Made, minutes, stock};
use crate::seal::Seal;
use crate::{Access, Archive, Checked, OpenError, check};

const TEXT: &str = "Nämnden beslutar att anta planen.";

fn made(number: u32) -> Made {
    minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .text(TEXT)
        .case(number, "KS", 2024, number)
        .officer(number + 100, "Ada Ek")
}

fn sealed(documents: &[Made]) -> TempDir {
    let (folder, archive) = stock(documents);
    assert!(archive.close().unwrap());
    folder
}

fn checked(folder: &Path) -> Checked {
    check(folder, Access::Alone, &mut |_| {}).unwrap()
}

/// File and what is wrong with it.
fn told(folder: &Path) -> Vec<String> {
    let damages = checked(folder).damages.into_iter().map(|damage| {
        let name = damage
            .file
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert!(!damage.remedy.is_empty());
        format!("{name}: {}", damage.what)
    });
    damages.collect()
}

fn flip(path: &Path, position: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[position] ^= 1;
    fs::write(path, bytes).unwrap();
}

/// Rows of a table that is dropped again leave pages that nobody uses.
fn leave_free_pages(folder: &Path) {
    let _writer = Archive::open(folder).unwrap();
    let connection = crate::schema::open_for_writing(&folder.join("archive.db")).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE scratch (bytes BLOB);
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
             INSERT INTO scratch SELECT randomblob(20000) FROM n;
             DROP TABLE scratch;",
        )
        .unwrap();
    let free: i64 = connection
        .query_row("PRAGMA freelist_count", [], |row| row.get(0))
        .unwrap();
    assert!(free > 10, "{free} free pages");
}

#[test]
fn a_closed_archive_is_sealed_and_well() {
    let folder = sealed(&[made(1), made(2)]);
    let checked = checked(folder.path());
    assert_eq!((checked.damages, checked.notes), (vec![], vec![]));
    assert!(checked.rows_are_well && !checked.is_unsealed);
    assert_eq!(
        (checked.originals, checked.records, checked.meetings),
        (2, 4, 1)
    );
    let size = fs::metadata(folder.path().join("archive.db"))
        .unwrap()
        .len();
    assert_eq!(checked.sealed_bytes, size);
}

#[test]
fn a_flipped_byte_is_named_wherever_it_lies_in_free_pages_too() {
    let folder = sealed(&[made(1)]);
    leave_free_pages(folder.path());
    assert_eq!(told(folder.path()), [""; 0]);
    let path = folder.path().join("archive.db");
    let whole = fs::read(&path).unwrap();
    for position in (0..whole.len()).step_by(7919) {
        flip(&path, position);
        let told = told(folder.path());
        assert!(
            told[0].starts_with("archive.db: bytes ") && told[0].ends_with("as they were sealed"),
            "{position}: {told:?}"
        );
        fs::write(&path, &whole).unwrap();
    }
    // What is cut off or put on at the end is told too.
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    assert!(!told(folder.path()).is_empty());
    fs::write(&path, [&whole[..], b"x"].concat()).unwrap();
    assert!(!told(folder.path()).is_empty());
}

#[test]
fn a_damaged_seal_is_named_and_sealed_anew_by_the_next_writer() {
    let folder = sealed(&[made(1)]);
    let path = folder.path().join("archive.db.seal");
    let whole = fs::read(&path).unwrap();
    for position in 0..whole.len() {
        flip(&path, position);
        assert!(matches!(
            Seal::read(folder.path()),
            Err(crate::seal::NoSeal::Damaged)
        ));
        fs::write(&path, &whole).unwrap();
    }
    flip(&path, 20);
    assert_eq!(
        told(folder.path()),
        ["archive.db.seal: it does not fit to its own checksum"]
    );
    drop(Archive::open(folder.path()).unwrap());
    assert_eq!(told(folder.path()), [""; 0]);
}

#[test]
fn only_what_changed_is_read_for_the_next_seal_and_it_is_the_same() {
    let folder = sealed(&[made(1)]);
    for number in 2..40 {
        let mut archive = Archive::open(folder.path()).unwrap();
        archive.add(&made(number).incoming()).unwrap();
    }
    assert_eq!(
        Seal::read(folder.path()).unwrap(),
        Seal::of(&folder.path().join("archive.db")).unwrap()
    );
}

#[test]
fn damage_is_not_sealed_in_by_whoever_writes_next() {
    let folder = sealed(&[made(1)]);
    leave_free_pages(folder.path());
    let path = folder.path().join("archive.db");
    // In the last page, which is free, of the block that is written to.
    let last = fs::read(&path).unwrap().len() - 1;
    flip(&path, last);
    let mut archive = Archive::open(folder.path()).unwrap();
    archive.add(&made(2).incoming()).unwrap();
    archive.close().unwrap();
    assert!(told(folder.path())[0].starts_with("archive.db: bytes "));
}

#[test]
fn what_a_killed_writer_left_is_checked_row_by_row_and_sealed_by_the_next_one() {
    let folder = sealed(&[made(1)]);
    let mut archive = Archive::open(folder.path()).unwrap();
    archive.add(&made(2).incoming()).unwrap();
    let left = copied(folder.path());
    let checked = checked(left.path());
    assert_eq!(checked.damages, vec![]);
    assert!(checked.is_unsealed && checked.rows_are_well);
    assert!(
        checked.notes[0].contains("interrupted"),
        "{:?}",
        checked.notes
    );
    assert_eq!(checked.records, 4);
    drop(Archive::open(left.path()).unwrap());
    assert!(!self::checked(left.path()).is_unsealed);
}

#[test]
fn a_flipped_byte_of_the_log_is_named_before_sqlite_cuts_it_off() {
    let folder = sealed(&[made(1)]);
    let mut archive = Archive::open(folder.path()).unwrap();
    for number in 2..5 {
        archive.add(&made(number).incoming()).unwrap();
    }
    let left = copied(folder.path());
    let path = left.path().join("archive.db-wal");
    let whole = fs::read(&path).unwrap();
    for position in (0..whole.len()).step_by(1009) {
        flip(&path, position);
        let told = told(left.path());
        assert!(
            told.iter()
                .any(|line| line.starts_with("archive.db-wal: it is damaged at frame")),
            "{position}: {told:?}"
        );
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(told(left.path()), [""; 0]);
}

#[test]
fn a_log_that_nobody_of_ours_wrote_is_told() {
    let folder = sealed(&[made(1)]);
    let connection = rusqlite::Connection::open(folder.path().join("archive.db")).unwrap();
    connection
        .execute_batch("PRAGMA wal_autocheckpoint = 0; UPDATE meetings SET numbers = '9'")
        .unwrap();
    let left = copied(folder.path());
    assert!(told(left.path())[0].starts_with("archive.db-wal: it is not empty"));
}

#[test]
fn of_several_writers_the_last_one_seals() {
    let folder = sealed(&[made(1)]);
    let mut first = Archive::open(folder.path()).unwrap();
    first.add(&made(2).incoming()).unwrap();
    let mut second = Archive::open(folder.path()).unwrap();
    second.add(&made(3).incoming()).unwrap();
    let checked = check(folder.path(), Access::Alone, &mut |_| {}).unwrap();
    assert!(
        checked.notes[0].starts_with("somebody writes"),
        "{:?}",
        checked.notes
    );
    assert!(!second.close().unwrap());
    first.add(&made(4).incoming()).unwrap();
    assert!(first.close().unwrap());
    assert_eq!(told(folder.path()), [""; 0]);

    let first = Archive::open(folder.path()).unwrap();
    let mut second = Archive::open(folder.path()).unwrap();
    second.add(&made(5).incoming()).unwrap();
    assert!(!first.close().unwrap());
    assert!(second.close().unwrap());
    let checked = self::checked(folder.path());
    assert_eq!((checked.damages, checked.is_unsealed), (vec![], false));
}

#[test]
fn a_newer_seal_is_refused_and_nothing_changed() {
    let folder = sealed(&[made(1)]);
    let body = "paragraf seal 2\nof another form\n";
    let sum = crate::sha256_of(body.as_bytes());
    fs::write(
        folder.path().join("archive.db.seal"),
        format!("{body}sum {sum}\n"),
    )
    .unwrap();
    let before = fs::read(folder.path().join("archive.db")).unwrap();
    for refused in [
        Archive::open(folder.path()).err(),
        check(folder.path(), Access::Alone, &mut |_| {}).err(),
    ] {
        let Some(OpenError::Newer { found, known, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!((found, known), (2, 1));
    }
    assert_eq!(fs::read(folder.path().join("archive.db")).unwrap(), before);
    // Reading needs no seal.
    assert_eq!(
        crate::Reader::open(folder.path())
            .unwrap()
            .counts()
            .unwrap()
            .indexed,
        1
    );
}

#[test]
fn rows_that_do_not_follow_from_the_documents_are_told_though_they_are_sealed() {
    for (spoil, expected) in [
        (
            "UPDATE meetings SET numbers = '9'",
            "archive.db: the meeting tallnas/namnden/2024-03-05: its current paragraphs or figures \
             are not what follows from its documents",
        ),
        (
            "UPDATE paragraphs SET current_document_id = NULL WHERE number = 1;
             DELETE FROM case_numbers",
            "archive.db: the meeting tallnas/namnden/2024-03-05: its current paragraphs or figures \
             are not what follows from its documents",
        ),
        (
            "UPDATE case_numbers SET serial = 7",
            "its number, case numbers or case officers are not what its text says",
        ),
        (
            "UPDATE officers SET paragraphs = 7",
            "archive.db: it holds 1 case officers whose number of paragraphs is wrong",
        ),
        (
            r#"UPDATE versions SET record = '{"nummer": 1}'"#,
            "the archive's catalogue is damaged (a paragraph: missing field",
        ),
        (
            "UPDATE versions SET record = substr(record, 1, 40)",
            "the archive's catalogue is damaged (a packed record: ",
        ),
        (
            "PRAGMA foreign_keys = OFF; UPDATE versions SET document_id = 77 WHERE position = 0",
            "archive.db: a row of versions names one of documents that is not there",
        ),
        ("UPDATE documents SET size = 3", "bytes, and it has"),
    ] {
        let folder = sealed(&[made(1)]);
        let writer = Archive::open(folder.path()).unwrap();
        let connection =
            crate::schema::open_for_writing(&folder.path().join("archive.db")).unwrap();
        connection.execute_batch(spoil).unwrap();
        drop(connection);
        writer.close().unwrap();
        let told = told(folder.path());
        assert!(
            told.iter().any(|line| line.contains(expected)),
            "{spoil}: {told:?}"
        );
    }
}

/// As it lies on the disk while somebody has it open.
fn copied(folder: &Path) -> TempDir {
    let left = tempfile::tempdir().unwrap();
    let mut folders = vec![folder.to_owned()];
    while let Some(from) = folders.pop() {
        for entry in fs::read_dir(&from).unwrap() {
            let path = entry.unwrap().path();
            let to = left.path().join(path.strip_prefix(folder).unwrap());
            if path.is_dir() {
                fs::create_dir_all(to).unwrap();
                folders.push(path);
            } else if !path.ends_with("archive.db-shm") {
                fs::copy(&path, to).unwrap();
            }
        }
    }
    left
}
