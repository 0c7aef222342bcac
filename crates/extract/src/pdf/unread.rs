//! What a file holds beside its pages as they are shown: earlier revisions, attachments, comments. None of it is
//! read; that it is there must be known to whoever hands the file on.
//!
//! A file saved again with changes keeps what it was before. Only the newest state of each object is read here,
//! in repaired files too. That such an older state has other pages is told by reading the file as it was and
//! comparing the content of the pages, byte by byte: a signature or a stamp that was added is no other page.

use std::collections::HashSet;

use lopdf::{Dictionary, Object};
use paragraf_model::{Finding, FindingKind, Span};

use super::document::{File, dictionary_of};
use super::page_tree;
use crate::elsewhere;
use crate::limits::{ANNOTATIONS, REVISED_BYTES, REVISIONS};

/// All that is to be said of it.
pub fn findings(file: &File, bytes: &[u8]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pages = pages_of_earlier_revisions(file, bytes);
    if pages > 0 {
        let message = format!(
            "Filen innehåller en tidigare version med annat innehåll på sidorna ({pages} st); den har inte lästs."
        );
        findings.push(of_file(Finding::warning, message));
    }
    let beside = Beside::count(file);
    let attachments = beside.attachments;
    if attachments > 0 {
        let message = format!("Filen har inbäddade bilagor ({attachments} st) som inte har lästs.");
        findings.push(of_file(Finding::info, message));
    }
    let comments = beside.comments;
    if comments > 0 {
        let message = format!("Filen har kommentarer ({comments} st) som inte har lästs.");
        findings.push(of_file(Finding::info, message));
    }
    if file.objects().any(|object| has_number(file, object, DEPTH)) {
        findings.push(elsewhere::finding());
    }
    findings
}

/// Objects within objects that are looked at.
const DEPTH: usize = 16;

/// Fewer digits are no personal number, with or without bytes between them.
const FEWEST_DIGITS: usize = 10;

/// Whether a personal number stands in a text that is on no page: properties, outlines, notes, fields of forms.
fn has_number(file: &File, object: &Object, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    let in_dictionary = |dictionary: &Dictionary| {
        dictionary
            .iter()
            .any(|(_, object)| has_number(file, object, depth))
    };
    match object {
        // Times begin so.
        Object::String(bytes, _) if bytes.starts_with(b"D:") => false,
        Object::String(bytes, _) => {
            bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= FEWEST_DIGITS
                && lopdf::decode_text_string(object)
                    .is_ok_and(|text| elsewhere::holds_number(&text))
        }
        Object::Array(items) => items.iter().any(|item| has_number(file, item, depth)),
        Object::Dictionary(dictionary) => in_dictionary(dictionary),
        Object::Stream(stream) => {
            let is_properties = file.name(&stream.dict, b"Type") == Some(b"Metadata");
            in_dictionary(&stream.dict)
                || (is_properties
                    && elsewhere::in_markup(&String::from_utf8_lossy(&file.data(stream))))
        }
        _ => false,
    }
}

fn of_file(make: fn(FindingKind, Span, String) -> Finding, message: String) -> Finding {
    make(FindingKind::HiddenText, Span::default(), message)
}

/// How many pages had content that is no page's content any more.
fn pages_of_earlier_revisions(file: &File, bytes: &[u8]) -> usize {
    let count = file.earlier_revisions().min(REVISIONS);
    if count == 0 || bytes.len() > REVISED_BYTES {
        return 0;
    }
    let now: HashSet<&[u8]> = contents(file).into_iter().flatten().collect();
    let earlier = ends(bytes)
        .into_iter()
        .skip(1)
        .take(count)
        .filter_map(|end| {
            let earlier = File::open_as_it_stands(bytes.get(..end)?)?;
            let pages = contents(&earlier);
            let is_other = |page: &&Vec<&[u8]>| page.iter().any(|content| !now.contains(content));
            Some(pages.iter().filter(is_other).count())
        });
    earlier.max().unwrap_or(0)
}

/// Where the file's states end, the newest first.
fn ends(bytes: &[u8]) -> Vec<usize> {
    let mark = b"%%EOF";
    let mut ends: Vec<usize> = bytes
        .windows(mark.len())
        .enumerate()
        .filter(|(_, window)| window == mark)
        .map(|(at, _)| at + mark.len())
        .collect();
    ends.reverse();
    ends
}

/// The content streams of each page, as they are stored.
fn contents(file: &File) -> Vec<Vec<&[u8]>> {
    let pages = page_tree::pages(file).pages.into_iter();
    pages
        .map(|page| contents_of(file, page.dictionary))
        .collect()
}

fn contents_of<'a>(file: &'a File, page: &'a Dictionary) -> Vec<&'a [u8]> {
    let parts = file.array(page, b"Contents").iter();
    let streams = parts.filter_map(|part| file.resolve(part)?.as_stream().ok());
    let stored = streams.map(|stream| stream.content.as_slice());
    stored.filter(|content| !content.is_empty()).collect()
}

/// What pages and the file carry with them.
struct Beside {
    /// Files that the catalogue names, and those that pages pin somewhere.
    attachments: usize,
    /// Notes with words of their own, that are shown only to whoever opens them.
    comments: usize,
}

impl Beside {
    fn count(file: &File) -> Beside {
        let names = file
            .catalog()
            .and_then(|catalog| file.dictionary(catalog, b"Names"))
            .and_then(|names| file.dictionary(names, b"EmbeddedFiles"));
        let mut beside = Beside {
            attachments: names.map_or(0, |names| leaves(file, names)),
            comments: 0,
        };
        let pages = page_tree::pages(file).pages.into_iter();
        let annotations = pages.flat_map(|page| file.array(page.dictionary, b"Annots"));
        for annotation in annotations.take(ANNOTATIONS) {
            if let Some(annotation) = file.resolve(annotation).and_then(dictionary_of) {
                beside.add(file, annotation);
            }
        }
        beside
    }

    fn add(&mut self, file: &File, annotation: &Dictionary) {
        match file.name(annotation, b"Subtype") {
            Some(b"FileAttachment") => self.attachments += 1,
            Some(b"Text" | b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly" | b"Caret") => {
                let words = file.get(annotation, b"Contents");
                let words = words.and_then(|words| words.as_str().ok());
                self.comments += usize::from(words.is_some_and(|words| !words.is_empty()));
            }
            _ => {}
        }
    }
}

/// More of them are damage, and many enough to be told.
const MOST_NODES: usize = 10_000;

fn leaves<'a>(file: &'a File, names: &'a Dictionary) -> usize {
    let mut seen = HashSet::new();
    let mut nodes = vec![names];
    let mut count = 0;
    while let Some(node) = nodes.pop() {
        if seen.len() > MOST_NODES || !seen.insert(std::ptr::from_ref(node).addr()) {
            continue;
        }
        count += file.array(node, b"Names").len() / 2;
        let kids = file.array(node, b"Kids").iter();
        nodes.extend(kids.filter_map(|kid| dictionary_of(file.resolve(kid)?)));
    }
    count
}
