//! What was backed up comes back as it was, into an empty folder.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use paragraf_archive::{Order, Subject};
use paragraf_model::ParagraphId;
use paragraf_query::{KnownValues, SearchRequest};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::made::{Place, minutes};
use crate::{
    BackupError, IngestConfig, IngestError, Progress, Restored, backup, catch_up, rebuild, restore,
    withdraw,
};

#[test]
fn a_restored_archive_has_the_same_ids_counts_and_answers() {
    let place = stocked();
    // Removed paragraphs weigh in the order of hits, a lexicon in what is found.
    rebuild(&place.config, &mut |_| {}).unwrap();
    place.write("b.txt", &text("2024-04-05", "ändrad"));
    place.ingest();
    let other = Place::new();
    backup(&place.path("../b.zip"), &place.config, &mut |_| {}).unwrap();
    let restored = restored(&place.path("../b.zip"), &other.config).unwrap();
    assert!(restored.with_its_index);

    let (before, after) = (place.archive(), other.archive());
    assert_eq!(after.digest().unwrap(), before.digest().unwrap());
    assert_eq!(after.counts().unwrap(), before.counts().unwrap());
    assert_eq!(after.archive_id().unwrap(), before.archive_id().unwrap());
    assert_eq!(hits(&other.config), hits(&place.config));
    for stored in before.current_after(None, 1_000).unwrap() {
        let original = after.original(&stored.document_sha256).unwrap().unwrap();
        assert!(original.exists(), "{}", original.display());
    }
    // And goes on from there.
    let summary = other.ingest_paths(&[place.path("")]).unwrap();
    assert_eq!((summary.new, summary.already_held), (0, 12));
}

#[test]
fn a_backup_made_while_files_come_in_is_of_one_moment() {
    let place = stocked();
    for number in 0..6 {
        let date = format!("2025-01-{:02}", number + 1);
        place.write(&format!("n{number}.txt"), &text(&date, "nytt"));
    }
    let (mut made, config) = (Vec::new(), place.config.clone());
    crate::run::ingest_with(
        &super::made::read,
        &[place.path("")],
        &place.config,
        &mut |progress| {
            if let Progress::File { path, .. } = progress {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if name.starts_with('n') {
                    let file = place.path(&format!("../{name}.zip"));
                    backup(&file, &config, &mut |_| {}).unwrap();
                    made.push(file);
                }
            }
        },
    )
    .unwrap();
    assert_eq!(made.len(), 6);
    let mut documents = Vec::new();
    for file in made {
        let other = Place::new();
        let restored = restored(&file, &other.config).unwrap();
        let (archive, index) = (other.archive(), other.index());
        assert_eq!(
            index.paragraph_count(),
            archive.counts().unwrap().paragraphs
        );
        assert_eq!(index.sequence(), archive.last_sequence().unwrap());
        documents.push(restored.counts.documents);
    }
    // As many as were read by then are taken in at once.
    assert!(documents.is_sorted() && documents[0] >= 13, "{documents:?}");
    assert_eq!(documents[5], 18);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let place = stocked();
    let file = place.path("../b.zip");
    backup(&file, &place.config, &mut |_| {}).unwrap();
    change(&file, |name, bytes| {
        if name != "manifest.json" {
            return Some(bytes);
        }
        let text = String::from_utf8(bytes).unwrap();
        let own = format!("\"edition\": \"{}\"", paragraf_index::edition());
        assert!(text.contains(&own), "{text}");
        Some(text.replace(&own, "\"edition\": \"s0a0\"").into_bytes())
    });
    let other = Place::new();
    let restored = restored(&file, &other.config).unwrap();
    assert!(!restored.with_its_index);
    assert_eq!(
        other.index().paragraph_count(),
        place.index().paragraph_count()
    );
}

