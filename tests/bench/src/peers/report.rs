//! The tables: what is asked for, searching, loading, and how the totals differ.

use std::fmt::Write as _;

use super::compare::{Part, Ratio, Totals, cold, kinds, warm};
use super::engines::{ENGINES, Engine, FLOOR, LIBRARY, SERVED};
use super::results::{Asked, Results};
use super::table::{Table, grouped, millis, short};
use crate::measure::machine::Machine;

/// What is asked of Paragraf beside an engine: of the search and of loading.
const ASKED_FOR: [(&str, f64, Option<f64>); 3] = [
    ("postgresql", 30.0, Some(3.0)),
    ("sqlite", 10.0, None),
    ("xapian", 2.0, Some(10.0)),
];
/// At most so many times the floor.
const ABOVE_FLOOR: f64 = 1.5;

/// Why an engine finds another number.
const WHY: [(&str, &str); 5] = [
    (SERVED, "the same search"),
    (
        FLOOR,
        "Paragraf also finds words within compounds, forms that the stemmer does not join, and words typed without å ä ö, but keeps apart what the stemmer alone joins (`viktig` and `vikt`); a phrase is of stems here, of words as they stand there; a prefix is of stems here",
    ),
    (
        "postgresql",
        "as bare tantivy; stop words are not searched for, so that a phrase of them alone finds nothing and one with them finds more; a prefix is stemmed, and finds more",
    ),
    (
        "sqlite",
        "no stems: a word is found in the very form that was typed; phrases and prefixes are the same",
    ),
    (
        "xapian",
        "as bare tantivy, but phrases and prefixes are of words as they stand; numbers are cut otherwise",
    ),
];

