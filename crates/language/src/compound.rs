//! Splits compounds: `områdesvärdar` into `områdes` and `värdar`.
//!
//! Every way to cut a word into known parts has a cost; the cheapest way is taken if it is cheap
//! enough. Parts that occur in many compounds cost little, rare and short ones much. What was
//! found is split again, so that `räddningstjänstförbund` comes apart all the way.

use crate::lexicon::{Base, Entry, Lexicon, number_of};

#[cfg(test)]
mod tests;

/// A piece of a compound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it ends, in letters of the word.
    pub end: usize,
    /// How the word that it stands for is written.
    pub base: Base,
    /// Whether it begins with the last letter of the piece before, written once for two:
    /// `busstation` is `buss` and `station`.
    pub shares_letter: bool,
}

/// Splits words; keeps its tables from word to word.
#[derive(Clone, Debug, Default)]
pub struct Splitter {
    letters: Vec<u8>,
    steps: Vec<Step>,
}

/// The cheapest way to a place in the word.
#[derive(Clone, Copy, Debug)]
struct Step {
    cost: u32,
    from: usize,
    base: Base,
    shares_letter: bool,
    is_name_element: bool,
    parts: u8,
}

/// Nothing shorter is worth splitting: `kö|dag`.
const MIN_LETTERS: usize = 5;
/// Nothing longer is a word.
const MAX_LETTERS: usize = 64;
/// Costs of all parts together above which a word stays whole, in eighths.
const MAX_TOTAL: u32 = 96;
/// An inflection that the lexicon does not list for the last part.
const ENDING_COST: u32 = 6;
/// A compound that begins another one takes an *-s*, though its last part alone does not: `skolskjuts|reglemente`,
/// `grönstrukturs|plan`.
const LINK_COST: u32 = 8;
/// One letter written for two.
const SHARING_COST: u32 = 28;
/// A part shorter than this shares no letter: too much would look like two parts.
const MIN_SHARING: usize = 4;

/// The linking letter, as the lexicon numbers it.
const S: u8 = b's' - b'a';

/// Endings of nouns and adjectives in the last part.
const ENDINGS: &[&str] = &[
    "s", "n", "ns", "t", "ts", "en", "ens", "et", "ets", "a", "e", "ar", "ars", "arna", "arnas",
    "er", "ers", "erna", "ernas", "or", "ors", "orna", "ornas", "na", "nas", "ena", "enas", "r",
    "rs", "rna", "rnas", "are", "aren", "arens", "ade", "ades", "at", "ats", "ande", "andet",
    "andets", "anden", "ad", "as", "ast", "aste", "de", "des", "te", "tes", "ning", "ningen",
    "ningar",
];

impl Splitter {
    /// The pieces of a word in lower case and composed letters; none where it is not split.
    pub fn split(&mut self, lexicon: &Lexicon, word: &str, segments: &mut Vec<Segment>) {
        segments.clear();
        self.split_once(lexicon, word, segments);
        if segments.is_empty() {
            return;
        }
        let mut inner = Vec::new();
        let mut base = String::new();
        let mut start = 0;
        let mut place = 0;
        while let Some(&segment) = segments.get(place) {
            let letters = segment.end - start;
            let piece: String = word.chars().skip(start).take(letters).collect();
            segment.base.write(&piece, &mut base);
            self.split_once(lexicon, &base, &mut inner);
            if !segment.shares_letter && inner.iter().rev().skip(1).all(|piece| piece.end < letters)
            {
                place += insert(segments, place, start, &inner);
            }
            start = segment.end;
            place += 1;
        }
    }

    /// Whether the lexicon has the word, or what is left of it without an ending, as a word.
    pub fn is_word(&mut self, lexicon: &Lexicon, word: &str) -> bool {
        self.read_letters(word) && self.has_entry(lexicon, word, |entry| entry.is_word)
    }

    /// False where a letter is none of the lexicon's.
    fn read_letters(&mut self, word: &str) -> bool {
        self.letters.clear();
        self.letters.extend(word.chars().map_while(number_of));
        self.letters.len() == word.chars().count()
    }

