//! JSON API, pages and exports over HTTP. Alone in naming axum; reads, never writes.

mod address;
pub mod answers;
mod api;
mod app;
mod assets;
mod catalog;
pub mod citation;
mod client;
mod dress;
pub mod export;
mod feed;
mod finding_request;
mod links;
mod metrics;
mod names;
mod opensearch;
mod packing;
mod pages;
mod parameters;
mod probes;
mod problem;
mod queue;
mod rate;
mod router;
mod serve;
mod sitemap;
mod swedish;
mod tags;
mod trouble;
mod withdrawn;

#[cfg(test)]
mod tests;

pub use app::{App, Config, OpenError, known_values};
pub use finding_request::{FINDING_PARAMETERS, FindingRequest};
pub use rate::REQUESTS_PER_MINUTE;
pub use serve::Connections;
