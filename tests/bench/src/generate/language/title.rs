//! What paragraphs are called, and what is decided in them.

use std::fmt::Write as _;

use super::names::capital;
use super::sentence::Prose;
use super::words::Form;

impl Prose<'_> {
    /// What a § is called: `Upphandling av skolskjuts i Björkby`.
    pub fn title(&mut self, text: &mut String) {
        let first = self.topic.nouns[0].form(Form::One).to_owned();
        let about = self.chance.pick(&[
            "Svar på motion om",
            "Upphandling av",
            "Detaljplan för",
            "Taxa för",
            "Redovisning av",
            "Yttrande över",
            "Uppföljning av",
            "Ansökan om bidrag till",
            "Riktlinjer för",
            "Plan för",
            "Budget för",
            "Utredning om",
            "Revidering av",
            "Medborgarförslag om",
            "Avtal om",
            "Investering i",
            "Översyn av",
            "Granskning av",
            "Begäran om medel till",
            "Svar på remiss om",
            "Information om",
            "Delårsrapport för",
            "Reglemente för",
            "Strategi för",
            "Försäljning av",
        ]);
        text.push_str(about);
        text.push(' ');
        match self.chance.below(6) {
            0 => {
                let second = self.topic.nouns[1].form(Form::Many);
                let _ = write!(text, "{first} och {second}");
            }
            1 => {
                let _ = write!(text, "{first} i {}", self.topic.place);
            }
            2 => {
                let second = self.topic.nouns[1].form(Form::TheOne);
                let _ = write!(text, "{first} för {second}");
            }
            3 => {
                let _ = write!(text, "{first} vid {}", self.topic.street);
            }
            4 => {
                let _ = write!(text, "{first} {}", self.year + self.chance.below(3) as i32);
            }
            _ => text.push_str(&first),
        }
    }

    /// `Motion om cykelbanor i Björkby från Maja Sundelin (S)`.
    pub fn motion(&mut self, text: &mut String) {
        let noun = self.topic.nouns[0].form(Form::Many);
        let _ = write!(text, "Motion om {noun}");
        if self.chance.percent(40) {
            let _ = write!(text, " i {}", self.topic.place);
        }
    }

    /// What is decided, point by point.
    pub fn points(&mut self, is_motion: bool) -> Vec<String> {
        if is_motion {
            let end = self.chance.pick(&[
                "bifalls",
                "avslås",
                "avslås",
                "avslås",
                "anses besvarad",
                "anses besvarad",
                "bifalls delvis",
            ]);
            return vec![format!("Motionen {end}.")];
        }
        let count = match self.chance.below(10) {
            0..5 => 1,
            5..8 => 2,
            8 => 3,
            _ => self.chance.between(3, 6),
        };
        let mut points: Vec<String> = Vec::new();
        for _ in 0..count {
            let point = self.point();
            if !points.contains(&point) {
                points.push(point);
            }
        }
        points
    }

    fn point(&mut self) -> String {
        let noun = self.noun();
        let thing = capital(noun.form(Form::TheOne));
        let mut point = String::new();
        let _ = match self.chance.below(14) {
            0..3 => write!(point, "{thing} godkänns"),
            3 => write!(
                point,
                "{thing} antas att gälla från och med den 1 januari {}",
                self.year + 1
            ),
            4 => write!(point, "{thing} fastställs"),
            5 => write!(
                point,
                "Redovisningen av {} läggs till handlingarna",
                noun.form(Form::TheOne)
            ),
            6 => write!(
                point,
                "Informationen om {} antecknas till protokollet",
                noun.form(Form::TheOne)
            ),
            7 => write!(point, "Ansökan om {} avslås", noun.form(Form::One)),
            8 => write!(point, "Ansökan om {} beviljas", noun.form(Form::One)),
            9 => write!(point, "Yttrandet översänds till {}", self.topic.company),
            10 => {
                let mut money = String::new();
                self.money(&mut money);
                write!(point, "{money} anvisas till {}", noun.form(Form::TheOne))
            }
            11 | 12 => {
                let verb = self.words.verb(&mut self.chance);
                let mut object = String::new();
                self.object(&mut object);
                write!(
                    point,
                    "Förvaltningen får i uppdrag att {} {object}",
                    verb.infinitive
                )
            }
            _ => write!(point, "{thing} upphävs"),
        };
        point.push('.');
        point
    }
}
