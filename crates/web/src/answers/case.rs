//! One matter through all bodies, in time order, found by any spelling of its number.

use paragraf_archive::{CaseCandidate, Reader, StoredParagraph};
use paragraf_model::{CaseNumber, slug};
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use super::lookup::{LookupStatus, status};
use super::paragraph::{ParagraphAnswer, paragraph_of};
use super::parts::MunicipalityAnswer;
use crate::address;

/// A case (*ärende*): every paragraph of the matter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CaseAnswer {
    /// Whose case.
    pub municipality: MunicipalityAnswer,
    /// `REGISTRY YEAR/SERIAL`, without a registry `YEAR/SERIAL`.
    #[schema(example = "KS 2020/596")]
    pub case_number: String,
    /// As written in addresses.
    #[schema(example = "ks-2020-596")]
    pub slug: String,
    /// Its page.
    pub url: String,
    /// Every paragraph that names it, through all bodies, in time order.
    pub paragraphs: Vec<ParagraphAnswer>,
    /// Other cases of the municipality that the number as typed may mean.
    pub others: Vec<OtherCaseAnswer>,
}

/// Another case that a number as typed may mean.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OtherCaseAnswer {
    /// The case's name.
    pub case_number: String,
    /// Its page.
    pub url: String,
    /// How many paragraphs name it.
    pub paragraphs: u32,
}

/// A case that was found, with its paragraphs in time order.
#[derive(Clone, Debug)]
pub struct FoundCase {
    /// The case's name.
    pub canonical: String,
    /// As in addresses.
    pub slug: String,
    /// In time order.
    pub paragraphs: Vec<StoredParagraph>,
    /// Other cases of the municipality that the number may mean.
    pub others: Vec<CaseCandidate>,
    /// Whether the number as typed means this case no more than one of the others.
    pub ambiguous: bool,
    /// Whether the number as typed is this case's own, however spelled; else another case may come to mean more.
    pub own_number: bool,
}

/// A case by municipality and any spelling of its number; `None` where no paragraph names it.
pub fn case(
    archive: &Reader,
    municipality: &str,
    typed: &str,
) -> Result<Option<CaseAnswer>, AnswerError> {
    let Some(found) = find_case(archive, municipality, typed)? else {
        return Ok(None);
    };
    let Some(first) = found.paragraphs.first() else {
        return Ok(None);
    };
    let mut paragraphs = Vec::with_capacity(found.paragraphs.len());
    for stored in &found.paragraphs {
        paragraphs.push(paragraph_of(archive, stored)?);
    }
    let others = found.others.iter().map(|other| OtherCaseAnswer {
        case_number: other.canonical.clone(),
        url: address::case_page(municipality, &slug(&other.canonical)),
        paragraphs: other.paragraphs,
    });
    Ok(Some(CaseAnswer {
        municipality: MunicipalityAnswer::of(&first.municipality, &first.municipality_short),
        url: address::case_page(municipality, &found.slug),
        case_number: found.canonical,
        slug: found.slug,
        paragraphs,
        others: others.collect(),
    }))
}

/// The case that a number in an address means: the one of this very slug, else the first that it may mean.
pub fn find_case(
    archive: &Reader,
    municipality: &str,
    typed: &str,
) -> Result<Option<FoundCase>, AnswerError> {
    let mut candidates = candidates(archive, municipality, typed)?;
    if candidates.is_empty() {
        return Ok(None);
    }
    let typed_slug = slug(typed);
    let at = candidates
        .iter()
        .position(|candidate| slug(&candidate.canonical) == typed_slug);
    let ambiguous = at.is_none() && status(&candidates) == LookupStatus::Ambiguous;
    let chosen = candidates.remove(at.unwrap_or(0));
    let Some(case_number) = CaseNumber::read(&chosen.canonical) else {
        return Ok(None);
    };
    let own_slug = slug(&chosen.canonical);
    Ok(Some(FoundCase {
        ambiguous,
        own_number: CaseNumber::read(typed).is_some_and(|number| number.slug() == own_slug),
        slug: own_slug,
        paragraphs: archive.case(municipality, &case_number)?,
        canonical: chosen.canonical,
        others: candidates,
    }))
}

fn candidates(
    archive: &Reader,
    municipality: &str,
    typed: &str,
) -> Result<Vec<CaseCandidate>, AnswerError> {
    let Some(case_number) = CaseNumber::read(typed) else {
        return Ok(Vec::new());
    };
    let found = archive.case_candidates(&case_number, Some(municipality))?;
    if !found.is_empty() || case_number.registry().is_none() {
        return Ok(found);
    }
    // An address has lost the dots over å, ä and ö of a registry; the slug tells which one was meant.
    let number = format!("{}/{}", case_number.year(), case_number.serial());
    let Some(without_registry) = CaseNumber::read(&number) else {
        return Ok(Vec::new());
    };
    let wanted = case_number.slug();
    let mut found = archive.case_candidates(&without_registry, Some(municipality))?;
    found.retain(|candidate| slug(&candidate.canonical) == wanted);
    Ok(found)
}
