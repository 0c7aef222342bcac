//! Contents lists whose page numbers lost the leaders and the gap before them: `§ 91 Dnr KS 2023/4 Taxa 3`.

use super::Candidate;
use crate::lines::Line;

/// Entries follow one another within so many lines.
const DENSE: usize = 4;

/// What it weighs against a line to be such an entry.
const AGAINST: i32 = 50;

/// Makes candidates lighter that stand close together and end with page numbers that never fall.
pub(super) fn weigh(candidates: &mut [Candidate], lines: &[Line<'_>]) {
    let next_lines: Vec<usize> = candidates
        .iter()
        .skip(1)
        .map(|candidate| candidate.line)
        .chain([lines.len()])
        .collect();
    // Where numbers fall, the list is over.
    let falls: Vec<bool> = candidates
        .iter()
        .zip(candidates.iter().skip(1))
        .map(|(entry, next)| next.label.key() <= entry.label.key())
        .collect();
    let mut start = 0;
    while start < candidates.len() {
        let gaps = candidates.iter().zip(&next_lines).zip(&falls).skip(start);
        let dense =
            gaps.take_while(|((entry, next), falls)| !**falls && **next - entry.line <= DENSE);
        let end = (start + dense.count() + 1).min(candidates.len());
        if let (Some(entries), Some(next_lines)) =
            (candidates.get_mut(start..end), next_lines.get(start..end))
            && are_entries(entries, next_lines, lines)
        {
            for entry in entries {
                entry.weight -= AGAINST;
            }
        }
        start = end;
    }
}

/// Three or more, of which most end with a page number.
fn are_entries(entries: &[Candidate], next_lines: &[usize], lines: &[Line<'_>]) -> bool {
    let pages: Vec<u32> = entries
        .iter()
        .zip(next_lines)
        .filter_map(|(entry, &next)| page(lines.get(entry.line..next.min(entry.line + DENSE))?))
        .collect();
    let rises = pages.windows(2).all(|pair| pair.first() <= pair.last());
    entries.len() >= 3 && pages.len() * 3 >= entries.len() * 2 && rises
}

/// The number at the end of an entry's last line.
fn page(entry: &[Line<'_>]) -> Option<u32> {
    let last = entry.iter().take_while(|line| line.has_text()).last()?;
    let (title, page) = last.text.rsplit_once(' ')?;
    let is_title = title.chars().any(char::is_alphabetic) && !title.ends_with('§');
    (is_title && page.len() <= 3)
        .then(|| page.parse().ok())
        .flatten()
}
