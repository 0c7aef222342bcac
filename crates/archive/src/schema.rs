//! The catalogue's form and how an older one is brought to it.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::settle::{Occasion, settle};
use crate::{ArchiveError, OpenError};

/// Marks a SQLite file as ours: "Praf".
const APPLICATION_ID: i32 = 0x5072_6166;

/// Numbered steps: step n brings version n to n + 1. Never change one that was released; add another.
pub(crate) const STEPS: [&str; 5] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
];

/// How long one statement waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);

/// Between two tries to open a catalogue that another program is making.
const BUSY_PAUSE: Duration = Duration::from_millis(20);

/// Pages that the writer keeps. Rows come by municipality and their keys sort by day, so that every file touches pages
/// all over the tables: with SQLite's own 2 MB each of them would be read again and again.
const WRITER_CACHE_KIB: i64 = 128 * 1024;

/// Pages that each reader keeps, of 8 kB. What leads to paragraphs, and the meetings and documents they belong to, is then
/// read once from the system; the paragraphs themselves are too many to be kept.
const READER_CACHE_KIB: i64 = 12 * 1024;

/// Every query is prepared once per connection.
const CACHED_STATEMENTS: usize = 64;

/// Where the catalogue of a data folder lies.
pub fn catalogue_path(data_dir: &Path) -> PathBuf {
    data_dir.join("archive.db")
}

/// Opens the catalogue for writing; makes it or brings it up to date.
pub fn open_for_writing(path: &Path) -> Result<Connection, OpenError> {
    let begun = Instant::now();
    loop {
        // SQLite does not wait by itself while another program switches a new catalogue to its log.
        match prepare_for_writing(path) {
            Err(OpenError::Busy { .. }) if begun.elapsed() < BUSY_TIMEOUT => {
                thread::sleep(BUSY_PAUSE);
            }
            opened => return opened,
        }
    }
}

fn prepare_for_writing(path: &Path) -> Result<Connection, OpenError> {
    let failed = |source| cannot_open(path, source);
    let mut connection = Connection::open(path).map_err(failed)?;
    configure(&connection).map_err(failed)?;
    let found = version(&connection, path)?;
    // Only an empty file takes a page size, and only before the first table.
    if found == 0 {
        connection
            .pragma_update(None, "page_size", 8192)
            .map_err(failed)?;
    }
    connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
        .map_err(failed)?;
    // The seal has to know what is put from the log into the catalogue: see `seal`.
    connection
        .pragma_update(None, "wal_autocheckpoint", 0)
        .map_err(failed)?;
    connection
        .pragma_update(None, "synchronous", "FULL")
        .map_err(failed)?;
    connection
        .pragma_update(None, "cache_size", -WRITER_CACHE_KIB)
        .map_err(failed)?;
    connection
        .pragma_update(None, "foreign_keys", true)
        .map_err(failed)?;
    if found < known_version() {
        migrate(&mut connection, path)?;
    }
    Ok(connection)
}

/// A catalogue that is open for reading.
#[derive(Debug)]
pub enum Reading {
    /// Beside the writer, as long as one likes.
    Beside(Connection),
    /// As the file lies there, for one read: nobody keeps it from being changed meanwhile.
    AsItLies(Connection),
}

