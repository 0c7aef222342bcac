//! Answers a request against one snapshot.

use std::collections::BTreeMap;

use paragraf_language::Analyzer;
use paragraf_model::sort_key;
use paragraf_query::{Node, SearchRequest};
use tantivy::collector::Count;
use tantivy::schema::Value as _;
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::collect::{Collect, Collected, Counted};
use crate::cursor::Cursor;
use crate::help::{Help, Helper, TOO_FEW, note_of_nothing};
use crate::place::Place;
use crate::plan::filters::{List, filtered};
use crate::plan::{Plan, Planner};
use crate::relax;
use crate::schema::Fields;
use crate::widen::Speller;
use crate::{
    Export, FacetCount, Facets, Hit, Matcher, Overview, Patience, SearchAnswer, SearchError, Stats,
    StatsBy,
};

/// One state of the index, which no commit changes.
pub(crate) struct Snapshot {
    pub searcher: Searcher,
    pub fields: Fields,
    pub generation: String,
    pub sequence: u64,
}

/// Values of one facet, beside years.
const MOST_VALUES: usize = 50;

impl Snapshot {
    pub fn search(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<SearchAnswer, SearchError> {
        let cursor = Cursor::of(request, &self.generation, self.sequence)?;
        let mut run = Run::new(self, request, analyzer, patience)?;
        let page = run.page(cursor.as_ref())?;
        let facets = request.facets.then(|| run.facets(&page)).transpose()?;
        let mut notes = request.query.notes.clone();
        notes.extend(page.notes);
        let hits = page
            .collected
            .places
            .iter()
            .map(|(place, address)| self.hit(place, *address));
        let hits = hits.collect::<tantivy::Result<Vec<Hit>>>()?;
        let help = page.help;
        let last = page.collected.places.last().filter(|_| page.has_more);
        Ok(SearchAnswer {
            total: page.collected.total,
            hits,
            facets,
            next: last.map(|(after, _)| {
                let generation = self.generation.clone();
                Cursor {
                    generation,
                    sequence: self.sequence,
                    help,
                    after: *after,
                }
                .write(request)
            }),
            relaxed: help.is_relaxed(),
            total_as_typed: page.as_typed,
            notes,
            did_you_mean: page.did_you_mean,
            generation: format!("{}.{}", self.generation, self.sequence),
            matcher: Matcher::widened(
                &zoned(&run.helper.root, request),
                analyzer,
                run.helper.widening(help),
            ),
        })
    }

    /// What a search marks, found without searching: with all help, because a text that has what was typed shows that.
    pub fn matcher(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<Matcher, SearchError> {
        let mut run = Run::new(self, request, analyzer, patience)?;
        let mut help = Help::None;
        if request.relax {
            run.look_further()?;
            help = Help::Widened;
        }
        let widening = run.helper.widening(help);
        Ok(Matcher::widened(
            &zoned(&run.helper.root, request),
            analyzer,
            widening,
        ))
    }

    pub fn export(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<Export, SearchError> {
        let run = Run::new(self, request, analyzer, patience)?;
        let (plan, _) = run.plan(Help::None, None)?;
        let collected = run.collect(&plan, usize::MAX, None, Vec::new())?;
        let places = collected.places.into_iter();
        Ok(Export {
            keys: places.map(|(place, _)| place.key).collect(),
            generation: self.generation.clone(),
            sequence: self.sequence,
        })
    }

    pub fn stats(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        by: StatsBy,
        patience: &Patience,
    ) -> Result<Stats, SearchError> {
        let run = Run::new(self, request, analyzer, patience)?;
        let (plan, planned) = run.plan(Help::None, None)?;
        let collected = run.collect(&plan, 0, None, vec![by.counted()])?;
        let mut notes = request.query.notes.clone();
        notes.extend(planned);
        Ok(Stats {
            total: collected.total,
            counts: by.in_order(collected),
            notes,
            generation: format!("{}.{}", self.generation, self.sequence),
        })
    }

    pub fn overview(
        &self,
        request: &SearchRequest,
        analyzer: &Analyzer,
        patience: &Patience,
    ) -> Result<Overview, SearchError> {
        let run = Run::new(self, request, analyzer, patience)?;
        let (plan, planned) = run.plan(Help::None, None)?;
        let collected = run.collect(&plan, 0, None, Overview::counted())?;
        let mut notes = request.query.notes.clone();
        notes.extend(planned);
        let generation = format!("{}.{}", self.generation, self.sequence);
        Ok(Overview::of(collected, notes, generation))
    }

    fn speller<'a>(&'a self, analyzer: &'a Analyzer, patience: &'a Patience) -> Speller<'a> {
        Speller {
            analyzer,
            patience,
            searcher: &self.searcher,
            fields: &self.fields,
        }
    }

    fn hit(&self, place: &Place, address: DocAddress) -> tantivy::Result<Hit> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let id = document
            .get_first(self.fields.id)
            .and_then(|value| value.as_str());
        Ok(Hit {
            key: place.key,
            id: id.unwrap_or_default().to_owned(),
            score: f32::from_bits(place.score),
        })
    }
}

