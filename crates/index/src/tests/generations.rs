//! Commits, rebuilds, crashes and indexes of other versions.

use std::fs;
use std::path::Path;

use expect_test::expect;
use paragraf_query::{Query, SearchRequest};
use tempfile::tempdir;

use super::shelf::{Item, put, writer};
use crate::generations::Folder;
use crate::schema::layout;
use crate::stamp::Stamp;
use crate::{Index, IndexWriter, OpenError};

fn total(index: &Index, query: &str) -> u64 {
    index
        .search(&SearchRequest::new(Query::parse(query)))
        .unwrap()
        .total
}

#[test]
fn a_reader_follows_commits_when_it_is_told_to() {
    let dir = tempdir().unwrap();
    let mut writer = writer(dir.path());
    let index = Index::open(dir.path()).unwrap();
    assert_eq!((index.paragraph_count(), index.sequence()), (0, 0));
    put(&mut writer, &Item::new(1).text("badhus"));
    assert!(!index.refresh().unwrap());
    writer.commit(7).unwrap();
    assert_eq!(total(&index, "badhus"), 0);
    assert!(index.refresh().unwrap());
    assert_eq!(
        (total(&index, "badhus"), index.sequence(), writer.sequence()),
        (1, 7, 7)
    );
    assert!(!index.refresh().unwrap());
}

/// Whether this process has mapped files in a folder whose names end so.
fn is_mapped(folder: &Path, end: &str) -> bool {
    let (maps, folder) = (fs::read_to_string("/proc/self/maps"), folder.to_str());
    let (maps, folder) = (maps.unwrap(), folder.unwrap());
    maps.lines()
        .any(|line| line.contains(folder) && line.ends_with(end))
}

#[test]
fn who_writes_maps_no_postings_and_who_searches_does() {
    let dir = tempdir().unwrap();
    let mut writer = writer(dir.path());
    put(&mut writer, &Item::new(1).text("badhus"));
    writer.commit(1).unwrap();
    let folder = Folder::new(dir.path());
    let generation = folder.current().unwrap().unwrap();
    for (is_searched, opened) in [
        (false, folder.open_to_write(&generation)),
        (true, folder.open(&generation)),
    ] {
        let reader = opened.unwrap().0.reader().unwrap();
        let searcher = reader.searcher();
        let (_, fields) = layout();
        let inverted = searcher.segment_reader(0).inverted_index(fields.text);
        assert_eq!(inverted.unwrap().terms().num_terms(), 1);
        assert!(is_mapped(dir.path(), ".term"));
        for end in [".idx", ".pos"] {
            assert_eq!(is_mapped(dir.path(), end), is_searched, "{end}");
        }
    }
}

#[test]
fn a_new_generation_is_written_without_mapping_postings() {
    let dir = tempdir().unwrap();
    let index = Folder::new(dir.path()).create("s1a1-000001").unwrap();
    let mut engine = index.writer_with_num_threads(1, 15_000_000).unwrap();
    let (_, fields) = layout();
    engine
        .add_document(tantivy::doc!(fields.text => "badhus"))
        .unwrap();
    engine.commit().unwrap();
    let reader = index.reader().unwrap();
    assert_eq!(reader.searcher().num_docs(), 1);
    assert!(is_mapped(dir.path(), ".term"));
    assert!(!is_mapped(dir.path(), ".idx") && !is_mapped(dir.path(), ".pos"));
}

#[test]
fn a_paragraph_put_again_takes_the_place_of_the_one_before() {
    let dir = tempdir().unwrap();
    let mut writer = writer(dir.path());
    put(&mut writer, &Item::new(1).text("badhus"));
    put(&mut writer, &Item::new(1).text("ishall"));
    writer.commit(1).unwrap();
    put(&mut writer, &Item::new(2).text("ishall"));
    put(&mut writer, &Item::new(1).text("simhall"));
    writer.commit(2).unwrap();
    writer.remove(2).unwrap();
    writer.commit(3).unwrap();
    let index = Index::open(dir.path()).unwrap();
    let totals = ["badhus", "ishall", "simhall", ""].map(|query| total(&index, query));
    assert_eq!((totals, index.paragraph_count()), ([0, 0, 1, 1], 1));
}