/// Opens the catalogue for reading only; it has to be there and of this version.
pub fn open_for_reading(path: &Path) -> Result<Reading, OpenError> {
    if !path.exists() {
        return Err(OpenError::Missing {
            path: path.to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let beside = Connection::open_with_flags(path, flags)
        .map_err(|source| cannot_open(path, source))
        .and_then(|connection| of_this_version(connection, path));
    match beside {
        // Readers and writer share a file beside the catalogue, which a full or write-protected disk does not give.
        // There no writer gets far either, and all that was written is in the catalogue where no log is left.
        Err(OpenError::Folder { .. } | OpenError::Disk { .. }) if !has_log(path) => {
            let flags = flags | OpenFlags::SQLITE_OPEN_URI;
            let connection = Connection::open_with_flags(as_it_lies(path), flags)
                .map_err(|source| cannot_open(path, source))?;
            of_this_version(connection, path).map(Reading::AsItLies)
        }
        beside => beside.map(Reading::Beside),
    }
}

/// What was committed and is not in the catalogue yet.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// SQLite's address of a file that nobody changes.
fn as_it_lies(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = path.replace('%', "%25").replace('?', "%3f");
    format!("file:{}?immutable=1", path.replace('#', "%23"))
}

fn of_this_version(connection: Connection, path: &Path) -> Result<Connection, OpenError> {
    configure(&connection)
        .and_then(|()| connection.pragma_update(None, "cache_size", -READER_CACHE_KIB))
        .map_err(|source| cannot_open(path, source))?;
    let (found, known) = (version(&connection, path)?, known_version());
    if found < known {
        return Err(OpenError::Older {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(connection)
}

/// Looks at a catalogue without changing anything.
pub fn refuse_unknown(path: &Path) -> Result<(), OpenError> {
    if !path.is_file() {
        return Ok(());
    }
    match open_for_reading(path) {
        Err(error @ (OpenError::Newer { .. } | OpenError::Foreign { .. })) => Err(error),
        _ => Ok(()),
    }
}

fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // A plan that looks at the values is made anew each time they change, which costs more than the statements do.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    Ok(())
}

/// The version found: 0 for a new file. Refuses what is newer or somebody else's.
fn version(connection: &Connection, path: &Path) -> Result<u32, OpenError> {
    let failed = |source| cannot_open(path, source);
    // In one statement, so that all three are of one moment: another program may be making the catalogue.
    let (application_id, found, tables): (i32, i32, i64) = connection
        .query_row(
            "SELECT (SELECT application_id FROM pragma_application_id),
                    (SELECT user_version FROM pragma_user_version),
                    (SELECT count(*) FROM sqlite_schema)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .map_err(failed)?;
    let found = found.unsigned_abs();
    let path = path.to_owned();
    match (application_id, found) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION_ID, found) if found > known_version() => Err(OpenError::Newer {
            path,
            found,
            known: known_version(),
        }),
        (APPLICATION_ID, found) => Ok(found),
        _ => Err(OpenError::Foreign { path }),
    }
}

fn known_version() -> u32 {
    STEPS.len() as u32
}

/// All steps in one transaction: two programs that start at once do not both take them.
fn migrate(connection: &mut Connection, path: &Path) -> Result<(), OpenError> {
    let failed = |source| cannot_open(path, source);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed)?;
    let found = version(&transaction, path)?;
    for step in STEPS.iter().skip(found as usize) {
        transaction.execute_batch(step).map_err(failed)?;
    }
    // Step 4 to 5 changes nothing that follows from documents.
    if (1..4).contains(&found) {
        settle_all(&transaction).map_err(|error| OpenError::Database {
            path: path.to_owned(),
            cause: error.to_string(),
        })?;
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(failed)?;
    transaction
        .pragma_update(None, "user_version", known_version())
        .map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// What follows from the documents by the rules of this version.
fn settle_all(connection: &Connection) -> Result<(), ArchiveError> {
    let meetings: Vec<i64> = connection
        .prepare("SELECT id FROM meetings ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let at: Option<String> =
        connection.query_row("SELECT max(received_at) FROM documents", [], |row| {
            row.get(0)
        })?;
    let at = at.unwrap_or_default();
    let occasion = Occasion::without_document(&at);
    for meeting in meetings {
        settle(connection, meeting, occasion)?;
    }
    Ok(())
}

fn cannot_open(path: &Path, source: rusqlite::Error) -> OpenError {
    let path = path.to_owned();
    match source.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => OpenError::Foreign { path },
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            OpenError::Busy { path }
        }
        Some(rusqlite::ErrorCode::DiskFull | rusqlite::ErrorCode::SystemIoFailure) => {
            OpenError::Disk {
                path,
                cause: source.to_string(),
            }
        }
        // Readers too keep a log and a lock beside the catalogue.
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly) => {
            OpenError::Folder {
                path,
                source: io::Error::other(source.to_string()),
            }
        }
        _ => OpenError::Database {
            path,
            cause: source.to_string(),
        },
    }
}
