//! What the archive holds and answers after documents came in.

mod batch;
mod currency;
mod findings;
mod gaps;
mod gist;
mod made;
mod migration;
mod recognition;
mod recovery;
mod seal;
mod snapshot;
mod withdrawal;

use chrono::{DateTime, Utc};
use expect_test::{Expect, expect};
use paragraf_model::{DocumentKind, MeetingId, ParagraphId};

use self::made::{minutes, stock, time};
use crate::{Added, Archive, ChangeKind, DocumentStatus, Reader, Receipt};

#[test]
fn a_document_comes_back_as_it_was_read() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3);
    let (_folder, archive) = stock(std::slice::from_ref(&made));
    let reader = archive.reader();

    let record = reader.record(&made.sha256()).unwrap().unwrap();
    assert_eq!(record, made.record());
    let original = reader.original(&made.sha256()).unwrap().unwrap();
    assert_eq!(std::fs::read(original).unwrap(), made.bytes);
}

#[test]
fn the_same_bytes_are_one_document() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3);
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let before = archive.reader().last_sequence().unwrap();

    let again = archive.add(&made.received(9).incoming()).unwrap();
    assert_eq!(again, Added::AlreadyHeld(DocumentStatus::Indexed));
    assert_eq!(archive.reader().counts().unwrap().indexed, 1);
    assert_eq!(archive.reader().last_sequence().unwrap(), before);
}

#[test]
fn a_paragraph_is_answered_with_its_place() {
    let made =
        minutes("Tallnäs kommun", "Kultur- och fritidsnämnden", "2024-03-05").paragraphs(1..=3);
    let (_folder, archive) = stock(std::slice::from_ref(&made));
    let id = id("tallnas/kultur-och-fritidsnamnden/2024-03-05/2");

    let stored = archive.reader().paragraph(&id).unwrap().unwrap();
    assert_eq!(stored.id, id);
    assert_eq!(stored.paragraph, made.paragraphs[1]);
    assert_eq!(stored.municipality.name, "Tallnäs kommun");
    assert_eq!(stored.body, "Kultur- och fritidsnämnden");
    assert_eq!(stored.document_sha256, made.sha256());
    assert_eq!(
        archive
            .reader()
            .paragraphs_by_key(&[7, stored.key])
            .unwrap(),
        [stored]
    );
}

#[test]
fn keys_sort_by_date_then_meeting_then_number() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Styrelsen", "2024-03-06").paragraphs(1..=2),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .suffixed(3, "b")
            .suffixed(3, "a")
            .paragraphs(3..=4),
        minutes("Tallnäs kommun", "Styrelsen", "2023-12-31").paragraphs(9..=9),
    ]);
    check_ids(
        archive.reader(),
        &expect![[r#"
            tallnas/styrelsen/2023-12-31/9
            tallnas/namnden/2024-03-05/3
            tallnas/namnden/2024-03-05/3a
            tallnas/namnden/2024-03-05/3b
            tallnas/namnden/2024-03-05/4
            tallnas/styrelsen/2024-03-06/1
            tallnas/styrelsen/2024-03-06/2"#]],
    );
}

#[test]
fn a_number_that_stands_twice_is_kept_twice() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .paragraphs(1..=2)
        .paragraphs(2..=2);
    let (_folder, archive) = stock(&[made]);
    check_ids(
        archive.reader(),
        &expect![[r#"
            tallnas/namnden/2024-03-05/1
            tallnas/namnden/2024-03-05/2
            tallnas/namnden/2024-03-05/2-2"#]],
    );
}

#[test]
fn the_order_of_arrival_changes_neither_ids_nor_keys_nor_digest() {
    let mut documents = vec![
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .paragraphs(1..=9)
            .received(1),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .text("rättad")
            .paragraphs(1..=9)
            .received(2),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .kind(DocumentKind::Extract)
            .paragraphs(4..=4)
            .received(3),
        minutes("Lillby stad", "NÄMNDEN", "2024-03-05")
            .paragraphs(1..=9)
            .received(4),
        minutes("Lillby stad", "Nämnden", "2024-04-05")
            .paragraphs(10..=19)
            .received(5),
    ];
    let (_folder, forwards) = stock(&documents);
    documents.reverse();
    let (_other_folder, backwards) = stock(&documents);

    let (forwards, backwards) = (forwards.reader(), backwards.reader());
    assert_eq!(forwards.digest().unwrap(), backwards.digest().unwrap());
    assert_eq!(forwards.holdings().unwrap(), backwards.holdings().unwrap());
    assert_eq!(forwards.counts().unwrap(), backwards.counts().unwrap());
}

#[test]
fn a_document_without_its_facts_is_listed_and_waits() {
    let mut made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3);
    made.meeting.date = None;
    made.meeting.body = Some("–".to_owned());
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));

    let problem = archive.reader().problems().unwrap().remove(0);
    assert_eq!(problem.status, DocumentStatus::NeedsFacts);
    assert_eq!(
        problem.message,
        "body, date not known; state it in a facts.toml beside the file"
    );
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 0);

    let stated = made.stating(minutes("Tallnäs kommun", "Nämnden", "2024-03-05"));
    let added = archive.add(&stated.incoming()).unwrap();
    assert!(matches!(added, Added::Reread(receipt) if receipt.status == DocumentStatus::Indexed));
    assert!(archive.reader().problems().unwrap().is_empty());
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 3);
}

