//! What no field of a paragraph took: words of its header (earlier handling, a stray mark of a scan), and list marks
//! that stand apart from their items.

use paragraf_model::{Finding, FindingKind, Paragraph};
use rustc_hash::FxHashSet;

use crate::folding::Folding;
use crate::lines::{Line, is_lone_mark};
use crate::notes::{self, Notes};
use crate::outline::Block;

/// What labels in a header say; their values are kept without them.
pub(crate) const LABELS: &[&str] = &[
    "dnr",
    "doss",
    "dossnr",
    "diarienummer",
    "diarienr",
    "diarie",
    "ärendenummer",
    "ärendenr",
    "ärende",
    "ärendets",
    "beslutsnummer",
    "nr",
    "handläggare",
    "rubrik",
    "ärendemening",
    "forts",
    "forts.",
    "fortsättning",
    "och",
    "samt",
];

/// Tells of both.
pub(crate) fn report(lines: &[Line<'_>], block: &Block, paragraph: &Paragraph, notes: &mut Notes) {
    header(lines, block, paragraph, notes);
    let body = lines.get(block.body.clone()).unwrap_or_default();
    torn_marks(body, paragraph, notes);
}

/// Which of the items that follow they belong to is not guessed.
fn torn_marks(body: &[Line<'_>], paragraph: &Paragraph, notes: &mut Notes) {
    let with_text: Vec<&Line<'_>> = body.iter().filter(|line| line.has_text()).collect();
    let runs =
        with_text.chunk_by(|one, other| is_lone_mark(&one.text) && is_lone_mark(&other.text));
    for run in runs.filter(|run| run.len() > 1) {
        let marks: Vec<&str> = run
            .iter()
            .map(|line| line.text.as_str())
            .take(SHOWN)
            .collect();
        let message = format!(
            "Punktmärken under {} står skilda från sin text och är utelämnade: ”{}”.",
            paragraph.label,
            marks.join(" ")
        );
        let span = notes::around(run.iter().map(|line| line.span()));
        notes.find(Finding::info(FindingKind::LineUnplaced, span, message));
    }
}

/// So many marks are shown of a run.
const SHOWN: usize = 12;

/// Tells of each line of the header that holds words which are in none of its fields.
fn header(lines: &[Line<'_>], block: &Block, paragraph: &Paragraph, notes: &mut Notes) {
    let kept = folded_fields(paragraph);
    let words_kept: FxHashSet<&str> = words(&kept).collect();
    let letters: String = words(&kept).collect();
    for line in block
        .head
        .lines
        .iter()
        .filter_map(|&index| lines.get(index))
    {
        let holds = |word: &str| {
            words_kept.contains(word)
                || LABELS.contains(&word)
                // A word that was broken over two lines stands joined in its field.
                || word.chars().count() > 1 && letters.contains(word)
        };
        let lost: Vec<&str> = words(&line.folded).filter(|word| !holds(word)).collect();
        if !lost.is_empty() {
            let message = format!(
                "Något på raden där {} börjar fick ingen plats i protokollet: ”{}”.",
                paragraph.label,
                lost.join(" ")
            );
            notes.find(Finding::info(
                FindingKind::LineUnplaced,
                line.span(),
                message,
            ));
        }
    }
}

fn folded_fields(paragraph: &Paragraph) -> String {
    let mut texts = vec![paragraph.label.as_str()];
    texts.extend(paragraph.title.as_deref());
    texts.extend(paragraph.case_numbers.iter().map(|number| number.printed()));
    texts.extend(paragraph.case_officers.iter().map(String::as_str));
    texts.join(" ").folded()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
