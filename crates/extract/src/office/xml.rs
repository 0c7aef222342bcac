//! XML as a tree in one piece of memory, read within limits: no entities but the predefined ones, no DTD.
//!
//! Names are local names. Word and LibreOffice bind the same namespaces to other prefixes, and the strict and the
//! transitional form of a file differ in nothing but namespaces, so looking at them would only lose files.

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::ExtractError;
use crate::limits::{XML_DEPTH, XML_NODES};

const NONE: u32 = u32::MAX;

/// A tree of elements and texts.
#[derive(Debug)]
pub struct Xml {
    nodes: Vec<Stored>,
    attributes: Vec<Attribute>,
    text: String,
    names: Vec<Box<str>>,
    /// Read up to a place that no XML may hold.
    pub damaged: bool,
}

#[derive(Debug)]
struct Stored {
    content: Content,
    first: u32,
    last: u32,
    next: u32,
}

#[derive(Clone, Copy, Debug)]
enum Content {
    Element { name: u32, attributes: [u32; 2] },
    Text { from: u32, to: u32 },
}

#[derive(Debug)]
struct Attribute {
    name: u32,
    value: Box<str>,
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub struct Element<'x> {
    xml: &'x Xml,
    id: u32,
}

/// What an element holds.
#[derive(Clone, Copy, Debug)]
pub enum Node<'x> {
    /// Another element.
    Element(Element<'x>),
    /// Characters.
    Text(&'x str),
}

impl Xml {
    /// Reads a part. What stands before a broken place is kept.
    pub fn read(bytes: &[u8]) -> Result<Xml, ExtractError> {
        let text = decode(bytes);
        let mut reader = Reader::from_str(&text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut tree = Tree::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(start)) => tree.open(&start)?,
                Ok(Event::Empty(start)) => {
                    tree.open(&start)?;
                    tree.close();
                }
                Ok(Event::End(_)) => tree.close(),
                Ok(Event::Text(text)) => tree.text(&text.xml10_content())?,
                Ok(Event::CData(text)) => tree.text(&text.xml10_content())?,
                Ok(Event::GeneralRef(name)) => tree.text(&character(&name))?,
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(_) => {
                    tree.xml.damaged = true;
                    break;
                }
            }
        }
        tree.xml.damaged |= tree.open.len() > 1;
        Ok(tree.xml)
    }

    /// The document element; a bare root where there is none.
    pub fn root(&self) -> Element<'_> {
        let top = Element { xml: self, id: 0 };
        top.elements().next().unwrap_or(top)
    }
}

impl<'x> Element<'x> {
    fn stored(self) -> Option<&'x Stored> {
        self.xml.nodes.get(self.id as usize)
    }

    /// Without prefix.
    pub fn name(self) -> &'x str {
        match self.stored().map(|stored| stored.content) {
            Some(Content::Element { name, .. }) => self.xml.name(name),
            _ => "",
        }
    }

    /// The value of the first attribute of this name, whatever its prefix.
    pub fn attribute(self, wanted: &str) -> Option<&'x str> {
        let Content::Element { attributes, .. } = self.stored()?.content else {
            return None;
        };
        let range = attributes[0] as usize..attributes[1] as usize;
        let mut all = self.xml.attributes.get(range)?.iter();
        all.find(|attribute| self.xml.name(attribute.name) == wanted)
            .map(|attribute| &*attribute.value)
    }

    /// Elements and texts in order.
    pub fn children(self) -> impl Iterator<Item = Node<'x>> {
        let mut next = self.stored().map_or(NONE, |stored| stored.first);
        std::iter::from_fn(move || {
            let stored = self.xml.nodes.get(next as usize)?;
            let id = std::mem::replace(&mut next, stored.next);
            Some(match stored.content {
                Content::Element { .. } => Node::Element(Element { xml: self.xml, id }),
                Content::Text { from, to } => {
                    Node::Text(self.xml.text.get(from as usize..to as usize).unwrap_or(""))
                }
            })
        })
    }

    /// The elements among the children.
    pub fn elements(self) -> impl Iterator<Item = Element<'x>> {
        self.children().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of this name.
    pub fn child(self, name: &str) -> Option<Element<'x>> {
        self.elements().find(|element| element.name() == name)
    }

    /// An attribute of a child: `<numFmt val="decimal"/>`.
    pub fn value_of(self, child: &str, attribute: &str) -> Option<&'x str> {
        self.child(child)?.attribute(attribute)
    }

    /// All elements below, each before its children.
    pub fn descendants(self) -> Vec<Element<'x>> {
        let mut found = Vec::new();
        let mut open: Vec<Element<'x>> = self.elements().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            found.push(element);
            let at = open.len();
            open.extend(element.elements());
            if let Some(new) = open.get_mut(at..) {
                new.reverse();
            }
        }
        found
    }

    /// The first element of this name anywhere below.
    pub fn find(self, name: &str) -> Option<Element<'x>> {
        self.descendants()
            .into_iter()
            .find(|element| element.name() == name)
    }

    /// All characters below.
    pub fn text(self) -> String {
        let mut text = String::new();
        for node in self.children() {
            match node {
                Node::Text(piece) => text.push_str(piece),
                Node::Element(element) => text.push_str(&element.text()),
            }
        }
        text
    }
}

