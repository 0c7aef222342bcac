//! How much of a text reads as words. A broken font map or bad recognition must be seen, not searched.

use std::borrow::Cow;

use paragraf_model::{Finding, FindingKind, SourcePage, SourceText, Span};

/// Pages with fewer characters than this are not judged: a page may hold a signature and a number.
const CHARACTERS_TO_JUDGE: f32 = 80.0;

/// A page with more signs than this, by share, has no text that anyone wrote.
const SIGN_SHARE: f32 = 0.4;

/// Sound files have at most 0.9 % unknown or private characters, broken ones 2 % and up.
const UNKNOWN_SHARE: f32 = 0.015;

/// Below this share of readable words a page is looked at closer. Running Swedish has 0.8 and up; with its
/// letters exchanged it has at most 0.36, but so have lists of names and other languages.
const READABLE_SHARE: f32 = 0.4;

/// Share of vowels among the letters of European languages; letters exchanged at random seldom keep it.
const VOWELS: std::ops::Range<f32> = 0.28..0.58;

/// Share of words with signs or capitals inside that no language has.
const ODD_WORDS: f32 = 0.1;

/// Sets the text's quality and reports pages that do not read as words.
pub fn judge(source: &mut SourceText) {
    let (mut characters, mut readable) = (0.0, 0.0);
    let mut first_line = 1;
    let mut text = String::new();
    for page in &source.pages {
        page_text(page, &mut text);
        let reading = Reading::of(&text);
        characters += reading.characters;
        readable += reading.characters * reading.quality();
        let lines = page.lines.len() as u32;
        let last_line = first_line + lines.saturating_sub(1);
        let span = Span::lines(page.number, first_line, last_line);
        source.findings.extend(reading.unreadable(span));
        source
            .findings
            .extend(unknown_characters(reading.replaced, span));
        first_line += lines;
    }
    source.text_quality = if characters > 0.0 {
        readable / characters
    } else {
        1.0
    };
}

/// Share of a text that reads as words, from 0 to 1.
pub fn of_text(text: &str) -> f32 {
    Reading::of(text).quality()
}

/// Whether a page's text is too long to be judged by chance and reads as nothing.
pub fn is_unreadable(text: &str) -> bool {
    Reading::of(text).is_unreadable()
}

fn page_text(page: &SourcePage, text: &mut String) {
    text.clear();
    for line in &page.lines {
        for segment in &line.segments {
            text.push_str(&segment.text);
            text.push_str("  ");
        }
        text.push('\n');
    }
}

/// What a page's text is made of.
struct Reading {
    /// Blanks left out.
    characters: f32,
    unknown: f32,
    signs: f32,
    /// Share that reads as words; all of it where names or another language explain that little does.
    readable: f32,
    /// Characters that stand for another one.
    replaced: usize,
}

impl Reading {
    fn of(text: &str) -> Reading {
        let readable = paragraf_language::readable_share(&judged(text));
        let is_explained = readable < READABLE_SHARE && looks_like_words(text);
        let counts = Counts::of(text);
        Reading {
            characters: counts.visible as f32,
            unknown: counts.unknown as f32 / counts.visible.max(1) as f32,
            signs: counts.signs as f32 / counts.written.max(1) as f32,
            readable: if is_explained { 1.0 } else { readable },
            replaced: counts.replaced,
        }
    }

    /// Share of a page that reads as words, less what cannot be told at all.
    fn quality(&self) -> f32 {
        let readable = if self.signs > SIGN_SHARE {
            0.0
        } else {
            self.readable
        };
        (readable * (1.0 - self.unknown)).clamp(0.0, 1.0)
    }

    fn is_unreadable(&self) -> bool {
        let poor = self.unknown > UNKNOWN_SHARE
            || self.signs > SIGN_SHARE
            || self.readable < READABLE_SHARE;
        self.characters >= CHARACTERS_TO_JUDGE && poor
    }

    fn unreadable(&self, span: Span) -> Option<Finding> {
        self.is_unreadable().then(|| {
            Finding::warning(
                FindingKind::TextUnreadable,
                span,
                "Texten på sidan går inte att läsa som ord; typsnittets teckentabell eller textigenkänningen är trasig.",
            )
        })
    }
}

/// About so much of a text tells how much of it reads as words, in bytes: four full pages of paper. A file without page breaks
/// is one page, however long.
const JUDGED: usize = 12 * 1024;

/// A long text is judged by pieces of this length, in bytes, that lie evenly in it.
const PIECE: usize = 1024;

/// The words of some pieces from beginning to end; all of a text that is not long, or where words are not parted.
fn judged(text: &str) -> Cow<'_, str> {
    let each = text.len().div_ceil(JUDGED);
    if each < 2 {
        return Cow::Borrowed(text);
    }
    let (mut at, mut kept) = (0, String::with_capacity(JUDGED + 2 * PIECE));
    for word in text.split_inclusive(char::is_whitespace) {
        if (at / PIECE).is_multiple_of(each) {
            kept.push_str(word);
        }
        at += word.len();
    }
    match kept.len() {
        len if len < JUDGED / 4 => Cow::Borrowed(text),
        _ => Cow::Owned(kept),
    }
}

