//! Every hit of a search as a file, over HTTP, and what that takes of the server.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::client::{Client, target};
use super::figures::Figures;
use super::server::{Archive, Server};

/// About so many rows: that many are asked for, and a twentieth more are no other measurement.
const ROWS: u64 = 100_000;
const MOST_ROWS: u64 = ROWS + ROWS / 20;

#[derive(Debug, Deserialize)]
struct Told {
    total: u64,
    facets: Facets,
}

#[derive(Debug, Deserialize)]
struct Facets {
    municipality: Vec<Counted>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Counted {
    value: String,
    count: u64,
}

/// Exports the same rows in two formats, each from a server that was just started.
pub fn run(program: &Path, archive: &Archive, first: &str) -> Result<Figures> {
    let mut figures = Figures::new();
    for format in ["csv", "jsonl"] {
        let server = Server::start(program, archive, first)?;
        let mut client = Client::new(server.address());
        let mut pairs = filters(&mut client)?;
        pairs.push(("format".to_owned(), format.to_owned()));
        let before = server.memory().resident;
        let mut lines = 0;
        let head = client.get_into(&target("/api/v1/export", &pairs), &mut |bytes| {
            lines += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        })?;
        ensure!(head.status == 200, "the export answered {}", head.status);
        let rows = head.total.context("how many rows there are")?;
        // In CSV a text may hold several lines.
        ensure!(
            lines >= rows,
            "{rows} rows were told and {lines} lines came"
        );
        let mut tell =
            |name: &str, value: f64| figures.insert(format!("export.{format}.{name}"), value);
        tell("rows", rows as f64);
        tell("rate", rows as f64 / head.took.as_secs_f64());
        tell("first_byte", head.first_byte.as_secs_f64() * 1e3);
        tell("bytes", head.length as f64);
        tell("before", before as f64);
        tell("most", server.most_resident() as f64);
        server.stop()?;
    }
    Ok(figures)
}

/// Parameters that find at most about so many paragraphs: all, or those of some municipalities.
fn filters(client: &mut Client) -> Result<Vec<(String, String)>> {
    let (head, body) = client.get("/api/v1/search?size=1")?;
    ensure!(head.status == 200, "a search answered {}", head.status);
    let told: Told = serde_json::from_slice(body)?;
    if told.total <= MOST_ROWS {
        return Ok(Vec::new());
    }
    let chosen = chosen(&told.facets.municipality);
    Ok(chosen
        .map(|one| ("municipality".to_owned(), one.value.clone()))
        .collect())
}

/// The largest that fit one after the other; the smallest where none does.
fn chosen(counted: &[Counted]) -> impl Iterator<Item = &Counted> {
    let mut left = MOST_ROWS;
    let fits = |one: &&Counted| {
        let fits = one.count <= left;
        left -= if fits { one.count } else { 0 };
        fits
    };
    let mut fitting: Vec<&Counted> = counted.iter().filter(fits).collect();
    if fitting.is_empty() {
        fitting.extend(counted.iter().min_by_key(|one| one.count));
    }
    fitting.into_iter()
}

#[cfg(test)]
mod tests {
    use super::{Counted, chosen};

    fn names(counts: &[(&str, u64)]) -> Vec<String> {
        let counted = counts.iter().map(|(value, count)| Counted {
            value: (*value).to_owned(),
            count: *count,
        });
        let counted: Vec<Counted> = counted.collect();
        chosen(&counted).map(|one| one.value.clone()).collect()
    }

    #[test]
    fn as_many_are_chosen_as_fit() {
        assert_eq!(
            names(&[("a", 70_000), ("b", 60_000), ("c", 30_000)]),
            ["a", "c"]
        );
        // Of a million made-up §§ two municipalities together are a little more than 100 000.
        assert_eq!(names(&[("a", 50_010), ("b", 50_002)]), ["a", "b"]);
        assert_eq!(names(&[("a", 100_000)]), ["a"]);
        assert_eq!(names(&[("a", 300_000), ("b", 200_000)]), ["b"]);
    }
}
