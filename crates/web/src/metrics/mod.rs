//! Counters for whoever watches the server. They say nothing about who asked or for what.
//!
//! `docs/operate.md` has a row for each, which a test holds against what is told here.

mod process;

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use paragraf_archive::{Counts, WaitingForSpace};
use prometheus::core::Collector;
use prometheus::{
    Counter, Gauge, GaugeVec, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge,
    IntGaugeVec, Opts, Registry, TextEncoder,
};

use crate::app::App;
use crate::problem::Problem;
use crate::queue::Queue;

/// Upper bounds of the histogram, in seconds: a page is to be there within 0.3 s, and a search gives up after some.
const SECONDS: [f64; 9] = [0.005, 0.02, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];

/// How things are called and what they mean is written once, here.
const STATIC: &str = "names and labels are written in this file and asked for by a test";

/// Everything that is told.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    answers: IntCounterVec,
    problems: IntCounterVec,
    answer_seconds: HistogramVec,
    turns: IntGaugeVec,
    turns_limit: IntGaugeVec,
    turns_refused: IntCounterVec,
    /// Of those who are connected.
    pub connections: ConnectionCounts,
    connections_limit: IntGauge,
    refresh_failures: IntCounterVec,
    paragraphs: IntGauge,
    withdrawn_paragraphs: IntGauge,
    meetings: IntGauge,
    documents: IntGaugeVec,
    last_document: Gauge,
    archive_readable: IntGauge,
    archive_sequence: IntGauge,
    index_sequence: IntGauge,
    index_behind: Gauge,
    index_generation: IntGaugeVec,
    waiting_for_space: IntGauge,
    free_bytes: GaugeVec,
    process: process::Process,
    /// What is held, counted once for each change of the archive.
    held: Mutex<Option<(u64, Held)>>,
    /// Since when the index lacks changes of the archive.
    behind_since: Mutex<Option<Instant>>,
}

/// Connections, counted at the door.
#[derive(Clone, Debug)]
pub struct ConnectionCounts {
    /// There now.
    pub open: IntGauge,
    /// Let in since the start.
    pub accepted: IntCounter,
    /// Turned away, because every place was taken by somebody the server worked for.
    pub refused: IntCounter,
    /// Shown out to make room for others.
    pub displaced: IntCounter,
    /// Shown out because they kept the server waiting.
    pub overdue: IntCounter,
}

#[derive(Clone, Debug)]
struct Held {
    counts: Counts,
    last_document: Option<DateTime<Utc>>,
}

impl Metrics {
    /// Nothing is counted yet.
    pub fn new() -> Metrics {
        let make = Maker(Registry::new());
        let build = make.gauges(
            "paragraf_build_info",
            "Always 1; tells the version.",
            &["version"],
        );
        build.with_label_values(&[env!("CARGO_PKG_VERSION")]).set(1);
        let answers = make.counters(
            "paragraf_answers_total",
            "Answers by class of status.",
            &["class"],
        );
        for class in ["1xx", "2xx", "3xx", "4xx", "5xx"] {
            answers.with_label_values(&[class]);
        }
        Metrics {
            answers,
            problems: make.counters(
                "paragraf_problems_total",
                "Answers that tell of a problem, by its stable code.",
                &["code"],
            ),
            answer_seconds: make.histograms(
                "paragraf_answer_seconds",
                "Time until the answer's head was ready, by route.",
                &["route"],
            ),
            turns: make.gauges(
                "paragraf_turns",
                "Questions and downloads that are worked on or wait for their turn.",
                &["queue", "state"],
            ),
            turns_limit: make.gauges(
                "paragraf_turns_limit",
                "How many may be worked on or wait.",
                &["queue", "state"],
            ),
            turns_refused: make.counters(
                "paragraf_turns_refused_total",
                "Questions and downloads that were told to come back (503).",
                &["queue"],
            ),
            connections: make.connections(),
            connections_limit: make.gauge(
                "paragraf_connections_limit",
                "How many may be connected at once.",
            ),
            refresh_failures: make.counters(
                "paragraf_refresh_failures_total",
                "Looks at the archive or the index for news that failed.",
                &["of"],
            ),
            paragraphs: make.gauge("paragraf_paragraphs", "Paragraphs that can be found."),
            withdrawn_paragraphs: make.gauge(
                "paragraf_withdrawn_paragraphs",
                "Paragraphs that were taken out of every answer.",
            ),
            meetings: make.gauge(
                "paragraf_meetings",
                "Meetings of which paragraphs are held.",
            ),
            documents: make.gauges(
                "paragraf_documents",
                "Documents by what became of them.",
                &["status"],
            ),
            last_document: make.float(
                "paragraf_last_document_timestamp_seconds",
                "When the newest document came into the archive.",
            ),
            archive_readable: make.gauge(
                "paragraf_archive_readable",
                "1 where the archive answers; without it, what is held is not told.",
            ),
            archive_sequence: make.gauge(
                "paragraf_archive_sequence",
                "Number of the last change in the archive.",
            ),
            index_sequence: make.gauge(
                "paragraf_index_sequence",
                "Last change of the archive in the index.",
            ),
            index_behind: make.float(
                "paragraf_index_behind_seconds",
                "How long the index has lacked changes of the archive; 0 where it lacks none.",
            ),
            index_generation: make.gauges(
                "paragraf_index_generation_info",
                "Always 1; tells which generation of the index is searched.",
                &["generation"],
            ),
            waiting_for_space: make.gauge(
                "paragraf_waiting_for_space",
                "1 while reading in waits for disk space.",
            ),
            free_bytes: make.floats(
                "paragraf_free_bytes",
                "Free on the disk of the folder.",
                &["folder"],
            ),
            process: process::Process::new(&make),
            held: Mutex::default(),
            behind_since: Mutex::default(),
            registry: make.0,
        }
    }

