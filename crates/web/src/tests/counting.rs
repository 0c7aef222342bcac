//! `/statistik` and `/hamta`: what they say of a search is what the search says.

use scraper::{ElementRef, Html, Selector};

use super::asking::get;
use super::made::{Made, archive, many, many_bodies, years_apart};
use crate::names;
use crate::parameters::Parameters;

fn select(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn number(text: &str) -> u64 {
    text.replace('\u{a0}', "").parse().unwrap()
}

/// The rows of a table: name, count and the address of its hits.
fn rows(page: &Html, id: &str) -> Vec<(String, u64, Option<String>)> {
    let row = |row: ElementRef<'_>| {
        let name = row.select(&select("th")).next().unwrap();
        let count = row.select(&select("td")).next().unwrap();
        let link = name.select(&select("a")).next();
        let link = link.map(|link| link.attr("href").unwrap().to_owned());
        (words(name), number(&words(count)), link)
    };
    page.select(&select(&format!("table[id={id}] tbody tr")))
        .map(row)
        .collect()
}

/// How many paragraphs the API finds with the parameters of this address of the page of results.
fn found(made: &Made, address: &str) -> u64 {
    assert!(address.starts_with("/sok"), "{address}");
    assert_eq!(get(&made.app, address).status, 200, "{address}");
    let answer = get(&made.app, &of_api("/api/v1/search", address));
    answer.json()["total"].as_u64().unwrap()
}

/// The same search at a route of the API.
fn of_api(route: &str, address: &str) -> String {
    let parameters = Parameters::of(&address.parse().unwrap());
    match names::read("/sok", &parameters, &[]) {
        Ok(names::Asked::Here(parameters)) => {
            crate::address::with_parameters(route, &parameters.pairs().collect::<Vec<_>>())
        }
        other => panic!("{address}: {other:?}"),
    }
}

const SEARCHES: [&str; 8] = [
    "",
    "?q=detaljplan",
    "?q=detaljplan+ELLER+bygglov",
    "?kommun=ekvalla",
    "?utfall=antaget",
    "?utfall=antaget&utfall=avslaget&ar=2024&ar=2023",
    "?fran=2024-03-06&till=2024-03-31",
    "?q=fr%C3%A5n%3A2023-11-01&ordning=aldst&antal=3",
];

#[test]
fn tables_and_pictures_say_what_the_api_says_and_every_link_leads_to_as_many() {
    let made = archive();
    for search in SEARCHES {
        let answer = get(&made.app, &format!("/statistik{search}"));
        let page = Html::parse_document(answer.text());
        for (id, by) in [
            ("ar", "year"),
            ("manad", "month"),
            ("utfall", "outcome"),
            ("organ", "body"),
            ("kommun", "municipality"),
        ] {
            let plain = search.replace("&ordning=aldst&antal=3", "");
            let asked = of_api("/api/v1/stats", &format!("/sok{plain}"));
            let sign = if asked.contains('?') { '&' } else { '?' };
            let stats = get(&made.app, &format!("{asked}{sign}by={by}")).json();
            let expected: Vec<u64> = stats["counts"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["count"].as_u64().unwrap())
                .collect();
            let rows = rows(&page, id);
            let counts: Vec<u64> = rows
                .iter()
                .map(|row| row.1)
                .filter(|count| *count > 0)
                .collect();
            // One month alone is said by its year.
            if by != "month" || !rows.is_empty() {
                assert_eq!(counts, expected, "{search} by {by}");
            }
            for (name, count, link) in rows {
                match link {
                    Some(link) => {
                        assert_eq!(found(&made, &link), count, "{search}: {name}: {link}");
                    }
                    None => assert!(count == 0 || search.contains("utfall="), "{search}: {name}"),
                }
            }
        }
        for link in page.select(&select("svg a, .crossed td a")) {
            let address = link.attr("href").unwrap();
            let told = match link.select(&select("title")).next() {
                Some(title) => words(title).rsplit(": ").next().unwrap().to_owned(),
                None => words(link),
            };
            let count: String = told
                .chars()
                .take_while(|letter| *letter != '\u{a0}')
                .collect();
            if let Ok(count) = count.parse::<u64>() {
                assert_eq!(found(&made, address), count, "{search}: {told}: {address}");
            }
        }
    }
}

#[test]
fn outcomes_of_years_add_up_to_the_outcomes() {
    let made = archive();
    let answer = get(&made.app, "/statistik");
    let page = Html::parse_document(answer.text());
    let outcomes = rows(&page, "utfall");
    for (at, (name, count, _)) in outcomes.iter().enumerate() {
        let every_row = select("table[id=utfall-ar] tbody tr");
        let cells = page.select(&every_row);
        let of_years = cells.map(|row| {
            let cell = row.select(&select("td")).nth(at).unwrap();
            assert_eq!(cell.attr("data-label"), Some(name.as_str()));
            number(&words(cell))
        });
        assert_eq!(of_years.sum::<u64>(), *count, "{name}");
    }
}

#[test]
fn a_search_over_many_years_is_not_drawn_by_month_and_one_of_nothing_is_not_drawn() {
    let made = archive();
    let page = get(&made.app, "/statistik?q=rymdhiss");
    assert!(page.text().contains("0\u{a0}paragrafer"));
    assert!(page.text().contains("se vad arkivet täcker"));
    assert!(!page.text().contains("<svg"));
    let page = get(&many(3).app, "/statistik");
    assert!(page.text().contains("<svg"));
    assert!(!page.text().contains("id=\"manad\""), "one month alone");
    assert!(!page.text().contains("id=\"utfall-ar\""), "one year alone");
}

