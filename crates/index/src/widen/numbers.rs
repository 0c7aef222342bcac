//! Case numbers that only the archive can tell from other numbers: `98/22`, `slk 2023 633`, `2023-787 slk`.
//!
//! Such a run of words is taken for a case number where the archive has that case, and for words as well.

use paragraf_model::{CaseNumber, Evidence};
use paragraf_query::Node;
use tantivy::{Searcher, Term};

use crate::keys::{self, Found};
use crate::schema::Fields;

/// Words that one number is typed as, at most: `dnr slk 2023 633`.
const MOST_WORDS: usize = 4;

/// The tree with the runs that are cases of the archive, and those cases; the tree as it is where there are none.
pub(crate) fn with_known_cases(
    root: &Node,
    searcher: &Searcher,
    fields: &Fields,
) -> tantivy::Result<(Node, Vec<CaseNumber>)> {
    let nodes = match root {
        Node::And(nodes) => nodes.as_slice(),
        Node::Word(_) | Node::CaseNumber(_) => std::slice::from_ref(root),
        _ => return Ok((root.clone(), Vec::new())),
    };
    let mut kept = Vec::with_capacity(nodes.len());
    let mut cases = Vec::new();
    let mut rest = nodes;
    while let Some((first, after)) = rest.split_first() {
        match known_run(rest, searcher, fields)? {
            Some((length, number)) => {
                let (run, after) = rest.split_at(length);
                let words = Node::and(run.to_vec());
                let case = Node::CaseNumber(number.clone());
                kept.extend(Node::or(
                    [Some(case), words].into_iter().flatten().collect(),
                ));
                cases.push(number);
                rest = after;
            }
            None => {
                kept.push(first.clone());
                rest = after;
            }
        }
    }
    Ok((Node::and(kept).unwrap_or(Node::All), cases))
}

/// The longest run at the beginning that is a case of the archive.
fn known_run(
    nodes: &[Node],
    searcher: &Searcher,
    fields: &Fields,
) -> tantivy::Result<Option<(usize, CaseNumber)>> {
    for length in (1..=MOST_WORDS.min(nodes.len())).rev() {
        let Some(run) = nodes.get(..length) else {
            continue;
        };
        for number in readings(run) {
            let key = match number.registry() {
                Some(registry) => keys::with_registry(&number, registry, Found::Own),
                None => keys::any_registry(&number, Found::Own),
            };
            let term = Term::from_field_text(fields.case, &key);
            if searcher.doc_freq(&term)? > 0 {
                return Ok(Some((length, number)));
            }
        }
    }
    Ok(None)
}

/// The case numbers that a run of words may be, likeliest first.
fn readings(run: &[Node]) -> Vec<CaseNumber> {
    let mut pieces = Vec::with_capacity(run.len());
    for node in run {
        match node {
            Node::Word(word) if word.chars().count() <= 16 && !word.starts_with('§') => {
                pieces.push(word.clone());
            }
            // A number that was recognised takes a registry that stands beside it.
            Node::CaseNumber(number) if number.registry().is_none() && run.len() == 2 => {
                pieces.push(number.canonical().to_owned());
            }
            _ => return Vec::new(),
        }
    }
    let has_figures = |piece: &String| piece.chars().any(|c| c.is_ascii_digit());
    if !pieces.iter().any(has_figures) {
        return Vec::new();
    }
    let mut ways = vec![pieces.join(" "), pieces.join("/"), pieces.join("-")];
    ways.push(pieces.join(" ").replace(['-', ':', '.'], "/"));
    if let [first, second] = pieces.as_slice()
        && !has_figures(second)
    {
        ways.push(format!("{second} {first}"));
    }
    if let [first, second, third] = pieces.as_slice() {
        ways.push(format!("{first} {second}/{third}"));
        ways.push(format!("{third} {first}/{second}"));
    }
    let mut found: Vec<CaseNumber> = Vec::new();
    for way in ways {
        let read = CaseNumber::read_given(&way, Evidence::Label)
            .and_then(|number| CaseNumber::from_canonical(number.canonical()));
        let both = read
            .iter()
            .flat_map(|number| [Some(number.clone()), number.other_way_round()]);
        for number in both.flatten() {
            if !found.contains(&number) {
                found.push(number);
            }
        }
    }
    found
}
