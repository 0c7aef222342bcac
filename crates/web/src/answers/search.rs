//! A search: hits with highlights, exact total, facet counts, and what was understood.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use paragraf_archive::{FoundParagraph, StoredParagraph};
use paragraf_index::{FacetCount, Facets, Hit, Matcher, Patience};
use paragraf_model::{Outcome, sort_key};
use paragraf_query::{KnownValues, SearchRequest, Zone};
use serde::Serialize;
use utoipa::ToSchema;

use super::halves::by_halves;
use super::{AnswerError, Sources};
use crate::address;

/// One page of hits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// What was searched.
    pub query: QueryAnswer,
    /// Exactly how many paragraphs match.
    pub total: u64,
    /// The index that answered: changes with a rebuild alone, not with what is read in.
    pub generation: String,
    /// The last change of the archive that the answering index holds: grows with what is read in.
    pub sequence: u64,
    /// This page.
    pub hits: Vec<HitAnswer>,
    /// Null where not asked for.
    pub facets: Option<FacetsAnswer>,
    /// The cursor of the next page; null on the last.
    pub next: Option<String>,
}

/// What was searched: as typed, as understood, and what was done beyond it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QueryAnswer {
    /// Exactly what was typed.
    pub typed: String,
    /// The query in its plainest form, as it was read.
    pub understood: String,
    /// The filters in use: a list of values for each parameter.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Whether all words but one were enough, because too little was found.
    pub relaxed: bool,
    /// A spelling that would find more; null where there is none.
    pub did_you_mean: Option<String>,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
}

/// One paragraph found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HitAnswer {
    /// Permanent id.
    #[schema(example = "orebro/kommunstyrelsen/2022-05-31/15")]
    pub id: String,
    /// Its page; `?q=` after it marks the words of a query there.
    pub url: String,
    /// Full name of the municipality.
    #[schema(example = "Örebro kommun")]
    pub municipality: String,
    /// The body's name as the minutes have it.
    pub body: String,
    /// The meeting's first day.
    pub date: NaiveDate,
    /// The paragraph's number.
    pub number: u32,
    /// `b` of `§ 3 b`.
    pub suffix: Option<String>,
    /// Null where none stands there.
    pub title: Option<String>,
    /// In the order printed.
    pub case_numbers: Vec<HitCaseNumberAnswer>,
    /// Officials who prepared the matter.
    pub case_officers: Vec<String>,
    /// Kinds of decision, outermost first; empty where the paragraph has no decision.
    pub outcomes: Vec<String>,
    /// The page of the source to open; null where the source has no pages.
    pub page: Option<u32>,
    /// Comparable within one answer only; 0 for a search without words.
    pub score: f32,
    /// The best excerpt of each section that matches, decisions first.
    pub highlights: Vec<HighlightAnswer>,
}

/// A case number of a hit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HitCaseNumberAnswer {
    /// As printed: cite it so.
    pub printed: String,
    /// The case's name.
    pub canonical: String,
    /// The page of the case.
    pub url: String,
}

/// An excerpt of one section.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HighlightAnswer {
    /// `title` or the section's kind.
    pub section: String,
    /// Escaped text with `<mark>` around what matched, and no other tag.
    pub html: String,
}

/// How many of the hits have which value; each list disregards its own filter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetsAnswer {
    /// By short name, most first.
    pub municipality: Vec<FacetAnswer>,
    /// By the body's part of the id, most first.
    pub body: Vec<FacetAnswer>,
    /// Newest first.
    pub year: Vec<FacetAnswer>,
    /// By name, most first.
    pub outcome: Vec<FacetAnswer>,
    /// Officers by name as printed, most first.
    pub officer: Vec<FacetAnswer>,
}

/// How many hits have one value.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FacetAnswer {
    /// As the parameter takes it.
    pub value: String,
    /// As a citizen reads it.
    pub label: String,
    /// The hits that have it.
    pub count: u64,
}

/// One page of hits with their paragraphs, before it is made an answer.
#[derive(Debug)]
pub struct Found {
    /// What the index answered.
    pub answer: paragraf_index::SearchAnswer,
    /// The hits with their paragraphs, in the index's order.
    pub paragraphs: Vec<(Hit, StoredParagraph)>,
}

/// Searches and fetches the page's paragraphs from the archive.
pub fn find(
    sources: &Sources,
    request: &SearchRequest,
    patience: &Patience,
) -> Result<Found, AnswerError> {
    let answer = sources.index.search_within(request, patience)?;
    let paragraphs = by_halves(&answer.hits, |hits| {
        let stored = sources.archive.paragraphs_by_key(&keys_of(hits))?;
        Ok::<_, AnswerError>(with_hits(stored, hits, |stored| stored.key))
    })?;
    Ok(Found { answer, paragraphs })
}

fn keys_of(hits: &[Hit]) -> Vec<u64> {
    hits.iter().map(|hit| hit.key).collect()
}

/// Each hit with what the archive holds of it. What was taken out after the index's snapshot is not shown any more.
fn with_hits<Stored>(
    stored: Vec<Stored>,
    hits: &[Hit],
    key: impl Fn(&Stored) -> u64,
) -> Vec<(Hit, Stored)> {
    let mut by_key: HashMap<u64, Stored> = stored
        .into_iter()
        .map(|stored| (key(&stored), stored))
        .collect();
    let with = hits.iter();
    let with = with.filter_map(|hit| Some((hit.clone(), by_key.remove(&hit.key)?)));
    with.collect()
}

/// Answers one page of a search.
pub fn search(
    sources: &Sources,
    known: &KnownValues,
    request: &SearchRequest,
) -> Result<SearchAnswer, AnswerError> {
    search_within(sources, known, request, &Patience::of(Patience::OF_A_PAGE))
}

