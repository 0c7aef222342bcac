//! Citations as a reader and a reference manager get them.

use chrono::NaiveDate;
use expect_test::{Expect, expect};

use super::{Citation, CitationFormat, one_line, written};

fn plain() -> Citation {
    Citation {
        id: "ekvalla/kommunstyrelsen/2024-03-05/12".to_owned(),
        body: "Kommunstyrelsen".to_owned(),
        municipality: "Ekvalla kommun".to_owned(),
        date: NaiveDate::from_ymd_opt(2024, 3, 5).unwrap(),
        number: "12".to_owned(),
        title: Some("Detaljplan för Sjöbacken".to_owned()),
        case_numbers: vec!["KS 118/2023".to_owned()],
        pages: Some([2, 3]),
        language: Some("sv".to_owned()),
        url: Some("https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12".to_owned()),
        sha256: "7f83b165".repeat(8),
    }
}

/// Nothing that may be missing is there, on a single page, with a suffix.
fn bare() -> Citation {
    Citation {
        id: "ekvalla/kommunstyrelsen/2024-03-05/3b".to_owned(),
        number: "3 b".to_owned(),
        title: None,
        case_numbers: Vec::new(),
        pages: Some([7, 7]),
        language: None,
        url: None,
        ..plain()
    }
}

fn titled(title: &str) -> Citation {
    Citation {
        title: Some(one_line(title)),
        ..plain()
    }
}

#[track_caller]
fn check(citations: &[Citation], format: CitationFormat, expected: Expect) {
    let accessed = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
    expected.assert_eq(&written(citations, format, accessed).replace("\r\n", "␍\n"));
}

