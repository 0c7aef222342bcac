//! The pages of words: what they teach works, what they say is so, and what the operator says is on them.

use std::collections::BTreeSet;
use std::path::Path;

use scraper::{Html, Selector};

use super::asking::get;
use super::made::{archive, empty};
use crate::address;

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
    let parsed = Html::parse_document(page.text());
    let typed = Selector::parse("table.pairs th code").unwrap();
    let taught: Vec<String> = parsed
        .select(&typed)
        .map(|typed| address::encode(&typed.text().collect::<String>()))
        .collect();
    assert_eq!(taught.len(), 24);
    for typed in &taught {
        let asked = format!("?q={typed}");
        let address = format!("/sok{asked}");
        assert_eq!(get(&made.app, &address).status, 200, "{address}");
        let answer = get(&made.app, &format!("/api/v1/search{asked}&relax=false")).json();
        let notes = answer["query"]["notes"].as_array().unwrap();
        // What is not held here is noted; what could not be understood would be noted too.
        let misread = notes.iter().filter(|note| {
            let note = note.as_str().unwrap();
            note.contains("fält") || note.contains("datum") || note.contains("citattecken")
        });
        assert_eq!(misread.count(), 0, "{address}: {notes:?}");
    }
}

#[test]
fn every_link_of_the_help_to_a_search_finds_something() {
    let made = archive();
    let page = get(&made.app, "/hjalp");
    let examples = links(page.text(), "main a[href^='/sok?q=']");
    for address in &examples {
        let asked = address.strip_prefix("/sok").unwrap();
        let found = get(&made.app, &format!("/api/v1/search{asked}&relax=false")).json();
        assert_ne!(found["total"], 0, "{address}");
    }
    // One number in three spellings and without its registry, whatever number is held.
    let numbers = links(page.text(), "section[aria-labelledby=arendenummer] table a");
    assert_eq!(numbers.len(), 4, "{numbers:?}");
    for field in [
        "organ",
        "kommun",
        "handl%C3%A4ggare",
        "%C3%A4rende",
        "utfall",
        "beslut",
        "rubrik",
    ] {
        let begins = format!("/sok?q={field}%3A");
        assert!(
            examples.iter().any(|address| address.starts_with(&begins)),
            "{field}: {examples:?}"
        );
    }
    assert!(
        examples
            .iter()
            .any(|address| address.starts_with("/sok?q=%22")),
        "a phrase: {examples:?}"
    );
    // What is not held here is shown all the same.
    assert!(
        page.text()
            .contains("<th scope=\"row\"><code>från:-3m</code></th>")
    );
    let nothing = get(&empty().app, "/hjalp");
    assert_eq!(nothing.status, 200);
    assert_eq!(links(nothing.text(), "main a[href^='/sok']"), [""; 0]);
    assert!(nothing.text().contains("<code>KS 2020/596</code>"));
}

#[test]
fn each_outcome_of_the_help_leads_to_the_decisions_with_it() {
    let made = archive();
    let page = get(&made.app, "/hjalp");
    let parsed = Html::parse_document(page.text());
    let stamps = Selector::parse(".legend .stamp").unwrap();
    let stamps: Vec<_> = parsed.select(&stamps).collect();
    assert_eq!(stamps.len(), paragraf_model::Outcome::ALL.len());
    for (stamp, outcome) in stamps.iter().zip(paragraf_model::Outcome::ALL) {
        let asked = format!("/api/v1/search?outcome={}", outcome.name());
        let Some(address) = stamp.attr("href") else {
            assert_eq!(get(&made.app, &asked).json()["total"], 0, "{outcome:?}");
            continue;
        };
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
fn the_page_for_programs_names_every_address_of_the_interface() {
    let made = archive();
    let description = get(&made.app, "/api/v1/openapi.json").json();
    let page = get(&made.app, "/api");
    let page = Html::parse_document(page.text());
    let told = Selector::parse("table.pairs th code").unwrap();
    let told: BTreeSet<String> = page
        .select(&told)
        .map(|told| told.text().collect::<String>())
        .map(|told| without_names(told.trim_start_matches("POST ")))
        .collect();
    for path in description["paths"].as_object().unwrap().keys() {
        assert!(
            told.contains(&without_names(path)),
            "{path} is not among {told:?}"
        );
    }
}

/// An address with `{}` for each of its parts that vary, without parameters.
fn without_names(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| match part.starts_with('{') {
        true => "{}",
        false => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

#[test]
fn who_wants_all_of_it_is_told_that_it_can_be_copied() {
    let made = archive();
    for address in ["/", "/om"] {
        let page = get(&made.app, address);
        assert!(page.text().contains("href=\"/api#allt\""), "{address}");
    }
    let page = get(&made.app, "/api");
    let command = "paragraf mirror https://arkiv.example.org ";
    assert!(page.text().contains(command), "{}", page.text());
}

#[test]
fn every_recipe_that_is_kept_is_shown_with_the_archives_own_address() {
    let made = archive();
    let page = get(&made.app, "/api/recept");
    let parsed = Html::parse_document(page.text());
    let programs = Selector::parse("main pre").unwrap();
    let mut shown = BTreeSet::new();
    for program in parsed.select(&programs) {
        let text: String = program.text().collect();
        assert!(text.contains("https://arkiv.example.org"), "{text}");
        assert!(!text.contains("arkivets.adress"), "{text}");
        shown.insert(program.attr("id").unwrap().to_owned());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("recipes");
    let files = std::fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let kept: BTreeSet<String> = names
        .map(|name| name.to_lowercase().replace('.', "-"))
        .collect();
    assert_eq!(shown, kept);
    let nowhere = made.set(|config| config.base_url = None);
    let page = get(&nowhere, "/api/recept");
    assert!(page.text().contains("har inte angett dess adress"));
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
