//! How a body that a text names stands to the one that met: the same one, above it, or below it.

use crate::folding::Folding;
use std::cmp::Ordering;

/// Where a named body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The body that met, by its full or short name.
    Own,
    /// It decides what the body that met proposes.
    Above,
    /// It proposes what the body that met decides.
    Below,
    /// Beside it.
    Beside,
}

/// Where a body stands to the one that met; `None` where that is not known.
pub(super) fn of(name: &str, meeting_body: Option<&str>) -> Option<Standing> {
    let body = meeting_body?;
    let standing = match rank(name)?.cmp(&rank(body)?) {
        Ordering::Greater => Standing::Above,
        Ordering::Less => Standing::Below,
        Ordering::Equal if is_same(name, body) => Standing::Own,
        Ordering::Equal => Standing::Beside,
    };
    Some(standing)
}

/// `Nämnden` and `Arbetsutskottet` mean the body that met.
pub(super) fn is_short_for(name: &str, meeting_body: Option<&str>) -> bool {
    let folded = name.folded();
    meeting_body.is_some_and(|body| {
        !folded.contains(' ')
            && folded != body.folded()
            && of(name, meeting_body) == Some(Standing::Own)
    })
}

/// A body that prepares what another decides.
pub(super) fn is_committee(name: &str) -> bool {
    rank(name) == Some(1)
}

/// Council 3, board 2, committee 1.
fn rank(name: &str) -> Option<u8> {
    if is_abbreviation(name) {
        return Some(match name {
            "KF" | "RF" => 3,
            _ if name.ends_with('U') => 1,
            _ => 2,
        });
    }
    let folded = name.in_small_letters();
    let folded = folded.split(" för ").next().unwrap_or_default();
    let core = folded.rsplit(' ').next().unwrap_or_default();
    let has = |cores: &[&str]| cores.iter().any(|part| core.contains(part));
    // "Socialnämnd Hisingen": the core may stand before a district's name.
    if has(&["utskott", "beredning", "presidi", "delegation", "råd"]) {
        Some(1)
    } else if folded.contains("fullmäktige") {
        Some(3)
    } else if ["styrelse", "nämnd", "direktion", "kommitté"]
        .iter()
        .any(|part| folded.contains(part))
    {
        Some(2)
    } else {
        None
    }
}

fn is_same(name: &str, body: &str) -> bool {
    if is_abbreviation(name) {
        return abbreviates(name, &body.folded());
    }
    let (name, body) = (name.folded(), body.folded());
    name == body || body.contains(&stem(&name)) || name.contains(&stem(&body))
}

/// Without the ending that makes it definite.
fn stem(name: &str) -> String {
    let stem = ["en", "et", "t"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name);
    stem.to_owned()
}

fn is_abbreviation(name: &str) -> bool {
    (2..=6).contains(&name.chars().count()) && name.chars().all(char::is_uppercase)
}

/// `KS` for `kommunstyrelsen`, `SN` for `socialnämnden`, `KSAU` for the board's `arbetsutskott`.
fn abbreviates(name: &str, body: &str) -> bool {
    let first = name.folded().chars().next();
    match name {
        "KS" => body.starts_with("kommunstyrelse"),
        "KF" => body.starts_with("kommunfullmäktige"),
        "RS" => body.starts_with("regionstyrelse"),
        "RF" => body.starts_with("regionfullmäktige"),
        "AU" => body.contains("arbetsutskott"),
        _ if name.ends_with("AU") => body.contains("arbetsutskott") && body.chars().next() == first,
        _ => body.chars().next() == first,
    }
}
