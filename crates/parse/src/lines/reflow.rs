//! Lines become running text again: wrapped lines are joined, list items and blank lines keep theirs apart.

use std::collections::HashSet;

use paragraf_model::{MediaType, Span};

use super::marks::{is_list_mark, is_lone_mark, is_torn_mark};
use super::measure::{hyphenated, hyphenated_words, is_exceeded, margin, usual_size};
use super::{Line, goes_on, is_left_hanging};
use crate::bodies;
use crate::people;
use crate::scan::{self, Cursor};

/// A stretch of text that was one paragraph or one list item on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) text: String,
    /// A blank line stands before it.
    pub(crate) after_blank: bool,
    /// Begins with a dash, a bullet, a number or a letter.
    pub(crate) is_item: bool,
    /// A footnote at the foot of a page.
    pub(crate) is_note: bool,
    /// First and last line.
    pub(crate) lines: [u32; 2],
    /// Of the first line.
    pub(crate) page: Option<u32>,
}

impl Block {
    pub(crate) fn span(&self) -> Span {
        Span::lines(self.page, self.lines[0], self.lines[1])
    }
}

/// How this text is set: what a full line looks like, and which words it writes with a hyphen.
#[derive(Debug, Default)]
pub(crate) struct Reflow {
    /// Right edge of full lines; `None` where no line is wrapped.
    margin: Option<f32>,
    hyphenated: HashSet<String>,
    /// The font size of most of the text.
    usual_size: Option<f32>,
}

/// What ends the lines of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wraps {
    /// The margin of the page.
    AtMargin,
    /// The paragraph, unless lines were broken by hand, as in preformatted text.
    Seldom,
}

impl Wraps {
    pub(crate) fn of(media_type: MediaType) -> Wraps {
        match media_type {
            MediaType::Pdf | MediaType::PlainText => Wraps::AtMargin,
            MediaType::Docx | MediaType::Odt | MediaType::Html => Wraps::Seldom,
        }
    }
}

