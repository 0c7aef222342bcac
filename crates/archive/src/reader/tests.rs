//! Every lookup goes by an index: ten million paragraphs are to answer like ten.

use super::{
    cases, changes, documents, findings, listed, meetings, paragraphs, problems, snapshot,
};
use crate::Archive;
use crate::schema::{Reading, open_for_reading};

#[test]
fn no_lookup_reads_a_whole_table() {
    let folder = tempfile::tempdir().unwrap();
    Archive::open(folder.path()).unwrap();
    let path = folder.path().join("archive.db");
    let (Reading::Beside(connection) | Reading::AsItLies(connection)) =
        open_for_reading(&path).unwrap();
    let lookups = [
        paragraphs::BY_KEY,
        paragraphs::FOUND,
        paragraphs::BY_ID,
        paragraphs::BY_ID_AND_DOCUMENT,
        paragraphs::OF_MEETING,
        paragraphs::AFTER_KEY,
        paragraphs::OF_CASE,
        paragraphs::VERSIONS,
        documents::HOLDS,
        documents::ID,
        documents::ONE,
        documents::FINDINGS,
        findings::ONE,
        documents::PARAGRAPHS,
        problems::ALL,
        problems::CODES,
        problems::ONE,
        documents::SUMMARIES,
        documents::UNREAD,
        cases::CANDIDATES,
        cases::OFFICERS,
        cases::FIRST_MEETING,
        cases::LAST_MEETING,
        meetings::ID,
        meetings::OF_BODY,
        listed::OF_DAYS,
        listed::MASKED,
        listed::MASKED_IN_MEETING,
        changes::AFTER,
        changes::LAST,
        documents::MEETING,
        snapshot::GONE_AFTER,
        snapshot::CHANGED_AFTER,
        snapshot::WITHDRAWN_AFTER,
        snapshot::NAME,
        snapshot::SOURCE_URL,
    ];
    for lookup in lookups {
        let plan = plan(&connection, lookup);
        let scans: Vec<_> = plan.iter().filter(|step| reads_all(step)).collect();
        assert!(scans.is_empty(), "{lookup}\n{plan:#?}");
    }
}

/// Derived tables (c, w) are small; `SCAN … USING INDEX` of problems reads the problems only.
fn reads_all(step: &str) -> bool {
    step.starts_with("SCAN")
        && ![
            "SCAN c",
            "SCAN w",
            "SCAN documents USING INDEX documents_not_indexed",
            "SCAN d USING INDEX documents_not_indexed",
        ]
        .contains(&step)
}

fn plan(connection: &rusqlite::Connection, lookup: &str) -> Vec<String> {
    let mut explain = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {lookup}"))
        .unwrap();
    let parameters = explain.parameter_count();
    let values = vec![rusqlite::types::Value::Null; parameters];
    let steps = explain
        .query_map(rusqlite::params_from_iter(values), |row| row.get(3))
        .unwrap();
    steps.collect::<Result<_, _>>().unwrap()
}
