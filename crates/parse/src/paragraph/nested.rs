//! Decisions of several bodies in one paragraph: whose is the meeting's own, and what came before it.

use paragraf_model::{Rule, SectionKind};

use super::bare;
use super::decision::deciding_body;
use super::standing::{self, Standing};
use crate::bodies;
use crate::folding::Folding;
use crate::lines::{Line, is_list_mark};
use crate::scan::{self, Cursor};
use crate::sections::Part;

/// Leaves one decision: the meeting's own. What other bodies decided is a proposal or told in the description.
pub(super) fn settle(parts: &mut Vec<Part<'_, '_>>, meeting_body: Option<&str>) {
    cut_at_nested_headers(parts, meeting_body);
    let is_others = |part: &Part<'_, '_>| {
        matches!(
            headed(part, meeting_body),
            Some(Standing::Below | Standing::Beside | Standing::Above)
        )
    };
    let mut decisions = parts
        .iter()
        .filter(|part| part.kind == SectionKind::Decision);
    let has_own = decisions.any(|part| !is_others(part))
        || parts.iter().any(|part| proposes_up(part, meeting_body))
        || bare::has_own(parts, meeting_body);
    demote_earlier_own(parts, meeting_body);
    let mut follows_header = false;
    for part in parts.iter_mut() {
        let is_nested = follows_header;
        follows_header = ends_with_header(part, meeting_body);
        if proposes_up(part, meeting_body) {
            part.kind = SectionKind::Decision;
            part.rule = Rule::ProposalAsDecision;
        }
        if part.kind != SectionKind::Decision {
            continue;
        }
        let standing = headed(part, meeting_body);
        let below = standing == Some(Standing::Below);
        if is_others(part) && (has_own || is_nested) || below && proposes(part) {
            part.kind = if below && proposes(part) {
                SectionKind::Proposal
            } else {
                SectionKind::Description
            };
        }
    }
}

/// Where other bodies' paragraphs stand between two decisions of the meeting's body, the first was made before.
fn demote_earlier_own(parts: &mut [Part<'_, '_>], meeting_body: Option<&str>) {
    let is_own = |part: &Part<'_, '_>| {
        part.kind == SectionKind::Decision && headed(part, meeting_body) == Some(Standing::Own)
    };
    let Some(last) = parts.iter().rposition(is_own) else {
        return;
    };
    let nested = parts.iter().take(last).rposition(|part| {
        let mut lines = part.lines.iter().filter(|line| line.has_text());
        lines.any(|line| opens_other(line, meeting_body))
    });
    let earlier = parts.iter_mut().take(nested.unwrap_or_default());
    for part in earlier.filter(|part| is_own(part)) {
        part.kind = SectionKind::Description;
    }
}

/// `KU § 59 2022-04-12` stands right above the next heading.
fn ends_with_header(part: &Part<'_, '_>, meeting_body: Option<&str>) -> bool {
    let last = part.lines.iter().rfind(|line| line.has_text());
    last.is_some_and(|line| opens_other(line, meeting_body))
}

/// `Kommunstyrelsens förslag till kommunfullmäktige` in the board's own minutes.
fn proposes_up(part: &Part<'_, '_>, meeting_body: Option<&str>) -> bool {
    let heading = part.heading.as_deref().unwrap_or_default().folded();
    let target = heading.split_once("s förslag till ").map(|(_, target)| {
        ["beslut i ", "beslut till "]
            .iter()
            .find_map(|words| target.strip_prefix(words))
            .unwrap_or(target)
    });
    let goes_up = target.is_some_and(|target| {
        standing::of(target.trim_end_matches(':'), meeting_body) == Some(Standing::Above)
    });
    part.kind == SectionKind::Proposal
        && goes_up
        && part.has_text()
        && headed(part, meeting_body) == Some(Standing::Own)
}

/// Where no decision stands, a committee's own proposal is what it decided. Tells whether there was one.
pub(super) fn promote(parts: &mut [Part<'_, '_>], meeting_body: Option<&str>) -> bool {
    let is_committee = meeting_body.is_some_and(standing::is_committee);
    let own = parts.iter_mut().rev().find(|part| {
        part.kind == SectionKind::Proposal
            && part.has_text()
            && match headed(part, meeting_body) {
                Some(standing) => standing == Standing::Own,
                None => is_committee && is_addressed_up(part, meeting_body),
            }
    });
    match own {
        Some(part) => {
            part.kind = SectionKind::Decision;
            part.rule = Rule::ProposalAsDecision;
            true
        }
        None => false,
    }
}

/// So many sections are parted off at most: a text that holds more is no paragraph, and each costs its rest.
const MOST: usize = 24;

