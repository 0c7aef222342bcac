//! The decision: its points, who decided, what kind it is, and whether it says what was proposed.

mod comparison;
pub(super) mod deciding_body;
mod lead_in;
mod points;

use paragraf_model::{Decision, Outcome, Rule, SectionKind};

use super::blocks::Blocks;
use super::standing::{self, Standing};
use crate::folding::Folding;
use crate::notes::{self, Notes, Sourced};
use points::Points;

/// Reads the decision out of a paragraph's sections.
pub(super) fn read(
    sections: &[Blocks<'_, '_, '_>],
    meeting_body: Option<&str>,
    notes: &mut Notes,
) -> Option<Decision> {
    let own: Vec<&Blocks<'_, '_, '_>> = of_kind(sections, SectionKind::Decision).collect();
    let texts = own.iter().map(|section| section.text.as_str());
    let text = texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    if text.is_empty() {
        return None;
    }
    let mut read = Points::new(meeting_body);
    for section in &own {
        read.read(&section.blocks, heading_recommends(section, meeting_body));
    }
    let Points {
        mut points,
        mut outcomes,
        ..
    } = read;
    if points.is_empty() {
        // Nothing but what seldom is a point, "Alva Ask (S) anmäler jäv" under "Beslut": still what was decided.
        let blocks = own.iter().flat_map(|section| section.blocks.iter());
        points.extend(blocks.map(|block| points::without_mark(&block.text).to_owned()));
    }
    let span = notes::around(own.iter().map(|section| section.span()));
    notes.source("decision", Rule::DecisionSections, span);
    if outcomes.is_empty() {
        outcomes.push(Sourced::new(Outcome::Other, Rule::OutcomeNone, span));
    }
    let proposals: Vec<Vec<String>> = of_kind(sections, SectionKind::Proposal)
        .map(|section| points::of_proposal(&section.blocks))
        .filter(|points| !points.is_empty())
        .collect();
    let as_proposed =
        (!proposals.is_empty()).then(|| comparison::same_as_any(&points, &text, &proposals));
    if as_proposed.is_some() {
        notes.source("decision/as_proposed", Rule::ComparedWithProposal, span);
    }
    let decided_by = deciding_body::read(&own, meeting_body);
    Some(Decision {
        decided_by: notes.keep("decision/decided_by", decided_by),
        text,
        points,
        outcomes: notes.keep_all("decision/outcomes", outcomes),
        as_proposed,
    })
}

fn of_kind<'b, 'p, 'l, 's>(
    sections: &'b [Blocks<'p, 'l, 's>],
    kind: SectionKind,
) -> impl Iterator<Item = &'b Blocks<'p, 'l, 's>> {
    sections
        .iter()
        .filter(move |section| section.part.kind == kind)
}

/// `Förslag till kommunfullmäktige`, `Arbetsutskottets förslag till kommunstyrelsen`; not what a board proposes
/// to itself.
fn heading_recommends(section: &Blocks<'_, '_, '_>, meeting_body: Option<&str>) -> bool {
    let heading = section.part.heading.as_deref().unwrap_or_default();
    let heading = heading.folded();
    let target = heading.rsplit([' ']).next().unwrap_or_default();
    let to_itself = standing::of(target.trim_end_matches(':'), meeting_body) == Some(Standing::Own);
    (heading.starts_with("förslag") || heading.contains("s förslag")) && !to_itself
}
