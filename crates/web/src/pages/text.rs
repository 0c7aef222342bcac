//! Text of the minutes as blocks of a page: paragraphs and lists as printed, with the words of a query marked.

use std::ops::Range;

use paragraf_model::Paragraph;

/// A paragraph, or a list whose items keep the marks they were printed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Escaped text with `<mark>` and no other tag.
    Text(String),
    /// Items of a list.
    List(Vec<Item>),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `–`, `1.`, `a)`: as printed.
    pub sign: String,
    /// Escaped text with `<mark>` and no other tag.
    pub html: String,
}

/// Byte ranges of a text that are set apart; each list in order and without overlaps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'a> {
    /// What a query found: `<mark>`.
    pub found: &'a [Range<usize>],
    /// What another text does not say.
    pub changed: &'a [Range<usize>],
    /// `ins` or `del`: how that is told.
    pub tag: &'static str,
}

/// Splits a section's text into blocks, with what is set apart in it.
pub fn blocks(text: &str, marks: Marks<'_>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    // A line that follows a line of the same block; a blank line begins a new block.
    let mut open = false;
    for line in text.split('\n') {
        let range = at..at + line.len();
        at = range.end + 1;
        if line.trim().is_empty() {
            open = false;
            continue;
        }
        let (sign, rest) = list_sign(line);
        let html = marked(
            text,
            range.start + (line.len() - rest.len())..range.end,
            marks,
        );
        match (sign, blocks.last_mut()) {
            (Some(sign), Some(Block::List(items))) => items.push(Item { sign, html }),
            (Some(sign), _) => blocks.push(Block::List(vec![Item { sign, html }])),
            (None, Some(Block::Text(before))) if open => {
                before.push('\n');
                before.push_str(&html);
            }
            (None, _) => blocks.push(Block::Text(html)),
        }
        open = true;
    }
    blocks
}

/// One line of text with its marks.
pub fn line(text: &str, marks: &[Range<usize>]) -> String {
    let marks = Marks {
        found: marks,
        ..Marks::default()
    };
    marked(text, 0..text.len(), marks)
}

/// Whether something in a paragraph is masked: every figure of a masked number became one of these signs.
pub fn is_masked(paragraph: &Paragraph) -> bool {
    const MASKED: &str = "●●●●";
    let title = paragraph.title.iter().any(|title| title.contains(MASKED));
    title
        || paragraph
            .sections
            .iter()
            .any(|section| section.text.contains(MASKED))
}

/// How many places are marked.
pub fn count_marks(html: &str) -> usize {
    html.matches("<mark>").count()
}

/// The sign that a list item begins with, and the rest of the line.
pub fn list_sign(line: &str) -> (Option<String>, &str) {
    let trimmed = line.trim_start();
    let Some((sign, rest)) = trimmed.split_once([' ', '\t']) else {
        return (None, line);
    };
    // The last one is a bullet of a symbol font, in the private area of Unicode.
    let is_dash = matches!(
        sign,
        "-" | "–" | "—" | "•" | "*" | "·" | "▪" | "■" | "●" | "○" | "➢" | "►" | "\u{f0b7}"
    );
    let body = sign.strip_suffix(['.', ')']);
    let is_numbered = body.is_some_and(|body| {
        let digits = body.len() <= 2 && body.chars().all(|letter| letter.is_ascii_digit());
        let letter = body.len() == 1 && body.chars().all(|letter| letter.is_ascii_lowercase());
        !body.is_empty() && (digits || letter)
    });
    match is_dash || is_numbered {
        true => (
            Some(if is_dash {
                "–".to_owned()
            } else {
                sign.to_owned()
            }),
            rest.trim_start(),
        ),
        false => (None, line),
    }
}

/// The escaped text of a range, with what of the marks lies inside set apart.
fn marked(text: &str, range: Range<usize>, marks: Marks<'_>) -> String {
    let mut html = String::with_capacity(range.len() + 16);
    each_piece(range, marks.changed, |piece, is_changed| {
        if is_changed {
            html.push_str(&format!("<{}>", marks.tag));
        }
        each_piece(piece, marks.found, |piece, is_found| {
            if is_found {
                html.push_str("<mark>");
            }
            escape_into(text.get(piece).unwrap_or_default(), &mut html);
            if is_found {
                html.push_str("</mark>");
            }
        });
        if is_changed {
            html.push_str(&format!("</{}>", marks.tag));
        }
    });
    html
}

/// Parts a range where marks begin and end, and tells of each piece whether it is marked.
fn each_piece(
    range: Range<usize>,
    marks: &[Range<usize>],
    mut piece: impl FnMut(Range<usize>, bool),
) {
    let mut at = range.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(range.end));
        if start >= end {
            continue;
        }
        if at < start {
            piece(at..start, false);
        }
        piece(start..end, true);
        at = end;
    }
    if at < range.end {
        piece(at..range.end, false);
    }
}

/// The beginning of a text, whole words, blanks single.
pub fn beginning(text: &str, letters: usize) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() >= letters && !short.is_empty() {
            short.push_str(" …");
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// A section sign stays on the line of its number.
fn escape_into(text: &str, html: &mut String) {
    let mut after_sign = false;
    for letter in text.chars() {
        let was_after_sign = std::mem::replace(&mut after_sign, letter == '§');
        match letter {
            ' ' if was_after_sign => html.push('\u{a0}'),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::{Block, Marks, blocks};

    #[test]
    fn a_line_with_any_usual_bullet_is_an_item() {
        for sign in ["-", "–", "•", "▪", "■", "●", "○", "➢", "►", "\u{f0b7}"] {
            let found = blocks(&format!("{sign} Planavgift tas ut."), Marks::default());
            let [Block::List(items)] = found.as_slice() else {
                panic!("{sign}: {found:?}");
            };
            assert_eq!(items[0].html, "Planavgift tas ut.", "{sign}");
        }
    }

    #[test]
    fn what_differs_and_what_was_found_are_set_apart_together() {
        let marks = Marks {
            found: from_ref(&(6..14)),
            changed: from_ref(&(0..10)),
            tag: "ins",
        };
        assert_eq!(
            blocks("Planen antas ej & nu.", marks),
            [Block::Text("<ins>Planen</ins>".replace(
                "</ins>",
                "<mark> ant</mark></ins><mark>as e</mark>j &amp; nu."
            ))]
        );
    }
}
