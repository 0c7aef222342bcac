//! The archive that a copy is made of, as it answers.

use std::io::{self, Read};

use paragraf_archive::CopyError;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Version of the list, the feed and the lines that this program reads.
const FORMAT: u32 = 1;

/// JSON beyond this is no answer to what was asked.
const LONGEST_ANSWER: u64 = 256 * 1024 * 1024;

/// How the source is asked: one request at a time, as slowly as it wants it.
pub trait Source {
    /// Without a slash at the end.
    fn address(&self) -> String;

    /// What lies at a path of it, to be read once.
    ///
    /// # Errors
    /// There is nothing, or it does not answer.
    fn get(&mut self, path: &str) -> Result<Box<dyn Read>, SourceError>;
}

/// Why the source gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nothing is there, or not any more.
    #[error("there is nothing at {address}")]
    NotThere { address: String },
    /// The place in its feed is none that it knows.
    #[error("the source was restored from a backup")]
    StaleCursor,
    /// It does not answer, or not as it should.
    #[error(
        "{address} does not answer ({cause}); check the address and the network, then run this again: it goes on where it stopped"
    )]
    Failed { address: String, cause: String },
}

/// Why a copy is not made.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// Something else lies at the address.
    #[error(
        "{address} is no Paragraf archive that can be copied; give the address of its start page"
    )]
    NoArchive { address: String },
    /// A later version.
    #[error(
        "{address} hands itself out in form {found}, and this program reads form {FORMAT}; use the newer program"
    )]
    Newer { address: String, found: u32 },
    /// What came makes no sense.
    #[error(
        "{address} answers what cannot be read ({cause}); the source may be of a later version: use the newer program"
    )]
    Garbled { address: String, cause: String },
    /// The answer ended before its end.
    #[error(
        "the answer of {address} broke off ({cause}); run this again: it goes on where it stopped"
    )]
    BrokenOff { address: String, cause: io::Error },
    /// The source does not answer.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The archive here does not take it.
    #[error(transparent)]
    Copy(#[from] CopyError),
}

impl MirrorError {
    /// Wrong use rather than a failing world.
    pub fn is_wrong_use(&self) -> bool {
        matches!(
            self,
            MirrorError::NoArchive { .. }
                | MirrorError::Copy(CopyError::HoldsOthers | CopyError::OtherSource { .. })
        )
    }
}

/// The list of files.
#[derive(Clone, Debug, Deserialize)]
pub struct List {
    pub format: u32,
    pub archive: String,
    pub cursor: String,
    pub files: Vec<ListedFile>,
    pub withdrawals: ListedWithdrawals,
    pub lexicon: Option<String>,
    pub lexicon_url: Option<String>,
}

/// One of them.
#[derive(Clone, Debug, Deserialize)]
pub struct ListedFile {
    pub name: String,
    pub url: String,
    pub documents: u64,
    pub version: String,
}

/// The file of withdrawals.
#[derive(Clone, Debug, Deserialize)]
pub struct ListedWithdrawals {
    pub url: String,
}

/// A part of the feed.
#[derive(Clone, Debug, Deserialize)]
pub struct Changes {
    pub changes: Vec<Change>,
    pub next: String,
    pub more: bool,
}

/// A document that changed.
#[derive(Clone, Debug, Deserialize)]
pub struct Change {
    pub document: String,
    pub url: Option<String>,
    pub hash: Option<String>,
}

/// Which files there are; what else answers there is no archive.
pub fn list(source: &mut dyn Source, path: &str) -> Result<List, MirrorError> {
    #[derive(Deserialize)]
    struct Formed {
        format: u32,
    }
    let no_archive = |address: String| MirrorError::NoArchive { address };
    let found = bytes(source, path, LONGEST_ANSWER)?;
    let found = found.ok_or_else(|| no_archive(source.address()))?;
    let Ok(Formed { format }) = serde_json::from_slice(&found) else {
        return Err(no_archive(source.address()));
    };
    if format > FORMAT {
        return Err(MirrorError::Newer {
            address: source.address(),
            found: format,
        });
    }
    serde_json::from_slice::<List>(&found)
        .ok()
        .filter(|list| list.format == FORMAT)
        .ok_or_else(|| no_archive(source.address()))
}

/// A whole answer in JSON.
pub fn json<T: DeserializeOwned>(source: &mut dyn Source, path: &str) -> Result<T, MirrorError> {
    let address = format!("{}{path}", source.address());
    let Some(found) = bytes(source, path, LONGEST_ANSWER)? else {
        return Err(SourceError::NotThere { address }.into());
    };
    serde_json::from_slice(&found).map_err(|error| MirrorError::Garbled {
        address,
        cause: error.to_string(),
    })
}

/// All bytes of an answer; `None` where there is nothing.
pub fn bytes(
    source: &mut dyn Source,
    path: &str,
    most: u64,
) -> Result<Option<Vec<u8>>, MirrorError> {
    let reading = match source.get(path) {
        Err(SourceError::NotThere { .. }) => return Ok(None),
        got => got?,
    };
    let address = || format!("{}{path}", source.address());
    let mut bytes = Vec::new();
    let read = reading.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|cause| MirrorError::BrokenOff {
        address: address(),
        cause,
    })?;
    if bytes.len() as u64 > most {
        return Err(MirrorError::Garbled {
            address: address(),
            cause: "it is too long".to_owned(),
        });
    }
    Ok(Some(bytes))
}
