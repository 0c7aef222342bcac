//! Files that are read once, from their beginning to their end: piece by piece instead of mapped. What is mapped counts as
//! memory of this program until it is done, and putting segments together maps all that the index holds. The price is a file
//! that stays open for each that is read.

use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::{FileHandle, FileSlice, OwnedBytes};

/// Where a read does not go on from the one before, so much is read at least: a page.
const LEAST: usize = 4 * 1024;

/// Where reads go on from each other, each piece is twice as large as the one before, up to so much. Dozens of files are read at
/// a time, so that no more is kept of any; who asks for more gets it.
const MOST: usize = 256 * 1024;

/// A file of which the piece that was read last is kept.
pub(crate) struct InPieces {
    file: FileSlice,
    last: Mutex<Piece>,
}

struct Piece {
    start: usize,
    bytes: OwnedBytes,
    /// How many bytes were to be read ahead; twice as many are where the next read goes on from here.
    length: usize,
}

impl InPieces {
    pub fn new(file: FileSlice) -> InPieces {
        InPieces {
            file,
            last: Mutex::new(Piece::before(0, 0)),
        }
    }
}

impl FileHandle for InPieces {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if range.end > self.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = last.part(&range) {
            return Ok(bytes);
        }
        let length = last.next_length(range.start);
        if range.len() >= length {
            *last = Piece::before(range.end, length);
            return self.file.read_bytes_slice(range);
        }
        let end = range.start.saturating_add(length).min(self.len());
        let bytes = self.file.read_bytes_slice(range.start..end)?;
        let asked = bytes.slice(0..range.len());
        *last = Piece {
            start: range.start,
            bytes,
            length,
        };
        Ok(asked)
    }
}

impl HasLen for InPieces {
    fn len(&self) -> usize {
        self.file.len()
    }
}

impl fmt::Debug for InPieces {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("InPieces");
        shown.field("len", &self.len()).finish_non_exhaustive()
    }
}

impl Piece {
    /// What was read up to there is not kept.
    fn before(end: usize, length: usize) -> Piece {
        Piece {
            start: end,
            bytes: OwnedBytes::empty(),
            length,
        }
    }

    fn end(&self) -> usize {
        self.start + self.bytes.len()
    }

    /// What is asked for, where it lies within.
    fn part(&self, range: &Range<usize>) -> Option<OwnedBytes> {
        let is_within = self.start <= range.start && range.end <= self.end();
        is_within.then(|| {
            let start = range.start - self.start;
            self.bytes.slice(start..start + range.len())
        })
    }

    /// Bytes of the piece that begins there.
    fn next_length(&self, start: usize) -> usize {
        match (self.start..=self.end()).contains(&start) {
            true => (2 * self.length).clamp(LEAST, MOST),
            false => LEAST,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use proptest::prelude::*;

    use super::*;

    /// Counts what is asked of it.
    #[derive(Debug)]
    struct Counted {
        bytes: OwnedBytes,
        reads: Arc<AtomicUsize>,
        most: Arc<AtomicUsize>,
    }

    impl FileHandle for Counted {
        fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
            self.reads.fetch_add(1, Ordering::Relaxed);
            self.most.fetch_max(range.len(), Ordering::Relaxed);
            self.bytes.read_bytes(range)
        }
    }

    impl HasLen for Counted {
        fn len(&self) -> usize {
            self.bytes.len()
        }
    }

    fn bytes(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at * 31 % 251) as u8).collect()
    }

    /// The file, how often it was read and the most that was read at once.
    fn counted(length: usize) -> (InPieces, Arc<AtomicUsize>, Arc<AtomicUsize>) {
        let (reads, most) = (Arc::default(), Arc::default());
        let file = Counted {
            bytes: OwnedBytes::new(bytes(length)),
            reads: Arc::clone(&reads),
            most: Arc::clone(&most),
        };
        (InPieces::new(FileSlice::new(Arc::new(file))), reads, most)
    }

    proptest! {
        #[test]
        fn whatever_is_read_in_whatever_order_is_what_the_file_holds(
            length in 1_usize..40_000,
            reads in prop::collection::vec((0.0..1.0_f64, 0.0..0.3_f64), 1..40),
        ) {
            let (file, _, _) = counted(length);
            let expected = bytes(length);
            for (start, part) in reads {
                let start = (start * length as f64) as usize;
                let end = (start + (part * length as f64) as usize).min(length);
                let read = file.read_bytes(start..end).unwrap();
                prop_assert_eq!(read.as_slice(), &expected[start..end]);
            }
        }
    }

    #[test]
    fn what_follows_is_read_ahead_and_never_much_of_it() {
        let length = 4_000_000;
        let (file, reads, most) = counted(length);
        for start in (0..length).step_by(100) {
            assert_eq!(file.read_bytes(start..start + 100).unwrap().len(), 100);
        }
        assert!(reads.load(Ordering::Relaxed) < 30, "{reads:?}");
        assert_eq!(most.load(Ordering::Relaxed), MOST);
    }

    #[test]
    fn here_and_there_little_more_is_read_than_asked_for() {
        let (file, reads, most) = counted(4_000_000);
        for start in [3_000_000, 1_000_000, 2_000_000] {
            file.read_bytes(start..start + 10).unwrap();
        }
        assert_eq!(reads.load(Ordering::Relaxed), 3);
        assert_eq!(most.load(Ordering::Relaxed), LEAST);
        assert_eq!(file.read_bytes(0..1_000_000).unwrap().len(), 1_000_000);
        assert_eq!(most.load(Ordering::Relaxed), 1_000_000);
        let kept = file.last.lock().unwrap().bytes.len();
        assert_eq!(kept, 0, "what is longer than a piece is not kept");
    }

    #[test]
    fn a_file_that_is_too_short_is_an_error() {
        let (file, _, _) = counted(10);
        assert!(file.read_bytes(5..11).is_err());
        assert!(file.read_bytes(5..10).is_ok());
        assert!(file.read_bytes(10..10).unwrap().is_empty());
    }
}
