//! Pages that are pictures: what was recognised stays, and what waits is told.

use paragraf_model::{DocumentKind, FindingKind};

use super::made::{Made, minutes, stock};
use crate::{Added, DocumentStatus, Incoming, ReadResult};

fn made() -> Made {
    minutes("Tallnäs kommun", "Nämnden", "2024-03-05").paragraphs(1..=3)
}

/// The same bytes, but the third page is not read.
fn without_the_picture(whole: &Made) -> Made {
    let mut made = whole.clone().page(FindingKind::PageWithoutText, 3);
    made.paragraphs.pop();
    made
}

fn waiting(made: &Made) -> Incoming<'_> {
    let result = ReadResult::Waiting {
        code: "no_text".to_owned(),
        message: "no text".to_owned(),
    };
    Incoming {
        result,
        ..made.incoming()
    }
}

#[test]
fn recognised_text_is_not_replaced_by_a_reading_without_it() {
    let whole = made();
    let recognised = whole.clone().page(FindingKind::TextRecognised, 3);
    let (folder, mut archive) = stock(&[recognised]);
    let in_part = without_the_picture(&whole);
    let stays = Added::RecognisedStays(DocumentStatus::Indexed);
    assert_eq!(archive.reread(&in_part.incoming()).unwrap(), stays);
    assert_eq!(archive.reread(&waiting(&whole)).unwrap(), stays);
    drop(archive);

    let mut archive = crate::Archive::open(folder.path()).unwrap().reading_by(7);
    assert_eq!(archive.add(&in_part.incoming()).unwrap(), stays);
    assert_eq!(archive.reader().counts().unwrap().paragraphs, 3);
    assert!(archive.reader().outdated(7).unwrap()[0].recognised);

    let moved = whole.stating(minutes("Tallnäs kommun", "Styrelsen", "2024-03-05"));
    let again = moved.page(FindingKind::TextRecognised, 3);
    assert!(matches!(
        archive.reread(&again.incoming()).unwrap(),
        Added::Reread(_)
    ));
}

#[test]
fn what_was_not_recognised_is_replaced_as_ever() {
    let whole = made();
    let (_folder, mut archive) = stock(std::slice::from_ref(&whole));
    let in_part = without_the_picture(&whole);
    assert!(matches!(
        archive.reread(&in_part.incoming()).unwrap(),
        Added::Reread(_)
    ));
}

#[test]
fn pages_that_wait_are_counted_and_tried_again() {
    let other = |date| minutes("Tallnäs kommun", "Nämnden", date).paragraphs(1..=1);
    let (_folder, archive) = stock(&[
        made().page(FindingKind::PageWithoutText, 2),
        other("2024-04-05").page(FindingKind::TextUnreadable, 2),
        other("2024-05-05"),
        // Poor as it is, it was recognised.
        other("2024-06-05")
            .page(FindingKind::TextUnreadable, 2)
            .page(FindingKind::TextRecognised, 2),
    ]);
    assert_eq!(archive.reader().incomplete().unwrap(), 2);
    assert!(archive.reader().unread().unwrap().is_empty());
    assert_eq!(archive.reader().unread_or_incomplete().unwrap().len(), 2);
}

#[test]
fn a_document_waits_whose_cover_may_be_a_picture() {
    let summons = made()
        .kind(DocumentKind::NotMinutes)
        .page(FindingKind::PageWithoutText, 1);
    let mut undated = made()
        .paragraphs(4..=4)
        .page(FindingKind::TextUnreadable, 1);
    undated.meeting.date = None;
    let (_folder, archive) = stock(&[summons, undated]);
    let problems = archive.reader().problems().unwrap();
    assert_eq!(problems.len(), 2);
    for problem in problems {
        assert_eq!(
            (problem.status, problem.code.as_str()),
            (DocumentStatus::Waiting, "pages_wait")
        );
        assert!(problem.message.contains("`paragraf ingest --retry --ocr`"));
    }
    assert_eq!(archive.reader().unread().unwrap().len(), 2);
    assert_eq!(archive.reader().incomplete().unwrap(), 0);
}
