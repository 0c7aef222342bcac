//! A paragraph becomes a line: tabs to columns, labels before the text, looks to the segments.

use paragraf_model::{Segment, SourceLine};

use super::{Alignment, Inline, Look, PageBreak, Paragraph, Stop};
use crate::clean::{clean, is_blank, raw_if_changed};
use crate::limits::{FLOW_CHARACTERS, FLOW_LINES};

/// So many blanks in a row are a column border, as in a text file.
const WIDE_GAP: usize = 3;

/// No indent is printed wider: a stray one must not push the text out of sight.
const WIDEST_INDENT: f32 = 60.0;

/// What setting gives: lines, and the page breaks between them.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    Line(SourceLine),
    Break(PageBreak),
    Section(usize),
}

/// Sets paragraphs, within a limit for the whole document.
#[derive(Debug)]
pub struct Setter {
    pub tab_width: f32,
    /// The page that heads and feet are set for, and how many there are; not known for the text itself.
    pub page: Option<(u32, u32)>,
    characters: usize,
    lines: usize,
    /// The limit was met; what followed is missing.
    pub cut: bool,
}

impl Setter {
    pub fn new(tab_width: f32) -> Setter {
        Setter {
            tab_width: tab_width.clamp(2.0, 40.0),
            page: None,
            characters: 0,
            lines: 0,
            cut: false,
        }
    }

    /// Sets a paragraph: one line, and more where it breaks lines itself. One without text is a blank line.
    ///
    /// Where the page was full within it, the break follows it: its text stays in one piece.
    pub fn paragraph(&mut self, paragraph: &Paragraph) -> Vec<Set> {
        let mut set = Vec::new();
        self.lines += 1;
        if self.lines > FLOW_LINES {
            self.cut = true;
            return set;
        }
        let mut full = 0;
        let mut row = RowOfSegments::begin(paragraph, self.tab_width, true);
        let mut has_text = false;
        if let Some((label, look)) = &paragraph.label {
            self.text(&mut row, label, *look);
            row.text(" ", *look);
        }
        for inline in &paragraph.inlines {
            match inline {
                Inline::Text(text, look) => {
                    has_text |= !text.trim().is_empty();
                    self.text(&mut row, text, *look);
                }
                Inline::PageNumber(known, look) => {
                    let shown = self.page.map(|(number, _)| number.to_string());
                    self.text(&mut row, shown.as_deref().unwrap_or(known), *look);
                }
                Inline::PageCount(known, look) => {
                    let shown = self.page.map(|(_, count)| count.to_string());
                    self.text(&mut row, shown.as_deref().unwrap_or(known), *look);
                }
                Inline::Tab => row.tab(),
                Inline::LineBreak if self.lines >= FLOW_LINES => self.cut = true,
                Inline::LineBreak => {
                    self.lines += 1;
                    set.push(Set::Line(row.end()));
                    row = RowOfSegments::begin(paragraph, self.tab_width, false);
                }
                Inline::PageBreak(PageBreak::Full) if has_text => full += 1,
                Inline::PageBreak(kind) => {
                    let line = row.end();
                    if !line.is_blank() {
                        set.push(Set::Line(line));
                    }
                    set.push(Set::Break(*kind));
                    row = RowOfSegments::begin(paragraph, self.tab_width, false);
                    has_text = false;
                }
            }
        }
        let line = row.end();
        let breaks_only = matches!(set.last(), Some(Set::Break(_)));
        if !line.is_blank() || !breaks_only {
            set.push(Set::Line(line));
        }
        set.extend(std::iter::repeat_n(Set::Break(PageBreak::Full), full));
        set
    }

    fn text(&mut self, row: &mut RowOfSegments<'_>, text: &str, look: Look) {
        self.characters += text.len();
        if self.characters > FLOW_CHARACTERS {
            self.cut = true;
            return;
        }
        row.text(text, look);
    }
}

