//! Blocks become pages: blank lines where there is space between paragraphs, heads and feet on each page.

use paragraf_model::{SourceLine, SourcePage, TextOrigin};

use super::setting::{Set, Setter};
use super::{Block, Flow, Heads, Inline, PageBreak, Section, table};
use crate::limits::{HEAD_CHARACTERS, HEAD_LINES, PAGES};

/// So many points between two paragraphs look like a blank line.
const BLANK_LINE: f32 = 5.0;

/// A document set into pages.
pub struct SetPages {
    pub pages: Vec<SourcePage>,
    /// Some of the text itself, not only a head.
    pub has_text: bool,
    /// A limit was met.
    pub cut: bool,
}

/// Sets the whole flow.
pub fn set(flow: &Flow) -> SetPages {
    let mut setter = Setter::new(flow.tab_width);
    let mut sheets = Sheets::new();
    for set in set_blocks(&flow.blocks, &mut setter, 0) {
        match set {
            Set::Line(line) => sheets.line(line),
            Set::Break(kind) => sheets.end_page(kind),
            Set::Section(section) => sheets.section(section),
        }
    }
    let has_text = sheets.done.iter().any(Sheet::has_text);
    let cut = sheets.cut || setter.cut;
    let sheets = sheets.done;
    // Where the program did not note its page ends, only some are known, and a number would be a wrong one.
    let is_counted =
        sheets.iter().any(|sheet| sheet.after_full_page) || flow.stated_pages == Some(sheets.len());
    let pages = if is_counted {
        numbered(flow, sheets, &mut setter)
    } else {
        unnumbered(flow, sheets, &mut setter)
    };
    SetPages {
        pages,
        has_text,
        cut,
    }
}

/// Sets blocks above one another.
pub fn set_blocks(blocks: &[Block], setter: &mut Setter, depth: usize) -> Vec<Set> {
    let mut set: Vec<Set> = Vec::new();
    let mut space = 0.0_f32;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                if space.max(paragraph.before) >= BLANK_LINE {
                    blank_line(&mut set);
                }
                space = paragraph.after;
                append(&mut set, setter.paragraph(paragraph));
            }
            Block::Table(rows) => {
                blank_line(&mut set);
                append(&mut set, table::set(rows, setter, depth));
                space = BLANK_LINE;
            }
            Block::PageBreak(kind) => set.push(Set::Break(*kind)),
            Block::Section(section) => set.push(Set::Section(*section)),
        }
    }
    set
}

/// Never two blank lines after one another, and none at the beginning.
fn append(set: &mut Vec<Set>, more: Vec<Set>) {
    for item in more {
        match item {
            Set::Line(line) if line.is_blank() => blank_line(set),
            item => set.push(item),
        }
    }
}

fn blank_line(set: &mut Vec<Set>) {
    if matches!(set.last(), Some(Set::Line(line)) if !line.is_blank()) {
        set.push(Set::Line(SourceLine::default()));
    }
}

#[derive(Default)]
struct Sheet {
    lines: Vec<SourceLine>,
    section: usize,
    /// It is the first of its section.
    is_first: bool,
    /// The page before it was full.
    after_full_page: bool,
}

impl Sheet {
    fn has_text(&self) -> bool {
        self.lines.iter().any(|line| !line.is_blank())
    }
}

struct Sheets {
    done: Vec<Sheet>,
    /// A wanted page end has not yet been met by the mark that the program leaves where it laid the page out.
    mark_follows: bool,
    cut: bool,
}

impl Sheets {
    fn new() -> Sheets {
        let first = Sheet {
            is_first: true,
            ..Sheet::default()
        };
        Sheets {
            done: vec![first],
            mark_follows: false,
            cut: false,
        }
    }

    fn line(&mut self, line: SourceLine) {
        let Some(sheet) = self.done.last_mut() else {
            return;
        };
        if !line.is_blank() || sheet.has_text() {
            self.mark_follows &= line.is_blank();
            sheet.lines.push(line);
        }
    }

    fn end_page(&mut self, kind: PageBreak) {
        let is_empty = self.done.last().is_some_and(|sheet| !sheet.has_text());
        let is_start = is_empty && self.done.len() == 1;
        if kind == PageBreak::Full && std::mem::take(&mut self.mark_follows) && is_empty {
            if let Some(sheet) = self.done.last_mut() {
                sheet.after_full_page = true;
            }
            return;
        }
        if is_start && kind == PageBreak::Full {
            return;
        }
        if self.done.len() >= PAGES {
            self.cut = true;
            return;
        }
        self.mark_follows = kind == PageBreak::Wanted;
        let section = self.done.last().map_or(0, |sheet| sheet.section);
        self.done.push(Sheet {
            section,
            after_full_page: kind == PageBreak::Full,
            ..Sheet::default()
        });
    }

