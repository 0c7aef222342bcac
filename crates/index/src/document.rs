//! A paragraph becomes what the index keeps of it.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use paragraf_language::abbreviation::definitions;
use paragraf_language::{Analyzer, FormCache, WordForms};
use paragraf_model::{CaseNumber, Paragraph};
use paragraf_query::Zone;
use tantivy::TantivyDocument;
use tantivy::schema::Field;

use crate::keys::{self, Found, Name};
use crate::schema::{Fields, boost, write_aside};
use crate::seen::Seen;
use crate::tokens::BETWEEN_TOKENS;
use crate::widen::definition_key;

/// A paragraph with what the index must know of its meeting.
#[derive(Clone, Copy, Debug)]
pub struct IndexedParagraph<'a> {
    /// The archive's permanent key.
    pub key: u64,
    /// The paragraph's id.
    pub id: &'a str,
    /// Short name.
    pub municipality: &'a str,
    /// Full name.
    pub municipality_name: &'a str,
    /// The body's part of the id.
    pub body: &'a str,
    /// Full name.
    pub body_name: &'a str,
    /// Of the meeting.
    pub date: NaiveDate,
    /// What is searched.
    pub paragraph: &'a Paragraph,
}

/// Makes documents; keeps the forms of words met before.
#[derive(Debug)]
pub(crate) struct DocumentMaker {
    fields: Fields,
    analyzer: Analyzer,
    cache: FormCache,
    seen: Seen,
    tokens: Tokens,
    zones: Vec<ZoneTokens>,
    places: HashMap<[String; 2], PlaceTokens>,
}

/// Engines cut longer tokens.
const MAX_TOKEN_CHARS: usize = 200;

/// A document of a paragraph of usual length.
const DOCUMENT_BYTES: usize = 8 * 1024;

/// Pairs of a municipality and a body whose names are remembered.
const MAX_PLACES: usize = 10_000;

/// The tokens of a document that come from all its texts.
#[derive(Debug, Default)]
struct Tokens {
    text: String,
    parts: String,
    folded: String,
    aside: String,
}

/// What is written of a meeting's municipality and body.
#[derive(Debug)]
struct PlaceTokens {
    forms: String,
    municipality: String,
}

/// What is written of a zone.
#[derive(Debug)]
struct ZoneTokens {
    zone: Zone,
    /// By which [`Seen`] knows it.
    place: usize,
    /// Whether it matters how often a stem stands there.
    is_counted: bool,
    stems: String,
    exacts: String,
}

impl DocumentMaker {
    pub fn new(fields: Fields, analyzer: Analyzer) -> DocumentMaker {
        let zones = Zone::all().enumerate().map(|(place, zone)| ZoneTokens {
            zone,
            place,
            is_counted: boost(zone).is_some(),
            stems: String::new(),
            exacts: String::new(),
        });
        DocumentMaker {
            fields,
            analyzer,
            cache: FormCache::default(),
            seen: Seen::default(),
            tokens: Tokens::default(),
            zones: zones.collect(),
            places: HashMap::new(),
        }
    }

    pub fn document(&mut self, indexed: &IndexedParagraph<'_>) -> TantivyDocument {
        let mut document = TantivyDocument::with_capacity(DOCUMENT_BYTES);
        self.add_texts(&mut document, indexed.paragraph);
        self.add_case_numbers(&mut document, indexed.paragraph);
        self.add_officers(&mut document, indexed.paragraph);
        self.add_facts(&mut document, indexed);
        self.add_places(&mut document, indexed);
        self.add_abbreviations(&mut document, indexed);
        document
    }

