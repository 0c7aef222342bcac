//! Swedish that reads like minutes and means nothing.

mod names;
mod phrase;
mod sentence;
mod title;
mod topic;
mod words;

pub use names::{Names, Person};
pub use sentence::Prose;
pub use topic::Topic;
pub use words::Words;
