//! Fonts on their own; with pages around them in `pdf/tests`.
