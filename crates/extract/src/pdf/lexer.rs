//! The tokens of content streams, character maps and font programs: PDF and PostScript write them alike.

use std::borrow::Cow;

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'a> {
    /// Whole or broken.
    Number(f64),
    /// Without its slash, `#xx` undone.
    Name(Cow<'a, [u8]>),
    /// Written in parentheses or in hexadecimal digits, decoded.
    String(Cow<'a, [u8]>),
    /// `[` or `{`.
    ArrayStart,
    /// `]` or `}`.
    ArrayEnd,
    /// `<<`.
    DictionaryStart,
    /// `>>`.
    DictionaryEnd,
    /// An operator, or `true`, `false`, `null`.
    Keyword(&'a [u8]),
}

/// Reads tokens one after another. Always goes on: what is no token is skipped.
#[derive(Clone, Debug)]
pub struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    /// From the beginning of some bytes.
    pub fn new(bytes: &'a [u8]) -> Lexer<'a> {
        Lexer { bytes, at: 0 }
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over so many bytes.
    pub fn pass_over(&mut self, count: usize) {
        self.at = self.bytes.len().min(self.at.saturating_add(count));
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn peek_second(&self) -> Option<u8> {
        self.bytes.get(self.at + 1).copied()
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest
            .iter()
            .position(|&byte| !wanted(byte))
            .unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        loop {
            self.take_while(is_white);
            if self.peek() != Some(b'%') {
                return;
            }
            self.take_while(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    /// Behind its opening parenthesis. Most strings stand in the file as they are meant.
    fn string(&mut self) -> Cow<'a, [u8]> {
        let start = self.at;
        let plain = self.take_while(|byte| !matches!(byte, b'\\' | b'(' | b')'));
        if self.peek() == Some(b')') {
            self.at += 1;
            return Cow::Borrowed(plain);
        }
        self.at = start;
        Cow::Owned(self.string_with_escapes())
    }

    fn string_with_escapes(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        let mut depth = 0u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.escape(&mut text),
                b'(' => {
                    depth += 1;
                    text.push(byte);
                }
                b')' if depth == 0 => break,
                b')' => {
                    depth -= 1;
                    text.push(byte);
                }
                _ => text.push(byte),
            }
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' if self.peek() == Some(b'\n') => self.at += 1,
            b'\r' | b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push((code & 0xFF) as u8);
            }
            _ => text.push(byte),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        let written = self.take_while(|byte| byte != b'>');
        self.at += 1;
        let mut digits = written.iter().filter_map(|&byte| hex_digit(byte));
        let mut bytes = Vec::with_capacity(written.len().div_ceil(2));
        while let Some(high) = digits.next() {
            bytes.push(high << 4 | digits.next().unwrap_or(0));
        }
        bytes
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let written = self.take_while(is_regular);
        if !written.contains(&b'#') {
            return Cow::Borrowed(written);
        }
        let mut name = Vec::with_capacity(written.len());
        let mut bytes = written.iter().copied();
        while let Some(byte) = bytes.next() {
            let mut ahead = bytes.clone();
            let digits = (
                ahead.next().and_then(hex_digit),
                ahead.next().and_then(hex_digit),
            );
            if let (b'#', (Some(high), Some(low))) = (byte, digits) {
                name.push(high << 4 | low);
                bytes = ahead;
            } else {
                name.push(byte);
            }
        }
        Cow::Owned(name)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_blanks();
            let byte = self.peek()?;
            let second = self.peek_second();
            if !is_delimiter(byte) {
                let word = self.take_while(is_regular);
                return Some(number(word).map_or(Token::Keyword(word), Token::Number));
            }
            self.at += 1;
            return Some(match (byte, second) {
                (b'(', _) => Token::String(self.string()),
                (b'/', _) => Token::Name(self.name()),
                (b'[' | b'{', _) => Token::ArrayStart,
                (b']' | b'}', _) => Token::ArrayEnd,
                (b'<', Some(b'<')) => {
                    self.at += 1;
                    Token::DictionaryStart
                }
                (b'>', Some(b'>')) => {
                    self.at += 1;
                    Token::DictionaryEnd
                }
                (b'<', _) => Token::String(Cow::Owned(self.hexadecimal())),
                _ => continue,
            });
        }
    }
}

/// White space of PDF.
pub fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !is_delimiter(byte)
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Signs may be doubled, and a sign after digits ends the number: some programs write both.
fn number(word: &[u8]) -> Option<f64> {
    let signs = word
        .iter()
        .take_while(|byte| matches!(byte, b'+' | b'-'))
        .count();
    let negative = word.first() == Some(&b'-');
    let (mut value, mut scale, mut digits) = (0.0, None, 0);
    for &byte in word.get(signs..)? {
        match (byte, &mut scale) {
            (b'0'..=b'9', None) => value = value * 10.0 + f64::from(byte - b'0'),
            (b'0'..=b'9', Some(scale)) => {
                *scale /= 10.0;
                value += f64::from(byte - b'0') * *scale;
            }
            (b'.', None) => {
                scale = Some(1.0);
                continue;
            }
            (b'-' | b'.', _) if digits > 0 => break,
            _ => return None,
        }
        digits += 1;
    }
    let is_number = digits > 0
        || (signs > 0 || scale.is_some()) && word.len() == signs + usize::from(scale.is_some());
    is_number.then_some(if negative { -value } else { value })
}