/// What the characters of a text are.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    /// Blanks left out.
    visible: usize,
    /// Of these, the ones that rows of dots or dashes do not consist of.
    written: usize,
    /// Of these, the ones that are neither letters nor digits.
    signs: usize,
    /// Visible ones that no font map should give.
    unknown: usize,
    /// Characters that stand for another one.
    replaced: usize,
}

impl Counts {
    fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        for c in text.chars() {
            // Nearly all characters are told without looking at the tables of Unicode.
            if c.is_ascii_alphanumeric() {
                counts.visible += 1;
                counts.written += 1;
            } else if c != ' ' && !c.is_whitespace() {
                counts.add(c);
            }
        }
        counts
    }

    /// Counts a visible character.
    fn add(&mut self, c: char) {
        self.visible += 1;
        self.unknown += usize::from(is_unknown(c));
        self.replaced += usize::from(c == char::REPLACEMENT_CHARACTER);
        if !is_row(c) {
            self.written += 1;
            self.signs += usize::from(!is_letter_or_digit(c));
        }
    }
}

/// What rows of dots and dashes consist of.
fn is_row(c: char) -> bool {
    matches!(c, '.' | '…' | '·' | '•' | '-' | '–' | '—' | '_' | '=' | '*')
}

fn is_letter_or_digit(c: char) -> bool {
    match c {
        '×' | '÷' => false,
        'À'..='ÿ' => true,
        _ => c.is_alphanumeric(),
    }
}

/// Names and other languages are made of letters and vowels as Swedish is. A broken font map shifts codes, so
/// that capitals and signs stand inside words, or exchanges letters.
fn looks_like_words(text: &str) -> bool {
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .collect();
    let odd = words.iter().filter(|word| is_odd(word)).count();
    let letters = || {
        words
            .iter()
            .flat_map(|word| word.chars())
            .filter(|c| c.is_alphabetic())
    };
    let is_vowel = |c: &char| "aeiouyåäöéüõ".contains(c.to_lowercase().next().unwrap_or(*c));
    let vowels = letters().filter(is_vowel).count() as f32 / letters().count().max(1) as f32;
    VOWELS.contains(&vowels) && odd as f32 <= ODD_WORDS * words.len() as f32
}

fn is_odd(word: &str) -> bool {
    let has_sign = word.contains([
        '`', '~', '^', '|', '\\', '{', '}', '[', ']', '<', '>', '=', '*', '#', '$',
    ]);
    let letters: Vec<char> = word.chars().collect();
    let has_capital_inside = letters
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.is_lowercase() && b.is_uppercase()));
    has_sign || has_capital_inside
}

fn unknown_characters(count: usize, span: Span) -> Option<Finding> {
    let message = match count {
        0 => return None,
        1 => "Ett tecken gick inte att tyda och visas som \u{FFFD}.".to_owned(),
        _ => format!("{count} tecken gick inte att tyda och visas som \u{FFFD}."),
    };
    Some(Finding::warning(
        FindingKind::CharacterUnknown,
        span,
        message,
    ))
}

fn is_unknown(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{Counts, JUDGED, PIECE, judged, of_text};

    const SOUND: &str = "Nämnden beslutar att godkänna förslaget.\n";
    const BROKEN: &str = "qxzv wqzx vzqx xqwz zvqw qzxw\n";

    #[test]
    fn a_long_text_is_judged_by_pieces_from_all_of_it() {
        assert_eq!(judged(SOUND), SOUND);
        let long = SOUND.repeat(1_000);
        assert!((JUDGED / 2..=JUDGED + PIECE).contains(&judged(&long).len()));
        assert!(of_text(&long) > 0.95);
        let half = of_text(&(long + &BROKEN.repeat(1_400)));
        assert!((0.4..0.7).contains(&half), "{half}");
    }

    #[test]
    fn lines_of_any_length_are_judged() {
        let one_line = format!("1\n{}", BROKEN.repeat(1_400).replace('\n', " "));
        assert!(of_text(&one_line) < 0.2);
        let one_word = format!(
            "§ 1 Beslut\n{}",
            BROKEN.repeat(1_400).replace([' ', '\n'], "")
        );
        assert!(of_text(&one_word) < 0.2);
    }

    #[test]
    fn every_character_is_counted_as_the_tables_of_unicode_tell() {
        for c in '\0'..='\u{10FFFF}' {
            let is_visible = !c.is_whitespace();
            let is_written = is_visible && !".…·•-–—_=*".contains(c);
            let expected = Counts {
                visible: usize::from(is_visible),
                written: usize::from(is_written),
                signs: usize::from(is_written && !c.is_alphanumeric()),
                unknown: usize::from(is_visible && super::is_unknown(c)),
                replaced: usize::from(c == char::REPLACEMENT_CHARACTER),
            };
            assert_eq!(Counts::of(c.encode_utf8(&mut [0; 4])), expected, "{c:?}");
        }
    }
}
