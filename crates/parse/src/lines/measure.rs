//! How a text is set, measured on its lines: the margin, the letters, the words with hyphens.

use std::collections::HashSet;

use super::Line;
use crate::folding::Folding;
use crate::scan;

/// Right edge of full lines, told by lines that are surely wrapped: the next one begins with a small letter.
pub(super) fn margin(lines: &[Line<'_>]) -> Option<f32> {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let wrapped = pairs.filter(|(before, after)| {
        before.has_text()
            && after.has_text()
            && before.sheet == after.sheet
            && scan::begins_small(&after.text)
            && !after.folded.starts_with("att ")
            && before
                .text
                .chars()
                .next_back()
                .is_some_and(|letter| letter.is_alphanumeric() || letter == ',')
    });
    let mut rights: Vec<f32> = wrapped.map(|(before, _)| before.right()).collect();
    rights.sort_by(f32::total_cmp);
    // Entries of a list may begin with small letters too; a margin is farther to the right.
    let in_points = lines.iter().any(|line| line.baseline.is_some());
    let least = if in_points { 200.0 } else { 40.0 };
    rights
        .get(rights.len() * 9 / 10)
        .copied()
        .filter(|margin| *margin >= least)
}

/// So many lines go beyond what seems to be a margin that there is none: whole paragraphs stand on a line.
pub(super) fn is_exceeded(lines: &[Line<'_>], margin: f32) -> bool {
    let with_text = lines.iter().filter(|line| line.has_text());
    let (mut all, mut beyond) = (0_usize, 0_usize);
    for line in with_text {
        all += 1;
        beyond += usize::from(line.right() > margin * 1.1);
    }
    beyond * 50 > all
}

/// Words that stand with a hyphen within a line, in small letters.
pub(super) fn hyphenated_words(lines: &[Line<'_>]) -> HashSet<String> {
    if !lines.iter().any(|line| line.text.ends_with('-')) {
        return HashSet::new();
    }
    let words = lines.iter().flat_map(|line| {
        line.folded
            .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
    });
    words
        .filter_map(|word| word.trim_matches('-').split_once('-'))
        .map(|(first, second)| hyphenated(first, second))
        .collect()
}

/// A hyphenated word up to the beginning of its second part, since that may be inflected.
pub(super) fn hyphenated(first: &str, second: &str) -> String {
    let beginning: String = second.chars().take(4).collect();
    format!("{first}-{beginning}").folded()
}

/// The font size of most of the text.
pub(super) fn usual_size(lines: &[Line<'_>]) -> Option<f32> {
    let mut sizes: Vec<(i32, usize)> = Vec::new();
    for line in lines.iter().filter(|line| line.has_text()) {
        let size = (line.font_size()? * 10.0) as i32;
        match sizes.iter_mut().find(|(known, _)| *known == size) {
            Some((_, letters)) => *letters += line.text.len(),
            None => sizes.push((size, line.text.len())),
        }
    }
    let usual = sizes.into_iter().max_by_key(|&(_, letters)| letters)?;
    Some(usual.0 as f32 / 10.0)
}
