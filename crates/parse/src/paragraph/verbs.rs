//! Verbs of decisions, in the forms minutes print them.

use paragraf_model::Outcome;

/// In which form a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `godkänner`, `godkänns`, and the old `godkännes`.
    Finite,
    /// `godkänna`, `godkännas`.
    Infinitive,
    /// `godkände`, `godkändes`, `godkänts`.
    Past,
    /// `Bifall`, `Avslag`.
    Noun,
}

use Form::{Finite, Infinitive, Noun, Past};
use Outcome::{
    Adopted, Answered, Appointed, Approved, Assigned, Completed, Discharged, Forwarded, Granted,
    Noted, Postponed, Recommended, ReferredBack, Rejected, Repealed,
};

#[rustfmt::skip]
const VERBS: &[(Outcome, Form, &[&str])] = &[
    (Approved, Finite, &["godkänner", "godkänns", "godkännes"]),
    (Approved, Infinitive, &["godkänna", "godkännas"]),
    (Approved, Past, &["godkände", "godkändes", "godkänts"]),
    (Approved, Noun, &["godkännande"]),
    (Adopted, Finite, &["antar", "antas", "antages", "antager", "fastställer", "fastställs", "fastställes"]),
    (Adopted, Infinitive, &["anta", "antaga", "antagas", "fastställa", "fastställas"]),
    (Adopted, Past, &["antog", "antogs", "antagits", "fastställde", "fastställdes", "fastställts"]),
    (Granted, Finite, &["bifaller", "bifalls", "bifalles", "beviljar", "beviljas", "medger", "medges", "medgives", "tillåter", "tillåts"]),
    (Granted, Infinitive, &["bifalla", "bifallas", "bevilja", "medge", "medgiva", "tillåta"]),
    (Granted, Past, &["biföll", "bifölls", "bifallits", "beviljade", "beviljades", "beviljats", "medgav", "medgavs", "medgivits"]),
    (Granted, Noun, &["bifall"]),
    (Rejected, Finite, &["avslår", "avslås", "avslages", "avvisar", "avvisas"]),
    (Rejected, Infinitive, &["avslå", "avvisa"]),
    (Rejected, Past, &["avslog", "avslogs", "avslagits", "avvisade", "avvisades"]),
    (Rejected, Noun, &["avslag"]),
    (Postponed, Finite, &["bordlägger", "bordläggs", "bordlägges"]),
    (Postponed, Infinitive, &["bordlägga", "bordläggas"]),
    (Postponed, Past, &["bordlade", "bordlades", "bordlagts"]),
    (Postponed, Noun, &["bordläggning"]),
    (ReferredBack, Finite, &["återremitterar", "återremitteras", "återförvisar", "återförvisas"]),
    (ReferredBack, Infinitive, &["återremittera", "återförvisa"]),
    (ReferredBack, Past, &["återremitterade", "återremitterades", "återremitterats"]),
    (ReferredBack, Noun, &["återremiss"]),
    (Noted, Finite, &["antecknar", "antecknas", "noterar", "noteras", "konstaterar", "konstateras"]),
    (Noted, Infinitive, &["anteckna", "notera", "konstatera"]),
    (Noted, Past, &["antecknade", "antecknades", "antecknats", "noterade", "noterades", "noterats"]),
    (Recommended, Finite, &["tillstyrker", "tillstyrks", "tillstyrkes", "föreslår", "föreslås", "hemställer", "hemställs", "avstyrker", "avstyrks", "rekommenderar", "förordar"]),
    (Recommended, Infinitive, &["tillstyrka", "föreslå", "hemställa", "avstyrka", "rekommendera", "förorda"]),
    (Recommended, Past, &["tillstyrkte", "tillstyrktes", "tillstyrkts", "föreslog", "föreslogs", "hemställde"]),
    (Assigned, Finite, &["uppdrar", "uppdras", "uppdrages", "uppdrager"]),
    (Assigned, Infinitive, &["uppdra", "uppdraga"]),
    (Assigned, Past, &["uppdrog", "uppdrogs"]),
    (Appointed, Finite, &["utser", "utses", "väljer", "väljs", "väljes", "förordnar", "förordnas", "omväljs", "nyväljs", "återväljs"]),
    (Appointed, Infinitive, &["utse", "välja", "förordna", "omvälja", "nyvälja"]),
    (Appointed, Past, &["utsåg", "utsågs", "utsetts", "valde", "valdes", "valts", "förordnade", "förordnades"]),
    (Discharged, Finite, &["entledigar", "entledigas", "befriar", "befrias"]),
    (Discharged, Infinitive, &["entlediga", "befria"]),
    (Discharged, Past, &["entledigade", "entledigades", "entledigats"]),
    (Forwarded, Finite, &["översänder", "översänds", "översändes", "överlämnar", "överlämnas", "remitterar", "remitteras", "hänskjuter", "hänskjuts", "vidarebefordrar", "vidarebefordras"]),
    (Forwarded, Infinitive, &["översända", "överlämna", "remittera", "hänskjuta", "översändas"]),
    (Forwarded, Past, &["översände", "överlämnade", "överlämnades", "remitterade", "remitterades"]),
    (Answered, Finite, &["besvarar", "besvaras"]),
    (Answered, Infinitive, &["besvara"]),
    (Answered, Past, &["besvarades"]),
    (Completed, Finite, &["avskriver", "avskrivs", "avskrives"]),
    (Completed, Infinitive, &["avskriva"]),
    (Repealed, Finite, &["upphäver", "upphävs", "upphäves"]),
    (Repealed, Infinitive, &["upphäva", "upphävas"]),
    (Repealed, Past, &["upphävde", "upphävdes", "upphävts"]),
];