impl Xml {
    fn name(&self, name: u32) -> &str {
        self.names.get(name as usize).map_or("", |name| name)
    }
}

/// A tree that grows.
struct Tree {
    xml: Xml,
    known: HashMap<Box<str>, u32>,
    open: Vec<u32>,
}

impl Tree {
    fn new() -> Tree {
        let root = Stored {
            content: Content::Element {
                name: NONE,
                attributes: [0, 0],
            },
            first: NONE,
            last: NONE,
            next: NONE,
        };
        Tree {
            xml: Xml {
                nodes: vec![root],
                attributes: Vec::new(),
                text: String::new(),
                names: Vec::new(),
                damaged: false,
            },
            known: HashMap::new(),
            open: vec![0],
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ExtractError> {
        let name = self.name(start.local_name().into_inner());
        let from = self.xml.attributes.len() as u32;
        for attribute in start.attributes().with_checks(false).flatten() {
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .unwrap_or(Cow::Borrowed(&*attribute.value));
            let value = value.into();
            let name = self.name(attribute.key.local_name().into_inner());
            self.xml.attributes.push(Attribute { name, value });
        }
        let attributes = [from, self.xml.attributes.len() as u32];
        let id = self.add(Content::Element { name, attributes })?;
        if self.open.len() > XML_DEPTH {
            return Err(ExtractError::TooLarge {
                limit: format!("{XML_DEPTH} elements within one another"),
            });
        }
        self.open.push(id);
        Ok(())
    }

    /// A stray end tag closes nothing: the root stays open.
    fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Characters that follow characters lengthen them, so that an entity does not cut a text.
    fn text(&mut self, text: &str) -> Result<(), ExtractError> {
        if text.is_empty() {
            return Ok(());
        }
        let from = self.xml.text.len() as u32;
        self.xml.text.push_str(text);
        let end = self.xml.text.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0) as usize;
        let last = self.xml.nodes.get(parent).map_or(NONE, |node| node.last);
        if let Some(Stored {
            content: Content::Text { to, .. },
            ..
        }) = self.xml.nodes.get_mut(last as usize)
            && *to == from
        {
            *to = end;
            return Ok(());
        }
        self.add(Content::Text { from, to: end }).map(drop)
    }

    fn add(&mut self, content: Content) -> Result<u32, ExtractError> {
        if self.xml.nodes.len() + self.xml.attributes.len() >= XML_NODES {
            return Err(ExtractError::TooLarge {
                limit: format!("{XML_NODES} elements and attributes"),
            });
        }
        let id = self.xml.nodes.len() as u32;
        self.xml.nodes.push(Stored {
            content,
            first: NONE,
            last: NONE,
            next: NONE,
        });
        let parent = self.open.last().copied().unwrap_or(0) as usize;
        let mut before = NONE;
        if let Some(parent) = self.xml.nodes.get_mut(parent) {
            before = std::mem::replace(&mut parent.last, id);
            if before == NONE {
                parent.first = id;
            }
        }
        if let Some(before) = self.xml.nodes.get_mut(before as usize) {
            before.next = id;
        }
        Ok(id)
    }

    fn name(&mut self, name: &str) -> u32 {
        if let Some(&known) = self.known.get(name) {
            return known;
        }
        let id = self.xml.names.len() as u32;
        self.xml.names.push(name.into());
        self.known.insert(name.into(), id);
        id
    }
}

/// A part says its encoding by a byte order mark or in its declaration; nearly all are UTF-8.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let bytes = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let declared = head
        .split_once("encoding=")
        .and_then(|(_, rest)| rest.split(['"', '\'']).nth(1))
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        .filter(|encoding| encoding.is_ascii_compatible());
    declared
        .unwrap_or(encoding_rs::UTF_8)
        .decode_without_bom_handling(bytes)
        .0
}

/// A character by its number, or one of the five entities that every XML knows. What a DTD may define is not
/// looked up: it could name files, or itself.
fn character(name: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    match resolve_predefined_entity(&name.xml10_content()) {
        Some(text) => Cow::Borrowed(text),
        None if &*name.xml10_content() == "nbsp" => Cow::Borrowed("\u{A0}"),
        None => Cow::Borrowed("\u{FFFD}"),
    }
}
