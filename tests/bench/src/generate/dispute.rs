//! Claims, votes and reservations.

use super::chance::Chance;
use super::minutes::{Part, Pen};
use super::plan::Case;
use super::wording::{genitive, lower};

impl Pen<'_> {
    /// Claims at the table, how they are put, votes now and then, and who dissents.
    pub(super) fn dispute(
        &self,
        sections: &mut Vec<(Part, Vec<String>)>,
        matter: &Case,
        chance: &mut Chance,
    ) -> Option<String> {
        let members = &self.seats.members;
        let first = chance.below(members.len() as u64) as usize;
        let for_it = &members[first];
        let against =
            &members[(first + 1 + chance.below(members.len() as u64 - 1) as usize) % members.len()];
        let proposal = format!("{} förslag", lower(&genitive(matter.office)));
        sections.push((
            Part::Motions,
            vec![
                format!("{} yrkar bifall till {proposal}.", for_it.with_party()),
                format!("{} yrkar avslag på {proposal}.", against.with_party()),
            ],
        ));
        let body = lower(self.meeting.body.name);
        let mut put = format!(
            "Ordföranden ställer proposition på yrkandena och finner att {body} bifaller {proposal}."
        );
        if chance.percent(45) {
            put.push_str(" Omröstning begärs.");
            sections.push((Part::Procedure, vec![put]));
            let all = members.len() as u64;
            let no = chance.between(1, all / 2 - 1);
            let yes = all - no;
            sections.push((
                Part::Vote,
                vec![format!(
                    "Med {yes} ja-röster mot {no} nej-röster bifaller {body} {proposal}."
                )],
            ));
        } else {
            sections.push((Part::Procedure, vec![put]));
        }
        Some(format!(
            "{} reserverar sig mot beslutet till förmån för eget yrkande.",
            against.with_party()
        ))
    }
}
