//! Labels of the cover and what stands behind them.

use crate::bodies;

/// What a label stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The body that met.
    Body,
    Date,
    Time,
    Place,
    PlaceAndTime,
    /// Those who decide; serving substitutes may be among them.
    Members,
    ServingSubstitutes,
    Substitutes,
    /// Officials, guests, anybody else.
    Others,
    Absent,
    Adjusters,
    /// Where and when the minutes are adjusted.
    Adjustment,
    Range,
    Chair,
    Secretary,
    /// The adjuster's own line among the signatures.
    AdjusterSignature,
    Posted,
    PostedUntil,
    /// The meeting's own case number, and other things that are not in the record.
    Unused,
    Contents,
}

use Label::{
    Absent, AdjusterSignature, Adjusters, Adjustment, Body, Chair, Contents, Date, Members, Others,
    Place, PlaceAndTime, Posted, PostedUntil, Range, Secretary, ServingSubstitutes, Substitutes,
    Time, Unused,
};

const LABELS: &[(&str, Label)] = &[
    ("organ", Body),
    ("nämnd", Body),
    ("instans", Body),
    ("nämnd/styrelse", Body),
    ("datum", Date),
    ("sammanträdesdatum", Date),
    ("mötesdatum", Date),
    ("datum för sammanträde", Date),
    ("sammanträdesdag", Date),
    ("tid", Time),
    ("klockan", Time),
    ("klockslag", Time),
    ("sammanträdestid", Time),
    ("mötestid", Time),
    ("plats", Place),
    ("sammanträdesplats", Place),
    ("lokal", Place),
    ("mötesplats", Place),
    ("plats och tid", PlaceAndTime),
    ("tid och plats", PlaceAndTime),
    ("plats och sammanträdestid", PlaceAndTime),
    ("plats, datum och tid", PlaceAndTime),
    ("datum och plats", PlaceAndTime),
    ("plats och datum", PlaceAndTime),
    ("tid och plats för sammanträdet", PlaceAndTime),
    ("närvarande ledamöter", Members),
    ("ledamöter", Members),
    ("beslutande", Members),
    ("beslutande ledamöter", Members),
    ("beslutande ledamöter och ersättare", Members),
    ("tjänstgörande ledamöter", Members),
    ("tjänstgörande", Members),
    ("ordinarie ledamöter", Members),
    ("ordinarie", Members),
    ("ledamot", Members),
    ("närvarande", Members),
    ("närvarande beslutande", Members),
    ("deltagare", Members),
    ("deltagande", Members),
    ("närvarolista", Members),
    ("närvaroförteckning", Members),
    ("närvarande ledamöter och tjänstgörande ersättare", Members),
    ("tjänstgörande ersättare", ServingSubstitutes),
    ("tjg ersättare", ServingSubstitutes),
    ("tjänstgörande suppleanter", ServingSubstitutes),
    ("beslutande ersättare", ServingSubstitutes),
    ("närvarande tjänstgörande ersättare", ServingSubstitutes),
    ("ersättare", Substitutes),
    ("närvarande ersättare", Substitutes),
    ("ej tjänstgörande ersättare", Substitutes),
    ("icke tjänstgörande ersättare", Substitutes),
    ("inte tjänstgörande ersättare", Substitutes),
    ("närvarande ej tjänstgörande ersättare", Substitutes),
    ("närvarande, ej tjänstgörande ersättare", Substitutes),
    ("övriga ersättare", Substitutes),
    ("suppleanter", Substitutes),
    ("närvarande suppleanter", Substitutes),
    ("ej tjänstgörande", Substitutes),
    ("övriga", Others),
    ("övriga närvarande", Others),
    ("övriga deltagare", Others),
    ("övriga deltagande", Others),
    ("övriga närvarande tjänstemän", Others),
    ("övrig närvarande", Others),
    ("övrigt närvarande", Others),
    ("närvarande övriga", Others),
    ("tjänstemän", Others),
    ("tjänstepersoner", Others),
    ("närvarande tjänstemän", Others),
    ("närvarande tjänstepersoner", Others),
    ("tjänstemän/övriga", Others),
    ("förvaltning", Others),
    ("från förvaltningen", Others),
    ("föredragande", Others),
    ("föredragande tjänstemän", Others),
    ("inbjudna", Others),
    ("personalföreträdare", Others),
    ("insynsplats", Others),
    ("frånvarande", Absent),
    ("ej närvarande", Absent),
    ("frånvarande ledamöter", Absent),
    ("förhindrade", Absent),
    ("anmält förhinder", Absent),
    ("utses att justera", Adjusters),
    ("utsedd att justera", Adjusters),
    ("utsedda att justera", Adjusters),
    ("val av justerare", Adjusters),
    ("justerare", Adjusters),
    ("protokolljusterare", Adjusters),
    ("protokollsjusterare", Adjusters),
    ("utsedd justerare", Adjusters),
    ("utsedda justerare", Adjusters),
    ("att justera", Adjusters),
    ("till justerare", Adjusters),
    ("att justera protokollet", Adjusters),
    ("justeringens plats och tid", Adjustment),
    ("justeringens tid och plats", Adjustment),
    ("plats och tid för justering", Adjustment),
    ("tid och plats för justering", Adjustment),
    ("justeringens plats", Adjustment),
    ("justering", Adjustment),
    ("justeringsdatum", Adjustment),
    ("justeringstid", Adjustment),
    ("datum för justering", Adjustment),
    ("tid för justering", Adjustment),
    ("justerat", Adjustment),
    ("paragraf", Range),
    ("paragrafer", Range),
    ("justerade paragrafer", Range),
    ("protokollet omfattar", Range),
    ("omfattning", Range),
    ("omfattar", Range),
    ("protokollets omfattning", Range),
    ("omfattar paragraferna", Range),
    ("avser paragrafer", Range),
    ("ordförande", Chair),
    ("ordföranden", Chair),
    ("mötesordförande", Chair),
    ("sekreterare", Secretary),
    ("sekreteraren", Secretary),
    ("nämndsekreterare", Secretary),
    ("kommunsekreterare", Secretary),
    ("vid protokollet", Secretary),
    ("protokollförare", Secretary),
    ("mötessekreterare", Secretary),
    ("vid pennan", Secretary),
    ("justerande", AdjusterSignature),
    ("justeras", AdjusterSignature),
    ("justerande ledamot", AdjusterSignature),
    ("datum för anslags uppsättande", Posted),
    ("datum då anslaget sätts upp", Posted),
    ("anslaget sätts upp", Posted),
    ("anslag sätts upp", Posted),
    ("anslagets uppsättande", Posted),
    ("anslag uppsatt", Posted),
    ("anslaget uppsatt", Posted),
    ("anslagsdatum", Posted),
    ("anslagsdag", Posted),
    ("publicerat", Posted),
    ("publiceras", Posted),
    ("datum för anslagets uppsättande", Posted),
    ("datum för publicering av anslag", Posted),
    ("anslås", Posted),
    ("anslaget publiceras", Posted),
    ("anslaget", Posted),
    ("uppsatt", Posted),
    ("uppsättes", Posted),
    ("sätts upp", Posted),
    ("datum för anslags nedtagande", PostedUntil),
    ("datum då anslaget tas ned", PostedUntil),
    ("datum då anslaget tas ner", PostedUntil),
    ("datum för anslagets nedtagande", PostedUntil),
    ("anslaget tas ned", PostedUntil),
    ("anslaget tas ner", PostedUntil),
    ("anslag tas ned", PostedUntil),
    ("anslag tas ner", PostedUntil),
    ("anslags nedtagande", PostedUntil),
    ("anslagets nedtagande", PostedUntil),
    ("anslag nedtaget", PostedUntil),
    ("anslaget nedtaget", PostedUntil),
    ("nedtages", PostedUntil),
    ("tas ned", PostedUntil),
    ("tas ner", PostedUntil),
    ("nedtas", PostedUntil),
    ("avpubliceras", PostedUntil),
    ("underskrifter", Unused),
    ("underskrift", Unused),
    ("namnförtydligande", Unused),
    ("anslag/bevis", Unused),
    ("anslag", Unused),
    ("bevis", Unused),
    ("anslagsbevis", Unused),
    ("bevis om anslag", Unused),
    ("tillkännagivande av protokoll", Unused),
    ("bevis om justering", Unused),
    ("tillkännagivande", Unused),
    ("förvaringsplats för protokollet", Unused),
    ("förvaringsplats för protokoll", Unused),
    ("förvaringsplats", Unused),
    ("protokollet förvaras", Unused),
    ("protokollet förvaras hos", Unused),
    ("protokollet förvaras på", Unused),
    ("protokoll nr", Unused),
    ("diarienummer", Unused),
    ("ärendenummer", Unused),
    ("dnr", Unused),
    ("protokoll", Unused),
    ("sammanträdesprotokoll", Unused),
    ("protokollsutdrag", Unused),
    ("utdrag ur protokoll", Unused),
    ("utdrag ur sammanträdesprotokoll", Unused),
    ("kallelse", Unused),
    ("närvarande och beslutande", Members),
    ("ajournering", Unused),
    ("ajourneringar", Unused),
    ("mötesform", Unused),
    ("sammanträdet är", Unused),
    ("anmärkning", Unused),
    ("sida", Unused),
    ("sid", Unused),
    ("parti", Unused),
    ("innehåll", Contents),
    ("innehållsförteckning", Contents),
    ("ärendelista", Contents),
    ("ärendeförteckning", Contents),
    ("ärenden", Contents),
    ("dagordning", Contents),
    ("föredragningslista", Contents),
    ("paragrafer i protokollet", Contents),
    ("beslutsärenden", Contents),
];

