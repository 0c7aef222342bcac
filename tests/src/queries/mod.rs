//! Judged searches: what people typed, what should have been found, and how far it was.
//!
//! A query file says what is relevant; every engine gives a [`Ranking`] for each query; the measures are the same for
//! all. The formats stand in `tests/queries/README.md`.

pub mod judged;
pub mod measure;
pub mod ours;
pub mod show;

pub use judged::{Expected, Judged, Keys, Set};
pub use measure::{Ranking, Sets, table};
pub use ours::Ours;
