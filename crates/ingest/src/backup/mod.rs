//! One file with everything: made while other commands write, restored into an empty folder by this or a later program.
//!
//! It is a zip file that any tool opens: the catalogue as a copy of one moment, every original, the log of withdrawals,
//! the index for programs that can use it, and a manifest with the size and SHA-256 of each. The manifest is its first
//! entry that a restore reads and the last that is written, so that half a backup is none.

mod error;
mod manifest;
mod names;
mod restore;
mod write;

pub use error::BackupError;
pub use manifest::{Counted, Manifest};
pub use restore::{Restored, restore};
pub use write::{BackedUp, backup, partial_backup};
