//! Who was there: entries of the attendance lists become rows of people with party, role and paragraphs.

use paragraf_model::{Attendee, PersonWithParty, Role, Rule, Span};

use super::bracketing;
use super::labels;
use super::roll;
use super::titled;
use crate::notes::Sourced;
use crate::people::presence::Presence;
use crate::people::{self, FoundPerson, titles};
use crate::scan;

/// A row before the meeting's paragraphs are known.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) party: Option<String>,
    pub(super) role: Role,
    pub(super) title: Option<String>,
    pub(super) replaces: Option<String>,
    pub(super) presence: Presence,
    /// Listed, but not there.
    pub(super) is_absent: bool,
    rule: Rule,
    span: Span,
}

impl Row {
    pub(super) fn new(name: String, party: Option<String>, role: Role) -> Row {
        Row {
            name,
            party,
            role,
            title: None,
            replaces: None,
            presence: Presence::default(),
            is_absent: false,
            rule: Rule::ListedUnderLabel,
            span: Span::default(),
        }
    }

    /// Who is on no list, and stands behind a label of this office among them.
    pub(super) fn in_office(person: Sourced<PersonWithParty>, role: Role) -> Row {
        Row {
            rule: person.rule,
            span: person.span,
            ..Row::new(person.value.name, person.value.party, role)
        }
    }

    /// Read from an entry that stands there.
    pub(super) fn standing_at(self, span: Span) -> Row {
        Row { span, ..self }
    }

    pub(super) fn person(&self) -> Sourced<PersonWithParty> {
        let person = PersonWithParty {
            name: self.name.clone(),
            party: self.party.clone(),
        };
        Sourced::new(person, self.rule, self.span)
    }

    /// As a record has it, with ranges cut to the meeting's paragraphs.
    pub(super) fn attendee(self, meeting: Option<[u32; 2]>) -> Sourced<Attendee> {
        let attendee = Attendee {
            name: self.name,
            party: self.party,
            role: self.role,
            title: self.title,
            replaces: self.replaces,
            paragraphs: self.presence.within(meeting),
        };
        Sourced::new(attendee, self.rule, self.span)
    }
}

/// Reads one entry. `role` is what the list it stands in says.
pub(super) fn rows(entry: &str, role: Role) -> Vec<Row> {
    let Some(entry) = without_box(entry) else {
        return Vec::new();
    };
    let folded = entry.to_lowercase();
    if folded.starts_with("samtliga") {
        return instead_of_the_absent(entry);
    }
    if is_elsewhere(&folded) {
        return Vec::new();
    }
    let entry = bracketing::bracketed(entry);
    let found = people::find_with_party(&entry);
    let mut rows = if found.is_empty() {
        titled::rows(&entry, role)
    } else {
        with_parties(&entry, &found, role)
    };
    rows.retain(|row| !row.is_absent && !is_vacant(&row.name));
    for row in &mut rows {
        row.replaces = row.replaces.take().filter(|name| !is_vacant(name));
    }
    rows
}

/// The list says that it stands elsewhere, or that nobody was there.
pub(super) fn is_elsewhere(folded: &str) -> bool {
    folded.starts_with("se ")
        || folded.starts_with("enligt ")
        || matches!(
            folded.trim_end_matches('.'),
            "ingen" | "inga" | "-" | "–" | "---"
        )
}

fn is_vacant(name: &str) -> bool {
    name.to_lowercase().starts_with("vakan")
}

/// `Samtliga ledamöter utom A och B. Som ersättare inträder: C (S) för A (S)`: the members are not named.
fn instead_of_the_absent(entry: &str) -> Vec<Row> {
    let substitutes = ["inträder", "inträdde", "tjänstgör", "ersättare:"]
        .iter()
        .find_map(|word| entry.split_once(word))
        .map(|(_, rest)| rest.trim_start_matches([':', ' ']));
    substitutes
        .map(|rest| {
            with_parties(
                rest,
                &people::find_with_party(rest),
                Role::ServingSubstitute,
            )
        })
        .unwrap_or_default()
}

/// The entry without what stands before its name; `None` where an empty box says that nobody came.
fn without_box(entry: &str) -> Option<&str> {
    let entry = entry.trim();
    if ["[ ]", "[]", "☐"]
        .iter()
        .any(|empty| entry.starts_with(empty))
    {
        return None;
    }
    let entry = ["[X]", "[x]", "☒", "☑", "✓", "- ", "– ", "• ", "x ", "X "]
        .iter()
        .find_map(|mark| entry.strip_prefix(mark))
        .unwrap_or(entry)
        .trim_start();
    let unnumbered = entry.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = unnumbered.len() < entry.len() && unnumbered.starts_with(['.', ' ', ')']);
    let bare = unnumbered.trim_start_matches(['.', ' ', ')']);
    Some(if numbered { bare } else { entry.trim() })
}

