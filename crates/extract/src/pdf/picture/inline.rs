//! Pictures in the content itself, whose names are written short there.

use lopdf::{Dictionary, Object, Stream};

use crate::pdf::content::{Entry, Operand};

/// What an object with the same picture would be. A colour space may be named among the resources.
pub fn stream(entries: &[Entry<'_>], data: &[u8], spaces: Option<&Dictionary>) -> Stream {
    let mut dictionary = Dictionary::new();
    for (key, value) in entries {
        let key = full_key(key);
        let value = match value {
            Operand::Name(name) if key == b"ColorSpace" => spaces
                .and_then(|spaces| spaces.get(name).ok().cloned())
                .unwrap_or_else(|| object(value, 0)),
            _ => object(value, 0),
        };
        dictionary.set(key, value);
    }
    Stream::new(dictionary, data.to_vec())
}

fn full_key(key: &[u8]) -> &[u8] {
    match key {
        b"BPC" => b"BitsPerComponent",
        b"CS" => b"ColorSpace",
        b"D" => b"Decode",
        b"DP" => b"DecodeParms",
        b"F" => b"Filter",
        b"H" => b"Height",
        b"IM" => b"ImageMask",
        b"W" => b"Width",
        _ => key,
    }
}

fn object(operand: &Operand<'_>, depth: usize) -> Object {
    const DEEPEST: usize = 16;
    if depth > DEEPEST {
        return Object::Null;
    }
    match operand {
        Operand::Number(number) if number.fract() == 0.0 => Object::Integer(*number as i64),
        Operand::Number(number) => Object::Real(*number as f32),
        Operand::Name(name) => Object::Name(full_name(name).to_vec()),
        Operand::String(text) => Object::string_literal(text.to_vec()),
        Operand::Array(items) => {
            Object::Array(items.iter().map(|item| object(item, depth + 1)).collect())
        }
        Operand::Dictionary(entries) => {
            let mut dictionary = Dictionary::new();
            for (key, value) in entries {
                dictionary.set(key.as_ref(), object(value, depth + 1));
            }
            Object::Dictionary(dictionary)
        }
        Operand::Boolean(truth) => Object::Boolean(*truth),
        Operand::Other => Object::Null,
    }
}

/// Of colour spaces; filters are known by their short names anyway.
fn full_name(name: &[u8]) -> &[u8] {
    match name {
        b"G" => b"DeviceGray",
        b"RGB" => b"DeviceRGB",
        b"CMYK" => b"DeviceCMYK",
        b"I" => b"Indexed",
        _ => name,
    }
}
