//! Tests over several crates, in one binary.

mod architecture;
mod children;
mod formats;
mod golden;
mod samples;
