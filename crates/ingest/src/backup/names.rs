//! Names of entries: what a restore writes, and nothing else, whatever a file says.

use std::path::{Path, PathBuf};

use super::manifest::IndexInBackup;

pub const CATALOGUE: &str = "archive.db";
pub const WITHDRAWALS: &str = "withdrawals.jsonl";

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    Catalogue,
    Withdrawals,
    /// By its SHA-256.
    Original(&'a str),
    /// A file of the index, within its generation's folder.
    Index(&'a str),
}

/// Of an original.
pub fn of_original(sha256: &str) -> String {
    let shelf = sha256.get(..2).unwrap_or_default();
    format!("originals/{shelf}/{sha256}")
}

/// Of a file of the index.
pub fn of_index_file(generation: &str, name: &str) -> String {
    format!("index/{generation}/{name}")
}

/// What an entry is; `None` for a name that this program never writes.
pub fn read<'a>(name: &'a str, index: Option<&IndexInBackup>) -> Option<Named<'a>> {
    let parts: Vec<&str> = name.split('/').collect();
    match parts.as_slice() {
        [CATALOGUE] => Some(Named::Catalogue),
        [WITHDRAWALS] => Some(Named::Withdrawals),
        ["originals", _, sha256] if is_sha256(sha256) && of_original(sha256) == name => {
            Some(Named::Original(sha256))
        }
        ["index", generation, file]
            if index.is_some_and(|index| index.generation == *generation)
                && is_plain(generation)
                && is_plain(file.strip_prefix('.').unwrap_or(file)) =>
        {
            Some(Named::Index(file))
        }
        _ => None,
    }
}

/// Where an original lies in a data folder.
pub fn place_of_original(data: &Path, sha256: &str) -> PathBuf {
    data.join(of_original(sha256))
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Letters, digits, hyphens, and dots between them: no folder, no way out of one.
fn is_plain(name: &str) -> bool {
    name.split('.').all(|part| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::{Named, read};
    use crate::backup::manifest::IndexInBackup;

    #[test]
    fn only_what_a_backup_holds_has_a_name_that_is_restored() {
        let index = IndexInBackup {
            generation: "s1a1-000001".to_owned(),
            sequence: 1,
            edition: "s1a1".to_owned(),
        };
        let sha256 = "ab".repeat(32);
        let original = format!("originals/ab/{sha256}");
        assert_eq!(
            read(&original, None),
            Some(Named::Original(sha256.as_str()))
        );
        assert_eq!(
            read("index/s1a1-000001/.managed.json", Some(&index)),
            Some(Named::Index(".managed.json"))
        );
        for refused in [
            "../archive.db",
            "/archive.db",
            "archive.db/",
            "originals/../archive.db",
            "originals/ab/../../x",
            &format!("originals/cd/{sha256}"),
            &format!("originals/ab/{}", sha256.to_uppercase()),
            "index/s1a1-000002/meta.json",
            "index/s1a1-000001/../x",
            "index/s1a1-000001/..",
            "index/s1a1-000001/a/b",
            "index/s1a1-000001/a\\b",
            "index/s1a1-000001/",
            "",
        ] {
            assert_eq!(read(refused, Some(&index)), None, "{refused}");
        }
        assert_eq!(read("index/s1a1-000001/meta.json", None), None);
    }
}
