//! How misspelt words are spelt.

use paragraf_language::{AnalyzedWord, Analyzer, is_function_word};
use paragraf_query::{Node, Zone};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::apart::pieces;
use super::nearby::{Nearby, allowed_distance, nearby};
use super::{Alternative, Kind, Scope, Widening, words_of};
use crate::Patience;
use crate::keys::fold;
use crate::schema::Fields;

/// A word in no more paragraphs than this may be a slip of the source as well.
const RARE: u64 = 2;

/// How much more frequent the other spelling of a rare word must be.
const MORE_FREQUENT: u64 = 5;

/// Spellings that are tried for one word.
const MOST: usize = 10;

/// What a spelling counts that differs by one letter, and by two.
const ONE: f32 = 0.6;
const TWO: f32 = 0.3;

/// What words count that stand apart and were typed as one.
const APART: f32 = 0.5;

/// A shorter word is one word.
const SHORTEST_APART: usize = 7;

/// Parts shorter than this are not corrected: everything is near them.
const SHORTEST_PART: usize = 5;

/// Looks up how words of one index are spelt.
pub(crate) struct Speller<'a> {
    pub analyzer: &'a Analyzer,
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    /// When it is over, no more words are looked up.
    pub patience: &'a Patience,
}

impl Widening {
    /// Adds the spellings of words that the index does not have, or hardly.
    pub fn add_corrections(&mut self, root: &Node, speller: &Speller<'_>) -> tantivy::Result<()> {
        for typed in words_of(root) {
            for word in speller.analyzer.query_words(typed) {
                if speller.patience.is_over() {
                    return Ok(());
                }
                if !self.of(&word.exact).is_empty() {
                    continue;
                }
                for (words, weight) in speller.spellings(&word)? {
                    let alternative = Alternative {
                        kind: Kind::Correction,
                        words,
                        is_phrase: false,
                        weight,
                        scope: Scope::Everywhere,
                    };
                    self.add(&word.exact, alternative);
                }
            }
        }
        Ok(())
    }
}

/// Whether dots and rings that were typed are there too: they were meant. `rådhus` is no `radhus`, `råtta` no `rätt`.
fn keeps_dots(word: &AnalyzedWord, other: &Nearby) -> bool {
    let plain = || distance(&fold(&word.exact), &fold(&other.word));
    word.folded.is_none() || other.distance > 0 && distance(&word.exact, &other.word) == plain()
}

/// Letters to change, add, take away or swap with the next.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (row, letter) in one.chars().enumerate() {
        let mut next = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let at =
                |costs: &[usize], place: usize| costs.get(place).copied().unwrap_or(usize::MAX);
            let changed = at(&last, column) + usize::from(letter != *wanted);
            let added = at(&last, column + 1).min(at(&next, column)) + 1;
            let is_swap = column.checked_sub(1).is_some_and(|place| {
                other.get(place) == Some(&letter) && previous == Some(*wanted)
            });
            let swapped = if is_swap {
                at(&before_last, column - 1).saturating_add(1)
            } else {
                usize::MAX
            };
            next.push(changed.min(added).min(swapped));
        }
        before_last = std::mem::replace(&mut last, next);
        previous = Some(letter);
    }
    last.last().copied().unwrap_or_default()
}