/// One request on its way.
struct Run<'a> {
    snapshot: &'a Snapshot,
    request: &'a SearchRequest,
    analyzer: &'a Analyzer,
    patience: &'a Patience,
    helper: Helper,
}

/// A page before its hits are read.
struct Page {
    collected: Collected,
    has_more: bool,
    help: Help,
    notes: Vec<String>,
    did_you_mean: Option<String>,
    /// How many match without help.
    as_typed: u64,
}

impl<'a> Run<'a> {
    fn new(
        snapshot: &'a Snapshot,
        request: &'a SearchRequest,
        analyzer: &'a Analyzer,
        patience: &'a Patience,
    ) -> Result<Run<'a>, SearchError> {
        let speller = snapshot.speller(analyzer, patience);
        let helper = Helper::new(&request.query.root, &speller)?;
        patience.check()?;
        Ok(Run {
            snapshot,
            request,
            analyzer,
            patience,
            helper,
        })
    }

    fn look_further(&mut self) -> Result<(), SearchError> {
        let speller = self.snapshot.speller(self.analyzer, self.patience);
        self.helper.look_further(&speller)?;
        self.patience.check()
    }

    fn page(&mut self, cursor: Option<&Cursor>) -> Result<Page, SearchError> {
        if let Some(cursor) = cursor {
            if cursor.help > Help::None {
                self.look_further()?;
            }
            let mut page = self.page_of(cursor.help, Some(cursor.after))?;
            if cursor.help > Help::None {
                let (plan, _) = self.plan(Help::None, None)?;
                page.as_typed = self.collect(&plan, 0, None, Vec::new())?.total;
            }
            return Ok(page);
        }
        let best = self.page_of(Help::None, None)?;
        if !self.request.relax || best.collected.total >= TOO_FEW {
            return Ok(best);
        }
        self.look_further()?;
        let as_typed = best.collected.total;
        let mut best = self.page_with(&[Help::Corrected, Help::Widened], TOO_FEW, best)?;
        if best.collected.total >= TOO_FEW {
            best.as_typed = as_typed;
            return Ok(best);
        }
        let root = &self.helper.root;
        let widening = self.helper.widening(Help::Widened);
        let unknown = self.unknown_words()?;
        if relax::is_possible(root, widening, !unknown.is_empty()) {
            best = self.page_with(&[Help::Relaxed], TOO_FEW, best)?;
            if relax::most_missing(root, widening).is_some() {
                best = self.page_with(&[Help::Loose], 1, best)?;
            }
        }
        best.as_typed = as_typed;
        if best.collected.total == 0 {
            let words = relax::words(root, widening).len();
            best.notes.extend(note_of_nothing(&unknown, words));
        }
        Ok(best)
    }

    /// The first page that finds enough, with more and more help; else the one that finds most.
    fn page_with(&self, helps: &[Help], enough: u64, best: Page) -> Result<Page, SearchError> {
        let mut best = best;
        for help in helps {
            if best.collected.total < enough && self.helper.adds(*help) {
                let more = self.page_of(*help, None)?;
                if more.collected.total > best.collected.total {
                    best = more;
                }
            }
        }
        Ok(best)
    }

    /// Words of the query that no paragraph has, however they are spelt or said.
    fn unknown_words(&self) -> Result<Vec<String>, SearchError> {
        let mut planner = self.planner(Help::Widened);
        let mut unknown = Vec::new();
        for node in relax::words(&self.helper.root, planner.widening) {
            let plan = planner.node(node, &[])?;
            self.patience.check()?;
            if self.snapshot.searcher.search(&plan, &Count)? == 0
                && let Node::Word(word) = node
                && !unknown.contains(word)
            {
                unknown.push(word.clone());
            }
        }
        Ok(unknown)
    }

    /// Facets that no filter narrows are counted on the way.
    fn page_of(&self, help: Help, after: Option<Place>) -> Result<Page, SearchError> {
        let (plan, mut notes) = self.plan(help, None)?;
        notes.extend(self.helper.notes(help));
        let size =
            usize::try_from(self.request.size.min(SearchRequest::MAX_SIZE)).unwrap_or_default();
        let counted = self.free_facets().map(counted).collect();
        let mut collected = self.collect(&plan, size + 1, after, counted)?;
        let has_more = collected.places.len() > size;
        collected.places.truncate(size);
        let corrected = self.helper.corrected.as_ref().filter(|_| help > Help::None);
        Ok(Page {
            as_typed: collected.total,
            collected,
            has_more,
            help,
            notes,
            did_you_mean: corrected
                .map(|corrected| corrected.query.clone())
                .or_else(|| self.helper.with_letters.clone()),
        })
    }

    fn planner(&self, help: Help) -> Planner<'_> {
        Planner::new(self.snapshot, self.analyzer)
            .within(self.patience)
            .widened(self.helper.widening(help))
    }

    /// The request's plan, leaving out one list of its filters, and what the planner had to note.
    fn plan(&self, help: Help, without: Option<List>) -> Result<(Plan, Vec<String>), SearchError> {
        let mut planner = self.planner(help);
        let filters = &self.request.filters;
        let root = &self.helper.root;
        let missing = match help {
            Help::None | Help::Corrected | Help::Widened => 0,
            Help::Relaxed => 1,
            Help::Loose => relax::most_missing(root, self.helper.widening(help)).unwrap_or(1),
        };
        let query = match missing {
            0 => planner.node(root, &filters.zones)?,
            missing => planner.all_but(missing, root, &filters.zones)?,
        };
        let filters = planner.filters(filters, without)?;
        let query = match filters.is_empty() {
            true => query,
            // What the filters choose may be far from what the query matches.
            false => planner.in_steps(query),
        };
        self.patience.check()?;
        Ok((filtered(query, filters), planner.notes))
    }

    fn collect(
        &self,
        plan: &Plan,
        limit: usize,
        after: Option<Place>,
        counted: Vec<Counted>,
    ) -> Result<Collected, SearchError> {
        let collect = Collect {
            sort: self.request.sort,
            limit,
            after,
            counted,
            patience: self.patience.clone(),
        };
        let collected = self.snapshot.searcher.search(plan, &collect)?;
        self.patience.check()?;
        Ok(collected)
    }

    fn free_facets(&self) -> impl Iterator<Item = List> {
        let request = self.request;
        let is_free = |list: &List| request.facets && !list.is_used(&request.filters);
        List::ALL.into_iter().filter(is_free)
    }

    /// What the page's pass counted, and one pass more for each facet that has a filter.
    fn facets(&self, page: &Page) -> Result<Facets, SearchError> {
        let mut facets = Facets::default();
        for (list, counts) in self.free_facets().zip(&page.collected.counts) {
            *of_list(&mut facets, list) = facet(list, counts.clone());
        }
        for list in List::ALL
            .into_iter()
            .filter(|list| list.is_used(&self.request.filters))
        {
            let (plan, _) = self.plan(page.help, Some(list))?;
            let mut collected = self.collect(&plan, 0, None, vec![counted(list)])?;
            *of_list(&mut facets, list) = facet(list, collected.counts.pop().unwrap_or_default());
        }
        Ok(facets)
    }
}

