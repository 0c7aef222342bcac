//! Do the numbers add up: holes, repeats, numbers out of order, and what the cover promises.

use paragraf_model::{Finding, FindingKind};

use crate::lines::Line;
use crate::notes::Notes;
use crate::outline::Outline;

pub(crate) fn check(
    outline: &Outline,
    lines: &[Line<'_>],
    promised: Option<[u32; 2]>,
    notes: &mut Notes,
) {
    let blocks = outline.blocks.iter();
    for (before, block) in blocks.clone().zip(blocks.skip(1)) {
        let (earlier, label) = (&before.opening.label, &block.opening.label);
        let span = lines
            .get(block.opening.line)
            .map(Line::span)
            .unwrap_or_default();
        if label.key() == earlier.key() {
            notes.find(Finding::warning(
                FindingKind::NumberRepeated,
                span,
                format!("{} förekommer flera gånger.", label.printed),
            ));
        } else if label.key() < earlier.key() {
            let message = format!(
                "{} står efter {}: numren kommer inte i ordning.",
                label.printed, earlier.printed
            );
            notes.find(Finding::warning(
                FindingKind::NumberOutOfOrder,
                span,
                message,
            ));
        } else if label.number > earlier.last + 1 {
            let missing = match (earlier.last + 1, label.number - 1) {
                (first, last) if first == last => format!("§ {first} saknas"),
                (first, last) => format!("§§ {first}–{last} saknas"),
            };
            let message = format!(
                "{missing} mellan {} och {}.",
                earlier.printed, label.printed
            );
            let finding = Finding::warning(FindingKind::NumberSkipped, span, message);
            notes.find(finding.about(vec![[earlier.last + 1, label.number - 1]]));
        }
    }
    if let (Some([first, last]), Some([found_first, found_last])) = (promised, outline.numbers())
        && (first, last) != (found_first, found_last)
    {
        let message = format!(
            "Försättsbladet anger §§ {first}–{last}, men texten innehåller §§ {found_first}–{found_last}."
        );
        notes.find(Finding::warning(
            FindingKind::RangeMismatch,
            Default::default(),
            message,
        ));
    }
}
