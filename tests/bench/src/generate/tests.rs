//! The same seed gives the same files, another one others; what is written is read; words never end.

use std::fs;
use std::path::Path;

use super::queries::MIX;
use super::{Arguments, Facts, generate};

fn made(paragraphs: u64, seed: u64, no_records: bool) -> (tempfile::TempDir, Facts) {
    let folder = tempfile::tempdir().unwrap();
    let facts = generate(&Arguments {
        paragraphs,
        seed,
        output: folder.path().join("made"),
        no_records,
    });
    (folder, facts.unwrap())
}

/// Every file below a folder with its bytes, by path.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.push((name, fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let [one, again, other] = [5, 5, 6].map(|seed| files(made(100, seed, false).0.path()));
    assert!(one == again);
    let same = one.iter().filter(|file| other.contains(file)).count();
    assert_eq!(same, 0, "of {}", one.len());
}

#[test]
fn what_is_written_is_read() {
    let (_folder, facts) = made(450, 1, false);
    assert_eq!(
        (facts.paragraphs, facts.paragraphs_read),
        (450, 450),
        "{:#?}",
        facts.misread
    );
}

#[test]
fn records_stand_in_the_order_of_the_files() {
    let (folder, facts) = made(100, 1, false);
    let records = fs::read_to_string(folder.path().join("made/records.jsonl")).unwrap();
    let named: Vec<paragraf_model::Record> = records
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let files = files(&folder.path().join("made/minutes"));
    assert_eq!(
        (named.len(), files.len() as u64),
        (files.len(), facts.documents)
    );
    for (record, (name, bytes)) in named.iter().zip(&files) {
        assert!(name.ends_with(&record.document.filename), "{name}");
        assert_eq!(record.document.sha256, paragraf_archive::sha256_of(bytes));
    }
}

#[test]
fn new_words_keep_coming() {
    let [some, many] = [400, 3_200].map(|paragraphs| made(paragraphs, 1, true).1.vocabulary);
    // Eight times the text: with an exponent of a half, some three times the words.
    assert!(
        many * 10 > some * 22 && many < some * 6,
        "{some} and {many}"
    );
}

#[test]
fn a_thousand_queries_hold_every_kind() {
    let (folder, _) = made(600, 1, true);
    let queries = fs::read_to_string(folder.path().join("made/queries.jsonl")).unwrap();
    assert_eq!(queries.lines().count(), 1_000);
    for (kind, share) in MIX {
        let of_kind = format!("\"kind\":\"{kind}\",");
        let found = queries.lines().filter(|line| line.contains(&of_kind));
        assert_eq!(found.count() as u64, *share, "{kind}");
    }
}

#[test]
fn what_is_not_read_is_counted_as_it_was_written() {
    let [read, written] = [false, true].map(|no_records| made(100, 1, no_records).1.text_bytes);
    let share = written as f64 / read as f64;
    assert!((0.95..1.05).contains(&share), "{written} of {read}");
}
