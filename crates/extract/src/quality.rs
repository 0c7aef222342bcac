//! How much of a text reads as words. A broken font map or bad recognition must be seen, not searched.

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
    for page in &source.pages {
        let text = page_text(page);
        let reading = Reading::of(&text);
        characters += reading.characters;
        readable += reading.characters * reading.quality();
        let lines = page.lines.len() as u32;
        let last_line = first_line + lines.saturating_sub(1);
        let span = Span::lines(page.number, first_line, last_line);
        source.findings.extend(reading.unreadable(span));
        source.findings.extend(unknown_characters(&text, span));
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

fn page_text(page: &SourcePage) -> String {
    let mut text = String::new();
    for line in &page.lines {
        for segment in &line.segments {
            text.push_str(&segment.text);
            text.push_str("  ");
        }
        text.push('\n');
    }
    text
}

/// What a page's text is made of.
struct Reading {
    /// Blanks left out.
    characters: f32,
    unknown: f32,
    signs: f32,
    /// Share that reads as words; all of it where names or another language explain that little does.
    readable: f32,
}

impl Reading {
    fn of(text: &str) -> Reading {
        let readable = paragraf_language::readable_share(text);
        let is_explained = readable < READABLE_SHARE && looks_like_words(text);
        Reading {
            characters: text.chars().filter(|c| !c.is_whitespace()).count() as f32,
            unknown: unknown_share(text),
            signs: sign_share(text),
            readable: if is_explained { 1.0 } else { readable },
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

/// Signs that no row of dots or dashes consists of.
fn sign_share(text: &str) -> f32 {
    let (mut all, mut signs) = (0usize, 0usize);
    for c in text
        .chars()
        .filter(|c| !c.is_whitespace() && !".…·•-–—_=*".contains(*c))
    {
        all += 1;
        signs += usize::from(!c.is_alphanumeric());
    }
    signs as f32 / all.max(1) as f32
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

fn unknown_characters(text: &str, span: Span) -> Option<Finding> {
    let count = text
        .chars()
        .filter(|c| *c == char::REPLACEMENT_CHARACTER)
        .count();
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

fn unknown_share(text: &str) -> f32 {
    let (mut all, mut unknown) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        all += 1;
        unknown += usize::from(is_unknown(c));
    }
    unknown as f32 / all.max(1) as f32
}

fn is_unknown(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}
