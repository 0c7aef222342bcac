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
