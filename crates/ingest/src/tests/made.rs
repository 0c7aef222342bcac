//! Folders of files made by hand, and a reader for a format that needs no parser.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use paragraf_archive::Reader;
use paragraf_extract::ExtractError;
use paragraf_index::Index;
use paragraf_model::{
    DocumentFacts, DocumentKind, Facts, MediaType, Meeting, Paragraph, Record, SCHEMA, Section,
    SectionKind, Sources,
};
use tempfile::TempDir;

use crate::facts::FactsFinder;
use crate::{IngestConfig, IngestError, Outcome, Progress, ReadError, Summary, facts, run};

/// Waits until something holds; `false` where it does not within a minute.
pub fn waited(holds: impl Fn() -> bool) -> bool {
    let tries = (0..6_000).map(|_| std::thread::sleep(std::time::Duration::from_millis(10)));
    std::iter::once(()).chain(tries).any(|()| holds())
}

/// Waits until somebody raises a flag.
pub fn waited_for(flag: &AtomicBool) -> bool {
    waited(|| flag.load(Ordering::SeqCst))
}

/// §§ of a file of [`Place::write_many`].
pub const IN_EACH: usize = 300;

/// A folder to read from, and a data and an index folder beside it.
pub struct Place {
    folder: TempDir,
    pub config: IngestConfig,
}

impl Place {
    pub fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let config = IngestConfig {
            patience: std::time::Duration::from_millis(200),
            ..IngestConfig::new(folder.path().join("data"), folder.path().join("index"))
        };
        fs::create_dir(folder.path().join("in")).unwrap();
        Place { folder, config }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("in").join(name)
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, name: &str, contents: &str) -> &Place {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    /// Writes files of [`IN_EACH`] §§, each of another meeting.
    pub fn write_many(&self, files: Range<usize>) -> &Place {
        for file in files {
            let lines = (1..=IN_EACH).map(|number| format!("{number} Ärende {file}."));
            let lines: Vec<String> = lines.collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let text = minutes("Nämnden", &format!("20{file:02}-03-05"), &lines);
            self.write(&format!("{file:02}.txt"), &text);
        }
        self
    }

    /// How many segments the index has.
    pub fn parts(&self) -> usize {
        let mut generations = fs::read_dir(&self.config.index).unwrap().flatten();
        let generation = generations.find(|entry| entry.path().is_dir()).unwrap();
        let files = fs::read_dir(generation.path()).unwrap().flatten();
        let has_terms =
            |file: &fs::DirEntry| file.path().extension().is_some_and(|end| end == "term");
        files.filter(has_terms).count()
    }

    /// Reads in everything there is to read.
    pub fn ingest(&self) -> Summary {
        self.ingest_paths(&[self.path("")]).unwrap()
    }

    pub fn ingest_paths(&self, paths: &[PathBuf]) -> Result<Summary, IngestError> {
        run::ingest_with(&read, paths, &self.config, &mut |_| {})
    }

    /// What became of each file, by its name in the folder.
    pub fn outcomes(&self) -> Vec<(String, Outcome)> {
        let mut outcomes = Vec::new();
        run::ingest_with(&read, &[self.path("")], &self.config, &mut |progress| {
            if let Progress::File { path, outcome } = progress {
                let name = path
                    .strip_prefix(self.path(""))
                    .unwrap()
                    .display()
                    .to_string();
                outcomes.push((name, outcome));
            }
        })
        .unwrap();
        outcomes
    }

    /// What is stated for a file, in one line.
    pub fn stated(&self, name: &str) -> Result<String, IngestError> {
        let stated = FactsFinder::default().stated(&self.path(name), &self.config.stated)?;
        let facts = stated.facts;
        let municipality = facts.municipality.map(|municipality| municipality.name);
        let date = facts.date.map(|date| date.to_string());
        let parts = [municipality, facts.body, date, stated.source_url];
        Ok(parts.map(|part| part.unwrap_or("–".to_owned())).join(", "))
    }

    pub fn archive(&self) -> Reader {
        Reader::open(&self.config.data).unwrap()
    }

    pub fn index(&self) -> Index {
        Index::open(&self.config.index).unwrap()
    }
}

/// Reads lines `kommun: …`, `organ: …`, `datum: …`, and a paragraph of every other line: `12 text`.
/// A text that says so fails, panics or is not minutes.
pub fn read(bytes: &[u8], facts: &Facts) -> Result<Record, ReadError> {
    let text = std::str::from_utf8(bytes).unwrap_or("skadad");
    match text {
        "" => return Err(ExtractError::Empty.into()),
        "skadad" => {
            return Err(ExtractError::Damaged {
                detail: "no pages".to_owned(),
            }
            .into());
        }
        _ => {}
    }
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.map(|value| value.trim().to_owned())
    };
    let date: Option<NaiveDate> = value("datum:").and_then(|date| date.parse().ok());
    let municipality = value("kommun:").and_then(|name| facts::municipality_named(&name));
    let kind = match value("slag:").as_deref() {
        Some("utdrag") => DocumentKind::Extract,
        Some("annat") => DocumentKind::NotMinutes,
        _ => DocumentKind::Minutes,
    };
    Ok(Record {
        schema: SCHEMA,
        document: DocumentFacts {
            sha256: paragraf_archive::sha256_of(bytes),
            filename: facts.filename.clone().unwrap_or_default(),
            media_type: MediaType::PlainText,
            pages: None,
            language: None,
            kind,
            text_quality: 1.0,
        },
        meeting: Meeting {
            municipality: facts.municipality.clone().or(municipality),
            body: facts.body.clone().or(value("organ:")),
            date: facts.date.or(date),
            ..Meeting::default()
        },
        paragraphs: text.lines().filter_map(paragraph).collect(),
        findings: Vec::new(),
    })
}

fn paragraph(line: &str) -> Option<Paragraph> {
    let (number, text) = line.split_once(' ')?;
    let number = number.parse().ok()?;
    Some(Paragraph {
        number,
        suffix: None,
        label: format!("§ {number}"),
        body_prefix: None,
        title: None,
        case_numbers: Vec::new(),
        case_officers: Vec::new(),
        sections: vec![Section {
            kind: SectionKind::Decision,
            heading: None,
            text: text.to_owned(),
            pages: None,
            lines: [1, 1],
        }],
        basis: Vec::new(),
        decision: None,
        votes: Vec::new(),
        reservations: Vec::new(),
        recused: Vec::new(),
        sent_to: Vec::new(),
        adjusted_at_once: false,
        refers_to: Vec::new(),
        pages: None,
        language: None,
        sources: Sources::default(),
    })
}

/// Minutes with these paragraphs.
pub fn minutes(body: &str, date: &str, paragraphs: &[&str]) -> String {
    format!(
        "kommun: Tallnäs kommun\norgan: {body}\ndatum: {date}\n{}\n",
        paragraphs.join("\n")
    )
}

/// Shortens a path in a message.
pub fn without_folder(message: &str, folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_default();
    message
        .replace(&real.display().to_string(), "IN")
        .replace(&folder.display().to_string(), "IN")
}
