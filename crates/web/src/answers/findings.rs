//! What was noticed while reading, over all documents: "paragraphs without a decision".

use std::collections::BTreeMap;

use chrono::NaiveDate;
use paragraf_archive::{
    FindingCursor, FindingFilter, FindingsOfKind, MeetingOfFinding, Reader, StoredDocument,
    StoredFinding,
};
use paragraf_model::MediaType;
use serde::Serialize;
use utoipa::ToSchema;

use super::AnswerError;
use super::parts::MunicipalityAnswer;
use crate::address;

/// Findings that a filter leaves, the latest meetings' first, and how many there are of each kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingsAnswer {
    /// How many the filter leaves.
    pub total: u64,
    /// How many of each kind, the most frequent first; of every kind, whichever were asked for.
    pub kinds: Vec<FindingCountAnswer>,
    /// One page of them.
    pub findings: Vec<ListedFindingAnswer>,
    /// Where the next page begins; null on the last one.
    pub next: Option<String>,
}

/// How many findings there are of a kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingCountAnswer {
    /// Stable name.
    pub kind: String,
    /// In Swedish.
    pub label: String,
    /// Of any severity.
    pub total: u64,
    /// Good to know.
    pub info: u64,
    /// Something may be missing or wrong.
    pub warning: u64,
    /// Something is missing or wrong.
    pub error: u64,
}

/// A finding with what it is about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListedFindingAnswer {
    /// Stable name of what it is about.
    pub kind: String,
    /// `info`, `warning` or `error`.
    pub severity: String,
    /// One Swedish sentence.
    pub message: String,
    /// Page of the source; null where the whole document is meant or the source has no pages.
    pub page: Option<u32>,
    /// First and last line of the extracted text; null where the whole document is meant.
    pub lines: Option<Vec<u32>>,
    /// First and last paragraph number of what it tells is missing or published elsewhere.
    pub numbers: Vec<Vec<u32>>,
    /// The paragraph it lies in; null where it lies in none.
    pub paragraph: Option<FindingParagraphAnswer>,
    /// The meeting; null for a document that is not searchable.
    pub meeting: Option<FindingMeetingAnswer>,
    /// The document it was found in.
    pub document: FindingDocumentAnswer,
}

/// The paragraph that a finding lies in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingParagraphAnswer {
    /// Permanent id.
    pub id: String,
    /// Its page, as this document has it.
    pub url: String,
    /// With its suffix.
    pub number: String,
}

/// The meeting that a finding belongs to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingMeetingAnswer {
    /// Permanent id.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Whose meeting.
    pub municipality: MunicipalityAnswer,
    /// The body's name as the minutes have it.
    pub body: String,
    /// Its day.
    pub date: NaiveDate,
}

/// The document that a finding was made in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingDocumentAnswer {
    /// SHA-256 of the bytes as received.
    pub sha256: String,
    /// The document in this API.
    pub url: String,
    /// Its name when it came.
    pub filename: String,
    /// Where its bytes are handed out, at the page where the file has pages; null where they are not.
    pub original: Option<String>,
}

/// Which page of findings.
#[derive(Clone, Copy, Debug)]
pub struct FindingsPage {
    /// Where the page before ended.
    pub after: Option<FindingCursor>,
    /// At most so many.
    pub size: u32,
}

/// One page of the findings that a filter leaves.
pub fn findings(
    archive: &Reader,
    filter: &FindingFilter,
    page: FindingsPage,
) -> Result<FindingsAnswer, AnswerError> {
    let of_any_kind = FindingFilter {
        kinds: Vec::new(),
        ..filter.clone()
    };
    let kinds = archive.count_findings(&of_any_kind)?;
    let asked = kinds
        .iter()
        .filter(|count| filter.kinds.is_empty() || filter.kinds.contains(&count.kind));
    // One more than asked for tells whether there is a next page.
    let mut found = archive.findings(filter, page.after, page.size + 1)?;
    let has_more = found.len() > page.size as usize;
    found.truncate(page.size as usize);
    let last = found.last().filter(|_| has_more);
    let mut originals = Originals::default();
    Ok(FindingsAnswer {
        total: asked.map(FindingsOfKind::total).sum(),
        next: last.map(|finding| written(finding.cursor)),
        kinds: kinds.iter().map(FindingCountAnswer::of).collect(),
        findings: found
            .iter()
            .map(|found| {
                let original = originals.of(archive, found)?;
                Ok(ListedFindingAnswer::of(found, original))
            })
            .collect::<Result<_, AnswerError>>()?,
    })
}

