//! A second opinion: another reader of glyphs, made by other people, sees the same characters in the same files.
//!
//! Characters are compared decomposed and without blanks, because the other reader gives glyphs: an accent drawn over
//! its letter is two there. Words are looked for in its stream of letters.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow};
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::pdf_fixtures::fixtures;

/// Takes down the characters of glyphs in the order of the content.
#[derive(Default)]
struct Listener {
    text: String,
}

impl<'a> Device<'a> for Listener {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            match glyph.as_unicode() {
                Some(BfString::Char(character)) => self.text.push(character),
                Some(BfString::String(text)) => self.text.push_str(&text),
                None => self.text.push(char::REPLACEMENT_CHARACTER),
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

fn theirs(path: &Path) -> Result<String> {
    let pdf = Pdf::new(std::fs::read(path)?).map_err(|error| anyhow!("{error:?}"))?;
    let cache = InterpreterCache::new();
    let mut listener = Listener::default();
    for page in pdf.pages().iter() {
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        interpret_page(page, &mut context, &mut listener);
    }
    Ok(listener.text)
}

fn ours(path: &Path) -> Result<String> {
    let source = paragraf_extract::extract(&std::fs::read(path)?)?;
    let lines = source.pages.iter().flat_map(|page| &page.lines);
    Ok(lines.map(|line| line.text() + "\n").collect())
}

/// Decomposed, without blanks.
fn characters(text: &str) -> impl Iterator<Item = char> {
    let text = text.replace('\u{AD}', "-");
    let decomposed: Vec<char> = text
        .nfkd()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    decomposed.into_iter()
}

/// How many characters more of a kind ours has than theirs.
fn difference(ours: &str, theirs: &str) -> BTreeMap<char, i64> {
    let mut counts: BTreeMap<char, i64> = BTreeMap::new();
    characters(ours).for_each(|character| *counts.entry(character).or_default() += 1);
    characters(theirs).for_each(|character| *counts.entry(character).or_default() -= 1);
    counts.retain(|_, count| *count != 0);
    counts
}

/// Our words of three letters and more that the other reader's letters do not hold side by side.
fn words_apart(ours: &str, theirs: &str) -> Vec<String> {
    let letters = |text: &str| -> String {
        characters(text)
            .filter(|c| !is_combining_mark(*c))
            .collect()
    };
    let stream = letters(theirs);
    let words = ours.split_whitespace().map(|word| (word, letters(word)));
    let apart =
        words.filter(|(_, plain)| plain.chars().count() > 2 && !stream.contains(plain.as_str()));
    apart.map(|(word, _)| word.to_owned()).collect()
}

/// Which reader cannot tell characters that the other tells.
#[derive(PartialEq)]
enum Unknown {
    ToUs,
    ToThem,
}

/// Files in which one reader knows what the other does not, and why. All other files must agree.
const EXPLAINED: [(&str, Unknown, &str); 3] = [
    (
        "nomap_rl_truetype",
        Unknown::ToUs,
        "a font with codes of its own and no map: the other takes them for Adobe's, we guess nothing",
    ),
    (
        "tex_ot1",
        Unknown::ToThem,
        "signs of TeX's companion font are drawn: the other knows drawn letters by a map only",
    ),
    (
        "tex_type3",
        Unknown::ToThem,
        "all letters are drawn: the other knows them by a map only, we by TeX's encodings",
    ),
];

/// Nothing differs but that one reader has unknown characters where the other has others.
fn is_unknown_to_one(mut difference: BTreeMap<char, i64>, unknown: &Unknown) -> bool {
    let marks = difference.remove(&char::REPLACEMENT_CHARACTER).unwrap_or(0);
    let (sign, known) = match unknown {
        Unknown::ToUs => (1, -1),
        Unknown::ToThem => (-1, 1),
    };
    // An accent of ours is a character more, and a blank that is unknown to us is none of theirs.
    let all: i64 = difference.values().sum();
    let is_enough = *unknown == Unknown::ToUs || all >= -marks;
    marks.signum() == sign && is_enough && difference.values().all(|count| count.signum() == known)
}

#[test]
fn a_second_reader_sees_the_same_characters() {
    for path in fixtures().unwrap() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let found = difference(&ours(&path).unwrap(), &theirs(&path).unwrap());
        match EXPLAINED.iter().find(|(file, _, _)| *file == name) {
            None => assert!(found.is_empty(), "{name}: {found:?}"),
            Some((_, unknown, reason)) => assert!(
                is_unknown_to_one(found.clone(), unknown),
                "{name} differs otherwise than explained ({reason}): {found:?}"
            ),
        }
    }
}

#[test]
fn a_second_reader_has_our_words_side_by_side() {
    for path in fixtures().unwrap() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if EXPLAINED.iter().all(|(file, _, _)| *file != name) {
            let apart = words_apart(&ours(&path).unwrap(), &theirs(&path).unwrap());
            assert!(apart.is_empty(), "{name}: {apart:?}");
        }
    }
}
