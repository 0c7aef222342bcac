//! One paragraph with its source, its versions and its way to the case.

use chrono::{DateTime, NaiveDate, Utc};
use paragraf_archive::{Reader, StoredDocument, StoredParagraph, Version};
use paragraf_model::{
    Decision, Finding, FindingKind, NamedVote, Paragraph, ParagraphId, Section, Vote,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use super::document::kind_name;
use super::parts::{
    CaseNumberAnswer, FindingAnswer, MeetingLinkAnswer, MunicipalityAnswer, PersonAnswer, citation,
    stable_name,
};
use super::reference::{ReferenceAnswer, reference_of};
use crate::address;

/// A paragraph (*paragraf*, §): one numbered item of the minutes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ParagraphAnswer {
    /// Permanent id: municipality/body/date/number.
    #[schema(example = "orebro/kommunstyrelsen/2022-05-31/15")]
    pub id: String,
    /// Its page.
    pub url: String,
    /// Whose minutes.
    pub municipality: MunicipalityAnswer,
    /// The body's name as the minutes have it.
    pub body: String,
    /// The meeting's first day.
    pub date: NaiveDate,
    /// The meeting.
    pub meeting: MeetingLinkAnswer,
    /// The number.
    pub number: u32,
    /// `b` of `§ 3 b`.
    pub suffix: Option<String>,
    /// As printed: `§ 15`, `KS § 12`.
    pub label: String,
    /// `KS` of `KS § 12`.
    pub body_prefix: Option<String>,
    /// Null where none stands there.
    pub title: Option<String>,
    /// In the order printed.
    pub case_numbers: Vec<CaseNumberAnswer>,
    /// Officials who prepared the matter.
    pub case_officers: Vec<String>,
    /// In document order; a kind may come several times.
    pub sections: Vec<SectionAnswer>,
    /// One entry a paper.
    pub basis: Vec<String>,
    /// Null where the paragraph has no decision.
    pub decision: Option<DecisionAnswer>,
    /// In order.
    pub votes: Vec<VoteAnswer>,
    /// Who reserved themselves against the decision.
    pub reservations: Vec<PersonAnswer>,
    /// Who took no part because of a conflict of interest.
    pub recused: Vec<PersonAnswer>,
    /// Who gets an extract of the minutes.
    pub sent_to: Vec<String>,
    /// Whether the paragraph was adjusted at once.
    pub adjusted_at_once: bool,
    /// Earlier paragraphs that the text names.
    pub refers_to: Vec<ReferenceAnswer>,
    /// First and last page; null where the source has no pages.
    pub pages: Option<Vec<u32>>,
    /// ISO 639-1 code; null where there is too little text to tell.
    pub language: Option<String>,
    /// How to cite it.
    pub citation: String,
    /// The document it was read from.
    pub source: SourceAnswer,
    /// Every document that holds it, the current one first.
    pub versions: Vec<VersionAnswer>,
    /// What was noticed while reading this paragraph.
    pub findings: Vec<FindingAnswer>,
    /// When the answer for this id last changed.
    pub changed_at: DateTime<Utc>,
    /// Whether personal numbers are masked in the document.
    #[serde(skip)]
    pub masked: bool,
}

/// A run of text under one heading.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SectionAnswer {
    /// What it is for: `description`, `basis`, `proposal`, `motions`, `procedure`, `vote`, `decision`, `reservation`,
    /// `statement`, `recusal`, `recipients` or `other`.
    pub kind: String,
    /// As printed; null for text without heading.
    pub heading: Option<String>,
    /// Blocks apart by one line break (lists) or two (blank line).
    pub text: String,
    /// First and last page; null where the source has no pages.
    pub pages: Option<Vec<u32>>,
    /// First and last line of the whole extracted text, from 1.
    pub lines: Vec<u32>,
}

/// What was decided, in the deciding body's own words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DecisionAnswer {
    /// The whole text.
    pub text: String,
    /// One entry a point, without its mark.
    pub points: Vec<String>,
    /// The body that decided.
    pub decided_by: Option<String>,
    /// Kinds of decision by the deciding clause's verb, outermost first.
    pub outcomes: Vec<String>,
    /// Whether it says the same as the proposal; null where there is none to compare with.
    pub as_proposed: Option<bool>,
}

