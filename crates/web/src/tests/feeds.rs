//! Feeds: what is new of a search, a case or an officer, as strict readers of feeds take it.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use chrono::DateTime;
use expect_test::expect;
use paragraf_archive::Subject;
use paragraf_model::ParagraphId;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use scraper::{Html, Selector};

use super::asking::{ask, get};
use super::html;
use super::made::{Made, archive, empty, hostile, many};
use crate::feed::MOST_ENTRIES;

/// An element of a feed with what it holds.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all(&self, name: &str) -> Vec<&Element> {
        self.children
            .iter()
            .filter(|child| child.name == name)
            .collect()
    }

    fn one(&self, name: &str) -> &Element {
        match self.all(name).as_slice() {
            [one] => one,
            several => panic!("{} times {name} in {}", several.len(), self.name),
        }
    }

    fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    fn link(&self, relation: &str) -> &str {
        let links = self.all("link");
        let mut of_kind = links
            .iter()
            .filter(|link| link.attribute("rel") == relation);
        let link = of_kind.next().unwrap_or_else(|| panic!("no {relation}"));
        assert!(of_kind.next().is_none(), "{relation} twice");
        link.attribute("href")
    }
}

/// Reads XML; fails where it is not well-formed, or where an element is not Atom's.
fn read(xml: &str) -> Element {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open = vec![Element::default()];
    loop {
        let (namespace, event) = reader.read_resolved_event().unwrap();
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                let atom =
                    ResolveResult::Bound(quick_xml::name::Namespace("http://www.w3.org/2005/Atom"));
                assert_eq!(namespace, atom);
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    let value = attribute.value.as_ref();
                    (
                        name,
                        quick_xml::escape::unescape(value).unwrap().into_owned(),
                    )
                });
                let element = Element {
                    name: start.local_name().as_ref().to_owned(),
                    attributes: attributes.collect(),
                    ..Element::default()
                };
                if is_empty {
                    open.last_mut().unwrap().children.push(element);
                } else {
                    open.push(element);
                }
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().children.push(element);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(reference) => {
                let written = format!("&{};", &*reference);
                let letter = quick_xml::escape::unescape(&written).unwrap();
                open.last_mut().unwrap().text.push_str(&letter);
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{other:?} in a feed"),
        }
    }
    assert_eq!(open.len(), 1);
    open.remove(0).children.remove(0)
}

/// What RFC 4287 asks of every feed, and what we promise of ours.
fn check(feed: &Element) {
    let known = [
        "id",
        "title",
        "subtitle",
        "updated",
        "link",
        "author",
        "generator",
        "entry",
    ];
    assert!(
        feed.children
            .iter()
            .all(|child| known.contains(&child.name.as_str()))
    );
    assert_eq!(feed.name, "feed");
    assert_eq!(feed.attribute("xml:lang"), "sv");
    for element in ["id", "title", "updated", "subtitle"] {
        assert!(!feed.one(element).text.trim().is_empty(), "{element}");
    }
    assert!(!feed.one("author").one("name").text.is_empty());
    assert!(feed.link("self").contains("/api/v1/feed.atom"));
    assert!(feed.link("alternate").contains("/sok?"));
    assert!(!feed.link("first").contains("cursor"));
    check_id(&feed.one("id").text);
    let updated =
        |element: &Element| DateTime::parse_from_rfc3339(&element.one("updated").text).unwrap();
    let mut ids = BTreeSet::new();
    for entry in feed.all("entry") {
        let known = [
            "id", "title", "updated", "link", "author", "category", "content",
        ];
        assert!(
            entry
                .children
                .iter()
                .all(|child| known.contains(&child.name.as_str()))
        );
        assert!(ids.insert(entry.one("id").text.clone()), "an id twice");
        check_id(&entry.one("id").text);
        assert!(!entry.one("title").text.is_empty());
        assert!(!entry.one("author").one("name").text.is_empty());
        assert!(entry.link("alternate").starts_with(['h', '/']));
        assert!(updated(entry) <= updated(feed));
        let content = entry.one("content");
        assert_eq!(content.attribute("type"), "html");
        html::check_paragraphs(&content.text, &entry.one("id").text);
    }
}

