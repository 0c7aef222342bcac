//! A paragraph's place on its matter's way through the bodies.

use paragraf_archive::{Reader, StoredParagraph};

use super::entry::{self, Link, Stamp};
use crate::problem::Problem;
use crate::{address, swedish};

/// The steps of a matter around one of them.
pub struct Way {
    /// The page of the case.
    pub case: Link,
    pub steps: Vec<Step>,
    /// How many steps lie before and after the ones shown.
    pub before: usize,
    pub after: usize,
}

/// One paragraph of the matter.
pub struct Step {
    pub url: String,
    pub body: String,
    pub day: String,
    pub number: String,
    pub stamps: Vec<Stamp>,
    /// Whether it is the one whose page this is.
    pub is_here: bool,
}

/// Steps that are shown on each side.
const BESIDE: usize = 3;
/// A number that more paragraphs name is a collection, such as a year's notices, and no way.
const MOST_STEPS: u32 = 60;

/// The way of the paragraph's first case; `None` where it has only this step, or far too many.
pub fn of(archive: &Reader, stored: &StoredParagraph) -> Result<Option<Way>, Problem> {
    let Some(number) = stored.paragraph.case_numbers.first() else {
        return Ok(None);
    };
    let municipality = &stored.municipality_short;
    let candidates = archive.case_candidates(number, Some(municipality))?;
    let own = candidates
        .iter()
        .find(|one| one.canonical == number.canonical());
    if !own.is_some_and(|own| (2..=MOST_STEPS).contains(&own.paragraphs)) {
        return Ok(None);
    }
    let paragraphs = archive.case(municipality, number)?;
    let Some(here) = paragraphs.iter().position(|one| one.id == stored.id) else {
        return Ok(None);
    };
    let before = here.saturating_sub(BESIDE);
    let shown = paragraphs
        .iter()
        .skip(before)
        .take(here - before + 1 + BESIDE);
    let steps: Vec<Step> = shown
        .map(|one| Step::of(one, one.id == stored.id))
        .collect();
    Ok(Some(Way {
        case: Link {
            label: number.printed().to_owned(),
            url: address::case_page(municipality, &number.slug()),
        },
        before,
        after: paragraphs.len() - before - steps.len(),
        steps,
    }))
}

impl Step {
    fn of(stored: &StoredParagraph, is_here: bool) -> Step {
        Step {
            url: format!("/{}", stored.id),
            body: stored.body.clone(),
            day: swedish::day(stored.date),
            number: swedish::number(&stored.paragraph),
            stamps: entry::stamps(&stored.paragraph),
            is_here,
        }
    }
}
