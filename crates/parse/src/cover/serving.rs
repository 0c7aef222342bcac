//! Words that tell in whose place somebody serves, who does not serve, and where one's serving ends or begins.

use paragraf_model::Role;

use crate::folding::Folding;
use crate::people::{self, titles};

/// Words behind which stands who is replaced, in small letters.
const REPLACES: &[&str] = &[
    "ersätter",
    "ersatte",
    "ersättare för",
    "ersätt för",
    "ers för",
    "ers. för",
    "ers.för",
    "ers",
    "ers.",
    "efter",
    "i stället för",
    "istället för",
    "i st f",
    "i st. f.",
    "istf",
    "för",
];

/// The words before a name say that the person before serves in this one's place.
pub(super) fn replaces(before: &str) -> bool {
    let folded = before
        .trim()
        .trim_end_matches([':', '('])
        .trim_end()
        .folded();
    // "Bo Ek (M), ej tjg ers" serves for nobody.
    let serves_nobody = NOT_SERVING.iter().any(|words| {
        let rest = folded.strip_suffix(words.trim_end_matches('.'));
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', ',', '(']))
    });
    let says = |folded: &str| {
        REPLACES.iter().any(|words| {
            let rest = folded.strip_suffix(words);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with([' ', '(', ',', ')']))
        })
    };
    says(&folded) && !serves_nobody
}

/// Ends with `ersätter Erik`: a first name whose surname has not come yet.
pub(super) fn replaced_alone(text: &str) -> bool {
    text.rsplit_once(' ')
        .is_some_and(|(before, name)| people::is_name_word(name) && replaces(before))
}

/// `ersätter Bo Ek`, `(ers. för Bo Ek)`: who is replaced, printed without party.
pub(super) fn replaced_in(text: &str) -> Option<(usize, String)> {
    let mut at = 0;
    let mut words = text.split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    let (start, _) = words.find(|(start, word)| {
        people::is_name_word(word)
            && start
                .checked_sub(1)
                .and_then(|end| text.get(..end))
                .is_some_and(replaces)
    })?;
    let before = text.get(..start)?;
    let name: Vec<&str> = text
        .get(start..)?
        .split(' ')
        .take_while(|word| {
            people::is_name_word(word.trim_end_matches([')', ',', '.', ';']))
                || people::is_particle(word)
        })
        .collect();
    let name = name.join(" ");
    let name = name
        .split([')', ',', ';', '('])
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    people::is_full_name(name).then(|| (before.len(), name.to_owned()))
}

/// Words that tell of one who is there without a vote.
const NOT_SERVING: &[&str] = &[
    "ej tjg ers",
    "ej tjg. ers",
    "ej tjänstg. ers",
    "icke tjg ers",
    "ej tjänstgörande",
    "icke tjänstgörande",
    "inte tjänstgörande",
    "ej tjg",
    "icke tjg",
    "ej tj.",
    "ej tjänstg",
];

pub(super) fn is_not_serving(text: &str) -> bool {
    let folded = text.folded();
    let bare = folded.trim_start_matches([' ', ',', '(']);
    NOT_SERVING.iter().any(|words| bare.starts_with(words))
}

/// Parts a tail where another role begins.
pub(super) fn stints(tail: &str) -> Vec<&str> {
    let folded = tail.folded();
    if folded.len() != tail.len() {
        return vec![tail];
    }
    let mut cuts: Vec<usize> = NOT_SERVING
        .iter()
        .filter_map(|words| folded.find(words))
        .collect();
    for words in [", ersättare", ", tjänstgör", ", tjg", " tjänstgör", " tjg "] {
        let again = folded.match_indices(words).map(|(at, _)| at);
        cuts.extend(again.filter(|&at| {
            let before = folded.get(..at).unwrap_or_default();
            before.contains('§')
                && !before.trim_end().ends_with(" ej")
                && !before.trim_end().ends_with("icke")
        }));
    }
    cuts.extend(chairs_for_a_while(&folded));
    cuts.sort_unstable();
    cuts.dedup_by(|next, one| *next <= *one + 2);
    // What stands before the first words of a role belongs to it, unless it tells something.
    cuts.retain(|&at| {
        folded
            .get(..at)
            .is_some_and(|before| before.contains(char::is_alphanumeric) || before.contains('§'))
    });
    let ends = cuts.iter().copied().chain([tail.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    starts
        .zip(ends)
        .filter_map(|(start, end)| tail.get(start..end))
        .collect()
}

/// `, vice ordförande, ordförande § 62`: where the office begins that is held on these paragraphs alone.
fn chairs_for_a_while(folded: &str) -> Option<usize> {
    let (at, _) = folded.match_indices(", ").find(|&(at, _)| {
        let office = folded.get(at + 2..).and_then(|rest| rest.split_once('§'));
        office.is_some_and(|(office, _)| {
            matches!(
                office.trim(),
                "ordförande" | "ordf" | "ordf." | "tjänstgörande ordförande" | "tjg ordförande"
            )
        })
    })?;
    let before = folded.get(..at)?;
    (titles::elected_role(before) == Some(Role::ViceChair) && !before.contains('§')).then_some(at)
}
