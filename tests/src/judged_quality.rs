//! How well minutes are read against a truth that was written before any reader saw them: `tests/judged`.
//!
//! A truth is a record of which only some keys are there; what it does not say is not judged, and `null` or an empty
//! list means that the minutes do not show it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::minutes_quality::record_of;

/// The fields of a meeting that are right or wrong as a whole.
const MEETING: &[&str] = &[
    "kind",
    "municipality",
    "body",
    "date",
    "end_date",
    "start_time",
    "end_time",
    "place",
    "adjusted_on",
    "posted_on",
    "posted_until",
    "chair",
    "secretary",
    "adjusters",
    "paragraph_range",
];

/// The fields of a paragraph that are right or wrong as a whole.
const PARAGRAPH: &[&str] = &[
    "body_prefix",
    "title",
    "case_numbers",
    "case_officers",
    "decision",
    "decision/decided_by",
    "decision/outcomes",
    "decision/as_proposed",
    "votes",
    "votes/named",
    "reservations",
    "recused",
    "sent_to",
    "adjusted_at_once",
    "refers_to",
    "sections",
];

/// Right, wanted and given for one field. For fields that are judged whole, wanted and given are alike.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    right: usize,
    wanted: usize,
    given: usize,
    /// Given where the truth says that nothing stands there.
    invented: usize,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.wanted += other.wanted;
        self.given += other.given;
        self.invented += other.invented;
    }

    /// The harmonic mean of precision and recall; the share of right ones where all are judged whole.
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.wanted + self.given).max(1) as f64
    }
}

/// What one set of minutes, or many, came to.
#[derive(Debug, Default)]
pub struct Judgement {
    /// By field.
    pub scores: BTreeMap<String, Score>,
    /// Each difference: field, place, what was wanted and what was given.
    pub differences: Vec<(String, String)>,
}

impl Judgement {
    fn note(&mut self, field: &str, score: Score, difference: impl FnOnce() -> String) {
        self.scores.entry(field.to_owned()).or_default().add(score);
        if score.right < score.wanted.max(score.given) {
            self.differences.push((field.to_owned(), difference()));
        }
    }

    /// Right or wrong as a whole.
    fn whole(&mut self, field: &str, place: &str, wanted: &Value, given: &Value) {
        let right = wanted == given;
        let score = Score {
            right: right.into(),
            wanted: 1,
            given: 1,
            invented: (!right && is_nothing(wanted)).into(),
        };
        self.note(field, score, || {
            format!("{place}: wanted {wanted}, got {given}")
        });
    }

