//! A matter in the words of one body: what it is about, what was there before, what the body does.

use chrono::{Datelike, Days, NaiveDate};

use super::Matter;
use super::people;
use crate::chance::Chance;

/// A matter before one body.
#[derive(Debug)]
pub struct Handling<'a> {
    pub matter: &'a Matter,
    pub step: Step,
    /// Where it was handled before, in order.
    pub earlier: Vec<Earlier>,
}

/// What the body does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Proposes a decision to the body after this place.
    Proposes(usize),
    Decides,
    /// Is told what came of it.
    Reports,
}

/// An earlier paragraph of the same matter.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub body: String,
    pub date: NaiveDate,
    pub number: u32,
}

/// A paragraph's text under its headings, in order.
#[derive(Debug, Default)]
pub struct Sections(Vec<(&'static str, Vec<String>)>);

impl Sections {
    /// Adds a section; one without text is left out.
    pub fn add(&mut self, heading: &'static str, blocks: Vec<String>) {
        if blocks.iter().any(|block| !block.is_empty()) {
            self.0.push((heading, blocks));
        }
    }

    /// In order.
    pub fn iter(&self) -> impl Iterator<Item = &(&'static str, Vec<String>)> {
        self.0.iter()
    }
}

impl Handling<'_> {
    /// *Rubrik*.
    pub fn title(&self) -> String {
        match self.step {
            Step::Reports => format!("Återrapportering av beslut – {}", self.matter.title),
            _ => self.matter.title.clone(),
        }
    }

    /// Everything below the header.
    pub fn sections(&self, body: &str, date: NaiveDate) -> Sections {
        let matter = self.matter;
        let mut chance = Chance::of(&format!("{}/{body}/{date}", matter.key));
        let mut sections = Sections::default();
        sections.add("Ärendebeskrivning", self.description());
        sections.add("Beslutsunderlag", self.basis(date, &mut chance));
        if self.step != Step::Reports && self.earlier.is_empty() && chance.once_in(2) {
            let mut proposal = vec![format!("Förvaltningens förslag till {}:", lower(body))];
            proposal.extend(points(&matter.decision));
            sections.add("Förslag till beslut", proposal);
        }
        let disputed = self.step == Step::Decides && chance.once_in(6);
        let mut dissent = Vec::new();
        if disputed {
            dissent = self.dispute(&mut sections, body, &mut chance);
        }
        sections.add("Beslut", self.decision(body));
        sections.add("Reservation", dissent);
        if self.step == Step::Decides && chance.once_in(3) {
            let recipients = ["Kommunledningskontoret", "Ekonomiavdelningen", "Diariet"];
            sections.add(
                "Beslutet skickas till",
                vec![chance.pick(&recipients).to_owned()],
            );
        }
        sections
    }

    /// The first body is told everything, later ones less and less.
    fn description(&self) -> Vec<String> {
        let told = sentences(&self.matter.description);
        let Some(before) = self.earlier.last() else {
            return vec![told.join(" ")];
        };
        let place = format!("den {}, § {}", in_words(before.date), before.number);
        if self.step == Step::Reports {
            let decided = format!("{} beslutade i ärendet {place}.", before.body);
            return vec![decided, sentences(&self.matter.later).join(" ")];
        }
        let kept = match self.earlier.len() {
            1 => told.len().saturating_sub(1).max(2),
            _ => told.len().div_ceil(2),
        };
        let told: Vec<String> = told.into_iter().take(kept).collect();
        let handled = format!("{} behandlade ärendet {place}.", before.body);
        vec![told.join(" "), handled]
    }

    fn basis(&self, date: NaiveDate, chance: &mut Chance) -> Vec<String> {
        let written = date - Days::new(10 + chance.below(20));
        let mut basis = Vec::new();
        let earlier = self.earlier.iter().rev();
        basis.extend(earlier.map(|earlier| {
            let whose = genitive(&earlier.body);
            format!("{whose} protokoll {} § {}", earlier.date, earlier.number)
        }));
        basis.push(format!("Tjänsteskrivelse {written}"));
        basis
    }

    /// Claims, a count of votes now and then, and who dissents.
    fn dispute(&self, sections: &mut Sections, body: &str, chance: &mut Chance) -> Vec<String> {
        let who = people::some(self.matter.municipality_name(), 2, chance);
        let [for_it, against] = [0, 1].map(|place| who.get(place).copied().unwrap_or_default());
        let proposal = self.earlier.last().map_or_else(
            || "förvaltningens förslag".to_owned(),
            |before| format!("{} förslag", lower(&genitive(&before.body))),
        );
        sections.add(
            "Yrkanden",
            vec![
                format!("{for_it} yrkar bifall till {proposal}."),
                format!("{against} yrkar avslag på {proposal}."),
            ],
        );
        let put = format!(
            "Ordföranden ställer proposition på de båda yrkandena och finner att {} bifaller {proposal}.",
            lower(body)
        );
        if body.ends_with("fullmäktige") {
            let (yes, no) = (21 + chance.below(9), 8 + chance.below(11));
            sections.add("Beslutsgång", vec![format!("{put} Omröstning begärs.")]);
            sections.add(
                "Omröstningsresultat",
                vec![format!(
                    "Med {yes} ja-röster mot {no} nej-röster bifaller {} {proposal}.",
                    lower(body)
                )],
            );
        } else {
            sections.add("Beslutsgång", vec![put]);
        }
        vec![format!(
            "{against} reserverar sig mot beslutet till förmån för eget yrkande."
        )]
    }

    fn decision(&self, body: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        match self.step {
            Step::Reports => {
                blocks.push(format!("{body} beslutar:"));
                blocks.push("- Informationen antecknas till protokollet.".to_owned());
            }
            Step::Decides => {
                blocks.push(format!("{body} beslutar:"));
                blocks.extend(points(&self.matter.decision));
            }
            Step::Proposes(place) => {
                let next = self.matter.bodies.get(place + 1).map_or("", String::as_str);
                blocks.push(format!("{body} föreslår {} besluta:", lower(next)));
                blocks.extend(points(&self.matter.decision));
            }
        }
        blocks
    }
}

fn points(decision: &[String]) -> impl Iterator<Item = String> {
    decision.iter().map(|point| format!("- {point}"))
}

/// Names of bodies are common nouns in running text.
pub fn lower(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

fn genitive(name: &str) -> String {
    if name.ends_with('s') {
        name.to_owned()
    } else {
        format!("{name}s")
    }
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

fn in_words(date: NaiveDate) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or("");
    format!("{} {month} {}", date.day(), date.year())
}

/// Sentences of running text: a full stop before a capital, but not behind an abbreviation.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    let mut sentence = String::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        let ends = word.strip_suffix('.').is_some_and(ends_sentence);
        let begins = words
            .peek()
            .is_none_or(|next| next.starts_with(char::is_uppercase));
        if ends && begins {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
    sentences
}

/// Whether a word whose full stop was taken off is no abbreviation: `kap`, `bl.a`, an initial.
fn ends_sentence(word: &str) -> bool {
    const ABBREVIATIONS: [&str; 8] = ["kap", "nr", "ca", "ev", "kl", "st", "resp", "tel"];
    let is_initial = word.chars().count() < 2;
    let lower = word.to_lowercase();
    !is_initial && !word.contains('.') && !ABBREVIATIONS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        let text = "Enligt 10 kap. 40 § prövas det.\nBl.a. Eva bor där. Nu avslås det.";
        assert_eq!(
            sentences(text),
            [
                "Enligt 10 kap. 40 § prövas det.",
                "Bl.a. Eva bor där.",
                "Nu avslås det."
            ]
        );
    }
}
