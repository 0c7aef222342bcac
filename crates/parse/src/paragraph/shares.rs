//! A decision in two shares: what the body proposes to the one above, and what it decides for its own part. No heading
//! need stand over the first, and the proposal that it follows may say both once more.

use paragraf_model::{Rule, SectionKind};

use super::decision::deciding_body;
use super::standing::{self, Standing};
use crate::folding::Folding;
use crate::lines::Line;
use crate::sections::Part;

/// Parts off `Kommunstyrelsen föreslår kommunfullmäktige besluta` and its points above a heading over what the body
/// decides for its own part.
pub(super) fn part_off_proposed(
    parts: &mut Vec<Part<'_, '_>>,
    decision: usize,
    meeting_body: Option<&str>,
) {
    let heading = parts.get(decision).and_then(|part| part.heading.as_deref());
    let is_rest = heading.is_some_and(|heading| heading.folded().contains("för egen del"));
    let Some(before) = decision.checked_sub(1).filter(|_| is_rest) else {
        return;
    };
    let Some(part) = parts
        .get_mut(before)
        .filter(|part| part.rule == Rule::BeforeHeadings)
    else {
        return;
    };
    let leads = |line: &&Line<'_>| line.has_text() && proposes_up(line, meeting_body);
    if let Some(at) = part.lines.iter().position(leads) {
        let lines = part.lines.split_off(at);
        let own = Part::without_heading(SectionKind::Decision, Rule::DecidingLine, lines);
        parts.insert(decision, own);
    }
}

fn proposes_up(line: &Line<'_>, meeting_body: Option<&str>) -> bool {
    let is_own = || {
        deciding_body::deciding(&line.text)
            .is_some_and(|name| standing::of(&name, meeting_body) == Some(Standing::Own))
    };
    line.opens_decision && line.folded.contains(" föreslår ") && is_own()
}

/// The line before all headings that says the same as one found in a proposal: what was decided stands first, and
/// the proposal repeats it.
pub(super) fn before_proposal(
    parts: &[Part<'_, '_>],
    found: (usize, usize),
) -> Option<(usize, usize)> {
    let proposal = parts.get(found.0)?;
    let first = parts.first()?;
    let may_repeat = proposal.kind == SectionKind::Proposal && first.rule == Rule::BeforeHeadings;
    let said = &proposal.lines.get(found.1).filter(|_| may_repeat)?.folded;
    let at = first.lines.iter().rposition(|line| line.folded == *said)?;
    Some((0, at))
}