#[test]
fn what_is_not_minutes_is_listed_with_its_reason() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .kind(DocumentKind::NotMinutes)
        .paragraphs(1..=3);
    let (_folder, archive) = stock(&[made]);
    let problem = archive.reader().problems().unwrap().remove(0);
    assert_eq!(
        (problem.status, problem.code.as_str()),
        (DocumentStatus::NotMinutes, "not_minutes")
    );
    assert_eq!(problem.message, "Det är en kallelse.");
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 0);
}

#[test]
fn what_cannot_be_read_is_kept_with_code_and_message() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3);
    let (_folder, mut archive) = stock(&[]);
    archive
        .add(&made.failing("damaged", "the file is damaged").incoming())
        .unwrap();

    let problem = archive.reader().problems().unwrap().remove(0);
    assert_eq!(
        (problem.status, problem.code.as_str()),
        (DocumentStatus::Failed, "damaged")
    );
    assert_eq!(problem.message, "the file is damaged");
    assert!(
        archive
            .reader()
            .original(&made.sha256())
            .unwrap()
            .unwrap()
            .exists()
    );
    assert_eq!(archive.reader().record(&made.sha256()).unwrap(), None);

    archive.add(&made.incoming()).unwrap();
    assert!(archive.reader().problems().unwrap().is_empty());
}

#[test]
fn what_is_not_indexed_is_counted_by_its_reason_and_only_the_latest_is_told() {
    let (_folder, mut archive) = stock(&[]);
    let add = |archive: &mut Archive, number: u32, code: &str| {
        let date = format!("2024-03-{number:02}");
        let made = minutes("Tallnäs kommun", "Nämnden", &date).paragraphs(1..=1);
        archive.add(&made.failing(code, "no").incoming()).unwrap();
    };
    for number in 1..=5 {
        add(&mut archive, number, "damaged");
    }
    add(&mut archive, 6, "empty");
    let mut waiting = minutes("Tallnäs kommun", "Nämnden", "2024-03-07").paragraphs(1..=1);
    waiting.meeting.date = None;
    archive.add(&waiting.incoming()).unwrap();

    let reader = archive.reader();
    let told = |municipality| -> Vec<(String, u64, usize)> {
        let problems = reader
            .problems_by_code(municipality, 3)
            .unwrap()
            .into_iter();
        problems
            .map(|of| (of.code, of.total, of.latest.len()))
            .collect()
    };
    let of = |code: &str, total, latest| (code.to_owned(), total, latest);
    assert_eq!(
        told(None),
        [
            of("damaged", 5, 3),
            of("empty", 1, 1),
            of("needs_facts", 1, 1)
        ]
    );
    assert_eq!(told(Some("Tallnäs kommun")), [of("needs_facts", 1, 1)]);
    assert_eq!(told(Some("Ekvalla kommun")), []);
    let all = reader.problems().unwrap();
    for of_code in reader.problems_by_code(None, 3).unwrap() {
        let latest = all.iter().filter(|one| one.code == of_code.code).take(3);
        assert_eq!(of_code.latest, latest.cloned().collect::<Vec<_>>());
    }
    let known = reader.problems_by_code(Some("Tallnäs kommun"), 1).unwrap();
    let known = &known[0].latest[0];
    assert_eq!((known.body.as_str(), known.date), ("Nämnden", None));
}

