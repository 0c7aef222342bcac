//! A graph as RDF 1.1 Turtle.

use super::graph::{Object, RDF, Thing, VOCABULARIES};

/// The whole document.
pub fn written(things: &[Thing]) -> String {
    let mut text = String::new();
    for vocabulary in VOCABULARIES.iter().filter(|one| **one != RDF) {
        text.push_str(&format!(
            "@prefix {}: <{}> .\n",
            vocabulary.prefix, vocabulary.namespace
        ));
    }
    for thing in things {
        text.push_str(&format!("\n<{}> a {}", thing.iri, thing.class.prefixed()));
        for (word, object) in &thing.statements {
            text.push_str(&format!(
                " ;\n    {} {}",
                word.prefixed(),
                written_object(object)
            ));
        }
        text.push_str(" .\n");
    }
    text
}

fn written_object(object: &Object) -> String {
    match object {
        Object::Thing(iri) => format!("<{iri}>"),
        Object::Text(text, None) => quoted(text),
        Object::Text(text, Some(language)) => format!("{}@{language}", quoted(text)),
        Object::Value(value, datatype) => format!("{}^^{}", quoted(value), datatype.prefixed()),
    }
}

/// Texts are on one line, so that only two signs have a meaning inside.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
