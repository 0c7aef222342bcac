//! Decisions that no heading announces: `Kommunfullmäktige beslutar:`, or one sentence that decides.

use paragraf_model::{Rule, SectionKind};

use super::decision::deciding_body;
use super::nested;
use super::outcome;
use super::shares;
use super::standing::{self, Standing};
use crate::bodies;
use crate::dates;
use crate::folding::Folding;
use crate::lines::{Line, is_list_mark};
use crate::scan;
use crate::sections::Part;

/// A sentence that decides is short; longer ones tell.
const LONGEST: usize = 300;

/// Where a decision was found: its part and its lines' range there.
struct Found {
    part: usize,
    first: usize,
    end: usize,
}

/// Parts off the lines that decide, where no heading says so.
pub(super) fn part_off(parts: &mut Vec<Part<'_, '_>>, meeting_body: Option<&str>) {
    if let Some(first) = parts
        .iter()
        .position(|part| part.kind == SectionKind::Decision)
    {
        shares::part_off_proposed(parts, first, meeting_body);
        return;
    }
    let found = opened(parts, meeting_body)
        .or_else(|| stated(parts, meeting_body))
        .or_else(|| opened_at_end(parts, meeting_body));
    if found.is_none() && nested::promote(parts, meeting_body) {
        return;
    }
    let Some(found) = found.or_else(|| only_sentence(parts, meeting_body)) else {
        return;
    };
    let Some(part) = parts.get_mut(found.part) else {
        return;
    };
    let rest = part.lines.split_off(found.end.min(part.lines.len()));
    let lines = part.lines.split_off(found.first);
    if rest.iter().any(|line| line.has_text()) {
        let kind = SectionKind::Description;
        parts.insert(
            found.part + 1,
            Part::without_heading(kind, Rule::AfterSection, rest),
        );
    }
    parts.insert(
        found.part + 1,
        Part::without_heading(SectionKind::Decision, Rule::DecidingLine, lines),
    );
}

/// `Kommunfullmäktige beslutar:` on a line of its own, the last one; what leads to other points before it too.
fn opened(parts: &[Part<'_, '_>], meeting_body: Option<&str>) -> Option<Found> {
    let leads = |part: &Part<'_, '_>, at: usize, beside: bool| {
        let Some(line) = part.lines.get(at).filter(|line| line.opens_decision) else {
            return false;
        };
        let standing =
            deciding_body::deciding(&line.text).and_then(|name| standing::of(&name, meeting_body));
        let fits = match standing {
            Some(Standing::Below) => false,
            Some(Standing::Beside) => beside,
            _ => true,
        };
        let is_first = || !part.lines.iter().take(at).any(|line| line.has_text());
        // What stands first under a proposal's heading leads to what is proposed.
        let decides =
            part.kind != SectionKind::Proposal || standing == Some(Standing::Own) && !is_first();
        fits && decides
    };
    let last = |beside: bool| last_line(parts, |part, at| leads(part, at, beside));
    let (part, at) = last(false).or_else(|| last(true))?;
    let (part, at) = shares::before_proposal(parts, (part, at)).unwrap_or((part, at));
    let holder = parts.get(part)?;
    let lines = &holder.lines;
    let first = (0..=at).find(|&at| leads(holder, at, false));
    Some(Found {
        part,
        first: first.unwrap_or(at),
        end: end_after(lines, at, true),
    })
}

/// `Socialnämnden beslutar att …`, the last such sentence that tells of now.
fn stated(parts: &[Part<'_, '_>], meeting_body: Option<&str>) -> Option<Found> {
    let (part, first) = last_line(parts, |part, at| states_decision(part, at, meeting_body))?;
    let lines = &parts.get(part)?.lines;
    Some(Found {
        part,
        first,
        end: end_after(lines, first, false),
    })
}

