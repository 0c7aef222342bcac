//! Judged searches over the made-up archive: what holds for every query. How good the rest is `make quality` tells.

use std::path::{Path, PathBuf};

use anyhow::Result;
use paragraf_tests::fuzz;
use paragraf_tests::made_up::{MadeUp, MadeUpArchive, Matter, archive};
use paragraf_tests::queries::{Expected, Judged, Set, files_named, judged};

/// One test, because the archive takes some seconds to make.
#[test]
fn the_made_up_archive_holds_every_matter_and_its_laws() -> Result<()> {
    let folder = root().join("tests/queries");
    let matters = Matter::read_folder(&folder)?;
    let made = archive(&matters, Some(&root().join("data/samples")))?;
    every_matter_is_where_its_key_says(&made, &matters)?;
    let queries = judged::read(&files_named(&folder, "queries_")?, &made.keys)?;
    every_judged_paragraph_exists(&made, &queries)?;
    a_case_number_in_any_spelling_finds_its_case_first(&made, &queries)?;
    nothing_forbidden_is_found(&made, &queries)?;
    no_query_is_too_odd(&made, &queries)
}

/// What finds what it must not: words of different meaning that share a stem, as docs/QUALITY.md tells.
const KNOWN_VIOLATIONS: [&str; 2] = ["kost", "tomtar"];

fn nothing_forbidden_is_found(made: &MadeUpArchive, queries: &[Judged]) -> Result<()> {
    let forbidden = queries.iter().filter(|query| query.set == Set::MustNot);
    let mut violated = Vec::new();
    for query in forbidden {
        let (ranking, _) = made.ours.rank(query, &made.authors)?;
        if !ranking.is_right(&query.expected) {
            violated.push(query.typed.as_str());
        }
    }
    violated.sort_unstable();
    assert_eq!(violated, KNOWN_VIOLATIONS);
    Ok(())
}

fn every_matter_is_where_its_key_says(made: &MadeUpArchive, matters: &[Matter]) -> Result<()> {
    let paragraphs = made.ours.paragraphs()?;
    assert!(paragraphs.len() > 1_900, "{} paragraphs", paragraphs.len());
    for matter in matters {
        let ids = &made.keys[&matter.key];
        assert!(ids.len() >= matter.bodies.len(), "{}: {ids:?}", matter.key);
        for id in ids {
            let stored = paragraphs.iter().find(|stored| stored.id.as_str() == id);
            let paragraph = &stored.expect("keys are of paragraphs").paragraph;
            let title = paragraph.title.as_deref().unwrap_or_default();
            assert!(title.ends_with(&matter.title), "{id}: {title}");
            let cases: Vec<&str> = paragraph
                .case_numbers
                .iter()
                .map(|number| number.canonical())
                .collect();
            assert_eq!(cases, [matter.case.as_str()], "{id}");
            assert_eq!(paragraph.case_officers, [matter.officer.as_str()], "{id}");
            assert!(paragraph.decision.is_some(), "{id} decides nothing");
        }
    }
    Ok(())
}

fn every_judged_paragraph_exists(made: &MadeUpArchive, queries: &[Judged]) -> Result<()> {
    let paragraphs = made.ours.paragraphs()?;
    for query in queries {
        let (Expected::Relevant(ids) | Expected::Not(ids)) = &query.expected else {
            continue;
        };
        for id in ids {
            let known = paragraphs.iter().any(|stored| stored.id.as_str() == id);
            assert!(known, "`{}` names {id}, which is not there", query.typed);
        }
    }
    Ok(())
}

fn a_case_number_in_any_spelling_finds_its_case_first(
    made: &MadeUpArchive,
    queries: &[Judged],
) -> Result<()> {
    let of_cases: Vec<&Judged> = queries
        .iter()
        .filter(|query| query.set == Set::Case)
        .collect();
    assert!(of_cases.len() > 100, "{} case numbers", of_cases.len());
    for query in of_cases {
        let (ranking, _) = made.ours.rank(query, &made.authors)?;
        assert!(
            ranking.is_right(&query.expected),
            "`{}` of {:?} finds {:?}",
            query.typed,
            query.expected,
            ranking.ids.first()
        );
    }
    Ok(())
}

fn no_query_is_too_odd(made: &MadeUpArchive, queries: &[Judged]) -> Result<()> {
    let known: Vec<String> = queries.iter().map(|query| query.typed.clone()).collect();
    let report = fuzz::run(&made.ours, &known, 1_000, 20_261_124)?;
    assert!(report.faults.is_empty(), "{}", report.faults.join("\n"));
    Ok(())
}

#[test]
fn the_same_matters_give_the_same_minutes() -> Result<()> {
    let matters = Matter::read_folder(&root().join("tests/queries"))?;
    assert_eq!(MadeUp::of(&matters).files, MadeUp::of(&matters).files);
    Ok(())
}

#[test]
fn there_are_enough_judged_queries_of_every_kind() -> Result<()> {
    let folder = root().join("tests/queries");
    let matters = Matter::read_folder(&folder)?;
    let keys = matters
        .iter()
        .map(|matter| (matter.key.clone(), vec![matter.key.clone()]))
        .collect();
    let queries = judged::read(&files_named(&folder, "queries_")?, &keys)?;
    for set in Set::ALL {
        let count = queries.iter().filter(|query| query.set == set).count();
        assert!(count >= 50, "{count} of {}", set.name());
    }
    Ok(())
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
