//! The catalogue as a data portal gets it.

use axum::body::Body;
use axum::http::Request;

use super::graph::{DCTERMS, FOAF, Thing, Word};
use super::{rdf_xml, turtle};
use crate::tests::asking::{ask, get};
use crate::tests::made::{archive, empty};

#[test]
fn the_catalogue_holds_all_and_each_municipality() {
    let made = archive();
    let turtle = get(&made.app, "/catalog.ttl");
    assert_eq!(turtle.header("content-type"), "text/turtle; charset=utf-8");
    let text = turtle.text();
    for name in ["alla", "ekvalla", "strandkoping"] {
        let dataset =
            format!("\n<https://arkiv.example.org/catalog#protokoll-{name}> a dcat:Dataset ;");
        assert_eq!(text.matches(&dataset).count(), 1, "{name}: {text}");
    }
    assert_eq!(text.matches(" a dcat:Dataset ;").count(), 3);
    assert_eq!(text.matches(" a dcat:Distribution ;").count(), 12);
    assert!(text.contains("dcterms:title \"Protokoll: Ekvalla kommun\"@sv"));
    assert!(text.contains("\"2024-03-25\"^^xsd:date"), "{text}");
    assert!(text.contains("<http://creativecommons.org/publicdomain/zero/1.0/>"));
}

#[test]
fn every_address_of_ours_in_the_catalogue_answers() {
    let made = archive();
    let text = get(&made.app, "/catalog.ttl").text().to_owned();
    let ours = text.split('<').filter_map(|rest| rest.split('>').next());
    let ours = ours.filter_map(|iri| iri.strip_prefix("https://arkiv.example.org"));
    let mut asked = 0;
    for path in ours {
        let path = path.split('#').next().unwrap();
        // The interface as a whole is where its routes begin.
        if path == "/api/v1" {
            continue;
        }
        asked += 1;
        assert_eq!(get(&made.app, path).status, 200, "{path}");
    }
    assert!(asked > 30, "{asked}");
}

#[test]
fn portals_get_the_format_they_ask_for() {
    let made = archive();
    let asked = |accept: &str| {
        let request = Request::get("/catalog").header("accept", accept);
        let answer = ask(&made.app, request.body(Body::empty()).unwrap());
        assert!(answer.header("vary").contains("accept"), "{accept}");
        answer.header("content-type").to_owned()
    };
    assert_eq!(
        asked("application/rdf+xml"),
        "application/rdf+xml; charset=utf-8"
    );
    assert_eq!(
        asked("text/turtle, application/rdf+xml;q=0.5"),
        "text/turtle; charset=utf-8"
    );
    assert_eq!(asked("*/*"), "text/turtle; charset=utf-8");
}

#[test]
fn the_operator_is_named_and_says_under_which_terms() {
    let made = archive();
    let app = made.set(|config| {
        config.operator = Some("Föreningen ”Öppna\nprotokoll” \\ \"x\"".to_owned());
        config.contact = Some("arkivet@example.org".to_owned());
        config.licence = Some("http://creativecommons.org/licenses/by/4.0/".to_owned());
    });
    let text = get(&app, "/catalog.ttl").text().to_owned();
    assert!(
        text.contains(r#"foaf:name "Föreningen ”Öppna protokoll” \\ \"x\"""#),
        "{text}"
    );
    assert!(text.contains("vcard:hasEmail <mailto:arkivet@example.org>"));
    assert!(text.contains("dcterms:license <http://creativecommons.org/licenses/by/4.0/>"));
    assert!(!text.contains("zero/1.0"));
    let app = made.set(|config| config.contact = Some("ring 010-123 45 67".to_owned()));
    assert!(!get(&app, "/catalog.ttl").text().contains("hasEmail"));
}

#[test]
fn an_empty_archive_has_a_catalogue_without_data() {
    let made = empty();
    let text = get(&made.app, "/catalog.ttl").text().to_owned();
    assert!(
        text.contains(" a dcat:Catalog ;") && !text.contains("a dcat:Dataset"),
        "{text}"
    );
    assert_eq!(get(&made.app, "/catalog.rdf").status, 200);
}

#[test]
fn without_an_address_of_its_own_the_archive_has_no_catalogue() {
    let made = archive();
    let app = made.set(|config| config.base_url = None);
    for path in [
        "/catalog",
        "/catalog.ttl",
        "/catalog.rdf",
        "/sitemap.xml",
        "/opensearch.xml",
    ] {
        let answer = get(&app, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("base_url"), "{path}");
    }
}

#[test]
fn no_text_leaves_its_place() {
    let odd = "<&\"'\\> \n@prefix x: <y> .";
    let thing = Thing::new("https://x.example/a b>c\"", Word(FOAF, "Agent"))
        .swedish(Word(DCTERMS, "title"), odd)
        .thing(Word(FOAF, "homepage"), "https://x.example/<>");
    let turtle = turtle::written(std::slice::from_ref(&thing));
    assert!(
        turtle.contains(r#""<&\"'\\> @prefix x: <y> ."@sv"#),
        "{turtle}"
    );
    assert!(
        turtle.contains("<https://x.example/a%20b%3Ec%22> a foaf:Agent"),
        "{turtle}"
    );
    let xml = String::from_utf8(rdf_xml::written(&[thing]).unwrap()).unwrap();
    assert!(xml.contains("&lt;&amp;"), "{xml}");
    assert!(
        xml.contains("rdf:resource=\"https://x.example/%3C%3E\""),
        "{xml}"
    );
}
