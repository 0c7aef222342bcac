//! The description and the real answers say the same.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::asking::{Answer, get, post};
use super::made::{Made, archive};

#[test]
fn every_route_is_described_and_every_described_route_exists() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    let described: BTreeSet<String> = description["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let routed: BTreeSet<String> = include_str!("../router.rs")
        .split('"')
        .filter(|text| text.starts_with("/api/v1/") && *text != "/api/v1/openapi.json")
        .map(|route| route.replace("{*", "{"))
        .collect();
    assert_eq!(described, routed);
}

#[test]
fn every_answer_has_all_documented_fields_and_no_other() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let mut faults = Vec::new();
    for (path, method, answer) in answers(&made) {
        let operation = &description["paths"][path][method];
        let status = answer.status.as_u16().to_string();
        let response = &operation["responses"][&status];
        let kind = answer.header("content-type");
        let schema = &response["content"][kind]["schema"];
        assert!(
            schema.is_object(),
            "{method} {path} answers {status} {kind}, which is not described"
        );
        compare(
            &description,
            schema,
            &answer.json(),
            &format!("{method} {path}"),
            &mut faults,
        );
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_comparison_sees_what_is_missing_and_what_is_too_much() {
    let description = json!({});
    let schema = json!({ "type": "object", "required": ["a", "b"],
                         "properties": { "a": { "type": "string" }, "b": { "type": ["integer", "null"] } } });
    let mut faults = Vec::new();
    compare(
        &description,
        &schema,
        &json!({ "a": 1, "c": 2 }),
        "x",
        &mut faults,
    );
    assert_eq!(
        faults,
        [
            "x lacks b",
            "x.a is 1, not \"string\"",
            "x.c is not documented"
        ]
    );
}

#[test]
fn the_search_describes_every_parameter_that_it_takes() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let names: Vec<&str> = description["paths"]["/api/v1/search"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|parameter| parameter["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, paragraf_query::PARAMETERS);
}

#[test]
fn the_findings_describe_every_parameter_that_they_take() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let names: Vec<&str> = description["paths"]["/api/v1/findings"]["get"]["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|parameter| parameter["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, crate::FINDING_PARAMETERS);
}

/// Answers of every described route that answers JSON, with as many fields filled as the made archive has.
fn answers(made: &Made) -> Vec<(&'static str, &'static str, Answer)> {
    let sha256 = made.document("ks 2024-03-05.pdf");
    let failed = made.document("trasig.pdf");
    let app = &made.app;
    let numbers = json!({ "numbers": ["KS 2023/118", "2023-118", "nothing"] });
    vec![
        (
            "/api/v1/search",
            "get",
            get(
                app,
                "/api/v1/search?q=detaljplan&municipality=ekvalla&year=2024&size=1",
            ),
        ),
        (
            "/api/v1/search",
            "get",
            get(app, "/api/v1/search?facets=false"),
        ),
        ("/api/v1/search", "get", get(app, "/api/v1/search?year=x")),
        ("/api/v1/suggest", "get", get(app, "/api/v1/suggest?q=s")),
        (
            "/api/v1/stats",
            "get",
            get(app, "/api/v1/stats?q=detaljplan&by=month"),
        ),
        ("/api/v1/stats", "get", get(app, "/api/v1/stats?by=x")),
        (
            "/api/v1/changes",
            "get",
            get(app, "/api/v1/changes?after=1&size=2"),
        ),
        ("/api/v1/changes", "get", get(app, "/api/v1/changes?size=0")),
        ("/api/v1/archive", "get", get(app, "/api/v1/archive")),
        (
            "/api/v1/archive/changes",
            "get",
            get(app, "/api/v1/archive/changes?size=3"),
        ),
        (
            "/api/v1/archive/changes",
            "get",
            get(app, "/api/v1/archive/changes?after=x-1"),
        ),
        (
            "/api/v1/archive/{municipality}/{file}",
            "get",
            get(app, "/api/v1/archive/ekvalla/2024"),
        ),
        (
            "/api/v1/documents/{sha256}/record",
            "get",
            get(app, &format!("/api/v1/documents/{sha256}/record")),
        ),
        (
            "/api/v1/documents/{sha256}/record",
            "get",
            get(app, &format!("/api/v1/documents/{failed}/record")),
        ),
        (
            "/api/v1/suggest",
            "get",
            get(app, "/api/v1/suggest?q=s&size=11"),
        ),
        (
            "/api/v1/paragraphs/{id}",
            "get",
            get(
                app,
                "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12",
            ),
        ),
        (
            "/api/v1/paragraphs/{id}",
            "get",
            get(
                app,
                "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/13",
            ),
        ),
        (
            "/api/v1/paragraphs/{id}",
            "get",
            get(
                app,
                "/api/v1/paragraphs/ekvalla/kommunfullmaktige/2024-03-25/40",
            ),
        ),
        (
            "/api/v1/paragraphs/{id}",
            "get",
            get(
                app,
                "/api/v1/paragraphs/strandkoping/socialnamnden/2023-11-14/3",
            ),
        ),
        (
            "/api/v1/paragraphs/{id}",
            "get",
            get(app, "/api/v1/paragraphs/x"),
        ),
        (
            "/api/v1/meetings/{id}",
            "get",
            get(app, "/api/v1/meetings/ekvalla/kommunstyrelsen/2024-03-05"),
        ),
        (
            "/api/v1/meetings/{id}",
            "get",
            get(app, "/api/v1/meetings/x"),
        ),
        (
            "/api/v1/documents/{sha256}",
            "get",
            get(app, &format!("/api/v1/documents/{sha256}")),
        ),
        (
            "/api/v1/documents/{sha256}",
            "get",
            get(app, &format!("/api/v1/documents/{failed}")),
        ),
        (
            "/api/v1/documents/{sha256}",
            "get",
            get(app, "/api/v1/documents/x"),
        ),
        (
            "/api/v1/documents/{sha256}/original",
            "get",
            get(app, "/api/v1/documents/x/original"),
        ),
        (
            "/api/v1/cases/{municipality}/{case_number}",
            "get",
            get(app, "/api/v1/cases/Ekvalla%20kommun/118%2F2023"),
        ),
        (
            "/api/v1/cases/{municipality}/{case_number}",
            "get",
            get(app, "/api/v1/cases/ekvalla/x"),
        ),
        (
            "/api/v1/cases/lookup",
            "post",
            post(app, "/api/v1/cases/lookup", &numbers),
        ),
        (
            "/api/v1/cases/lookup",
            "post",
            post(app, "/api/v1/cases/lookup", &json!([])),
        ),
        (
            "/api/v1/officers",
            "get",
            get(app, "/api/v1/officers?q=mark"),
        ),
        (
            "/api/v1/officers",
            "get",
            get(app, "/api/v1/officers?q=a&q=b"),
        ),
        ("/api/v1/status", "get", get(app, "/api/v1/status")),
        (
            "/api/v1/status",
            "get",
            get(app, "/api/v1/status?municipality=ekvala"),
        ),
        ("/api/v1/findings", "get", get(app, "/api/v1/findings")),
        (
            "/api/v1/findings",
            "get",
            get(app, "/api/v1/findings?kind=x"),
        ),
        (
            "/api/v1/export",
            "get",
            get(app, "/api/v1/export?format=xml"),
        ),
        (
            "/api/v1/export/manifest",
            "get",
            get(
                app,
                "/api/v1/export/manifest?q=detaljplan&year=2024&dialect=excel",
            ),
        ),
        (
            "/api/v1/export/manifest",
            "get",
            get(app, "/api/v1/export/manifest?size=1"),
        ),
        (
            "/api/v1/feed.json",
            "get",
            get(app, "/api/v1/feed.json?q=detaljplan"),
        ),
        (
            "/api/v1/feed.json",
            "get",
            get(app, "/api/v1/feed.json?sort=oldest"),
        ),
        (
            "/api/v1/feed.atom",
            "get",
            get(app, "/api/v1/feed.atom?size=1"),
        ),
    ]
}

/// Notes what an answer lacks, has too much or has of another type than its schema says.
fn compare(description: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = description.pointer(reference.trim_start_matches('#'));
        return compare(
            description,
            target.expect("a reference leads somewhere"),
            value,
            at,
            faults,
        );
    }
    if let Some(ways) = schema["oneOf"].as_array() {
        let way = ways
            .iter()
            .find(|way| (way["type"] == "null") == value.is_null());
        return match way {
            Some(way) => compare(description, way, value, at, faults),
            None => faults.push(format!("{at} is {value}, which no way allows")),
        };
    }
    if !has_type(&schema["type"], value) {
        return faults.push(format!("{at} is {value}, not {}", schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        faults.push(format!("{at} is {value}, not among {words:?}"));
    }
    match value {
        Value::Array(items) => {
            for item in items {
                compare(
                    description,
                    &schema["items"],
                    item,
                    &format!("{at}[]"),
                    faults,
                );
            }
        }
        // A form of its own that another test holds: any fields.
        Value::Object(_) if schema["additionalProperties"] == true => {}
        Value::Object(fields) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                if !fields.contains_key(name.as_str().unwrap()) {
                    faults.push(format!("{at} lacks {}", name.as_str().unwrap()));
                }
            }
            for (name, field) in fields {
                let property = [&schema["properties"][name], &schema["additionalProperties"]];
                match property.into_iter().find(|property| property.is_object()) {
                    Some(property) => compare(
                        description,
                        property,
                        field,
                        &format!("{at}.{name}"),
                        faults,
                    ),
                    None => faults.push(format!("{at}.{name} is not documented")),
                }
            }
        }
        _ => {}
    }
}

fn has_type(documented: &Value, value: &Value) -> bool {
    let one = |documented: &str| match documented {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    match documented {
        Value::String(documented) => one(documented),
        Value::Array(ways) => ways.iter().any(|way| one(way.as_str().unwrap())),
        _ => false,
    }
}
