//! Case officers (*handläggare*), whom a paragraph may name under its title, in its text or at its end.

use paragraf_model::{Rule, SectionKind};

use super::blocks::Blocks;
use crate::folding::Folding;
use crate::notes::Sourced;
use crate::people;
use crate::sections::Part;

/// Headings that stand over nothing but names.
const HEADINGS: &[&str] = &[
    "handläggare",
    "handläggare i ärendet",
    "ärendets handläggare",
    "ansvarig handläggare",
    "beredningsansvarig",
    "beredningsansvariga",
    "beredare",
    "föredragande",
    "föredragande tjänsteman",
    "föredragande i ärendet",
];

/// Ends the part under `Handläggare` after the names: what follows has nothing to do with them.
pub(super) fn part_off(parts: &mut Vec<Part<'_, '_>>) {
    let mut place = 0;
    while let Some(part) = parts.get_mut(place) {
        place += 1;
        if !is_headed(part) {
            continue;
        }
        let first = usize::from(part.run_in.is_some());
        let names = part.lines.iter().skip(first).take_while(|line| {
            !line.has_text() && first == 0 || people::is_person_line(&line.text)
        });
        let end = first + names.count();
        let rest = part.lines.split_off(end);
        if rest.iter().any(|line| line.has_text()) {
            let rest = Part::without_heading(SectionKind::Description, Rule::AfterSection, rest);
            parts.insert(place, rest);
        }
    }
}

/// Those of the header and those that the text names under such a heading; who presents a matter counts
/// only where nobody is named who prepared it.
pub(super) fn read(
    in_header: &[Sourced<String>],
    sections: &[Blocks<'_, '_, '_>],
) -> Vec<Sourced<String>> {
    let mut officers = in_header.to_vec();
    let mut more = named(sections, &["handläggare", "beredningsansvarig", "beredare"]);
    more.extend(preparing(sections));
    if officers.is_empty() && more.is_empty() {
        more = named(sections, &["föredragande"]);
    }
    for officer in more {
        if !officers.iter().any(|held| held.value == officer.value) {
            officers.push(officer);
        }
    }
    officers
}

/// `Beredning: planerare Alva Ask, tfn 1234`, as Finland's minutes name who prepared the matter.
fn preparing(sections: &[Blocks<'_, '_, '_>]) -> Vec<Sourced<String>> {
    let first = sections.iter().filter_map(|section| {
        section.part.run_in.as_ref()?;
        let heading = section.part.heading.as_deref()?.folded();
        if !matches!(heading.trim(), "beredning" | "beredare") {
            return None;
        }
        section.blocks.first()
    });
    first
        .flat_map(|block| {
            let text = block.text.split(", tfn").next().unwrap_or_default();
            let names = people::is_person_line(text).then(|| people::officers(text));
            let span = block.span();
            let names = names.unwrap_or_default().into_iter();
            names.map(move |name| Sourced::new(name, Rule::ListedInSection, span))
        })
        .collect()
}

fn named(sections: &[Blocks<'_, '_, '_>], words: &[&str]) -> Vec<Sourced<String>> {
    let own = sections.iter().filter(|section| {
        let heading = section.part.heading.as_deref().unwrap_or_default();
        let names_them = || {
            let folded = heading.folded();
            words.iter().any(|word| folded.contains(word))
        };
        is_headed(section.part) && names_them()
    });
    own.flat_map(|section| {
        let names = people::officers(&section.text.replace('\n', ", "));
        let span = section.span();
        names
            .into_iter()
            .map(move |name| Sourced::new(name, Rule::ListedInSection, span))
    })
    .collect()
}

fn is_headed(part: &Part<'_, '_>) -> bool {
    let heading = part.heading.as_deref().map(str::trim);
    // None of them is as short as the heading of most sections.
    let heading = heading.filter(|heading| heading.len() >= "beredare".len());
    heading.is_some_and(|heading| HEADINGS.contains(&heading.folded().as_str()))
}
