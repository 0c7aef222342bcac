//! What a filter gives: samples of a few bits, packed row by row.

use super::PictureError;
use crate::limits::PIXELS;

/// The samples of a picture before anyone knows what colours they mean.
#[derive(Clone, Debug)]
pub struct Samples {
    /// Pixels of a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Samples of a pixel.
    pub components: usize,
    /// Of a sample: 1, 2, 4, 8 or 16.
    pub bits: u8,
    /// Every row begins with a byte of its own. May be too short where the file is cut.
    pub data: Vec<u8>,
}

/// More samples than any colour space has.
pub const MOST_COMPONENTS: usize = 32;

impl Samples {
    /// Bytes of a row.
    pub fn row_bytes(&self) -> usize {
        (self.width * self.components * usize::from(self.bits)).div_ceil(8)
    }

    /// The samples of every row, 16 bits cut to 8. A row that is missing is `None`.
    pub fn rows(&self) -> impl Iterator<Item = Option<Vec<u8>>> {
        let bytes = self.row_bytes().max(1);
        (0..self.height).map(move |row| {
            let row = self.data.get(row * bytes..)?;
            let row = row.get(..bytes).unwrap_or(row);
            (!row.is_empty()).then(|| self.unpacked(row))
        })
    }

    /// The largest value that a sample of [`Samples::rows`] may have.
    pub fn largest(&self) -> u8 {
        match self.bits {
            1 => 1,
            2 => 3,
            4 => 15,
            _ => u8::MAX,
        }
    }

    fn unpacked(&self, row: &[u8]) -> Vec<u8> {
        let count = self.width * self.components;
        let mut samples: Vec<u8> = match self.bits {
            8 => row.to_vec(),
            16 => row.iter().step_by(2).copied().collect(),
            bits => {
                let of_byte = |&byte: &u8| {
                    let shifts = (0..8 / bits).rev().map(move |place| place * bits);
                    shifts.map(move |shift| byte >> shift & self.largest())
                };
                row.iter().flat_map(of_byte).collect()
            }
        };
        samples.resize(count, 0);
        samples
    }
}

/// Refuses what would take too much memory before any is taken.
pub fn check_size(width: usize, height: usize) -> Result<(), PictureError> {
    match width.checked_mul(height) {
        Some(0) => Err(PictureError::Broken {
            filter: "a size of nothing",
        }),
        Some(pixels) if pixels <= PIXELS => Ok(()),
        _ => Err(PictureError::TooLarge),
    }
}
