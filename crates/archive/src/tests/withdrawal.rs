//! What was taken out stays out.

use std::fs;
use std::path::Path;

use paragraf_model::{FindingKind, MeetingId, ParagraphId};

use super::made::{Made, minutes, stock, time};
use crate::{
    Added, Archive, ArchiveError, ChangeKind, DocumentStatus, Incoming, Order, Subject,
    WithdrawError,
};

const PLANTED: &str = "Planterade Meningen om Örjan Påhittad";
const ORDER: Order<'static> = Order {
    who: "Registrator Exempel",
    reason: "uppgift om en enskild",
    at: chrono::DateTime::UNIX_EPOCH,
};

/// Long enough to be told again.
fn secret() -> String {
    format!(
        "{PLANTED}. {}",
        "Ärendet gäller en enskild person och mycket mer. ".repeat(6)
    )
}

fn secret_minutes(body: &str, date: &str) -> Made {
    let made = minutes("Tallnäs kommun", body, date).paragraphs(1..=1);
    let made = made.text(&secret()).paragraphs(2..=2);
    made.text(&"Nämnden beslutar något annat. ".repeat(9))
        .paragraphs(3..=3)
}

fn paragraph(id: &str) -> Subject {
    Subject::Paragraph(id_of(id))
}

fn id_of(id: &str) -> ParagraphId {
    ParagraphId::parse(id).unwrap()
}

/// Everything that lies below a folder, the log of withdrawals too.
fn bytes_below(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            bytes.extend(bytes_below(&path));
        } else {
            bytes.extend(fs::read(path).unwrap());
        }
    }
    bytes
}

fn holds(folder: &Path, text: &str) -> bool {
    let bytes = bytes_below(folder);
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn at_address(made: &Made) -> Incoming<'_> {
    Incoming {
        source_url: Some("https://example.org/p.pdf".to_owned()),
        ..made.incoming()
    }
}

fn nothing() -> Result<(), ArchiveError> {
    Ok(())
}

#[test]
fn a_withdrawn_paragraph_is_in_no_answer_and_the_others_stay() {
    let made = secret_minutes("Nämnden", "2024-03-05")
        .lacking(FindingKind::DecisionMissing, "2", 11)
        .case(4, "KS", 2024, 7);
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let receipt = archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/2"), &ORDER)
        .unwrap();
    assert_eq!((receipt.changes, receipt.documents), (1, 1));

    let reader = archive.reader();
    let id = id_of("tallnas/namnden/2024-03-05/2");
    assert_eq!(reader.paragraph(&id).unwrap(), None);
    assert_eq!(reader.paragraph_from(&id, &made.sha256()).unwrap(), None);
    assert_eq!(reader.versions(&id).unwrap(), []);
    let record = reader.record(&made.sha256()).unwrap().unwrap();
    let numbers: Vec<u32> = record.paragraphs.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 3, 4]);
    assert_eq!(record.findings, []);
    let withdrawal = reader.withdrawal_of_paragraph(&id).unwrap().unwrap();
    assert_eq!(withdrawal.reference, receipt.reference);
    assert_eq!(withdrawal.reason, ORDER.reason);
    assert_eq!(withdrawal.who, ORDER.who);
    let other = id_of("tallnas/namnden/2024-03-05/3");
    assert_eq!(reader.withdrawal_of_paragraph(&other).unwrap(), None);

    let last = reader
        .changes_after(reader.last_sequence().unwrap() - 1, 9)
        .unwrap();
    assert_eq!((last[0].kind, &last[0].id), (ChangeKind::Withdraw, &id));
    let counts = reader.counts().unwrap();
    assert_eq!((counts.paragraphs, counts.withdrawn_paragraphs), (3, 1));
    // What was taken out is no gap.
    assert_eq!(reader.holdings().unwrap()[0].gaps().count(), 0);
}

