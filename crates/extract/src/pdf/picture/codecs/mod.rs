//! The filters that only pictures have, and what stands before them.

mod bits;
mod fax;
mod jbig2;
mod jpeg;
mod jpeg2000;

use lopdf::{DecompressError, Dictionary, Object, Stream};

use super::PictureError;
use super::colour_space::ColourSpace;
use super::samples::Samples;
use crate::limits::PICTURE_BYTES;
use crate::pdf::document::{File, dictionary_of};
use crate::pdf::filters;

/// A filter that only pictures have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// Group 3 and 4 of the telefax.
    Fax,
    /// `DCTDecode`.
    Jpeg,
    /// `JPXDecode`.
    Jpeg2000,
    /// `JBIG2Decode`.
    Jbig2,
}

/// A picture's data with every filter before its codec undone.
pub struct Coded<'a> {
    /// `None` for plain samples.
    pub codec: Option<Codec>,
    /// What the codec is to decode.
    pub data: Vec<u8>,
    /// `DecodeParms` of the codec.
    pub parameters: Option<&'a Dictionary>,
}

impl Codec {
    /// Undoes the filters that any stream may have, up to the codec.
    pub fn split<'a>(file: &'a File, stream: &'a Stream) -> Result<Coded<'a>, PictureError> {
        let names = file.array(&stream.dict, b"Filter");
        let is_codec = |filter: &Object| file.resolve(filter).and_then(Codec::named);
        let place = names.iter().position(|filter| is_codec(filter).is_some());
        let Some(place) = place else {
            return Ok(Coded {
                codec: None,
                data: undone(file, stream)?,
                parameters: None,
            });
        };
        let codec = names.get(place).and_then(is_codec);
        let parameters = file.array(&stream.dict, b"DecodeParms").get(place);
        let parameters = parameters
            .and_then(|parameters| file.resolve(parameters))
            .and_then(dictionary_of);
        let data = if place == 0 {
            stream.content.clone()
        } else {
            undone(file, &first_filters(file, stream, place))?
        };
        Ok(Coded {
            codec,
            data,
            parameters,
        })
    }

    fn named(filter: &Object) -> Option<Codec> {
        match filter.as_name().ok()? {
            b"CCITTFaxDecode" | b"CCF" => Some(Codec::Fax),
            b"DCTDecode" | b"DCT" => Some(Codec::Jpeg),
            b"JPXDecode" => Some(Codec::Jpeg2000),
            b"JBIG2Decode" => Some(Codec::Jbig2),
            _ => None,
        }
    }
}

/// The same stream with so many of its filters.
fn first_filters(file: &File, stream: &Stream, count: usize) -> Stream {
    let first = |key: &[u8]| {
        let items = file.array(&stream.dict, key).iter().take(count);
        Object::Array(items.cloned().collect())
    };
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", first(b"Filter"));
    dictionary.set("DecodeParms", first(b"DecodeParms"));
    Stream::new(dictionary, stream.content.clone())
}

fn undone(file: &File, stream: &Stream) -> Result<Vec<u8>, PictureError> {
    let plain = filters::with_plain_filters(file, stream);
    let stream = plain.as_ref().unwrap_or(stream);
    match stream.decompressed_content_with_limit(PICTURE_BYTES) {
        Ok(data) => Ok(data),
        Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            Err(PictureError::TooLarge)
        }
        Err(lopdf::Error::Unimplemented(_)) => Err(PictureError::UnknownFilter),
        Err(_) => Err(PictureError::Broken { filter: "samples" }),
    }
}

/// Decodes what a codec is needed for. The size is the one that the file states; most codecs know their own.
pub fn decode(
    file: &File,
    coded: &Coded<'_>,
    width: usize,
    height: usize,
    space: Option<&ColourSpace>,
) -> Result<Samples, PictureError> {
    match coded.codec {
        Some(Codec::Fax) => fax::decode(file, coded, width, height),
        Some(Codec::Jpeg) => jpeg::decode(&coded.data, space),
        Some(Codec::Jpeg2000) => jpeg2000::decode(&coded.data, space),
        Some(Codec::Jbig2) => jbig2::decode(file, coded),
        None => Err(PictureError::UnknownFilter),
    }
}
