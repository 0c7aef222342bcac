//! The real program as its users run it: a folder goes in, answers come out of command and server.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

const MINUTES: &str = include_str!("minutes.txt");
const MEETING: &str = "orebro/kommunstyrelsens-utskott-for-trygghet-och-inkludering/2022-05-31";

#[test]
fn parse_reads_the_whole_meeting() -> Result<()> {
    let place = Place::new()?;
    let record = place.json(&["parse", &place.minutes()])?;
    assert_eq!(record["municipality"]["name"], "Örebro kommun");
    assert_eq!(record["municipality"]["code"], "1880");
    assert_eq!(
        record["body"],
        "Kommunstyrelsens utskott för trygghet och inkludering"
    );
    assert_eq!(record["date"], "2022-05-31");
    assert_eq!(record["start_time"], "14:00");
    assert_eq!(record["end_time"], "16:30");
    assert_eq!(record["place"], "Spegelsalen, Rådhuset");
    assert_eq!(record["secretary"], "Johan Ekfeldt");
    assert_eq!(record["document"]["pages"], Value::Null);
    let kinds = values(&record["findings"], "kind");
    assert!(
        kinds.contains(&"municipality_inferred".to_owned()),
        "{kinds:?}"
    );

    let with_party: Vec<_> = array(&record["attendees"])
        .iter()
        .filter(|row| !row["party"].is_null())
        .collect();
    let mut names: Vec<_> = with_party
        .iter()
        .map(|row| row["name"].to_string())
        .collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 8);
    let of = |name: &str, role: &str| {
        let found = with_party
            .iter()
            .find(|row| row["name"] == name && row["role"] == role);
        found.map(|row| (row["replaces"].clone(), row["paragraphs"].clone()))
    };
    assert_eq!(
        of("Paula Vega Nordin", "serving_substitute"),
        Some(("Jamal Rossi".into(), serde_json::json!([[15, 15]])))
    );
    assert_eq!(
        of("Paula Vega Nordin", "substitute"),
        Some((Value::Null, serde_json::json!([[16, 18]])))
    );
    assert_eq!(
        of("Jamal Rossi", "member"),
        Some((Value::Null, serde_json::json!([[16, 18]])))
    );

    let paragraphs = array(&record["paragraphs"]);
    assert_eq!(
        paragraphs
            .iter()
            .map(|paragraph| paragraph["number"].as_u64())
            .collect::<Vec<_>>(),
        [15, 16, 17, 18].map(Some)
    );
    assert_eq!(
        paragraphs
            .iter()
            .map(|paragraph| array(&paragraph["case_officers"]).len())
            .collect::<Vec<_>>(),
        [3, 2, 2, 1]
    );
    assert_eq!(paragraphs[2]["case_numbers"], serde_json::json!([]));
    assert_eq!(paragraphs[3]["case_numbers"][0]["printed"], "Ks 652/2022");
    assert_eq!(paragraphs[3]["case_numbers"][0]["canonical"], "KS 2022/652");
    for paragraph in paragraphs {
        assert_eq!(
            paragraph["decision"]["outcomes"],
            serde_json::json!(["noted"])
        );
        assert_eq!(paragraph["decision"]["as_proposed"], true);
    }
    let description = &paragraphs[2]["sections"][0]["text"];
    let description = description.as_str().context("§ 17 has a description")?;
    assert!(
        description.starts_with("Under förra sommaren")
            && description.ends_with("inte är på plats."),
        "{description}"
    );
    Ok(())
}