#[test]
fn what_the_page_of_results_shows_beyond_the_query_is_not_counted_and_that_is_said() {
    let made = archive();
    let said = "visar 3\u{a0}paragrafer, för att";
    for page in ["/statistik", "/hamta"] {
        let relaxed = get(&made.app, &format!("{page}?q=detaljplan+skolskjuts"));
        assert!(relaxed.text().contains("0\u{a0}paragrafer"), "{page}");
        assert!(relaxed.text().contains(said), "{page}: {}", relaxed.text());
        let strict = get(
            &made.app,
            &format!("{page}?q=detaljplan+skolskjuts&bredda=nej"),
        );
        assert!(!strict.text().contains(said), "{page}");
    }
}

#[test]
fn a_long_table_shows_its_first_rows_and_keeps_the_whole() {
    let made = many_bodies(70);
    let answer = get(&made.app, "/statistik");
    let page = Html::parse_document(answer.text());
    assert_eq!(rows(&page, "organ").len(), 20);
    assert_eq!(rows(&page, "organ-alla").len(), 70);
    assert!(answer.text().contains("<summary>Alla 70</summary>"));
}

#[test]
fn a_table_has_at_most_two_hundred_rows_and_leads_to_the_rest_as_data() {
    let made = many_bodies(230);
    let answer = get(&made.app, "/statistik");
    let page = Html::parse_document(answer.text());
    assert_eq!(rows(&page, "organ-alla").len(), 200);
    assert!(
        answer
            .text()
            .contains("<summary>De 200 vanligaste</summary>")
    );
    let told = page
        .select(&select("details p.quiet"))
        .find(|told| words(*told).starts_with("30 till visas inte här."))
        .unwrap();
    let link = told.select(&select("a")).next().unwrap();
    let counts = get(&made.app, link.attr("href").unwrap()).json();
    assert_eq!(counts["counts"].as_array().unwrap().len(), 230);
}

#[test]
fn a_year_of_which_nothing_is_held_is_not_counted_as_nothing() {
    let made = years_apart();
    let told = |address: &str| -> Vec<String> {
        let answer = get(&made.app, address);
        let page = Html::parse_document(answer.text());
        let in_order = |row: ElementRef<'_>| {
            let every_cell = select("th, td");
            let cells = row.select(&every_cell).map(words);
            cells.collect::<Vec<_>>().join(" ")
        };
        let rows = select("table[id=ar] tbody tr");
        page.select(&rows).map(in_order).collect()
    };
    assert_eq!(
        told("/statistik?q=skolskjuts"),
        [
            "2020 1 50,0\u{a0}%",
            "2021 0 0,0\u{a0}%",
            "2022 inga protokoll inlästa",
            "2023 1 50,0\u{a0}%"
        ]
    );
    assert_eq!(
        told("/statistik?q=skolskjuts&organ=kommunstyrelsen"),
        [
            "2020 1 50,0\u{a0}%",
            "2021 inga protokoll inlästa",
            "2022 inga protokoll inlästa",
            "2023 1 50,0\u{a0}%"
        ]
    );
    let page = get(&made.app, "/statistik?organ=kommunstyrelsen");
    let crossed = page.text().split("id=\"utfall-ar\"").nth(1);
    let crossed = crossed.map(|table| table.matches("inga protokoll inlästa").count());
    assert_eq!(crossed, Some(2), "{}", page.text());
}

#[test]
fn the_filters_can_be_taken_off_without_leaving_the_page() {
    let made = archive();
    for page in ["/statistik", "/hamta"] {
        let text = get(&made.app, &format!("{page}?q=detaljplan&kommun=ekvalla"));
        let without = format!("href=\"{page}?q=detaljplan\"");
        assert!(text.text().contains(&without), "{}", text.text());
        let same = "?q=detaljplan&#38;kommun=ekvalla\"";
        assert!(text.text().contains(&format!("href=\"/sok{same}")));
    }
}

#[test]
fn what_is_shown_before_a_file_is_what_its_manifest_says() {
    let made = archive();
    for search in [
        "",
        "?q=detaljplan&kommun=ekvalla&ordning=nyast",
        "?q=%22bygglov",
    ] {
        let answer = get(&made.app, &format!("/hamta{search}"));
        let page = Html::parse_document(answer.text());
        let files: Vec<String> = page
            .select(&select(".files a"))
            .map(|link| link.attr("href").unwrap().to_owned())
            .collect();
        assert_eq!(files.len(), 2 * crate::export::Format::ALL.len());
        for file in &files {
            assert_eq!(get(&made.app, file).status, 200, "{file}");
        }
        let manifest = get(&made.app, &files[1]).json();
        let shown = words(page.select(&select(".facts")).next().unwrap());
        for field in [
            "generation",
            "sequence",
            "program_version",
            "analysis_version",
            "total",
            "query",
        ] {
            let value = match &manifest[field] {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert!(
                shown.contains(&value),
                "{search}: {field} {value} is not in {shown}"
            );
        }
        let columns = manifest["columns"].as_array().unwrap();
        let every_name = select("table[id=kolumner] tbody th");
        let rows = page.select(&every_name);
        let names: Vec<String> = rows.map(words).collect();
        let expected: Vec<&str> = columns
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, expected);
        let commands = words(page.select(&select("pre")).next().unwrap());
        assert!(commands.contains("'https://arkiv.example.org/api/v1/export?format=csv"));
    }
}

#[test]
fn nothing_found_offers_no_file() {
    let page = get(&archive().app, "/hamta?q=rymdhiss");
    assert!(!page.text().contains("class=\"files\""));
    assert!(page.text().contains("Det finns inget att hämta."));
    for of_a_file in [
        "Alla träffar kommer med",
        "Hur filen kom till",
        "curl ",
        "DataDownload",
    ] {
        assert!(!page.text().contains(of_a_file), "{of_a_file}");
    }
}