    /// A list of things in any order, each right or wrong.
    fn list(&mut self, field: &str, place: &str, wanted: &[String], given: &[String]) {
        let mut left = given.to_vec();
        let mut missing = Vec::new();
        for value in wanted {
            match left.iter().position(|other| other == value) {
                Some(at) => drop(left.swap_remove(at)),
                None => missing.push(value.clone()),
            }
        }
        let score = Score {
            right: wanted.len() - missing.len(),
            wanted: wanted.len(),
            given: given.len(),
            invented: if wanted.is_empty() { left.len() } else { 0 },
        };
        if score.wanted + score.given > 0 {
            self.note(field, score, || {
                format!("{place}: missing {missing:?}, too much {left:?}")
            });
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// Judges the minutes in the folders under `folder`, or only those named.
pub fn judge(folder: &Path, names: &[String]) -> Result<Vec<(String, Judgement)>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut sets: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    sets.retain(|set| set.join("truth.json").exists());
    sets.sort();
    let mut judgements = Vec::new();
    for set in sets {
        let name = set
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if names.is_empty() || names.contains(&name) {
            judgements.push((
                name,
                judge_one(&set).with_context(|| set.display().to_string())?,
            ));
        }
    }
    Ok(judgements)
}

fn judge_one(set: &Path) -> Result<Judgement> {
    let truth: Value = serde_json::from_slice(&std::fs::read(set.join("truth.json"))?)?;
    let record = serde_json::to_value(record_of(&set.join("pages.txt"))?)?;
    let mut judgement = Judgement::default();
    for field in MEETING {
        if let Some(wanted) = truth.get(field) {
            let wanted = tidy(field, wanted);
            let given = if *field == "kind" {
                record["document"]["kind"].clone()
            } else {
                tidy(field, &record[*field])
            };
            judgement.whole(field, "meeting", &wanted, &given);
        }
    }
    if let Some(wanted) = truth.get("attendees") {
        people(&mut judgement, wanted, &record["attendees"]);
    }
    if let Some(wanted) = truth.get("paragraphs") {
        paragraphs(&mut judgement, wanted, &record["paragraphs"]);
    }
    Ok(judgement)
}

fn people(judgement: &mut Judgement, wanted: &Value, given: &Value) {
    for (field, keys) in [
        ("attendees with party", &["name", "party"][..]),
        ("attendees with role", &["name", "party", "role"]),
        (
            "attendees whole",
            &["name", "party", "role", "replaces", "paragraphs"],
        ),
    ] {
        let mut rows = [rows(wanted, keys), rows(given, keys)];
        if keys.len() == 2 {
            rows.iter_mut().for_each(|rows| {
                rows.sort();
                rows.dedup();
            });
        }
        judgement.list(field, "meeting", &rows[0], &rows[1]);
    }
}

/// Each object of a list as a text of these keys.
fn rows(list: &Value, keys: &[&str]) -> Vec<String> {
    let row = |object: &Value| {
        let values = keys.iter().map(|key| match &object[*key] {
            Value::Array(ranges) if ranges.is_empty() => "null".to_owned(),
            other => words(&other.to_string()),
        });
        values.collect::<Vec<_>>().join(" ")
    };
    list.as_array().into_iter().flatten().map(row).collect()
}

fn paragraphs(judgement: &mut Judgement, wanted: &Value, given: &Value) {
    let empty = Vec::new();
    let wanted = wanted.as_array().unwrap_or(&empty);
    let given = given.as_array().unwrap_or(&empty);
    let numbers = |list: &[Value]| list.iter().map(number).collect::<Vec<_>>();
    judgement.list("paragraphs", "meeting", &numbers(wanted), &numbers(given));
    for truth in wanted {
        let Some(found) = given.iter().find(|found| number(found) == number(truth)) else {
            continue;
        };
        let place = format!("§ {}", number(truth));
        for field in PARAGRAPH {
            field_of(judgement, field, &place, truth, found);
        }
    }
}

fn number(paragraph: &Value) -> String {
    format!(
        "{}{}",
        paragraph["number"],
        paragraph["suffix"].as_str().unwrap_or_default()
    )
}

fn field_of(judgement: &mut Judgement, field: &str, place: &str, truth: &Value, found: &Value) {
    match field.split_once('/') {
        None if field == "reservations" => {
            let Some(wanted) = truth.get(field) else {
                return;
            };
            let keys = &["name", "party"];
            judgement.list(
                field,
                place,
                &rows(wanted, keys),
                &rows(&found[field], keys),
            );
        }
        None => {
            let points_left_out = |wanted: &Value| {
                field == "decision" && wanted.is_object() && wanted.get("points").is_none()
            };
            if let Some(wanted) = truth.get(field).filter(|wanted| !points_left_out(wanted)) {
                judgement.whole(
                    field,
                    place,
                    &tidy(field, wanted),
                    &tidy(field, &found[field]),
                );
            }
        }
        Some(("votes", _)) => named(judgement, place, truth, found),
        Some((outer, inner)) => {
            let Some(wanted) = truth.get(outer).and_then(|outer| outer.get(inner)) else {
                return;
            };
            judgement.whole(field, place, wanted, &found[outer][inner]);
        }
    }
}

/// Who voted how, over all votes of a paragraph, where the truth names anybody.
fn named(judgement: &mut Judgement, place: &str, truth: &Value, found: &Value) {
    let all = |paragraph: &Value| -> Vec<String> {
        let votes = paragraph["votes"].as_array().into_iter().flatten();
        votes
            .flat_map(|vote| rows(&vote["named"], &["name", "party", "vote"]))
            .collect()
    };
    let judged = truth["votes"]
        .as_array()
        .is_some_and(|votes| votes.iter().all(|vote| vote.get("named").is_some()));
    if judged {
        judgement.list("votes/named", place, &all(truth), &all(found));
    }
}

/// A value as it is compared: without what is no difference to a reader.
fn tidy(field: &str, value: &Value) -> Value {
    match field {
        "municipality" => value.get("code").unwrap_or(value).clone(),
        "title" | "place" | "body" | "chair" | "secretary" => value
            .as_str()
            .map_or(Value::Null, |text| words(text).into()),
        "case_numbers" => each(value, |number| {
            number.get("canonical").unwrap_or(number).clone()
        }),
        "recused" => each(value, |person| person.get("name").unwrap_or(person).clone()),
        "sections" => each(value, |section| {
            section.get("kind").unwrap_or(section).clone()
        }),
        "sent_to" | "adjusters" | "case_officers" => each(value, |text| {
            let text = words(text.as_str().unwrap_or_default());
            text.trim_end_matches(['.', ',']).into()
        }),
        "refers_to" => {
            let mut rows = rows(value, &["body", "date", "number"]);
            rows.sort();
            rows.into()
        }
        "decision" => decision(value),
        "votes" => each(value, |vote| {
            serde_json::json!([
                vote["yes"],
                vote["no"],
                vote["abstain"].as_u64().unwrap_or(0)
            ])
        }),
        _ => value.clone(),
    }
}

/// The words of a decision's points, so that where a point begins is not judged.
fn decision(value: &Value) -> Value {
    let points = value.get("points").and_then(Value::as_array);
    let points = points.map(|points| {
        let texts = points.iter().filter_map(Value::as_str);
        words(&texts.collect::<Vec<_>>().join(" "))
    });
    points.map_or(Value::Null, Value::from)
}

fn each(value: &Value, of: impl Fn(&Value) -> Value) -> Value {
    value
        .as_array()
        .map_or(Value::Null, |list| list.iter().map(of).collect())
}

/// Blanks and line breaks are alike.
fn words(text: &str) -> String {
    text.replace("\\n", " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// One table over all sets, field by field.
pub fn table(judgements: &[(String, Judgement)]) -> Result<String> {
    let mut total: BTreeMap<&str, Score> = BTreeMap::new();
    for (_, judgement) in judgements {
        for (field, score) in &judgement.scores {
            total.entry(field).or_default().add(*score);
        }
    }
    let mut report = String::from(
        "| field | wanted | given | right | F1 | invented |\n|---|---|---|---|---|---|\n",
    );
    for (field, score) in total {
        writeln!(
            report,
            "| {field} | {} | {} | {} | {:.3} | {} |",
            score.wanted,
            score.given,
            score.right,
            score.f1(),
            score.invented
        )?;
    }
    Ok(report)
}

/// The section of `make quality`.
pub fn over_folder(folder: &Path) -> Result<String> {
    let judgements = judge(folder, &[])?;
    Ok(format!(
        "{} sets of minutes.\n\n{}",
        judgements.len(),
        table(&judgements)?
    ))
}
