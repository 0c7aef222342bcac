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
        // A name without any Latin letter or digit names nothing in an address.
        let named = !municipality.is_empty() && !body.is_empty();
        named.then(|| MeetingId::from_parts(&municipality, &body, date))
    }

    /// From a municipality's short name and a body's slug or name, neither of them empty.
    pub fn from_parts(municipality: &str, body: &str, date: NaiveDate) -> MeetingId {
        MeetingId(format!("{}/{}/{date}", slug(municipality), slug(body)))
    }

    /// The id of one of its paragraphs.
    pub fn paragraph(&self, paragraph: &Paragraph) -> ParagraphId {
        let number = slug(&paragraph.number_with_suffix());
        ParagraphId(format!("{}/{number}", self.0))
    }

    /// As in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ParagraphId {
    /// Takes a string that has the form of an id: two slugs, a date, and a number that a suffix may follow.
    pub fn parse(text: &str) -> Option<ParagraphId> {
        let mut parts = text.split('/');
        let (municipality, body) = (parts.next()?, parts.next()?);
        let (date, number) = (parts.next()?, parts.next()?);
        // Chrono also reads 2022-5-31, which no id has.
        let is_date = NaiveDate::parse_from_str(date, "%Y-%m-%d")
            .is_ok_and(|parsed| parsed.to_string() == date);
        let is_number = is_slug(number) && number.starts_with(|first: char| first.is_ascii_digit());
        let well_formed = is_slug(municipality)
            && is_slug(body)
            && is_date
            && is_number
            && parts.next().is_none();
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

/// Lower-case a–z, 0–9 and single hyphens, none at either end: å and ä become a, ö becomes o.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            // Accents that stand as characters of their own, and soft hyphens, part no words.
            '\u{300}'..='\u{36f}' | '\u{ad}' => {}
            _ => match plain(letter) {
                Some(plain) => slug.push_str(plain),
                None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                None => {}
            },
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Latin small letters with marks, and what is left of them without.
const PLAIN_LETTERS: [(&str, &str); 26] = [
    ("a", "åäàáâãæāăąǎȁȃȧạảấầẩẫậắằẳẵặǟǡǣǻǽḁẚª"),
    ("o", "öøóòôõōŏőơǒǫǭȍȏȫȭȯȱọỏốồổỗộớờởỡợǿṍṏṑṓº"),
    ("e", "éèêëēĕėęěȅȇȩẹẻẽếềểễệḕḗḙḛḝǝə"),
    ("u", "üúùûũūŭůűųưǔǖǘǚǜȕȗụủứừửữựṳṵṷṹṻ"),
    ("i", "íìîïĩīĭįıǐȉȋỉịḭḯ"),
    ("y", "ýÿŷȳỳỵỷỹẏẙ"),
    ("c", "çćĉċčḉ"),
    ("d", "ðďđɖḋḍḏḑḓ"),
    ("n", "ñńņňŋǹṅṇṉṋŉ"),
    ("s", "śŝşšșſṡṣṥṧṩ"),
    ("z", "źżžƶẑẓẕ"),
    ("l", "łĺļľŀḷḹḻḽ"),
    ("t", "ţťŧțṫṭṯṱẗ"),
    ("g", "ĝğġģǥǧǵḡ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("k", "ķĸǩḱḳḵ"),
    ("j", "ĵǰ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("b", "ḃḅḇ"),
    ("m", "ḿṁṃ"),
    ("p", "ṕṗ"),
    ("ss", "ß"),
    ("th", "þ"),
    ("oe", "œ"),
    ("ij", "ĳ"),
];

pub(crate) fn plain(letter: char) -> Option<&'static str> {
    PLAIN_LETTERS
        .iter()
        .find(|(_, marked)| marked.contains(letter))
        .map(|(plain, _)| *plain)
}

/// Whether a text is its own slug.
fn is_slug(text: &str) -> bool {
    text.split('-').all(|part| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !part.is_empty() && part.bytes().all(plain)
    })
}

#[cfg(test)]
mod tests;
