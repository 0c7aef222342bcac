//! Words, phrases and beginnings of words.

use paragraf_language::{AnalyzedWord, is_function_word};
use paragraf_model::slug;
use paragraf_query::{Node, Zone};
use tantivy::Term;
use tantivy::schema::Field;

use super::{
    Occur, Plan, Planner, Terms, any_of, boosted, constant, every, everything, flag, nothing,
    of_clauses, only_ranks, term,
};
use crate::joins::Joins;
use crate::keys;
use crate::schema::{aside, boost};
use crate::widen::{Alternative, Kind, Scope, words_beginning};

/// What a form without å ä ö counts beside the word itself, and a part beside the whole.
const FOLDED: f32 = 0.7;
const PART: f32 = 0.7;

/// What all parts of a typed compound count, apart from each other.
const ALL_PARTS: f32 = 0.5;

/// What a compound counts whose parts were typed as two words.
const JOINED: f32 = 0.5;

/// Officers are few and meant.
const OFFICER: f32 = 2.0;

/// Where it was decided says little beside what was decided.
const PLACE: f32 = 0.5;

/// The paragraph's own number is meant more than the same number in a text.
const OWN_NUMBER: f32 = 50.0;

impl Planner<'_> {
    /// What was typed as one word: all its tokens. One without a letter is disregarded.
    pub(super) fn word(&mut self, typed: &str, zones: &[Zone]) -> tantivy::Result<Plan> {
        let words = self.analyzer.query_words(typed);
        let mut plans = Vec::with_capacity(words.len());
        for word in &words {
            plans.push(self.token(word, zones)?);
        }
        let Some(number) = typed.strip_prefix('§') else {
            return Ok(every(plans));
        };
        let key = keys::of_paragraph(&number.trim().to_lowercase());
        let own = constant(flag(self.fields.case, &key), OWN_NUMBER);
        plans.extend(words.is_empty().then(everything));
        Ok(any_of(vec![every(plans), own]))
    }

    /// A token or what may stand in its place.
    fn token(&mut self, word: &AnalyzedWord, zones: &[Zone]) -> tantivy::Result<Plan> {
        let plan = self.only_token(word, zones)?;
        let alternatives = self.widening.of(&word.exact);
        if alternatives.is_empty() {
            return Ok(plan);
        }
        let mut plans = vec![plan];
        for alternative in alternatives {
            plans.push(self.alternative(alternative, zones)?);
        }
        Ok(Plan::Best(plans))
    }

    fn alternative(&mut self, other: &Alternative, zones: &[Zone]) -> tantivy::Result<Plan> {
        let plan = match other.words.as_slice() {
            words if other.is_phrase && words.len() > 1 => any_of(
                other
                    .phrases()
                    .iter()
                    .map(|words| self.phrase(words, zones))
                    .collect(),
            ),
            words => {
                let mut plans = Vec::with_capacity(words.len());
                for word in self.analyzer.query_words(&words.join(" ")) {
                    if !is_function_word(&word.exact) {
                        plans.push(match other.kind {
                            // `skolkort` beside what was typed is that word, not school and short somewhere.
                            Kind::Everyday => self.whole_token(&word, zones)?,
                            _ => self.only_token(&word, zones)?,
                        });
                    }
                }
                match plans.is_empty() {
                    true => nothing(),
                    false => every(plans),
                }
            }
        };
        let plan = if zones.is_empty() && other.kind == Kind::Abbreviation {
            let body = slug(&other.words.join(" "));
            any_of(vec![plan, constant(flag(self.fields.body, &body), PLACE)])
        } else {
            plan
        };
        let plan = boosted(plan, other.weight);
        let field = self.fields.municipality;
        let of =
            |places: &[String]| any_of(places.iter().map(|place| flag(field, place)).collect());
        Ok(match &other.scope {
            Scope::Everywhere => plan,
            Scope::Only(places) => every(vec![plan, constant(of(places), 0.0)]),
            Scope::NotIn(places) => {
                of_clauses(vec![(Occur::Must, plan), (Occur::MustNot, of(places))], 0)
            }
        })
    }

    /// A word as itself, as a part, or by all its parts.
    fn only_token(&mut self, word: &AnalyzedWord, zones: &[Zone]) -> tantivy::Result<Plan> {
        let whole = self.whole_token(word, zones)?;
        if word.parts.len() < 2 {
            return Ok(whole);
        }
        let parts = word.parts.iter().map(|part| self.part(&part.stem, zones));
        let parts = boosted(every(parts.collect()), ALL_PARTS);
        Ok(any_of(vec![whole, parts]))
    }

    /// A word as itself or as a part.
    fn whole_token(&mut self, word: &AnalyzedWord, zones: &[Zone]) -> tantivy::Result<Plan> {
        let mut plans = if zones.is_empty() {
            self.anywhere(word)?
        } else {
            self.in_zones(word, zones)
        };
        if zones.is_empty() {
            plans.extend(self.within_words(word));
        }
        Ok(any_of(plans))
    }

    fn anywhere(&mut self, word: &AnalyzedWord) -> tantivy::Result<Vec<Plan>> {
        let stem = word.stem.as_str();
        let mut whole = vec![term(self.fields.text, stem)];
        whole.extend(Zone::all().filter_map(|zone| {
            let field = self.fields.stems(zone);
            boost(zone).map(|boost| only_ranks(boosted(term(field, stem), boost)))
        }));
        let is_folded = is_plain(word) && !self.widening.keeps_letters;
        let folded = is_folded.then(|| boosted(self.folded(stem), FOLDED));
        Ok(vec![
            best_of(any_of(whole), folded),
            boosted(term(self.fields.parts, stem), PART),
            boosted(self.name_part(&word.exact)?, OFFICER),
            constant(flag(self.fields.place, stem), PLACE),
        ])
    }

    /// Words that are written so without å, ä and ö, more in the boosted zones.
    fn folded(&self, stem: &str) -> Plan {
        let mut plans = vec![term(self.fields.folded, stem)];
        plans.extend(Zone::all().filter_map(|zone| {
            let in_zone = flag(self.fields.aside, &aside(zone, 'f', stem));
            boost(zone).map(|boost| only_ranks(boosted(in_zone, boost)))
        }));
        any_of(plans)
    }

    /// In the boosted zones, words of which this one is a part, or that hold all its parts: who asks for `skolskjuts`
    /// means the title `Skolskjutsreglemente` rather than a text that mentions the word. Finds nothing
    /// that the other plans do not find; it only ranks.
    fn within_words(&self, word: &AnalyzedWord) -> Vec<Plan> {
        let mut plans = Vec::new();
        for (zone, boost) in Zone::all().filter_map(|zone| Some((zone, boost(zone)?))) {
            let part = |stem: &str| flag(self.fields.aside, &aside(zone, 'p', stem));
            plans.push(only_ranks(boosted(part(&word.stem), boost * PART)));
            if word.parts.len() > 1 {
                let parts: Vec<Plan> = word.parts.iter().map(|one| part(&one.stem)).collect();
                // Each part scores by itself; together they are one word.
                let share = boost * PART / parts.len() as f32;
                plans.push(boosted(every(parts), share));
            }
        }
        plans
    }

    fn in_zones(&self, word: &AnalyzedWord, zones: &[Zone]) -> Vec<Plan> {
        let in_zone = |zone: &Zone| {
            let form = |kind| flag(self.fields.aside, &aside(*zone, kind, &word.stem));
            let whole = term(self.fields.stems(*zone), &word.stem);
            let is_folded = is_plain(word) && !self.widening.keeps_letters;
            let folded = is_folded.then(|| boosted(form('f'), FOLDED));
            let found = vec![best_of(whole, folded), boosted(form('p'), PART)];
            boosted(any_of(found), boost(*zone).unwrap_or(1.0))
        };
        zones.iter().map(in_zone).collect()
    }

    /// A part of a typed compound, as a word or as a part.
    fn part(&self, stem: &str, zones: &[Zone]) -> Plan {
        if zones.is_empty() {
            return any_of(vec![
                term(self.fields.text, stem),
                term(self.fields.parts, stem),
            ]);
        }
        let in_zone = |zone: &Zone| {
            let part = flag(self.fields.aside, &aside(*zone, 'p', stem));
            any_of(vec![term(self.fields.stems(*zone), stem), part])
        };
        any_of(zones.iter().map(in_zone).collect())
    }

    /// The compounds that words make with their neighbours, where the index has them.
    pub(super) fn joins(&self, nodes: &[Node]) -> tantivy::Result<Joins> {
        Joins::of(nodes, self.analyzer).known(|stem| {
            let count = |field| self.searcher.doc_freq(&Term::from_field_text(field, stem));
            Ok(count(self.fields.text)? > 0 || count(self.fields.parts)? > 0)
        })
    }

    /// They stand beside each of the words that make them, so that one that is not split is found as well.
    pub(super) fn joined(&self, joins: &Joins, place: usize, zones: &[Zone]) -> Vec<Plan> {
        let stems = joins.at(place).into_iter();
        stems
            .map(|stem| boosted(self.part(stem, zones), JOINED))
            .collect()
    }

    /// These very word forms side by side within one text.
    pub(super) fn phrase(&self, words: &[String], zones: &[Zone]) -> Plan {
        let forms = self.analyzer.exact_words(&words.join(" "));
        let in_field = |field: Field| match forms.as_slice() {
            [] => everything(),
            [only] => term(field, only),
            several => {
                let terms = several
                    .iter()
                    .map(|form| Term::from_field_text(field, form));
                Plan::Phrase(terms.collect())
            }
        };
        self.in_exact_fields(zones, in_field)
    }

    /// Words that begin so. All of them, and each counts the same: an arbitrary limit would falsify the count, and
    /// how rare a word is says little about what a beginning was meant to find.
    pub(super) fn prefix(&mut self, typed: &str, zones: &[Zone]) -> tantivy::Result<Plan> {
        let mut words = self.analyzer.query_words(typed);
        let Some(last) = words.pop() else {
            return Ok(everything());
        };
        let in_field = |field: Field| {
            let beginning = Terms::Beginning(last.exact.clone());
            constant(Plan::OfTerms(field, beginning), 1.0)
        };
        let mut beginnings = vec![self.in_exact_fields(zones, in_field)];
        if last.exact.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            beginnings.push(self.beginning_plainly(&last.exact, zones)?);
        }
        let mut plans = vec![any_of(beginnings)];
        for word in &words {
            plans.push(self.token(word, zones)?);
        }
        Ok(every(plans))
    }

    /// Words with å, ä, ö that begin so without.
    fn beginning_plainly(&self, plain: &str, zones: &[Zone]) -> tantivy::Result<Plan> {
        let chosen = |zone: &Zone| zones.is_empty() || zones.contains(zone);
        let mut plans = Vec::new();
        for zone in Zone::all().filter(chosen) {
            let field = self.fields.exacts(zone);
            let words = words_beginning(plain, field, self.searcher, &self.patience)?;
            let plan = constant(Plan::OfTerms(field, Terms::Each(words)), FOLDED);
            plans.push(boosted(plan, boost(zone).unwrap_or(1.0)));
        }
        Ok(any_of(plans))
    }

    fn in_exact_fields(&self, zones: &[Zone], in_field: impl Fn(Field) -> Plan) -> Plan {
        let chosen = |zone: &Zone| zones.is_empty() || zones.contains(zone);
        let plans = Zone::all().filter(chosen).map(|zone| {
            let plan = in_field(self.fields.exacts(zone));
            boosted(plan, boost(zone).unwrap_or(1.0))
        });
        any_of(plans.collect())
    }
}

/// Whether it was typed without å ä ö, and so may mean a word that has them.
fn is_plain(word: &AnalyzedWord) -> bool {
    word.folded.is_none()
}

/// The better of the two, not their sum: they are one word.
fn best_of(whole: Plan, folded: Option<Plan>) -> Plan {
    match folded {
        Some(folded) => Plan::Best(vec![whole, folded]),
        None => whole,
    }
}