fn with_parties(entry: &str, found: &[FoundPerson], list_role: Role) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut role = list_role;
    let first = found.first().map_or(0, |person| person.range.start);
    let opening = entry.get(..first).unwrap_or_default();
    let titles_lead = titles::elected_role(opening).is_some() || titles::is_official(opening);
    let mut lead = opening;
    for (place, person) in found.iter().enumerate() {
        let next = found.get(place + 1).map(|next| next.range.start);
        let gap = entry
            .get(person.range.end..next.unwrap_or(entry.len()))
            .unwrap_or_default();
        let (tail, next_role) = at_label(gap, role);
        let (tail, next_lead) = match next {
            Some(_) if tail.len() == gap.len() => before_title(tail, titles_lead),
            _ => (tail, ""),
        };
        if replaces(lead) && !rows.is_empty() {
            // "Bo Ek (M) §§ 1-5, tjänstgör för Cia Al (M) §§ 6-9": there, and then with a vote.
            let served = rows.last().filter(|row| row.serves_later(lead, tail));
            if let Some(served) = served.cloned() {
                rows.push(Row {
                    presence: Presence::default(),
                    ..served
                });
            }
            if let Some(row) = rows.last_mut() {
                row.serve_for(person.name.clone());
            }
        } else {
            let mut row = Row::new(person.name.clone(), person.party.clone(), role);
            if place == 0 {
                unnamed_before(lead, role, &mut rows);
            }
            row.role = titles::elected_role(lead).unwrap_or(row.role);
            rows.push(row);
        }
        describe(tail, role, &mut rows);
        lead = if next_lead.is_empty() {
            tail
        } else {
            next_lead
        };
        // What tells a role stands behind the name; only that the next one is replaced stands before it.
        if next_lead.is_empty() && !replaces(lead) {
            lead = "";
        }
        role = next_role;
    }
    rows
}

/// Parts a gap before the title of the next person: `, vice ordföranden `.
fn before_title(gap: &str, titles_lead: bool) -> (&str, &str) {
    let mark = [", ", " och ", "; ", ". "]
        .iter()
        .filter_map(|mark| Some(gap.rfind(mark)? + mark.len()))
        .max();
    let parted = mark.and_then(|at| gap.split_at_checked(at));
    let is_lead = |lead: &str| {
        let lead = lead.trim();
        let definite = lead.ends_with("ordföranden") || lead.ends_with("ledamoten");
        (titles_lead || definite)
            && (titles::elected_role(lead).is_some() || titles::is_official(lead))
    };
    parted
        .filter(|(_, lead)| is_lead(lead))
        .unwrap_or((gap, ""))
}

/// Cuts a tail before a label in prose (`. Tjänstgörande ersättare: `), which tells the role of those after it.
fn at_label(tail: &str, role: Role) -> (&str, Role) {
    let labelled = tail.rfind(": ").and_then(|colon| {
        let start = tail
            .get(..colon)?
            .rfind(['.', ';', ','])
            .map_or(0, |at| at + 1);
        let (label, _) = labels::read(tail.get(start..=colon)?.trim())?;
        Some((start, roll::list_role(label)?))
    });
    match labelled {
        Some((start, role)) => (tail.get(..start).unwrap_or(tail), role),
        None => (tail, role),
    }
}

/// Names without party before the first one with.
fn unnamed_before(before: &str, role: Role, rows: &mut Vec<Row>) {
    let names = people::split_list(before).filter(|part| people::is_full_name(part));
    rows.extend(names.map(|name| Row::new(name.to_owned(), None, role)));
}

/// Words behind which stands who is replaced, in small letters.
const REPLACES: &[&str] = &[
    "ersätter",
    "ersatte",
    "ersättare för",
    "ersätt för",
    "ers för",
    "ers. för",
    "ers.för",
    "ers",
    "ers.",
    "efter",
    "i stället för",
    "istället för",
    "i st f",
    "i st. f.",
    "istf",
    "för",
];