/// A UUID of version 8, as a URN.
fn check_id(id: &str) {
    let uuid = id.strip_prefix("urn:uuid:").unwrap();
    let parts: Vec<&str> = uuid.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
    assert!(parts[2].starts_with('8'), "{id}");
    assert!(parts[3].starts_with(['8', '9', 'a', 'b']), "{id}");
    let digits = uuid.bytes().filter(|byte| *byte != b'-');
    assert!({ digits }.all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')));
}

fn atom(made: &Made, question: &str) -> Element {
    let answer = get(&made.app, &format!("/api/v1/feed.atom{question}"));
    assert_eq!(answer.status, 200, "{question}: {}", answer.text());
    assert_eq!(
        answer.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    let feed = read(answer.text());
    check(&feed);
    feed
}

fn titles(feed: &Element) -> Vec<String> {
    feed.all("entry")
        .iter()
        .map(|entry| entry.one("title").text.clone())
        .collect()
}

#[test]
fn a_feed_is_the_newest_hits_of_a_search_a_case_or_an_officer() {
    let made = archive();
    let board = "§\u{a0}12 Detaljplan för Sjöbacken (Kommunstyrelsen, Ekvalla kommun, 2024-03-05)";
    let council = "§\u{a0}40 Detaljplan för Sjöbacken, antagande (Kommunfullmäktige, Ekvalla kommun, 2024-03-25)";
    for (question, title, entries) in [
        ("?q=detaljplan", "Beslut: detaljplan", &[council, board][..]),
        (
            "?case=KS%20118/2023&municipality=ekvalla",
            "Beslut: Kommun: Ekvalla kommun, Ärende: KS 2023/118",
            &[council, board],
        ),
        (
            "?officer=Per%20%C3%85ker%C3%B6",
            "Beslut: Handläggare: Per Åkerö",
            &[board],
        ),
        (
            "?outcome=adopted&to=2024-03-10",
            "Beslut: Utfall: antaget, Till: 2024-03-10",
            &[board],
        ),
        ("?q=rymdhiss", "Beslut: rymdhiss", &[]),
        // Relaxed, a search would find something.
        (
            "?q=detaljplan+skolskjuts",
            "Beslut: detaljplan skolskjuts",
            &[],
        ),
    ] {
        let feed = atom(&made, question);
        assert_eq!(feed.one("title").text, title, "{question}");
        assert_eq!(titles(&feed), entries, "{question}");
    }
    let everything = atom(&made, "");
    assert_eq!(everything.one("title").text, "Alla beslut");
    assert_eq!(everything.all("entry").len(), 6);
}

#[test]
fn an_entry_tells_the_decision_and_how_to_cite_it() {
    let made = archive();
    let feed = atom(&made, "?q=detaljplan&to=2024-03-10");
    let entry = feed.one("entry");
    assert_eq!(
        entry.link("alternate"),
        "https://arkiv.example.org/ekvalla/kommunstyrelsen/2024-03-05/12"
    );
    assert_eq!(
        entry.one("author").one("name").text,
        "Kommunstyrelsen, Ekvalla kommun"
    );
    let stored = get(
        &made.app,
        "/api/v1/paragraphs/ekvalla/kommunstyrelsen/2024-03-05/12",
    )
    .json();
    let changed = DateTime::parse_from_rfc3339(stored["changed_at"].as_str().unwrap()).unwrap();
    let updated = DateTime::parse_from_rfc3339(&entry.one("updated").text).unwrap();
    assert_eq!(updated.timestamp(), changed.timestamp());
    let categories: Vec<_> = entry
        .all("category")
        .iter()
        .map(|one| (one.attribute("term"), one.attribute("label")))
        .collect();
    assert_eq!(
        categories,
        [("recommended", "tillstyrkt"), ("adopted", "antaget")]
    );
    expect!["<p>Kommunstyrelsen föreslår kommunfullmäktige besluta</p><p>1. Detaljplanen för Sjöbacken antas.</p><p>2. Planavgift tas ut.</p><p>Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023)</p>"]
        .assert_eq(&entry.one("content").text);
    let without = atom(&made, "?q=anm%C3%A4lnings%C3%A4renden");
    assert!(
        without
            .one("entry")
            .one("content")
            .text
            .starts_with("<p>Paragrafen innehåller inget beslut.</p>")
    );
}

#[test]
fn a_feed_knows_its_own_address_and_the_page_of_the_same_search() {
    let made = archive();
    let feed = atom(&made, "?municipality=ekvalla&q=detaljplan");
    let base = "https://arkiv.example.org";
    assert_eq!(
        feed.link("self"),
        format!("{base}/api/v1/feed.atom?q=detaljplan&municipality=ekvalla")
    );
    assert_eq!(feed.link("first"), feed.link("self"));
    let other = atom(&made, "?municipality=ekvalla&q=skolskjuts");
    assert_ne!(feed.one("id").text, other.one("id").text);
    assert_eq!(
        feed.link("alternate"),
        format!("{base}/sok?q=detaljplan&kommun=ekvalla&ordning=nyast")
    );
    let page = feed.link("alternate").trim_start_matches(base).to_owned();
    assert_eq!(get(&made.app, &page).status, 200);
}

#[test]
fn ids_are_the_same_whatever_address_the_archive_has_or_gets() {
    let made = archive();
    let ids = |base_url: Option<&str>| {
        let app = made.set(|config| config.base_url = base_url.map(str::to_owned));
        let feed = read(get(&app, "/api/v1/feed.atom?q=detaljplan&to=2024-03-10").text());
        check(&feed);
        let path = "/ekvalla/kommunstyrelsen/2024-03-05/12";
        let base = base_url.unwrap_or_default();
        assert_eq!(feed.one("entry").link("alternate"), format!("{base}{path}"));
        let entry = feed.one("entry").one("id").text.clone();
        (feed.one("id").text.clone(), entry)
    };
    let without = ids(None);
    assert_eq!(ids(Some("https://arkiv.example.org")), without);
    assert_eq!(ids(Some("https://protokoll.example.org")), without);
    assert_ne!(without.0, without.1);
    let elsewhere = atom(&archive(), "?q=detaljplan&to=2024-03-10");
    assert_ne!(
        elsewhere.one("entry").one("id").text,
        without.1,
        "another archive has ids of its own"
    );
}

#[test]
fn pages_lead_to_each_other_and_hold_every_hit_once() {
    let made = many(130);
    let mut path = "/api/v1/feed.atom?municipality=ekvalla".to_owned();
    let (mut seen, mut lengths, mut feed_ids) = (Vec::new(), Vec::new(), BTreeSet::new());
    loop {
        let feed = read(get(&made.app, &path).text());
        check(&feed);
        let base = "https://arkiv.example.org";
        assert_eq!(feed.link("self"), format!("{base}{path}"));
        assert_eq!(
            feed.link("first"),
            format!("{base}/api/v1/feed.atom?municipality=ekvalla")
        );
        feed_ids.insert(feed.one("id").text.clone());
        lengths.push(feed.all("entry").len());
        seen.extend(
            feed.all("entry")
                .iter()
                .map(|entry| entry.one("id").text.clone()),
        );
        let links = feed.all("link");
        let Some(next) = links.iter().find(|link| link.attribute("rel") == "next") else {
            break;
        };
        let json = get(&made.app, &path.replace(".atom", ".json")).json();
        let next = next.attribute("href");
        assert_eq!(json["next_url"], next.replace(".atom", ".json"));
        path = next.trim_start_matches(base).to_owned();
    }
    assert_eq!(lengths, [50, 50, 30]);
    assert_eq!(feed_ids.len(), 1);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 130);
    let last = get(&made.app, &path.replace(".atom", ".json")).json();
    assert!(
        last.get("next_url").is_none(),
        "there is no null in JSON Feed"
    );
}

#[test]
fn a_feed_says_that_it_is_as_it_was_until_its_own_entries_change() {
    let made = archive();
    let paths = [
        "/api/v1/feed.atom?municipality=ekvalla",
        "/api/v1/feed.json?municipality=ekvalla",
        "/api/v1/feed.atom?q=rymdhiss",
        "/api/v1/feed.atom",
    ];
    let tags = paths.map(|path| get(&made.app, path).header("etag").to_owned());
    let status = |path: &str, held: &str| {
        let again = Request::get(path).header("if-none-match", held);
        let answer = ask(&made.app, again.body(Body::empty()).unwrap());
        if answer.status == 304 {
            assert_eq!(answer.body, b"");
            assert!(answer.header("last-modified").ends_with(" GMT"));
        }
        answer.status.as_u16()
    };
    for (path, tag) in paths.iter().zip(&tags) {
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert_eq!(status(path, tag), 304, "{path}");
        assert_eq!(status(path, &format!("\"x\", {tag}")), 304, "{path}");
        assert_eq!(status(path, "W/\"x\""), 200, "{path}");
    }
    made.add_one_more();
    made.app.refresh();
    let answers: Vec<u16> = paths
        .iter()
        .zip(&tags)
        .map(|(path, tag)| status(path, tag))
        .collect();
    assert_eq!(
        answers,
        [304, 304, 304, 200],
        "only the last holds what came"
    );
}

#[test]
fn a_time_alone_never_keeps_what_was_withdrawn() {
    let made = archive();
    let modified = get(&made.app, "/api/v1/feed.atom")
        .header("last-modified")
        .to_owned();
    assert_eq!(
        DateTime::parse_from_rfc2822(&modified)
            .unwrap()
            .to_rfc3339(),
        "2024-06-01T08:04:00+00:00"
    );
    let again = Request::get("/api/v1/feed.atom").header("if-modified-since", &modified);
    assert_eq!(
        ask(&made.app, again.body(Body::empty()).unwrap()).status,
        200
    );
}

#[test]
fn a_case_has_one_feed_however_its_number_is_spelt() {
    let made = archive();
    let id = |number: &str| {
        let feed = atom(&made, &format!("?municipality=ekvalla&case={number}"));
        assert_eq!(feed.all("entry").len(), 2, "{number}");
        feed.one("id").text.clone()
    };
    let canonical = id("KS%202023%2F118");
    for number in ["ks-2023-118", "Ks%20118%2F2023", "KS%202023-00118"] {
        assert_eq!(id(number), canonical, "{number}");
    }
}

#[test]
fn no_feed_follows_an_officer_where_officers_are_switched_off() {
    let made = archive();
    let app = made.set(|config| config.hide_officers = true);
    let feed = get(&app, "/api/v1/feed.atom?officer=Ella%20Mark");
    let is_refused = feed.status == 400 || !feed.text().contains("<entry>");
    assert!(is_refused, "{}", feed.text());
    let all = get(&app, "/api/v1/feed.json");
    assert!(!all.text().contains("Ella Mark"));
}

#[test]
fn both_formats_say_the_same() {
    let made = archive();
    let feed = atom(&made, "?municipality=ekvalla");
    let answer = get(&made.app, "/api/v1/feed.json?municipality=ekvalla");
    assert_eq!(answer.header("content-type"), "application/feed+json");
    let json = answer.json();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["title"], feed.one("title").text);
    assert_eq!(json["description"], feed.one("subtitle").text);
    assert_eq!(json["home_page_url"], feed.link("alternate"));
    assert_eq!(
        json["feed_url"],
        feed.link("self").replace("feed.atom", "feed.json")
    );
    let items = json["items"].as_array().unwrap();
    assert_eq!(items.len(), feed.all("entry").len());
    for (item, entry) in items.iter().zip(feed.all("entry")) {
        assert_eq!(item["id"], entry.one("id").text);
        assert_eq!(item["url"], entry.link("alternate"));
        assert_eq!(item["title"], entry.one("title").text);
        assert_eq!(item["content_html"], entry.one("content").text);
        assert_eq!(
            item["authors"][0]["name"],
            entry.one("author").one("name").text
        );
        let labels: Vec<&str> = entry
            .all("category")
            .iter()
            .map(|one| one.attribute("label"))
            .collect();
        assert_eq!(item["tags"], serde_json::json!(labels));
    }
}