    fn add_texts(&mut self, document: &mut TantivyDocument, paragraph: &Paragraph) {
        self.tokens.clear();
        self.seen.start_document();
        for (zone, text) in texts(paragraph) {
            let Some(of_zone) = self.zones.iter_mut().find(|known| known.zone == zone) else {
                continue;
            };
            self.analyzer.for_each_word(text, &mut self.cache, |word| {
                read_word(&word, of_zone, &mut self.tokens, &mut self.seen);
            });
            // Each text is a value of its own, so that a phrase never goes from one into the next.
            add(document, self.fields.stems(zone), &of_zone.stems);
            add(document, self.fields.exacts(zone), &of_zone.exacts);
            of_zone.stems.clear();
            of_zone.exacts.clear();
        }
        add(document, self.fields.text, &self.tokens.text);
        add(document, self.fields.parts, &self.tokens.parts);
        add(document, self.fields.folded, &self.tokens.folded);
        add(document, self.fields.aside, &self.tokens.aside);
    }

    fn add_case_numbers(&self, document: &mut TantivyDocument, paragraph: &Paragraph) {
        let own = paragraph
            .case_numbers
            .iter()
            .map(|number| keys::of_case(number, Found::Own));
        // Most texts hold none, and are not looked at word by word.
        let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
        let mentioned = texts(paragraph)
            .filter(|(_, text)| has_digit(text))
            .flat_map(|(_, text)| CaseNumber::find_all(text))
            .map(|found| keys::of_case(&found.case_number, Found::Mentioned));
        let mut keys: BTreeSet<String> = own.chain(mentioned).flatten().collect();
        keys.insert(keys::of_paragraph(&paragraph.number_with_suffix()));
        for key in keys {
            document.add_text(self.fields.case, key);
        }
    }

    fn add_officers(&self, document: &mut TantivyDocument, paragraph: &Paragraph) {
        let mut persons = BTreeSet::new();
        let mut names = BTreeSet::new();
        for officer in &paragraph.case_officers {
            let name = Name::read(officer, &self.analyzer);
            persons.extend([name.whole(), name.whole_folded()]);
            persons.extend(name.pairs());
            persons.extend(name.folded);
            persons.extend(name.parts);
            names.insert(officer.as_str());
        }
        for person in persons {
            document.add_text(self.fields.person, person);
        }
        for name in names {
            document.add_text(self.fields.officer, name);
        }
    }

    /// Who writes `skolskjuts Exempelby` or `kommunstyrelsen budget` says where, though no text says it again.
    fn add_places(&mut self, document: &mut TantivyDocument, indexed: &IndexedParagraph<'_>) {
        let names = [indexed.municipality_name, indexed.body_name];
        let key = names.map(str::to_owned);
        if !self.places.contains_key(&key) {
            if self.places.len() >= MAX_PLACES {
                self.places.clear();
            }
            let place = PlaceTokens {
                forms: self.forms_of_places(names),
                municipality: paragraf_model::slug(indexed.municipality_name),
            };
            self.places.insert(key.clone(), place);
        }
        if let Some(place) = self.places.get(&key) {
            add(document, self.fields.place, &place.forms);
            document.add_text(self.fields.municipality_name, &place.municipality);
        }
    }

    fn forms_of_places(&mut self, names: [&str; 2]) -> String {
        let mut forms = BTreeSet::new();
        for name in names {
            self.analyzer.for_each_word(name, &mut self.cache, |word| {
                if KINDS_OF_PLACES.contains(&word.stem) || word.is_filler {
                    return;
                }
                forms.extend([word.stem, word.folded_or_stem()].map(|form| token(form).to_owned()));
                forms.extend(word.parts().map(|part| token(part.stem).to_owned()));
            });
        }
        let forms: Vec<String> = forms.into_iter().collect();
        forms.join(" ")
    }

    fn add_abbreviations(&self, document: &mut TantivyDocument, indexed: &IndexedParagraph<'_>) {
        let defined = texts(indexed.paragraph).flat_map(|(_, text)| definitions(text));
        let keys: BTreeSet<String> = defined
            .map(|one| definition_key(&one.abbreviation, &one.meaning, indexed.municipality))
            .collect();
        for key in keys {
            document.add_text(self.fields.abbreviation, key);
        }
    }

