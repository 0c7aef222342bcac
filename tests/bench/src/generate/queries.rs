//! A thousand queries over a made-up archive, drawn from its own text.

use std::collections::BTreeMap;

use paragraf_language::compound::Splitter;
use paragraf_language::{is_function_word, lexicon};
use serde::Serialize;

use super::candidates::{AskedCase, Candidates};
use super::chance::Chance;
use super::facts::Facts;

/// One query.
#[derive(Debug, Serialize)]
pub struct Query {
    pub kind: &'static str,
    /// Names and values of `GET /api/v1/search`.
    pub parameters: BTreeMap<&'static str, String>,
    /// What other engines are asked; none where they have no such thing.
    pub plain: Option<Plain>,
    /// Paragraphs that hold these very words or this phrase, in any place; where it was counted.
    pub paragraphs: Option<u64>,
}

/// A query in the terms that all engines have.
#[derive(Debug, Serialize)]
pub struct Plain {
    pub mode: &'static str,
    pub words: Vec<String>,
}

/// The mix, of a thousand.
///
/// Logs of what people ask public archives of decisions are hardly published. Those of libraries, parliaments and
/// sites of authorities agree that most queries have one to three words, that few use operators, and that names and numbers
/// of matters are a steady part. So single words and short combinations are six tenths here, and what is dear to
/// answer (phrases, prefixes, deep pages) is asked somewhat oftener than people would, so that its tail is seen.
pub const MIX: &[(&str, u64)] = &[
    ("word_common", 150),
    ("word_middle", 130),
    ("word_rare", 100),
    ("words", 200),
    ("phrase", 80),
    ("phrase_common", 50),
    ("prefix", 60),
    ("compound", 60),
    ("case", 60),
    ("filtered", 60),
    ("newest", 30),
    ("deep", 20),
];

/// A word in at most so many paragraphs is rare.
const RARE: u64 = 10;
/// A word in this part of the paragraphs or more is common: one in fifty.
const COMMON: u64 = 50;

/// Draws words by how common they are.
struct Drawer<'c> {
    candidates: &'c Candidates,
    chance: Chance,
    common: Vec<&'c (String, u64)>,
    middle: Vec<&'c (String, u64)>,
    rare: Vec<&'c (String, u64)>,
    phrases: Vec<&'c (Vec<String>, u64)>,
    common_phrases: Vec<&'c (Vec<String>, u64)>,
    compounds: Vec<(&'c (String, u64), Vec<String>)>,
    facts: &'c Facts,
}

/// Every query, in an order of their own.
pub fn all(candidates: &Candidates, facts: &Facts, seed: u64) -> Vec<Query> {
    let mut drawer = Drawer::new(candidates, facts, seed);
    let mut queries = Vec::new();
    for (kind, share) in MIX {
        queries.extend((0..*share).map(|_| drawer.draw(kind)));
    }
    // Mixed, as they would come.
    for place in (1..queries.len()).rev() {
        let other = drawer.chance.below(place as u64 + 1) as usize;
        queries.swap(place, other);
    }
    queries
}

/// All of them where none is of the kind asked for, as in an archive of some hundred paragraphs.
fn those_or_all<T>(all: &[T], is_asked: impl Fn(&T) -> bool) -> Vec<&T> {
    let asked: Vec<&T> = all.iter().filter(|one| is_asked(one)).collect();
    match asked.is_empty() {
        true => all.iter().collect(),
        false => asked,
    }
}

