//! Everything that is held is checked, and what is damaged is named with what to do.

use std::fs;
use std::path::{Path, PathBuf};

use super::made::{Place, minutes};
use crate::run::retry_with;
use crate::{Mending, Outcome, Problem, Progress, Report, Retry, WriterLock, rebuild, verify};

/// Flips of one byte in each file; `PARAGRAF_FLIPS` asks for more.
const FLIPS: u64 = 7;

/// A file that says who writes, which every command writes anew.
const NO_DATA: &str = "archive.db.lock";

#[test]
fn every_flipped_byte_in_every_file_is_named() {
    let place = stocked();
    let report = check(&place);
    assert!(report.is_well() && report.notes.is_empty(), "{report:?}");
    let flips = std::env::var("PARAGRAF_FLIPS").map_or(FLIPS, |flips| flips.parse().unwrap());
    let (mut made, mut named, mut kinds) = (0, 0, Vec::new());
    for file in files(&place) {
        let bytes = fs::read(&file).unwrap();
        for position in positions(bytes.len(), flips, made) {
            let mut flipped = bytes.clone();
            flipped[position] ^= 1 << (made % 8);
            fs::write(&file, flipped).unwrap();
            let report = check(&place);
            made += 1;
            if report
                .problems
                .iter()
                .any(|one| one.file == file && one.remedy.is_some())
            {
                named += 1;
            } else {
                println!("{} at {position}: {report:?}", file.display());
            }
        }
        fs::write(&file, bytes).unwrap();
        kinds.push(kind(&file));
    }
    println!("{named} of {made} flipped bytes named");
    assert_eq!(named, made);
    kinds.sort();
    kinds.dedup();
    let expected = [
        "archive-id",
        "current",
        "db",
        "del",
        "fast",
        "fieldnorm",
        "idx",
        "json",
        "lexicon.bin",
        "original",
        "pos",
        "seal",
        "store",
        "sums",
        "term",
    ];
    assert_eq!(kinds, expected);
    assert!(made >= 100, "{made} flips");
    // Nothing of what was tried is left.
    assert!(check(&place).is_well());
}

#[test]
fn a_damaged_index_is_made_anew_and_told() {
    let place = stocked();
    let digest = place.archive().digest().unwrap();
    let segment = files(&place)
        .into_iter()
        .find(|file| kind(file) == "idx")
        .unwrap();
    flip(&segment);
    let report = mended(&place);
    assert_eq!(
        told(&place, &report.problems),
        ["index/GENERATION/SEGMENT.idx: its bytes are not those that were written; None"]
    );
    assert_eq!(report.notes, ["the index was made anew"]);
    let again = mended(&place);
    assert!(again.is_well() && again.notes.is_empty(), "{again:?}");
    assert_eq!(again.entries, 22);
    assert_eq!(place.archive().digest().unwrap(), digest);
}

#[test]
fn an_index_that_is_missing_or_of_another_archive_is_a_problem_that_is_mended() {
    let place = stocked();
    for spoil in [
        |index: &Path| fs::remove_dir_all(index).unwrap(),
        |index: &Path| fs::write(index.join("archive-id"), "another").unwrap(),
        |index: &Path| fs::write(index.join("current"), "s1a1-000001").unwrap(),
    ] {
        spoil(&place.config.index);
        assert!(!check(&place).is_well());
        assert!(
            mended(&place)
                .problems
                .iter()
                .all(|one| one.remedy.is_none())
        );
        assert!(mended(&place).is_well());
    }
}

#[test]
fn a_damaged_original_is_reported_and_put_back_only_from_its_own_file() {
    let place = stocked();
    let original = files(&place)
        .into_iter()
        .find(|file| kind(file) == "original")
        .unwrap();
    let sha256 = original.file_name().unwrap().to_str().unwrap().to_owned();
    let kept = fs::read(&original).unwrap();
    let spoils = [
        |path: &Path| flip(path),
        |path: &Path| fs::write(path, "kortare").unwrap(),
        |path: &Path| fs::remove_file(path).unwrap(),
    ];
    for (spoil, what) in spoils.into_iter().zip([
        "its bytes are not those that were received",
        "it has 7 bytes instead of",
        "it is missing",
    ]) {
        spoil(&original);
        for _ in 0..2 {
            let report = mended(&place);
            let [problem] = report.problems.as_slice() else {
                panic!("{report:?}");
            };
            assert_eq!(problem.file, original);
            assert!(problem.what.starts_with(what), "{problem:?}");
            let remedy = problem.remedy.as_ref().unwrap();
            assert!(remedy.contains("paragraf ingest"), "{remedy}");
        }
        let summary = place.ingest();
        assert_eq!(summary.put_back.len(), 1);
        assert_eq!(fs::read(&original).unwrap(), kept);
        assert!(check(&place).is_well());
        assert!(place.ingest().put_back.is_empty());
    }
    assert_eq!(paragraf_archive::sha256_of(&kept), sha256);
}

