//! Which language a text is in; `None` where there is too little of it to tell.

mod plain;

use paragraf_model::Paragraph;
use whatlang::{Detector, Lang};

use crate::lines::Line;
use plain::is_plainly_swedish;

/// Fewer letters than this tell too little.
const LETTERS: usize = 60;

/// Another language than Swedish needs so many, since names and foreign titles weigh more in a short text.
const LETTERS_OF_OTHERS: usize = 200;

/// More letters than this tell nothing new.
const ENOUGH: usize = 4000;

/// ISO 639-1 code of a paragraph's language.
pub(crate) fn of(title: Option<&str>, text: &str) -> Option<String> {
    if is_plainly_swedish(title.unwrap_or_default(), text) {
        return Some("sv".to_owned());
    }
    let joined = format!("{} {}", title.unwrap_or_default(), text);
    let sample: String = joined.chars().take(ENOUGH).collect();
    detect(&sample).map(str::to_owned)
}

fn detect(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    if letters < LETTERS {
        return None;
    }
    let detector = Detector::with_allowlist(vec![
        Lang::Swe,
        Lang::Nob,
        Lang::Dan,
        Lang::Fin,
        Lang::Eng,
        Lang::Deu,
    ]);
    let info = detector.detect(text)?;
    let count = |letters: &[char]| {
        text.chars()
            .filter(|letter| letters.contains(letter))
            .count()
    };
    // Norwegian and Danish are so near that names alone may tip the scales; their letters do not lie.
    let swedish = count(&['ä', 'ö', 'Ä', 'Ö']);
    let western = count(&['æ', 'ø', 'Æ', 'Ø']);
    let others = letters >= LETTERS_OF_OTHERS;
    match info.lang() {
        Lang::Nob | Lang::Dan if swedish > western => Some("sv"),
        Lang::Swe if western > swedish && western > 2 => Some("no"),
        Lang::Swe => Some("sv"),
        Lang::Nob if others && (western > 0 || info.is_reliable()) => Some("no"),
        Lang::Dan if others && western > 0 && info.is_reliable() => Some("da"),
        Lang::Fin if others && info.is_reliable() => Some("fi"),
        Lang::Eng if others && info.is_reliable() => Some("en"),
        Lang::Deu if others && info.is_reliable() => Some("de"),
        _ => None,
    }
}

/// The language of most of a document.
pub(crate) fn of_document(paragraphs: &[Paragraph], lines: &[Line<'_>]) -> Option<String> {
    let mut letters: Vec<(&str, usize)> = Vec::new();
    for paragraph in paragraphs {
        let Some(language) = paragraph.language.as_deref() else {
            continue;
        };
        let weight: usize = paragraph
            .sections
            .iter()
            .map(|section| section.text.len())
            .sum();
        match letters.iter_mut().find(|(known, _)| *known == language) {
            Some((_, total)) => *total += weight,
            None => letters.push((language, weight)),
        }
    }
    let most = letters
        .into_iter()
        .max_by_key(|&(_, total)| total)
        .map(|(language, _)| language.to_owned());
    most.or_else(|| {
        let mut sample = String::new();
        for line in lines
            .iter()
            .filter(|line| line.has_text())
            .take_while(|line| line.number < 400)
        {
            sample.push_str(&line.text);
            sample.push(' ');
        }
        of(None, &sample)
    })
}
