//! A place in a line of text that is read from left to right, and small questions about words.

use crate::folding::Folding;

/// Reads a text from left to right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) fn new(text: &'t str) -> Cursor<'t> {
        Cursor { text, at: 0 }
    }

    /// What is not read yet.
    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Byte offset of the next character.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn at_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// Passes over characters of a kind and gives them.
    pub(crate) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let length = rest
            .char_indices()
            .find(|&(_, letter)| !accept(letter))
            .map_or(rest.len(), |(at, _)| at);
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    /// Passes over blanks; tells whether there were any.
    pub(crate) fn blanks(&mut self) -> bool {
        !self.take_while(char::is_whitespace).is_empty()
    }

    /// Passes over exactly this text.
    pub(crate) fn eat(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    /// Passes over one of these characters.
    pub(crate) fn eat_any(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.peek().filter(|letter| wanted.contains(letter))?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// A number of at most nine digits.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let before = self.at;
        let digits = self.take_while(|letter| letter.is_ascii_digit());
        let number = (digits.len() <= 9).then(|| digits.parse().ok()).flatten();
        if number.is_none() {
            self.at = before;
        }
        number
    }

    /// A run of letters.
    pub(crate) fn letters(&mut self) -> &'t str {
        self.take_while(char::is_alphabetic)
    }

    /// What was read since a byte offset that an earlier reading gave.
    pub(crate) fn since(&self, position: usize) -> &'t str {
        self.text.get(position..self.at).unwrap_or_default()
    }

    /// Moves to a byte offset that an earlier reading gave.
    pub(crate) fn jump(&mut self, position: usize) {
        if self.text.is_char_boundary(position) {
            self.at = position;
        }
    }
}

/// Begins with a capital letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Begins with a small letter.
pub(crate) fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// Has letters, and none of them small.
pub(crate) fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// `2007-01-16` or `07-01-16` and nothing else.
pub(crate) fn is_date(text: &str) -> bool {
    let mut parts = text
        .trim()
        .split('-')
        .map(|part| (part.len(), part.parse::<u32>().ok()));
    let year = matches!(parts.next(), Some((2 | 4, Some(_))));
    let month = matches!(parts.next(), Some((2, Some(1..=12))));
    let day = matches!(parts.next(), Some((2, Some(1..=31))));
    year && month && day && parts.next().is_none()
}

/// Ends as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '"', '’', ')', '»', ' ']);
    let Some(before) = bare.strip_suffix('.') else {
        return bare.ends_with(['!', '?', ':']);
    };
    !abbreviates(before.rsplit([' ', '(']).next().unwrap_or_default())
}

/// Holds a digit as numbers are written with.
pub(crate) fn has_digit(text: &str) -> bool {
    // Without a branch for each byte, since most texts have none.
    let bytes = text.bytes();
    bytes.fold(false, |has, byte| has | byte.is_ascii_digit())
}

/// The words of a text with their byte offsets; a word is letters and digits, with hyphens inside.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut cursor = Cursor::new(text);
    std::iter::from_fn(move || {
        cursor.take_while(|letter| !letter.is_alphanumeric());
        let start = cursor.position();
        let word = cursor.take_while(|letter| letter.is_alphanumeric() || letter == '-');
        let word = word.trim_end_matches('-');
        (!word.is_empty()).then_some((start, word))
    })
}

/// The first letter made a capital.
pub(crate) fn capitalise(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Makes small letters of a text in capitals, but for the first.
pub(crate) fn calm(text: &str) -> String {
    if is_all_capitals(text) && text.chars().filter(|letter| letter.is_alphabetic()).count() > 4 {
        capitalise(&text.folded())
    } else {
        text.to_owned()
    }
}

/// The sentences of a text; each line is at least one. Abbreviations and initials end none.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    for line in text.split('\n') {
        let mut from = 0;
        for (at, mark) in line.char_indices() {
            if !matches!(mark, '.' | '!' | '?') {
                continue;
            }
            let Some(after) = line.get(at + 1..) else {
                continue;
            };
            let closed = after.trim_start_matches(['”', '"', '»', '’', ')']);
            let begins = closed.starts_with(' ')
                && closed.trim_start().starts_with(|next: char| {
                    next.is_uppercase() || next.is_ascii_digit() || matches!(next, '”' | '"')
                });
            let word = line
                .get(from..at)
                .and_then(|part| part.rsplit([' ', '(']).next())
                .unwrap_or_default();
            if begins && !abbreviates(word) {
                let end = at + 1 + after.len() - closed.len();
                sentences.extend(line.get(from..end).map(str::trim));
                from = end;
            }
        }
        sentences.extend(
            line.get(from..)
                .map(str::trim)
                .filter(|rest| !rest.is_empty()),
        );
    }
    sentences
}

/// `kl.`, `t.ex.`, `A.`: a full stop after it ends no sentence.
fn abbreviates(word: &str) -> bool {
    // "A.", and "R.K." of two names.
    let initial = word
        .split('.')
        .all(|part| part.chars().count() == 1 && is_capitalised(part));
    let known = [
        "kl", "nr", "dnr", "st", "bl.a", "t.ex", "m.m", "m.fl", "s.k", "f.d", "t.o.m", "fr.o.m",
        "ca", "resp", "kap", "mom", "ang", "ordf", "tel", "1", "2", "3",
    ];
    initial
        || known.contains(&&*word.in_small_letters())
            && !word.ends_with("m.m")
            && !word.ends_with("m.fl")
}
