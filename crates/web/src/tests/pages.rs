//! The pages: what a citizen reads there, and that text of documents stays text.

use expect_test::expect;

use super::asking::get;
use super::made::{ambiguous, archive, empty, hostile, with_finding, with_gaps};
use super::routes::addresses;

#[test]
fn a_paragraph_shows_the_decision_before_everything_else() {
    let made = archive();
    let page = get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/12");
    let text = page.text();
    let at = |needle: &str| {
        text.find(needle)
            .unwrap_or_else(|| panic!("{needle} is not there"))
    };
    assert!(at("<h1") < at("Planavgift tas ut"));
    assert!(at("Planavgift tas ut") < at("Beslutet skiljer sig från förslaget."));
    assert!(at("Beslutet skiljer sig") < at("Planen ger plats"));
    assert!(text.contains("Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023)"));
    assert!(text.contains("href=\"/arende/ekvalla/ks-2023-118\""));
    assert!(text.contains("Siv Ask (M) reserverade sig."));
    assert!(text.contains(", sidan 2"));
    assert!(
        text.contains("utdrag §12.pdf"),
        "the extract that holds it too is named"
    );
}

#[test]
fn another_documents_version_is_reachable_and_says_what_it_is() {
    let made = archive();
    let extract = made.document("utdrag §12.pdf");
    let address = format!("/ekvalla/kommunstyrelsen/2024-03-05/12?fil={extract}");
    assert!(
        get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/12")
            .text()
            .contains(&address)
    );
    let page = get(&made.app, &address);
    assert!(
        page.text()
            .contains("Så står paragrafen i filen utdrag §12.pdf."),
        "{}",
        page.text()
    );
    let of_before = address.replace("?fil=", "?document=");
    let moved = get(&made.app, &format!("{of_before}&q=plan"));
    assert_eq!(moved.status, 308);
    assert_eq!(moved.header("location"), format!("{address}&q=plan"));
    let json = get(&made.app, &format!("/api/v1/paragraphs{of_before}")).json();
    assert_eq!(json["source"]["sha256"], extract);
    let other = made.document("sn.pdf");
    let address = format!("/ekvalla/kommunstyrelsen/2024-03-05/12?fil={other}");
    assert_eq!(get(&made.app, &address).status, 404);
    assert_eq!(
        get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/12?fil=x").status,
        400
    );
}

#[test]
fn the_words_of_a_query_are_marked_and_counted() {
    let made = archive();
    let page = get(
        &made.app,
        "/ekvalla/kommunstyrelsen/2024-03-05/12?q=detaljplanen",
    );
    assert!(
        page.text()
            .contains("<mark>Detaljplanen</mark> för Sjöbacken antas."),
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("markerade ställen för <b>detaljplanen</b>")
    );
}

#[test]
fn a_vote_is_a_table() {
    let made = archive();
    let page = get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/13");
    let squeezed = page.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        squeezed.contains("<th scope=\"row\">Nej</th><td class=\"number\">5</td><td>bifall</td>"),
        "{squeezed}"
    );
    assert!(squeezed.contains("<td>Vera Lind</td><td>S</td><td>Ja</td>"));
}

#[test]
fn results_keep_their_filters_as_chips_and_page_by_cursor() {
    let made = archive();
    let page = get(&made.app, "/sok?q=detaljplan&kommun=ekvalla&antal=1");
    let text = page.text();
    assert!(text.contains("2\u{a0}paragrafer"));
    assert!(text.contains("Kommun: Ekvalla kommun"));
    assert!(
        text.contains("href=\"/sok?q=detaljplan&#38;antal=1\""),
        "the chip leads to the search without the filter"
    );
    assert!(text.contains("Nästa sida"));
    assert!(text.contains("?q=detaljplan\">"), "hits mark the words");
}

#[test]
fn what_finds_nothing_says_that_nothing_found_is_not_nothing_decided() {
    let made = archive();
    let page = get(&made.app, "/sok?q=rymdhiss+m%C3%A5nen&ar=2024&bredda=nej");
    assert!(page.text().contains("0\u{a0}paragrafer"));
    assert!(page.text().contains("se vad arkivet täcker"));
    assert!(page.text().contains("bredda=ja"));
    assert!(page.text().contains("Sök utan avgränsningar"));
}

