//! A disk that fails, a program that is killed and power that goes off: what a run of the real program leaves behind, and
//! whether that is what was promised.
//!
//! The program is not changed for it. A small library (`tests/faults/shim.c`) is loaded into it, which counts every
//! operation that changes a file, lets one fail, ends the process there, or writes down all of them, so that the state
//! of a disk can be made that holds only what was synchronised.

mod disk;
mod journal;
mod made;
mod promises;
mod run;
mod shim;

pub use disk::{Disk, Loss};
pub use journal::{Journal, Record};
pub use made::minutes;
pub use promises::{Undisturbed, Violation};
pub use run::{Command, Ended, Place};
pub use shim::{Fault, Shim};
