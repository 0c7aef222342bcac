//! What the files of office programs are made of: a ZIP container of XML parts.

pub mod container;
pub mod content;
mod salvage;
pub mod symbols;
pub mod xml;

#[cfg(test)]
mod tests;