    /// One answer has been given.
    pub fn answered(&self, route: Option<&str>, status: StatusCode, took: Duration) {
        const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(class) = CLASSES.get(class) {
            self.answers.with_label_values(&[class]).inc();
        }
        self.answer_seconds
            .with_label_values(&[route.unwrap_or("none")])
            .observe(took.as_secs_f64());
    }

    /// It told of a problem.
    pub fn problem(&self, problem: &Problem) {
        let code = problem.kind.code();
        self.problems.with_label_values(&[code]).inc();
    }

    /// Somebody was told to come back.
    pub fn turned_away(&self, queue: &str) {
        self.turns_refused.with_label_values(&[queue]).inc();
    }

    /// A look for what others committed has ended.
    pub fn refreshed(&self, of: &str, is_well: bool) {
        let failures = self.refresh_failures.with_label_values(&[of]);
        if !is_well {
            failures.inc();
        }
    }

    fn look_at_queue(&self, name: &str, queue: &Queue) {
        let load = queue.load();
        let put = |gauges: &IntGaugeVec, state: &str, value: usize| {
            gauges.with_label_values(&[name, state]).set(whole(value));
        };
        put(&self.turns, "working", load.working);
        put(&self.turns, "waiting", load.waiting);
        put(&self.turns_limit, "working", load.most_working);
        put(&self.turns_limit, "waiting", load.most_waiting);
        self.turns_refused.with_label_values(&[name]);
    }

    fn look_at_index(&self, app: &App) {
        let index = &app.sources().index;
        self.paragraphs.set(whole(index.paragraph_count()));
        self.index_sequence.set(whole(index.sequence()));
        self.index_generation.reset();
        let generation = index.generation();
        self.index_generation
            .with_label_values(&[generation.as_str()])
            .set(1);
    }

    fn look_at_archive(&self, app: &App) {
        let archive = &app.sources().archive;
        let asked = archive.last_sequence().and_then(|last| {
            let revision = archive.revision()?;
            Ok((last, self.held(app, revision)?))
        });
        self.archive_readable.set(i64::from(asked.is_ok()));
        let Ok((last, held)) = asked else {
            return;
        };
        self.archive_sequence.set(whole(last));
        self.index_behind
            .set(self.behind(last > app.sources().index.sequence()));
        let counts = held.counts;
        self.withdrawn_paragraphs
            .set(whole(counts.withdrawn_paragraphs));
        self.meetings.set(whole(counts.meetings));
        for (status, documents) in [
            ("indexed", counts.indexed),
            ("not_minutes", counts.not_minutes),
            ("needs_facts", counts.needs_facts),
            ("waiting", counts.waiting),
            ("failed", counts.failed),
            ("withdrawn", counts.withdrawn),
            ("left_out", counts.left_out),
        ] {
            let gauge = self.documents.with_label_values(&[status]);
            gauge.set(whole(documents));
        }
        // Counted from the epoch, as Prometheus wants it: 0 where nothing came yet.
        let last_document = held.last_document.map_or(0, |came| came.timestamp());
        self.last_document.set(last_document as f64);
    }

