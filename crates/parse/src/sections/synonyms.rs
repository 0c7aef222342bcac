//! Headings inside a paragraph and what they stand over.

use paragraf_model::SectionKind;

use crate::bodies;

/// What a heading stands over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// A section of this kind.
    Section(SectionKind),
    /// `Förslag till beslut i byggnadsnämnden`: a committee's own decision, unless a decision follows.
    ProposalToBody,
    /// The paragraph is adjusted at once, says the text below.
    Justering,
    /// How to appeal, and other texts that are the same everywhere.
    Appendix,
}

use SectionKind::{
    Basis, Decision, Description, Motions, Other, Procedure, Proposal, Recipients, Recusal,
    Reservation, Statement, Vote,
};

/// Whole headings, in small letters, without colon.
const HEADINGS: &[(&str, SectionKind)] = &[
    ("beslut", Decision),
    ("nämnden beslutar", Decision),
    ("beslut/åtgärd", Decision),
    ("avgörande", Decision),
    ("utskottets beslut", Decision),
    ("nämndens beslut", Decision),
    ("styrelsens beslut", Decision),
    ("fullmäktiges beslut", Decision),
    ("presidiets beslut", Decision),
    ("direktionens beslut", Decision),
    ("ordförandens beslut", Decision),
    ("ordförandebeslut", Decision),
    ("delegationsbeslut", Decision),
    ("ks beslut", Decision),
    ("kf beslut", Decision),
    ("au beslut", Decision),
    ("ksau beslut", Decision),
    ("beslut för egen del", Decision),
    ("förslag till beslut", Proposal),
    ("förslag", Proposal),
    ("beslutsförslag", Proposal),
    ("förvaltningens förslag", Proposal),
    ("kontorets förslag", Proposal),
    ("utskottets förslag", Proposal),
    ("ordförandens förslag", Proposal),
    ("förslag till nämnden", Proposal),
    ("förslag från förvaltningen", Proposal),
    ("presidiets förslag", Proposal),
    ("förslag till beslut på sammanträdet", Motions),
    ("förslag till beslut under sammanträdet", Motions),
    ("förslag på sammanträdet", Motions),
    ("förslag under sammanträdet", Motions),
    ("förslag vid sammanträdet", Motions),
    ("förslag på mötet", Motions),
    ("yrkanden", Motions),
    ("yrkande", Motions),
    ("yrkanden och proposition", Motions),
    ("tilläggsyrkande", Motions),
    ("tilläggsyrkanden", Motions),
    ("ändringsyrkande", Motions),
    ("ändringsyrkanden", Motions),
    ("ändringsförslag", Motions),
    ("tilläggsförslag", Motions),
    ("yttranden", Motions),
    ("yttrande", Motions),
    ("inlägg", Motions),
    ("anföranden", Motions),
    ("talare", Motions),
    ("ärendebeskrivning", Description),
    ("beskrivning av ärendet", Description),
    ("ärendet", Description),
    ("ärende", Description),
    ("ärendets gång", Description),
    ("beredning", Description),
    ("ärendets beredning", Description),
    ("sammanfattning", Description),
    ("sammanfattning av ärendet", Description),
    ("ärendesammanfattning", Description),
    ("bakgrund", Description),
    ("bakgrund till ärendet", Description),
    ("beskrivning", Description),
    ("redogörelse", Description),
    ("redogörelse för ärendet", Description),
    ("ärendets tidigare behandling", Description),
    ("tidigare behandling", Description),
    ("tidigare beslut", Description),
    ("behandling på sammanträdet", Description),
    ("behandling under sammanträdet", Description),
    ("ärendets behandling på sammanträdet", Description),
    ("ärendets behandling", Description),
    ("dagens sammanträde", Description),
    ("information", Description),
    ("information på sammanträdet", Description),
    ("föredragning", Description),
    ("bedömning", Description),
    ("förvaltningens bedömning", Description),
    ("motivering", Description),
    ("motivering till beslut", Description),
    ("motivering till beslutet", Description),
    ("skäl till beslut", Description),
    ("skäl till beslutet", Description),
    ("skäl för beslut", Description),
    ("skäl för beslutet", Description),
    ("beslutsmotivering", Description),
    ("ekonomiska konsekvenser", Description),
    ("ekonomi", Description),
    ("konsekvenser", Description),
    ("barnkonsekvensanalys", Description),
    ("barnrättsprövning", Description),
    ("prövning av barnets bästa", Description),
    ("jämställdhetsanalys", Description),
    ("lagstöd", Description),
    ("lagrum", Description),
    ("tillämpliga bestämmelser", Description),
    ("upplysningar", Description),
    ("upplysning", Description),
    ("villkor", Description),
    ("avgift", Description),
    ("beslutsunderlag", Basis),
    ("beslutsunderlag och handlingar", Basis),
    ("underlag", Basis),
    ("underlag för beslut", Basis),
    ("underlag till beslut", Basis),
    ("handling", Basis),
    ("handlingar", Basis),
    ("handlingar i ärendet", Basis),
    ("bilagor", Basis),
    ("beslutsgång", Procedure),
    ("beslutsordning", Procedure),
    ("propositionsordning", Procedure),
    ("proposition", Procedure),
    ("propositioner", Procedure),
    ("ordförandens proposition", Procedure),
    ("ställda proposition", Procedure),
    ("behandling", Procedure),
    ("omröstning", Vote),
    ("omröstning begärs", Vote),
    ("omröstningsresultat", Vote),
    ("omröstning och omröstningsresultat", Vote),
    ("omröstningslista", Vote),
    ("huvudvotering", Vote),
    ("kontrapropositionsvotering", Vote),
    ("motförslagsvotering", Vote),
    ("votering", Vote),
    ("voteringsresultat", Vote),
    ("voteringslista", Vote),
    ("voteringsordning", Vote),
    ("voteringsproposition", Vote),
    ("sluten omröstning", Vote),
    ("reservation", Reservation),
    ("reservationer", Reservation),
    ("reservation/er", Reservation),
    ("reservation mot beslutet", Reservation),
    ("skriftlig reservation", Reservation),
    ("avvikande åsikt", Reservation),
    ("protokollsanteckning", Statement),
    ("protokollsanteckningar", Statement),
    ("anteckning till protokollet", Statement),
    ("anteckning", Statement),
    ("anteckningar", Statement),
    ("särskilt yttrande", Statement),
    ("särskilda yttranden", Statement),
    ("särskilt uttalande", Statement),
    ("ersättaryttrande", Statement),
    ("röstförklaring", Statement),
    ("deltar ej i beslut", Statement),
    ("deltar ej i beslutet", Statement),
    ("deltar inte i beslutet", Statement),
    ("avstår", Statement),
    ("avstår från att delta i beslutet", Statement),
    ("jäv", Recusal),
    ("anmälan om jäv", Recusal),
    ("jävsanmälan", Recusal),
    ("protokollsutdrag skickas till", Recipients),
    ("protokollsutdrag", Recipients),
    ("protokollsutdrag till", Recipients),
    ("protokollsutdraget skickas till", Recipients),
    ("protokollsutdrag ska skickas till", Recipients),
    ("beslutet skickas till", Recipients),
    ("beslutet ska skickas till", Recipients),
    ("beslut skickas till", Recipients),
    ("beslutet skickas för kännedom till", Recipients),
    ("beslutet skickas för åtgärd till", Recipients),
    ("beslutet sänds till", Recipients),
    ("beslutet delges", Recipients),
    ("beslutet expedieras till", Recipients),
    ("skickas till", Recipients),
    ("ska skickas till", Recipients),
    ("sänds till", Recipients),
    ("sändlista", Recipients),
    ("expediering", Recipients),
    ("expedieras", Recipients),
    ("expedieras till", Recipients),
    ("expedieringslista", Recipients),
    ("exp", Recipients),
    ("delges", Recipients),
    ("delgivning", Recipients),
    ("delges med mottagningsbevis", Recipients),
    ("kopia", Recipients),
    ("kopia till", Recipients),
    ("kopia för kännedom", Recipients),
    ("utdrag", Recipients),
    ("utdrag till", Recipients),
    ("för kännedom", Recipients),
    ("för kännedom till", Recipients),
    ("för åtgärd till", Recipients),
    ("mottagare", Recipients),
    ("beslutsnivå", Other),
    ("övrigt", Other),
    ("frånvarande vid beslut", Other),
    ("ajournering", Other),
];

