//! One fingerprint of everything that the archive answers.

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::ArchiveError;
use crate::packed::unpack;

const CURRENT: &str = "
    SELECT p.key, mu.short_name || '/' || b.slug || '/' || m.date || '/' || p.name, d.sha256, v.record
    FROM paragraphs p
    JOIN versions v ON v.key = p.key AND v.document_id = p.current_document_id
    JOIN documents d ON d.id = v.document_id
    JOIN meetings m ON m.id = p.meeting_id
    JOIN bodies b ON b.id = m.body_id
    JOIN municipalities mu ON mu.id = b.municipality_id
    ORDER BY p.key";

/// SHA-256 over key, id, document and record of every current paragraph, in the order of the keys.
pub fn digest(connection: &Connection) -> Result<String, ArchiveError> {
    let mut hasher = Sha256::new();
    let mut select = connection.prepare_cached(CURRENT)?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        hasher.update(row.get::<_, i64>(0)?.to_be_bytes());
        for column in 1..=2 {
            hasher.update(row.get_ref(column)?.as_bytes().unwrap_or_default());
            hasher.update([0]);
        }
        hasher.update(unpack(row.get_ref(3)?)?.as_bytes());
        hasher.update([0]);
    }
    Ok(hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
