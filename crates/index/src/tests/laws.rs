//! Any query finds exactly what a plain reading of its tree finds, whatever the segments and what was removed.

use paragraf_model::SectionKind;
use paragraf_query::{Filter, Node, Query, SearchRequest, Sort, Zone};
use proptest::prelude::*;

use super::shelf::{Item, day, put, shelf};
use crate::document::texts;
use crate::{Index, IndexWriter};

/// Words of which no two share a form.
const WORDS: [&str; 6] = [
    "badhus",
    "cykel",
    "dagis",
    "elnät",
    "fjärrvärme",
    "granskning",
];

const ZONES: [Zone; 3] = [
    Zone::Title,
    Zone::Section(SectionKind::Decision),
    Zone::Section(SectionKind::Motions),
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned)
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![
        5 => word().prop_map(Node::Word),
        2 => prop::collection::vec(word(), 1..4).prop_map(Node::Phrase),
        1 => word().prop_map(|word| Node::Prefix(word.chars().take(3).collect())),
        1 => (2020_u16..2024).prop_map(|year| Node::Filter(Filter::Year(year))),
        1 => Just(Node::All),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..5);
        prop_oneof![
            several.clone().prop_map(Node::And),
            several.prop_map(Node::Or),
            inner.clone().prop_map(Node::not),
            (prop::sample::select(ZONES.to_vec()), inner)
                .prop_map(|(zone, node)| Node::In(zone, Box::new(node))),
        ]
    })
}

fn item() -> impl Strategy<Value = Item> {
    let text = || prop::collection::vec(word(), 0..6).prop_map(|words| words.join(" "));
    (text(), text(), text(), text(), 2020..2024).prop_map(|(title, one, two, decision, year)| {
        let item = Item::new(1)
            .title(&title)
            .section(SectionKind::Motions, &one)
            .section(SectionKind::Motions, &two);
        item.decision(&decision, &[]).on(&format!("{year}-01-01"))
    })
}

/// Whether the item matches, read plainly.
fn matches(item: &Item, node: &Node, zone: Option<Zone>) -> bool {
    let mut here = texts(&item.paragraph)
        .filter(|(place, _)| zone.is_none_or(|zone| zone == *place))
        .map(|(_, text)| text.split_whitespace().collect::<Vec<&str>>());
    match node {
        Node::All => true,
        Node::Word(word) => here.any(|words| words.contains(&word.as_str())),
        Node::Phrase(phrase) => {
            here.any(|words| words.windows(phrase.len()).any(|run| run == phrase))
        }
        Node::Prefix(prefix) => {
            here.any(|words| words.iter().any(|word| word.starts_with(prefix.as_str())))
        }
        Node::In(zone, node) => matches(item, node, Some(*zone)),
        Node::Filter(Filter::Year(year)) => {
            item.date >= day(&format!("{year}-01-01"))
                && item.date < day(&format!("{}-01-01", year + 1))
        }
        Node::And(nodes) => nodes.iter().all(|node| matches(item, node, zone)),
        Node::Or(nodes) => nodes.iter().any(|node| matches(item, node, zone)),
        Node::Not(node) => !matches(item, node, zone),
        Node::CaseNumber(_) | Node::Filter(_) => panic!("not generated"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_query_finds_what_a_plain_reading_finds(
        mut items in prop::collection::vec(item(), 1..40),
        segments in 1..4_usize,
        removed in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        nodes in prop::collection::vec(node(), 100),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = IndexWriter::open(dir.path()).unwrap();
        (1..).zip(&mut items).for_each(|(key, item)| item.key = key);
        for (sequence, items) in (1..).zip(items.chunks(items.len().div_ceil(segments))) {
            items.iter().for_each(|item| put(&mut writer, item));
            writer.commit(sequence).unwrap();
        }
        for index in removed {
            let key = u64::try_from(index.index(items.len().max(1))).unwrap() + 1;
            writer.remove(key).unwrap();
            items.retain(|item| item.key != key);
        }
        writer.commit(100).unwrap();
        let index = Index::open(dir.path()).unwrap();
        for root in nodes {
            let expected: Vec<u64> = items.iter().filter(|item| matches(item, &root, None)).map(|item| item.key).collect();
            for sort in Sort::ALL {
                let query = Query { root: root.clone(), ..Query::all() };
                let request = SearchRequest { sort, size: 100, ..SearchRequest::new(query) };
                let mut found: Vec<u64> = index.export(&request).unwrap().collect();
                found.sort_unstable();
                prop_assert_eq!(&found, &expected, "{:?} {:?}", sort, &root);
                prop_assert_eq!(index.search(&request).unwrap().total, expected.len() as u64);
            }
        }
    }
}

#[test]
fn no_typed_text_makes_a_search_fail() {
    let item = Item::new(1)
        .title("Om badhus")
        .decision("Rapporten antecknas", &[])
        .officer("Ida Ek")
        .case("KS 2020/1");
    let shelf = shelf(&[item.clone(), Item { key: 2, ..item }]);
    let piece = prop::sample::select(vec![
        "badhus",
        "OR",
        "AND",
        "INTE ",
        "-",
        "(",
        ")",
        "\"",
        "*",
        "§",
        "§ 1",
        ":",
        "beslut:",
        "kommun:",
        "organ:",
        "ärende:",
        "handläggare:",
        "KS 2020/1",
        "2020/1",
        "år:2020",
        "från:",
        "utfall:avslag",
        "EU/EES-",
        "bad*",
        "s",
        "'s",
        "å",
        "\u{308}",
        "\u{ad}",
        "😀",
        "\u{0}",
        "²",
        "ﬁ",
        "ß",
        "İ",
        "漢字",
        " ",
        " ",
        " ",
    ]);
    let typed = prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat());
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let law = |typed: String| {
        for (sort, relax) in [(Sort::Relevance, true), (Sort::Newest, false)] {
            let request = SearchRequest {
                sort,
                relax,
                ..SearchRequest::new(Query::parse(&typed))
            };
            let answer = shelf.index.search(&request);
            let answer =
                answer.map_err(|error| TestCaseError::fail(format!("{typed:?}: {error}")))?;
            answer.matcher.highlights(&item_paragraph());
        }
        Ok(())
    };
    runner.run(&typed, law).unwrap();
}

fn item_paragraph() -> paragraf_model::Paragraph {
    Item::new(1)
        .title("Om badhus")
        .text("Badhuset får ny taxa, se KS 2020/1.")
        .paragraph
}
