//! What visitors ask: questions people might type, and what they do with what is found.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::client::ask;
use crate::chance::Chance;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A search by a program.
    Search,
    /// A search by a person.
    SearchPage,
    /// A page that a search led to.
    Page,
    /// Completions.
    Suggest,
    /// Counts over a search.
    Stats,
    /// Many case numbers.
    Lookup,
    /// Every hit of a search.
    Export,
    /// What is held.
    Status,
}

/// Every kind.
pub const KINDS: [Kind; 8] = [
    Kind::Search,
    Kind::SearchPage,
    Kind::Page,
    Kind::Suggest,
    Kind::Stats,
    Kind::Lookup,
    Kind::Export,
    Kind::Status,
];

/// Of so many requests one is an export, and one asks what is held.
const SELDOM: u64 = 40;

impl Kind {
    /// For a table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Search => "search",
            Kind::SearchPage => "search page",
            Kind::Page => "page",
            Kind::Suggest => "suggest",
            Kind::Stats => "stats",
            Kind::Lookup => "lookup",
            Kind::Export => "export",
            Kind::Status => "status",
        }
    }
}

/// Somebody who asks one thing after the other.
pub(super) struct Visitor<'a> {
    chance: Chance,
    typed: &'a [String],
    /// Pages that the last search led to.
    pages: Vec<String>,
    took: Vec<(Kind, Duration)>,
    pub failures: Vec<String>,
}

impl<'a> Visitor<'a> {
    pub fn new(number: usize, typed: &'a [String]) -> Visitor<'a> {
        Visitor {
            chance: Chance::of(&format!("visitor {number}")),
            typed,
            pages: Vec::new(),
            took: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Asks one thing and notes how long it took, or how it failed.
    pub fn ask(&mut self, address: SocketAddr, failed: &AtomicU64) {
        let kind = self.kind();
        let (method, path, body) = self.request(kind);
        let began = Instant::now();
        match ask(address, method, &path, &body) {
            Ok(answer) if is_answered(kind, answer.status) => {
                self.took.push((kind, began.elapsed()));
                if kind == Kind::Search {
                    self.pages = pages(&String::from_utf8_lossy(&answer.body));
                }
            }
            Ok(answer) => self.fails(format!("{method} {path}: {}", answer.status), failed),
            Err(error) => self.fails(format!("{method} {path}: {error}"), failed),
        }
    }

    fn fails(&mut self, how: String, failed: &AtomicU64) {
        failed.fetch_add(1, Ordering::Relaxed);
        self.failures.push(how);
        self.failures.truncate(super::TOLD);
    }

    fn kind(&mut self) -> Kind {
        if self.chance.once_in(SELDOM) {
            return match self.chance.once_in(2) {
                true => Kind::Export,
                false => Kind::Status,
            };
        }
        let often = &KINDS[..6];
        often[self.chance.below(often.len() as u64) as usize]
    }

    fn request(&mut self, kind: Kind) -> (&'static str, String, String) {
        let typed = self.question();
        let q = encoded(&typed);
        let path = match kind {
            Kind::Search => format!("/api/v1/search?q={q}"),
            Kind::SearchPage => format!("/sok?q={q}"),
            Kind::Page => match self.pages.is_empty() {
                true => "/".to_owned(),
                false => {
                    let place = self.chance.below(self.pages.len() as u64) as usize;
                    format!("{}?q={q}", self.pages[place])
                }
            },
            Kind::Suggest => {
                let letters = 1 + self.chance.below(12) as usize;
                let begun: String = typed.chars().take(letters).collect();
                format!("/api/v1/suggest?q={}", encoded(&begun))
            }
            Kind::Stats => format!("/api/v1/stats?by=month&q={q}"),
            Kind::Lookup => {
                let numbers: Vec<String> = (1..=30).map(|n| format!("KS 2021/{n}")).collect();
                let body = serde_json::json!({ "numbers": numbers }).to_string();
                return ("POST", "/api/v1/cases/lookup".to_owned(), body);
            }
            Kind::Export => {
                let format = self.chance.pick(&["csv", "jsonl"]);
                format!("/api/v1/export?format={format}&q={q}")
            }
            Kind::Status => "/api/v1/status".to_owned(),
        };
        ("GET", path, String::new())
    }

    fn question(&mut self) -> String {
        let place = self.chance.below(self.typed.len() as u64) as usize;
        self.typed[place].clone()
    }
}

/// How long answers took, by kind.
pub(super) fn took(visitors: &[Visitor<'_>]) -> Vec<(Kind, Vec<Duration>)> {
    let of_kind = |kind: Kind| {
        let all = visitors.iter().flat_map(|visitor| &visitor.took);
        let own = all.filter(|(other, _)| *other == kind);
        own.map(|(_, took)| *took).collect()
    };
    KINDS.map(|kind| (kind, of_kind(kind))).to_vec()
}

/// All that was typed in the judged queries, and some that are hard to answer.
pub(super) fn typed(folder: &Path) -> Result<Vec<String>> {
    let mut typed: BTreeSet<String> = ["", "beslut", "för*", "\"till att\"", "-beslut", "a OR och"]
        .map(str::to_owned)
        .into();
    for path in crate::queries::files_named(folder, "queries_")? {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        collect(&toml::Value::Table(text.parse()?), &mut typed);
    }
    ensure!(
        typed.len() > 100,
        "there are judged queries in {}",
        folder.display()
    );
    Ok(typed.into_iter().collect())
}

/// Every text of a table; lists name what is to be found.
fn collect(value: &toml::Value, typed: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => {
            typed.insert(text.clone());
        }
        toml::Value::Table(table) => table.values().for_each(|value| collect(value, typed)),
        toml::Value::Array(values) => {
            let tables = values.iter().filter(|value| value.is_table());
            tables.for_each(|value| collect(value, typed));
        }
        _ => {}
    }
}

/// The pages of the hits in an answer; those of cases take no query.
fn pages(answer: &str) -> Vec<String> {
    let pieces = answer.split("\"url\":\"/").skip(1);
    let paths = pieces.filter_map(|piece| piece.split('"').next());
    let paths = paths.filter(|path| !path.starts_with("arende/"));
    paths.map(|path| format!("/{path}")).collect()
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        // Writing to a string cannot fail.
        let _ = match byte.is_ascii_alphanumeric() {
            true => write!(encoded, "{}", char::from(byte)),
            false => write!(encoded, "%{byte:02X}"),
        };
        encoded
    })
}

/// A lone case number in the search box leads on to its case.
fn is_answered(kind: Kind, status: u16) -> bool {
    status == 200 || (kind == Kind::SearchPage && status == 303)
}
