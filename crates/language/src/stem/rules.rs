//! Swedish inflection that Snowball leaves standing, written as rewrites to a form it can handle.
//!
//! A rewrite gives another form of the same word, so that every form of it meets in one stem:
//! `skolan` becomes `skola` and then, by Snowball, `skol`. Words that no rule touches have the
//! stems of plain Snowball. Rules look at the end of a word, so they work on compounds as well;
//! what looks like an ending and is none (`detaljplan`, `budget`) is listed.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::listed::adjectives::{ADJECTIVES, SHORTENED};
use super::listed::irregular::{IRREGULAR, SHORT};
use super::listed::{
    NOT_DEFINITE_AN, NOT_DEFINITE_ET, NOT_IN_S, NOUNS_IN_S, PROTECTED, STAD_PARTICIPLES, TAKE_N,
    UNINFLECTED,
};
use super::verbs::Verb;

/// Another form of the same word, where a rule knows one. `word` is in lower case, `verb` what it is a form of.
pub(super) fn rewrite(word: &str, verb: Option<Verb<'_>>) -> Option<String> {
    if let Some((_, base)) = SHORT.iter().find(|(form, _)| *form == word) {
        return Some((*base).to_owned());
    }
    if let Some(verb) = verb {
        return Some(verb.infinitive());
    }
    let is_in_s = word.ends_with('s') && NOUNS_IN_S.iter().any(|noun| word.ends_with(noun));
    if is_in_s && !NOT_IN_S.iter().any(|ending| word.ends_with(ending)) {
        return Some(format!("{word}en"));
    }
    rewrite_form(word).or_else(|| {
        let form = word.strip_suffix('s')?;
        rewrite_form(form).or_else(|| is_cut_without_s(word, form).then(|| form.to_owned()))
    })
}

/// Whether Snowball takes an ending away, but not with another *-s* after it: `heten` and `hetens`, but only `het`,
/// `ningar`, `granskat`.
fn is_cut_without_s(word: &str, form: &str) -> bool {
    const ENDINGS: [&str; 9] = [
        "het", "heterna", "anden", "ar", "er", "or", "at", "are", "jö",
    ];
    const NOT: [&str; 14] = [
        "anders", "vers", "kommers", "fors", "kors", "mors", "annars", "tvärs", "palats",
        "terrors", "humors", "stats", "ärs", "lars",
    ];
    form.len() > 5
        && ENDINGS.iter().any(|ending| form.ends_with(ending))
        && !NOT.iter().any(|ending| word.ends_with(ending))
}

/// The stem of a word that must not be cut further.
pub(super) fn protected(word: &str) -> Option<String> {
    let listed = PROTECTED_BY_END.get(word.as_bytes().last_chunk()?)?;
    let found = listed
        .iter()
        .find(|(stem_and_ending, _)| word.ends_with(stem_and_ending))?;
    word.strip_suffix(found.1).map(str::to_owned)
}

/// Words with their endings, by the last three bytes.
type ByEnd = HashMap<[u8; 3], Vec<(String, &'static str)>>;

/// Each stem of [`PROTECTED`] with each of its endings, and that ending, by the last three bytes, in their order: nearly
/// every word is done with one look.
static PROTECTED_BY_END: LazyLock<ByEnd> = LazyLock::new(|| {
    let mut by_end = ByEnd::new();
    for (stems, endings) in PROTECTED {
        for ending in *endings {
            for stem in *stems {
                let word = format!("{stem}{ending}");
                if let Some(end) = word.as_bytes().last_chunk() {
                    by_end.entry(*end).or_default().push((word, ending));
                }
            }
        }
    }
    by_end
});

/// The rules without the genitive *-s*; the first that applies is used.
fn rewrite_form(word: &str) -> Option<String> {
    // Shorter words have no ending that could be told from their stem.
    if word.len() < 4 || !word.ends_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    irregular(word)
        .or_else(|| uninflected(word))
        .or_else(|| neuter_adjective(word))
        .or_else(|| doubled_m(word))
        .or_else(|| latin(word))
        .or_else(|| lost_vowel(word))
        .or_else(|| definite_an(word))
        .or_else(|| definite_et(word))
        .or_else(|| definite_ena(word))
        .or_else(|| definite_n(word))
}

/// [`IRREGULAR`] by the last byte of the ending, each in its order: nearly every word is done with few of them.
static IRREGULAR_BY_END: LazyLock<BTreeMap<u8, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut by_end: BTreeMap<u8, Vec<(&str, &str)>> = BTreeMap::new();
    for &(ending, form) in IRREGULAR {
        let last = ending.bytes().next_back().unwrap_or_default();
        by_end.entry(last).or_default().push((ending, form));
    }
    by_end
});

