//! What somebody, or something, may type: words of the minutes, operators, brackets, odd characters, and mixtures.

use paragraf_model::Paragraph;
use unicode_normalization::UnicodeNormalization;

use crate::chance::Chance;

/// What means something in the query language, or nearly.
const OPERATORS: &[&str] = &[
    " OR ", " ELLER ", " AND ", " OCH ", " NOT ", " INTE ", " -", " - ", "(", ")", "((", "))",
    "\"", "”", "“", "'", "*", "**", ":", "::", " :", "-", "--", "–", "/", "\\", ".", ",", ";", "§",
    "§§ ", "+", "=", "<", ">", "<mark>", "</mark>", "&", "&amp;", "#", "~2", "^3", "[", "]", "{",
    "}", "|", "||", "&&", "!", "?", "%", "_",
];

const FIELDS: &[&str] = &[
    "ärende:",
    "handläggare:",
    "beslut:",
    "rubrik:",
    "organ:",
    "kommun:",
    "utfall:",
    "år:",
    "från:",
    "till:",
    "case:",
    "officer:",
    "decision:",
    "title:",
    "body:",
    "municipality:",
    "outcome:",
    "year:",
    "from:",
    "to:",
    "okänt:",
    "a:",
    "http:",
    "Ärende:",
    "RUBRIK:",
    "rubrik :",
];

const VALUES: &[&str] = &[
    "2023",
    "2023-05",
    "2023-05-31",
    "2023-13-45",
    "2021-2023",
    "9999",
    "0",
    "-1",
    "1e9",
    "igår",
    "\"förra veckan\"",
    "-30d",
    "avslag",
    "bifall",
    "Kvarnåsa",
    "kommunfullmäktige",
    "99999999999999999999",
    "20230531",
];

const CASES: &[&str] = &[
    "KS 2020/596",
    "ks-2020-00596",
    "KS/2020:596",
    "dnr 2020-596",
    "Ks 596/2020",
    "2020/596 KS",
    "KS2020/596-3",
    "2020/2021",
    "KSKF/2014:1",
    "SFS 2017:725",
    "KS 2020/596:-1",
    "dnr",
    "KS 20/5",
    "ÖFN 2019/00001",
    "diarienr KS-2020-5",
    "§ 15",
    "KS § 12",
    "2020-05-12",
    "596/2020",
    "KS 2020/99999999999999",
];

const ODD: &[&str] = &[
    "\0",
    "\u{1}",
    "\t",
    "\n",
    "\r\n",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "\u{301}",
    "\u{308}",
    "ﬁ",
    "ß",
    "İ",
    "ı",
    "Σς",
    "ǆ",
    "Å",
    "Å",
    "ㅎ",
    "漢字",
    "עברית",
    "العربية",
    "🏛️",
    "👩‍👩‍👧",
    "𝔸𝔹",
    "①",
    "½",
    "²",
    "ª",
    "\u{e000}",
    "\u{10ffff}",
    "x\u{302}\u{303}\u{304}\u{305}",
    "ｋｓ",
    "\u{2028}",
    "\u{85}",
    "٣",
    "Ⅷ",
    "ÅÄÖ",
    "éÉ",
    "øæ",
];

/// Longest text beyond what a query may have.
const LONG: u64 = 700;

/// Makes queries of what it has seen.
#[derive(Debug)]
pub struct Typist {
    words: Vec<String>,
    queries: Vec<String>,
}

impl Typist {
    /// One that knows the words of these paragraphs, and these queries.
    pub fn new(paragraphs: &[Paragraph], queries: &[String]) -> Typist {
        let texts = paragraphs.iter().flat_map(|paragraph| {
            let sections = paragraph
                .sections
                .iter()
                .map(|section| section.text.as_str());
            sections.chain(paragraph.title.as_deref())
        });
        let mut words: Vec<String> = texts
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words.dedup();
        Typist {
            words,
            queries: queries.to_vec(),
        }
    }

