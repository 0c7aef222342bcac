//! Tests over several crates, in one binary.

mod architecture;
mod golden;
mod samples;