#[test]
fn a_feed_holds_so_many_and_says_of_how_many() {
    let made = many(60);
    let feed = atom(&made, "");
    assert_eq!(feed.all("entry").len(), MOST_ENTRIES as usize);
    assert_eq!(
        feed.one("subtitle").text,
        "De 50 senaste av 60\u{a0}paragrafer, efter sammanträdets dag, inte efter när de lästes in."
    );
    let few = atom(&many(3), "");
    assert_eq!(
        few.one("subtitle").text,
        "3\u{a0}paragrafer, efter sammanträdets dag, inte efter när de lästes in."
    );
    assert_eq!(atom(&empty(), "").all("entry").len(), 0);
}

#[test]
fn order_and_length_of_a_feed_are_not_to_be_chosen() {
    let made = archive();
    for format in ["atom", "json"] {
        for parameter in [
            "sort=oldest",
            "size=1",
            "facets=false",
            "relax=true",
            "kommun=ekvalla",
        ] {
            let foreign = get(&made.app, &format!("/api/v1/feed.{format}?cursor=x"));
            assert_eq!(foreign.json()["code"], "invalid_cursor");
            let answer = get(&made.app, &format!("/api/v1/feed.{format}?{parameter}"));
            assert_eq!(answer.status, 400, "{parameter}");
            assert_eq!(answer.json()["code"], "unknown_parameter", "{parameter}");
        }
    }
}

