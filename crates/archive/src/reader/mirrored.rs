//! What a copy of another archive knows of its source.

use rusqlite::{Connection, OptionalExtension, params};

use super::Reader;
use super::copies::{bulk, in_file};
use crate::ArchiveError;
use crate::copy::MirrorState;

impl Reader {
    /// What this archive is a copy of, if it is one.
    pub fn mirror(&self) -> Result<Option<MirrorState>, ArchiveError> {
        self.pool.read(mirror)
    }

    /// What was taken of one of the source's files, as [`crate::Archive::note_mirrored_file`] noted it.
    pub fn mirrored_file(&self, name: &str) -> Result<Option<String>, ArchiveError> {
        self.pool.read(|connection| noted_file(connection, name))
    }

    /// The names of the files that what is held would be handed out as.
    pub fn bulk_names(&self) -> Result<Vec<String>, ArchiveError> {
        self.pool.read(file_names)
    }

    /// SHA-256 of each document in such a file.
    pub fn documents_in_file(&self, name: &str) -> Result<Vec<String>, ArchiveError> {
        self.pool.read(|connection| {
            let found = in_file(connection, name)?;
            Ok(found.into_iter().map(|(_, sha256)| sha256).collect())
        })
    }

    /// Documents after a row whose originals the source may hand out, with their rows.
    pub fn originals_elsewhere_after(
        &self,
        after: i64,
        limit: u32,
    ) -> Result<Vec<(i64, String)>, ArchiveError> {
        self.pool
            .read(|connection| elsewhere_after(connection, after, limit))
    }
}

/// What the archive is a copy of, if it is one.
fn mirror(connection: &Connection) -> Result<Option<MirrorState>, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT source, archive, cursor FROM mirror")?
        .query_row([], |row| {
            Ok(MirrorState {
                source: row.get(0)?,
                archive: row.get(1)?,
                cursor: row.get(2)?,
            })
        })
        .optional()?)
}

/// The names of the files that what is held would be handed out as.
fn file_names(connection: &Connection) -> Result<Vec<String>, ArchiveError> {
    Ok(bulk(connection)?
        .files
        .into_iter()
        .filter(|file| file.documents > 0)
        .map(|file| file.name)
        .collect())
}

/// What was taken of one of the source's files.
fn noted_file(connection: &Connection, name: &str) -> Result<Option<String>, ArchiveError> {
    Ok(connection
        .prepare_cached("SELECT version FROM mirrored_files WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

/// Documents after a row whose originals the source hands out and nobody fetched.
fn elsewhere_after(
    connection: &Connection,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, String)>, ArchiveError> {
    let found = connection
        .prepare_cached(
            "SELECT id, sha256 FROM documents WHERE id > ?1 AND original = 'elsewhere' ORDER BY id LIMIT ?2",
        )?
        .query_map(params![after, limit], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    Ok(found)
}