/// What a single word says, in small letters.
pub(super) fn read(word: &str) -> impl Iterator<Item = (Outcome, Form)> {
    VERBS
        .iter()
        .filter(move |(_, _, forms)| forms.contains(&word))
        .map(|&(outcome, form, _)| (outcome, form))
}

/// What several words say together: how they end, the verbs one of which must stand before, in full or up to a star.
#[rustfmt::skip]
const PHRASES: &[(&str, &[&str], Outcome)] = &[
    ("i uppdrag", &["får", "ges", "ger", "ge", "gav", "fick", "gavs", "erhåller", "lämnar", "lämnas"], Assigned),
    ("till handlingarna", &["lägg*", "lade", "lades", "lagt", "antecknas"], Noted),
    ("till protokollet", &["tas", "tar", "ta", "tog", "togs", "antecknas", "noteras", "förs", "läggs", "föra"], Noted),
    ("del av", &["tar", "ta", "tog", "tagit"], Noted),
    ("för informationen", &["tackar", "tacka"], Noted),
    ("för information", &["tackar", "tacka"], Noted),
    ("besvarad", &["ans*", "förklara*", "är"], Answered),
    ("besvarat", &["ans*", "förklara*", "är"], Answered),
    ("besvarade", &["ans*", "förklara*", "är"], Answered),
    ("fullgjort", &["förklara*", "ans*"], Completed),
    ("fullgjord", &["förklara*", "ans*"], Completed),
    ("fullgjorda", &["förklara*", "ans*"], Completed),
    ("slutfört", &["förklara*", "ans*"], Completed),
    ("avslutat", &["förklara*", "ans*"], Completed),
    ("avslutade", &["förklara*", "ans*"], Completed),
    ("genomfört", &["förklara*", "ans*"], Completed),
    ("skjuts upp", &["skjuts"], Postponed),
    ("sig bakom", &["ställer", "ställa", "ställde"], Approved),
    ("att gälla", &["upphör"], Repealed),
    ("bygglov", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("startbesked", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("ges", &["bygglov", "startbesked", "dispens", "tillstånd", "strandskyddsdispens", "marklov", "rivningslov", "förhandsbesked"], Granted),
    ("ställas", &["får"], Granted),
];

/// A phrase that ends at a word: its outcome and the words that its verb begins with.
pub(super) fn phrase(
    before: &str,
    word: &str,
) -> impl Iterator<Item = (Outcome, &'static [&'static str])> {
    PHRASES
        .iter()
        .filter(move |(phrase, _, _)| match phrase.split_once(' ') {
            Some((first, last)) => first == before && last == word,
            None => *phrase == word,
        })
        .map(|&(_, verbs, outcome)| (outcome, verbs))
}
