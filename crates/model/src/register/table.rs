//! The register's rows, kept as a table that a person can check line by line.
//!
//! Codes are Statistics Sweden's; a municipality's first two digits are its county's, and a region has its
//! county's two. A full name is the one the municipality uses of itself: some say *stad*.

use std::sync::LazyLock;

use super::{Kind, RegisterEntry};

/// Code, short name, place, full name, and other names apart by `; `.
const TABLE: &str = include_str!("register.tsv");

/// All 290 municipalities and 20 regions, by code.
pub fn register() -> &'static [RegisterEntry] {
    static ROWS: LazyLock<Vec<RegisterEntry>> =
        LazyLock::new(|| TABLE.lines().skip(1).filter_map(row).collect());
    &ROWS
}

fn row(line: &'static str) -> Option<RegisterEntry> {
    let mut cells = line.split('\t');
    let code = cells.next()?;
    let short_name = cells.next()?;
    let place = cells.next()?;
    let name = cells.next()?;
    let others = cells.next()?.split("; ").filter(|name| !name.is_empty());
    Some(RegisterEntry {
        code,
        name,
        short_name,
        place,
        other_names: others.collect(),
        kind: if code.len() == 2 {
            Kind::Region
        } else {
            Kind::Municipality
        },
    })
}
