//! One meeting: its cover, who was there, and what was dealt with.

use chrono::NaiveDate;
use paragraf_archive::{Reader, StoredParagraph};
use paragraf_model::{Attendee, MeetingId};
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use super::document::MeetingFactsAnswer;
use super::parts::{
    CaseNumberAnswer, DocumentSummaryAnswer, FindingAnswer, MunicipalityAnswer, stable_name,
};

/// A meeting (*sammanträde*) with everything that is held of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeetingAnswer {
    /// Permanent id: municipality/body/date.
    #[schema(example = "orebro/kommunstyrelsen/2022-05-31")]
    pub id: String,
    /// Its page.
    pub url: String,
    /// Whose meeting; null only where the record lost it.
    pub municipality: Option<MunicipalityAnswer>,
    /// The body's name as the minutes have it.
    pub body: Option<String>,
    /// The (first) day.
    pub date: Option<NaiveDate>,
    /// The last day of a meeting over several days.
    pub end_date: Option<NaiveDate>,
    /// `HH:MM`.
    pub start_time: Option<String>,
    /// `HH:MM`.
    pub end_time: Option<String>,
    /// As printed.
    pub place: Option<String>,
    /// The day the minutes were adjusted.
    pub adjusted_on: Option<NaiveDate>,
    /// The day the notice went up.
    pub posted_on: Option<NaiveDate>,
    /// The day the notice comes down.
    pub posted_until: Option<NaiveDate>,
    /// Who led the meeting.
    pub chair: Option<String>,
    /// Who wrote the minutes.
    pub secretary: Option<String>,
    /// Who adjust the minutes beside the chair.
    pub adjusters: Vec<String>,
    /// First and last paragraph number as the cover states them.
    pub paragraph_range: Option<Vec<u32>>,
    /// One row for each person and role.
    pub attendees: Vec<AttendeeAnswer>,
    /// The documents that hold it, the leading one first.
    pub documents: Vec<DocumentSummaryAnswer>,
    /// The current paragraphs, by number.
    pub paragraphs: Vec<MeetingParagraphAnswer>,
    /// What was noticed while reading the leading document.
    pub findings: Vec<FindingAnswer>,
}

/// One person in one role.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttendeeAnswer {
    /// As printed, without party and title.
    pub name: String,
    /// Null where none is printed.
    pub party: Option<String>,
    /// `chair`, `vice_chair`, `member`, `serving_substitute`, `substitute`, `adjuster`, `secretary`, `official` or
    /// `other`.
    pub role: String,
    /// An official's title, or a chair's.
    pub title: Option<String>,
    /// Whom a serving substitute stands in for.
    pub replaces: Option<String>,
    /// First and last number of the paragraphs this row is about; empty means all.
    pub paragraphs: Vec<Vec<u32>>,
}

/// A paragraph in the list of its meeting.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MeetingParagraphAnswer {
    /// Permanent id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// The number.
    pub number: u32,
    /// `b` of `§ 3 b`.
    pub suffix: Option<String>,
    /// Null where none stands there.
    pub title: Option<String>,
    /// In the order printed.
    pub case_numbers: Vec<CaseNumberAnswer>,
    /// Kinds of decision, outermost first.
    pub outcomes: Vec<String>,
}

/// A meeting by its id; `None` where nothing of it is held.
pub fn meeting(archive: &Reader, id: &MeetingId) -> Result<Option<MeetingAnswer>, AnswerError> {
    let Some(stored) = archive.meeting(id)? else {
        return Ok(None);
    };
    let short_name = &stored.municipality_short;
    let municipality = stored.meeting.municipality.as_ref();
    let facts = MeetingFactsAnswer::of(&stored.meeting);
    Ok(Some(MeetingAnswer {
        id: stored.id.to_string(),
        url: format!("/{}", stored.id),
        municipality: municipality.map(|found| MunicipalityAnswer::of(found, short_name)),
        body: facts.body,
        date: facts.date,
        end_date: facts.end_date,
        start_time: facts.start_time,
        end_time: facts.end_time,
        place: facts.place,
        adjusted_on: facts.adjusted_on,
        posted_on: facts.posted_on,
        posted_until: facts.posted_until,
        chair: facts.chair,
        secretary: facts.secretary,
        adjusters: facts.adjusters,
        paragraph_range: facts.paragraph_range,
        attendees: attendees(&stored.meeting.attendees),
        documents: stored
            .documents
            .iter()
            .map(DocumentSummaryAnswer::of)
            .collect(),
        paragraphs: stored
            .paragraphs
            .iter()
            .map(MeetingParagraphAnswer::of)
            .collect(),
        findings: stored.findings.iter().map(FindingAnswer::of).collect(),
    }))
}

/// In the order of the record.
pub fn attendees(attendees: &[Attendee]) -> Vec<AttendeeAnswer> {
    let answer = |attendee: &Attendee| AttendeeAnswer {
        name: attendee.name.clone(),
        party: attendee.party.clone(),
        role: stable_name(&attendee.role),
        title: attendee.title.clone(),
        replaces: attendee.replaces.clone(),
        paragraphs: attendee
            .paragraphs
            .iter()
            .map(|range| range.to_vec())
            .collect(),
    };
    attendees.iter().map(answer).collect()
}

impl MeetingParagraphAnswer {
    fn of(stored: &StoredParagraph) -> MeetingParagraphAnswer {
        let paragraph = &stored.paragraph;
        let numbers = paragraph.case_numbers.iter();
        let outcomes = paragraph
            .decision
            .iter()
            .flat_map(|decision| &decision.outcomes);
        MeetingParagraphAnswer {
            id: stored.id.to_string(),
            url: format!("/{}", stored.id),
            number: paragraph.number,
            suffix: paragraph.suffix.clone(),
            title: paragraph.title.clone(),
            case_numbers: numbers
                .map(|number| CaseNumberAnswer::of(number, &stored.municipality_short))
                .collect(),
            outcomes: outcomes.map(|outcome| outcome.name().to_owned()).collect(),
        }
    }
}
