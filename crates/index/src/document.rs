//! A paragraph becomes what the index keeps of it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use paragraf_language::abbreviation::definitions;
use paragraf_language::{Analyzer, FormCache, WordForms, is_function_word};
use paragraf_model::{CaseNumber, Paragraph};
use paragraf_query::Zone;
use tantivy::TantivyDocument;
use tantivy::schema::Field;

use crate::keys::{self, Found, Name};
use crate::schema::{Fields, aside};
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
}

/// Engines cut longer tokens.
const MAX_TOKEN_CHARS: usize = 200;

/// The tokens of a document that come from all its texts.
#[derive(Default)]
struct Tokens {
    text: String,
    parts: String,
    folded: String,
    aside: BTreeSet<String>,
}

impl DocumentMaker {
    pub fn new(fields: Fields, analyzer: Analyzer) -> DocumentMaker {
        DocumentMaker {
            fields,
            analyzer,
            cache: FormCache::default(),
        }
    }

    pub fn document(&mut self, indexed: &IndexedParagraph<'_>) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        self.add_texts(&mut document, indexed.paragraph);
        self.add_case_numbers(&mut document, indexed.paragraph);
        self.add_officers(&mut document, indexed.paragraph);
        self.add_facts(&mut document, indexed);
        self.add_places(&mut document, indexed);
        self.add_abbreviations(&mut document, indexed);
        document
    }

    fn add_texts(&mut self, document: &mut TantivyDocument, paragraph: &Paragraph) {
        let mut tokens = Tokens::default();
        for (zone, text) in texts(paragraph) {
            let (stems, exacts) = self.read_text(zone, text, &mut tokens);
            // Each text is a value of its own, so that a phrase never goes from one into the next.
            add(document, self.fields.stems(zone), &stems);
            add(document, self.fields.exacts(zone), &exacts);
        }
        add(document, self.fields.text, &tokens.text);
        add(document, self.fields.parts, &tokens.parts);
        add(document, self.fields.folded, &tokens.folded);
        let aside: Vec<String> = tokens.aside.into_iter().collect();
        add(document, self.fields.aside, &aside.join(" "));
    }

    /// The stems and the words of one text; all else goes to `tokens`.
    fn read_text(&mut self, zone: Zone, text: &str, tokens: &mut Tokens) -> (String, String) {
        let (mut stems, mut exacts) = (String::new(), String::new());
        self.analyzer.for_each_word(text, &mut self.cache, |word| {
            push(&mut stems, word.stem);
            push(&mut exacts, word.exact);
            push(&mut tokens.text, word.stem);
            for stem in parts_of(&word) {
                push(&mut tokens.parts, stem);
                tokens.aside.insert(aside(zone, 'p', token(stem)));
            }
            // `for` is `för` in what was typed, but nobody looks for it; `fors` would find it everywhere.
            let is_filler = is_function_word(word.exact);
            for stem in folded_of(&word).filter(|_| !is_filler) {
                push(&mut tokens.folded, stem);
                tokens.aside.insert(aside(zone, 'f', token(stem)));
            }
        });
        (stems, exacts)
    }

    fn add_case_numbers(&self, document: &mut TantivyDocument, paragraph: &Paragraph) {
        let own = paragraph
            .case_numbers
            .iter()
            .map(|number| keys::of_case(number, Found::Own));
        let mentioned = texts(paragraph)
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
        let mut forms = BTreeSet::new();
        for name in [indexed.municipality_name, indexed.body_name] {
            self.analyzer.for_each_word(name, &mut self.cache, |word| {
                if KINDS_OF_PLACES.contains(&word.stem) || is_function_word(word.exact) {
                    return;
                }
                forms.extend([word.stem, word.folded_or_stem()].map(|form| token(form).to_owned()));
                forms.extend(word.parts().map(|part| token(part.stem).to_owned()));
            });
        }
        let forms: Vec<String> = forms.into_iter().collect();
        add(document, self.fields.place, &forms.join(" "));
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
        document.add_text(
            fields.municipality_name,
            paragraf_model::slug(indexed.municipality_name),
        );
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
    let end = word
        .char_indices()
        .nth(MAX_TOKEN_CHARS)
        .map_or(word.len(), |(end, _)| end);
    word.get(..end).unwrap_or(word)
}

fn push(tokens: &mut String, word: &str) {
    if !tokens.is_empty() {
        tokens.push(' ');
    }
    tokens.push_str(token(word));
}

fn add(document: &mut TantivyDocument, field: Field, tokens: &str) {
    if !tokens.is_empty() {
        document.add_text(field, tokens);
    }
}
