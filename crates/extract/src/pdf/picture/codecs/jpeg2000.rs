//! JPEG 2000.

use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};

use crate::pdf::picture::PictureError;
use crate::pdf::picture::colour_space::ColourSpace;
use crate::pdf::picture::samples::{Samples, check_size};

const BROKEN: PictureError = PictureError::Broken {
    filter: "JPEG 2000",
};

/// Longer sides than this are decoded at half or a quarter of their size, which the format keeps ready: A4 at
/// 400 dots per inch. Decoding takes 4 bytes and more for each sample.
const LONGEST: u32 = 4700;

/// Decodes a JPEG 2000, with its palette unless the file has one of its own.
pub fn decode(data: &[u8], space: Option<&ColourSpace>) -> Result<Samples, PictureError> {
    let settings = DecodeSettings {
        resolve_palette_indices: !matches!(space, Some(ColourSpace::Indexed(_))),
        strict: false,
        target_resolution: Some((LONGEST, LONGEST)),
    };
    let image = Image::new(data, &settings).map_err(|_| BROKEN)?;
    check_size(image.width() as usize, image.height() as usize)?;
    let colours = usize::from(image.color_space().num_channels());
    let (width, height) = (image.width() as usize, image.height() as usize);
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(|_| BROKEN)?;
    let components = decoded.components().len();
    let samples = decoded
        .components()
        .first()
        .map_or(0, |first| first.samples().len());
    if samples != width * height || components == 0 {
        return Err(BROKEN);
    }
    Ok(Samples {
        width,
        height,
        components: colours.min(components),
        bits: 8,
        data: without_cover(decoded.data_u8(), components, colours),
    })
}

/// A picture may say itself how much it covers; it stands on paper here.
fn without_cover(data: Vec<u8>, components: usize, colours: usize) -> Vec<u8> {
    if components <= colours {
        return data;
    }
    let pixels = data.chunks_exact(components);
    pixels
        .flat_map(|pixel| pixel.iter().take(colours).copied())
        .collect()
}
