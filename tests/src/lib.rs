//! No code of its own: the tests are in `it`.
