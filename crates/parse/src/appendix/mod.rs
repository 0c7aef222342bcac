//! Appendices after the last paragraph: attendance and vote lists whose cells stand one a line.

mod attendance;
pub(crate) mod by_paragraph;
mod vote_list;

use std::collections::HashSet;

use paragraf_model::{Attendee, NamedVote, Paragraph, Role, Rule, Span, Vote};

use crate::cover;
use crate::lines::Line;
use crate::notes::{self, Notes};
use crate::people;
use crate::votes;

/// One appendix.
#[derive(Debug)]
pub(crate) struct Appendix {
    number: u32,
    /// Indices of its lines, the heading's among them.
    pub(crate) lines: std::ops::Range<usize>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Vote {
        named: Vec<NamedVote>,
        functions: Vec<Role>,
        totals: Vote,
    },
    Attendance(Vec<Attendee>),
    Unknown,
}

impl Appendix {
    /// Its lines are in the record.
    pub(crate) fn is_read(&self) -> bool {
        !matches!(self.content, Content::Unknown)
    }

    /// Lists who was there as a cover does, under labels, and the cover says so. Those whom a meeting elects are
    /// listed in the same way.
    pub(crate) fn is_roll(&self, lines: &[Line<'_>], pointed_to: &HashSet<u32>) -> bool {
        let own = || {
            let own = lines.get(self.lines.clone()).unwrap_or_default().iter();
            own.skip(1).filter(|line| line.has_text())
        };
        let people = own().filter(|line| !people::find_with_party(&line.text).is_empty());
        !self.is_read()
            && pointed_to.contains(&self.number)
            && own().any(|line| cover::heads_list(&line.text))
            && people.take(FEWEST).count() == FEWEST
    }
}

/// A roll lists at least so many.
const FEWEST: usize = 3;

/// The appendices in which a cover says that its lists stand.
pub(crate) fn pointed_to(cover: &[Line<'_>]) -> HashSet<u32> {
    let lines = cover.iter().filter(|line| line.has_text());
    lines.filter_map(|line| points_to(&line.folded)).collect()
}

/// `Beslutande Enligt bilaga 1`, `Närvarande: se bilaga`.
fn points_to(folded: &str) -> Option<u32> {
    let (before, behind) = folded.split_once(" bilaga")?;
    let says = ["enligt", "se"].iter().any(|word| {
        let label = before.strip_suffix(word);
        label.is_some_and(|label| label.is_empty() || label.ends_with(' '))
    });
    let mut numbers = behind
        .trim_start()
        .split(|letter: char| !letter.is_ascii_digit());
    let number = numbers.next().and_then(|digits| digits.parse().ok());
    says.then(|| number.unwrap_or(1))
}

/// Where the appendices begin, from a line on: a page that opens with `Bilaga 1`, or a list under it.
pub(crate) fn start(lines: &[Line<'_>], from: usize) -> Option<usize> {
    (from..lines.len()).find(|&index| opens(lines, index))
}

fn opens(lines: &[Line<'_>], index: usize) -> bool {
    let Some(line) = lines.get(index).filter(|line| heading(line).is_some()) else {
        return false;
    };
    let before = lines
        .get(..index)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|line| line.has_text());
    let opens_page = before.is_some_and(|before| before.sheet != line.sheet);
    let has_list = lines
        .iter()
        .skip(index + 1)
        .filter(|line| line.has_text())
        .take(14)
        .any(|line| is_list_word(&line.folded));
    opens_page || has_list
}

fn heading(line: &Line<'_>) -> Option<u32> {
    let rest = line.folded.strip_prefix("bilaga ")?;
    let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    let short = line.text.len() < 60 && line.has_text();
    digits
        .parse()
        .ok()
        .filter(|_| short && !line.text.ends_with('.'))
}

fn is_list_word(folded: &str) -> bool {
    folded.starts_with("antal ja")
        || matches!(
            folded,
            "resultat"
                | "ankom"
                | "utgick"
                | "omröstningslista"
                | "närvarolista"
                | "voteringslista"
        )
        || folded.starts_with("ärendemening")
}

/// Reads the appendices from `start` to the end.
pub(crate) fn read(lines: &[Line<'_>], start: usize) -> Vec<Appendix> {
    let openings: Vec<(usize, u32)> = (start..lines.len())
        .filter(|&index| opens(lines, index))
        .filter_map(|index| Some((index, heading(lines.get(index)?)?)))
        .collect();
    let ends = openings
        .iter()
        .skip(1)
        .map(|&(index, _)| index)
        .chain([lines.len()]);
    openings
        .iter()
        .zip(ends)
        .map(|(&(first, number), end)| {
            let own: Vec<&str> = lines
                .get(first + 1..end)
                .unwrap_or_default()
                .iter()
                .filter(|line| line.has_text())
                .flat_map(|line| line.segments.iter().map(|segment| segment.text.trim()))
                .collect();
            Appendix {
                number,
                lines: first..end,
                content: content(&own),
            }
        })
        .collect()
}

fn content(cells: &[&str]) -> Content {
    let totals = vote_list::totals(cells);
    let (named, functions): (Vec<NamedVote>, Vec<Role>) =
        vote_list::read(cells).into_iter().unzip();
    if named.len() >= 3 {
        return Content::Vote {
            named,
            functions,
            totals,
        };
    }
    let attendees = attendance::read(cells);
    if attendees.len() >= 3 {
        Content::Attendance(attendees)
    } else {
        Content::Unknown
    }
}

/// Puts how each voted to the votes that point to an appendix.
pub(crate) fn attach(
    appendices: &[Appendix],
    paragraphs: &mut [Paragraph],
    pointers: &[Vec<Option<u32>>],
    lines: &[Line<'_>],
    notes: &mut Notes,
) {
    for (paragraph, pointers) in paragraphs.iter_mut().zip(pointers) {
        for (place, (vote, pointer)) in paragraph.votes.iter_mut().zip(pointers).enumerate() {
            let wanted = appendices
                .iter()
                .find(|appendix| Some(appendix.number) == *pointer);
            let Some(Appendix {
                content: Content::Vote { named, totals, .. },
                lines: own,
                ..
            }) = wanted
            else {
                continue;
            };
            if vote.named.is_empty()
                && vote.yes == totals.yes.or(vote.yes)
                && vote.no == totals.no.or(vote.no)
            {
                vote.named = named.clone();
                let span = notes::span_of(lines, own.clone());
                let field = format!("votes/{place}/named");
                paragraph.sources.note(field, Rule::VoteAppendix, span);
                votes::complete(vote, &paragraph.label, Span::default(), notes);
            }
        }
    }
}

/// Who was there, as the appendices list it.
pub(crate) fn attendees(
    appendices: &[Appendix],
    lines: &[Line<'_>],
    notes: &mut Notes,
) -> Vec<Attendee> {
    let mut rows = attendance::Rows::default();
    for appendix in appendices {
        match &appendix.content {
            Content::Attendance(attendees) => {
                for row in attendees {
                    rows.add(row.clone());
                }
            }
            Content::Vote {
                named, functions, ..
            } => {
                for (vote, &role) in named.iter().zip(functions) {
                    add_voter(&mut rows, vote, role);
                }
            }
            Content::Unknown => {}
        }
    }
    let rows = rows.into_list();
    if !rows.is_empty() {
        let own = appendices.iter().filter(|appendix| appendix.is_read());
        let span = notes::span_of(lines, own.flat_map(|appendix| appendix.lines.clone()));
        notes.source("attendees", Rule::AttendanceAppendix, span);
    }
    rows
}

/// A vote list tells who led the meeting, and who was there without being on another list.
fn add_voter(rows: &mut attendance::Rows, vote: &NamedVote, role: Role) {
    match rows.first_of(&vote.name) {
        Some(row) if role == Role::Chair && row.role == Role::Member => row.role = Role::Chair,
        Some(_) => {}
        None => rows.add(attendance::attendee(
            &vote.name,
            vote.party.clone(),
            role,
            None,
        )),
    }
}