/// The same, for somebody who may leave before it is done.
pub fn search_within(
    sources: &Sources,
    known: &KnownValues,
    request: &SearchRequest,
    patience: &Patience,
) -> Result<SearchAnswer, AnswerError> {
    let answer = sources.index.search_within(request, patience)?;
    let hits = by_halves(&answer.hits, |hits| {
        let found = sources.archive.found_by_key(&keys_of(hits))?;
        let with = with_hits(found, hits, |found| found.key).into_iter();
        let marked = with.map(|(hit, found)| {
            // Marking goes through whole texts.
            patience.check()?;
            Ok(HitAnswer::of(found, &hit, &answer.matcher))
        });
        marked.collect::<Result<Vec<HitAnswer>, AnswerError>>()
    })?;
    let (generation, sequence) = snapshot(&answer.generation);
    Ok(SearchAnswer {
        query: QueryAnswer {
            typed: request.query.typed.clone(),
            understood: request.query.understood(),
            filters: filters_of(request),
            relaxed: answer.relaxed,
            did_you_mean: answer.did_you_mean,
            notes: answer.notes,
        },
        total: answer.total,
        generation,
        sequence,
        hits,
        facets: answer.facets.map(|facets| FacetsAnswer::of(&facets, known)),
        next: answer.next,
    })
}

/// Generation and sequence of a snapshot, which the index names as one: `s1a1-000001.17`.
pub(crate) fn snapshot(name: &str) -> (String, u64) {
    let (generation, sequence) = name.split_once('.').unwrap_or((name, ""));
    (generation.to_owned(), sequence.parse().unwrap_or_default())
}

/// The filters of a request: a list of values for each parameter.
pub fn filters_of(request: &SearchRequest) -> BTreeMap<String, Vec<String>> {
    const NO_FILTERS: [&str; 6] = ["q", "sort", "size", "cursor", "facets", "relax"];
    let mut filters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in request.to_parameters() {
        if !NO_FILTERS.contains(&name.as_str()) {
            filters.entry(name).or_default().push(value);
        }
    }
    filters
}

impl HitAnswer {
    fn of(found: FoundParagraph, hit: &Hit, matcher: &Matcher) -> HitAnswer {
        let gist = found.gist;
        let case_numbers = gist.case_numbers.iter().map(|number| HitCaseNumberAnswer {
            printed: number.printed().to_owned(),
            canonical: number.canonical().to_owned(),
            url: address::case_page(&found.municipality_short, &number.slug()),
        });
        let title = gist.title.iter().map(|title| (Zone::Title, title.as_str()));
        let sections = gist.sections.iter();
        let sections = sections.map(|section| (Zone::Section(section.kind), section.text.as_str()));
        let highlights = matcher.highlights_of(title.chain(sections)).into_iter();
        HitAnswer {
            id: found.id.to_string(),
            url: format!("/{}", found.id),
            municipality: found.municipality,
            body: found.body,
            date: found.date,
            number: gist.number,
            case_numbers: case_numbers.collect(),
            outcomes: gist
                .outcomes()
                .iter()
                .map(|outcome| outcome.name().to_owned())
                .collect(),
            page: gist.pages.map(|pages| pages[0]),
            score: hit.score,
            highlights: highlights
                .map(|found| HighlightAnswer {
                    section: found.section,
                    html: found.html,
                })
                .collect(),
            suffix: gist.suffix,
            title: gist.title,
            case_officers: gist.case_officers,
        }
    }
}

impl FacetsAnswer {
    /// With the words that citizens read.
    pub fn of(facets: &Facets, known: &KnownValues) -> FacetsAnswer {
        FacetsAnswer {
            municipality: values_of_municipality(&facets.municipality, known),
            body: values_of_body(&facets.body, known),
            year: facets.year.iter().map(FacetAnswer::plain).collect(),
            outcome: values_of_outcome(&facets.outcome),
            officer: match known.hides_officers {
                true => Vec::new(),
                false => labelled(&facets.officer, |_| None),
            },
        }
    }
}

/// Municipalities by their full names.
pub(super) fn values_of_municipality(
    counts: &[FacetCount],
    known: &KnownValues,
) -> Vec<FacetAnswer> {
    labelled(counts, |value| {
        let mut all = known.municipalities.iter();
        all.find(|one| one.short_name == value)
            .map(|one| one.name.clone())
    })
}

/// Bodies by their names.
pub(super) fn values_of_body(counts: &[FacetCount], known: &KnownValues) -> Vec<FacetAnswer> {
    labelled(counts, |value| {
        let mut all = known.bodies.iter();
        all.find(|one| one.slug == value)
            .map(|one| one.name.clone())
    })
}

/// Outcomes by their Swedish words.
pub(super) fn values_of_outcome(counts: &[FacetCount]) -> Vec<FacetAnswer> {
    labelled(counts, |value| {
        Outcome::from_name(value).map(|outcome| outcome.swedish().to_owned())
    })
}

impl FacetAnswer {
    /// Read as it stands.
    pub fn plain(count: &FacetCount) -> FacetAnswer {
        FacetAnswer {
            label: count.value.clone(),
            value: count.value.clone(),
            count: count.count,
        }
    }
}

/// Most first; of equal counts by label.
fn labelled(counts: &[FacetCount], label: impl Fn(&str) -> Option<String>) -> Vec<FacetAnswer> {
    let answer = |count: &FacetCount| FacetAnswer {
        label: label(&count.value).unwrap_or_else(|| count.value.clone()),
        ..FacetAnswer::plain(count)
    };
    let mut answers: Vec<FacetAnswer> = counts.iter().map(answer).collect();
    answers.sort_by_cached_key(|one| (Reverse(one.count), sort_key(&one.label)));
    answers
}