#[test]
fn what_was_withdrawn_is_in_no_feed_and_an_unchanged_feed_is_not_sent_again() {
    let made = archive();
    let tag = get(&made.app, "/api/v1/feed.atom")
        .header("etag")
        .to_owned();
    let again = Request::get("/api/v1/feed.atom").header("if-none-match", &tag);
    assert_eq!(
        ask(&made.app, again.body(Body::empty()).unwrap()).status,
        304
    );
    let id = ParagraphId::parse("ekvalla/kommunstyrelsen/2024-03-05/12").unwrap();
    made.withdraw(&Subject::Paragraph(id));
    made.app.refresh();
    let feed = atom(&made, "");
    assert_eq!(feed.all("entry").len(), 5);
    assert!(
        titles(&feed)
            .iter()
            .all(|title| !title.starts_with("§\u{a0}12 "))
    );
    let again = Request::get("/api/v1/feed.atom").header("if-none-match", &tag);
    assert_eq!(
        ask(&made.app, again.body(Body::empty()).unwrap()).status,
        200
    );
}

#[test]
fn the_time_of_a_feed_is_that_of_its_newest_entry_and_never_goes_back() {
    let made = archive();
    let updated = |element: &Element| element.one("updated").text.clone();
    let newest = |feed: &Element| {
        let entries = feed.all("entry").into_iter();
        entries.max_by_key(|entry| updated(entry)).map(|entry| {
            let address = entry.link("alternate").to_owned();
            (updated(entry), address)
        })
    };
    let feed = atom(&made, "?q=detaljplan");
    let (before, address) = newest(&feed).unwrap();
    assert_eq!(updated(&feed), before);
    let other = "/api/v1/feed.atom?q=skolskjuts";
    let tag = get(&made.app, other).header("etag").to_owned();
    let id = address.trim_start_matches("https://arkiv.example.org/");
    made.withdraw(&Subject::Paragraph(ParagraphId::parse(id).unwrap()));
    made.app.refresh();
    let feed = atom(&made, "?q=detaljplan");
    assert!(newest(&feed).unwrap().0 < before, "it is an older one now");
    assert!(updated(&feed) > before, "{} after {before}", updated(&feed));
    assert_eq!(
        get(&made.app, other).header("etag"),
        tag,
        "a feed that it did not stand in is as it was"
    );
}

