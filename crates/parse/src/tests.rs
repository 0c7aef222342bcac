//! What a reader of the record sees, feature by feature, and laws that hold for any text.

mod cover;
mod cover_forms;
mod decisions;
mod headers;
mod kinds;
mod laws;
mod mended;
mod outcomes;
mod page_heads;
mod people;
mod provenance;
mod rare_headers;
mod remarks;
mod sections;
mod support;
mod votes;
mod whose_decision;
mod words;
