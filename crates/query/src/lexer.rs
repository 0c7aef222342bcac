//! Cuts what was typed into tokens. Punctuation that is no operator only separates.

use std::ops::Range;

use crate::fields::{self, Field};
use crate::notes::Notes;

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub range: Range<usize>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A field's name with its colon.
    Field(Field),
    /// What stands between quotation marks.
    Phrase,
    /// A run without blanks, brackets and quotation marks; begins with a letter or digit.
    Chunk,
    /// The number after a section sign.
    Paragraph,
}

/// Operators, only in capitals: `inte` and `eller` are words.
pub(crate) fn operator(chunk: &str) -> Option<Kind> {
    match chunk {
        "AND" => Some(Kind::And),
        "OR" | "ELLER" => Some(Kind::Or),
        "NOT" | "INTE" => Some(Kind::Not),
        _ => None,
    }
}

/// Every token of a text, in order.
pub(crate) fn tokens(text: &str, notes: &mut Notes) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        at: 0,
        tokens: Vec::new(),
        after_blank: true,
    };
    while let Some(next) = lexer.peek() {
        lexer.read(next, notes);
    }
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    /// Whether nothing, a blank or a bracket stands before: only there a hyphen excludes.
    after_blank: bool,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn read(&mut self, next: char, notes: &mut Notes) {
        let was_after_blank = std::mem::replace(&mut self.after_blank, is_blank(next));
        match next {
            '(' => {
                self.after_blank = true;
                self.single(next, Kind::Open);
            }
            ')' => self.single(next, Kind::Close),
            _ if is_quote(next) => self.quoted(next, notes),
            '-' if was_after_blank && self.begins_operand() => {
                self.after_blank = true;
                self.single(next, Kind::Not);
            }
            '§' => self.paragraph(),
            _ if next.is_alphanumeric() => self.chunk(),
            _ => self.skip(next),
        }
    }

    fn skip(&mut self, next: char) {
        self.at += next.len_utf8();
    }

    fn single(&mut self, next: char, kind: Kind) {
        let end = self.at + next.len_utf8();
        self.push(end, kind);
    }

    fn push(&mut self, end: usize, kind: Kind) {
        let range = self.at..end;
        self.tokens.push(Token { range, kind });
        self.at = end;
    }

    /// Whether something to exclude follows the hyphen; a dash between blanks is punctuation.
    fn begins_operand(&self) -> bool {
        let after = self.rest().chars().nth(1);
        after.is_some_and(|next| {
            next.is_alphanumeric() || matches!(next, '(' | '§') || is_quote(next)
        })
    }

    fn quoted(&mut self, next: char, notes: &mut Notes) {
        self.skip(next);
        let Some(length) = self.rest().find(is_quote) else {
            notes.add(
                "Ett citattecken saknar motpart; orden efter det söktes var för sig.".to_owned(),
            );
            return;
        };
        let end = self.at + length;
        self.push(end, Kind::Phrase);
        if let Some(closing) = self.peek() {
            self.skip(closing);
        }
    }

    fn paragraph(&mut self) {
        let signs = self.rest().len() - self.rest().trim_start_matches('§').len();
        self.at += signs;
        let number = self.rest().trim_start_matches(is_blank);
        if number.starts_with(|c: char| c.is_ascii_digit()) {
            self.at += self.rest().len() - number.len();
            let end = self.chunk_end();
            self.push(end, Kind::Paragraph);
        }
    }

    fn chunk(&mut self) {
        if let Some((field, length)) = fields::at_start(self.rest()) {
            self.push(self.at + length, Kind::Field(field));
            self.value(field);
            return;
        }
        let end = self.chunk_end();
        let chunk = self.text.get(self.at..end).unwrap_or_default();
        let kind = operator(chunk).unwrap_or(Kind::Chunk);
        self.push(end, kind);
    }

    /// What stands right behind a field's colon is its value and neither field nor operator itself.
    fn value(&mut self, field: Field) {
        // `från:-30d` is a day.
        let takes_sign = matches!(field, Field::From | Field::To);
        while let Some(next) = self.peek() {
            if next.is_alphanumeric() {
                let end = self.chunk_end();
                self.push(end, Kind::Chunk);
                return;
            }
            if ends_chunk(next) || (next == '-' && !takes_sign && self.begins_operand()) {
                self.after_blank = true;
                return;
            }
            self.skip(next);
        }
    }

    fn chunk_end(&self) -> usize {
        let length = self.rest().find(ends_chunk).unwrap_or(self.rest().len());
        self.at + length
    }
}

fn ends_chunk(c: char) -> bool {
    is_blank(c) || matches!(c, '(' | ')' | '§') || is_quote(c)
}

pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Straight and typographic quotation marks; the single ones are apostrophes.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '»' | '«' | '\u{2033}'
    )
}
