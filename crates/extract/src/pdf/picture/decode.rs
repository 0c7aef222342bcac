//! A picture's stream becomes grey pixels.

use lopdf::{Object, Stream};

use super::codecs::{Codec, Coded};
use super::colour_space::ColourSpace;
use super::plane::{Layer, Plane};
use super::samples::{MOST_COMPONENTS, Samples, check_size};
use super::{PictureError, codecs};
use crate::pdf::document::{File, number};

/// What a picture paints. A mask paints with the colour that is set outside it,
/// of which only the brightness counts.
pub fn layer(file: &File, stream: &Stream, ink: u8) -> Result<Layer, PictureError> {
    if is_mask(file, stream) {
        return Ok(Layer {
            grey: Plane::filled(1, 1, ink),
            cover: Some(stencil(file, stream)?),
        });
    }
    let space = ColourSpace::read(file, &stream.dict);
    let samples = samples(file, stream, space.as_ref())?;
    let space = space
        .filter(|space| space.components() == samples.components)
        .unwrap_or_else(|| ColourSpace::of_components(samples.components));
    let cover = match file.get(&stream.dict, b"SMask") {
        Some(Object::Stream(mask)) => Some(soft_mask(file, mask)?),
        _ => match file.get(&stream.dict, b"Mask") {
            Some(Object::Stream(mask)) => Some(stencil(file, mask)?),
            Some(Object::Array(_)) => colour_key(file, stream, &samples),
            _ => None,
        },
    };
    Ok(Layer {
        grey: grey(&samples, &space, &ranges(file, stream)),
        cover,
    })
}

fn is_mask(file: &File, stream: &Stream) -> bool {
    matches!(
        file.get(&stream.dict, b"ImageMask")
            .or(file.get(&stream.dict, b"IM")),
        Some(Object::Boolean(true))
    )
}

/// 255 where the mask paints.
fn stencil(file: &File, stream: &Stream) -> Result<Plane, PictureError> {
    let samples = samples(file, stream, Some(&ColourSpace::Grey))?;
    let mut plane = grey(&samples, &ColourSpace::Grey, &ranges(file, stream));
    // A mask paints where its samples are 0.
    for pixel in &mut plane.pixels {
        *pixel = 255 - *pixel;
    }
    Ok(plane)
}

fn soft_mask(file: &File, stream: &Stream) -> Result<Plane, PictureError> {
    let samples = samples(file, stream, Some(&ColourSpace::Grey))?;
    let space = ColourSpace::of_components(samples.components);
    Ok(grey(&samples, &space, &ranges(file, stream)))
}

/// Pixels whose samples all lie in given ranges do not cover.
fn colour_key(file: &File, stream: &Stream, samples: &Samples) -> Option<Plane> {
    let limits: Vec<f64> = numbers(file, stream, b"Mask");
    let limits = limits.chunks_exact(2);
    let limits: Vec<(f64, f64)> = limits.map(|pair| (pair[0], pair[1])).collect();
    if limits.len() != samples.components {
        return None;
    }
    let is_masked = |pixel: &[u8]| {
        let mut parts = pixel.iter().zip(&limits);
        parts.all(|(&part, &(low, high))| (low..=high).contains(&f64::from(part)))
    };
    let mut pixels = Vec::with_capacity(samples.width * samples.height);
    for row in samples.rows() {
        match row {
            Some(row) => pixels.extend(
                row.chunks_exact(samples.components)
                    .map(|pixel| if is_masked(pixel) { 0 } else { 255 }),
            ),
            None => pixels.extend(std::iter::repeat_n(0, samples.width)),
        }
    }
    Some(Plane {
        width: samples.width,
        height: samples.height,
        pixels,
    })
}

/// What the smallest and the largest value of each component mean, where the picture says.
fn ranges(file: &File, stream: &Stream) -> Vec<(f64, f64)> {
    let numbers = numbers(file, stream, b"Decode");
    let pairs = numbers.chunks_exact(2);
    pairs.map(|pair| (pair[0], pair[1])).collect()
}

fn numbers(file: &File, stream: &Stream, key: &[u8]) -> Vec<f64> {
    let items = file
        .array(&stream.dict, key)
        .iter()
        .take(2 * MOST_COMPONENTS);
    items
        .filter_map(|item| number(file.resolve(item)?))
        .collect()
}

fn grey(samples: &Samples, space: &ColourSpace, ranges: &[(f64, f64)]) -> Plane {
    let largest = samples.largest();
    let usual = space.usual_range(largest);
    let levels_of = |component: usize| -> Vec<u8> {
        let (low, high) = ranges.get(component).copied().unwrap_or(usual);
        let step = (high - low) / f64::from(largest);
        let level = |value: u8| space.level(low + f64::from(value) * step);
        (0..=largest).map(level).collect()
    };
    let levels: Vec<Vec<u8>> = (0..samples.components).map(levels_of).collect();
    let mut pixels = Vec::with_capacity(samples.width * samples.height);
    let one = match levels.as_slice() {
        [only] => Some(
            only.iter()
                .map(|&level| space.brightness(&[level]))
                .collect(),
        ),
        _ => None,
    };
    let one: Option<Vec<u8>> = one;
    for row in samples.rows() {
        match (row, &one) {
            (None, _) => pixels.extend(std::iter::repeat_n(255, samples.width)),
            (Some(row), Some(table)) => {
                pixels.extend(row.iter().map(|&value| looked_up(table, value)));
            }
            (Some(mut row), None) => {
                for pixel in row.chunks_exact_mut(samples.components) {
                    for (part, table) in pixel.iter_mut().zip(&levels) {
                        *part = looked_up(table, *part);
                    }
                    pixels.push(space.brightness(pixel));
                }
            }
        }
    }
    Plane {
        width: samples.width,
        height: samples.height,
        pixels,
    }
}

fn looked_up(table: &[u8], value: u8) -> u8 {
    table.get(usize::from(value)).copied().unwrap_or(u8::MAX)
}

fn samples(
    file: &File,
    stream: &Stream,
    space: Option<&ColourSpace>,
) -> Result<Samples, PictureError> {
    let size = |key: &[u8], short: &[u8]| {
        let size = file
            .number(&stream.dict, key)
            .or(file.number(&stream.dict, short));
        size.filter(|size| (0.0..1e9).contains(size)).unwrap_or(0.0) as usize
    };
    let (width, height) = (size(b"Width", b"W"), size(b"Height", b"H"));
    let coded = Codec::split(file, stream)?;
    if coded.codec.is_some() {
        return codecs::decode(file, &coded, width, height, space);
    }
    plain(file, stream, coded, width, height, space)
}

/// No filter of pictures: the samples as they stand.
fn plain(
    file: &File,
    stream: &Stream,
    coded: Coded<'_>,
    width: usize,
    height: usize,
    space: Option<&ColourSpace>,
) -> Result<Samples, PictureError> {
    check_size(width, height)?;
    let components = space.map_or(1, ColourSpace::components);
    let bits = if is_mask(file, stream) {
        1
    } else {
        file.number(&stream.dict, b"BitsPerComponent")
            .unwrap_or(8.0) as u8
    };
    if !matches!(bits, 1 | 2 | 4 | 8 | 16) || !(1..=MOST_COMPONENTS).contains(&components) {
        return Err(PictureError::Broken { filter: "samples" });
    }
    let samples = Samples {
        width,
        height,
        components,
        bits,
        data: coded.data,
    };
    if samples.data.is_empty() {
        return Err(PictureError::Broken { filter: "samples" });
    }
    Ok(samples)
}
