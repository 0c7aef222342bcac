//! The few kinds of pieces that printed case numbers are made of.

/// The longest form has nine pieces before its plan code, and a plan code at most seven.
const MOST_TOKENS: usize = 16;

/// A piece of text and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Letters.
    Word(Piece<'t>),
    /// Digits.
    Number(Number<'t>),
    /// What stands between two of the others.
    Gap(Gap),
}

/// Letters and their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub text: &'t str,
    pub start: usize,
}

/// Digits, their place and what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'t> {
    pub digits: &'t str,
    pub start: usize,
    pub value: u32,
}

/// What stands between words and numbers. Every kind of dash counts as one, and every kind of blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Blank,
    Slash,
    Dash,
    Colon,
    Dot,
    /// A dash, or a stroke, with blanks on one or both sides.
    SpacedDash,
    /// `:-`, before a document's number in Göteborg.
    ColonDash,
    /// `: `, as after a label.
    ColonBlank,
}

impl Piece<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

impl<'t> Number<'t> {
    /// The first digits and the rest as numbers of their own.
    pub fn split_at(&self, digits: usize) -> Option<(Number<'t>, Number<'t>)> {
        let (first, second) = self.digits.split_at_checked(digits)?;
        let number = |digits: &'t str, start| {
            let value = digits.parse().ok()?;
            Some(Number {
                digits,
                start,
                value,
            })
        };
        number(first, self.start).zip(number(second, self.start + digits))
    }

    pub fn len(&self) -> usize {
        self.digits.len()
    }

    pub fn end(&self) -> usize {
        self.start + self.digits.len()
    }

    /// The year that four digits say.
    pub fn year(&self) -> Option<u16> {
        let year = u16::try_from(self.value).ok()?;
        (self.len() == 4 && (1900..=2099).contains(&year)).then_some(year)
    }

    /// The year that two digits say. Diaries of before 1970 are not printed so.
    pub fn short_year(&self) -> Option<u16> {
        let year = u16::try_from(self.value).ok()?;
        match (self.len(), year) {
            (2, 70..) => Some(1900 + year),
            (2, _) => Some(2000 + year),
            _ => None,
        }
    }

    pub fn is_zero_padded(&self) -> bool {
        self.digits.starts_with('0')
    }
}

/// The pieces from `start` on, until something comes that no case number has, such as a line break.
pub(super) fn tokens(text: &str, start: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(MOST_TOKENS);
    let mut at = start;
    while tokens.len() < MOST_TOKENS {
        let Some((token, end)) = token(text, at) else {
            break;
        };
        tokens.push(token);
        at = end;
    }
    if let Some(Token::Gap(_)) = tokens.last() {
        tokens.pop();
    }
    tokens
}

fn token(text: &str, at: usize) -> Option<(Token<'_>, usize)> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if first.is_ascii_digit() {
        let digits = rest.get(..run(rest, |letter| letter.is_ascii_digit()))?;
        // More digits than any serial number has, with the year glued on, are some other number.
        let value = (digits.len() <= 9).then(|| digits.parse().ok())??;
        let number = Number {
            digits,
            start: at,
            value,
        };
        Some((Token::Number(number), number.end()))
    } else if first.is_alphabetic() {
        let word = rest.get(..run(rest, char::is_alphabetic))?;
        let piece = Piece {
            text: word,
            start: at,
        };
        Some((Token::Word(piece), piece.end()))
    } else {
        let (gap, length) = gap(rest)?;
        Some((Token::Gap(gap), at + length))
    }
}

/// A gap that a word or a number follows, and its length in bytes.
fn gap(text: &str) -> Option<(Gap, usize)> {
    let (blanks_before, before) = blanks(text)?;
    let sign = text.get(before..)?.chars().next()?;
    if sign.is_alphanumeric() {
        return Some((Gap::Blank, before));
    }
    let after_sign = before + sign.len_utf8();
    let (blanks_after, after) = blanks(text.get(after_sign..)?)?;
    let next = text.get(after_sign + after..)?.chars().next()?;
    let spaced = blanks_before + blanks_after > 0;
    let (gap, length) = match sign {
        ':' if !spaced && is_dash(next) => (Gap::ColonDash, after_sign + next.len_utf8()),
        ':' if !spaced => (Gap::Colon, after_sign),
        ':' if blanks_before == 0 => (Gap::ColonBlank, after_sign + after),
        '/' if !spaced => (Gap::Slash, after_sign),
        '.' if !spaced => (Gap::Dot, after_sign),
        '/' => (Gap::SpacedDash, after_sign + after),
        dash if is_dash(dash) && spaced => (Gap::SpacedDash, after_sign + after),
        dash if is_dash(dash) => (Gap::Dash, after_sign),
        _ => return None,
    };
    let followed = text.get(length..)?.starts_with(char::is_alphanumeric);
    followed.then_some((gap, length))
}

/// Number and bytes of the blanks that a text begins with; `None` where they are so many that they part columns.
fn blanks(text: &str) -> Option<(usize, usize)> {
    let widths = text
        .chars()
        .take(4)
        .take_while(|&letter| is_blank(letter))
        .map(char::len_utf8);
    let (count, bytes) = widths.fold((0, 0), |(count, bytes), width| (count + 1, bytes + width));
    (count <= 3).then_some((count, bytes))
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !belongs(letter)).unwrap_or(text.len())
}

/// A blank within a line; PDF text has no-break and narrow ones.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '\t' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}'
    )
}

/// Any dash that may stand for a hyphen.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}
