//! What a person states beside the files, in `facts.toml`: for a folder and those below it, or for one file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use paragraf_language::{mask_personal_numbers, mask_personal_numbers_in_name};
use paragraf_model::{Facts, Municipality, RegisterEntry, slug};
use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;

use crate::IngestError;

/// Name of the files that facts are stated in.
pub const FACTS_FILE: &str = "facts.toml";

/// Everything that is stated for one file.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Stated {
    /// What the parser is told.
    pub facts: Facts,
    /// Where the file can be fetched.
    pub source_url: Option<String>,
}

impl Stated {
    /// The same text for the same statements; `None` where nothing is stated.
    pub fn fingerprint(&self) -> Option<String> {
        let municipality = self.facts.municipality.as_ref();
        let statements = [
            (
                "municipality",
                municipality.map(|stated| format!("{} {}", stated.name, stated.code)),
            ),
            ("body", self.facts.body.clone()),
            ("date", self.facts.date.map(|date| date.to_string())),
            ("url", self.url_without_number()),
        ];
        let stated: Vec<String> = statements
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}: {}", value?)))
            .map(|line| mask_personal_numbers(&line).text)
            .collect();
        (!stated.is_empty()).then(|| stated.join("\n"))
    }

    /// Where the file can be fetched; an address with a personal number in it leads nowhere when that is masked.
    pub fn url_without_number(&self) -> Option<String> {
        let url = self.source_url.as_ref()?;
        (mask_personal_numbers_in_name(url).count == 0).then(|| url.clone())
    }

    /// What was stated, of its [`Stated::fingerprint`].
    pub fn of_fingerprint(fingerprint: &str) -> Stated {
        let mut stated = Stated::default();
        let lines = fingerprint.lines();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            match name {
                "municipality" => {
                    stated.facts.municipality =
                        value.rsplit_once(' ').map(|(name, code)| Municipality {
                            name: name.to_owned(),
                            code: code.to_owned(),
                        });
                }
                "body" => stated.facts.body = Some(value.to_owned()),
                "date" => stated.facts.date = value.parse().ok(),
                "url" => stated.source_url = Some(value.to_owned()),
                _ => {}
            }
        }
        stated
    }

    /// Takes what is not stated yet from a place farther away.
    fn fill_from(&mut self, farther: &Statements) {
        let facts = &mut self.facts;
        facts.municipality = facts
            .municipality
            .take()
            .or_else(|| farther.municipality.clone());
        facts.body = facts.body.take().or_else(|| farther.body.clone());
        facts.date = facts.date.or(farther.date);
        self.source_url = self.source_url.take().or_else(|| farther.url.clone());
    }
}

/// What is stated for one file by options and by the facts beside it; options win.
///
/// # Errors
/// A facts file that cannot be understood.
pub fn facts_for(path: &Path, options: &Facts) -> Result<Facts, IngestError> {
    Ok(FactsFinder::default().stated(path, options)?.facts)
}

/// A municipality as a person names it: by code, full name or short name; other names are taken as they
/// stand. `None` for a code that is not in the register and for a name without letters.
pub fn municipality_named(text: &str) -> Option<Municipality> {
    let text = text.trim();
    let is_code = text.bytes().all(|byte| byte.is_ascii_digit());
    match RegisterEntry::find(text) {
        Some(entry) => Some(entry.municipality()),
        None if is_code || slug(text).is_empty() => None,
        None => Some(Municipality {
            name: text.to_owned(),
            code: String::new(),
        }),
    }
}

/// Finds what is stated for files; reads each facts file once.
#[derive(Debug, Default)]
pub struct FactsFinder {
    read: BTreeMap<PathBuf, Option<Rc<FactsFile>>>,
    /// Folders of facts files with the names in them that a file was found for.
    matched: BTreeSet<(PathBuf, String)>,
}

impl FactsFinder {
    /// Options first, then the nearest facts file up to the root of the file system, field by field.
    pub fn stated(&mut self, path: &Path, options: &Facts) -> Result<Stated, IngestError> {
        let mut stated = Stated {
            facts: options.clone(),
            source_url: None,
        };
        let path = absolute(path);
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        stated.facts.filename = name.or_else(|| options.filename.clone());
        for folder in path.ancestors().skip(1) {
            let Some(file) = self.facts_file(folder)? else {
                continue;
            };
            let name = name_below(folder, &path);
            if let Some(statements) = file.files.get(&name) {
                stated.fill_from(statements);
                self.matched.insert((folder.to_owned(), name));
            }
            stated.fill_from(&file.folder);
        }
        Ok(stated)
    }

    /// Names in facts files at or below these folders that no file was asked about for, each with its facts file.
    pub fn unmatched(&self, paths: &[PathBuf]) -> Vec<(PathBuf, String)> {
        let starts: Vec<PathBuf> = paths
            .iter()
            .filter_map(|path| path.canonicalize().ok())
            .collect();
        let mut unmatched = Vec::new();
        for (folder, file) in &self.read {
            let is_read = starts.iter().any(|start| folder.starts_with(start));
            for name in file.iter().flat_map(|file| file.files.keys()) {
                if is_read && !self.matched.contains(&(folder.clone(), name.clone())) {
                    unmatched.push((folder.join(FACTS_FILE), name.clone()));
                }
            }
        }
        unmatched
    }

    fn facts_file(&mut self, folder: &Path) -> Result<Option<Rc<FactsFile>>, IngestError> {
        if let Some(read) = self.read.get(folder) {
            return Ok(read.clone());
        }
        let read = FactsFile::read(&folder.join(FACTS_FILE))?.map(Rc::new);
        self.read.insert(folder.to_owned(), read.clone());
        Ok(read)
    }
}

