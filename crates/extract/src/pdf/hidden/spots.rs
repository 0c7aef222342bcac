//! The spots of a character that stand for all of it.

type Point = (f32, f32);

/// Shares of the width.
const ACROSS: [f32; 3] = [0.5, 0.2, 0.8];

/// Shares of the em above the baseline: where a character has its ink.
const TALL: [f32; 3] = [0.3, 0.08, 0.6];
const SHORT: [f32; 3] = [0.22, 0.06, 0.4];
const LOW: [f32; 3] = [0.06, 0.03, 0.1];

/// Nine spots within a character's ink, the middle one first: where one of them is seen, so is the character.
pub fn spots(text: &str, start: Point, end: Point, up: Point) -> impl Iterator<Item = Point> {
    let heights = match text.chars().next() {
        Some('.' | ',' | '_' | '…') => LOW,
        Some('a' | 'c' | 'e' | 'g' | 'm'..='s' | 'u'..='z' | '-' | '–' | '—' | '·' | '•') => {
            SHORT
        }
        _ => TALL,
    };
    let along = (end.0 - start.0, end.1 - start.1);
    heights.into_iter().flat_map(move |height| {
        ACROSS.into_iter().map(move |share| {
            (
                start.0 + share * along.0 + height * up.0,
                start.1 + share * along.1 + height * up.1,
            )
        })
    })
}

/// Upwards from the baseline by an em, for text that runs from its start to its end.
pub fn upwards(start: Point, end: Point, size: f32) -> Point {
    let along = (end.0 - start.0, end.1 - start.1);
    let length = along.0.hypot(along.1);
    if length > 0.0 {
        (along.1 / length * size, -along.0 / length * size)
    } else {
        (0.0, -size)
    }
}
