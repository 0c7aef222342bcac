//! Statements about things with addresses, and nothing more of RDF than that: no blank nodes, no lists.

use crate::citation::one_line;

/// A vocabulary: its usual prefix and its namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    pub prefix: &'static str,
    pub namespace: &'static str,
}

/// A word of a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word(pub Vocabulary, pub &'static str);

pub const RDF: Vocabulary = vocabulary("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
pub const XSD: Vocabulary = vocabulary("xsd", "http://www.w3.org/2001/XMLSchema#");
pub const DCAT: Vocabulary = vocabulary("dcat", "http://www.w3.org/ns/dcat#");
pub const DCATAP: Vocabulary = vocabulary("dcatap", "http://data.europa.eu/r5r/");
pub const DCTERMS: Vocabulary = vocabulary("dcterms", "http://purl.org/dc/terms/");
pub const FOAF: Vocabulary = vocabulary("foaf", "http://xmlns.com/foaf/0.1/");
pub const SKOS: Vocabulary = vocabulary("skos", "http://www.w3.org/2004/02/skos/core#");
pub const VCARD: Vocabulary = vocabulary("vcard", "http://www.w3.org/2006/vcard/ns#");

/// Every vocabulary that the graph may use.
pub const VOCABULARIES: [Vocabulary; 8] = [RDF, XSD, DCAT, DCATAP, DCTERMS, FOAF, SKOS, VCARD];

const fn vocabulary(prefix: &'static str, namespace: &'static str) -> Vocabulary {
    Vocabulary { prefix, namespace }
}

/// A thing: its address, what it is, and what is said of it.
#[derive(Clone, Debug)]
pub struct Thing {
    pub iri: String,
    pub class: Word,
    pub statements: Vec<(Word, Object)>,
}

/// What a statement ends in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    Thing(String),
    /// Text in a language, or in none.
    Text(String, Option<&'static str>),
    Value(String, Word),
}

impl Thing {
    pub fn new(iri: impl Into<String>, class: Word) -> Thing {
        Thing {
            iri: safe(&iri.into()),
            class,
            statements: Vec::new(),
        }
    }

    pub fn thing(mut self, word: Word, iri: impl AsRef<str>) -> Thing {
        self.statements
            .push((word, Object::Thing(safe(iri.as_ref()))));
        self
    }

    pub fn things<Iri: AsRef<str>>(self, word: Word, iris: impl IntoIterator<Item = Iri>) -> Thing {
        { iris.into_iter() }.fold(self, |thing, iri| thing.thing(word, iri))
    }

    pub fn swedish(self, word: Word, text: &str) -> Thing {
        self.text(word, text, Some("sv"))
    }

    pub fn english(self, word: Word, text: &str) -> Thing {
        self.text(word, text, Some("en"))
    }

    pub fn plain(self, word: Word, text: &str) -> Thing {
        self.text(word, text, None)
    }

    pub fn value(mut self, word: Word, value: String, datatype: Word) -> Thing {
        self.statements.push((word, Object::Value(value, datatype)));
        self
    }

    fn text(mut self, word: Word, text: &str, language: Option<&'static str>) -> Thing {
        self.statements
            .push((word, Object::Text(one_line(text), language)));
        self
    }
}

impl Word {
    pub fn iri(self) -> String {
        format!("{}{}", self.0.namespace, self.1)
    }

    pub fn prefixed(self) -> String {
        format!("{}:{}", self.0.prefix, self.1)
    }
}

/// An address in which nothing stands that would end it.
fn safe(iri: &str) -> String {
    let mut safe = String::with_capacity(iri.len());
    for letter in iri.chars() {
        let ends_it = matches!(
            letter,
            '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\'
        );
        match ends_it || letter.is_control() {
            true => safe.push_str(&crate::address::encode(&letter.to_string())),
            false => safe.push(letter),
        }
    }
    safe
}
