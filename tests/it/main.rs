//! Tests over several crates, in one binary.

mod architecture;
mod children;
mod golden;
mod samples;
