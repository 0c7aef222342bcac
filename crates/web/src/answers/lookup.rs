//! Many case numbers at once: one row back for each, in the order asked.

use chrono::NaiveDate;
use paragraf_archive::{CaseCandidate, Reader};
use paragraf_model::slug;
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use super::listed::read_typed;
use crate::address;

/// So many numbers one request may hold.
pub const MOST_NUMBERS: usize = 1_000;

/// One row for each number, in the order asked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LookupAnswer {
    /// One for each number asked for.
    pub results: Vec<LookupResult>,
}

/// What one number means.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LookupResult {
    /// As asked for.
    pub typed: String,
    /// Whether it means one case, none or several.
    pub status: LookupStatus,
    /// The cases it may mean, the likeliest first.
    pub candidates: Vec<CandidateAnswer>,
}

/// Whether a number means one case, none or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LookupStatus {
    /// One case; candidates after the first have the number without its registry.
    Found,
    /// None that is held.
    NotFound,
    /// Several, of different registries or municipalities.
    Ambiguous,
}

/// A case that a number may mean.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CandidateAnswer {
    /// Short name of the municipality.
    pub municipality: String,
    /// The case's name: `KS 2020/596`.
    pub case_number: String,
    /// The page of the case.
    pub url: String,
    /// How many paragraphs name it.
    pub paragraphs: u32,
    /// False where a registry was typed and the case is printed without one.
    pub exact: bool,
    /// The latest paragraph that names it.
    pub latest: LatestAnswer,
}

/// The latest paragraph of a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LatestAnswer {
    /// Permanent id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// The body's name as the minutes have it.
    pub body: Option<String>,
    /// The paragraph's number.
    pub number: Option<u32>,
    /// `b` of `§ 3 b`.
    pub suffix: Option<String>,
    /// Null where none stands there.
    pub title: Option<String>,
    /// Kinds of decision, outermost first.
    pub outcomes: Vec<String>,
    /// What was decided; null where the paragraph has no decision.
    pub decision: Option<String>,
}

/// Looks up every number; one that cannot be read as a case number is not found.
pub fn lookup<'a>(
    archive: &Reader,
    numbers: impl IntoIterator<Item = &'a str>,
    municipality: Option<&str>,
) -> Result<LookupAnswer, AnswerError> {
    let mut results = Vec::new();
    for typed in numbers {
        results.push(one(archive, typed, municipality)?);
    }
    Ok(LookupAnswer { results })
}

fn one(
    archive: &Reader,
    typed: &str,
    municipality: Option<&str>,
) -> Result<LookupResult, AnswerError> {
    let found = match read_typed(typed) {
        Some(case_number) => archive.case_candidates(&case_number, municipality)?,
        None => Vec::new(),
    };
    let mut candidates = Vec::with_capacity(found.len());
    for candidate in &found {
        candidates.push(candidate_of(archive, candidate)?);
    }
    Ok(LookupResult {
        typed: typed.to_owned(),
        status: status(&found),
        candidates,
    })
}

pub(super) fn status(found: &[CaseCandidate]) -> LookupStatus {
    let exact = found.iter().filter(|candidate| candidate.exact).count();
    match (exact, found.len()) {
        (_, 0) => LookupStatus::NotFound,
        (1, _) | (0, 1) => LookupStatus::Found,
        _ => LookupStatus::Ambiguous,
    }
}

fn candidate_of(
    archive: &Reader,
    candidate: &CaseCandidate,
) -> Result<CandidateAnswer, AnswerError> {
    let latest = archive.paragraph(&candidate.latest)?;
    let paragraph = latest.as_ref().map(|stored| &stored.paragraph);
    let decision = paragraph.and_then(|paragraph| paragraph.decision.as_ref());
    let outcomes = decision.iter().flat_map(|decision| &decision.outcomes);
    Ok(CandidateAnswer {
        municipality: candidate.municipality_short.clone(),
        case_number: candidate.canonical.clone(),
        url: address::case_page(&candidate.municipality_short, &slug(&candidate.canonical)),
        paragraphs: candidate.paragraphs,
        exact: candidate.exact,
        latest: LatestAnswer {
            id: candidate.latest.to_string(),
            url: format!("/{}", candidate.latest),
            date: candidate.latest_date,
            body: latest.as_ref().map(|stored| stored.body.clone()),
            number: paragraph.map(|paragraph| paragraph.number),
            suffix: paragraph.and_then(|paragraph| paragraph.suffix.clone()),
            title: paragraph.and_then(|paragraph| paragraph.title.clone()),
            outcomes: outcomes.map(|outcome| outcome.name().to_owned()).collect(),
            decision: decision.map(|decision| decision.text.clone()),
        },
    })
}
