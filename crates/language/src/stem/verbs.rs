//! Forms of verbs that Snowball leaves apart: `byggde`, `byggt`, `byggd` and `bygga`, `föreslog` and `föreslå`.
//!
//! Verbs are known one by one, since `höjd`, `nämnd` and `växt` show that no ending tells a verb. They are also known
//! behind their usual beginnings: whoever knows `ställa` knows `fastställa`, and `hyreställa` is none.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::listed::verbs::{
    BEGINNINGS, DENTAL, DOUBLED, IRREGULAR, NASAL, NOT_VERBS, VOICED, VOICELESS, VOWEL,
};
use super::rules::is_vowel;

/// The stem of a form of a short verb: the infinitive itself, which Snowball would cut to nothing that tells it from
/// other words (`anse` to `ans`, `inge` to `ing`).
pub(super) fn short(word: &str) -> Option<String> {
    find(word).and_then(|(beginning, infinitive)| {
        is_short(infinitive).then(|| format!("{beginning}{infinitive}"))
    })
}

/// The infinitive, in which all forms of the verb meet; `None` where the word is no known form.
pub(super) fn infinitive(word: &str) -> Option<String> {
    find(word).map(|(beginning, infinitive)| format!("{beginning}{infinitive}"))
}

fn find(word: &str) -> Option<(&str, &'static str)> {
    let active = word.strip_suffix('s').unwrap_or(word);
    let is_other = |other: &str| {
        word == other || active.ends_with(other) && (active == other || other.chars().count() >= 7)
    };
    if NOT_VERBS.iter().any(|other| is_other(other)) {
        return None;
    }
    let mut places = word.char_indices().map(|(at, _)| at);
    places.find_map(|at| {
        let (beginning, form) = word.split_at_checked(at)?;
        let infinitive = FORMS.get(form).or_else(|| {
            let active = form.strip_suffix('s')?;
            FORMS.get(active)
        })?;
        let stands_alone = matches!(infinitive.as_str(), "ska" | "kunna" | "böra" | "dö");
        // `tillgängliggjorts`, `möjliggör`.
        let is_made = beginning.ends_with("lig") && infinitive == "göra";
        // `otillåtna`, `okänd`, but not `ofta`.
        let affirmed = beginning.strip_prefix('o').unwrap_or(beginning);
        let fits = beginning.is_empty()
            || is_made
            || !stands_alone
                && (is_beginning(beginning, MOST_PIECES)
                    || (form.chars().count() > 3 && is_beginning(affirmed, MOST_PIECES)));
        fits.then_some((beginning, infinitive.as_str()))
    })
}

/// Verbs of one syllable.
fn is_short(infinitive: &str) -> bool {
    infinitive.chars().filter(|&c| is_vowel(c)).count() == 1
}

/// At most so many pieces stand before a verb: `åter|till|handa|hålla`.
const MOST_PIECES: usize = 3;

/// Whether letters are so many pieces that stand before verbs: `till`, `till|handa`, `för|ut`.
fn is_beginning(letters: &str, pieces: usize) -> bool {
    letters.is_empty()
        || pieces > 0
            && BEGINNINGS.iter().any(|beginning| {
                letters
                    .strip_prefix(beginning)
                    .is_some_and(|rest| is_beginning(rest, pieces - 1))
            })
}

/// Each form, without the passive's *-s*, and its infinitive.
static FORMS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    let mut add = |root: &str, endings: &[&str], infinitive: &str| {
        for ending in endings {
            forms.insert(format!("{root}{ending}"), infinitive.to_owned());
        }
    };
    for root in VOICED.split_whitespace() {
        add(root, &["de", "t", "d", "da"], &format!("{root}a"));
    }
    for root in VOICELESS.split_whitespace() {
        add(root, &["te", "t", "ta"], &format!("{root}a"));
    }
    for root in DOUBLED.split_whitespace() {
        let last = root.chars().next_back().unwrap_or('m');
        add(root, &["", "de", "t", "d", "da"], &format!("{root}{last}a"));
    }
    for root in DENTAL.split_whitespace() {
        let short = root.strip_suffix(['d', 't']).unwrap_or(root);
        let endings: &[&str] = match root.ends_with('d') {
            true => &["dde", "tt", "dd", "dda"],
            false => &["tte", "tt", "tta"],
        };
        add(short, endings, &format!("{root}a"));
    }
    for root in NASAL.split_whitespace() {
        add(root, &["t"], &format!("{root}da"));
    }
    for root in VOWEL.split_whitespace() {
        add(root, &["", "r", "dde", "tt", "dd", "dda"], root);
    }
    for (infinitive, listed) in IRREGULAR {
        for form in listed.split_whitespace() {
            add(form, &[""], infinitive);
            // The old masculine form: `avlidne`.
            if let Some(participle) = form.strip_suffix("na") {
                add(participle, &["ne"], infinitive);
            }
        }
        if is_short(infinitive) {
            add(infinitive, &[""], infinitive);
        }
    }
    forms
});
