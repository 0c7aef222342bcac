//! People who share the party that stands once behind them: `Bo Ek och Fia Gran (båda M)`, `…, samtliga (SD)`.

use super::{is_full_name, name_at_end};
use crate::folding::Folding;

/// Words that say that the party is everybody's.
const SHARED: &[&str] = &["båda", "bägge", "samtliga", "alla"];

/// What stands in brackets without such a word; `Some` where one stands there.
pub(super) fn code_of_all(code: &str) -> Option<&str> {
    let (first, rest) = code.trim().split_once(' ')?;
    let rest = rest.trim_start_matches("från ").trim_start_matches("för ");
    SHARED
        .contains(&first.folded().as_str())
        .then(|| rest.trim_matches([' ', '(']))
}

/// The text without such a word at its end; `Some` where one stands there.
pub(super) fn before_word(text: &str) -> Option<&str> {
    let text = text.trim_end_matches([' ', ':']);
    SHARED.iter().find_map(|word| {
        let before = text.strip_suffix(word)?;
        before
            .ends_with([' ', ','])
            .then(|| before.trim_end_matches([' ', ',']))
    })
}

/// So many bytes hold any list of names.
const LONGEST: usize = 1500;

/// The names of the list that a text ends with, and where each begins.
pub(crate) fn names_at_end(text: &str) -> Vec<(usize, String)> {
    let mut first = text.len().saturating_sub(LONGEST);
    while !text.is_char_boundary(first) {
        first += 1;
    }
    let cut = first;
    let text = text.get(cut..).unwrap_or_default();
    let mut names = Vec::new();
    let mut end = text.trim_end_matches([' ', ',', ':']).len();
    while let Some(part) = text.get(..end) {
        let from = [", ", " och ", " samt ", ","]
            .iter()
            .filter_map(|mark| part.rfind(mark).map(|at| at + mark.len()))
            .max()
            .unwrap_or(0);
        let Some(item) = part.get(from..) else { break };
        let Some((start, name)) = name_at_end(item).filter(|(_, name)| is_full_name(name)) else {
            break;
        };
        names.push((cut + from + start, name));
        // Before the list's first name stand other words.
        if from == 0 || start > 0 {
            break;
        }
        end = part
            .get(..from)
            .unwrap_or_default()
            .trim_end_matches([' ', ','])
            .trim_end_matches(" och")
            .trim_end_matches(" samt")
            .trim_end_matches([' ', ','])
            .len();
    }
    names.reverse();
    names
}
