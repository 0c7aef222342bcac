//! What is held, what is missing and what failed: nothing found must not look like nothing decided.

use chrono::{DateTime, NaiveDate, Utc};
use paragraf_archive::{Gap, GapPlace, HeldYear, Holding, KeptBack, ProblemDocument};
use serde::Serialize;
use utoipa::ToSchema;

use super::parts::MunicipalityAnswer;
use super::waiting::WaitingForSpaceAnswer;
use super::{AnswerError, Sources};
use crate::address;

/// Per municipality and body: first and last meeting, counts, gaps, last ingest; and every file that is not searchable.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StatusAnswer {
    /// Version of the program that answers.
    pub version: String,
    /// The index that answers: changes with a rebuild alone, not with what is read in.
    pub generation: String,
    /// The last change of the archive that the index holds.
    pub indexed_sequence: u64,
    /// The last change of the archive; larger than `indexed_sequence` while an ingest is under way.
    pub archive_sequence: u64,
    /// How many paragraphs can be found.
    pub searchable_paragraphs: u64,
    /// Null unless reading in waits for space on the disk.
    pub waiting_for_space: Option<WaitingForSpaceAnswer>,
    /// How much is held.
    pub counts: CountsAnswer,
    /// One for each municipality and body.
    pub bodies: Vec<HoldingAnswer>,
    /// Files that are kept and not searchable, latest first.
    pub problems: Vec<ProblemDocumentAnswer>,
    /// What of the documents is kept from readers.
    pub kept_back: KeptBackAnswer,
}

/// What of the documents is kept from readers: personal numbers, hidden text, originals, bodies that are left out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeptBackAnswer {
    /// Personal numbers that were masked.
    pub masked_numbers: u64,
    /// Documents with such numbers.
    pub with_masked_numbers: u64,
    /// Documents with text or parts that no reader of a page sees; none of it is read.
    pub with_hidden_text: u64,
    /// The kinds of such text, most first.
    pub hidden_kinds: Vec<HiddenKindAnswer>,
    /// Documents whose original is not handed out.
    pub withheld_originals: u64,
    /// Bodies that decide about single persons: how many of their files were neither read in nor kept.
    pub left_out: Vec<LeftOutAnswer>,
}

/// Text or parts that no reader of a page sees.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HiddenKindAnswer {
    /// In Swedish.
    pub kind: String,
    /// How many documents have some.
    pub documents: u64,
}

/// A body that decides about single persons.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LeftOutAnswer {
    /// Empty where the file does not say.
    pub municipality: String,
    /// The body, as the file or its name has it.
    pub body: String,
    /// How many files were left out.
    pub documents: u64,
}

/// How much is held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CountsAnswer {
    /// Municipalities with at least one meeting.
    pub municipalities: u64,
    /// Bodies with at least one meeting.
    pub bodies: u64,
    /// Meetings.
    pub meetings: u64,
    /// Current paragraphs.
    pub paragraphs: u64,
    /// Documents whose paragraphs are searchable.
    pub indexed: u64,
    /// Searchable documents of which some pages wait for text recognition.
    pub incomplete: u64,
    /// Documents that are not minutes.
    pub not_minutes: u64,
    /// Documents that need facts.
    pub needs_facts: u64,
    /// Documents that wait for text recognition: scanned pages.
    pub waiting: u64,
    /// Documents that could not be read.
    pub failed: u64,
    /// Documents that were withdrawn, and copies of them.
    pub withdrawn: u64,
    /// Paragraphs that were withdrawn.
    pub withdrawn_paragraphs: u64,
    /// Documents that were left out, because their bodies decide about single persons.
    pub left_out: u64,
}

/// What is held of one body.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HoldingAnswer {
    /// Whose body.
    pub municipality: MunicipalityAnswer,
    /// The body's name as its minutes have it.
    pub body: String,
    /// Its part of ids.
    pub body_slug: String,
    /// Its page.
    pub url: String,
    /// Day of the first meeting held.
    pub first_meeting: NaiveDate,
    /// Day of the last meeting held.
    pub last_meeting: NaiveDate,
    /// Number of meetings.
    pub meetings: u32,
    /// Number of current paragraphs.
    pub paragraphs: u32,
    /// Number of searchable documents.
    pub documents: u32,
    /// Paragraph numbers of all years that no document holds and none says to be published separately.
    pub gaps: Vec<GapAnswer>,
    /// What is held and what is missing in each year.
    pub years: Vec<YearAnswer>,
    /// When its latest document came.
    pub last_ingest: DateTime<Utc>,
}