#[test]
fn a_withdrawn_paragraph_stays_out_when_its_document_is_read_again_or_comes_in_other_files() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/2"), &ORDER)
        .unwrap();

    archive.reread(&made.incoming()).unwrap();
    let corrected = secret_minutes("Nämnden", "2024-03-05")
        .chair("Åsa Ny")
        .received(5);
    archive.add(&corrected.incoming()).unwrap();
    let misread = secret_minutes("Nämnd", "2024-03-06").received(6);
    archive.add(&misread.incoming()).unwrap();

    let reader = archive.reader();
    for id in ["tallnas/namnden/2024-03-05/2", "tallnas/namnd/2024-03-06/2"] {
        assert_eq!(reader.paragraph(&id_of(id)).unwrap(), None, "{id}");
        assert!(
            reader
                .withdrawal_of_paragraph(&id_of(id))
                .unwrap()
                .is_some(),
            "{id}"
        );
    }
    assert_eq!(reader.counts().unwrap().paragraphs, 4);
    for held in [&made, &corrected, &misread] {
        let document = reader.document(&held.sha256()).unwrap().unwrap();
        assert_eq!(document.original, crate::OriginalState::Withheld);
    }
}

#[test]
fn a_paragraph_held_under_another_bodys_name_goes_with_its_twin() {
    let misread = secret_minutes("Nämnd", "2024-03-06").received(6);
    let (_folder, mut archive) = stock(&[secret_minutes("Nämnden", "2024-03-05"), misread]);
    let receipt = archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/2"), &ORDER)
        .unwrap();
    assert_eq!((receipt.changes, receipt.documents), (2, 2));
    // Short texts are too common to tell anything by.
    archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/1"), &ORDER)
        .unwrap();
    let other = id_of("tallnas/namnd/2024-03-06/1");
    assert!(archive.reader().paragraph(&other).unwrap().is_some());
}

#[test]
fn a_withdrawn_document_leaves_the_meetings_other_documents() {
    let unsafe_one = secret_minutes("Nämnden", "2024-03-05");
    let safe = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .paragraphs(1..=2)
        .received(5);
    let (_folder, mut archive) = stock(&[unsafe_one.clone(), safe.clone()]);
    let subject = Subject::Document(unsafe_one.sha256());
    archive.withdraw(&subject, &ORDER).unwrap();

    let reader = archive.reader();
    assert_eq!(reader.record(&unsafe_one.sha256()).unwrap(), None);
    assert!(
        reader
            .withdrawal_of_document(&unsafe_one.sha256())
            .unwrap()
            .is_some()
    );
    assert!(
        reader
            .withdrawal_of_document(&safe.sha256())
            .unwrap()
            .is_none()
    );
    // § 3 was in the withdrawn one alone.
    let third = id_of("tallnas/namnden/2024-03-05/3");
    assert_eq!(reader.paragraph(&third).unwrap(), None);
    assert!(reader.withdrawal_of_paragraph(&third).unwrap().is_some());
    let second = reader
        .paragraph(&id_of("tallnas/namnden/2024-03-05/2"))
        .unwrap()
        .unwrap();
    assert_eq!(second.document_sha256, safe.sha256());
    assert_eq!(reader.counts().unwrap().withdrawn, 1);
    assert_eq!(reader.problems().unwrap(), []);

    // Until another document has it.
    let later = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .paragraphs(1..=3)
        .received(7);
    archive.add(&later.incoming()).unwrap();
    assert!(archive.reader().paragraph(&third).unwrap().is_some());
    assert_eq!(
        archive.reader().withdrawal_of_paragraph(&third).unwrap(),
        None
    );
}

#[test]
fn a_meeting_of_which_nothing_is_left_tells_that_it_was_withdrawn() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let meeting = MeetingId::from_parts("tallnas", "namnden", "2024-03-05".parse().unwrap());
    assert_eq!(
        archive.reader().withdrawal_of_meeting(&meeting).unwrap(),
        None
    );
    archive
        .withdraw(&Subject::Document(made.sha256()), &ORDER)
        .unwrap();
    assert_eq!(archive.reader().meeting(&meeting).unwrap(), None);
    assert!(
        archive
            .reader()
            .withdrawal_of_meeting(&meeting)
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_copy_of_a_withdrawn_document_does_not_come_in() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    archive
        .withdraw(&Subject::Document(made.sha256()), &ORDER)
        .unwrap();

    assert_eq!(archive.add(&made.incoming()).unwrap(), Added::Withdrawn);
    assert_eq!(archive.reread(&made.incoming()).unwrap(), Added::Withdrawn);
    // Another cover, other bytes, the same paragraphs.
    let republished = secret_minutes("Nämnden", "2024-03-05")
        .chair("Åsa Ny")
        .received(5);
    assert_ne!(republished.sha256(), made.sha256());
    assert_eq!(
        archive.add(&republished.incoming()).unwrap(),
        Added::Withdrawn
    );
    assert_eq!(
        archive.add(&republished.incoming()).unwrap(),
        Added::Withdrawn
    );

    let reader = archive.reader();
    assert_eq!(reader.counts().unwrap().paragraphs, 0);
    assert_eq!(reader.counts().unwrap().withdrawn, 2);
    let copies = &reader.withdrawals().unwrap()[0].copies;
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].sha256, republished.sha256());
    assert!(!copies[0].by_address);
}