/// A vote.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VoteAnswer {
    /// *Ja*.
    pub yes: Option<u32>,
    /// *Nej*.
    pub no: Option<u32>,
    /// *Avstår*.
    pub abstain: Option<u32>,
    /// *Frånvarande*.
    pub absent: Option<u32>,
    /// What a *ja* stood for.
    pub meaning_yes: Option<String>,
    /// What a *nej* stood for.
    pub meaning_no: Option<String>,
    /// How each voted, where the minutes say.
    pub named: Vec<NamedVoteAnswer>,
}

/// How one person voted.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedVoteAnswer {
    /// As printed, without party.
    pub name: String,
    /// Null where none is printed.
    pub party: Option<String>,
    /// `yes`, `no`, `abstain` or `absent`.
    pub vote: String,
}

/// Where a paragraph was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SourceAnswer {
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// The document in this API.
    pub url: String,
    /// The bytes as received; null where they are not handed out because personal numbers stand, or may stand, in them.
    pub original: Option<String>,
    /// Its name when it came.
    pub filename: String,
    /// IANA media type.
    pub media_type: String,
    /// Where it can be fetched, as stated beside the file.
    pub source_url: Option<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// The page to open; null where the source has no pages.
    pub page: Option<u32>,
}

/// A document that holds the paragraph.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionAnswer {
    /// SHA-256 of the document.
    pub sha256: String,
    /// The page of the paragraph as that document has it.
    pub url: String,
    /// The document in this API.
    pub document: String,
    /// Its name when it came.
    pub filename: String,
    /// `minutes` or `extract`.
    pub kind: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Whether the paragraph is answered from this document.
    pub current: bool,
}

/// The current paragraph of an id, or what a certain document says.
pub fn stored_paragraph(
    archive: &Reader,
    id: &ParagraphId,
    sha256: Option<&str>,
) -> Result<Option<StoredParagraph>, AnswerError> {
    Ok(match sha256 {
        Some(sha256) => archive.paragraph_from(id, sha256)?,
        None => archive.paragraph(id)?,
    })
}

/// The current paragraph of an id; `None` where there is none.
pub fn paragraph(
    archive: &Reader,
    id: &ParagraphId,
) -> Result<Option<ParagraphAnswer>, AnswerError> {
    match archive.paragraph(id)? {
        Some(stored) => Ok(Some(paragraph_of(archive, &stored)?)),
        None => Ok(None),
    }
}

/// Everything about a paragraph that was found.
pub fn paragraph_of(
    archive: &Reader,
    stored: &StoredParagraph,
) -> Result<ParagraphAnswer, AnswerError> {
    let document = archive.document(&stored.document_sha256)?;
    let versions = archive.versions(&stored.id)?;
    let paragraph = &stored.paragraph;
    let mut refers_to = Vec::with_capacity(paragraph.refers_to.len());
    for reference in &paragraph.refers_to {
        refers_to.push(reference_of(archive, stored, reference)?);
    }
    Ok(ParagraphAnswer {
        id: stored.id.to_string(),
        url: format!("/{}", stored.id),
        municipality: MunicipalityAnswer::of(&stored.municipality, &stored.municipality_short),
        body: stored.body.clone(),
        date: stored.date,
        meeting: MeetingLinkAnswer::of(&stored.meeting_id),
        number: paragraph.number,
        suffix: paragraph.suffix.clone(),
        label: paragraph.label.clone(),
        body_prefix: paragraph.body_prefix.clone(),
        title: paragraph.title.clone(),
        case_numbers: case_numbers(paragraph, &stored.municipality_short),
        case_officers: paragraph.case_officers.clone(),
        sections: paragraph.sections.iter().map(SectionAnswer::of).collect(),
        basis: paragraph.basis.clone(),
        decision: paragraph.decision.as_ref().map(DecisionAnswer::of),
        votes: paragraph.votes.iter().map(VoteAnswer::of).collect(),
        reservations: paragraph
            .reservations
            .iter()
            .map(PersonAnswer::of)
            .collect(),
        recused: paragraph.recused.iter().map(PersonAnswer::of).collect(),
        sent_to: paragraph.sent_to.clone(),
        adjusted_at_once: paragraph.adjusted_at_once,
        refers_to,
        pages: paragraph.pages.map(|pages| pages.to_vec()),
        language: paragraph.language.clone(),
        citation: citation(stored),
        source: SourceAnswer::of(stored, document.as_ref()),
        versions: versions
            .iter()
            .map(|version| VersionAnswer::of(version, &stored.id))
            .collect(),
        findings: findings(paragraph, document.as_ref()),
        changed_at: stored.changed_at,
        masked: document
            .iter()
            .flat_map(|document| &document.findings)
            .any(is_mask),
    })
}

