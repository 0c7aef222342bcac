//! Plain text as a source, without the crate that reads files.

use paragraf_model::{MediaType, Segment, SourceLine, SourcePage, SourceText, TextOrigin};

/// Form feeds part pages, two blanks or more part segments.
pub(crate) fn source(text: &str) -> SourceText {
    let has_pages = text.contains('\u{0C}');
    let pages = text
        .split('\u{0C}')
        .zip(1..)
        .map(|(page, number)| SourcePage {
            number: has_pages.then_some(number),
            size: None,
            origin: TextOrigin::Text,
            lines: page.lines().map(line).collect(),
        });
    SourceText {
        media_type: MediaType::PlainText,
        pages: pages.collect(),
        text_quality: 1.0,
        title: None,
        findings: Vec::new(),
    }
}

pub(crate) fn line(text: &str) -> SourceLine {
    let mut segments = Vec::new();
    let mut column = 0;
    for piece in text.split("  ") {
        let blanks = piece.chars().take_while(|letter| *letter == ' ').count();
        let trimmed = piece.trim();
        if !trimmed.is_empty() {
            segments.push(Segment::plain(trimmed, column + blanks));
        }
        column += piece.chars().count() + 2;
    }
    SourceLine {
        segments,
        baseline: None,
    }
}
