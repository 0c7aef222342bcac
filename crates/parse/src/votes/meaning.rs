//! What *ja* and *nej* stood for: `”Ja för bifall till … och Nej för …”`, `Ja-röst innebär …`.

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
    "nej-röst ",
];

/// Reads the proposition of a vote out of a block.
pub(super) fn read(text: &str) -> Option<Meaning> {
    let folded = text.to_lowercase();
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
    let side = |answer: &str| {
        let verb = [
            format!("röstar {answer}"),
            format!("ska rösta {answer}"),
            format!("rösta {answer}"),
        ];
        let at = verb
            .iter()
            .filter_map(|verb| folded.find(verb.as_str()))
            .min()?;
        let before = folded.get(..at)?;
        let from = [
            "den som vill ",
            "de som vill ",
            "den som är för ",
            "den som ",
            "de som ",
        ]
        .iter()
        .filter_map(|words| before.rfind(words).map(|found| found + words.len()))
        .max()?;
        Some(tidy(text.get(from..at)?)).filter(|meaning| !meaning.is_empty() && meaning.len() < 300)
    };
    Some(Meaning {
        yes: side("ja")?,
        no: side("nej"),
    })
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
