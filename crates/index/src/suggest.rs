//! Completions while a person types.
//!
//! Only the index is asked: a [`Vocabulary`] that is made once for a state of it, aside, and from then on its
//! dictionaries and columns, a bounded number of steps each time. So the time an answer takes does not grow with the
//! archive.

mod before;
mod beginning;
mod build;
mod cases;
mod keeper;
mod names;
mod titles;
mod typed;
mod vocabulary;
mod words;

use std::time::{Duration, Instant};

use paragraf_language::Analyzer;

use crate::search::Snapshot;
use before::Before;
pub(crate) use keeper::Keeper;
use typed::Typed;
use vocabulary::Vocabulary;

/// What is to be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestRequest {
    /// As typed so far.
    pub typed: String,
    /// Completions wanted, 1 to [`SuggestRequest::MAX_SIZE`].
    pub size: usize,
}

impl SuggestRequest {
    /// Completions where the request does not say.
    pub const DEFAULT_SIZE: usize = 8;
    /// Most completions.
    pub const MAX_SIZE: usize = 10;
}

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What is proposed.
    pub what: Suggested,
    /// The paragraphs that have it, together with the words typed before; `None` where that was not counted.
    pub count: Option<u64>,
}

/// What a completion proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggested {
    /// All that was typed, with its last word completed.
    Word(String),
    /// A case's number as it is cited.
    Case(String),
    /// An officer's name as printed.
    Officer(String),
    /// A body's part of the id.
    Body(String),
    /// A municipality's short name.
    Municipality(String),
    /// The title of the paragraph with this key, the newest that has it.
    Title(u64),
}

/// Completions, and whether they are of the index's present state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Words first, then names, then titles; a case before all.
    pub suggestions: Vec<Suggestion>,
    /// Whether they are of an earlier state, because the vocabulary of the present one is not made yet.
    pub stale: bool,
}

/// After this a list ends where it is: half an answer now is better than a whole one when the next letter is typed.
const LIMIT: Duration = Duration::from_millis(5);

/// How many of each kind are taken in turn until enough are found.
const SHARES: [usize; 5] = [2, 1, 1, 1, 1];

/// Answers against one snapshot.
pub(crate) fn suggest(
    snapshot: &Snapshot,
    analyzer: &Analyzer,
    vocabulary: Option<&Vocabulary>,
    request: &SuggestRequest,
) -> tantivy::Result<Vec<Suggestion>> {
    let typed = Typed::read(&request.typed);
    let size = request.size.clamp(1, SuggestRequest::MAX_SIZE);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let ask = Ask {
        snapshot,
        analyzer,
        vocabulary,
        typed: &typed,
        size,
        deadline: Instant::now() + LIMIT,
    };
    let cases = ask.cases()?;
    if !cases.is_empty() {
        return Ok(cases);
    }
    let before = Before::of(&ask)?;
    let words = ask.words(&before)?;
    let lists = [
        words.suggestions(size),
        ask.officers()?,
        ask.bodies()?,
        ask.municipalities()?,
        ask.titles(&before, &words)?,
    ];
    Ok(mixed(lists, size))
}

/// One request on its way.
struct Ask<'a> {
    snapshot: &'a Snapshot,
    analyzer: &'a Analyzer,
    vocabulary: Option<&'a Vocabulary>,
    typed: &'a Typed<'a>,
    size: usize,
    deadline: Instant,
}

impl Ask<'_> {
    fn is_late(&self) -> bool {
        Instant::now() > self.deadline
    }
}

/// Some of each list, as many as wanted in all; each list stays together and in its order.
fn mixed(lists: [Vec<Suggestion>; 5], size: usize) -> Vec<Suggestion> {
    let mut taken = [0; 5];
    let mut left = size;
    while left > 0 {
        let before = left;
        for ((list, taken), share) in lists.iter().zip(&mut taken).zip(SHARES) {
            let more = share.min(list.len() - *taken).min(left);
            *taken += more;
            left -= more;
        }
        if left == before {
            break;
        }
    }
    let lists = lists.into_iter().zip(taken);
    lists
        .flat_map(|(list, taken)| list.into_iter().take(taken))
        .collect()
}
