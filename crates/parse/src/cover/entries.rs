//! Cells of an attendance list become entries, one a person: wrapped lines are joined, and parties, paragraphs and
//! titles that stand in blocks of their own are handed out where their number fits the names'.

use paragraf_model::Span;

use super::fields::Cell;
use super::serving;
use crate::folding::Folding;
use crate::lines::is_left_hanging;
use crate::notes;
use crate::people::parties::{self, Code};
use crate::people::presence;
use crate::people::{self, titles};
use crate::scan;

/// One person's text, more than one in running prose.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) text: String,
    /// Where its first cell stands.
    left: f32,
    /// Index of its last line.
    line: usize,
    pub(super) span: Span,
}

/// Each cell is an entry.
pub(super) fn of_table(cells: &[Cell]) -> Vec<Entry> {
    let whole = |cell: &Cell| Entry {
        text: cell.text.clone(),
        left: cell.left,
        line: cell.line,
        span: cell.span,
    };
    cells.iter().map(whole).collect()
}

/// The entries of a list.
pub(super) fn of(cells: &[Cell]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        let kind = kind_of(&cell.text);
        let run = cells.get(at..).unwrap_or_default();
        let count = run
            .iter()
            .take_while(|next| kind != Kind::Text && kind_of(&next.text) == kind)
            .count();
        let block = run.get(..count).filter(|block| is_block(block));
        if let Some(block) = block {
            hand_out(block, kind, &mut entries);
            at += count;
        } else {
            add(cell, kind, &mut entries);
            at += 1;
        }
    }
    entries.retain(|entry| !entry.text.is_empty());
    entries
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `(S)`, `S`.
    Party,
    /// `§§ 1-6, 9-34`.
    Presence,
    /// `Kommunchef`.
    Title,
    /// `Ordförande`.
    Office,
    /// `för Bo Ek (M)`.
    Serving,
    Text,
}

fn kind_of(text: &str) -> Kind {
    let inside = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    if inside.is_some_and(|code| parties::read(code, true).is_some())
        || scan::is_all_capitals(text) && parties::is_major(text)
    {
        Kind::Party
    } else if presence::is_alone(text) {
        Kind::Presence
    } else if is_title_alone(text) {
        Kind::Title
    } else if serves_for(text) {
        Kind::Serving
    } else if !people::begins_with_name(text)
        && titles::elected_role(text).is_some()
        && text.split(' ').count() <= 4
        && !text.contains(['(', '§'])
    {
        Kind::Office
    } else {
        Kind::Text
    }
}

/// Two or more under each other.
fn is_block(cells: &[Cell]) -> bool {
    cells.len() > 1
        && cells
            .iter()
            .zip(cells.iter().skip(1))
            .all(|(one, next)| one.line != next.line)
}

/// Parties after all names belong to them in order, if there are as many of them as names.
fn hand_out(block: &[Cell], kind: Kind, entries: &mut Vec<Entry>) {
    let lacks = |entry: &&Entry| match kind {
        Kind::Party => {
            people::find_with_party(&entry.text).is_empty() && people::begins_with_name(&entry.text)
        }
        Kind::Title => people::is_full_name(&entry.text),
        Kind::Serving => !entry.text.contains("ersätter") && !entry.text.contains(" för "),
        _ => !entry.text.contains('§'),
    };
    let bare = entries.iter().rev().take_while(lacks).count();
    let fits = bare == block.len() && (kind != Kind::Presence || bare == entries.len());
    if !fits {
        // Whose they are cannot be told; each stays an entry that nobody is read from.
        let lone = |cell: &Cell| Entry {
            text: cell.text.clone(),
            left: cell.left,
            line: cell.line,
            span: cell.span,
        };
        return entries.extend(block.iter().map(lone));
    }
    let first = entries.len() - bare;
    for (entry, cell) in entries.iter_mut().skip(first).zip(block) {
        match kind {
            Kind::Party => entry.text = with_party(&entry.text, &cell.text),
            Kind::Presence | Kind::Serving => entry.text = format!("{} {}", entry.text, cell.text),
            _ => entry.text = format!("{}, {}", entry.text, cell.text),
        }
    }
}

