//! What is held near an address that has nothing: the meeting, the body, the municipality.

use paragraf_archive::Reader;
use paragraf_model::MeetingId;

use crate::problem::{Kind, Problem};
use crate::swedish;

/// Adds the way to what is held to a problem that says there is nothing here; others stay as they are.
pub fn with_ways(archive: &Reader, id: &MeetingId, problem: Problem) -> Problem {
    if problem.kind != Kind::NotFound {
        return problem;
    }
    // What fails here fails on the pages too, and says so there.
    let ways = ways(archive, id).unwrap_or_default();
    problem.with_ways(ways)
}

fn ways(archive: &Reader, id: &MeetingId) -> Result<Vec<(String, String)>, Problem> {
    let mut ways = Vec::new();
    let text = id.to_string();
    let mut parts = text.split('/');
    let (Some(municipality), Some(body)) = (parts.next(), parts.next()) else {
        return Ok(ways);
    };
    if let Some(meeting) = archive
        .meetings(municipality, body)?
        .iter()
        .find(|held| held.id == *id)
    {
        let counted = swedish::counted(meeting.paragraphs.into(), "paragraf", "paragrafer");
        ways.push((
            format!("Sammanträdet {}, {counted}", swedish::day(meeting.date)),
            format!("/{id}"),
        ));
    }
    let held = archive
        .municipalities()?
        .into_iter()
        .find(|held| held.short_name == municipality);
    let Some(held) = held else {
        return Ok(ways);
    };
    let name = held.municipality.name;
    if !archive.meetings(municipality, body)?.is_empty() {
        ways.push((
            format!("Organets alla sammanträden och luckor, {name}"),
            format!("/{municipality}/{body}"),
        ));
    }
    ways.push((
        format!("Allt som finns från {name}"),
        format!("/{municipality}"),
    ));
    Ok(ways)
}
