//! Any plan finds and scores what a plain reading finds, put together from what the engine says of each term.

use std::collections::BTreeMap;
use std::sync::Arc;

use paragraf_query::Zone;
use proptest::prelude::*;
use tantivy::collector::TopDocs;
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Searcher, TantivyDocument, Term};

use super::{Facts, FactsMaker, Prepared, Stretch, WINDOW};
use crate::Patience;
use crate::plan::{Plan, Terms};
use crate::schema::{Fields, layout};

/// From one in every second document to one in a thousand.
const WORDS: [(&str, u32); 6] = [
    ("ala", 2),
    ("alm", 3),
    ("bok", 9),
    ("ceder", 40),
    ("dunge", 300),
    ("ek", 1_000),
];

const DOCUMENTS: u32 = 2 * WINDOW + 700;

/// Scores by segment and document.
type Scores = BTreeMap<(u32, u32), f32>;

struct Wood {
    searcher: Searcher,
    facts: Arc<Facts>,
    fields: Fields,
}

/// The same documents for every plan: numbers that look random decide what stands where.
fn wood() -> Wood {
    let (schema, fields) = layout();
    let index = Index::create_in_ram(schema);
    crate::tokens::register(index.tokenizers());
    let mut writer = index.writer_with_num_threads(1, 50_000_000).unwrap();
    let mut state = 1_u64;
    let mut chance = move |one_in: u32| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(u64::from(one_in))
    };
    for number in 0..DOCUMENTS {
        let mut words = Vec::new();
        for _ in 0..3 {
            words.extend(
                WORDS
                    .iter()
                    .filter(|(_, one_in)| chance(*one_in))
                    .map(|(word, _)| *word),
            );
        }
        let text = words.join(" ");
        let mut document = TantivyDocument::new();
        document.add_u64(fields.key, number.into());
        document.add_i64(fields.date, i64::from(number / 100));
        document.add_u64(fields.year, 2020);
        for field in [fields.text, fields.aside, fields.exacts(Zone::Title)] {
            document.add_text(field, &text);
        }
        writer.add_document(document).unwrap();
        if number == WINDOW + 300 {
            writer.commit().unwrap();
        }
    }
    for number in (0..DOCUMENTS).step_by(17) {
        writer.delete_term(Term::from_field_u64(fields.key, number.into()));
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    let facts = Arc::new(FactsMaker::default().facts(&searcher).unwrap());
    Wood {
        searcher,
        facts,
        fields,
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.map(|(word, _)| word).to_vec())
}

fn plan(fields: &Fields) -> impl Strategy<Value = Plan> + use<> {
    let (text, aside, exact) = (fields.text, fields.aside, fields.exacts(Zone::Title));
    let term = Term::from_field_text;
    let leaf = prop_oneof![
        6 => word().prop_map(move |word| Plan::Term(term(text, word), IndexRecordOption::WithFreqs)),
        3 => word().prop_map(move |word| Plan::Term(term(aside, word), IndexRecordOption::Basic)),
        3 => prop::collection::vec(word(), 2..4)
            .prop_map(move |words| Plan::Phrase(words.iter().map(|word| term(exact, word)).collect())),
        1 => prop::collection::vec(word(), 0..3)
            .prop_map(move |words| Plan::AnyTerm(words.iter().map(|word| term(aside, word)).collect())),
        1 => Just(Plan::OfTerms(exact, Terms::Beginning("al".to_owned()))),
        1 => Just(Plan::OfTerms(exact, Terms::Each(["dunge".to_owned(), "ask".to_owned()].into()))),
        1 => (0..90_i64, 0..90_i64).prop_map(|(first, last)| Plan::Days(first, last)),
        1 => Just(Plan::Everything),
        1 => Just(Plan::Nothing),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let some = |most| prop::collection::vec(inner.clone(), 0..most);
        prop_oneof![
            2 => some(4).prop_map(Plan::Any),
            2 => some(4).prop_map(Plan::Best),
            1 => (inner.clone(), 0..3_u8).prop_map(|(plan, score)| Plan::Constant(Box::new(plan), score.into())),
            1 => (inner.clone(), 1..4_u8).prop_map(|(plan, boost)| Plan::Boosted(Box::new(plan), boost.into())),
            4 => (some(4), some(4), 0..3_usize, some(2)).prop_map(|(must, should, needed, must_not)| {
                let needed = if must.is_empty() { needed.max(1) } else { needed };
                Plan::All { must, should, needed, must_not }
            }),
        ]
    })
}

impl Wood {
    fn asked(&self, query: &dyn Query) -> Scores {
        let all = TopDocs::with_limit(DOCUMENTS as usize).order_by_score();
        let found = self.searcher.search(query, &all).unwrap();
        found
            .into_iter()
            .map(|(score, at)| ((at.segment_ord, at.doc_id), score))
            .collect()
    }

    fn all(&self) -> Scores {
        let readers = (0..).zip(self.searcher.segment_readers());
        readers
            .flat_map(|(segment, reader)| {
                reader.doc_ids_alive().map(move |doc| ((segment, doc), 0.0))
            })
            .collect()
    }

    fn any_term(&self, terms: &[Term]) -> Scores {
        let each = terms
            .iter()
            .map(|term| self.asked(&TermQuery::new(term.clone(), IndexRecordOption::Basic)));
        each.flatten().map(|(at, _)| (at, 1.0)).collect()
    }