#[test]
fn a_failing_second_reading_leaves_the_first_one() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3);
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let added = archive
        .reread(&made.failing("damaged", "").incoming())
        .unwrap();
    assert_eq!(added, Added::AlreadyHeld(DocumentStatus::Indexed));
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 3);
}

#[test]
fn only_what_is_read_otherwise_the_second_time_has_changed() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3);
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let changed_at = |archive: &Archive| -> Vec<DateTime<Utc>> {
        let current = archive.reader().current_after(None, 10).unwrap();
        current.iter().map(|stored| stored.changed_at).collect()
    };
    assert_eq!(changed_at(&archive), [time(1); 3]);

    let again = archive
        .reread(&made.clone().received(5).incoming())
        .unwrap();
    assert!(
        matches!(again, Added::Reread(Receipt { changes: 0, .. })),
        "{again:?}"
    );
    assert_eq!(changed_at(&archive), [time(1); 3]);

    let mut better = made.received(9);
    better.paragraphs[1].title = Some("En rubrik som nu lästes".to_owned());
    let before = archive.reader().last_sequence().unwrap();
    archive.reread(&better.incoming()).unwrap();
    assert_eq!(changed_at(&archive), [time(1), time(9), time(1)]);
    let changes = archive.reader().changes_after(before, 100).unwrap();
    let ids: Vec<String> = changes.iter().map(|change| change.id.to_string()).collect();
    assert_eq!(ids, ["tallnas/namnden/2024-03-05/2"]);
}

#[test]
fn other_facts_move_a_document_to_another_meeting() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=2);
    let (_folder, mut archive) = stock(std::slice::from_ref(&made));
    let before = archive.reader().last_sequence().unwrap();

    let moved = made.stating(minutes("Tallnäs kommun", "Styrelsen", "2024-03-05"));
    archive.reread(&moved.incoming()).unwrap();
    check_ids(
        archive.reader(),
        &expect![[r#"
            tallnas/styrelsen/2024-03-05/1
            tallnas/styrelsen/2024-03-05/2"#]],
    );
    let changes = archive.reader().changes_after(before, 100).unwrap();
    let kinds: Vec<_> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(
        kinds,
        [
            ChangeKind::Remove,
            ChangeKind::Remove,
            ChangeKind::Put,
            ChangeKind::Put
        ]
    );
    let bodies = archive.reader().bodies().unwrap();
    assert_eq!(
        bodies
            .iter()
            .map(|body| body.slug.as_str())
            .collect::<Vec<_>>(),
        ["styrelsen"]
    );
    assert_eq!(
        archive
            .reader()
            .meeting(&meeting_id("namnden", "2024-03-05"))
            .unwrap(),
        None
    );
}

#[test]
fn a_meeting_shows_its_documents_and_current_paragraphs() {
    let whole = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .paragraphs(1..=3)
        .chair("Ylva Påhittad");
    let extract = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .kind(DocumentKind::Extract)
        .paragraphs(2..=4);
    let (_folder, archive) = stock(&[whole.clone(), extract.clone().received(2)]);

    let meeting = archive
        .reader()
        .meeting(&meeting_id("namnden", "2024-03-05"))
        .unwrap()
        .unwrap();
    let documents: Vec<_> = meeting
        .documents
        .iter()
        .map(|document| document.sha256.clone())
        .collect();
    assert_eq!(documents, [whole.sha256(), extract.sha256()]);
    assert_eq!(meeting.meeting.chair.as_deref(), Some("Ylva Påhittad"));
    let from: Vec<_> = meeting
        .paragraphs
        .iter()
        .map(|stored| {
            (
                stored.paragraph.number,
                stored.document_sha256 == whole.sha256(),
            )
        })
        .collect();
    assert_eq!(from, [(1, true), (2, true), (3, true), (4, false)]);
}

#[test]
fn a_case_is_followed_through_all_bodies_in_time_order() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Styrelsen", "2024-04-09").case(7, "KS", 2024, 12),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .case(2, "KS", 2024, 12)
            .case(3, "SN", 2024, 12),
        minutes("Tallnäs kommun", "Fullmäktige", "2024-05-01").case(1, "", 2024, 12),
        minutes("Lillby kommun", "Styrelsen", "2024-01-01").case(1, "KS", 2024, 12),
    ]);
    let found = archive
        .reader()
        .case("tallnas", &made::case_number("KS", 2024, 12))
        .unwrap();
    let ids: Vec<_> = found.iter().map(|stored| stored.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "tallnas/namnden/2024-03-05/2",
            "tallnas/styrelsen/2024-04-09/7"
        ]
    );
}