impl Speller<'_> {
    /// Other spellings of a word, likeliest first; none for one that the index knows well, and for numbers.
    fn spellings(&self, word: &AnalyzedWord) -> tantivy::Result<Vec<(Vec<String>, f32)>> {
        if !word.exact.chars().all(|c| c.is_alphabetic() || c == '\'') {
            return Ok(Vec::new());
        }
        let count = self.count(word)?;
        let is_spelt_right = self.analyzer.knows(&word.exact) || is_function_word(&word.exact);
        if count > RARE || is_spelt_right {
            return Ok(Vec::new());
        }
        let is_compound = word.parts.len() > 1;
        let mut found = self.nearby_words(word)?;
        found.retain(|other| {
            !is_function_word(&other.word)
                && keeps_dots(word, other)
                && other.count >= count.saturating_mul(MORE_FREQUENT)
        });
        // A compound of known parts is spelt right, or wrong by so little that the whole word is near.
        if found.is_empty() && count == 0 && !is_compound {
            found = self.compounds(&fold(&word.exact))?;
        }
        found.retain(|other| other.word != word.exact);
        // Where one letter explains it, two are not needed.
        if let Some(least) = found.iter().map(|other| other.distance).min() {
            found.retain(|other| other.distance <= least.max(1));
        }
        found.truncate(MOST);
        let weight = |distance| if distance <= 1 { ONE } else { TWO };
        let is_long = word.exact.chars().count() >= SHORTEST_APART;
        if found.is_empty() && count == 0 && is_long && !is_compound {
            let apart = pieces(&word.exact, self.searcher, self.fields)?;
            return Ok(apart.into_iter().map(|words| (words, APART)).collect());
        }
        Ok(found
            .into_iter()
            .map(|other| (vec![other.word], weight(other.distance)))
            .collect())
    }

    /// Words near a word; where there are none, words in another form of which the stems are near.
    fn nearby_words(&self, word: &AnalyzedWord) -> tantivy::Result<Vec<Nearby>> {
        let near = |text: &str, fields: &[Field]| {
            let folded = fold(text);
            let distance = allowed_distance(folded.chars().count());
            nearby(&folded, distance, fields, self.searcher)
        };
        let found = near(&word.exact, &self.word_fields())?;
        if !found.is_empty() {
            return Ok(found);
        }
        let stems = near(&word.stem, &[self.fields.text, self.fields.parts])?;
        let mut words = Vec::new();
        for stem in stems.into_iter().take(MOST) {
            let word = self.commonest_word(&stem.word)?;
            words.extend(word.map(|word| Nearby { word, ..stem }));
        }
        Ok(words)
    }

    /// The most frequent word of a stem.
    fn commonest_word(&self, stem: &str) -> tantivy::Result<Option<String>> {
        /// Words that begin so are looked at, in each dictionary.
        const MOST_READ: usize = 200;
        // The rules may have changed the last letters.
        let letters = stem.chars().count();
        let beginning: String = stem
            .chars()
            .take(letters.saturating_sub(2).max(3))
            .collect();
        let mut best: Option<(u32, String)> = None;
        for reader in self.searcher.segment_readers() {
            for field in self.word_fields() {
                let inverted = reader.inverted_index(field)?;
                let range = inverted.terms().range().ge(beginning.as_bytes());
                let mut stream = range.into_stream()?;
                let mut read = 0;
                while read < MOST_READ && stream.advance() {
                    read += 1;
                    let word = String::from_utf8_lossy(stream.key());
                    if !word.starts_with(&beginning) {
                        break;
                    }
                    let count = stream.value().doc_freq;
                    let is_better = best.as_ref().is_none_or(|(most, _)| count > *most);
                    if is_better && paragraf_language::stem(&word) == stem {
                        best = Some((count, word.into_owned()));
                    }
                }
            }
        }
        Ok(best.map(|(_, word)| word))
    }

    /// The spelling with å, ä and ö of a word typed without, where most paragraphs spell it so.
    pub fn with_letters(&self, word: &AnalyzedWord) -> tantivy::Result<Option<String>> {
        let plain = self.doc_freq(self.fields.text, &word.stem)?;
        let fields = match self.may_have_letters(word)? {
            true => self.word_fields(),
            // What officers are called is not among the folded words of texts.
            false => vec![self.fields.person],
        };
        let mut same = nearby(&fold(&word.exact), 0, &fields, self.searcher)?;
        same.sort_by_key(|other| std::cmp::Reverse(other.count));
        let other = same.into_iter().find(|other| other.word != word.exact);
        Ok(other
            .filter(|other| other.count > plain)
            .map(|other| other.word))
    }

    /// Whether a text may have the word with å, ä and ö. One look tells where it has not, which is so of most: such a word
    /// has a folded stem, unless it is a function word, and the dictionaries of all words take long to go through.
    fn may_have_letters(&self, word: &AnalyzedWord) -> tantivy::Result<bool> {
        /// Of longer ones not all is kept.
        const LONGEST: usize = 100;
        let exact = word.exact.as_str();
        let is_usual = exact.len() <= LONGEST && !is_function_word(exact) && fold(exact) == exact;
        Ok(!is_usual || self.doc_freq(self.fields.folded, &word.stem)? > 0)
    }

    /// Whether a word is the short name of a municipality that is held.
    pub fn is_place(&self, word: &str) -> tantivy::Result<bool> {
        Ok(self.doc_freq(self.fields.municipality, &paragraf_model::slug(word))? > 0)
    }

    /// Whether hardly a paragraph has the word.
    pub fn is_rare(&self, word: &AnalyzedWord) -> tantivy::Result<bool> {
        Ok(self.count(word)? <= RARE)
    }

    /// Whether a word means itself with these very letters: it is a short Swedish word, or a paragraph has it in some form.
    pub fn means_itself(&self, word: &AnalyzedWord) -> tantivy::Result<bool> {
        /// Of longer words the lexicon knows some without dots that are only written so.
        const LONGEST: usize = 4;
        let is_short = word.exact.chars().count() <= LONGEST;
        let is_swedish = is_short && self.analyzer.knows(&word.exact);
        Ok(is_swedish || self.doc_freq(self.fields.text, &word.stem)? > 0)
    }

    /// Whether a paragraph has the word in some form, also as a part.
    pub fn has(&self, word: &str) -> tantivy::Result<bool> {
        for word in self.analyzer.query_words(word) {
            let fields = [self.fields.text, self.fields.parts];
            for field in fields {
                if self.doc_freq(field, &word.stem)? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn doc_freq(&self, field: Field, text: &str) -> tantivy::Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(field, text))
    }

    /// Paragraphs that have the word in some form.
    fn count(&self, word: &AnalyzedWord) -> tantivy::Result<u64> {
        let fields = self.fields;
        let mut terms = vec![
            (fields.text, word.stem.as_str()),
            (fields.parts, word.stem.as_str()),
            (fields.person, word.exact.as_str()),
            (fields.place, word.stem.as_str()),
        ];
        if word.folded.is_none() {
            terms.push((fields.folded, word.stem.as_str()));
        }
        let mut most = 0;
        for (field, text) in terms {
            most = most.max(self.doc_freq(field, text)?);
        }
        Ok(most)
    }

    /// Every field that holds words as they stand.
    fn word_fields(&self) -> Vec<Field> {
        let zones = Zone::all().map(|zone| self.fields.exacts(zone));
        zones.chain([self.fields.person]).collect()
    }

    /// A compound with one part misspelt, put together from parts that the index has: `skolskuts` where no paragraph
    /// has `skolskjuts` in this form.
    fn compounds(&self, folded: &str) -> tantivy::Result<Vec<Nearby>> {
        let letters = folded.len();
        let mut best: Vec<Nearby> = Vec::new();
        for cut in SHORTEST_PART - 1..=letters.saturating_sub(SHORTEST_PART) {
            let Some((left, right)) = folded.split_at_checked(cut) else {
                continue;
            };
            for modifier in self.analyzer.modifiers_alike(left) {
                if self.patience.is_over() {
                    return Ok(Vec::new());
                }
                let heads = nearby(right, 1, &self.word_fields(), self.searcher)?;
                for head in heads.into_iter().take(2) {
                    let joined = format!("{modifier}{}", head.word);
                    let splits = self.analyzer.query_words(&joined);
                    if splits.iter().any(|word| word.parts.len() > 1) {
                        best.push(Nearby {
                            word: joined,
                            distance: head.distance.max(1),
                            count: head.count,
                        });
                    }
                }
            }
        }
        best.sort_by(|one, other| other.count.cmp(&one.count).then(one.word.cmp(&other.word)));
        best.truncate(2);
        Ok(best)
    }
}
