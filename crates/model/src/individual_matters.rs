//! Bodies that decide about single persons: placements of children, care of addicts, guardians, personal assistance.
//!
//! Their minutes are secret for the most part, and what of them is published by mistake harms people. So they are
//! left out unless an operator names them. Judged is the name alone, by what the body itself is: a board that sets
//! the budget of social services (*Nämnden för individ- och familjeomsorg*, *Socialnämnden*) is read, its committee
//! for single cases is not. A committee that prepares meetings (*arbetsutskott*) is read, though some of them decide
//! cases too: what of that is published has been cleared by the municipality. Bodies for permits to build are read,
//! for a permit is about a place.

/// Words that tell it wherever they stand in the body's own name, by their beginnings.
const TELLING: &[(&str, &str)] = &[
    ("individutskott", "decides in single cases"),
    ("individnämnd", "decides in single cases"),
    ("ifoutskott", "single cases of social services"),
    ("familjerättsnämnd", "custody and parenthood"),
    ("individärende", "decides in single cases"),
    ("socialutskott", "single cases of social services"),
    ("familjeutskott", "single cases of social services"),
    ("familjerättsutskott", "custody and parenthood"),
    ("familjehemsutskott", "placements of children"),
    ("barnavårdsutskott", "placements of children"),
    ("socialjour", "decides at once in single cases"),
    ("jourutskott", "decides at once in single cases"),
    (
        "socialmyndighetsnämnd",
        "exercise of authority over persons",
    ),
    ("individmyndighet", "exercise of authority over persons"),
    ("elevutskott", "single pupils"),
    ("elevärende", "single pupils"),
    ("elevhälsoutskott", "single pupils"),
    ("färdtjänstutskott", "permits for disabled persons"),
    ("biståndsutskott", "aid to single persons"),
];

/// *Sociala utskottet*: the word before says whose cases they are.
const SOCIAL: &[&str] = &[
    "social",
    "sociala",
    "socialt",
    "individ",
    "ifo",
    "individuella",
    "enskilda",
];

/// What such a word makes a body for single cases.
const COMMITTEES: &[&str] = &[
    "utskott",
    "delegation",
    "myndighetsutskott",
    "myndighetsnämnd",
    "distriktsutskott",
];

/// Parents whose *utskott* or *myndighetsutskott* without another name decides cases.
const SOCIAL_PARENTS: &[&str] = &["social", "individ", "familj", "omsorg", "vård"];

/// Guardians of single persons, and every body below theirs.
const GUARDIANS: &str = "överförmyndar";

/// Whether the body decides about single persons, by its name.
pub fn decides_about_persons(body: &str) -> bool {
    let name = body.to_lowercase();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let (parent, own) = parent_and_own(&words);
    let tells = |word: &&str| TELLING.iter().any(|(telling, _)| word.contains(telling));
    own.iter().any(tells)
        || is_social_committee(own)
        || is_of_social_parent(parent, own)
        || words.iter().any(|word| word.contains(GUARDIANS))
}

/// *Socialnämndens individutskott*: the words up to a genitive name the parent, the rest the body itself.
fn parent_and_own<'w, 'a>(words: &'w [&'a str]) -> (&'w [&'a str], &'w [&'a str]) {
    let ends_parent = |word: &&str| {
        [
            "nämndens",
            "nämnds",
            "styrelsens",
            "styrelses",
            "fullmäktiges",
            "förvaltningens",
        ]
        .iter()
        .any(|end| word.ends_with(end))
    };
    let own = words
        .iter()
        .rposition(ends_parent)
        .map_or(0, |place| place + 1);
    words.split_at_checked(own).unwrap_or((words, &[]))
}

/// Side by side, so that *utskottet för socialt förebyggande arbete* is none.
fn is_social_committee(own: &[&str]) -> bool {
    own.windows(2).any(|pair| match pair {
        [kind, committee] => SOCIAL.contains(kind) && is_committee(committee),
        _ => false,
    })
}

fn is_committee(word: &str) -> bool {
    let base = ["erna", "en", "et", "er"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    COMMITTEES.contains(&base) || COMMITTEES.contains(&word)
}

/// *Socialnämndens utskott 2*, *Omsorgsnämndens myndighetsutskott*.
fn is_of_social_parent(parent: &[&str], own: &[&str]) -> bool {
    let is_social = parent
        .iter()
        .any(|word| SOCIAL_PARENTS.iter().any(|social| word.starts_with(social)));
    let begins = own.first().is_some_and(|word| is_committee(word));
    // A number, a letter or a part of town; `för` begins what it is about.
    is_social && begins && own.get(1).is_none_or(|word| *word != "för")
}

#[cfg(test)]
mod tests {
    use super::decides_about_persons;

    #[test]
    fn bodies_for_single_persons_are_told_by_their_names() {
        for body in [
            "Socialnämndens individutskott",
            "SOCIALNÄMNDENS INDIVIDUTSKOTT",
            "Individutskottet",
            "IFO-utskottet",
            "Familjerättsnämnden",
            "Individnämnden",
            "Individ- och familjeutskottet",
            "Individ- och familjenämndens individutskott",
            "Sociala utskottet",
            "Stadsdelsnämndens sociala utskott",
            "Askim-Frölunda-Högsbo sociala utskott",
            "Socialutskottet",
            "Kommunstyrelsens socialutskott",
            "Sociala myndighetsnämnden",
            "Sociala delegationen Centrum",
            "Socialnämndens myndighetsutskott",
            "Omsorgsnämndens myndighetsutskott",
            "Omsorgsnämndens individutskott",
            "Vård- och omsorgsnämndens individutskott",
            "Arbetslivsnämndens individutskott",
            "Socialnämndens utskott 2",
            "Socialnämndens utskott",
            "Överförmyndarnämnden",
            "Gemensam överförmyndarnämnd i Ekvalla",
            "Överförmyndarnämndens arbetsutskott",
            "Barn- och utbildningsnämndens elevutskott",
        ] {
            assert!(decides_about_persons(body), "{body}");
        }
    }

    #[test]
    fn bodies_that_set_policy_are_read() {
        for body in [
            "",
            "Kommunfullmäktige",
            "Kommunstyrelsen",
            "Socialnämnden",
            "Socialnämndens arbetsutskott",
            "Nämnden för individ- och familjeomsorg",
            "Individ- och familjenämnden",
            "Individ- och familjenämndens arbetsutskott",
            "Kommunstyrelsens utskott för socialt förebyggande arbete",
            "Socialnämndens utskott för ekonomi",
            "Myndighetsnämnden",
            "Miljö- och byggnadsnämndens myndighetsutskott",
            "Vård- och omsorgsnämnden",
            "Omsorgsnämnden",
            "Arbetslivsnämnden",
            "Kommunstyrelsens arbetsutskott",
            "Kommunstyrelsens personalutskott",
            "Grundskolenämnden",
            "Sociala nämnden",
            "Utskottet för social hållbarhet",
        ] {
            assert!(!decides_about_persons(body), "{body}");
        }
    }
}
