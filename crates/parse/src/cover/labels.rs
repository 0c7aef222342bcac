//! Labels of the cover and what stands behind them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::list_labels;
use crate::bodies;
use crate::dates;
use crate::folding::Folding;
use crate::people::{self, titles};
use crate::scan;

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
    /// Employed, not elected.
    Officials,
    /// A column of parties, torn from its names.
    Parties,
    /// A column of those in whose place others serve, torn from them.
    Replaced,
}

use Label::{
    Absent, AdjusterSignature, Adjusters, Adjustment, Body, Chair, Contents, Date, Members,
    Officials, Others, Parties, Place, PlaceAndTime, Posted, PostedUntil, Range, Replaced,
    Secretary, ServingSubstitutes, Substitutes, Time, Unused,
};

const LABELS: &[(&str, Label)] = &[
    ("organ", Body),
    ("nämnd", Body),
    ("instans", Body),
    ("nämnd/styrelse", Body),
    ("nämnd / styrelse", Body),
    ("styrelse/nämnd", Body),
    ("myndighet", Body),
    ("sammanträdande organ", Body),
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
    ("datum och tid", Time),
    ("tid och datum", Time),
    ("datum, tid och plats", PlaceAndTime),
    ("datum, tid, plats", PlaceAndTime),
    ("tid, plats", PlaceAndTime),
    ("plats, tid", PlaceAndTime),
    ("plats/tid", PlaceAndTime),
    ("tid/plats", PlaceAndTime),
    ("tid & plats", PlaceAndTime),
    ("plats & tid", PlaceAndTime),
    ("tidpunkt", Time),
    ("sammanträdets plats och tid", PlaceAndTime),
    ("sammanträdestid och plats", PlaceAndTime),
    ("plats och datum", PlaceAndTime),
    ("tid och plats för sammanträdet", PlaceAndTime),
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
    ("justeras av", Adjusters),
    ("justerat av", Adjusters),
    ("protokollet justeras av", Adjusters),
    ("justeringens plats och tid", Adjustment),
    ("justeringens tid och plats", Adjustment),
    ("plats och tid för justering", Adjustment),
    ("tid och plats för justering", Adjustment),
    ("justeringens plats", Adjustment),
    ("justering", Adjustment),
    ("justeringsdatum", Adjustment),
    ("protokolljustering", Adjustment),
    ("protokollsjustering", Adjustment),
    ("digital justering", Adjustment),
    ("justeringens tid", Adjustment),
    ("justeringens datum", Adjustment),
    ("justeringstid", Adjustment),
    ("datum för justering", Adjustment),
    ("tid för justering", Adjustment),
    ("justerat", Adjustment),
    ("justeras den", Adjustment),
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
    ("ajournering", Unused),
    ("ajourneringar", Unused),
    ("mötesform", Unused),
    ("sammanträdet är", Unused),
    ("anmärkning", Unused),
    ("sida", Unused),
    ("sid", Unused),
    ("parti", Parties),
    ("ersätter", Replaced),
    ("tjänstgör för", Replaced),
    ("tjänstgörande för", Replaced),
    ("ersättare för justerare", Unused),
    ("ersättare för justeraren", Unused),
    ("sista dag att överklaga", Unused),
    ("sista dag för överklagande", Unused),
    ("anslags uppsättande", Posted),
    ("anslagets uppsättande", Posted),
    ("uppsättande", Posted),
    ("anslagstid", Posted),
    ("anslagsperiod", Posted),
    ("anslaget under tiden", Posted),
    ("datum då anslaget publiceras", Posted),
    ("datum då anslag publiceras", Posted),
    ("datum då anslaget avpubliceras", PostedUntil),
    ("publiceringsdatum", Posted),
    ("anslags nedtagande", PostedUntil),
    ("nedtagande", PostedUntil),
    ("anslaget nedtas", PostedUntil),
    ("anslag nedtas", PostedUntil),
    ("anslaget tas bort", PostedUntil),
    ("anslaget avpubliceras", PostedUntil),
    ("justeringsdag", Adjustment),
    ("justerad", Adjustment),
    ("protokollet justerat", Adjustment),
    ("protokollet justerades", Adjustment),
    ("plats och datum för justering", Adjustment),
    ("datum och plats för justering", Adjustment),
    ("tid för justering", Adjustment),
    ("protokollet är justerat", Adjustment),
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

/// Facts of the cover that need no colon before a value on the same line. Lists need none before a person.
const WITHOUT_COLON: &[&str] = &[
    "datum",
    "sammanträdesdatum",
    "mötesdatum",
    "tid",
    "klockan",
    "plats",
    "lokal",
    "paragraf",
    "paragrafer",
    "justerade paragrafer",
    "protokollet omfattar",
    "omfattning",
    "omfattar",
    "plats och tid",
    "tid och plats",
    "datum och tid",
    "tid och datum",
    "utses att justera",
    "utsedda att justera",
    "utsedd att justera",
    "att justera",
    "justeras av",
    "justerat av",
    "protokollet justeras av",
    "justerat",
    "justeringsdatum",
    "sekreterare",
    "ordförande",
    "justerande",
    "justerare",
    "protokollsjusterare",
    "protokolljusterare",
    "datum för anslags uppsättande",
    "datum för anslags nedtagande",
    "datum för anslagets uppsättande",
    "datum för anslagets nedtagande",
    "justeringens plats och tid",
    "justeringens tid och plats",
    "justeringens plats",
    "datum då anslaget sätts upp",
    "datum då anslaget tas ned",
    "datum då anslaget tas ner",
    "datum då anslag sätts upp",
    "datum då anslag tas ned",
    "datum då anslag tas ner",
    "anslaget sätts upp",
    "anslaget tas ned",
    "anslaget tas ner",
    "förvaringsplats för protokollet",
    "organ",
    "myndighet",
    "nämnd/styrelse",
    "nämnd / styrelse",
    "styrelse/nämnd",
    "ersättare för justerare",
    "ersättare för justeraren",
    "sista dag att överklaga",
    "sista dag för överklagande",
    "anslagsdatum",
    "anslagstid",
    "anslås",
    "anslagsperiod",
    "protokollet förvaras",
    "protokollet förvaras hos",
    "protokollet förvaras på",
    "protokoll nr",
    "protokoll",
    "anslag uppsatt",
    "anslag nedtaget",
    "anslaget uppsatt",
    "anslaget nedtaget",
    "underskrifter",
];

/// A label with its value is shorter, in bytes; longer texts are sentences.
const LONGEST: usize = 600;

/// Reads the label that a text begins with, and the value after it.
pub(super) fn read(text: &str) -> Option<(Label, &str)> {
    if text.len() > LONGEST || !may_begin(text) {
        return None;
    }
    let folded = text.folded();
    let bare = folded.trim_end_matches([':', ' ', '.', '_', '…']);
    if folded.len() != text.len() {
        return None;
    }
    if let Some(second) = list_labels::second(text) {
        let label = whole(folded.get(..second)?.trim())?;
        return Some((label, text.get(second..)?));
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
        return Some((label, text.get(at + 1..)?.trim_start()));
    }
    let (end, kind) = longest(&folded)?;
    let value = text.get(end..)?.trim_start();
    fits(kind, folded.get(..end)?, value).then_some((kind, value))
}

/// The longest label that a text begins with, at the end of a word, and its end.
fn longest(folded: &str) -> Option<(usize, Label)> {
    let ends = folded.match_indices(' ').map(|(at, _)| at);
    let found = ends.take(LABEL_WORDS).filter_map(|end| {
        let label = folded.get(..end)?;
        let kind = whole(label)?;
        let dated = matches!(kind, Date | Posted | PostedUntil | Adjustment);
        (is_list(kind) || dated || WITHOUT_COLON.contains(&label)).then_some((end, kind))
    });
    found.last()
}

/// No label has more words.
const LABEL_WORDS: usize = 8;

/// Cheap refusal: nearly all that is asked for begins like no label.
fn may_begin(text: &str) -> bool {
    static FIRST_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let first = |(label, _): &(&'static str, Label)| first_word(label);
        LABELS.iter().map(first).collect()
    });
    let first = first_word(text).folded();
    FIRST_WORDS.contains(first.as_str()) || list_labels::may_begin(&first)
}

