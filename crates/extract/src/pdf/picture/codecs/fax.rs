//! Black and white as telefax machines send it.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode};
use lopdf::Object;

use super::Coded;
use super::bits::Bits;
use crate::limits::PIXELS;
use crate::pdf::document::File;
use crate::pdf::picture::PictureError;
use crate::pdf::picture::samples::{Samples, check_size};

/// What a fax without a stated width has.
const USUAL_COLUMNS: usize = 1728;

/// Decodes groups 3 and 4. What was read before an error is kept: a fax may be cut.
pub fn decode(
    file: &File,
    coded: &Coded<'_>,
    width: usize,
    height: usize,
) -> Result<Samples, PictureError> {
    let entry = |key: &[u8]| file.get(coded.parameters?, key);
    let whole = |key: &[u8]| {
        file.number(coded.parameters?, key)
            .map(|number| number as i64)
    };
    let truth = |key: &[u8], usual: bool| match entry(key) {
        Some(Object::Boolean(truth)) => *truth,
        _ => usual,
    };
    let columns = whole(b"Columns").and_then(|columns| usize::try_from(columns).ok());
    let columns = match (columns, width) {
        (Some(columns), _) if columns > 0 => columns,
        (_, 0) => USUAL_COLUMNS,
        (_, _) if coded.parameters.is_some() => USUAL_COLUMNS,
        (_, width) => width,
    };
    check_size(columns, height.max(1))?;
    let rows = if height > 0 { height } else { PIXELS / columns };
    let settings = DecodeSettings {
        columns: columns as u32,
        rows: rows as u32,
        end_of_block: truth(b"EndOfBlock", true),
        end_of_line: truth(b"EndOfLine", false),
        rows_are_byte_aligned: truth(b"EncodedByteAlign", false),
        encoding: match whole(b"K").unwrap_or(0) {
            ..0 => EncodingMode::Group4,
            0 => EncodingMode::Group3_1D,
            1.. => EncodingMode::Group3_2D,
        },
        strict: false,
    };
    // PDF's own convention is that 0 is black.
    let mut sink = Rows(Bits::new(columns, rows, !truth(b"BlackIs1", false)));
    let end = hayro_ccitt::decode(&coded.data, &mut sink, &mut DecoderContext::new(settings));
    if sink.0.is_empty() || end.is_err() && coded.data.is_empty() {
        return Err(PictureError::Broken { filter: "fax" });
    }
    let samples = sink.0.samples(height);
    check_size(samples.width, samples.height)?;
    Ok(samples)
}

struct Rows(Bits);

impl Decoder for Rows {
    fn push_row(&mut self, changes: &[u32]) {
        self.0.row(changes.iter().map(|&change| change as usize));
    }
}
