//! Many case numbers at once: a line for each, as a page and as a file.

use axum::body::Body;
use axum::http::Request;
use expect_test::expect;
use scraper::{Html, Selector};

use super::asking::{Answer, ask, get};
use super::made::{Made, archive, hostile, many_cases};
use crate::address;

const LIST: &str = "KS 2023/77\r\n118/2023\r\nXY 1999/1\r\nks-2023-00077\r\ningenting";

fn posted(made: &Made, numbers: &str, rest: &str) -> Answer {
    let body = format!("nummer={}{rest}", address::encode(numbers));
    let request =
        Request::post("/arenden").header("content-type", "application/x-www-form-urlencoded");
    ask(&made.app, request.body(Body::from(body)).unwrap())
}

/// The lines of the table as a reader hears them, cells parted by strokes.
fn lines(page: &str) -> String {
    let parsed = Html::parse_document(page);
    let (rows, cells) = (
        Selector::parse("#svar tr").unwrap(),
        Selector::parse("th, td").unwrap(),
    );
    let mut lines = String::new();
    for row in parsed.select(&rows) {
        let cells = row.select(&cells).map(|cell| {
            let text: String = cell.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        lines.push_str(&cells.collect::<Vec<_>>().join(" | "));
        lines.push('\n');
    }
    lines
}

#[test]
fn every_number_has_its_line_in_the_order_pasted() {
    let made = archive();
    let answer = posted(&made, LIST, "&kommun=");
    assert_eq!(answer.status, 200, "{}", answer.text());
    expect![[r#"
        Du skrev | Svar | Ärende | Kommun | §§ | Senast | Organ och § | Rubrik och beslut | Utfall
        KS 2023/77 | Hittat | KS 2023/77 | Ekvalla kommun | 1 | 2024-03-05 | Kommunstyrelsen § 13 | Motion om gratis skolskjuts Motionen avslås. | avslaget
        118/2023 | Flertydigt | KS 2023/118 | Ekvalla kommun | 2 | 2024-03-25 | Kommunfullmäktige § 40 | Detaljplan för Sjöbacken, antagande Detaljplanen för Sjöbacken antas. | antaget
        118/2023 | Flertydigt | KS 2023/118 | Strandköpings kommun | 1 | 2023-10-10 | Kommunstyrelsen § 7 | Bygglov för båthus Informationen läggs till handlingarna. | antecknat
        XY 1999/1 | Finns inte | Ingen paragraf i arkivet nämner ärendet: se vad arkivet täcker.
        ks-2023-00077 | Hittat samma som rad 1 | KS 2023/77 | Ekvalla kommun | 1 | 2024-03-05 | Kommunstyrelsen § 13 | Motion om gratis skolskjuts Motionen avslås. | avslaget
        ingenting | Går inte att läsa | Liknar inget ärendenummer.
    "#]].assert_eq(&lines(answer.text()));
    let shared = get(
        &made.app,
        &format!("/arenden?nummer={}&kommun=", address::encode(LIST)),
    );
    assert_eq!(lines(shared.text()), lines(answer.text()));
}

#[test]
fn the_answers_are_counted_and_what_is_wrong_can_be_jumped_to() {
    let made = archive();
    let answer = posted(&made, LIST, "&kommun=");
    let text = answer.text();
    assert!(
        text.contains("4 nummer: 1\u{a0}hittat, 1\u{a0}flertydigt, 1\u{a0}finns inte i arkivet, 1\u{a0}går inte att läsa (1\u{a0}rad upprepar en tidigare)"),
        "{text}"
    );
    for (place, label) in [
        (2, "118/2023 (flertydigt)"),
        (3, "XY 1999/1 (finns inte)"),
        (5, "ingenting (går inte att läsa)"),
    ] {
        assert!(
            text.contains(&format!("<a href=\"#rad-{place}\">{label}</a>")),
            "{label}: {text}"
        );
        assert_eq!(
            text.matches(&format!("id=\"rad-{place}\"")).count(),
            1,
            "{place}"
        );
    }
    assert!(text.contains("href=\"#rad-1\">samma som rad 1</a>"));
    let fine = posted(&made, "KS 2023/77", "");
    assert!(
        fine.text().contains("1 nummer: 1\u{a0}hittat</span>"),
        "{}",
        fine.text()
    );
    assert!(!fine.text().contains("Att se över"));
}

#[test]
fn in_one_municipality_a_number_is_not_ambiguous() {
    let made = archive();
    let answer = posted(&made, "118/2023", "&kommun=strandkoping");
    assert!(
        answer
            .text()
            .contains("href=\"/arende/strandkoping/ks-2023-118\"")
    );
    assert!(
        !answer
            .text()
            .contains("href=\"/arende/ekvalla/ks-2023-118\"")
    );
}

#[test]
fn the_table_is_a_file_for_a_spreadsheet_in_both_dialects() {
    let made = archive();
    let file = posted(&made, LIST, "&kommun=&som=csv");
    assert_eq!(file.status, 200);
    assert_eq!(
        file.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"arenden.csv\"")
    );
    assert_eq!(file.header("cache-control"), "no-store");
    expect![[r#"
        Rad,Du skrev,Svar,Samma som rad,Ärende,Kommun,Antal paragrafer,Senast,Organ,Paragraf,Rubrik,Utfall,Beslut,Ärendets sida,Paragrafens sida
        1,KS 2023/77,Hittat,,KS 2023/77,Ekvalla kommun,1,2024-03-05,Kommunstyrelsen,13,Motion om gratis skolskjuts,avslaget,Motionen avslås.,https://arkiv.example.org/arende/ekvalla/ks-2023-77,https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/13
        2,118/2023,Flertydigt,,KS 2023/118,Ekvalla kommun,2,2024-03-25,Kommunfullmäktige,40,"Detaljplan för Sjöbacken, antagande",antaget,Detaljplanen för Sjöbacken antas.,https://arkiv.example.org/arende/ekvalla/ks-2023-118,https://arkiv.example.org/ekvalla/kommunfullmaktige/2024-03-25/40
        2,118/2023,Flertydigt,,KS 2023/118,Strandköpings kommun,1,2023-10-10,Kommunstyrelsen,7,Bygglov för båthus,antecknat,Informationen läggs till handlingarna.,https://arkiv.example.org/arende/strandkoping/ks-2023-118,https://arkiv.example.org/strandkoping/kommunstyrelsen/2023-10-10/7
        3,XY 1999/1,Finns inte,,,,,,,,,,,,
        4,ks-2023-00077,Hittat,1,KS 2023/77,Ekvalla kommun,1,2024-03-05,Kommunstyrelsen,13,Motion om gratis skolskjuts,avslaget,Motionen avslås.,https://arkiv.example.org/arende/ekvalla/ks-2023-77,https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/13
        5,ingenting,Går inte att läsa,,,,,,,,,,,,
    "#]].assert_eq(&file.text().replace("\r\n", "\n"));
    assert_eq!(file.text().matches("\r\n").count(), 7);

    let excel = posted(&made, LIST, "&kommun=&som=excel");
    let text = excel.text().strip_prefix('\u{feff}').unwrap();
    assert!(text.starts_with("Rad;Du skrev;Svar;"), "{text}");
    let again = get(
        &made.app,
        &format!("/arenden?nummer={}&som=excel", address::encode(LIST)),
    );
    assert_eq!(again.body, excel.body);
}

#[test]
fn another_form_of_the_table_is_refused_by_name() {
    let made = archive();
    let answer = get(&made.app, "/arenden?nummer=KS+2023%2F77&som=pdf");
    assert_eq!(answer.status, 400);
    assert!(
        answer
            .text()
            .contains("<b>som</b> kan vara <code>csv</code>, <code>excel</code>"),
        "{}",
        answer.text()
    );
}

#[test]
fn no_cell_of_the_file_is_a_formula() {
    let made = hostile();
    let numbers = "KS 2024/1\n=1+1+cmd\n@SUM(1)\n+46 8 123";
    let file = posted(&made, numbers, "&som=csv");
    let mut reader = csv::Reader::from_reader(file.body.as_slice());
    let mut cells = 0;
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
            cells += 1;
        }
    }
    assert_eq!(cells, 4 * 15);
    assert!(file.text().contains("'=1+1+cmd"), "{}", file.text());
}

#[test]
fn a_thousand_numbers_are_one_page_of_bearable_size_and_no_more_are_taken() {
    let made = many_cases(1_000);
    let numbers: Vec<String> = (1..=1_000)
        .map(|serial| format!("KS 2022/{serial}"))
        .collect();
    let answer = posted(&made, &numbers.join("\n"), "");
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .text()
            .contains("1\u{a0}000 nummer: 1\u{a0}000\u{a0}hittade")
    );
    assert!(answer.body.len() < 900_000, "{}", answer.body.len());
}

#[test]
fn a_list_that_is_too_long_stays_in_the_box_with_what_to_do_about_it() {
    let made = archive();
    let numbers: Vec<String> = (1..=1_500)
        .map(|serial| format!("KS 2022/{serial}"))
        .collect();
    let list = numbers.join("\n");
    for rest in ["&kommun=strandkoping", "&kommun=strandkoping&som=excel"] {
        let answer = posted(&made, &list, rest);
        assert_eq!(answer.status, 400);
        assert_eq!(answer.header("cache-control"), "no-store");
        super::html::check_page(answer.text(), "/arenden");
        let page = Html::parse_document(answer.text());
        let first = |selector: &str| page.select(&Selector::parse(selector).unwrap()).next();
        let text = |selector: &str| first(selector).unwrap().text().collect::<String>();
        assert_eq!(text("textarea[name=nummer][aria-invalid=true]"), list);
        let described = first("textarea").unwrap().attr("aria-describedby").unwrap();
        assert_eq!(
            text(&format!("form [role=alert][id={described}]")),
            "Listan har 1\u{a0}500 nummer. Högst 1\u{a0}000 åt gången: dela upp den."
        );
        let chosen = first("select[name=kommun] option[selected]").unwrap();
        assert_eq!(chosen.attr("value"), Some("strandkoping"));
        assert!(first("table").is_none());
    }
    let fine = posted(&made, &numbers[..1_000].join("\n"), "");
    assert_eq!(fine.status, 200);
    assert!(!fine.text().contains("aria-invalid"));
}
