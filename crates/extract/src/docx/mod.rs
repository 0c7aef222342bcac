//! DOCX: what Word writes, read from its parts: text, styles, numbers, notes, heads and feet.

mod body;
mod fields;
mod numbering;
mod package;
mod properties;
mod runs;
mod styles;
mod table;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use paragraf_model::MediaType;

use self::body::{NoteKind, Reader};
use self::numbering::Numbering;
use self::package::Relations;
use self::properties::whole;
use self::styles::Styles;
use crate::ExtractError;
use crate::flow::paint::is_painted;
use crate::flow::{Block, Flow, Heads, PageBreak, Section, TWIPS_OF_COLUMN, shortened};
use crate::limits::SECTIONS;
use crate::office::container::Container;
use crate::office::xml::{Element, Xml};

pub use self::package::main_part;

/// Word's own distance between tab stops, in twips.
const TAB_STOPS: f32 = 720.0;

/// Heads and feet that are read; a document with more sections than this repeats them.
const HEAD_PARTS: usize = 60;

/// The parts beside the text that say how it looks and what stands around it.
struct Parts {
    styles: Styles,
    numbering: Option<Xml>,
    settings: Option<Xml>,
    notes: [(NoteKind, Option<Xml>); 2],
    /// By the id that sections name them with.
    heads: HashMap<String, Xml>,
    /// Web pages put in as they are, by the id that the text names them with.
    inserted: HashMap<String, Vec<Block>>,
    stated_pages: Option<usize>,
    title: Option<String>,
}

/// Reads the document whose text is in the part `main`.
pub fn read(mut container: Container<'_>, main: &str) -> Result<Flow, ExtractError> {
    let Some(xml) = container.xml_of(main)? else {
        return Err(ExtractError::Damaged {
            detail: "the part with its text is missing".to_owned(),
        });
    };
    let parts = Parts::read(&mut container, main, &xml)?;
    let mut reader = Reader::new(&parts.styles, Numbering::read(parts.numbering.as_ref()));
    for (kind, part) in &parts.notes {
        let notes = part.as_ref().map(Xml::root);
        for note in notes.into_iter().flat_map(Element::elements) {
            let is_text = matches!(note.attribute("type"), None | Some("normal"));
            if let Some(id) = note.attribute("id").filter(|_| is_text) {
                reader.notes.insert((*kind, id), note);
            }
        }
    }
    reader.inserted = parts.inserted.clone();
    let root = xml.root();
    let body = root.child("body").unwrap_or(root);
    reader.painted = has_backdrop(root);
    let mut blocks = Vec::new();
    let mut sections = Vec::new();
    read_sections(&mut reader, body, &parts, &mut blocks, &mut sections);
    let mut noticed = reader.noticed;
    noticed.damaged |= container.damaged;
    Ok(Flow {
        media_type: MediaType::Docx,
        blocks,
        sections,
        stated_pages: parts.stated_pages,
        tab_width: parts.tab_width(),
        title: parts.title,
        noticed,
    })
}

/// Whether pictures or shapes lie behind the text, or the page itself has a colour.
fn has_backdrop(root: Element<'_>) -> bool {
    let page = root.child("background");
    let page = page
        .and_then(|page| page.attribute("color"))
        .and_then(is_painted);
    let mut below = root.descendants().into_iter();
    page == Some(true)
        || below.any(|element| {
            element.name() == "anchor"
                && matches!(element.attribute("behindDoc"), Some("1" | "true"))
        })
}

/// A section's properties stand at its end, those of the last at the end of the text.
fn read_sections<'x>(
    reader: &mut Reader<'x>,
    body: Element<'x>,
    parts: &'x Parts,
    blocks: &mut Vec<Block>,
    sections: &mut Vec<Section>,
) {
    let mut begins = 0;
    for element in body.elements() {
        let properties = if element.name() == "sectPr" {
            Some(element)
        } else {
            reader.block(element, blocks);
            element.child("pPr").and_then(|own| own.child("sectPr"))
        };
        let Some(properties) = properties else {
            continue;
        };
        if sections.len() >= SECTIONS {
            continue;
        }
        let section = parts.section(reader, properties, sections.last());
        let is_new_page = properties.value_of("type", "val") != Some("continuous")
            && properties.value_of("type", "val") != Some("nextColumn");
        blocks.insert(begins, Block::Section(sections.len()));
        if begins > 0 && is_new_page {
            blocks.insert(begins, Block::PageBreak(PageBreak::Wanted));
        }
        sections.push(section);
        begins = blocks.len();
    }
}

