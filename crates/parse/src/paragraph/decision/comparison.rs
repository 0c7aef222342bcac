//! Whether a decision says what was proposed.

use crate::bodies;
use crate::folding::Folding;
use crate::paragraph::verbs;
use crate::scan;

/// What says that all is as proposed.
const SAYS_SO: &[&str] = &[
    "enligt förslaget till beslut",
    "enligt förslag till beslut",
    "beslutar enligt förslag",
    "beslutade enligt förslag",
    "beslöt enligt förslag",
    "i enlighet med förslaget till beslut",
    "enligt liggande förslag",
    "bifalla förslaget till beslut",
];

/// The decision says the same as one of the proposals, or says that it does.
pub(super) fn same_as_any(points: &[String], text: &str, proposals: &[Vec<String>]) -> bool {
    let folded = text.folded();
    if SAYS_SO.iter().any(|words| folded.contains(words)) || refers_to_proposal(points) {
        return true;
    }
    let own = essence(points);
    proposals.iter().any(|proposal| own == essence(proposal))
}

/// `Kommunstyrelsen beslutar i enlighet med arbetsutskottets förslag.` and nothing more.
fn refers_to_proposal(points: &[String]) -> bool {
    let [point] = points else { return false };
    let folded = point.folded();
    let refers = ["enligt ", "i enlighet med ", "bifalla ", "bifaller "]
        .iter()
        .filter_map(|words| folded.split_once(words))
        .any(|(_, rest)| {
            let words: Vec<&str> = rest.trim_end_matches(['.', ' ']).split(' ').collect();
            words.len() <= 4 && words.last().is_some_and(|last| last.starts_with("förslag"))
        });
    refers && folded.split(' ').count() <= 12
}

/// The words that matter when a proposal is compared with a decision, in no order: `Planen antas` and
/// `Nämnden antar planen` say the same.
fn essence(points: &[String]) -> Vec<String> {
    let stated = points
        .iter()
        .filter(|point| !point.folded().contains("omedelbart justera"));
    let mut words: Vec<String> = stated
        .flat_map(|point| items(point))
        .flat_map(|item| scan::words(without_actor(item)).map(|(_, word)| stem(word)))
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    words
}

/// Without who acts at the beginning, and that they decide or propose: `att föreslå kommunfullmäktige besluta att`.
fn without_actor(point: &str) -> &str {
    let mut rest = point;
    loop {
        let body = bodies::leading_body(rest).filter(|length| rest.len() > *length);
        let word = rest.split(' ').next().unwrap_or_default();
        let bare = word.trim_matches([',', ':']).folded();
        let length = match body {
            Some(length) => length,
            None if LEADS.contains(&bare.as_str()) => word.len(),
            None => return rest,
        };
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
}

/// `Fullmäktige beslutar att anta styrelsens förslag:` says no more than the items that follow it.
fn items(point: &str) -> Vec<&str> {
    match point.split_once(":\n") {
        Some((lead, listed)) if adopts_proposal(lead) => listed
            .lines()
            .map(|item| item.trim_start_matches(['-', '–', '•', ' ']))
            .collect(),
        _ => vec![point],
    }
}

fn adopts_proposal(lead: &str) -> bool {
    const ADOPTS: &[&str] = &[
        "anta",
        "antar",
        "bifalla",
        "bifaller",
        "godkänna",
        "godkänner",
    ];
    let words: Vec<&str> = without_actor(lead).split_whitespace().collect();
    let adopts = words
        .first()
        .is_some_and(|word| ADOPTS.contains(&word.folded().as_str()));
    adopts && words.len() <= 4 && words.last().is_some_and(|word| word.starts_with("förslag"))
}

/// Words of a decision before what is decided.
const LEADS: &[&str] = &[
    "att",
    "beslutar",
    "beslutade",
    "besluta",
    "föreslår",
    "föreslå",
    "föreslås",
    "hos",
    "hemställa",
    "för",
    "egen",
    "del",
];

/// What stays of a word in each of its forms; nothing of words that only join.
fn stem(word: &str) -> String {
    let word = word.folded();
    const JOIN: &[&str] = &["att", "och", "samt", "beslutar", "besluta", "beslutade"];
    if JOIN.contains(&word.as_str()) {
        return String::new();
    }
    if let Some((outcome, _)) = verbs::read(&word).next() {
        return outcome.name().to_owned();
    }
    let bare = word.trim_end_matches(['s', 'r', 'n', 't', 'a', 'e']);
    if word.chars().any(|letter| letter.is_ascii_digit()) || bare.chars().count() < 3 {
        word
    } else {
        bare.to_owned()
    }
}
