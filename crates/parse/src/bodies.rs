//! Names of governing bodies: what makes a run of words one, and where it ends.

use crate::folding::Folding;
use crate::scan;

/// What the last word of a body's name ends with.
const CORES: &[&str] = &[
    "fullmäktige",
    "styrelsen",
    "styrelse",
    "nämnden",
    "nämnd",
    "utskottet",
    "utskott",
    "beredningen",
    "beredning",
    "delegationen",
    "delegation",
    "direktionen",
    "direktion",
    "presidiet",
    "presidium",
    "kommittén",
    "kommitté",
    "rådet",
    "pensionärsråd",
    "ungdomsråd",
    "folkhälsoråd",
    "tillgänglighetsråd",
];

/// No core has fewer bytes.
const SHORTEST_CORE: usize = "nämnd".len();

/// Words that end with a core and are no body.
const NOT_BODIES: &[&str] = &[
    "bolagsstyrelsen",
    "bolagsstyrelse",
    "länsstyrelsen",
    "länsstyrelse",
    "skolstyrelse",
    "ärendeberedning",
    "beredning",
    "rådet",
    "skolverksstyrelsen",
    "socialstyrelsen",
    "transportstyrelsen",
    "ekobrottsdelegation",
];

/// Words that go on into prose: a body's name never holds one.
const STOPS: &[&str] = &[
    "beslutar",
    "beslutade",
    "beslutat",
    "beslut",
    "beslutas",
    "föreslår",
    "föreslog",
    "föreslås",
    "tillstyrker",
    "avstyrker",
    "har",
    "hade",
    "ska",
    "skall",
    "får",
    "fick",
    "ger",
    "gav",
    "ges",
    "godkänner",
    "antar",
    "är",
    "att",
    "kan",
    "noterar",
    "uppdrar",
    "bifaller",
    "avslår",
    "ställer",
    "lägger",
    "utser",
    "väljer",
    "fastställer",
    "återremitterar",
    "bordlägger",
    "hemställer",
    "översänder",
    "överlämnar",
    "lämnar",
    "antecknar",
    "konstaterar",
    "beviljar",
    "medger",
    "den",
    "protokoll",
    "sammanträde",
    "sammanträder",
    "tar",
    "tackar",
    "anser",
    "medan",
    "som",
    "enligt",
    "vid",
    "från",
    "till",
    "i",
    "på",
    "förklarar",
    "upphäver",
    "bemyndigar",
    "anvisar",
    "delegerar",
    "avger",
    "yttrar",
    "behandlade",
    "behandlar",
    "avskriver",
    "justerar",
    "entledigar",
    "förordnar",
    "remitterar",
    "hänskjuter",
    "ansvarar",
    "begär",
    "beslöt",
    "biföll",
    "instämmer",
    "anmäler",
    "avstyrkte",
    "tillstyrkte",
    "yttrade",
    "begärde",
    "behandlat",
    "godkände",
    "antog",
    "avslog",
    "bordlade",
    "återremitterade",
    "uppdrog",
    "överlämnade",
    "remitterade",
    "lämnade",
    "redovisade",
    "informerade",
    "menar",
    "bedömer",
    "ansåg",
    "instämde",
    "beviljade",
    "utsåg",
    "valde",
    "noterade",
    "fastställde",
];

/// The whole text is a body's name, whatever the case.
pub(crate) fn is_body_name(text: &str) -> bool {
    let text = text.trim();
    leading_body(text).is_some_and(|length| length == text.len())
}

/// Length of the body's name that a text begins with (`Kommunstyrelsens arbetsutskott beslutar` …).
pub(crate) fn leading_body(text: &str) -> Option<usize> {
    let mut best = None;
    let mut after_core = AfterCore::NotYet;
    for (count, (start, word)) in tokens(text).enumerate() {
        let bare = word.trim_end_matches([',', ':', '.']);
        let folded = bare.in_small_letters();
        let end = start + bare.len();
        let punctuated = end < start + word.len();
        if count > 14 || scan::has_digit(&folded) {
            break;
        }
        match core(&folded) {
            Some(Core::Name) => {
                best = Some(end);
                after_core = AfterCore::Name;
            }
            Some(Core::Genitive) => after_core = AfterCore::Genitive,
            // Most lines begin with a word that cannot precede a core; no list is searched for it.
            None if after_core == AfterCore::NotYet && !may_precede(word, &folded) => break,
            None if STOPS.contains(&&*folded) => break,
            None => match after_core {
                AfterCore::NotYet => {}
                AfterCore::Genitive
                    if folded.ends_with('-') || folded == "och" || folded.ends_with("s") => {}
                AfterCore::Name if folded == "för" => after_core = AfterCore::Field,
                AfterCore::Name if is_district(word, text, start) => {
                    best = Some(end);
                    after_core = AfterCore::Over;
                }
                AfterCore::Field
                    if folded == "och" || folded == "samt" || folded.ends_with('-') => {}
                AfterCore::Field => best = Some(end),
                _ => break,
            },
        }
        if punctuated && !(after_core == AfterCore::NotYet && word.ends_with(',')) {
            break;
        }
    }
    best
}

