//! Other engines over the same paragraphs and queries, by `tests/queries/peers.py`; what they answer is measured here.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use paragraf_archive::StoredParagraph;
use serde::Deserialize;
use serde_json::json;

use super::{Expected, Judged, Ranking};

/// Another engine.
#[derive(Debug)]
pub struct Peer {
    /// As in the table.
    pub name: String,
    /// One answer for each query, or why there is none.
    pub answers: Result<Vec<Ranking>, String>,
}

#[derive(Deserialize)]
struct Line {
    peer: String,
    #[serde(default)]
    rankings: Vec<Answer>,
    missing: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    total: u64,
    ids: Vec<String>,
}

/// What every engine answers that is installed.
///
/// # Errors
/// Python is missing, the script fails, or an engine did not answer every query.
pub fn answers(
    script: &Path,
    paragraphs: &[StoredParagraph],
    judged: &[Judged],
) -> Result<Vec<Peer>> {
    let folder = tempfile::tempdir()?;
    write_documents(&folder.path().join("documents.jsonl"), paragraphs)?;
    write_queries(&folder.path().join("queries.jsonl"), judged)?;
    // Debian's Xapian belongs to Debian's Python, not to one that stands before it on the path.
    let debian = Path::new("/usr/bin/python3");
    let python = if debian.exists() {
        debian
    } else {
        Path::new("python3")
    };
    let output = Command::new(python)
        .arg(script)
        .arg(folder.path())
        .output()
        .with_context(|| python.display().to_string())?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let lines = String::from_utf8(output.stdout)?;
    let peers = lines.lines().map(|line| peer(line, judged.len()));
    peers.collect()
}

fn peer(line: &str, queries: usize) -> Result<Peer> {
    let line: Line = serde_json::from_str(line)?;
    let answers = match line.missing {
        Some(missing) => Err(missing),
        None => Ok(line.rankings),
    };
    let answers = answers.map(|rankings| {
        let rankings = rankings.into_iter();
        rankings
            .map(|answer| Ranking {
                total: answer.total,
                ids: answer.ids,
            })
            .collect::<Vec<_>>()
    });
    if let Ok(answers) = &answers
        && answers.len() != queries
    {
        bail!(
            "{} answered {} of {queries} queries",
            line.peer,
            answers.len()
        );
    }
    Ok(Peer {
        name: line.peer,
        answers,
    })
}

/// Title and text as the archive has them: everything that our own index takes words from.
fn write_documents(path: &Path, paragraphs: &[StoredParagraph]) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for stored in paragraphs {
        let paragraph = &stored.paragraph;
        let cases = paragraph.case_numbers.iter();
        let mut text: Vec<&str> = cases.map(|number| number.printed()).collect();
        text.extend(paragraph.case_officers.iter().map(String::as_str));
        for section in &paragraph.sections {
            text.extend(section.heading.as_deref());
            text.push(&section.text);
        }
        let document = json!({
            "id": stored.id.as_str(),
            "title": paragraph.title.as_deref().unwrap_or_default(),
            "text": text.join("\n"),
        });
        writeln!(file, "{document}")?;
    }
    Ok(file.flush()?)
}

fn write_queries(path: &Path, judged: &[Judged]) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for query in judged {
        let strict = !matches!(query.expected, Expected::Relevant(_));
        writeln!(
            file,
            "{}",
            json!({ "query": query.typed, "strict": strict })
        )?;
    }
    Ok(file.flush()?)
}