/// A cursor as it stands in addresses.
fn written(cursor: FindingCursor) -> String {
    format!("{}.{}.{}", cursor.place, cursor.document, cursor.position)
}

/// Reads a cursor.
pub fn cursor(text: &str) -> Option<FindingCursor> {
    let mut parts = text.split('.').map(|part| part.parse().ok());
    let cursor = FindingCursor {
        place: parts.next()??,
        document: parts.next()??,
        position: parts.next()??,
    };
    parts.next().is_none().then_some(cursor)
}

/// Where the originals of documents are handed out; looked up once a document.
#[derive(Default)]
struct Originals(BTreeMap<String, Option<String>>);

impl Originals {
    fn of(
        &mut self,
        archive: &Reader,
        found: &StoredFinding,
    ) -> Result<Option<String>, AnswerError> {
        let sha256 = &found.document_sha256;
        if let Some(known) = self.0.get(sha256) {
            return Ok(known.clone());
        }
        let document = archive.document(sha256)?;
        let handed_out = document
            .as_ref()
            .is_some_and(StoredDocument::may_be_handed_out);
        let original = handed_out.then(|| address::original(sha256));
        self.0.insert(sha256.clone(), original.clone());
        Ok(original)
    }
}

impl FindingCountAnswer {
    fn of(count: &FindingsOfKind) -> FindingCountAnswer {
        let [info, warning, error] = count.of_severity;
        FindingCountAnswer {
            kind: count.kind.name().to_owned(),
            label: count.kind.swedish().to_owned(),
            total: count.total(),
            info,
            warning,
            error,
        }
    }
}

impl ListedFindingAnswer {
    fn of(found: &StoredFinding, original: Option<String>) -> ListedFindingAnswer {
        let finding = &found.finding;
        let is_pdf = found.media_type == Some(MediaType::Pdf);
        let page = finding.page.filter(|_| is_pdf);
        ListedFindingAnswer {
            kind: finding.kind.name().to_owned(),
            severity: finding.severity.name().to_owned(),
            message: finding.message.clone(),
            page: finding.page,
            lines: finding.lines.map(|lines| lines.to_vec()),
            numbers: finding.numbers.iter().map(|range| range.to_vec()).collect(),
            paragraph: FindingParagraphAnswer::of(found),
            meeting: found.meeting.as_ref().map(FindingMeetingAnswer::of),
            document: FindingDocumentAnswer {
                sha256: found.document_sha256.clone(),
                url: address::document(&found.document_sha256),
                filename: found.filename.clone(),
                original: original.map(|address| match page {
                    Some(page) => format!("{address}#page={page}"),
                    None => address,
                }),
            },
        }
    }
}

impl FindingParagraphAnswer {
    fn of(found: &StoredFinding) -> Option<FindingParagraphAnswer> {
        let id = found.paragraph.as_ref()?;
        let number = id.as_str().rsplit('/').next().unwrap_or_default();
        Some(FindingParagraphAnswer {
            id: id.to_string(),
            url: match found.current {
                true => format!("/{id}"),
                false => format!("/{id}?fil={}", found.document_sha256),
            },
            number: number.to_owned(),
        })
    }
}

impl FindingMeetingAnswer {
    fn of(meeting: &MeetingOfFinding) -> FindingMeetingAnswer {
        FindingMeetingAnswer {
            id: meeting.id.to_string(),
            url: format!("/{}", meeting.id),
            municipality: MunicipalityAnswer::of(
                &meeting.municipality,
                &meeting.municipality_short,
            ),
            body: meeting.body.clone(),
            date: meeting.date,
        }
    }
}