#[test]
fn a_number_without_registry_leads_to_the_only_case_for_now() {
    let made = archive();
    let answer = get(&made.app, "/arende/ekvalla/2023-118");
    assert_eq!(answer.status, 307);
    assert_eq!(answer.header("location"), "/arende/ekvalla/ks-2023-118");
}

#[test]
fn a_number_of_several_cases_shows_them_all() {
    let made = ambiguous();
    let answer = get(&made.app, "/arende/ekvalla/2023-118");
    assert_eq!(answer.status, 200);
    for case in ["ks-2023-118", "bn-2023-118"] {
        let link = format!("href=\"/arende/ekvalla/{case}\"");
        assert!(answer.text().contains(&link), "{case}");
        let page = get(&made.app, &format!("/arende/ekvalla/{case}"));
        assert!(page.text().contains("Ärendets gång"), "{case}");
    }
}

#[test]
fn any_spelling_of_a_case_number_leads_to_its_page() {
    let made = archive();
    for spelling in [
        "KS%202023%2F118",
        "ks-2023-00118",
        "Ks%20118%2F2023",
        "KS/2023:118",
    ] {
        let answer = get(&made.app, &format!("/arende/ekvalla/{spelling}"));
        assert_eq!(answer.status, 308, "{spelling}");
        assert_eq!(
            answer.header("location"),
            "/arende/ekvalla/ks-2023-118",
            "{spelling}"
        );
    }
    let page = get(&made.app, "/arende/ekvalla/ks-2023-118");
    let (state, steps) = page.text().split_once("Ärendets gång").unwrap();
    let latest = "<a href=\"/ekvalla/kommunfullmaktige/2024-03-25/40\">Kommunfullmäktige 25 mars 2024, § 40</a>";
    assert!(state.contains(latest), "the latest step on top: {state}");
    let board = steps.find("kommunstyrelsen/2024-03-05/12").unwrap();
    let council = steps.find("kommunfullmaktige/2024-03-25/40").unwrap();
    assert!(board < council, "in time order through the bodies");
}

#[test]
fn a_meeting_lists_who_was_there_and_what_was_dealt_with() {
    let made = archive();
    let page = get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05");
    assert!(page.text().contains("ersätter Siv Ask, § 14"));
    assert!(page.text().contains("13:00–15:30"));
    assert!(page.text().contains("Motion om gratis skolskjuts"));
}

#[test]
fn coverage_tells_gaps_and_what_failed() {
    let made = archive();
    let page = get(&made.app, "/tackning");
    expect![
        "6\u{a0}paragrafer ur 4\u{a0}sammanträden från 4\u{a0}organ i 2\u{a0}kommuner och regioner"
    ]
    .assert_eq(between(page.text(), "<p class=\"lead\">", ". Senast"));
    assert!(page.text().contains("Skadade filer: 1\u{a0}fil"));
    assert!(page.text().contains("Ofullständiga uppgifter: 1\u{a0}fil"));
    assert!(
        !page.text().contains("/somewhere/"),
        "where files lie on the server is nobody's business"
    );
}

#[test]
fn coverage_and_the_municipalitys_page_tell_what_is_missing_and_where_it_must_lie() {
    let made = with_gaps();
    for address in ["/tackning", "/ekvalla"] {
        let page = get(&made.app, address);
        for told in [
            "§\u{a0}1–33 före sammanträdet 14 februari, det första som finns",
            "§\u{a0}37 i protokollet från 14 februari",
            "§\u{a0}41–49 mellan sammanträdena 14 februari och 8 maj",
            "Publicerat för sig och inte inläst:</b> §\u{a0}38 (14 februari)",
            "sammanträdet 2 april (i 1\u{a0}paragraf)",
        ] {
            assert!(page.text().contains(told), "{address} lacks {told}");
        }
    }
    let page = get(&made.app, "/ekvalla/kommunstyrelsen");
    assert!(page.text().contains("Numren löper genom året."));
}