/// All of it in Markdown.
pub fn report(results: &Results) -> String {
    let parts = [
        head(results),
        verdicts(results),
        searching(results),
        by_kind(results, Pass::First),
        by_kind(results, Pass::Second),
        loading(results),
        totals(results),
        notes(results),
        pdfs(results),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn head(results: &Results) -> String {
    let machine = results.machine.as_ref().map(Machine::told);
    format!(
        "{} §§, {:.0} MB of text. {}\n\n{} queries, one client, engines in turns over the same blocks of queries; times are of the second pass where nothing else is said, in ms.\n",
        grouped(results.paragraphs),
        results.text_bytes as f64 / 1e6,
        machine.unwrap_or_default(),
        results.questions.len(),
    )
}

/// What was asked for is held against the first pass: in later ones Paragraf remembers most answers.
fn verdicts(results: &Results) -> String {
    let mut table = Table::new(&["asked for", "first pass", "met", "second pass"]);
    for (name, search, load) in ASKED_FOR {
        let label = label(name);
        let asked = format!("search ≥ {search:.0} × {label}");
        verdict(
            &mut table,
            &asked,
            both(results, Part::Whole, name, LIBRARY),
            |it| it >= search,
        );
        if let Some(load) = load {
            let measured = load_ratio(results, name).map(|ratio| (ratio, None));
            let asked = format!("loading ≥ {load:.0} × {label}");
            verdict(&mut table, &asked, measured, |it| it >= load);
        }
    }
    let asked = format!("search ≤ {ABOVE_FLOOR} × {}", label(FLOOR));
    let measured = both(results, Part::Whole, LIBRARY, FLOOR);
    verdict(&mut table, &asked, measured, |it| it <= ABOVE_FLOOR);
    for kind in kinds(&results.questions)
        .into_iter()
        .filter(|kind| kind.contains("phrase"))
    {
        let asked = format!("`{kind}`: faster than {}", label(FLOOR));
        let measured = both(results, Part::Kind(kind), LIBRARY, FLOOR);
        verdict(&mut table, &asked, measured, |it| it < 1.0);
    }
    table.end()
}

/// The median ratio of the first pass, and that of the second.
fn both(results: &Results, part: Part<'_>, slow: &str, fast: &str) -> Option<(f64, Option<f64>)> {
    let second = of_part(results, part, slow, fast).map(|ratio| ratio.median);
    let (slow, fast) = (results.asked.get(slow)?, results.asked.get(fast)?);
    let first = Ratio::of_first(&results.questions, part, slow, fast)?;
    Some((first.median, second))
}

fn verdict(
    table: &mut Table,
    asked: &str,
    measured: Option<(f64, Option<f64>)>,
    is_met: impl Fn(f64) -> bool,
) {
    let Some((first, second)) = measured else {
        return;
    };
    let met = if is_met(first) { "yes" } else { "no" };
    table.row(&[
        asked.to_owned(),
        format!("{} ×", short(first)),
        met.to_owned(),
        second.map_or(String::new(), |second| format!("{} ×", short(second))),
    ]);
}

fn searching(results: &Results) -> String {
    let mut table = Table::new(&[
        "engine",
        "median",
        "p95",
        "first pass: median",
        "p95",
        "in times of Paragraf alone: median of ratios",
        "ratio of medians",
        "of p95",
        "in times of its whole answer: median of ratios",
    ]);
    for (engine, asked) in measured(results) {
        let questions = &results.questions;
        let (Some(warm), Some(cold)) = (
            warm(questions, Part::Whole, asked),
            cold(questions, Part::Whole, asked),
        ) else {
            continue;
        };
        let beside = ratio(results, engine.name, LIBRARY);
        let times = |value: Option<f64>| {
            value.map_or("–".to_owned(), |value| format!("{} ×", short(value)))
        };
        table.row(&[
            engine.label.to_owned(),
            millis(warm.median),
            millis(warm.p95),
            millis(cold.median),
            millis(cold.p95),
            times(beside.map(|ratio| ratio.median)),
            times(beside.map(|ratio| ratio.of_medians)),
            times(beside.map(|ratio| ratio.of_p95)),
            times(ratio(results, engine.name, SERVED).map(|ratio| ratio.median)),
        ]);
    }
    table.end()
}

/// Whose times are told.
#[derive(Clone, Copy)]
enum Pass {
    First,
    Second,
}

fn by_kind(results: &Results, pass: Pass) -> String {
    let measured: Vec<(&Engine, &Asked)> = measured(results).collect();
    let head = match pass {
        Pass::First => "median / p95 by kind, first pass",
        Pass::Second => "median / p95 by kind, second pass",
    };
    let mut heads = vec![head, "queries"];
    heads.extend(measured.iter().map(|(engine, _)| engine.label));
    let over_floor = "Paragraf alone in times of the floor";
    heads.push(over_floor);
    let mut table = Table::new(&heads);
    for kind in kinds(&results.questions) {
        let part = Part::Kind(kind);
        let count = results
            .questions
            .iter()
            .filter(|question| question.kind == kind);
        let mut cells = vec![format!("`{kind}`"), count.count().to_string()];
        cells.extend(measured.iter().map(|(_, asked)| {
            let times = match pass {
                Pass::First => cold(&results.questions, part, asked),
                Pass::Second => warm(&results.questions, part, asked),
            };
            times.map_or("–".to_owned(), |times| {
                format!("{} / {}", millis(times.median), millis(times.p95))
            })
        }));
        let ratio = match pass {
            Pass::First => both(results, part, LIBRARY, FLOOR).map(|(first, _)| first),
            Pass::Second => of_part(results, part, LIBRARY, FLOOR).map(|ratio| ratio.median),
        };
        cells.push(ratio.map_or("–".to_owned(), |ratio| format!("{} ×", short(ratio))));
        table.row(&cells);
    }
    table.end()
}

fn loading(results: &Results) -> String {
    let mut table = Table::new(&[
        "loading",
        "seconds",
        "§§ a second",
        "in times of Paragraf",
        "bytes on disk",
        "of the text",
        "steps",
    ]);
    for engine in &ENGINES {
        let Some(load) = results.loads.get(engine.name) else {
            continue;
        };
        let steps = load.loaded.steps.iter();
        let steps: Vec<String> = steps
            .map(|(name, seconds)| format!("{name} {seconds:.1}"))
            .collect();
        let beside = load_ratio(results, engine.name);
        table.row(&[
            engine.label.to_owned(),
            format!("{:.1}", load.loaded.seconds),
            grouped((results.paragraphs as f64 / load.loaded.seconds) as u64),
            beside.map_or("–".to_owned(), |ratio| format!("{} ×", short(ratio))),
            format!("{:.0} MB", load.bytes as f64 / 1e6),
            format!(
                "{:.2} ×",
                load.bytes as f64 / results.text_bytes.max(1) as f64
            ),
            steps.join(", "),
        ]);
    }
    let table = table.end();
    match table.is_empty() {
        true => table,
        false => format!(
            "{table}\nFrom rows (Paragraf: records) in memory to what can be searched, on two cores where the engine uses them. Reading the records and writing them as rows took {:.1} s once, for all, and is no part of it.\n",
            results.rows_seconds
        ),
    }
}

fn totals(results: &Results) -> String {
    let mut table = Table::new(&[
        "total beside Paragraf's",
        "same",
        "more",
        "fewer",
        "nothing to ask",
        "why",
    ]);
    let Some(library) = results.asked.get(LIBRARY) else {
        return String::new();
    };
    for (engine, asked) in measured(results).filter(|(engine, _)| engine.name != LIBRARY) {
        let totals = Totals::of(asked, library);
        let count = asked.totals.len().max(1);
        let share = |count_of: usize| format!("{:.0} %", 100.0 * count_of as f64 / count as f64);
        let why = WHY.iter().find(|(name, _)| *name == engine.name);
        table.row(&[
            engine.label.to_owned(),
            share(totals.same),
            share(totals.more),
            share(totals.fewer),
            totals.nothing.to_string(),
            why.map_or("", |(_, why)| why).to_owned(),
        ]);
    }
    table.end()
}

fn notes(results: &Results) -> String {
    let mut notes = String::new();
    for engine in &ENGINES {
        if results.asked.contains_key(engine.name) || results.loads.contains_key(engine.name) {
            let _ = writeln!(notes, "- {}: {}.", engine.label, engine.note);
        }
    }
    notes
}

fn pdfs(results: &Results) -> String {
    results.pdfs.as_ref().map_or_else(String::new, |table| {
        format!(
            "The way in for PDFs beside `pdftotext`:\n\n{}\n",
            table.trim()
        )
    })
}

fn measured(results: &Results) -> impl Iterator<Item = (&'static Engine, &Asked)> {
    let engines = ENGINES.iter();
    engines.filter_map(|engine| Some((engine, results.asked.get(engine.name)?)))
}

fn label(name: &str) -> &'static str {
    let engine = ENGINES.iter().find(|engine| engine.name == name);
    engine.map_or("", |engine| engine.label)
}

fn ratio(results: &Results, slow: &str, fast: &str) -> Option<Ratio> {
    of_part(results, Part::Whole, slow, fast)
}

fn of_part(results: &Results, part: Part<'_>, slow: &str, fast: &str) -> Option<Ratio> {
    let (slow, fast) = (results.asked.get(slow)?, results.asked.get(fast)?);
    Ratio::of(&results.questions, part, slow, fast)
}

fn load_ratio(results: &Results, name: &str) -> Option<f64> {
    let own = results.loads.get(LIBRARY)?.loaded.seconds;
    let other = results.loads.get(name)?.loaded.seconds;
    Some(other / own)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::adapter::Loaded;
    use super::super::question::{Mode, Question};
    use super::super::results::Load;
    use super::*;

    fn results() -> Results {
        let question = |kind: &str, word: &str| Question {
            kind: kind.to_owned(),
            mode: Mode::All,
            words: vec![word.to_owned()],
        };
        let asked = |micros: f64, totals: [Option<u64>; 2]| Asked {
            // Twice as long for the first time, and for the one that remembers four times.
            cold: vec![micros * if micros == 500.0 { 4.0 } else { 2.0 }; 2],
            warm: vec![micros; 2],
            totals: totals.to_vec(),
        };
        let load = |seconds, bytes| Load {
            loaded: Loaded {
                seconds,
                ..Loaded::default()
            },
            bytes,
        };
        Results {
            paragraphs: 100_000,
            text_bytes: 130_000_000,
            questions: vec![question("word_rare", "väg"), question("phrase", "bro")],
            asked: BTreeMap::from([
                (LIBRARY.to_owned(), asked(500.0, [Some(3); 2])),
                (FLOOR.to_owned(), asked(400.0, [Some(3), Some(2)])),
                ("postgresql".to_owned(), asked(20_000.0, [Some(4), None])),
                ("xapian".to_owned(), asked(900.0, [Some(1); 2])),
            ]),
            loads: BTreeMap::from([
                (LIBRARY.to_owned(), load(10.0, 260_000_000)),
                ("xapian".to_owned(), load(120.0, 390_000_000)),
            ]),
            ..Results::default()
        }
    }

    #[test]
    fn what_was_asked_for_stands_beside_what_was_measured() {
        let report = report(&results());
        for row in [
            "| search ≥ 30 × PostgreSQL 15 | 20.0 × | no | 40.0 × |",
            "| search ≥ 2 × Xapian 1.4 | 0.90 × | no | 1.80 × |",
            "| loading ≥ 10 × Xapian 1.4 | 12.0 × | yes |  |",
            "| search ≤ 1.5 × bare tantivy (the floor) | 2.50 × | no | 1.25 × |",
            "| `phrase`: faster than bare tantivy (the floor) | 2.50 × | no | 1.25 × |",
            "| Xapian 1.4 | 120.0 | 833 | 12.0 × | 390 MB | 3.00 × |",
            "| PostgreSQL 15 | 0 % | 50 % | 0 % | 1 |",
        ] {
            assert!(report.contains(row), "{row}\n{report}");
        }
        assert!(
            !report.contains("SQLite"),
            "what was not measured:\n{report}"
        );
    }
}
