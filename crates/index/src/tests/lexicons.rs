//! The lexicon that an archive's words extended: it belongs to the generation that was made with it.

use std::fs;
use std::path::{Path, PathBuf};

use paragraf_language::Vocabulary;
use paragraf_language::lexicon::{Lexicon, built_in, learn};
use paragraf_query::{Query, SearchRequest};
use tempfile::{TempDir, tempdir};

use super::shelf::{Item, put, writer};
use crate::{Index, IndexWriter, OpenError, count_words};

/// Texts about a thing that no other archive knows.
const TEXTS: [&str; 3] = [
    "Ansökan om blorma och en blorma till: blormavgift, blormplan, blormnät.",
    "Taxan för blorma, det vill säga blormtaxa, och ett blormverk.",
    "Nämnden beviljar blormtillståndet.",
];

fn items() -> Vec<Item> {
    (1..)
        .zip(TEXTS)
        .map(|(key, text)| Item::new(key).text(text))
        .collect()
}

fn learnt() -> Lexicon {
    let mut vocabulary = Vocabulary::default();
    for item in items() {
        count_words(&item.paragraph, &mut vocabulary);
    }
    learn(built_in(), &vocabulary).unwrap()
}

fn fill(writer: &mut IndexWriter) {
    items().iter().for_each(|item| put(writer, item));
    writer.commit(1).unwrap();
}

fn found(index: &Index, query: &str) -> Vec<u64> {
    let mut keys: Vec<u64> = index
        .search(&SearchRequest::new(Query::parse(query)))
        .unwrap()
        .hits
        .iter()
        .map(|hit| hit.key)
        .collect();
    keys.sort_unstable();
    keys
}

/// An index made with the lexicon, and where the lexicon lies.
fn extended() -> (TempDir, PathBuf) {
    let dir = tempdir().unwrap();
    let mut writer = IndexWriter::create_generation(dir.path(), Some(&learnt())).unwrap();
    fill(&mut writer);
    writer.publish().unwrap();
    let lexicon = dir.path().join(writer.generation()).join("lexicon.bin");
    (dir, lexicon)
}

#[test]
fn a_new_part_is_found_in_a_generation_made_with_it_and_not_before() {
    let dir = tempdir().unwrap();
    let mut first = writer(dir.path());
    fill(&mut first);
    drop(first);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(found(&index, "blorma"), [1, 2]);
    let mut second = IndexWriter::create_generation(dir.path(), Some(&learnt())).unwrap();
    fill(&mut second);
    second.publish().unwrap();
    // What is held open answers as it was made until it is told to look.
    assert_eq!(found(&index, "blorma"), [1, 2]);
    index.refresh().unwrap();
    assert_eq!(found(&index, "blorma"), [1, 2, 3]);
    let answer = index
        .search(&SearchRequest::new(Query::parse("blorma")))
        .unwrap();
    let marked = answer.matcher.highlights(&items()[2].paragraph);
    assert!(
        marked[0].html.contains("<mark>blorm</mark>tillståndet"),
        "{marked:?}"
    );
}

#[test]
fn whoever_opens_the_index_has_its_lexicon() {
    let (dir, _) = extended();
    let parts = |index: &Index| index.analyzer().analyze_word("blormkarta").segments;
    assert_eq!(parts(&Index::open(dir.path()).unwrap()), ["blorm", "karta"]);
    let mut again = writer(dir.path());
    put(&mut again, &Item::new(4).text("Enligt blormkartan."));
    again.commit(2).unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(found(&index, "blorma"), [1, 2, 3, 4]);
}

#[test]
fn a_changed_or_missing_lexicon_is_refused_with_the_remedy() {
    let refusal = |dir: &Path| {
        let refused = Index::open(dir).unwrap_err();
        assert!(matches!(refused, OpenError::Damaged { .. }));
        let refused = refused.to_string();
        assert_eq!(IndexWriter::open(dir).unwrap_err().to_string(), refused);
        assert!(refused.ends_with("run `paragraf rebuild`"), "{refused}");
        refused
    };
    let (dir, lexicon) = extended();
    let mut bytes = fs::read(&lexicon).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&lexicon, &bytes).unwrap();
    assert!(refusal(dir.path()).contains("its lexicon was changed"));
    fs::write(&lexicon, built_in().encode()).unwrap();
    assert!(refusal(dir.path()).contains("its lexicon was changed"));
    fs::remove_file(&lexicon).unwrap();
    assert!(refusal(dir.path()).contains("its lexicon is missing"));
    let mut anew = IndexWriter::create_generation(dir.path(), None).unwrap();
    anew.publish().unwrap();
    assert_eq!(Index::open(dir.path()).unwrap().paragraph_count(), 0);
}
