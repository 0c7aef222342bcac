//! What may be asked for: words, phrases and case numbers of a sample of the paragraphs, and in how many of all
//! paragraphs each stands.
//!
//! The sample is drawn before anything is written, which takes no more than making some hundred meetings twice; then the
//! words of every paragraph are looked up as it is made. So the counts are exact, and memory grows with the sample alone,
//! but for eight bytes a different word, by which the vocabulary is counted.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::chance::Chance;
use super::document::Maker;
use super::minutes::Written;
use super::plan::{Item, Plan, Unit};

/// Meetings that are sampled.
const MEETINGS: u64 = 150;

/// What stands in a document.
#[derive(Debug, Default)]
pub struct Found {
    /// Candidates, once for each paragraph they stand in.
    words: Vec<u32>,
    phrases: Vec<u32>,
    /// Hashes of the document's different words.
    vocabulary: Vec<u64>,
}

/// A case as it may be asked for.
#[derive(Clone, Debug)]
pub struct AskedCase {
    pub registry: &'static str,
    pub year: i32,
    pub serial: u32,
}

/// Words and phrases with the number of paragraphs that they stand in.
#[derive(Debug, Default)]
pub struct Candidates {
    /// In the order of their letters.
    pub words: Vec<(String, u64)>,
    pub phrases: Vec<(Vec<String>, u64)>,
    /// Words that stand together in one paragraph.
    pub together: Vec<Vec<String>>,
    pub cases: Vec<AskedCase>,
    word_places: HashMap<u64, u32>,
    /// By the hashes of their first two words.
    phrase_places: HashMap<u64, Vec<u32>>,
    phrase_hashes: Vec<Vec<u64>>,
    seen: HashSet<u64>,
}

impl Candidates {
    pub fn draw(maker: &Maker, units: &[Unit]) -> Candidates {
        let mut chance = Chance::of(maker.seed, &[21]);
        let mut sample = Candidates::default();
        let mut words = BTreeMap::new();
        let mut phrases = BTreeMap::new();
        for _ in 0..MEETINGS {
            let unit = units[chance.below(units.len() as u64) as usize];
            let plan = Plan::new(unit, maker.seed);
            let meeting = &plan.meetings[chance.below(plan.meetings.len() as u64) as usize];
            let (_, written) = maker.written(&plan, meeting);
            for (paragraph, item) in written.iter().zip(&meeting.items) {
                let Item::Case { case, .. } = item else {
                    continue;
                };
                let case = &plan.cases[*case];
                sample.cases.push(AskedCase {
                    registry: case.registry,
                    year: unit.year,
                    serial: case.serial,
                });
                let mut all = Vec::new();
                for text in paragraph.texts() {
                    let tokens: Vec<String> = tokens(text).map(str::to_lowercase).collect();
                    if tokens.len() > 8 {
                        let length = chance.between(2, 4) as usize;
                        let start = chance.below((tokens.len() - length) as u64) as usize;
                        phrases.insert(tokens[start..start + length].to_vec(), 0);
                    }
                    all.extend(tokens);
                }
                let length = chance.between(2, 4);
                let together = (0..length).map(|_| chance.below(all.len() as u64) as usize);
                sample
                    .together
                    .push(together.map(|place| all[place].clone()).collect());
                words.extend(
                    all.into_iter()
                        .filter(|word| is_asked(word))
                        .map(|word| (word, 0)),
                );
            }
        }
        sample.words = words.into_iter().collect();
        sample.phrases = phrases.into_iter().collect();
        sample.index();
        sample
    }

    fn index(&mut self) {
        for (place, (word, _)) in (0..).zip(&self.words) {
            self.word_places.insert(hash(word), place);
        }
        for (place, (phrase, _)) in (0..).zip(&self.phrases) {
            let hashes: Vec<u64> = phrase.iter().map(|word| hash(word)).collect();
            self.phrase_places
                .entry(pair(hashes[0], hashes[1]))
                .or_default()
                .push(place);
            self.phrase_hashes.push(hashes);
        }
    }

    /// What of the candidates stands in these paragraphs.
    pub fn find(&self, written: &[Written]) -> Found {
        let mut found = Found::default();
        let mut hashes = Vec::new();
        let (mut words, mut phrases) = (Vec::new(), Vec::new());
        for paragraph in written {
            words.clear();
            phrases.clear();
            for text in paragraph.texts() {
                hashes.clear();
                hashes.extend(tokens(text).map(hash));
                words.extend(hashes.iter().filter_map(|hash| self.word_places.get(hash)));
                for start in 0..hashes.len().saturating_sub(1) {
                    let beginning = pair(hashes[start], hashes[start + 1]);
                    let places = self.phrase_places.get(&beginning).into_iter().flatten();
                    phrases.extend(places.filter(|&&place| {
                        hashes[start..].starts_with(&self.phrase_hashes[place as usize])
                    }));
                }
                found.vocabulary.extend(&hashes);
            }
            for all in [&mut words, &mut phrases] {
                all.sort_unstable();
                all.dedup();
            }
            found.words.extend(&words);
            found.phrases.extend(&phrases);
        }
        found.vocabulary.sort_unstable();
        found.vocabulary.dedup();
        found
    }

    pub fn count(&mut self, found: &Found) {
        for &place in &found.words {
            self.words[place as usize].1 += 1;
        }
        for &place in &found.phrases {
            self.phrases[place as usize].1 += 1;
        }
        self.seen.extend(&found.vocabulary);
    }

    /// Different words of all that was written.
    pub fn vocabulary(&self) -> u64 {
        self.seen.len() as u64
    }
}

impl Written {
    /// Title and blocks, each a text of its own.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let blocks = self.sections.iter().flat_map(|(_, blocks)| blocks);
        std::iter::once(self.title.as_str()).chain(blocks.map(String::as_str))
    }
}

/// Words and numbers.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|token| !token.is_empty())
}

fn is_asked(word: &str) -> bool {
    word.chars().count() >= 3 && word.chars().all(char::is_alphabetic)
}

/// Of the word in lower case.
fn hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for letter in word.chars() {
        let lower = match letter {
            'a'..='z' => letter,
            'A'..='Z' => letter.to_ascii_lowercase(),
            _ => letter.to_lowercase().next().unwrap_or(letter),
        };
        hash = (hash ^ u64::from(lower)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

fn pair(first: u64, second: u64) -> u64 {
    first.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ second
}
