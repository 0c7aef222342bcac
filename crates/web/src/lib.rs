//! JSON API, pages and exports over HTTP. Alone in naming axum; reads, never writes.

mod address;
pub mod answers;
mod api;
mod app;
mod assets;
pub mod citation;
mod dress;
pub mod export;
mod feed;
mod finding_request;
mod links;
mod metrics;
mod names;
mod pages;
mod parameters;
mod probes;
mod problem;
mod queue;
mod router;
mod serve;
mod swedish;
mod trouble;
mod withdrawn;

#[cfg(test)]
mod tests;

pub use app::{App, Config, OpenError, known_values};
pub use finding_request::{FINDING_PARAMETERS, FindingRequest};
pub use serve::Connections;
