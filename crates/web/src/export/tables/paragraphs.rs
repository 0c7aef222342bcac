//! The table of every export: a row for each paragraph, with its sections in columns.

use paragraf_archive::StoredParagraph;
use paragraf_model::{CaseNumber, Decision, Outcome, Paragraph, Reference, SectionKind, Vote};

use super::super::table::{Cell, Column, Kind, Table, column};
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

/// A row for each paragraph.
pub const PARAGRAPHS: Table = Table {
    name: "paragraphs",
    meaning: "A row for each paragraph that was found, in the order of the search. Lists are joined by `; `, texts of \
        several sections by a blank line.",
    columns: &COLUMNS,
    key: &["id"],
    belongs_to: None,
};

const COLUMNS: [Column; 40] = [
    column("id", Kind::Text, "Permanent id of the paragraph."),
    column("url", Kind::Text, "Page of the paragraph."),
    column("citation", Kind::Text, "How to cite the paragraph."),
    column("municipality", Kind::Text, "Full name of the municipality."),
    column("municipality_code", Kind::Text, "Statistics Sweden's code."),
    column(
        "body",
        Kind::Text,
        "The body that met, as its minutes have it.",
    ),
    column("meeting_id", Kind::Text, "Permanent id of the meeting."),
    column("date", Kind::Day, "First day of the meeting."),
    column("number", Kind::Integer, "The paragraph's number."),
    column("suffix", Kind::Text, "b of § 3 b."),
    column("label", Kind::Text, "The number as printed."),
    column("title", Kind::Text, "The paragraph's title."),
    column(
        "case_numbers",
        Kind::Text,
        "Case numbers as the cases' names.",
    ),
    column(
        "case_numbers_printed",
        Kind::Text,
        "Case numbers as printed.",
    ),
    column(
        "case_officers",
        Kind::Text,
        "Officials who prepared the matter.",
    ),
    column(
        "outcomes",
        Kind::Text,
        "Kinds of decision, outermost first.",
    ),
    column("decided_by", Kind::Text, "The body that decided."),
    column(
        "decision",
        Kind::Text,
        "What was decided, in the body's own words.",
    ),
    column(
        "as_proposed",
        Kind::Truth,
        "Whether the decision says the same as the proposal.",
    ),
    column("proposal", Kind::Text, "What was proposed."),
    column("description", Kind::Text, "The matter as described."),
    column("basis", Kind::Text, "Papers that the decision rests on."),
    column(
        "motions",
        Kind::Text,
        "What was moved at the table (yrkanden).",
    ),
    column(
        "procedure",
        Kind::Text,
        "How the question was put and answered (beslutsgång).",
    ),
    column("votes", Kind::Text, "Totals of the votes."),
    column("reservations", Kind::Text, "Who reserved themselves."),
    column(
        "statements",
        Kind::Text,
        "Statements and notes for the minutes.",
    ),
    column(
        "recused",
        Kind::Text,
        "Who took no part because of a conflict of interest (jäv).",
    ),
    column("sent_to", Kind::Text, "Who is sent the decision."),
    column(
        "refers_to",
        Kind::Text,
        "Earlier paragraphs that it names: body, day and number.",
    ),
    column(
        "adjusted_at_once",
        Kind::Truth,
        "Whether the paragraph was adjusted at once (omedelbar justering).",
    ),
    column(
        "text",
        Kind::Text,
        "All sections with their headings, in document order.",
    ),
    column("language", Kind::Text, "ISO 639-1 code."),
    column("first_page", Kind::Integer, "First page in the source."),
    column("last_page", Kind::Integer, "Last page in the source."),
    column("source_filename", Kind::Text, "Name of the source file."),
    column("source_sha256", Kind::Text, "SHA-256 of the source file."),
    column(
        "source_url",
        Kind::Text,
        "Where the source file can be fetched.",
    ),
    column(
        "received",
        Kind::Day,
        "Day when the source file came (UTC).",
    ),
    column(
        "changed",
        Kind::Day,
        "Day when the archive's answer for this id last changed (UTC).",
    ),
];