    /// A section that begins within a page counts from the next.
    fn section(&mut self, section: usize) {
        let Some(sheet) = self.done.last_mut() else {
            return;
        };
        if !sheet.has_text() {
            sheet.is_first = true;
            sheet.section = section;
        }
    }
}

/// Pages as they were laid out, each with its head and foot.
fn numbered(flow: &Flow, sheets: Vec<Sheet>, setter: &mut Setter) -> Vec<SourcePage> {
    let count = sheets.len() as u32;
    let pages = sheets.into_iter().zip(1..).map(|(sheet, number)| {
        setter.page = Some((number, count));
        let section = flow.sections.get(sheet.section);
        let mut part = |heads: Option<&Heads>| {
            let heads = heads.map(|heads| heads.of_page(sheet.is_first, number));
            set_head(heads.unwrap_or_default(), setter)
        };
        let head = part(section.map(|section| &section.head));
        let foot = part(section.map(|section| &section.foot));
        page(Some(number), joined([head, sheet.lines, foot]))
    });
    pages.collect()
}

/// Not laid out: heads and feet stand once, at the beginning. At the end, a foot would go on with the last text.
fn unnumbered(flow: &Flow, mut sheets: Vec<Sheet>, setter: &mut Setter) -> Vec<SourcePage> {
    let mut part = |heads: fn(&Section) -> &Heads| {
        let mut lines: Vec<SourceLine> = Vec::new();
        for section in &flow.sections {
            let heads = heads(section);
            for blocks in heads.first.iter().chain([&heads.usual]) {
                let set = set_head(blocks, setter);
                if !set.is_empty() && !lines.ends_with(&set) && lines.len() < HEAD_LINES {
                    lines.extend(set);
                }
            }
        }
        lines
    };
    let head = part(|section| &section.head);
    let foot = part(|section| &section.foot);
    if let Some(first) = sheets.first_mut() {
        let lines = std::mem::take(&mut first.lines);
        first.lines = joined([head, foot, lines]);
    }
    let pages = sheets.into_iter().map(|sheet| page(None, sheet.lines));
    pages.filter(|page| !page.lines.is_empty()).collect()
}

impl Heads {
    fn of_page(&self, is_first: bool, number: u32) -> &[Block] {
        let other = if is_first {
            self.first.as_ref()
        } else if number.is_multiple_of(2) {
            self.even.as_ref()
        } else {
            None
        };
        other.unwrap_or(&self.usual)
    }
}

fn set_head(blocks: &[Block], setter: &mut Setter) -> Vec<SourceLine> {
    let lines = set_blocks(blocks, setter, 0)
        .into_iter()
        .filter_map(|set| match set {
            Set::Line(line) if !line.is_blank() => Some(line),
            _ => None,
        });
    lines.take(HEAD_LINES).collect()
}

/// Without what is too much for a head or foot: it is set on every page.
pub fn shortened(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut left = HEAD_CHARACTERS;
    shorten(&mut blocks, &mut left);
    blocks
}

/// Each block counts for some characters too, so that empty ones come to an end.
fn shorten(blocks: &mut Vec<Block>, left: &mut usize) {
    const OF_BLOCK: usize = 20;
    let mut take = |size: usize| {
        let fits = *left >= size;
        *left = left.saturating_sub(size);
        fits
    };
    blocks.retain_mut(|block| match block {
        Block::Paragraph(paragraph) => {
            let sizes = paragraph.inlines.iter().map(|inline| match inline {
                Inline::Text(text, _) => text.len() + 1,
                _ => 1,
            });
            take(sizes.sum::<usize>() + OF_BLOCK)
        }
        Block::Table(rows) => {
            rows.retain(|_| take(OF_BLOCK));
            true
        }
        Block::PageBreak(_) | Block::Section(_) => false,
    });
    for block in blocks {
        let Block::Table(rows) = block else { continue };
        for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
            shorten(&mut cell.blocks, left);
        }
    }
}

fn joined(parts: [Vec<SourceLine>; 3]) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = Vec::new();
    for mut part in parts {
        while part.last().is_some_and(SourceLine::is_blank) {
            part.pop();
        }
        if !lines.is_empty() && !part.is_empty() {
            lines.push(SourceLine::default());
        }
        lines.append(&mut part);
    }
    lines
}

fn page(number: Option<u32>, lines: Vec<SourceLine>) -> SourcePage {
    SourcePage {
        number,
        size: None,
        origin: TextOrigin::Text,
        lines,
        confidence: None,
    }
}