    fn split_once(&mut self, lexicon: &Lexicon, word: &str, segments: &mut Vec<Segment>) {
        segments.clear();
        let is_readable = word.len() <= 4 * MAX_LETTERS && self.read_letters(word);
        let is_long_enough = (MIN_LETTERS..=MAX_LETTERS).contains(&self.letters.len());
        if !is_readable || !is_long_enough || self.stays_whole(lexicon, word) {
            return;
        }
        let Some(last) = self.find_cheapest(lexicon, word) else {
            return;
        };
        self.trace_back(last, segments);
        self.join_whole_words(lexicon, word, segments);
    }

    /// Whether the word is an inflection of one that is never split.
    fn stays_whole(&self, lexicon: &Lexicon, word: &str) -> bool {
        self.has_entry(lexicon, word, |entry| entry.stays_whole)
    }

    /// Whether the word, or what is left of it without an ending, has such an entry.
    fn has_entry(&self, lexicon: &Lexicon, word: &str, wanted: impl Fn(&Entry) -> bool) -> bool {
        self.has_long_entry(lexicon, word, 1, wanted)
    }

    /// Whether the word is known, with some letters after the boundary: `högst` does not make
    /// `högsten` known.
    fn is_known_beyond(&self, lexicon: &Lexicon, word: &str, boundary: usize) -> bool {
        self.has_long_entry(lexicon, word, boundary + 3, |entry| entry.is_word)
    }

    fn has_long_entry(
        &self,
        lexicon: &Lexicon,
        word: &str,
        min_letters: usize,
        wanted: impl Fn(&Entry) -> bool,
    ) -> bool {
        let mut place = Lexicon::START;
        for (index, &letter) in self.letters.iter().enumerate() {
            let Some(next) = lexicon.step(place, letter) else {
                return false;
            };
            place = next;
            let left = self.letters.len() - index - 1;
            if left <= 6
                && index + 1 >= min_letters
                && lexicon.entry_at(place).is_some_and(|entry| wanted(&entry))
                && (left == 0 || is_ending(word, left))
            {
                return true;
            }
        }
        false
    }

    /// Takes away boundaries inside words that are never split: `fritids|hem`, not `fri|tids|hem`.
    fn join_whole_words(&self, lexicon: &Lexicon, word: &str, segments: &mut Vec<Segment>) {
        let mut base = String::new();
        let mut first = 0;
        while first < segments.len() {
            let start = first.checked_sub(1).and_then(|before| segments.get(before));
            let start = start.map_or(0, |before| before.end);
            let joined = (first + 1..segments.len()).rev().find(|&last| {
                let Some(segment) = segments.get(last) else {
                    return false;
                };
                let piece: String = word.chars().skip(start).take(segment.end - start).collect();
                segment.base.write(&piece, &mut base);
                lexicon.entry(&base).is_some_and(|entry| entry.stays_whole)
            });
            if let Some(last) = joined {
                segments.drain(first..last);
            }
            first += 1;
        }
        if segments.len() == 1 {
            segments.clear();
        }
    }

    /// Fills the table of cheapest ways and gives the last step of the cheapest whole one.
    fn find_cheapest(&mut self, lexicon: &Lexicon, word: &str) -> Option<Step> {
        let length = self.letters.len();
        self.steps.clear();
        self.steps.resize(length, UNREACHED);
        if let Some(first) = self.steps.first_mut() {
            *first = START;
        }
        let mut best: Option<Step> = None;
        for from in 0..length.saturating_sub(1) {
            let Some(&before) = self
                .steps
                .get(from)
                .filter(|step| step.cost < UNREACHED.cost)
            else {
                continue;
            };
            self.walk(lexicon, word, from, before, false, &mut best);
            if from >= 3 && self.letters.get(from - 1) == self.letters.get(from - 2) {
                self.walk(lexicon, word, from, before, true, &mut best);
            }
        }
        let best = best.filter(|last| last.cost <= MAX_TOTAL)?;
        let is_name = best.parts == 2 && best.is_name_element && {
            let first = self.steps.get(best.from)?;
            first.is_name_element && !self.is_known_beyond(lexicon, word, best.from)
        };
        (!is_name).then_some(best)
    }

