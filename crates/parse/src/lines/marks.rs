//! Marks that list items begin with, and marks that were torn from their items.

use super::Line;
use crate::scan::Cursor;

/// Begins with `-`, `•`, `1.`, `2)`, `a)`.
pub(crate) fn is_list_mark(text: &str) -> bool {
    list_mark(text).is_some()
}

/// A mark that was torn from its item and stands alone on the line.
pub(crate) fn is_lone_mark(text: &str) -> bool {
    list_mark(text) == Some(text.len())
}

/// One of several marks that stand under one another, torn from the items that follow.
pub(super) fn is_torn_mark(lines: &[&Line<'_>], place: usize) -> bool {
    let is_lone = |line: Option<&&Line<'_>>| line.is_some_and(|line| is_lone_mark(&line.text));
    if !is_lone(lines.get(place)) {
        return false;
    }
    let before = lines.iter().take(place).rev().find(|line| line.has_text());
    let after = lines.iter().skip(place + 1).find(|line| line.has_text());
    is_lone(before) || is_lone(after)
}

/// Length of the list mark that a text begins with, blanks after it included.
pub(crate) fn list_mark(text: &str) -> Option<usize> {
    let mut cursor = Cursor::new(text);
    if cursor
        .eat_any(&[
            '-', '–', '—', '•', '·', '*', '▪', '●', '○', '\u{f0b7}', '➢', '■', '►',
        ])
        .is_some()
    {
        let parted = cursor.blanks();
        return (parted || cursor.at_end()).then(|| cursor.position());
    }
    let digits = cursor.take_while(|letter| letter.is_ascii_digit()).len();
    let letters = if digits == 0 {
        cursor
            .take_while(|letter| letter.is_ascii_lowercase())
            .len()
    } else {
        0
    };
    let counted = (1..=2).contains(&digits) || letters == 1;
    if !counted || cursor.eat_any(&['.', ')']).is_none() {
        return None;
    }
    let parted = cursor.blanks();
    (parted || cursor.at_end()).then(|| cursor.position())
}
