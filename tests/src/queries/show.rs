//! Shows each query that is not right, for whoever mends the search.

use std::fmt::Write as _;

use anyhow::Result;

use super::{Expected, Judged, Ours, Ranking};

/// Hits that are shown of each query.
const SHOWN: usize = 3;

/// One query: what was typed, where the first right hit stands, the first hits with their titles, and what the
/// archive had to say.
///
/// # Errors
/// The archive or the index fails.
pub fn shown(ours: &Ours, judged: &Judged, ranking: &Ranking) -> Result<String> {
    let answer = ours.search(&judged.typed, "10")?;
    let mut text = format!(
        "{}: `{}`  {}\n",
        judged.set.name(),
        judged.typed,
        verdict(judged, ranking)
    );
    writeln!(text, "  understood: {}", answer.query.understood)?;
    for hit in answer.hits.iter().take(SHOWN) {
        let title = hit.title.as_deref().unwrap_or("(no title)");
        writeln!(text, "  {:8.2}  {}  {title}", hit.score, hit.id)?;
    }
    if let Some(other) = &answer.query.did_you_mean {
        writeln!(text, "  did you mean: {other}")?;
    }
    for note in &answer.query.notes {
        writeln!(text, "  note: {note}")?;
    }
    Ok(text)
}

fn verdict(judged: &Judged, ranking: &Ranking) -> String {
    let total = ranking.total;
    match &judged.expected {
        Expected::Relevant(relevant) => {
            let wanted = relevant.join(", ");
            match ranking.place(relevant) {
                Some(place) => format!("place {place} of {total}; wanted {wanted}"),
                None => format!("not among the first ten of {total}; wanted {wanted}"),
            }
        }
        Expected::Not(forbidden) => {
            let found: Vec<&str> = ranking
                .ids
                .iter()
                .filter(|id| forbidden.contains(id))
                .map(String::as_str)
                .collect();
            format!("{total} hits; must not hold {}", found.join(", "))
        }
        Expected::Nothing => format!("{total} hits where nothing is"),
    }
}
