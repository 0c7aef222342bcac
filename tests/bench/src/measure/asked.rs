//! What is asked for at a million paragraphs on two cores, and how it is held against what was measured.

use super::figures::Unit;

/// One thing that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub label: &'static str,
    pub value: Value,
    pub limit: Limit,
    pub unit: Unit,
}

/// What is held against a limit.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// The figure at a million; without it at the largest size.
    Of(&'static str),
    /// The larger of two.
    MostOf(&'static str, &'static str),
    /// The exponent over all sizes below ten million.
    GrowthOf(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub enum Limit {
    AtLeast(f64),
    AtMost(f64),
}

impl Limit {
    pub fn is_met(self, value: f64) -> bool {
        match self {
            Limit::AtLeast(limit) => value >= limit,
            Limit::AtMost(limit) => value <= limit,
        }
    }
}

const fn most(label: &'static str, name: &'static str, limit: f64, unit: Unit) -> Asked {
    Asked {
        label,
        value: Value::Of(name),
        limit: Limit::AtMost(limit),
        unit,
    }
}

const fn least(label: &'static str, name: &'static str, limit: f64) -> Asked {
    Asked {
        label,
        value: Value::Of(name),
        limit: Limit::AtLeast(limit),
        unit: Unit::PerSecond,
    }
}

const fn growth(label: &'static str, name: &'static str, limit: f64) -> Asked {
    Asked {
        label,
        value: Value::GrowthOf(name),
        limit: Limit::AtMost(limit),
        unit: Unit::Number,
    }
}

/// In the order in which they were asked for.
pub const ASKED: &[Asked] = &[
    least("records to archive and index, §/s", "load.rate", 8_000.0),
    least("whole way from text files, §/s", "whole.rate", 4_000.0),
    Asked {
        label: "memory while reading in",
        value: Value::MostOf("load.resident", "whole.resident"),
        limit: Limit::AtMost(1.5e9),
        unit: Unit::Bytes,
    },
    most("index : text", "disk.index_ratio", 1.2, Unit::Times),
    most(
        "whole archive (catalogue and originals) : text",
        "disk.data_ratio",
        2.0,
        Unit::Times,
    ),
    most(
        "answer p50, one client",
        "http.p50",
        4.0,
        Unit::Milliseconds,
    ),
    most(
        "answer p95, one client",
        "http.p95",
        30.0,
        Unit::Milliseconds,
    ),
    most(
        "answer p99, one client",
        "http.p99",
        70.0,
        Unit::Milliseconds,
    ),
    least("answers a second, eight clients", "http_8.rate", 300.0),
    most("server, resident", "server.resident", 600e6, Unit::Bytes),
    most("ready after start", "open.seconds", 1.0, Unit::Seconds),
    growth(
        "growth of the time into archive and index",
        "load.rate",
        1.05,
    ),
    growth("growth of the index", "disk.index", 1.05),
    growth("growth of p95 with at most 1 000 hits", "http.few_p95", 0.2),
];

#[cfg(test)]
mod tests {
    use super::{ASKED, Limit, Value};
    use crate::measure::figures::Figure;

    #[test]
    fn what_is_asked_for_is_measured() {
        for asked in ASKED {
            let used = match asked.value {
                Value::Of(name) | Value::GrowthOf(name) => vec![name],
                Value::MostOf(one, other) => vec![one, other],
            };
            let measured = |name: &&str| Figure::named(name).is_some();
            assert!(used.iter().all(measured), "{asked:?}");
        }
    }

    #[test]
    fn a_limit_itself_is_met() {
        assert!(Limit::AtLeast(300.0).is_met(300.0) && !Limit::AtLeast(300.0).is_met(299.0));
        assert!(Limit::AtMost(4.0).is_met(4.0) && !Limit::AtMost(4.0).is_met(4.1));
    }
}