/// Reads a heading that stands alone on its line, without colon, in any case.
pub(crate) fn read(text: &str) -> Option<Heading> {
    let folded = normalised(text)?;
    whole(&folded).or_else(|| composed(&folded))
}

/// Reads what stands before a colon (`Yrkanden: …`); only headings that are used so.
pub(crate) fn read_run_in(text: &str) -> Option<Heading> {
    let folded = normalised(text)?;
    let heading = whole(&folded).or_else(|| composed(&folded))?;
    let usable = !matches!(
        folded.as_str(),
        "ärende" | "förslag" | "avgift" | "anteckning" | "bilaga"
    );
    usable.then_some(heading)
}

/// Headings that are titles too: `§ 12 Information`, `§ 3 Anmälan om jäv`.
pub(crate) fn may_be_title(text: &str) -> bool {
    let titles = [
        "information",
        "föredragning",
        "anföranden",
        "jäv",
        "anmälan om jäv",
        "jävsanmälan",
        "övrigt",
        "ajournering",
        "yttrande",
        "yttranden",
        "justering",
        "anteckningar",
        "dagens sammanträde",
        "redogörelse",
        "delegationsbeslut",
        "ordförandebeslut",
        "bordläggning",
    ];
    !text.ends_with(':') && normalised(text).is_some_and(|folded| titles.contains(&folded.as_str()))
}

