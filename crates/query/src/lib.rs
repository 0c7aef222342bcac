//! What a person typed becomes a [`Query`], and what a request carries becomes a [`SearchRequest`].
//!
//! Typed text always yields an answer: what cannot be read as an operator is searched as words, and the notes (in
//! Swedish, for the citizen) say so. Parameters are refused by name instead, with the legal values.
#![warn(missing_docs, clippy::disallowed_methods)]

mod dates;
mod fields;
mod lexer;
mod near;
mod node;
mod notes;
mod parameters;
mod parser;
mod print;
mod query;
mod recognise;
mod request;

#[cfg(test)]
mod tests;

pub use node::{Filter, Node, Zone};
pub use parameters::{KnownBody, KnownMunicipality, KnownValues, PARAMETERS, ParameterProblem};
pub use query::Query;
pub use request::{Filters, SearchRequest, Sort};
