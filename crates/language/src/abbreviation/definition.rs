//! Definitions in a text: `kommunstyrelsen (KS)`.
//!
//! The letters in brackets are looked for backwards in the words before them; the first must begin a word. The method
//! is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
//! (Pacific Symposium on Biocomputing, 2003).

/// An abbreviation that a text defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// In lower case.
    pub abbreviation: String,
    /// The words that it stands for, in lower case, a blank between.
    pub meaning: String,
}

/// Letters of an abbreviation, at least and at most.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=7;

/// Shorter meanings are no gain over the abbreviation.
const SHORTEST_MEANING: usize = 6;

/// Parties stand in brackets behind names.
const PARTIES: [&str; 18] = [
    "s", "m", "sd", "c", "v", "kd", "mp", "l", "fp", "fi", "d", "nya", "öp", "kp", "spi", "lp",
    "sp", "pp",
];

/// Every definition in a text, each once, in order.
pub fn definitions(text: &str) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for (open, _) in text.match_indices('(') {
        let (before, after) = (text.get(..open), text.get(open + 1..));
        let (Some(before), Some(after)) = (before, after) else {
            continue;
        };
        let Some(short) = abbreviation(after) else {
            continue;
        };
        let definition = meaning(before, short).map(|meaning| Definition {
            abbreviation: short.to_lowercase(),
            meaning,
        });
        found.extend(definition.filter(|new| !found.contains(new)));
    }
    found
}

/// What stands in the brackets, if it looks like an abbreviation: letters only, two capitals or more.
fn abbreviation(after: &str) -> Option<&str> {
    let end = after.char_indices().take(10).find(|(_, c)| *c == ')')?.0;
    let short = after.get(..end)?;
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    let fits = LETTERS.contains(&short.chars().count())
        && short.chars().all(char::is_alphabetic)
        && capitals >= 2;
    (fits && !PARTIES.contains(&short.to_lowercase().as_str())).then_some(short)
}

/// The shortest run of words before the bracket that holds the letters in order, the first at a word's beginning.
fn meaning(before: &str, short: &str) -> Option<String> {
    let letters: Vec<char> = short.to_lowercase().chars().collect();
    let clause = clause_end(before, 3 * letters.len() + 4);
    let lower = clause.to_lowercase();
    let places: Vec<(usize, char)> = lower.char_indices().collect();
    let mut left = places.len();
    for (number, letter) in letters.iter().enumerate().rev() {
        loop {
            left = left.checked_sub(1)?;
            let (_, c) = places.get(left)?;
            let begins_word = left == 0
                || places
                    .get(left - 1)
                    .is_some_and(|(_, before)| !before.is_alphanumeric());
            if c == letter && (number > 0 || begins_word) {
                break;
            }
        }
    }
    let start = places.get(left)?.0;
    let words = lower.get(start..)?.trim();
    let count = words.split_whitespace().count();
    let fits = words.chars().count() >= SHORTEST_MEANING.max(2 * letters.len())
        && count <= letters.len() + 3
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '&' | '\n'));
    fits.then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The last words before the bracket, within their sentence.
fn clause_end(before: &str, most_words: usize) -> &str {
    let mut start = before.len();
    let mut words = 0;
    let mut in_word = false;
    for (at, c) in before.char_indices().rev() {
        if matches!(c, '.' | ';' | ':' | '(' | ')' | '!' | '?' | ',') {
            break;
        }
        words += usize::from(c.is_alphanumeric() && !in_word);
        in_word = c.is_alphanumeric();
        if words > most_words {
            break;
        }
        start = at;
    }
    before.get(start..).unwrap_or_default()
}
