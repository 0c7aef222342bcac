//! Pictures of numbers, drawn by the server as SVG: they need no script, scale without their letters scaling with them, and
//! each stands beside a table that says the same.

pub mod bars;
pub mod columns;
pub mod strip;

use crate::swedish;

/// A place or a length across a picture as SVG takes it: `37.5%`. What lies outside is put at the edge.
fn across(part: f64) -> String {
    let percent = (part * 100.0).clamp(0.0, 100.0);
    let written = format!("{percent:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    format!("{short}%")
}

/// A part of a whole; nothing of nothing is nothing.
fn part_of(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

/// `37,5 %`, as a reader of a table wants it; what is there is never `0 %`.
pub fn share(part: u64, whole: u64) -> String {
    let thousandths = match whole {
        0 => 0,
        whole => (u128::from(part) * 1_000 + u128::from(whole) / 2) / u128::from(whole),
    };
    let thousandths = u64::try_from(thousandths).unwrap_or(u64::MAX);
    match thousandths {
        0 if part > 0 => "under\u{a0}0,1\u{a0}%".to_owned(),
        _ => format!(
            "{},{}\u{a0}%",
            swedish::count(thousandths / 10),
            thousandths % 10
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{across, part_of, share};

    #[test]
    fn shares_are_rounded_and_what_is_there_is_never_nothing() {
        assert_eq!(share(1, 3), "33,3\u{a0}%");
        assert_eq!(share(2, 3), "66,7\u{a0}%");
        assert_eq!(share(5, 5), "100,0\u{a0}%");
        assert_eq!(share(0, 5), "0,0\u{a0}%");
        assert_eq!(share(1, 1_000_000), "under\u{a0}0,1\u{a0}%");
        assert_eq!(share(0, 0), "0,0\u{a0}%");
        assert_eq!(share(u64::MAX, u64::MAX), "100,0\u{a0}%");
    }

    #[test]
    fn places_stay_inside_the_picture() {
        assert_eq!(across(0.5), "50%");
        assert_eq!(across(1.0 / 3.0), "33.33%");
        assert_eq!(across(-0.2), "0%");
        assert_eq!(across(7.0), "100%");
        assert_eq!(across(part_of(3, 0)), "0%");
    }
}
