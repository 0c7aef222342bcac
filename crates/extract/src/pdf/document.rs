//! A PDF as objects: loaded, repaired where it is damaged, its pages found, its streams decoded within limits.

use std::cell::Cell;
use std::collections::HashSet;

use lopdf::{DecompressError, Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::geometry::Rectangle;
use super::repair;
use crate::ExtractError;
use crate::limits::{
    DECODED_BYTES, DECODED_BYTES_OF_STREAM, LEAST_LOADED_STREAM_BYTES, LOADED_BYTES,
    LOADED_STREAM_BYTES, PAGES,
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

/// One page with what it inherits.
pub struct Page<'a> {
    /// The page itself.
    pub dictionary: &'a Dictionary,
    /// Fonts, forms and graphics states by name.
    pub resources: Option<&'a Dictionary>,
    /// What of the paper is shown.
    pub shown: Rectangle,
    /// Quarter turns clockwise.
    pub quarter_turns: u8,
}

/// The pages, and whether there were more than the limit allows.
pub struct Pages<'a> {
    /// In reading order.
    pub pages: Vec<Page<'a>>,
    /// Some were left out.
    pub cut: bool,
}

/// Steps up or down a page tree; a loop ends here.
const DEEPEST_TREE: usize = 64;

/// A4, for pages that do not say.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

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

    /// How many contents and fonts that pages refer to are not there.
    fn missing(&self) -> usize {
        let is_missing = |object: &&Object| self.resolve(object).is_none();
        let pages = self.pages();
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
        pages.pages.iter().map(of_page).sum()
    }

    fn has_pages(&self) -> bool {
        !self.pages().pages.is_empty()
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

    /// A stream's data. What cannot be decoded is empty and noted; so is what goes past the limits.
    pub fn data(&self, stream: &Stream) -> Vec<u8> {
        let left = DECODED_BYTES.saturating_sub(self.decoded.get());
        let limit = left.min(DECODED_BYTES_OF_STREAM);
        let with_plain_filters = self.with_plain_filters(stream);
        let stream = with_plain_filters.as_ref().unwrap_or(stream);
        let mut trouble = self.trouble.get();
        let data = match stream.decompressed_content_with_limit(limit) {
            Ok(data) => data,
            Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                trouble.too_large = true;
                // What was decoded before the limit was met has cost as much as if it had been kept.
                self.decoded.set(self.decoded.get() + limit);
                Vec::new()
            }
            Err(_) => {
                trouble.damaged = true;
                Vec::new()
            }
        };
        self.decoded.set(self.decoded.get() + data.len());
        self.trouble.set(trouble);
        data
    }

    /// What went wrong since this was last asked.
    pub fn take_trouble(&self) -> Trouble {
        self.trouble.take()
    }

    /// The reader of objects knows filters by their full names only, and not by reference.
    fn with_plain_filters(&self, stream: &Stream) -> Option<Stream> {
        let filters = self.array(&stream.dict, b"Filter");
        let full = |name: &[u8]| -> Option<&'static [u8]> {
            Some(match name {
                b"Fl" => b"FlateDecode",
                b"LZW" => b"LZWDecode",
                b"A85" => b"ASCII85Decode",
                b"AHx" => b"ASCIIHexDecode",
                b"RL" => b"RunLengthDecode",
                _ => return None,
            })
        };
        let names: Vec<&[u8]> = filters
            .iter()
            .filter_map(|filter| self.resolve(filter)?.as_name().ok())
            .collect();
        let by_reference = |key: &[u8]| match stream.dict.get(key) {
            Ok(Object::Reference(_)) => true,
            Ok(Object::Array(items)) => items.iter().any(|item| item.as_reference().is_ok()),
            _ => false,
        };
        let is_odd = names
            .iter()
            .any(|name| full(name).is_some() || *name == b"Crypt")
            || by_reference(b"Filter")
            || by_reference(b"DecodeParms")
            || stream.dict.has(b"DP");
        if !is_odd {
            return None;
        }
        let parameters = ["DecodeParms", "DP"]
            .iter()
            .map(|key| self.array(&stream.dict, key.as_bytes()))
            .find(|items| !items.is_empty())
            .unwrap_or_default();
        let mut plain = stream.clone();
        plain.dict.remove(b"DecodeParms");
        let kept = || {
            names
                .iter()
                .enumerate()
                .filter(|(_, name)| **name != b"Crypt")
        };
        let filters = kept().map(|(_, name)| Object::Name(full(name).unwrap_or(name).to_vec()));
        let parameters = kept().map(|(place, _)| {
            let parameter = parameters
                .get(place)
                .and_then(|object| self.resolve(object));
            parameter.cloned().unwrap_or(Object::Null)
        });
        plain.dict.set("Filter", Object::Array(filters.collect()));
        plain
            .dict
            .set("DecodeParms", Object::Array(parameters.collect()));
        Some(plain)
    }

    /// The document's own title.
    pub fn title(&self) -> Option<String> {
        let information = self.dictionary(&self.document.trailer, b"Info")?;
        lopdf::decode_text_string(self.get(information, b"Title")?).ok()
    }

    /// All pages in reading order; where the page tree is broken, every page that is found.
    pub fn pages(&self) -> Pages<'_> {
        let mut walk = Walk {
            file: self,
            seen: HashSet::new(),
            found: Vec::new(),
            cut: false,
        };
        if let Some(root) = self
            .document
            .catalog()
            .ok()
            .and_then(|catalog| catalog.get(b"Pages").ok())
        {
            walk.node(root, &Inherited::default(), 0);
        }
        if walk.found.is_empty() {
            walk.every_page();
        }
        Pages {
            pages: walk.found,
            cut: walk.cut,
        }
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
    let mark = b"ObjStm";
    let streams = bytes
        .windows(mark.len())
        .filter(|window| window == mark)
        .count();
    (LOADED_BYTES / streams.max(1)).clamp(LEAST_LOADED_STREAM_BYTES, LOADED_STREAM_BYTES)
}

