//! Decisions that no heading announces: `Kommunfullmäktige beslutar:`, or one sentence that decides.

use paragraf_model::{Rule, SectionKind};

use super::outcome;
use crate::bodies;
use crate::lines::Line;
use crate::sections::Part;

/// A sentence that decides is short; longer ones tell.
const LONGEST: usize = 300;

/// Parts off the lines that decide, where no heading says so.
pub(super) fn part_off(parts: &mut Vec<Part<'_, '_>>, meeting_body: Option<&str>) {
    if parts.iter().any(|part| part.kind == SectionKind::Decision) {
        return;
    }
    let found = last_line(parts, |line| line.opens_decision)
        .or_else(|| last_line(parts, |line| states_decision(&line.text)))
        .or_else(|| only_sentence(parts, meeting_body));
    let Some((place, at)) = found else { return };
    let Some(part) = parts.get_mut(place) else {
        return;
    };
    let lines = part.lines.split_off(at);
    parts.insert(
        place + 1,
        Part {
            kind: SectionKind::Decision,
            rule: Rule::DecidingLine,
            heading: None,
            heading_line: None,
            lines,
            run_in: None,
        },
    );
}

/// The last line that fits, in a part that may hold a decision. Its part's place and its own.
fn last_line(parts: &[Part<'_, '_>], fits: impl Fn(&Line<'_>) -> bool) -> Option<(usize, usize)> {
    parts.iter().enumerate().rev().find_map(|(place, part)| {
        let at = part
            .lines
            .iter()
            .rposition(|line| line.has_text() && fits(line))?;
        may_hold_decision(part).then_some((place, at))
    })
}

fn may_hold_decision(part: &Part<'_, '_>) -> bool {
    matches!(
        part.kind,
        SectionKind::Description
            | SectionKind::Procedure
            | SectionKind::Other
            | SectionKind::Vote
            | SectionKind::Motions
            | SectionKind::Basis
    )
}

/// `Socialnämnden beslutar att …`.
fn states_decision(text: &str) -> bool {
    let rest = bodies::leading_body(text).and_then(|length| text.get(length..));
    let verb = rest
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap_or_default();
    matches!(
        verb.to_lowercase().trim_end_matches([':', ',']),
        "beslutar" | "beslutade" | "beslöt"
    )
}

/// Where a paragraph has no heading at all, its last block may be the decision: the body acts in it, or its
/// verb is passive (`Delegationsbesluten läggs till handlingarna.`).
fn only_sentence(parts: &[Part<'_, '_>], meeting_body: Option<&str>) -> Option<(usize, usize)> {
    let [part] = parts else { return None };
    if part.heading.is_some() || part.kind != SectionKind::Description {
        return None;
    }
    let last = part.lines.iter().rposition(|line| line.has_text())?;
    let is_begin = |at: &usize| {
        part.lines.get(*at).is_some_and(|line| line.has_text())
            && at
                .checked_sub(1)
                .and_then(|before| part.lines.get(before))
                .is_none_or(|before| !before.has_text())
    };
    let first = (0..=last).rev().find(is_begin)?;
    let texts: Vec<&str> = part
        .lines
        .get(first..=last)?
        .iter()
        .filter(|line| line.has_text())
        .map(|line| line.text.as_str())
        .collect();
    let text = texts.join(" ");
    let by_body = meeting_body.is_some_and(|body| {
        text.to_lowercase()
            .starts_with(&format!("{} ", body.to_lowercase()))
    });
    let decides = text.len() <= LONGEST
        && (by_body && !outcome::of(&text).is_empty() || outcome::is_passive(&text));
    decides.then_some((0, first))
}
