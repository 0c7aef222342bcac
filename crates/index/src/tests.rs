//! What is found, in what order, and what is not.

mod ahead;
mod facets;
mod generations;
mod help;
mod laws;
mod lexicons;
mod order;
mod patience;
mod shelf;
mod stats;
mod suggest;
mod verify;
mod words;
