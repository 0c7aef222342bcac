//! What tells the text under a title from the title: verbs, citations, sentences that end.

use crate::lines::{Line, is_left_hanging};
use crate::scan;

/// Cites a decision or a paper, counts, or says something: a title does so in its first line only.
pub(super) fn says_more_than_title(line: &Line<'_>) -> bool {
    let words = || line.folded.split(' ');
    let numbers = words().filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    line.has_sign
        || line.folded.contains("dnr ")
        || words().any(|word| VERBS.contains(&word) || scan::is_date(word.trim_end_matches(',')))
        || numbers.count() >= 4
        || is_counted(&line.folded)
}

/// `… (SOU`: its bracket closes on the next line.
pub(super) fn leaves_bracket_open(text: &str) -> bool {
    text.rfind('(') > text.rfind(')')
}

/// `… i stället för Siv` / `Ask (C)`: the line was broken within a name.
pub(super) fn name_goes_on(before: &str, after: &str) -> bool {
    let last = before.rsplit(' ').next().unwrap_or_default();
    let is_name = |word: &str| {
        scan::is_capitalised(word)
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '-')
    };
    let mut words = after.split(' ');
    let is_party =
        |word: &str| word.starts_with('(') && word.trim_end_matches([',', '.']).ends_with(')');
    is_name(last)
        && words.next().is_some_and(is_name)
        && words
            .take(2)
            .find(|word| !is_name(word))
            .is_some_and(is_party)
}

/// How many of the lines begin anew.
pub(super) fn count_begun(lines: &[&Line<'_>]) -> usize {
    let goes_on = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(before, after)| {
            scan::begins_small(&after.text) || is_left_hanging(&before.folded)
        })
        .count();
    lines.len() - goes_on
}

/// `Fråga 1`: the first of several.
fn is_counted(folded: &str) -> bool {
    let counted = folded.split_once(' ');
    counted.is_some_and(|(_, number)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// `Motion av …`, `Svar på remiss`: a second line that names the matter, as the first names its subject.
pub(super) fn names_matter(line: &Line<'_>) -> bool {
    const KINDS: [&str; 12] = [
        "motion",
        "svar",
        "interpellation",
        "medborgarförslag",
        "fråga",
        "yttrande",
        "remiss",
        "skrivelse",
        "revidering",
        "detaljplan",
        "ansökan",
        "anmälan",
    ];
    let first = line.folded.split(' ').next().unwrap_or_default();
    line.folded.split(' ').count() >= 3 && KINDS.contains(&first)
}

/// The line after the boundary is shorter than the one before, and ends no sentence.
pub(super) fn ends_narrow(run: &[&Line<'_>], boundary: usize) -> bool {
    let before = boundary.checked_sub(1).and_then(|before| run.get(before));
    before.zip(run.get(boundary)).is_some_and(|(before, line)| {
        line.right() < before.right() && !ends_text(line) && !says_more_than_title(line)
    })
}

/// How many lines stand before the first that begins a sentence, none where the first line is one already. What
/// stands on the label's own line is a title whatever it says.
pub(super) fn before_sentence(run: &[&Line<'_>], is_begun: bool) -> usize {
    let is_verb = |word: &str| VERBS.contains(&word.trim_end_matches('.'));
    let has_verb = |line: &Line<'_>| line.folded.split(' ').any(is_verb);
    let own = usize::from(is_begun);
    let with_verb = run.iter().skip(own).position(|line| has_verb(line));
    let Some(with_verb) = with_verb.map(|place| own + place) else {
        return 0;
    };
    // The sentence may have begun some lines before its verb.
    let begins = |place: &usize| {
        let before = place.checked_sub(1).and_then(|before| run.get(before));
        run.get(*place).zip(before).is_some_and(|(line, before)| {
            scan::is_capitalised(&line.text) && !is_left_hanging(&before.folded)
        })
    };
    (own.max(1)..=with_verb)
        .rev()
        .find(begins)
        .unwrap_or_default()
}

/// The last line is a sentence of its own: some words that begin anew and end with a full stop.
pub(super) fn ends_with_sentence(run: &[&Line<'_>], is_begun: bool) -> bool {
    let Some(([.., before], last)) = run.split_last().map(|(last, rest)| (rest, last)) else {
        return false;
    };
    let begins = scan::is_capitalised(&last.text) && !is_left_hanging(&before.folded);
    !is_begun && begins && ends_text(last) && last.text.split(' ').count() >= 5
}

/// What the first sentence under a title says, and titles do not.
const VERBS: &[&str] = &[
    "är",
    "har",
    "hade",
    "finns",
    "besvarar",
    "besvarade",
    "förklarar",
    "förklarade",
    "hälsar",
    "informerar",
    "informerade",
    "redovisar",
    "redovisade",
    "redogör",
    "redogjorde",
    "föredrar",
    "meddelar",
    "konstaterar",
    "beslutar",
    "beslutade",
    "väljs",
    "utses",
    "håller",
    "lämnar",
    "lämnade",
    "inkom",
    "anmäler",
    "anmälde",
    "anmäls",
    "föreligger",
    "föreslår",
    "tackar",
    "deltar",
    "deltog",
    "begär",
    "omfattas",
    "omfattar",
    "medger",
    "innebär",
    "ställer",
    "lägges",
    "läggs",
    "befrias",
    "yttrar",
    "öppnar",
    "avslutar",
    "noterar",
    "framför",
    "presenterar",
    "godkänns",
];

/// Ends as sentences and lead-ins do, and titles do not.
pub(super) fn ends_text(line: &Line<'_>) -> bool {
    let abbreviated = ["m.m.", "m.fl.", "m. m.", "m. fl.", "m m.", "etc.", "mm."]
        .iter()
        .any(|end| line.folded.ends_with(end));
    scan::ends_sentence(&line.text) && !line.text.ends_with(')') && !abbreviated
}