#[test]
fn headers_lead_from_page_to_page_of_a_feed_as_its_links_do() {
    let made = many(130);
    for format in ["atom", "json"] {
        let first = format!("/api/v1/feed.{format}?municipality=ekvalla");
        let (mut path, mut pages) = (first.clone(), 1);
        loop {
            let answer = get(&made.app, &path);
            let links: Vec<&str> = { answer.headers.get_all("link").iter() }
                .map(|link| link.to_str().unwrap())
                .collect();
            let target = |relation: &str| {
                let ending = format!(">; rel=\"{relation}\"");
                let link = links.iter().find_map(|link| link.strip_suffix(&ending));
                link.map(|link| {
                    link.trim_start_matches("<https://arkiv.example.org")
                        .to_owned()
                })
            };
            assert_eq!(target("first").as_deref(), Some(first.as_str()));
            let Some(next) = target("next") else { break };
            (path, pages) = (next, pages + 1);
        }
        assert_eq!(pages, 3, "{format}");
    }
}

#[test]
fn a_page_announces_its_feed_by_the_name_that_the_feed_has() {
    let made = archive();
    for page in [
        "/sok?q=detaljplan&kommun=ekvalla",
        "/sok?q=rymdhiss",
        "/arende/ekvalla/ks-2023-118",
        "/ekvalla",
        "/ekvalla/kommunstyrelsen",
    ] {
        let text = get(&made.app, page).text().to_owned();
        let html = Html::parse_document(&text);
        let announced = Selector::parse("link[type='application/atom+xml']").unwrap();
        let announced = html.select(&announced).next().unwrap();
        let address = announced.attr("href").unwrap();
        let feed = read(get(&made.app, address).text());
        assert_eq!(
            announced.attr("title"),
            Some(feed.one("title").text.as_str()),
            "{page}"
        );
    }
}

