//! What a document is that is no minutes: what it calls itself at its head, and phrases of a summons.

use super::is_called;
use crate::folding::Folding;
use crate::headers;
use crate::lines::Line;

/// What speaks for another kind of document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Other {
    pub(super) what: &'static str,
    /// Compared with what speaks for minutes.
    pub(super) weight: usize,
}

/// The name stands among so many of the first lines.
const TOP: usize = 12;

pub(super) fn tell(top: &[&Line<'_>], lines: &[Line<'_>]) -> Option<Other> {
    let named = named(top).or_else(|| inspection(top));
    let summons = lines.iter().take(200).any(|line| invites(&line.folded));
    match named {
        Some(other) => Some(Other {
            weight: other.weight + 2 * usize::from(summons),
            ..other
        }),
        None => summons.then_some(Other {
            what: "är en kallelse",
            weight: 2,
        }),
    }
}

fn named(top: &[&Line<'_>]) -> Option<Other> {
    // A paragraph's own title may be any of these words.
    let before = top
        .iter()
        .take_while(|line| !line.has_sign || headers::label::read(&line.text).is_none());
    let heads: Vec<String> = before
        .take(TOP)
        .flat_map(|line| {
            let segments = line.segments.iter().map(|segment| segment.text.folded());
            segments.chain([line.folded.clone()])
        })
        .collect();
    let find = |names: &[(&str, &'static str)], weight| {
        names
            .iter()
            .find(|(name, _)| heads.iter().any(|text| is_named(text, name)))
            .map(|&(_, what)| Other { what, weight })
    };
    // Nothing stands above the name of what is no minutes; of a list within minutes their own name does.
    let opens_with = |names: &[(&str, &'static str)]| {
        let first = top.first()?.segments.first()?;
        let (_, what) = names
            .iter()
            .find(|(name, _)| first.text == name.to_uppercase())?;
        Some(Other { what, weight: 4 })
    };
    find(SURE, 4)
        .or_else(|| opens_with(PERHAPS))
        .or_else(|| find(PERHAPS, 1))
}

/// A label of the cover is no name: `Kallelse: utsänd den 2 maj`.
fn is_named(folded: &str, name: &str) -> bool {
    let rest = folded.strip_prefix(name).unwrap_or_default();
    is_called(folded, name) && !rest.trim_start().starts_with([':', '/'])
}

/// An authority's visit, whose record is called *protokoll* too.
fn inspection(top: &[&Line<'_>]) -> Option<Other> {
    let visits = |line: &&&Line<'_>| {
        let authority = [
            "justitieombudsman",
            "riksdagens ombudsmän",
            "inspektionen för vård",
            "skolinspektionen",
            "datainspektionen",
        ];
        line.folded.contains("inspektion av ")
            || line.folded.contains("inspektionsprotokoll")
            || line.folded.starts_with("inspektion ")
            || authority.iter().any(|name| line.folded.contains(name)) && line.text.len() < 80
    };
    top.iter().take(TOP).find(visits).map(|_| Other {
        what: "är ett inspektionsprotokoll",
        weight: 12,
    })
}

/// Words by which people are called to a meeting.
fn invites(folded: &str) -> bool {
    [
        "kallas till",
        "kallas härmed",
        "härmed kallas",
        "anmäl förhinder",
        "förhinder anmäls",
        "meddela förhinder",
        "vid förhinder",
    ]
    .iter()
    .any(|words| folded.contains(words))
}

/// What other documents call themselves at their head.
const SURE: &[(&str, &str)] = &[
    ("kallelse", "är en kallelse"),
    ("kallelse/föredragningslista", "är en kallelse"),
    ("föredragningslista", "är en föredragningslista"),
    (
        "förslag till föredragningslista",
        "är en föredragningslista",
    ),
    ("förslag till dagordning", "är en dagordning"),
    ("tjänsteskrivelse", "är en tjänsteskrivelse"),
    ("tjänsteutlåtande", "är ett tjänsteutlåtande"),
    ("pressmeddelande", "är ett pressmeddelande"),
    ("pressinbjudan", "är ett pressmeddelande"),
    ("revisionsrapport", "är en revisionsrapport"),
    ("granskningsrapport", "är en granskningsrapport"),
    ("revisionsberättelse", "är en revisionsberättelse"),
    ("årsredovisning", "är en årsredovisning"),
    ("delårsrapport", "är en delårsrapport"),
    ("verksamhetsberättelse", "är en verksamhetsberättelse"),
    ("minnesanteckningar", "innehåller minnesanteckningar"),
    ("remissvar", "är ett remissvar"),
    ("motion", "är en motion"),
    ("interpellation", "är en interpellation"),
    ("medborgarförslag", "är ett medborgarförslag"),
    ("delegationsordning", "är en delegationsordning"),
    ("delegationsbeslut", "är ett delegationsbeslut"),
    ("reglemente", "är ett reglemente"),
    ("planbeskrivning", "är en planbeskrivning"),
    ("samrådsredogörelse", "är en samrådsredogörelse"),
];

/// Names that minutes may have at their head, too: of a list, or of what a paragraph is about.
const PERHAPS: &[(&str, &str)] = &[
    ("dagordning", "är en dagordning"),
    ("ärendelista", "är en ärendelista"),
    ("anslag", "är ett anslag"),
    ("yttrande", "är ett yttrande"),
    ("rapport", "är en rapport"),
    ("skrivelse", "är en skrivelse"),
];