#[test]
fn what_was_withdrawn_after_the_backup_stays_out_where_its_log_lies() {
    let place = stocked();
    let file = place.path("../b.zip");
    backup(&file, &place.config, &mut |_| {}).unwrap();
    let id = ParagraphId::parse("tallnas/namnden/2024-03-01/2").unwrap();
    let order = Order {
        who: "Registrator Exempel",
        reason: "uppgift om en enskild",
        at: DateTime::<Utc>::UNIX_EPOCH,
    };
    withdraw(
        &[Subject::Paragraph(id.clone())],
        &order,
        &place.config,
        &mut |_| {},
    )
    .unwrap();
    let second = place.path("../c.zip");
    backup(&second, &place.config, &mut |_| {}).unwrap();

    let log = fs::read(place.config.data.join("withdrawals.jsonl")).unwrap();
    for (file, has_log) in [(&file, true), (&second, false)] {
        let other = Place::new();
        if has_log {
            fs::create_dir_all(&other.config.data).unwrap();
            fs::write(other.config.data.join("withdrawals.jsonl"), &log).unwrap();
        }
        restored(file, &other.config).unwrap();
        let archive = other.archive();
        assert_eq!(archive.paragraph(&id).unwrap(), None);
        assert!(archive.withdrawal_of_paragraph(&id).unwrap().is_some());
        assert_eq!(other.index().paragraph_count(), 23);
        assert_eq!(
            fs::read(other.config.data.join("withdrawals.jsonl")).unwrap(),
            log
        );
    }
}

#[test]
fn a_changed_byte_is_noticed_and_leaves_no_archive() {
    let place = stocked();
    let file = place.path("../b.zip");
    backup(&file, &place.config, &mut |_| {}).unwrap();
    let whole = fs::read(&file).unwrap();
    let step = whole.len() / 40;
    for at in (step..whole.len()).step_by(step) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        fs::write(&file, bytes).unwrap();
        let other = Place::new();
        match restored(&file, &other.config) {
            // Times and versions in the zip file's own lists mean nothing.
            Ok(_) => assert_eq!(
                other.archive().digest().unwrap(),
                place.archive().digest().unwrap()
            ),
            Err(IngestError::Backup(
                BackupError::Damaged { .. } | BackupError::NoBackup { .. },
            )) => {
                assert!(!other.config.data.join("archive.db").exists(), "byte {at}");
            }
            Err(other) => panic!("byte {at}: {other}"),
        }
    }
    let missing = restored(&place.path("../none.zip"), &Place::new().config).unwrap_err();
    assert!(missing.is_wrong_use(), "{missing}");
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&file, &whole[..length]).unwrap();
        let refused = restored(&file, &Place::new().config).unwrap_err();
        assert!(refused.is_wrong_use(), "{refused}");
    }
}

#[test]
fn a_restore_that_was_interrupted_is_run_again() {
    let place = stocked();
    let file = place.path("../b.zip");
    backup(&file, &place.config, &mut |_| {}).unwrap();
    let other = Place::new();
    let shelf = other.config.data.join("originals");
    let mut originals = 0;
    for entry in fs::read_dir(place.config.data.join("originals")).unwrap() {
        let from = entry.unwrap().path();
        let to = shelf.join(from.file_name().unwrap());
        fs::create_dir_all(&to).unwrap();
        for file in fs::read_dir(&from).unwrap() {
            let name = file.unwrap().file_name();
            fs::write(to.join(name), "half of it").unwrap();
            originals += 1;
        }
    }
    assert_eq!(originals, 12);
    fs::write(other.config.data.join("archive.db.restoring"), "half").unwrap();
    restored(&file, &other.config).unwrap();
    assert_eq!(hits(&other.config), hits(&place.config));
    assert!(!other.config.data.join("archive.db.restoring").exists());
}

