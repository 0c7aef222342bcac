//! Records in, query in, hits out: the search index on tantivy, which this crate alone names.
//!
//! The index can be recomputed from the archive at any time. It lies in generations: `index/<generation>/`, with the
//! pointer file `index/current` naming the one in use, so that a rebuild happens aside and is switched to in one step.

mod answer;
mod collect;
mod copy;
pub mod cores;
mod cursor;
mod document;
mod durable;
mod error;
mod evaluate;
mod generations;
mod held;
mod help;
mod joins;
mod keys;
mod matcher;
mod memory;
mod merges;
mod patience;
mod pieces;
mod place;
mod plan;
mod reader;
mod relax;
mod remembered;
mod room;
mod run;
mod schema;
mod search;
mod seen;
mod stamp;
mod stats;
mod suggest;
mod sums;
mod tokens;
mod verify;
mod vocabulary;
mod widen;
mod writer;

#[cfg(test)]
mod tests;

pub use answer::{FacetCount, Facets, Hit, SearchAnswer};
pub use copy::{CopiedFile, IndexCopy, adopt, copy_of, edition};
#[doc(hidden)]
pub use cursor::try_cursor;
pub use document::IndexedParagraph;
pub use error::{OpenError, SearchError, WriteError};
pub use matcher::{Highlight, Matcher};
pub use patience::Patience;
pub use reader::{Export, Index, lexicon};
pub use room::merge_room;
pub use stats::{OutcomeOfYear, Overview, Stats, StatsBy};
pub use suggest::{SuggestRequest, Suggested, Suggestion, Suggestions};
pub use verify::{Entries, FileDamage, FilesChecked, check_files};
pub use vocabulary::count_words;
pub use writer::{FinishedGeneration, IndexWriter};

/// Version of the analysis that an index was made with; part of every export's manifest.
pub use paragraf_language::ANALYSIS_VERSION;
