//! Where a page ended, as a string that travels in an address.

use paragraf_query::{SearchRequest, Sort};

use crate::SearchError;
use crate::help::Help;
use crate::place::Place;
use crate::search::Snapshot;

/// The place of the last hit of a page, and of which search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub generation: String,
    /// The archive's change that the snapshot was up to.
    pub sequence: u64,
    /// Removed paragraphs that the snapshot's scores still counted.
    pub gone: u64,
    /// What the first page did beyond what was typed, because that found too little.
    pub help: Help,
    pub after: Place,
}

/// Another form of cursor gets another letter.
const VERSION: &str = "c";

impl Cursor {
    /// For the search that it continues.
    pub fn write(&self, request: &SearchRequest) -> String {
        let Place { score, date, key } = self.after;
        let help = self.help.letter();
        let search = fingerprint(request);
        let gone = match self.gone {
            0 => String::new(),
            gone => format!("-{gone:x}"),
        };
        format!(
            "{VERSION}.{}.{:x}{gone}.{search:x}.{help}.{score:x}.{date}.{key:x}",
            self.generation, self.sequence
        )
    }

    /// Reads the cursor of a request, if it has one.
    pub fn of(request: &SearchRequest, snapshot: &Snapshot) -> Result<Option<Cursor>, SearchError> {
        let Some(text) = &request.cursor else {
            return Ok(None);
        };
        let (cursor, search) = read(text).ok_or(SearchError::MalformedCursor)?;
        if search != fingerprint(request) {
            return Err(SearchError::ForeignCursor);
        }
        // Dates and keys always mean the same; scores change with every commit, because they depend on how many
        // paragraphs have a word, and where segments with removed paragraphs are put together, because those count until then.
        let same_scores = cursor.generation == snapshot.generation
            && cursor.sequence == snapshot.sequence
            && cursor.gone == snapshot.gone();
        if request.sort == Sort::Relevance && !same_scores {
            return Err(SearchError::StaleCursor);
        }
        Ok(Some(cursor))
    }
}

/// Reads a cursor and lets go of it: for those who try what anybody may send.
#[doc(hidden)]
pub fn try_cursor(text: &str) -> bool {
    read(text).is_some()
}

fn read(text: &str) -> Option<(Cursor, u64)> {
    let mut parts = text.split('.');
    if parts.next() != Some(VERSION) {
        return None;
    }
    let generation = parts.next()?.to_owned();
    let state = parts.next()?;
    let (sequence, gone) = state.split_once('-').unwrap_or((state, "0"));
    let [sequence, gone] = [sequence, gone].map(|number| u64::from_str_radix(number, 16).ok());
    let (sequence, gone) = (sequence?, gone?);
    let search = u64::from_str_radix(parts.next()?, 16).ok()?;
    let help = Help::from_letter(parts.next()?)?;
    let score = u32::from_str_radix(parts.next()?, 16).ok()?;
    let date = parts.next()?.parse().ok()?;
    let key = u64::from_str_radix(parts.next()?, 16).ok()?;
    let cursor = Cursor {
        generation,
        sequence,
        gone,
        help,
        after: Place { score, date, key },
    };
    parts.next().is_none().then_some((cursor, search))
}

/// Tells one search from another: all that decides which hits come in which order, but not how many on a page.
fn fingerprint(request: &SearchRequest) -> u64 {
    let mut search = request.first_page();
    search.size = SearchRequest::DEFAULT_SIZE;
    search.facets = true;
    search.query.typed = search.query.understood();
    // FNV-1a, because the same search must have the same number in every version of the program.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (name, value) in search.to_parameters() {
        for byte in name
            .bytes()
            .chain([b'='])
            .chain(value.bytes())
            .chain([b'&'])
        {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
