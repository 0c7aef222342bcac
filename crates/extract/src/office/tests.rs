//! Features and limits, as a reader sees them.
