//! A PDF as objects: loaded, repaired where it is damaged, its streams decoded within limits.

use std::cell::Cell;

use lopdf::{DecompressError, Dictionary, Document, LoadOptions, Object, Stream};

use super::page_tree::{self, Page};
use super::{encryption, filters, repair};
use crate::ExtractError;
use crate::limits::{
    DECODED_BYTES, DECODED_BYTES_OF_STREAM, FILTERS_OF_STREAM, LEAST_LOADED_STREAM_BYTES,
    LOADED_BYTES, LOADED_STREAM_BYTES,
};

/// An open PDF.
pub struct File {
    document: Document,
    /// The file had to be repaired to be read.
    pub repaired: bool,
    decoded: Cell<usize>,
    trouble: Cell<Trouble>,
}

/// What went wrong while streams were decoded.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trouble {
    /// Some stream is broken.
    pub damaged: bool,
    /// Some stream is larger than the limits allow.
    pub too_large: bool,
}

/// How many times larger than its data a stream was when its damage was met, where that is not told.
const LIKELY_EXPANSION: usize = 32;

impl File {
    /// Loads a PDF. A damaged one is tried again, first by its objects where they stand, then with a new root.
    pub fn open(bytes: &[u8]) -> Result<File, ExtractError> {
        let incomplete = match load(bytes, false)?.filter(File::has_pages) {
            Some(file) if file.missing() == 0 => return Ok(file),
            incomplete => incomplete,
        };
        let repaired = match load(bytes, true)?.filter(File::has_pages) {
            Some(file) => Some(file),
            None if incomplete.is_some() => None,
            None => load(&repair::with_new_root(bytes), true)?.filter(File::has_pages),
        };
        let file = match (repaired, incomplete) {
            (Some(repaired), Some(read)) if repaired.missing() > read.missing() => read,
            (Some(repaired), _) => repaired,
            (None, Some(read)) => read,
            (None, None) => {
                return Err(ExtractError::Damaged {
                    detail: "no page can be found in it".to_owned(),
                });
            }
        };
        Ok(File {
            repaired: true,
            ..file
        })
    }

    /// Loads a PDF that is expected to be sound.
    pub fn open_as_it_stands(bytes: &[u8]) -> Option<File> {
        load(bytes, false).ok().flatten()
    }

