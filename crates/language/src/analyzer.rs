//! Turns a text, or what somebody typed, into words with all their forms.

use std::sync::{Arc, Mutex, PoisonError};

use crate::compound::Splitter;
use crate::forms::{AnalyzedWord, Part, Slice, WordForms};
use crate::function_words::is_function_word;
use crate::lexicon::{self, Base, Lexicon};
use crate::spelling::{write_exact, write_folded};
use crate::stem::stem;
use crate::words::{self, Casing, Token};

mod joining;
mod remembered;

#[cfg(test)]
mod tests;

pub use remembered::FormCache;
use remembered::{Forms, Scratch};

/// Turns words into what is indexed and searched. Cheap to clone, safe to share.
#[derive(Clone, Debug)]
pub struct Analyzer {
    lexicon: Arc<Lexicon>,
    /// Forms of what was typed: of one search each word is asked for several times.
    typed: Arc<Mutex<FormCache>>,
}

/// 2 MB of words that were typed.
const MOST_TYPED: usize = 10_000;

impl Default for Analyzer {
    fn default() -> Analyzer {
        Analyzer::built_in()
    }
}

/// A word of a text before its forms are made of it: words that are written alike have the same stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    /// In lower case and composed letters.
    pub exact: &'a str,
    /// The word that lends its end to one with a hanging hyphen: `cykelväg` in `gång- och cykelväg`.
    pub lender: Option<&'a str>,
}

/// How one word is searched, for a person who wants to know why something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordAnalysis {
    /// As typed.
    pub word: String,
    /// Stem of the whole; of several words (`EU-medborgare`) with a blank between.
    pub stem: String,
    /// Pieces of the very word that join to it again; a linking letter stands with the piece before it.
    pub segments: Vec<String>,
    /// What is indexed of the pieces: each as a word of its own, stemmed. Empty where it is not split.
    pub parts: Vec<String>,
    /// Folded and stemmed; `None` where there is nothing to fold.
    pub folded: Option<String>,
}

impl Analyzer {
    /// With the lexicon built into the program.
    pub fn built_in() -> Analyzer {
        Analyzer::with(lexicon::built_in().clone())
    }

    /// With a lexicon that an archive extended.
    pub fn with(lexicon: Lexicon) -> Analyzer {
        Analyzer {
            lexicon: Arc::new(lexicon),
            typed: Arc::new(Mutex::new(FormCache::of_at_most(MOST_TYPED))),
        }
    }

    /// What it knows beforehand.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Every word of a text, in order.
    pub fn words(&self, text: &str) -> Vec<AnalyzedWord> {
        let mut analyzed = Vec::new();
        self.for_each_word(text, &mut FormCache::default(), |word| {
            analyzed.push(word.to_owned());
        });
        analyzed
    }

    /// Every word of a text as it stands there, in order: [`AnalyzedWord::exact`] alone. Stems and parts, which take the
    /// time, are not made.
    pub fn exact_words(&self, text: &str) -> Vec<String> {
        let mut tokens = Vec::new();
        words::find(text, &mut tokens);
        let mut room = String::new();
        let exact = |token| exact_of(text, token, &mut room).to_owned();
        tokens.iter().map(exact).collect()
    }

