//! Records that were read before, handed out as if their files were being read now: what is left of ingest is the
//! archive and the index.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use paragraf_archive::sha256_of;
use paragraf_ingest::ReadError;
use paragraf_model::{Facts, Record};

/// A file of records, and where in it which document lies. Little is held in memory, so that it is not measured with
/// what it feeds.
#[derive(Debug)]
pub struct Records {
    file: File,
    /// Sorted by the first part of the document's SHA-256.
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Half of the SHA-256: enough to tell documents apart.
    document: u128,
    offset: u64,
    length: u32,
}

const NAME: &[u8] = b"\"sha256\":\"";

impl Records {
    /// Goes through the file once.
    pub fn open(path: &Path) -> Result<Records> {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        let mut lines = BufReader::with_capacity(1 << 20, &file);
        let (mut places, mut line, mut offset) = (Vec::new(), Vec::new(), 0);
        while lines.read_until(b'\n', &mut line)? > 0 {
            let document = document_of(&line)
                .with_context(|| format!("{}: no SHA-256 at byte {offset}", path.display()))?;
            places.push(Place {
                document,
                offset,
                length: u32::try_from(line.len())?,
            });
            offset += line.len() as u64;
            line.clear();
        }
        places.sort_unstable();
        let twice = places
            .windows(2)
            .any(|two| two[0].document == two[1].document);
        ensure!(!twice, "{} holds a document twice", path.display());
        Ok(Records { file, places })
    }

    /// For `paragraf_ingest::ingest_with`: the record of these bytes. Facts beside the file are in it already.
    pub fn read(&self, bytes: &[u8], _: &Facts) -> Result<Record, ReadError> {
        document_in(sha256_of(bytes).as_bytes())
            .and_then(|document| self.line(document))
            .and_then(|line| serde_json::from_slice(&line).ok())
            .ok_or(ReadError::Garbled)
    }

    /// So many of them, or all, in no order that means anything.
    pub fn some(&self, most: usize) -> impl Iterator<Item = Result<Record>> {
        self.places.iter().take(most).map(|place| {
            let line = self.line_at(place)?;
            Ok(serde_json::from_slice(&line)?)
        })
    }

    fn line(&self, document: u128) -> Option<Vec<u8>> {
        let by_document = |place: &Place| place.document.cmp(&document);
        let found = self.places.binary_search_by(by_document).ok()?;
        self.line_at(self.places.get(found)?).ok()
    }

    fn line_at(&self, place: &Place) -> io::Result<Vec<u8>> {
        let mut line = vec![0; place.length as usize];
        self.file.read_exact_at(&mut line, place.offset)?;
        Ok(line)
    }
}

/// The first one of a line is the document's.
fn document_of(line: &[u8]) -> Option<u128> {
    let start = line.windows(NAME.len()).position(|bytes| bytes == NAME)?;
    document_in(line.get(start + NAME.len()..)?)
}

fn document_in(hexadecimal: &[u8]) -> Option<u128> {
    let half = std::str::from_utf8(hexadecimal.get(..32)?).ok()?;
    u128::from_str_radix(half, 16).ok()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use paragraf_ingest::read_record;
    use paragraf_model::Facts;

    use super::Records;

    const MINUTES: [&str; 2] = [
        "Kommunstyrelsen 2021-03-02\n\n§ 1 Dagordning\nBeslut\nDagordningen godkänns.\n",
        "Kommunstyrelsen 2021-04-06\n\n§ 1 Vägar\nBeslut\nVägen byggs.\n",
    ];

    #[test]
    fn a_record_comes_back_as_it_was_read() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let read = |text: &str| read_record(text.as_bytes(), &Facts::default()).unwrap();
        for text in MINUTES {
            writeln!(file, "{}", serde_json::to_string(&read(text)).unwrap()).unwrap();
        }
        let records = Records::open(file.path()).unwrap();
        for text in MINUTES {
            let record = records.read(text.as_bytes(), &Facts::default()).unwrap();
            assert_eq!(record, read(text));
        }
        assert!(records.read(b"other", &Facts::default()).is_err());
        assert_eq!((records.some(1).count(), records.some(9).count()), (1, 2));
        assert!(records.some(10).all(|record| record.is_ok()));
    }

    #[test]
    fn a_document_that_comes_twice_is_refused() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let record = read_record(MINUTES[0].as_bytes(), &Facts::default()).unwrap();
        for _ in 0..2 {
            writeln!(file, "{}", serde_json::to_string(&record).unwrap()).unwrap();
        }
        assert!(Records::open(file.path()).is_err());
    }
}
