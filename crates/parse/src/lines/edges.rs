//! What repeats near the edges of pages, page for page at the same place.

use rustc_hash::FxHashMap;

use super::Line;
use super::furniture::Key;
use super::furniture_words::{Known, has_page_number, is_page_of_pages, names_minutes};

/// So many lines from a page's edge can belong to its head or foot.
const DEPTH: usize = 10;

/// So many lines that do not repeat end a head or foot.
const STRANGERS: usize = 3;

/// Baselines of the same head differ by less, in points; in text files, places by less, in lines.
const SAME_BASELINE: f32 = 4.0;

/// A line near a page's edge.
#[derive(Clone, Copy)]
struct EdgeLine {
    index: usize,
    /// Points from the page's top, or lines from its edge; rounded to what counts as the same place.
    place: i32,
    /// The first of the page, or the last.
    is_outermost: bool,
}

/// Marks head and foot of each page.
pub(super) fn mark(lines: &[Line<'_>], keys: &[Key<'_>]) -> Vec<bool> {
    let pages = pages(lines);
    let mut marks = vec![false; lines.len()];
    for from_top in [true, false] {
        let edges: Vec<Vec<EdgeLine>> = pages
            .iter()
            .map(|page| edge(page, lines, from_top))
            .collect();
        let counts = Counts::of(&edges, keys);
        let offset = page_number_offset(&edges, lines);
        for edge in &edges {
            let near = Near {
                lines,
                keys,
                counts: &counts,
                offset,
                pages: pages.len(),
                from_top,
            };
            near.mark(edge, &mut marks);
        }
    }
    marks
}

/// Indices of the lines with text, page by page.
fn pages(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let sheets = lines.last().map_or(0, |line| line.sheet + 1);
    let mut pages = vec![Vec::new(); sheets];
    for (index, line) in lines.iter().enumerate() {
        if line.has_text()
            && let Some(page) = pages.get_mut(line.sheet)
        {
            page.push(index);
        }
    }
    pages
}

fn edge(page: &[usize], lines: &[Line<'_>], from_top: bool) -> Vec<EdgeLine> {
    let inwards: Box<dyn Iterator<Item = &usize>> = if from_top {
        Box::new(page.iter())
    } else {
        Box::new(page.iter().rev())
    };
    let near = inwards.take(DEPTH).enumerate();
    near.map(|(count, &index)| {
        let baseline = lines.get(index).and_then(|line| line.baseline);
        let place = baseline.map_or(count as i32, |baseline| {
            (baseline / SAME_BASELINE).round() as i32
        });
        EdgeLine {
            index,
            place,
            is_outermost: count == 0,
        }
    })
    .collect()
}

/// On how many pages each masked text stands near this edge: anywhere, and at each place.
struct Counts<'k> {
    anywhere: FxHashMap<&'k str, usize>,
    at_place: FxHashMap<(&'k str, i32), usize>,
}

impl<'k> Counts<'k> {
    fn of(edges: &[Vec<EdgeLine>], keys: &'k [Key<'k>]) -> Counts<'k> {
        let mut counts = Counts {
            anywhere: FxHashMap::default(),
            at_place: FxHashMap::default(),
        };
        for edge in edges {
            let mut on_page: Vec<(&str, i32)> = edge
                .iter()
                .filter_map(|line| Some((keys.get(line.index)?.as_deref()?, line.place)))
                .collect();
            on_page.sort_unstable();
            on_page.dedup();
            on_page
                .iter()
                .for_each(|&place| *counts.at_place.entry(place).or_default() += 1);
            on_page.dedup_by_key(|(key, _)| *key);
            on_page
                .iter()
                .for_each(|(key, _)| *counts.anywhere.entry(key).or_default() += 1);
        }
        counts
    }

    /// An interleaved heading shifts what follows it by a line, with a line that was torn in two by another.
    fn near(&self, key: &'k str, place: i32) -> usize {
        (place - 2..=place + 1)
            .filter_map(|place| self.at_place.get(&(key, place)))
            .sum()
    }
}