#[test]
fn a_damaged_original_never_becomes_another_document() {
    let place = Place::new();
    place.write("a.txt", "skadad");
    place.ingest();
    let original = files(&place)
        .into_iter()
        .find(|file| kind(file) == "original")
        .unwrap();
    fs::write(&original, minutes("Nämnden", "2024-03-05", &["1 ett"])).unwrap();
    let mut outcomes = Vec::new();
    retry_with(
        &super::made::read,
        Retry::Unread,
        &place.config,
        &mut |progress| {
            if let Progress::File { outcome, .. } = progress {
                outcomes.push(outcome);
            }
        },
    )
    .unwrap();
    let [Outcome::Failed { code, .. }] = outcomes.as_slice() else {
        panic!("{outcomes:?}");
    };
    assert_eq!(code, "original_damaged");
    assert_eq!(place.archive().counts().unwrap().indexed, 0);
}

#[test]
fn what_nobody_knows_is_told_and_no_problem() {
    let place = stocked();
    for path in [
        "data/extra.bin",
        "data/originals/ab/abc",
        "data/originals/x",
        "index/y",
    ] {
        let path = place.path("..").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "främmande").unwrap();
    }
    let report = check(&place);
    assert!(report.is_well(), "{report:?}");
    assert_eq!(report.notes.len(), 4, "{:?}", report.notes);
    assert!(
        report
            .notes
            .iter()
            .all(|note| note.ends_with("unknown file, not checked"))
    );
}

#[test]
fn beside_another_command_what_that_one_changes_is_left_out() {
    let place = stocked();
    let _lock = WriterLock::take(&place.config.data, "ingest", place.config.patience).unwrap();
    let report = mended(&place);
    assert!(report.is_well(), "{report:?}");
    assert!(
        report.notes[0].starts_with("somebody writes"),
        "{:?}",
        report.notes
    );
    assert_eq!((report.checked.originals, report.entries), (4, 0));
}

#[test]
fn an_index_that_is_behind_is_brought_along() {
    let place = stocked();
    super::recovery::add_unindexed(&place);
    let report = check(&place);
    assert!(report.is_well());
    assert!(
        report.notes[0].contains("2 changes behind"),
        "{:?}",
        report.notes
    );
    assert_eq!(
        mended(&place).notes.last().unwrap(),
        "the index was brought up to date"
    );
    assert_eq!(check(&place).entries, 24);
}

/// Every kind of file: a learnt lexicon, a removed paragraph, several segments.
fn stocked() -> Place {
    let place = Place::new();
    let mut blorma = vec![
        "1 Ansökan om blorma och en blorma till: blormavgift, blormplan, blormnät",
        "2 Taxan för blorma, det vill säga blormtaxa, och ett blormverk",
        "3 Nämnden beviljar blormtillståndet",
    ];
    // So many that a removed one among them does not make the engine write the segment anew.
    let others: Vec<String> = (4..=20).map(|number| format!("{number} ärende")).collect();
    blorma.extend(others.iter().map(String::as_str));
    place
        .write("a.txt", &minutes("Nämnden", "2024-03-05", &blorma))
        .write(
            "b.txt",
            &minutes("Styrelsen", "2024-04-05", &["3 tre", "4 fyra"]),
        );
    place.ingest();
    rebuild(&place.config, &mut |_| {}).unwrap();
    // A later version of the same meeting takes the place of what is indexed.
    place.write(
        "c.txt",
        &minutes("Styrelsen", "2024-04-05", &["3 tre, rättat", "4 fyra"]),
    );
    place.ingest();
    place.write("d.txt", "skadad");
    place.ingest();
    place
}

fn check(place: &Place) -> Report {
    verify(&place.config, Mending::Forbidden, &mut |_| {}).unwrap()
}

fn mended(place: &Place) -> Report {
    verify(&place.config, Mending::Allowed, &mut |_| {}).unwrap()
}

/// All files of data and index that hold anything.
fn files(place: &Place) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![place.config.data.clone(), place.config.index.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::metadata(&path).unwrap().len() > 0 && !path.ends_with(NO_DATA) {
                // The log's index is made anew by whoever opens the catalogue first.
                if !path.ends_with("archive.db-shm") {
                    files.push(path);
                }
            }
        }
    }
    files.sort();
    files
}

fn kind(file: &Path) -> String {
    let name = file.file_name().unwrap().to_str().unwrap();
    match name.rsplit_once('.') {
        _ if name.len() == 64 => "original".to_owned(),
        _ if name == "lexicon.bin" => name.to_owned(),
        Some((_, extension)) => extension.to_owned(),
        None => name.to_owned(),
    }
}

/// The first, the last, and some that differ from file to file.
fn positions(length: usize, count: u64, seed: u64) -> Vec<usize> {
    let length = length as u64;
    let mut state = seed.wrapping_add(20_261_129);
    let mut positions = vec![0, length - 1];
    for _ in 2..count {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        positions.push((state >> 33) % length);
    }
    positions
        .into_iter()
        .map(|position| position as usize)
        .collect()
}

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(path, bytes).unwrap();
}

fn told(place: &Place, problems: &[Problem]) -> Vec<String> {
    let root = place.config.index.parent().unwrap();
    let lines = problems.iter().map(|problem| {
        let path = problem.file.strip_prefix(root).unwrap();
        let extension = path.extension().unwrap().to_str().unwrap();
        format!(
            "index/GENERATION/SEGMENT.{extension}: {}; {:?}",
            problem.what, problem.remedy
        )
    });
    lines.collect()
}
