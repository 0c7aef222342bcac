//! Atom 1.0 (RFC 4287), page by page (RFC 5005).

use std::io;

use chrono::{DateTime, SecondsFormat, Utc};
use paragraf_model::Outcome;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Entry, Feed};

type Xml = Writer<Vec<u8>>;

/// The whole document.
pub fn written(feed: &Feed) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", "sv"))
        .write_inner_content(|xml| {
            text(xml, "id", &feed.id)?;
            text(xml, "title", &feed.title)?;
            text(xml, "subtitle", &feed.subtitle)?;
            text(xml, "updated", &time(feed.updated))?;
            link(xml, "self", "application/atom+xml", &feed.self_url)?;
            link(xml, "alternate", "text/html", &feed.page_url)?;
            link(xml, "first", "application/atom+xml", &feed.first_url)?;
            if let Some(next) = &feed.next_url {
                link(xml, "next", "application/atom+xml", next)?;
            }
            author(xml, &feed.author)?;
            xml.create_element("generator")
                .with_attribute(("version", env!("CARGO_PKG_VERSION")))
                .write_text_content(BytesText::new("Paragraf"))?;
            feed.entries.iter().try_for_each(|one| entry(xml, one))
        })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, entry: &Entry) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &entry.id)?;
        text(xml, "title", &entry.title)?;
        text(xml, "updated", &time(entry.updated))?;
        link(xml, "alternate", "text/html", &entry.url)?;
        author(xml, &entry.author)?;
        let telling = entry.outcomes.iter();
        for outcome in telling.filter(|outcome| **outcome != Outcome::Other) {
            xml.create_element("category")
                .with_attribute(("term", outcome.name()))
                .with_attribute(("label", outcome.swedish()))
                .write_empty()?;
        }
        xml.create_element("content")
            .with_attribute(("type", "html"))
            .write_text_content(BytesText::new(&allowed(&entry.html)))?;
        Ok(())
    })?;
    Ok(())
}

fn text(xml: &mut Xml, element: &str, text: &str) -> io::Result<()> {
    xml.create_element(element)
        .write_text_content(BytesText::new(&allowed(text)))?;
    Ok(())
}

fn link(xml: &mut Xml, relation: &str, kind: &str, address: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("type", kind))
        .with_attribute(("href", address))
        .write_empty()?;
    Ok(())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| text(xml, "name", name))?;
    Ok(())
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Without the letters that no XML 1.0 document may hold.
fn allowed(text: &str) -> String {
    let is_allowed = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn letters_that_xml_forbids_are_left_out() {
        assert_eq!(
            allowed("a\u{0}\u{b}\u{1f}b\tc\u{fffe}\u{1F4DC}"),
            "ab\tc\u{1F4DC}"
        );
    }
}