    fn add_facts(&self, document: &mut TantivyDocument, indexed: &IndexedParagraph<'_>) {
        let fields = &self.fields;
        document.add_u64(fields.key, indexed.key);
        document.add_text(fields.id, indexed.id);
        document.add_text(fields.municipality, indexed.municipality);
        document.add_text(fields.body, indexed.body);
        document.add_u64(
            fields.year,
            u64::try_from(indexed.date.year()).unwrap_or_default(),
        );
        document.add_i64(fields.date, days(indexed.date));
        if let Some(title) = &indexed.paragraph.title {
            document.add_u64(fields.title, keys::of_title(title));
        }
        if let Some(language) = &indexed.paragraph.language {
            document.add_text(fields.language, language);
        }
        let decision = indexed.paragraph.decision.iter();
        let outcomes: BTreeSet<_> = decision.flat_map(|decision| &decision.outcomes).collect();
        for outcome in outcomes {
            document.add_text(fields.outcome, outcome.name());
        }
    }
}

/// Words of names that say nothing about where.
const KINDS_OF_PLACES: [&str; 4] = ["kommun", "stad", "region", "landsting"];

/// Every text that is searched, with its zone.
pub(crate) fn texts(paragraph: &Paragraph) -> impl Iterator<Item = (Zone, &str)> {
    let title = paragraph
        .title
        .iter()
        .map(|title| (Zone::Title, title.as_str()));
    let sections = paragraph.sections.iter();
    title.chain(sections.map(|section| (Zone::Section(section.kind), section.text.as_str())))
}

/// Days since 1970.
pub(crate) fn days(date: NaiveDate) -> i64 {
    date.signed_duration_since(NaiveDate::default()).num_days()
}

/// Writes down one word of a zone.
fn read_word(word: &WordForms<'_>, zone: &mut ZoneTokens, tokens: &mut Tokens, seen: &mut Seen) {
    let news = seen.see(word, zone.place);
    if zone.is_counted || news.is_word_new {
        push(&mut zone.stems, word.stem);
    }
    push(&mut zone.exacts, word.exact);
    push(&mut tokens.text, word.stem);
    for stem in parts_of(word) {
        push(&mut tokens.parts, stem);
        if news.is_aside_new {
            push_aside(&mut tokens.aside, zone.zone, 'p', token(stem));
        }
    }
    // `for` is `för` in what was typed, but nobody looks for it; `fors` would find it everywhere.
    if word.is_filler {
        return;
    }
    for stem in folded_of(word) {
        push(&mut tokens.folded, stem);
        if news.is_aside_new {
            push_aside(&mut tokens.aside, zone.zone, 'f', token(stem));
        }
    }
}

fn parts_of<'a>(word: &'a WordForms<'_>) -> impl Iterator<Item = &'a str> {
    let completed = word.completed.map(|completed| completed.stem);
    word.parts().map(|part| part.stem).chain(completed)
}

fn folded_of<'a>(word: &'a WordForms<'_>) -> impl Iterator<Item = &'a str> {
    let of_parts = word.parts().filter_map(|part| part.folded);
    let completed = word.completed.and_then(|completed| completed.folded);
    word.folded.into_iter().chain(of_parts).chain(completed)
}

/// One token: a word that is longer than engines take is cut.
fn token(word: &str) -> &str {
    if word.len() <= MAX_TOKEN_CHARS {
        return word;
    }
    let end = word
        .char_indices()
        .nth(MAX_TOKEN_CHARS)
        .map_or(word.len(), |(end, _)| end);
    word.get(..end).unwrap_or(word)
}

fn push(tokens: &mut String, word: &str) {
    if !tokens.is_empty() {
        tokens.push(BETWEEN_TOKENS);
    }
    tokens.push_str(token(word));
}

fn push_aside(tokens: &mut String, zone: Zone, kind: char, stem: &str) {
    if !tokens.is_empty() {
        tokens.push(BETWEEN_TOKENS);
    }
    write_aside(tokens, zone, kind, stem);
}

impl Tokens {
    fn clear(&mut self) {
        let Tokens {
            text,
            parts,
            folded,
            aside,
        } = self;
        for tokens in [text, parts, folded, aside] {
            tokens.clear();
        }
    }
}

fn add(document: &mut TantivyDocument, field: Field, tokens: &str) {
    if !tokens.is_empty() {
        document.add_text(field, tokens);
    }
}