    /// Calls `visit` with every word of a text, in order. For indexing: nothing is copied, and words
    /// met before come out of the cache.
    pub fn for_each_word(
        &self,
        text: &str,
        cache: &mut FormCache,
        visit: impl FnMut(WordForms<'_>),
    ) {
        let mut tokens = std::mem::take(&mut cache.tokens);
        words::find(text, &mut tokens);
        self.visit_tokens(text, &tokens, cache, visit);
        cache.tokens = tokens;
    }

    /// As [`Analyzer::for_each_word`] with the words alone that `is_wanted` says yes to, asked by what is written. Calls
    /// `visit` with the place of each among all words of the text. What is not wanted costs no more than its letters.
    pub fn for_each_wanted_word(
        &self,
        text: &str,
        cache: &mut FormCache,
        mut is_wanted: impl FnMut(Written<'_>) -> bool,
        mut visit: impl FnMut(usize, Written<'_>, WordForms<'_>),
    ) {
        let mut tokens = std::mem::take(&mut cache.tokens);
        words::find(text, &mut tokens);
        let [mut exact, mut other] = [const { String::new() }; 2];
        for (position, token) in tokens.iter().enumerate() {
            let lender = lender(text, &tokens, position);
            let written = Written {
                exact: exact_of(text, token, &mut exact),
                lender: lender.map(|token| exact_of(text, token, &mut other)),
            };
            if is_wanted(written) {
                self.visit_token(text, &tokens, position, cache, |word| {
                    visit(position, written, word);
                });
            }
        }
        cache.tokens = tokens;
    }

    /// The forms of what was typed as one word. Usually one; several where a hyphen, a slash or a
    /// blank stands in it, none where it holds no letter. Capitals that were typed mean nothing.
    pub fn query_words(&self, typed: &str) -> Vec<AnalyzedWord> {
        let mut tokens = Vec::new();
        words::find(typed, &mut tokens);
        for token in &mut tokens {
            token.casing = Casing::Lower;
        }
        let mut analyzed = Vec::new();
        // A cache whose thread panicked may lack a word or hold one twice, and no wrong one.
        let mut cache = self.typed.lock().unwrap_or_else(PoisonError::into_inner);
        self.visit_tokens(typed, &tokens, &mut cache, |word| {
            analyzed.push(word.to_owned());
        });
        analyzed
    }

    /// The stems alone of [`Analyzer::query_words`]: parts, which take the time, are not made.
    pub fn query_stems(&self, typed: &str) -> Vec<String> {
        let exact = self.exact_words(typed);
        exact.iter().map(|exact| stem(exact)).collect()
    }

    /// Words that two adjacent ones would make together: `barn`, `omsorg` give `barnomsorg` and
    /// `barnsomsorg`; `skola`, `skjuts` give `skolskjuts` as well. In lower case, to be searched
    /// beside the two.
    pub fn joined_forms(&self, left: &str, right: &str) -> Vec<String> {
        joining::join(&self.lexicon, &left.to_lowercase(), &right.to_lowercase())
    }

    /// Whether the lexicon has a word in lower case in this very form.
    pub fn knows(&self, word: &str) -> bool {
        self.lexicon.entry(word).is_some_and(|entry| entry.is_word)
    }

    /// Whether a word in lower case is one of the language, in any inflection, or a compound of such: what is neither
    /// is a name, a foreign word or a misprint.
    pub fn is_ordinary(&self, word: &str) -> bool {
        let mut splitter = Splitter::default();
        let mut segments = Vec::new();
        splitter.is_word(&self.lexicon, word) || {
            splitter.split(&self.lexicon, word, &mut segments);
            !segments.is_empty()
        }
    }

    /// Beginnings of compounds that are written so but for dots, rings and accents.
    pub fn modifiers_alike(&self, folded: &str) -> Vec<String> {
        self.lexicon.modifiers_alike(folded)
    }

    /// How one word is searched and why.
    pub fn analyze_word(&self, word: &str) -> WordAnalysis {
        let words = self.query_words(word);
        let joined = |forms: &mut dyn Iterator<Item = &str>| forms.collect::<Vec<_>>().join(" ");
        let has_folded = words.iter().any(|word| word.folded.is_some());
        WordAnalysis {
            word: word.to_owned(),
            stem: joined(&mut words.iter().map(|word| word.stem.as_str())),
            segments: segments(word, &words),
            parts: indexed_parts(&words),
            folded: has_folded.then(|| joined(&mut words.iter().map(AnalyzedWord::folded_or_stem))),
        }
    }

    fn visit_tokens(
        &self,
        text: &str,
        tokens: &[Token],
        cache: &mut FormCache,
        mut visit: impl FnMut(WordForms<'_>),
    ) {
        for position in 0..tokens.len() {
            self.visit_token(text, tokens, position, cache, &mut visit);
        }
    }

    fn visit_token(
        &self,
        text: &str,
        tokens: &[Token],
        position: usize,
        cache: &mut FormCache,
        visit: impl FnOnce(WordForms<'_>),
    ) {
        let Some(token) = tokens.get(position) else {
            return;
        };
        cache.start_over_if_full();
        let completed = self.complete(text, tokens, position, cache);
        let forms = self.forms_of(text, token, cache);
        if let Some(word) = cache.word(token, forms, completed) {
            visit(word);
        }
    }

    /// Where the forms of a token are remembered.
    fn forms_of(&self, text: &str, token: &Token, cache: &mut FormCache) -> usize {
        cache.with_exact(text, token, |exact, cache| self.remember(exact, cache))
    }

    /// Where the forms of a word are remembered; makes them if it is new.
    fn remember(&self, exact: &str, cache: &mut FormCache) -> usize {
        let hash = cache.hash(exact);
        if let Some(index) = cache.known(exact, hash) {
            return index;
        }
        let forms = self.make_forms(exact, &mut cache.scratch);
        cache.put(forms, hash)
    }

    fn make_forms(&self, exact: &str, scratch: &mut Scratch) -> Forms {
        scratch.written.clear();
        let exact_form = Slice::put(exact, &mut scratch.written);
        let stem_form = Slice::put(&stem(exact), &mut scratch.written);
        let has_folded = write_folded(exact, &mut scratch.folded);
        let folded = has_folded.then(|| Slice::put(&stem(&scratch.folded), &mut scratch.written));
        scratch
            .splitter
            .split(&self.lexicon, exact, &mut scratch.segments);
        let parts = make_parts(exact, scratch);
        Forms {
            exact: exact_form,
            stem: stem_form,
            folded,
            is_ordinary: scratch.splitter.is_word(&self.lexicon, exact),
            is_filler: is_function_word(exact),
            parts,
            written: scratch.written.as_str().into(),
        }
    }

    /// The word meant by `gång-` in `gång- och cykelväg`: the next word without a hanging hyphen
    /// lends its end, if the two make a word.
    fn complete(
        &self,
        text: &str,
        tokens: &[Token],
        position: usize,
        cache: &mut FormCache,
    ) -> Option<usize> {
        let lender = lender(text, tokens, position)?;
        let begin = self.forms_of(text, tokens.get(position)?, cache);
        let lender = self.forms_of(text, lender, cache);
        let (begin, lender) = (cache.entries.get(begin)?, cache.entries.get(lender)?);
        let cut = lender.parts.first()?.end as usize;
        let completed = format!("{}{}", begin.exact(), lender.exact().get(cut..)?);
        let index = self.remember(&completed, cache);
        let forms = cache.entries.get(index)?;
        (forms.is_ordinary || !forms.parts.is_empty()).then_some(index)
    }
}

/// How many words `gång-, cykel- och ridväg` may run on.
const MAX_ELLIPSIS: usize = 8;

/// The next word without a hanging hyphen, for a word that ends in one.
fn lender<'a>(text: &str, tokens: &'a [Token], position: usize) -> Option<&'a Token> {
    if !tokens.get(position)?.hangs {
        return None;
    }
    let mut following = tokens.get(position + 1..)?.iter().take(MAX_ELLIPSIS);
    following.find(|token| !token.hangs && !is_conjunction(text, token))
}

/// A token as it is searched; `room` holds it where it stands otherwise in the text.
fn exact_of<'a>(text: &'a str, token: &Token, room: &'a mut String) -> &'a str {
    if token.is_lower {
        return text.get(token.range.clone()).unwrap_or_default();
    }
    write_exact(text, token, room, &mut Vec::new());
    room
}

fn is_conjunction(text: &str, token: &Token) -> bool {
    let word = text.get(token.range.clone()).unwrap_or_default();
    matches!(
        word,
        "och" | "eller" | "samt" | "respektive" | "resp" | "som"
    )
}

/// Writes the forms of the parts behind those of the whole.
fn make_parts(exact: &str, scratch: &mut Scratch) -> Box<[Part]> {
    let Scratch {
        folded,
        base,
        segments,
        written,
        ..
    } = scratch;
    let mut parts = Vec::with_capacity(segments.len());
    let mut ends = exact
        .char_indices()
        .map(|(at, _)| at)
        .skip(1)
        .chain([exact.len()]);
    let (mut start, mut letters) = (0, 0);
    for segment in segments.iter() {
        let Some(end) = ends.nth(segment.end.saturating_sub(letters + 1)) else {
            break;
        };
        // The letter that the part before ends in belongs to this one as well.
        let shared = exact
            .get(..start)
            .and_then(|before| before.chars().next_back());
        let begin = match shared {
            Some(letter) if segment.shares_letter => start - letter.len_utf8(),
            _ => start,
        };
        segment
            .base
            .write(exact.get(begin..end).unwrap_or_default(), base);
        // The s of `skjuts` is its own: what looks like a linking letter is none where the word keeps it.
        let piece = exact.get(begin..end).unwrap_or_default();
        if segment.base == Base::DropLast && stem(piece).ends_with('s') {
            piece.clone_into(base);
        }
        let has_folded = write_folded(base, folded);
        parts.push(Part {
            end: end as u32,
            stem: Slice::put(&stem(base), written),
            folded: has_folded.then(|| Slice::put(&stem(folded), written)),
        });
        (start, letters) = (end, segment.end);
    }
    parts.into()
}

/// Pieces of the very word; what stands between and around the words goes with the piece before.
fn segments(word: &str, words: &[AnalyzedWord]) -> Vec<String> {
    let mut ends: Vec<usize> = words.iter().flat_map(piece_starts).skip(1).collect();
    ends.push(word.len());
    let mut start = 0;
    let mut pieces = Vec::new();
    for end in ends {
        pieces.extend(word.get(start..end).map(str::to_owned));
        start = end;
    }
    pieces
}

fn piece_starts(word: &AnalyzedWord) -> Vec<usize> {
    match word.parts.as_slice() {
        [] => vec![word.range.start],
        parts => parts.iter().map(|part| part.range.start).collect(),
    }
}

/// What is indexed of the pieces; nothing where there is but one.
fn indexed_parts(words: &[AnalyzedWord]) -> Vec<String> {
    let parts: Vec<String> = words
        .iter()
        .flat_map(|word| match word.parts.as_slice() {
            [] => vec![word.stem.clone()],
            parts => parts.iter().map(|part| part.stem.clone()).collect(),
        })
        .collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}
