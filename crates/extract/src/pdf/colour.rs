//! Colours as far as text in the colour of its ground depends on them. What is not followed is unknown, and text
//! of an unknown colour is visible.

use lopdf::{Dictionary, Object};

use super::document::{File, number};

/// A colour as red, green and blue from 0 to 1; `None` for patterns and spaces that are not followed.
pub type Colour = Option<[f32; 3]>;

/// What the numbers before `sc` mean.
#[derive(Clone, Debug)]
pub enum Space {
    /// Grey, red green blue or the four printing colours, told apart by their number.
    Device,
    /// Lightness and two hues.
    Lab,
    /// Numbers of colours in a table.
    Indexed {
        /// What the table's entries mean.
        base: Box<Space>,
        /// How many numbers an entry has.
        parts: usize,
        /// One byte a number.
        table: Vec<u8>,
    },
    /// One printing colour and its darkest tone.
    Tint {
        /// What ink at full strength looks like.
        full: Colour,
        /// How many inks.
        inks: usize,
    },
    /// Painted with something drawn.
    Pattern,
    /// Not followed.
    Unknown,
}

/// Spaces within spaces; deeper ones are damage.
const DEEPEST: usize = 4;

impl Space {
    /// From its name alone; `None` where the name is one of the page's own.
    pub fn named(name: &[u8]) -> Option<Space> {
        Some(match name {
            b"DeviceGray" | b"G" | b"CalGray" | b"DeviceRGB" | b"RGB" | b"CalRGB"
            | b"DeviceCMYK" | b"CMYK" => Space::Device,
            b"Pattern" => Space::Pattern,
            _ => return None,
        })
    }

    /// From an object of the file.
    pub fn read(file: &File, object: &Object) -> Space {
        Space::within(file, object, 0)
    }

    fn within(file: &File, object: &Object, depth: usize) -> Space {
        let parts = match object {
            Object::Name(name) => return Space::named(name).unwrap_or(Space::Unknown),
            Object::Array(parts) if depth < DEEPEST => parts,
            _ => return Space::Unknown,
        };
        let part = |place: usize| file.resolve(parts.get(place)?);
        let inner = |place: usize| {
            part(place).map_or(Space::Unknown, |object| {
                Space::within(file, object, depth + 1)
            })
        };
        match part(0).and_then(|name| name.as_name().ok()) {
            Some(b"ICCBased") => match part(1) {
                Some(Object::Stream(profile)) => of_profile(file, &profile.dict),
                _ => Space::Unknown,
            },
            Some(b"Lab") => Space::Lab,
            Some(b"Indexed" | b"I") => indexed(file, inner(1), parts),
            Some(b"Separation") => Space::Tint {
                full: full_ink(file, part(1), &inner(2), part(3)),
                inks: 1,
            },
            Some(b"DeviceN") => Space::Tint {
                full: None,
                inks: part(1)
                    .and_then(|names| names.as_array().ok())
                    .map_or(0, Vec::len),
            },
            Some(name) => Space::named(name).unwrap_or(Space::Unknown),
            None => Space::Unknown,
        }
    }

    /// As `cs` sets it.
    pub fn initial(&self) -> Colour {
        match self {
            Space::Device | Space::Lab => Some([0.0; 3]),
            Space::Indexed { .. } => self.colour(&[0.0]),
            Space::Tint { full, .. } => *full,
            Space::Pattern | Space::Unknown => None,
        }
    }

    /// The colour of some numbers.
    pub fn colour(&self, parts: &[f64]) -> Colour {
        match self {
            Space::Device => of_device(parts),
            Space::Lab => of_lab(parts),
            Space::Indexed {
                base,
                parts: count,
                table,
            } => {
                let place = parts.first()?.max(0.0) as usize;
                let entry = table.get(place.checked_mul(*count)?..)?.get(..*count)?;
                let entry: Vec<f64> = entry.iter().map(|&byte| f64::from(byte) / 255.0).collect();
                base.colour(&entry)
            }
            Space::Tint { full, inks } => of_tint(*full, *inks, parts),
            Space::Pattern | Space::Unknown => None,
        }
    }
}

