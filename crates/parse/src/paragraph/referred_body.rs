//! Which body a reference means: the one right beside it, or the one that acts in its clause.

use crate::bodies;
use crate::folding::Folding;
use crate::lines::list_mark;
use crate::scan;

/// What a reference's words name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Body(String),
    /// The sign is a law's.
    Law,
}

/// So far before the section sign a body belongs to it, in bytes.
const REACH: usize = 220;

/// Laws that stand before a section sign by their letters.
const LAWS: &[&str] = &[
    "MBL", "LAS", "PBL", "MB", "KL", "LSS", "SOL", "LVU", "LVM", "OSL", "FL", "FPL", "LOU", "AML",
    "TF", "YGL", "PSL", "HSL", "ABL", "JB", "FB", "ÄPBL", "SKOLL",
];

/// Letters of bodies that stand in small letters too: `Ks § 12`, `Ksau § 3`.
const USUAL: &[&str] = &[
    "KS", "KF", "AU", "KSAU", "SN", "BN", "MBN", "TN", "BUN", "KFN", "VON", "MYN", "MBR", "SBN",
    "RS", "RF", "KU", "UN",
];

/// What a body does that decides, in the tenses in which minutes tell of it.
const ACTS: &[&str] = &[
    "beslutade",
    "beslöt",
    "beslutat",
    "beslutar",
    "behandlade",
    "har",
    "hade",
    "föreslog",
    "föreslår",
    "bordlade",
    "återremitterade",
    "godkände",
    "antog",
    "fick",
    "gav",
    "uppdrog",
    "avslog",
    "tillstyrkte",
    "tillstyrker",
    "fastställde",
    "utsåg",
    "valde",
    "lämnade",
    "överlämnade",
    "remitterade",
    "ställde",
    "tog",
    "noterade",
    "biföll",
    "yttrade",
    "beviljade",
    "medgav",
    "behandlar",
    "upphävde",
    "avgav",
    "antagit",
    "godkänt",
];

/// Words that may stand between a body and the day.
const BETWEEN: &[&str] = &[
    "den",
    "protokoll",
    "protokollsutdrag",
    "beslut",
    "förslag",
    "sammanträde",
    "behandling",
    "som",
    "tidigare",
    "sammanträdet",
    "möte",
    "vid",
    "sitt",
    "från",
    "av",
    "daterat",
    "mån",
    "måndagen",
    "tisdagen",
    "onsdagen",
    "torsdagen",
    "fredagen",
    "i",
    "på",
];

/// The body of the text before day and sign, in the same sentence.
pub(super) fn before(text: &str) -> Option<Named> {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let sentence = text.get(start..)?.rsplit(['\n', ';']).next()?;
    let sentence = sentence.rsplit(". ").next()?;
    let sentence = list_mark(sentence)
        .and_then(|length| sentence.get(length..))
        .unwrap_or(sentence);
    let adjacent = adjacent(sentence);
    if adjacent == Some(Named::Law) {
        return adjacent;
    }
    // "… till kommunstyrelsen, som 2021-03-02 § 12 beslutade" tells what that body did.
    let is_relative = sentence.trim_end().ends_with(" som");
    let found = all(sentence);
    let acting = found.iter().rfind(|body| body.acts).map(|body| &body.name);
    let name = match (&adjacent, acting) {
        // "återremitterades till kommunstyrelsen 2021-03-02 § 12" was decided by somebody else.
        (Some(Named::Body(name)), _) if is_relative || !is_target(sentence, &found) => {
            Some(name.clone())
        }
        (_, Some(name)) => Some(name.clone()),
        (Some(_), None) => possessor(sentence),
        (None, None) => found
            .last()
            .filter(|body| !body.is_target)
            .map(|body| body.name.clone()),
    };
    name.map(Named::Body)
}

/// `Kommunfullmäktiges uppdrag till trafiknämnden 2020-12-10 § 16`: whose assignment it is.
fn possessor(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    let owned = |word: &str| ["uppdrag", "beslut", "remiss", "begäran"].contains(&word);
    pairs
        .filter(|(_, next)| owned(next))
        .filter_map(|(word, _)| bodies::from_genitive(word))
        .next_back()
}

