//! A part of a file, as viewers ask for it (RFC 9110, 14.2).

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, header};

/// The bytes that are asked for. What is malformed, lies outside or is several ranges is ignored, as the standard allows: then
/// the whole file is sent.
pub fn of(asked: &HeaderMap, tag: &str, whole: u64) -> Option<Range<u64>> {
    let is_same = text(asked, header::IF_RANGE).is_none_or(|held| held == tag);
    let range = text(asked, header::RANGE).filter(|_| is_same)?;
    let (unit, range) = range.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    let number = |digits: &str| {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| digits.parse::<u64>().ok())?
    };
    let range = match (first, last) {
        ("", last) => whole.saturating_sub(number(last)?)..whole,
        (first, "") => number(first)?..whole,
        (first, last) => {
            let last = number(last)?;
            number(first)?..last.checked_add(1)?.min(whole)
        }
    };
    (unit.trim().eq_ignore_ascii_case("bytes") && range.start < range.end).then_some(range)
}

/// `bytes 0-99/1234`
pub fn told(range: &Range<u64>, whole: u64) -> String {
    format!(
        "bytes {}-{}/{whole}",
        range.start,
        range.end.saturating_sub(1)
    )
}

/// Whether the browser holds the file already.
pub fn is_held(asked: &HeaderMap, tag: &str) -> bool {
    let held = text(asked, header::IF_NONE_MATCH).unwrap_or_default();
    held.split(',').any(|held| {
        let held = held.trim();
        held == "*" || held.trim_start_matches("W/") == tag
    })
}

fn text(asked: &HeaderMap, name: HeaderName) -> Option<&str> {
    asked.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, header};

    use super::{of, told};

    /// What is sent of a file of ten bytes.
    fn check(range: &str, expected: &str) {
        let mut asked = HeaderMap::new();
        asked.insert(header::RANGE, range.parse().unwrap());
        let sent = of(&asked, "\"a\"", 10).map_or("whole".to_owned(), |range| told(&range, 10));
        assert_eq!(sent, expected, "{range}");
        asked.insert(header::IF_RANGE, "\"b\"".parse().unwrap());
        assert_eq!(of(&asked, "\"a\"", 10), None, "{range} of another file");
        asked.insert(header::IF_RANGE, "\"a\"".parse().unwrap());
        let sent = of(&asked, "\"a\"", 10).map_or("whole".to_owned(), |range| told(&range, 10));
        assert_eq!(sent, expected, "{range} of the same file");
    }

    #[test]
    fn one_range_of_bytes_is_understood_in_its_three_forms() {
        check("bytes=0-3", "bytes 0-3/10");
        check("bytes=4-4", "bytes 4-4/10");
        check("bytes=4-", "bytes 4-9/10");
        check("bytes=-3", "bytes 7-9/10");
        check("bytes=-30", "bytes 0-9/10");
        check("bytes=8-100", "bytes 8-9/10");
        check("Bytes = 0-3", "bytes 0-3/10");
    }

    #[test]
    fn what_is_no_range_of_the_file_is_the_whole_file() {
        for range in [
            "bytes=10-",
            "bytes=10-12",
            "bytes=4-3",
            "bytes=-0",
            "bytes=-",
            "bytes=a-b",
            "bytes=0-1,3-4",
            "bytes=",
            "pages=1-2",
            "bytes=+1-2",
            "bytes=0-18446744073709551615",
            "bytes=18446744073709551616-",
            "x",
        ] {
            check(range, "whole");
        }
    }
}