/// Grey, red green blue or the four printing colours, told apart by their number.
pub fn of_device(parts: &[f64]) -> Colour {
    let part = |value: f64| value.clamp(0.0, 1.0) as f32;
    match *parts {
        [grey] => Some([part(grey); 3]),
        [red, green, blue] => Some([part(red), part(green), part(blue)]),
        [cyan, magenta, yellow, black] => {
            let mixed = |ink: f64| part((1.0 - ink) * (1.0 - black));
            Some([mixed(cyan), mixed(magenta), mixed(yellow)])
        }
        _ => None,
    }
}

/// Without ink there is paper whatever the ink; between paper and full ink tones lie about evenly.
fn of_tint(full: Colour, inks: usize, parts: &[f64]) -> Colour {
    if parts.len() != inks || inks == 0 {
        return None;
    }
    if parts.iter().all(|&tint| tint <= 0.0) {
        return Some([1.0; 3]);
    }
    let (&[tint], Some(full)) = (parts, full) else {
        return None;
    };
    let tint = tint.clamp(0.0, 1.0) as f32;
    Some(full.map(|part| 1.0 - tint * (1.0 - part)))
}

/// A profile maps numbers much as the device of as many colours does.
fn of_profile(file: &File, profile: &Dictionary) -> Space {
    match file.number(profile, b"N") {
        Some(1.0 | 3.0 | 4.0) => match file.get(profile, b"Alternate") {
            Some(Object::Array(parts)) if is_lab(parts) => Space::Lab,
            _ => Space::Device,
        },
        _ => Space::Unknown,
    }
}

fn is_lab(parts: &[Object]) -> bool {
    matches!(parts.first().map(Object::as_name), Some(Ok(b"Lab")))
}

fn indexed(file: &File, base: Space, parts: &[Object]) -> Space {
    let table = parts.get(3).and_then(|table| file.resolve(table));
    let table = match table {
        Some(Object::String(bytes, _)) => bytes.clone(),
        Some(Object::Stream(stream)) => file.data(stream),
        _ => return Space::Unknown,
    };
    let last = parts
        .get(2)
        .and_then(|last| number(file.resolve(last)?))
        .unwrap_or(0.0);
    let entries = last.clamp(0.0, 255.0) as usize + 1;
    let count = table.len() / entries;
    if !matches!(base, Space::Device) || !matches!(count, 1 | 3 | 4) {
        return Space::Unknown;
    }
    Space::Indexed {
        base: Box::new(base),
        parts: count,
        table,
    }
}

/// What a single ink looks like at full strength: by its name, or where its function of one number ends.
fn full_ink(file: &File, name: Option<&Object>, base: &Space, function: Option<&Object>) -> Colour {
    if let Some(b"Black" | b"All") = name.and_then(|name| name.as_name().ok()) {
        return Some([0.0; 3]);
    }
    let function = super::document::dictionary_of(function?)?;
    let ends = file.array(function, b"C1").iter();
    let ends: Vec<f64> = ends.filter_map(|end| number(file.resolve(end)?)).collect();
    let is_even = file.number(function, b"FunctionType") == Some(2.0)
        && file.number(function, b"N").unwrap_or(1.0) == 1.0;
    is_even.then(|| base.colour(&ends)).flatten()
}

fn of_lab(parts: &[f64]) -> Colour {
    let &[lightness, a, b] = parts else {
        return None;
    };
    let y = (lightness + 16.0) / 116.0;
    let linear = |t: f64| {
        if t > 6.0 / 29.0 {
            t.powi(3)
        } else {
            (t - 16.0 / 116.0) / 7.787
        }
    };
    // Relative to the white of the space, which is paper white whatever its name.
    let (x, y, z) = (
        0.9505 * linear(y + a / 500.0),
        linear(y),
        1.089 * linear(y - b / 200.0),
    );
    let gamma = |value: f64| {
        let value = value.clamp(0.0, 1.0);
        if value <= 0.003_130_8 {
            12.92 * value
        } else {
            1.055 * value.powf(1.0 / 2.4) - 0.055
        }
    };
    of_device(&[
        gamma(3.2406 * x - 1.5372 * y - 0.4986 * z),
        gamma(-0.9689 * x + 1.8758 * y + 0.0415 * z),
        gamma(0.0557 * x - 0.2040 * y + 1.0570 * z),
    ])
}
