//! Hidden text: a name that no reader of the page sees is not read, and what is seen is never taken for hidden.

mod colours;
mod covers;
mod layers;
mod outside;
mod unpainted;
mod unread;

use paragraf_model::FindingKind;

use super::writer::{CONTENT, RESOURCES, TinyPdf, page};
use crate::extract;

/// What is to be hidden, or seen. Its letters reach from 50 to 92 points and from 700 to 707.
const NAME: &str = "BT /F1 10 Tf 50 700 Td (Anna Ask) Tj ET\n";

/// What is always seen.
const BESLUT: &str = "\nBT 0 Tr 0 g /F1 10 Tf 50 600 Td (Beslut) Tj ET";

/// The lines of a file, one blank between columns, and its sentences on hidden text.
fn read(pdf: &TinyPdf) -> (String, Vec<String>) {
    let source = extract(&pdf.bytes()).unwrap();
    let lines = source.lines().map(|(_, line)| line.text());
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let findings = source.findings.into_iter();
    let findings = findings.filter(|finding| finding.kind == FindingKind::HiddenText);
    (
        lines.join(" / "),
        findings.map(|finding| finding.message).collect(),
    )
}

/// Checks that only the decision is read, and that this is said of the name.
fn check_hidden(pdf: &TinyPdf, place: &str) {
    let said = vec![format!("Dold text {place} har utelämnats (7 tecken).")];
    assert_eq!(read(pdf), ("Beslut".to_owned(), said));
}

/// Checks that the name is read and nothing is said.
fn check_seen(pdf: &TinyPdf) {
    assert_eq!(read(pdf), ("Anna Ask / Beslut".to_owned(), Vec::new()));
}

/// A page with the name first, then this, then a decision.
fn after_name(content: &str) -> TinyPdf {
    page(&format!("{NAME}{content}{BESLUT}"))
}

/// A page with this first, then the name, then a decision.
fn before_name(content: &str) -> TinyPdf {
    page(&format!("{content}\n{NAME}{BESLUT}"))
}

/// The usual fonts, and these resources.
fn with_resources(pdf: TinyPdf, resources: &str) -> TinyPdf {
    pdf.with(
        RESOURCES,
        &format!("<</Font<</F1 6 0 R/F2 7 0 R>>{resources}>>"),
    )
}

/// A page that ends with annotations.
fn with_annotations(pdf: TinyPdf, annotations: &str) -> TinyPdf {
    pdf.with(
        super::writer::PAGE,
        &format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {CONTENT} 0 R\
             /Resources {RESOURCES} 0 R/Annots[{annotations}]>>"
        ),
    )
}
