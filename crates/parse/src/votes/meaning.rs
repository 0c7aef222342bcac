//! What *ja* and *nej* stood for: `”Ja för bifall till … och Nej för …”`, `Ja-röst innebär …`.

use crate::folding::Folding;
use crate::people;

/// As printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) yes: String,
    pub(super) no: Option<String>,
}

const YES: &[&str] = &[
    "ja för ",
    "ja-röst innebär ",
    "ja-röst för ",
    "ja innebär ",
    "ja-röst = ",
    "ja = ",
    "ja: ",
    "ja-röst: ",
    "ja-röster för ",
    "ja betyder ",
    "ja till ",
    "ja-röst är för ",
    "ja-röst betyder ",
    "ja-röst till ",
    "ja-röst gäller ",
    "ja-röst avser ",
    "ja-röst på ",
    "ja avser ",
    "ja på ",
];
const NO: &[&str] = &[
    "nej för ",
    "nej-röst innebär ",
    "nej-röst för ",
    "nej innebär ",
    "nej-röst = ",
    "nej = ",
    "nej: ",
    "nej-röst: ",
    "nej-röster för ",
    "nej betyder ",
    "nej till ",
    "nej-röst är för ",
    "nej-röst betyder ",
    "nej-röst till ",
    "nej-röst gäller ",
    "nej-röst avser ",
    "nej-röst på ",
    "nej avser ",
    "nej på ",
    "nej-röst ",
];

/// Reads the proposition of a vote out of a block.
pub(super) fn read(text: &str) -> Option<Meaning> {
    let folded = text.folded();
    if folded.len() != text.len() {
        return None;
    }
    stated(text, &folded).or_else(|| by_those_who(text, &folded))
}

fn stated(text: &str, folded: &str) -> Option<Meaning> {
    let (yes_at, yes_end) = first_of(folded, YES, 0)?;
    let (no_at, no_end) = first_of(folded, NO, yes_end)?;
    // "Ja: 40" and "Ja: Anna Ask (S)" are results, not meanings.
    let yes = tidy(text.get(yes_end..no_at)?);
    let no = tidy(until_end(text.get(no_end..)?));
    let listed = |meaning: &str| {
        text.get(yes_at..yes_end)
            .is_some_and(|mark| mark.ends_with(": "))
            && people::find_with_party(meaning).len() > 1
    };
    let plain = |meaning: &str| {
        !meaning.is_empty()
            && !meaning.starts_with(|letter: char| letter.is_ascii_digit())
            && !listed(meaning)
            && meaning.len() < 400
    };
    plain(&yes).then(|| Meaning {
        yes,
        no: plain(&no).then_some(no),
    })
}

/// `Den som vill bifalla förslaget röstar ja, den som vill avslå det röstar nej.`
fn by_those_who(text: &str, folded: &str) -> Option<Meaning> {
    let (yes, end) = side(text, folded, "ja", 0)?;
    let no = side(text, folded, "nej", end).map(|(meaning, _)| meaning);
    Some(Meaning {
        yes,
        no: no.or_else(|| if_no_wins(text, folded)),
    })
}

/// What those want who vote so, and where their verb ends.
fn side(text: &str, folded: &str, answer: &str, from: usize) -> Option<(String, usize)> {
    let rest = folded.get(from..)?;
    let verbs = ["röstar ", "rösta ", "röstade "];
    let (at, end) = verbs
        .iter()
        .filter_map(|verb| {
            let verb = format!("{verb}{answer}");
            let at = rest.find(verb.as_str())?;
            Some((from + at, from + at + verb.len()))
        })
        .min()?;
    let before = folded.get(from..at)?;
    let begin = THOSE_WHO
        .iter()
        .filter_map(|words| before.rfind(words).map(|found| from + found + words.len()))
        .max()?;
    let meaning = text.get(begin..at)?.trim_end();
    let meaning = tidy(meaning.strip_suffix(" ska").unwrap_or(meaning));
    (!meaning.is_empty() && meaning.len() < 300).then_some((meaning, end))
}

const THOSE_WHO: &[&str] = &[
    "den som vill ",
    "de som vill ",
    "den som är för ",
    "den som ",
    "de som ",
    "ledamot som ",
    "ledamöter som ",
    "den vilken ",
];

/// `Den det ej vill röstar nej. Vinner nej avslås motionen.`
fn if_no_wins(text: &str, folded: &str) -> Option<String> {
    let words = [
        "vinner nej-rösterna ",
        "vinner nej ",
        "vinner nej, ",
        "om nej vinner ",
    ];
    let (_, end) = first_of(folded, &words, 0)?;
    let meaning = text.get(end..)?;
    let meaning = tidy(until_end(meaning));
    let meaning = ["har ", "så ", "är "]
        .iter()
        .find_map(|word| meaning.strip_prefix(word))
        .unwrap_or(&meaning)
        .to_owned();
    (!meaning.is_empty() && meaning.len() < 300).then_some(meaning)
}

/// One side that stands on a line of its own: `JA-röst för bifall till förslaget`.
pub(super) fn side_alone(text: &str) -> Option<Side> {
    let folded = text.folded();
    if folded.len() != text.len() {
        return None;
    }
    let begins = |words: &[&str]| {
        let found = words.iter().filter(|word| folded.starts_with(**word));
        found.map(|word| word.len()).max()
    };
    let plain = |end: usize| {
        let meaning = tidy(until_end(text.get(end..)?));
        let is_list = !people::find_with_party(&meaning).is_empty() && meaning.len() < 400;
        let is_count = meaning.starts_with(|letter: char| letter.is_ascii_digit());
        let is_answer = is_list && folded.get(..end)?.ends_with(": ");
        let says_nothing = meaning.is_empty() || is_count || is_answer;
        (!says_nothing).then_some(meaning)
    };
    if let Some(end) = begins(YES) {
        return plain(end).map(Side::Yes);
    }
    let no: Vec<&str> = NO
        .iter()
        .copied()
        .filter(|word| *word != "nej-röst ")
        .collect();
    begins(&no).and_then(plain).map(Side::No)
}

/// What one answer stood for.
pub(super) enum Side {
    Yes(String),
    No(String),
}

fn first_of(folded: &str, words: &[&str], from: usize) -> Option<(usize, usize)> {
    let rest = folded.get(from..)?;
    let found = words.iter().filter_map(|word| {
        let at = rest.find(word)?;
        let begins = rest
            .get(..at)?
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric() && before != '-');
        begins.then_some((from + at, from + at + word.len()))
    });
    found.min_by_key(|&(start, end)| (start, std::cmp::Reverse(end)))
}

/// Up to the closing quotation mark, else the end of the sentence.
fn until_end(text: &str) -> &str {
    let quote = text.find(['”', '"', '»', '“']);
    let stop = text.find(". ").into_iter().chain(text.find('\n')).min();
    let end = match (quote, stop) {
        (Some(quote), Some(stop)) => quote.min(stop),
        (one, other) => one.or(other).unwrap_or(text.len()),
    };
    text.get(..end).unwrap_or(text)
}

fn tidy(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let shorter = text.trim_end_matches(['.', ',', ';', '”', '"', '»', ' ', '–', '\n']);
        let shorter = [" och", " samt", " medan", " men"]
            .iter()
            .find_map(|word| shorter.strip_suffix(word))
            .unwrap_or(shorter);
        if shorter.len() == text.len() {
            return text.trim_start_matches(['”', '"', '»', ' ']).to_owned();
        }
        text = shorter;
    }
}
