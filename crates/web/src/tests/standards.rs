//! What a public archive tells in forms that are not its own: sitemap, robots.txt, OpenSearch.

use std::collections::BTreeSet;

use paragraf_archive::Subject;
use paragraf_model::ParagraphId;
use scraper::{Html, Selector};

use super::asking::get;
use super::made::{Made, archive, indexable, masked_case};
use crate::App;

const BASE: &str = "https://arkiv.example.org";

/// What an element of this name holds, each time.
fn texts(xml: &str, element: &str) -> Vec<String> {
    let opening = format!("<{element}>");
    let parts = xml.split(opening.as_str()).skip(1);
    let text = |part: &str| part.split('<').next().unwrap().to_owned();
    parts.map(text).collect()
}

fn path(address: &str) -> &str {
    address
        .strip_prefix(BASE)
        .unwrap_or_else(|| panic!("{address}"))
}

/// Every address of the sitemap and all its parts.
fn listed(app: &App) -> Vec<String> {
    let index = get(app, "/sitemap.xml");
    assert_eq!(
        index.header("content-type"),
        "application/xml; charset=utf-8"
    );
    if !index.text().contains("<sitemapindex") {
        return texts(index.text(), "loc");
    }
    let mut addresses = Vec::new();
    for part in texts(index.text(), "loc") {
        let answer = get(app, path(&part));
        assert_eq!(answer.status, 200, "{part}");
        assert!(
            answer
                .text()
                .contains("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">")
        );
        addresses.extend(texts(answer.text(), "loc"));
    }
    addresses
}

#[test]
fn the_sitemap_lists_every_page_that_may_be_listed_once_and_no_other() {
    let made = indexable();
    let addresses = listed(&made.app);
    let once: BTreeSet<&String> = addresses.iter().collect();
    assert_eq!(once.len(), addresses.len(), "{addresses:?}");
    for address in &addresses {
        let page = get(&made.app, path(address));
        assert_eq!(page.status, 200, "{address}");
        assert!(!page.text().contains("content=\"noindex\""), "{address}");
        let parsed = Html::parse_document(page.text());
        let selector = Selector::parse("link[rel=canonical]").unwrap();
        let canonical = parsed.select(&selector).next().unwrap().attr("href");
        assert_eq!(canonical, Some(address.as_str()), "its one address");
    }
    for held in [
        "/",
        "/ekvalla",
        "/ekvalla/kommunstyrelsen",
        "/ekvalla/kommunstyrelsen/2024-03-05",
        "/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/ekvalla/kommunfullmaktige/2024-03-25/40",
        "/strandkoping/kommunstyrelsen/2023-10-10/7",
    ] {
        assert!(addresses.contains(&format!("{BASE}{held}")), "{held}");
    }
    for masked in [
        "/strandkoping/socialnamnden/2023-11-14",
        "/strandkoping/socialnamnden/2023-11-14/3",
    ] {
        assert!(!addresses.contains(&format!("{BASE}{masked}")), "{masked}");
    }
}

#[test]
fn every_page_of_one_address_that_robots_may_list_is_in_the_sitemap() {
    let made = indexable();
    let addresses = listed(&made.app);
    let robots = get(&made.app, "/robots.txt").text().to_owned();
    let forbidden: Vec<&str> = { robots.lines() }
        .filter_map(|line| line.strip_prefix("Disallow: "))
        .collect();
    let routes = include_str!("../router.rs").split('"').filter(|text| {
        let is_one = text.starts_with('/') && !text.contains(['{', ' ']);
        is_one && !forbidden.iter().any(|start| text.starts_with(start))
    });
    let mut pages = 0;
    for route in routes {
        let page = get(&made.app, route);
        let is_page = page.status == 200 && page.header("content-type").starts_with("text/html");
        if is_page && !page.text().contains("content=\"noindex") {
            assert!(addresses.contains(&format!("{BASE}{route}")), "{route}");
            pages += 1;
        }
    }
    assert!(pages > 6, "{pages}");
}

#[test]
fn a_paragraph_is_listed_with_the_time_at_which_its_answer_changed() {
    let made = indexable();
    let part = get(&made.app, "/sitemap/ekvalla-2024.xml");
    let id = "ekvalla/kommunstyrelsen/2024-03-05/13";
    let stored = get(&made.app, &format!("/api/v1/paragraphs/{id}")).json();
    let changed = stored["changed_at"].as_str().unwrap();
    let changed = chrono::DateTime::parse_from_rfc3339(changed).unwrap();
    let expected = format!(
        "<url><loc>{BASE}/{id}</loc><lastmod>{}</lastmod></url>",
        changed.format("%Y-%m-%dT%H:%M:%SZ")
    );
    assert!(
        part.text().contains(&expected),
        "{expected}: {}",
        part.text()
    );
}

#[test]
fn what_was_withdrawn_is_listed_no_more() {
    let made = indexable();
    let id = ParagraphId::parse("ekvalla/kommunstyrelsen/2024-03-05/12").unwrap();
    let address = format!("{BASE}/{id}");
    assert!(listed(&made.app).contains(&address));
    made.withdraw(&Subject::Paragraph(id));
    made.app.refresh();
    let addresses = listed(&made.app);
    assert!(!addresses.contains(&address));
    assert!(addresses.contains(&format!("{BASE}/ekvalla/kommunstyrelsen/2024-03-05/13")));
}

#[test]
fn where_records_are_not_to_be_listed_the_sitemap_holds_the_other_pages_alone() {
    let made = archive();
    let addresses = listed(&made.app);
    assert!(addresses.contains(&format!("{BASE}/om")));
    for address in &addresses {
        assert!(
            !get(&made.app, path(address))
                .text()
                .contains("content=\"noindex\""),
            "{address}"
        );
        assert!(!address.contains("2024"), "{address}");
    }
    assert_eq!(get(&made.app, "/sitemap/ekvalla-2024.xml").status, 404);
    assert_eq!(get(&made.app, "/sitemap/sidor.xml").status, 404);
}

#[test]
fn only_parts_that_the_list_names_are_there() {
    let made = indexable();
    for part in [
        "ekvalla-2023.xml",
        "ekvalla-2024-2.xml",
        "ekvalla-2024",
        "okand-2024.xml",
        "x.xml",
        ".xml",
    ] {
        assert_eq!(
            get(&made.app, &format!("/sitemap/{part}")).status,
            404,
            "{part}"
        );
    }
    let made = masked_case();
    let addresses = listed(&made.app);
    assert!(
        addresses.contains(&format!("{BASE}/ekvalla")),
        "{addresses:?}"
    );
}

#[test]
fn robots_are_told_where_the_sitemap_is_where_its_address_is_known() {
    let made: Made = archive();
    let app = made.set(|config| config.base_url = None);
    let told = get(&app, "/robots.txt");
    assert!(!told.text().contains("Sitemap"), "{}", told.text());
}

#[test]
fn a_browser_can_search_here_by_itself() {
    let made = archive();
    let description = get(&made.app, "/opensearch.xml");
    assert_eq!(
        description.header("content-type"),
        "application/opensearchdescription+xml; charset=utf-8"
    );
    let text = description.text();
    let templates = text.split("template=\"").skip(1);
    let templates: Vec<&str> = templates
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(templates.len(), 5);
    for template in templates {
        let asked = path(template).replace("{searchTerms}", "detaljplan");
        let answer = get(&made.app, &asked);
        assert_eq!(answer.status, 200, "{asked}");
        let kind = answer.header("content-type").split(';').next().unwrap();
        assert!(
            text.contains(&format!("type=\"{kind}\" template=\"{template}\"")),
            "{asked}: {kind}"
        );
    }
    let image = texts(
        text,
        "Image width=\"16\" height=\"16\" type=\"image/svg+xml\"",
    );
    assert_eq!(get(&made.app, path(&image[0])).status, 200);
    let app = made.set(|config| config.base_url = None);
    assert!(!get(&app, "/").text().contains("opensearchdescription"));
}

#[test]
fn completions_come_in_the_form_that_browsers_take() {
    let made = archive();
    let answer = get(&made.app, "/opensearch/forslag?q=deta");
    assert_eq!(
        answer.header("content-type"),
        "application/x-suggestions+json"
    );
    let json = answer.json();
    assert_eq!(json[0], "deta");
    let own = get(&made.app, "/api/v1/suggest?q=deta").json();
    let own = own["suggestions"].as_array().unwrap();
    assert!(!own.is_empty());
    for (at, one) in own.iter().enumerate() {
        assert_eq!(json[1][at], one["text"]);
        assert_eq!(json[2][at], one["label"]);
        assert_eq!(
            json[3][at],
            format!("{BASE}{}", one["url"].as_str().unwrap())
        );
    }
    assert_eq!(json[1].as_array().unwrap().len(), own.len());
    assert_eq!(
        get(&made.app, "/opensearch/forslag").json()[1],
        serde_json::json!([])
    );
    assert_eq!(get(&made.app, "/opensearch/forslag?q=a&x=1").status, 400);
}
