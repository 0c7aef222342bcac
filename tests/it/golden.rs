//! Golden minutes: invented text in real layouts, `pages.txt`, and the record that is read from it, `minutes.json`.
//!
//! `make golden` rewrites the records; reading that diff is the review.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use paragraf_model::{DocumentFacts, Facts, Record, RegisterEntry, SCHEMA};

/// Each case is a test of its own, named after what makes it hard.
macro_rules! golden {
    ($($case:ident),* $(,)?) => {
        const CASES: &[&str] = &[$(stringify!($case)),*];
        $(
            #[test]
            fn $case() -> Result<()> {
                check(stringify!($case))
            }
        )*
    };
}

golden! {
    attendance_in_running_prose,
    attendance_in_two_columns,
    attendance_table_with_marks,
    board_proposes_and_decides_for_itself,
    case_number_above_the_number,
    columns_collapsed_to_blanks,
    committee_minutes_hold_only_proposals,
    date_stands_only_in_the_file_name,
    decision_without_heading,
    decisions_of_three_bodies_in_one_paragraph,
    earlier_decisions_nested_in_a_paragraph,
    header_printed_again_below_earlier_decisions,
    header_tells_the_earlier_handling,
    label_on_two_lines_with_values_on_both,
    layout_never_seen,
    names_listed_under_their_answer,
    norwegian_minutes_are_not_read,
    number_and_year_look_like_a_case_number,
    numbers_without_section_sign,
    one_header_for_several_paragraphs,
    page_head_between_number_and_title,
    page_head_splits_a_heading,
    paragraph_goes_on_over_pages,
    parties_torn_from_the_names,
    section_sign_after_the_number,
    signature_names_above_their_offices,
    signs_lost_in_a_scan,
    staff_report_is_not_minutes,
    stated_facts_win_over_the_text,
    substitute_serves_on_one_paragraph_only,
    summons_is_not_minutes,
    summons_with_numbered_proposals,
    title_above_the_number,
    votes_in_the_attendance_list,
    votes_listed_by_name,
    votes_on_a_page_of_their_own,
    year_and_registry_run_together,
}

#[test]
fn every_golden_folder_is_a_test() -> Result<()> {
    let on_disk: BTreeSet<String> = fs::read_dir(golden())?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    let listed: BTreeSet<String> = CASES.iter().map(|case| (*case).to_owned()).collect();
    assert_eq!(on_disk, listed);
    Ok(())
}

/// Reads the case's text and compares the record with the one that is kept.
fn check(case: &str) -> Result<()> {
    let folder = golden().join(case);
    let record = read(&folder).with_context(|| format!("reading golden case `{case}`"))?;
    let found = serde_json::to_string_pretty(&record)? + "\n";
    let kept = folder.join("minutes.json");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept, found)?;
        return Ok(());
    }
    let wanted = fs::read_to_string(&kept)
        .with_context(|| format!("{} is missing; run `make golden`", kept.display()))?;
    ensure!(
        found == wanted,
        "the record of `{case}` differs from {}:\n{}",
        kept.display(),
        first_difference(&wanted, &found)
    );
    Ok(())
}

/// The way of a file from bytes to record. Hash and text quality are left out: they say nothing about reading, and
/// the quality would change with every word that the lexicon learns.
fn read(folder: &Path) -> Result<Record> {
    let bytes = fs::read(folder.join("pages.txt"))?;
    let source = paragraf_extract::extract(&bytes)?;
    let parsed = paragraf_parse::parse(&source, &stated(folder)?);
    let findings = source
        .findings
        .iter()
        .cloned()
        .chain(parsed.findings)
        .collect();
    Ok(Record {
        schema: SCHEMA,
        document: DocumentFacts {
            sha256: "0".repeat(64),
            filename: "pages.txt".to_owned(),
            media_type: source.media_type,
            pages: source.page_count(),
            language: parsed.language,
            kind: parsed.kind,
            text_quality: 1.0,
        },
        meeting: parsed.meeting,
        paragraphs: parsed.paragraphs,
        findings,
    })
}

/// What a person states beside the file, in a `facts.toml` where the case has one.
fn stated(folder: &Path) -> Result<Facts> {
    let Ok(text) = fs::read_to_string(folder.join("facts.toml")) else {
        return Ok(Facts::default());
    };
    let table: toml::Table = text.parse()?;
    let text_of = |key: &str| table.get(key).and_then(toml::Value::as_str);
    Ok(Facts {
        municipality: text_of("municipality")
            .and_then(RegisterEntry::find)
            .map(RegisterEntry::municipality),
        body: text_of("body").map(str::to_owned),
        date: text_of("date").map(str::parse).transpose()?,
        filename: text_of("filename").map(str::to_owned),
    })
}

fn first_difference(wanted: &str, found: &str) -> String {
    let mut lines = wanted.lines().zip(found.lines()).zip(1..);
    match lines.find(|((wanted, found), _)| wanted != found) {
        Some(((wanted, found), number)) => {
            format!("line {number}\n  kept:  {wanted}\n  found: {found}")
        }
        None => "one is longer than the other".to_owned(),
    }
}

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}