fn first_word(text: &str) -> &str {
    text.split([' ', ':', '.', ',']).next().unwrap_or_default()
}

fn whole(folded: &str) -> Option<Label> {
    static BY_NAME: LazyLock<FxHashMap<&str, Label>> =
        LazyLock::new(|| LABELS.iter().copied().collect());
    let folded = folded.strip_suffix(" (p)").unwrap_or(folded);
    // "Anslaget tas ned den" at one margin, the day at the other.
    let bare = folded.strip_suffix(" den").unwrap_or(folded);
    let named = BY_NAME.get(folded).or_else(|| BY_NAME.get(bare));
    let folded = bare;
    named.copied().or_else(|| list_labels::read(folded))
}

/// Attendance lists.
pub(super) fn is_list(label: Label) -> bool {
    matches!(
        label,
        Members | ServingSubstitutes | Substitutes | Others | Officials | Absent
    )
}

/// `Ordförande`, `Sekreterare`: an office that may stand before its holder's name in a list.
pub(super) fn is_office(label: Option<Label>) -> bool {
    matches!(label, Some(Chair | Secretary))
}

/// What may stand beside each name of a list: `Ledamot`, `Ersättare`.
pub(super) fn is_role(text: &str) -> bool {
    matches!(
        text.folded().as_str(),
        "ledamot"
            | "ersättare"
            | "ordförande"
            | "tjänstgörande ersättare"
            | "tjg ersättare"
            | "sekreterare"
            | "tjänstgörande"
    )
}

