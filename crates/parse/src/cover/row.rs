//! One person's row in the roll, and what the words and marks beside a name say of it.

use paragraf_model::{Attendee, PersonWithParty, Role, Rule, Span};

use super::serving::{replaced_in, stints};
use crate::folding::Folding;
use crate::notes::Sourced;
use crate::people::presence::Presence;
use crate::people::titles;
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

    /// The same person on other paragraphs, without a vote until something tells of one.
    pub(super) fn again(&self) -> Row {
        Row {
            role: Role::Substitute,
            replaces: None,
            presence: Presence::default(),
            ..self.clone()
        }
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
    pub(super) fn serves_later(&self, before: &str, behind: &str) -> bool {
        self.role == Role::Substitute
            && !self.presence.is_empty()
            && stints(before).len() > 1
            && !Presence::read(behind).is_empty()
    }

    /// Paragraphs, role and who is replaced.
    pub(super) fn read_stint(&mut self, own: &str) {
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
        let folded = beside.folded();
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
