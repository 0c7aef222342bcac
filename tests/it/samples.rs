//! The sample minutes, read whole: every field as it was written into them.

use std::path::{Path, PathBuf};

use anyhow::Result;
use paragraf_tests::minutes_quality::{differences, expectations, record_of};

#[test]
fn every_sample_is_read_as_it_was_written() -> Result<()> {
    let root = root();
    let mut all = Vec::new();
    for expected in expectations(&root.join("tests/samples/expected.json"))? {
        let record = record_of(&root.join("data/samples").join(&expected.file))?;
        all.extend(differences(&expected, &record));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    Ok(())
}

#[test]
fn the_samples_are_as_many_and_as_varied_as_promised() -> Result<()> {
    let expected = expectations(&root().join("tests/samples/expected.json"))?;
    let paragraphs: usize = expected
        .iter()
        .map(|minutes| minutes.paragraphs.len())
        .sum();
    let pdfs = expected
        .iter()
        .filter(|minutes| minutes.file.ends_with(".pdf"))
        .count();
    let mut places: Vec<_> = expected
        .iter()
        .map(|minutes| minutes.municipality.as_str())
        .collect();
    places.sort_unstable();
    places.dedup();
    assert!(expected.len() >= 14, "{} sets", expected.len());
    assert!(paragraphs >= 130, "{paragraphs} paragraphs");
    assert!(pdfs >= 7 && expected.len() - pdfs >= 5, "{pdfs} PDFs");
    assert_eq!(places.len(), 4, "{places:?}");
    Ok(())
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