#[test]
fn the_findings_page_leads_to_the_paragraph_and_the_original_page() {
    let made = with_finding("vote_does_not_add_up", 12);
    let page = get(
        &made.app,
        "/iakttagelser?slag=omrostning-som-inte-gar-ihop&kommun=&fran=2024",
    );
    assert_eq!(page.status, 200);
    for told in [
        "1\u{a0}iakttagelse<",
        "<a class=\"sign\" href=\"/ekvalla/kommunstyrelsen/2024-03-05/1\">§\u{a0}1</a>",
        "/original#page=2\">ks.pdf</a>, sidan 2",
        "Omröstning som inte går ihop",
    ] {
        assert!(
            page.text().contains(told),
            "{told} is not in {}",
            page.text()
        );
    }
    assert!(
        get(&made.app, "/tackning")
            .text()
            .contains("href=\"/iakttagelser\"")
    );
}

#[test]
fn findings_are_asked_for_in_swedish_and_the_english_names_lead_there() {
    let made = with_finding("vote_does_not_add_up", 12);
    let english = "kind=vote_does_not_add_up&severity=warning&municipality=ekvalla&body=kommunstyrelsen&from=2024&to=2024-12&size=5";
    let moved = get(&made.app, &format!("/iakttagelser?{english}"));
    let swedish = "/iakttagelser?slag=omrostning-som-inte-gar-ihop&allvar=kan-vara-fel&kommun=ekvalla&organ=kommunstyrelsen\
        &fran=2024&till=2024-12&antal=5";
    assert_eq!(
        (moved.status.as_u16(), moved.header("location")),
        (308, swedish)
    );
    let page = get(&made.app, swedish);
    assert_eq!(page.status, 200);
    let api = get(&made.app, &format!("/api/v1/findings?{english}")).json();
    assert_eq!(api["total"], 1, "{api}");
    let counted = "1\u{a0}iakttagelse<";
    assert!(page.text().contains(counted), "{}", page.text());
    // Whoever sends the form again asks for the same.
    for field in [
        "name=\"slag\" value=\"omrostning-som-inte-gar-ihop\"",
        "<option value=\"kan-vara-fel\" selected>",
        "<option value=\"ekvalla\" selected>",
        "name=\"fran\" value=\"2024-01-01\"",
    ] {
        assert!(page.text().contains(field), "{field}: {}", page.text());
    }
    assert!(
        page.text()
            .contains("/api/v1/findings?kind=vote_does_not_add_up&#38;severity=warning")
    );
    for (asked, told) in [
        ("slag=x", "<b>slag</b> kan vara"),
        ("slag=x", "omrostning-som-inte-gar-ihop"),
        (
            "allvar=x",
            "<b>allvar</b> kan vara <code>bra-att-veta</code>",
        ),
        ("kommun=ekvala", "<code>ekvalla</code>"),
        ("sida=x", "Sidmärket går inte att läsa."),
        (
            "nope=1",
            "De som finns är slag, allvar, kommun, organ, fran, till, antal, sida.",
        ),
    ] {
        let refused = get(&made.app, &format!("/iakttagelser?{asked}"));
        assert_eq!(refused.status, 400, "{asked}");
        assert!(refused.text().contains(told), "{told}: {}", refused.text());
    }
}

#[test]
fn no_link_to_findings_leads_on_to_another_address() {
    let made = with_finding("vote_does_not_add_up", 12);
    let mut followed = 0;
    for address in [
        "/iakttagelser",
        "/iakttagelser?slag=omrostning-som-inte-gar-ihop&kommun=ekvalla",
        "/ekvalla",
        "/ekvalla/kommunstyrelsen",
        "/kvalitet",
        "/tackning",
    ] {
        let page = get(&made.app, address);
        for link in page.text().split("href=\"").skip(1) {
            let link = link.split('"').next().unwrap().replace("&#38;", "&");
            if link.starts_with("/iakttagelser") {
                followed += 1;
                assert_eq!(get(&made.app, &link).status, 200, "{address}: {link}");
            }
        }
    }
    assert!(followed > 5, "{followed}");
}

