//! Party codes: which letters in brackets are one.

use crate::folding::Folding;

/// Codes of parties in the Riksdag, past ones, and local parties that were seen in minutes.
const KNOWN: &[&str] = &[
    "S", "M", "SD", "C", "V", "KD", "L", "MP", "FP", "VPK", "NYD", "KDS", "FI", "PP", "MED", "KP",
    "SPI", "RPK", "NMR", "D", "AD", "FIA", "NP", "NL", "NS", "SKP", "LB", "TUP", "ALT", "FNL",
    "FB", "DV", "FV", "STRP", "SP", "MBP", "AP", "ARVP", "ÖRP", "MSÅ", "LPO", "VL", "BP", "HEL",
    "KL", "OP", "SJVP", "RS", "DP", "ÖP", "ÅP", "LPB", "SAFE", "NB", "TVP", "SBÄ", "VTL", "FRAMÅT",
    "LVA", "HP", "KOM", "FOLK", "NYA", "SKÅ", "AFS", "MOD", "VFP", "LFO", "SFP", "SAML", "VÄNST",
    "GRÖNA", "SANNF", "CENT", "LIB", "OBS", "VIP", "SIP", "LOK", "BAP", "ROS", "KVP", "NOP", "EP",
    "LP", "BL",
];

/// Same shape, no party: organisations, laws, units.
const NOT_PARTIES: &[&str] = &[
    "SKR", "SKL", "LOV", "IVO", "GEO", "FSG", "IOP", "EU", "AB", "SOU", "SFS", "DS", "PBL", "LSS",
    "SOL", "SFI", "VA", "IT", "AI", "NR", "ST", "KR", "MB", "TK", "KF", "KS", "KSAU", "AU", "BN",
    "MSB", "SCB", "JO", "KL", "OSL", "GDPR", "EG", "ESF", "HVB", "BUP", "MKB", "ÖP", "DP", "FÖP",
    "ALO", "HBTQI", "HBTQ", "VD", "HR", "KPI", "PKV", "BUN", "SN", "TN", "MN", "VON", "KFN", "UN",
    "VAL", "PM", "IVPA", "FN", "LED", "DIS", "NTF", "UF", "AF", "FK", "PRV", "SMHI", "SGU", "NPF",
    "LUP", "DVD",
];

/// Codes that are a party as well as an abbreviation: the name before them must be a person's.
const BOTH: &[&str] = &["KL", "DP", "ÖP", "AF"];

/// What stands in the place of a party for those who have none.
const NONE: &[&str] = &[
    "-",
    "–",
    "opol",
    "opolitisk",
    "obunden",
    "partilös",
    "vilde",
    "politisk vilde",
    "oberoende",
    "vakant",
    "vak",
];

/// A code in brackets after a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// A party, in capitals as today's usage has it; local parties as printed.
    Party(String),
    /// Shown to have none.
    Without,
}

/// Reads what stands in brackets. `after_name` says that a person's name stands before them, which is what
/// makes an unknown code a local party.
pub(crate) fn read(code: &str, after_name: bool) -> Option<Code> {
    let code = code.trim().trim_end_matches('.');
    if NONE.contains(&&*code.in_small_letters()) {
        return Some(Code::Without);
    }
    let capitals = code.to_uppercase();
    let is_known = KNOWN.contains(&capitals.as_str());
    let barred = NOT_PARTIES.contains(&capitals.as_str()) && !BOTH.contains(&capitals.as_str());
    let letters = code.chars().count();
    let shape = (1..=6).contains(&letters) && code.chars().all(char::is_alphabetic);
    let case = code == capitals
        || code.chars().all(char::is_lowercase)
        || code.chars().next().is_some_and(char::is_uppercase);
    if !shape || barred || !case {
        return None;
    }
    if is_known {
        let mixed = code != capitals && code.chars().any(char::is_uppercase) && letters > 2;
        return Some(Code::Party(if mixed { code.to_owned() } else { capitals }));
    }
    let unknown = after_name
        && letters <= 5
        && code.chars().next().is_some_and(char::is_uppercase)
        && code.chars().filter(|letter| letter.is_uppercase()).count() * 2 >= letters;
    unknown.then(|| Code::Party(code.to_owned()))
}

/// A party that needs no brackets to be known: for `Namn, s,` and `M Namn`.
pub(crate) fn is_major(code: &str) -> bool {
    matches!(
        code.to_uppercase().as_str(),
        "S" | "M" | "SD" | "C" | "V" | "KD" | "L" | "MP" | "FP" | "FI" | "SPI" | "KDS"
    )
}
