//! What is done before anybody waits for it.

use paragraf_query::{Query, SearchRequest};

use super::shelf::{Item, put, shelf, writer};
use crate::{Index, IndexWriter, merge_room};

#[test]
fn words_that_were_met_ahead_are_marked_as_those_that_were_not() {
    let items: Vec<Item> = (1..=10)
        .map(|key| Item::new(key).text("Gång- och cykelvägen för skolskjutsar byggs om."))
        .collect();
    let (shelf, ahead) = (shelf(&items), shelf(&items));
    assert!(!ahead.index.has_met_words());
    assert!(ahead.index.meet_words() >= 5);
    assert!(ahead.index.has_met_words());
    assert_eq!(ahead.index.meet_words(), 0, "they are known");
    for query in [
        "gångväg",
        "gangvag",
        "cykel",
        "väg",
        "skola",
        "skjuts",
        "byggs",
        "bygg*",
    ] {
        let request = SearchRequest::new(Query::parse(query));
        let [expected, marked] = [&shelf, &ahead].map(|shelf| {
            let answer = shelf.search(&request);
            answer.matcher.highlights(&items[0].paragraph)
        });
        assert_eq!(marked, expected, "{query}");
        assert!(!marked.is_empty(), "{query}");
    }
}

#[test]
fn what_a_big_run_scattered_is_put_together_and_found_as_before() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    for (sequence, keys) in [(1, 1..=4_000), (2, 4_001..=8_000), (3, 8_001..=11_000)] {
        for key in keys {
            put(
                &mut writer,
                &Item::new(key).text(&format!("Ärende nummer{}", key % 100)),
            );
        }
        writer.commit(sequence).unwrap();
    }
    writer.remove(100).unwrap();
    writer.commit(4).unwrap();
    let found = |query: &str| {
        let index = Index::open(dir.path()).unwrap();
        let request = SearchRequest::new(Query::parse(query));
        let answer = index.search(&request).unwrap();
        let keys: Vec<u64> = answer.hits.iter().map(|hit| hit.key).collect();
        (index.sequence(), answer.total, keys)
    };
    let queries = ["nummer7", "nummer0", "ärende"];
    let before = queries.map(found);
    assert_eq!(before[1].1, 109);
    let open = Index::open(dir.path()).unwrap();
    assert!(writer.scattered_bytes().unwrap() > 0);
    writer.consolidate().unwrap();
    assert_eq!(writer.scattered_bytes().unwrap(), 0);
    assert_eq!(
        segments(&dir.path().join(writer.generation())),
        1,
        "what it was made of is removed"
    );
    assert_eq!(queries.map(found), before);
    assert!(open.refresh().unwrap(), "who has it open follows");
    assert!(!open.refresh().unwrap());
    put(&mut writer, &Item::new(100).text("Ärende nummer7"));
    writer.commit(5).unwrap();
    writer.close().unwrap();
    assert_eq!(found("nummer7").1, before[0].1 + 1);
}

#[test]
fn what_is_gathered_is_put_together_while_more_is_put() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    let mut next = 1;
    let mut put_some = |writer: &mut IndexWriter, count: u64| {
        for key in next..next + count {
            put(writer, &Item::new(key).text("Ärendet"));
        }
        next += count;
    };
    put_some(&mut writer, 6_000);
    assert_eq!(writer.bytes_to_gather(6_000).unwrap(), 0, "it is one part");
    writer.commit(1).unwrap();
    assert_eq!(writer.bytes_to_gather(1_000).unwrap(), 0, "it is small");
    put_some(&mut writer, 5_000);
    let all = writer.bytes_to_gather(5_000).unwrap();
    let known = merge_room(dir.path()).unwrap() * 2;
    assert!(all > known && all < known * 2, "{all} {known}");
    writer.commit_and_gather(2, 5_000).unwrap();
    put_some(&mut writer, 1_000);
    writer.commit(3).unwrap();
    let generation = dir.path().join(writer.generation());
    writer.close().unwrap();
    assert_eq!(segments(&generation), 2, "all until then, and the rest");
    let index = Index::open(dir.path()).unwrap();
    let answer = index.search(&SearchRequest::new(Query::parse("ärende")));
    assert_eq!(answer.unwrap().total, 12_000);
}

#[test]
fn what_took_the_place_of_another_is_not_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    let put_keys = |writer: &mut IndexWriter, keys: std::ops::RangeInclusive<u64>| {
        for key in keys {
            put(writer, &Item::new(key).text("Ärendet"));
        }
    };
    put_keys(&mut writer, 1..=9_000);
    writer.commit(1).unwrap();
    put_keys(&mut writer, 5_001..=12_000);
    // 16 000 were put, and 12 000 are there.
    writer.commit_and_gather(2, 7_000).unwrap();
    put_keys(&mut writer, 12_001..=12_500);
    writer.commit(3).unwrap();
    writer.settle().unwrap();
    let generation = dir.path().join(writer.generation());
    writer.close().unwrap();
    assert_eq!(segments(&generation), 2);
}

#[test]
fn what_an_interrupted_writer_left_behind_asks_for_no_room() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = writer(dir.path());
    for (sequence, key) in [(1, 1), (2, 2)] {
        put(&mut writer, &Item::new(key).text("Ärendet"));
        writer.commit(sequence).unwrap();
    }
    let room = merge_room(dir.path()).unwrap();
    assert!(room > 0);
    let left = dir.path().join(writer.generation());
    std::fs::write(
        left.join("0123456789abcdef0123456789abcdef.idx"),
        [0; 100_000],
    )
    .unwrap();
    assert_eq!(merge_room(dir.path()).unwrap(), room);
}

fn segments(generation: &std::path::Path) -> usize {
    let files = std::fs::read_dir(generation).unwrap().flatten();
    let has_terms =
        |file: &std::fs::DirEntry| file.path().extension().is_some_and(|end| end == "term");
    files.filter(has_terms).count()
}
