//! The mix of queries over HTTP: by one visitor, and by eight at once.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::client::{Client, target};
use super::mix::{self, Asked};
use crate::data_set::Query;

const SEARCH: &str = "/api/v1/search";
/// The kind of query that is followed through pages, and how far.
const DEEP: &str = "deep";
const PAGES: usize = 20;
/// Failures that are told.
const TOLD: usize = 5;

/// What a pass over the mix gave.
#[derive(Debug, Default)]
pub struct Pass {
    /// One for each query; of one that is followed through pages the last page.
    pub asked: Vec<Asked>,
    /// All requests, every page among them.
    pub requests: usize,
    /// By the clock.
    pub seconds: f64,
    /// Of requests without an answer.
    pub failures: Vec<String>,
}

/// What is read of an answer.
#[derive(Debug, Deserialize)]
struct Told {
    total: u64,
    next: Option<String>,
}

/// The address of a query.
pub fn address(query: &Query) -> String {
    target(SEARCH, &query.pairs())
}

/// So many visitors share the mix: whoever has an answer asks the next query.
pub fn together(server: SocketAddr, queries: &[Query], visitors: usize) -> Result<Pass> {
    let order = mix::order(queries.len());
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Pass::default());
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..visitors {
            scope.spawn(|| {
                let mut visitor = Visitor::new(server);
                while let Some(place) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    visitor.ask(&queries[*place]);
                }
                if let Ok(mut all) = all.lock() {
                    all.take(visitor.pass);
                }
            });
        }
    });
    let mut pass = all.into_inner().context("a visitor panicked")?;
    pass.seconds = begun.elapsed().as_secs_f64();
    for failure in pass.failures.iter().take(TOLD) {
        eprintln!("  {failure}");
    }
    ensure!(!pass.asked.is_empty(), "no query was answered");
    Ok(pass)
}

/// Somebody who asks one thing after the other.
pub struct Visitor {
    client: Client,
    pub pass: Pass,
}

impl Visitor {
    pub fn new(server: SocketAddr) -> Visitor {
        Visitor {
            client: Client::new(server),
            pass: Pass::default(),
        }
    }

    /// Asks, follows through pages what is to be followed, and notes how long the last page took.
    pub fn ask(&mut self, query: &Query) {
        let mut pairs = query.pairs();
        let pages = if query.kind == DEEP { PAGES } else { 1 };
        let mut last = None;
        for _ in 0..pages {
            match self.page(&target(SEARCH, &pairs)) {
                Ok((took, told)) => {
                    last = Some((took, told.total));
                    let Some(cursor) = told.next else { break };
                    pairs.retain(|(name, _)| name != "cursor");
                    pairs.push(("cursor".to_owned(), cursor));
                }
                Err(error) => {
                    self.pass.failures.push(format!("{query:?}: {error:#}"));
                    return;
                }
            }
        }
        if let Some((took, total)) = last {
            self.pass.asked.push(Asked {
                kind: query.kind.clone(),
                took,
                total,
            });
        }
    }

    /// What the answer says is read after the clock has stopped.
    fn page(&mut self, target: &str) -> Result<(Duration, Told)> {
        self.pass.requests += 1;
        let (head, body) = self.client.get(target)?;
        ensure!(
            head.status == 200,
            "{target}: {} {}",
            head.status,
            String::from_utf8_lossy(body)
        );
        Ok((head.took, serde_json::from_slice(body)?))
    }
}

impl Pass {
    /// Answers a second, every page counted.
    pub fn rate(&self) -> f64 {
        (self.requests - self.failures.len()) as f64 / self.seconds
    }

    fn take(&mut self, other: Pass) {
        self.asked.extend(other.asked);
        self.requests += other.requests;
        self.failures.extend(other.failures);
    }
}
