//! Which numbers and meetings are missing, and where they must lie.

use expect_test::{Expect, expect};
use paragraf_model::DocumentKind;

use super::made::{Made, minutes, stock};
use crate::{Gap, GapPlace, HeldYear};

/// What is told of the first body, a line a year and thing.
fn check(documents: &[Made], expected: Expect) {
    let (_folder, archive) = stock(documents);
    let holdings = archive.reader().holdings().unwrap();
    let lines: Vec<String> = holdings[0].years.iter().flat_map(lines).collect();
    expected.assert_eq(&lines.join("\n"));
}

fn lines(held: &HeldYear) -> Vec<String> {
    let (numbering, meetings) = (held.numbering.name(), held.meetings);
    let mut lines = vec![format!("{} {numbering}, {meetings} meetings", held.year)];
    lines.extend(held.gaps.iter().map(gap));
    lines.extend(held.published_separately.iter().map(|one| {
        format!(
            "  {}-{} of {} published separately",
            one.first, one.last, one.meeting
        )
    }));
    lines.extend(held.named_meetings.iter().map(|meeting| {
        let count = meeting.paragraphs;
        format!("  {} named by {count}", meeting.date)
    }));
    lines
}

fn gap(gap: &Gap) -> String {
    let place = match gap.place {
        GapPlace::InMeeting(date) => format!("in {date}"),
        GapPlace::BetweenMeetings(after, before) => format!("between {after} and {before}"),
        GapPlace::BeforeFirstMeeting(before) => format!("before {before}"),
    };
    let extracts = match gap.extracts_only.as_slice() {
        [] => String::new(),
        days => format!(", extracts only of {days:?}"),
    };
    format!("  {}-{} {place}{extracts}", gap.first, gap.last)
}

fn meeting(date: &str) -> Made {
    minutes("Tallnäs kommun", "Nämnden", date)
}

