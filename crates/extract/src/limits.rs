//! How much one file may cost. Minutes are far below all of these; a crafted file is not.

/// Bytes of a text file. The longest minutes known are below 2 MB.
pub const TEXT_FILE_BYTES: usize = 32 * 1024 * 1024;
