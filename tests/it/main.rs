//! Tests over several crates, in one binary.

mod architecture;
mod children;
mod damaged_pdfs;
mod formats;
mod fuzzing;
mod golden;
mod judged_searches;
mod pdf_fixtures;
mod samples;
mod second_reader;
