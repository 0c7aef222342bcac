//! Where each field of a record was read, and by which rule: what a person needs who checks a value or mends a rule.

mod rule;

use std::fmt;
use std::str::FromStr;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Span;

pub use rule::Rule;

/// Where one field was read, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSource {
    /// The field's path inside its object: `title`, `case_numbers/0`, `decision/outcomes/0`, `attendees/3`.
    pub field: String,
    /// What read it.
    pub rule: Rule,
    /// Page and lines; nothing where the value does not stand in the text.
    pub span: Span,
}

/// The sources of a meeting's or a paragraph's fields, in the order in which they were read.
///
/// A field without one of its own is told by the nearest field around it: `decision` is the source of
/// `decision/points`. In the record each is one short text, `{"title": "under_number p2 36-37"}`, since there is one
/// for every field of every paragraph that is held.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sources(Vec<FieldSource>);

impl Sources {
    /// Notes where a field was read. What was noted first stays.
    pub fn note(&mut self, field: impl Into<String>, rule: Rule, span: Span) {
        let field = field.into();
        self.0.push(FieldSource { field, rule, span });
    }

    /// All of them, in the order in which they were noted.
    pub fn iter(&self) -> impl Iterator<Item = &FieldSource> {
        self.0.iter()
    }

    /// Nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The source of a field, or of the nearest field around it.
    pub fn of(&self, field: &str) -> Option<&FieldSource> {
        let around = std::iter::successors(Some(field), |field| {
            field.rsplit_once('/').map(|(around, _)| around)
        });
        around
            .map(|field| self.0.iter().find(|source| source.field == field))
            .find(Option::is_some)
            .flatten()
    }
}

impl Extend<FieldSource> for Sources {
    fn extend<T: IntoIterator<Item = FieldSource>>(&mut self, more: T) {
        self.0.extend(more);
    }
}

/// `under_number p2 36-37`: the rule, the page where there are pages, and the lines where there are lines.
struct Place {
    rule: Rule,
    span: Span,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.rule.name())?;
        if let Some(page) = self.span.page {
            write!(formatter, " p{page}")?;
        }
        match self.span.lines {
            Some([first, last]) if first == last => write!(formatter, " {first}"),
            Some([first, last]) => write!(formatter, " {first}-{last}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Place, String> {
        let wrong = || format!("no source of a field: {text}");
        let mut words = text.split(' ');
        let rule = words.next().and_then(Rule::from_name).ok_or_else(wrong)?;
        let mut span = Span::default();
        for word in words {
            if let Some(page) = word.strip_prefix('p') {
                span.page = Some(page.parse().map_err(|_| wrong())?);
            } else {
                let (first, last) = word.split_once('-').unwrap_or((word, word));
                let line = |digits: &str| digits.parse::<u32>().map_err(|_| wrong());
                span.lines = Some([line(first)?, line(last)?]);
            }
        }
        Ok(Place { rule, span })
    }
}

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for FieldSource { field, rule, span } in &self.0 {
            let place = Place {
                rule: *rule,
                span: *span,
            };
            map.serialize_entry(field, &place.to_string())?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sources, D::Error> {
        deserializer.deserialize_map(SourcesVisitor)
    }
}

struct SourcesVisitor;

impl<'de> Visitor<'de> for SourcesVisitor {
    type Value = Sources;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a field's path with its source for each field")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sources, A::Error> {
        let mut sources = Sources::default();
        while let Some((field, place)) = map.next_entry::<String, String>()? {
            let Place { rule, span } = place.parse().map_err(A::Error::custom)?;
            sources.note(field, rule, span);
        }
        Ok(sources)
    }
}

#[cfg(test)]
mod tests;