fn irregular(word: &str) -> Option<String> {
    let (base, replacement) = IRREGULAR_BY_END
        .get(&word.bytes().next_back()?)?
        .iter()
        .find_map(|&(ending, form)| Some((word.strip_suffix(ending)?, form)))?;
    let form = format!("{base}{replacement}");
    Some(uninflected(&form).unwrap_or(form))
}

fn uninflected(word: &str) -> Option<String> {
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let is_town = word.ends_with("stad") && !ends_in(STAD_PARTICIPLES);
    // `gator` are streets; other words in -ator are machines and offices.
    let is_agent = word.ends_with("ator") && !word.ends_with("gator");
    let is_lykta = word.ends_with("lyktor");
    let is_format = word.ends_with("format") && !ends_in(&["utformat", "omformat", "informat"]);
    // `hållbar`, but not `klubbar`.
    if word.ends_with("bar") && word.len() > 5 && !word.ends_with("bbar") {
        return Some(format!("{word}et"));
    }
    let is_uninflected = word.ends_with(['d', 'r', 't']) && ends_in(UNINFLECTED);
    if is_town || is_agent || is_format || (is_uninflected && !is_lykta) {
        return Some(format!("{word}en"));
    }
    let agent = word.strip_suffix('n')?;
    let takes_n = agent.ends_with("or")
        && (agent.ends_with("ator") || {
            UNINFLECTED.iter().any(|ending| agent.ends_with(ending))
        });
    takes_n.then(|| format!("{agent}en"))
}

/// `kommunalt`, `nationellt`, `aktivt`, `hållbart` are forms of `kommunal`, `nationell` …
fn neuter_adjective(word: &str) -> Option<String> {
    for (form, base) in SHORTENED {
        let ending = word.strip_prefix('o').unwrap_or(word).strip_prefix(form);
        if ending.is_some_and(|ending| ["a", "e", "are", "ast", "aste"].contains(&ending)) {
            return Some(format!(
                "{}{base}",
                if word.starts_with('o') { "o" } else { "" }
            ));
        }
    }
    let base = word.strip_suffix('t')?;
    let listed = ADJECTIVES.contains(&base) || {
        let positive = base.strip_prefix('o');
        positive.is_some_and(|positive| ADJECTIVES.contains(&positive))
    };
    if listed {
        return Some(base.to_owned());
    }
    const NOT: &[&str] = &["halt", "stalt", "falt", "spalt", "salt", "balt", "betalt"];
    if NOT.iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    let is_adjective = ["al", "ell", "iv", "bar", "im", "il", "är", "ern"]
        .iter()
        .any(|ending| {
            base.strip_suffix(ending)
                .is_some_and(|stem| stem.chars().count() >= 2 && has_vowel(stem))
        });
    is_adjective.then(|| uninflected(base).unwrap_or_else(|| base.to_owned()))
}

/// Words that double their last *m* before an ending.
const DOUBLING: &[&str] = &["slamm", "gymm", "rumm", "hemm", "gramm", "medlemm", "stamm"];

fn doubled_m(word: &str) -> Option<String> {
    if let Some(base) = word
        .strip_suffix("samma")
        .or_else(|| word.strip_suffix("sammare"))
        .or_else(|| word.strip_suffix("sammast"))
        .or_else(|| word.strip_suffix("samt"))
    {
        let is_adjective = has_vowel(base) && !["den", "de", "det", "till"].contains(&base);
        return is_adjective.then(|| format!("{base}sam"));
    }
    let endings = ["et", "en", "ar", "arna", "a", "er"];
    let base = endings.iter().find_map(|ending| {
        let base = word.strip_suffix(ending)?;
        DOUBLING
            .iter()
            .any(|doubled| base.ends_with(doubled))
            .then_some(base)
    })?;
    base.strip_suffix('m').map(str::to_owned)
}

/// `gymnasium`, `gymnasiet`, `gymnasier`; `museum`, `museet`; `parti`, `partiet`.
fn latin(word: &str) -> Option<String> {
    let base = word
        .strip_suffix("um")
        .filter(|base| base.ends_with("ium".trim_end_matches("um")) || base.ends_with('e'))
        .or_else(|| {
            word.strip_suffix("et")
                .filter(|base| base.ends_with(['i', 'e']))
        })
        .filter(|base| base.chars().count() >= 4)?;
    // Snowball takes one *e* away again.
    let linking = if base.ends_with('e') { "e" } else { "" };
    Some(format!("{base}{linking}"))
}