/// `social välfärd`, `barn och utbildning`: a few small words that no sentence goes on with.
pub(crate) fn is_field(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    !text.is_empty()
        && words.len() <= 4
        && words
            .iter()
            .all(|word| word.chars().all(char::is_lowercase) && !STOPS.contains(word))
}

/// The first body's name that a text holds, with its byte range.
pub(crate) fn find(text: &str) -> Option<std::ops::Range<usize>> {
    tokens(text).find_map(|(start, word)| {
        let begins = scan::is_capitalised(word) || core(&word.in_small_letters()).is_some();
        let length = begins.then(|| leading_body(text.get(start..)?)).flatten()?;
        Some(start..start + length)
    })
}

/// A body's name as a record has it: `KOMMUNSTYRELSEN` and `kommunstyrelsen` become `Kommunstyrelsen`, an
/// indefinite `grundskolenämnd` that a municipality's name stood before becomes definite.
pub(crate) fn tidy(name: &str) -> String {
    let name = name.trim().trim_end_matches([',', ':', '.']);
    let name = scan::capitalise(&scan::calm(name));
    let single = !name.contains(' ') || name.contains("- och ");
    if single && name.ends_with("nämnd") {
        format!("{name}en")
    } else {
        name
    }
}

/// The name out of a genitive (`Kommunstyrelsens` → `Kommunstyrelsen`); `None` if the text is no such thing.
pub(crate) fn from_genitive(text: &str) -> Option<String> {
    let name = text.trim().strip_suffix(['s', 'S'])?;
    is_body_name(name).then(|| tidy(name))
}

/// A body's name in the genitive, in small letters: `allmänna utskottets`.
pub(crate) fn is_genitive(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let core_at = words
        .iter()
        .rposition(|word| matches!(core(word), Some(Core::Genitive)));
    let letters = |word: &str| {
        word.chars()
            .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '&' | ','))
    };
    words.len() <= 9
        && core_at.is_some_and(|at| {
            at + 1 == words.len() || words.get(at + 1).is_some_and(|next| *next == "för")
        })
        && words
            .iter()
            .all(|word| letters(word) && (!STOPS.contains(word) || matches!(*word, "för")))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum AfterCore {
    NotYet,
    Genitive,
    Name,
    Field,
    Over,
}

enum Core {
    Name,
    Genitive,
}

fn core(folded: &str) -> Option<Core> {
    if folded.len() < SHORTEST_CORE {
        return None;
    }
    let ends = |word: &str| {
        let last = word.as_bytes().last();
        let mut cores = CORES.iter();
        // Most words are told from a core by their last letter.
        cores.any(|core| core.as_bytes().last() == last && word.ends_with(core))
            && !NOT_BODIES.contains(&word)
    };
    if ends(folded) {
        return Some(Core::Name);
    }
    folded
        .strip_suffix('s')
        .filter(|stem| ends(stem))
        .map(|_| Core::Genitive)
}

/// `Miljö-`, `och`, `Göteborgs`, `gemensamma`: what stands before the core.
fn may_precede(word: &str, folded: &str) -> bool {
    folded.ends_with('-')
        || folded.ends_with("-,")
        || [
            "och",
            "samt",
            "för",
            "gemensam",
            "gemensamma",
            "sociala",
            "tekniska",
            "lokala",
            "extra",
        ]
        .contains(&folded)
        || scan::is_capitalised(word)
        || folded.ends_with("kommuns")
        || folded.ends_with("stads")
}

/// One of several boards of a kind: `i socialnämnden Nordost`.
fn is_districts(before: &str) -> bool {
    ["socialnämnden", "stadsdelsnämnden", "lokalnämnden"]
        .iter()
        .any(|kind| before.ends_with(kind))
}
/// Words of a page head that stand beside a body's name.
const BESIDE_BODIES: &[&str] = &[
    "sammanträdesdatum",
    "datum",
    "protokoll",
    "sammanträdesprotokoll",
    "sida",
    "sid",
    "blad",
    "plats",
    "tid",
    "kallelse",
    "dnr",
    "närvarolista",
    "protokollsutdrag",
    "sammanträde",
    "nr",
    "organ",
    "paragraf",
    "paragrafer",
];

/// `Socialnämnd Hisingen`.
fn is_district(word: &str, text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end().folded();
    (before.ends_with("nämnd") || is_districts(&before))
        && scan::is_capitalised(word)
        && !scan::is_all_capitals(word)
        && !BESIDE_BODIES.contains(&word.folded().trim_end_matches([',', ':']))
}

fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(' ').filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((start, word))
    })
}