    /// What a plan finds, read plainly.
    fn read(&self, plan: &Plan) -> Scores {
        let sum = |plans: &[Plan]| {
            let mut sum = Scores::new();
            plans
                .iter()
                .flat_map(|plan| self.read(plan))
                .for_each(|(at, score)| *sum.entry(at).or_default() += score);
            sum
        };
        match plan {
            Plan::Nothing => Scores::new(),
            Plan::Everything => self.all(),
            Plan::Term(term, reading) => self.asked(&TermQuery::new(term.clone(), *reading)),
            Plan::Phrase(terms) => self.asked(&PhraseQuery::new(terms.clone())),
            Plan::AnyTerm(terms) => self.any_term(terms),
            Plan::OfTerms(field, terms) => {
                let fits = |word: &str| match terms {
                    Terms::Beginning(beginning) => word.starts_with(beginning.as_str()),
                    Terms::Each(words) => words.contains(word),
                };
                let words = WORDS
                    .iter()
                    .map(|(word, _)| *word)
                    .filter(|word| fits(word));
                self.any_term(
                    &words
                        .map(|word| Term::from_field_text(*field, word))
                        .collect::<Vec<_>>(),
                )
            }
            Plan::Days(first, last) => {
                let in_days = |(segment, doc): &(u32, u32)| {
                    let facts = &self.facts.segments[*segment as usize];
                    (*first..=*last).contains(&facts.day(*doc))
                };
                self.all()
                    .into_keys()
                    .filter(in_days)
                    .map(|at| (at, 1.0))
                    .collect()
            }
            Plan::Constant(plan, score) => {
                self.read(plan).into_keys().map(|at| (at, *score)).collect()
            }
            Plan::Boosted(plan, boost) => self
                .read(plan)
                .into_iter()
                .map(|(at, score)| (at, score * boost))
                .collect(),
            Plan::OnlyRanks(plan) => self.read(plan),
            Plan::Any(plans) => sum(plans),
            Plan::Best(plans) => {
                let mut best = Scores::new();
                for (at, score) in plans.iter().flat_map(|plan| self.read(plan)) {
                    let held = best.entry(at).or_default();
                    *held = held.max(score);
                }
                best
            }
            Plan::All {
                must,
                should,
                needed,
                must_not,
            } => {
                let each: Vec<Scores> = must.iter().map(|plan| self.read(plan)).collect();
                let others: Vec<Scores> = should.iter().map(|plan| self.read(plan)).collect();
                let not = sum(must_not);
                let mut found = if must.is_empty() {
                    sum(should)
                } else {
                    sum(must)
                };
                if !must.is_empty() {
                    let more = sum(should);
                    found
                        .iter_mut()
                        .for_each(|(at, score)| *score += more.get(at).unwrap_or(&0.0));
                }
                found.retain(|at, _| {
                    each.iter().all(|one| one.contains_key(at))
                        && others.iter().filter(|one| one.contains_key(at)).count() >= *needed
                        && !not.contains_key(at)
                });
                found
            }
        }
    }

    fn evaluated(&self, plan: &Plan, is_scored: bool, longest: u32) -> Scores {
        let prepared = Prepared::new(plan, &self.searcher, &self.facts, is_scored).unwrap();
        let mut found = Scores::new();
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            for start in (0..reader.max_doc()).step_by(longest as usize) {
                let docs = start..reader.max_doc().min(start + longest);
                let stretch = Stretch { segment, docs };
                prepared
                    .each_window(reader, &stretch, &Patience::endless(), |mut window| {
                        window.for_each(|doc, score| {
                            let before = found.insert((segment as u32, doc), score);
                            assert!(before.is_none(), "{doc} was shown twice");
                        });
                        true
                    })
                    .unwrap();
            }
        }
        found
    }
}

#[test]
fn a_plan_finds_and_scores_what_a_plain_reading_does() {
    let wood = wood();
    let config = ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let law = |plan: Plan| {
        let expected = wood.read(&plan);
        for longest in [WINDOW, u32::MAX / 2] {
            let found = wood.evaluated(&plan, true, longest);
            prop_assert!(found.keys().eq(expected.keys()), "{plan:?}");
            for (at, score) in &found {
                let wanted = expected[at];
                let is_near = (score - wanted).abs() <= 1e-5 * wanted.abs().max(1.0);
                prop_assert!(is_near, "{at:?} scores {score}, not {wanted}: {plan:?}");
            }
        }
        let unscored = wood.evaluated(&plan, false, u32::MAX / 2);
        prop_assert!(unscored.keys().eq(expected.keys()), "{plan:?}");
        Ok(())
    };
    runner.run(&plan(&wood.fields), law).unwrap();
}

/// What a pass works with is used again; one that breaks off leaves no scores in it.
#[test]
fn a_pass_that_breaks_off_leaves_nothing_to_the_next() {
    let wood = wood();
    let term = |word| {
        let term = Term::from_field_text(wood.fields.text, word);
        Plan::Term(term, IndexRecordOption::WithFreqs)
    };
    let plan = Plan::Best(vec![term("ala"), Plan::Any(vec![term("alm"), term("bok")])]);
    let expected = wood.evaluated(&plan, true, WINDOW);
    let prepared = Prepared::new(&plan, &wood.searcher, &wood.facts, true).unwrap();
    let reader = wood.searcher.segment_reader(0);
    let stretch = Stretch::whole(0, reader);
    let patience = Patience::endless();
    prepared
        .each_window(reader, &stretch, &patience, |_| false)
        .unwrap();
    assert_eq!(wood.evaluated(&plan, true, WINDOW), expected);
}