#[test]
fn what_lies_where_a_withdrawn_document_lay_waits_for_a_person() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let corrected = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .paragraphs(1..=3)
        .received(5);
    let (_folder, mut archive) = stock(&[]);
    archive.add(&at_address(&made)).unwrap();
    archive
        .withdraw(&Subject::Document(made.sha256()), &ORDER)
        .unwrap();

    assert_eq!(
        archive.add(&at_address(&corrected)).unwrap(),
        Added::Withdrawn
    );
    let copies = archive.reader().withdrawals().unwrap().remove(0).copies;
    assert!(copies[0].by_address, "{copies:?}");
    archive.purge(time(9), nothing).unwrap();
    let kept = archive
        .reader()
        .original(&corrected.sha256())
        .unwrap()
        .unwrap();
    assert!(kept.exists(), "nothing that was not withdrawn is purged");

    archive
        .lift(&Subject::Document(corrected.sha256()), &ORDER)
        .unwrap();
    let added = archive.add(&at_address(&corrected)).unwrap();
    assert!(matches!(added, Added::Reread(_)), "{added:?}");
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 3);
    assert_eq!(archive.add(&at_address(&made)).unwrap(), Added::Withdrawn);
}

#[test]
fn what_was_withdrawn_by_mistake_comes_back() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (_folder, archive) = stock(std::slice::from_ref(&made));
    let mut archive = archive.reading_by(1);
    archive.reread(&made.incoming()).unwrap();
    let before = archive.reader().digest().unwrap();
    let id = "tallnas/namnden/2024-03-05/2";
    for subject in [paragraph(id), Subject::Document(made.sha256())] {
        archive.withdraw(&subject, &ORDER).unwrap();
        archive.lift(&subject, &ORDER).unwrap();
        let outdated = archive.reader().outdated(1).unwrap();
        assert_eq!(outdated.len(), 1);
        archive.add(&made.incoming()).unwrap();
        assert_eq!(archive.reader().digest().unwrap(), before);
        assert_eq!(
            archive
                .reader()
                .withdrawal_of_paragraph(&id_of(id))
                .unwrap(),
            None
        );
        let document = archive.reader().document(&made.sha256()).unwrap().unwrap();
        assert_eq!(document.original, crate::OriginalState::Kept);
    }
}

#[test]
fn a_purge_leaves_no_byte() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let other = minutes("Tallnäs kommun", "Styrelsen", "2024-03-05").paragraphs(1..=40);
    let whole = secret_minutes("Styrelsen", "2024-04-05");
    let (folder, mut archive) = stock(&[made.clone(), other.clone(), whole.clone()]);
    // In the catalogue texts stand packed.
    let packed = crate::codec::encode_paragraph(&made.paragraphs[1]).unwrap();
    let catalogue = folder.path().join("archive.db");
    let is_in_catalogue = || {
        let bytes = fs::read(&catalogue).unwrap();
        let log = fs::read(folder.path().join("archive.db-wal")).unwrap_or_default();
        let holds = |bytes: &[u8]| bytes.windows(packed.len()).any(|part| part == packed);
        holds(&bytes) || holds(&log)
    };
    assert!(is_in_catalogue());
    archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/2"), &ORDER)
        .unwrap();
    archive
        .withdraw(&Subject::Document(whole.sha256()), &ORDER)
        .unwrap();
    assert!(holds(folder.path(), PLANTED));
    let failed = archive
        .purge(time(8), || Err(crate::codec::damaged("the index")))
        .unwrap_err();
    assert!(failed.to_string().contains("the index"), "{failed}");
    assert_eq!(archive.reader().withdrawals_to_purge().unwrap(), 2);
    let purged = archive.purge(time(9), nothing).unwrap();
    assert_eq!(purged.withdrawals, 2);
    assert!(!holds(folder.path(), PLANTED));
    assert!(!is_in_catalogue());
    assert_eq!(archive.reader().withdrawals_to_purge().unwrap(), 0);

    // Nor do copies bring it back.
    let copy = secret_minutes("Nämnden", "2024-03-05")
        .chair("Åsa Ny")
        .received(20);
    archive.add(&copy.incoming()).unwrap();
    archive.add(&made.incoming()).unwrap();
    archive.reread(&whole.incoming()).unwrap();
    let copy = secret_minutes("Styrelsen", "2024-04-05")
        .chair("Åsa Ny")
        .received(21);
    archive.add(&copy.incoming()).unwrap();
    drop(archive);
    assert!(!holds(folder.path(), PLANTED));

    // All else is there.
    let archive = Archive::open(folder.path()).unwrap();
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 42);
    let original = archive.reader().original(&other.sha256()).unwrap().unwrap();
    assert_eq!(fs::read(original).unwrap(), other.bytes);
    assert_eq!(archive.reader().original(&made.sha256()).unwrap(), None);
}

