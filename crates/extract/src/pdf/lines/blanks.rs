//! Blank lines: where the gap between two lines is clearly larger than the pitch of the document.

use paragraf_model::SourceLine;

use super::Line;

/// Usual distance from one baseline to the next, in ems.
#[derive(Clone, Copy, Debug)]
pub struct Pitch(f32);

/// So much larger than the pitch is a gap.
const CLEARLY_LARGER: f32 = 1.3;

/// Between these the distance of two lines says something of the pitch.
const PLAUSIBLE: std::ops::Range<f32> = 0.9..3.0;

/// Where a document has too few lines to tell.
const USUAL: f32 = 1.2;

impl Pitch {
    /// From all pages: a low quantile, because many lines are followed by the gap of a paragraph.
    pub fn of<'a>(pages: impl Iterator<Item = &'a [Line]>) -> Pitch {
        let mut distances: Vec<f32> = pages
            .flat_map(|lines| lines.windows(2))
            .filter_map(|pair| distance(pair.first()?, pair.last()?))
            .filter(|distance| PLAUSIBLE.contains(distance))
            .collect();
        distances.sort_by(f32::total_cmp);
        Pitch(distances.get(distances.len() / 4).copied().unwrap_or(USUAL))
    }
}

/// In ems of the larger of both, negative from the foot of a column to the head of the next; `None` where the
/// text does not flow from one to the other.
fn distance(above: &Line, below: &Line) -> Option<f32> {
    let distance = below.baseline - above.baseline;
    (!below.breaks_flow).then(|| distance / above.size.max(below.size))
}

/// Puts a blank line into every gap.
pub fn insert(lines: Vec<Line>, pitch: &Pitch) -> Vec<SourceLine> {
    let is_gap: Vec<bool> = lines
        .windows(2)
        .map(|pair| match pair {
            [above, below] => {
                let larger = CLEARLY_LARGER * pitch.0;
                distance(above, below).is_none_or(|distance| distance > larger)
            }
            _ => false,
        })
        .collect();
    let mut with_blanks = Vec::with_capacity(lines.len() * 2);
    for (place, line) in lines.into_iter().enumerate() {
        let after_gap = place.checked_sub(1).and_then(|before| is_gap.get(before));
        if after_gap == Some(&true) {
            with_blanks.push(SourceLine::default());
        }
        with_blanks.push(SourceLine {
            segments: line.segments,
            baseline: Some(line.baseline),
        });
    }
    with_blanks
}
