//! Verbs of decisions, in the forms minutes print them.

use std::sync::LazyLock;

use paragraf_model::Outcome;
use rustc_hash::FxHashMap;

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
    (Approved, Past, &["godkände", "godkändes", "godkänts", "godkänt"]),
    (Approved, Noun, &["godkännande"]),
    (Adopted, Finite, &["antar", "antas", "antages", "antager", "fastställer", "fastställs", "fastställes"]),
    (Adopted, Infinitive, &["anta", "antaga", "antagas", "fastställa", "fastställas"]),
    (Adopted, Past, &["antog", "antogs", "antagits", "antagit", "fastställde", "fastställdes", "fastställts", "fastställt"]),
    (Granted, Finite, &["bifaller", "bifalls", "bifalles", "beviljar", "beviljas", "medger", "medges", "medgiver", "medgives", "tillåter", "tillåts"]),
    (Granted, Infinitive, &["bifalla", "bifallas", "bevilja", "beviljas", "medge", "medges", "medgiva", "tillåta"]),
    (Granted, Past, &["biföll", "bifölls", "bifallits", "bifallit", "beviljade", "beviljades", "beviljats", "beviljat", "medgav", "medgavs", "medgivits", "medgivit"]),
    (Granted, Noun, &["bifall"]),
    (Rejected, Finite, &["avslår", "avslås", "avslages", "avslåes", "avvisar", "avvisas"]),
    (Rejected, Infinitive, &["avslå", "avvisa", "avvisas"]),
    (Rejected, Past, &["avslog", "avslogs", "avslagits", "avslagit", "avvisade", "avvisades", "avvisats"]),
    (Rejected, Noun, &["avslag"]),
    (Postponed, Finite, &["bordlägger", "bordläggs", "bordlägges"]),
    (Postponed, Infinitive, &["bordlägga", "bordläggas"]),
    (Postponed, Past, &["bordlade", "bordlades", "bordlagts", "bordlagt"]),
    (Postponed, Noun, &["bordläggning"]),
    (ReferredBack, Finite, &["återremitterar", "återremitteras", "återremitteres", "återförvisar", "återförvisas"]),
    (ReferredBack, Infinitive, &["återremittera", "återremitteras", "återförvisa"]),
    (ReferredBack, Past, &["återremitterade", "återremitterades", "återremitterats", "återremitterat", "återförvisade", "återförvisades"]),
    (ReferredBack, Noun, &["återremiss"]),
    (Noted, Finite, &["antecknar", "antecknas", "noterar", "noteras", "konstaterar", "konstateras"]),
    (Noted, Infinitive, &["anteckna", "notera", "konstatera"]),
    (Noted, Past, &["antecknade", "antecknades", "antecknats", "noterade", "noterades", "noterats", "konstaterade", "konstaterades"]),
    (Recommended, Finite, &["tillstyrker", "tillstyrks", "tillstyrkes", "föreslår", "föreslås", "hemställer", "hemställs", "avstyrker", "avstyrks", "rekommenderar", "rekommenderas", "förordar"]),
    (Recommended, Infinitive, &["tillstyrka", "föreslå", "hemställa", "avstyrka", "rekommendera", "förorda"]),
    (Recommended, Past, &["tillstyrkte", "tillstyrktes", "tillstyrkts", "föreslog", "föreslogs", "hemställde", "avstyrkte", "rekommenderade", "förordade"]),
    (Assigned, Finite, &["uppdrar", "uppdras", "uppdrages", "uppdrager"]),
    (Assigned, Infinitive, &["uppdra", "uppdraga", "uppdras"]),
    (Assigned, Past, &["uppdrog", "uppdrogs", "uppdragits"]),
    (Appointed, Finite, &["utser", "utses", "väljer", "väljs", "väljes", "förordnar", "förordnas", "omväljs", "omväljer", "nyväljs", "nyväljer", "återväljs", "återväljer"]),
    (Appointed, Infinitive, &["utse", "välja", "förordna", "omvälja", "nyvälja", "återvälja"]),
    (Appointed, Past, &["utsåg", "utsågs", "utsetts", "utsett", "valde", "valdes", "valts", "förordnade", "förordnades", "förordnats", "omvaldes", "nyvaldes"]),
    (Discharged, Finite, &["entledigar", "entledigas", "befriar", "befrias"]),
    (Discharged, Infinitive, &["entlediga", "befria", "entledigas"]),
    (Discharged, Past, &["entledigade", "entledigades", "entledigats", "befriade", "befriades"]),
    (Forwarded, Finite, &["översänder", "översänds", "översändes", "överlämnar", "överlämnas", "överlämnes", "remitterar", "remitteras", "hänskjuter", "hänskjuts", "hänskjutes", "vidarebefordrar", "vidarebefordras"]),
    (Forwarded, Infinitive, &["översända", "överlämna", "remittera", "hänskjuta", "hänskjutas", "översändas", "vidarebefordra"]),
    (Forwarded, Past, &["översände", "överlämnade", "överlämnades", "överlämnats", "översänts", "remitterade", "remitterades", "remitterats", "hänsköt", "hänsköts", "hänskjutits"]),
    (Answered, Finite, &["besvarar", "besvaras"]),
    (Answered, Infinitive, &["besvara"]),
    (Answered, Past, &["besvarades", "besvarade", "besvarats"]),
    (Repealed, Finite, &["upphäver", "upphävs", "upphäves"]),
    (Repealed, Infinitive, &["upphäva", "upphävas"]),
    (Repealed, Past, &["upphävde", "upphävdes", "upphävts", "upphävt"]),
];