#[test]
fn what_was_purged_and_lifted_comes_back_with_its_file() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (_folder, archive) = stock(&[]);
    let mut archive = archive.reading_by(1);
    archive.add(&made.incoming()).unwrap();
    for subject in [
        paragraph("tallnas/namnden/2024-03-05/2"),
        Subject::Document(made.sha256()),
    ] {
        archive.withdraw(&subject, &ORDER).unwrap();
        archive.purge(time(9), nothing).unwrap();
        assert!(!matches!(
            archive.add(&made.incoming()).unwrap(),
            Added::New(_) | Added::Reread(_)
        ));
        archive.lift(&subject, &ORDER).unwrap();
        assert_eq!(
            archive.reader().outdated(1).unwrap(),
            [],
            "there is nothing to read it from"
        );
        archive.add(&made.incoming()).unwrap();
        assert_eq!(archive.reader().counts().unwrap().paragraphs, 3);
        let original = archive.reader().original(&made.sha256()).unwrap().unwrap();
        assert_eq!(fs::read(original).unwrap(), made.bytes);
    }
}

#[test]
fn the_log_outlives_the_catalogue() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (folder, archive) = stock(std::slice::from_ref(&made));
    drop(archive);
    let catalogue = folder.path().join("archive.db");
    let backup = fs::read(&catalogue).unwrap();
    let id = id_of("tallnas/namnden/2024-03-05/2");
    let mut archive = Archive::open(folder.path()).unwrap();
    let reference = archive
        .withdraw(&paragraph(id.as_str()), &ORDER)
        .unwrap()
        .reference;
    drop(archive);

    // An older backup in its place, and an archive made anew.
    for (catalogue_bytes, paragraphs) in [(Some(backup), 2), (None, 2)] {
        fs::remove_file(&catalogue).unwrap();
        if let Some(bytes) = catalogue_bytes {
            fs::write(&catalogue, bytes).unwrap();
        }
        let mut archive = Archive::open(folder.path()).unwrap();
        archive.add(&made.incoming()).unwrap();
        let reader = archive.reader();
        assert_eq!(reader.counts().unwrap().paragraphs, paragraphs);
        assert_eq!(reader.paragraph(&id).unwrap(), None);
        let withdrawal = reader.withdrawal_of_paragraph(&id).unwrap().unwrap();
        assert_eq!(withdrawal.reference, reference);
    }

    let mut archive = Archive::open(folder.path()).unwrap();
    archive.lift(&paragraph(id.as_str()), &ORDER).unwrap();
    drop(archive);
    let archive = Archive::open(folder.path()).unwrap();
    assert_eq!(archive.reader().withdrawal_of_paragraph(&id).unwrap(), None);
    assert_eq!(archive.reader().withdrawals().unwrap().len(), 1);
}

#[test]
fn a_line_of_the_log_that_a_crash_cut_off_is_no_line() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (folder, mut archive) = stock(std::slice::from_ref(&made));
    let log = folder.path().join("withdrawals.jsonl");
    fs::write(&log, "{\"event\":\"withdr").unwrap();
    archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/2"), &ORDER)
        .unwrap();
    drop(archive);
    assert_eq!(fs::read_to_string(&log).unwrap().lines().count(), 1);
    assert!(Archive::open(folder.path()).is_ok());
}