#[test]
fn what_was_ingested_is_found_over_http() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let server = place.serve()?;
    for (query, numbers) in [
        ("q=nattstugan", vec![15]),
        ("q=ks-2020-00596", vec![15]),
        ("q=KS+2020%2F596", vec![15]),
        ("q=dnr+596%2F2020", vec![15]),
        ("officer=bergsjo", vec![15]),
        ("q=%22utsatta+EU%2FEES-medborgare%22", vec![15]),
        ("q=v%C3%A4rdarna", vec![17]),
        ("q=v%C3%A4rd", vec![17]),
        ("q=beslut%3Aprotokollet", vec![15, 16, 17, 18]),
        ("q=ungdom+-v%C3%A4rdarna", vec![18]),
        ("q=f%C3%A5r&relax=false", vec![18]),
        ("", vec![15, 16, 17, 18]),
    ] {
        let answer = server.get(&format!("/api/v1/search?{query}"))?;
        let mut found: Vec<u64> = array(&answer["hits"])
            .iter()
            .filter_map(|hit| hit["number"].as_u64())
            .collect();
        found.sort_unstable();
        assert_eq!(found, numbers, "{query}");
        assert_eq!(answer["total"], numbers.len(), "{query}");
    }

    let (status, problem) = server.ask("/api/v1/search?q=a&sida=2")?;
    assert_eq!(status, 400);
    assert!(problem.to_string().contains("sida"), "{problem}");

    let paragraph = server.get(&format!("/api/v1/paragraphs/{MEETING}/15"))?;
    assert_eq!(
        paragraph["title"],
        "Rapport - IOP Nattstugan säsongen 2021-2022"
    );
    let case = server.get("/api/v1/cases/orebro/KS%202022-00652")?;
    assert!(
        case.to_string().contains(&format!("{MEETING}/18")),
        "{case}"
    );
    let (status, _) = server.ask(&format!("/{MEETING}/15"))?;
    assert_eq!(status, 200);
    Ok(())
}

#[test]
fn an_export_holds_every_hit_in_both_formats_and_a_manifest_beside_it() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let output = |name: &str| place.folder.path().join(name).display().to_string();
    for format in ["csv", "jsonl"] {
        place.run(
            &[
                "export",
                "beslut:protokollet",
                "--format",
                format,
                "--output",
                &output(&format!("hits.{format}")),
            ],
            0,
        )?;
    }
    let lines: Vec<Value> = std::fs::read_to_string(output("hits.jsonl"))?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    assert_eq!(lines.len(), 4);
    let mut reader = csv::Reader::from_path(output("hits.csv"))?;
    let rows: Vec<HashMap<String, String>> = reader.deserialize().collect::<Result<_, _>>()?;
    assert_eq!(rows.len(), 4);
    for (row, line) in rows.iter().zip(&lines) {
        let fields = line.as_object().context("a line is an object")?;
        assert_eq!(fields.len(), row.len());
        for (name, value) in fields {
            let shown = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            // Lists have a form of their own in a cell.
            assert!(
                value.is_array() || row.get(name) == Some(&shown),
                "{name}: {row:?} {line}"
            );
        }
    }
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(output("hits.csv.manifest.json"))?)?;
    assert_eq!(manifest["rows"], 4);
    Ok(())
}

#[test]
fn an_export_made_again_tells_what_was_withdrawn_since() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let output = |name: &str| place.folder.path().join(name).display().to_string();
    for name in ["hits.csv", "hits.xlsx", "hits.parquet", "hits.zip"] {
        let words = ["export", "beslut:protokollet", "--output", &output(name)];
        let said = String::from_utf8(place.run(&words, 0)?.stdout)?;
        assert!(said.starts_with("4 rows in "), "{said}");
    }
    let manifest = output("hits.zip.manifest.json");
    let same = place.json(&["export", "--again", &manifest, "--json"])?;
    assert_eq!(same["same_file"], true);

    let id = format!("{MEETING}/15");
    let why = ["--reason", "prövas på nytt", "--by", "Registrator Exempel"];
    place.run(&[&["withdraw", &id], &why[..]].concat(), 0)?;
    let later = place.json(&["export", "--again", &manifest, "--json"])?;
    assert_eq!(later["same_file"], false);
    assert_eq!(later["gone"][0]["id"], id);
    assert_eq!(later["gone"][0]["why"], "withdrawn");
    assert_eq!(later["gone"][0]["reason"], "prövas på nytt");
    let again = output("again.csv");
    let csv = output("hits.csv.manifest.json");
    let words = ["export", "--again", &csv, "--output", &again];
    let said = String::from_utf8(place.run(&words, 0)?.stdout)?;
    assert!(said.contains("4 rows then, 3 rows now"), "{said}");
    assert_eq!(csv::Reader::from_path(&again)?.records().count(), 3);
    Ok(())
}

#[test]
fn a_second_ingest_adds_nothing_and_says_so() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let second = place.ingest(&[&place.minutes()], 0)?;
    let said = String::from_utf8_lossy(&second.stdout).into_owned();
    assert!(
        said.contains("0 new") && said.contains("Nothing was added"),
        "{said}"
    );
    assert_eq!(place.search("")?["total"], 4);
    Ok(())
}