/// `… med ja besvarad. Kommunfullmäktige beslutar` at the end of a line, over points that begin with `att`.
fn opened_at_end(parts: &[Part<'_, '_>], meeting_body: Option<&str>) -> Option<Found> {
    let body = meeting_body?.folded();
    let endings = [format!(" {body} beslutar"), format!(" beslutar {body}")];
    let opens = |line: &Line<'_>| {
        let before = endings
            .iter()
            .find_map(|ending| line.folded.strip_suffix(ending));
        // "… föreslår att kommunfullmäktige beslutar" is a proposal.
        before.is_some_and(|before| !before.ends_with(" att"))
    };
    let (part, at) = last_line(parts, |part, at| {
        let points = part.lines.get(at + 1);
        let leads = points.is_some_and(|line| line.text.starts_with("att "));
        leads
            && part.kind != SectionKind::Proposal
            && part.lines.get(at).is_some_and(|line| opens(line))
    })?;
    Some(Found {
        part,
        first: at + 1,
        end: end_after(&parts.get(part)?.lines, at + 1, true),
    })
}

/// The last line that fits, in a part that may hold a decision: its part's place and its own.
fn last_line(
    parts: &[Part<'_, '_>],
    fits: impl Fn(&Part<'_, '_>, usize) -> bool,
) -> Option<(usize, usize)> {
    let holders = parts
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, part)| may_hold_decision(part));
    holders
        .filter_map(|(place, part)| {
            let is_text = |at: &usize| part.lines.get(*at).is_some_and(|line| line.has_text());
            let mut texts = (0..part.lines.len()).rev().filter(is_text);
            texts.find(|&at| fits(part, at)).map(|at| (place, at))
        })
        .next()
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
            | SectionKind::Proposal
            | SectionKind::Recusal
            | SectionKind::Statement
    )
}

fn states_decision(part: &Part<'_, '_>, at: usize, meeting_body: Option<&str>) -> bool {
    let may_state = |line: &&&Line<'_>| {
        part.kind != SectionKind::Proposal
            && (line.folded.contains("beslutar")
                || line.folded.contains("beslutade")
                || line.folded.contains("beslöt"))
            && begins_sentence(part, at)
    };
    let Some(line) = part.lines.get(at).filter(may_state) else {
        return false;
    };
    let Some(length) = bodies::leading_body(&line.text) else {
        return false;
    };
    let rest = line.text.get(length..).unwrap_or_default().trim_start();
    let (verb, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let verb = verb.folded();
    let is_past = match verb.trim_end_matches([':', ',']) {
        "beslutar" => false,
        "beslutade" | "beslöt" => true,
        _ => return false,
    };
    let name = line.text.get(..length).unwrap_or_default();
    let own = !matches!(
        standing::of(&bodies::tidy(name), meeting_body),
        Some(Standing::Below | Standing::Above | Standing::Beside)
    );
    let is_history = is_past
        && (part.heading.is_some() && part.kind == SectionKind::Description || tells_when(after));
    own && !is_history
}

/// `2019-03-04 att …`, `den 4 mars 2019, § 12, att …`: it was decided then.
fn tells_when(after: &str) -> bool {
    let beginning: String = after.chars().take(40).collect();
    !dates::find_all(&beginning).is_empty() || beginning.contains('§')
}

/// The line before has ended its sentence, or none stands right before.
fn begins_sentence(part: &Part<'_, '_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| part.lines.get(before));
    before.is_none_or(|before| !before.has_text() || scan::ends_sentence(&before.text))
}

