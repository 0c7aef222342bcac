//! Checksums of files, entries against the archive, and a new generation that is checked before it is used.

use std::fs;
use std::path::Path;

use tempfile::{TempDir, tempdir};

use super::shelf::{Item, as_indexed, put, writer};
use crate::{Entries, Index, IndexWriter, OpenError, SearchError, check_files};

fn items() -> [Item; 3] {
    [
        Item::new(1).title("Badhuset").text("badhus"),
        Item::new(2).on("2024-02-03").text("ishall"),
        Item::new(3).of("annanby", "byggnadsnamnden").text("bad"),
    ]
}

fn closed() -> TempDir {
    let dir = tempdir().unwrap();
    let mut writer = writer(dir.path());
    items().iter().for_each(|item| put(&mut writer, item));
    writer.commit(3).unwrap();
    writer.close().unwrap();
    dir
}

fn difference(dir: &Path, item: &Item) -> Option<String> {
    let entries = Entries::open(dir).unwrap();
    as_indexed(item, |indexed| entries.difference(indexed)).unwrap()
}

#[test]
fn what_is_closed_has_checksums_of_every_file() {
    let dir = closed();
    let checked = check_files(dir.path(), &mut |_| {}).unwrap();
    assert_eq!((checked.damages, checked.notes), (vec![], vec![]));
    // The pointer, two lists, and what a segment consists of.
    assert!(checked.files >= 9, "{}", checked.files);
    let entries = Entries::open(dir.path()).unwrap();
    assert_eq!((entries.count(), entries.sequence()), (3, 3));
}

#[test]
fn while_somebody_writes_the_engines_checksums_serve() {
    let dir = closed();
    let _writer = writer(dir.path());
    let checked = check_files(dir.path(), &mut |_| {}).unwrap();
    assert_eq!(checked.damages, vec![]);
    assert!(
        checked.notes[0].contains("somebody writes"),
        "{:?}",
        checked.notes
    );
    let segment = of_kind(dir.path(), "idx");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[0] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let checked = check_files(dir.path(), &mut |_| {}).unwrap();
    assert_eq!(checked.damages[0].file, segment);
}

#[test]
fn checksums_of_segments_are_not_taken_again_so_that_damage_is_not_sealed_in() {
    let dir = closed();
    let segment = of_kind(dir.path(), "pos");
    let mut bytes = fs::read(&segment).unwrap();
    bytes[0] ^= 1;
    fs::write(&segment, bytes).unwrap();
    let mut writer = writer(dir.path());
    put(&mut writer, &Item::new(4));
    writer.commit(4).unwrap();
    writer.close().unwrap();
    let checked = check_files(dir.path(), &mut |_| {}).unwrap();
    assert_eq!(checked.damages[0].file, segment);
}

#[test]
fn after_a_crash_an_index_is_sealed_again_only_if_it_is_whole() {
    for (spoiled, expected) in [(false, 0), (true, 1)] {
        let dir = closed();
        fs::remove_file(of_name(dir.path(), "sums")).unwrap();
        if spoiled {
            let segment = of_kind(dir.path(), "pos");
            let mut bytes = fs::read(&segment).unwrap();
            bytes[0] ^= 1;
            fs::write(&segment, bytes).unwrap();
        }
        writer(dir.path()).close().unwrap();
        let checked = check_files(dir.path(), &mut |_| {}).unwrap();
        assert_eq!(checked.damages.len(), expected);
        assert_eq!(checked.notes.len(), expected, "{:?}", checked.notes);
    }
}

#[test]
fn a_changed_list_or_a_cut_segment_is_noticed_when_the_index_is_opened() {
    for name in ["meta.json", ".managed.json", "sums"] {
        let dir = closed();
        let path = of_name(dir.path(), name);
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&path, bytes).unwrap();
        let refused = Index::open(dir.path()).unwrap_err();
        assert!(
            matches!(refused, OpenError::Damaged { .. }),
            "{name}: {refused}"
        );
    }
    let dir = closed();
    let segment = of_kind(dir.path(), "store");
    let bytes = fs::read(&segment).unwrap();
    fs::write(&segment, &bytes[1..]).unwrap();
    let refused = Index::open(dir.path()).unwrap_err().to_string();
    assert!(
        refused.contains("was changed") && refused.contains("rebuild"),
        "{refused}"
    );
}

