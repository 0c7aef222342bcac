//! What stands in the head of every page for search engines and link previews.

use scraper::{Html, Selector};

use super::asking::get;
use super::made::archive;
use super::routes::addresses;

/// The value of an attribute of the first element that is selected.
fn attribute(page: &Html, selected: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(selected).unwrap();
    let element = page.select(&selector).next()?;
    Some(element.attr(name).unwrap_or_default().to_owned())
}

#[test]
fn every_page_has_title_description_address_and_the_text_of_a_card() {
    let made = archive();
    let mut pages = 0;
    for address in addresses(&made) {
        let answer = get(&made.app, &address);
        let is_page =
            answer.status == 200 && answer.header("content-type").starts_with("text/html");
        if !is_page {
            continue;
        }
        pages += 1;
        let page = Html::parse_document(answer.text());
        let title: String = page
            .select(&Selector::parse("title").unwrap())
            .next()
            .unwrap()
            .text()
            .collect();
        assert!(
            title.contains("Paragraf") && title.len() > 15,
            "{address}: {title}"
        );
        let of = |selected: &str| attribute(&page, selected, "content").unwrap_or_default();
        assert!(of("meta[name=description]").len() > 20, "{address}");
        assert_eq!(
            attribute(&page, "link[rel=search]", "href").as_deref(),
            Some("/opensearch.xml"),
            "{address}"
        );
        assert!(
            of("meta[name=description]").chars().count() < 200,
            "{address}"
        );
        assert_eq!(of("meta[property='og:title']"), title, "{address}");
        assert_eq!(
            of("meta[property='og:description']"),
            of("meta[name=description]"),
            "{address}"
        );
        let canonical = attribute(&page, "link[rel=canonical]", "href").unwrap_or_default();
        assert!(
            canonical.starts_with("https://arkiv.example.org/"),
            "{address}: {canonical}"
        );
        let path = canonical.trim_start_matches("https://arkiv.example.org");
        assert_eq!(
            get(&made.app, path).status,
            200,
            "{address}: {canonical} is no address"
        );
    }
    assert!(pages > 10, "{pages}");
}

#[test]
fn records_say_what_they_are_in_the_terms_of_schema_org() {
    let made = archive();
    for (address, kind) in [
        ("/", "WebSite"),
        ("/ekvalla", "GovernmentOrganization"),
        ("/ekvalla/kommunstyrelsen", "GovernmentOrganization"),
        ("/ekvalla/kommunstyrelsen/2024-03-05", "Event"),
        ("/ekvalla/kommunstyrelsen/2024-03-05/12", "DigitalDocument"),
        ("/arende/ekvalla/ks-2023-118", "CollectionPage"),
        ("/tackning", "Dataset"),
        ("/hamta?q=detaljplan", "Dataset"),
        ("/sok?q=detaljplan", "SearchResultsPage"),
        ("/arenden", "WebPage"),
        ("/iakttagelser", "WebPage"),
        ("/om", "WebPage"),
    ] {
        let answer = get(&made.app, address);
        let page = Html::parse_document(answer.text());
        let selector = Selector::parse("script[type='application/ld+json']").unwrap();
        let data: String = page.select(&selector).next().unwrap().text().collect();
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["@graph"][0]["@type"], kind, "{address}");
        if address.matches('/').count() > 1 {
            assert_eq!(data["@graph"][1]["@type"], "BreadcrumbList", "{address}");
        }
    }
}

#[test]
fn a_page_of_a_document_with_something_masked_is_never_listed() {
    let made = super::made::indexable();
    let is_listed = |address: &str| {
        !get(&made.app, address)
            .text()
            .contains("content=\"noindex\"")
    };
    assert!(is_listed("/ekvalla/kommunstyrelsen/2024-03-05/12"));
    assert!(is_listed("/ekvalla/kommunstyrelsen/2024-03-05"));
    assert!(!is_listed("/strandkoping/socialnamnden/2023-11-14/3"));
    assert!(!is_listed("/strandkoping/socialnamnden/2023-11-14"));
}

#[test]
fn a_search_is_called_by_all_that_it_asks_for() {
    let made = archive();
    for (address, heading) in [
        (
            "/sok?kommun=ekvalla&q=detaljplan",
            "Sökning: ”detaljplan” (Kommun: Ekvalla kommun)",
        ),
        (
            "/statistik?utfall=avslaget",
            "Statistik över alla beslut (Utfall: avslaget)",
        ),
        ("/hamta?ar=2024", "Hämta alla beslut (År: 2024)"),
    ] {
        let page = get(&made.app, address);
        assert!(
            page.text().contains(&format!("{heading}</h1>")),
            "{address}: {}",
            page.text()
        );
        let title = format!("<title>{heading}");
        assert!(page.text().contains(&title), "{address}");
    }
    let cited = get(&made.app, "/hamta?ar=2024");
    assert!(
        cited
            .text()
            .contains("Paragraf, sökning efter alla beslut (År: 2024): ")
    );
}

#[test]
fn the_page_of_a_case_with_something_masked_is_never_listed() {
    let made = super::made::indexable();
    let noindex = "content=\"noindex\"";
    assert!(
        !get(&made.app, "/arende/ekvalla/ks-2023-118")
            .text()
            .contains(noindex)
    );
    let masked = super::made::masked_case();
    let page = get(&masked.app, "/arende/ekvalla/ks-2024-9");
    assert!(
        page.text().contains("●●●●") && page.text().contains(noindex),
        "{}",
        page.text()
    );
    let start = get(&masked.app, "/");
    assert!(!start.text().contains("●●●●"), "{}", start.text());
}