#[test]
fn the_latest_of_a_case_is_of_its_latest_meeting_and_not_what_came_in_last() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Nämnden", "2024-04-05").case(9, "KS", 2024, 12),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05").case(2, "KS", 2024, 12),
    ]);
    let typed = made::case_number("KS", 2024, 12);
    let found = archive.reader().case_candidates(&typed, None).unwrap();
    assert_eq!(found[0].latest.as_str(), "tallnas/namnden/2024-04-05/9");
    assert_eq!(found[0].latest_date.to_string(), "2024-04-05");
}

#[test]
fn names_are_listed_in_swedish_order() {
    let names = ["Örnby", "Ängby", "Åby", "Zinkby", "Alby"];
    let documents: Vec<made::Made> = names
        .iter()
        .flat_map(|name| {
            let bodies = ["Ölnämnden", "Äldrenämnden", "Ådalsrådet", "Zonrådet"];
            bodies.map(|body| {
                minutes(&format!("{name} kommun"), body, "2024-03-05").paragraphs(1..=1)
            })
        })
        .collect();
    let (_folder, archive) = stock(&documents);
    let reader = archive.reader();
    let held = reader.municipalities().unwrap().into_iter();
    let municipalities: Vec<String> = held.map(|held| held.municipality.name).collect();
    let expected = ["Alby", "Zinkby", "Åby", "Ängby", "Örnby"].map(|name| format!("{name} kommun"));
    assert_eq!(municipalities, expected);
    let holdings = reader.holdings().unwrap();
    let of: Vec<&str> = holdings
        .iter()
        .map(|holding| holding.municipality.name.as_str())
        .collect();
    assert_eq!(
        of,
        expected
            .iter()
            .flat_map(|name| [name.as_str(); 4])
            .collect::<Vec<_>>()
    );
    let bodies: Vec<&str> = holdings
        .iter()
        .take(4)
        .map(|one| one.body.as_str())
        .collect();
    assert_eq!(
        bodies,
        ["Zonrådet", "Ådalsrådet", "Äldrenämnden", "Ölnämnden"]
    );
}

#[test]
fn officers_with_as_many_paragraphs_come_in_swedish_order() {
    let (_folder, archive) = stock(&[minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .officer(1, "Per Öberg")
        .officer(2, "Per Ängel")
        .officer(3, "Per Åberg")
        .officer(4, "Per Zeta")]);
    let found = archive.reader().officers("per", 3).unwrap().into_iter();
    let names: Vec<String> = found.map(|officer| officer.name).collect();
    assert_eq!(names, ["Per Zeta", "Per Åberg", "Per Ängel"]);
}