/// A text that is nothing but a body's name or its letters, with punctuation.
pub(super) fn alone(text: &str) -> Option<Named> {
    let name = text.trim_matches([' ', ',', '(', ')', ':', '.']);
    if bodies::is_body_name(name) {
        return Some(Named::Body(bodies::tidy(name)));
    }
    code(name)
}

/// The body that stands right before the day, its genitive included: `Kommunstyrelsens protokoll 2023-10-17`.
fn adjacent(sentence: &str) -> Option<Named> {
    let mut rest = sentence.trim_end_matches([' ', ',', '(', ':', '-', '–']);
    loop {
        let word = rest.rsplit(' ').next().unwrap_or_default();
        let bare = word.trim_matches([',', '(', ':']).folded();
        if !BETWEEN.contains(&bare.as_str()) {
            break;
        }
        let cut = rest.len() - word.len();
        rest = rest.get(..cut)?.trim_end_matches([' ', ',', '(', ':']);
    }
    let word = rest.rsplit([' ', '(']).next()?;
    let law = word.trim_end_matches([',', ')']).folded();
    if [
        "lagen",
        "lag",
        "förordningen",
        "balken",
        "stadgan",
        "stadgarna",
    ]
    .iter()
    .any(|end| law.ends_with(end))
        && !["slag", "bolag", "underlag"]
            .iter()
            .any(|end| law.ends_with(end))
    {
        return Some(Named::Law);
    }
    if let Some(named) = code(word.trim_end_matches(":s")) {
        return Some(named);
    }
    let starts: Vec<usize> = word_starts(rest);
    starts.into_iter().find_map(|start| {
        let name = rest.get(start..).filter(|name| !is_paper(name))?;
        if bodies::is_body_name(name) {
            Some(Named::Body(bodies::tidy(name)))
        } else {
            bodies::from_genitive(name).map(Named::Body)
        }
    })
}

/// `Protokollsutdrag, kommunstyrelsens arbetsutskott`: the paper is no part of the name.
fn is_paper(name: &str) -> bool {
    let first = name.split([' ', ',']).next().unwrap_or_default().folded();
    const PAPERS: &[&str] = &[
        "protokoll",
        "utdrag",
        "beslut",
        "yttrande",
        "tjänste",
        "skrivelse",
        "bilaga",
    ];
    PAPERS.iter().any(|paper| first.starts_with(paper))
}

/// Where the last words begin, the farthest first.
fn word_starts(text: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = text
        .rmatch_indices(' ')
        .map(|(at, _)| at + 1)
        .take(7)
        .collect();
    if starts.len() < 7 {
        starts.push(0);
    }
    starts.reverse();
    starts
}

/// A body in a sentence.
struct Mention {
    name: String,
    acts: bool,
    /// Something is given or sent to it.
    is_target: bool,
}

fn all(sentence: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while let Some(range) = sentence.get(at..).and_then(bodies::find) {
        let (start, end) = (at + range.start, at + range.end);
        let word_before = sentence.get(..start).unwrap_or_default().trim_end();
        let word_before = word_before.rsplit(' ').next().unwrap_or_default().folded();
        let word_after = sentence.get(end..).unwrap_or_default().trim_start();
        let word_after = word_after.split([' ', ',']).next().unwrap_or_default();
        let is_target = matches!(
            word_before.as_str(),
            "till" | "åt" | "hos" | "för" | "ge" | "gav"
        );
        mentions.push(Mention {
            name: sentence
                .get(start..end)
                .map(bodies::tidy)
                .unwrap_or_default(),
            acts: !is_target
                && (ACTS.contains(&word_after)
                    || ACTS.contains(&word_before.as_str())
                    || word_before == "av"),
            is_target,
        });
        at = end;
    }
    mentions
}

/// The last body of the sentence is one that something is sent to.
fn is_target(sentence: &str, found: &[Mention]) -> bool {
    found
        .last()
        .is_some_and(|body| body.is_target && sentence.folded().contains(&body.name.folded()))
}

/// `KSAU`, or a law's letters.
fn code(word: &str) -> Option<Named> {
    let letters = word.chars().count();
    let is_code = (2..=6).contains(&letters) && word.chars().all(char::is_uppercase);
    let name = word.to_uppercase();
    let is_usual = scan::is_capitalised(word) && USUAL.contains(&name.as_str());
    if !is_code && !is_usual {
        return None;
    }
    Some(if LAWS.contains(&word) {
        Named::Law
    } else {
        Named::Body(name)
    })
}