/// The words before a name say that the person before serves in this one's place.
pub(super) fn replaces(before: &str) -> bool {
    let folded = before
        .trim()
        .trim_end_matches([':', '('])
        .trim_end()
        .to_lowercase();
    // "Bo Ek (M), ej tjg ers" serves for nobody.
    let serves_nobody = NOT_SERVING.iter().any(|words| {
        let rest = folded.strip_suffix(words.trim_end_matches('.'));
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', ',', '(']))
    });
    let says = |folded: &str| {
        REPLACES.iter().any(|words| {
            let rest = folded.strip_suffix(words);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(', ',', ')']))
        })
    };
    says(&folded) && !serves_nobody
}

/// Ends with `ersätter Erik`: a first name whose surname has not come yet.
pub(super) fn replaced_alone(text: &str) -> bool {
    text.rsplit_once(' ')
        .is_some_and(|(before, name)| people::is_name_word(name) && replaces(before))
}

/// `ersätter Bo Ek`, `(ers. för Bo Ek)`: who is replaced, printed without party.
pub(super) fn replaced_in(text: &str) -> Option<(usize, String)> {
    let mut at = 0;
    let mut words = text.split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    let (start, _) = words.find(|(start, word)| {
        people::is_name_word(word)
            && start
                .checked_sub(1)
                .and_then(|end| text.get(..end))
                .is_some_and(replaces)
    })?;
    let before = text.get(..start)?;
    let name: Vec<&str> = text
        .get(start..)?
        .split(' ')
        .take_while(|word| {
            people::is_name_word(word.trim_end_matches([')', ',', '.', ';']))
                || people::is_particle(word)
        })
        .collect();
    let name = name.join(" ");
    let name = name
        .split([')', ',', ';', '('])
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    people::is_full_name(name).then(|| (before.len(), name.to_owned()))
}

/// What stands after a name: role, title, paragraphs, names without party. Who holds another role on other
/// paragraphs (`§§ 1-5, tjänstgörande § 6`) has a row for each.
fn describe(tail: &str, list_role: Role, rows: &mut Vec<Row>) {
    let stints = stints(tail);
    let own = stints.first().copied().unwrap_or_default();
    let Some(row) = rows.last_mut() else { return };
    if !is_not_serving(own) {
        row.read_stint(own);
    } else {
        row.role = Role::Substitute;
        row.presence = Presence::read(own);
    }
    row.take_title(own);
    let is_replacing = row.replaces.is_some();
    let base = row.clone();
    for stint in stints.iter().skip(1) {
        let mut again = Row {
            presence: Presence::default(),
            replaces: None,
            role: Role::Substitute,
            ..base.clone()
        };
        if is_not_serving(stint) {
            again.presence = Presence::read(stint);
        } else {
            again.read_stint(stint);
        }
        if !again.presence.is_empty() {
            rows.push(again);
        }
    }
    if !is_replacing && !replaces(tail) {
        let is_name =
            |part: &&str| people::is_full_name(part) && !part.split(' ').any(bracketing::is_mark);
        let names = people::split_list(own).filter(is_name);
        rows.extend(names.map(|name| Row::new(name.to_owned(), None, list_role)));
    }
}

/// Words that tell of one who is there without a vote.
const NOT_SERVING: &[&str] = &[
    "ej tjg ers",
    "ej tjg. ers",
    "ej tjänstg. ers",
    "icke tjg ers",
    "ej tjänstgörande",
    "icke tjänstgörande",
    "inte tjänstgörande",
    "ej tjg",
    "icke tjg",
    "ej tj.",
    "ej tjänstg",
];

pub(super) fn is_not_serving(text: &str) -> bool {
    let folded = text.to_lowercase();
    let bare = folded.trim_start_matches([' ', ',', '(']);
    NOT_SERVING.iter().any(|words| bare.starts_with(words))
}

/// Parts a tail where another role begins.
fn stints(tail: &str) -> Vec<&str> {
    let folded = tail.to_lowercase();
    if folded.len() != tail.len() {
        return vec![tail];
    }
    let mut cuts: Vec<usize> = NOT_SERVING
        .iter()
        .filter_map(|words| folded.find(words))
        .collect();
    for words in [", ersättare", ", tjänstgör", ", tjg", " tjänstgör", " tjg "] {
        let again = folded.match_indices(words).map(|(at, _)| at);
        cuts.extend(again.filter(|&at| {
            let before = folded.get(..at).unwrap_or_default();
            before.contains('§')
                && !before.trim_end().ends_with(" ej")
                && !before.trim_end().ends_with("icke")
        }));
    }
    cuts.extend(chairs_for_a_while(&folded));
    cuts.sort_unstable();
    cuts.dedup_by(|next, one| *next <= *one + 2);
    // What stands before the first words of a role belongs to it, unless it tells something.
    cuts.retain(|&at| {
        folded
            .get(..at)
            .is_some_and(|before| before.contains(char::is_alphanumeric) || before.contains('§'))
    });
    let ends = cuts.iter().copied().chain([tail.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    starts
        .zip(ends)
        .filter_map(|(start, end)| tail.get(start..end))
        .collect()
}

/// `, vice ordförande, ordförande § 62`: where the office begins that is held on these paragraphs alone.
fn chairs_for_a_while(folded: &str) -> Option<usize> {
    let (at, _) = folded.match_indices(", ").find(|&(at, _)| {
        let office = folded.get(at + 2..).and_then(|rest| rest.split_once('§'));
        office.is_some_and(|(office, _)| {
            matches!(
                office.trim(),
                "ordförande" | "ordf" | "ordf." | "tjänstgörande ordförande" | "tjg ordförande"
            )
        })
    })?;
    let before = folded.get(..at)?;
    (titles::elected_role(before) == Some(Role::ViceChair) && !before.contains('§')).then_some(at)
}

/// Words that tell that a substitute votes.
const SERVING: &[&str] = &[
    "tjänstgör",
    "tjg",
    "tj.",
    "ersätter",
    "ersättare för",
    "vakant",
    "ers för",
    "ers. för",
];

impl Row {
    pub(super) fn serve_for(&mut self, name: String) {
        self.replaces = Some(name);
        if matches!(self.role, Role::Member | Role::Substitute | Role::Other) {
            self.role = Role::ServingSubstitute;
        }
    }

    /// Paragraphs stand both before the words that tell of serving and behind whose place it is.
    fn serves_later(&self, before: &str, behind: &str) -> bool {
        self.role == Role::Substitute
            && !self.presence.is_empty()
            && stints(before).len() > 1
            && !Presence::read(behind).is_empty()
    }

    /// Paragraphs, role and who is replaced.
    fn read_stint(&mut self, own: &str) {
        if self.presence.is_empty() {
            self.presence = Presence::read(own);
        }
        if self.replaces.is_none() {
            self.take_role(own);
        }
        if let Some((_, name)) = replaced_in(own).filter(|_| self.replaces.is_none()) {
            self.serve_for(name);
        }
    }

    /// Chair, substitute, absent: what the words and marks beside a name say.
    pub(super) fn take_role(&mut self, beside: &str) {
        let folded = beside.to_lowercase();
        self.role = titles::elected_role(beside).unwrap_or(self.role);
        let words = || {
            beside
                .split([' ', ',', '(', ')'])
                .filter(|word| !word.is_empty())
        };
        let mark = words().next().unwrap_or_default();
        let has_numbers = beside.contains(|letter: char| letter.is_ascii_digit());
        if (mark == "F"
            || folded.contains("frånvarande")
            || folded.contains("förhindrad")
            || folded.contains("anmält förhinder"))
            && !has_numbers
        {
            self.is_absent = true;
        }
        let serving = SERVING.iter().any(|word| folded.contains(word))
            || words().any(|word| matches!(word, "Tj" | "T"));
        match self.role {
            Role::Substitute if serving => self.role = Role::ServingSubstitute,
            Role::Member if mark == "Nej" => self.role = Role::Substitute,
            Role::Member if serving && mark != "T" && mark != "Tj" => {
                let elected =
                    folded.contains("ledamot") || folded.trim() == "tjänstgörande ledamot";
                self.role = if elected {
                    Role::Member
                } else {
                    Role::ServingSubstitute
                };
            }
            Role::Other if folded.contains("ersättare") && !folded.contains("ersättare för") => {
                self.role = if serving {
                    Role::ServingSubstitute
                } else {
                    Role::Substitute
                };
            }
            Role::Member if folded.contains("ersättare") || folded.contains("suppleant") => {
                self.role = Role::Substitute;
            }
            _ => {}
        }
        if folded.contains("adjunger") || folded.contains("insynsplats") || folded.contains("insyn")
        {
            self.role = Role::Other;
        }
    }

    /// `, biträdande förvaltningschef`, `(kommunchef)`.
    pub(super) fn take_title(&mut self, beside: &str) {
        let mut parts = beside.split([',', '§', '(', ')', ';']).map(str::trim);
        let title = parts.find(|part| {
            titles::is_official(part)
                && scan::begins_small(part)
                && titles::elected_role(part).is_none()
        });
        if let (Some(title), None) = (title, &self.title) {
            self.title = Some(title.to_owned());
            if self.role == Role::Other {
                self.role = Role::Official;
            }
        }
    }
}
