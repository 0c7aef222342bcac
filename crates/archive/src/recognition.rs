//! Pages that are pictures: which of them wait for text recognition, and what a reading without it would lose.

use std::collections::BTreeSet;

use paragraf_model::{Finding, FindingKind};

use crate::ReadResult;

/// Of a finding `f`: its page waits for text recognition. As [`pages_that_wait`] has it.
macro_rules! page_waits {
    () => {
        "(f.kind = 'page_without_text' OR (f.kind = 'text_unreadable' AND f.page IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM findings r WHERE r.document_id = f.document_id
                             AND r.kind = 'text_recognised' AND r.page = f.page)))"
    };
}
pub(crate) use page_waits;

/// How many pages could be read by a recogniser and were not. Poor text of a file without pages is no picture, and
/// poor text that was recognised is the best there is.
pub fn pages_that_wait(findings: &[Finding]) -> usize {
    let recognised: BTreeSet<Option<u32>> = findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::TextRecognised)
        .map(|finding| finding.page)
        .collect();
    let waits = |finding: &&Finding| match finding.kind {
        FindingKind::PageWithoutText => true,
        FindingKind::TextUnreadable => {
            finding.page.is_some() && !recognised.contains(&finding.page)
        }
        _ => false,
    };
    let pages: BTreeSet<Option<u32>> = findings
        .iter()
        .filter(waits)
        .map(|finding| finding.page)
        .collect();
    pages.len()
}

/// Whether a reading leaves out pages that were read when these findings were made.
pub fn would_lose(held: &[Finding], result: &ReadResult) -> bool {
    match result {
        ReadResult::Record(record) => pages_that_wait(&record.findings) > pages_that_wait(held),
        ReadResult::Waiting { .. } => true,
        ReadResult::Failed { .. } | ReadResult::LeftOut(_) => false,
    }
}
