//! Words that minutes write apart and somebody typed as one: `polhemsgymnasium` for Polhems gymnasium.

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::schema::Fields;

/// Pieces of a word, at most.
const MOST_PIECES: usize = 3;

/// Shorter pieces are found in any word.
const SHORTEST: usize = 3;

/// Longer words are none.
const LONGEST: usize = 48;

/// The words that one consists of, all of which the index has; the fewest and most even ones. `None` where there are none.
pub(super) fn pieces(
    word: &str,
    searcher: &Searcher,
    fields: &Fields,
) -> tantivy::Result<Option<Vec<String>>> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 * SHORTEST || letters.len() > LONGEST {
        return Ok(None);
    }
    let mut looked_in = vec![fields.text, fields.parts];
    // Without dots and rings, the words that have them are meant as well.
    looked_in.extend(word.is_ascii().then_some(fields.folded));
    let index = Vocabulary {
        searcher,
        looked_in,
    };
    // For each place the best way there: pieces, and the length of the shortest one.
    let mut ways: Vec<Option<Way>> = vec![None; letters.len() + 1];
    if let Some(start) = ways.first_mut() {
        *start = Some(Way::default());
    }
    for from in 0..letters.len() {
        let Some(before) = ways.get(from).cloned().flatten() else {
            continue;
        };
        if before.words.len() == MOST_PIECES {
            continue;
        }
        for to in from + SHORTEST..=letters.len() {
            let piece: String = letters.get(from..to).into_iter().flatten().collect();
            let is_last = to == letters.len();
            let Some(found) = index.word_of(&piece, is_last)? else {
                continue;
            };
            let way = before.longer(found, to - from);
            if let Some(known) = ways.get_mut(to)
                && known.as_ref().is_none_or(|known| way.is_better(known))
            {
                *known = Some(way);
            }
        }
    }
    let whole = ways.pop().flatten();
    Ok(whole.map(|way| way.words).filter(|words| words.len() > 1))
}

#[derive(Clone, Default)]
struct Way {
    words: Vec<String>,
    shortest: usize,
}

impl Way {
    fn longer(&self, word: String, letters: usize) -> Way {
        let shortest = match self.words.len() {
            0 => letters,
            _ => self.shortest.min(letters),
        };
        let words = self.words.iter().cloned().chain([word]).collect();
        Way { words, shortest }
    }

    fn is_better(&self, other: &Way) -> bool {
        (other.words.len(), self.shortest) > (self.words.len(), other.shortest)
    }
}

struct Vocabulary<'a> {
    searcher: &'a Searcher,
    looked_in: Vec<Field>,
}

impl Vocabulary<'_> {
    /// The word of the index that a piece stands for: itself, without the linking *s*, or with the ending it lost.
    fn word_of(&self, piece: &str, is_last: bool) -> tantivy::Result<Option<String>> {
        let mut forms = vec![piece.to_owned()];
        if !is_last {
            forms.extend(piece.strip_suffix('s').map(str::to_owned));
            forms.push(format!("{piece}a"));
        }
        for form in forms {
            let stem = paragraf_language::stem(&form);
            for field in &self.looked_in {
                let term = Term::from_field_text(*field, &stem);
                if self.searcher.doc_freq(&term)? > 0 {
                    return Ok(Some(form));
                }
            }
        }
        Ok(None)
    }
}
