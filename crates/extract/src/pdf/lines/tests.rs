//! Lines on their own; with content around them in `pdf/tests`.
