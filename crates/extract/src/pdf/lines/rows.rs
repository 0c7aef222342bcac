//! Letters gathered in rows by their baselines.

use super::Letter;

/// Letters on one baseline, raised and lowered ones with them, from left to right.
pub struct Row {
    /// Of most of its text.
    pub baseline: f32,
    /// Of most of its text.
    pub size: f32,
    /// From left to right.
    pub letters: Vec<Letter>,
}

/// Letters drawn one after another on one baseline.
struct Stretch {
    baseline: f32,
    size: f32,
    left: f32,
    right: f32,
    letters: Vec<Letter>,
}

/// Rows being gathered.
struct Gathered {
    baseline: f32,
    size: f32,
    widest: f32,
    stretches: Vec<Stretch>,
}

/// In ems of the smaller text: baselines closer than this are one row. Cells of a table are often off a little.
const SAME_BASELINE: f32 = 0.3;

/// A stretch this much smaller than its neighbour may be raised or lowered text. Browsers' styles make it five
/// sixths, and round.
const SMALL: f32 = 0.9;

/// In ems of the larger text: how far raised and lowered text stands from the baseline.
const RAISED: f32 = 0.5;

/// Raised and lowered text is no longer than this many letters.
const LONGEST_MARK: usize = 6;

/// Gathers letters in rows from top to bottom.
pub fn gather(letters: Vec<Letter>) -> Vec<Row> {
    let mut stretches = stretches(letters);
    stretches.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Gathered> = Vec::new();
    for stretch in stretches {
        let near = rows
            .iter_mut()
            .rev()
            .take(4)
            .find(|row| row.takes(&stretch));
        match near {
            Some(row) => row.add(stretch),
            None => rows.push(Gathered::new(stretch)),
        }
    }
    rows.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let rows = with_raised(rows);
    rows.into_iter().map(Gathered::into_row).collect()
}

fn stretches(letters: Vec<Letter>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for letter in letters {
        match stretches.last_mut() {
            Some(stretch) if stretch.goes_on(&letter) => stretch.add(letter),
            _ => stretches.push(Stretch::new(letter)),
        }
    }
    // Blanks alone say nothing of where lines are; they would join what stands apart.
    stretches.retain(|stretch| stretch.letters.iter().any(|letter| !letter.blank));
    stretches
}

impl Stretch {
    fn new(letter: Letter) -> Stretch {
        Stretch {
            baseline: letter.baseline,
            size: letter.size,
            left: letter.left,
            right: letter.right,
            letters: vec![letter],
        }
    }

    fn goes_on(&self, letter: &Letter) -> bool {
        let em = self.size;
        let last = self.letters.last().map_or(self.right, |last| last.next);
        (self.baseline - letter.baseline).abs() <= 0.05 * em
            && (self.size - letter.size).abs() <= 0.05 * em
            && (last - 0.5 * em..=last + em).contains(&letter.left)
    }

    fn add(&mut self, letter: Letter) {
        self.left = self.left.min(letter.left);
        self.right = self.right.max(letter.right);
        self.letters.push(letter);
    }

    fn overlap(&self, other: &Stretch) -> f32 {
        self.right.min(other.right) - self.left.max(other.left)
    }
}

impl Gathered {
    fn new(stretch: Stretch) -> Gathered {
        Gathered {
            baseline: stretch.baseline,
            size: stretch.size,
            widest: stretch.right - stretch.left,
            stretches: vec![stretch],
        }
    }

    fn takes(&self, stretch: &Stretch) -> bool {
        let off = (self.baseline - stretch.baseline).abs();
        let em = self.size.min(stretch.size);
        // Text over text is not one row, however close; a hair's breadth is how one row may be drawn twice.
        let covers = |other: &Stretch| {
            let narrower = (other.right - other.left).min(stretch.right - stretch.left);
            other.overlap(stretch) > 0.5 * narrower.max(0.2 * em)
        };
        off <= 0.1 * em || off <= SAME_BASELINE * em && !self.stretches.iter().any(covers)
    }

    fn add(&mut self, stretch: Stretch) {
        let width = stretch.right - stretch.left;
        if width > self.widest {
            self.widest = width;
            self.baseline = stretch.baseline;
            self.size = stretch.size;
        }
        self.stretches.push(stretch);
    }

    /// Small text begins just behind a letter of this row, or ends just before one.
    fn touches(&self, small: &Stretch) -> bool {
        let em = self.size;
        let letters = self.stretches.iter().flat_map(|stretch| &stretch.letters);
        letters.filter(|letter| !letter.blank).any(|letter| {
            let behind = small.left - letter.right;
            let before = letter.left - small.right;
            (-0.45 * em..=0.4 * em).contains(&behind) || (-0.1 * em..=0.3 * em).contains(&before)
        })
    }

    fn into_row(self) -> Row {
        let mut letters: Vec<Letter> = self
            .stretches
            .into_iter()
            .flat_map(|stretch| stretch.letters)
            .collect();
        letters.sort_by(|a, b| a.left.total_cmp(&b.left).then(a.order.cmp(&b.order)));
        Row {
            baseline: self.baseline,
            size: self.size,
            letters,
        }
    }
}

/// Moves footnote marks and the like into the row they belong to.
fn with_raised(mut rows: Vec<Gathered>) -> Vec<Gathered> {
    for place in 0..rows.len() {
        let Some(row) = rows.get_mut(place) else {
            break;
        };
        let small = std::mem::take(&mut row.stretches);
        for stretch in small {
            let around = [place.checked_sub(1), Some(place + 1), place.checked_sub(2)];
            let bearer = around.into_iter().flatten().find(|&other| {
                rows.get(other).is_some_and(|row| {
                    stretch.letters.len() <= LONGEST_MARK
                        && stretch.size <= SMALL * row.size
                        && (row.baseline - stretch.baseline).abs() <= RAISED * row.size
                        && row.touches(&stretch)
                })
            });
            if let Some(row) = rows.get_mut(bearer.unwrap_or(place)) {
                row.stretches.push(stretch);
            }
        }
    }
    rows.retain(|row| !row.stretches.is_empty());
    rows
}
