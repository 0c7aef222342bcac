//! Counters for whoever watches the server: how many answers of which status class, and how long they took.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::StatusCode;

use crate::app::App;

/// Counted since the start. Says nothing about who asked or for what.
#[derive(Debug, Default)]
pub struct Metrics {
    by_class: [AtomicU64; 5],
    microseconds: AtomicU64,
}

impl Metrics {
    /// One answer has been given.
    pub fn count(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(counter) = self.by_class.get(class) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(took, Ordering::Relaxed);
    }
}

/// The counters as Prometheus text.
pub fn text(app: &App) -> String {
    let metrics = app.metrics();
    let mut text = String::new();
    // Writing to a string cannot fail.
    let mut line = |line: std::fmt::Arguments<'_>| {
        let _ = writeln!(text, "{line}");
    };
    line(format_args!(
        "# HELP paragraf_answers_total Answers by class of status."
    ));
    line(format_args!("# TYPE paragraf_answers_total counter"));
    let mut all = 0;
    for (at, counter) in metrics.by_class.iter().enumerate() {
        let count = counter.load(Ordering::Relaxed);
        all += count;
        line(format_args!(
            "paragraf_answers_total{{class=\"{}xx\"}} {count}",
            at + 1
        ));
    }
    let seconds = metrics.microseconds.load(Ordering::Relaxed) as f64 / 1e6;
    line(format_args!(
        "# HELP paragraf_answer_seconds Time until the answer's head was ready."
    ));
    line(format_args!("# TYPE paragraf_answer_seconds summary"));
    line(format_args!("paragraf_answer_seconds_sum {seconds}"));
    line(format_args!("paragraf_answer_seconds_count {all}"));
    line(format_args!(
        "# HELP paragraf_paragraphs Paragraphs that can be found."
    ));
    line(format_args!("# TYPE paragraf_paragraphs gauge"));
    line(format_args!(
        "paragraf_paragraphs {}",
        app.sources().index.paragraph_count()
    ));
    line(format_args!(
        "# HELP paragraf_index_sequence Last change of the archive in the index."
    ));
    line(format_args!("# TYPE paragraf_index_sequence gauge"));
    line(format_args!(
        "paragraf_index_sequence {}",
        app.sources().index.sequence()
    ));
    text
}
