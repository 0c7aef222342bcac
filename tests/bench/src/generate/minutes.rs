//! A meeting in words: each paragraph with its title, its case and the text under its headings.

use chrono::{Datelike, NaiveDate};

use super::case_numbers::printed;
use super::chance::Chance;
use super::language::{Prose, Topic, Words};
use super::people::{self, Seats};
use super::places::{Body, Rank};
use super::plan::{Case, Earlier, Item, Meeting, Origin, Plan};
use super::wording::{genitive, in_words, lower};

/// A paragraph as it is written.
#[derive(Debug)]
pub struct Written {
    pub number: u32,
    pub title: String,
    /// As the municipality prints it.
    pub case: Option<String>,
    pub officer: Option<String>,
    pub sections: Vec<(Part, Vec<String>)>,
}

/// What stands under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Description,
    Basis,
    Proposal,
    Motions,
    Procedure,
    Vote,
    Decision,
    Reservation,
    Statement,
    Recipients,
}

/// What all paragraphs of a meeting are written with.
pub struct Pen<'a> {
    pub(super) words: &'a Words,
    pub(super) plan: &'a Plan,
    pub(super) meeting: &'a Meeting,
    pub(super) seats: &'a Seats,
    pub(super) seed: u64,
}

/// Every paragraph of a meeting.
pub fn write(
    words: &Words,
    plan: &Plan,
    meeting: &Meeting,
    seats: &Seats,
    seed: u64,
) -> Vec<Written> {
    let pen = Pen {
        words,
        plan,
        meeting,
        seats,
        seed,
    };
    (meeting.first..)
        .zip(&meeting.items)
        .map(|(number, item)| match item {
            Item::Formality(formality) => pen.formality(number, *formality),
            Item::Case {
                case,
                earlier,
                next,
            } => pen.case(number, *case, earlier, next.as_ref()),
        })
        .collect()
}

impl Pen<'_> {
    pub(super) fn chance(&self, number: u32) -> Chance {
        let day = self.meeting.date.ordinal();
        let body = self
            .meeting
            .body
            .name
            .bytes()
            .fold(0, |sum: u64, byte| sum.wrapping_mul(131) + u64::from(byte));
        self.plan
            .unit
            .chance(self.seed, &[2, body, u64::from(day), u64::from(number)])
    }

    pub(super) fn prose<'p>(&'p self, topic: &'p Topic, chance: Chance) -> Prose<'p> {
        Prose {
            words: self.words,
            topic,
            chance,
            year: self.plan.unit.year,
        }
    }

    fn case(&self, number: u32, case: usize, earlier: &[Earlier], next: Option<&Body>) -> Written {
        let matter = &self.plan.cases[case];
        let year = self.plan.unit.year;
        // What is the same in every body comes from the case's stream, the rest from the paragraph's.
        let mut of_case = self.plan.unit.chance(self.seed, &[3, case as u64]);
        let mut chance = self.chance(number);
        let topic = Topic::draw(self.words, &mut of_case);
        let is_disputed = of_case.percent(14);
        let mut shared = self.prose(&topic, of_case);
        let mut title = String::new();
        if matter.origin == Origin::Member {
            shared.motion(&mut title);
        } else {
            shared.title(&mut title);
        }
        let bytes = (LENGTH * chance.spread() / 100) as usize;
        let mut told = String::new();
        shared.write(&mut told, bytes / 3);
        let points = shared.points(matter.origin == Origin::Member);
        let mut own = self.prose(&topic, chance);
        let mut description = vec![told];
        let mut written = bytes / 3;
        while written < bytes {
            let mut block = String::new();
            let most = own.chance.between(150, 700) as usize;
            own.write(&mut block, most.min(bytes - written));
            written += block.len();
            description.push(block);
        }
        let mut chance = own.chance;
        if let Some(before) = earlier.last() {
            description.push(format!(
                "{} behandlade ärendet den {}, § {}.",
                before.body.name,
                in_words(before.date),
                before.number
            ));
        }
        let mut sections = vec![(Part::Description, description)];
        sections.push((
            Part::Basis,
            basis(matter, earlier, self.meeting.date, &mut chance),
        ));
        if earlier.is_empty() && chance.percent(40) {
            let mut proposal = vec![format!(
                "{} förslag till {}:",
                genitive(matter.office),
                lower(self.meeting.body.name)
            )];
            proposal.extend(points.iter().map(|point| format!("- {point}")));
            sections.push((Part::Proposal, proposal));
        }
        let reservation = match is_disputed && self.meeting.body.rank != Rank::Committee {
            true => self.dispute(&mut sections, matter, &mut chance),
            false => None,
        };
        let points = self.outcome(points, &title, earlier, next, &mut chance);
        sections.push((Part::Decision, self.decision(&points, next)));
        if let Some(reservation) = reservation {
            sections.push((Part::Reservation, vec![reservation]));
            if chance.percent(25) {
                let mut statement = self.prose(&topic, chance.clone());
                let mut text = String::new();
                statement.write(&mut text, 250);
                sections.push((Part::Statement, vec![text]));
            }
        }
        if chance.percent(35) {
            let to = [
                matter.office,
                "Ekonomiavdelningen",
                "Diariet",
                "Revisorerna",
            ];
            sections.push((Part::Recipients, vec![chance.pick(&to).to_owned()]));
        }
        Written {
            number,
            title,
            case: Some(printed(self.plan.unit.place().case_form, matter, year)),
            officer: Some(people::officer(
                self.plan.unit,
                matter.office,
                case as u64,
                self.seed,
            )),
            sections,
        }
    }

    /// The points of this body's decision: its own, for most matters, or another end.
    fn outcome(
        &self,
        points: Vec<String>,
        title: &str,
        earlier: &[Earlier],
        next: Option<&Body>,
        chance: &mut Chance,
    ) -> Vec<String> {
        if self.meeting.body.rank == Rank::Council
            && title.starts_with("Motion")
            && earlier.is_empty()
        {
            return vec!["Motionen remitteras till kommunstyrelsen för beredning.".to_owned()];
        }
        if next.is_some() {
            return points;
        }
        match chance.below(20) {
            0 => vec!["Ärendet bordläggs.".to_owned()],
            1 => vec![format!(
                "Ärendet återremitteras för att {} ska utredas ytterligare.",
                "kostnaderna"
            )],
            _ => points,
        }
    }

    pub(super) fn decision(&self, points: &[String], next: Option<&Body>) -> Vec<String> {
        let name = self.meeting.body.name;
        let mut blocks = vec![match next {
            Some(next) if !points.iter().any(|point| point.contains("remitteras till")) => {
                format!("{name} föreslår {} besluta:", lower(next.name))
            }
            _ => format!("{name} beslutar:"),
        }];
        blocks.extend(points.iter().map(|point| format!("- {point}")));
        blocks
    }
}

/// Of the description of a middling paragraph, in bytes.
const LENGTH: u64 = 700;

fn basis(matter: &Case, earlier: &[Earlier], date: NaiveDate, chance: &mut Chance) -> Vec<String> {
    let mut basis: Vec<String> = earlier
        .iter()
        .rev()
        .map(|earlier| {
            format!(
                "{} protokoll {} § {}",
                genitive(earlier.body.name),
                earlier.date,
                earlier.number
            )
        })
        .collect();
    let written = date - chrono::Days::new(chance.between(8, 40));
    basis.push(match chance.below(3) {
        0 => format!("Tjänsteskrivelse {written}"),
        1 => format!("{} tjänsteutlåtande {written}", genitive(matter.office)),
        _ => format!("Tjänsteskrivelse daterad den {}", in_words(written)),
    });
    basis
}
