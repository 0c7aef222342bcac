//! Earlier paragraphs that a text names, and whether they are held.

use chrono::NaiveDate;
use paragraf_archive::{Reader, StoredParagraph};
use paragraf_model::{ParagraphId, Reference, slug};
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;

/// An earlier paragraph that the text names.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferenceAnswer {
    /// As named; null where the body that met is meant.
    pub body: Option<String>,
    /// The day of that meeting.
    pub date: Option<NaiveDate>,
    /// The paragraph's number.
    pub number: u32,
    /// Its page; null where it is not held.
    pub url: Option<String>,
}

/// Looks up whether the named paragraph is held: a link that leads nowhere helps nobody.
pub(super) fn reference_of(
    archive: &Reader,
    stored: &StoredParagraph,
    reference: &Reference,
) -> Result<ReferenceAnswer, AnswerError> {
    let mut url = None;
    if let Some(date) = reference.date {
        let number = reference.number;
        for body in likely_bodies(archive, stored, reference)? {
            let id = format!("{}/{body}/{date}/{number}", stored.municipality_short);
            let Some(id) = ParagraphId::parse(&id) else {
                continue;
            };
            if archive.paragraph(&id)?.is_some() {
                url = Some(format!("/{id}"));
                break;
            }
        }
    }
    Ok(ReferenceAnswer {
        body: reference.body.clone(),
        date: reference.date,
        number: reference.number,
        url,
    })
}

/// The body named; else the one that met, then those that the matter may have come from.
fn likely_bodies(
    archive: &Reader,
    stored: &StoredParagraph,
    reference: &Reference,
) -> Result<Vec<String>, AnswerError> {
    if let Some(named) = reference.body.as_deref() {
        let slug = slug(named);
        let without_genitive = slug.strip_suffix('s').unwrap_or_default().to_owned();
        return Ok(vec![slug, without_genitive]);
    }
    let mut bodies = vec![stored.body_slug.clone()];
    for case_number in &stored.paragraph.case_numbers {
        for other in archive.case(&stored.municipality_short, case_number)? {
            if !bodies.contains(&other.body_slug) {
                bodies.push(other.body_slug);
            }
        }
    }
    Ok(bodies)
}
