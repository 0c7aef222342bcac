//! Black and white as scanners pack it, each kind of letter once.

use hayro_jbig2::{DecodeSettings, Decoder, Globals, Page};

use super::Coded;
use crate::pdf::document::File;
use crate::pdf::picture::PictureError;
use crate::pdf::picture::samples::{Samples, check_size};

const BROKEN: PictureError = PictureError::Broken { filter: "JBIG2" };

/// Decodes a page, with the letters that several pages share.
pub fn decode(file: &File, coded: &Coded<'_>) -> Result<Samples, PictureError> {
    let settings = DecodeSettings::default();
    let shared = coded
        .parameters
        .and_then(|parameters| file.stream(parameters, b"JBIG2Globals"))
        .map(|stream| file.data(stream));
    let globals = match &shared {
        Some(data) => Some(Globals::new(data, &settings).map_err(|_| BROKEN)?),
        None => None,
    };
    let page = Page::new_embedded(&coded.data, globals.as_ref(), &settings).map_err(|_| BROKEN)?;
    let (width, height) = (page.width() as usize, page.height() as usize);
    check_size(width, height)?;
    let mut sink = Rows {
        width,
        data: Vec::with_capacity(width * height),
    };
    page.decode(&mut sink).map_err(|_| BROKEN)?;
    Ok(Samples {
        width,
        height,
        components: 1,
        bits: 8,
        data: sink.data,
    })
}

/// One byte a pixel; PDF's convention is that 0 is black.
struct Rows {
    width: usize,
    data: Vec<u8>,
}

impl Rows {
    fn push(&mut self, black: bool, count: usize) {
        let value = if black { 0 } else { u8::MAX };
        self.data.extend(std::iter::repeat_n(value, count));
    }
}

impl Decoder for Rows {
    fn push_pixel(&mut self, black: bool) {
        self.push(black, 1);
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        self.push(black, 8 * chunk_count as usize);
    }

    fn next_line(&mut self) {
        // Rows are told by their length; one that ran over would move all that follow.
        let rows = self.data.len().div_ceil(self.width.max(1));
        self.data.resize(rows * self.width, u8::MAX);
    }
}
