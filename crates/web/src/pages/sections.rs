//! Sections of a paragraph as a page shows them: heading, pages of the original, blocks with what is set apart.

use std::ops::Range;

use paragraf_index::Matcher;
use paragraf_model::{Section, SectionKind};
use paragraf_query::Zone;

use super::difference::difference;
use super::entry;
use super::text::{self, Block, Marks};
use crate::swedish;

/// A section.
pub struct SectionView {
    /// Its address within the page.
    pub id: String,
    pub heading: String,
    pub pages: String,
    /// The original at the first of the pages.
    pub page_url: Option<String>,
    /// Lines of the whole text that was read, from 1.
    pub lines: String,
    pub blocks: Vec<Block>,
}

impl SectionView {
    /// How many places of it are marked.
    pub fn count_marks(&self) -> usize {
        let in_block = |block: &Block| match block {
            Block::Text(html) => text::count_marks(html),
            Block::List(items) => items.iter().map(|item| text::count_marks(&item.html)).sum(),
        };
        self.blocks.iter().map(in_block).sum()
    }
}

/// What sections are shown with.
pub struct Views<'a> {
    pub matcher: &'a Matcher,
    /// Where the original is read in place.
    pub original: Option<String>,
}

impl Views<'_> {
    /// Each as it stands.
    pub fn all(&self, sections: &[&Section]) -> Vec<SectionView> {
        sections
            .iter()
            .map(|section| self.view(section, &[], ""))
            .collect()
    }

    /// Decision and proposal with the words that only one of them has; `None` where marks would tell nothing.
    pub fn compared(
        &self,
        decision: &[&Section],
        proposal: &[&Section],
    ) -> Option<(Vec<SectionView>, Vec<SectionView>)> {
        let found = difference(&texts(decision), &texts(proposal))?;
        let marked = |sections: &[&Section], ranges: &[Vec<Range<usize>>], tag| {
            let pairs = sections.iter().zip(ranges);
            pairs
                .map(|(section, ranges)| self.view(section, ranges, tag))
                .collect()
        };
        Some((
            marked(decision, &found.first, "ins"),
            marked(proposal, &found.second, "del"),
        ))
    }

    fn view(&self, section: &Section, changed: &[Range<usize>], tag: &'static str) -> SectionView {
        let found = self
            .matcher
            .marks(&section.text, Zone::Section(section.kind));
        let pages = match section.pages {
            Some([first, last]) if first == last => format!("s. {first}"),
            Some([first, last]) => format!("s. {first}–{last}"),
            None => String::new(),
        };
        let [first, last] = section.lines;
        let original = self.original.as_ref().zip(section.pages);
        SectionView {
            id: entry::anchor(section.kind),
            heading: heading(section),
            pages,
            page_url: original.map(|(original, [page, _])| format!("{original}#page={page}")),
            lines: match first == last {
                true => format!("rad {first}"),
                false => format!("rad {first}–{last}"),
            },
            blocks: text::blocks(
                &section.text,
                Marks {
                    found: &found,
                    changed,
                    tag,
                },
            ),
        }
    }
}

fn texts<'a>(sections: &[&'a Section]) -> Vec<&'a str> {
    sections
        .iter()
        .map(|section| section.text.as_str())
        .collect()
}

fn heading(section: &Section) -> String {
    let printed = section
        .heading
        .as_deref()
        .map(|heading| heading.trim().trim_end_matches(':'));
    match (printed, section.kind) {
        (Some(printed), _) if !printed.is_empty() => parted(printed),
        // Text before the first heading is the matter itself and needs no word for it.
        (_, SectionKind::Other) => String::new(),
        (_, kind) => parted(swedish::heading(kind)),
    }
}

/// Where a long heading may be parted, because the margin is narrow and few browsers know how Swedish is.
fn parted(heading: &str) -> String {
    const TAILS: [&str; 8] = [
        "beskrivning",
        "underlag",
        "resultat",
        "anteckning",
        "ordning",
        "redogörelse",
        "bedömning",
        "yttrande",
    ];
    let mut parted = heading.to_owned();
    for tail in TAILS {
        parted = parted.replace(tail, &format!("\u{ad}{tail}"));
    }
    parted
}
