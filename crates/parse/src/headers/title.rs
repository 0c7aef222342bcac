//! Where a title ends: it has no end mark, and the text may follow without a blank line.

use std::ops::Range;

use super::cases::{self, AtEnd, Rest};
use super::{Opening, label};
use crate::lines::{Line, Reflow, is_left_hanging, is_list_mark};
use crate::scan;
use crate::sections;

/// How titles are set in this document.
#[derive(Debug, Default)]
pub(crate) struct TitleStyle {
    /// Right edge of full title lines; `None` where no title is wrapped.
    margin: Option<f32>,
    /// Titles stand above their labels.
    pub(super) above_label: bool,
    /// Case numbers stand above their labels.
    pub(super) case_above_label: bool,
    /// Where case numbers stand on the label's line.
    pub(super) at_end: AtEnd,
}

/// So many lines can be one title.
const LONGEST: usize = 8;

/// A line that ends so far from the margin, in shares of it, was not broken there for want of room.
const SHORT: f32 = 0.15;

impl TitleStyle {
    /// Learns from all headers how titles are set.
    pub(crate) fn learn(lines: &[Line<'_>], openings: &[Opening]) -> TitleStyle {
        let mut rights = Vec::new();
        let mut untitled = 0;
        let mut case_above = 0;
        let mut ends = Ends::default();
        for opening in openings {
            let above = last_text(lines, opening.line);
            case_above +=
                usize::from(above.is_some_and(|line| cases::read_all(&line.text).is_some()));
            let run = run_after(lines, opening.line + 1, None);
            let rest = cases::part(&opening.label.rest, AtEnd::SetApart);
            untitled += usize::from(run.is_empty() && rest.title.is_empty());
            ends.count(&rest, lines.get(opening.line + 1..).unwrap_or_default());
            rights.extend(wrapped_rights(&run));
        }
        rights.sort_by(f32::total_cmp);
        TitleStyle {
            margin: rights.get(rights.len() * 9 / 10).copied(),
            above_label: untitled * 2 > openings.len(),
            case_above_label: case_above * 2 > openings.len(),
            at_end: ends.at_end(),
        }
    }

    /// How many of the lines from `start` on are the title's. `begun` is a line that already holds the title's beginning.
    pub(super) fn title_lines(
        &self,
        lines: &[Line<'_>],
        start: usize,
        begun: Option<&Line<'_>>,
        reflow: &Reflow,
    ) -> usize {
        let after = run_after(lines, start, begun);
        let touches = |line: &Line<'_>| {
            after.first().is_some_and(|first| {
                first.number == line.number + 1 || goes_on_over_gap(line, first)
            })
        };
        if begun.is_some_and(|line| !touches(line)) {
            return 0;
        }
        let run: Vec<&Line<'_>> = begun.into_iter().chain(after).collect();
        let own = usize::from(begun.is_some());
        let count = self
            .length(&run, begun.is_some(), lines, reflow)
            .min(LONGEST);
        count.saturating_sub(own)
    }

    /// How many lines of a run without gaps are a title.
    fn length(
        &self,
        run: &[&Line<'_>],
        is_begun: bool,
        lines: &[Line<'_>],
        reflow: &Reflow,
    ) -> usize {
        let Some((first, last)) = run.first().zip(run.last()) else {
            return 0;
        };
        if let Some(other) = run.iter().position(|line| is_set_otherwise(first, line)) {
            return other;
        }
        let boundary = self.boundary(run, reflow);
        let goes_beyond = boundary.is_some_and(|boundary| {
            let beyond = run.get(boundary..).unwrap_or_default();
            beyond.iter().any(|line| says_more_than_title(line))
                || count_begun(beyond) > 1 && !beyond.first().is_some_and(|line| names_matter(line))
        });
        let holds_text = goes_beyond || run.iter().any(|line| ends_text(line));
        if !holds_text && run.len() <= LONGEST {
            return run.len();
        }
        let sentence = before_sentence(run, is_begun);
        match boundary {
            // A title that is set narrower than the text may be broken where there seemed to be room.
            Some(boundary) if sentence == boundary + 1 && ends_narrow(run, boundary) => {
                return sentence;
            }
            Some(boundary) if sentence == 0 || sentence > boundary => return boundary,
            _ if sentence > 0 => return sentence,
            _ => {}
        }
        let words: usize = run.iter().map(|line| line.text.split(' ').count()).sum();
        let closed = closes_title(lines, last.number as usize);
        match (is_begun, closed) {
            (_, true) if run.len() <= 4 => run.len(),
            // What stands on the label's own line is a title whatever follows.
            (true, _) => {
                let pairs = run.iter().zip(run.iter().skip(1));
                let goes_on = pairs.take_while(|(before, after)| {
                    is_left_hanging(&before.folded) || scan::begins_small(&after.text)
                });
                goes_on.count() + 1
            }
            _ if words <= 3 => run.len(),
            _ => 0,
        }
    }

    /// The first place where a line ends though there was room for the next word, and the next begins anew.
    fn boundary(&self, run: &[&Line<'_>], reflow: &Reflow) -> Option<usize> {
        let widest = run.iter().map(|line| line.right()).max_by(f32::total_cmp);
        let margin = self.margin.or(reflow.margin()).or(widest)?;
        let gaps = run.iter().zip(run.iter().skip(1)).zip(1..);
        let room =
            |before: &Line<'_>, after: &Line<'_>| margin - crate::lines::reach(before, after);
        let begins = gaps.filter(|((before, after), _)| {
            !scan::begins_small(&after.text)
                && !after.text.starts_with('(')
                && !is_left_hanging(&before.folded)
                && !leaves_bracket_open(&before.text)
        });
        let mut roomy = begins.filter(|((before, after), _)| {
            let wide = after.right() > margin * 1.2 && before.right() <= margin * 1.02;
            room(before, after) > margin * SHORT || wide
        });
        roomy.next().map(|(_, place)| place)
    }
}

/// Right edges of the lines of a title that surely were broken: the next one goes on.
fn wrapped_rights(run: &[&Line<'_>]) -> Vec<f32> {
    if run.len() > 5 || run.last().is_some_and(|last| ends_text(last)) {
        return Vec::new();
    }
    let pairs = run.iter().zip(run.iter().skip(1));
    let wrapped = pairs.filter(|(before, after)| {
        scan::begins_small(&after.text) || is_left_hanging(&before.folded)
    });
    wrapped.map(|(before, _)| before.right()).collect()
}

/// How many headers' lines end with a case number, of those that hold a title.
#[derive(Debug, Default)]
struct Ends {
    with_number: usize,
    /// Their number stands on a line of its own, or apart.
    numbered_elsewhere: usize,
    all: usize,
}

impl Ends {
    fn count(&mut self, rest: &Rest, below: &[Line<'_>]) {
        if rest.title.is_empty() {
            return;
        }
        self.all += 1;
        let next = below.iter().find(|line| line.has_text());
        let labelled = next.is_some_and(|line| {
            cases::after_label(&line.text).is_some() || cases::read_all(&line.text).is_some()
        });
        if labelled || !rest.case_numbers.is_empty() {
            self.numbered_elsewhere += 1;
        } else if cases::ends_with_number(&rest.title) {
            self.with_number += 1;
        }
    }

    fn at_end(&self) -> AtEnd {
        let usual = self.with_number >= 2 && self.with_number * 3 >= self.all;
        if usual && self.with_number > self.numbered_elsewhere {
            AtEnd::Usually
        } else {
            AtEnd::SetApart
        }
    }
}

/// Cites a decision or a paper, counts, or says something: a title does so in its first line only.
fn says_more_than_title(line: &Line<'_>) -> bool {
    let words = || line.folded.split(' ');
    let numbers = words().filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    line.text.contains('§')
        || line.folded.contains("dnr ")
        || words().any(|word| VERBS.contains(&word) || scan::is_date(word.trim_end_matches(',')))
        || numbers.count() >= 4
        || is_counted(&line.folded)
}

/// `… (SOU`: its bracket closes on the next line.
fn leaves_bracket_open(text: &str) -> bool {
    text.rfind('(') > text.rfind(')')
}

/// How many of the lines begin anew.
fn count_begun(lines: &[&Line<'_>]) -> usize {
    let goes_on = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(before, after)| {
            scan::begins_small(&after.text) || is_left_hanging(&before.folded)
        })
        .count();
    lines.len() - goes_on
}

/// `Fråga 1`: the first of several.
fn is_counted(folded: &str) -> bool {
    let counted = folded.split_once(' ');
    counted.is_some_and(|(_, number)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// `Motion av …`, `Svar på remiss`: a second line that names the matter, as the first names its subject.
fn names_matter(line: &Line<'_>) -> bool {
    const KINDS: [&str; 12] = [
        "motion",
        "svar",
        "interpellation",
        "medborgarförslag",
        "fråga",
        "yttrande",
        "remiss",
        "skrivelse",
        "revidering",
        "detaljplan",
        "ansökan",
        "anmälan",
    ];
    let first = line.folded.split(' ').next().unwrap_or_default();
    line.folded.split(' ').count() >= 3 && KINDS.contains(&first)
}

/// The line after the boundary is shorter than the one before, and ends no sentence.
fn ends_narrow(run: &[&Line<'_>], boundary: usize) -> bool {
    let before = boundary.checked_sub(1).and_then(|before| run.get(before));
    before.zip(run.get(boundary)).is_some_and(|(before, line)| {
        line.right() < before.right() && !ends_text(line) && !says_more_than_title(line)
    })
}

/// How many lines stand before the first that begins a sentence, none where the first line is one already. What
/// stands on the label's own line is a title whatever it says.
fn before_sentence(run: &[&Line<'_>], is_begun: bool) -> usize {
    let has_verb = |line: &Line<'_>| line.folded.split(' ').any(|word| VERBS.contains(&word));
    let own = usize::from(is_begun);
    let with_verb = run.iter().skip(own).position(|line| has_verb(line));
    let Some(with_verb) = with_verb.map(|place| own + place) else {
        return 0;
    };
    // The sentence may have begun some lines before its verb.
    let begins = |place: &usize| {
        let before = place.checked_sub(1).and_then(|before| run.get(before));
        run.get(*place).zip(before).is_some_and(|(line, before)| {
            scan::is_capitalised(&line.text) && !is_left_hanging(&before.folded)
        })
    };
    (own.max(1)..=with_verb)
        .rev()
        .find(begins)
        .unwrap_or_default()
}

/// What the first sentence under a title says, and titles do not.
const VERBS: &[&str] = &[
    "är",
    "har",
    "hade",
    "finns",
    "besvarar",
    "besvarade",
    "förklarar",
    "förklarade",
    "hälsar",
    "informerar",
    "informerade",
    "redovisar",
    "redovisade",
    "redogör",
    "redogjorde",
    "föredrar",
    "meddelar",
    "konstaterar",
    "beslutar",
    "beslutade",
    "väljs",
    "utses",
    "håller",
    "lämnar",
    "lämnade",
    "inkom",
    "anmäler",
    "anmälde",
    "anmäls",
    "föreligger",
    "föreslår",
    "tackar",
    "deltar",
    "begär",
    "omfattas",
    "omfattar",
    "medger",
    "innebär",
    "ställer",
    "lägges",
    "läggs",
    "befrias",
    "yttrar",
    "öppnar",
    "avslutar",
    "noterar",
    "framför",
    "presenterar",
    "godkänns",
];

/// In other letters than the title's first line: another size or weight, or no capitals any more.
fn is_set_otherwise(first: &Line<'_>, line: &Line<'_>) -> bool {
    let letters = first
        .text
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    if letters > 3 && scan::is_all_capitals(&first.text) && !scan::is_all_capitals(&line.text) {
        return true;
    }
    let (Some(one), Some(other)) = (first.segments.last(), line.segments.first()) else {
        return false;
    };
    let sizes = one.font_size.zip(other.font_size);
    sizes
        .is_some_and(|(size, other_size)| (size - other_size).abs() > 0.6 || one.bold != other.bold)
}

/// A heading's word that another heading follows at once: right under a label it is the title (`Avgift`, `Beslut`).
pub(super) fn is_heading_without_text(lines: &[Line<'_>], index: usize) -> bool {
    let next = lines.iter().skip(index + 1).find(|line| line.has_text());
    lines
        .get(index)
        .is_some_and(|line| line.is_heading && !sections::is_decision(&line.text))
        && next.is_some_and(|next| next.is_heading || next.opens_decision)
}

/// The title without a word that says that it is one: `Ärende: Taxa`.
pub(super) fn without_label(title: &str) -> &str {
    const LABELS: [&str; 5] = [
        "Ärende:",
        "Ärenderubrik:",
        "Rubrik:",
        "Ärendemening:",
        "Ärendets rubrik:",
    ];
    let title = title.trim_start();
    LABELS
        .iter()
        .find_map(|label| title.strip_prefix(label))
        .map_or(title, str::trim_start)
}

/// Ends as sentences and lead-ins do, and titles do not.
fn ends_text(line: &Line<'_>) -> bool {
    let abbreviated = ["m.m.", "m.fl.", "m. m.", "m. fl.", "m m.", "etc.", "mm."]
        .iter()
        .any(|end| line.folded.ends_with(end));
    scan::ends_sentence(&line.text) && !line.text.ends_with(')') && !abbreviated
}

/// Lines with text from `start` on without a gap, up to a heading, a label or another paragraph.
fn run_after<'l, 's>(
    lines: &'l [Line<'s>],
    start: usize,
    begun: Option<&Line<'_>>,
) -> Vec<&'l Line<'s>> {
    let mut run: Vec<&Line<'_>> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(start) {
        if line.is_furniture || (line.is_blank() && run.is_empty()) {
            continue;
        }
        let is_label =
            cases::after_label(&line.text).is_some() || cases::read_all(&line.text).is_some();
        if run.is_empty() && is_label {
            continue;
        }
        let is_title = run.is_empty()
            && (sections::may_be_title(&line.text) || is_heading_without_text(lines, index));
        let goes_on = line.text.starts_with('§')
            && run
                .last()
                .copied()
                .or(begun)
                .is_some_and(|before| is_left_hanging(&before.folded));
        if line.is_blank() {
            let before = run.last().copied();
            let after = lines
                .iter()
                .skip(index + 1)
                .take(LONGEST_HEAD)
                .find(|line| line.has_text());
            if before
                .zip(after)
                .is_some_and(|(before, after)| goes_on_over_gap(before, after))
            {
                continue;
            }
        }
        let is_other = opens_something(line) && !is_title && !goes_on;
        let is_item = !run.is_empty() && is_list_mark(&line.text);
        if line.is_blank() || run.len() > 12 || is_other || is_item {
            break;
        }
        run.push(line);
    }
    run
}

/// Some readers set blank lines inside paragraphs at random, and pages end anywhere: what cannot end, or cannot
/// begin, is not parted so.
fn goes_on_over_gap(before: &Line<'_>, after: &Line<'_>) -> bool {
    let small_gap = after.number == before.number + 2 || after.sheet != before.sheet;
    let begins = scan::begins_small(&after.text) || is_left_hanging(&before.folded);
    small_gap && after.has_text() && begins && !opens_something(after) && !ends_text(before)
}

/// So many lines of page foot and head stand between the lines of a title at most.
const LONGEST_HEAD: usize = 16;

fn opens_something(line: &Line<'_>) -> bool {
    line.is_heading
        || line.opens_decision
        || cases::after_label(&line.text).is_some()
        || cases::read_all(&line.text).is_some()
        || line.folded.starts_with("handläggare:")
        || line.folded.starts_with('§')
        || line.text.contains('§')
            && label::read(&line.text).is_some_and(|label| label.prefix.is_some())
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

/// A heading or a label follows the line with this number, blank lines or none between. Another paragraph
/// that follows says nothing: what stands before it may be all its text.
fn closes_title(lines: &[Line<'_>], number: usize) -> bool {
    let next = lines.iter().skip(number).find(|line| line.has_text());
    next.is_some_and(|line| opens_something(line) && !line.folded.starts_with('§'))
}

pub(super) fn last_text<'l, 's>(lines: &'l [Line<'s>], before: usize) -> Option<&'l Line<'s>> {
    lines
        .get(..before)?
        .iter()
        .rev()
        .find(|line| line.has_text())
}

/// The lines right above the label, where titles stand above. Indices, in order.
pub(super) fn lines_above(lines: &[Line<'_>], room: Range<usize>) -> Vec<usize> {
    let mut above: Vec<usize> = Vec::new();
    for index in room.rev() {
        let Some(line) = lines.get(index) else { break };
        if line.is_blank() && above.is_empty() {
            continue;
        }
        if !line.has_text() || line.is_heading || line.text.ends_with('.') || above.len() >= 4 {
            break;
        }
        above.push(index);
    }
    above.reverse();
    let begins_small = above
        .first()
        .and_then(|&index| lines.get(index))
        .is_some_and(|line| scan::begins_small(&line.text));
    if begins_small { Vec::new() } else { above }
}
