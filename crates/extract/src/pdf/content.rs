//! A content stream as operations: an operator and what stands before it.

use std::borrow::Cow;

use super::lexer::{Lexer, Token, is_white};

/// What an operator works on.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand<'a> {
    /// Whole or broken.
    Number(f64),
    /// Without its slash.
    Name(Cow<'a, [u8]>),
    /// Decoded, but still in the font's codes.
    String(Cow<'a, [u8]>),
    /// Of anything.
    Array(Vec<Operand<'a>>),
    /// In the order of the file.
    Dictionary(Vec<Entry<'a>>),
    /// Within a dictionary or an array.
    Boolean(bool),
    /// `null`, or what stands too deep to matter.
    Other,
}

/// An entry of a dictionary.
pub type Entry<'a> = (Cow<'a, [u8]>, Operand<'a>);

impl Operand<'_> {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Operand::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// Arrays and dictionaries deeper than this are read over: no content needs more than three.
const DEEPEST: usize = 16;

/// Operands before an operator; more of them is damage, and the oldest matter least.
const MOST_OPERANDS: usize = 4096;

/// An end mark of an inline image must be followed by so many bytes that look like content.
const LOOK_AHEAD: usize = 12;

/// Reads a content stream operation by operation.
pub struct Operations<'a> {
    lexer: Lexer<'a>,
    operands: Vec<Operand<'a>>,
}

impl<'a> Operations<'a> {
    /// From a decoded content stream.
    pub fn new(content: &'a [u8]) -> Operations<'a> {
        Operations {
            lexer: Lexer::new(content),
            operands: Vec::new(),
        }
    }

    /// The next operator with its operands; an inline image comes as `BI` with its entries as one
    /// dictionary and its data as one string.
    pub fn next(&mut self) -> Option<(&'a [u8], &[Operand<'a>])> {
        self.operands.clear();
        loop {
            let token = self.lexer.next()?;
            if let Token::Keyword(word) = token {
                match word {
                    b"true" | b"false" | b"null" => self.operands.push(Operand::Other),
                    b"BI" => {
                        let (entries, data) = self.inline_image();
                        let data = Operand::String(Cow::Borrowed(data));
                        self.operands = vec![Operand::Dictionary(entries), data];
                        return Some((word, &self.operands));
                    }
                    _ => return Some((word, &self.operands)),
                }
            } else if let Some(operand) = self.operand(token, 0) {
                self.operands.push(operand);
            }
            if self.operands.len() > MOST_OPERANDS {
                self.operands.clear();
            }
        }
    }

    fn operand(&mut self, token: Token<'a>, depth: usize) -> Option<Operand<'a>> {
        Some(match token {
            Token::Number(number) => Operand::Number(number),
            Token::Name(name) => Operand::Name(name),
            Token::String(text) => Operand::String(text),
            Token::Keyword(b"true") => Operand::Boolean(true),
            Token::Keyword(b"false") => Operand::Boolean(false),
            Token::Keyword(_) => Operand::Other,
            Token::ArrayStart if depth < DEEPEST => Operand::Array(self.array(depth + 1)),
            Token::DictionaryStart if depth < DEEPEST => {
                Operand::Dictionary(self.dictionary(depth + 1))
            }
            Token::ArrayStart | Token::DictionaryStart => Operand::Other,
            Token::ArrayEnd | Token::DictionaryEnd => return None,
        })
    }

    fn array(&mut self, depth: usize) -> Vec<Operand<'a>> {
        let mut items = Vec::new();
        while let Some(token) = self.lexer.next() {
            match token {
                Token::ArrayEnd => break,
                token => items.extend(self.operand(token, depth)),
            }
        }
        items
    }

    fn dictionary(&mut self, depth: usize) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        while let Some(token) = self.lexer.next() {
            match token {
                Token::DictionaryEnd => break,
                Token::Name(key) => {
                    let value = match self.lexer.next() {
                        None | Some(Token::DictionaryEnd) => break,
                        Some(token) => self.operand(token, depth),
                    };
                    entries.push((key, value.unwrap_or(Operand::Other)));
                }
                _ => {}
            }
        }
        entries
    }

    /// The data may hold anything, its end mark too, so the mark counts only where content follows it.
    fn inline_image(&mut self) -> (Vec<Entry<'a>>, &'a [u8]) {
        let mut entries = Vec::new();
        while let Some(token) = self.lexer.next() {
            match token {
                Token::Keyword(b"ID") => break,
                Token::Keyword(b"EI") => return (entries, &[]),
                Token::Name(key) => {
                    let value = self.lexer.next().and_then(|token| self.operand(token, 1));
                    entries.push((key, value.unwrap_or(Operand::Other)));
                }
                _ => {}
            }
        }
        let data = self.lexer.rest();
        let end = data
            .windows(3)
            .enumerate()
            .find(|&(at, mark)| {
                is_white(mark[0]) && mark.ends_with(b"EI") && content_follows(data, at + 3)
            })
            .map_or(data.len(), |(at, _)| at);
        self.lexer.pass_over(end + 3);
        // One blank stands between the mark of the data and the data.
        (entries, data.get(1..end).unwrap_or_default())
    }
}

fn content_follows(data: &[u8], at: usize) -> bool {
    let rest = data.get(at..).unwrap_or_default();
    let next = rest.get(..LOOK_AHEAD).unwrap_or(rest);
    rest.first().is_none_or(|&byte| is_white(byte))
        && next
            .iter()
            .all(|&byte| byte.is_ascii_graphic() || (is_white(byte) && byte != 0))
}
