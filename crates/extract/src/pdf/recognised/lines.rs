//! Recognised words as lines with a baseline and a size, which the recogniser does not tell.
//!
//! A box ends where its letters do: `nämnd` ends on the baseline, `paragraf` below it, `son` is as high as an x.
//! The letters of a word say what its box is, and all words of a line together where the line is.

use super::tsv::Word;

/// A line of upright text.
#[derive(Clone, Debug)]
pub struct TextLine {
    /// In reading order, at least one.
    pub words: Vec<Word>,
    /// Where its baseline crosses x = 0.
    baseline: f32,
    /// How much it falls for every pixel to the right: scans lie askew.
    slope: f32,
    /// Height of an em in pixels.
    pub size: f32,
}

/// In ems: from the baseline to the top of an x, of a `k` or a capital, and of a capital with a mark.
const SMALL: f32 = 0.52;
const TALL: f32 = 0.71;
const MARKED: f32 = 0.9;

/// In ems: from the baseline to the foot of a `g`.
const BELOW: f32 = 0.21;

/// A page that lies more askew than this is not read anyway.
const STEEPEST: f32 = 0.2;

/// Words of one line as the recogniser has them, in its order.
pub fn gather(words: Vec<Word>) -> Vec<TextLine> {
    let lines: Vec<Vec<Word>> = words
        .chunk_by(|a, b| a.line == b.line)
        .map(<[Word]>::to_vec)
        .collect();
    let slope = slope(&lines);
    lines
        .into_iter()
        .map(|words| {
            let size = size(&words, slope);
            TextLine {
                baseline: baseline(&words, slope, size),
                slope,
                size,
                words,
            }
        })
        .collect()
}

impl TextLine {
    /// The point of the baseline at an x.
    pub fn at(&self, x: f32) -> (f32, f32) {
        (x, self.baseline + self.slope * x)
    }
}

/// What the letters of a word say of its box.
struct Shape {
    above: f32,
    below: f32,
}

impl Shape {
    fn of(text: &str) -> Shape {
        let of = |c: char| match c {
            'g' | 'j' | 'p' | 'q' | 'y' => (SMALL, BELOW),
            'Q' | '(' | ')' | '[' | ']' | '§' | '/' | '|' | '{' | '}' => (TALL, BELOW),
            ',' | ';' => (SMALL, 0.13),
            '.' | '_' => (0.1, 0.0),
            ':' => (SMALL, 0.0),
            '-' | '–' | '—' | '+' | '=' | '•' | '·' | '~' => (0.35, 0.0),
            't' => (0.65, 0.0),
            'b' | 'd' | 'f' | 'h' | 'i' | 'k' | 'l' | 'å' | 'ä' | 'ö' => (TALL, 0.0),
            'Å' | 'Ä' | 'Ö' | 'É' | 'Ü' => (MARKED, 0.0),
            _ if c.is_lowercase() => (SMALL, 0.0),
            _ => (TALL, 0.0),
        };
        let parts = text.chars().map(of);
        let (above, below) = parts.fold((0.1f32, 0.0f32), |all, one| {
            (all.0.max(one.0), all.1.max(one.1))
        });
        Shape { above, below }
    }
}

/// Of an upright box on text that lies askew: the corners stand out by half of what the line falls.
fn rise(word: &Word, slope: f32) -> f32 {
    slope.abs() * (word.right - word.left)
}

fn size(words: &[Word], slope: f32) -> f32 {
    let estimate = |word: &Word| {
        let shape = Shape::of(&word.text);
        let height = word.bottom - word.top - rise(word, slope);
        height.max(1.0) / (shape.above + shape.below)
    };
    let has_letters = |word: &&Word| word.text.chars().any(char::is_alphanumeric);
    let mut sizes: Vec<f32> = words.iter().filter(has_letters).map(estimate).collect();
    if sizes.is_empty() {
        sizes = words.iter().map(estimate).collect();
    }
    median(sizes).unwrap_or(1.0)
}

fn baseline(words: &[Word], slope: f32, size: f32) -> f32 {
    let crossing = |word: &Word| {
        let foot = word.bottom - rise(word, slope) / 2.0 - Shape::of(&word.text).below * size;
        foot - slope * middle(word)
    };
    median(words.iter().map(crossing).collect()).unwrap_or(0.0)
}

fn middle(word: &Word) -> f32 {
    (word.left + word.right) / 2.0
}

/// The slope of the page: of pairs of words far apart on one line that both stand on it.
fn slope(lines: &[Vec<Word>]) -> f32 {
    const FAR: f32 = 8.0;
    let mut slopes = Vec::new();
    for line in lines {
        let standing: Vec<&Word> = line
            .iter()
            .filter(|word| word.text.chars().count() > 1 && Shape::of(&word.text).below == 0.0)
            .collect();
        if let (Some(first), Some(last)) = (standing.first(), standing.last()) {
            let distance = middle(last) - middle(first);
            if distance > FAR * (first.bottom - first.top) {
                slopes.push((last.bottom - first.bottom) / distance);
            }
        }
    }
    // A few pairs may be wrong altogether; the middle of many is not.
    median(slopes)
        .filter(|slope| slope.abs() < STEEPEST)
        .unwrap_or(0.0)
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
