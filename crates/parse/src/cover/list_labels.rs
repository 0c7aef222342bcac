//! Labels of attendance lists. They are made of a few words in ever new order, so the words tell, not the phrase:
//! `Närvarande, ej tjänstgörande ersättare (på distans)`.

use super::labels::Label;
use crate::folding::Folding;
use crate::scan;

/// Words of which a label holds at least one.
const TELLING: &[&str] = &[
    "närvarande",
    "beslutande",
    "ledamöter",
    "ledamot",
    "ordinarie",
    "tjänstgörande",
    "tjg",
    "ersättare",
    "suppleanter",
    "suppleant",
    "övriga",
    "övrig",
    "övrigt",
    "deltagare",
    "deltagande",
    "närvarolista",
    "närvaroförteckning",
    "deltagarlista",
    "deltagarförteckning",
    "tjänstemän",
    "tjänstepersoner",
    "tjänsteman",
    "tjänsteperson",
    "förvaltning",
    "förvaltningen",
    "föredragande",
    "inbjudna",
    "inbjuden",
    "gäster",
    "personalföreträdare",
    "insynsplats",
    "insynsplatser",
    "insyn",
    "frånvarande",
    "förhindrade",
    "förhinder",
    "förtroendevalda",
    "medverkande",
    "adjungerade",
    "företrädare",
    "närvaro",
    "frånvaro",
    "åhörare",
    "personal",
];

/// Words that may stand beside them.
const BESIDE: &[&str] = &[
    "och",
    "samt",
    "ej",
    "icke",
    "inte",
    "på",
    "plats",
    "distans",
    "via",
    "teams",
    "länk",
    "digitalt",
    "digital",
    "från",
    "med",
    "utan",
    "rösträtt",
    "yttranderätt",
    "beslutanderätt",
    "anmält",
    "anmäld",
    "i",
    "sammanträdet",
    "mötet",
    "fackliga",
    "facklig",
    "m",
    "fl",
    "av",
    "vid",
    "politiker",
    "personliga",
    "eller",
];

/// No label has more words.
const LONGEST: usize = 9;

/// What a text in small letters heads, if it is nothing but a label of a list.
pub(super) fn read(folded: &str) -> Option<Label> {
    let words: Vec<&str> = folded
        .split([' ', ',', '/', '(', ')', '.', '-', '–', '&'])
        .filter(|word| !word.is_empty())
        .collect();
    let known = |word: &&str| TELLING.contains(word) || BESIDE.contains(word);
    let tells = words.iter().any(|word| TELLING.contains(word));
    let ends_well = words
        .last()
        .is_some_and(|word| !matches!(*word, "och" | "samt" | "ej" | "med" | "från" | "i"));
    (tells && ends_well && words.len() <= LONGEST && words.iter().all(known)).then(|| heads(&words))
}

/// Words that end a label, unless a joining word follows.
const NOUNS: &[&str] = &[
    "ledamöter",
    "ersättare",
    "suppleanter",
    "tjänstemän",
    "tjänstepersoner",
    "närvarande",
    "deltagare",
    "övriga",
    "beslutande",
];

/// Where a second label begins that stands a single blank behind the first: `Ersättare Övriga`.
pub(super) fn second(text: &str) -> Option<usize> {
    if !text.contains(' ') || text.len() > 100 || text.contains(':') {
        return None;
    }
    let all_capitals = scan::is_all_capitals(text);
    let mut starts = text.match_indices(' ').map(|(at, _)| at + 1);
    starts.find(|&at| {
        let (Some(first), Some(rest)) = (text.get(..at), text.get(at..)) else {
            return false;
        };
        let (first, folded) = (first.trim().folded(), rest.folded());
        let noun = first.rsplit(' ').next().unwrap_or_default();
        let parted = match all_capitals {
            // Capitals part nothing here; only what seats and substitutes have of their own does.
            true => {
                noun == "ledamöter" && folded.contains("ersättare") && !folded.starts_with("och")
            }
            false => NOUNS.contains(&noun) && scan::is_capitalised(rest),
        };
        parted && read(&first).is_some() && (read(&folded).is_some() || second(rest).is_some())
    })
}

/// Whether a label may begin with a word.
pub(super) fn may_begin(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '-', '/']);
    let first = word.split('/').next().unwrap_or_default();
    TELLING.contains(&first)
        || matches!(
            first,
            "ej" | "icke" | "inte" | "fackliga" | "anmält" | "från" | "politiker"
        )
}

fn heads(words: &[&str]) -> Label {
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let negated = |what: &[&str]| {
        let pairs = words.iter().zip(words.iter().skip(1));
        pairs
            .into_iter()
            .any(|(one, next)| matches!(*one, "ej" | "icke" | "inte") && what.contains(next))
    };
    let seats = has(&["ledamöter", "ledamot", "ordinarie"]);
    let substitutes = has(&["ersättare", "suppleanter", "suppleant"]);
    if has(&["frånvarande", "förhindrade", "förhinder", "frånvaro"])
        || negated(&["närvarande", "deltagande"])
    {
        return Label::Absent;
    }
    if negated(&["tjänstgörande", "beslutande", "tjg"]) {
        return Label::Substitutes;
    }
    match (seats, substitutes) {
        (true, _) => Label::Members,
        (false, true) if has(&["tjänstgörande", "beslutande", "tjg"]) => {
            Label::ServingSubstitutes
        }
        (false, true) => Label::Substitutes,
        (false, false)
            if has(&[
                "beslutande",
                "tjänstgörande",
                "deltagarlista",
                "närvarolista",
            ]) =>
        {
            Label::Members
        }
        (false, false) if officials(words) => Label::Officials,
        (false, false) if others(words) => Label::Others,
        (false, false) => Label::Members,
    }
}

fn officials(words: &[&str]) -> bool {
    words.iter().any(|word| {
        word.starts_with("tjänstem")
            || word.starts_with("tjänstep")
            || word.starts_with("förvaltning")
    })
}

fn others(words: &[&str]) -> bool {
    words.iter().any(|word| {
        matches!(
            *word,
            "övriga"
                | "övrig"
                | "övrigt"
                | "inbjudna"
                | "inbjuden"
                | "gäster"
                | "insynsplats"
                | "insynsplatser"
                | "insyn"
                | "adjungerade"
                | "medverkande"
                | "föredragande"
                | "åhörare"
                | "personal"
        ) || word.ends_with("företrädare")
    })
}