/// Forms that lost the vowel of their last syllable: `registret`, `medlen`, `vattnet`, `regler`.
fn lost_vowel(word: &str) -> Option<String> {
    const NOT: &[&str] = &[
        "gren",
        "kret",
        "ensemblen",
        "ensembler",
        "vittnen",
        "äpplen",
        "vittnet",
    ];
    if NOT.iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    if let Some(base) = word.strip_suffix("eret") {
        let form = format!("{base}er");
        return has_vowel(base).then(|| uninflected(&form).unwrap_or(form));
    }
    let (base, ending) = ["ret", "ren", "let", "len", "ler", "lerna", "net", "nen"]
        .iter()
        .find_map(|&ending| Some((word.strip_suffix(ending)?, ending)))?;
    if !has_vowel(base) {
        return None;
    }
    let (letters, vowel) = match ending {
        "ret" | "ren" => ("bdfgklmnpstv", "er"),
        "let" | "len" => ("bdgkmpst", "el"),
        "ler" | "lerna" => ("bdgkpt", "el"),
        _ => ("tp", "en"),
    };
    let last = base.chars().next_back()?;
    let is_sign = base.ends_with("ck") && vowel == "en";
    if !letters.contains(last) && !is_sign {
        return None;
    }
    // `nummer`, `himmel` write one m less when the vowel is lost.
    let doubled = if last == 'm' { "m" } else { "" };
    Some(format!("{base}{doubled}{vowel}"))
}

/// `skolan` is the definite form of `skola`.
fn definite_an(word: &str) -> Option<String> {
    let base = word.strip_suffix("an")?;
    let is_listed = NOT_DEFINITE_AN.iter().any(|ending| word.ends_with(ending));
    let is_form_of_ma = base.ends_with("mm") || base.ends_with("firm");
    // `kvinnan`, `pannan`, `rutan`, but not `innan`, `annan`, `utan`.
    const NOT_NOUNS: [&str; 6] = ["inn", "dessförinn", "därinn", "ann", "varann", "förut"];
    let is_form_of_inna = ["inn", "ann", "rut"]
        .iter()
        .any(|ending| base.ends_with(ending))
        && !NOT_NOUNS.contains(&base);
    let applies = base.chars().count() >= 2
        && has_vowel(base)
        && !base.ends_with(is_vowel)
        && (!is_listed || is_form_of_ma || is_form_of_inna);
    applies.then(|| format!("{base}a"))
}

/// `ärendet` is the definite form of `ärende`, `landet` of `land`; Snowball only cuts *-et* after
/// a vowel and one consonant.
fn definite_et(word: &str) -> Option<String> {
    let base = word.strip_suffix("et")?;
    // Snowball cuts *-het* itself.
    let is_listed = NOT_DEFINITE_ET.iter().any(|ending| word.ends_with(ending));
    let is_listed = is_listed || ["inget", "intet"].contains(&word);
    if is_listed || base.ends_with('h') || !has_vowel(base) {
        return None;
    }
    if base.ends_with("and") && !is_land_or_band(base) {
        return Some(format!("{base}e"));
    }
    let mut last = base.chars().rev();
    let two_consonants =
        last.next().is_some_and(|c| !is_vowel(c)) && last.next().is_some_and(|c| !is_vowel(c));
    if two_consonants {
        return Some(base.to_owned());
    }
    // `arbete`, `arbetet`.
    (base.ends_with("et") && base.chars().count() > 3).then(|| format!("{base}e"))
}

/// Other words in *-andet* come from *-ande*: `förhållandet`, `meddelandet`.
fn is_land_or_band(base: &str) -> bool {
    const NOUNS: &[&str] = &[
        "band",
        "tland",
        "sland",
        "nland",
        "rland",
        "värdland",
        "hemland",
        "nordland",
        "tredjeland",
    ];
    matches!(base, "land" | "grand") || NOUNS.iter().any(|noun| base.ends_with(noun))
}

/// `områdena`, `ärendena` are plurals of words in *-e*.
fn definite_ena(word: &str) -> Option<String> {
    const NOT: &[&str] = &[
        "förena", "försena", "helena", "allena", "milena", "skena", "arena", "hyena",
    ];
    let base = word.strip_suffix("ena")?;
    let applies = base.chars().count() >= 3
        && has_vowel(base)
        && !base.ends_with(is_vowel)
        && !NOT.iter().any(|ending| word.ends_with(ending));
    applies.then(|| format!("{base}e"))
}

/// *-n* after other vowels and after *-el*: `miljön`, `kommittén`, `artikeln`.
fn definite_n(word: &str) -> Option<String> {
    let base = word.strip_suffix('n')?;
    let takes_n = ["jö", "é", "el"]
        .iter()
        .chain(TAKE_N)
        .any(|ending| base.ends_with(ending));
    takes_n.then(|| base.to_owned())
}

fn has_vowel(text: &str) -> bool {
    text.chars().any(is_vowel)
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é' | 'è' | 'ü'
    )
}
