//! The steps that need no program, on sample minutes: what they count is what is there.

use std::fs;
use std::path::{Path, PathBuf};

use paragraf_ingest::{facts_for, read_record};
use paragraf_model::Facts;

use super::server::Archive;
use super::{disk, loading, parsing, searching};
use crate::data_set::{self, DataSet};

const QUERIES: &str = r#"{"kind":"words","parameters":{"q":"beslut","facets":"true"},"plain":{"mode":"all","words":["beslut"]}}
{"kind":"words","parameters":{"q":"protokoll"},"plain":{"mode":"all","words":["protokoll"]}}
{"kind":"newest","parameters":{"q":"","sort":"newest","size":"20"},"plain":null}
"#;

/// The text files of the samples as `generate` would leave them; and how many paragraphs they hold.
fn data_set(folder: &Path) -> (DataSet, u64) {
    let samples = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/samples"));
    let (mut records, mut paragraphs, mut bytes) = (String::new(), 0, 0);
    for file in [
        "ekvalla/bun_2023-03-21.txt",
        "kvarnasa/mbn_2020-09-22.txt",
        "strandkoping/sbn_2024-06-18.txt",
    ] {
        let place = folder.join("minutes").join(file);
        let beside = place.with_file_name("facts.toml");
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(samples.join(file), &place).unwrap();
        fs::copy(samples.join(file).with_file_name("facts.toml"), &beside).unwrap();
        let read = fs::read(&place).unwrap();
        let facts = facts_for(&place, &Facts::default()).unwrap();
        let record = read_record(&read, &facts).unwrap();
        paragraphs += record.paragraphs.len() as u64;
        bytes += read.len() as u64;
        records += &(serde_json::to_string(&record).unwrap() + "\n");
    }
    let facts = data_set::Facts {
        paragraphs,
        documents: 3,
        text_bytes: bytes,
        file_bytes: bytes,
        seed: 1,
    };
    fs::write(folder.join("records.jsonl"), records).unwrap();
    fs::write(folder.join("queries.jsonl"), QUERIES).unwrap();
    fs::write(
        folder.join("facts.json"),
        serde_json::to_string(&facts).unwrap(),
    )
    .unwrap();
    (DataSet::open(folder).unwrap(), paragraphs)
}

#[test]
fn what_is_taken_in_is_what_the_files_hold_and_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (set, paragraphs) = data_set(folder.path());
    let archive = Archive::at(&folder.path().join("archive"));

    let parsed = parsing::run(&set.folder, 2, 1_000_000).unwrap();
    assert!(parsed["parse_2.rate"] > 0.0 && parsed["parse_2.megabytes"] > 0.0);

    archive.make_anew().unwrap();
    let loaded = loading::run(&set.folder, &archive.folder).unwrap();
    assert_eq!(loaded["load.paragraphs"], paragraphs as f64);
    assert!(loaded["load.rate"] > 0.0 && loaded["load.decode_micros"] > 0.0);

    let on_disk = disk::run(&archive, &set.facts).unwrap();
    assert_eq!(on_disk["disk.originals"], set.facts.file_bytes as f64);
    assert!(on_disk["disk.index.idx"] > 0.0 && on_disk["disk.catalogue"] > 0.0);

    let searched = searching::run(&set.folder, &archive.folder).unwrap();
    assert_eq!(searched["search.kind.newest.hits"], paragraphs as f64);
    assert_eq!(searched["search.kind.words.count"], 2.0);
    assert!(searched["search.kind.words.hits"] > 0.0);
    assert!(searched["search_again.worst"] > 0.0);
}

#[test]
fn a_file_without_a_record_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (set, _) = data_set(folder.path());
    let records = fs::read_to_string(set.records()).unwrap();
    let fewer: Vec<&str> = records.lines().skip(1).collect();
    fs::write(set.records(), fewer.join("\n")).unwrap();
    let loaded = loading::run(&set.folder, &folder.path().join("archive"));
    let error = loaded.unwrap_err().to_string();
    assert!(error.starts_with("2 of 3 documents"), "{error}");
}
