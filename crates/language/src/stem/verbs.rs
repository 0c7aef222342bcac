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

/// The verb that a word is a form of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb<'a> {
    /// What stands before it: `till` of `tillåta`.
    beginning: &'a str,
    infinitive: &'static str,
}

impl Verb<'_> {
    /// The stem of a form of a short verb: the infinitive itself, which Snowball would cut to nothing that tells it from
    /// other words (`anse` to `ans`, `inge` to `ing`).
    pub fn short(self) -> Option<String> {
        is_short(self.infinitive).then(|| self.infinitive())
    }

    /// The infinitive, in which all forms of the verb meet.
    pub fn infinitive(self) -> String {
        format!("{}{}", self.beginning, self.infinitive)
    }
}

/// The verb; `None` where the word is no known form of any.
pub(super) fn find(word: &str) -> Option<Verb<'_>> {
    if is_other_word(word) {
        return None;
    }
    // Of most words no more than the whole can be a form of a verb.
    if !begins_like_verb(word) && !word.contains("lig") {
        return Some(Verb {
            beginning: "",
            infinitive: infinitive_of(word)?,
        });
    }
    let mut places = word.char_indices().map(|(at, _)| at);
    places.find_map(|at| {
        let (beginning, form) = word.split_at_checked(at)?;
        // Asked first: most words have one place where a verb may begin.
        may_stand_before(beginning).then_some(())?;
        let infinitive = infinitive_of(form)?;
        let stands_alone = matches!(infinitive, "ska" | "kunna" | "böra" | "dö");
        // `tillgängliggjorts`, `möjliggör`.
        let is_made = beginning.ends_with("lig") && infinitive == "göra";
        let fits = beginning.is_empty()
            || is_made
            || !stands_alone
                && (is_beginning(beginning, MOST_PIECES)
                    || (form.chars().count() > 3
                        && is_beginning(affirmed(beginning), MOST_PIECES)));
        fits.then_some(Verb {
            beginning,
            infinitive,
        })
    })
}

/// Whether a word is listed as none of the verbs that it looks like.
fn is_other_word(word: &str) -> bool {
    let active = word.strip_suffix('s').unwrap_or(word);
    let is_other = |other: &&str| {
        word == *other
            || active.ends_with(other) && (active == *other || other.chars().count() >= 7)
    };
    let ends = [word, active].map(|form| form.bytes().next_back());
    let likely = |end: Option<u8>| NOT_VERBS_BY_END.get(usize::from(end?));
    let [whole, without_s] = ends;
    likely(whole).is_some_and(|others| others.iter().any(is_other))
        || without_s != whole && likely(without_s).is_some_and(|others| others.iter().any(is_other))
}

/// The infinitive of a form, also with the passive's *-s*.
fn infinitive_of(form: &str) -> Option<&'static str> {
    let infinitive = FORMS
        .get(form)
        .or_else(|| FORMS.get(form.strip_suffix('s')?))?;
    Some(infinitive)
}

/// Whether anything but the whole word may be a form of a verb behind its beginning.
fn begins_like_verb(word: &str) -> bool {
    let Some(first) = word.bytes().next() else {
        return false;
    };
    let likely = BEGINNINGS_BY_LETTER.get(usize::from(first));
    first == b'o'
        || likely
            .into_iter()
            .flatten()
            .any(|beginning| word.starts_with(beginning))
}

/// Whether anything that is asked of the letters before a verb may be so.
fn may_stand_before(beginning: &str) -> bool {
    beginning.ends_with("lig")
        || is_beginning(beginning, MOST_PIECES)
        || is_beginning(affirmed(beginning), MOST_PIECES)
}

/// `otillåtna`, `okänd`, but not `ofta`.
fn affirmed(beginning: &str) -> &str {
    beginning.strip_prefix('o').unwrap_or(beginning)
}