#[test]
fn what_was_not_committed_is_forgotten() {
    let dir = tempdir().unwrap();
    let mut first = writer(dir.path());
    put(&mut first, &Item::new(1));
    first.commit(1).unwrap();
    put(&mut first, &Item::new(2));
    first.rollback().unwrap();
    put(&mut first, &Item::new(3));
    first.commit(2).unwrap();
    put(&mut first, &Item::new(4));
    drop(first);
    assert_eq!(writer(dir.path()).sequence(), 2);
    assert_eq!(Index::open(dir.path()).unwrap().paragraph_count(), 2);
}

#[test]
fn only_one_writes() {
    let dir = tempdir().unwrap();
    let first = writer(dir.path());
    let refused = |result: Result<IndexWriter, OpenError>| {
        matches!(result.unwrap_err(), OpenError::Locked { .. })
    };
    assert!(refused(IndexWriter::open(dir.path())));
    assert!(refused(IndexWriter::create_generation(dir.path(), None)));
    drop(first);
    writer(dir.path());
}

#[test]
fn a_rebuild_happens_aside_and_is_switched_to_in_one_step() {
    let dir = tempdir().unwrap();
    let mut old = writer(dir.path());
    put(&mut old, &Item::new(1).text("badhus"));
    old.commit(1).unwrap();
    drop(old);
    let index = Index::open(dir.path()).unwrap();
    let mut new = IndexWriter::create_generation(dir.path(), None).unwrap();
    put(&mut new, &Item::new(2).text("ishall"));
    new.commit(5).unwrap();
    index.refresh().unwrap();
    assert_eq!((total(&index, "badhus"), total(&index, "ishall")), (1, 0));
    let before = index.generation();
    new.publish().unwrap();
    // The files of the old generation are gone; what has them open still answers.
    assert_eq!(generations(dir.path()), [new.generation()]);
    assert_eq!(total(&index, "badhus"), 1);
    assert!(index.refresh().unwrap());
    assert_eq!(
        (
            total(&index, "badhus"),
            total(&index, "ishall"),
            index.sequence()
        ),
        (0, 1, 5)
    );
    assert_ne!(index.generation(), before);
    // The same writer goes on with it.
    put(&mut new, &Item::new(3).text("ishall"));
    new.commit(6).unwrap();
    index.refresh().unwrap();
    assert_eq!(total(&index, "ishall"), 2);
}

#[test]
fn a_rebuild_that_was_broken_off_leaves_nothing_behind() {
    let dir = tempdir().unwrap();
    let mut old = writer(dir.path());
    put(&mut old, &Item::new(1));
    old.commit(1).unwrap();
    drop(old);
    let broken_off = IndexWriter::create_generation(dir.path(), None).unwrap();
    let left = broken_off.generation().to_owned();
    drop(broken_off);
    assert_eq!(Index::open(dir.path()).unwrap().paragraph_count(), 1);
    assert_eq!(generations(dir.path()).len(), 2);
    let writer = writer(dir.path());
    assert_eq!(generations(dir.path()), [writer.generation()]);
    assert_ne!(writer.generation(), left);
}

fn generations(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut names: Vec<String> = folders
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    names
}

fn refusal(dir: &Path) -> String {
    let refused = Index::open(dir).unwrap_err().to_string();
    assert_eq!(IndexWriter::open(dir).unwrap_err().to_string(), refused);
    refused.replace(&dir.display().to_string(), "DIR")
}

fn stamped(change: impl FnOnce(&mut Stamp)) -> tempfile::TempDir {
    let dir = tempdir().unwrap();
    let mut writer = writer(dir.path());
    let mut stamp = Stamp::new(writer.generation(), 1);
    change(&mut stamp);
    writer.commit_as(stamp).unwrap();
    dir
}

