//! Sections that are lists: papers under *Beslutsunderlag*, recipients under *Protokollsutdrag skickas till*.

use paragraf_model::{Rule, SectionKind};

use super::blocks::Blocks;
use crate::folding::Folding;
use crate::lines::list_mark;
use crate::notes::{self, Notes};

/// One entry a paper or recipient, without list marks. The field has one source for all of them.
pub(super) fn read(
    sections: &[Blocks<'_, '_, '_>],
    kind: SectionKind,
    field: &str,
    notes: &mut Notes,
) -> Vec<String> {
    let entries = entries(sections, kind);
    if !entries.is_empty() {
        let own = sections.iter().filter(|section| section.part.kind == kind);
        let span = notes::around(own.map(Blocks::span));
        notes.source(field, Rule::ListedInSection, span);
    }
    entries
}

fn entries(sections: &[Blocks<'_, '_, '_>], kind: SectionKind) -> Vec<String> {
    let own = sections.iter().filter(|section| section.part.kind == kind);
    let blocks = own.flat_map(|section| {
        let is_alone = section.blocks.len() == 1;
        section.blocks.iter().map(move |block| (block, is_alone))
    });
    let texts = blocks.flat_map(|(block, is_alone)| {
        let text = list_mark(&block.text)
            .and_then(|length| block.text.get(length..))
            .unwrap_or(&block.text);
        let commas = kind == SectionKind::Recipients && is_alone && is_comma_list(text);
        let parts: Vec<&str> = if commas {
            text.split([',', ';']).collect()
        } else {
            vec![text]
        };
        parts
            .into_iter()
            .map(|part| part.trim().to_owned())
            .collect::<Vec<_>>()
    });
    texts
        .filter(|text| !text.is_empty() && !adjusts_at_once(&text.folded()))
        .collect()
}

/// `Paragrafen är omedelbart justerad.` under the last entry.
fn adjusts_at_once(folded: &str) -> bool {
    let is_short = folded.len() < 90 && !folded.contains("protokoll");
    is_short
        && [
            "omedelbart justerad",
            "justeras omedelbart",
            "omedelbar justering",
        ]
        .iter()
        .any(|words| folded.contains(words))
}

/// Recipients in a row (`Kommunstyrelsen, ekonomiavdelningen, akten`) rather than one with an address.
fn is_comma_list(text: &str) -> bool {
    let parts: Vec<&str> = text.split([',', ';']).map(str::trim).collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            part.split(' ').count() <= 5
                && !part.is_empty()
                && !part.chars().any(|letter| letter.is_ascii_digit())
        })
}
