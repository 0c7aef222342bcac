//! Two builds of the program search the same minutes in turns, so that whatever else the machine does hits both alike.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::asking::{self, Visitor};
use super::figures::{Unit, digits};
use super::mix::{self, Asked};
use super::percentiles::Times;
use super::server::{Archive, Server};
use super::size::{Stopwatch, whole_way};
use super::table::{row, rule};
use crate::data_set::{DataSet, Query};

/// Turns of eight visitors for each program.
const TURNS: usize = 3;
const VISITORS: usize = 8;

/// Each program fills an archive of its own, then both are asked the same queries one after the other.
pub fn compare(set: &DataSet, place: &Path, programs: &[PathBuf; 2]) -> Result<String> {
    let archives = ["old", "new"].map(|name| Archive::at(&place.join(name)));
    let mut rows = Vec::new();
    let mut ways_in = Vec::new();
    for (archive, program) in archives.iter().zip(programs) {
        ways_in.push(whole_way(set, archive, program)?);
    }
    for (label, name, unit) in [
        ("whole way in, §/s", "whole.rate", Unit::PerSecond),
        (
            "processor time for it, µs a §",
            "whole.cpu_micros",
            Unit::Number,
        ),
    ] {
        let values = [0, 1].map(|which| ways_in[which].get(name).copied().unwrap_or_default());
        rows.push(line(label, values, unit));
    }
    let queries = set.queries()?;
    let first = asking::address(mix::first(&queries).context("there are queries")?);
    let step = Stopwatch::start("both programs in turns");
    rows.extend(one_visitor(&queries, &archives, programs, &first)?);
    rows.push(many_visitors(&queries, &archives, programs, &first)?);
    step.stop();
    let title = format!("{} §§", digits(set.facts.paragraphs as f64));
    let mut table = vec![row([title.as_str(), "old", "new", "old : new"]), rule(4)];
    table.extend(rows);
    Ok(table.join("\n"))
}

/// Both servers run; the one that is not asked does nothing.
fn one_visitor(
    queries: &[Query],
    archives: &[Archive; 2],
    programs: &[PathBuf; 2],
    first: &str,
) -> Result<Vec<String>> {
    let start = |which: usize| Server::start(&programs[which], &archives[which], first);
    let servers = [start(0)?, start(1)?];
    let mut visitors = [0, 1].map(|which| Visitor::new(servers[which].address()));
    let before = [0, 1].map(|which| servers[which].cpu_seconds());
    for (turn, place) in mix::order(queries.len()).into_iter().enumerate() {
        // Whoever is asked second finds the processor's memory as the other has left it.
        for which in [turn % 2, 1 - turn % 2] {
            visitors[which].ask(&queries[place]);
        }
    }
    let requests = [0, 1].map(|which| visitors[which].pass.requests.max(1) as f64);
    let cpu =
        [0, 1].map(|which| (servers[which].cpu_seconds() - before[which]) * 1e3 / requests[which]);
    let resident = [0, 1].map(|which| servers[which].most_resident() as f64);
    let failed = [0, 1].map(|which| visitors[which].pass.failures.len() as f64);
    let passes = visitors.map(|visitor| visitor.pass.asked);
    for server in servers {
        server.stop()?;
    }

    let mut rows = Vec::new();
    let all = [0, 1].map(|which| times(&passes[which], None));
    for percent in [50.0, 95.0, 99.0] {
        rows.push(percentile(&format!("answer p{percent}"), &all, percent));
    }
    rows.push(line(
        "processor time of the server for an answer",
        cpu,
        Unit::Milliseconds,
    ));
    rows.push(line("server, most resident", resident, Unit::Bytes));
    rows.push(line("requests without an answer", failed, Unit::Count));
    let kinds: std::collections::BTreeSet<&str> =
        queries.iter().map(|query| query.kind.as_str()).collect();
    for kind in kinds {
        let own = [0, 1].map(|which| times(&passes[which], Some(kind)));
        rows.push(percentile(&format!("{kind} p50"), &own, 50.0));
        rows.push(percentile(&format!("{kind} p95"), &own, 95.0));
    }
    Ok(rows)
}

/// Each turn begins with a server that has answered nothing yet.
fn many_visitors(
    queries: &[Query],
    archives: &[Archive; 2],
    programs: &[PathBuf; 2],
    first: &str,
) -> Result<String> {
    let mut rates = [0.0; 2];
    for turn in 0..TURNS {
        for which in [turn % 2, 1 - turn % 2] {
            let server = Server::start(&programs[which], &archives[which], first)?;
            let pass = asking::together(server.address(), queries, VISITORS)?;
            rates[which] += pass.rate() / TURNS as f64;
            server.stop()?;
        }
    }
    Ok(line(
        "answers a second, eight clients",
        rates,
        Unit::PerSecond,
    ))
}

fn times(asked: &[Asked], kind: Option<&str>) -> Times {
    let own = asked
        .iter()
        .filter(|asked| kind.is_none_or(|kind| asked.kind == kind));
    Times::of(own.map(|asked| asked.took))
}

fn percentile(label: &str, times: &[Times; 2], percent: f64) -> String {
    let found = [0, 1].map(|which| times[which].percentile(percent).unwrap_or_default());
    line(label, found, Unit::Milliseconds)
}

fn line(label: &str, [old, new]: [f64; 2], unit: Unit) -> String {
    let ratio = old / new;
    let ratio = if ratio.is_finite() {
        format!("{ratio:.2}")
    } else {
        String::new()
    };
    row([label, &unit.written(old), &unit.written(new), &ratio])
}
