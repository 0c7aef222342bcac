//! Which of several documents a paragraph is answered from.

use paragraf_model::{DocumentKind, FindingKind};

use super::made::{Made, minutes, stock};
use super::{check_ids, id};
use crate::{Archive, ChangeKind};
use expect_test::expect;

fn whole() -> Made {
    minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .range(1, 4)
        .paragraphs(1..=4)
        .received(1)
}

fn extract() -> Made {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").kind(DocumentKind::Extract);
    made.text("utdrag").paragraphs(2..=2).received(2)
}

fn corrected() -> Made {
    let made = minutes("Tallnäs kommun", "Nämnden", "2024-03-05").range(1, 4);
    made.text("rättat").paragraphs(1..=3).received(3)
}

#[test]
fn whole_minutes_are_current_over_an_extract_in_both_orders_of_arrival() {
    for documents in [[whole(), extract()], [extract(), whole()]] {
        let (_folder, archive) = stock(&documents);
        check_current(&archive, 2, &whole());
        let id = id("tallnas/namnden/2024-03-05/2");
        let other = archive
            .reader()
            .paragraph_from(&id, &extract().sha256())
            .unwrap()
            .unwrap();
        assert_eq!(other.paragraph, extract().paragraphs[0]);
        let versions = archive.reader().versions(&id).unwrap();
        let listed: Vec<_> = versions
            .iter()
            .map(|version| (version.document_sha256.clone(), version.current))
            .collect();
        assert_eq!(
            listed,
            [(whole().sha256(), true), (extract().sha256(), false)]
        );
    }
}

#[test]
fn of_two_versions_the_later_one_is_current_and_the_earlier_reachable() {
    for documents in [[whole(), corrected()], [corrected(), whole()]] {
        let (_folder, archive) = stock(&documents);
        check_current(&archive, 2, &corrected());
        let id = id("tallnas/namnden/2024-03-05/2");
        let earlier = archive
            .reader()
            .paragraph_from(&id, &whole().sha256())
            .unwrap()
            .unwrap();
        assert_eq!(earlier.paragraph, whole().paragraphs[1]);
    }
}

#[test]
fn a_correction_that_counts_a_paragraph_among_its_own_and_leaves_it_out_takes_it_away() {
    let (_folder, mut archive) = stock(&[whole()]);
    let before = archive.reader().last_sequence().unwrap();
    archive.add(&corrected().incoming()).unwrap();

    let id = id("tallnas/namnden/2024-03-05/4");
    assert_eq!(archive.reader().paragraph(&id).unwrap(), None);
    let versions = archive.reader().versions(&id).unwrap();
    assert_eq!(
        versions
            .iter()
            .map(|version| version.current)
            .collect::<Vec<_>>(),
        [false]
    );
    let changes = archive.reader().changes_after(before, 100).unwrap();
    let removed: Vec<_> = changes
        .iter()
        .filter(|change| change.kind == ChangeKind::Remove)
        .map(|change| change.id.clone())
        .collect();
    assert_eq!(removed, [id]);
    assert_eq!(changes.len(), 4);
}

#[test]
fn a_paragraph_stays_where_the_later_minutes_do_not_claim_to_be_complete() {
    let unstated = corrected().stating(minutes("Tallnäs kommun", "Nämnden", "2024-03-05"));
    let elsewhere =
        corrected().finding(FindingKind::PublishedElsewhere, "§ 4 finns i en egen fil.");
    for later in [unstated, elsewhere] {
        let (_folder, archive) = stock(&[whole(), later]);
        check_current(&archive, 4, &whole());
    }
}

#[test]
fn a_part_adjusted_at_once_stays_when_the_whole_minutes_come_without_it() {
    let part = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .paragraphs(4..=4)
        .received(0);
    let (_folder, archive) = stock(&[part.clone(), corrected()]);
    check_current(&archive, 4, &part);
}

#[test]
fn an_extract_stays_when_the_whole_minutes_come_without_it() {
    let extract = minutes("Tallnäs kommun", "Nämnden", "2024-03-05")
        .kind(DocumentKind::Extract)
        .paragraphs(1..=4);
    let (_folder, archive) = stock(&[extract.clone(), corrected()]);
    check_current(&archive, 4, &extract);
    check_current(&archive, 3, &corrected());
}

#[test]
fn a_meeting_is_called_as_its_leading_minutes_have_it() {
    let renamed = minutes("Tallnäs kommun", "NÄMNDEN", "2024-03-05")
        .paragraphs(1..=1)
        .received(5);
    let (_folder, mut archive) = stock(&[whole()]);
    let before = archive.reader().last_sequence().unwrap();
    archive.add(&renamed.incoming()).unwrap();
    let stored = archive
        .reader()
        .paragraph(&id("tallnas/namnden/2024-03-05/4"))
        .unwrap()
        .unwrap();
    assert_eq!(stored.body, "NÄMNDEN");
    // The index shows the name too, so every paragraph of the meeting is put again.
    assert_eq!(
        archive.reader().changes_after(before, 100).unwrap().len(),
        4
    );
    check_ids(
        archive.reader(),
        &expect![[r#"
            tallnas/namnden/2024-03-05/1
            tallnas/namnden/2024-03-05/2
            tallnas/namnden/2024-03-05/3
            tallnas/namnden/2024-03-05/4"#]],
    );
}

fn check_current(archive: &Archive, number: u32, expected: &Made) {
    let id = id(&format!("tallnas/namnden/2024-03-05/{number}"));
    let stored = archive.reader().paragraph(&id).unwrap().unwrap();
    assert_eq!(stored.document_sha256, expected.sha256());
}
