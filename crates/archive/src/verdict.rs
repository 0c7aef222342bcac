//! What becomes of a document, judged by what was read in it.

use paragraf_model::{DocumentKind, FindingKind, Meeting, Municipality, Record, slug};

use crate::recognition::pages_that_wait;
use crate::{DocumentStatus, ReadResult};

/// What becomes of it and why.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What becomes of it.
    pub status: DocumentStatus,
    /// Stable name of why it is not indexed.
    pub code: Option<String>,
    /// Why it is not indexed.
    pub message: Option<String>,
}

impl Verdict {
    fn because(status: DocumentStatus, code: &str, message: String) -> Verdict {
        Verdict {
            status,
            code: Some(code.to_owned()),
            message: Some(message),
        }
    }
}

/// Why a document waits whose text was read in part.
const PAGES_WAIT: &str = "pages_wait";
const NO_MINUTES_YET: &str = "no minutes on the pages that were read, and others wait for text recognition; run `paragraf ingest --retry --ocr`";

/// Judges what reading a file gave.
pub fn verdict(result: &ReadResult) -> Verdict {
    match result {
        ReadResult::Waiting { code, message } => {
            Verdict::because(DocumentStatus::Waiting, code, message.clone())
        }
        ReadResult::Failed { code, message } => {
            Verdict::because(DocumentStatus::Failed, code, message.clone())
        }
        ReadResult::Record(record) => verdict_on(record),
        ReadResult::LeftOut(of) => Verdict::because(
            DocumentStatus::LeftOut,
            "individual_matters",
            format!(
                "{} decides about single persons; name it under [reading] individual_matters in paragraf.toml to read it",
                of.body
            ),
        ),
    }
}

/// The page that says what a document is may be among those that wait for text recognition.
fn verdict_on(record: &Record) -> Verdict {
    let waits = pages_that_wait(&record.findings) > 0;
    if record.document.kind == DocumentKind::NotMinutes {
        return if waits {
            Verdict::because(
                DocumentStatus::Waiting,
                PAGES_WAIT,
                NO_MINUTES_YET.to_owned(),
            )
        } else {
            Verdict::because(
                DocumentStatus::NotMinutes,
                "not_minutes",
                why_not_minutes(record),
            )
        };
    }
    match missing_facts(&record.meeting) {
        missing if missing.is_empty() => Verdict {
            status: DocumentStatus::Indexed,
            code: None,
            message: None,
        },
        missing if waits => Verdict::because(
            DocumentStatus::Waiting,
            PAGES_WAIT,
            format!(
                "{} not known while some pages wait for text recognition; run `paragraf ingest --retry --ocr`, or state it in a facts.toml beside the file",
                missing.join(", ")
            ),
        ),
        missing => Verdict::because(
            DocumentStatus::NeedsFacts,
            "needs_facts",
            format!(
                "{} not known; state it in a facts.toml beside the file",
                missing.join(", ")
            ),
        ),
    }
}

/// The message of what is no minutes where its reading does not say why.
pub const NO_REASON_TOLD: &str = "not minutes";

fn why_not_minutes(record: &Record) -> String {
    let finding = record
        .findings
        .iter()
        .find(|finding| finding.kind == FindingKind::NotMinutes);
    finding.map_or_else(
        || NO_REASON_TOLD.to_owned(),
        |finding| finding.message.clone(),
    )
}

/// A name without a letter or digit makes no id, so it counts as missing.
fn missing_facts(meeting: &Meeting) -> Vec<&'static str> {
    let municipality = meeting.municipality.as_ref().map(Municipality::short_name);
    let body = meeting.body.as_deref().map(slug);
    let known = [
        (
            "municipality",
            municipality.is_some_and(|name| !name.is_empty()),
        ),
        ("body", body.is_some_and(|name| !name.is_empty())),
        ("date", meeting.date.is_some()),
    ];
    known
        .into_iter()
        .filter(|(_, known)| !known)
        .map(|(name, _)| name)
        .collect()
}
