//! The stamp of a commit.

use serde::{Deserialize, Serialize};

use crate::OpenError;
use crate::generations::Folder;
use crate::schema::SCHEMA_VERSION;

/// What every commit carries: by which rules it was made and how far it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamp {
    pub generation: String,
    pub schema: u32,
    pub analysis: u32,
    /// Fingerprint of the lexicon that lies in the generation's folder; none where the built-in one serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<String>,
    /// The archive's change that the commit is up to.
    pub sequence: u64,
}

impl Stamp {
    pub fn new(generation: &str, sequence: u64) -> Stamp {
        Stamp {
            generation: generation.to_owned(),
            schema: SCHEMA_VERSION,
            analysis: paragraf_language::ANALYSIS_VERSION,
            lexicon: None,
            sequence,
        }
    }
}

impl Folder {
    /// The stamp of the last commit.
    pub fn stamp(&self, index: &tantivy::Index) -> Result<Stamp, OpenError> {
        let metas = index.load_metas().map_err(|error| self.damaged(&error))?;
        let payload = metas
            .payload
            .ok_or_else(|| self.damaged(&"its last commit has no stamp"))?;
        serde_json::from_str(&payload).map_err(|error| self.damaged(&error))
    }

    /// That this program can use what bears it.
    pub fn check(&self, stamp: &Stamp) -> Result<(), OpenError> {
        let path = self.path.clone();
        let expected = Stamp::new("", 0);
        for (what, found, known) in [
            ("schema", stamp.schema, expected.schema),
            ("analysis", stamp.analysis, expected.analysis),
        ] {
            if found > known {
                return Err(OpenError::Newer {
                    path,
                    what,
                    found,
                    known,
                });
            }
        }
        if stamp.schema != expected.schema {
            let (found, expected) = (stamp.schema, expected.schema);
            return Err(OpenError::OtherSchema {
                path,
                found,
                expected,
            });
        }
        if stamp.analysis != expected.analysis {
            let (found, expected) = (stamp.analysis, expected.analysis);
            return Err(OpenError::OtherAnalysis {
                path,
                found,
                expected,
            });
        }
        Ok(())
    }
}
