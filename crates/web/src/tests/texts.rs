//! The pages of words: what they teach works, what they say is so, and what the operator says is on them.

use scraper::{Html, Selector};

use super::asking::get;
use super::made::archive;

fn links(page: &str, selector: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector)
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

#[test]
fn every_search_that_the_help_teaches_runs_as_it_is_meant() {
    let made = archive();
    let page = get(&made.app, "/hjalp");
    let taught = links(page.text(), "main a[href^='/sok?q=']");
    assert!(taught.len() > 30, "{}", taught.len());
    for address in &taught {
        assert_eq!(get(&made.app, address).status, 200, "{address}");
        let asked = address.strip_prefix("/sok").unwrap();
        let answer = get(&made.app, &format!("/api/v1/search{asked}&relax=false")).json();
        let notes = answer["query"]["notes"].as_array().unwrap();
        // What is not held here is noted; what could not be understood would be noted too.
        let misread = notes.iter().filter(|note| {
            let note = note.as_str().unwrap();
            note.contains("fält") || note.contains("datum") || note.contains("citattecken")
        });
        assert_eq!(misread.count(), 0, "{address}: {notes:?}");
    }
    for address in links(page.text(), "ul.examples a") {
        let asked = address.strip_prefix("/sok").unwrap();
        let found = get(&made.app, &format!("/api/v1/search{asked}")).json();
        assert_ne!(found["total"], 0, "{address}");
    }
}

#[test]
fn each_outcome_of_the_help_leads_to_the_decisions_with_it() {
    let made = archive();
    let page = get(&made.app, "/hjalp");
    let outcomes = links(page.text(), ".legend a");
    assert_eq!(outcomes.len(), paragraf_model::Outcome::ALL.len());
    for (address, outcome) in outcomes.iter().zip(paragraf_model::Outcome::ALL) {
        let asked = address.strip_prefix("/sok").unwrap();
        let by_word = get(&made.app, &format!("/api/v1/search{asked}&relax=false")).json();
        let filtered = format!("/api/v1/search?outcome={}", outcome.name());
        assert_eq!(
            by_word["total"],
            get(&made.app, &filtered).json()["total"],
            "{address}"
        );
    }
}

#[test]
fn where_case_officers_are_hidden_no_page_teaches_to_look_for_them() {
    let made = archive();
    let hiding = made.set(|config| config.hide_officers = true);
    for address in ["/hjalp", "/om", "/api"] {
        let told = get(&made.app, address).text().to_lowercase();
        assert!(told.contains("handläggare"), "{address}");
        let told = get(&hiding, address).text().to_lowercase();
        assert!(
            !told.contains("handläggare") && !told.contains("officers"),
            "{address}"
        );
    }
}

#[test]
fn the_statement_of_accessibility_has_every_part_that_is_asked_for() {
    let made = archive();
    let app = made.set(|config| {
        config.operator = Some("Föreningen Exempel".to_owned());
        config.contact = Some("brev@exempel.example".to_owned());
    });
    let page = get(&app, "/tillganglighet");
    for part in [
        "Föreningen Exempel står bakom",
        "2018:1937",
        "EN 301 549 V3.2.1",
        "WCAG 2.1 på nivå AA",
        "delvis förenlig",
        "Originalfilerna",
        "Bristande förenlighet",
        "omfattas av lagen",
        "Oskäligt betungande",
        "Hur vi har testat",
        "axe-core",
        "<time datetime=\"2026-11-29\">29 november 2026</time>",
        "Rapportera brister",
        "brev@exempel.example",
        "href=\"https://www.digg.se/tdosanmalan\"",
    ] {
        assert!(page.text().contains(part), "{part}");
    }
    let nobody = get(&made.app, "/tillganglighet");
    assert!(nobody.text().contains("har inte angett någon kontakt"));
    for address in ["/", "/sok", "/om", "/nowhere"] {
        assert!(
            get(&app, address)
                .text()
                .contains("href=\"/tillganglighet\""),
            "{address}"
        );
    }
}

#[test]
fn what_the_page_of_quality_says_of_the_archive_is_what_the_archive_says() {
    let made = archive();
    let page = get(&made.app, "/kvalitet");
    let parsed = Html::parse_document(page.text());
    let cells = Selector::parse("table[id=paragrafer] tbody tr td:nth-of-type(1)").unwrap();
    let counts: Vec<String> = parsed
        .select(&cells)
        .map(|cell| cell.text().collect())
        .collect();
    // Six paragraphs; one without a decision; none whose decision has no name.
    assert_eq!(counts, ["6", "5", "5"]);
    let findings = get(&made.app, "/api/v1/findings?kind=personal_number_masked").json();
    assert_eq!(findings["total"], 1, "{findings}");
    for address in links(page.text(), "table[id=iakttagelser] a") {
        assert_eq!(get(&made.app, &address).status, 200, "{address}");
    }
    assert!(page.text().contains("inte på det här arkivet"));
}

#[test]
fn recipes_for_programs_are_whole_addresses_also_where_none_is_stated() {
    let made = archive();
    let page = get(&made.app, "/api");
    assert!(
        page.text()
            .contains("curl 'https://arkiv.example.org/api/v1/search"),
        "{}",
        page.text()
    );
    let nowhere = made.set(|config| config.base_url = None);
    let page = get(&nowhere, "/api");
    assert!(
        page.text()
            .contains("curl 'https://arkivets.adress/api/v1/search")
    );
    assert!(page.text().contains("har inte angett dess adress"));
    let download = get(&nowhere, "/hamta?q=detaljplan");
    assert!(
        download
            .text()
            .contains("https://arkivets.adress/api/v1/export")
    );
}

#[test]
fn about_says_how_to_have_something_taken_out_and_where_to_ask() {
    let made = archive();
    let app = made.set(|config| config.contact = Some("brev@exempel.example".to_owned()));
    let page = get(&app, "/om");
    assert!(page.text().contains("id=\"borttagning\""));
    assert!(
        page.text()
            .contains("Skicka det till brev@exempel.example.")
    );
    let nobody = get(&made.app, "/om");
    assert!(nobody.text().contains("vänd dig till kommunen"));
}
