//! Scans lie on the page as they were fed: text may run down, up or upside down in the picture.

use super::tsv::Word;

/// Quarter turns clockwise from upright text to that of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn(u8);

/// The turn of most text, told by where one word stands from the one before it.
pub fn of(words: &[Word]) -> Turn {
    let mut votes = [0; 4];
    for pair in words.windows(2) {
        if let [word, next] = pair
            && word.line == next.line
        {
            let x = next.left + next.right - word.left - word.right;
            let y = next.top + next.bottom - word.top - word.bottom;
            let turn = match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
                (true, true, _) => 0,
                (true, false, _) => 2,
                (false, _, true) => 1,
                (false, _, false) => 3,
            };
            votes[turn] += 1;
        }
    }
    let most = (0u8..4).zip(votes).rev().max_by_key(|&(_, votes)| votes);
    Turn(most.map_or(0, |(turn, _)| turn))
}

impl Turn {
    /// The word with its box turned so that text runs from left to right; places may be negative then.
    pub fn upright(self, word: Word) -> Word {
        let Word {
            left,
            top,
            right,
            bottom,
            ..
        } = word;
        let (left, top, right, bottom) = match self.0 {
            0 => (left, top, right, bottom),
            1 => (top, -right, bottom, -left),
            2 => (-right, -bottom, -left, -top),
            _ => (-bottom, left, -top, right),
        };
        Word {
            left,
            top,
            right,
            bottom,
            ..word
        }
    }

    /// Where a point of the upright text lies in the picture.
    pub fn in_picture(self, (x, y): (f32, f32)) -> (f32, f32) {
        match self.0 {
            0 => (x, y),
            1 => (-y, x),
            2 => (-x, -y),
            _ => (y, -x),
        }
    }
}