fn case_numbers(paragraph: &Paragraph, municipality: &str) -> Vec<CaseNumberAnswer> {
    let numbers = paragraph.case_numbers.iter();
    numbers
        .map(|number| CaseNumberAnswer::of(number, municipality))
        .collect()
}

fn is_mask(finding: &Finding) -> bool {
    finding.kind == FindingKind::PersonalNumberMasked
}

/// The document's findings that lie in the paragraph: those that name it, else those on the lines of its sections.
fn findings(paragraph: &Paragraph, document: Option<&StoredDocument>) -> Vec<FindingAnswer> {
    let name = paragraph.number_with_suffix();
    let lies_in = |finding: &&Finding| match &finding.paragraph {
        Some(named) => *named == name,
        None => finding.lines.is_some_and(|[first, last]| {
            let mut sections = paragraph.sections.iter().map(|section| section.lines);
            sections.any(|[from, to]| from <= first && last <= to)
        }),
    };
    let findings = document.map_or(&[][..], |document| &document.findings);
    findings
        .iter()
        .filter(lies_in)
        .map(FindingAnswer::of)
        .collect()
}

impl SectionAnswer {
    fn of(section: &Section) -> SectionAnswer {
        SectionAnswer {
            kind: section.kind.name().to_owned(),
            heading: section.heading.clone(),
            text: section.text.clone(),
            pages: section.pages.map(|pages| pages.to_vec()),
            lines: section.lines.to_vec(),
        }
    }
}

impl DecisionAnswer {
    fn of(decision: &Decision) -> DecisionAnswer {
        DecisionAnswer {
            text: decision.text.clone(),
            points: decision.points.clone(),
            decided_by: decision.decided_by.clone(),
            outcomes: decision
                .outcomes
                .iter()
                .map(|outcome| outcome.name().to_owned())
                .collect(),
            as_proposed: decision.as_proposed,
        }
    }
}

impl VoteAnswer {
    fn of(vote: &Vote) -> VoteAnswer {
        VoteAnswer {
            yes: vote.yes,
            no: vote.no,
            abstain: vote.abstain,
            absent: vote.absent,
            meaning_yes: vote.meaning_yes.clone(),
            meaning_no: vote.meaning_no.clone(),
            named: vote.named.iter().map(NamedVoteAnswer::of).collect(),
        }
    }
}

impl NamedVoteAnswer {
    fn of(named: &NamedVote) -> NamedVoteAnswer {
        NamedVoteAnswer {
            name: named.name.clone(),
            party: named.party.clone(),
            vote: stable_name(&named.vote),
        }
    }
}

impl SourceAnswer {
    fn of(stored: &StoredParagraph, document: Option<&StoredDocument>) -> SourceAnswer {
        SourceAnswer {
            sha256: stored.document_sha256.clone(),
            url: address::document(&stored.document_sha256),
            original: document
                .filter(|document| document.may_be_handed_out())
                .map(|document| address::original(&document.summary.sha256)),
            filename: stored.filename.clone(),
            media_type: stored.media_type.name().to_owned(),
            source_url: document.and_then(|document| document.source_url.clone()),
            received_at: stored.received_at,
            page: stored.paragraph.pages.map(|pages| pages[0]),
        }
    }
}

impl VersionAnswer {
    fn of(version: &Version, id: &ParagraphId) -> VersionAnswer {
        VersionAnswer {
            sha256: version.document_sha256.clone(),
            url: match version.current {
                true => format!("/{id}"),
                false => format!("/{id}?fil={}", version.document_sha256),
            },
            document: address::document(&version.document_sha256),
            filename: version.filename.clone(),
            kind: kind_name(version.kind).to_owned(),
            received_at: version.received_at,
            current: version.current,
        }
    }
}