    /// Counting goes through every meeting, so it is done once for each change.
    fn held(&self, app: &App, revision: u64) -> Result<Held, paragraf_archive::ArchiveError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, held)) = held.as_ref()
            && *at == revision
        {
            return Ok(held.clone());
        }
        let archive = &app.sources().archive;
        let counted = Held {
            counts: archive.counts()?,
            last_document: archive.last_received()?,
        };
        *held = Some((revision, counted.clone()));
        Ok(counted)
    }

    fn behind(&self, is_behind: bool) -> f64 {
        let mut since = self
            .behind_since
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !is_behind {
            *since = None;
            return 0.0;
        }
        since
            .get_or_insert_with(Instant::now)
            .elapsed()
            .as_secs_f64()
    }

    fn look_at_disks(&self, app: &App) {
        let config = app.config();
        let waits = WaitingForSpace::told(&config.data).is_some();
        self.waiting_for_space.set(i64::from(waits));
        for (name, folder) in [("data", &config.data), ("index", &config.index)] {
            // A disk that does not tell is left out.
            if let Some(free) = free_bytes(folder) {
                self.free_bytes.with_label_values(&[name]).set(free);
            }
        }
    }
}

/// Everything as Prometheus text. Blocks: call it off the executor.
pub fn text(app: &App) -> String {
    let metrics = app.metrics();
    for (name, queue) in app.queues() {
        metrics.look_at_queue(name, queue);
    }
    let limit = app.config().connections.at_once;
    metrics.connections_limit.set(whole(limit));
    for of in ["archive", "index"] {
        metrics.refreshed(of, true);
    }
    metrics.look_at_index(app);
    metrics.look_at_archive(app);
    metrics.look_at_disks(app);
    metrics.process.look();
    let mut text = String::new();
    let families = metrics.registry.gather();
    // Writing to a string cannot fail.
    let _ = TextEncoder::new().encode_utf8(&families, &mut text);
    text
}

impl Default for ConnectionCounts {
    /// Counted and told to nobody.
    fn default() -> ConnectionCounts {
        Maker(Registry::new()).connections()
    }
}

/// Makes counters and gauges, and has them told.
struct Maker(Registry);

impl Maker {
    fn told<Kind: Collector + Clone + 'static>(&self, made: prometheus::Result<Kind>) -> Kind {
        let made = made.expect(STATIC);
        self.0.register(Box::new(made.clone())).expect(STATIC);
        made
    }

    fn counter(&self, name: &str, help: &str) -> IntCounter {
        self.told(IntCounter::new(name, help))
    }

    fn counters(&self, name: &str, help: &str, labels: &[&str]) -> IntCounterVec {
        self.told(IntCounterVec::new(Opts::new(name, help), labels))
    }

    fn gauge(&self, name: &str, help: &str) -> IntGauge {
        self.told(IntGauge::new(name, help))
    }

    fn gauges(&self, name: &str, help: &str, labels: &[&str]) -> IntGaugeVec {
        self.told(IntGaugeVec::new(Opts::new(name, help), labels))
    }

    fn float_counter(&self, name: &str, help: &str) -> Counter {
        self.told(Counter::new(name, help))
    }

    fn float(&self, name: &str, help: &str) -> Gauge {
        self.told(Gauge::new(name, help))
    }

    fn floats(&self, name: &str, help: &str, labels: &[&str]) -> GaugeVec {
        self.told(GaugeVec::new(Opts::new(name, help), labels))
    }

    fn histograms(&self, name: &str, help: &str, labels: &[&str]) -> HistogramVec {
        let options = HistogramOpts::new(name, help).buckets(SECONDS.to_vec());
        self.told(HistogramVec::new(options, labels))
    }

    fn connections(&self) -> ConnectionCounts {
        let shown_out = self.counters(
            "paragraf_connections_shown_out_total",
            "Connections that were ended because they kept the server waiting too long, or to make room for others.",
            &["why"],
        );
        ConnectionCounts {
            open: self.gauge("paragraf_connections", "Connections that are open."),
            accepted: self.counter(
                "paragraf_connections_accepted_total",
                "Connections that were let in.",
            ),
            refused: self.counter(
                "paragraf_connections_refused_total",
                "Connections that were turned away (503), because all places were taken.",
            ),
            displaced: shown_out.with_label_values(&["room"]),
            overdue: shown_out.with_label_values(&["overdue"]),
        }
    }
}

/// As the library takes whole numbers.
fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<f64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize) as f64)
}

/// Other systems are not asked.
#[cfg(not(unix))]
fn free_bytes(_folder: &Path) -> Option<f64> {
    None
}

/// Seconds since the epoch.
fn seconds(time: SystemTime) -> f64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0.0, |since| since.as_secs_f64())
}