/// Small letters, single blanks, without what varies: colon, `1/2`, `(1)`, a trailing number.
fn normalised(text: &str) -> Option<String> {
    if text.len() > 110 {
        return None;
    }
    let folded = text.to_lowercase().replace('–', "-");
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = folded.trim_end_matches([':', '.', ' ']);
    let bare = bare.trim_end_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, '/' | '(' | ')' | ' ' | ':')
    });
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn whole(folded: &str) -> Option<Heading> {
    match folded {
        "justering" | "direktjustering" | "omedelbar justering" => return Some(Heading::Justering),
        "hur man överklagar"
        | "hur du överklagar"
        | "hur man överklagar beslutet"
        | "överklagande"
        | "hur beslutet överklagas"
        | "överklagandehänvisning"
        | "besvärshänvisning" => return Some(Heading::Appendix),
        _ => {}
    }
    let section = HEADINGS.iter().find(|(heading, _)| *heading == folded);
    section.map(|&(_, kind)| Heading::Section(kind))
}

/// Headings that a body's name is part of, and votes with an addition.
fn composed(folded: &str) -> Option<Heading> {
    if let Some(body) = folded
        .strip_suffix(" beslut")
        .or_else(|| folded.strip_suffix(" beslut för egen del"))
    {
        return bodies::from_genitive(body).map(|_| Heading::Section(Decision));
    }
    if let Some(body) = folded.strip_prefix("beslut i ") {
        return bodies::is_body_name(body).then_some(Heading::Section(Decision));
    }
    if let Some(body) = folded.strip_prefix("förslag till beslut i ") {
        return bodies::is_body_name(body).then_some(Heading::ProposalToBody);
    }
    if let Some(body) = folded
        .strip_prefix("förslag till ")
        .map(|rest| rest.strip_prefix("beslut till ").unwrap_or(rest))
    {
        return bodies::is_body_name(body).then_some(Heading::ProposalToBody);
    }
    proposal(folded)
        .or_else(|| vote(folded))
        .or_else(|| with_field(folded))
}

/// `Arbetsutskottets förslag till beslut`, `Kommunstyrelseförvaltningens förslag`.
fn proposal(folded: &str) -> Option<Heading> {
    let (author, rest) = folded.split_once(" förslag")?;
    if let Some(body) = rest.strip_prefix(" till beslut i ") {
        let is_body = bodies::from_genitive(author).is_some() && bodies::is_body_name(body);
        return is_body.then_some(Heading::ProposalToBody);
    }
    let known_end = rest.is_empty()
        || rest == " till beslut"
        || rest.strip_prefix(" till ").is_some_and(|rest| {
            bodies::is_body_name(rest.strip_prefix("beslut till ").unwrap_or(rest))
        });
    let words: Vec<&str> = author.split(' ').collect();
    let nominal = words.len() <= 6
        && !words.iter().any(|word| {
            matches!(
                *word,
                "enligt" | "på" | "om" | "att" | "till" | "av" | "från"
            )
        });
    let author_ok = author.ends_with('s')
        && !author.contains(',')
        && nominal
        && (bodies::from_genitive(author).is_some()
            || (words.len() <= 3 && OFFICES.iter().any(|office| author.ends_with(office))));
    (known_end && author_ok).then_some(Heading::Section(Proposal))
}

const OFFICES: &[&str] = &[
    "förvaltningens",
    "kontorets",
    "direktörens",
    "chefens",
    "avdelningens",
    "ordförandens",
    "enhetens",
    "presidiets",
    "beredningens",
    "revisionens",
];

/// `Omröstning - huvudvotering`, `Omröstning om motförslag i huvudvotering`.
fn vote(folded: &str) -> Option<Heading> {
    let rest = folded
        .strip_prefix("omröstning")
        .or_else(|| folded.strip_prefix("votering"))?;
    let addition = rest.starts_with(" -")
        || rest.starts_with(" om ")
        || rest.starts_with(" i ")
        || rest.starts_with(" avseende");
    (addition && rest.len() < 60 && !rest.ends_with('.')).then_some(Heading::Section(Vote))
}

/// `Reservation från SD`, `Protokollsanteckning från M`, `Yrkanden i kommunfullmäktige`.
fn with_field(folded: &str) -> Option<Heading> {
    let words: Vec<&str> = folded.split(' ').collect();
    let [first, second, ..] = words.as_slice() else {
        return None;
    };
    if words.len() > 7 || !matches!(*second, "från" | "av" | "i" | "på" | "under" | "till") {
        return None;
    }
    match (*first, *second) {
        ("yrkanden" | "förslag", "i" | "på" | "under") => {
            let where_ = words.get(2..)?.join(" ");
            let meeting = where_.contains("sammanträde")
                || where_.contains("möte")
                || bodies::is_body_name(&where_);
            meeting.then_some(Heading::Section(Motions))
        }
        ("beslutet", _) => None,
        _ => None,
    }
}