/// Where the file really lies, so that what is stated does not depend on how it was named.
fn absolute(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return path.to_owned(),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    path.file_name()
        .map_or_else(|| folder.clone(), |name| folder.join(name))
}

/// One `facts.toml`.
#[derive(Debug)]
struct FactsFile {
    folder: Statements,
    files: BTreeMap<String, Statements>,
}

#[derive(Clone, Debug, Default)]
struct Statements {
    municipality: Option<Municipality>,
    body: Option<String>,
    date: Option<NaiveDate>,
    url: Option<String>,
}

/// As it is written; unknown keys are refused, so that a misspelt one does not go unnoticed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    municipality: Option<Spanned<String>>,
    code: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    date: Option<Spanned<toml::Value>>,
    source: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, WrittenFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    municipality: Option<Spanned<String>>,
    code: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    date: Option<Spanned<toml::Value>>,
    url: Option<String>,
}

/// Reads the text of a facts file and lets go of it: for those who try what anybody may write.
#[doc(hidden)]
pub fn try_facts(text: &str) -> bool {
    match FactsFile::understand(text) {
        Ok(_) => true,
        Err(unclear) => line_of(text, unclear.at.start) == 0,
    }
}

/// Something in the text that cannot be understood, and where.
struct Unclear {
    at: Range<usize>,
    message: String,
}

impl FactsFile {
    fn read(path: &Path) -> Result<Option<FactsFile>, IngestError> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(IngestError::Folder {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        FactsFile::understand(&text)
            .map(Some)
            .map_err(|unclear| IngestError::Facts {
                path: path.to_owned(),
                line: line_of(&text, unclear.at.start),
                message: unclear.message,
            })
    }

    fn understand(text: &str) -> Result<FactsFile, Unclear> {
        toml::from_str::<toml::Table>(text).map_err(|error| Unclear {
            at: error.span().unwrap_or_default(),
            message: format!(
                "this is not TOML ({}); text goes in quotation marks, dates as 2023-03-23",
                error.message()
            ),
        })?;
        let written: Written = toml::from_str(text).map_err(|error| Unclear {
            at: error.span().unwrap_or_default(),
            message: error.message().to_owned(),
        })?;
        let mut files = BTreeMap::new();
        for (name, file) in written.files {
            let municipality = municipality(file.municipality, file.code)?;
            let (body, date) = (body(file.body)?, date(file.date)?);
            files.insert(
                name.nfc().collect(),
                Statements {
                    municipality,
                    body,
                    date,
                    url: file.url,
                },
            );
        }
        let folder = Statements {
            municipality: municipality(written.municipality, written.code)?,
            body: body(written.body)?,
            date: date(written.date)?,
            url: written.source,
        };
        Ok(FactsFile { folder, files })
    }
}

/// A file's path from the folder of the facts file, with slashes. Some systems write å as a and a ring (NFD), and
/// people type it as one letter: both become one letter.
fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").nfc().collect()
}

fn municipality(
    name: Option<Spanned<String>>,
    code: Option<Spanned<String>>,
) -> Result<Option<Municipality>, Unclear> {
    let by_name = name
        .map(|name| understood_municipality(&name))
        .transpose()?;
    let by_code = match &code {
        Some(code) => Some(municipality_with_code(code)?),
        None => None,
    };
    match (by_name, by_code, code) {
        (Some(by_name), Some(by_code), Some(code)) if by_name != by_code => Err(Unclear {
            at: code.span(),
            message: format!(
                "code \"{}\" is {}, and municipality says {}; state one of them",
                code.get_ref(),
                by_code.name,
                by_name.name
            ),
        }),
        (by_name, by_code, _) => Ok(by_name.or(by_code)),
    }
}

fn understood_municipality(name: &Spanned<String>) -> Result<Municipality, Unclear> {
    municipality_named(name.get_ref()).ok_or_else(|| Unclear {
        at: name.span(),
        message: format!("\"{}\" is no municipality's name", name.get_ref()),
    })
}

fn municipality_with_code(code: &Spanned<String>) -> Result<Municipality, Unclear> {
    let entry =
        RegisterEntry::find(code.get_ref()).filter(|entry| entry.code == code.get_ref().trim());
    entry
        .map(RegisterEntry::municipality)
        .ok_or_else(|| Unclear {
            at: code.span(),
            message: format!("no municipality or region has code \"{}\"", code.get_ref()),
        })
}

fn body(body: Option<Spanned<String>>) -> Result<Option<String>, Unclear> {
    match body {
        Some(body) if slug(body.get_ref()).is_empty() => Err(Unclear {
            at: body.span(),
            message: format!("\"{}\" is no body's name", body.get_ref()),
        }),
        body => Ok(body.map(|body| body.into_inner().trim().to_owned())),
    }
}

/// Takes `2023-03-23` with and without quotation marks.
fn date(date: Option<Spanned<toml::Value>>) -> Result<Option<NaiveDate>, Unclear> {
    let Some(date) = date else {
        return Ok(None);
    };
    let understood = match date.get_ref() {
        toml::Value::String(text) => text.trim().parse().ok(),
        toml::Value::Datetime(written) if written.time.is_none() => written.date.and_then(|day| {
            NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
        }),
        _ => None,
    };
    let unclear = || Unclear {
        at: date.span(),
        message: format!("{} is no date; write it as 2023-03-23", date.get_ref()),
    };
    understood.map(Some).ok_or_else(unclear)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count()
        + 1
}
