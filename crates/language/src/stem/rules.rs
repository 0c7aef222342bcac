//! Swedish inflection that Snowball leaves standing, written as rewrites to a form it can handle.
//!
//! A rewrite gives another form of the same word, so that every form of it meets in one stem:
//! `skolan` becomes `skola` and then, by Snowball, `skol`. Words that no rule touches have the
//! stems of plain Snowball. Rules look at the end of a word, so they work on compounds as well;
//! what looks like an ending and is none (`detaljplan`, `budget`) is listed.

/// Another form of the same word, where a rule knows one. `word` is in lower case.
pub(super) fn rewrite(word: &str) -> Option<String> {
    rewrite_form(word).or_else(|| word.strip_suffix('s').and_then(rewrite_form))
}

/// The rules without the genitive *-s*; the first that applies is used.
fn rewrite_form(word: &str) -> Option<String> {
    // Shorter words have no ending that could be told from their stem.
    if word.len() < 4 || !word.ends_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    irregular(word)
        .or_else(|| uninflected(word))
        .or_else(|| doubled_m(word))
        .or_else(|| latin(word))
        .or_else(|| lost_vowel(word))
        .or_else(|| definite_an(word))
        .or_else(|| definite_et(word))
        .or_else(|| definite_ena(word))
        .or_else(|| definite_n(word))
}

/// Endings with a plural of their own, also as the end of a compound: `kursböcker`, `bostäder`.
/// Not `händer`, which is a verb as well.
const IRREGULAR: &[(&str, &str)] = &[
    ("allmän", "allmän"),
    ("procenter", "procent"),
    ("männen", "man"),
    ("männens", "man"),
    ("män", "man"),
    ("böcker", "bok"),
    ("böckerna", "bok"),
    ("städer", "stad"),
    ("städerna", "stad"),
    ("länder", "land"),
    ("länderna", "land"),
    ("stränder", "strand"),
    ("stränderna", "strand"),
    ("bränder", "brand"),
    ("bränderna", "brand"),
    ("tänder", "tand"),
    ("tänderna", "tand"),
    ("ledamöter", "ledamot"),
    ("ledamöterna", "ledamot"),
    ("nätter", "natt"),
    ("nätterna", "natt"),
    ("rötter", "rot"),
    ("rötterna", "rot"),
    ("fötter", "fot"),
    ("fötterna", "fot"),
    ("söner", "son"),
    ("sönerna", "son"),
    ("bönder", "bonde"),
    ("bönderna", "bonde"),
    ("döttrar", "dotter"),
    ("döttrarna", "dotter"),
    ("mödrar", "moder"),
    ("mödrarna", "moder"),
    ("fäder", "fader"),
    ("fäderna", "fader"),
    ("artiklar", "artikel"),
    ("artiklarna", "artikel"),
    ("nycklar", "nyckel"),
    ("nycklarna", "nyckel"),
    ("titlar", "titel"),
    ("titlarna", "titel"),
    ("ministrar", "minister"),
    ("ministrarna", "minister"),
    ("vintrar", "vinter"),
    ("vintrarna", "vinter"),
    ("somrar", "sommar"),
    ("somrarna", "sommar"),
    ("åldrar", "ålder"),
    ("åldrarna", "ålder"),
    ("centra", "centrum"),
    ("center", "centrum"),
    ("centret", "centrum"),
    ("centren", "centrum"),
    ("centrumet", "centrum"),
    ("centrumen", "centrum"),
    // Nouns in -an have their plural from a sister word in -ning.
    ("ansökan", "ansökning"),
    ("anmälan", "anmälning"),
    ("inbjudan", "inbjudning"),
    ("förfrågan", "förfrågning"),
    ("framställan", "framställning"),
    ("beställan", "beställning"),
];

fn irregular(word: &str) -> Option<String> {
    let (base, replacement) = IRREGULAR
        .iter()
        .find_map(|&(ending, form)| Some((word.strip_suffix(ending)?, form)))?;
    let form = format!("{base}{replacement}");
    Some(uninflected(&form).unwrap_or(form))
}

/// Base forms that end as if they were inflected: Snowball cuts `kostnad`, `resultat`, `kontor` and
/// leaves `kostnaden`, `resultatet`, `kontoret`. Given an ending of their own, they are cut alike.
const UNINFLECTED: &[&str] = &[
    "kostnad",
    "marknad",
    "månad",
    "byggnad",
    "skillnad",
    "levnad",
    "tystnad",
    "avsaknad",
    "mognad",
    "vävnad",
    "resultat",
    "mandat",
    "klimat",
    "kandidat",
    "advokat",
    "apparat",
    "format",
    "citat",
    "privat",
    "separat",
    "automat",
    "diplomat",
    "certifikat",
    "iat",
    "krat",
    "moderat",
    "referat",
    "internat",
    "attentat",
    "aggregat",
    "substrat",
    "soldat",
    "ktor",
    "kontor",
    "motor",
    "mentor",
    "revisor",
    "professor",
    "sponsor",
    "sensor",
    "processor",
    "assessor",
    "investor",
    "pastor",
    "editor",
    "monitor",
    "junior",
    "senior",
    "korridor",
    "humor",
    "auditor",
];