/// The party in brackets behind the name: `Anna Ask, ordförande` and `S` make `Anna Ask (S), ordförande`.
pub(super) fn with_party(text: &str, code: &str) -> String {
    let code = code.trim_matches(['(', ')']);
    let end = text.find([',', '§']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let gap = if rest.starts_with('§') { " " } else { "" };
    format!("{} ({code}){gap}{rest}", name.trim_end())
}

/// So many entries back a cell may go on.
const NEAR: usize = 12;

/// More than this, in bytes, is no person's entry.
const LONGEST: usize = 2000;

fn serves_for(text: &str) -> bool {
    let folded = text.folded();
    ["för ", "ersätter ", "tjänstgör för ", "tjg för "]
        .iter()
        .any(|word| folded.starts_with(word))
}

fn add(cell: &Cell, kind: Kind, entries: &mut Vec<Entry>) {
    let text = cell.text.as_str();
    // Under the wrapped cell's own column, which need not be the last one's.
    // A wrapped cell stands a few entries below its first line at most; looking further would take long.
    let near = entries.len().saturating_sub(NEAR);
    let above = entries
        .iter()
        .skip(near)
        .rposition(|entry| entry.line < cell.line && (entry.left - cell.left).abs() < 3.0)
        .map(|place| near + place);
    let beside = entries.last().is_some_and(|last| last.line == cell.line);
    let place = if beside {
        entries.len().checked_sub(1)
    } else {
        above.or(entries.len().checked_sub(1))
    };
    let held = place
        .and_then(|place| entries.get_mut(place))
        .filter(|entry| entry.text.len() < LONGEST);
    let Some(entry) = held else {
        return entries.push(Entry {
            text: text.to_owned(),
            left: cell.left,
            line: cell.line,
            span: cell.span,
        });
    };
    let joined = match kind {
        _ if is_left_hanging(&entry.text.folded()) && !is_dashed(&entry.text) => Some(" "),
        Kind::Office
            if !has_office(&entry.text)
                && entry.line + 2 >= cell.line
                && !is_office_alone(&entry.text) =>
        {
            Some(", ")
        }
        Kind::Title if !entry.text.contains(',') && people::begins_with_name(&entry.text) => {
            Some(", ")
        }
        Kind::Title | Kind::Office => None,
        Kind::Party | Kind::Presence | Kind::Serving => Some(" "),
        Kind::Text if is_office_alone(&entry.text) || is_number(&entry.text) => Some(" "),
        Kind::Text if goes_on(text) || is_left_open(&entry.text, text) => Some(" "),
        Kind::Text if beside && is_addition(text) => Some(" "),
        Kind::Text => None,
    };
    match joined {
        Some(mark) => {
            let goes_on = entry.text.ends_with(',') || entry.text.folded().ends_with("vice");
            let mark = if goes_on { " " } else { mark };
            let mark = if is_cut_name(&entry.text) { "" } else { mark };
            entry.text = format!("{}{mark}{text}", entry.text);
            entry.line = cell.line;
            entry.span = notes::around([entry.span, cell.span]);
        }
        None => entries.push(Entry {
            text: text.to_owned(),
            left: cell.left,
            line: cell.line,
            span: cell.span,
        }),
    }
}

/// `Bo Ek (M)  -` ends with the sign of who did not come, not with a word that more follows.
fn is_dashed(text: &str) -> bool {
    text.ends_with(") -") || text.ends_with(") –")
}

fn has_office(text: &str) -> bool {
    titles::elected_role(text).is_some()
}

fn is_office_alone(text: &str) -> bool {
    kind_of(text) == Kind::Office
}

/// The number of a row or a seat.
fn is_number(text: &str) -> bool {
    text.len() <= 3
        && text
            .trim_end_matches('.')
            .chars()
            .all(|letter| letter.is_ascii_digit())
}

/// A wrapped line goes on with a small letter, a bracket, a number, or a word that no entry begins with.
fn goes_on(text: &str) -> bool {
    let numbered = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let begins_row = numbered.len() < text.len()
        && people::begins_with_name(numbered.trim_start_matches(['.', ')', ' ']))
        && !numbered.starts_with([':', '-', '–']);
    scan::begins_small(text) && !is_prose_title(text) && !text.starts_with("x ")
        || text.starts_with(['(', '§', ',']) && !begins_with_party(text)
        || numbered.len() < text.len() && !begins_row && !is_number(text)
        || GOES_ON.iter().any(|word| text.starts_with(word))
}

const GOES_ON: &[&str] = &[
    "Ej ",
    "Ersätter",
    "T.o.m",
    "Fr.o.m",
    "T o m",
    "Fr o m",
    "Tom §",
    "From §",
    "Tjg ",
    "Tjänstgör ",
    "Tjänstgörande för",
    "Ers ",
    "Ers. ",
    "Ersättare för",
    "För ",
    "Under §",
    "Via ",
    "Deltar ",
    "Del av",
    "Frånvarande §",
    "Närvarande §",
    "Kl ",
    "Kl. ",
    "Vice ordförande",
];

/// The entry before ends so that it needs more: `för`, a comma, a name whose party has not come yet.
fn is_left_open(entry: &str, text: &str) -> bool {
    if serving::replaces(entry) || is_cut_name(entry) {
        return true;
    }
    // "Camilla Askerskär" / "Philipsson (M)", "för Erik" / "Fors (M)": nobody is listed by one name alone.
    let surname = people::find_with_party(text).into_iter().next();
    let lone = surname.is_some_and(|person| person.range.start == 0 && !person.name.contains(' '));
    let tail = people::find_with_party(entry)
        .last()
        .and_then(|person| entry.get(person.range.end..));
    let tail = tail.unwrap_or(entry).trim();
    // In prose the part behind the last comma tells.
    let last = tail.rsplit([',', ';']).next().unwrap_or_default();
    let last = last.rsplit(" och ").next().unwrap_or_default().trim();
    let is_name = |text: &str| {
        !text.is_empty()
            && text.split(' ').all(|word| {
                people::is_name_word(word) && !titles::stands_before_names(word)
                    || people::is_particle(word)
            })
    };
    lone && (serving::replaced_alone(tail) || is_name(last) || is_name(tail))
        || breaks_in_name(entry, text)
}

/// `Bo Ek (M), Ing-Mari` / `Vinning Ask (S)`: prose that breaks behind a given name.
fn breaks_in_name(entry: &str, text: &str) -> bool {
    let people = people::find_with_party(entry);
    let tail = people
        .last()
        .and_then(|person| entry.get(person.range.end..));
    let given = tail.and_then(|tail| tail.strip_prefix(", ").or(tail.strip_prefix(" och ")));
    let goes_on = people::find_with_party(text)
        .first()
        .is_some_and(|person| person.range.start == 0);
    let alone = |word: &str| people::is_name_word(word) && !titles::stands_before_names(word);
    goes_on && given.is_some_and(alone)
}

/// `Anna Lindholm-` goes on with the second part of her name.
fn is_cut_name(entry: &str) -> bool {
    entry.strip_suffix('-').is_some_and(|name| {
        name.rsplit(' ').next().is_some_and(people::is_name_word) && name.contains(' ')
    })
}

/// A cell beside a name in the same row: party, `Ja`, `§§ 3-5`, a title.
fn is_addition(text: &str) -> bool {
    parties::is_major(text.trim_matches(['(', ')']))
        || matches!(
            text,
            "Ja" | "Nej" | "X" | "x" | "N" | "F" | "T" | "Tj" | "Tjg" | "-" | "–"
        )
        || matches!(
            text,
            "Ledamot" | "Ersättare" | "Tjänstgörande ersättare" | "Tjänstgörande" | "Sekreterare"
        )
        || text.starts_with('§')
        || scan::begins_small(text)
        || titles::elected_role(text).is_some() && text.split(' ').count() <= 3
}

/// `Förvaltningschef` alone under the name that it belongs to, with paragraphs perhaps.
fn is_title_alone(text: &str) -> bool {
    let end = text.find([',', '§']).unwrap_or(text.len());
    let (title, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let rest = rest.trim_start_matches([',', ' ']);
    (rest.is_empty() || presence::is_alone(rest)) && is_bare_title(title.trim())
}

fn is_bare_title(text: &str) -> bool {
    titles::is_official(text)
        && text.split(' ').count() <= 4
        && !people::is_full_name(text)
        && !text.contains([',', '('])
        && text.split(' ').skip(1).all(scan::begins_small)
}

fn begins_with_party(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inside.is_some_and(|(code, rest)| {
        matches!(parties::read(code, true), Some(Code::Party(_)))
            && scan::is_capitalised(rest.trim_start())
    })
}

/// `kommundirektör Anna Ask`: a title that begins an entry of its own.
fn is_prose_title(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next().is_some_and(titles::is_official)
        && words.filter(|word| people::is_name_word(word)).count() >= 2
}
