//! Which of several documents a paragraph is answered from.
//!
//! 1. Whole minutes before extracts.
//! 2. Of two of a kind the one that came later.
//! 3. A § that only points to a file of its own gives way to any document that holds its text.
//! 4. A § that later whole minutes leave out is still answered from the earlier ones, unless the later ones
//!    are a corrected version of them (they hold at least half of the earlier one's paragraphs), their cover
//!    counts the § among theirs, and nothing in them says that paragraphs are published elsewhere. Then the
//!    § has no current paragraph; its versions stay reachable.
//!
//! Losing a decision is worse than showing an outdated one, so a § goes only where the minutes say that
//! they are complete.

use std::collections::{BTreeMap, BTreeSet};

use paragraf_model::DocumentKind;

/// An indexed document of a meeting.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The document's row.
    pub document: i64,
    /// Whole minutes or an extract.
    pub kind: DocumentKind,
    /// When it came, as text that sorts.
    pub received_at: String,
    /// First and last number that the cover states.
    pub range: Option<[u32; 2]>,
    /// It says that paragraphs are published elsewhere.
    pub points_elsewhere: bool,
    /// Key and number of each of its paragraphs.
    pub holds: BTreeMap<i64, u32>,
    /// Keys of those that only say where their text is published.
    pub points: BTreeSet<i64>,
}

impl Candidate {
    /// Whether it holds the paragraph's text.
    pub fn tells(&self, key: i64) -> bool {
        self.holds.contains_key(&key) && !self.points.contains(&key)
    }
}

/// The current document of each key that any of them holds; `None` where the rules leave none.
pub fn current(mut documents: Vec<Candidate>) -> BTreeMap<i64, Option<i64>> {
    sort_leading_first(&mut documents);
    let keys: BTreeSet<i64> = documents
        .iter()
        .flat_map(|document| document.holds.keys().copied())
        .collect();
    keys.into_iter()
        .map(|key| (key, current_of(key, &documents)))
        .collect()
}

/// The leading document first: whole minutes before extracts, later before earlier.
pub fn sort_leading_first(documents: &mut [Candidate]) {
    documents.sort_by(|one, other| rank(other).cmp(&rank(one)));
}

fn rank(document: &Candidate) -> (bool, &str, i64) {
    (
        document.kind == DocumentKind::Minutes,
        &document.received_at,
        document.document,
    )
}

fn current_of(key: i64, leading_first: &[Candidate]) -> Option<i64> {
    let mut documents = leading_first.iter();
    let holder = documents
        .clone()
        .find(|document| document.tells(key))
        .or_else(|| documents.find(|document| document.holds.contains_key(&key)))?;
    let number = holder.holds.get(&key)?;
    let left_out = leading_first
        .iter()
        .take_while(|document| document.document != holder.document)
        .filter(|document| !document.points.contains(&key))
        .any(|later| leaves_out(later, *number, holder));
    (!left_out).then_some(holder.document)
}

/// Whether later minutes without this § mean that it is no more.
fn leaves_out(later: &Candidate, number: u32, earlier: &Candidate) -> bool {
    let both_whole = later.kind == DocumentKind::Minutes && earlier.kind == DocumentKind::Minutes;
    let claims = later
        .range
        .is_some_and(|[first, last]| (first..=last).contains(&number));
    let shared = earlier
        .holds
        .keys()
        .filter(|key| later.holds.contains_key(key))
        .count();
    let corrects = shared * 2 >= earlier.holds.len();
    both_whole && claims && corrects && !later.points_elsewhere
}
