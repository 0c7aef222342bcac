//! Bounds of what may be asked: what is just within them is answered, what is just beyond is cut with a word or refused.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use super::asking::{Answer, ask, get, post};
use super::made::{Made, archive};
use crate::address::encode;
use crate::problem::{Kind, Problem};

fn search(made: &Made, q: &str) -> Value {
    let answer = get(&made.app, &format!("/api/v1/search?q={}", encode(q)));
    assert_eq!(answer.status, 200, "{q}");
    answer.json()
}

/// The remarks on how a query was read.
fn notes(made: &Made, q: &str) -> Vec<String> {
    let notes = search(made, q)["query"]["notes"].clone();
    serde_json::from_value(notes).unwrap()
}

fn is_remarked(made: &Made, q: &str, words: &str) -> bool {
    notes(made, q).iter().any(|note| note.contains(words))
}

fn status_and_code(answer: &Answer) -> (u16, String) {
    let code = answer.json()["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    (answer.status.as_u16(), code)
}

fn refused(made: &Made, address: &str) -> (u16, String) {
    status_and_code(&get(&made.app, address))
}

#[test]
fn a_query_is_read_up_to_512_characters() {
    let made = archive();
    let longest = format!("{}a", "å ".repeat(255)) + "b";
    assert_eq!(longest.chars().count(), 512);
    let remark = "längre än 512 tecken";
    assert!(!is_remarked(&made, &longest, remark));
    assert!(is_remarked(&made, &format!("{longest}c"), remark));
    let wide = "🦊".repeat(513);
    assert!(is_remarked(&made, &wide, remark));
}

#[test]
fn brackets_are_read_ten_deep() {
    let made = archive();
    let nested = |depth: usize| format!("{}plan{}", "(".repeat(depth), ")".repeat(depth));
    let remark = "djupare än 10";
    assert!(!is_remarked(&made, &nested(10), remark));
    assert!(is_remarked(&made, &nested(11), remark));
    for hostile in [
        nested(250),
        "(".repeat(512),
        "-(".repeat(256),
        "NOT ".repeat(128),
        "\"(".repeat(256),
        "rubrik:".repeat(73),
    ] {
        search(&made, &hostile);
    }
}

#[test]
fn sixty_four_words_are_searched() {
    let made = archive();
    let words = |count: usize| {
        let letters = "abcdefghijklmnoprstuvyåäö".chars().collect::<Vec<char>>();
        let ends = ['q', 'w', 'z'];
        let word = |number: usize| {
            let (letter, end) = (number % letters.len(), number / letters.len());
            format!("{}{}", letters[letter], ends[end])
        };
        (0..count).map(word).collect::<Vec<String>>().join(" ")
    };
    let remark = "för många ord";
    assert!(
        !is_remarked(&made, &words(64), remark),
        "{:?}",
        notes(&made, &words(64))
    );
    assert!(is_remarked(&made, &words(65), remark));
}

#[test]
fn a_beginning_of_a_word_has_three_letters() {
    let made = archive();
    assert_eq!(search(&made, "sjö*")["total"], 2);
    for short in ["*", "s*", "sj*", "å*", "/(a+)+$/", "s?", "~", "a~2"] {
        search(&made, short);
    }
    assert!(!notes(&made, "sj*").is_empty());
}

#[test]
fn a_page_has_a_hundred_hits_and_numbers_are_numbers() {
    let made = archive();
    for size in ["1", "100"] {
        let answer = get(&made.app, &format!("/api/v1/search?size={size}"));
        assert_eq!(answer.status, 200, "{size}");
    }
    let nine_quintillions = "9223372036854775808";
    for number in [
        "0",
        "101",
        "-1",
        "1.5",
        "NaN",
        "1e3",
        "٣",
        nine_quintillions,
    ] {
        for parameter in ["size", "year", "from", "facets", "cursor"] {
            let address = format!("/api/v1/search?{parameter}={}", encode(number));
            let (status, _) = refused(&made, &address);
            assert_eq!(status, 400, "{address}");
        }
    }
    assert_eq!(refused(&made, "/api/v1/suggest?q=a&size=11").0, 400);
    assert_eq!(refused(&made, "/api/v1/search?offset=1").0, 400);
}

#[test]
fn a_filter_has_a_hundred_values_and_what_has_one_is_given_once() {
    let made = archive();
    let years = |count: u16| {
        let years: Vec<String> = (1..=count).map(|n| format!("year={}", 1800 + n)).collect();
        format!("/api/v1/search?{}", years.join("&"))
    };
    assert_eq!(get(&made.app, &years(100)).status, 200);
    assert_eq!(refused(&made, &years(101)), (400, "too_many".to_owned()));
    let same = "&outcome=noted".repeat(500);
    assert_eq!(
        get(&made.app, &format!("/api/v1/search?q=a{same}")).status,
        200
    );
    let repeated = |pair: &str| format!("/api/v1/search?{}", vec![pair; 100].join("&"));
    for pair in ["q=a", "size=1", "facets=true", "sort=newest"] {
        let expected = (400, "repeated".to_owned());
        assert_eq!(refused(&made, &repeated(pair)), expected, "{pair}");
    }
    let many_facets = "/api/v1/search?facets=municipality&facets=body";
    assert_eq!(refused(&made, many_facets).0, 400);
}

#[test]
fn an_address_has_eight_kilobytes() {
    let made = archive();
    let address = |length: usize| {
        let path = "/api/v1/search?q=";
        format!("{path}{}", "a".repeat(length - path.len()))
    };
    assert_eq!(get(&made.app, &address(8_192)).status, 200);
    let expected = (414, "address_too_long".to_owned());
    assert_eq!(refused(&made, &address(8_193)), expected);
    assert_eq!(refused(&made, &address(60_000)), expected);
}

#[test]
fn a_thousand_numbers_are_looked_up_at_once() {
    let made = archive();
    let numbers = |count: usize| json!({ "numbers": vec!["KS 2023/118"; count] });
    let thousand = post(&made.app, "/api/v1/cases/lookup", &numbers(1_000));
    assert_eq!(thousand.json()["results"].as_array().unwrap().len(), 1_000);
    let more = post(&made.app, "/api/v1/cases/lookup", &numbers(1_001));
    assert_eq!(status_and_code(&more), (400, "too_many_numbers".to_owned()));
}

#[test]
fn what_is_sent_has_256_kilobytes_and_is_wanted() {
    let made = archive();
    let sent = |bytes: usize| {
        let mut body = br#"{"numbers":["KS 2023/118"]}"#.to_vec();
        body.resize(bytes, b' ');
        let request = Request::post("/api/v1/cases/lookup");
        let request = request.header("content-type", "application/json");
        ask(&made.app, request.body(Body::from(body)).unwrap())
    };
    assert_eq!(sent(256 * 1024).status, 200);
    let expected = (413, "body_too_large".to_owned());
    assert_eq!(status_and_code(&sent(256 * 1024 + 1)), expected);
    for method in [Method::GET, Method::HEAD] {
        for address in ["/api/v1/search", "/sok", "/healthz", "/nowhere"] {
            let request = Request::builder().method(&method).uri(address);
            let answer = ask(&made.app, request.body(Body::from("x")).unwrap());
            assert_eq!(answer.status, 413, "{method} {address}");
        }
    }
}

#[test]
fn a_search_that_takes_too_long_says_how_to_make_it_quicker() {
    let slow = paragraf_index::SearchError::TooSlow { limit_ms: 2_000 };
    let problem = Problem::from(crate::answers::AnswerError::from(slow));
    assert_eq!(problem.kind, Kind::TooSlow);
    assert!(problem.detail.contains("snävare"), "{}", problem.detail);
    for kind in [Kind::TooSlow, Kind::Busy] {
        let response = axum::response::IntoResponse::into_response(Problem::of(kind));
        assert_eq!(response.status(), 503);
        assert_eq!(response.headers()["retry-after"], "5");
    }
}

#[test]
fn work_for_a_visitor_who_has_left_stops() {
    let made = archive();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (started, begun) = tokio::sync::oneshot::channel();
        let asking = made.app.ask_within(move |_, patience| {
            let _ = started.send(patience.clone());
            while !patience.is_over() {
                std::thread::yield_now();
            }
            Ok(())
        });
        let patience = tokio::select! {
            patience = begun => patience.unwrap(),
            _ = asking => panic!("nobody has left yet"),
        };
        // The question was dropped with the arms of the choice.
        assert!(patience.is_over());
    });
}
