//! Catalogues of other versions and of other programs.

use rusqlite::Connection;

use super::made::{minutes, stock};
use crate::{Archive, OpenError, Reader};

#[test]
fn an_archive_opens_again_with_the_same_id() {
    let (folder, archive) =
        stock(&[minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3)]);
    let id = archive.reader().archive_id().unwrap();
    drop(archive);
    let again = Archive::open(folder.path()).unwrap();
    assert_eq!(again.reader().archive_id().unwrap(), id);
    assert_eq!(again.reader().counts().unwrap().paragraphs, 3);
    assert_eq!(id.len(), 32);
}

#[test]
fn a_catalogue_is_written_to_survive_power_failures() {
    let (folder, _archive) = stock(&[]);
    let connection = crate::schema::open_for_writing(&folder.path().join("archive.db")).unwrap();
    let pragma = |name| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "wal".to_owned().into());
    assert_eq!(pragma("synchronous"), 2.into());
    assert_eq!(pragma("foreign_keys"), 1.into());
}

#[test]
fn an_archive_of_a_newer_version_is_refused_with_what_to_do() {
    let (folder, archive) = stock(&[]);
    drop(archive);
    let connection = Connection::open(folder.path().join("archive.db")).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);

    for refused in [
        Archive::open(folder.path()).err(),
        Reader::open(folder.path()).err(),
    ] {
        let message = refused.unwrap().to_string();
        assert!(message.contains("has version 99"), "{message}");
        assert!(message.contains("use the newer program"), "{message}");
    }
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(
        Archive::open(folder.path()),
        Err(OpenError::Foreign { .. })
    ));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    std::fs::write(&path, "something that is no database at all").unwrap();
    assert!(matches!(
        Archive::open(folder.path()),
        Err(OpenError::Foreign { .. })
    ));
}

#[test]
fn reading_makes_no_archive() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Reader::open(folder.path()),
        Err(OpenError::Missing { .. })
    ));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn two_programs_that_start_at_once_make_one_archive() {
    let folder = tempfile::tempdir().unwrap();
    let ids: Vec<String> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    Archive::open(folder.path())
                        .unwrap()
                        .reader()
                        .archive_id()
                        .unwrap()
                })
            })
            .collect();
        starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

/// As an earlier version of the program left it: one set of minutes with two paragraphs.
fn of_version(version: usize) -> tempfile::TempDir {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .case(1, "KS", 2024, 17)
        .paragraphs(2..=2);
    let folder = tempfile::tempdir().unwrap();
    crate::originals::Originals::of(folder.path())
        .keep(&made.sha256(), &made.bytes)
        .unwrap();
    let connection = Connection::open(folder.path().join("archive.db")).unwrap();
    connection.pragma_update(None, "page_size", 8192).unwrap();
    connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
        .unwrap();
    for step in &crate::schema::STEPS[..version] {
        connection.execute_batch(step).unwrap();
    }
    connection
        .pragma_update(None, "application_id", 0x5072_6166)
        .unwrap();
    connection
        .pragma_update(None, "user_version", version as i64)
        .unwrap();
    connection
        .execute_batch(
            "INSERT INTO municipalities VALUES (1, 'tallnas', 'Tallnäs kommun', '');
             INSERT INTO bodies VALUES (1, 1, 'namnden', 'Nämnden');
             INSERT INTO meetings (id, body_id, date, body_name, numbers, paragraphs, documents, last_received)
             VALUES (1, 1, '2024-03-05', 'Nämnden', '1-2', 2, 1, '2024-06-01T08:01:00.000000Z');
             ",
        )
        .unwrap();
    connection
        .execute(
            "INSERT INTO documents (id, sha256, size, filename, source_path, received_at, read_by, status,
                 media_type, language, kind, text_quality, meeting, meeting_id)
             VALUES (1, ?1, ?2, 'protokoll.txt', '/mappar/protokoll.txt', '2024-06-01T08:01:00.000000Z', 1,
                 'indexed', 'text/plain', 'sv', 'minutes', 0.75, ?3, 1)",
            rusqlite::params![
                made.sha256(),
                made.bytes.len() as i64,
                crate::codec::encode_meeting(&made.meeting, false).unwrap()
            ],
        )
        .unwrap();
    connection
        .pragma_update(None, "foreign_keys", false)
        .unwrap();
    connection
        .execute(
            "INSERT INTO case_numbers VALUES (2024, 17, 1, 'KS', 5001, 'KS 2024/17')",
            [],
        )
        .unwrap();
    for (position, paragraph) in made.paragraphs.iter().enumerate() {
        let number = paragraph.number;
        connection
            .execute(
                "INSERT INTO paragraphs (key, meeting_id, name, number, current_document_id, changed_at)
                 VALUES (?1, 1, ?2, ?3, 1, '2024-06-01T08:01:00.000000Z')",
                rusqlite::params![5000 + number, number.to_string(), number],
            )
            .unwrap();
        connection
            .execute(
                "INSERT INTO versions (key, document_id, position, record) VALUES (?1, 1, ?2, ?3)",
                rusqlite::params![
                    5000 + number,
                    position as i64,
                    serde_json::to_string(paragraph).unwrap()
                ],
            )
            .unwrap();
        connection
            .execute(
                "INSERT INTO changes (key, kind) VALUES (?1, 'put')",
                [5000 + number],
            )
            .unwrap();
    }
    folder
}

