//! How values of the model stand in the catalogue. The one place to change for another encoding.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use paragraf_model::{Meeting, Paragraph};
use rusqlite::types::{Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::packed::{pack, unpacked};
use crate::{ArchiveError, Gist};

/// A paragraph as its versions hold it: the record's JSON, packed.
pub fn encode_paragraph(paragraph: &Paragraph) -> Result<Vec<u8>, ArchiveError> {
    pack(&to_json(paragraph)?)
}

/// The way back.
pub fn decode_paragraph(record: ValueRef<'_>) -> Result<Paragraph, ArchiveError> {
    unpacked(record, |json| from_json(json, "a paragraph"))
}

/// The way back for a list.
pub fn decode_gist(record: ValueRef<'_>) -> Result<Gist, ArchiveError> {
    unpacked(record, |json| from_json(json, "a paragraph"))
}

/// What a document says of its meeting: the record's JSON, packed where the document is indexed. Of the few that are not,
/// statements look into it.
pub fn encode_meeting(meeting: &Meeting, is_indexed: bool) -> Result<Value, ArchiveError> {
    let json = to_json(meeting)?;
    Ok(match is_indexed {
        true => Value::Blob(pack(&json)?),
        false => Value::Text(json),
    })
}

/// The way back; `None` where it says nothing.
pub fn decode_meeting(stored: ValueRef<'_>) -> Result<Option<Meeting>, ArchiveError> {
    match stored {
        ValueRef::Null => Ok(None),
        stored => unpacked(stored, |json| from_json(json, "a meeting")).map(Some),
    }
}

/// A value of a closed set by its name in the record: `pdf` kinds, finding kinds, severities.
pub fn encode_name<T: Serialize>(value: T) -> Result<String, ArchiveError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        other => Err(damaged(&format!("a name that is none: {other:?}"))),
    }
}

/// The way back.
pub fn decode_name<T: DeserializeOwned>(name: &str) -> Result<T, ArchiveError> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|_| damaged(&format!("the unknown name {name}")))
}

/// RFC 3339 in UTC with microseconds: sorts as text.
pub fn encode_time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The way back.
pub fn decode_time(text: &str) -> Result<DateTime<Utc>, ArchiveError> {
    DateTime::parse_from_rfc3339(text)
        .map(|time| time.to_utc())
        .map_err(|_| damaged(&format!("the time {text}")))
}

/// `YYYY-MM-DD`.
pub fn decode_date(text: &str) -> Result<NaiveDate, ArchiveError> {
    text.parse()
        .map_err(|_| damaged(&format!("the date {text}")))
}

/// A row holds what this program did not write.
pub fn damaged(what: &str) -> ArchiveError {
    ArchiveError::Damaged {
        what: what.to_owned(),
    }
}

fn to_json<T: Serialize>(value: &T) -> Result<String, ArchiveError> {
    serde_json::to_string(value).map_err(|error| damaged(&error.to_string()))
}

fn from_json<T: DeserializeOwned>(record: &str, what: &str) -> Result<T, ArchiveError> {
    serde_json::from_str(record).map_err(|error| damaged(&format!("{what}: {error}")))
}