#[test]
fn a_typed_number_means_the_cases_it_may_mean() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .case(2, "KS", 2024, 12)
            .case(3, "SN", 2024, 12)
            .case(4, "", 2024, 12),
        minutes("Tallnäs kommun", "Nämnden", "2024-04-05").case(9, "KS", 2024, 12),
        minutes("Lillby kommun", "Styrelsen", "2024-01-01")
            .case(1, "KS", 2024, 12)
            .case(2, "KS", 2023, 12),
    ]);
    let candidates = |registry: &str, municipality: Option<&str>| {
        let typed = made::case_number(registry, 2024, 12);
        let found = archive
            .reader()
            .case_candidates(&typed, municipality)
            .unwrap();
        let lines: Vec<String> = found
            .iter()
            .map(|candidate| {
                let exact = if candidate.exact { "exact" } else { "near" };
                let (name, latest) = (&candidate.canonical, &candidate.latest);
                format!("{exact} {name}: {}, latest {latest}", candidate.paragraphs)
            })
            .collect();
        lines.join("\n")
    };
    expect![[r#"
        exact KS 2024/12: 1, latest lillby/styrelsen/2024-01-01/1
        exact KS 2024/12: 2, latest tallnas/namnden/2024-04-05/9
        near 2024/12: 1, latest tallnas/namnden/2024-03-05/4"#]]
    .assert_eq(&candidates("KS", None));
    expect![[r#"
        exact 2024/12: 1, latest tallnas/namnden/2024-03-05/4
        exact KS 2024/12: 2, latest tallnas/namnden/2024-04-05/9
        exact SN 2024/12: 1, latest tallnas/namnden/2024-03-05/3"#]]
    .assert_eq(&candidates("", Some("tallnas")));
}

#[test]
fn officers_are_found_by_any_part_of_their_name() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .officer(1, "Åsa Övergård-Lind")
            .officer(2, "Örjan Lindmark"),
        minutes("Tallnäs kommun", "Nämnden", "2024-05-05")
            .officer(3, "Åsa Övergård-Lind")
            .officer(4, "Åke Ek"),
    ]);
    let names = |typed: &str| {
        let found = archive.reader().officers(typed, 10).unwrap();
        let lines: Vec<_> = found
            .iter()
            .map(|officer| {
                format!(
                    "{} {} {}–{}",
                    officer.name, officer.paragraphs, officer.first, officer.last
                )
            })
            .collect();
        lines.join(", ")
    };
    expect!["Åsa Övergård-Lind 2 2024-03-05–2024-05-05, Örjan Lindmark 1 2024-03-05–2024-03-05"]
        .assert_eq(&names("lind"));
    expect!["Åsa Övergård-Lind 2 2024-03-05–2024-05-05"].assert_eq(&names("lind åsa"));
    expect![""].assert_eq(&names("gård"));
    expect![""].assert_eq(&names("  "));
}

#[test]
fn an_officer_whom_no_current_paragraph_names_is_gone() {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").officer(1, "Örjan Lindmark");
    let (_folder, mut archive) = stock(&[made]);
    let corrected = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .officer(1, "Örjan Lundmark")
        .received(2);
    archive.add(&corrected.incoming()).unwrap();
    assert!(
        archive
            .reader()
            .officers("lindmark", 10)
            .unwrap()
            .is_empty()
    );
    assert_eq!(archive.reader().officers("lundmark", 10).unwrap().len(), 1);
}

