//! Everything at once: files of JSON Lines, the feed of documents and the withdrawals, as whoever keeps a copy reads them.

use axum::body::Body;
use axum::http::Request;
use paragraf_archive::{DocumentCopy, Subject, sha256_of};
use paragraf_model::ParagraphId;
use serde_json::Value;

use super::asking::{Answer, ask, get};
use super::made::{Made, archive};
use crate::App;

const FILE: &str = "/api/v1/archive/ekvalla/2024.jsonl";
const ID: &str = "ekvalla/kommunstyrelsen/2024-03-05/12";

fn lines(answer: &Answer) -> Vec<DocumentCopy> {
    let lines = answer.text().lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn held(app: &App, address: &str, tag: &str) -> u16 {
    let request = Request::get(address).header("if-none-match", tag);
    let request = request.body(Body::empty()).unwrap();
    ask(app, request).status.as_u16()
}

fn changes(made: &Made, after: &str) -> Value {
    let address = format!("/api/v1/archive/changes?after={after}");
    get(&made.app, &address).json()
}

/// `change filename` of each, by the lines that they lead to.
fn told(made: &Made, changes: &Value) -> Vec<String> {
    let changes = changes["changes"].as_array().unwrap().iter();
    changes
        .map(|change| {
            let filename = change["url"].as_str().map(|url| {
                let line = get(&made.app, url);
                assert_eq!(change["hash"], sha256_of(&line.body));
                line.json()["filename"].as_str().unwrap().to_owned()
            });
            let what = change["change"].as_str().unwrap();
            format!("{what} {}", filename.unwrap_or_default())
        })
        .collect()
}

#[test]
fn every_document_is_in_one_file_and_every_file_is_listed_with_its_size() {
    let made = archive();
    let list = get(&made.app, "/api/v1/archive").json();
    let files = list["files"].as_array().unwrap();
    let names: Vec<&str> = files
        .iter()
        .map(|file| file["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["ekvalla/2024", "strandkoping/2023", "without-meeting"]
    );
    let mut filenames = Vec::new();
    for file in files {
        let answer = get(&made.app, file["url"].as_str().unwrap());
        assert_eq!(answer.header("content-type"), "application/jsonl");
        let lines = lines(&answer);
        assert_eq!(file["documents"], lines.len(), "{file}");
        let current = lines.iter().flat_map(|line| &line.paragraphs);
        let current = current.filter(|paragraph| paragraph.current).count();
        assert_eq!(file["paragraphs"], current, "{file}");
        for line in lines {
            let address = format!("/api/v1/documents/{}/record", line.sha256);
            assert_eq!(
                get(&made.app, &address).body,
                line.to_line().unwrap(),
                "{address}"
            );
            filenames.push(line.filename);
        }
    }
    filenames.sort();
    assert_eq!(
        filenames,
        [
            "kallelse.pdf",
            "kf_2024-03-25.pdf",
            "ks 2024-03-05.pdf",
            "ks_strand.pdf",
            "sn.pdf",
            "trasig.pdf",
            "utan datum.pdf",
            "utdrag §12.pdf"
        ]
    );
    for nothing in [
        "/api/v1/archive/ekvalla/1999.jsonl",
        "/api/v1/archive/nowhere/2024.jsonl",
        "/api/v1/archive/ekvalla/2024",
        "/api/v1/archive/ekvalla/24.jsonl",
        "/api/v1/archive/lexicon.bin",
    ] {
        assert_eq!(get(&made.app, nothing).status, 404, "{nothing}");
    }
}

#[test]
fn a_file_is_fetched_again_only_where_something_in_it_changed() {
    let made = archive();
    let other = "/api/v1/archive/strandkoping/2023.jsonl";
    let tag_of = |address: &str| get(&made.app, address).header("etag").to_owned();
    let tags = [FILE, other, "/api/v1/archive"].map(|address| (address, tag_of(address)));
    for (address, tag) in &tags {
        assert_eq!(held(&made.app, address, tag), 304, "{address}");
    }
    made.withdraw(&Subject::Paragraph(ParagraphId::parse(ID).unwrap()));
    let expected = [200, 304, 200];
    for ((address, tag), expected) in tags.iter().zip(expected) {
        assert_eq!(held(&made.app, address, tag), expected, "{address}");
    }
}

#[test]
fn the_feed_tells_what_came_changed_and_went_and_neither_skips_nor_repeats() {
    let made = archive();
    let first = changes(&made, "");
    assert_eq!(first["changes"].as_array().unwrap().len(), 8);
    let told_first = told(&made, &first);
    assert!(
        told_first.iter().all(|told| told.starts_with("added ")),
        "{told_first:?}"
    );
    // By small steps the same.
    let (mut after, mut stepped) = (String::new(), Vec::new());
    loop {
        let address = format!("/api/v1/archive/changes?after={after}&size=3");
        let answer = get(&made.app, &address);
        let json = answer.json();
        stepped.extend(json["changes"].as_array().unwrap().clone());
        let links: Vec<&str> = answer
            .headers
            .get_all("link")
            .iter()
            .map(|link| link.to_str().unwrap())
            .collect();
        let is_linked = links.iter().any(|link| link.contains("rel=\"next\""));
        assert_eq!(json["more"], is_linked, "{links:?}");
        after = json["next"].as_str().unwrap().to_owned();
        if !is_linked {
            break;
        }
    }
    assert_eq!(Value::from(stepped), first["changes"]);

    let nothing = changes(&made, &after);
    assert_eq!(
        (&nothing["changes"], &nothing["next"]),
        (
            &Value::from(Vec::<Value>::new()),
            &Value::from(after.clone())
        )
    );
    let council = made.document("kf_2024-03-25.pdf");
    made.withdraw(&Subject::Document(council.clone()));
    made.withdraw(&Subject::Paragraph(ParagraphId::parse(ID).unwrap()));
    made.add_one_more();
    let later = changes(&made, &after);
    let mut told = told(&made, &later);
    told.sort();
    assert_eq!(
        told,
        [
            "added nyby.pdf",
            "changed ks 2024-03-05.pdf",
            "changed utdrag §12.pdf",
            "withdrawn "
        ]
    );
    assert_eq!(later["changes"][0]["document"], council);

    for foreign in ["00000000-1", "x", &after.replace('-', "-9")] {
        let address = format!("/api/v1/archive/changes?after={foreign}");
        let refused = get(&made.app, &address);
        assert_eq!(refused.status, 400, "{foreign}");
        assert_eq!(refused.json()["code"], "stale_cursor", "{foreign}");
    }
}

#[test]
fn a_place_beyond_the_last_change_is_of_an_archive_before_it_was_restored() {
    let made = archive();
    let all = get(&made.app, "/api/v1/changes").json();
    let last = all["last"].as_u64().unwrap();
    let at_the_end = get(&made.app, &format!("/api/v1/changes?after={last}"));
    assert_eq!(at_the_end.status, 200);
    assert_eq!(at_the_end.json()["next"], last);
    let beyond = get(&made.app, &format!("/api/v1/changes?after={}", last + 1));
    assert_eq!(beyond.status, 400);
    assert_eq!(beyond.json()["code"], "stale_cursor");
}

#[test]
fn changes_of_paragraphs_are_told_apart_with_time_and_hash() {
    let made = archive();
    let before = get(&made.app, "/api/v1/changes").json();
    let of = |answer: &Value, id: &str| -> Vec<Value> {
        let changes = answer["changes"].as_array().unwrap().iter();
        changes
            .filter(|change| change["id"] == id)
            .cloned()
            .collect()
    };
    let told = of(&before, ID);
    assert_eq!(told[0]["change"], "added");
    assert_eq!(told[0]["document"], made.document("ks 2024-03-05.pdf"));
    assert!(told[0]["at"].as_str().unwrap().ends_with('Z'), "{told:?}");
    let hash = told[0]["hash"].as_str().unwrap();
    assert_eq!(hash.len(), 64);
    made.withdraw(&Subject::Paragraph(ParagraphId::parse(ID).unwrap()));
    let last = before["last"].as_u64().unwrap();
    let after = get(&made.app, &format!("/api/v1/changes?after={last}")).json();
    let told = of(&after, ID);
    assert_eq!(told[0]["change"], "withdrawn");
    assert_eq!(
        (&told[0]["hash"], &told[0]["document"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(told[0]["at"], "2024-07-01T08:00:00Z");
}

#[test]
fn nothing_that_is_withdrawn_and_no_hidden_name_is_in_a_file() {
    let made = archive();
    made.withdraw(&Subject::Paragraph(ParagraphId::parse(ID).unwrap()));
    let file = get(&made.app, FILE);
    for word in ["ttio bost", "Planavgift", "Plankarta", "118/2023"] {
        assert!(!file.text().contains(word), "{word}");
    }
    let told = get(&made.app, "/api/v1/archive/withdrawals.jsonl");
    let told: Value = serde_json::from_str(told.text().trim_end()).unwrap();
    assert_eq!(told["paragraph"], ID);
    assert_eq!(told["reason"], "uppgift om en enskild");
    assert!(told.get("who").is_none(), "{told}");
    assert_eq!(told["paragraphs"][0]["id"], ID);

    assert!(file.text().contains("Ella Mark"));
    let hiding = made.set(|config| config.hide_officers = true);
    assert!(!get(&hiding, FILE).text().contains("Ella Mark"));
}