    /// Tries every part that begins at `from`.
    fn walk(
        &mut self,
        lexicon: &Lexicon,
        word: &str,
        from: usize,
        before: Step,
        shares_letter: bool,
        best: &mut Option<Step>,
    ) {
        let length = self.letters.len();
        let mut place = Lexicon::START;
        let mut last: Option<Step> = None;
        let extra = if shares_letter { SHARING_COST } else { 0 };
        for at in from - usize::from(shares_letter)..length {
            let Some(next) = self
                .letters
                .get(at)
                .and_then(|&letter| lexicon.step(place, letter))
            else {
                break;
            };
            place = next;
            let end = at + 1;
            let is_long_enough = end >= from + if shares_letter { MIN_SHARING } else { 1 };
            let Some(entry) = lexicon.entry_at(place) else {
                continue;
            };
            let step = |cost: u32, base: Base| Step {
                cost: before.cost + cost + extra,
                from,
                base,
                shares_letter,
                is_name_element: entry.is_name_element,
                parts: before.parts.saturating_add(1),
            };
            if let (Some(modifier), Some(known), true) =
                (entry.modifier, self.steps.get_mut(end), is_long_enough)
            {
                let candidate = step(u32::from(modifier.cost), modifier.base);
                if candidate.cost < known.cost {
                    *known = candidate;
                }
            }
            if let (Some(cost), true) = (entry.head, from > 0 && is_long_enough)
                && let Some((end, base)) = self.linked(end)
                && let Some(known) = self.steps.get_mut(end)
            {
                let candidate = step(u32::from(cost) + LINK_COST, base);
                if candidate.cost < known.cost {
                    *known = candidate;
                }
            }
            let ending = if end == length {
                Some(0)
            } else {
                ending_cost(word, length - end)
            };
            let may_end = from > 0 && is_long_enough;
            if let (Some(cost), Some(ending), true) = (entry.head, ending, may_end) {
                let candidate = step(u32::from(cost) + ending, Base::Same);
                if last.is_none_or(|last| candidate.cost < last.cost) {
                    last = Some(candidate);
                }
            }
            if end == length && entry.never_ends {
                last = None;
            }
        }
        if let Some(last) = last
            && best.is_none_or(|best| last.cost < best.cost)
        {
            *best = Some(last);
        }
    }

    /// Where a part that ends at `end` ends with its linking *-s*, if it has one.
    fn linked(&self, end: usize) -> Option<(usize, Base)> {
        if self.letters.get(end - 1) == Some(&S) {
            return Some((end, Base::Same));
        }
        (self.letters.get(end) == Some(&S)).then_some((end + 1, Base::DropLast))
    }

    fn trace_back(&self, last: Step, segments: &mut Vec<Segment>) {
        let mut end = self.letters.len();
        let mut step = last;
        loop {
            segments.push(Segment {
                end,
                base: step.base,
                shares_letter: step.shares_letter,
            });
            end = step.from;
            match self.steps.get(end) {
                Some(&before) if end > 0 => step = before,
                _ => break,
            }
        }
        segments.reverse();
    }
}

const UNREACHED: Step = Step {
    cost: u32::MAX / 2,
    parts: 0,
    ..START
};

const START: Step = Step {
    cost: 0,
    from: 0,
    base: Base::Same,
    shares_letter: false,
    is_name_element: false,
    parts: 0,
};

/// Replaces a piece by its own pieces; gives how many more there are.
fn insert(segments: &mut Vec<Segment>, place: usize, start: usize, inner: &[Segment]) -> usize {
    let Some((_, before_last)) = inner.split_last() else {
        return 0;
    };
    for (offset, piece) in before_last.iter().enumerate() {
        segments.insert(
            place + offset,
            Segment {
                end: start + piece.end,
                ..*piece
            },
        );
    }
    before_last.len()
}

fn ending_cost(word: &str, letters: usize) -> Option<u32> {
    (letters <= 6 && is_ending(word, letters)).then_some(ENDING_COST)
}

/// Whether the last letters of a word are an ending.
fn is_ending(word: &str, letters: usize) -> bool {
    let at = word
        .char_indices()
        .rev()
        .nth(letters.saturating_sub(1))
        .map(|(at, _)| at);
    let ending = at.and_then(|at| word.get(at..));
    ending.is_some_and(|ending| ENDINGS.contains(&ending))
}
