//! Plain text as a source, without the crate that reads files.

use expect_test::Expect;
use paragraf_model::{
    Facts, MediaType, Paragraph, Parsed, Segment, SourceLine, SourcePage, SourceText, TextOrigin,
};

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
            confidence: None,
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

/// Reads a text with nothing stated beside it.
pub(crate) fn parse(text: &str) -> Parsed {
    crate::parse(&source(text), &Facts::default())
}

/// A paragraph with this text under its title, in minutes of a made-up body.
pub(crate) fn paragraph(text: &str) -> Paragraph {
    let minutes =
        format!("Lillviks kommun\nKommunstyrelsen\n2024-03-05\n\n§ 7 Lekplatser\n\n{text}\n");
    let mut paragraphs = parse(&minutes).paragraphs;
    assert_eq!(paragraphs.len(), 1, "one paragraph stands in the text");
    paragraphs.remove(0)
}

/// `Alva Ask (S)`.
pub(crate) fn with_party(name: &str, party: Option<&str>) -> String {
    party.map_or_else(|| name.to_owned(), |party| format!("{name} ({party})"))
}

/// Label, title, case numbers and officers of each paragraph, one a line.
pub(crate) fn check_headers(text: &str, expected: Expect) {
    let paragraphs = parse(text).paragraphs;
    let rows: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| {
            let cases: Vec<&str> = paragraph
                .case_numbers
                .iter()
                .map(|case| case.canonical())
                .collect();
            let prefix = paragraph.body_prefix.as_deref().unwrap_or("-");
            let title = paragraph.title.as_deref().unwrap_or("-");
            let officers = paragraph.case_officers.join(", ");
            format!(
                "{} | {prefix} | {title} | {} | {officers}",
                paragraph.number_with_suffix(),
                cases.join(", ")
            )
        })
        .collect();
    expected.assert_eq(&rows.join("\n"));
}