#[test]
fn a_deleted_index_is_rebuilt_to_the_same_answers() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let without_generation = |mut answer: Value| {
        answer["generation"] = Value::Null;
        answer
    };
    let queries = ["", "nattstugan", "beslut:protokollet", "ungdom"];
    let before: Vec<Value> = queries
        .iter()
        .map(|query| place.search(query).map(without_generation))
        .collect::<Result<_>>()?;
    std::fs::remove_dir_all(place.index())?;
    place.run(&["rebuild"], 0)?;
    let after: Vec<Value> = queries
        .iter()
        .map(|query| place.search(query).map(without_generation))
        .collect::<Result<_>>()?;
    assert_eq!(before, after);
    Ok(())
}

#[test]
fn bad_files_are_listed_with_a_reason_while_the_rest_is_read() -> Result<()> {
    let place = Place::new()?;
    let folder = place.folder.path().join("incoming");
    std::fs::create_dir(&folder)?;
    std::fs::write(folder.join("good.txt"), MINUTES)?;
    std::fs::write(folder.join("empty.pdf"), b"")?;
    std::fs::write(
        folder.join("damaged.pdf"),
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    )?;
    std::fs::write(
        folder.join("photo.jpg"),
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9",
    )?;
    let output = place.ingest(&[&folder.display().to_string()], 1)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for name in ["empty.pdf", "damaged.pdf", "photo.jpg"] {
        assert!(said.contains(name), "{name} is not listed: {said}");
    }
    assert_eq!(place.search("nattstugan")?["total"], 1);
    let status = place.json(&["status", "--format", "json"])?.to_string();
    for name in ["empty.pdf", "damaged.pdf", "photo.jpg"] {
        assert!(
            status.contains(name),
            "{name} is not in the status: {status}"
        );
    }
    Ok(())
}

#[test]
fn case_numbers_in_any_spelling_get_a_row_each_in_the_order_asked() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let answer = place.json(&[
        "cases",
        "--format",
        "json",
        "ks-2022-00652",
        "KS 1999/1",
        "Dnr 596/2020",
    ])?;
    let results = array(&answer["results"]);
    assert_eq!(
        values(&answer["results"], "status"),
        ["found", "not_found", "found"]
    );
    assert_eq!(results[0]["candidates"][0]["case_number"], "KS 2022/652");
    assert_eq!(results[2]["candidates"][0]["case_number"], "KS 2020/596");
    Ok(())
}

#[test]
fn paragraphs_are_cited_by_id_or_address_in_one_file() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let address = format!("https://arkiv.example.org/{MEETING}/16?q=skola#beslut");
    let ids = [format!("{MEETING}/15"), address];
    let cited = |format: &str| place.run(&["cite", &ids[0], &ids[1], "--format", format], 0);
    let text = String::from_utf8(cited("text")?.stdout)?;
    let start =
        "Kommunstyrelsens utskott för trygghet och inkludering i Örebro kommun, 2022-05-31, § ";
    for (line, number) in text.lines().zip(["15", "16"]) {
        assert!(
            line.starts_with(&format!("{start}{number} (dnr ")),
            "{line}"
        );
        assert!(line.contains("SHA-256"), "{line}");
    }
    assert_eq!(text.lines().count(), 2);
    let bibtex = String::from_utf8(cited("bibtex")?.stdout)?;
    assert_eq!(bibtex.matches("@misc{orebro-").count(), 2, "{bibtex}");
    let ris = String::from_utf8(cited("ris")?.stdout)?;
    assert_eq!(ris.matches("ER  - \r\n").count(), 2, "{ris}");
    let csl: Value = serde_json::from_slice(&cited("csl")?.stdout)?;
    assert_eq!(array(&csl).len(), 2);

    let unknown = format!("{MEETING}/99");
    let some = place.run(&["cite", &ids[0], &unknown], 1)?;
    assert_eq!(String::from_utf8(some.stdout)?.lines().count(), 1);
    assert!(String::from_utf8(some.stderr)?.contains("99 is not held"));
    place.run(&["cite", "kommunstyrelsen"], 2)?;
    Ok(())
}

#[test]
fn an_export_says_where_it_lies_as_it_was_told_also_the_second_time() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let file = format!("{}/./hits.csv", place.folder.path().display());
    let expected = format!("4 rows in {file}, manifest in {file}.manifest.json\n");
    for _ in 0..2 {
        let said = place.run(&["export", "beslut:protokollet", "--output", &file], 0)?;
        assert_eq!(String::from_utf8(said.stdout)?, expected);
    }
    Ok(())
}

