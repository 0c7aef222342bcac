//! The spots of a character that stand for all of it.

type Point = (f32, f32);

/// Shares of the width.
const ACROSS: [f32; 3] = [0.5, 0.2, 0.8];

/// Shares of the em above the baseline: where a character has its ink.
const TALL: [f32; 3] = [0.3, 0.08, 0.6];
const SHORT: [f32; 3] = [0.22, 0.06, 0.4];
const LOW: [f32; 3] = [0.06, 0.03, 0.1];

/// Whether something holds for nine spots within a character's ink. The middle one is asked first: where one of
/// them is seen, so is the character, and most characters are seen.
pub fn all_spots(
    text: &str,
    start: Point,
    end: Point,
    up: Point,
    mut holds: impl FnMut(Point) -> bool,
) -> bool {
    let heights = match text.as_bytes().first() {
        Some(b'.' | b',' | b'_') => LOW,
        Some(b'a' | b'c' | b'e' | b'g' | b'm'..=b's' | b'u'..=b'z' | b'-') => SHORT,
        _ if matches!(text, "…") => LOW,
        _ if matches!(text, "–" | "—" | "·" | "•") => SHORT,
        _ => TALL,
    };
    let along = (end.0 - start.0, end.1 - start.1);
    for height in heights {
        for share in ACROSS {
            let spot = (
                start.0 + share * along.0 + height * up.0,
                start.1 + share * along.1 + height * up.1,
            );
            if !holds(spot) {
                return false;
            }
        }
    }
    true
}

/// Upwards from the baseline by an em, for text that runs from its start to its end.
pub fn upwards(start: Point, end: Point, size: f32) -> Point {
    let along = (end.0 - start.0, end.1 - start.1);
    if along.1 == 0.0 && along.0 >= 0.0 {
        return (0.0, -size);
    }
    let length = along.0.hypot(along.1);
    if length > 0.0 {
        (along.1 / length * size, -along.0 / length * size)
    } else {
        (0.0, -size)
    }
}
