//! Column borders that are narrow: what else than their width tells them.

use expect_test::{Expect, expect};

use super::check;
use super::writer::page;

/// Texts by their right edge, in Courier, whose characters are all 6 points wide at size 10.
fn flush_right(rows: &[&[(f32, &str)]], show: impl Fn(f32, f32, &str) -> String) -> Vec<u8> {
    let mut content = String::new();
    for (row, cells) in rows.iter().enumerate() {
        for (right, text) in *cells {
            let left = right - 6.0 * text.chars().count() as f32;
            content.push_str(&show(left, 700.0 - 12.0 * row as f32, text));
        }
    }
    page(&content)
        .with(
            6,
            "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
        )
        .bytes()
}

fn whole(x: f32, y: f32, text: &str) -> String {
    format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

/// Every word placed, no blank written.
fn by_words(x: f32, y: f32, text: &str) -> String {
    let mut place = x;
    let mut content = String::new();
    for word in text.split(' ') {
        content.push_str(&whole(place, y, word));
        place += 6.0 * (word.chars().count() + 1) as f32;
    }
    content
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a test can write `expect![]` in place"
)]
fn check_cells(pdf: Vec<u8>, expected: Expect) {
    let source = crate::extract(&pdf).unwrap();
    let lines = source.pages.iter().flat_map(|page| &page.lines);
    let cells = lines.filter(|line| !line.segments.is_empty()).map(|line| {
        let texts: Vec<&str> = line.segments.iter().map(|segment| &*segment.text).collect();
        texts.join(" | ") + "\n"
    });
    expected.assert_eq(&cells.collect::<String>());
}

#[test]
fn numbers_set_flush_right_end_where_those_above_and_below_end() {
    let rows: [&[_]; 4] = [
        &[(150.0, "Budget"), (210.0, "Utfall"), (260.0, "Andel")],
        &[(150.0, "1 350"), (195.0, "1 425"), (260.0, "75")],
        &[(150.0, "12 350"), (195.0, "12 425"), (260.0, "75")],
        &[(150.0, "350"), (195.0, "425"), (260.0, "75")],
    ];
    check_cells(
        flush_right(&rows, by_words),
        expect![[r#"
            Budget | Utfall | Andel
            1 350 | 1 425 | 75
            12 350 | 12 425 | 75
            350 | 425 | 75
        "#]],
    );
}

#[test]
fn a_gap_without_a_blank_is_a_border_where_blanks_are_written() {
    let rows: [&[_]; 1] = [&[
        (250.0, "Nämnden anser att planen bör antas"),
        (294.0, "bygget"),
    ]];
    check_cells(
        flush_right(&rows, whole),
        expect![[r#"
            Nämnden anser att planen bör antas | bygget
        "#]],
    );
}

#[test]
fn the_same_gap_is_a_blank_where_none_are_written() {
    let rows: [&[_]; 1] = [&[
        (250.0, "Nämnden anser att planen bör antas"),
        (294.0, "bygget"),
    ]];
    check_cells(
        flush_right(&rows, by_words),
        expect![[r#"
            Nämnden anser att planen bör antas bygget
        "#]],
    );
}

#[test]
fn a_gap_that_stands_out_from_its_row_is_a_border() {
    let content = "BT /F1 10 Tf 50 700 Td [(12)-278(450)-700(9)-278(830)] TJ ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 12 450|88 9 830
        "#]],
    );
}

#[test]
fn cells_filled_up_with_blanks_end_where_their_text_ends() {
    let content =
        "BT /F1 10 Tf 50 700 Td (Ledamot    ) Tj ET BT /F1 10 Tf 96 700 Td (Ersättare) Tj ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 Ledamot|96 Ersättare
        "#]],
    );
}

#[test]
fn letters_spaced_within_one_operation_are_a_word() {
    let spaced = |word: &str| {
        let letters: Vec<String> = word.chars().map(|letter| format!("({letter})")).collect();
        letters.join("-200")
    };
    let content = format!(
        "BT /F1 10 Tf 50 700 Td [{}] TJ ET",
        spaced("Val av justerare")
    );
    check(
        page(&content).bytes(),
        expect![[r#"
            1:50 Val av justerare
        "#]],
    );
}

#[test]
fn lines_of_a_narrow_column_stretched_to_its_margin_stay_whole() {
    let words = |x: f32, words: [&str; 3]| {
        let [first, second, third] = words;
        format!("BT /F1 10 Tf 14 Tw {x} 700 Td ({first} {second} {third}) Tj ET\n")
    };
    let content =
        words(50.0, ["planen", "bör", "antas"]) + &words(250.0, ["budget", "och", "taxa"]);
    check(
        page(&content).bytes(),
        expect![[r#"
            1:50 planen bör antas|250 budget och taxa
        "#]],
    );
}

#[test]
fn blanks_of_one_cell_that_reach_over_the_next_do_not_cut_it() {
    let rows = [(50.0, "63            "), (95.0, "25 298")];
    let content: String = rows
        .iter()
        .map(|(x, text)| whole(*x, 700.0, text))
        .collect();
    let courier = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
    check(
        page(&content).with(6, courier).bytes(),
        expect![[r#"
            1:50 63|95 25 298
        "#]],
    );
}

#[test]
fn a_gap_as_wide_as_a_border_of_its_row_is_a_border() {
    let gap = |cells: &str| format!("BT /F1 10 Tf 50 700 Td [{cells}] TJ ET");
    check(
        page(&gap("(Ja)-960(Nej)-930(Avst\u{e5}r)")).bytes(),
        expect![[r#"
            1:50 Ja|70 Nej|94 Avstår
        "#]],
    );
}

#[test]
fn a_hyphen_among_letters_set_apart_is_one_of_them() {
    let courier = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>";
    let letters = "kultur-nämnd".chars().enumerate();
    let content: String = letters
        .map(|(place, letter)| whole(50.0 + 8.0 * place as f32, 700.0, &letter.to_string()))
        .collect();
    check(
        page(&content).with(6, courier).bytes(),
        expect![[r#"
            1:50 kultur-nämnd
        "#]],
    );
}

#[test]
fn numbers_that_stand_apart_alike_are_cells() {
    let content = "BT /F1 10 Tf 50 700 Td [(3)-1200(4)-1200(5)-1200(6)-1200(7)] TJ ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 3|68 4|85 5|103 6|120 7
        "#]],
    );
}