/// What is held of a body in a year, and what is missing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct YearAnswer {
    /// The year.
    pub year: i32,
    /// How paragraphs are numbered, as told by the numbers that are held: `through_year` (from 1 each year),
    /// `each_meeting` (from 1 at each meeting, so that a meeting that is missing leaves no gap), `over_years` (on over
    /// the turn of the year) or `unknown` (too little is held to tell).
    pub numbering: String,
    /// Number of meetings held.
    pub meetings: u32,
    /// Number of current paragraphs.
    pub paragraphs: u32,
    /// Numbers that no document holds and none says to be published separately.
    pub gaps: Vec<GapAnswer>,
    /// Numbers that the minutes say are published separately, and that no document holds.
    pub published_separately: Vec<PublishedSeparatelyAnswer>,
    /// Meetings of which nothing is held and that paragraphs of other minutes name.
    pub named_meetings: Vec<NamedMeetingAnswer>,
}

/// Paragraph numbers of a year that no document holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapAnswer {
    /// Year of the meetings.
    pub year: i32,
    /// First missing number.
    pub first: u32,
    /// Last missing number.
    pub last: u32,
    /// Where they must lie: `in_meeting` (that is held in part), `between_meetings` (at least one meeting is missing
    /// after the day `after` and before the day `before`) or `before_first_meeting` (of the year that is held).
    pub place: String,
    /// The meeting that they belong to; null where that is not held.
    pub meeting: Option<NaiveDate>,
    /// The nearest meeting before them; null where none is known, or where they lie in one that is held.
    pub after: Option<NaiveDate>,
    /// The nearest meeting after them; null where they lie in a meeting that is held.
    pub before: Option<NaiveDate>,
    /// Meetings beside them of which only extracts are held: the numbers may belong there.
    pub extracts_only: Vec<NaiveDate>,
}

/// Numbers that the minutes say are published separately.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublishedSeparatelyAnswer {
    /// Day of the meeting.
    pub meeting: NaiveDate,
    /// First number.
    pub first: u32,
    /// Last number.
    pub last: u32,
}

/// A meeting of which nothing is held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedMeetingAnswer {
    /// The day that is named; the minutes may have it wrong.
    pub date: NaiveDate,
    /// How many paragraphs name it.
    pub paragraphs: u32,
}

/// A document that is kept and not searchable.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemDocumentAnswer {
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// The document in this API.
    pub url: String,
    /// Its name when it came.
    pub filename: String,
    /// `not_minutes`, `needs_facts`, `waiting` (for text recognition) or `failed`.
    pub status: String,
    /// Stable name of the reason.
    pub code: String,
    /// The reason, with what to do.
    pub message: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// Which bodies and years a status tells of: any value of each list, and all lists; an empty list is no limit.
#[derive(Clone, Debug, Default)]
pub struct StatusFilter {
    /// Short names.
    pub municipalities: Vec<String>,
    /// Second part of ids.
    pub bodies: Vec<String>,
    /// Calendar years.
    pub years: Vec<i32>,
}

/// Everything about what is held.
pub fn status(sources: &Sources, filter: &StatusFilter) -> Result<StatusAnswer, AnswerError> {
    status_of(sources, &sources.archive.holdings()?, filter)
}

/// As [`status`], of holdings that were read before.
pub fn status_of(
    sources: &Sources,
    holdings: &[Holding],
    filter: &StatusFilter,
) -> Result<StatusAnswer, AnswerError> {
    let archive = &sources.archive;
    let fits = |list: &[String], name: &String| list.is_empty() || list.contains(name);
    let bodies = holdings.iter().filter(|held| {
        fits(&filter.municipalities, &held.municipality_short)
            && fits(&filter.bodies, &held.body_slug)
    });
    Ok(StatusAnswer {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        generation: sources.index.generation(),
        indexed_sequence: sources.index.sequence(),
        archive_sequence: archive.last_sequence()?,
        searchable_paragraphs: sources.index.paragraph_count(),
        waiting_for_space: WaitingForSpaceAnswer::of(sources),
        counts: counts(archive.counts()?, archive.incomplete()?),
        bodies: bodies
            .map(|held| HoldingAnswer::of(held, &filter.years))
            .filter(|body| filter.years.is_empty() || !body.years.is_empty())
            .collect(),
        problems: archive
            .problems()?
            .into_iter()
            .map(ProblemDocumentAnswer::of)
            .collect(),
        kept_back: KeptBackAnswer::of(archive.kept_back()?),
    })
}