/// Participles in *-stad*, which are cut like other participles.
const STAD_PARTICIPLES: &[&str] = &[
    "rustad", "listad", "testad", "frostad", "fästad", "tröstad", "lastad", "kastad", "kostad",
    "brustad", "gästad", "festad", "rostad", "hastad",
];

fn uninflected(word: &str) -> Option<String> {
    let ends_in = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let is_town = word.ends_with("stad") && !ends_in(STAD_PARTICIPLES);
    // `gator` are streets; other words in -ator are machines and offices.
    let is_agent = word.ends_with("ator") && !word.ends_with("gator");
    if is_town || is_agent || ends_in(UNINFLECTED) {
        return Some(format!("{word}en"));
    }
    let agent = word.strip_suffix('n')?;
    let takes_n = agent.ends_with("or")
        && (agent.ends_with("ator") || {
            UNINFLECTED.iter().any(|ending| agent.ends_with(ending))
        });
    takes_n.then(|| format!("{agent}en"))
}

/// Words that double their last *m* before an ending.
const DOUBLING: &[&str] = &["rumm", "hemm", "programm", "medlemm", "stamm"];

fn doubled_m(word: &str) -> Option<String> {
    if let Some(base) = word
        .strip_suffix("samma")
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
    const NOT: &[&str] = &["gren", "konkret", "diskret", "sekret", "ensemblen"];
    if NOT.iter().any(|ending| word.ends_with(ending)) {
        return None;
    }
    if let Some(base) = word.strip_suffix("eret") {
        return has_vowel(base).then(|| format!("{base}er"));
    }
    let (base, ending) = ["ret", "ren", "let", "len", "ler", "lerna", "net", "nen"]
        .iter()
        .find_map(|&ending| Some((word.strip_suffix(ending)?, ending)))?;
    if !has_vowel(base) {
        return None;
    }
    let (letters, vowel) = match ending {
        "ret" | "ren" => ("bdfgkmnpstv", "er"),
        "let" | "len" => ("bdgkmpt", "el"),
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

/// Words in *-an* that are no definite forms, or whose end is such a word.
const NOT_DEFINITE_AN: &[&str] = &[
    "plan", "organ", "man", "kran", "gran", "svan", "klan", "roman", "orkan", "vulkan", "titan",
    "metan", "propan", "urban", "veteran", "vegan", "slogan", "japan", "membran", "karavan",
    "sedan", "utan", "innan", "medan", "redan", "nästan", "mellan", "sällan", "annan", "nedan",
    "undan", "sådan", "likadan", "hurdan", "början", "johan", "göran", "stefan", "håkan", "örjan",
    "jonathan", "susan", "hassan", "osman", "milan", "zoran", "goran", "dragan", "morgan", "allan",
    "tristan", "istan", "kalkan",
];

/// `skolan` is the definite form of `skola`.
fn definite_an(word: &str) -> Option<String> {
    let base = word.strip_suffix("an")?;
    let is_listed = NOT_DEFINITE_AN.iter().any(|ending| word.ends_with(ending));
    let is_form_of_ma = base.ends_with("mm") || base.ends_with("firm");
    let applies = base.chars().count() >= 2
        && has_vowel(base)
        && !base.ends_with(is_vowel)
        && (!is_listed || is_form_of_ma);
    applies.then(|| format!("{base}a"))
}

/// Words in *-et* that are no definite forms.
const NOT_DEFINITE_ET: &[&str] = &[
    "budget", "mycket", "inget", "intet", "vilket", "internet", "magnet", "trumpet", "market",
    "basket", "kornet", "atlet", "konkret", "diskret", "sekret", "ticket",
];

/// `ärendet` is the definite form of `ärende`, `landet` of `land`; Snowball only cuts *-et* after
/// a vowel and one consonant.
fn definite_et(word: &str) -> Option<String> {
    let base = word.strip_suffix("et")?;
    if NOT_DEFINITE_ET.iter().any(|ending| word.ends_with(ending)) || !has_vowel(base) {
        return None;
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

/// `områdena`, `ärendena` are plurals of words in *-e*.
fn definite_ena(word: &str) -> Option<String> {
    const NOT: &[&str] = &["förena", "helena", "allena", "milena", "skena"];
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
        .any(|ending| base.ends_with(ending));
    takes_n.then(|| base.to_owned())
}

fn has_vowel(text: &str) -> bool {
    text.chars().any(is_vowel)
}

fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é' | 'è' | 'ü'
    )
}