    /// A query.
    pub fn query(&self, chance: &mut Chance) -> String {
        let mut typed = match chance.below(8) {
            0 => self.known(chance),
            1 => nested(chance),
            2 => self.long(chance),
            3 => random_characters(chance),
            _ => self.pieces(chance),
        };
        while chance.once_in(3) {
            typed = mutated(&typed, chance);
        }
        if chance.once_in(10) {
            typed = typed.nfd().collect();
        }
        typed
    }

    /// Puts odd things into a paragraph's title and sections.
    pub fn spoil(&self, paragraph: &mut Paragraph, chance: &mut Chance) {
        let title = paragraph.title.iter_mut();
        let texts = paragraph
            .sections
            .iter_mut()
            .map(|section| &mut section.text);
        for text in title.chain(texts) {
            for _ in 0..chance.below(4) {
                *text = mutated(text, chance);
            }
            if chance.once_in(8) {
                *text = self.pieces(chance);
            }
            if chance.once_in(10) {
                *text = text.nfd().collect();
            }
        }
    }

    fn known(&self, chance: &mut Chance) -> String {
        match self.queries.len() as u64 {
            0 => String::new(),
            count => self.queries[chance.below(count) as usize].clone(),
        }
    }

    fn word(&self, chance: &mut Chance) -> String {
        match self.words.len() as u64 {
            0 => "ord".to_owned(),
            count => self.words[chance.below(count) as usize].clone(),
        }
    }

    fn pieces(&self, chance: &mut Chance) -> String {
        let mut typed = String::new();
        for _ in 0..1 + chance.below(8) {
            match chance.below(10) {
                0 | 1 => typed.push_str(chance.pick(OPERATORS)),
                2 => typed.push_str(chance.pick(FIELDS)),
                3 => typed.push_str(chance.pick(VALUES)),
                4 => typed.push_str(chance.pick(CASES)),
                5 => typed.push_str(chance.pick(ODD)),
                _ => typed.push_str(&self.word(chance)),
            }
            if chance.below(3) > 0 {
                typed.push(' ');
            }
        }
        typed
    }

    fn long(&self, chance: &mut Chance) -> String {
        let piece = self.pieces(chance);
        let times = chance.below(LONG) as usize / piece.chars().count().max(1) + 1;
        piece.repeat(times)
    }
}

fn nested(chance: &mut Chance) -> String {
    let depth = chance.below(LONG) as usize;
    let open = chance.pick(&["(", "NOT (", "a OR (", "rubrik:(", "\"", "-(", "((a) "]);
    let mut typed = open.repeat(depth.min(LONG as usize / open.len()));
    typed.push_str("ord");
    typed.push_str(&")".repeat(chance.below(LONG) as usize));
    typed
}

fn random_characters(chance: &mut Chance) -> String {
    let count = chance.below(40);
    let code = |chance: &mut Chance| match chance.below(3) {
        0 => chance.below(0x80),
        1 => chance.below(0x3000),
        _ => chance.below(0x11_0000),
    };
    (0..count)
        .filter_map(|_| char::from_u32(code(chance) as u32))
        .collect()
}

/// One character more, less, doubled or exchanged, or something odd put in.
fn mutated(text: &str, chance: &mut Chance) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let place = chance.below(chars.len() as u64 + 1) as usize;
    match chance.below(6) {
        0 if place < chars.len() => {
            chars.remove(place);
        }
        1 if place < chars.len() => chars.insert(place, chars[place]),
        2 if place + 1 < chars.len() => chars.swap(place, place + 1),
        3 => chars.truncate(place),
        4 => chars
            .splice(place..place, chance.pick(OPERATORS).chars())
            .for_each(drop),
        _ => chars
            .splice(place..place, chance.pick(ODD).chars())
            .for_each(drop),
    }
    chars.into_iter().collect()
}