#[test]
fn the_pointer_is_read_with_and_without_its_checksum_but_not_with_a_wrong_one() {
    let dir = closed();
    let pointer = dir.path().join("current");
    let text = fs::read_to_string(&pointer).unwrap();
    let (generation, _) = text.split_once(' ').unwrap();
    fs::write(&pointer, generation).unwrap();
    assert_eq!(Index::open(dir.path()).unwrap().paragraph_count(), 3);
    for position in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[position] ^= 2;
        fs::write(&pointer, bytes).unwrap();
        assert!(Index::open(dir.path()).is_err(), "{position}");
        assert_eq!(
            check_files(dir.path(), &mut |_| {}).unwrap().damages[0].file,
            pointer
        );
    }
}

#[test]
fn each_entry_is_compared_with_what_the_archive_holds() {
    let dir = closed();
    for item in &items() {
        assert_eq!(difference(dir.path(), item), None);
    }
    let [first, second, third] = items();
    let other = |item: &Item| difference(dir.path(), item).unwrap();
    assert_eq!(other(&Item::new(4)), "it is there 0 times");
    assert_eq!(
        other(&Item {
            key: 2,
            ..first.clone()
        }),
        "it has another id, date, year, title"
    );
    assert_eq!(other(&second.on("2024-02-04")), "it has another id, date");
    assert_eq!(
        other(&third.of("annanby", "kommunstyrelsen")),
        "it has another id, body"
    );
    assert_eq!(
        other(&first.of("annanby", "kommunstyrelsen")),
        "it has another id, municipality"
    );
}

#[test]
fn a_finished_generation_is_checked_before_it_is_used_and_the_old_one_stays_until_told() {
    let dir = closed();
    let index = Index::open(dir.path()).unwrap();
    let mut aside = IndexWriter::create_generation(dir.path(), None).unwrap();
    items().iter().for_each(|item| put(&mut aside, item));
    aside.commit(3).unwrap();
    let finished = aside.finish().unwrap();
    assert_eq!(finished.check_files().damages, vec![]);
    assert_eq!(finished.entries().unwrap().count(), 3);
    index.refresh().unwrap();
    let before = index.generation();
    finished.publish().unwrap();
    assert_eq!(finished.first_search().unwrap(), 3);
    assert_eq!(folders(dir.path()), 2);
    finished.remove_others();
    assert_eq!(folders(dir.path()), 1);
    assert!(index.refresh().unwrap());
    assert_ne!(index.generation(), before);

    let mut aside = IndexWriter::create_generation(dir.path(), None).unwrap();
    aside.commit(3).unwrap();
    aside.finish().unwrap().discard();
    assert_eq!(folders(dir.path()), 1);
    assert_eq!(Index::open(dir.path()).unwrap().paragraph_count(), 3);
}

#[test]
fn what_the_engine_says_of_broken_files_is_damage() {
    let error = |error: tantivy::TantivyError| SearchError::from(error);
    let broken = tantivy::error::DataCorruption::comment_only("x");
    assert!(matches!(error(broken.into()), SearchError::Damaged { .. }));
    let cut = std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    assert!(matches!(error(cut.into()), SearchError::Damaged { .. }));
    let other = tantivy::TantivyError::InternalError("x".to_owned());
    assert!(matches!(error(other), SearchError::Engine { .. }));
}

fn of_name(dir: &Path, name: &str) -> std::path::PathBuf {
    let text = fs::read_to_string(dir.join("current")).unwrap();
    let (generation, _) = text.split_once(' ').unwrap();
    dir.join(generation).join(name)
}

fn of_kind(dir: &Path, extension: &str) -> std::path::PathBuf {
    let folder = of_name(dir, "");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files.remove(0)
}

fn folders(dir: &Path) -> usize {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.path().is_dir()).count()
}
