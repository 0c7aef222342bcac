//! What a reader of the record sees, and laws that hold for any text.

mod laws;
mod mended;
pub(crate) mod support;
