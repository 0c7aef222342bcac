//! Attendance tables: how their heads look, and what a row of cells says of a person.

use paragraf_model::Segment;

use crate::folding::Folding;
use crate::lines::Line;
use crate::people;
use crate::people::parties::{self, Code};

/// `Namn  Parti  Tjg  Anmärkning`: each line below is one person's row.
pub(super) fn is_head(line: &Line<'_>) -> bool {
    let has = |fits: &dyn Fn(&str) -> bool| {
        let mut cells = line.segments.iter().map(|cell| cell.text.folded());
        cells.any(|cell| fits(cell.trim()))
    };
    // "Parti Närv": narrow columns stand close.
    let tells_party = |cell: &str| {
        let first = cell.split(' ').next();
        matches!(first, Some("parti" | "part")) && cell.split(' ').count() <= 5
    };
    let tells_presence = |cell: &str| {
        let bare = cell.trim_end_matches('.');
        matches!(bare, "närvarande" | "frånvarande" | "närv" | "frånv")
    };
    // "Ledamöter  Frånvarande" may head two lists side by side.
    has(&|cell| cell == "namn") && (has(&tells_party) || has(&tells_presence))
        || has(&|cell| matches!(cell, "ledamot" | "ledamöter")) && has(&tells_party)
}

/// `Frånvarande` in a table's head: a cross under it is an absence.
pub(super) fn absent_column(line: &Line<'_>) -> Option<[f32; 2]> {
    let is_absent = |segment: &&Segment| {
        let text = segment.text.folded();
        matches!(text.trim().trim_end_matches('.'), "frånvarande" | "frånv")
    };
    let found = line.segments.iter().find(is_absent)?;
    Some([found.left, found.right])
}

/// A table's row with the party in brackets, where a cell of its own tells it.
pub(super) fn row(line: &Line<'_>, absent: Option<[f32; 2]>) -> String {
    let is_away = |left: f32, right: f32| {
        let centre = (left + right) / 2.0;
        absent.is_some_and(|[from, to]| from - 1.0 <= centre && centre <= to + 1.0)
    };
    let cell = |segment: &Segment| match segment.text.trim() {
        "X" | "x" if is_away(segment.left, segment.right) => "F".to_owned(),
        text => text.to_owned(),
    };
    let mut cells: Vec<String> = line.segments.iter().map(cell).collect();
    let named = cells.iter().position(|cell| people::is_full_name(cell));
    let code = named.and_then(|at| cells.get_mut(at + 1));
    if let Some(code) =
        code.filter(|code| matches!(parties::read(code, true), Some(Code::Party(_))))
    {
        *code = format!("({})", code.trim_matches(['(', ')']));
    }
    // "Tj  Bo Ek": whose seat it is stands in the next column.
    let serving = cells.iter().position(|cell| cell == "Tj");
    let replaced = serving.and_then(|at| cells.get_mut(at + 1));
    if let Some(name) = replaced.filter(|name| people::is_full_name(name)) {
        *name = format!("(för {name})");
    }
    cells.join(" ")
}