#[test]
fn an_archive_of_every_earlier_version_is_carried_over_whole() {
    for version in 1..crate::schema::STEPS.len() {
        let folder = of_version(version);
        let refused = Reader::open(folder.path()).unwrap_err();
        assert!(matches!(refused, OpenError::Older { .. }), "{refused}");
        let archive = Archive::open(folder.path()).unwrap();
        let ids: Vec<String> = archive
            .reader()
            .current_after(None, 10)
            .unwrap()
            .iter()
            .map(|stored| format!("{} {}", stored.key, stored.id))
            .collect();
        assert_eq!(
            ids,
            [
                "5001 tallnas/namnden/2024-03-05/1",
                "5002 tallnas/namnden/2024-03-05/2"
            ],
            "version {version}"
        );
        assert_eq!(archive.reader().holdings().unwrap()[0].paragraphs, 2);
        // Whoever keeps a copy begins with what was there before there was a feed.
        let bulk = archive.reader().bulk().unwrap();
        let files: Vec<(&str, u64, u64)> = { bulk.files.iter() }
            .map(|file| (file.name.as_str(), file.documents, file.sequence))
            .collect();
        // A version that had the feed would have noted it.
        let noted = u64::from(version < 4);
        assert_eq!(
            files,
            [("tallnas/2024", 1, noted), ("without-meeting", 0, 0)],
            "version {version}"
        );
        if version >= 4 {
            continue;
        }
        let (change, copy) = &archive.reader().document_changes_after(0, 10).unwrap()[0];
        assert_eq!((change.sequence, change.new_at), (1, 1));
        assert_eq!(copy.as_ref().unwrap().paragraphs.len(), 2);
        for change in archive.reader().changes_after(0, 10).unwrap() {
            let at = change.at.map(crate::codec::encode_time);
            assert_eq!(at.as_deref(), Some("2024-06-01T08:01:00.000000Z"));
            assert!(change.is_new);
        }
        archive.close().unwrap();
        let checked = crate::check(folder.path(), crate::Access::Alone, &mut |_| {}).unwrap();
        assert_eq!((checked.damages, checked.notes), (vec![], vec![]));
    }
}

#[test]
fn a_newer_archive_is_left_as_it_is() {
    let (folder, archive) = stock(&[]);
    drop(archive);
    let path = folder.path().join("archive.db");
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let names = || -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file() && !path.ends_with("archive.db-shm"))
            .map(|path| (path.display().to_string(), std::fs::read(path).unwrap()))
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        files.sort();
        files
    };
    let before = names();
    assert!(Archive::open(folder.path()).is_err());
    assert!(
        crate::check(folder.path(), crate::Access::Alone, &mut |_| {})
            .is_ok_and(|checked| !checked.damages.is_empty())
    );
    assert_eq!(names(), before);
}