/// The row of a paragraph, a cell for each column.
pub fn cells<'a>(row: &Row<'a>) -> [Cell<'a>; COLUMNS.len()] {
    let stored = row.stored;
    let paragraph = &stored.paragraph;
    let decision = paragraph.decision.as_ref();
    [
        Cell::text(stored.id.as_str()),
        Cell::text(format!("{}/{}", row.base_url, stored.id)),
        Cell::text(citation(stored)),
        Cell::text(stored.municipality.name.as_str()),
        Cell::text(stored.municipality.code.as_str()),
        Cell::text(stored.body.as_str()),
        Cell::text(stored.meeting_id.as_str()),
        Cell::Day(stored.date),
        Cell::Number(paragraph.number.into()),
        Cell::optional(paragraph.suffix.as_deref()),
        Cell::text(paragraph.label.as_str()),
        Cell::optional(paragraph.title.as_deref()),
        Cell::joined(paragraph.case_numbers.iter().map(CaseNumber::canonical)),
        Cell::joined(paragraph.case_numbers.iter().map(CaseNumber::printed)),
        Cell::joined(paragraph.case_officers.iter().map(String::as_str)),
        Cell::joined(outcomes(decision)),
        Cell::optional(decision.and_then(|found| found.decided_by.as_deref())),
        Cell::optional(decision.map(|found| found.text.as_str())),
        truth(decision.and_then(|found| found.as_proposed)),
        sections(paragraph, SectionKind::Proposal),
        sections(paragraph, SectionKind::Description),
        Cell::joined(paragraph.basis.iter().map(String::as_str)),
        sections(paragraph, SectionKind::Motions),
        sections(paragraph, SectionKind::Procedure),
        Cell::joined(paragraph.votes.iter().map(totals)),
        Cell::joined(paragraph.reservations.iter().map(swedish::person)),
        sections(paragraph, SectionKind::Statement),
        Cell::joined(paragraph.recused.iter().map(swedish::person)),
        Cell::joined(paragraph.sent_to.iter().map(String::as_str)),
        Cell::joined(paragraph.refers_to.iter().map(reference)),
        Cell::Truth(paragraph.adjusted_at_once),
        whole_text(paragraph),
        Cell::optional(paragraph.language.as_deref()),
        page(paragraph, 0),
        page(paragraph, 1),
        Cell::text(stored.filename.as_str()),
        Cell::text(stored.document_sha256.as_str()),
        Cell::optional(row.source_url),
        Cell::Day(stored.received_at.date_naive()),
        Cell::Day(stored.changed_at.date_naive()),
    ]
}

fn outcomes(decision: Option<&Decision>) -> impl Iterator<Item = &'static str> {
    let outcomes = decision.into_iter().flat_map(|found| &found.outcomes);
    outcomes.map(|&one| Outcome::name(one))
}

fn truth<'a>(truth: Option<bool>) -> Cell<'a> {
    truth.map_or(Cell::Nothing, Cell::Truth)
}

fn sections(paragraph: &Paragraph, kind: SectionKind) -> Cell<'_> {
    Cell::joined_by("\n\n", paragraph.texts_of(kind))
}

fn whole_text(paragraph: &Paragraph) -> Cell<'_> {
    let blocks = paragraph.sections.iter().flat_map(|section| {
        let heading = section.heading.as_deref();
        heading.into_iter().chain([section.text.as_str()])
    });
    Cell::joined_by("\n\n", blocks)
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

/// `Kommunstyrelsens arbetsutskott 2026-08-11 § 239`; what is not said is left out.
fn reference(reference: &Reference) -> String {
    let day = reference.date.map(|day| day.to_string());
    let number = format!("§ {}", reference.number);
    let parts = [reference.body.as_deref(), day.as_deref(), Some(&number)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn page(paragraph: &Paragraph, at: usize) -> Cell<'static> {
    let page = paragraph.pages.and_then(|pages| pages.get(at).copied());
    Cell::number(page)
}
