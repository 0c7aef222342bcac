//! The hash and the number of the bytes that pass by.

use std::io::{self, Write};

use paragraf_index::Patience;
use sha2::{Digest, Sha256};

use crate::assets::hexadecimal;

/// A writer that hands on what it gets and remembers its fingerprint.
#[derive(Debug)]
pub struct Fingerprint<W> {
    out: W,
    patience: Patience,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Fingerprint<W> {
    /// Around a writer.
    pub fn of(out: W) -> Fingerprint<W> {
        Fingerprint::within(out, Patience::endless())
    }

    /// The same, which breaks off when patience is over.
    pub fn within(out: W, patience: Patience) -> Fingerprint<W> {
        Fingerprint {
            out,
            patience,
            hash: Sha256::new(),
            bytes: 0,
        }
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// SHA-256 of the bytes so far, hexadecimal.
    pub fn sha256(&self) -> String {
        hexadecimal(&self.hash.clone().finalize())
    }

    /// The writer within.
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write> Write for Fingerprint<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.patience.is_over() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
