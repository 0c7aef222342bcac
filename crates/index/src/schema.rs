//! Which fields the index has and how each is kept.
//!
//! The layout is the same that another engine would need: every text field holds ready tokens, one a position, that
//! [`paragraf_language`] made, and no engine analyses anything. Texts are not kept; excerpts are made from the
//! paragraph that the archive gives.

use crate::tokens::READY;
use paragraf_query::Zone;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// Version of the layout. Raise it with every change of [`layout`]: an index of another version is refused.
pub(crate) const SCHEMA_VERSION: u32 = 3;

/// The fields by name.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    /// The archive's permanent key; unique.
    pub key: Field,
    /// The paragraph's id, given back with a hit.
    pub id: Field,
    /// Stems of the title and all sections.
    pub text: Field,
    /// Stems of compound parts, and of what a hanging hyphen leaves out.
    pub parts: Field,
    /// Stems of words and parts without å ä ö, where that makes a difference.
    pub folded: Field,
    /// Compound parts and folded forms of each zone (see [`aside`]), for searches that are limited to one.
    pub aside: Field,
    /// Stems of each zone.
    stems: Vec<Field>,
    /// Words of each zone as they stand, in lower case.
    exacts: Vec<Field>,
    /// Keys of case numbers and of the paragraph's own number (see [`crate::keys`]).
    pub case: Field,
    /// Officers by name and parts of names (see [`crate::keys`]).
    pub person: Field,
    /// Stems of the names of municipality and body, for words that say where.
    pub place: Field,
    /// What abbreviations the paragraph defines (see [`crate::widen`]).
    pub abbreviation: Field,
    pub municipality: Field,
    /// Full names of municipalities, as slugs, for those that are in no register.
    pub municipality_name: Field,
    pub body: Field,
    pub outcome: Field,
    pub officer: Field,
    pub year: Field,
    /// Days since 1970.
    pub date: Field,
    /// What the title's words make (see [`crate::keys::of_title`]), to tell titles apart.
    pub title: Field,
    pub language: Field,
}

/// Names of the fields that are read by column.
pub(crate) mod column {
    pub const KEY: &str = "key";
    pub const TITLE: &str = "title";
    pub const DATE: &str = "date";
    pub const YEAR: &str = "year";
    pub const MUNICIPALITY: &str = "municipality";
    pub const BODY: &str = "body";
    pub const OUTCOME: &str = "outcome";
    pub const OFFICER: &str = "officer";
}

impl Fields {
    /// Stems of one zone.
    pub fn stems(&self, zone: Zone) -> Field {
        of_zone(&self.stems, zone).unwrap_or(self.text)
    }

    /// Words of one zone as they stand.
    pub fn exacts(&self, zone: Zone) -> Field {
        of_zone(&self.exacts, zone).unwrap_or(self.text)
    }
}

fn of_zone(fields: &[Field], zone: Zone) -> Option<Field> {
    let place = Zone::all().position(|known| known == zone)?;
    fields.get(place).copied()
}

/// What a match in a zone counts beside one in the text at large.
pub(crate) fn boost(zone: Zone) -> Option<f32> {
    match zone.name() {
        "title" => Some(3.0),
        "decision" => Some(2.0),
        _ => None,
    }
}

/// How a form stands in the field `aside`: `decision|p|skola` for a part, `decision|f|skola` for a folded form.
pub(crate) fn aside(zone: Zone, kind: char, stem: &str) -> String {
    let mut written = String::new();
    write_aside(&mut written, zone, kind, stem);
    written
}

/// Writes [`aside`] behind what was written before.
pub(crate) fn write_aside(written: &mut String, zone: Zone, kind: char, stem: &str) {
    written.push_str(zone.name());
    written.push('|');
    written.push(kind);
    written.push('|');
    written.push_str(stem);
}

/// The schema and its fields.
pub(crate) fn layout() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let ranked = tokens(IndexRecordOption::WithFreqs, true);
    let only_docs = tokens(IndexRecordOption::Basic, false);
    let raw = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    );
    let fields = Fields {
        key: builder.add_u64_field(column::KEY, INDEXED | FAST),
        id: builder.add_text_field("id", STORED),
        text: builder.add_text_field("text", ranked.clone()),
        parts: builder.add_text_field("parts", ranked.clone()),
        folded: builder.add_text_field("folded", ranked),
        aside: builder.add_text_field("aside", only_docs.clone()),
        stems: Zone::all()
            .map(|zone| stems_field(&mut builder, zone))
            .collect(),
        exacts: Zone::all()
            .map(|zone| exacts_field(&mut builder, zone))
            .collect(),
        case: builder.add_text_field("case", raw.clone()),
        person: builder.add_text_field("person", raw.clone()),
        place: builder.add_text_field("place", only_docs),
        abbreviation: builder.add_text_field("abbreviation", raw.clone()),
        municipality: builder.add_text_field(column::MUNICIPALITY, raw.clone().set_fast("raw")),
        municipality_name: builder.add_text_field("municipality_name", raw.clone()),
        body: builder.add_text_field(column::BODY, raw.clone().set_fast("raw")),
        outcome: builder.add_text_field(column::OUTCOME, raw.clone().set_fast("raw")),
        officer: builder.add_text_field(column::OFFICER, TextOptions::default().set_fast("raw")),
        year: builder.add_u64_field(column::YEAR, INDEXED | FAST),
        date: builder.add_i64_field(column::DATE, FAST),
        title: builder.add_u64_field(column::TITLE, FAST),
        language: builder.add_text_field("language", raw),
    };
    (builder.build(), fields)
}

/// Only the boosted zones are ranked by themselves; the others only say where a word stands.
fn stems_field(builder: &mut SchemaBuilder, zone: Zone) -> Field {
    let options = match boost(zone) {
        Some(_) => tokens(IndexRecordOption::WithFreqs, true),
        None => tokens(IndexRecordOption::Basic, false),
    };
    builder.add_text_field(&format!("stem_{}", zone.name()), options)
}

fn exacts_field(builder: &mut SchemaBuilder, zone: Zone) -> Field {
    let options = tokens(IndexRecordOption::WithFreqsAndPositions, true);
    builder.add_text_field(&format!("exact_{}", zone.name()), options)
}

/// Tokens that were made already, with a blank between.
fn tokens(record: IndexRecordOption, norms: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(READY)
        .set_index_option(record)
        .set_fieldnorms(norms);
    TextOptions::default().set_indexing_options(indexing)
}