#[test]
fn a_search_that_finds_nothing_yet_can_be_followed() {
    let made = archive();
    let text = get(&made.app, "/sok?q=rymdhiss").text().to_owned();
    let html = Html::parse_document(&text);
    let link = Selector::parse("main a[href='/api/v1/feed.atom?q=rymdhiss']").unwrap();
    let link = html.select(&link).next().unwrap();
    assert_eq!(link.text().collect::<String>(), "Följ sökningen");
    assert!(get(&made.app, "/hjalp").text().contains("id=\"folja\""));
}

#[test]
fn text_of_documents_stays_text_in_a_feed() {
    let made = hostile();
    let feed = atom(&made, "?q=bygglov");
    let entry = feed.one("entry");
    assert!(
        entry
            .one("title")
            .text
            .contains("<script>alert(1)</script>"),
        "as text"
    );
    assert!(
        entry
            .one("content")
            .text
            .contains("&lt;i&gt;avslag&lt;/i&gt;")
    );
    let evil = atom(&made, "?q=%3C%2Ftitle%3E%3Cscript%3E&officer=%22%3E%3Csvg");
    assert!(evil.one("title").text.contains("</title><script>"));
}

#[test]
fn the_pages_that_name_a_feed_name_one_that_answers() {
    let made = archive();
    for page in [
        "/sok?q=detaljplan&kommun=ekvalla",
        "/sok?handlaggare=Ella%20Mark",
        "/arende/ekvalla/ks-2023-118",
        "/ekvalla",
        "/ekvalla/kommunstyrelsen",
    ] {
        let text = get(&made.app, page).text().to_owned();
        let link = text.split("type=\"application/atom+xml\"").nth(1);
        let link = link.unwrap_or_else(|| panic!("{page} names no feed"));
        let address = link
            .split("href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let address = address.replace("&#38;", "&").replace("&amp;", "&");
        assert!(
            !read(get(&made.app, &address).text())
                .all("entry")
                .is_empty(),
            "{page}: {address}"
        );
        let seen = text.split("<body>").nth(1).unwrap().replace("&#38;", "&");
        assert!(
            seen.contains(&format!("href=\"{address}\"")),
            "{page} hides it"
        );
        let json = address.replace("feed.atom", "feed.json");
        assert!(
            text.contains("type=\"application/feed+json\" title="),
            "{page}"
        );
        assert_eq!(get(&made.app, &json).status, 200, "{page}: {json}");
    }
}