/// An error ends the reading; `None` is damage that is worth another try.
fn load(bytes: &[u8], by_scanning: bool) -> Result<Option<File>, ExtractError> {
    let limit = loaded_stream_bytes(bytes);
    let options = LoadOptions {
        max_decompressed_size: Some(limit),
        force_reconstruct: by_scanning,
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_)) => {
            return Err(ExtractError::Encrypted);
        }
        Err(lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
            return Err(ExtractError::TooLarge {
                limit: format!("{limit} bytes in one object stream"),
            });
        }
        Err(_) => return Ok(None),
    };
    // Still in the trailer means that the empty password did not open it.
    if document.is_encrypted() {
        return Err(ExtractError::Encrypted);
    }
    Ok(Some(File {
        repaired: document.xref_recovery == Some(lopdf::xref::XrefRecovery::Reconstructed),
        document,
        decoded: Cell::new(0),
        trouble: Cell::default(),
    }))
}

/// What a page takes from the nodes above it.
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    resources: Option<&'a Dictionary>,
    media_box: Option<[f64; 4]>,
    crop_box: Option<[f64; 4]>,
    rotate: Option<f64>,
}

struct Walk<'a> {
    file: &'a File,
    seen: HashSet<ObjectId>,
    found: Vec<Page<'a>>,
    cut: bool,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a Object, above: &Inherited<'a>, depth: usize) {
        if depth > DEEPEST_TREE || self.cut {
            return;
        }
        if let Ok(id) = node.as_reference()
            && !self.seen.insert(id)
        {
            return;
        }
        let Some(dictionary) = self.file.resolve(node).and_then(dictionary_of) else {
            return;
        };
        let inherited = self.inherited(dictionary, above);
        let kids = self.file.array(dictionary, b"Kids");
        let is_leaf = self.file.name(dictionary, b"Type") == Some(b"Page") || kids.is_empty();
        if !is_leaf {
            for kid in kids {
                self.node(kid, &inherited, depth + 1);
            }
        } else if self.found.len() == PAGES {
            self.cut = true;
        } else if self.file.name(dictionary, b"Type") != Some(b"Pages") {
            self.found.push(page(dictionary, &inherited));
        }
    }

    fn inherited(&self, node: &'a Dictionary, above: &Inherited<'a>) -> Inherited<'a> {
        let file = self.file;
        Inherited {
            resources: file.dictionary(node, b"Resources").or(above.resources),
            media_box: file.numbers(node, b"MediaBox").or(above.media_box),
            crop_box: file.numbers(node, b"CropBox").or(above.crop_box),
            rotate: file.number(node, b"Rotate").or(above.rotate),
        }
    }

    fn every_page(&mut self) {
        let objects = self
            .file
            .document
            .objects
            .values()
            .filter_map(dictionary_of);
        for dictionary in objects {
            if self.file.name(dictionary, b"Type") != Some(b"Page") {
                continue;
            }
            if self.found.len() == PAGES {
                self.cut = true;
                return;
            }
            let inherited = self.inherited_upwards(dictionary);
            self.found.push(page(dictionary, &inherited));
        }
    }

    fn inherited_upwards(&self, page: &'a Dictionary) -> Inherited<'a> {
        let mut chain = vec![page];
        while chain.len() < DEEPEST_TREE
            && let Some(parent) = chain
                .last()
                .and_then(|node| self.file.dictionary(node, b"Parent"))
        {
            chain.push(parent);
        }
        chain
            .iter()
            .rev()
            .fold(Inherited::default(), |above, node| {
                self.inherited(node, &above)
            })
    }
}

fn page<'a>(dictionary: &'a Dictionary, inherited: &Inherited<'a>) -> Page<'a> {
    let has_area = |bounds: &Rectangle| bounds.width() > 1.0 && bounds.height() > 1.0;
    let media = inherited.media_box.map(Rectangle::new).filter(has_area);
    let media = media.unwrap_or(Rectangle::new(A4));
    let crop = inherited.crop_box.map(Rectangle::new).filter(has_area);
    let shown = crop.and_then(|crop| crop.common(&media)).unwrap_or(media);
    let quarter_turns = (inherited.rotate.unwrap_or(0.0) / 90.0)
        .round()
        .rem_euclid(4.0);
    Page {
        dictionary,
        resources: inherited.resources,
        shown,
        quarter_turns: quarter_turns as u8,
    }
}
