//! The numbers that a cover leaves out where it counts up what the file holds: `§§ 5, 7, 9, 12–33`.

use super::fields::Field;
use super::labels::Label;
use crate::folding::Folding;

/// Numbers beyond are years and the like.
const LARGEST: u32 = 3000;

/// First and last number of each hole. What is not plainly a list of numbers leaves nothing out.
pub(super) fn read(fields: &[Field]) -> Vec<[u32; 2]> {
    let cells = fields
        .iter()
        .filter(|field| field.label == Label::Range)
        .flat_map(|field| &field.cells);
    let texts: Vec<&str> = cells.map(|cell| cell.text.as_str()).collect();
    holes(&listed(&texts.join(" ")).unwrap_or_default())
}

fn holes(listed: &[[u32; 2]]) -> Vec<[u32; 2]> {
    let pairs = listed.iter().zip(listed.iter().skip(1));
    let rises = pairs.clone().all(|([_, end], [start, _])| end < start);
    let between = pairs.map(|(&[_, end], &[start, _])| [end + 1, start.saturating_sub(1)]);
    between
        .filter(|[first, last]| rises && first <= last)
        .collect()
}

/// `None` where anything else than numbers stands there.
fn listed(text: &str) -> Option<Vec<[u32; 2]>> {
    let mut ranges: Vec<[u32; 2]> = Vec::new();
    let (mut parted, mut dashed) = (true, false);
    let spaced = text.replace([',', ';'], " , ").replace('§', " ");
    let spaced = spaced.replace(['-', '–', '—'], " - ");
    for word in spaced.split_whitespace() {
        match word.folded().as_str() {
            "," | "och" | "samt" => (parted, dashed) = (true, false),
            "-" => dashed = true,
            "paragraf" | "paragrafer" | "paragraferna" => {}
            // `3 b`.
            suffix if suffix.len() == 1 && ("a"..="h").contains(&suffix) => {}
            number => {
                let number: u32 = number.trim_end_matches('.').parse().ok()?;
                match ranges.last_mut() {
                    _ if number > LARGEST => return None,
                    Some(last) if dashed && number >= last[0] => last[1] = number,
                    None if !dashed => ranges.push([number, number]),
                    Some(_) if parted && !dashed => ranges.push([number, number]),
                    _ => return None,
                }
                (parted, dashed) = (false, false);
            }
        }
    }
    Some(ranges)
}

#[cfg(test)]
mod tests {
    use super::{holes, listed};

    #[test]
    fn numbers_that_a_cover_passes_over_are_left_out() {
        let left_out = |text: &str| listed(text).map(|ranges| holes(&ranges));
        assert_eq!(
            left_out("§§ 5, 7, 9, 12–33"),
            Some(vec![[6, 6], [8, 8], [10, 11]])
        );
        assert_eq!(left_out("§§ 34 - 36 och § 38"), Some(vec![[37, 37]]));
        assert_eq!(left_out("§§ 46- 50"), Some(vec![]));
        assert_eq!(left_out("3 a, 3 b, 4"), Some(vec![]));
    }

    #[test]
    fn what_is_no_list_of_numbers_leaves_nothing_out() {
        for text in [
            "34 52",
            "34-52 (sid 1-20)",
            "2024-03-05, 7",
            "se sidan 5, 9",
        ] {
            assert_eq!(listed(text), None, "{text}");
        }
        let holes_of = |text: &str| holes(&listed(text).unwrap_or_default());
        assert_eq!(holes_of("50-60, 12"), Vec::<[u32; 2]>::new());
    }
}
