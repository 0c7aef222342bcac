//! Who was there, by role: of a meeting, or of one paragraph of it.

use paragraf_model::{Attendee, Role};

use crate::swedish;

/// The people of a role.
pub struct RoleView {
    pub role: &'static str,
    pub people: Vec<PersonView>,
}

/// A person with what the list says beside the name.
pub struct PersonView {
    pub name: String,
    pub party: String,
    pub remark: String,
}

/// Those who were there when a paragraph was dealt with: whose row names no paragraphs was there at all.
pub fn at(attendees: &[Attendee], number: u32) -> Vec<Attendee> {
    let was_there = |attendee: &&Attendee| {
        attendee.paragraphs.is_empty()
            || attendee
                .paragraphs
                .iter()
                .any(|[first, last]| (*first..=*last).contains(&number))
    };
    attendees.iter().filter(was_there).cloned().collect()
}

/// Everybody on the list, by role.
pub fn roles(attendees: &[Attendee]) -> Vec<RoleView> {
    const IN_ORDER: [Role; 9] = [
        Role::Chair,
        Role::ViceChair,
        Role::Member,
        Role::ServingSubstitute,
        Role::Substitute,
        Role::Adjuster,
        Role::Secretary,
        Role::Official,
        Role::Other,
    ];
    let view = |role: Role| RoleView {
        role: swedish::role(role),
        people: attendees
            .iter()
            .filter(|one| one.role == role)
            .map(PersonView::of)
            .collect(),
    };
    IN_ORDER
        .into_iter()
        .map(view)
        .filter(|view| !view.people.is_empty())
        .collect()
}

impl PersonView {
    fn of(attendee: &Attendee) -> PersonView {
        let mut remarks: Vec<String> = attendee.title.iter().cloned().collect();
        remarks.extend(
            attendee
                .replaces
                .as_ref()
                .map(|name| format!("ersätter {name}")),
        );
        if !attendee.paragraphs.is_empty() {
            let ranges = attendee
                .paragraphs
                .iter()
                .map(|[first, last]| match first == last {
                    true => first.to_string(),
                    false => format!("{first}–{last}"),
                });
            remarks.push(format!("§ {}", ranges.collect::<Vec<_>>().join(", ")));
        }
        PersonView {
            name: attendee.name.clone(),
            party: attendee.party.clone().unwrap_or_default(),
            remark: remarks.join(", "),
        }
    }
}
