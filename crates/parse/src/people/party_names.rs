//! Parties by their names, and parties that act as one: `Ledamöterna från M och KD`, `Sverigedemokraterna`.

use paragraf_model::PersonWithParty;

use super::parties;
use crate::scan;

/// What a party's name begins with, and its code.
const NAMES: &[(&str, &str)] = &[
    ("socialdemokrat", "S"),
    ("moderat", "M"),
    ("sverigedemokrat", "SD"),
    ("centerpart", "C"),
    ("vänsterpart", "V"),
    ("kristdemokrat", "KD"),
    ("liberal", "L"),
    ("folkpart", "FP"),
    ("miljöpart", "MP"),
    ("demokraterna", "D"),
    ("feministiskt initiativ", "FI"),
];

/// The parties that a text names as acting together, each as one entry.
pub(crate) fn acting_as_one(text: &str) -> Vec<PersonWithParty> {
    let mut parties: Vec<PersonWithParty> = Vec::new();
    let folded = text.to_lowercase();
    let as_members = [
        "ledamöterna från",
        "ledamöterna för",
        "representanterna från",
        "ledamöter från",
        "ledamöterna i",
        "gruppen från",
    ]
    .iter()
    .any(|words| folded.contains(words));
    for (_, word) in scan::words(text) {
        let entry = by_code(word, as_members).or_else(|| by_name(word));
        if let Some(entry) =
            entry.filter(|entry| !parties.iter().any(|held| held.party == entry.party))
        {
            parties.push(entry);
        }
    }
    parties
}

fn by_code(word: &str, as_members: bool) -> Option<PersonWithParty> {
    let code = word.strip_suffix("-gruppen").unwrap_or(word);
    let is_code =
        scan::is_all_capitals(code) && (parties::is_major(code) || code == "D" && as_members);
    is_code.then(|| PersonWithParty {
        name: if as_members {
            format!("Ledamöterna från {code}")
        } else {
            word.to_owned()
        },
        party: Some(code.to_owned()),
    })
}

/// `Sverigedemokraterna`, `Moderaternas`.
fn by_name(word: &str) -> Option<PersonWithParty> {
    let folded = word.to_lowercase();
    let is_party = ["a", "as", "et", "ets", "erna", "ernas", "gruppen"]
        .iter()
        .any(|ending| folded.ends_with(ending));
    let (_, code) = NAMES
        .iter()
        .find(|(name, _)| folded.starts_with(name))
        .filter(|_| is_party && scan::is_capitalised(word))?;
    let name = word.strip_suffix('s').unwrap_or(word);
    Some(PersonWithParty {
        name: name.to_owned(),
        party: Some((*code).to_owned()),
    })
}