#[test]
fn the_meetings_of_a_body_are_listed_latest_first() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Nämnden", "2024-01-05").paragraphs(3..=9),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .paragraphs(15..=20)
            .paragraphs(22..=22),
        minutes("Tallnäs kommun", "Utskottet", "2024-02-01").paragraphs(1..=2),
    ]);
    let meetings = archive.reader().meetings("tallnas", "namnden").unwrap();
    let lines: Vec<String> = meetings
        .iter()
        .map(|one| {
            format!(
                "{} {}: {} ({})",
                one.id, one.body, one.numbers, one.paragraphs
            )
        })
        .collect();
    expect![[r#"
        tallnas/namnden/2024-03-05 Nämnden: 15-20,22 (7)
        tallnas/namnden/2024-01-05 Nämnden: 3-9 (7)"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn holdings_tell_first_and_last_meeting_and_gaps() {
    let (_folder, archive) = stock(&[
        minutes("Tallnäs kommun", "Nämnden", "2023-12-05")
            .paragraphs(90..=95)
            .received(1),
        minutes("Tallnäs kommun", "Nämnden", "2024-01-05")
            .paragraphs(3..=9)
            .received(2),
        minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
            .paragraphs(15..=20)
            .received(3),
        minutes("Tallnäs kommun", "Nämnden", "2024-05-05")
            .paragraphs(21..=22)
            .paragraphs(24..=24)
            .received(4),
    ]);
    let holding = archive.reader().holdings().unwrap().remove(0);
    expect!["2023-12-05 2024-05-05: 4 meetings, 22 paragraphs, 4 documents"].assert_eq(&format!(
        "{} {}: {} meetings, {} paragraphs, {} documents",
        holding.first_meeting,
        holding.last_meeting,
        holding.meetings,
        holding.paragraphs,
        holding.documents
    ));
    let gaps: Vec<_> = holding
        .gaps()
        .map(|gap| (gap.year, gap.first, gap.last))
        .collect();
    assert_eq!(
        gaps,
        [(2023, 1, 89), (2024, 1, 2), (2024, 10, 14), (2024, 23, 23)]
    );
    assert_eq!(holding.last_ingest, time(4));
}

#[test]
fn all_current_paragraphs_can_be_gone_through_in_steps() {
    let (_folder, archive) =
        stock(&[minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=7)]);
    let mut numbers = Vec::new();
    let mut after = None;
    loop {
        let step = archive.reader().current_after(after, 3).unwrap();
        let Some(last) = step.last() else { break };
        after = Some(last.key);
        numbers.extend(step.iter().map(|stored| stored.paragraph.number));
    }
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn many_threads_read_while_documents_come_in() {
    let (folder, mut archive) = stock(&[]);
    let reader = Archive::open_read_only(folder.path()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let counts = reader.counts().unwrap();
                    assert_eq!(counts.paragraphs, counts.indexed * 5);
                }
            });
        }
        for day in 1..=9 {
            let made =
                minutes("Tallnäs kommun", "Nämnden", &format!("2024-03-0{day}")).paragraphs(1..=5);
            archive.add(&made.incoming()).unwrap();
        }
    });
    assert_eq!(reader.counts().unwrap().paragraphs, 45);
}

#[test]
fn no_text_that_somebody_sends_is_an_error() {
    let (_folder, archive) = stock(&[]);
    let reader = archive.reader();
    assert_eq!(reader.original("../../etc/passwd").unwrap(), None);
    assert_eq!(reader.document("").unwrap(), None);
    assert_eq!(reader.paragraph(&id("a/b/2024-02-29/3b")).unwrap(), None);
    assert_eq!(reader.versions(&id("a/b/2024-01-01/1")).unwrap(), []);
    assert_eq!(
        reader.officers("'; DROP TABLE officers; --", 10).unwrap(),
        []
    );
}

fn check_ids(reader: &Reader, expected: &Expect) {
    let ids: Vec<String> = reader
        .current_after(None, 100)
        .unwrap()
        .iter()
        .map(|stored| stored.id.to_string())
        .collect();
    expected.assert_eq(&ids.join("\n"));
}

fn id(text: &str) -> ParagraphId {
    ParagraphId::parse(text).unwrap()
}

fn meeting_id(body: &str, date: &str) -> MeetingId {
    MeetingId::from_parts("tallnas", body, date.parse().unwrap())
}
