//! The columns of an export: name, kind, meaning and value, the same in every format.

use paragraf_archive::StoredParagraph;
use paragraf_model::{CaseNumber, Decision, Outcome, SectionKind, Vote};

use crate::answers::citation;
use crate::swedish;

/// One paragraph on its way into a file.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The paragraph.
    pub stored: &'a StoredParagraph,
    /// Where its document can be fetched, as stated beside the file.
    pub source_url: Option<&'a str>,
    /// What addresses begin with; empty where the archive's own address is not known.
    pub base_url: &'a str,
}

/// A value; in CSV, nothing is an empty cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Number(u64),
    /// Yes or no.
    Truth(bool),
    /// No value.
    Nothing,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, stable.
    pub name: &'static str,
    /// `string`, `integer`, `boolean` or `date`.
    pub kind: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    value: fn(&Row<'_>) -> Cell,
}

/// Every column, in order. Lists are joined by `; `, texts of several sections by a blank line.
pub const COLUMNS: [Column; 30] = [
    column("id", "string", "Permanent id of the paragraph.", |row| {
        text(row.stored.id.as_str())
    }),
    column("url", "string", "Page of the paragraph.", |row| {
        Cell::Text(format!("{}/{}", row.base_url, row.stored.id))
    }),
    column("citation", "string", "How to cite the paragraph.", |row| {
        Cell::Text(citation(row.stored))
    }),
    column(
        "municipality",
        "string",
        "Full name of the municipality.",
        |row| text(&row.stored.municipality.name),
    ),
    column(
        "municipality_code",
        "string",
        "Statistics Sweden's code.",
        |row| text_or_nothing(&row.stored.municipality.code),
    ),
    column(
        "body",
        "string",
        "The body that met, as its minutes have it.",
        |row| text(&row.stored.body),
    ),
    column("date", "date", "First day of the meeting.", |row| {
        Cell::Text(row.stored.date.to_string())
    }),
    column("number", "integer", "The paragraph's number.", |row| {
        Cell::Number(row.stored.paragraph.number.into())
    }),
    column("suffix", "string", "b of § 3 b.", |row| {
        optional(row.stored.paragraph.suffix.as_deref())
    }),
    column("title", "string", "The paragraph's title.", |row| {
        optional(row.stored.paragraph.title.as_deref())
    }),
    column(
        "case_numbers",
        "string",
        "Case numbers as the cases' names.",
        |row| {
            joined(
                row.stored
                    .paragraph
                    .case_numbers
                    .iter()
                    .map(CaseNumber::canonical),
            )
        },
    ),
    column(
        "case_numbers_printed",
        "string",
        "Case numbers as printed.",
        |row| {
            joined(
                row.stored
                    .paragraph
                    .case_numbers
                    .iter()
                    .map(CaseNumber::printed),
            )
        },
    ),
    column(
        "case_officers",
        "string",
        "Officials who prepared the matter.",
        |row| {
            joined(
                row.stored
                    .paragraph
                    .case_officers
                    .iter()
                    .map(String::as_str),
            )
        },
    ),
    column(
        "outcomes",
        "string",
        "Kinds of decision, outermost first.",
        |row| {
            joined(
                decision(row)
                    .iter()
                    .flat_map(|found| &found.outcomes)
                    .map(|&one| Outcome::name(one)),
            )
        },
    ),
    column("decided_by", "string", "The body that decided.", |row| {
        optional(decision(row).and_then(|found| found.decided_by.as_deref()))
    }),
    column(
        "decision",
        "string",
        "What was decided, in the body's own words.",
        |row| optional(decision(row).map(|found| found.text.as_str())),
    ),
    column(
        "as_proposed",
        "boolean",
        "Whether the decision says the same as the proposal.",
        |row| {
            decision(row)
                .and_then(|found| found.as_proposed)
                .map_or(Cell::Nothing, Cell::Truth)
        },
    ),
    column("proposal", "string", "What was proposed.", |row| {
        sections(row, SectionKind::Proposal)
    }),
    column("description", "string", "The matter as described.", |row| {
        sections(row, SectionKind::Description)
    }),
    column(
        "basis",
        "string",
        "Papers that the decision rests on.",
        |row| joined(row.stored.paragraph.basis.iter().map(String::as_str)),
    ),
    column("votes", "string", "Totals of the votes.", |row| {
        joined(row.stored.paragraph.votes.iter().map(totals))
    }),
    column(
        "reservations",
        "string",
        "Who reserved themselves.",
        |row| {
            joined(
                row.stored
                    .paragraph
                    .reservations
                    .iter()
                    .map(swedish::person),
            )
        },
    ),
    column(
        "text",
        "string",
        "All sections with their headings, in document order.",
        whole_text,
    ),
    column("language", "string", "ISO 639-1 code.", |row| {
        optional(row.stored.paragraph.language.as_deref())
    }),
    column(
        "first_page",
        "integer",
        "First page in the source.",
        |row| page(row, 0),
    ),
    column("last_page", "integer", "Last page in the source.", |row| {
        page(row, 1)
    }),
    column(
        "source_filename",
        "string",
        "Name of the source file.",
        |row| text(&row.stored.filename),
    ),
    column(
        "source_sha256",
        "string",
        "SHA-256 of the source file.",
        |row| text(&row.stored.document_sha256),
    ),
    column(
        "source_url",
        "string",
        "Where the source file can be fetched.",
        |row| optional(row.source_url),
    ),
    column(
        "received",
        "date",
        "Day when the source file came.",
        |row| Cell::Text(row.stored.received_at.date_naive().to_string()),
    ),
];