/// Facts that take one line.
pub(super) fn is_fact(label: Label) -> bool {
    matches!(
        label,
        Date | Time
            | Place
            | PlaceAndTime
            | Range
            | Chair
            | Secretary
            | AdjusterSignature
            | Adjusters
            | Posted
            | PostedUntil
    )
}

/// A label of a list, perhaps with another one after it: `Ersättare Övriga`.
pub(super) fn begins_with_list(text: &str) -> bool {
    scan::is_capitalised(text) && read(text).is_some_and(|(label, _)| is_list(label))
}

/// A value of the right shape must follow where no colon tells label and sentence apart.
fn fits(kind: Label, label: &str, value: &str) -> bool {
    let digit = value.chars().any(|letter| letter.is_ascii_digit());
    let signed_or_digit = value.starts_with(['§', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let capital = value.starts_with(char::is_uppercase);
    let first = value.split([' ', ',']).next().unwrap_or_default().folded();
    let dated = digit
        && (value.starts_with(|letter: char| letter.is_ascii_digit())
            || first == "den"
            || dates::is_weekday(&first));
    match kind {
        Range => signed_or_digit,
        Date => dated,
        Time | Posted | PostedUntil => digit,
        PlaceAndTime => digit || capital,
        Place => capital && !value.ends_with('.'),
        Unused => value.len() < 90,
        Adjustment if label.contains("justerad") || label.contains("justerat") => {
            dates::first(value).is_some()
        }
        Adjustment => digit || label.contains("plats") || people::begins_with_name(value),
        Members | ServingSubstitutes | Substitutes | Others | Officials | Absent => {
            begins_with_person(value) || begins_with_list(value)
        }
        _ => capital,
    }
}

/// A name, with a party or a title before it perhaps; or the list says where it stands.
fn begins_with_person(value: &str) -> bool {
    let value = value.trim_start_matches(['-', '–', '•', ' ']);
    let coded = value
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "));
    let value = coded.map_or(value, |(_, rest)| rest);
    let folded = value.folded();
    let elsewhere = folded.starts_with("enligt ") || folded.starts_with("se ");
    let behind_title = value
        .split_once(' ')
        .filter(|(title, _)| titles::is_official(title));
    elsewhere
        || people::begins_with_name(value)
        || behind_title.is_some_and(|(_, rest)| people::begins_with_name(rest))
}