impl Reflow {
    /// `wraps` where lines end at the margin of a page; else each is a whole paragraph.
    pub(crate) fn of(lines: &[Line<'_>], wraps: Wraps) -> Reflow {
        Reflow {
            margin: margin(lines)
                .filter(|margin| wraps == Wraps::AtMargin || !is_exceeded(lines, *margin)),
            hyphenated: hyphenated_words(lines),
            usual_size: usual_size(lines),
        }
    }

    /// Right edge of full lines; `None` where no line is wrapped.
    pub(crate) fn margin(&self) -> Option<f32> {
        self.margin
    }

    /// The font size of most of the text; `None` in text files.
    pub(crate) fn usual_size(&self) -> Option<f32> {
        self.usual_size
    }

    /// Set in much smaller letters than the text, and beginning with its mark: a footnote.
    pub(crate) fn is_note(&self, line: &Line<'_>) -> bool {
        let sizes = line.font_size().zip(self.usual_size);
        sizes.is_some_and(|(size, usual)| size < usual * 0.86)
            && line
                .text
                .starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '*' | '['))
    }

    /// Joins lines to blocks. Furniture among them is passed over, blank lines part.
    pub(crate) fn blocks(&self, lines: &[&Line<'_>], manner: Manner) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut before: Option<&Line<'_>> = None;
        let mut gap = Gap::None;
        let mut torn_marks = 0_usize;
        for (place, &line) in lines.iter().enumerate() {
            if line.is_furniture {
                gap = gap.max(Gap::Page);
                continue;
            }
            if line.is_blank() {
                gap = if gap == Gap::Page { gap } else { Gap::Blank };
                continue;
            }
            if is_torn_mark(lines, place) {
                torn_marks += 1;
                continue;
            }
            if before.is_some_and(|before| before.sheet != line.sheet) {
                gap = Gap::Page;
            }
            let manner = if torn_marks > 0 { Manner::List } else { manner };
            match (blocks.last_mut(), before) {
                (Some(block), Some(before)) if self.joins(block, before, line, gap, manner) => {
                    self.append(&mut block.text, &line.text);
                    block.lines[1] = line.number;
                }
                _ => {
                    blocks.push(Block {
                        text: line.text.clone(),
                        after_blank: gap != Gap::None && !blocks.is_empty(),
                        is_item: is_list_mark(&line.text) || torn_marks > 0,
                        is_note: self.is_note(line),
                        lines: [line.number, line.number],
                        page: line.page,
                    });
                    torn_marks = torn_marks.saturating_sub(1);
                }
            }
            before = Some(line);
            gap = Gap::None;
        }
        blocks
    }

    /// Joins all lines to one text, as a title.
    pub(crate) fn one_line(&self, lines: &[&Line<'_>]) -> String {
        let mut text = String::new();
        for line in lines.iter().filter(|line| line.has_text()) {
            self.append(&mut text, &line.text);
        }
        text
    }

    /// Joins two texts where the second goes on from the first.
    pub(crate) fn append(&self, text: &mut String, more: &str) {
        if text.is_empty() {
            text.push_str(more);
        } else if let Some(keep_hyphen) = self.is_broken_word(text, more) {
            if !keep_hyphen {
                text.pop();
            }
            text.push_str(more);
        } else {
            text.push(' ');
            text.push_str(more);
        }
    }

    /// Whether the line before is so full that the next word had to go to the next line.
    pub(crate) fn is_full(&self, before: &Line<'_>, after: &Line<'_>) -> bool {
        let Some(margin) = self.margin else {
            return false;
        };
        let slack = margin * 0.03;
        reach(before, after) + slack > margin
    }

    /// Entries of a list that is set at the right of the page, under one another.
    fn in_right_column(&self, before: &Line<'_>, line: &Line<'_>) -> bool {
        let left = |line: &Line<'_>| line.segments.first().map_or(0.0, |first| first.left);
        let aligned = (left(before) - left(line)).abs() < 1.0;
        let far = self.margin.is_some_and(|margin| left(line) > margin * 0.4);
        aligned && far && scan::is_capitalised(&line.text)
    }

    /// A line that no list entry fills: where its sentence has not ended, it goes on.
    fn is_long(&self, line: &Line<'_>) -> bool {
        self.margin
            .is_some_and(|margin| line.right() > margin * 0.72)
    }

    fn joins(
        &self,
        block: &Block,
        before: &Line<'_>,
        line: &Line<'_>,
        gap: Gap,
        manner: Manner,
    ) -> bool {
        if is_lone_mark(&block.text) && gap != Gap::Page {
            return true;
        }
        if is_list_mark(&line.text) || before.text.ends_with(':') || looks_different(before, line) {
            return false;
        }
        if are_rows(before, line) || manner == Manner::List && self.in_right_column(before, line) {
            return false;
        }
        let full = self.is_full(before, line);
        if manner == Manner::Points && opens_decision(before, line) {
            return false;
        }
        let begins_point = begins_point(block, before, line)
            || !full && leads_to_point(block, line)
            || !full && manner == Manner::Points && follows_point(block, before, line);
        if begins_point && (!full || manner == Manner::Points) {
            return false;
        }
        let ended = scan::ends_sentence(&before.text);
        let goes_on = goes_on(&line.text);
        if manner == Manner::List && (ended || gap == Gap::Blank) {
            return false;
        }
        match gap {
            Gap::None if manner == Manner::List => {
                full || is_left_hanging(&before.folded) || goes_on && self.is_long(before)
            }
            Gap::None => {
                let long = manner != Manner::List && self.is_long(before);
                full || !ended && (goes_on || long || is_left_hanging(&before.folded))
            }
            Gap::Blank if manner == Manner::Points && closes_point(&before.folded) => false,
            Gap::Blank => {
                goes_on && !ended && !begins_point && (full || is_left_hanging(&before.folded))
            }
            Gap::Page => {
                let fills = full && !people::is_entry(&line.text);
                !ended && (goes_on || fills || is_left_hanging(&before.folded))
            }
        }
    }

    /// `Some` where a word is broken over the two texts: whether its hyphen stays.
    fn is_broken_word(&self, text: &str, more: &str) -> Option<bool> {
        let stem = text.strip_suffix('-')?;
        let last_letter = stem.chars().next_back()?;
        let begins_digit = more.starts_with(|letter: char| letter.is_ascii_digit());
        if last_letter.is_ascii_digit() && begins_digit {
            // "2024-" / "2027"
            return Some(true);
        }
        let first: &str = last_word(stem);
        let mut cursor = Cursor::new(more);
        let second = cursor.letters();
        if first.is_empty() || second.is_empty() || !last_letter.is_alphanumeric() {
            return None;
        }
        // "miljö- och" is no broken word: the hyphen stands for a left-out part.
        if ["och", "eller", "samt", "respektive", "som", "till", "men"].contains(&second) {
            return None;
        }
        // A letter alone is no syllable: "e-" / "tjänst".
        let keeps = !last_letter.is_lowercase()
            || scan::is_capitalised(second)
            || first.chars().count() == 1;
        let seen = || self.hyphenated.contains(&hyphenated(first, second));
        Some(keeps || seen())
    }
}

/// How the lines of a section hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Sentences after one another fill a paragraph.
    Prose,
    /// Papers or recipients: what ends with a full stop is an entry.
    List,
    /// Points to decide: `att` on a new line opens one.
    Points,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Page,
}

