//! What is stated beside the files.

use expect_test::{Expect, expect};
use paragraf_model::Facts;

use super::made::{Place, without_folder};
use crate::municipality_named;

const FOLDER: &str = r#"
municipality = "Göteborgs Stad"
source = "https://example.org/protokoll"
[files."a.txt"]
body = "Kommunfullmäktige"
date = 2023-03-23
url = "https://example.org/a.pdf"
[files."below/b.txt"]
date = "2023-04-24"
"#;

#[test]
fn a_folder_states_facts_for_itself_and_those_below() {
    let place = Place::new();
    place
        .write("facts.toml", FOLDER)
        .write("below/b.txt", "")
        .write("below/c.txt", "");
    check(
        &place,
        "other.txt",
        &expect!["Göteborgs Stad, –, –, https://example.org/protokoll"],
    );
    check(
        &place,
        "a.txt",
        &expect!["Göteborgs Stad, Kommunfullmäktige, 2023-03-23, https://example.org/a.pdf"],
    );
    check(
        &place,
        "below/b.txt",
        &expect!["Göteborgs Stad, –, 2023-04-24, https://example.org/protokoll"],
    );
    check(
        &place,
        "below/c.txt",
        &expect!["Göteborgs Stad, –, –, https://example.org/protokoll"],
    );
}

#[test]
fn the_nearest_statement_wins_field_by_field() {
    let place = Place::new();
    place
        .write("facts.toml", FOLDER)
        .write(
            "below/facts.toml",
            "code = \"1880\"\nbody = \"Nämnden\"\n[files.\"b.txt\"]\nbody = \"Styrelsen\"",
        )
        .write("below/b.txt", "")
        .write("below/c.txt", "");
    check(
        &place,
        "below/b.txt",
        &expect!["Örebro kommun, Styrelsen, 2023-04-24, https://example.org/protokoll"],
    );
    check(
        &place,
        "below/c.txt",
        &expect!["Örebro kommun, Nämnden, –, https://example.org/protokoll"],
    );
}

#[test]
fn options_win_over_facts_beside_the_file() {
    let mut place = Place::new();
    place.write("facts.toml", FOLDER);
    place.config.stated = Facts {
        municipality: municipality_named("Tallnäs kommun"),
        body: Some("Styrelsen".to_owned()),
        ..Facts::default()
    };
    check(
        &place,
        "a.txt",
        &expect!["Tallnäs kommun, Styrelsen, 2023-03-23, https://example.org/a.pdf"],
    );
}

#[test]
fn a_municipality_is_named_by_code_full_name_or_place() {
    let named =
        |text| municipality_named(text).map(|found| (found.name.clone(), found.short_name()));
    let orebro = Some(("Örebro kommun".to_owned(), "orebro".to_owned()));
    assert_eq!(named("1880"), orebro);
    assert_eq!(named("örebro kommun"), orebro);
    assert_eq!(named("orebro"), orebro);
    assert_eq!(
        named("Tallnäs kommun"),
        Some(("Tallnäs kommun".to_owned(), "tallnas".to_owned()))
    );
    assert_eq!(named("9999"), None);
    assert_eq!(named(" – "), None);
}

#[test]
fn a_mistake_is_told_with_file_and_line() {
    check_mistake(
        "body = Nämnden",
        &expect![
            "IN/facts.toml:1: this is not TOML (invalid float, expected `nan`); text goes in quotation marks, dates as 2023-03-23"
        ],
    );
    check_mistake(
        "\n\nmunicpality = \"Örebro\"",
        &expect![
            "IN/facts.toml:3: unknown field `municpality`, expected one of `municipality`, `code`, `body`, `date`, `source`, `files`"
        ],
    );
    check_mistake(
        "[files.\"a.txt\"]\ndatum = 2023-03-23",
        &expect![
            "IN/facts.toml:2: unknown field `datum`, expected one of `municipality`, `code`, `body`, `date`, `url`"
        ],
    );
    check_mistake(
        "code = \"9999\"",
        &expect![[r#"IN/facts.toml:1: no municipality or region has code "9999""#]],
    );
    check_mistake(
        "municipality = \"Örebro kommun\"\ncode = \"1480\"",
        &expect![[
            r#"IN/facts.toml:2: code "1480" is Göteborgs Stad, and municipality says Örebro kommun; state one of them"#
        ]],
    );
    check_mistake(
        "date = 2023-02-30",
        &expect![
            "IN/facts.toml:1: this is not TOML (invalid date, expected day between 01 and 28); text goes in quotation marks, dates as 2023-03-23"
        ],
    );
    check_mistake(
        "date = \"i våras\"",
        &expect![[r#"IN/facts.toml:1: "i våras" is no date; write it as 2023-03-23"#]],
    );
    check_mistake(
        "date = 2023-03-23T10:00:00",
        &expect!["IN/facts.toml:1: 2023-03-23T10:00:00 is no date; write it as 2023-03-23"],
    );
    check_mistake(
        "[files.\"a.txt\"]\nbody = \" \"",
        &expect![[r#"IN/facts.toml:2: " " is no body's name"#]],
    );
    check_mistake(
        "date = 20230323",
        &expect!["IN/facts.toml:1: 20230323 is no date; write it as 2023-03-23"],
    );
}

#[test]
fn a_mistake_in_facts_stops_before_anything_is_read() {
    let place = Place::new();
    place
        .write("a.txt", "1 ett")
        .write("below/facts.toml", "x = 1")
        .write("below/b.txt", "1 ett");
    let error = place.ingest_paths(&[place.path("")]).unwrap_err();
    assert!(error.is_wrong_use());
    assert!(!place.config.data.exists());
}

fn check(place: &Place, name: &str, expected: &Expect) {
    expected.assert_eq(&place.stated(name).unwrap());
}

fn check_mistake(facts: &str, expected: &Expect) {
    let place = Place::new();
    let error = place
        .write("facts.toml", facts)
        .stated("a.txt")
        .unwrap_err();
    assert!(error.is_wrong_use());
    expected.assert_eq(&without_folder(&error.to_string(), &place.path("")));
}
