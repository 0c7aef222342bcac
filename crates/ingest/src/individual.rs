//! Whose documents are left out: those of bodies that decide about single persons, unless the operator names them.

use paragraf_archive::{Archive, LeftOut};
use paragraf_language::mask_personal_numbers_in_name;
use paragraf_model::{Municipality, Record, decides_about_persons, slug};

use crate::{IngestConfig, IngestError, ReadError};

/// The body for whose sake a document is left out. Where nothing says whose it is, the file's own name may; so of
/// files too that could not be read.
pub fn left_out(
    result: &Result<Record, ReadError>,
    stated_body: Option<&str>,
    filename: &str,
    config: &IngestConfig,
) -> Option<LeftOut> {
    let meeting = result.as_ref().ok().map(|record| &record.meeting);
    let body = meeting
        .and_then(|meeting| meeting.body.as_deref())
        .or(stated_body);
    let body = body_left_out(body, filename, config)?;
    let municipality: Option<Municipality> =
        meeting.and_then(|meeting| meeting.municipality.clone());
    Some(LeftOut { municipality, body })
}

/// As [`left_out`], of what is known.
fn body_left_out(body: Option<&str>, filename: &str, config: &IngestConfig) -> Option<String> {
    let stem = filename.rsplit_once('.').map_or(filename, |(stem, _)| stem);
    let body = match body {
        Some(body) => body.to_owned(),
        None => mask_personal_numbers_in_name(stem).text,
    };
    (decides_about_persons(&body) && !is_named(&body, config)).then_some(body)
}

/// Whether the operator wants the body read in all the same.
pub fn is_named(body: &str, config: &IngestConfig) -> bool {
    let body = slug(body);
    let mut named = config.individual_matters.iter().map(|named| slug(named));
    named
        .any(|named| !named.is_empty() && (body == named || body.starts_with(&format!("{named}-"))))
}

/// Takes out what an archive holds from before the rule, or from when the body was named. Gives how many changes of
/// current paragraphs that made, and the documents.
pub fn leave_out_held(
    archive: &mut Archive,
    config: &IngestConfig,
) -> Result<(u32, Vec<String>), IngestError> {
    let mut changes = 0;
    let mut files = Vec::new();
    for held in archive.reader().held_documents()? {
        let Some(body) = body_left_out(held.body.as_deref(), &held.filename, config) else {
            continue;
        };
        let meeting = archive
            .reader()
            .document(&held.sha256)?
            .and_then(|document| document.meeting);
        let of = LeftOut {
            municipality: meeting.and_then(|meeting| meeting.municipality),
            body,
        };
        changes += archive
            .leave_out(&held.sha256, of, (config.clock)())?
            .changes;
        files.push(held.filename);
    }
    Ok((changes, files))
}
