//! Makes a vocabulary. Walks every dictionary once, aside; memory does not grow with the archive beyond its names.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap};

use paragraf_language::Analyzer;
use paragraf_query::Zone;
use tantivy::schema::Field;

use super::typed::fold;
use super::vocabulary::{Names, Start, Starts, Vocabulary, Word};
use crate::schema::column;
use crate::search::Snapshot;

/// The commonest words. Rarer ones are looked up in the dictionaries when little else begins so.
const MOST_WORDS: usize = 50_000;

/// Names of one kind, registries among them.
const MOST_NAMES: usize = 200_000;

/// Shorter words need no completing.
const SHORTEST: usize = 3;

/// Of the forms of a stem the shortest is proposed, if it is at least this share as frequent as the most frequent one:
/// `förskola` rather than `förskolan`, and not `förskol`.
const BASE_SHARE: u64 = 8;

impl Vocabulary {
    pub fn of(snapshot: &Snapshot, analyzer: &Analyzer) -> tantivy::Result<Vocabulary> {
        let mut vocabulary = Vocabulary {
            officers: Names::of(column_values(snapshot, column::OFFICER)?),
            bodies: Names::of(column_values(snapshot, column::BODY)?),
            municipalities: Names::of(column_values(snapshot, column::MUNICIPALITY)?),
            registries: registries(snapshot)?,
            ..Vocabulary::default()
        };
        let mut starts = Vec::new();
        let proposed = commonest(snapshot)?
            .into_iter()
            .filter(|(word, _)| may_be_proposed(word, analyzer));
        for (text, frequency) in proposed {
            let place = u32::try_from(vocabulary.words.len()).unwrap_or(u32::MAX);
            let word = Word::of(text, frequency, analyzer, |at, folded| {
                starts.push(Start {
                    folded: folded.into(),
                    of: place,
                    at: u32::try_from(at).unwrap_or_default(),
                });
            });
            vocabulary.words.push(word);
        }
        vocabulary.word_starts = Starts::new(starts);
        choose_bases(&mut vocabulary.words);
        Ok(vocabulary)
    }
}

impl Word {
    /// A word with its stem; `start` gets each place where it may begin to be typed: the whole and its parts.
    pub fn of(
        text: String,
        frequency: u64,
        analyzer: &Analyzer,
        mut start: impl FnMut(usize, &str),
    ) -> Word {
        start(0, &fold(&text));
        let mut analyzed = analyzer.query_words(&text);
        let only = analyzed.pop().filter(|_| analyzed.is_empty());
        for part in only.iter().flat_map(|word| word.parts.iter().skip(1)) {
            if let Some(rest) = text.get(part.range.start..) {
                start(part.range.start, &fold(rest));
            }
        }
        let stem = only.map_or_else(|| text.clone(), |word| word.stem);
        Word {
            text: text.into(),
            stem: stem.into(),
            frequency,
            is_base: false,
        }
    }
}

/// Words with their frequencies, the commonest of all texts.
fn commonest(snapshot: &Snapshot) -> tantivy::Result<Vec<(String, u64)>> {
    let mut inverted = Vec::new();
    for reader in snapshot.searcher.segment_readers() {
        for zone in Zone::all() {
            inverted.push(reader.inverted_index(snapshot.fields.exacts(zone))?);
        }
    }
    let mut streams = Vec::with_capacity(inverted.len());
    let mut next: BinaryHeap<Reverse<(Vec<u8>, usize)>> = BinaryHeap::new();
    for (place, inverted) in inverted.iter().enumerate() {
        let mut stream = inverted.terms().stream()?;
        if stream.advance() {
            next.push(Reverse((stream.key().to_vec(), place)));
        }
        streams.push(stream);
    }
    let mut kept = Kept::default();
    while let Some(Reverse((mut key, place))) = next.pop() {
        let Some(stream) = streams.get_mut(place) else {
            continue;
        };
        kept.count(&key, u64::from(stream.value().doc_freq));
        if stream.advance() {
            key.clear();
            key.extend_from_slice(stream.key());
            next.push(Reverse((key, place)));
        }
    }
    Ok(kept.finish())
}

/// The most frequent words of those counted so far, which come in order.
#[derive(Default)]
struct Kept {
    last: Vec<u8>,
    frequency: u64,
    words: BinaryHeap<Reverse<(u64, String)>>,
}

impl Kept {
    /// A word once more, or the next one.
    fn count(&mut self, key: &[u8], frequency: u64) {
        if self.last != key {
            self.keep();
            self.last.clear();
            self.last.extend_from_slice(key);
        }
        self.frequency += frequency;
    }

