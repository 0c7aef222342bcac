//! One request against one snapshot, with as much help as it takes.

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use paragraf_language::Analyzer;
use paragraf_query::{Filters, Node, SearchRequest};

use crate::collect::{Collect, Collected, Counted, Tallied};
use crate::cursor::Cursor;
use crate::help::{Help, Helper, TOO_FEW, note_of_nothing};
use crate::place::Place;
use crate::plan::filters::{List, filtered};
use crate::plan::{Plan, Planner};
use crate::relax;
use crate::remembered::Wanted;
use crate::search::Snapshot;
use crate::{FacetCount, Facets, Patience, SearchError};

/// What takes longer is remembered: some hundred times as long as remembering it.
const COSTLY: Duration = Duration::from_micros(50);

/// Pages that are found together with one that is not the first.
const PAGES_AHEAD: usize = 40;

/// Values of one facet, beside years.
const MOST_VALUES: usize = 50;

/// One request on its way.
pub(crate) struct Run<'a> {
    snapshot: &'a Snapshot,
    request: &'a SearchRequest,
    analyzer: &'a Analyzer,
    patience: &'a Patience,
    pub helper: Helper,
}

/// A page before its hits are read.
pub(crate) struct Page {
    pub collected: Collected,
    pub has_more: bool,
    pub help: Help,
    pub notes: Vec<String>,
    pub did_you_mean: Option<String>,
    /// How many match without help.
    pub as_typed: u64,
}

impl<'a> Run<'a> {
    pub fn new(
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

    pub fn look_further(&mut self) -> Result<(), SearchError> {
        let speller = self.snapshot.speller(self.analyzer, self.patience);
        self.helper.look_further(&speller)?;
        self.patience.check()
    }

    pub fn page(&mut self, cursor: Option<&Cursor>) -> Result<Page, SearchError> {
        if let Some(cursor) = cursor {
            if cursor.help > Help::None {
                self.look_further()?;
            }
            let mut page = self.page_of(cursor.help, Some(cursor.after))?;
            if cursor.help > Help::None {
                page.as_typed = self.found(Help::None, Wanted::counts(Vec::new()))?.0.total;
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
            if self.collect(&plan, Wanted::counts(Vec::new()), 0)?.total == 0
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
        let size =
            usize::try_from(self.request.size.min(SearchRequest::MAX_SIZE)).unwrap_or_default();
        let wanted = Wanted {
            limit: size + 1,
            after,
            counted: self.free_facets().map(counted).collect(),
        };
        let (mut collected, mut notes) = self.found(help, wanted)?;
        notes.extend(self.helper.notes(help));
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

    /// The request's plan, and what the planner had to note.
    pub fn plan(&self, help: Help) -> Result<(Plan, Vec<String>), SearchError> {
        self.plan_of(help, &self.request.filters)
    }

    fn plan_of(&self, help: Help, filters: &Filters) -> Result<(Plan, Vec<String>), SearchError> {
        let mut planner = self.planner(help);
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
        let filters = planner.filters(filters)?;
        self.patience.check()?;
        Ok((filtered(query, filters), planner.notes))
    }

    /// What is found with so much help, and what the planner had to note; out of memory where it was found before.
    fn found(&self, help: Help, wanted: Wanted) -> Result<(Collected, Vec<String>), SearchError> {
        self.found_with(help, &self.request.filters, "", wanted)
    }

    /// The same with other filters. `purpose` keeps apart what is remembered of searches that differ in nothing else.
    fn found_with(
        &self,
        help: Help,
        filters: &Filters,
        purpose: &str,
        wanted: Wanted,
    ) -> Result<(Collected, Vec<String>), SearchError> {
        let remembered = &self.snapshot.remembered;
        let Wanted { after, limit, .. } = wanted;
        let sort = self.request.sort;
        let root = &self.helper.root;
        let name = format!("{help:?} {purpose} {sort:?} {filters:?} {root:?}");
        // Of later pages only the hits are new.
        let counts = Wanted::counts(wanted.counted.clone());
        let counts = after.and_then(|_| remembered.get(&name, &counts));
        let name = if after.is_some() {
            format!("{name} after")
        } else {
            name
        };
        let places = Wanted {
            counted: if counts.is_some() {
                Vec::new()
            } else {
                wanted.counted
            },
            ..wanted
        };
        let known = remembered.get(&name, &places);
        let (mut collected, notes) = match known {
            Some(known) => known,
            None => {
                let began = Instant::now();
                let (plan, notes) = self.plan_of(help, filters)?;
                let places = Wanted {
                    // Whoever turns one page may turn more.
                    limit: if after.is_some() {
                        limit * PAGES_AHEAD
                    } else {
                        limit
                    },
                    ..places
                };
                let collected = self.collect(&plan, places.clone(), MOST_VALUES)?;
                if began.elapsed() > COSTLY {
                    remembered.put(name, places, &collected, &notes);
                }
                (collected, notes)
            }
        };
        collected.places.truncate(limit);
        if let Some((known, _)) = counts {
            collected.counts = known.counts;
        }
        Ok((collected, notes))
    }

    pub fn collect(
        &self,
        plan: &Plan,
        wanted: Wanted,
        most_names: usize,
    ) -> Result<Collected, SearchError> {
        let collect = Collect {
            sort: self.request.sort,
            limit: wanted.limit,
            after: wanted.after,
            counted: wanted.counted,
            most_names,
            patience: self.patience.clone(),
        };
        let collected = collect.run(plan, self.snapshot)?;
        self.patience.check()?;
        Ok(collected)
    }

    fn free_facets(&self) -> impl Iterator<Item = List> {
        let request = self.request;
        let is_free = |list: &List| request.facets && !list.is_used(&request.filters);
        List::ALL.into_iter().filter(is_free)
    }

    /// What the page's pass counted, and one pass more for each facet that has a filter.
    pub fn facets(&self, page: &Page) -> Result<Facets, SearchError> {
        let mut facets = Facets::default();
        for (list, counts) in self.free_facets().zip(&page.collected.counts) {
            *of_list(&mut facets, list) = facet(list, counts.clone());
        }
        for list in List::ALL
            .into_iter()
            .filter(|list| list.is_used(&self.request.filters))
        {
            let wanted = Wanted::counts(vec![counted(list)]);
            let others = list.left_out(&self.request.filters);
            // Whoever chooses another value of the list is told the same.
            let (mut collected, _) = self.found_with(page.help, &others, list.column(), wanted)?;
            *of_list(&mut facets, list) = facet(list, collected.counts.pop().unwrap_or_default());
        }
        Ok(facets)
    }
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

fn facet(list: List, values: Vec<Tallied>) -> Vec<FacetCount> {
    let mut values = values;
    if list == List::Year {
        values.sort_unstable_by_key(|one| Reverse(one.rank));
    } else {
        values.sort_unstable_by_key(Tallied::most_first);
    }
    let counts = values.iter().map(|one| FacetCount {
        value: one.value.to_string(),
        count: one.count,
    });
    counts.collect()
}
