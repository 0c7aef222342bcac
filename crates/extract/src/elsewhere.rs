//! What a file holds in parts that no reader shows: personal numbers in properties, comments, fields of forms and what
//! was deleted; comments at all, and files within the file. None of that is read, so none of it can be masked; that it
//! is there must be known to whoever hands the file on.

use paragraf_language::find_personal_numbers;
use paragraf_model::{Finding, FindingKind, Span};

use crate::office::container::Container;

/// Fewer digits are no number.
const FEWEST_DIGITS: usize = 10;

/// What is said where there are some.
pub fn finding() -> Finding {
    said(
        "Filen har personnummer i sina egenskaper eller i något annat som inte visas; det har inte lästs.",
    )
}

/// Whether such a part of the file holds one.
pub fn holds_number(part: &str) -> bool {
    let digits = part.chars().filter(|c| c.is_numeric()).count();
    digits >= FEWEST_DIGITS && !find_personal_numbers(part).is_empty()
}

/// What a DOCX or an ODT holds beside its text.
pub fn in_container(bytes: &[u8], looks_for_numbers: bool) -> Vec<Finding> {
    let Ok(mut container) = Container::open(bytes) else {
        return Vec::new();
    };
    let names: Vec<String> = container.names().map(str::to_owned).collect();
    let (mut has_comments, mut has_number) = (false, false);
    let is_text = |name: &&String| name.ends_with(".xml") || name.ends_with(".rels");
    for name in names.iter().filter(is_text) {
        let part = container.bytes_of(name).ok().flatten().unwrap_or_default();
        let part = String::from_utf8_lossy(&part);
        has_comments |= comments(name, &part);
        has_number |= looks_for_numbers && in_markup(&part);
    }
    let mut findings = Vec::new();
    if has_comments {
        findings.push(said("Filen har kommentarer som inte har lästs."));
    }
    let is_file = |name: &&String| {
        name.starts_with("word/embeddings/")
            || name.starts_with("object ") && name.ends_with("/content.xml")
    };
    let files = names.iter().filter(is_file).count();
    if files > 0 {
        findings.push(said(&format!(
            "Filen har inbäddade bilagor ({files} st) som inte har lästs."
        )));
    }
    if has_number {
        findings.push(finding());
    }
    findings
}

/// What a web page or an ODT in one piece holds beside its text.
pub fn in_one_piece(markup: &str, looks_for_numbers: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if comments("content.xml", markup) {
        findings.push(said("Filen har kommentarer som inte har lästs."));
    }
    if looks_for_numbers && in_markup(markup) {
        findings.push(finding());
    }
    findings
}

/// Notes that people left at the margin.
fn comments(name: &str, part: &str) -> bool {
    let is_part_of_them =
        name.starts_with("word/comments") && !without_tags(part).trim().is_empty();
    is_part_of_them || (name == "content.xml" && part.contains("<office:annotation"))
}

fn said(message: &str) -> Finding {
    Finding::info(FindingKind::HiddenText, Span::default(), message)
}

/// Whether a page or a part has one: in its text, in what is commented out, or in an attribute.
pub fn in_markup(markup: &str) -> bool {
    holds_number(&without_tags(markup)) || holds_number(&markup.replace(['"', '\''], "\n"))
}

/// The text between the tags; paragraphs and cells apart, for a number does not go from one into the next.
fn without_tags(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len() / 4);
    let mut pieces = markup.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, after) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        let ends = [
            ":p",
            ":h",
            ":tc",
            ":br",
            ":tab",
            ":table-cell",
            "p",
            "td",
            "th",
            "li",
            "div",
            "br",
        ];
        if ends
            .iter()
            .any(|end| name == *end || (end.starts_with(':') && name.ends_with(end)))
        {
            text.push('\n');
        }
        text.push_str(after);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::in_markup;

    #[test]
    fn a_number_is_found_in_text_that_runs_apart_in_comments_and_in_attributes() {
        for markup in [
            "<w:p><w:r><w:t>850101</w:t></w:r><w:r><w:t>-1236</w:t></w:r></w:p>",
            "<p>Beslut</p><!-- 850101-1236 -->",
            r#"<img alt="850101-1236">"#,
            "<dc:description>850101-1236</dc:description>",
        ] {
            assert!(in_markup(markup), "{markup}");
        }
        for markup in [
            "<w:p><w:t>850101</w:t></w:p><w:p><w:t>1236</w:t></w:p><w:p>2024-05-12</w:p>",
            r#"<w:p w:rsidR="00850101" w:rsidRDefault="00A11236"><w:t>Org.nr 212000-1355</w:t></w:p>"#,
        ] {
            assert!(!in_markup(markup), "{markup}");
        }
    }
}