impl Parts {
    fn read(
        container: &mut Container<'_>,
        main: &str,
        document: &Xml,
    ) -> Result<Parts, ExtractError> {
        let relations = Relations::of(container, main)?;
        let mut part = |kind: &str| match relations.of_type(kind) {
            Some(name) => container.xml_of(name),
            None => Ok(None),
        };
        let styles = Styles::read(part("styles")?.as_ref());
        let numbering = part("numbering")?;
        let settings = part("settings")?;
        let notes = [
            (NoteKind::Foot, part("footnotes")?),
            (NoteKind::End, part("endnotes")?),
        ];
        let inserted = inserted(container, &relations, document)?;
        let mut heads = HashMap::new();
        for reference in document.root().descendants() {
            if !matches!(reference.name(), "headerReference" | "footerReference") {
                continue;
            }
            let id = reference.attribute("id").unwrap_or_default();
            if heads.len() >= HEAD_PARTS || heads.contains_key(id) {
                continue;
            }
            if let Some(name) = relations.with_id(id)
                && let Some(xml) = container.xml_of(name)?
            {
                heads.insert(id.to_owned(), xml);
            }
        }
        let stated = container.xml_of("docProps/app.xml")?;
        let stated = stated.and_then(|xml| whole(Some(&xml.root().child("Pages")?.text())));
        let core = container.xml_of("docProps/core.xml")?;
        Ok(Parts {
            styles,
            numbering,
            settings,
            notes,
            heads,
            inserted,
            stated_pages: stated.map(|pages| pages as usize),
            title: core.and_then(|xml| Some(xml.root().child("title")?.text())),
        })
    }

    fn setting(&self, name: &str) -> Option<Element<'_>> {
        self.settings.as_ref()?.root().child(name)
    }

    fn tab_width(&self) -> f32 {
        let stop = self.setting("defaultTabStop");
        let twips = stop.and_then(|stop| whole(stop.attribute("val")));
        twips.map_or(TAB_STOPS, |twips| twips as f32) / TWIPS_OF_COLUMN
    }

    /// A section without a head of its own has that of the section before.
    fn section<'x>(
        &'x self,
        reader: &mut Reader<'x>,
        properties: Element<'x>,
        before: Option<&Section>,
    ) -> Section {
        let has_first = properties.child("titlePg").is_some_and(properties::is_on);
        let has_even = self
            .setting("evenAndOddHeaders")
            .is_some_and(properties::is_on);
        let mut heads = |kind: &str, before: Option<&Heads>| {
            let mut of = |page: &str| {
                let references = properties.elements().filter(|one| one.name() == kind);
                let mut of_page =
                    references.filter(|one| one.attribute("type").unwrap_or("default") == page);
                let id = of_page.next()?.attribute("id")?;
                Some(self.head(reader, id))
            };
            let usual = of("default").or(before.map(|before| before.usual.clone()));
            let first = of("first").or_else(|| before?.first.clone());
            let even = of("even").or_else(|| before?.even.clone());
            Heads {
                usual: usual.unwrap_or_default(),
                first: has_first.then(|| first.unwrap_or_default()),
                even: has_even.then(|| even.unwrap_or_default()),
            }
        };
        Section {
            head: heads("headerReference", before.map(|before| &before.head)),
            foot: heads("footerReference", before.map(|before| &before.foot)),
        }
    }

    /// Read once, however many sections name it.
    fn head<'x>(&'x self, reader: &mut Reader<'x>, id: &'x str) -> Vec<Block> {
        if let Some(known) = reader.heads.get(id) {
            return known.clone();
        }
        let Some(xml) = self.heads.get(id) else {
            return Vec::new();
        };
        reader.in_head = true;
        let blocks = shortened(reader.blocks_within(xml.root()));
        reader.in_head = false;
        reader.heads.insert(id, blocks.clone());
        blocks
    }
}

/// Case systems put texts into a document as web pages, and leave it to Word to turn them into paragraphs.
fn inserted(
    container: &mut Container<'_>,
    relations: &Relations,
    document: &Xml,
) -> Result<HashMap<String, Vec<Block>>, ExtractError> {
    let mut inserted = HashMap::new();
    let chunks = document.root().descendants().into_iter();
    for chunk in chunks.filter(|element| element.name() == "altChunk") {
        let id = chunk.attribute("id").unwrap_or_default();
        if let Some(name) = relations.with_id(id)
            && !inserted.contains_key(id)
            && inserted.len() < HEAD_PARTS
            && let Some(bytes) = container.bytes_of(name)?
            && let Some(flow) = crate::html::read_inserted(&bytes)
        {
            inserted.insert(id.to_owned(), flow.blocks);
        }
    }
    Ok(inserted)
}
