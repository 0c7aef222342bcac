//! PDFs of known text by many programs are read as well as `make quality` asks. `tests/pdf` makes them.

use std::path::PathBuf;

use anyhow::Result;
use paragraf_tests::minutes_quality::files_with;
use paragraf_tests::pdf_quality::our_figures;

/// The fixtures in the order of their names.
pub fn fixtures() -> Result<Vec<PathBuf>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("pdf/fixtures");
    files_with(&folder, "pdf")
}

/// Its fonts do not say which code is which letter.
const UNDECODABLE: &str = "nomap_rl_truetype";

#[test]
fn every_fixture_is_read_faithfully() {
    for path in fixtures()
        .unwrap()
        .iter()
        .filter(|path| !path.ends_with(format!("{UNDECODABLE}.pdf")))
    {
        let (figures, refusal) = our_figures(path).unwrap();
        assert_eq!(refusal, None, "{}", path.display());
        let words = [figures.precision, figures.recall, figures.order];
        let apart = [(figures.keys, 0.985), (figures.cells, 0.96)];
        let is_faithful = words.iter().all(|share| *share >= 0.97)
            && apart
                .iter()
                .all(|(share, bar)| share.is_none_or(|share| share >= *bar));
        assert!(is_faithful, "{}: {words:?} {apart:?}", path.display());
    }
}

#[test]
fn together_they_pass_the_bar() {
    let read = fixtures()
        .unwrap()
        .into_iter()
        .map(|path| our_figures(&path).unwrap());
    let figures: Vec<_> = read
        .filter(|(_, refusal)| refusal.is_none())
        .map(|(figures, _)| figures)
        .collect();
    let mean = |value: fn(&paragraf_tests::pdf_quality::Figures) -> f64| {
        figures.iter().map(value).sum::<f64>() / figures.len() as f64
    };
    assert!(mean(|figures| figures.precision) >= 0.985);
    assert!(mean(|figures| figures.recall) >= 0.985);
    assert!(mean(|figures| figures.order) >= 0.985);
}

#[test]
fn fonts_that_cannot_be_decoded_are_reported() {
    let paths = fixtures().unwrap();
    let path = paths
        .iter()
        .find(|path| path.ends_with(format!("{UNDECODABLE}.pdf")))
        .unwrap();
    let (_, refusal) = our_figures(path).unwrap();
    assert!(refusal.is_some_and(|message| message.contains("går inte att läsa som ord")));
}
