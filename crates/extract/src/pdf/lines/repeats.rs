//! Text shown again as a whole, a little beside itself, is its shadow. It may lie further off than a letter alone
//! could be trusted to, as long as it still lies over the text: no two rows or cells do.

use rustc_hash::FxHashMap;

use super::{Letter, shadows};

/// In ems, to the side as well as up and down. Rows stand at least three times as far apart.
const APART: f32 = 0.25;

/// In ems: how much the distance may differ from letter to letter.
const UNEVEN: f32 = 0.03;

/// Fewer letters may be alike by chance.
const FEWEST: usize = 4;

/// In ems: what is shorter would hardly lie over its own repetition.
const SHORTEST: f32 = 1.0;

/// Texts alike that are looked at, the last ones first. A page may say one thing a thousand times.
const MOST_COMPARED: usize = 64;

/// Drops what one operation shows where the same was shown before by another.
pub fn drop(letters: Vec<Letter>) -> Vec<Letter> {
    let mut seen: FxHashMap<u64, Vec<&[Letter]>> = FxHashMap::default();
    let mut repeats = Vec::new();
    let mut at = 0;
    for shown in letters.chunk_by(|a, b| a.run == b.run) {
        let place = at..at + shown.len();
        at = place.end;
        if !may_repeat(shown) {
            continue;
        }
        let alike = seen.entry(number(shown)).or_default();
        let mut near = alike.iter().rev().take(MOST_COMPARED);
        if near.any(|other| is_repeat(shown, other)) {
            repeats.push(place);
        } else {
            alike.push(shown);
        }
    }
    if repeats.is_empty() {
        return letters;
    }
    without(letters, &repeats)
}

fn without(letters: Vec<Letter>, repeats: &[std::ops::Range<usize>]) -> Vec<Letter> {
    let mut repeats = repeats.iter().peekable();
    let is_kept = |(place, _): &(usize, Letter)| {
        while repeats.next_if(|repeat| repeat.end <= *place).is_some() {}
        repeats.peek().is_none_or(|repeat| !repeat.contains(place))
    };
    let numbered = letters.into_iter().enumerate();
    numbered.filter(is_kept).map(|(_, letter)| letter).collect()
}

fn may_repeat(shown: &[Letter]) -> bool {
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else {
        return false;
    };
    last.right - first.left >= SHORTEST * first.size
        && shown.iter().filter(|letter| !letter.blank).count() >= FEWEST
}

/// Tells most texts apart.
fn number(shown: &[Letter]) -> u64 {
    let bytes = shown.iter().flat_map(|letter| letter.text.bytes());
    // A large prime, so that the order of the letters counts.
    bytes.fold(shown.len() as u64, |number, byte| {
        (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// All of it is there once more, at one distance.
fn is_repeat(shown: &[Letter], other: &[Letter]) -> bool {
    let (Some(first), Some(first_other)) = (shown.first(), other.first()) else {
        return false;
    };
    let em = first.size.min(first_other.size);
    let (across, down) = distance(first, first_other);
    let apart = across.abs().max(down.abs());
    // What lies closer is judged letter by letter.
    (shadows::APART * em..=APART * em).contains(&apart)
        && shown.len() == other.len()
        && shown.iter().zip(other).all(|(letter, other)| {
            let (x, y) = distance(letter, other);
            letter.text == other.text
                && (letter.size - other.size).abs() <= 0.1 * letter.size
                && (x - across).abs() <= UNEVEN * em
                && (y - down).abs() <= UNEVEN * em
        })
}

fn distance(letter: &Letter, other: &Letter) -> (f32, f32) {
    (letter.left - other.left, letter.baseline - other.baseline)
}