/// Labels that need no colon before a value on the same line.
const WITHOUT_COLON: &[&str] = &[
    "datum",
    "sammanträdesdatum",
    "mötesdatum",
    "tid",
    "klockan",
    "plats",
    "paragraf",
    "paragrafer",
    "justerade paragrafer",
    "protokollet omfattar",
    "omfattning",
    "omfattar",
    "plats och tid",
    "tid och plats",
    "utses att justera",
    "justerat",
    "justeringsdatum",
    "sekreterare",
    "ordförande",
    "justerande",
    "justerare",
    "datum för anslags uppsättande",
    "datum för anslags nedtagande",
    "justeringens plats och tid",
    "justeringens tid och plats",
    "datum då anslaget sätts upp",
    "datum då anslaget tas ned",
    "datum då anslaget tas ner",
    "anslaget sätts upp",
    "anslaget tas ned",
    "anslaget tas ner",
    "beslutande",
    "förvaringsplats för protokollet",
    "organ",
    "anslagsdatum",
    "protokollet förvaras",
    "protokollet förvaras hos",
    "protokollet förvaras på",
    "protokoll nr",
    "protokoll",
    "anslag uppsatt",
    "anslag nedtaget",
];

/// A label with its value is shorter, in bytes; longer texts are sentences.
const LONGEST: usize = 600;

