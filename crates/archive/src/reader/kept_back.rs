//! What of the documents is kept from readers: masked numbers, hidden text, originals, bodies that are left out.

use rusqlite::Connection;

use crate::codec::decode_meeting;
use crate::stored::{WITHHELD_STATUSES, WITHHOLDING_FINDINGS};
use crate::{ArchiveError, HeldDocument, KeptBack, LeftOutBody};

/// The finding begins with the number, in letters where it is one.
const MASKED: &str = "
    SELECT coalesce(sum(CASE WHEN message LIKE 'Ett %' THEN 1 ELSE CAST(message AS INTEGER) END), 0),
           count(DISTINCT document_id)
    FROM findings WHERE kind = 'personal_number_masked'";
const HIDDEN: &str = "SELECT count(DISTINCT document_id) FROM findings WHERE kind = 'hidden_text'";
/// What stands before the count that each such finding has.
const HIDDEN_KINDS: &str = "
    SELECT CASE WHEN instr(message, ' har utelämnats') > 0
                    THEN substr(message, 1, instr(message, ' har utelämnats') - 1)
                WHEN instr(message, ' (') > 0 THEN substr(message, 1, instr(message, ' (') - 1)
                ELSE rtrim(message, '.') END AS what,
           count(DISTINCT document_id) AS documents
    FROM findings WHERE kind = 'hidden_text' GROUP BY what ORDER BY documents DESC, what";
const LEFT_OUT: &str = "
    SELECT coalesce(json_extract(meeting, '$.municipality.name'), '') AS municipality,
           coalesce(json_extract(meeting, '$.body'), '') AS body, count(*)
    FROM documents WHERE status <> 'indexed' AND status = 'left_out'
    GROUP BY municipality, body ORDER BY municipality, body";
const LEFT_OUT_DOCUMENTS: &str =
    "SELECT sha256 FROM documents WHERE status <> 'indexed' AND status = 'left_out'";
const HELD: &str = "
    SELECT d.sha256, d.filename, m.body_name, CASE WHEN m.id IS NULL THEN d.meeting END
    FROM documents d LEFT JOIN meetings m ON m.id = d.meeting_id
    WHERE d.status NOT IN ('left_out', 'withdrawn') ORDER BY d.id";

/// Everything of it.
pub fn kept_back(connection: &Connection) -> Result<KeptBack, ArchiveError> {
    let (masked_numbers, with_masked_numbers) = connection
        .prepare_cached(MASKED)?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let with_hidden_text = count(connection, HIDDEN)?;
    let hidden_kinds = connection
        .prepare_cached(HIDDEN_KINDS)?
        .query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
        })?
        .collect::<Result<_, _>>()?;
    let left_out = connection
        .prepare_cached(LEFT_OUT)?
        .query_map([], |row| {
            Ok(LeftOutBody {
                municipality: row.get(0)?,
                body: row.get(1)?,
                documents: row.get::<_, i64>(2)?.unsigned_abs(),
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(KeptBack {
        masked_numbers: masked_numbers.unsigned_abs(),
        with_masked_numbers: with_masked_numbers.unsigned_abs(),
        with_hidden_text,
        hidden_kinds,
        withheld_originals: withheld(connection)?,
        left_out,
    })
}

/// As [`crate::StoredDocument::may_be_handed_out`] tells of one; what is left out has no original.
fn withheld(connection: &Connection) -> Result<u64, ArchiveError> {
    let kinds: Vec<&str> = WITHHOLDING_FINDINGS
        .iter()
        .map(|kind| kind.name())
        .collect();
    let statuses = WITHHELD_STATUSES.iter().map(|status| status.name());
    let statuses: Vec<&str> = statuses.filter(|status| *status != "left_out").collect();
    count(
        connection,
        &format!(
            "SELECT count(*) FROM (
                 SELECT document_id FROM findings WHERE kind IN ('{}')
                 UNION SELECT id FROM documents WHERE status <> 'indexed' AND status IN ('{}')
                 UNION SELECT id FROM documents WHERE original IN ('withheld', 'gone') AND status = 'indexed')",
            kinds.join("', '"),
            statuses.join("', '")
        ),
    )
}

fn count(connection: &Connection, select: &str) -> Result<u64, ArchiveError> {
    let count: i64 = connection
        .prepare_cached(select)?
        .query_row([], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Documents that are left out.
pub fn left_out_documents(connection: &Connection) -> Result<Vec<String>, ArchiveError> {
    let documents = connection
        .prepare_cached(LEFT_OUT_DOCUMENTS)?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(documents)
}

/// Every document that is not left out, with its body.
pub fn held_documents(connection: &Connection) -> Result<Vec<HeldDocument>, ArchiveError> {
    let mut select = connection.prepare_cached(HELD)?;
    let mut rows = select.query([])?;
    let mut held = Vec::new();
    while let Some(row) = rows.next()? {
        let of_meeting: Option<String> = row.get(2)?;
        let stated = decode_meeting(row.get_ref(3)?)?;
        held.push(HeldDocument {
            sha256: row.get(0)?,
            filename: row.get(1)?,
            body: of_meeting.or(stated.and_then(|stated| stated.body)),
        });
    }
    Ok(held)
}
