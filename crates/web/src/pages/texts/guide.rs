//! What can be typed into the box, chapter by chapter: each line is a search that finds something here, or the pattern of
//! one where nothing here fits.

use paragraf_index::{Patience, StatsBy};
use paragraf_query::SearchRequest;

use super::material::{Form, Material};
use crate::address;
use crate::app::{App, today};

/// Lines of one kind.
pub struct Chapter {
    pub id: &'static str,
    pub title: &'static str,
    pub lines: &'static [Line],
}

/// A pattern, and what is then searched.
pub struct Line {
    /// What is to stand in the pattern's place, of what is held.
    form: Form,
    pattern: &'static str,
    meaning: &'static str,
    /// Whether it asks for case officers, whom an archive may hide.
    officers: bool,
}

const fn line(form: Form, pattern: &'static str, meaning: &'static str) -> Line {
    Line {
        form,
        pattern,
        meaning,
        officers: false,
    }
}

/// A chapter as this archive shows it.
pub struct ShownChapter {
    pub id: &'static str,
    pub title: &'static str,
    pub lines: Vec<ShownLine>,
}

/// What is typed, and what is then searched.
pub struct ShownLine {
    pub typed: String,
    pub meaning: &'static str,
    /// The search that it is; empty where that finds nothing here.
    pub url: String,
}

/// Every chapter.
pub const GUIDE: &[Chapter] = &[
    Chapter {
        id: "ord",
        title: "Ord",
        lines: &[
            line(
                Form::BothWords,
                "detaljplan vindkraft",
                "paragrafer med båda orden",
            ),
            line(
                Form::Phrase,
                "\"tillfälligt bygglov\"",
                "exakt de ordformerna intill varandra",
            ),
            line(
                Form::Beginning,
                "skolskj*",
                "ord som börjar så, minst tre bokstäver",
            ),
            line(
                Form::EitherWord,
                "bygglov ELLER marklov",
                "det ena eller det andra",
            ),
            line(
                Form::WithoutWord,
                "bygglov -carport",
                "det ena men inte det andra; INTE går också",
            ),
            line(
                Form::Parentheses,
                "(bygglov ELLER marklov) strandskydd",
                "parenteser håller ihop",
            ),
        ],
    },
    Chapter {
        id: "arendenummer",
        title: "Ärendenummer",
        lines: &[
            line(Form::Number, "KS 2020/596", "så som det står i protokollet"),
            line(
                Form::NumberPadded,
                "ks-2020-00596",
                "samma nummer med andra tecken och nollor",
            ),
            line(
                Form::NumberYearLast,
                "Ks 596/2020",
                "samma nummer med året sist",
            ),
            line(
                Form::NumberAlone,
                "596/20",
                "utan diariets bokstäver söks alla diarier",
            ),
        ],
    },
    Chapter {
        id: "falt",
        title: "Fält",
        lines: &[
            line(
                Form::InDecision,
                "beslut:avgift",
                "ordet i själva beslutet, inte i bakgrunden",
            ),
            line(Form::InTitle, "rubrik:budget", "ordet i rubriken"),
            line(Form::Body, "organ:kommunstyrelsen", "ett organs beslut"),
            line(Form::Municipality, "kommun:örebro", "en kommuns beslut"),
            Line {
                form: Form::Officer,
                pattern: "handläggare:\"Förnamn Efternamn\"",
                meaning: "ärenden som en tjänsteperson har berett",
                officers: true,
            },
            line(Form::Case, "ärende:KS-2020-596", "ett ärendes paragrafer"),
            line(
                Form::Outcome,
                "utfall:avslaget",
                "beslut av ett visst slag, se nedan",
            ),
        ],
    },
    Chapter {
        id: "tid",
        title: "Tid",
        lines: &[
            line(Form::Year, "år:2023", "ett års sammanträden"),
            line(Form::Years, "år:2021-2023", "flera års"),
            line(
                Form::Days,
                "från:2023-05-01 till:2023-08-31",
                "från en dag till en annan",
            ),
            line(Form::Month, "från:\"maj 2023\"", "en månad och framåt"),
            line(Form::AsWritten, "från:ifjol", "från förra årets början"),
            line(
                Form::AsWritten,
                "från:\"senaste 30 dagarna\"",
                "räknat från i dag",
            ),
            line(Form::AsWritten, "från:-3m", "tre månader tillbaka"),
        ],
    },
];

/// Every chapter, its searches made of what is held as far as that has any.
pub fn shown(app: &App, material: &Material, patience: &Patience) -> Vec<ShownChapter> {
    let hides_officers = app.config().hide_officers;
    let chapter = |chapter: &Chapter| {
        let lines = chapter.lines.iter();
        let lines = lines.filter(|line| !(line.officers && hides_officers));
        ShownChapter {
            id: chapter.id,
            title: chapter.title,
            lines: lines
                .map(|line| line.shown(app, material, patience))
                .collect(),
        }
    };
    GUIDE.iter().map(chapter).collect()
}

/// The page of results of something typed.
pub fn search(typed: &str) -> String {
    address::results(&[("q", typed)])
}

impl Line {
    fn shown(&self, app: &App, material: &Material, patience: &Patience) -> ShownLine {
        let pattern = || self.pattern.to_owned();
        let candidates = material.typed(self.form).into_iter().chain([pattern()]);
        let found = { candidates }.find(|typed| finds_something(app, typed, patience));
        ShownLine {
            url: found.as_deref().map(search).unwrap_or_default(),
            typed: found.unwrap_or_else(pattern),
            meaning: self.meaning,
        }
    }
}

/// Where it cannot be told, because the index is damaged or busy, the page still teaches.
fn finds_something(app: &App, typed: &str, patience: &Patience) -> bool {
    let known = &app.snapshot().known;
    let pairs = [("q", typed)];
    let Ok(request) = SearchRequest::from_parameters_on(pairs.into_iter(), known, today()) else {
        return false;
    };
    let stats = app
        .sources()
        .index
        .stats_within(&request, StatsBy::Year, patience);
    stats.is_ok_and(|stats| stats.total > 0)
}