/// Reads the label that a text begins with, and the value after it.
pub(super) fn read(text: &str) -> Option<(Label, &str)> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = text.to_lowercase();
    let bare = folded.trim_end_matches([':', ' ', '.']);
    if folded.len() != text.len() {
        return None;
    }
    if let Some(label) = whole(bare) {
        return Some((label, ""));
    }
    // "Närvarolista socialnämnden" heads a list of its own.
    if bare
        .strip_prefix("närvarolista ")
        .is_some_and(bodies::is_body_name)
    {
        return Some((Members, ""));
    }
    if let Some(at) = folded.find(':')
        && let Some(label) = whole(folded.get(..at)?.trim())
    {
        return Some((label, text.get(at + 1..)?.trim()));
    }
    let label = WITHOUT_COLON
        .iter()
        .filter(|label| folded.starts_with(*label))
        .max_by_key(|label| label.len())?;
    let kind = whole(label)?;
    let rest = text.get(label.len()..)?;
    let value = rest.trim_start();
    (rest.starts_with(' ') && fits(kind, label, value)).then_some((kind, value))
}

fn whole(folded: &str) -> Option<Label> {
    let folded = folded.strip_suffix(" (p)").unwrap_or(folded);
    // "Anslaget tas ned den" at one margin, the day at the other.
    let folded = folded.strip_suffix(" den").unwrap_or(folded);
    LABELS
        .iter()
        .find(|(label, _)| *label == folded)
        .map(|&(_, kind)| kind)
}

/// A value of the right shape must follow where no colon tells label and sentence apart.
fn fits(kind: Label, label: &str, value: &str) -> bool {
    let digit = value.chars().any(|letter| letter.is_ascii_digit());
    let signed_or_digit = value.starts_with(['§', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let capital = value.starts_with(char::is_uppercase);
    match kind {
        Range => signed_or_digit,
        Date | Time | Posted | PostedUntil => digit,
        Place => capital && !value.ends_with('.'),
        Unused => value.len() < 90,
        Adjustment => digit || label.contains("plats"),
        _ => capital,
    }
}
