//! The examples in the description are what the server answers. `UPDATE_EXPECT=1` writes the answers anew.

use std::collections::BTreeSet;
use std::path::Path;

use axum::body::Body;
use axum::http::Request;
use paragraf_archive::Subject;
use paragraf_model::ParagraphId;
use serde_json::Value;

use super::asking::{Answer, ask, get};
use super::made::{Made, archive};
use crate::api::examples::{EXAMPLES, Example, Scene};
use crate::client::Peer;

#[test]
fn every_example_is_what_is_answered() {
    let mut faults = Vec::new();
    for example in EXAMPLES {
        let answer = acted(example);
        assert_eq!(
            answer.status.as_u16(),
            example.status,
            "{}: {}",
            example.address,
            answer.text()
        );
        let kind = answer.header("content-type").split(';').next().unwrap();
        assert_eq!(kind, example.media_type, "{}", example.address);
        if steady(kind, answer.text()) != steady(kind, example.answer) {
            faults.push(format!("{}.{}", example.operation, example.name));
            write_anew(example, answer.text());
        }
    }
    assert_eq!(
        faults,
        Vec::<String>::new(),
        "run this test with UPDATE_EXPECT=1 and look at what it changed"
    );
}

#[test]
fn every_operation_parameter_and_answer_has_an_example() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let mut missing = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let named = format!("{method} {path}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if !has_example(parameter) {
                    missing.push(format!("{named}: {}", parameter["name"]));
                }
            }
            let sent = operation["requestBody"]["content"].as_object();
            let of_body = sent.into_iter().flatten();
            missing.extend(without_example(&named, "request", of_body));
            for (status, answer) in operation["responses"].as_object().unwrap() {
                // A file is whatever came from the municipality.
                if operation["operationId"] == "original" && status == "200" {
                    continue;
                }
                let answer = resolved(&description, answer);
                let contents = answer["content"].as_object().into_iter().flatten();
                missing.extend(without_example(&named, status, contents));
            }
        }
    }
    // Nobody can make a fault of ours on purpose.
    missing.retain(|missing| !missing.contains("default: application/problem+json"));
    assert_eq!(missing, Vec::<String>::new(), "add them in api/examples.rs");
}

#[test]
fn every_example_stands_in_the_description_at_an_operation_that_exists() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").text().to_owned();
    let mut names = BTreeSet::new();
    for example in EXAMPLES {
        let name = format!("{}.{}", example.operation, example.name);
        assert!(names.insert(name.clone()), "{name} stands there twice");
        let operation = format!("\"operationId\":\"{}\"", example.operation);
        assert!(
            example.operation == "*" || description.contains(&operation),
            "{name}"
        );
        let summary = Value::from(example.summary).to_string();
        assert!(description.contains(&summary), "{name}");
    }
}

#[test]
fn every_header_that_is_told_to_be_there_is() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    for example in EXAMPLES {
        let Some(responses) = responses(&description, example.operation) else {
            continue;
        };
        let answer = acted(example);
        let response = resolved(&description, &responses[example.status.to_string()]);
        for (name, header) in response["headers"].as_object().into_iter().flatten() {
            let header = resolved(&description, header);
            assert!(
                header["required"] == false || !answer.header(name).is_empty(),
                "{}: {name}",
                example.address
            );
        }
    }
}

#[test]
fn what_is_tagged_is_told_to_be_answered_with_304_and_nothing_else_is() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let mut asked = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let told = !operation["responses"]["304"].is_null();
            assert!(method == "get" || !told, "{method} {path}");
            // Of an original there is no example; its own tests ask for it.
            let address = match id {
                "original" => format!(
                    "/api/v1/documents/{}/original",
                    made.document("ks 2024-03-05.pdf")
                ),
                "archive_lexicon" => continue,
                _ => {
                    let mut examples = EXAMPLES.iter();
                    let well = |one: &&Example| one.operation == id && one.status == 200;
                    let example = examples
                        .find(well)
                        .unwrap_or_else(|| panic!("none of {id}"));
                    example.address.to_owned()
                }
            };
            if method != "get" {
                continue;
            }
            let answer = get(&made.app, &address);
            let tag = answer.header("etag").to_owned();
            assert_eq!(!tag.is_empty(), told, "{id}: {tag:?}");
            if told {
                let request = Request::get(&address).header("if-none-match", &tag);
                let again = ask(&made.app, request.body(Body::empty()).unwrap());
                assert_eq!(again.status, 304, "{address}");
                let response = resolved(&description, &operation["responses"]["304"]);
                for (name, header) in response["headers"].as_object().unwrap() {
                    let header = resolved(&description, header);
                    let is_there = !again.header(name).is_empty();
                    assert!(header["required"] == false || is_there, "{address}: {name}");
                }
                asked.insert(id.to_owned());
            }
        }
    }
    assert!(asked.len() > 15, "{asked:?}");
}