#[test]
fn numbers_that_run_through_the_year_show_what_lies_in_between_and_before() {
    check(
        &[
            meeting("2024-02-14")
                .paragraphs(34..=40)
                .paragraphs(43..=52),
            meeting("2024-03-20").paragraphs(53..=60),
            meeting("2024-05-08").paragraphs(80..=85),
        ],
        expect![[r#"
            2024 through_year, 3 meetings
              1-33 before 2024-02-14
              41-42 in 2024-02-14
              61-79 between 2024-03-20 and 2024-05-08"#]],
    );
}

#[test]
fn a_body_that_begins_at_one_at_each_meeting_hides_nothing_inside_them() {
    check(
        &[
            meeting("2024-02-14").paragraphs(1..=20),
            meeting("2024-03-20").paragraphs(1..=8).paragraphs(10..=15),
            meeting("2024-05-08").paragraphs(3..=25),
        ],
        expect![[r#"
            2024 each_meeting, 3 meetings
              9-9 in 2024-03-20
              1-2 in 2024-05-08"#]],
    );
}

#[test]
fn where_meetings_begin_at_one_a_late_beginning_tells_of_another_meeting() {
    check(
        &[
            meeting("2024-02-14").paragraphs(1..=40),
            meeting("2024-03-20").paragraphs(1..=36),
            meeting("2024-05-08").paragraphs(34..=75),
        ],
        expect![[r#"
            2024 each_meeting, 3 meetings
              1-33 between 2024-03-20 and 2024-05-08"#]],
    );
}

#[test]
fn numbers_may_run_over_the_turn_of_the_year() {
    check(
        &[
            meeting("2022-11-30").paragraphs(101..=120),
            meeting("2023-01-25").paragraphs(121..=140),
            meeting("2023-12-06").paragraphs(150..=160),
            meeting("2024-02-14").paragraphs(165..=170),
        ],
        expect![[r#"
            2022 over_years, 1 meetings
            2023 over_years, 2 meetings
              141-149 between 2023-01-25 and 2023-12-06
            2024 over_years, 1 meetings
              161-164 between 2023-12-06 and 2024-02-14"#]],
    );
}

#[test]
fn the_numbering_may_change_with_the_year() {
    check(
        &[
            meeting("2023-02-14").paragraphs(1..=20),
            meeting("2023-03-20").paragraphs(1..=15),
            meeting("2024-02-14").paragraphs(1..=20),
            meeting("2024-03-20").paragraphs(22..=30),
        ],
        expect![[r#"
            2023 each_meeting, 2 meetings
            2024 through_year, 2 meetings
              21-21 between 2024-02-14 and 2024-03-20"#]],
    );
}

#[test]
fn a_single_meeting_goes_by_the_nearest_year() {
    check(
        &[
            meeting("2023-02-14").paragraphs(1..=20),
            meeting("2023-03-20").paragraphs(1..=15),
            meeting("2024-02-14").paragraphs(2..=20),
        ],
        expect![[r#"
            2023 each_meeting, 2 meetings
            2024 each_meeting, 1 meetings
              1-1 in 2024-02-14"#]],
    );
    check(
        &[meeting("2024-02-14").paragraphs(1..=20)],
        expect!["2024 unknown, 1 meetings"],
    );
}

#[test]
fn what_the_cover_counts_and_the_text_lacks_is_missing_in_the_meeting() {
    check(
        &[
            meeting("2024-02-14").paragraphs(3..=18).range(1, 20),
            meeting("2024-03-20").paragraphs(25..=30),
        ],
        expect![[r#"
            2024 through_year, 2 meetings
              1-2 in 2024-02-14
              19-20 in 2024-02-14
              21-24 between 2024-02-14 and 2024-03-20"#]],
    );
}

#[test]
fn what_is_published_separately_is_told_apart_until_it_comes() {
    let whole = meeting("2024-02-14")
        .paragraphs(1..=5)
        .pointing(6)
        .paragraphs(7..=9)
        .paragraphs(12..=13)
        .leaving_out(10, 11);
    check(
        std::slice::from_ref(&whole),
        expect![[r#"
            2024 unknown, 1 meetings
              6-6 of 2024-02-14 published separately
              10-11 of 2024-02-14 published separately"#]],
    );
    let extract = |number: u32| {
        let made = meeting("2024-02-14").kind(DocumentKind::Extract);
        made.text("Bryggan byggs.").paragraphs(number..=number)
    };
    check(
        &[whole, extract(6), extract(11)],
        expect![[r#"
            2024 unknown, 1 meetings
              10-10 of 2024-02-14 published separately"#]],
    );
}

#[test]
fn a_paragraph_that_only_points_gives_way_to_the_text() {
    let whole = meeting("2024-02-14").paragraphs(1..=5).pointing(6);
    let extract = meeting("2024-02-14")
        .kind(DocumentKind::Extract)
        .text("Bryggan byggs.")
        .paragraphs(6..=6);
    for documents in [
        [whole.clone().received(1), extract.clone().received(2)],
        [whole.received(2), extract.clone().received(1)],
    ] {
        let (_folder, archive) = stock(&documents);
        let id = paragraf_model::ParagraphId::parse("tallnas/namnden/2024-02-14/6").unwrap();
        let stored = archive.reader().paragraph(&id).unwrap().unwrap();
        assert_eq!(stored.document_sha256, extract.sha256());
        assert_eq!(archive.reader().versions(&id).unwrap().len(), 2);
    }
}

#[test]
fn beside_extracts_numbers_may_belong_to_their_meeting() {
    let extract = |date: &str, number: u32| {
        let made = meeting(date).kind(DocumentKind::Extract);
        made.paragraphs(number..=number)
    };
    check(
        &[
            meeting("2024-01-10").paragraphs(1..=10),
            extract("2024-02-14", 15),
            meeting("2024-03-20").paragraphs(20..=25),
        ],
        expect![[r#"
            2024 through_year, 3 meetings
              11-14 between 2024-01-10 and 2024-02-14, extracts only of [2024-02-14]
              16-19 between 2024-02-14 and 2024-03-20, extracts only of [2024-02-14]"#]],
    );
    check(
        &[extract("2024-01-10", 7), extract("2024-02-14", 3)],
        expect![[r#"
            2024 each_meeting, 2 meetings
              1-6 in 2024-01-10, extracts only of [2024-01-10]
              1-2 in 2024-02-14, extracts only of [2024-02-14]"#]],
    );
}

#[test]
fn letters_and_paragraphs_that_were_taken_back_are_no_gaps() {
    let earlier = meeting("2024-02-14").paragraphs(1..=2).suffixed(3, "a");
    let earlier = earlier.suffixed(3, "b").paragraphs(4..=6).range(1, 6);
    let later = meeting("2024-02-14").paragraphs(1..=2).suffixed(3, "a");
    let later = later.paragraphs(5..=6).range(1, 6).received(9);
    check(&[earlier, later], expect!["2024 unknown, 1 meetings"]);
}

#[test]
fn what_is_no_minutes_of_a_known_meeting_counts_for_nothing() {
    check(
        &[
            meeting("2024-02-14").paragraphs(1..=3),
            meeting("2024-03-20").paragraphs(6..=9),
            meeting("2024-03-01")
                .kind(DocumentKind::NotMinutes)
                .paragraphs(4..=5),
        ],
        expect![[r#"
            2024 through_year, 2 meetings
              4-5 between 2024-02-14 and 2024-03-20"#]],
    );
}

#[test]
fn a_meeting_that_others_name_and_nobody_holds_is_missing() {
    let own = meeting("2024-02-14").paragraphs(1..=3).ending("2024-02-15");
    let board = |date: &str| minutes("Tallnäs kommun", "Styrelsen", date);
    check(
        &[
            own,
            board("2024-04-02")
                .naming(1, Some("Nämnden"), "2024-03-12")
                .naming(2, Some("Nämndens"), "2024-03-12")
                .naming(3, Some("Nämnden"), "2024-02-15")
                .naming(4, Some("Rådet"), "2024-03-13")
                // A slip: nobody names what is yet to come.
                .naming(5, Some("Nämnden"), "2024-06-13"),
            // Where no body is named, any meeting of the day may be meant.
            meeting("2024-05-02")
                .naming(4, None, "2024-04-02")
                .naming(5, None, "2024-04-09")
                .naming(6, None, "2023-12-12")
                .naming(7, Some("Nämnden"), "2023-12-13"),
        ],
        expect![[r#"
            2023 unknown, 0 meetings
              2023-12-13 named by 1
            2024 through_year, 2 meetings
              2024-03-12 named by 2
              2024-04-09 named by 1"#]],
    );
}
