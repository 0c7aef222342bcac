//! Runs that were interrupted between two steps.

use std::fs;

use super::made::{Made, minutes, stock};
use crate::originals::Originals;
use crate::{Added, Archive};

fn made() -> Made {
    minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3)
}

#[test]
fn an_original_without_a_row_is_used_by_the_next_run() {
    let (_undisturbed_folder, undisturbed) = stock(&[made()]);
    let (folder, mut archive) = stock(&[]);
    Originals::of(folder.path())
        .keep(&made().sha256(), &made().bytes)
        .unwrap();
    assert_eq!(archive.reader().original(&made().sha256()).unwrap(), None);

    assert!(matches!(
        archive.add(&made().incoming()).unwrap(),
        Added::New(_)
    ));
    assert_eq!(
        archive.reader().digest().unwrap(),
        undisturbed.reader().digest().unwrap()
    );
}

#[test]
fn a_broken_original_is_replaced_when_its_file_comes_again() {
    let (folder, mut archive) = stock(&[]);
    let path = Originals::of(folder.path()).path(&made().sha256()).unwrap();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "half").unwrap();
    archive.add(&made().incoming()).unwrap();
    assert_eq!(fs::read(path).unwrap(), made().bytes);
}

#[test]
fn a_transaction_that_was_not_committed_leaves_nothing() {
    let (folder, archive) = stock(&[]);
    let connection = crate::schema::open_for_writing(&folder.path().join("archive.db")).unwrap();
    let transaction = connection.unchecked_transaction().unwrap();
    let made = made();
    let (sha256, incoming) = (made.sha256(), made.incoming());
    let intake = crate::intake::Intake {
        sha256: &sha256,
        read_by: 0,
        incoming: &incoming,
    };
    crate::intake::store(&transaction, intake, &crate::withdrawal::Cut::default()).unwrap();
    drop(transaction);
    assert_eq!(archive.reader().counts().unwrap(), crate::Counts::default());
    assert_eq!(archive.reader().last_sequence().unwrap(), 0);
    assert!(archive.reader().holdings().unwrap().is_empty());
}

#[test]
fn half_written_originals_are_swept_away() {
    let (folder, archive) = stock(&[made()]);
    let left_over = folder.path().join("originals/incoming/abc");
    fs::write(&left_over, "half").unwrap();
    archive.sweep().unwrap();
    assert!(!left_over.exists());
    assert!(
        archive
            .reader()
            .original(&made().sha256())
            .unwrap()
            .unwrap()
            .exists()
    );
}

#[test]
fn an_original_that_cannot_be_written_makes_no_document() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path()).unwrap();
    fs::write(
        folder.path().join("originals"),
        "a file where a folder should be",
    )
    .unwrap();
    let message = archive.add(&made().incoming()).unwrap_err().to_string();
    assert!(message.contains("originals"), "{message}");
    assert_eq!(archive.reader().counts().unwrap(), crate::Counts::default());
}

#[test]
fn a_closed_archive_lies_in_one_file() {
    let (folder, archive) = stock(&[made()]);
    let digest = archive.reader().digest().unwrap();
    drop(archive);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(
        folder.path().join("archive.db"),
        elsewhere.path().join("archive.db"),
    )
    .unwrap();
    assert_eq!(
        crate::Reader::open(elsewhere.path())
            .unwrap()
            .digest()
            .unwrap(),
        digest
    );
}

#[test]
fn a_reader_sees_what_a_killed_writer_committed() {
    let (folder, archive) = stock(&[made()]);
    // The log of a writer that never closed: what was committed is in it, and nothing tells where.
    let left = tempfile::tempdir().unwrap();
    for name in ["archive.db", "archive.db-wal"] {
        fs::copy(folder.path().join(name), left.path().join(name)).unwrap();
    }
    let expected = archive.reader().digest().unwrap();
    assert_eq!(
        crate::Reader::open(left.path()).unwrap().digest().unwrap(),
        expected
    );
}

#[test]
fn a_catalogue_that_is_a_folder_is_told_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("archive.db")).unwrap();
    let message = Archive::open(folder.path()).unwrap_err().to_string();
    assert!(
        message.contains("check that the folder may be written"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn a_catalogue_is_read_where_nothing_can_be_written_beside_it() {
    let (folder, archive) = stock(&[made()]);
    let digest = archive.reader().digest().unwrap();
    drop(archive);
    // In the place of the file that readers share with the writer: nobody can make it, as on a full disk.
    let shared = folder.path().join("archive.db-shm");
    std::os::unix::fs::symlink(folder.path().join("nowhere/at-all"), &shared).unwrap();
    let reader = crate::Reader::open(folder.path()).unwrap();
    assert_eq!(reader.digest().unwrap(), digest);
    fs::remove_file(shared).unwrap();

    // And beside the next writer as soon as it can be.
    let mut archive = Archive::open(folder.path()).unwrap();
    archive
        .add(
            &minutes("Tallnäs kommun", "Nämnden", "2024-04-05")
                .paragraphs(4..=5)
                .incoming(),
        )
        .unwrap();
    assert_eq!(reader.counts().unwrap().paragraphs, 5);
}
