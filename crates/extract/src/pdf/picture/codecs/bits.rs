//! Rows of black and white, packed as PDF wants them: 1 is white.

use crate::pdf::picture::samples::Samples;

/// Rows being packed.
pub struct Bits {
    width: usize,
    most_rows: usize,
    rows: usize,
    data: Vec<u8>,
    /// White pixels are 1.
    white_is_one: bool,
}

impl Bits {
    /// Of a width in pixels, with room for so many rows.
    pub fn new(width: usize, most_rows: usize, white_is_one: bool) -> Bits {
        Bits {
            width,
            most_rows,
            rows: 0,
            data: Vec::new(),
            white_is_one,
        }
    }

    /// A row as the places where its colour changes, white first.
    pub fn row(&mut self, changes: impl Iterator<Item = usize>) {
        if self.rows == self.most_rows {
            return;
        }
        let bytes = self.width.div_ceil(8);
        let start = self.data.len();
        self.data
            .resize(start + bytes, if self.white_is_one { 0xFF } else { 0 });
        let Some(row) = self.data.get_mut(start..) else {
            return;
        };
        let mut changes = changes;
        while let Some(first) = changes.next() {
            let end = changes.next().unwrap_or(self.width).min(self.width);
            flip(row, first, end);
        }
        self.rows += 1;
    }

    /// Whether any row was given.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// With the height that is stated; rows that are missing stay so.
    pub fn samples(self, height: usize) -> Samples {
        Samples {
            width: self.width,
            height: if height == 0 { self.rows } else { height },
            components: 1,
            bits: 1,
            data: self.data,
        }
    }
}

/// Turns the bits from one place up to another.
fn flip(row: &mut [u8], first: usize, end: usize) {
    let mut place = first;
    while place < end {
        let Some(byte) = row.get_mut(place / 8) else {
            return;
        };
        if place.is_multiple_of(8) && end - place >= 8 {
            *byte = !*byte;
            place += 8;
        } else {
            *byte ^= 0x80 >> (place % 8);
            place += 1;
        }
    }
}
