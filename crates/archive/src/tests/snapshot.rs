//! One state of the catalogue, read while another is written.

use super::made::{minutes, stock};
use crate::Reader;

#[test]
fn a_snapshot_sees_nothing_of_what_is_written_after_it() {
    let first = minutes("Tallnäs kommun", "Kommunstyrelsen", "2024-03-05").paragraphs(1..=3);
    let (folder, mut archive) = stock(&[first]);
    let reader = Reader::open(folder.path()).unwrap();
    let keys: Vec<u64> = { reader.current_after(None, 9) }
        .unwrap()
        .iter()
        .map(|one| one.key)
        .collect();
    let snapshot = reader.snapshot().unwrap();
    let then = snapshot.sequence();

    let changed = minutes("Tallnäs kommun", "Kommunstyrelsen", "2024-03-05")
        .text("Något annat beslutas.")
        .paragraphs(1..=2);
    archive.add(&changed.incoming()).unwrap();
    assert!(reader.last_sequence().unwrap() > then);
    let old = snapshot.paragraphs_by_key(&keys).unwrap();
    assert_eq!(old.len(), 3);
    assert!(old.iter().all(|one| one.changed_at <= old[0].changed_at));
    let now = reader.snapshot().unwrap();
    assert_ne!(now.paragraphs_by_key(&keys).unwrap(), old);
    assert_eq!(now.changed_after(then).unwrap().len(), 2);
    assert_eq!(now.gone_after(then).unwrap().len(), 0);
    assert_eq!(now.id_of_key(keys[0]).unwrap().as_ref(), Some(&old[0].id));
    assert!(snapshot.meeting(&old[0].meeting_id).unwrap().is_some());
}