/// The answer to an example's request in its scene.
fn acted(example: &Example) -> Answer {
    let mut made = archive();
    let mut places = Vec::new();
    let mut address = example.address.to_owned();
    if example.scene == Scene::NextPage {
        let names = ["cursor", "after"].into_iter();
        let (first, name) = { names }
            .find_map(|name| Some((address.split_once(&format!("&{name}="))?.0, name)))
            .unwrap();
        let next = get(&made.app, first).json()["next"].clone();
        address = format!("{first}&{name}={}", next.as_str().unwrap());
    }
    let mut request = Request::get(&address);
    let mut body = example.body.unwrap_or_default().to_owned();
    if example.body.is_some() {
        request = Request::post(example.address).header("content-type", "application/json");
    }
    match example.scene {
        Scene::Usual | Scene::NextPage => {}
        Scene::ParagraphWithdrawn => {
            let id = example.address.splitn(5, '/').nth(4).unwrap();
            let id = ParagraphId::parse(id).unwrap();
            withdraw(&made, &Subject::Paragraph(id));
        }
        Scene::MeetingWithdrawn => {
            let document = made.document("kf_2024-03-25.pdf");
            withdraw(&made, &Subject::Document(document));
        }
        Scene::Busy => places = made.app.hold_questions(),
        Scene::AskedTooOften => {
            made.app = made.set(|config| config.requests_per_minute = 1);
            let peer = Peer("198.51.100.1".parse().unwrap());
            let first = Request::get(example.address).extension(peer);
            ask(&made.app, first.body(Body::empty()).unwrap());
            request = request.extension(peer);
        }
        Scene::InNoEncoding => {
            request = request.header("accept-encoding", "identity;q=0, zstd");
        }
        Scene::OfficersHidden => made.app = made.set(|config| config.hide_officers = true),
        Scene::SentAsText => {
            request = Request::post(example.address).header("content-type", "text/plain");
        }
        Scene::SentTooMuch => body = " ".repeat(300_000),
    }
    let answer = ask(&made.app, request.body(Body::from(body)).unwrap());
    drop(places);
    answer
}

fn withdraw(made: &Made, subject: &Subject) {
    made.withdraw(subject);
    made.app.refresh();
}

fn write_anew(example: &Example, answer: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_none() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/examples");
    let told = match serde_json::from_str::<Value>(answer) {
        Ok(told) if example.media_type.ends_with("json") => {
            serde_json::to_string_pretty(&told).unwrap() + "\n"
        }
        _ => answer.to_owned(),
    };
    std::fs::write(folder.join(example.file), told).unwrap();
}

/// An answer without what every run has anew.
fn steady(kind: &str, answer: &str) -> String {
    match serde_json::from_str::<Value>(answer) {
        Ok(mut answer) if kind.ends_with("json") => {
            make_steady(&mut answer);
            answer.to_string()
        }
        _ => {
            // The day on which a citation was made.
            let lasts = |line: &&str| !line.contains("urldate") && !line.starts_with("Y2  -");
            let lines: Vec<&str> = answer.lines().filter(lasts).collect();
            without_times(&lines.join("\n"))
        }
    }
}

fn make_steady(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                // A cursor in the order of relevance names the index.
                let changes = [
                    "generation",
                    "history",
                    "request_id",
                    "score",
                    "next",
                    "accessed",
                    "archive",
                    "day",
                    "cursor",
                    "version",
                    "hash",
                    // Where it is an address, it ends in a cursor; elsewhere it is a list.
                    "changes",
                ];
                let is_told = value.is_string() || value.is_f64() || name == "accessed";
                if changes.contains(&name.as_str()) && is_told {
                    *value = Value::from("…");
                }
                make_steady(value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(make_steady),
        Value::String(text) => *text = without_times(text),
        _ => {}
    }
}

/// A text where each time of the day, down to the second, is an ellipsis, and each id that is made for the archive alone.
fn without_times(text: &str) -> String {
    let mut parts = text.split("urn:uuid:");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        text.push('…');
        text.extend(
            part.chars()
                .skip_while(|letter| letter.is_ascii_hexdigit() || *letter == '-'),
        );
    }
    let is_time = |word: &str| {
        let bytes = word.as_bytes();
        bytes.len() >= 19 && bytes[10] == b'T' && bytes[13] == b':' && bytes[16] == b':'
    };
    let signs = |letter: char| !(letter.is_ascii_digit() || "T:.Z+-".contains(letter));
    let words = text.split_inclusive(signs);
    words
        .map(|word| match word.strip_suffix(signs) {
            Some(time) if is_time(time) => format!("…{}", word.trim_start_matches(time)),
            None if is_time(word) => "…".to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

#[test]
fn times_are_taken_out_and_days_stay() {
    assert_eq!(
        without_times("<updated>2026-11-29T14:41:00.123Z</updated> 2024-03-05 kl. 13:00"),
        "<updated>…</updated> 2024-03-05 kl. 13:00"
    );
    assert_eq!(without_times("2024-06-01T08:00:00+00:00"), "…");
}

fn has_example(of: &Value) -> bool {
    of.get("example").is_some() || of.get("examples").is_some()
}

/// Contents of an answer or a request that show nothing, those aside that no text can show.
fn without_example<'a>(
    operation: &str,
    status: &str,
    contents: impl Iterator<Item = (&'a String, &'a Value)>,
) -> Vec<String> {
    const FILES: [&str; 2] = ["application/octet-stream", "application/zip"];
    contents
        .filter(|(kind, content)| {
            let is_file = FILES.contains(&kind.as_str()) || kind.starts_with("application/vnd.");
            !has_example(content) && !is_file
        })
        .map(|(kind, _)| format!("{operation} {status}: {kind}"))
        .collect()
}

fn resolved<'a>(description: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => description
            .pointer(reference.trim_start_matches('#'))
            .unwrap(),
        None => value,
    }
}

fn responses<'a>(description: &'a Value, operation: &str) -> Option<&'a Value> {
    let paths = description["paths"].as_object().unwrap();
    let operations = paths
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values());
    { operations }
        .find(|found| found["operationId"] == operation)
        .map(|found| &found["responses"])
}
