//! Filters of streams, named as the reader of objects knows them.

use lopdf::{Dictionary, Object, Stream};

use super::document::File;

/// The reader of objects knows filters by their full names only, and neither them nor their parameters by
/// reference. `None` where a stream can be decoded as it is.
pub fn with_plain_filters(file: &File, stream: &Stream) -> Option<Stream> {
    let filters = file.array(&stream.dict, b"Filter");
    let names: Vec<&[u8]> = filters
        .iter()
        .filter_map(|filter| file.resolve(filter)?.as_name().ok())
        .collect();
    let is_plain = names.iter().all(|name| full_name(name) == Some(*name))
        && !is_by_reference(stream, b"Filter")
        && !is_by_reference(stream, b"DecodeParms");
    if is_plain {
        return None;
    }
    let parameters = file.array(&stream.dict, b"DecodeParms");
    let mut plain = stream.clone();
    let kept = names
        .iter()
        .enumerate()
        .filter_map(|(place, name)| Some((place, full_name(name)?)));
    let (places, names): (Vec<usize>, Vec<&[u8]>) = kept.unzip();
    let names = names.into_iter().map(|name| Object::Name(name.to_vec()));
    let parameters = places.into_iter().map(|place| {
        let parameter = parameters
            .get(place)
            .and_then(|object| file.resolve(object));
        parameter.cloned().unwrap_or(Object::Null)
    });
    let parameters = Object::Array(parameters.collect());
    plain.dict.set("Filter", Object::Array(names.collect()));
    plain.dict.set("DecodeParms", parameters);
    Some(plain)
}

/// A dictionary with one filter for each step of a chain of several, named in full.
pub fn steps(stream: &Stream) -> Vec<Dictionary> {
    let filters = stream.filters().unwrap_or_default();
    if filters.len() < 2 {
        return Vec::new();
    }
    let parameters = stream
        .dict
        .get(b"DecodeParms")
        .and_then(Object::as_array)
        .ok();
    let step = |(place, filter): (usize, &[u8])| {
        let mut step = Dictionary::new();
        step.set("Filter", Object::Name(filter.to_vec()));
        if let Some(parameters) = parameters.and_then(|given| given.get(place)) {
            step.set("DecodeParms", parameters.clone());
        }
        step
    };
    filters.into_iter().enumerate().map(step).collect()
}

/// `None` for the filter that says that a stream was encrypted: by now it is not.
fn full_name(name: &[u8]) -> Option<&[u8]> {
    Some(match name {
        b"Fl" => b"FlateDecode",
        b"LZW" => b"LZWDecode",
        b"A85" => b"ASCII85Decode",
        b"AHx" => b"ASCIIHexDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        b"Crypt" => return None,
        _ => name,
    })
}

fn is_by_reference(stream: &Stream, key: &[u8]) -> bool {
    match stream.dict.get(key) {
        Ok(Object::Reference(_)) => true,
        Ok(Object::Array(items)) => items.iter().any(|item| item.as_reference().is_ok()),
        _ => false,
    }
}
