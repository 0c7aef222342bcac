//! Days that are told in words, on Wednesday 14 February 2024.

use chrono::NaiveDate;

use crate::Query;

fn understood(typed: &str) -> String {
    let today = NaiveDate::from_ymd_opt(2024, 2, 14).unwrap();
    let query = Query::parse_on(typed, today);
    assert_eq!(query.notes, Vec::<String>::new(), "{typed}");
    // The dates are the same on every other day.
    assert_eq!(Query::parse(&query.understood()).root, query.root);
    query.understood()
}

#[test]
fn days_are_told_from_today() {
    for (typed, day) in [
        ("idag", "2024-02-14"),
        ("\"i dag\"", "2024-02-14"),
        ("today", "2024-02-14"),
        ("igår", "2024-02-13"),
        ("IGAR", "2024-02-13"),
        ("yesterday", "2024-02-13"),
        ("i förrgår", "2024-02-12"),
        ("-30d", "2024-01-15"),
        ("-2v", "2024-01-31"),
        ("-3m", "2023-11-14"),
        ("-1å", "2023-02-14"),
        ("\"1 år sedan\"", "2023-02-14"),
        ("\"tre veckor sedan\"", "2024-01-24"),
    ] {
        assert_eq!(understood(&format!("från:{typed}")), format!("från:{day}"));
        assert_eq!(understood(&format!("till:{typed}")), format!("till:{day}"));
    }
}

#[test]
fn weeks_months_and_years_have_a_first_and_a_last_day() {
    for (typed, first, last) in [
        ("\"förra veckan\"", "2024-02-05", "2024-02-11"),
        ("förra veckan", "2024-02-05", "2024-02-11"),
        ("\"last week\"", "2024-02-05", "2024-02-11"),
        ("denna vecka", "2024-02-12", "2024-02-18"),
        ("\"förra månaden\"", "2024-01-01", "2024-01-31"),
        ("den här månaden", "2024-02-01", "2024-02-29"),
        ("\"i år\"", "2024-01-01", "2024-12-31"),
        ("ifjol", "2023-01-01", "2023-12-31"),
        ("i fjol", "2023-01-01", "2023-12-31"),
        ("förra året", "2023-01-01", "2023-12-31"),
        ("förra kvartalet", "2023-10-01", "2023-12-31"),
        ("\"senaste 30 dagarna\"", "2024-01-15", "2024-02-14"),
        ("de senaste tre månaderna", "2023-11-14", "2024-02-14"),
        ("senaste året", "2023-02-14", "2024-02-14"),
        ("\"past 2 weeks\"", "2024-01-31", "2024-02-14"),
    ] {
        assert_eq!(
            understood(&format!("från:{typed}")),
            format!("från:{first}")
        );
        assert_eq!(understood(&format!("to:{typed}")), format!("till:{last}"));
    }
}

#[test]
fn months_have_names() {
    for (typed, first, last) in [
        // The last one that has begun.
        ("januari", "2024-01-01", "2024-01-31"),
        ("februari", "2024-02-01", "2024-02-29"),
        ("maj", "2023-05-01", "2023-05-31"),
        ("\"maj 2021\"", "2021-05-01", "2021-05-31"),
        ("maj 2021", "2021-05-01", "2021-05-31"),
        ("may 2021", "2021-05-01", "2021-05-31"),
        ("okt 2021", "2021-10-01", "2021-10-31"),
        ("31 maj 2021", "2021-05-31", "2021-05-31"),
        ("\"3 maj\"", "2023-05-03", "2023-05-03"),
    ] {
        assert_eq!(
            understood(&format!("från:{typed}")),
            format!("från:{first}")
        );
        assert_eq!(understood(&format!("till:{typed}")), format!("till:{last}"));
    }
}

#[test]
fn years_may_be_a_span() {
    assert_eq!(
        understood("år:2021-2023"),
        "från:2021-01-01 till:2023-12-31"
    );
    assert_eq!(
        understood("år:2023–2021"),
        "från:2021-01-01 till:2023-12-31"
    );
    assert_eq!(
        understood("-year:2021-2023"),
        "-(från:2021-01-01 till:2023-12-31)"
    );
    assert_eq!(understood("år:ifjol"), "år:2023");
    assert_eq!(understood("år:\"i år\""), "år:2024");
}

#[test]
fn words_behind_a_date_stay_words() {
    assert_eq!(understood("från:igår skola"), "från:2024-02-13 skola");
    assert_eq!(understood("från:maj 2021 skola"), "från:2021-05-01 skola");
    assert_eq!(understood("från:2021 maj"), "från:2021-01-01 maj");
    assert_eq!(
        understood("skola från:förra veckan till:idag"),
        "skola från:2024-02-05 till:2024-02-14"
    );
}

#[test]
fn without_a_day_only_whole_dates_are_read() {
    let query = Query::parse("från:igår");
    assert_eq!(query.understood(), "från igår");
    assert_eq!(query.notes.len(), 1);
    assert_eq!(
        Query::parse("från:maj 2021").understood(),
        "från:2021-05-01"
    );
}

#[test]
fn what_is_no_date_is_searched_as_words_with_a_note() {
    let today = NaiveDate::from_ymd_opt(2024, 2, 14).unwrap();
    for typed in [
        "från:snart",
        "från:32maj",
        "från:\"31 februari 2021\"",
        "från:-99999999å",
        "från:-9999å",
        "till:\"senaste\"",
        "år:2021-22",
        "år:maj",
    ] {
        let query = Query::parse_on(typed, today);
        let understood = query.understood();
        assert!(!understood.contains(':'), "{typed}: {understood}");
        assert_eq!(query.notes.len(), 1, "{typed}");
    }
}