#[test]
fn what_cannot_be_withdrawn_is_refused_by_name() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let unknown = archive
        .withdraw(&paragraph("tallnas/namnden/2024-03-05/9"), &ORDER)
        .unwrap_err();
    assert!(
        matches!(unknown, WithdrawError::NotHeld { .. }),
        "{unknown}"
    );
    let unknown = archive
        .withdraw(&Subject::Document("ab".repeat(32)), &ORDER)
        .unwrap_err();
    assert!(
        matches!(unknown, WithdrawError::NotHeld { .. }),
        "{unknown}"
    );
    let subject = paragraph("tallnas/namnden/2024-03-05/2");
    let lifted = archive.lift(&subject, &ORDER).unwrap_err();
    assert!(
        matches!(lifted, WithdrawError::NotWithdrawn { .. }),
        "{lifted}"
    );
    archive.withdraw(&subject, &ORDER).unwrap();
    let again = archive.withdraw(&subject, &ORDER).unwrap_err();
    assert!(matches!(again, WithdrawError::Already { .. }), "{again}");
    assert_eq!(
        archive
            .reader()
            .document(&made.sha256())
            .unwrap()
            .unwrap()
            .summary
            .status,
        DocumentStatus::Indexed
    );
}

#[test]
fn a_changed_byte_of_the_log_is_noticed_and_the_catalogue_writes_it_anew() {
    let made = secret_minutes("Nämnden", "2024-03-05");
    let (folder, mut archive) = stock(std::slice::from_ref(&made));
    let subject = paragraph("tallnas/namnden/2024-03-05/2");
    archive.withdraw(&subject, &ORDER).unwrap();
    drop(archive);
    let log = folder.path().join("withdrawals.jsonl");
    let whole = fs::read(&log).unwrap();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&log, changed).unwrap();
        let checked = crate::check(folder.path(), crate::Access::Alone, &mut |_| {}).unwrap();
        let named = checked.damages.iter().any(|damage| damage.file == log);
        assert!(named, "byte {at}: {:?}", checked.damages);
    }
    let reason = String::from_utf8(whole.clone()).unwrap();
    fs::write(&log, reason.replace("enskild", "annan")).unwrap();
    let refused = Archive::open(folder.path()).err().unwrap().to_string();
    assert!(refused.contains("line 1"), "{refused}");
    fs::remove_file(&log).unwrap();
    let checked = crate::check(folder.path(), crate::Access::Alone, &mut |_| {}).unwrap();
    assert_eq!(checked.damages.len(), 1, "{:?}", checked.damages);
    drop(Archive::open(folder.path()).unwrap());
    let again: Vec<u8> = fs::read(&log).unwrap();
    assert_eq!(again.len(), whole.len());
    let checked = crate::check(folder.path(), crate::Access::Alone, &mut |_| {}).unwrap();
    assert_eq!(checked.damages, []);
}

#[test]
fn a_copy_in_which_a_word_was_changed_waits_for_a_person() {
    let long = |word: &str| format!("Nämnden beslutar om {word}. ").repeat(12);
    let document = |word: &str, minute| {
        let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").text(&long("vatten"));
        let made = made
            .paragraphs(1..=1)
            .text(&long("avlopp"))
            .paragraphs(2..=2);
        made.text(&long(word)).paragraphs(3..=3).received(minute)
    };
    let (_folder, mut archive) = stock(&[document("taxan", 1)]);
    let sha256 = document("taxan", 1).sha256();
    archive
        .withdraw(&Subject::Document(sha256), &ORDER)
        .unwrap();
    let changed = document("avgiften", 5);
    assert_eq!(archive.add(&changed.incoming()).unwrap(), Added::Withdrawn);
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 0);
    assert!(archive.reader().withdrawals().unwrap()[0].copies[0].by_address);
    let another = minutes("Tallnäs kommun", "Nämnden", "2024-04-05").text(&long("torget"));
    let another = another
        .paragraphs(1..=3)
        .text(&long("vatten"))
        .paragraphs(4..=4);
    assert!(matches!(
        archive.add(&another.incoming()).unwrap(),
        Added::New(_)
    ));
    archive
        .lift(&Subject::Document(changed.sha256()), &ORDER)
        .unwrap();
    archive.add(&changed.incoming()).unwrap();
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 7);
}
