//! What the service answers, asked through its router.

mod asked_too_often;
pub(crate) mod asking;
mod html;
pub(crate) mod made;

mod api;
mod archive;
mod citations;
mod counting;
mod coverage;
mod elsewhere;
mod every_route;
mod examples;
mod export;
mod feeds;
mod handing_out;
mod heads;
mod limits;
mod links;
mod many_numbers;
mod metrics;
mod names;
mod number_box;
mod odd_requests;
mod openapi;
mod pages;
mod paragraph_page;
mod problems;
mod routes;
mod scripts;
mod standards;
mod stats;
mod style;
mod suggest;
mod texts;
mod withdrawn;
