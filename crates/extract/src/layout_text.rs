//! Source text as a person reads it in a terminal: columns side by side, pages apart.

use paragraf_model::{SourceLine, SourcePage, SourceText};

/// Blanks between columns at least. Two would do for people; three are read back as a border anywhere.
const BETWEEN_COLUMNS: usize = 3;

/// Far more columns than any page has: a stray position must not print a megabyte of blanks.
const WIDEST: usize = 400;

/// Prints the lines with their columns roughly where they stand, blank lines kept, a form feed between pages.
pub fn to_text(source: &SourceText) -> String {
    let pages: Vec<String> = source.pages.iter().map(page_text).collect();
    pages.join("\u{0C}")
}

fn page_text(page: &SourcePage) -> String {
    let scale = Scale::of(page);
    let mut text = String::new();
    for line in &page.lines {
        text.push_str(&line_text(line, &scale));
        text.push('\n');
    }
    text
}

fn line_text(line: &SourceLine, scale: &Scale) -> String {
    let mut text = String::new();
    let mut printed = 0;
    for segment in &line.segments {
        let between = if printed == 0 { 0 } else { BETWEEN_COLUMNS };
        let column = scale.column(segment.left).max(printed + between);
        text.extend(std::iter::repeat_n(' ', column - printed));
        text.push_str(&segment.text);
        printed = column + segment.text.chars().count();
    }
    text
}

/// How many points a printed column stands for, and where the leftmost text begins.
struct Scale {
    left: f32,
    width: f32,
}

impl Scale {
    fn of(page: &SourcePage) -> Scale {
        if page.size.is_none() {
            return Scale {
                left: 0.0,
                width: 1.0,
            };
        }
        let segments = page.lines.iter().flat_map(|line| &line.segments);
        let (mut left, mut points, mut characters) = (f32::MAX, 0.0, 0);
        for segment in segments {
            left = left.min(segment.left);
            points += (segment.right - segment.left).max(0.0);
            characters += segment.text.chars().count();
        }
        Scale {
            left,
            width: (points / characters.max(1) as f32).max(1.0),
        }
    }

    fn column(&self, left: f32) -> usize {
        let column = ((left - self.left) / self.width).round();
        (column.max(0.0) as usize).min(WIDEST)
    }
}
