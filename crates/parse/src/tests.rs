//! What a reader of the record sees, and laws that hold for any text.

mod laws;
pub(crate) mod support;
