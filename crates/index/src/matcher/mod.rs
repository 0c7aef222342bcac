//! Where a query matches in a text: excerpts for the hit list and ranges for the paragraph's page.
//!
//! tantivy's own snippets panic on compound parts, know no prefixes and count bytes for characters, so texts are
//! analysed here again, with the analysis that made the index.

mod ahead;
mod excerpt;
mod filter;
mod known;
mod marks;
mod memory;
mod sought;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use paragraf_language::Analyzer;
use paragraf_model::{Paragraph, SectionKind};
use paragraf_query::{Node, Zone};

use crate::document::texts;
use crate::widen::Widening;
use excerpt::Excerpt;
use marks::{Finder, Mark};
pub(crate) use memory::Memory;
use sought::Sought;

/// Knows what a query looks for; needs no index. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    analyzer: Analyzer,
    search: Arc<Search>,
    memory: Memory,
}

/// What was searched.
#[derive(Debug)]
struct Search {
    root: Node,
    widening: Widening,
    /// What it looks for: found out when a text is first looked at, for many answers mark none.
    sought: OnceLock<Vec<Sought>>,
}

impl Default for Search {
    fn default() -> Search {
        Search::new(Node::All, Widening::default())
    }
}

impl Search {
    fn new(root: Node, widening: Widening) -> Search {
        Search {
            root,
            widening,
            sought: OnceLock::new(),
        }
    }
}

/// An excerpt of one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// `title` or the section's kind.
    pub section: String,
    /// Escaped text with `<mark>` around what matched, and no other tag.
    pub html: String,
}

impl Matcher {
    /// For a tree with its words as they were typed; [`crate::Index::matcher`] also knows what they mean.
    pub fn of(root: &Node, analyzer: &Analyzer) -> Matcher {
        Matcher::widened(root.clone(), analyzer, Widening::NONE, Memory::default())
    }

    /// For the tree that was searched, and what else its words were searched for.
    pub(crate) fn widened(
        root: Node,
        analyzer: &Analyzer,
        widening: &Widening,
        memory: Memory,
    ) -> Matcher {
        Matcher {
            analyzer: analyzer.clone(),
            search: Arc::new(Search::new(root, widening.clone())),
            memory,
        }
    }

    fn sought(&self) -> &[Sought] {
        let Search {
            root,
            widening,
            sought,
        } = &*self.search;
        sought.get_or_init(|| sought::of(root, &self.analyzer, widening))
    }

    /// The best excerpt of each zone that matches: the decision, the title, then the others in document order.
    pub fn highlights(&self, paragraph: &Paragraph) -> Vec<Highlight> {
        self.highlights_of(texts(paragraph))
    }

    /// The same of texts with the zones that they stand in, in document order.
    pub fn highlights_of<'a>(
        &self,
        texts: impl Iterator<Item = (Zone, &'a str)>,
    ) -> Vec<Highlight> {
        let mut best: BTreeMap<(usize, Zone), Excerpt<'_>> = BTreeMap::new();
        let everywhere = self.is_the_same_everywhere();
        let everywhere = everywhere.then(|| self.finder(Zone::Title));
        for (zone, text) in texts {
            let marks = match &everywhere {
                Some(finder) => finder.find(text),
                None => self.found(text, zone),
            };
            let Some(excerpt) = Excerpt::best(text, marks) else {
                continue;
            };
            let place = (rank(zone), zone);
            let better = best
                .get(&place)
                .is_none_or(|other| excerpt.weight() > other.weight());
            if better {
                best.insert(place, excerpt);
            }
        }
        let highlights = best.into_iter();
        highlights
            .map(|((_, zone), excerpt)| Highlight {
                section: zone.name().to_owned(),
                html: excerpt.html(),
            })
            .collect()
    }

    /// What matches in a text of this zone: byte ranges in order, without overlaps.
    pub fn marks(&self, text: &str, zone: Zone) -> Vec<Range<usize>> {
        self.found(text, zone)
            .into_iter()
            .map(|mark| mark.range)
            .collect()
    }

    fn found(&self, text: &str, zone: Zone) -> Vec<Mark> {
        self.finder(zone).find(text)
    }

    fn finder(&self, zone: Zone) -> Finder<'_> {
        Finder::new(self.sought_in(zone), &self.analyzer, &self.memory)
    }

    /// Whether nothing is looked for in one zone alone.
    fn is_the_same_everywhere(&self) -> bool {
        self.sought().iter().all(|sought| sought.zone.is_none())
    }

    fn sought_in(&self, zone: Zone) -> Vec<(usize, &Sought)> {
        let sought = self.sought().iter().enumerate();
        let here = sought.filter(|(_, sought)| sought.zone.is_none_or(|only| only == zone));
        here.collect()
    }
}

fn rank(zone: Zone) -> usize {
    match zone {
        Zone::Section(SectionKind::Decision) => 0,
        Zone::Title => 1,
        Zone::Section(_) => 2,
    }
}
