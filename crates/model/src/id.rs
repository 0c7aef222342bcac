//! Ids that are made from the record alone, so that a citation outlives every rebuild.

use std::fmt;

use chrono::NaiveDate;

use crate::{Meeting, Paragraph};

/// `municipality/body/date`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingId(String);

/// `municipality/body/date/number`, with a suffix joined to the number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParagraphId(String);

impl MeetingId {
    /// `None` where the municipality, the body or the date is unknown: such a document needs facts first.
    pub fn of(meeting: &Meeting) -> Option<MeetingId> {
        let municipality = meeting.municipality.as_ref()?.short_name();
        let body = slug(meeting.body.as_deref()?);
        let date = meeting.date?;
        (!body.is_empty()).then(|| MeetingId::from_parts(&municipality, &body, date))
    }

    /// From parts that already have the form of an id.
    pub fn from_parts(municipality: &str, body: &str, date: NaiveDate) -> MeetingId {
        MeetingId(format!("{municipality}/{body}/{date}"))
    }

    /// The id of one of its paragraphs.
    pub fn paragraph(&self, paragraph: &Paragraph) -> ParagraphId {
        ParagraphId(format!("{}/{}", self.0, paragraph.number_with_suffix()))
    }

    /// As in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ParagraphId {
    /// Takes a string that has the form of an id: four parts of a–z, 0–9 and hyphens.
    pub fn parse(text: &str) -> Option<ParagraphId> {
        let parts: Vec<&str> = text.split('/').collect();
        let well_formed = parts.len() == 4
            && parts.iter().all(|part| {
                !part.is_empty()
                    && part
                        .bytes()
                        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            });
        well_formed.then(|| ParagraphId(text.to_owned()))
    }

    /// As in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The meeting it belongs to.
    pub fn meeting(&self) -> MeetingId {
        let meeting = self.0.rsplit_once('/').map_or("", |(meeting, _)| meeting);
        MeetingId(meeting.to_owned())
    }
}

impl fmt::Display for MeetingId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Lower-case a–z, 0–9 and single hyphens: å and ä become a, ö becomes o.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            'å' | 'ä' | 'æ' | 'à' | 'á' | 'â' => slug.push('a'),
            'ö' | 'ø' | 'ó' | 'ô' => slug.push('o'),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'ü' | 'ú' => slug.push('u'),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}
