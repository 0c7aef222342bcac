//! The same rows for every engine: a paragraph's texts under four heads, in PostgreSQL's text format for COPY, which is
//! read in a few lines anywhere.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use paragraf_model::{Paragraph, SectionKind};

use super::ready;

/// A paragraph as other engines are given it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Row {
    /// From 1, in the order of the records.
    pub key: u32,
    pub title: String,
    pub decision: String,
    pub description: String,
    /// All other sections.
    pub rest: String,
}

impl Row {
    fn of(key: u32, paragraph: &Paragraph) -> Row {
        let title = paragraph.title.clone().unwrap_or_default();
        let mut row = Row {
            key,
            title,
            ..Row::default()
        };
        for section in &paragraph.sections {
            let head = match section.kind {
                SectionKind::Decision => &mut row.decision,
                SectionKind::Description => &mut row.description,
                _ => &mut row.rest,
            };
            if !head.is_empty() {
                head.push_str("\n\n");
            }
            head.push_str(&section.text);
        }
        row
    }

    /// In the order of the fields.
    pub fn texts(&self) -> [&str; 4] {
        [&self.title, &self.decision, &self.description, &self.rest]
    }

    fn line(&self) -> String {
        let texts = self.texts().map(escaped);
        format!("{}\t{}\n", self.key, texts.join("\t"))
    }

    fn of_line(line: &str) -> Option<Row> {
        let mut values = line.trim_end_matches('\n').split('\t');
        Some(Row {
            key: values.next()?.parse().ok()?,
            title: unescaped(values.next()?),
            decision: unescaped(values.next()?),
            description: unescaped(values.next()?),
            rest: unescaped(values.next()?),
        })
    }
}

/// Writes the paragraphs of all records; how many there are.
///
/// # Errors
/// The records cannot be read, or the disk fails.
pub fn write(records: &Path, to: &Path) -> Result<u32> {
    let mut file = Writer::create(to)?;
    let mut key = 0;
    ready::each(records, |record| {
        for paragraph in &record.paragraphs {
            key += 1;
            file.put(&Row::of(key, paragraph))?;
        }
        Ok(())
    })?;
    file.end()?;
    Ok(key)
}

/// A file of rows.
pub struct Writer(BufWriter<File>);

impl Writer {
    /// An empty one.
    pub fn create(path: &Path) -> Result<Writer> {
        let file = File::create(path).with_context(|| path.display().to_string())?;
        Ok(Writer(BufWriter::with_capacity(1 << 20, file)))
    }

    /// Adds a row.
    pub fn put(&mut self, row: &Row) -> Result<()> {
        Ok(self.0.write_all(row.line().as_bytes())?)
    }

    /// Writes what is left.
    pub fn end(mut self) -> Result<()> {
        Ok(self.0.flush()?)
    }
}

/// Reads what was written.
///
/// # Errors
/// The file cannot be read or is not of this form.
pub fn read(path: &Path) -> Result<Vec<Row>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let mut rows = Vec::new();
    for line in BufReader::with_capacity(1 << 20, file).lines() {
        rows.push(Row::of_line(&line?).context("a line is no row")?);
    }
    Ok(rows)
}

/// PostgreSQL takes no NUL, and nobody searches for one.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\0' => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        text.extend(letters.next().map(|escaped| match escaped {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            other => other,
        }));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_reads_back_as_it_was_written() {
        let row = Row {
            key: 7,
            title: "Årsredovisning\t2020".to_owned(),
            decision: "1. Godkänns.\n2. C:\\temp\\n antas.\r".to_owned(),
            description: String::new(),
            rest: "\\".to_owned(),
        };
        let line = row.line();
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(line.matches('\t').count(), 4);
        assert_eq!(Row::of_line(&line), Some(row));
    }

    #[test]
    fn a_line_with_too_few_values_is_no_row() {
        assert_eq!(Row::of_line("1\ta\tb\tc\n"), None);
    }
}