impl<'c> Drawer<'c> {
    fn new(candidates: &'c Candidates, facts: &'c Facts, seed: u64) -> Drawer<'c> {
        let words = &candidates.words;
        let tells = |word: &str| !is_function_word(word);
        let common = |count: u64| count * COMMON >= facts.paragraphs;
        let counts: BTreeMap<&str, u64> = words
            .iter()
            .map(|(word, count)| (word.as_str(), *count))
            .collect();
        // Short words are not counted: nearly all of them hold sentences together.
        let all_common = |phrase: &[String]| {
            phrase.iter().all(|word| {
                let count = counts.get(word.as_str());
                word.chars().count() < 3 || count.is_some_and(|&count| common(count))
            })
        };
        let compounds = words
            .iter()
            .filter_map(|word| Some((word, parts(&word.0)?)));
        Drawer {
            candidates,
            chance: Chance::of(seed, &[31]),
            common: those_or_all(words, |(word, count)| tells(word) && common(*count)),
            middle: those_or_all(words, |(_, count)| !common(*count) && *count > RARE),
            rare: those_or_all(words, |(_, count)| !common(*count) && *count <= RARE),
            phrases: those_or_all(&candidates.phrases, |(phrase, _)| !all_common(phrase)),
            common_phrases: those_or_all(&candidates.phrases, |(phrase, _)| all_common(phrase)),
            compounds: compounds.collect(),
            facts,
        }
    }

    fn draw(&mut self, kind: &'static str) -> Query {
        match kind {
            "word_common" => self.word(kind, self.common.clone()),
            "word_middle" => self.word(kind, self.middle.clone()),
            "word_rare" => self.word(kind, self.rare.clone()),
            "phrase" => self.phrase(kind, self.phrases.clone()),
            "phrase_common" => self.phrase(kind, self.common_phrases.clone()),
            "prefix" => self.prefix(),
            "compound" => self.compound(),
            "case" => self.case(),
            "filtered" => self.filtered(),
            "newest" => {
                let mut query = self.word(kind, self.common.clone());
                query.parameters.insert("sort", "newest".to_owned());
                query.plain = None;
                query
            }
            "deep" => {
                let mut query = self.word(kind, self.common.clone());
                query.plain = None;
                query
            }
            _ => self.words(),
        }
    }

    fn word(&mut self, kind: &'static str, words: Vec<&'c (String, u64)>) -> Query {
        let (word, count) = words[self.chance.below(words.len() as u64) as usize];
        query(
            kind,
            word.clone(),
            plain("all", [word.clone()]),
            Some(*count),
        )
    }

    fn words(&mut self) -> Query {
        let together = &self.candidates.together;
        loop {
            let mut words = together[self.chance.below(together.len() as u64) as usize].clone();
            words.retain(|word| word.chars().count() > 1 && !word.chars().any(char::is_numeric));
            // Most people leave out what only holds a sentence together; some type whole sentences.
            if self.chance.percent(70) {
                words.retain(|word| !is_function_word(word));
            }
            words.dedup();
            if words.len() > 1 {
                return query("words", words.join(" "), plain("all", words), None);
            }
        }
    }

    fn phrase(&mut self, kind: &'static str, phrases: Vec<&'c (Vec<String>, u64)>) -> Query {
        let (phrase, count) = phrases[self.chance.below(phrases.len() as u64) as usize];
        let typed = format!("\"{}\"", phrase.join(" "));
        query(kind, typed, plain("phrase", phrase.clone()), Some(*count))
    }

    fn prefix(&mut self) -> Query {
        let words = if self.chance.percent(50) {
            self.middle.clone()
        } else {
            self.common.clone()
        };
        let (word, _) = words[self.chance.below(words.len() as u64) as usize];
        let length = self.chance.between(3, 6) as usize;
        let prefix: String = word.chars().take(length).collect();
        query(
            "prefix",
            format!("{prefix}*"),
            plain("prefix", [prefix]),
            None,
        )
    }

    /// As it is written, or as many write it: in two.
    fn compound(&mut self) -> Query {
        let place = self.chance.below(self.compounds.len() as u64) as usize;
        let ((word, count), parts) = &self.compounds[place];
        if self.chance.percent(50) {
            return query(
                "compound",
                word.clone(),
                plain("all", [word.clone()]),
                Some(*count),
            );
        }
        query(
            "compound",
            parts.join(" "),
            plain("all", parts.clone()),
            None,
        )
    }

    fn case(&mut self) -> Query {
        let cases = &self.candidates.cases;
        let AskedCase {
            registry,
            year,
            serial,
        } = cases[self.chance.below(cases.len() as u64) as usize].clone();
        let typed = match (registry, self.chance.below(6)) {
            ("", 0..3) => format!("{year}/{serial}"),
            ("", _) => format!("dnr {year}-{serial:05}"),
            (_, 0) => format!("{} {serial}/{year}", registry.to_lowercase()),
            (_, 1) => format!("{registry}-{year}-{serial:05}"),
            (_, 2) => format!("{registry}/{year}:{serial}"),
            (_, 3) => format!("{registry} {year}/{serial}"),
            (_, 4) => format!("{} {year}-{serial}", registry.to_lowercase()),
            _ => format!("dnr {registry} {year}-{serial}"),
        };
        query("case", typed, None, None)
    }

    fn filtered(&mut self) -> Query {
        let mut query = match self.chance.below(4) {
            0 => query("filtered", String::new(), None, None),
            1 => self.words(),
            2 => self.word("filtered", self.middle.clone()),
            _ => self.word("filtered", self.common.clone()),
        };
        query.kind = "filtered";
        query.plain = None;
        query.paragraphs = None;
        query.parameters.insert("facets", "true".to_owned());
        let places = &self.facts.municipalities;
        let years = (self.facts.last_year - self.facts.first_year + 1) as u64;
        let year = self.facts.first_year + self.chance.below(years) as i32;
        let kinds = self.chance.below(6);
        if matches!(kinds, 0 | 4) {
            query
                .parameters
                .insert("municipality", self.chance.pick(places).to_owned());
        }
        if matches!(kinds, 1 | 5) {
            let body = self.chance.pick(&[
                "Kommunfullmäktige",
                "Kommunstyrelsen",
                "Kommunstyrelsens arbetsutskott",
                "Socialnämnden",
            ]);
            query.parameters.insert("body", body.to_owned());
        }
        if matches!(kinds, 2 | 4) {
            query.parameters.insert("year", year.to_string());
        }
        if kinds == 3 {
            let months = (self.chance.between(1, 6), self.chance.between(7, 12));
            query
                .parameters
                .insert("from", format!("{year}-{:02}-01", months.0));
            query.parameters.insert(
                "to",
                format!("{}-{:02}-28", year + self.chance.below(3) as i32, months.1),
            );
        }
        if kinds == 5 {
            let outcome = self.chance.pick(&[
                "approved",
                "rejected",
                "noted",
                "adopted",
                "assigned",
                "postponed",
            ]);
            query.parameters.insert("outcome", outcome.to_owned());
        }
        query
    }
}

fn query(
    kind: &'static str,
    typed: String,
    plain: Option<Plain>,
    paragraphs: Option<u64>,
) -> Query {
    let parameters = BTreeMap::from([("q", typed)]);
    Query {
        kind,
        // An empty one would match everything, as none does.
        parameters: parameters
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        plain,
        paragraphs,
    }
}

fn plain(mode: &'static str, words: impl Into<Vec<String>>) -> Option<Plain> {
    Some(Plain {
        mode,
        words: words.into(),
    })
}

/// The parts of a compound, as one would type them: each a word of its own.
fn parts(word: &str) -> Option<Vec<String>> {
    let letters: Vec<char> = word.chars().collect();
    let mut segments = Vec::new();
    Splitter::default().split(lexicon::built_in(), word, &mut segments);
    let last = segments.len().checked_sub(1).filter(|&last| last > 0)?;
    let mut start = 0;
    let mut parts = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        let begin = if segment.shares_letter {
            start - 1
        } else {
            start
        };
        let piece: String = letters.get(begin..segment.end)?.iter().collect();
        let mut part = piece.clone();
        if place < last {
            segment.base.write(&piece, &mut part);
        }
        parts.push(part);
        start = segment.end;
    }
    Some(parts)
}