#[test]
fn what_a_restore_or_a_backup_would_write_over_is_refused() {
    let place = stocked();
    let file = place.path("../b.zip");
    backup(&file, &place.config, &mut |_| {}).unwrap();
    let again = backup(&file, &place.config, &mut |_| {}).unwrap_err();
    assert!(
        matches!(again, IngestError::Backup(BackupError::Exists { .. })),
        "{again}"
    );
    let occupied = restored(&file, &place.config).unwrap_err();
    assert!(
        matches!(occupied, IngestError::Backup(BackupError::NotEmpty { .. })),
        "{occupied}"
    );
    let left: Vec<_> = fs::read_dir(place.path("..")).unwrap().collect();
    assert_eq!(left.len(), 4, "in, data, index and the backup: {left:?}");
    change(&file, |name, bytes| {
        let text = String::from_utf8_lossy(&bytes).replace("\"format\": 1", "\"format\": 9");
        Some(if name == "manifest.json" {
            text.into_bytes()
        } else {
            bytes
        })
    });
    let newer = restored(&file, &Place::new().config)
        .unwrap_err()
        .to_string();
    assert!(
        newer.contains("format 9") && newer.contains("use the newer program"),
        "{newer}"
    );
}

#[test]
fn a_damaged_original_is_told_and_kept_as_it_is() {
    let place = stocked();
    let shelf = fs::read_dir(place.config.data.join("originals"))
        .unwrap()
        .next();
    let folder = shelf.unwrap().unwrap().path();
    let original = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::write(&original, "something else").unwrap();
    let file = place.path("../b.zip");
    let made = backup(&file, &place.config, &mut |_| {}).unwrap();
    assert_eq!(made.faults.len(), 1);
    let other = Place::new();
    restored(&file, &other.config).unwrap();
    let there = original.strip_prefix(&place.config.data).unwrap();
    assert_eq!(
        fs::read(other.config.data.join(there)).unwrap(),
        b"something else"
    );
}

fn restored(file: &Path, config: &IngestConfig) -> Result<Restored, IngestError> {
    restore(file, config, &mut |_| {})
}

/// Twenty-four paragraphs in twelve documents.
fn stocked() -> Place {
    let place = Place::new();
    for month in 1..=12 {
        let date = format!("2024-{month:02}-01");
        place.write(&format!("m{month}.txt"), &text(&date, "taxa"));
    }
    fs::remove_file(place.path("m4.txt")).unwrap();
    place.write("b.txt", &text("2024-04-05", "taxa"));
    place.ingest();
    catch_up(&place.config, &mut |_| {}).unwrap();
    place
}

fn text(date: &str, word: &str) -> String {
    let first = format!("1 Nämnden fastställer {word} för vatten {date}");
    minutes("Nämnden", date, &[&first, "2 Skolskjuts och annan skjuts"])
}

/// The first hits of some queries, with their scores to the last bit.
fn hits(config: &IngestConfig) -> Vec<String> {
    let index = paragraf_index::Index::open(&config.index).unwrap();
    let queries = [
        "taxa",
        "skjuts",
        "nämnden vatten",
        "fastställa",
        "2024",
        "\"annan skjuts\"",
        "",
    ];
    let answers = queries.map(|query| {
        let pairs = [("q", query)].into_iter();
        let request = SearchRequest::from_parameters(pairs, &KnownValues::default()).unwrap();
        let answer = index.search(&request).unwrap();
        assert!(answer.total > 0, "{query}");
        let hits = answer.hits.iter();
        let hits: Vec<String> = hits
            .map(|hit| format!("{} {:x}", hit.key, hit.score.to_bits()))
            .collect();
        format!("{query}: {} {}", answer.total, hits.join(", "))
    });
    answers.into()
}

/// Writes a zip file anew with other bytes in some entries.
fn change(file: &PathBuf, mut change: impl FnMut(&str, Vec<u8>) -> Option<Vec<u8>>) {
    let mut zip = ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    let mut made = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            made.start_file(name, SimpleFileOptions::default()).unwrap();
            made.write_all(&bytes).unwrap();
        }
    }
    fs::write(file, made.finish().unwrap().into_inner()).unwrap();
}
