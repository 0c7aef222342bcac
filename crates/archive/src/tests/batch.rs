//! Many files at once are what they are one by one.

use std::fs;

use super::made::{Made, minutes, stock};
use crate::{Added, Archive, Arrival, DocumentStatus, Incoming, LeftOut, ReadResult, Reading};

fn many() -> Vec<Made> {
    let of_day = |day: u32| {
        let date = format!("2024-03-{day:02}");
        let made = minutes("Tallnäs kommun", "Nämnden", &date).paragraphs(1..=3);
        made.received(i64::from(day)).case(2, "KS", 2024, day)
    };
    (1..=12).map(of_day).collect()
}

fn arrivals(documents: &[Made]) -> Vec<Arrival<'_>> {
    fn arrival(made: &Made) -> Arrival<'_> {
        Arrival {
            incoming: made.incoming(),
            reading: Reading::IfUnfinished,
        }
    }
    documents.iter().map(arrival).collect()
}

#[test]
fn they_give_the_same_archive() {
    let documents = many();
    let (_folder, one_by_one) = stock(&documents);
    let folder = tempfile::tempdir().unwrap();
    let mut together = Archive::open(folder.path()).unwrap();
    let added = together.add_all(&arrivals(&documents)).unwrap();

    assert!(added.iter().all(|added| matches!(added, Added::New(_))));
    let (one, other) = (one_by_one.reader(), together.reader());
    assert_eq!(one.digest().unwrap(), other.digest().unwrap());
    assert_eq!(one.last_sequence().unwrap(), other.last_sequence().unwrap());
    for made in &documents {
        let original = other.original(&made.sha256()).unwrap().unwrap();
        assert_eq!(fs::read(original).unwrap(), made.bytes);
    }
    assert!(
        fs::read_dir(folder.path().join("originals/incoming"))
            .unwrap()
            .next()
            .is_none()
    );
    together.close().unwrap();
    let checked = crate::check(folder.path(), crate::Access::Alone, &mut |_| {}).unwrap();
    assert_eq!((checked.damages, checked.notes), (vec![], vec![]));
}

#[test]
fn the_same_bytes_twice_are_one_document() {
    let documents = many();
    let twice: Vec<Made> = [&documents[..2], &documents[..2]].concat();
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path()).unwrap();
    let added = archive.add_all(&arrivals(&twice)).unwrap();
    let held = Added::AlreadyHeld(DocumentStatus::Indexed);
    assert!(matches!(added[..2], [Added::New(_), Added::New(_)]));
    assert_eq!(added[2..], [held.clone(), held]);
    assert_eq!(archive.reader().counts().unwrap().indexed, 2);
}

/// Of two copies, one is named as minutes of a body that is left out, and the other is not.
#[test]
fn the_original_stays_where_a_copy_is_not_left_out() {
    let made = &many()[0];
    let left_out = Arrival {
        incoming: Incoming {
            result: ReadResult::LeftOut(LeftOut {
                municipality: None,
                body: "Individutskottet".to_owned(),
            }),
            ..made.incoming()
        },
        reading: Reading::IfUnfinished,
    };
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path()).unwrap();
    let [kept] = <[Arrival<'_>; 1]>::try_from(arrivals(std::slice::from_ref(made))).unwrap();
    archive.add_all(&[left_out, kept]).unwrap();
    assert_eq!(archive.reader().counts().unwrap().indexed, 1);
    let original = archive.reader().original(&made.sha256()).unwrap().unwrap();
    assert_eq!(fs::read(original).unwrap(), made.bytes);
}

/// Of files of which one cannot be kept none is in the catalogue, and the next try takes them all in.
#[test]
fn where_one_fails_none_is_taken_in() {
    let documents = many();
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(folder.path()).unwrap();
    let shelf: String = documents[11].sha256().chars().take(2).collect();
    let in_the_way = folder.path().join("originals").join(shelf);
    fs::create_dir_all(folder.path().join("originals")).unwrap();
    fs::write(&in_the_way, "no folder").unwrap();
    archive.add_all(&arrivals(&documents)).unwrap_err();
    assert_eq!(archive.reader().counts().unwrap().indexed, 0);
    assert_eq!(archive.reader().last_sequence().unwrap(), 0);

    fs::remove_file(in_the_way).unwrap();
    let added = archive.add_all(&arrivals(&documents)).unwrap();
    assert!(added.iter().all(|added| matches!(added, Added::New(_))));
}