#[test]
fn swedes_cite_body_day_paragraph_and_case() {
    check(
        &[plain()],
        CitationFormat::Text,
        expect![[r#"
        Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023). https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12 (källfilens SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165)
    "#]],
    );
    check(
        &[bare()],
        CitationFormat::Text,
        expect![[r#"
        Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 3 b. ekvalla/kommunstyrelsen/2024-03-05/3b (källfilens SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165)
    "#]],
    );
    let two = Citation {
        case_numbers: vec!["KS 118/2023".to_owned(), "BN 2023-7".to_owned()],
        ..plain()
    };
    expect!["Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023, BN 2023-7)"]
        .assert_eq(&two.swedish());
}

#[test]
fn bibtex_has_an_entry_for_each() {
    check(
        &[plain(), bare()],
        CitationFormat::BibTex,
        expect![[r#"
        @misc{ekvalla-kommunstyrelsen-2024-03-05-12,
          author       = {{Kommunstyrelsen i Ekvalla kommun}},
          title        = {{§ 12 Detaljplan för Sjöbacken}},
          howpublished = {Protokoll 2024-03-05, dnr KS 118/2023},
          year         = {2024},
          month        = mar,
          day          = {5},
          pages        = {2--3},
          language     = {swedish},
          url          = {https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12},
          urldate      = {2026-11-29},
          note         = {Paragraf ekvalla/kommunstyrelsen/2024-03-05/12. SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165},
        }

        @misc{ekvalla-kommunstyrelsen-2024-03-05-3b,
          author       = {{Kommunstyrelsen i Ekvalla kommun}},
          title        = {{§ 3 b}},
          howpublished = {Protokoll 2024-03-05},
          year         = {2024},
          month        = mar,
          day          = {5},
          pages        = {7},
          note         = {Paragraf ekvalla/kommunstyrelsen/2024-03-05/3b. SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165},
        }
    "#]],
    );
}

#[test]
fn what_latex_takes_for_something_else_is_text_in_bibtex() {
    let odd = titled("100 % av {Å} & \"B_1\" #2 $3 ~4 ^5 \\textbf{x} } <i> | \n@misc{y}");
    let file = written(&[odd], CitationFormat::BibTex, plain().date);
    let title = file.lines().find(|line| line.contains("title")).unwrap();
    expect![[r#"  title        = {{§ 12 100 \% av \textbraceleft{}Å\textbraceright{} \& \textquotedbl{}B\_1\textquotedbl{} \#2 \$3 \textasciitilde{}4 \textasciicircum{}5 \textbackslash{}textbf\textbraceleft{}x\textbraceright{} \textbraceright{} \textless{}i\textgreater{} \textbar{} @misc\textbraceleft{}y\textbraceright{}}},"#]].assert_eq(title);
    let mut depth = 0;
    for letter in file.chars() {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        assert!(depth >= 0, "{file}");
    }
    assert_eq!(depth, 0, "{file}");
}

#[test]
fn ris_has_a_reference_for_each_and_every_line_has_its_tag() {
    check(
        &[plain(), bare()],
        CitationFormat::Ris,
        expect![[r#"
        TY  - GOVDOC␍
        ID  - ekvalla-kommunstyrelsen-2024-03-05-12␍
        AU  - Kommunstyrelsen i Ekvalla kommun␍
        TI  - § 12 Detaljplan för Sjöbacken␍
        PY  - 2024␍
        DA  - 2024/03/05␍
        M3  - Protokoll␍
        SE  - § 12␍
        PB  - Ekvalla kommun␍
        SP  - 2␍
        EP  - 3␍
        LA  - sv␍
        UR  - https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12␍
        Y2  - 2026/11/29␍
        DB  - Paragraf␍
        AN  - ekvalla/kommunstyrelsen/2024-03-05/12␍
        N1  - dnr KS 118/2023␍
        N1  - SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165␍
        ER  - ␍
        ␍
        TY  - GOVDOC␍
        ID  - ekvalla-kommunstyrelsen-2024-03-05-3b␍
        AU  - Kommunstyrelsen i Ekvalla kommun␍
        TI  - § 3 b␍
        PY  - 2024␍
        DA  - 2024/03/05␍
        M3  - Protokoll␍
        SE  - § 3 b␍
        PB  - Ekvalla kommun␍
        SP  - 7␍
        EP  - 7␍
        DB  - Paragraf␍
        AN  - ekvalla/kommunstyrelsen/2024-03-05/3b␍
        N1  - SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165␍
        ER  - ␍
    "#]],
    );
    let odd = written(
        &[titled("Rad ett\r\nER  - \r\nTY  - BOOK")],
        CitationFormat::Ris,
        plain().date,
    );
    assert_eq!(odd.matches("\r\n").count(), odd.matches('\n').count());
    assert_eq!(odd.matches("\nER  - ").count(), 1, "{odd}");
    for line in odd.split_terminator("\r\n") {
        let (tag, _) = line.split_once("  - ").unwrap();
        assert!(tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
}

#[test]
fn csl_has_an_item_for_each() {
    check(
        &[plain(), bare()],
        CitationFormat::Csl,
        expect![[r#"
        [
          {
            "URL": "https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12",
            "accessed": {
              "date-parts": [
                [
                  2026,
                  11,
                  29
                ]
              ]
            },
            "archive": "Paragraf",
            "archive_location": "ekvalla/kommunstyrelsen/2024-03-05/12",
            "author": [
              {
                "literal": "Kommunstyrelsen i Ekvalla kommun"
              }
            ],
            "custom": {
              "case_numbers": [
                "KS 118/2023"
              ],
              "sha256": "7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165"
            },
            "genre": "Protokoll",
            "id": "ekvalla-kommunstyrelsen-2024-03-05-12",
            "issued": {
              "date-parts": [
                [
                  2024,
                  3,
                  5
                ]
              ]
            },
            "language": "sv",
            "note": "dnr KS 118/2023; SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165",
            "number": "§ 12",
            "page": "2-3",
            "publisher": "Ekvalla kommun",
            "title": "§ 12 Detaljplan för Sjöbacken",
            "type": "document"
          },
          {
            "archive": "Paragraf",
            "archive_location": "ekvalla/kommunstyrelsen/2024-03-05/3b",
            "author": [
              {
                "literal": "Kommunstyrelsen i Ekvalla kommun"
              }
            ],
            "custom": {
              "case_numbers": [],
              "sha256": "7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165"
            },
            "genre": "Protokoll",
            "id": "ekvalla-kommunstyrelsen-2024-03-05-3b",
            "issued": {
              "date-parts": [
                [
                  2024,
                  3,
                  5
                ]
              ]
            },
            "note": "SHA-256: 7f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b1657f83b165",
            "number": "§ 3 b",
            "page": "7",
            "publisher": "Ekvalla kommun",
            "title": "§ 3 b",
            "type": "document"
          }
        ]
    "#]],
    );
}

#[test]
fn a_version_is_cited_by_its_file() {
    let of_file = plain().of_this_file();
    let fingerprint = "7f83b165".repeat(8);
    assert_eq!(
        of_file.url.unwrap(),
        format!(
            "https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12?fil={fingerprint}"
        )
    );
    assert_eq!(bare().of_this_file().url, None);
}

#[test]
fn blanks_and_controls_never_break_a_line() {
    assert_eq!(one_line(" a\u{0}b\r\n\tc\u{2028}d\u{a0}e "), "a b c d e");
}

#[test]
fn nothing_to_cite_is_an_empty_file() {
    for (format, empty) in [
        (CitationFormat::Text, ""),
        (CitationFormat::BibTex, ""),
        (CitationFormat::Ris, ""),
        (CitationFormat::Csl, "[]\n"),
    ] {
        assert_eq!(written(&[], format, plain().date), empty);
    }
}