/// A line that grows from left to right.
struct RowOfSegments<'p> {
    stops: &'p [Stop],
    tab_width: f32,
    segments: Vec<Segment>,
    /// Where the segment at hand begins, or the stop that it has to stand at.
    column: f32,
    alignment: Alignment,
    raw: String,
    looks: Looks,
}

impl<'p> RowOfSegments<'p> {
    fn begin(paragraph: &'p Paragraph, tab_width: f32, is_first: bool) -> RowOfSegments<'p> {
        let first = if is_first {
            paragraph.first_indent
        } else {
            0.0
        };
        RowOfSegments {
            stops: &paragraph.stops,
            tab_width,
            segments: Vec::new(),
            column: (paragraph.indent + first).clamp(0.0, WIDEST_INDENT).round(),
            alignment: Alignment::Left,
            raw: String::new(),
            looks: Looks::default(),
        }
    }

    /// Text as it stands; wide gaps within it are borders.
    fn text(&mut self, text: &str, look: Look) {
        let mut gap = trailing_blanks(&self.raw);
        for c in text.chars() {
            let c = if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            };
            if is_blank(c) {
                gap += 1;
                self.raw.push(c);
                continue;
            }
            if gap >= WIDE_GAP {
                self.finish();
                self.column += gap as f32;
            }
            gap = 0;
            self.raw.push(c);
            self.looks.add(look);
        }
    }

    fn tab(&mut self) {
        self.finish();
        let set = self
            .stops
            .iter()
            .find(|stop| stop.column > self.column + 0.5);
        let stop = set.copied().unwrap_or_else(|| Stop {
            column: ((self.column / self.tab_width).floor() + 1.0) * self.tab_width,
            alignment: Alignment::Left,
        });
        self.column = stop.column;
        self.alignment = stop.alignment;
    }

    /// Ends the segment at hand, and stands after it.
    fn finish(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let looks = std::mem::take(&mut self.looks);
        let text = clean(&raw);
        let alignment = std::mem::replace(&mut self.alignment, Alignment::Left);
        if text.is_empty() {
            return;
        }
        let width = text.chars().count() as f32;
        let begins = match alignment {
            Alignment::Left => self.column,
            Alignment::Centre => self.column - width / 2.0,
            Alignment::Right => self.column - width,
        };
        let least = self
            .segments
            .last()
            .map_or(0.0, |before| before.right + 1.0);
        let left = begins.round().max(least);
        self.column = left + width;
        self.segments.push(Segment {
            raw: raw_if_changed(&raw, &text),
            text,
            left,
            right: left + width,
            font_size: looks.size(),
            bold: looks.is_bold(),
            italic: looks.is_italic(),
        });
    }

    fn end(&mut self) -> SourceLine {
        self.finish();
        SourceLine {
            segments: std::mem::take(&mut self.segments),
            baseline: None,
        }
    }
}

fn trailing_blanks(text: &str) -> usize {
    text.chars().rev().take_while(|&c| is_blank(c)).count()
}

/// How the characters of a segment are set, counted.
#[derive(Debug, Default)]
struct Looks {
    all: usize,
    bold: usize,
    italic: usize,
    sizes: Vec<(f32, usize)>,
}

impl Looks {
    fn add(&mut self, look: Look) {
        self.all += 1;
        self.bold += usize::from(look.bold);
        self.italic += usize::from(look.italic);
        let Some(size) = look.size else { return };
        const TOLD_APART: usize = 16;
        if let Some((_, count)) = self.sizes.iter_mut().find(|(known, _)| *known == size) {
            *count += 1;
        } else if self.sizes.len() < TOLD_APART {
            self.sizes.push((size, 1));
        }
    }

    fn is_bold(&self) -> bool {
        self.bold * 2 > self.all
    }

    fn is_italic(&self) -> bool {
        self.italic * 2 > self.all
    }

    fn size(&self) -> Option<f32> {
        let most = self.sizes.iter().max_by_key(|(_, count)| *count);
        most.map(|&(size, _)| size)
    }
}