#[test]
fn an_index_of_another_schema_or_analysis_is_refused_with_the_remedy() {
    let dir = stamped(|stamp| stamp.schema = 0);
    expect!["the index in DIR has schema 0, this program expects 3; run `paragraf rebuild`"]
        .assert_eq(&refusal(dir.path()));
    let dir = stamped(|stamp| stamp.analysis = 0);
    let expected = paragraf_language::ANALYSIS_VERSION;
    assert_eq!(
        refusal(dir.path()),
        format!(
            "the index in DIR was analysed by rules 0, this program has {expected}; run `paragraf rebuild`"
        ),
    );
    // A rebuild needs nothing of what is there.
    let mut writer = IndexWriter::create_generation(dir.path(), None).unwrap();
    writer.publish().unwrap();
    assert_eq!(Index::open(dir.path()).unwrap().paragraph_count(), 0);
}

#[test]
fn a_missing_or_damaged_index_is_refused_with_the_remedy() {
    let dir = tempdir().unwrap();
    let missing = Index::open(dir.path()).unwrap_err();
    assert!(matches!(missing, OpenError::Missing { .. }), "{missing}");
    let writer = writer(dir.path());
    let generation = dir.path().join(writer.generation());
    drop(writer);
    fs::write(generation.join("meta.json"), "{").unwrap();
    let damaged = Index::open(dir.path()).unwrap_err();
    assert!(matches!(damaged, OpenError::Damaged { .. }), "{damaged}");
    fs::remove_dir_all(&generation).unwrap();
    let damaged = Index::open(dir.path()).unwrap_err();
    assert!(matches!(damaged, OpenError::Damaged { .. }), "{damaged}");
    fs::write(dir.path().join("current"), "../elsewhere").unwrap();
    assert!(matches!(
        Index::open(dir.path()).unwrap_err(),
        OpenError::Io { .. }
    ));
}

#[test]
fn what_an_interrupted_run_left_is_swept_away_by_the_next_writer() {
    let dir = tempdir().unwrap();
    let mut first = writer(dir.path());
    put(&mut first, &Item::new(1).text("badhus"));
    first.commit(1).unwrap();
    let generation = dir.path().join(first.generation());
    drop(first);
    let left = [
        "0123456789abcdef0123456789abcdef.store",
        "meta.json.new",
        ".tmpAbCdEf",
    ];
    for name in left {
        fs::write(generation.join(name), "badhus").unwrap();
    }
    drop(writer(dir.path()));
    for name in left {
        assert!(!generation.join(name).exists(), "{name}");
    }
    assert_eq!(total(&Index::open(dir.path()).unwrap(), "badhus"), 1);
}

#[test]
fn a_writer_refuses_an_index_whose_files_are_missing_before_it_writes() {
    let dir = tempdir().unwrap();
    let mut first = writer(dir.path());
    put(&mut first, &Item::new(1));
    first.commit(1).unwrap();
    let generation = dir.path().join(first.generation());
    drop(first);
    let store = fs::read_dir(&generation)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "store"));
    fs::remove_file(store.unwrap()).unwrap();
    let damaged = IndexWriter::open(dir.path()).unwrap_err();
    assert!(matches!(damaged, OpenError::Damaged { .. }), "{damaged}");
}

/// Whoever changes this list raises `SCHEMA_VERSION` in the same change.
#[test]
fn the_layout_belongs_to_its_schema_version() {
    let (schema, _) = layout();
    let fields = schema.fields().map(|(_, entry)| {
        let options = serde_json::to_value(entry.field_type()).unwrap();
        format!("{} {options}", entry.name())
    });
    let fields: Vec<String> = fields.collect();
    // FNV-1a of the fields as tantivy writes them.
    let hash = fields
        .join("\n")
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    expect!["3 45 386f88e7e762bcac"].assert_eq(&format!(
        "{} {} {hash:x}",
        crate::schema::SCHEMA_VERSION,
        fields.len()
    ));
}