/// Verbs of one syllable.
fn is_short(infinitive: &str) -> bool {
    infinitive.chars().filter(|&c| is_vowel(c)).count() == 1
}

/// At most so many pieces stand before a verb: `åter|till|handa|hålla`.
const MOST_PIECES: usize = 3;

/// Whether letters are so many pieces that stand before verbs: `till`, `till|handa`, `för|ut`.
fn is_beginning(letters: &str, pieces: usize) -> bool {
    let Some(first) = letters.bytes().next() else {
        return true;
    };
    let likely = BEGINNINGS_BY_LETTER.get(usize::from(first));
    pieces > 0
        && likely.into_iter().flatten().any(|beginning| {
            letters
                .strip_prefix(beginning)
                .is_some_and(|rest| is_beginning(rest, pieces - 1))
        })
}

/// [`BEGINNINGS`] by their first byte: of most letters there is none.
static BEGINNINGS_BY_LETTER: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| by_byte(BEGINNINGS, |beginning| beginning.bytes().next()));

/// [`NOT_VERBS`] by their last byte.
static NOT_VERBS_BY_END: LazyLock<Vec<Vec<&str>>> =
    LazyLock::new(|| by_byte(NOT_VERBS, |other| other.bytes().next_back()));

fn by_byte(listed: &[&'static str], byte: impl Fn(&str) -> Option<u8>) -> Vec<Vec<&'static str>> {
    let mut by_byte = vec![Vec::new(); 256];
    for &one in listed {
        let place = byte(one).map(usize::from);
        if let Some(alike) = place.and_then(|place| by_byte.get_mut(place)) {
            alike.push(one);
        }
    }
    by_byte
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

#[cfg(test)]
mod tests {
    use super::{BEGINNINGS, FORMS, MOST_PIECES, NOT_VERBS, affirmed, find};
    use crate::lexicon::built_in;

    fn is_beginning(letters: &str, pieces: usize) -> bool {
        let mut rests = BEGINNINGS
            .iter()
            .filter_map(|piece| letters.strip_prefix(piece));
        letters.is_empty() || pieces > 0 && rests.any(|rest| is_beginning(rest, pieces - 1))
    }

    /// Every place of the word is looked at, and every beginning.
    fn find_plainly(word: &str) -> Option<String> {
        let active = word.strip_suffix('s').unwrap_or(word);
        let is_other = |other: &&str| {
            word == *other
                || active.ends_with(other) && (active == *other || other.chars().count() >= 7)
        };
        if NOT_VERBS.iter().any(is_other) {
            return None;
        }
        word.char_indices().find_map(|(at, _)| {
            let (beginning, form) = word.split_at(at);
            let infinitive = FORMS
                .get(form)
                .or_else(|| FORMS.get(form.strip_suffix('s')?))?;
            let is_made = beginning.ends_with("lig") && infinitive == "göra";
            let is_long = form.chars().count() > 3;
            let stands_alone = ["ska", "kunna", "böra", "dö"].contains(&infinitive.as_str());
            let fits = beginning.is_empty()
                || is_made
                || !stands_alone && is_beginning(beginning, MOST_PIECES)
                || !stands_alone && is_long && is_beginning(affirmed(beginning), MOST_PIECES);
            fits.then(|| format!("{beginning}{infinitive}"))
        })
    }

    #[test]
    fn no_verb_is_passed_over() {
        let words = built_in().entries();
        let listed = words.keys().map(String::as_str).step_by(3);
        let made = [
            "tillgängliggjorts",
            "otillåtna",
            "okänd",
            "ofta",
            "återtillhandahålls",
            "å",
            "",
        ];
        let mut verbs = 0;
        for word in listed.chain(made) {
            let found = find(word).map(|verb| verb.infinitive());
            assert_eq!(found, find_plainly(word), "{word}");
            verbs += usize::from(found.is_some());
        }
        assert!(verbs > 100, "{verbs}");
    }
}