/// What a bare number at the edge differs from its page's place by, where most pages agree on it.
fn page_number_offset(edges: &[Vec<EdgeLine>], lines: &[Line<'_>]) -> Option<i64> {
    let mut offsets: Vec<i64> = edges
        .iter()
        .enumerate()
        .flat_map(|(sheet, edge)| {
            let numbers = edge
                .iter()
                .filter_map(|line| lines.get(line.index)?.text.parse::<i64>().ok());
            numbers.map(move |number| number - sheet as i64)
        })
        .collect();
    offsets.sort_unstable();
    let best = offsets
        .chunk_by(|a, b| a == b)
        .max_by_key(|same| same.len())?;
    (best.len() >= 2 && best.len() * 2 >= edges.len())
        .then(|| best.first().copied())
        .flatten()
}

/// What is known near one edge of all pages.
struct Near<'a, 'k, 's> {
    lines: &'a [Line<'s>],
    keys: &'k [Key<'k>],
    counts: &'a Counts<'k>,
    offset: Option<i64>,
    pages: usize,
    from_top: bool,
}

impl<'k> Near<'_, 'k, '_> {
    fn mark(&self, edge: &[EdgeLine], marks: &mut [bool]) {
        let mut strangers = 0;
        let mut after_text = false;
        for edge_line in edge {
            let (Some(line), Some(mark)) = (
                self.lines.get(edge_line.index),
                marks.get_mut(edge_line.index),
            ) else {
                continue;
            };
            if self.is_furniture(edge_line, line, after_text) {
                *mark = true;
            } else {
                strangers += 1;
                // A heading may be caught between the parts of a head, text may not.
                after_text |= self.keys.get(edge_line.index).is_some_and(Option::is_some);
            }
            if strangers >= STRANGERS {
                return;
            }
        }
    }

    fn is_furniture(&self, edge_line: &EdgeLine, line: &Line<'_>, after_text: bool) -> bool {
        let Some(key) = self.keys.get(edge_line.index).and_then(Option::as_deref) else {
            return false;
        };
        if let Ok(number) = line.text.parse::<i64>() {
            return self.offset == Some(number - line.sheet as i64);
        }
        let anywhere = self.counts.anywhere.get(key).copied().unwrap_or_default();
        match line.known() {
            Known::Sure => true,
            Known::Usual => {
                anywhere >= 2
                    || edge_line.is_outermost && has_page_number(&line.folded)
                    || self.is_torn_from_number(edge_line, line)
            }
            other => {
                !after_text
                    && self.repeats(key, edge_line.place, other)
                    && !self.hangs_on_text(edge_line)
            }
        }
    }

    /// `LILLVIKS KOMMUN SAMMANTRÄDESPROTOKOLL` on top of a later page, with its `7 (17)` on another line.
    fn is_torn_from_number(&self, edge_line: &EdgeLine, line: &Line<'_>) -> bool {
        let opens_page = edge_line.is_outermost && names_minutes(&line.folded);
        self.from_top && line.sheet > 0 && (opens_page || is_page_of_pages(&line.folded))
    }

    /// On so many pages at the same place that it must be furniture.
    fn repeats(&self, key: &'k str, place: i32, known: Known) -> bool {
        let needed = if known == Known::Name {
            (self.pages * 2 / 5).max(2)
        } else {
            (self.pages / 2).max(3)
        };
        self.counts.near(key, place) >= needed
    }

    /// A foot stands apart from the text. What touches the text above it is its last line, however often it
    /// stands there: the same recipient under every paragraph.
    fn hangs_on_text(&self, edge_line: &EdgeLine) -> bool {
        let above = edge_line
            .index
            .checked_sub(1)
            .and_then(|above| Some((self.lines.get(above)?, self.keys.get(above)?)));
        let Some((above, key)) =
            above.filter(|(above, _)| !self.from_top && !above.is_blank() && !above.is_furniture)
        else {
            return false;
        };
        let next_place = edge_line.place + if above.baseline.is_some() { 0 } else { 1 };
        let repeats = key
            .as_deref()
            .is_some_and(|key| self.repeats(key, next_place, above.known()));
        !repeats && above.known() < Known::Usual
    }
}
