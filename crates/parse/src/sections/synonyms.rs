//! Headings inside a paragraph and what they stand over.

use std::borrow::Cow;

use paragraf_model::SectionKind;

use super::{dispatch, headings};
use crate::bodies;
use crate::folding::Folding;

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
    Decision, Description, Motions, Proposal, Recipients, Reservation, Statement, Vote,
};

/// Reads a heading that stands alone on its line, without colon, in any case.
pub(crate) fn read(text: &str) -> Option<Heading> {
    if text.len() > LONGEST {
        return None;
    }
    read_folded(&text.in_small_letters())
}

/// As [`read`], of a text in small letters.
pub(crate) fn read_folded(text: &str) -> Option<Heading> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = with_single_blanks(text);
    let folded = normalised(&folded)?;
    whole(folded)
        .or_else(|| composed(folded))
        .or_else(|| dated(folded))
}

/// `Arbetsutskottets förslag 2021-03-02 § 12` is a proposal; a decision with a day was made then, and is told.
fn dated(folded: &str) -> Option<Heading> {
    let bare = folded
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || " §-/(),:".contains(letter));
    if bare.len() == folded.len() {
        return None;
    }
    match composed(bare)? {
        Heading::Section(Decision) => Some(Heading::Section(Description)),
        heading @ (Heading::Section(Proposal) | Heading::ProposalToBody) => Some(heading),
        _ => None,
    }
}

/// Reads what stands before a colon (`Yrkanden: …`); only headings that are used so.
pub(crate) fn read_run_in(text: &str) -> Option<Heading> {
    if text.len() > LONGEST {
        return None;
    }
    let folded = text.in_small_letters();
    let folded = with_single_blanks(&folded);
    let folded = normalised(&folded)?;
    let heading = whole(folded).or_else(|| composed(folded))?;
    let usable = !matches!(
        folded,
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
        "debatt",
        "nulägesbeskrivning",
        "tidplan",
        "tidsplan",
        "finansiering",
        "samråd",
        "facklig samverkan",
        "muntlig information",
        "jävsfrågor",
        "anmälan av jäv",
        "jävsanmälningar",
        "noteringar",
        "expeditioner",
        "verkställighet",
        "distributionslista",
        "ekonomi och finansiering",
    ];
    !text.ends_with(':')
        && text.len() <= LONGEST
        && normalised(&with_single_blanks(&text.in_small_letters()))
            .is_some_and(|folded| titles.contains(&folded))
}

/// A longer text is no heading, in bytes.
const LONGEST: usize = 110;

/// Single blanks, and one kind of dash.
fn with_single_blanks(folded: &str) -> Cow<'_, str> {
    if has_single_blanks(folded) {
        return Cow::Borrowed(folded);
    }
    let folded = folded.replace('–', "-");
    Cow::Owned(folded.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Surely nothing but single blanks parts its words, and none stands at its ends.
fn has_single_blanks(text: &str) -> bool {
    // Blanks of other kinds, and dashes, have one of these bytes.
    let is_other = |byte: u8| !(b' '..=0xC3).contains(&byte);
    let bytes = text.as_bytes();
    let may_be_other = bytes.iter().any(|byte| is_other(*byte) || *byte == 0xC2);
    !may_be_other && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

/// Without what varies: colon, `1/2`, `(1)`, a trailing number.
fn normalised(folded: &str) -> Option<&str> {
    let bare = folded.trim_end_matches([':', '.', ' ']);
    let bare = match bare.strip_suffix(")") {
        // "Reservation(er)" is one word.
        Some(_) if bare.ends_with("(er)") || bare.ends_with("(ar)") => bare,
        _ => bare.trim_end_matches(|letter: char| {
            letter.is_ascii_digit() || matches!(letter, '/' | '(' | ')' | ' ' | ':')
        }),
    };
    (!bare.is_empty()).then_some(bare)
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
    headings::kind(folded)
        .or_else(|| dispatch::is_heading(folded).then_some(Recipients))
        .map(Heading::Section)
}

/// Headings that a body's name is part of, and votes with an addition.
fn composed(folded: &str) -> Option<Heading> {
    let decider = folded
        .strip_suffix(" beslut")
        .or_else(|| folded.strip_suffix(" beslut för egen del"));
    if decider.is_some_and(bodies::is_genitive) {
        return Some(Heading::Section(Decision));
    }
    if let Some(body) = folded.strip_prefix("beslut i ") {
        return bodies::is_body_name(body).then_some(Heading::Section(Decision));
    }
    if let Some(body) = folded.strip_prefix("förslag till ") {
        let body = ["beslut i ", "beslut till "]
            .iter()
            .find_map(|words| body.strip_prefix(words))
            .unwrap_or(body);
        return bodies::is_body_name(body).then_some(Heading::ProposalToBody);
    }
    proposal(folded)
        .or_else(|| vote(folded))
        .or_else(|| with_field(folded))
        .or_else(|| by_somebody(folded))
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
            let body = ["beslut till ", "beslut i "]
                .iter()
                .find_map(|words| rest.strip_prefix(words))
                .unwrap_or(rest);
            bodies::is_body_name(body) || bodies::is_genitive(body.trim_end_matches(" beslut"))
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
        && (bodies::is_genitive(author)
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

/// `Yrkanden i kommunfullmäktige`, `Förslag på mötet`.
fn with_field(folded: &str) -> Option<Heading> {
    let words = ["yrkanden ", "förslag "];
    if !words.iter().any(|word| folded.starts_with(word)) {
        return None;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let [_, second, rest @ ..] = words.as_slice() else {
        return None;
    };
    let is_claim = matches!(*second, "i" | "på" | "under" | "vid");
    let place = rest.join(" ");
    let is_meeting =
        place.contains("sammanträde") || place.contains("möte") || bodies::is_body_name(&place);
    (is_claim && is_meeting && rest.len() <= 5).then_some(Heading::Section(Motions))
}

/// What a party or a person may hand in: `Reservation från SD`, `Protokollsanteckning av Bo Ek (M)`.
const HANDED_IN: &[(&str, SectionKind)] = &[
    ("reservation", Reservation),
    ("reservationer", Reservation),
    ("skriftlig reservation", Reservation),
    ("protokollsanteckning", Statement),
    ("protokollsanteckningar", Statement),
    ("särskilt yttrande", Statement),
    ("särskilt uttalande", Statement),
    ("röstförklaring", Statement),
];

fn by_somebody(folded: &str) -> Option<Heading> {
    HANDED_IN.iter().find_map(|&(opening, kind)| {
        let rest = folded.strip_prefix(opening)?.strip_prefix(' ')?;
        let (preposition, whom) = rest.split_once(' ')?;
        let is_from = matches!(preposition, "från" | "av") && whom.split(' ').count() <= 8;
        is_from.then_some(Heading::Section(kind))
    })
}
