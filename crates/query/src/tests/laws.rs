//! What holds for every query, however odd.

use proptest::prelude::*;

use crate::{Node, Query};

/// Text made of what means something in the query language, in any order.
fn oddities() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "skola",
        "Örebro",
        "OR",
        "ELLER",
        "AND",
        "NOT",
        "INTE",
        "-",
        "(",
        ")",
        "\"",
        "”",
        "*",
        "§",
        "§ 15",
        ":",
        "beslut:",
        "rubrik:",
        "vote:",
        "kommun:",
        "ärende:",
        "år:",
        "från:",
        "2023",
        "2023-05",
        "596/2020",
        "KS",
        "KS 2020/596",
        "ks-2020-00596",
        "dnr",
        "dnr:",
        "EU/EES-",
        "596",
        ".",
        ",",
        "/",
        "\u{308}",
        "\u{0}",
        "år:x",
        "organ:\"a b\"",
        "språk:sv",
        "utfall:avslag",
        "obs:",
        "vin*",
        "x*",
        "'",
    ]);
    let joint = prop::sample::select(vec!["", " ", " ", " ", "\n"]);
    prop::collection::vec((piece, joint), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, joint)| format!("{piece}{joint}"))
            .collect()
    })
}

fn depth(node: &Node) -> usize {
    match node {
        Node::And(nodes) | Node::Or(nodes) => 1 + nodes.iter().map(depth).max().unwrap_or(0),
        Node::Not(node) | Node::In(_, node) => 1 + depth(node),
        _ => 1,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_understood_is_understood_the_same_way(typed in oddities()) {
        let query = Query::parse(&typed);
        let understood = query.understood();
        let again = Query::parse(&understood);
        prop_assert_eq!(&again.root, &query.root, "{}", understood);
        prop_assert_eq!(again.understood(), understood);
    }

    #[test]
    fn any_text_is_understood_within_bounds(typed in "\\PC{0,700}") {
        let query = Query::parse(&typed);
        prop_assert!(query.root.leaves() <= Query::MAX_LEAVES);
        prop_assert!(query.understood().chars().count() <= Query::MAX_CHARS);
        prop_assert_eq!(Query::parse(&query.understood()).root, query.root);
    }

    #[test]
    fn odd_text_nests_within_bounds(typed in oddities()) {
        prop_assert!(depth(&Query::parse(&typed).root) <= 45);
    }
}

#[test]
fn deep_nesting_of_every_kind_is_survived() {
    for opening in ["(", "-(", "NOT ", "beslut:(", "\"(", "- - -", "kommun:("] {
        for times in [11, 100, 10_000] {
            let query = Query::parse(&opening.repeat(times));
            assert!(depth(&query.root) <= 45, "{opening} {times}");
        }
    }
}

#[test]
fn a_section_sign_ends_what_stands_before_it() {
    let typed = "596/2020§".repeat(56);
    let query = Query::parse(&typed);
    assert_eq!(Query::parse(&query.understood()).root, query.root);
    assert_eq!(Query::parse("taxa§12").understood(), "taxa § 12");
}