fn counts(counts: paragraf_archive::Counts, incomplete: u64) -> CountsAnswer {
    CountsAnswer {
        municipalities: counts.municipalities,
        bodies: counts.bodies,
        meetings: counts.meetings,
        paragraphs: counts.paragraphs,
        indexed: counts.indexed,
        incomplete,
        not_minutes: counts.not_minutes,
        needs_facts: counts.needs_facts,
        waiting: counts.waiting,
        failed: counts.failed,
        withdrawn: counts.withdrawn,
        withdrawn_paragraphs: counts.withdrawn_paragraphs,
        left_out: counts.left_out,
    }
}

impl KeptBackAnswer {
    fn of(kept_back: KeptBack) -> KeptBackAnswer {
        let kinds = kept_back.hidden_kinds.into_iter();
        let left_out = kept_back.left_out.into_iter();
        KeptBackAnswer {
            masked_numbers: kept_back.masked_numbers,
            with_masked_numbers: kept_back.with_masked_numbers,
            with_hidden_text: kept_back.with_hidden_text,
            hidden_kinds: kinds
                .map(|(kind, documents)| HiddenKindAnswer { kind, documents })
                .collect(),
            withheld_originals: kept_back.withheld_originals,
            left_out: left_out
                .map(|of| LeftOutAnswer {
                    municipality: of.municipality,
                    body: of.body,
                    documents: of.documents,
                })
                .collect(),
        }
    }
}

impl HoldingAnswer {
    fn of(holding: &Holding, years: &[i32]) -> HoldingAnswer {
        let wanted = |held: &&HeldYear| years.is_empty() || years.contains(&held.year);
        let years: Vec<YearAnswer> = holding
            .years
            .iter()
            .filter(wanted)
            .map(YearAnswer::of)
            .collect();
        HoldingAnswer {
            municipality: MunicipalityAnswer::of(
                &holding.municipality,
                &holding.municipality_short,
            ),
            body: holding.body.clone(),
            body_slug: holding.body_slug.clone(),
            url: format!("/{}/{}", holding.municipality_short, holding.body_slug),
            first_meeting: holding.first_meeting,
            last_meeting: holding.last_meeting,
            meetings: holding.meetings,
            paragraphs: holding.paragraphs,
            documents: holding.documents,
            gaps: years.iter().flat_map(|year| year.gaps.clone()).collect(),
            years,
            last_ingest: holding.last_ingest,
        }
    }
}

impl YearAnswer {
    fn of(held: &HeldYear) -> YearAnswer {
        let separately = held.published_separately.iter();
        let named = held.named_meetings.iter();
        YearAnswer {
            year: held.year,
            numbering: held.numbering.name().to_owned(),
            meetings: held.meetings,
            paragraphs: held.paragraphs,
            gaps: held.gaps.iter().map(GapAnswer::of).collect(),
            published_separately: separately
                .map(|one| PublishedSeparatelyAnswer {
                    meeting: one.meeting,
                    first: one.first,
                    last: one.last,
                })
                .collect(),
            named_meetings: named
                .map(|meeting| NamedMeetingAnswer {
                    date: meeting.date,
                    paragraphs: meeting.paragraphs,
                })
                .collect(),
        }
    }
}

impl GapAnswer {
    fn of(gap: &Gap) -> GapAnswer {
        let (place, meeting, after, before) = match gap.place {
            GapPlace::InMeeting(day) => ("in_meeting", Some(day), None, None),
            GapPlace::BetweenMeetings(after, before) => {
                ("between_meetings", None, Some(after), Some(before))
            }
            GapPlace::BeforeFirstMeeting(before) => {
                ("before_first_meeting", None, None, Some(before))
            }
        };
        GapAnswer {
            year: gap.year,
            first: gap.first,
            last: gap.last,
            place: place.to_owned(),
            meeting,
            after,
            before,
            extracts_only: gap.extracts_only.clone(),
        }
    }
}

impl ProblemDocumentAnswer {
    fn of(problem: ProblemDocument) -> ProblemDocumentAnswer {
        ProblemDocumentAnswer {
            url: address::document(&problem.sha256),
            sha256: problem.sha256,
            filename: problem.filename,
            status: problem.status.name().to_owned(),
            code: problem.code,
            message: problem.message,
            received_at: problem.received_at,
        }
    }
}
