//! The tables of an export: paragraphs in every format, and in those that hold several tables what lies beside them.

pub mod beside;
mod paragraphs;

use super::table::Table;

pub use paragraphs::{PARAGRAPHS, Row, cells};

/// The tables beside the paragraphs, in the order in which files have them.
pub const BESIDE: [Table; 6] = [
    beside::CASE_NUMBERS,
    beside::VOTES,
    beside::BALLOTS,
    beside::RESERVATIONS,
    beside::MEETINGS,
    beside::ATTENDANCE,
];
