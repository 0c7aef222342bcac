//! The text as one run of lines with their places, page heads and feet told apart from the rest.

mod edges;
mod furniture;
mod furniture_words;
mod marks;
mod measure;
mod reflow;
mod torn_heads;

use std::borrow::Cow;
use std::cell::OnceCell;

use paragraf_model::{Segment, SourceText, Span};

use crate::folding::Folding;
use crate::notes::Notes;
use crate::scan;
use crate::sections::{self, Heading};

use furniture_words::Known;
pub(crate) use furniture_words::is_page_of_pages;
pub(crate) use marks::{is_list_mark, is_lone_mark, list_mark};
pub(crate) use reflow::{Block, Manner, Reflow, Wraps, reach};

/// One line of the whole text.
#[derive(Clone, Debug)]
pub(crate) struct Line<'s> {
    /// From 1, blank lines included.
    pub(crate) number: u32,
    /// From 1; `None` where the source has no pages.
    pub(crate) page: Option<u32>,
    /// Place of its page among the pages, from 0.
    pub(crate) sheet: usize,
    pub(crate) segments: &'s [Segment],
    /// Points from the page's top; `None` in text files.
    pub(crate) baseline: Option<f32>,
    /// Segments joined by single blanks.
    pub(crate) text: String,
    /// The text in small letters.
    pub(crate) folded: String,
    /// A known heading of a section, alone on the line.
    pub(crate) heading: Option<Heading>,
    /// Opens a decision where no heading does.
    pub(crate) opens_decision: bool,
    /// Holds a section sign.
    pub(crate) has_sign: bool,
    /// What its words tell of page heads; told once, since several ask.
    known: OnceCell<Known>,
    /// Page head, page foot, or a rule between paragraphs: not part of any text.
    pub(crate) is_furniture: bool,
}

impl Line<'_> {
    pub(crate) fn is_heading(&self) -> bool {
        self.heading.is_some()
    }

    /// How sure its words alone make us that it is a page head or foot.
    fn known(&self) -> Known {
        *self
            .known
            .get_or_init(|| furniture_words::known(&self.folded))
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Segments joined by two blanks, so that a gap can be told from a blank.
    pub(crate) fn with_gaps(&self) -> Cow<'_, str> {
        if let [only] = self.segments {
            return Cow::Borrowed(only.text.trim());
        }
        let texts: Vec<&str> = self
            .segments
            .iter()
            .map(|segment| segment.text.trim())
            .collect();
        Cow::Owned(texts.join("  "))
    }

    /// Neither blank nor furniture.
    pub(crate) fn has_text(&self) -> bool {
        !self.text.is_empty() && !self.is_furniture
    }

    /// Right edge in the source's own unit.
    pub(crate) fn right(&self) -> f32 {
        self.segments.last().map_or(0.0, |segment| segment.right)
    }

    /// The size of most of its text; `None` in text files.
    pub(crate) fn font_size(&self) -> Option<f32> {
        let widest = self
            .segments
            .iter()
            .max_by_key(|segment| segment.text.len());
        widest.and_then(|segment| segment.font_size)
    }

    pub(crate) fn is_bold(&self) -> bool {
        !self.segments.is_empty() && self.segments.iter().all(|segment| segment.bold)
    }

    pub(crate) fn span(&self) -> Span {
        Span::line(self.page, self.number)
    }
}

/// Lays the pages out as one run of lines and marks what repeats on them.
pub(crate) fn read<'s>(source: &'s SourceText, notes: &mut Notes) -> Vec<Line<'s>> {
    let mut lines = flatten(source);
    furniture::mark(&mut lines, notes);
    lines
}

fn flatten(source: &SourceText) -> Vec<Line<'_>> {
    let pages = source.pages.iter().enumerate();
    let placed =
        pages.flat_map(|(sheet, page)| page.lines.iter().map(move |line| (sheet, page, line)));
    let lines = placed.zip(1..).map(|((sheet, page, line), number)| {
        let text = joined(&line.segments);
        let folded = text.folded();
        Line {
            number,
            page: page.number,
            sheet,
            segments: &line.segments,
            baseline: line.baseline,
            heading: sections::heading_alone(&text, &folded),
            opens_decision: sections::may_open_decision(&folded) && sections::opens_decision(&text),
            has_sign: text.contains('§'),
            known: OnceCell::new(),
            text,
            folded,
            is_furniture: false,
        }
    });
    lines.collect()
}

fn joined(segments: &[Segment]) -> String {
    if let [only] = segments {
        return only.text.trim().to_owned();
    }
    let texts: Vec<&str> = segments.iter().map(|segment| segment.text.trim()).collect();
    texts.join(" ").trim().to_owned()
}

/// A line of rules, dots or stars only: the end mark between paragraphs, or a place to sign.
pub(crate) fn is_rule(text: &str) -> bool {
    let is_mark = |letter| matches!(letter, '_' | '-' | '–' | '—' | '=' | '.' | '*' | '…' | '·');
    let mut marks = 0;
    for letter in text.chars() {
        if is_mark(letter) {
            marks += 1;
        } else if !letter.is_whitespace() {
            return false;
        }
    }
    marks >= 3
}

/// The text without a rule glued to its front (`__________KF § 43`).
pub(crate) fn without_rule(text: &str) -> &str {
    let rest = text.trim_start_matches(['_', '=', '*', '.', '…', ' ', '-', '–', '—']);
    let cut = text.len() - rest.len();
    let rule = text.get(..cut).unwrap_or_default();
    if is_rule(rule) { rest } else { text }
}

/// Ends with a word that cannot end anything: the next line goes on.
pub(crate) fn is_left_hanging(folded: &str) -> bool {
    let last = folded
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    hangs(last) || (last.ends_with('-') && last.chars().count() > 1) || last.ends_with([',', '/'])
}

/// Told by a `match`: the compiler compares short words without a call.
fn hangs(word: &str) -> bool {
    matches!(
        word,
        "och"
            | "samt"
            | "eller"
            | "att"
            | "för"
            | "till"
            | "från"
            | "av"
            | "i"
            | "på"
            | "med"
            | "om"
            | "den"
            | "det"
            | "de"
            | "en"
            | "ett"
            | "som"
            | "vid"
            | "mot"
            | "under"
            | "över"
            | "mellan"
            | "inom"
            | "enligt"
            | "per"
            | "&"
            | "–"
            | "-"
            | "hos"
            | "utan"
            | "efter"
            | "innan"
            | "är"
            | "har"
            | "ska"
            | "§"
            | "nr"
            | "dnr"
            | "genom"
            | "angående"
            | "avseende"
            | "gällande"
            | "inför"
            | "bland"
            | "sedan"
            | "kring"
            | "utifrån"
            | "dels"
            | "inklusive"
    )
}

/// Goes on from the line before: begins with a small letter, a bracket or a mark that begins nothing.
pub(crate) fn goes_on(text: &str) -> bool {
    scan::begins_small(text) || text.starts_with(['(', ',', ')', '”', '§'])
}
