//! What is not there because it was taken out is told from what never was.

use paragraf_archive::{ArchiveError, Reader, Withdrawal};
use paragraf_model::{MeetingId, ParagraphId};

use crate::problem::{Kind, Problem};

/// A paragraph that was found, or why it is not shown. `sha256` names the document it was looked for in.
pub fn paragraph<Found>(
    archive: &Reader,
    id: &ParagraphId,
    sha256: Option<&str>,
    found: Option<Found>,
) -> Result<Found, Problem> {
    shown("Paragrafen", found, || {
        if let Some(withdrawal) = archive.withdrawal_of_paragraph(id)? {
            return Ok(Some(withdrawal));
        }
        let of_document = sha256.map(|sha256| archive.withdrawal_of_document(sha256));
        Ok(of_document.transpose()?.flatten())
    })
}

/// A meeting that was found, or why it is not shown.
pub fn meeting<Found>(
    archive: &Reader,
    id: &MeetingId,
    found: Option<Found>,
) -> Result<Found, Problem> {
    shown("Sammanträdet", found, || archive.withdrawal_of_meeting(id))
}

/// A document that was found, or why it is not shown; what was withdrawn is held and not shown.
pub fn document<Found>(
    archive: &Reader,
    sha256: &str,
    found: Option<Found>,
) -> Result<Found, Problem> {
    if let Some(withdrawal) = archive.withdrawal_of_document(sha256)? {
        return Err(Problem::withdrawn("Dokumentet", &withdrawal));
    }
    shown("Dokumentet", found, || Ok(None))
}

fn shown<Found>(
    what: &str,
    found: Option<Found>,
    withdrawal: impl FnOnce() -> Result<Option<Withdrawal>, ArchiveError>,
) -> Result<Found, Problem> {
    if let Some(found) = found {
        return Ok(found);
    }
    Err(match withdrawal()? {
        Some(withdrawal) => Problem::withdrawn(what, &withdrawal),
        None => Problem::new(Kind::NotFound, format!("{what} finns inte i arkivet.")),
    })
}
