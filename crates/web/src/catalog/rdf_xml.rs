//! A graph as RDF 1.1 XML, which data portals fetch.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::graph::{Object, Thing, VOCABULARIES};

type Xml = Writer<Vec<u8>>;

/// The whole document.
pub fn written(things: &[Thing]) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let names: Vec<(String, &str)> = VOCABULARIES
        .iter()
        .map(|vocabulary| (format!("xmlns:{}", vocabulary.prefix), vocabulary.namespace))
        .collect();
    let names = names
        .iter()
        .map(|(name, namespace)| (name.as_str(), *namespace));
    xml.create_element("rdf:RDF")
        .with_attributes(names)
        .write_inner_content(|xml| things.iter().try_for_each(|thing| write(xml, thing)))?;
    Ok(xml.into_inner())
}

fn write(xml: &mut Xml, thing: &Thing) -> io::Result<()> {
    xml.create_element(thing.class.prefixed())
        .with_attribute(("rdf:about", thing.iri.as_str()))
        .write_inner_content(|xml| {
            for (word, object) in &thing.statements {
                let element = xml.create_element(word.prefixed());
                match object {
                    Object::Thing(iri) => element
                        .with_attribute(("rdf:resource", iri.as_str()))
                        .write_empty()?,
                    Object::Text(text, None) => element.write_text_content(BytesText::new(text))?,
                    Object::Text(text, Some(language)) => element
                        .with_attribute(("xml:lang", *language))
                        .write_text_content(BytesText::new(text))?,
                    Object::Value(value, datatype) => element
                        .with_attribute(("rdf:datatype", datatype.iri().as_str()))
                        .write_text_content(BytesText::new(value))?,
                };
            }
            Ok(())
        })?;
    Ok(())
}