/// Where a decision that begins at a line ends: before a stretch of text that decides nothing.
fn end_after(lines: &[&Line<'_>], first: usize, is_list: bool) -> usize {
    let begins = |at: usize| {
        lines.get(at).is_some_and(|line| line.has_text())
            && lines.get(at - 1).is_some_and(|before| !before.has_text())
    };
    (first + 1..lines.len())
        .filter(|&at| begins(at))
        .find(|&at| !belongs(lines, at, is_list))
        .unwrap_or(lines.len())
}

fn belongs(lines: &[&Line<'_>], at: usize, is_list: bool) -> bool {
    let Some(line) = lines.get(at) else {
        return false;
    };
    let text = stretch(lines, at);
    let is_vote = ["omröstning", "votering"]
        .iter()
        .any(|word| line.folded.starts_with(word));
    if is_vote {
        return false;
    }
    is_list_mark(&line.text)
        || scan::begins_small(&line.text)
        || line.opens_decision
        || deciding_body::acting(&line.text).is_some()
        || text.len() <= LONGEST
            && (is_list || !outcome::of(&text).is_empty() || line.folded.contains("justera"))
}

/// Where the last stretch of text begins: after a gap, or where no line has one, after a sentence.
fn last_stretch(part: &Part<'_, '_>, is_alone: bool, meeting_body: Option<&str>) -> Option<usize> {
    let is_text = |at: usize| part.lines.get(at).is_some_and(|line| line.has_text());
    let last = part.lines.iter().rposition(|line| line.has_text())?;
    let has_gap = |at: usize| at == 0 || !is_text(at - 1);
    let first = (0..=last).rev().find(|&at| is_text(at) && has_gap(at))?;
    let is_acting = |at: usize| {
        part.lines
            .get(at)
            .is_some_and(|line| is_own(&line.text, meeting_body))
    };
    if is_alone && is_acting(last) && begins_sentence(part, last) {
        return Some(last);
    }
    // A list belongs to the sentence that opens it.
    let is_list = (first..=last).any(|at| {
        part.lines
            .get(at)
            .is_some_and(|line| is_list_mark(&line.text) || at < last && line.text.ends_with(':'))
    });
    let is_dense = is_alone && !is_list && last > first;
    let sentence = (first..=last)
        .rev()
        .find(|&at| is_text(at) && (at == first || begins_sentence(part, at)));
    if is_dense { sentence } else { Some(first) }
}

/// `Enligt valberedningens förslag utser kommunfullmäktige …`
fn inverted(text: &str, meeting_body: Option<&str>) -> bool {
    meeting_body.is_some_and(|body| text.contains(&format!(" {}", body.folded())))
}

/// The body that met acts in the sentence.
fn is_own(text: &str, meeting_body: Option<&str>) -> bool {
    let name = bodies::leading_body(text).and_then(|length| text.get(..length));
    name.is_some_and(|name| standing::of(&bodies::tidy(name), meeting_body) == Some(Standing::Own))
}

/// The body that met decides in a line, whatever headings say.
pub(super) fn has_own(parts: &[Part<'_, '_>], meeting_body: Option<&str>) -> bool {
    let found = opened(parts, meeting_body).or_else(|| stated(parts, meeting_body));
    found.is_some_and(|found| {
        let line = parts
            .get(found.part)
            .and_then(|part| part.lines.get(found.first));
        line.is_some_and(|line| is_own(&line.text, meeting_body))
    })
}

/// The lines from one on up to the next gap or the list that they open, joined.
fn stretch(lines: &[&Line<'_>], at: usize) -> String {
    let mut text = String::new();
    for line in lines.iter().skip(at) {
        let opens_list = is_list_mark(&line.text) || text.ends_with(':');
        if !line.has_text() || !text.is_empty() && opens_list {
            break;
        }
        text.push_str(if text.is_empty() { "" } else { " " });
        text.push_str(&line.text);
    }
    text
}

/// The last block may be the decision where no heading announces one: the body acts in it, or its verb is
/// passive (`Delegationsbesluten läggs till handlingarna.`).
fn only_sentence(parts: &[Part<'_, '_>], meeting_body: Option<&str>) -> Option<Found> {
    let (place, part) = parts.iter().enumerate().rev().find(|(_, part)| {
        !matches!(
            part.kind,
            SectionKind::Recipients
                | SectionKind::Statement
                | SectionKind::Other
                | SectionKind::Recusal
        )
    })?;
    if part.kind != SectionKind::Description {
        return None;
    }
    let is_alone = parts.len() == 1 && part.heading.is_none();
    let first = last_stretch(part, is_alone, meeting_body)?;
    let text = stretch(&part.lines, first);
    let own = is_own(&text, meeting_body) || is_alone && inverted(&text, meeting_body);
    let decides = own && !outcome::of(&text).is_empty() || outcome::is_passive(&text);
    let short = text.len() <= if is_alone { LONGEST } else { LONGEST / 2 };
    (decides && short && (is_alone || first > 0)).then_some(Found {
        part: place,
        first,
        end: part.lines.len(),
    })
}
