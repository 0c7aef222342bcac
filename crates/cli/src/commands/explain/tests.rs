//! What a person sees who asks why a text was read as it was.

use expect_test::{Expect, expect};
use paragraf_model::Facts;

use super::{Paper, print};

fn check(text: &str, expected: Expect) {
    let source = paragraf_extract::extract(text.as_bytes()).expect("text");
    let mut out = Vec::new();
    print(&source, &Facts::default(), &mut Paper::new(&mut out, false))
        .expect("a vector takes all");
    expected.assert_eq(&String::from_utf8(out).expect("text"));
}

const MINUTES: &str = "\
Lillviks kommun
Kommunstyrelsen
2024-03-05

§ 7 Lekplatser i centrum
Dnr KS 2024/12

Beslut
Kommunstyrelsen godkänner rapporten.
";

#[test]
fn each_line_shows_where_it_went_and_what_was_read_there() {
    check(
        MINUTES,
        expect![[r#"
        extract: Lillviks kommun, Kommunstyrelsen, 2024-03-05
            1 cover        │ Lillviks kommun
                           │ ╰ municipality: Lillviks kommun                                       cover_top
            2 cover        │ Kommunstyrelsen
                           │ ╰ body: Kommunstyrelsen                                               cover_top
            3 cover        │ 2024-03-05
                           │ ╰ date: 2024-03-05                                                    cover_top
            4              │
            5 § 7          │ § 7 Lekplatser i centrum
                           │ ╰ number: § 7                                                sign_before_number
                           │ ╰ title: Lekplatser i centrum                                     beside_number
            6 § 7          │ Dnr KS 2024/12
                           │ ╰ case_numbers/0: KS 2024/12                                       behind_label
            7              │
            8 heading      │ Beslut
                           │ ╰ sections/0: decision ”Beslut”                                   heading_alone
            9 decision     │ Kommunstyrelsen godkänner rapporten.
                           │ ╰ decision: Kommunstyrelsen godkänner rapporten.              decision_sections
                           │ ╰ decision/decided_by: Kommunstyrelsen                              acting_body
                           │ ╰ decision/outcomes/0: approved                                    outcome_verb

        Where the lines went
        9 lines: 3 cover, 2 headers of paragraphs, 1 headings, 1 text of sections, 2 blank

        Fields without value
        meeting                   start_time, end_time, place, adjusted_on, posted_on, posted_until, chair,
                                  secretary, adjusters, attendees, paragraph_range
        case_officers             1 of 1: 7
        sent_to                   1 of 1: 7

        Findings
        none

        Rules that read fields
            3  cover_top                It stands without a label among the first lines of the cover.
            1  sign_before_number       The number stands after a section sign at the beginning of a line.
            1  beside_number            It stands on the line of the number.
            1  behind_label             It stands behind a label such as 'Dnr' or 'Handläggare' in the
                                        header.
            1  heading_alone            A known heading stands alone on the line above.
            1  decision_sections        The sections that hold the decision.
            1  outcome_verb             The verb of the deciding clause.
            1  acting_body              The decision begins with the body that acts.
    "#]],
    );
}

#[test]
fn nothing_is_wider_than_a_hundred_characters() {
    let long = format!("{MINUTES}\n{}\n{}\n", "ord ".repeat(200), "x".repeat(400));
    let source = paragraf_extract::extract(long.as_bytes()).expect("text");
    let mut out = Vec::new();
    print(&source, &Facts::default(), &mut Paper::new(&mut out, false))
        .expect("a vector takes all");
    let text = String::from_utf8(out).expect("text");
    let widest = text.lines().map(|line| line.chars().count()).max();
    assert_eq!(widest, Some(100));
}
