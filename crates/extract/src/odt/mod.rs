//! ODT and its flat form: what LibreOffice writes, read from its parts.

mod body;
mod inlines;
mod lists;
mod properties;
mod table;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::rc::Rc;

use paragraf_model::MediaType;

use self::body::Reader;
use self::properties::Styles;
use crate::ExtractError;
use crate::flow::{Flow, Heads, Section, TWIPS_OF_COLUMN, shortened};
use crate::office::container::Container;
use crate::office::xml::{Element, Xml};

/// LibreOffice's own distance between tab stops, in twips.
const TAB_STOPS: f32 = 709.0;

/// Reads the parts of a container.
pub fn read(mut container: Container<'_>) -> Result<Flow, ExtractError> {
    if is_encrypted(&mut container)? {
        return Err(ExtractError::Encrypted);
    }
    let Some(content) = container.xml_of("content.xml")? else {
        return Err(ExtractError::Damaged {
            detail: "the part with its text is missing".to_owned(),
        });
    };
    let styles = container.xml_of("styles.xml")?;
    let meta = container.xml_of("meta.xml")?;
    let mut flow = flow(&content, styles.as_ref(), meta.as_ref());
    flow.noticed.damaged |= container.damaged;
    Ok(flow)
}

/// Reads the flat form: all parts are in one XML file.
pub fn read_flat(bytes: &[u8]) -> Result<Flow, ExtractError> {
    if bytes.len() > crate::limits::UNPACKED_BYTES_OF_ENTRY {
        return Err(ExtractError::TooLarge {
            limit: format!("{} bytes", crate::limits::UNPACKED_BYTES_OF_ENTRY),
        });
    }
    let xml = Xml::read(bytes)?;
    let mut flow = flow(&xml, Some(&xml), Some(&xml));
    flow.noticed.damaged |= xml.damaged;
    Ok(flow)
}

/// The manifest tells how each part is enciphered; their bytes are no XML then.
fn is_encrypted(container: &mut Container<'_>) -> Result<bool, ExtractError> {
    if container.is_encrypted() || container.names().any(|name| name == "encrypted-package") {
        return Ok(true);
    }
    let manifest = container.xml_of("META-INF/manifest.xml")?;
    Ok(manifest.is_some_and(|xml| xml.root().find("encryption-data").is_some()))
}

fn flow(content: &Xml, shared: Option<&Xml>, meta: Option<&Xml>) -> Flow {
    let mut styles = Styles::default();
    shared.into_iter().for_each(|shared| styles.add(shared));
    styles.add(content);
    let mut reader = Reader::new(&styles);
    let root = content.root();
    let body = root.child("body").unwrap_or(root);
    let text = body.child("text").unwrap_or(body);
    let blocks = reader.blocks(text);
    // Heads may stand on a picture.
    reader.painted = true;
    let masters = std::mem::take(&mut reader.masters);
    let sections = match shared.and_then(|shared| shared.root().child("master-styles")) {
        Some(pages) => sections(&mut reader, pages, &masters),
        None => Vec::new(),
    };
    let noticed = reader.noticed;
    let statistic = meta.and_then(|meta| meta.root().find("document-statistic"));
    let pages = statistic.and_then(|statistic| statistic.attribute("page-count"));
    let tab_width = styles.of_paragraph(None).tab_width.unwrap_or(TAB_STOPS);
    let title = meta
        .and_then(|meta| meta.root().child("meta"))
        .and_then(|meta| meta.child("title"));
    Flow {
        media_type: MediaType::Odt,
        blocks,
        sections,
        stated_pages: pages.and_then(|pages| pages.parse().ok()),
        tab_width: tab_width / TWIPS_OF_COLUMN,
        title: title.map(Element::text),
        noticed,
    }
}

/// One section for the text without a page style, and one for each place that asks for one.
fn sections<'x>(reader: &mut Reader<'x>, pages: Element<'x>, masters: &[Rc<str>]) -> Vec<Section> {
    let mut named: HashMap<&str, Element<'x>> = HashMap::new();
    for page in pages.elements().filter(|page| page.name() == "master-page") {
        named
            .entry(page.attribute("name").unwrap_or_default())
            .or_insert(page);
    }
    let usual = named.get("Standard").copied();
    let usual = usual.or_else(|| pages.child("master-page"));
    let mut known: HashMap<&str, Section> = HashMap::new();
    let standard = section(reader, usual, &named);
    let wanted = masters.iter().map(|name| {
        let section = known
            .entry(name)
            .or_insert_with(|| section(reader, named.get(&**name).copied().or(usual), &named));
        section.clone()
    });
    let wanted: Vec<Section> = wanted.collect();
    std::iter::once(standard).chain(wanted).collect()
}

/// What stands on the pages of a page style.
fn section<'x>(
    reader: &mut Reader<'x>,
    page: Option<Element<'x>>,
    named: &HashMap<&str, Element<'x>>,
) -> Section {
    // The pages after the first have another style where the first names one.
    let own = page.and_then(|page| page.attribute("name"));
    let next = page.and_then(|page| page.attribute("next-style-name"));
    let next = next.filter(|next| Some(*next) != own);
    let next = next.and_then(|next| named.get(next).copied());
    Section {
        head: heads(reader, page, next, "header"),
        foot: heads(reader, page, next, "footer"),
    }
}

fn heads<'x>(
    reader: &mut Reader<'x>,
    page: Option<Element<'x>>,
    next: Option<Element<'x>>,
    kind: &str,
) -> Heads {
    let mut part = |page: Option<Element<'x>>, name: String| {
        let part = page?.child(&name)?;
        let is_shown = part.attribute("display") != Some("false");
        is_shown.then(|| shortened(reader.blocks_within(part)))
    };
    let own = part(page, kind.to_owned());
    let first = part(page, format!("{kind}-first"));
    let usual = next.map(|next| part(Some(next), kind.to_owned()).unwrap_or_default());
    let even = part(next.or(page), format!("{kind}-left"));
    match usual {
        Some(usual) => Heads {
            usual,
            first: Some(own.unwrap_or_default()),
            even,
        },
        None => Heads {
            usual: own.unwrap_or_default(),
            first,
            even,
        },
    }
}
