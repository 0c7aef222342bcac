//! Tests over several crates, in one binary.

mod architecture;
mod samples;
