//! A new index is made aside, checked, and switched to while searches go on.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use paragraf_index::Index;
use paragraf_query::{Query, SearchRequest, Sort};

use super::made::{Place, minutes};
use crate::{IngestError, Words, catch_up, rebuild, rebuild_with};

/// Words of one meeting, some of which only this archive knows.
const TEXTS: [&str; 4] = [
    "1 Ansökan om blorma och en blorma till: blormavgift, blormplan, blormnät",
    "2 Taxan för blorma, det vill säga blormtaxa, och ett blormverk",
    "3 Nämnden beviljar blormtillståndet",
    "4 Nämnden avslår ansökan om plan för badhuset",
];

fn stocked() -> Place {
    let place = Place::new();
    for month in 1..=6 {
        let date = format!("2024-0{month}-05");
        place.write(&format!("{month}.txt"), &minutes("Nämnden", &date, &TEXTS));
    }
    place.ingest();
    place
}

/// Total and keys in order, for what is searched in every order.
fn answers(index: &Index) -> Vec<(u64, Vec<u64>)> {
    let mut answers = Vec::new();
    for query in [
        "",
        "blorma",
        "blorm",
        "nämnden",
        "plan",
        "taxa",
        "ansökan -badhuset",
        "verk",
    ] {
        for sort in Sort::ALL {
            let mut request = SearchRequest::new(Query::parse(query));
            request.sort = sort;
            let answer = index.search(&request).unwrap();
            let keys = answer.hits.into_iter().map(|hit| hit.key).collect();
            answers.push((answer.total, keys));
        }
    }
    answers
}

#[test]
fn a_rebuild_by_the_same_words_gives_the_same_answers() {
    let place = stocked();
    let fresh = answers(&place.index());
    rebuild_with(&place.config, Words::Keep, &mut |_| {}).unwrap();
    assert_eq!(answers(&place.index()), fresh);

    // The archive's own words are learnt once; from then on nothing changes as long as the archive does not.
    rebuild(&place.config, &mut |_| {}).unwrap();
    let learnt = answers(&place.index());
    assert_ne!(learnt, fresh);
    for words in [Words::Learn, Words::Keep] {
        rebuild_with(&place.config, words, &mut |_| {}).unwrap();
        assert_eq!(answers(&place.index()), learnt, "{words:?}");
    }
}

#[test]
fn searches_are_answered_all_through_a_rebuild() {
    let place = stocked();
    rebuild(&place.config, &mut |_| {}).unwrap();
    let index = place.index();
    let expected = answers(&index);
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            loop {
                let last = done.load(Ordering::SeqCst);
                index.refresh().unwrap();
                assert_eq!(answers(&index), expected);
                asked.fetch_add(1, Ordering::SeqCst);
                if last {
                    break;
                }
            }
        });
        let before = index.generation();
        for _ in 0..3 {
            rebuild(&place.config, &mut |_| {}).unwrap();
        }
        done.store(true, Ordering::SeqCst);
        assert_ne!(place.index().generation(), before);
    });
    assert_eq!(index.generation(), place.index().generation());
    assert!(asked.load(Ordering::SeqCst) > 1);
}

#[test]
fn what_a_newer_program_made_is_left_alone_until_somebody_asks_for_another() {
    let place = stocked();
    let generation = place.index().generation();
    let folder = place.config.index.join(&generation);
    // As a later version with another layout would have written it.
    fs::remove_file(folder.join("sums")).unwrap();
    let meta = fs::read_to_string(folder.join("meta.json")).unwrap();
    let newer = meta.replace("\\\"schema\\\":3", "\\\"schema\\\":99");
    assert_ne!(meta, newer);
    fs::write(folder.join("meta.json"), &newer).unwrap();
    let refused = catch_up(&place.config, &mut |_| {}).unwrap_err();
    assert!(matches!(refused, IngestError::OpenIndex(_)), "{refused}");
    let message = refused.to_string();
    assert!(
        message.contains("a newer program (schema 99, this one knows 3)")
            && message.contains("`paragraf rebuild`"),
        "{message}"
    );
    assert_eq!(fs::read_to_string(folder.join("meta.json")).unwrap(), newer);
    rebuild(&place.config, &mut |_| {}).unwrap();
    assert_eq!(place.index().paragraph_count(), 24);
}
