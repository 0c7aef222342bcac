//! What the service answers, asked through its router.

mod asking;
mod made;

mod api;
mod export;
mod handing_out;
mod odd_requests;
mod openapi;
mod pages;
mod problems;
mod routes;
mod stats;
mod style;
mod suggest;
mod withdrawn;
