//! Bodies that decide about single persons are left out, counted, and read once they are named.

use anyhow::{Context, Result};

use super::files::{head_of, text};
use super::place::Place;

const BODY: &str = "Socialnämndens individutskott";
const WORD: &str = "kvastmakare";

fn minutes(body: &str, day: u32) -> Vec<u8> {
    let mut lines = head_of(body, day);
    lines.extend(
        [
            "§ 1 Yttrande",
            "Beslut",
            "Utskottet beslutar att kvastmakaren får stöd.",
        ]
        .map(str::to_owned),
    );
    text(&lines)
}

fn place() -> Result<Place> {
    let place = Place::new()?;
    place.write("utskott.txt", &minutes(BODY, 5))?;
    place.write(
        "nämnd.txt",
        &text(&{
            let mut lines = head_of("Socialnämnden", 6);
            lines.extend(["§ 1 Budget", "Beslut", "Nämnden antar budgeten."].map(str::to_owned));
            lines
        }),
    )?;
    // Nothing in it says whose it is, but its name.
    place.write(
        "individutskottet 2024-03-07.txt",
        "En lista.\n".repeat(30).as_bytes(),
    )?;
    Ok(place)
}

fn holds_word(place: &Place) -> Result<bool> {
    let stored = place.stored()?;
    Ok(stored
        .iter()
        .any(|(_, bytes)| String::from_utf8_lossy(bytes).to_lowercase().contains(WORD)))
}

#[test]
fn the_minutes_of_a_body_for_single_persons_are_counted_and_neither_read_in_nor_kept() -> Result<()>
{
    let place = place()?;
    let said = place.ingest()?;
    assert!(
        said.contains("2 left out: bodies that decide about single persons"),
        "{said}"
    );
    assert_eq!(place.originals()?, 1);
    assert!(!holds_word(&place)?);

    let status = place.json(&["status", "--format", "json"])?;
    assert_eq!(status["counts"]["indexed"], 1);
    assert_eq!(status["counts"]["left_out"], 2);
    assert_eq!(status["problems"], serde_json::json!([]));
    let left_out = status["kept_back"]["left_out"].to_string();
    assert!(
        left_out.contains(BODY) && left_out.contains("Ekvalla kommun"),
        "{left_out}"
    );
    assert!(place.well(&["status"])?.contains(BODY));
    let server = place.serve()?;
    let (status, page) = server.ask("/tackning")?;
    assert_eq!(status, 200);
    assert!(
        page.contains("Socialnämndens individutskott, Ekvalla kommun: 1\u{a0}fil"),
        "{page}"
    );
    assert_eq!(server.get("/api/v1/search?q=kvastmakaren")?["total"], 0);
    drop(server);

    // The next run reads neither again.
    let again = place.json(&["ingest", "in", "--format", "json"])?;
    assert_eq!(
        (&again["already_held"], &again["left_out"]),
        (&3.into(), &serde_json::json!([]))
    );
    Ok(())
}

#[test]
fn a_body_that_is_named_is_read_and_taken_out_again_when_it_is_named_no_more() -> Result<()> {
    let place = place()?;
    place.ingest()?;
    place.settings(&format!("[reading]\nindividual_matters = [\"{BODY}\"]\n"))?;
    let named = place.json(&["ingest", "in", "--format", "json"])?;
    assert_eq!(named["reread"], 1);
    assert_eq!(
        place.json(&["search", WORD, "--format", "json"])?["total"],
        1
    );
    assert_eq!(place.originals()?, 2);

    place.settings("")?;
    let said = place.ingest()?;
    assert!(
        said.contains("documents taken out because their bodies decide about single persons"),
        "{said}"
    );
    assert_eq!(
        place.json(&["search", WORD, "--format", "json"])?["total"],
        0
    );
    assert_eq!(place.originals()?, 1);
    let counts = place.json(&["status", "--format", "json"])?["counts"].clone();
    assert_eq!(
        (&counts["indexed"], &counts["left_out"]),
        (&1.into(), &2.into())
    );
    Ok(())
}

#[test]
fn a_body_may_be_named_by_an_option_and_what_is_left_out_has_no_original() -> Result<()> {
    let place = place()?;
    place.ingest()?;
    let server = place.serve()?;
    let sha256 = {
        let listed = place.json(&[
            "ingest",
            "in",
            "--format",
            "json",
            "--individual-matters",
            BODY,
        ])?;
        assert_eq!(listed["reread"], 1);
        let answer = server.get("/api/v1/search?q=kvastmakaren");
        drop(answer);
        let export = place.well(&["export", WORD, "--format", "jsonl", "--output", "-"])?;
        let row: serde_json::Value = serde_json::from_str(export.lines().next().context("a row")?)?;
        row["document_sha256"]
            .as_str()
            .or(row["document"].as_str())
            .map(str::to_owned)
    };
    place.ingest()?;
    if let Some(sha256) = sha256 {
        let (status, page) = server.ask(&format!("/originalfil/{sha256}"))?;
        assert_eq!(status, 403);
        assert!(page.contains("avgör ärenden om enskilda"), "{page}");
    }
    Ok(())
}
