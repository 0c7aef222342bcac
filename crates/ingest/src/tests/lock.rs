//! One writer at a time.

use std::time::Duration;

use super::made::Place;
use crate::{IngestError, WriterLock};

#[test]
fn a_second_writer_is_told_who_writes_and_what_to_do() {
    let place = Place::new();
    let data = &place.config.data;
    let lock = WriterLock::take(data, "rebuild", Duration::ZERO).unwrap();
    let error = WriterLock::take(data, "ingest", Duration::from_millis(120)).unwrap_err();
    assert!(matches!(error, IngestError::Busy { .. }));
    let (process, shown) = (std::process::id(), data.display());
    assert_eq!(
        error.to_string(),
        format!(
            "another command (`paragraf rebuild`, process {process}) is writing to {shown}; \
             wait until it is done, then run this again"
        )
    );
    drop(lock);
    assert!(WriterLock::take(data, "ingest", Duration::ZERO).is_ok());
}

#[test]
fn a_writer_waits_for_its_turn() {
    let place = Place::new();
    let data = &place.config.data;
    let lock = WriterLock::take(data, "serve", Duration::ZERO).unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| WriterLock::take(data, "ingest", Duration::from_secs(60)));
        drop(lock);
        assert!(second.join().unwrap().is_ok());
    });
}
