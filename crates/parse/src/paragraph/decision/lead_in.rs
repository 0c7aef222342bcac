//! Blocks of a decision that only lead to the points under them: `Kommunstyrelsen beslutar:`.

use paragraf_model::Outcome;

use super::deciding_body;
use crate::bodies;
use crate::folding::Folding;
use crate::lines::is_list_mark;
use crate::paragraph::{outcome, verbs};
use crate::sections;

/// A block that leads to the points under it.
pub(super) struct LeadIn {
    /// Who decides or proposes, where it begins with a body's name.
    pub(super) actor: Option<String>,
    pub(super) decides: bool,
    /// The points are another body's to decide.
    pub(super) recommends: bool,
    /// It says nothing but who decides, or after whose proposal.
    pub(super) is_pure: bool,
}

const DECIDES: &[&str] = &["beslutar", "beslutade", "beslöt", "beslutat"];

const RECOMMENDS: &[&str] = &[
    "föreslår",
    "föreslog",
    "föreslås",
    "tillstyrker",
    "tillstyrkte",
    "hemställer",
    "hemställde",
    "rekommenderar",
    "förordar",
];

const TO_RECOMMEND: &[&str] = &[
    "föreslå",
    "tillstyrka",
    "hemställa",
    "rekommendera",
    "förorda",
];

/// What a block begins with that only leads on.
const OPENINGS: &[&str] = &[
    "enligt ",
    "på förslag",
    "efter förslag",
    "i enlighet ",
    "med bifall",
    "beslut",
    "att",
];

/// Longer ones state something.
const LONGEST: usize = 400;

/// `Kommunstyrelsen beslutar:`, `Enligt kommunstyrelsens förslag:`, `På förslag av Bo Ek (S):`, `Kommunstyrelsen`.
pub(super) fn read(text: &str) -> Option<LeadIn> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = text.folded();
    let bare = folded.trim_end_matches([':', ' ', '.']);
    let name = bodies::leading_body(text).and_then(|length| text.get(..length));
    let is_name = name.is_some_and(|name| name.len() == text.trim_end_matches([':', ' ']).len());
    let words: Vec<&str> = bare
        .split([' ', ',', ':'])
        .filter(|word| !word.is_empty())
        .collect();
    let last = words.last().copied().unwrap_or_default();
    let leads_on = DECIDES.contains(&last)
        || matches!(last, "att" | "besluta" | "föreslår")
        || last == "följande" && words.iter().any(|word| DECIDES.contains(word));
    let proposes = proposes_to_body(bare);
    if !(text.ends_with(':')
        || leads_on
        || is_name
        || proposes
        || names_author(bare)
        || sections::opens_decision(text))
    {
        return None;
    }
    let decides = is_name || words.iter().any(|word| DECIDES.contains(word));
    let recommends = recommends(bare, &words, name.is_some(), decides);
    let in_body = text
        .strip_prefix("I ")
        .is_some_and(|rest| bodies::is_body_name(rest.trim_end_matches([':', ' '])));
    let is_pure = (decides || recommends || in_body || is_heading_like(bare))
        && (leads_on || !states_point(&words));
    let author = || bodies::from_genitive(text.get(..bare.find(" förslag")?)?);
    Some(LeadIn {
        actor: name
            .map(bodies::tidy)
            .or_else(|| proposes.then(author).flatten()),
        decides,
        recommends,
        is_pure,
    })
}

/// `Förvaltningens förslag till beslut`, `Kontorets förslag till nämnden för vidare beslut`.
fn names_author(bare: &str) -> bool {
    let Some((author, rest)) = bare.split_once(" förslag") else {
        return false;
    };
    let is_author = author.ends_with('s') && author.split(' ').count() <= 5;
    is_author && (rest.is_empty() || rest.starts_with(" till ")) && rest.len() < 100
}

/// `Kommunfullmäktige beslutar enligt valberedningens förslag` before `att …` or a list.
pub(super) fn before(text: &str, next: &str) -> Option<LeadIn> {
    let leads = next.starts_with("att ") || is_list_mark(next);
    let is_open = text.len() <= LONGEST && !text.ends_with('.') && !text.contains(" att ");
    let name = deciding_body::deciding(text).filter(|_| leads && is_open)?;
    let folded = text.folded();
    let words: Vec<&str> = folded.split([' ', ',']).collect();
    let decides = words.iter().any(|word| DECIDES.contains(word));
    let is_lead = outcome::of(text)
        .iter()
        .all(|outcome| *outcome == Outcome::Recommended);
    is_lead.then(|| LeadIn {
        actor: Some(name),
        decides,
        recommends: recommends(&folded, &words, true, decides),
        is_pure: true,
    })
}

fn is_heading_like(bare: &str) -> bool {
    OPENINGS.iter().any(|opening| bare.starts_with(opening)) || names_author(bare)
}

/// `… föreslår kommunfullmäktige besluta att anta följande regler:` says what is proposed.
fn states_point(words: &[&str]) -> bool {
    let after = words
        .iter()
        .rposition(|word| matches!(*word, "att" | "besluta" | "beslutar"));
    let rest = after.and_then(|at| words.get(at + 1..)).unwrap_or_default();
    rest.first()
        .is_some_and(|word| verbs::read(word).next().is_some())
}

fn recommends(bare: &str, words: &[&str], has_actor: bool, decides: bool) -> bool {
    let verb = words.iter().position(|word| RECOMMENDS.contains(word));
    // "Enligt vad kontoret föreslår:" tells whose words follow.
    let acts = verb.is_some_and(|at| {
        at == 0
            || has_actor
                && !words
                    .iter()
                    .take(at)
                    .any(|word| matches!(*word, "som" | "vad"))
    });
    acts || decides && words.iter().any(|word| TO_RECOMMEND.contains(word))
        || proposes_to_body(bare)
        || bare
            .strip_prefix("att ")
            .is_some_and(|rest| decides && bodies::leading_body(rest).is_some())
        || words.first().is_some_and(|word| *word == "att")
            && words.get(1).is_some_and(|word| TO_RECOMMEND.contains(word))
}

/// `Förslag till kommunfullmäktige`, `Kommunstyrelsens förslag till kommunfullmäktige`.
fn proposes_to_body(bare: &str) -> bool {
    let rest = bare.split_once("förslag till ").map(|(_, rest)| {
        rest.strip_prefix("beslut i ")
            .or_else(|| rest.strip_prefix("beslut till "))
            .unwrap_or(rest)
    });
    rest.is_some_and(bodies::is_body_name)
}
