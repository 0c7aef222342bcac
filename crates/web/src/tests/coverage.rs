//! What is held and what is missing: in words, at its place between the meetings, and on lines of time.

use expect_test::expect;
use scraper::{Html, Selector};

use super::asking::get;
use super::made::{archive, many_failed, many_municipalities, naming_another_year, with_gaps};

fn all(page: &str, selector: &str, attribute: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|element| element.attr(attribute).unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn each_body_has_a_line_that_says_in_words_what_it_shows() {
    let made = with_gaps();
    let sentence = "Kommunstyrelsen: 2\u{a0}sammanträden från 14 februari 2024 till 8 maj 2024; nummer saknas på 3 ställen; \
        ett sammanträde som andra protokoll nämner är inte inläst";
    for address in ["/tackning", "/ekvalla", "/ekvalla/kommunstyrelsen"] {
        let page = get(&made.app, address);
        let told = all(page.text(), "svg[role=img]", "aria-label");
        assert_eq!(told, [sentence], "{address}");
        // 14 February and 8 May of 366 days.
        assert_eq!(
            all(page.text(), "svg[role=img] svg:last-of-type path", "d")
                .last()
                .unwrap(),
            "M122 0v10M351 0v10"
        );
        assert_eq!(
            all(page.text(), "svg[role=img] .missing", "x").len(),
            3,
            "{address}"
        );
        assert_eq!(
            all(page.text(), "svg[role=img] circle", "cx"),
            ["25.27%"],
            "{address}"
        );
    }
    let made = archive();
    let page = get(&made.app, "/tackning");
    assert_eq!(all(page.text(), "svg[role=img]", "aria-label").len(), 4);
    assert!(
        page.text().contains("2024-06-01"),
        "the day when a body was last read"
    );
}

#[test]
fn what_is_missing_stands_between_the_meetings_where_it_must_lie() {
    let made = with_gaps();
    let page = get(&made.app, "/ekvalla/kommunstyrelsen");
    let list = page.text().split("<ul class=\"meetings\">").nth(1).unwrap();
    let told = [
        "8 maj 2024",
        "§\u{a0}41–49 saknas: minst ett sammanträde här emellan är inte inläst",
        "Sammanträdet 2 april nämns i 1\u{a0}paragraf men är inte inläst",
        "14 februari 2024",
        "§\u{a0}37 saknas i protokollet",
        "§\u{a0}38 är publicerat för sig och inte inläst",
        "§\u{a0}1–33 saknas, före årets första inlästa sammanträde",
    ];
    let places: Vec<usize> = told
        .iter()
        .map(|told| {
            list.find(told)
                .unwrap_or_else(|| panic!("{told} is not in {list}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    for told in ["41–49", "saknas i protokollet", "före årets första"] {
        assert_eq!(page.text().matches(told).count(), 1, "{told}");
    }
    assert!(!page.text().contains("Andra år"));
    assert!(
        page.text()
            .contains("2\u{a0}sammanträden, 8\u{a0}paragrafer")
    );
    assert!(page.text().contains("Senast inläst 1 juni 2024"));
}

#[test]
fn a_year_of_which_nothing_is_held_is_told_once_and_after_the_others() {
    let made = naming_another_year();
    let page = get(&made.app, "/ekvalla/kommunstyrelsen");
    let (held, other) = page.text().split_once("<h2>Andra år</h2>").unwrap();
    assert_eq!(
        all(page.text(), "ul.meetings > li > a", "href"),
        ["/ekvalla/kommunstyrelsen/2024-05-08"]
    );
    assert!(!held.contains("2019"), "{held}");
    assert!(
        other.contains("sammanträdet 2 april (i 1\u{a0}paragraf)"),
        "{other}"
    );
    assert_eq!(page.text().matches("2 april").count(), 1);
}

#[test]
fn a_municipality_tells_which_of_its_files_cannot_be_searched() {
    let made = archive();
    let page = get(&made.app, "/ekvalla");
    for file in ["kallelse.pdf", "utan datum.pdf"] {
        assert!(page.text().contains(file), "{file}");
    }
    assert!(
        !page.text().contains("trasig.pdf"),
        "nothing says where it is from"
    );
    let elsewhere = get(&made.app, "/strandkoping");
    assert!(!elsewhere.text().contains("kallelse.pdf"));
}

#[test]
fn each_file_that_cannot_be_searched_says_why_in_swedish() {
    let made = archive();
    let page = get(&made.app, "/tackning");
    let parsed = Html::parse_document(page.text());
    let lines = Selector::parse("#gick-inte li").unwrap();
    let mut lines: Vec<String> = parsed
        .select(&lines)
        .map(|line| line.text().collect::<String>())
        .collect();
    lines.sort();
    expect![[r#"
        [
            "kallelse.pdf (Ekvalla kommun, Kommunstyrelsen, 1 mars 2024) inkom 1 juni 2024. Filen är inte ett protokoll. som data: kallelse.pdf",
            "trasig.pdf inkom 2 juni 2024. Filen är trasig. som data: trasig.pdf",
            "utan datum.pdf (Ekvalla kommun, Kommunstyrelsen) inkom 1 juni 2024. Datum framgår inte av filen. som data: utan datum.pdf",
        ]
    "#]]
    .assert_debug_eq(&lines);
    let links = all(page.text(), "#gick-inte li a", "href");
    assert_eq!(links.len(), lines.len());
    for link in links {
        assert_eq!(get(&made.app, &link).status, 200, "{link}");
    }
    assert!(!page.text().contains("the file is"), "for the operator");
}

#[test]
fn of_many_failed_files_the_latest_are_told_and_the_others_counted() {
    let made = many_failed(60);
    let page = get(&made.app, "/tackning");
    assert!(page.text().contains("Tomma filer: 60\u{a0}filer"));
    assert_eq!(page.text().matches("Filen är tom.").count(), 50);
    assert!(page.text().contains("och 10 till"));
    let data = get(&made.app, "/api/v1/status").json();
    assert_eq!(data["problems"].as_array().unwrap().len(), 61);
}

#[test]
fn a_municipality_and_a_body_can_be_followed_and_searched_alone() {
    let made = archive();
    for address in ["/ekvalla", "/ekvalla/kommunstyrelsen"] {
        let page = get(&made.app, address);
        let links = all(page.text(), "header .links a", "href");
        assert_eq!(links.len(), 4, "{links:?}");
        for link in links {
            assert_eq!(get(&made.app, &link).status, 200, "{address}: {link}");
        }
    }
}

#[test]
fn many_municipalities_are_a_line_each_and_the_page_stays_small() {
    let made = many_municipalities(290);
    let page = get(&made.app, "/tackning");
    assert_eq!(all(page.text(), "table.bodies tbody a", "href").len(), 290);
    assert!(all(page.text(), "svg[role=img]", "role").is_empty());
    assert!(page.body.len() < 150_000, "{}", page.body.len());
    let few = many_municipalities(12);
    let page = get(&few.app, "/tackning");
    assert_eq!(all(page.text(), "svg[role=img]", "role").len(), 12);
}
