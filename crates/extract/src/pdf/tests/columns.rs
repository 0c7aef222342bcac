//! Columns: tables and lists stay rows, newspaper columns are read one after the other.

use expect_test::expect;

use super::check;
use super::writer::page;
use crate::extract;

type Placed<'a> = (f32, f32, &'a str);

fn placed(texts: &[Placed<'_>]) -> Vec<u8> {
    let shows = texts
        .iter()
        .map(|(x, y, text)| format!("BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"));
    page(&shows.collect::<String>()).bytes()
}

/// Lines of a column from the top, 12 points apart.
fn column<'a>(x: f32, lines: &[&'a str]) -> Vec<Placed<'a>> {
    let down = |line: usize| 700.0 - 12.0 * line as f32;
    lines
        .iter()
        .enumerate()
        .map(|(line, text)| (x, down(line), *text))
        .collect()
}

const LEFT: [&str; 6] = [
    "Enheten har under året haft svårt",
    "att finna personal till kvällar och",
    "helger. Andelen besök i rätt tid är",
    "lägre än målet. Enhetschefen har",
    "därför ändrat schemat och arbetar",
    "nu med en ny introduktion.",
];

const RIGHT: [&str; 6] = [
    "Utskottet ser allvarligt på läget och",
    "återkommer till frågan i maj. Till",
    "dess ska förvaltningen ta fram en",
    "plan som visar hur målet kan nås",
    "utan att kostnaden ökar mer än",
    "budgeten medger i år.",
];

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    let texts = [
        vec![(
            50.0,
            730.0,
            "Protokoll från socialutskottets möte den 5 mars 2025 i Lilla salen i kommunhuset",
        )],
        column(50.0, &LEFT),
        column(300.0, &RIGHT),
    ];
    check(
        placed(&texts.concat()),
        expect![[r#"
            1:50 Protokoll från socialutskottets möte den 5 mars 2025 i Lilla salen i kommunhuset
            1:
            1:50 Enheten har under året haft svårt
            1:50 att finna personal till kvällar och
            1:50 helger. Andelen besök i rätt tid är
            1:50 lägre än målet. Enhetschefen har
            1:50 därför ändrat schemat och arbetar
            1:50 nu med en ny introduktion.
            1:300 Utskottet ser allvarligt på läget och
            1:300 återkommer till frågan i maj. Till
            1:300 dess ska förvaltningen ta fram en
            1:300 plan som visar hur målet kan nås
            1:300 utan att kostnaden ökar mer än
            1:300 budgeten medger i år.
        "#]],
    );
}

#[test]
fn columns_end_where_the_file_no_longer_writes_one_side_first() {
    let foot = [
        (50.0, 620.0, "Justerandes signatur"),
        (300.0, 620.0, "Utdragsbestyrkande"),
    ];
    // The foot is written before all else, and the page from its end to its beginning.
    let mut texts = [column(50.0, &LEFT), column(300.0, &RIGHT)].concat();
    texts.reverse();
    let source = extract(&placed(&[foot.to_vec(), texts].concat())).unwrap();
    let lines = source.pages.iter().flat_map(|page| &page.lines);
    let lines: Vec<String> = lines
        .map(|line| line.text())
        .filter(|text| !text.is_empty())
        .collect();
    let (foot, body) = lines.split_last().unwrap();
    assert_eq!(body, [LEFT, RIGHT].concat());
    assert!(foot.starts_with("Justerandes signatur") && foot.ends_with("Utdragsbestyrkande"));
}

#[test]
fn the_rows_of_a_table_stay_rows_however_long_their_cells() {
    let rows: Vec<Placed<'_>> = column(50.0, &LEFT)
        .into_iter()
        .zip(column(300.0, &RIGHT))
        .flat_map(|(left, right)| [left, right])
        .collect();
    check(
        placed(&rows),
        expect![[r#"
            1:50 Enheten har under året haft svårt|300 Utskottet ser allvarligt på läget och
            1:50 att finna personal till kvällar och|300 återkommer till frågan i maj. Till
            1:50 helger. Andelen besök i rätt tid är|300 dess ska förvaltningen ta fram en
            1:50 lägre än målet. Enhetschefen har|300 plan som visar hur målet kan nås
            1:50 därför ändrat schemat och arbetar|300 utan att kostnaden ökar mer än
            1:50 nu med en ny introduktion.|300 budgeten medger i år.
        "#]],
    );
}

#[test]
fn names_in_two_columns_stay_rows() {
    let left = [
        "Ledamöter",
        "Ylva Brå (S), ordförande",
        "Åke Ek (M)",
        "Naïma Öberg (V)",
        "Bo Al (C)",
    ];
    let right = [
        "Ersättare",
        "Hjördis Affelin (KD)",
        "Fiffi Råström (SD)",
        "Ulla Käck (MP)",
        "Li Alm (L)",
    ];
    check(
        placed(&[column(50.0, &left), column(300.0, &right)].concat()),
        expect![[r#"
            1:50 Ledamöter|300 Ersättare
            1:50 Ylva Brå (S), ordförande|300 Hjördis Affelin (KD)
            1:50 Åke Ek (M)|300 Fiffi Råström (SD)
            1:50 Naïma Öberg (V)|300 Ulla Käck (MP)
            1:50 Bo Al (C)|300 Li Alm (L)
        "#]],
    );
}

#[test]
fn a_cell_filled_to_its_edge_is_told_by_the_rows_around() {
    check(
        placed(&[
            (50.0, 700.0, "Bo Alm"),
            (125.0, 700.0, "S"),
            (50.0, 688.0, "Eva von Alsing"),
            (125.0, 688.0, "M"),
        ]),
        expect![[r#"
            1:50 Bo Alm|125 S
            1:50 Eva von Alsing|125 M
        "#]],
    );
}

#[test]
fn wide_blanks_of_a_justified_line_are_no_borders() {
    let content = "BT /F1 10 Tf 15 Tw 50 700 Td (Nämnden anser att planen bör) Tj ET";
    check(
        page(content).bytes(),
        expect![[r#"
            1:50 Nämnden anser att planen bör
        "#]],
    );
}

#[test]
fn dots_between_a_title_and_its_page_stand_apart() {
    check(
        page("BT /F1 10 Tf 50 700 Td (\u{A7} 15 Val av justerare........................4) Tj ET")
            .bytes(),
        expect![[r#"
            1:50 § 15 Val av justerare|142 ........................|208 4
        "#]],
    );
}
