//! Column borders that are too narrow to be told by their width alone: the rest of the row and the rows around tell.

use super::gaps::{Gap, Seen};

/// In ems: a smaller gap is no border.
const NARROWEST: f32 = 0.3;

/// So much larger than the blanks of its row must a gap be where rows around have a border at the same edge.
const AT_AN_EDGE: f32 = 1.25;

/// In ems: where all gaps of the row are at such edges.
const SEVERAL_AT_EDGES: f32 = 0.2;

/// In ems, and in blanks of its row: a gap below or above a border but at neither of its edges, as in a centred column.
const UNDER_A_BORDER: (f32, f32) = (0.45, 1.5);

/// In ems, and in blanks of its row: a gap that stands out from its row alone.
const OUTSTANDING: (f32, f32) = (0.55, 2.2);

/// In ems: a blank is no wider, in type of fixed width at most.
const WIDEST_BLANK: f32 = 0.6;

/// A gap nearly as wide as the narrowest border of its row is one too.
const AS_A_BORDER: f32 = 0.95;

/// So many rows above and below are looked at.
const ROWS_AROUND: usize = 4;

/// A row with more of them is no row of a table: a drawing, or a file that wants to be slow.
const MOST_BORDERS: usize = 64;

/// In ems: closer than this is the same edge.
const SAME_EDGE: f32 = 0.1;

/// A gap at a column border: where the text before it ends and the text behind it begins.
#[derive(Clone, Copy)]
struct Border {
    end: f32,
    begin: f32,
}

/// Adds the borders that only the rows around show. Cells filled to their edge leave little room before the next.
pub fn complete(rows: &mut [Vec<Seen<'_>>]) {
    for row in rows.iter_mut() {
        add_outstanding(row);
    }
    let mut borders: Vec<Vec<Border>> = rows.iter().map(|row| borders_of(row)).collect();
    // Down the page and up again, so that one row with clear borders tells all rows of its table.
    for place in (0..rows.len()).chain((0..rows.len()).rev()) {
        let around = (place.saturating_sub(ROWS_AROUND)..=place + ROWS_AROUND)
            .filter(|&other| other != place)
            .filter_map(|other| borders.get(other));
        let around: Vec<Border> = around.flatten().copied().collect();
        if let (Some(row), Some(own)) = (rows.get_mut(place), borders.get_mut(place)) {
            add_aligned(row, &around);
            *own = borders_of(row);
        }
    }
}

fn borders_of(row: &[Seen<'_>]) -> Vec<Border> {
    let gaps = (1..row.len()).filter_map(|place| border_before(row, place));
    let borders = gaps.filter(|(seen, _)| seen.gap == Gap::Column);
    let mut borders: Vec<Border> = borders.map(|(_, border)| border).collect();
    if borders.len() > MOST_BORDERS {
        borders.clear();
    }
    borders
}

fn border_before<'s, 'l>(row: &'s [Seen<'l>], place: usize) -> Option<(&'s Seen<'l>, Border)> {
    let (before, seen) = (row.get(place.checked_sub(1)?)?, row.get(place)?);
    let border = Border {
        end: before.end,
        begin: seen.letter.left,
    };
    Some((seen, border))
}

/// What parts words in this row; `None` where nothing does.
fn usual_blank(row: &[Seen<'_>]) -> Option<f32> {
    let blanks = row.iter().filter(|seen| seen.gap == Gap::Blank);
    let mut sizes: Vec<f32> = blanks.map(|seen| seen.distance).collect();
    sizes.sort_by(f32::total_cmp);
    // Borders are among the larger ones.
    sizes.get(sizes.len() / 4).copied()
}

fn add_outstanding(row: &mut [Seen<'_>]) {
    let Some(usual) = usual_blank(row) else {
        return;
    };
    let borders = row.iter().filter(|seen| seen.gap == Gap::Column);
    let narrowest = borders.map(|seen| seen.distance).fold(f32::MAX, f32::min);
    let (least, times) = OUTSTANDING;
    let enough = (times * usual).min(AS_A_BORDER * narrowest).max(least);
    for seen in row.iter_mut() {
        let stands_out = seen.distance >= enough;
        if seen.gap == Gap::Blank && !seen.is_plain_blank() && stands_out {
            seen.gap = Gap::Column;
        }
    }
}

/// One gap alone must be larger than the blanks of its row; several at once are no coincidence.
fn add_aligned(row: &mut [Seen<'_>], around: &[Border]) {
    let signs: Vec<Sign> = (0..row.len())
        .map(|place| {
            border_before(row, place)
                .map_or(Sign::None, |(seen, border)| sign(seen, border, around))
        })
        .collect();
    let at_edges = signs.iter().filter(|sign| **sign == Sign::Edge).count();
    let others = row.iter().zip(&signs);
    let mut others: Vec<f32> = others
        .filter(|(seen, sign)| seen.gap == Gap::Blank && **sign != Sign::Edge)
        .map(|(seen, _)| seen.distance)
        .collect();
    others.sort_by(f32::total_cmp);
    let usual = others.get(others.len() / 4).copied();
    let least_at_edge = match usual {
        Some(usual) => (usual * AT_AN_EDGE).max(NARROWEST),
        None if at_edges > 1 => SEVERAL_AT_EDGES,
        None => NARROWEST,
    };
    // Where every gap of the row is a border, none of them is a blank to compare with.
    let blank = usual.unwrap_or(0.0).min(WIDEST_BLANK);
    let least_under = UNDER_A_BORDER.0.max(UNDER_A_BORDER.1 * blank);
    for (seen, sign) in row.iter_mut().zip(signs) {
        let least = match sign {
            Sign::None => continue,
            Sign::Edge => least_at_edge,
            Sign::Under => least_under,
        };
        if seen.distance >= least {
            seen.gap = Gap::Column;
        }
    }
}

/// What the rows around say of a gap.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    None,
    /// They have a border with the same edge on one side: columns are set flush left or right.
    Edge,
    /// They have a border at this place.
    Under,
}

fn sign(seen: &Seen<'_>, gap: Border, around: &[Border]) -> Sign {
    if seen.gap != Gap::Blank || seen.is_plain_blank() {
        return Sign::None;
    }
    let near = SAME_EDGE * seen.letter.size;
    let is_same = |border: &&Border| {
        (border.begin - gap.begin).abs() <= near || (border.end - gap.end).abs() <= near
    };
    let is_under =
        |border: &&Border| border.begin.min(gap.begin) - border.end.max(gap.end) > 2.0 * near;
    if around.iter().any(|border| is_same(&border)) {
        Sign::Edge
    } else if around.iter().any(|border| is_under(&border)) {
        Sign::Under
    } else {
        Sign::None
    }
}
