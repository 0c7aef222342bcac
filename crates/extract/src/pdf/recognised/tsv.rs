//! The table that `tesseract` writes: one row for each page, block, paragraph, line and word.

/// A word with its box in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Never empty.
    pub text: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// Smallest x.
    pub left: f32,
    /// Smallest y; y goes down.
    pub top: f32,
    /// Largest x.
    pub right: f32,
    /// Largest y.
    pub bottom: f32,
    /// Block, paragraph and line of its page.
    pub line: [u32; 3],
}

/// More words than any page has; what comes after them is a fault.
const MOST_WORDS: usize = 20_000;

/// Characters of the longest word and more.
const LONGEST_WORD: usize = 200;

/// The words in the order of the table. Rows of anything else, and rows that make no sense, are passed over.
pub fn words(tsv: &str) -> Vec<Word> {
    tsv.lines().filter_map(word).take(MOST_WORDS).collect()
}

fn word(row: &str) -> Option<Word> {
    const WORD: &str = "5";
    let mut cells = row.splitn(12, '\t');
    if cells.next()? != WORD {
        return None;
    }
    let _page = cells.next()?;
    let mut whole = || cells.next()?.parse::<u32>().ok();
    let line = [whole()?, whole()?, whole()?];
    let _place = whole()?;
    let [left, top, width, height] =
        [whole()?, whole()?, whole()?, whole()?].map(|size| size as f32);
    let confidence: f32 = cells.next()?.parse().ok()?;
    let text = cells.next()?.trim();
    let is_word = !text.is_empty() && text.chars().count() <= LONGEST_WORD;
    let is_sound = confidence >= 0.0 && width > 0.0 && height > 0.0;
    (is_word && is_sound).then(|| Word {
        text: text.to_owned(),
        confidence: (confidence / 100.0).min(1.0),
        left,
        top,
        right: left + width,
        bottom: top + height,
        line,
    })
}
