//! The law of words: each word under a paragraph's number stands in one of its fields, or a finding tells of its line.

use std::collections::HashSet;

use paragraf_model::{Paragraph, Parsed, SourceText};

use super::provenance::essence;
use crate::Place;
use crate::leftovers::LABELS;

/// Every word of a paragraph's lines is kept.
pub(super) fn are_kept(source: &SourceText, parsed: &Parsed, places: &[Place]) {
    let kept: Vec<Kept> = parsed.paragraphs.iter().map(Kept::of).collect();
    for ((number, (_, line)), place) in (1..).zip(source.lines()).zip(places) {
        let (paragraph, is_header) = match *place {
            Place::Header(paragraph) => (paragraph, true),
            Place::Heading(paragraph, _) | Place::Section(paragraph, _) => (paragraph, false),
            _ => continue,
        };
        let reported = parsed.findings.iter().any(|finding| {
            finding
                .lines
                .is_some_and(|[first, last]| (first..=last).contains(&number))
        });
        if reported {
            continue;
        }
        let text = line.text().to_lowercase();
        for (place_on_line, word) in words(&text).enumerate() {
            let is_label = is_header && LABELS.contains(&word);
            // Broken off the line before, it may be a single letter.
            let goes_on = place_on_line == 0 && kept[paragraph].letters.contains(word);
            assert!(
                is_label || goes_on || kept[paragraph].holds(word),
                "`{word}` of line {number} (`{text}`, {place:?}) is in no field"
            );
        }
    }
}

/// What a paragraph's fields hold.
struct Kept {
    words: HashSet<String>,
    /// All of it without what parts words, for words that were broken over lines.
    letters: String,
}

impl Kept {
    fn of(paragraph: &Paragraph) -> Kept {
        let mut texts = vec![paragraph.label.as_str()];
        texts.extend(paragraph.title.as_deref());
        texts.extend(paragraph.case_numbers.iter().map(|number| number.printed()));
        texts.extend(paragraph.case_officers.iter().map(String::as_str));
        for section in &paragraph.sections {
            texts.extend(section.heading.as_deref());
            texts.push(&section.text);
        }
        let folded = texts.join("\n").to_lowercase();
        Kept {
            words: words(&folded).map(str::to_owned).collect(),
            letters: essence(&folded),
        }
    }

    fn holds(&self, word: &str) -> bool {
        self.words.contains(word) || word.chars().count() > 1 && self.letters.contains(word)
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