/// `Arbetsutskottet föreslår 2024-02-06, § 12,` and its points, told without a heading.
pub(super) fn part_off_proposals(parts: &mut Vec<Part<'_, '_>>, meeting_body: Option<&str>) {
    let mut place = 0;
    let most = parts.len() + MOST;
    while let Some(part) = parts.get_mut(place).filter(|_| place < most) {
        place += 1;
        let found = (0..part.lines.len()).find(|&at| proposes_below(part, at, meeting_body));
        let Some(at) = found.filter(|_| part.kind == SectionKind::Description) else {
            continue;
        };
        let end = end_of_points(&part.lines, at);
        let kind = part.kind;
        let rest = part.lines.split_off(end);
        let own = part.lines.split_off(at);
        if rest.iter().any(|line| line.has_text()) {
            let rest = Part::without_heading(kind, Rule::AfterSection, rest);
            parts.insert(place, rest);
        }
        let own = Part::without_heading(SectionKind::Proposal, Rule::ProposingLine, own);
        parts.insert(place, own);
        place += 1;
    }
}

fn proposes_below(part: &Part<'_, '_>, at: usize, meeting_body: Option<&str>) -> bool {
    let Some(line) = part.lines.get(at).filter(|line| line.has_text()) else {
        return false;
    };
    let next = part.lines.iter().skip(at + 1).find(|line| line.has_text());
    let leads =
        next.is_some_and(|next| next.folded.starts_with("att ") || is_list_mark(&next.text));
    let proposes = || line.folded.contains(" föreslår") || line.folded.contains(" tillstyrker");
    leads
        && proposes()
        && !line.text.ends_with('.')
        && deciding_body::deciding(&line.text)
            .is_some_and(|name| standing::of(&name, meeting_body) == Some(Standing::Below))
}

/// Up to the first stretch of text after a gap that is no point.
fn end_of_points(lines: &[&Line<'_>], at: usize) -> usize {
    let begins = |at: usize| {
        lines.get(at).is_some_and(|line| line.has_text())
            && lines.get(at - 1).is_some_and(|before| !before.has_text())
    };
    let is_point = |at: usize| {
        lines.get(at).is_some_and(|line| {
            line.folded.starts_with("att ")
                || is_list_mark(&line.text)
                || scan::begins_small(&line.text)
        })
    };
    (at + 1..lines.len())
        .find(|&at| begins(at) && !is_point(at))
        .unwrap_or(lines.len())
}

/// Where the body stands that the heading names.
fn headed(part: &Part<'_, '_>, meeting_body: Option<&str>) -> Option<Standing> {
    let name = deciding_body::of_heading(part.heading.as_deref()?)?;
    standing::of(&name, meeting_body)
}

/// Somebody proposes in it.
fn proposes(part: &Part<'_, '_>) -> bool {
    let mut words = part
        .lines
        .iter()
        .flat_map(|line| line.folded.split([' ', ':', ',']));
    words.any(|word| {
        matches!(
            word,
            "föreslår" | "föreslog" | "föreslå" | "tillstyrker" | "tillstyrka" | "förslag"
        )
    })
}

/// The body that met proposes in it, or a body above it is to decide.
fn is_addressed_up(part: &Part<'_, '_>, meeting_body: Option<&str>) -> bool {
    part.lines.iter().any(|line| {
        let standing =
            deciding_body::deciding(&line.text).and_then(|name| standing::of(&name, meeting_body));
        matches!(standing, Some(Standing::Own | Standing::Above))
    })
}

/// `KU § 317 06-12-05` under the decision opens what another body did.
fn cut_at_nested_headers(parts: &mut Vec<Part<'_, '_>>, meeting_body: Option<&str>) {
    let mut place = 0;
    while let Some(part) = parts.get_mut(place) {
        place += 1;
        if matches!(part.kind, SectionKind::Basis | SectionKind::Description) {
            continue;
        }
        let nested = part
            .lines
            .iter()
            .position(|line| line.has_text() && opens_other(line, meeting_body));
        if let Some(at) =
            nested.filter(|at| part.lines.iter().take(*at).any(|line| line.has_text()))
        {
            let lines = part.lines.split_off(at);
            parts.insert(
                place,
                Part::without_heading(SectionKind::Description, Rule::AfterSection, lines),
            );
        }
    }
}

fn opens_other(line: &Line<'_>, meeting_body: Option<&str>) -> bool {
    header_body(&line.text)
        .is_some_and(|name| standing::of(&name, meeting_body) != Some(Standing::Own))
}

/// The body of a line that is nothing but a body, a number and perhaps a date: an earlier paragraph's header.
fn header_body(text: &str) -> Option<String> {
    let (before, after) = text.split_once('§').filter(|_| text.len() < 90)?;
    let is_place = |text: &str| {
        text.chars()
            .all(|letter| letter.is_ascii_digit() || " .-–/:,()".contains(letter))
    };
    let mut cursor = Cursor::new(after);
    cursor.blanks();
    cursor.number()?;
    if !is_place(cursor.rest()) {
        return None;
    }
    let name = before
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || " .-–/:,".contains(letter));
    let letters = name.chars().count();
    let is_code = (2..=6).contains(&letters)
        && scan::is_capitalised(name)
        && name.chars().all(char::is_alphabetic)
        && !matches!(name, "Se" | "Jfr" | "Enl");
    if is_code {
        return Some(name.to_uppercase());
    }
    bodies::is_body_name(name).then(|| name.to_owned())
}
