//! What a reader sees of a PDF.
