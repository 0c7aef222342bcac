//! What is fuzzed, a function for each: any bytes in, a panic where a law is broken. `cargo fuzz` calls them (see
//! `fuzz/`), and so does a plain loop on the stable compiler ([`super::mutate`]).

use std::sync::OnceLock;

use paragraf_extract::extract;
use paragraf_index::Matcher;
use paragraf_language::{
    Analyzer, find_personal_numbers, mask_personal_numbers, mask_personal_numbers_in_name,
};
use paragraf_model::{CaseNumber, Evidence, Facts, FindingKind, SourceText};
use paragraf_parse::Place;
use paragraf_query::{KnownValues, Query, SearchRequest};

use super::highlights;

/// Something that reads what others wrote.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Of its seeds' folder and of its program in `fuzz/`.
    pub name: &'static str,
    /// Panics where a law is broken.
    pub run: fn(&[u8]),
}

/// All of them.
pub const TARGETS: [Target; 8] = [
    Target {
        name: "query",
        run: query,
    },
    Target {
        name: "highlights",
        run: highlights_of,
    },
    Target {
        name: "minutes",
        run: minutes,
    },
    Target {
        name: "case_numbers",
        run: case_numbers,
    },
    Target {
        name: "masking",
        run: masking,
    },
    Target {
        name: "extraction",
        run: extraction,
    },
    Target {
        name: "cursor",
        run: cursor,
    },
    Target {
        name: "facts",
        run: facts,
    },
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What was understood is understood as the same again, and is within bounds.
pub fn query(bytes: &[u8]) {
    let query = Query::parse(&text(bytes));
    let understood = query.understood();
    assert_eq!(
        Query::parse(&understood).root,
        query.root,
        "{understood:?} is another query"
    );
    assert!(query.root.leaves() <= Query::MAX_LEAVES);
}

/// The first line is a query, the rest a paragraph: excerpts are well-formed, whatever stands in either.
pub fn highlights_of(bytes: &[u8]) {
    static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
    let all = text(bytes);
    let (typed, rest) = all.split_once('\n').unwrap_or((&all, ""));
    let source = extract(format!("§ 1 {rest}\nBeslut\n{rest}").as_bytes());
    let Some(source) = source.ok() else { return };
    let (parsed, _) = paragraf_parse::explain(&source, &Facts::default());
    let analyzer = ANALYZER.get_or_init(Analyzer::built_in);
    let matcher = Matcher::of(&Query::parse(typed).root, analyzer);
    for paragraph in &parsed.paragraphs {
        for highlight in matcher.highlights(paragraph) {
            assert_eq!(
                highlights::fault(&highlight.html),
                None,
                "{}",
                highlight.html
            );
        }
    }
}

/// Every line is placed or reported, and the same text gives the same record.
pub fn minutes(bytes: &[u8]) {
    if let Ok(source) = extract(text(bytes).as_bytes()) {
        every_line_is_placed(&source);
    }
}

fn every_line_is_placed(source: &SourceText) {
    let facts = Facts::default();
    let (parsed, places) = paragraf_parse::explain(source, &facts);
    assert_eq!(
        parsed,
        paragraf_parse::parse(source, &facts),
        "the same text gives another record"
    );
    let count = source.lines().count() as u32;
    for finding in &parsed.findings {
        let [first, last] = finding.lines.unwrap_or([1, 1]);
        assert!(
            1 <= first && first <= last && last <= count.max(1),
            "{finding:?} of {count} lines"
        );
    }
    let is_reported = |number: u32| {
        let mut unplaced = parsed
            .findings
            .iter()
            .filter(|one| one.kind == FindingKind::LineUnplaced);
        unplaced.any(|one| {
            one.lines
                .is_some_and(|[first, last]| (first..=last).contains(&number))
        })
    };
    for ((_, line), (place, number)) in source.lines().zip(places.iter().zip(1..)) {
        assert_eq!(line.is_blank(), *place == Place::Blank, "line {number}");
        assert!(
            *place != Place::Unplaced || is_reported(number),
            "line {number} is lost"
        );
    }
}

/// What is found stands in the text, and its canonical form and its slug read back.
pub fn case_numbers(bytes: &[u8]) {
    let text = text(bytes);
    for evidence in [
        Evidence::Label,
        Evidence::Header,
        Evidence::Typed,
        Evidence::RunningText,
    ] {
        let mut end = 0;
        for found in CaseNumber::find_all_given(&text, evidence) {
            assert!(end <= found.range.start && text.get(found.range.clone()).is_some());
            end = found.range.end;
            let canonical = found.case_number.canonical();
            let again = CaseNumber::from_canonical(canonical);
            assert_eq!(again.as_ref().map(CaseNumber::canonical), Some(canonical));
        }
        let _ = CaseNumber::read_given(&text, evidence);
    }
}

/// Masking leaves no number, keeps every other character, and masking again changes nothing.
pub fn masking(bytes: &[u8]) {
    let text = text(bytes);
    for mask in [mask_personal_numbers, mask_personal_numbers_in_name] {
        let once = mask(&text);
        assert_eq!(once.text.chars().count(), text.chars().count());
        let again = mask(&once.text);
        assert_eq!((again.count, &again.text), (0, &once.text), "{text:?}");
    }
    let masked = mask_personal_numbers(&text).text;
    assert!(find_personal_numbers(&masked).is_empty(), "{masked:?}");
}

/// A file of any kind: an answer or a refusal, and no personal number in any line of it.
pub fn extraction(bytes: &[u8]) {
    let Some(source) = extract(bytes).ok() else {
        return;
    };
    let lines: Vec<String> = source
        .lines()
        .filter(|(_, line)| !line.is_blank())
        .map(|(_, line)| line.text())
        .collect();
    let numbers = find_personal_numbers(&lines.join("\n"));
    assert!(numbers.is_empty(), "{lines:?}");
    every_line_is_placed(&source);
}

/// A parameter that anybody may send: read or refused.
pub fn cursor(bytes: &[u8]) {
    let text = text(bytes);
    let (cursor, typed) = text.split_once('\n').unwrap_or((&text, ""));
    let pairs = [
        ("q", typed),
        ("cursor", cursor),
        ("from", typed),
        ("size", cursor),
    ];
    let known = KnownValues::default();
    for pairs in [&pairs[..2], &pairs[..]] {
        if let Ok(request) = SearchRequest::from_parameters(pairs.iter().copied(), &known) {
            let again = request.to_parameters();
            let again = again
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            assert!(
                SearchRequest::from_parameters(again, &known).is_ok(),
                "{text:?}"
            );
        }
    }
    paragraf_index::try_cursor(cursor);
}

/// A `facts.toml`: understood or refused with its line.
pub fn facts(bytes: &[u8]) {
    let _ = paragraf_ingest::try_facts(&text(bytes));
}