/// What a single word says, in small letters.
pub(super) fn read(word: &str) -> impl Iterator<Item = (Outcome, Form)> {
    READINGS.get(word).into_iter().flatten().copied()
}

/// The table turned round: what each form may be, in the table's order.
static READINGS: LazyLock<FxHashMap<&str, Vec<(Outcome, Form)>>> = LazyLock::new(|| {
    let mut readings: FxHashMap<&str, Vec<(Outcome, Form)>> = FxHashMap::default();
    for &(outcome, form, words) in VERBS {
        for &word in words {
            readings.entry(word).or_default().push((outcome, form));
        }
    }
    readings
});

/// A form that may be an adjective.
pub(super) fn is_participle(word: &str) -> bool {
    matches!(
        word,
        "godkänt"
            | "fastställt"
            | "beviljat"
            | "bordlagt"
            | "återremitterat"
            | "utsett"
            | "upphävt"
    )
}

/// What several words say together: how they end, the verbs one of which must stand before, in full or up to a star.
#[rustfmt::skip]
const PHRASES: &[(&str, &[&str], Outcome)] = &[
    ("i uppdrag", &["får", "ges", "ger", "ge", "gav", "fick", "gavs", "giva", "giver", "erhåller", "erhålla", "erhöll", "lämnar", "lämnas", "lämna", "få"], Assigned),
    ("till handlingarna", &["lägg*", "lade", "lades", "lagt", "lagts", "antecknas", "antecknades"], Noted),
    ("till protokollet", &["tas", "tar", "ta", "tog", "togs", "tages", "antecknas", "noteras", "förs", "läggs", "lägger", "lägga", "lades", "föra", "för", "noterades", "antecknades", "fördes"], Noted),
    ("protokoll", &["tas", "tages", "ta", "tar"], Noted),
    ("del av", &["tar", "ta", "tog", "tagit"], Noted),
    ("för informationen", &["tackar", "tacka", "tackade"], Noted),
    ("för information", &["tackar", "tacka", "tackade"], Noted),
    ("för redovisningen", &["tackar", "tacka", "tackade"], Noted),
    ("för rapporten", &["tackar", "tacka", "tackade"], Noted),
    ("för föredragningen", &["tackar", "tacka", "tackade"], Noted),
    ("besvarad", &["ans*", "förklara*", "är", "vara"], Answered),
    ("besvarat", &["ans*", "förklara*", "är", "vara"], Answered),
    ("besvarade", &["ans*", "förklara*", "är", "vara"], Answered),
    ("fullgjort", &["förklara*", "ans*"], Completed),
    ("fullgjord", &["förklara*", "ans*"], Completed),
    ("fullgjorda", &["förklara*", "ans*"], Completed),
    ("slutfört", &["förklara*", "ans*", "är"], Completed),
    ("slutförda", &["förklara*", "ans*"], Completed),
    ("avslutad", &["förklara*", "ans*"], Completed),
    ("avslutat", &["förklara*", "ans*"], Completed),
    ("avslutade", &["förklara*", "ans*"], Completed),
    ("genomfört", &["förklara*", "ans*"], Completed),
    ("genomförda", &["förklara*", "ans*"], Completed),
    ("skjuts upp", &["skjuts"], Postponed),
    ("skjuta upp", &["skjuta"], Postponed),
    ("sig bakom", &["ställer", "ställa", "ställde"], Approved),
    ("att gälla", &["upphör", "upphöra"], Repealed),
    ("bygglov", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("startbesked", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("dispens", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("strandskyddsdispens", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("tillstånd", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("serveringstillstånd", &["ge", "ges", "ger"], Granted),
    ("förhandsbesked", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("marklov", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("rivningslov", &["ge", "ges", "ger", "lämna", "lämnar", "lämnas"], Granted),
    ("ges", &["bygglov", "startbesked", "dispens", "tillstånd", "strandskyddsdispens", "marklov", "rivningslov", "förhandsbesked", "slutbesked"], Granted),
    ("lämnas", &["bygglov", "startbesked", "dispens", "strandskyddsdispens", "marklov", "rivningslov", "förhandsbesked", "slutbesked", "medgivande"], Granted),
    ("utan bifall", &["lämna", "lämnar", "lämnas", "lämnades", "lämnade"], Rejected),
];

/// A phrase that ends at a word: its outcome and the words that its verb begins with.
pub(super) fn phrase(
    before: &str,
    word: &str,
) -> impl Iterator<Item = (Outcome, &'static [&'static str])> {
    let ending = ENDINGS.get(word).into_iter().flatten();
    ending
        .filter(move |phrase| phrase.first.is_none_or(|first| first == before))
        .map(|phrase| (phrase.outcome, phrase.verbs))
}

/// A phrase of one word or two.
struct Phrase {
    /// Of two.
    first: Option<&'static str>,
    verbs: &'static [&'static str],
    outcome: Outcome,
}

/// The phrases by their last word, in the table's order.
static ENDINGS: LazyLock<FxHashMap<&str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut endings: FxHashMap<&str, Vec<Phrase>> = FxHashMap::default();
    for &(phrase, verbs, outcome) in PHRASES {
        let (first, last) = match phrase.split_once(' ') {
            Some((first, last)) => (Some(first), last),
            None => (None, phrase),
        };
        endings.entry(last).or_default().push(Phrase {
            first,
            verbs,
            outcome,
        });
    }
    endings
});
