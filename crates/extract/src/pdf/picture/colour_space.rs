//! What samples mean as colours, as far as their brightness goes.

use lopdf::{Dictionary, Object, Stream};

use super::plane::luma;
use crate::pdf::document::{File, dictionary_of};

/// A colour space, reduced to how bright its colours are.
#[derive(Clone, Debug, PartialEq)]
pub enum ColourSpace {
    /// 0 black, 1 white.
    Grey,
    /// Red, green, blue; calibrated ones too.
    Rgb,
    /// Cyan, magenta, yellow, black.
    Cmyk,
    /// Lightness from 0 to 100, then two that say nothing of it.
    Lab,
    /// So many inks: none is white.
    Inks(usize),
    /// The brightness of each entry of a table.
    Indexed(Vec<u8>),
}

/// Spaces within spaces; a file may let one refer to itself.
const DEEPEST: usize = 4;

impl ColourSpace {
    /// From the entry of a picture; `None` where it has none, or one that no picture may have.
    pub fn read(file: &File, picture: &Dictionary) -> Option<ColourSpace> {
        of(file, file.get(picture, b"ColorSpace")?, 0)
    }

    /// The usual one for so many components.
    pub fn of_components(components: usize) -> ColourSpace {
        match components {
            1 | 2 => ColourSpace::Grey,
            3 => ColourSpace::Rgb,
            4 => ColourSpace::Cmyk,
            more => ColourSpace::Inks(more),
        }
    }

    /// Samples of a pixel.
    pub fn components(&self) -> usize {
        match self {
            ColourSpace::Grey | ColourSpace::Indexed(_) => 1,
            ColourSpace::Rgb | ColourSpace::Lab => 3,
            ColourSpace::Cmyk => 4,
            ColourSpace::Inks(inks) => *inks,
        }
    }

    /// What the smallest and the largest value of each component mean where the picture does not say.
    pub fn usual_range(&self, largest: u8) -> (f64, f64) {
        match self {
            ColourSpace::Indexed(_) => (0.0, f64::from(largest)),
            ColourSpace::Lab => (0.0, 100.0),
            _ => (0.0, 1.0),
        }
    }

    /// What a value means as a number of 8 bits.
    pub fn level(&self, value: f64) -> u8 {
        let full = match self {
            ColourSpace::Indexed(_) => 1.0,
            ColourSpace::Lab => 2.55,
            _ => 255.0,
        };
        (value * full).round().clamp(0.0, 255.0) as u8
    }

    /// How bright a pixel is whose components have these levels.
    pub fn brightness(&self, levels: &[u8]) -> u8 {
        match (self, levels) {
            (ColourSpace::Indexed(table), &[index, ..]) => {
                // An index beyond the table means its last entry.
                let entry = table.get(usize::from(index)).or(table.last());
                entry.copied().unwrap_or(0)
            }
            (ColourSpace::Rgb, &[red, green, blue, ..]) => luma(red, green, blue),
            (ColourSpace::Cmyk, &[cyan, magenta, yellow, black, ..]) => {
                let mixed = |ink: u8| under(255 - ink, black);
                luma(mixed(cyan), mixed(magenta), mixed(yellow))
            }
            (ColourSpace::Inks(_), inks) => inks.iter().fold(255, |light, &ink| under(light, ink)),
            (_, &[grey, ..]) => grey,
            (_, &[]) => 255,
        }
    }
}

/// What is left of light under an ink.
fn under(light: u8, ink: u8) -> u8 {
    ((u32::from(light) * u32::from(255 - ink) + 127) / 255) as u8
}

fn of(file: &File, space: &Object, depth: usize) -> Option<ColourSpace> {
    let items = match space {
        Object::Name(name) => return by_name(name),
        Object::Array(items) => items,
        _ => return None,
    };
    let item = |place: usize| file.resolve(items.get(place)?);
    match item(0)?.as_name().ok()? {
        b"ICCBased" => {
            let profile = item(1).and_then(dictionary_of)?;
            let components = file.number(profile, b"N").map(|number| number as usize);
            match components {
                Some(components @ (1 | 3 | 4)) => Some(ColourSpace::of_components(components)),
                _ if depth < DEEPEST => of(file, file.get(profile, b"Alternate")?, depth + 1),
                _ => None,
            }
        }
        b"Indexed" | b"I" if depth < DEEPEST => {
            let base = of(file, item(1)?, depth + 1)?;
            Some(ColourSpace::Indexed(table(file, &base, item(3)?)))
        }
        b"Lab" => Some(ColourSpace::Lab),
        b"Separation" => Some(ColourSpace::Inks(1)),
        b"DeviceN" => {
            let names = item(1)?.as_array().ok()?;
            Some(ColourSpace::Inks(names.len()))
        }
        name => by_name(name),
    }
}

fn by_name(name: &[u8]) -> Option<ColourSpace> {
    match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(ColourSpace::Grey),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(ColourSpace::Rgb),
        b"DeviceCMYK" | b"CalCMYK" | b"CMYK" => Some(ColourSpace::Cmyk),
        _ => None,
    }
}

fn table(file: &File, base: &ColourSpace, lookup: &Object) -> Vec<u8> {
    let bytes = match lookup {
        Object::String(bytes, _) => bytes.clone(),
        Object::Stream(stream) => table_stream(file, stream),
        _ => Vec::new(),
    };
    let entries = bytes.chunks_exact(base.components().max(1)).take(256);
    entries.map(|entry| base.brightness(entry)).collect()
}

fn table_stream(file: &File, stream: &Stream) -> Vec<u8> {
    file.data(stream)
}