#[test]
fn coverage_tells_of_pages_that_wait_for_text_recognition() {
    let made = with_finding("page_without_text", 10);
    let page = get(&made.app, "/tackning");
    assert!(
        page.text()
            .contains("1\u{a0}fil går att söka i men har också sidor som väntar")
    );
    let status = get(&made.app, "/api/v1/status").json();
    assert_eq!(status["counts"]["incomplete"], 1);
    let whole = get(&archive().app, "/tackning");
    assert!(!whole.text().contains("sidor som väntar"));
}

#[test]
fn the_start_page_shows_searches_that_find_something() {
    let made = archive();
    let page = get(&made.app, "/");
    let examples = between(page.text(), "<ul class=\"examples\"", "</ul>");
    let addresses: Vec<&str> = examples
        .split("href=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert_eq!(addresses.len(), 3);
    for address in addresses {
        let results = get(&made.app, address);
        assert!(
            !results.text().contains("0\u{a0}paragrafer"),
            "{address} finds nothing"
        );
    }
    assert!(page.body.len() < 60_000);
}

#[test]
fn an_empty_archive_says_how_to_fill_it() {
    let made = empty();
    assert!(get(&made.app, "/").text().contains("paragraf ingest"));
    for address in [
        "/sok",
        "/tackning",
        "/arenden",
        "/om",
        "/api/v1/status",
        "/api/v1/search",
        "/api/v1/export",
    ] {
        assert_eq!(get(&made.app, address).status, 200, "{address}");
    }
}

#[test]
fn every_page_has_one_heading_landmarks_and_its_language() {
    let made = archive();
    let mut pages = addresses(&made);
    pages.extend(["/nowhere", "/sok?nope=1", "/sok?q=finnsinte"].map(str::to_owned));
    for address in pages {
        let answer = get(&made.app, &address);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let text = answer.text();
        assert_eq!(text.matches("<h1").count(), 1, "{address}");
        assert_eq!(text.matches("<main").count(), 1, "{address}");
        assert!(text.contains("<html lang=\"sv\">"), "{address}");
        assert!(
            text.contains("href=\"#innehall\"") && text.contains("id=\"innehall\""),
            "{address}"
        );
        assert!(!text.contains("style="), "{address}: the policy forbids it");
        super::html::check_page(text, &address);
        for control in text.split("<input ").skip(1) {
            let control = control.split('>').next().unwrap();
            let id = control
                .split("id=\"")
                .nth(1)
                .map(|rest| rest.split('"').next().unwrap());
            let labelled = id.is_some_and(|id| text.contains(&format!("for=\"{id}\"")));
            assert!(
                labelled || control.contains("hidden"),
                "{address}: {control}"
            );
        }
    }
}

#[test]
fn pages_that_name_people_are_not_for_search_engines_unless_allowed() {
    let made = archive();
    let noindex = "name=\"robots\" content=\"noindex\"";
    for address in [
        "/ekvalla/kommunstyrelsen/2024-03-05",
        "/ekvalla/kommunstyrelsen/2024-03-05/12",
        "/sok",
    ] {
        assert!(
            get(&made.app, address).text().contains(noindex),
            "{address}"
        );
    }
    assert!(!get(&made.app, "/").text().contains(noindex));
    expect![[r#"
        User-agent: *
        Disallow: /sok
        Disallow: /statistik
        Disallow: /hamta
        Disallow: /arenden
        Disallow: /originalfil/
        Disallow: /opensearch/
        Disallow: /api/v1/

        Sitemap: https://arkiv.example.org/sitemap.xml
    "#]]
    .assert_eq(get(&made.app, "/robots.txt").text());
}

#[test]
fn text_of_documents_stays_text_on_every_page() {
    let made = hostile();
    let evil = "%3Cscript%3Ealert(1)%3C/script%3E";
    for address in [
        "/".to_owned(),
        "/sok".to_owned(),
        format!("/sok?q={evil}"),
        "/sok?q=bygglov".to_owned(),
        format!("/sok?handlaggare={evil}"),
        format!("/arenden?nummer={evil}%3C/textarea%3E"),
        "/arenden?nummer=KS%202024/1".to_owned(),
        "/arende/ekvalla/ks-2024-1".to_owned(),
        "/ekvalla".to_owned(),
        "/ekvalla/kommunstyrelsen".to_owned(),
        "/ekvalla/kommunstyrelsen/2024-03-05".to_owned(),
        "/ekvalla/kommunstyrelsen/2024-03-05/1".to_owned(),
        format!("/ekvalla/kommunstyrelsen/2024-03-05/1?q={evil}"),
        "/tackning".to_owned(),
        format!("/{evil}"),
        format!("/sok?{evil}=1"),
    ] {
        let answer = get(&made.app, &address);
        let html = answer.text();
        super::html::check_page(html, &address);
        assert!(!html.contains("alert(1)>"), "{address}");
    }
}

#[test]
fn a_file_name_cannot_write_headers() {
    let made = hostile();
    let sha256 = made.document("\"><img src=x onerror=alert(1)>\r\nX-Evil: 1.pdf");
    let answer = get(&made.app, &format!("/api/v1/documents/{sha256}/original"));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("x-evil"), "");
    expect!["attachment; filename=\"___img src_x onerror_alert_1____X-Evil_ 1.pdf\"; filename*=UTF-8''%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%0D%0AX-Evil%3A%201.pdf"]
        .assert_eq(answer.header("content-disposition"));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(
        answer.header("content-length"),
        answer.body.len().to_string()
    );
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text
        .split(start)
        .nth(1)
        .unwrap_or_else(|| panic!("{start} is not in {text}"));
    rest.split(end).next().unwrap()
}

#[test]
fn what_was_searched_beyond_what_was_typed_can_be_left_out() {
    let made = archive();
    let relaxed = get(&made.app, "/sok?q=detaljplan+skolskjuts");
    let heading = "där inte alla ord behöver finnas";
    assert!(relaxed.text().contains(heading));
    assert!(
        relaxed
            .text()
            .contains("bredda=nej\">Sök bara efter alla orden</a>")
    );
    let strict = get(&made.app, "/sok?q=detaljplan+skolskjuts&bredda=nej");
    assert!(!strict.text().contains(heading));
    assert!(
        strict
            .text()
            .contains("Sök också efter andra stavningar och med färre ord")
    );
    let misspelt = get(&made.app, "/sok?q=detaljpaln");
    assert!(
        misspelt.text().contains("<b>detaljplan</b></a>?"),
        "{}",
        misspelt.text()
    );
    assert!(misspelt.text().contains("Sök bara efter det du skrev"));
    assert!(
        !get(&made.app, "/sok?q=detaljplan")
            .text()
            .contains("bredda=nej")
    );
}

#[test]
fn what_reading_in_waits_for_is_told_on_the_page_and_as_data() {
    let made = archive();
    let page = get(&made.app, "/tackning").text().to_owned();
    assert!(!page.contains("Inläsningen väntar"), "{page}");
    assert!(get(&made.app, "/api/v1/status").json()["waiting_for_space"].is_null());

    let waiting = paragraf_archive::WaitingForSpace {
        free_bytes: 512_000_000,
        least_free_bytes: 1_500_000_000,
        folder: "/srv/paragraf/index".into(),
        since: "2026-03-05T08:00:00Z".parse().unwrap(),
    };
    waiting.tell(made.data()).unwrap();
    let page = get(&made.app, "/tackning").text().to_owned();
    assert!(
        page.contains("Inläsningen väntar sedan den 5 mars 2026: bara 512\u{a0}MB är ledigt på servern, och 1,5\u{a0}GB behövs."),
        "{page}"
    );
    let status = get(&made.app, "/api/v1/status").text().to_owned();
    assert!(status.contains("\"free_bytes\":512000000"), "{status}");
    assert!(!status.contains("/srv/paragraf"), "{status}");
}
