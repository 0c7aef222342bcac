//! Titles of officials and roles of elected people, as they stand beside names.

use crate::folding::Folding;
use paragraf_model::Role;

/// What the last part of an official's title ends with.
const OFFICIAL_ENDINGS: &[&str] = &[
    "chef",
    "chefen",
    "direktör",
    "direktören",
    "sekreterare",
    "sekreteraren",
    "strateg",
    "strategen",
    "ekonom",
    "ekonomen",
    "controller",
    "controllern",
    "jurist",
    "juristen",
    "handläggare",
    "handläggaren",
    "ingenjör",
    "ingenjören",
    "arkitekt",
    "arkitekten",
    "inspektör",
    "inspektören",
    "samordnare",
    "samordnaren",
    "utredare",
    "utredaren",
    "ledare",
    "ledaren",
    "planerare",
    "planeraren",
    "koordinator",
    "konsulent",
    "konsult",
    "rektor",
    "assistent",
    "administratör",
    "registrator",
    "kommunikatör",
    "utvecklare",
    "ansvarig",
    "revisor",
    "revisorn",
    "advokat",
    "polis",
    "pedagog",
    "specialist",
    "expert",
    "rådgivare",
    "geolog",
    "ekolog",
    "antikvarie",
    "bibliotekarie",
    "sjuksköterska",
    "socionom",
    "psykolog",
    "analytiker",
    "förvaltare",
    "tekniker",
    "projektör",
    "nämndsamordnare",
    "sakkunnig",
    "vd",
    "representant",
    "representanten",
    "representanter",
    "representanterna",
    "företrädarna",
    "ombud",
    "facklig företrädare",
    "företrädare",
    "praktikant",
    "trainee",
    "lantmätare",
    "kurator",
    "överförmyndare",
    "kanslist",
    "stabschef",
    "upphandlare",
    "landskapsarkitekt",
    "byggnadsinspektör",
    "kommundirektör",
    "stadsdirektör",
    "regiondirektör",
];

/// Words that stand before names and are no part of them.
const BEFORE_NAMES: &[&str] = &[
    "ordförande",
    "ordföranden",
    "ordf",
    "vice",
    "förste",
    "första",
    "andre",
    "andra",
    "tredje",
    "ledamot",
    "ledamoten",
    "ledamöterna",
    "ledamöter",
    "ersättare",
    "ersättaren",
    "ersättarna",
    "tjänstgörande",
    "kommunalråd",
    "kommunalrådet",
    "regionråd",
    "regionrådet",
    "oppositionsråd",
    "oppositionsrådet",
    "ersätter",
    "yrkar",
    "yrkande",
    "reservation",
    "ja",
    "nej",
    "avstår",
    "ja-röster",
    "nej-röster",
    "för",
    "mot",
    "av",
    "från",
    "och",
    "samt",
    "även",
    "också",
    "vidare",
    "sedan",
    "därefter",
    "till",
    "i",
    "med",
    "utses",
    "justerare",
    "sekreterare",
    "närvarande",
    "frånvarande",
    "ledamöterna",
    "representanterna",
    "motion",
    "interpellation",
    "fråga",
    "avsägelse",
    "val",
    "herr",
    "fru",
    "fröken",
    "protokollsanteckning",
    "jäv",
    "beslut",
    "röstar",
    "suppleant",
    "gruppledare",
    "politisk",
    "kommunstyrelsens",
    "nämndens",
    "fullmäktiges",
    "styrelsens",
    "utskottets",
    "följande",
    "presidiet",
    "reserverar",
    "reserverade",
    "borgarråd",
    "borgarrådet",
    "ålderspresidenten",
    "ålderspresident",
    "valda",
    "adjungerad",
    "insynsplats",
    "medborgarförslag",
    "enligt",
    "när",
    "då",
    "som",
    "den",
    "dock",
    "omröstning",
    "votering",
    "yttrande",
    "yttranden",
    "särskilt",
    "tilläggsyrkande",
    "avslag",
    "bifall",
    "inlägg",
    "att",
    "om",
    "på",
    "under",
    "vice-ordförande",
    "tjg",
    "ers",
    "tj",
    "ej",
    "ordf.",
    "mötesordförande",
    "socialdemokraterna",
    "moderaterna",
    "svar",
    "enkel",
    "vid",
];

/// An official's title, with or without what it is chief or secretary of.
pub(crate) fn is_official(title: &str) -> bool {
    let folded = title.trim().trim_end_matches(['.', ',']).folded();
    let head = folded.split([',', '(']).next().unwrap_or_default();
    let mut words = head.split_whitespace();
    words.any(ends_officially)
}

/// Ends as a title does. Most words are told from one by their last letter.
fn ends_officially(word: &str) -> bool {
    let last = word.as_bytes().last();
    let mut endings = OFFICIAL_ENDINGS.iter();
    endings.any(|ending| ending.as_bytes().last() == last && word.ends_with(ending))
}

/// A word before a name that is no part of it.
pub(crate) fn stands_before_names(word: &str) -> bool {
    let folded = word.in_small_letters();
    let bare = folded.trim_end_matches(['.', ':']);
    bare.len() > 3 && ends_officially(bare) || BEFORE_NAMES.contains(&bare)
}

/// The role that a word or two beside an elected person's name tells.
pub(crate) fn elected_role(text: &str) -> Option<Role> {
    let folded = text.folded();
    let chairs = ["ordförande", "ordföranden", "ordf", "ordf."];
    let is_chair = folded
        .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '(' | ')' | ';'))
        .any(|word| chairs.contains(&word) || word == "mötesordförande");
    if !is_chair {
        return None;
    }
    let vice = folded.contains("vice ")
        || folded.contains("v ordf")
        || folded.contains("v. ordf")
        || folded.contains("v.ordf");
    let acting = folded.contains("tjänstgörande ordf") || folded.contains("tjg ordf");
    Some(if vice && !acting {
        Role::ViceChair
    } else {
        Role::Chair
    })
}