    fn keep(&mut self) {
        let frequency = std::mem::take(&mut self.frequency);
        let is_full = self.words.len() >= MOST_WORDS;
        let least = self.words.peek().map_or(0, |Reverse((least, _))| *least);
        if frequency == 0 || (is_full && frequency <= least) {
            return;
        }
        let word = std::str::from_utf8(&self.last).ok();
        let Some(word) = word.filter(|word| is_word(word)) else {
            return;
        };
        self.words.push(Reverse((frequency, word.to_owned())));
        if is_full {
            self.words.pop();
        }
    }

    fn finish(mut self) -> Vec<(String, u64)> {
        self.keep();
        let words = self.words.into_iter();
        words
            .map(|Reverse((frequency, word))| (word, frequency))
            .collect()
    }
}

/// Whether it is a word that somebody may want completed.
pub(super) fn is_word(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_alphabetic() || letter == '-')
        && (SHORTEST..=40).contains(&text.chars().count())
}

/// Nobody's name is completed from what the minutes say: who is to be found must be known by name. Case officers have
/// completions of their own.
pub(super) fn may_be_proposed(word: &str, analyzer: &Analyzer) -> bool {
    analyzer.is_ordinary(word)
}

/// Marks for each stem the form that is proposed for all of them.
fn choose_bases(words: &mut [Word]) {
    let mut most: HashMap<&str, u64> = HashMap::new();
    for word in words.iter() {
        let most = most.entry(&word.stem).or_default();
        *most = word.frequency.max(*most);
    }
    let mut bases: HashMap<&str, (usize, Reverse<u64>, usize)> = HashMap::new();
    for (place, word) in words.iter().enumerate() {
        let most = most.get(&*word.stem).copied().unwrap_or_default();
        if word.frequency * BASE_SHARE < most {
            continue;
        }
        let rank = (word.text.chars().count(), Reverse(word.frequency), place);
        let base = bases.entry(&word.stem).or_insert(rank);
        *base = rank.min(*base);
    }
    let places: BTreeSet<usize> = bases.into_values().map(|(_, _, place)| place).collect();
    for place in places {
        if let Some(word) = words.get_mut(place) {
            word.is_base = true;
        }
    }
}

impl Names {
    fn of(names: BTreeSet<String>) -> Names {
        let names: Vec<String> = names.into_iter().collect();
        let mut starts = Vec::new();
        for (of, name) in (0..).zip(&names) {
            for (at, word) in words_of(name) {
                let folded = fold(word).into();
                let at = u32::try_from(at).unwrap_or_default();
                starts.push(Start { folded, of, at });
            }
        }
        Names {
            starts: Starts::new(starts),
            names,
        }
    }
}

/// The words of a name with the byte that each begins at.
pub(super) fn words_of(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    name.split(|c: char| !c.is_alphanumeric())
        .filter_map(move |word| {
            let start = name.get(at..)?.find(word)? + at;
            at = start + word.len();
            (!word.is_empty()).then_some((start, word))
        })
}

/// Every value of a column.
fn column_values(snapshot: &Snapshot, name: &str) -> tantivy::Result<BTreeSet<String>> {
    let mut values = BTreeSet::new();
    for reader in snapshot.searcher.segment_readers() {
        let Some(column) = reader.fast_fields().str(name)? else {
            continue;
        };
        let mut stream = column.dictionary().stream()?;
        while values.len() < MOST_NAMES && stream.advance() {
            values.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
        }
    }
    Ok(values)
}

/// The registries of all case numbers, by leaps through the dictionary: `o:KS:…` once, then what comes after `o:KS:`.
fn registries(snapshot: &Snapshot) -> tantivy::Result<Vec<String>> {
    let field: Field = snapshot.fields.case;
    let mut found = BTreeSet::new();
    for reader in snapshot.searcher.segment_readers() {
        let inverted = reader.inverted_index(field)?;
        let mut from = "o:".to_owned();
        while found.len() < MOST_NAMES {
            let mut stream = inverted.terms().range().ge(&from).into_stream()?;
            if !stream.advance() {
                break;
            }
            let key = String::from_utf8_lossy(stream.key()).into_owned();
            let Some((registry, _)) = key.strip_prefix("o:").and_then(|rest| rest.split_once(':'))
            else {
                break;
            };
            // `;` comes right after `:`.
            from = format!("o:{registry};");
            if registry != "*" {
                found.insert(registry.to_owned());
            }
        }
    }
    Ok(found.into_iter().collect())
}
