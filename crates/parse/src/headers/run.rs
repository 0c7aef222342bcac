//! The run of lines that a title is among: from a label on without a gap, up to what surely is something else.

use super::prose::ends_text;
use super::{cases, label};
use crate::lines::{Line, is_left_hanging, is_list_mark};
use crate::scan;
use crate::sections;

/// Lines with text from `start` on without a gap, up to a heading, a label or another paragraph.
pub(super) fn after<'l, 's>(
    lines: &'l [Line<'s>],
    start: usize,
    begun: Option<&Line<'_>>,
) -> Vec<&'l Line<'s>> {
    let mut run: Vec<&Line<'_>> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(start) {
        let precedes = line.is_blank() || is_label(line);
        if line.is_furniture || precedes && run.is_empty() {
            continue;
        }
        let before = run.last().copied();
        if line.is_blank() {
            if goes_on_after(before, lines, index) {
                continue;
            }
            break;
        }
        let is_item = before.is_some() && is_list_mark(&line.text);
        let may_belong = before.is_none() && may_be_title(lines, index)
            || goes_on_with_sign(before.or(begun), line);
        if run.len() > 12 || is_item || opens_something(line) && !may_belong {
            break;
        }
        run.push(line);
    }
    run
}

fn is_label(line: &Line<'_>) -> bool {
    cases::after_label(&line.text).is_some() || cases::read_all(&line.text).is_some()
}

/// A heading's word that is the title where it stands.
pub(super) fn may_be_title(lines: &[Line<'_>], index: usize) -> bool {
    let known = lines
        .get(index)
        .is_some_and(|line| sections::may_be_title(&line.text));
    known || is_heading_without_text(lines, index)
}

/// `Ändring av` / `§ 12 i reglementet`.
fn goes_on_with_sign(before: Option<&Line<'_>>, line: &Line<'_>) -> bool {
    line.text.starts_with('§') && before.is_some_and(|before| is_left_hanging(&before.folded))
}

/// Whether the text goes on after the blank line at an index.
fn goes_on_after(before: Option<&Line<'_>>, lines: &[Line<'_>], index: usize) -> bool {
    let mut after = lines.iter().skip(index + 1).take(LONGEST_HEAD);
    before
        .zip(after.find(|line| line.has_text()))
        .is_some_and(|(before, after)| goes_on_over_gap(before, after))
}

/// Some readers set blank lines inside paragraphs at random, and pages end anywhere: what cannot end, or cannot
/// begin, is not parted so.
pub(super) fn goes_on_over_gap(before: &Line<'_>, after: &Line<'_>) -> bool {
    let small_gap = after.number == before.number + 2 || after.sheet != before.sheet;
    let begins = scan::begins_small(&after.text) || is_left_hanging(&before.folded);
    small_gap && after.has_text() && begins && !opens_something(after) && !ends_text(before)
}

/// So many lines of page foot and head stand between the lines of a title at most.
const LONGEST_HEAD: usize = 16;

pub(super) fn opens_something(line: &Line<'_>) -> bool {
    line.is_heading()
        || line.opens_decision
        || cases::after_label(&line.text).is_some()
        || cases::read_all(&line.text).is_some()
        || line.folded.starts_with("handläggare:")
        || line.folded.starts_with('§')
        || matches!(
            line.folded.trim_end_matches('.'),
            "ärendet utgår" | "ärendet utgick" | "utgår"
        )
        || line.has_sign && label::read(&line.text).is_some_and(|label| label.prefix.is_some())
        || is_paper(&line.folded)
}

/// `Bihang nr 36`, `Handling 2023 nr 25`: the printed paper that the matter rests on.
fn is_paper(folded: &str) -> bool {
    let paper = [
        "bihang nr ",
        "handling ",
        "utlåtande ",
        "utl. ",
        "handling nr ",
    ];
    let short = folded.split(' ').count() <= 5;
    let numbered = folded.ends_with(|last: char| last.is_ascii_digit());
    short && numbered && paper.iter().any(|paper| folded.starts_with(paper))
}

/// A heading's word that another heading follows at once: right under a label it is the title (`Avgift`, `Beslut`).
fn is_heading_without_text(lines: &[Line<'_>], index: usize) -> bool {
    let next = lines.iter().skip(index + 1).find(|line| line.has_text());
    lines
        .get(index)
        .is_some_and(|line| line.is_heading() && !sections::is_decision(&line.text))
        && next.is_some_and(|next| next.is_heading() || next.opens_decision)
}
