//! What each feature of the query language looks like from outside.

mod dates;
mod language;
mod laws;
mod parameters;