/// `att` at the beginning of a line opens the next point where the one before ends as points do.
fn begins_point(block: &Block, before: &Line<'_>, line: &Line<'_>) -> bool {
    if !line.folded.starts_with("att ") {
        return false;
    }
    // "… och föreslår" / "att kommunfullmäktige beslutar:" is one sentence.
    let names_body = line.text.get(4..).and_then(bodies::leading_body).is_some()
        && line.folded.contains("beslut");
    if names_body {
        return false;
    }
    let beginning: String = block.text.chars().take(BEGINNING).collect();
    let is_listing = beginning.starts_with("att ")
        || beginning.contains("beslutar att ")
        || beginning.contains("besluta att ");
    let ends = |ends: &[&str]| ends.iter().any(|end| before.folded.ends_with(end));
    let ends_point = ends(&[",", ", och", ", samt", ".", ";", " att"]);
    let opens = ends(&[
        " att",
        "beslutar",
        "beslutade",
        "besluta",
        "beslöt",
        "föreslår",
        "beslutar,",
    ]);
    is_listing && ends_point || opens
}

/// `Socialnämnden föreslår kommunstyrelsen besluta` between points leads to the next ones.
fn opens_decision(before: &Line<'_>, line: &Line<'_>) -> bool {
    line.opens_decision && scan::is_capitalised(&line.text) && !is_left_hanging(&before.folded)
}

/// `att godkänna rapporten` / `att överlämna den` on lines that had room for more are points without a mark at the end.
fn follows_point(block: &Block, before: &Line<'_>, line: &Line<'_>) -> bool {
    let is_list = block.text.starts_with("att ") && line.text.starts_with("att ");
    let hangs = is_left_hanging(&before.folded) || before.folded.ends_with("uppdrag");
    is_list && (!hangs || closes_point(&before.folded))
}

/// `godkänna bolagsordningen, samt` is followed by the next point.
fn closes_point(folded: &str) -> bool {
    [", samt", ", och", " samt"]
        .iter()
        .any(|end| folded.ends_with(end))
}

/// `Kommunstyrelsen beslutar, efter votering,` on a line that had room for more leads to the point below.
fn leads_to_point(block: &Block, line: &Line<'_>) -> bool {
    if !line.folded.starts_with("att ") {
        return false;
    }
    let rest = bodies::leading_body(&block.text).and_then(|length| block.text.get(length..));
    let verb = rest.and_then(|rest| rest.split_whitespace().next());
    let decides = verb.is_some_and(|verb| {
        let verb = verb.trim_end_matches([',', ':']);
        ["beslutar", "beslutade", "beslöt"]
            .iter()
            .any(|known| verb.eq_ignore_ascii_case(known))
    });
    decides && !block.text.contains(" att ")
}

/// So many letters of a block tell whether it lists points.
const BEGINNING: usize = 160;

/// Set in another size or weight: a heading over text, or text under a heading.
fn looks_different(before: &Line<'_>, line: &Line<'_>) -> bool {
    let sizes = before.font_size().zip(line.font_size());
    sizes
        .is_some_and(|(one, other)| (one - other).abs() > 0.6 || before.is_bold() != line.is_bold())
}

/// Rows of a table: cells at either margin and nothing that runs on between them.
fn are_rows(before: &Line<'_>, line: &Line<'_>) -> bool {
    before.segments.len() >= 2 && line.segments.len() >= 2
}

/// Where the line would have ended, had it taken the next line's first word too.
pub(crate) fn reach(before: &Line<'_>, after: &Line<'_>) -> f32 {
    let Some(last) = before.segments.last() else {
        return 0.0;
    };
    let letters = last.text.chars().count().max(1) as f32;
    let letter_width = (last.right - last.left).max(0.0) / letters;
    let word = after
        .text
        .split(' ')
        .next()
        .unwrap_or_default()
        .chars()
        .count() as f32;
    before.right() + (word + 1.0) * letter_width
}

/// The word that a text ends with; nothing where it is longer than words are, so that a word that is broken over
/// thousands of lines is not read again for each.
fn last_word(text: &str) -> &str {
    let mut letters = text.char_indices().rev().take(LONGEST_WORD);
    match letters.find(|(_, letter)| !letter.is_alphanumeric()) {
        Some((at, letter)) => text.get(at + letter.len_utf8()..).unwrap_or_default(),
        None if text.len() <= LONGEST_WORD => text,
        None => "",
    }
}

/// More letters than the longest word of minutes has.
const LONGEST_WORD: usize = 80;
