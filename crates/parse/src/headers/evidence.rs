//! What speaks for and against a line's opening a paragraph.

use super::cases;
use super::label::{self, Form, Label};
use crate::bodies;
use crate::lines::{Line, Reflow, is_left_hanging};
use crate::scan;

/// The lines around, without blank ones and furniture.
pub(super) struct Surroundings<'a, 's> {
    lines: &'a [Line<'s>],
    /// Indices of the lines with text.
    texts: &'a [usize],
    reflow: &'a Reflow,
    body_size: Option<f32>,
}

impl<'a, 's> Surroundings<'a, 's> {
    pub(super) fn new(
        lines: &'a [Line<'s>],
        texts: &'a [usize],
        reflow: &'a Reflow,
    ) -> Surroundings<'a, 's> {
        Surroundings {
            lines,
            texts,
            reflow,
            body_size: reflow.usual_size(),
        }
    }

    /// Evidence in tenths; below zero speaks against.
    pub(super) fn weigh(&self, place: usize, label: &Label) -> i32 {
        let Some(line) = self.text(place) else {
            return 0;
        };
        let form = match label.form {
            Form::Sign => 20,
            Form::SignAfter => 10,
            Form::Bare | Form::WithYear => 0,
            // On covers, and beside those who were there for a while.
            Form::Several => -10,
        };
        form + self.rest(label)
            + self.before(place)
            + self.after(place)
            + self.looks(line)
            + contents(line)
    }

    /// Text stands on the line right before.
    pub(super) fn touches(&self, place: usize) -> bool {
        let before = place.checked_sub(1).and_then(|place| self.text(place));
        self.text(place)
            .zip(before)
            .is_some_and(|(line, before)| before.number + 1 == line.number)
    }

    fn text(&self, place: usize) -> Option<&'a Line<'s>> {
        self.texts
            .get(place)
            .and_then(|&index| self.lines.get(index))
    }

    /// What stands after the number on the same line.
    fn rest(&self, label: &Label) -> i32 {
        let rest = label.rest.as_str();
        if rest.is_empty() {
            return 10;
        }
        let case_numbers = cases::read_all(rest).or_else(|| {
            cases::after_label(rest)
                .map(cases::in_value)
                .filter(|found| !found.is_empty())
        });
        if case_numbers.is_some() {
            return 40;
        }
        if label.has_comma {
            return -60;
        }
        if label.is_continued {
            return 20;
        }
        if scan::begins_small(rest) || rest.starts_with([')', '.', ';', '-', '–', '/']) {
            return if rest.starts_with("kap") || is_connective(rest) {
                -60
            } else {
                -35
            };
        }
        // "KU § 317 06-12-05" cites an earlier decision.
        if scan::is_date(rest) {
            return -30;
        }
        let too_long = if rest.chars().count() > 220 { -20 } else { 0 };
        10 + too_long
    }

    /// Whether the line before goes on into this one.
    fn before(&self, place: usize) -> i32 {
        let Some(line) = self.text(place) else {
            return 0;
        };
        let Some(before) = place.checked_sub(1).and_then(|place| self.text(place)) else {
            return 10;
        };
        let touches = before.number + 1 == line.number;
        let ended = scan::ends_sentence(&before.text);
        if is_left_hanging(&before.folded) && !ended {
            return if touches { -45 } else { -20 };
        }
        // "Kommunstyrelsen 2025-02-03" / "§ 16" cites a decision.
        if touches && ends_with_date(&before.text) && bodies::leading_body(&before.text).is_some() {
            return -30;
        }
        if !touches || ended {
            return 10;
        }
        if self.reflow.is_full(before, line) {
            -15
        } else {
            0
        }
    }

    /// Labels and headings that only paragraphs have.
    fn after(&self, place: usize) -> i32 {
        let mut evidence = 0;
        let mut labelled = false;
        for next in 1..=14 {
            let Some(line) = self.text(place + next) else {
                break;
            };
            if line.has_sign && label::read(&line.text).is_some() {
                break;
            }
            if next <= 5
                && !labelled
                && (cases::after_label(&line.text).is_some()
                    || line.folded.starts_with("handläggare")
                    || cases::read_all(&line.text).is_some())
            {
                labelled = true;
                evidence += 30;
            }
            if line.is_heading() || line.opens_decision {
                evidence += 20;
                break;
            }
        }
        evidence
    }

    /// Set apart in bold or larger letters.
    fn looks(&self, line: &Line<'_>) -> i32 {
        let larger = match (line.font_size(), self.body_size) {
            (Some(size), Some(usual)) => size > usual + 0.8,
            _ => false,
        };
        if larger || line.is_bold() { 15 } else { 0 }
    }
}

/// Dotted leaders, or a page number alone at the right.
fn contents(line: &Line<'_>) -> i32 {
    let leaders =
        line.text.contains("....") || line.text.contains(". . .") || line.text.contains("……");
    let page_at_right = line.segments.len() > 1
        && line.segments.last().is_some_and(|last| {
            last.text.len() <= 3 && last.text.chars().all(|letter| letter.is_ascii_digit())
        });
    if leaders || page_at_right { -50 } else { 0 }
}

fn ends_with_date(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.len() >= 8
        && last
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '-')
}

fn is_connective(rest: &str) -> bool {
    let first = rest
        .split(|letter: char| !letter.is_alphabetic())
        .next()
        .unwrap_or_default();
    matches!(
        first,
        "och"
            | "samt"
            | "eller"
            | "i"
            | "punkt"
            | "p"
            | "st"
            | "stycket"
            | "första"
            | "andra"
            | "tredje"
            | "mom"
            | "enligt"
            | "till"
            | "om"
            | "att"
            | "för"
    )
}