/// The tree as it is limited by the request's zones, for marking what matched.
fn zoned(root: &Node, request: &SearchRequest) -> Node {
    let zones = request.filters.zones.iter();
    let limited = zones.map(|zone| Node::In(*zone, Box::new(root.clone())));
    Node::or(limited.collect()).unwrap_or_else(|| root.clone())
}

fn counted(list: List) -> Counted {
    match list {
        List::Year => Counted::Year,
        other => Counted::Text(other.column()),
    }
}

fn of_list(facets: &mut Facets, list: List) -> &mut Vec<FacetCount> {
    match list {
        List::Municipality => &mut facets.municipality,
        List::Body => &mut facets.body,
        List::Year => &mut facets.year,
        List::Outcome => &mut facets.outcome,
        List::Officer => &mut facets.officer,
    }
}

fn facet(list: List, counts: BTreeMap<String, u64>) -> Vec<FacetCount> {
    if list == List::Year {
        let mut years = in_order(counts, Order::ByValue);
        years.reverse();
        return years;
    }
    let mut values = in_order(counts, Order::MostFirst);
    values.truncate(MOST_VALUES);
    values
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    ByValue,
    MostFirst,
}

fn in_order(counts: BTreeMap<String, u64>, order: Order) -> Vec<FacetCount> {
    let mut values: Vec<FacetCount> = counts
        .into_iter()
        .map(|(value, count)| FacetCount { value, count })
        .collect();
    if order == Order::MostFirst {
        values.sort_by_cached_key(|one| (std::cmp::Reverse(one.count), sort_key(&one.value)));
    }
    values
}
