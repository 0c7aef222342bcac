//! What can be typed into the box, chapter by chapter: each line is a search that runs.

use crate::address;

/// Lines of one kind.
pub struct Chapter {
    pub id: &'static str,
    pub title: &'static str,
    pub lines: &'static [Line],
}

/// What is typed, and what is then searched.
pub struct Line {
    pub typed: &'static str,
    pub meaning: &'static str,
    /// Whether it asks for case officers, whom an archive may hide.
    pub officers: bool,
}

const fn line(typed: &'static str, meaning: &'static str) -> Line {
    Line {
        typed,
        meaning,
        officers: false,
    }
}

/// Every chapter.
pub const GUIDE: &[Chapter] = &[
    Chapter {
        id: "ord",
        title: "Ord",
        lines: &[
            line("detaljplan vindkraft", "paragrafer med båda orden"),
            line(
                "\"tillfälligt bygglov\"",
                "exakt de ordformerna intill varandra",
            ),
            line("skolskj*", "ord som börjar så, minst tre bokstäver"),
            line("bygglov ELLER marklov", "det ena eller det andra"),
            line(
                "bygglov -carport",
                "det ena men inte det andra; INTE går också",
            ),
            line(
                "(bygglov ELLER marklov) strandskydd",
                "parenteser håller ihop",
            ),
        ],
    },
    Chapter {
        id: "arendenummer",
        title: "Ärendenummer",
        lines: &[
            line("KS 2020/596", "så som det står i protokollet"),
            line("ks-2020-00596", "samma nummer med andra tecken och nollor"),
            line("Ks 596/2020", "samma nummer med året sist"),
            line("596/20", "utan diariets bokstäver söks alla diarier"),
        ],
    },
    Chapter {
        id: "falt",
        title: "Fält",
        lines: &[
            line(
                "beslut:avgift",
                "ordet i själva beslutet, inte i bakgrunden",
            ),
            line("rubrik:budget", "ordet i rubriken"),
            line("organ:kommunstyrelsen", "ett organs beslut"),
            line("kommun:örebro", "en kommuns beslut"),
            Line {
                typed: "handläggare:\"Förnamn Efternamn\"",
                meaning: "ärenden som en tjänsteperson har berett",
                officers: true,
            },
            line("ärende:KS-2020-596", "ett ärendes paragrafer"),
            line("utfall:avslaget", "beslut av ett visst slag, se nedan"),
        ],
    },
    Chapter {
        id: "tid",
        title: "Tid",
        lines: &[
            line("år:2023", "ett års sammanträden"),
            line("år:2021-2023", "flera års"),
            line(
                "från:2023-05-01 till:2023-08-31",
                "från en dag till en annan",
            ),
            line("från:\"maj 2023\"", "en månad och framåt"),
            line("från:ifjol", "från förra årets början"),
            line("från:\"senaste 30 dagarna\"", "räknat från i dag"),
            line("från:-3m", "tre månader tillbaka"),
        ],
    },
];

/// The page of results of something typed.
pub fn search(typed: &str) -> String {
    address::results(&[("q", typed)])
}

impl Line {
    /// The search that it is.
    pub fn url(&self) -> String {
        search(self.typed)
    }
}
