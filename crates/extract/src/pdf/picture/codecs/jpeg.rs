//! JPEG.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::pdf::picture::PictureError;
use crate::pdf::picture::colour_space::ColourSpace;
use crate::pdf::picture::samples::{Samples, check_size};

const BROKEN: PictureError = PictureError::Broken { filter: "JPEG" };

/// Decodes a JPEG. Colours are left as they are stored: whether printing inks are turned round says `Decode`.
pub fn decode(data: &[u8], space: Option<&ColourSpace>) -> Result<Samples, PictureError> {
    let options = DecoderOptions::new_safe()
        .set_max_width(u16::MAX.into())
        .set_max_height(u16::MAX.into())
        .set_strict_mode(false);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(data), options);
    decoder.decode_headers().map_err(|_| BROKEN)?;
    let (width, height) = decoder.dimensions().ok_or(BROKEN)?;
    check_size(width, height)?;
    let stored = decoder.input_colorspace().ok_or(BROKEN)?;
    let wanted = match stored {
        // Only its brightness matters, which is stored by itself.
        ColorSpace::YCbCr if matches!(space, None | Some(ColourSpace::Rgb)) => ColorSpace::Luma,
        ColorSpace::YCbCr => ColorSpace::RGB,
        as_stored => as_stored,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(wanted));
    let mut data = decoder.decode().map_err(|_| BROKEN)?;
    if stored == ColorSpace::YCCK {
        data.chunks_exact_mut(4).for_each(printing_inks);
    }
    Ok(Samples {
        width,
        height,
        components: wanted.num_components(),
        bits: 8,
        data,
    })
}

/// Three of the inks may be stored as brightness and two differences.
fn printing_inks(pixel: &mut [u8]) {
    if let [first, second, third, _] = pixel {
        let [y, cb, cr] = [*first, *second, *third].map(f32::from);
        let (cb, cr) = (cb - 128.0, cr - 128.0);
        let ink = |light: f32| 255 - light.round().clamp(0.0, 255.0) as u8;
        *first = ink(y + 1.402 * cr);
        *second = ink(y - 0.344_14 * cb - 0.714_14 * cr);
        *third = ink(y + 1.772 * cb);
    }
}