impl Column {
    /// Its value of a row.
    pub fn value(&self, row: &Row<'_>) -> Cell {
        (self.value)(row)
    }
}

const fn column(
    name: &'static str,
    kind: &'static str,
    meaning: &'static str,
    value: fn(&Row<'_>) -> Cell,
) -> Column {
    Column {
        name,
        kind,
        meaning,
        value,
    }
}

fn decision<'a>(row: &Row<'a>) -> Option<&'a Decision> {
    row.stored.paragraph.decision.as_ref()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn text_or_nothing(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Nothing
    } else {
        Cell::Text(text.to_owned())
    }
}

fn optional(text: Option<&str>) -> Cell {
    text.map_or(Cell::Nothing, text_or_nothing)
}

fn joined<Text: AsRef<str>>(texts: impl Iterator<Item = Text>) -> Cell {
    let mut all = String::new();
    for (at, text) in texts.enumerate() {
        if at > 0 {
            all.push_str("; ");
        }
        all.push_str(text.as_ref());
    }
    text_or_nothing(&all)
}

fn sections(row: &Row<'_>, kind: SectionKind) -> Cell {
    let texts: Vec<&str> = row.stored.paragraph.texts_of(kind).collect();
    text_or_nothing(&texts.join("\n\n"))
}

fn whole_text(row: &Row<'_>) -> Cell {
    let mut blocks: Vec<&str> = Vec::new();
    for section in &row.stored.paragraph.sections {
        blocks.extend(section.heading.as_deref());
        blocks.push(&section.text);
    }
    text_or_nothing(&blocks.join("\n\n"))
}

/// `ja 40, nej 38, avstår 3`; what the minutes do not say is left out.
fn totals(vote: &Vote) -> String {
    let counts = [
        ("ja", vote.yes),
        ("nej", vote.no),
        ("avstår", vote.abstain),
        ("frånvarande", vote.absent),
    ];
    let said = counts
        .iter()
        .filter_map(|(word, count)| count.map(|count| format!("{word} {count}")));
    said.collect::<Vec<_>>().join(", ")
}

fn page(row: &Row<'_>, at: usize) -> Cell {
    let pages = row.stored.paragraph.pages;
    let page = pages.and_then(|pages| pages.get(at).copied());
    page.map_or(Cell::Nothing, |page| Cell::Number(page.into()))
}
