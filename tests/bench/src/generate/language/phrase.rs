//! What sentences consist of: subjects, predicates and what goes with them.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::sentence::Prose;
use super::words::{Form, Noun};

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

const PREPOSITIONS: &[&str] = &[
    "i", "i", "i", "i", "i", "i", "i", "på", "på", "på", "på", "för", "för", "för", "för", "av",
    "av", "av", "till", "med", "med", "om", "från", "vid", "vid", "under", "inom", "mellan",
    "enligt", "efter", "utan", "genom", "mot", "över", "kring",
];

const ADVERBS: &[&str] = &[
    "även",
    "också",
    "dock",
    "därför",
    "redan",
    "fortfarande",
    "inte",
    "inte",
    "inte",
    "nu",
    "tidigare",
    "främst",
    "dessutom",
    "normalt",
    "årligen",
    "successivt",
    "delvis",
    "alltid",
    "sedan",
    "samtidigt",
    "framför allt",
    "bland annat",
];

pub const OFFICES: &[&str] = &[
    "Förvaltningen",
    "Förvaltningen",
    "Kontoret",
    "Kommunen",
    "Nämnden",
    "Kommunstyrelsen",
    "Länsstyrelsen",
    "Utredaren",
    "Revisionen",
    "Avdelningen",
    "Verksamheten",
    "Bolaget",
    "Regionen",
    "Polisen",
    "Trafikverket",
];

impl<'w> Prose<'w> {
    /// Verb, object and what goes with them.
    pub(super) fn predicate(&mut self, text: &mut String) {
        let adverb = match self.chance.percent(22) {
            true => format!(" {}", self.chance.pick(ADVERBS)),
            false => String::new(),
        };
        let verb = self.words.verb(&mut self.chance);
        match self.chance.below(10) {
            0..3 => {
                let _ = write!(text, "{}{adverb} ", verb.present);
                self.object(text);
            }
            3..5 => {
                let modal = self.chance.pick(&[
                    "ska",
                    "ska",
                    "kan",
                    "kan",
                    "bör",
                    "får",
                    "kommer att",
                    "behöver",
                    "måste",
                ]);
                let _ = write!(text, "{modal}{adverb} {} ", verb.infinitive);
                self.object(text);
            }
            5..7 => {
                let _ = write!(text, "har{adverb} {} ", verb.supine);
                self.object(text);
            }
            7 => {
                let _ = write!(text, "{}{adverb} ", verb.passive);
                self.adverbial(text);
                return;
            }
            8 => {
                let adjective = self.words.adjective(&mut self.chance);
                let _ = write!(text, "är{adverb} en {} ", adjective.base);
                let noun = self.noun();
                text.push_str(noun.form(Form::One));
            }
            _ => {
                let _ = write!(text, "{}{adverb} ", verb.past);
                self.object(text);
            }
        }
        match self.chance.below(20) {
            0..3 => {
                text.push_str(self.chance.pick(&[
                    " för att ",
                    " för att ",
                    " i syfte att ",
                    " genom att ",
                    " utan att ",
                ]));
                let verb = self.words.verb(&mut self.chance);
                let _ = write!(text, "{} ", verb.infinitive);
                self.object(text);
            }
            3..11 => {
                text.push(' ');
                self.adverbial(text);
            }
            _ => {}
        }
    }

    pub(super) fn subject(&mut self, text: &mut String) {
        match self.chance.below(10) {
            0 => {
                let office = self.chance.pick(OFFICES).to_lowercase();
                text.push_str(&office);
            }
            1 => text.push_str(
                self.chance
                    .pick(&["det", "det", "man", "detta", "den", "de", "vi", "vi"]),
            ),
            _ => self.phrase(text, true),
        }
    }

    pub(super) fn object(&mut self, text: &mut String) {
        self.phrase(text, false);
    }

    /// A preposition with what it governs.
    pub(super) fn adverbial(&mut self, text: &mut String) {
        let preposition = self.chance.pick(PREPOSITIONS);
        text.push_str(preposition);
        text.push(' ');
        match self.chance.below(12) {
            0 => text.push_str(&self.topic.place),
            1 => {
                let _ = write!(text, "{}", self.near_year());
            }
            _ => self.plain_phrase(text, None),
        }
    }

