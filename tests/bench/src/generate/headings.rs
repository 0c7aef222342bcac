//! Under which headings a municipality puts what it has, and in which order.

use super::minutes::Part;
use super::places::Layout;

/// In which order a municipality prints what it has.
pub fn order(layout: Layout) -> &'static [Part] {
    use Part::*;
    match layout {
        Layout::TitleBesideNumber => &[
            Description,
            Basis,
            Proposal,
            Motions,
            Procedure,
            Vote,
            Decision,
            Reservation,
            Statement,
            Recipients,
        ],
        _ => &[
            Decision,
            Description,
            Basis,
            Proposal,
            Motions,
            Procedure,
            Vote,
            Reservation,
            Statement,
            Recipients,
        ],
    }
}

/// What stands above a part.
pub fn heading(layout: Layout, part: Part) -> &'static str {
    use Layout::*;
    match (layout, part) {
        (TitleBesideNumber, Part::Description) => "Ärendebeskrivning",
        (CaseBesideNumber, Part::Description) => "Ärendet",
        (Columns, Part::Description) => "Sammanfattning av ärendet",
        (CaseAboveNumber, Part::Description) => "Bakgrund",
        (CaseBesideNumber, Part::Basis) => "Handlingar",
        (_, Part::Basis) => "Beslutsunderlag",
        (_, Part::Proposal) => "Förslag till beslut",
        (_, Part::Motions) => "Yrkanden",
        (CaseBesideNumber, Part::Procedure) => "Propositionsordning",
        (_, Part::Procedure) => "Beslutsgång",
        (_, Part::Vote) => "Omröstning",
        (_, Part::Decision) => "Beslut",
        (_, Part::Reservation) => "Reservation",
        (_, Part::Statement) => "Protokollsanteckning",
        (CaseBesideNumber, Part::Recipients) => "Protokollsutdrag skickas till",
        (_, Part::Recipients) => "Beslutet skickas till",
    }
}