    /// How many pages, and contents and fonts that pages refer to, are not there.
    fn missing(&self) -> usize {
        let is_missing = |object: &&Object| self.resolve(object).is_none();
        let pages = page_tree::pages(self);
        let of_page = |page: &Page<'_>| {
            let contents = page.dictionary.get(b"Contents").ok();
            let parts = self.array(page.dictionary, b"Contents").iter();
            let fonts = page
                .resources
                .and_then(|resources| self.dictionary(resources, b"Font"));
            let fonts = fonts
                .into_iter()
                .flat_map(|fonts| fonts.iter().map(|(_, font)| font));
            contents
                .into_iter()
                .chain(parts)
                .chain(fonts)
                .filter(is_missing)
                .count()
        };
        pages.missing + pages.pages.iter().map(of_page).sum::<usize>()
    }

    fn has_pages(&self) -> bool {
        !page_tree::pages(self).pages.is_empty()
    }

    /// What an object is, references followed.
    pub fn resolve<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.document
            .dereference(object)
            .ok()
            .map(|(_, object)| object)
    }

    /// An entry of a dictionary, references followed.
    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    /// An entry that is a dictionary, or a stream with one.
    pub fn dictionary<'a>(
        &'a self,
        dictionary: &'a Dictionary,
        key: &[u8],
    ) -> Option<&'a Dictionary> {
        dictionary_of(self.get(dictionary, key)?)
    }

    /// An entry that is a stream.
    pub fn stream<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        self.get(dictionary, key)?.as_stream().ok()
    }

    /// An entry that is a name.
    pub fn name<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    /// An entry that is a number.
    pub fn number(&self, dictionary: &Dictionary, key: &[u8]) -> Option<f64> {
        number(self.get(dictionary, key)?)
    }

    /// An entry that is an array; an object alone counts as an array of one.
    pub fn array<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
        match self.get(dictionary, key) {
            Some(Object::Array(items)) => items,
            Some(object) => std::slice::from_ref(object),
            None => &[],
        }
    }

    /// An entry that is an array of just so many numbers.
    pub fn numbers<const N: usize>(&self, dictionary: &Dictionary, key: &[u8]) -> Option<[f64; N]> {
        let items = self.array(dictionary, key);
        let numbers: Vec<f64> = items
            .iter()
            .filter_map(|item| number(self.resolve(item)?))
            .filter(|number| number.is_finite())
            .collect();
        numbers.try_into().ok()
    }

    /// How much the next stream may become.
    pub fn most_to_decode(&self) -> usize {
        let left = DECODED_BYTES.saturating_sub(self.decoded.get());
        left.min(DECODED_BYTES_OF_STREAM)
    }

    /// Counts what was decoded elsewhere.
    pub fn count_decoded(&self, bytes: usize) {
        self.decoded.set(self.decoded.get() + bytes);
    }

    /// A stream's data. What cannot be decoded is empty and noted; so is what goes past the limits.
    pub fn data(&self, stream: &Stream) -> Vec<u8> {
        let plain = filters::with_plain_filters(self, stream);
        let stream = plain.as_ref().unwrap_or(stream);
        match filters::steps(stream) {
            steps if steps.is_empty() => self.decoded(stream),
            steps => self.data_in_steps(stream, steps),
        }
    }

    /// Each filter's output counts: a chain may blow data up and shrink it again, any number of times.
    fn data_in_steps(&self, stream: &Stream, steps: Vec<Dictionary>) -> Vec<u8> {
        if steps.len() > FILTERS_OF_STREAM {
            self.note(|trouble| trouble.damaged = true);
            return Vec::new();
        }
        steps
            .into_iter()
            .fold(stream.content.clone(), |data, step| {
                self.decoded(&Stream::new(step, data))
            })
    }

    fn decoded(&self, stream: &Stream) -> Vec<u8> {
        let limit = self.most_to_decode();
        // What was decoded before the limit or the damage was met has cost as much as if it had been kept.
        let (data, cost) = match stream.decompressed_content_with_limit(limit) {
            Ok(data) => {
                let cost = data.len();
                (data, cost)
            }
            Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                self.note(|trouble| trouble.too_large = true);
                (Vec::new(), limit)
            }
            Err(_) => {
                self.note(|trouble| trouble.damaged = true);
                let likely = stream.content.len().saturating_mul(LIKELY_EXPANSION);
                (Vec::new(), likely.min(limit))
            }
        };
        self.count_decoded(cost);
        data
    }

    fn note(&self, what: impl FnOnce(&mut Trouble)) {
        let mut trouble = self.trouble.get();
        what(&mut trouble);
        self.trouble.set(trouble);
    }

    /// What went wrong since this was last asked.
    pub fn take_trouble(&self) -> Trouble {
        self.trouble.take()
    }

    /// The document's own title.
    pub fn title(&self) -> Option<String> {
        let information = self.dictionary(&self.document.trailer, b"Info")?;
        lopdf::decode_text_string(self.get(information, b"Title")?).ok()
    }

    /// How many earlier states of the file it still holds: each saving of changes adds one. Unknown, and 0, where
    /// the file had to be repaired; a file prepared for the web is in two parts from the beginning.
    pub fn earlier_revisions(&self) -> usize {
        let at_first = 1 + usize::from(self.document.linearization.is_some());
        self.document.xref_section_count.saturating_sub(at_first)
    }

    /// All objects, for a file whose page tree is broken.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.document.objects.values()
    }

    /// The root of the page tree.
    pub fn page_tree(&self) -> Option<&Object> {
        self.catalog()?.get(b"Pages").ok()
    }

    /// The root of everything.
    pub fn catalog(&self) -> Option<&Dictionary> {
        self.document.catalog().ok()
    }
}

/// A dictionary, or the one that a stream begins with.
pub fn dictionary_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A number, whole or broken.
pub fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

/// All object streams are decoded when a file is loaded, so many of them share one limit.
fn loaded_stream_bytes(bytes: &[u8]) -> usize {
    let streams = memchr::memmem::find_iter(bytes, b"ObjStm").count();
    (LOADED_BYTES / streams.max(1)).clamp(LEAST_LOADED_STREAM_BYTES, LOADED_STREAM_BYTES)
}

/// An error ends the reading; `None` is damage that is worth another try.
fn load(bytes: &[u8], by_scanning: bool) -> Result<Option<File>, ExtractError> {
    let Some(mut document) = load_document(bytes, by_scanning)? else {
        return Ok(None);
    };
    let decipherable = encryption::with_reference(bytes, &document);
    if let Some(bytes) = &decipherable {
        let Some(deciphered) = load_document(bytes, by_scanning)? else {
            return Ok(None);
        };
        document = deciphered;
        // What was added is no revision.
        document.xref_section_count = document.xref_section_count.saturating_sub(1);
    }
    // Still in the trailer means that the empty password did not open it.
    if document.is_encrypted() {
        return Err(ExtractError::Encrypted);
    }
    let filled = repair::fill_streams(&mut document, decipherable.as_deref().unwrap_or(bytes));
    Ok(Some(File {
        repaired: filled
            || document.xref_recovery == Some(lopdf::xref::XrefRecovery::Reconstructed),
        document,
        decoded: Cell::new(0),
        trouble: Cell::default(),
    }))
}

fn load_document(bytes: &[u8], by_scanning: bool) -> Result<Option<Document>, ExtractError> {
    let limit = loaded_stream_bytes(bytes);
    let options = LoadOptions {
        max_decompressed_size: Some(limit),
        force_reconstruct: by_scanning,
        ..LoadOptions::default()
    };
    match Document::load_mem_with_options(bytes, options) {
        Ok(document) => Ok(Some(document)),
        Err(lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_)) => {
            Err(ExtractError::Encrypted)
        }
        Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            Err(ExtractError::TooLarge {
                limit: format!("{limit} bytes in one object stream"),
            })
        }
        Err(_) => Ok(None),
    }
}