    /// A noun phrase, perhaps with what explains it.
    pub(super) fn phrase(&mut self, text: &mut String, is_subject: bool) {
        self.plain_phrase(text, is_subject.then_some(Form::TheOne));
        match self.chance.below(20) {
            0..3 => {
                let verb = self.words.verb(&mut self.chance);
                let _ = match self.chance.below(4) {
                    0 => write!(
                        text,
                        " som är {} för ",
                        self.words.adjective(&mut self.chance).plural
                    ),
                    1 => write!(text, " som {} i ", verb.passive),
                    2 => write!(text, " som inte har {} ", verb.supine),
                    _ => write!(text, " som {} ", verb.present),
                };
                self.plain_phrase(text, None);
            }
            3..7 => {
                text.push_str(self.chance.pick(&[
                    " av ", " för ", " i ", " av ", " i ", " om ", " med ", " på ",
                ]));
                self.plain_phrase(text, None);
            }
            7..11 => {
                text.push_str(
                    self.chance
                        .pick(&[" och ", " och ", " och ", " eller ", " samt "]),
                );
                self.plain_phrase(text, None);
            }
            _ => {}
        }
    }

    pub(super) fn plain_phrase(&mut self, text: &mut String, mostly: Option<Form>) {
        let form = match (mostly, self.chance.below(10)) {
            (Some(form), 0..5) => form,
            (_, 0..2) => Form::One,
            (_, 2..5) => Form::TheOne,
            (_, 5..9) => Form::Many,
            _ => Form::TheMany,
        };
        let has_adjective = self.chance.percent(26);
        let adjective = has_adjective.then(|| self.words.adjective(&mut self.chance));
        let noun = self.noun();
        match form {
            Form::One => {
                text.push_str(if noun.is_neuter { "ett " } else { "en " });
                if let Some(adjective) = adjective {
                    text.push_str(if noun.is_neuter {
                        &adjective.neuter
                    } else {
                        &adjective.base
                    });
                    text.push(' ');
                }
            }
            Form::TheOne => {
                if let Some(adjective) = adjective {
                    let article = if noun.is_neuter { "det" } else { "den" };
                    let _ = write!(text, "{article} {} ", adjective.plural);
                }
            }
            Form::Many => {
                if self.chance.percent(12) {
                    text.push_str(
                        self.chance
                            .pick(&["flera ", "alla ", "många ", "några ", "andra ", "dessa "]),
                    );
                }
                if let Some(adjective) = adjective {
                    let _ = write!(text, "{} ", adjective.plural);
                }
            }
            Form::TheMany => {
                if let Some(adjective) = adjective {
                    let _ = write!(text, "de {} ", adjective.plural);
                }
            }
        }
        text.push_str(noun.form(form));
    }

    /// Of the topic, of the language, or a compound that is written once.
    pub(super) fn noun(&mut self) -> Cow<'w, Noun> {
        match self.chance.below(100) {
            0..32 => {
                let count = self.topic.nouns.len() as u64;
                let most = self.chance.below(count) + 1;
                Cow::Borrowed(&self.topic.nouns[self.chance.below(most) as usize])
            }
            32..35 => Cow::Owned(self.words.compound(&mut self.chance)),
            _ => Cow::Borrowed(self.words.noun(&mut self.chance)),
        }
    }

    pub(super) fn near_year(&mut self) -> i32 {
        self.year - 4 + self.chance.below(8) as i32
    }

    pub(super) fn date(&mut self, text: &mut String) {
        let (day, month) = (self.chance.between(1, 28), self.chance.pick(&MONTHS));
        let _ = write!(text, "{day} {month} {}", self.near_year());
    }

    /// `12,4 miljoner kronor`, `350 000 kronor`.
    pub fn money(&mut self, text: &mut String) {
        let _ = match self.chance.below(3) {
            0 => write!(
                text,
                "{},{} miljoner kronor",
                self.chance.between(1, 90),
                self.chance.between(1, 9)
            ),
            1 => write!(
                text,
                "{} {:03} kronor",
                self.chance.between(1, 999),
                50 * self.chance.below(20)
            ),
            _ => write!(text, "{} mnkr", self.chance.between(1, 400)),
        };
    }
}
