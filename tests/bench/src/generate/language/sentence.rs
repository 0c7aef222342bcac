//! Sentences: a small grammar whose function words come about as often as in real minutes.

use std::fmt::Write as _;

use super::super::chance::Chance;
use super::names::{Names, capital};
use super::phrase::OFFICES;
use super::topic::Topic;
use super::words::{Form, Words};

/// Writes sentences on a topic.
#[derive(Debug)]
pub struct Prose<'w> {
    pub words: &'w Words,
    pub topic: &'w Topic,
    pub chance: Chance,
    /// `2019`: the years that are written of lie around it.
    pub year: i32,
}

const LAWS: &[&str] = &[
    "plan- och bygglagen (2010:900)",
    "kommunallagen (2017:725)",
    "socialtjänstlagen (2001:453)",
    "skollagen (2010:800)",
    "miljöbalken",
    "offentlighets- och sekretesslagen (2009:400)",
    "lagen (2016:1145) om offentlig upphandling",
    "förvaltningslagen (2017:900)",
    "alkohollagen (2010:1622)",
    "lagen (2003:778) om skydd mot olyckor",
];

impl Prose<'_> {
    /// Sentences until the text has grown by so many bytes.
    pub fn write(&mut self, text: &mut String, bytes: usize) {
        let end = text.len() + bytes;
        let mut first = true;
        while first || text.len() < end {
            if !first {
                text.push(' ');
            }
            first = false;
            self.sentence(text);
        }
    }

    /// One sentence with capital and full stop.
    pub fn sentence(&mut self, text: &mut String) {
        let mut sentence = String::with_capacity(160);
        match self.chance.below(40) {
            0..6 => self.clause(&mut sentence),
            6..11 => self.inverted(&mut sentence),
            11..15 => self.assessed(&mut sentence),
            15..22 => self.two_clauses(&mut sentence),
            22 => self.amount(&mut sentence),
            23 => self.law(&mut sentence),
            24 => self.dated(&mut sentence),
            25..28 => self.necessary(&mut sentence),
            28..30 => self.someone(&mut sentence),
            30..32 => self.where_it_is(&mut sentence),
            32 => self.counted(&mut sentence),
            33 => self.listed(&mut sentence),
            34..37 => self.there_is(&mut sentence),
            _ => self.conditional(&mut sentence),
        }
        text.push_str(&capital(&sentence));
        text.push('.');
    }

    /// A clause with the subject first.
    fn clause(&mut self, text: &mut String) {
        self.subject(text);
        text.push(' ');
        self.predicate(text);
    }

    /// An adverbial first, then the verb, then the subject.
    fn inverted(&mut self, text: &mut String) {
        match self.chance.below(4) {
            0 => {
                let when = self.chance.pick(&[
                    "under året",
                    "i dag",
                    "sedan tidigare",
                    "på sikt",
                    "i samband med detta",
                    "mot bakgrund av detta",
                    "för närvarande",
                ]);
                text.push_str(when);
            }
            _ => self.adverbial(text),
        }
        let verb = self.words.verb(&mut self.chance);
        let _ = write!(text, " {} ", verb.present);
        self.subject(text);
        text.push(' ');
        self.object(text);
        if self.chance.percent(40) {
            text.push(' ');
            self.adverbial(text);
        }
    }

    fn assessed(&mut self, text: &mut String) {
        text.push_str(self.chance.pick(OFFICES));
        text.push_str(self.chance.pick(&[
            " bedömer att ",
            " anser att ",
            " konstaterar att ",
            " föreslår att ",
            " framhåller att ",
            " menar att ",
            " har meddelat att ",
        ]));
        self.clause(text);
    }

    fn two_clauses(&mut self, text: &mut String) {
        self.clause(text);
        text.push_str(self.chance.pick(&[
            " och ",
            ", men ",
            " eftersom ",
            " medan ",
            " så att ",
            ", vilket innebär att ",
            " när ",
        ]));
        self.clause(text);
    }

    fn amount(&mut self, text: &mut String) {
        match self.chance.below(3) {
            0 => {
                text.push_str("kostnaden för ");
                self.object(text);
                text.push_str(" beräknas till ");
            }
            1 => {
                self.subject(text);
                text.push_str(" innebär en ökning med ");
            }
            _ => {
                self.subject(text);
                text.push_str(" finansieras med ");
            }
        }
        self.money(text);
        if self.chance.percent(40) {
            let _ = write!(text, " år {}", self.near_year());
        }
    }

    fn law(&mut self, text: &mut String) {
        let (chapter, section) = (self.chance.between(1, 16), self.chance.between(1, 48));
        let law = self.chance.pick(LAWS);
        if self.chance.percent(50) {
            let _ = write!(text, "enligt {chapter} kap. {section} § {law} ska ");
            self.subject(text);
            let verb = self.words.verb(&mut self.chance);
            let _ = write!(text, " {} ", verb.infinitive);
            self.object(text);
        } else {
            self.clause(text);
            let _ = write!(text, " enligt {law}");
        }
    }

    fn dated(&mut self, text: &mut String) {
        text.push_str("den ");
        self.date(text);
        let verb = self.words.verb(&mut self.chance);
        let _ = write!(text, " {} ", verb.past);
        self.subject(text);
        text.push(' ');
        self.object(text);
    }

    fn necessary(&mut self, text: &mut String) {
        let adjective = self.words.adjective(&mut self.chance);
        let verb = self.words.verb(&mut self.chance);
        let _ = write!(text, "det är {} att {} ", adjective.neuter, verb.infinitive);
        self.object(text);
        text.push(' ');
        self.adverbial(text);
    }

    fn someone(&mut self, text: &mut String) {
        text.push_str(&Names::person(&mut self.chance));
        if self.chance.percent(50) {
            let title = self.chance.pick(&[
                "enhetschef",
                "utredare",
                "verksamhetschef",
                "projektledare",
                "ekonom",
                "planarkitekt",
                "rektor",
                "strateg",
            ]);
            let _ = write!(text, ", {title},");
        }
        text.push_str(self.chance.pick(&[
            " informerar om ",
            " redogör för ",
            " svarar på frågor om ",
            " presenterar ",
            " beskriver ",
        ]));
        self.object(text);
        text.push_str(" och ");
        self.object(text);
    }

    fn where_it_is(&mut self, text: &mut String) {
        self.subject(text);
        match self.chance.below(4) {
            0 => {
                let number = self.chance.between(1, 90);
                let street = self.topic.street.clone();
                let _ = write!(text, " ligger vid {street} {number} i {}", self.topic.place);
            }
            1 => {
                let (one, other) = (
                    Names::place(&mut self.chance),
                    Names::place(&mut self.chance),
                );
                let _ = write!(text, " går mellan {one} och {other}");
            }
            2 => {
                let (block, house) = (self.chance.between(1, 60), self.chance.between(1, 240));
                let name = Names::place(&mut self.chance);
                let _ = write!(
                    text,
                    " berör fastigheten {name} {block}:{house} och {}",
                    self.topic.company
                );
            }
            _ => {
                let _ = write!(text, " drivs av {} i ", self.topic.company);
                text.push_str(&Names::street(self.words, &mut self.chance));
            }
        }
    }

    fn counted(&mut self, text: &mut String) {
        let (from, to) = (self.chance.between(3, 400), self.chance.between(3, 900));
        let year = self.near_year();
        let _ = write!(text, "antalet ");
        let noun = self.noun();
        text.push_str(noun.form(Form::Many));
        let _ = write!(text, " har gått från {from} till {to} sedan {year}");
        if self.chance.percent(40) {
            let percent = self.chance.between(2, 60);
            let _ = write!(text, ", en förändring med {percent} procent");
        }
    }

    fn listed(&mut self, text: &mut String) {
        self.subject(text);
        text.push_str(" omfattar ");
        self.object(text);
        text.push_str(", ");
        self.object(text);
        text.push_str(" samt ");
        self.object(text);
    }

    fn there_is(&mut self, text: &mut String) {
        text.push_str(self.chance.pick(&[
            "det finns ",
            "det finns inte ",
            "i dag finns det ",
            "här finns ",
            "det pågår ",
            "det har varit ",
            "det är ",
        ]));
        self.object(text);
        text.push_str(self.chance.pick(&[
            " som ",
            " som inte ",
            " och det ",
            ", så att det ",
            " där man ",
        ]));
        let verb = self.words.verb(&mut self.chance);
        let _ = write!(text, "{} ", verb.present);
        self.object(text);
    }

    fn conditional(&mut self, text: &mut String) {
        text.push_str(self.chance.pick(&["om ", "när ", "för att ", "eftersom "]));
        if text.ends_with("att ") {
            let verb = self.words.verb(&mut self.chance);
            let _ = write!(text, "{} ", verb.infinitive);
            self.object(text);
        } else {
            self.clause(text);
        }
        let modal = self.chance.pick(&["kan", "ska", "bör", "måste", "behöver"]);
        let _ = write!(text, " {modal} ");
        self.subject(text);
        let verb = self.words.verb(&mut self.chance);
        let _ = write!(text, " {} ", verb.infinitive);
        self.object(text);
    }
}