#[test]
fn an_export_refuses_what_it_would_have_to_ignore() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    let file = place.folder.path().join("hits.csv").display().to_string();
    for (words, remedy) in [
        (&["nattstugan", "--output", &file, "--json"][..], "--again"),
        (&["--output", &file, "--json"], "--again"),
        (&["nattstugan"], "--output"),
    ] {
        let refused = place.run(&[&["export"], words].concat(), 2)?;
        let said = String::from_utf8(refused.stderr)?;
        assert!(said.contains(remedy), "{said}");
    }
    Ok(())
}

#[test]
fn an_export_never_takes_the_place_of_a_device() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    place.run(
        &[
            "export",
            "nattstugan",
            "--format",
            "jsonl",
            "--output",
            "/dev/null",
        ],
        2,
    )?;
    let piped = place.run(
        &["export", "nattstugan", "--format", "jsonl", "--output", "-"],
        0,
    )?;
    assert_eq!(String::from_utf8_lossy(&piped.stdout).lines().count(), 1);
    Ok(())
}

#[test]
fn wrong_use_ends_with_status_2_and_says_what_to_do() -> Result<()> {
    let place = Place::new()?;
    place.ingest(&[&place.minutes()], 0)?;
    for arguments in [
        vec!["ingest", "no-such-folder"],
        vec!["parse", "no-such-file.pdf"],
        vec!["search", "--sort", "best"],
        vec!["serch"],
    ] {
        let output = place.run(&arguments, 2)?;
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    Ok(())
}

#[test]
fn analyze_shows_how_words_are_searched_without_an_archive() -> Result<()> {
    let place = Place::new()?;
    let words = place.json(&[
        "analyze",
        "--format",
        "json",
        "Områdesvärdar",
        "föreslogs",
        "-",
    ])?;
    assert_eq!(
        words,
        serde_json::json!([
            { "word": "Områdesvärdar", "stem": "områdesvärd", "segments": ["Områdes", "värdar"],
              "parts": ["områd", "värd"], "folded": "omradesvard" },
            { "word": "föreslogs", "stem": "föreslå", "segments": ["föreslogs"], "parts": [],
              "folded": "foreslog" },
            { "word": "-", "stem": "", "segments": ["-"], "parts": [], "folded": "" },
        ])
    );
    Ok(())
}

/// A folder of one's own with a copy of the minutes.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Result<Place> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("utskottet.txt"), MINUTES)?;
        Ok(Place { folder })
    }

    fn minutes(&self) -> String {
        self.folder
            .path()
            .join("utskottet.txt")
            .display()
            .to_string()
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
        command.current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str], status: i32) -> Result<Output> {
        let output = self.command().args(arguments).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.code() == Some(status),
            "{arguments:?} ended with {}: {said}",
            output.status
        );
        Ok(output)
    }

    fn json(&self, arguments: &[&str]) -> Result<Value> {
        Ok(serde_json::from_slice(&self.run(arguments, 0)?.stdout)?)
    }

    fn ingest(&self, paths: &[&str], status: i32) -> Result<Output> {
        self.run(&[&["ingest"], paths].concat(), status)
    }

    fn search(&self, query: &str) -> Result<Value> {
        self.json(&["search", query, "--format", "json", "--facets"])
    }

    fn serve(&self) -> Result<Server> {
        let mut process = self
            .command()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = process
            .stdout
            .take()
            .context("the server's standard output")?;
        let mut server = Server {
            process,
            address: String::new(),
        };
        for line in BufReader::new(stdout).lines() {
            if let Some(at) = line?
                .split_whitespace()
                .find(|word| word.starts_with("http://"))
            {
                server.address = at.trim_end_matches('/').to_owned();
                return Ok(server);
            }
        }
        anyhow::bail!("the server ended without printing its address")
    }
}

/// A running server; killed when dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn ask(&self, path: &str) -> Result<(u16, Value)> {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut response = agent.get(format!("{}{path}", self.address)).call()?;
        let status = response.status().as_u16();
        let body = response.body_mut().read_to_string()?;
        Ok((
            status,
            serde_json::from_str(&body).unwrap_or(Value::String(body)),
        ))
    }

    fn get(&self, path: &str) -> Result<Value> {
        let (status, answer) = self.ask(path)?;
        ensure!(status == 200, "{path}: {status} {answer}");
        Ok(answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing to be done where it has ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn values(rows: &Value, field: &str) -> Vec<String> {
    array(rows)
        .iter()
        .filter_map(|row| row[field].as_str())
        .map(str::to_owned)
        .collect()
}
