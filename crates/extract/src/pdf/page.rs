//! One page: from content to lines, and what is to be said of it.

use paragraf_model::{Finding, FindingKind, PageSize, SourcePage, Span, TextOrigin};

use super::document::File;
use super::hidden::Hidden;
use super::interpreter::{CURVES_OF_OUTLINED_TEXT, Interpreter, PageContent, SCAN_SHARE};
use super::lines::{self, Line, Pitch};
use super::page_tree::Page;

/// A page before the document's pitch is known.
pub struct ReadPage {
    /// Counted from 1.
    number: u32,
    size: PageSize,
    /// Text, recognised text or a picture.
    pub origin: TextOrigin,
    /// Without blank lines.
    pub lines: Vec<Line>,
    /// Text that nobody sees.
    pub hidden: Hidden,
    /// A limit was met before its end.
    pub cut: bool,
    /// Some of its streams could not be decoded.
    pub damaged: bool,
}

/// A page with fewer characters than this and a picture over most of it is a scan with a stamp on it.
const CHARACTERS_OF_A_STAMP: usize = 20;

/// Render mode of text that is not painted.
const INVISIBLE: u8 = 3;

/// Reads one page.
pub fn read<'a>(
    file: &File,
    interpreter: &mut Interpreter<'a>,
    page: &Page<'a>,
    number: u32,
) -> ReadPage {
    let content = interpreter.run(page);
    let (width, height) = (page.shown.width() as f32, page.shown.height() as f32);
    let seen = if page.quarter_turns.is_multiple_of(2) {
        PageSize { width, height }
    } else {
        PageSize {
            width: height,
            height: width,
        }
    };
    let trouble = file.take_trouble();
    let page_lines = lines::assemble(&content.glyphs, seen);
    ReadPage {
        number,
        size: page_lines.size,
        origin: origin(&content, page.shown.width() * page.shown.height()),
        lines: page_lines.lines,
        hidden: content.hidden,
        cut: content.cut || trouble.too_large,
        damaged: trouble.damaged,
    }
}

fn origin(content: &PageContent, area: f64) -> TextOrigin {
    let visible = content.glyphs.iter().filter(|glyph| !glyph.is_blank());
    let (mut characters, mut invisible) = (0, 0);
    for glyph in visible {
        characters += 1;
        invisible += usize::from(glyph.mode == INVISIBLE);
    }
    let is_scan = content.picture_area > SCAN_SHARE * area;
    let has_outlines = content.curves > CURVES_OF_OUTLINED_TEXT;
    if characters == 0 && (content.pictures > 0 || has_outlines)
        || characters < CHARACTERS_OF_A_STAMP && is_scan
    {
        TextOrigin::Picture
    } else if is_scan && 10 * invisible > 9 * characters {
        TextOrigin::Ocr
    } else {
        TextOrigin::Text
    }
}

/// Puts blank lines where the document's pitch asks for them, and reports what is odd.
pub fn finish(read: Vec<ReadPage>) -> (Vec<SourcePage>, Vec<Finding>) {
    let pitch = Pitch::of(read.iter().map(|page| page.lines.as_slice()));
    let mut findings = Vec::new();
    let mut first_line = 1;
    let pages = read.into_iter().map(|page| {
        let (number, origin) = (page.number, page.origin);
        let (cut, damaged) = (page.cut, page.damaged);
        let lines = lines::with_blanks(page.lines, &pitch);
        let count = lines.len() as u32;
        let span = Span {
            page: Some(number),
            lines: (count > 0).then_some([first_line, (first_line + count).saturating_sub(1)]),
        };
        first_line += count;
        findings.extend(of_page(span, origin, cut, damaged));
        findings.extend(page.hidden.findings(number));
        SourcePage {
            number: Some(number),
            size: Some(page.size),
            origin,
            lines,
        }
    });
    let pages = pages.collect();
    (pages, findings)
}

fn of_page(span: Span, origin: TextOrigin, cut: bool, damaged: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if origin == TextOrigin::Picture {
        findings.push(Finding::warning(
            FindingKind::PageWithoutText,
            span,
            "Sidan är en bild utan text; den kan läsas först efter textigenkänning.",
        ));
    }
    if cut {
        findings.push(Finding::error(
            FindingKind::LimitReached,
            span,
            "Sidan är för invecklad; bara en del av den har lästs.",
        ));
    }
    if damaged {
        findings.push(Finding::warning(
            FindingKind::FileDamaged,
            span,
            "En del av sidan är skadad och kunde inte läsas.",
        ));
    }
    findings
}
