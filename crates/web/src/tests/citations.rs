//! How to cite a paragraph, from the API and from its page.

use paragraf_archive::Subject;
use paragraf_model::ParagraphId;

use super::asking::{Answer, get};
use super::made::{archive, hostile};
use crate::app::today;

const ID: &str = "ekvalla/kommunstyrelsen/2024-03-05/12";

fn cited(app: &crate::App, id: &str, question: &str) -> Answer {
    get(app, &format!("/api/v1/citations/{id}{question}"))
}

#[test]
fn a_paragraph_is_cited_in_four_forms() {
    let made = archive();
    let source = made.document("ks 2024-03-05.pdf");
    let address = format!("https://arkiv.example.org/{ID}");
    for (question, kind, file) in [
        ("", "text/plain; charset=utf-8", ""),
        ("?format=text", "text/plain; charset=utf-8", ""),
        (
            "?format=bibtex",
            "application/x-bibtex; charset=utf-8",
            "ekvalla-kommunstyrelsen-2024-03-05-12.bib",
        ),
        (
            "?format=ris",
            "application/x-research-info-systems; charset=utf-8",
            "ekvalla-kommunstyrelsen-2024-03-05-12.ris",
        ),
        (
            "?format=csl",
            "application/vnd.citationstyles.csl+json",
            "ekvalla-kommunstyrelsen-2024-03-05-12.json",
        ),
    ] {
        let answer = cited(&made.app, ID, question);
        assert_eq!(answer.status, 200, "{question}");
        assert_eq!(answer.header("content-type"), kind, "{question}");
        assert!(
            answer.header("content-disposition").contains(file),
            "{question}"
        );
        for part in [&address, &source, "KS 118/2023"] {
            assert!(
                answer.text().contains(part),
                "{question}: {}",
                answer.text()
            );
        }
    }
    let line = cited(&made.app, ID, "");
    let start = "Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023). https://";
    assert!(line.text().starts_with(start), "{}", line.text());
    let page = get(&made.app, &format!("/api/v1/paragraphs/{ID}")).json();
    let short = page["citation"].as_str().unwrap();
    assert!(line.text().starts_with(short), "{short}");
}

#[test]
fn only_what_reference_managers_keep_tells_the_day_of_the_visit() {
    let made = archive();
    let today = today().to_string();
    let text = cited(&made.app, ID, "");
    assert!(!text.text().contains(&today), "{}", text.text());
    let bibtex = cited(&made.app, ID, "?format=bibtex");
    assert!(
        bibtex
            .text()
            .contains(&format!("urldate      = {{{today}}}"))
    );
}

#[test]
fn a_version_is_cited_as_its_file_has_it() {
    let made = archive();
    let extract = made.document("utdrag §12.pdf");
    let answer = cited(&made.app, ID, &format!("?document={extract}"));
    let address = format!("https://arkiv.example.org/{ID}?fil={extract} (");
    assert!(answer.text().contains(&address), "{}", answer.text());
    let page = get(&made.app, &format!("/{ID}?fil={extract}"));
    assert_eq!(page.status, 200);
    let link = format!("/api/v1/citations/{ID}?format=ris&#38;document={extract}");
    assert!(page.text().contains(&link), "{}", page.text());
}

#[test]
fn an_archive_that_does_not_know_its_own_address_cites_by_the_id() {
    let made = archive();
    let app = made.set(|config| config.base_url = None);
    let line = cited(&app, ID, "");
    assert!(
        line.text()
            .contains(&format!("2023). {ID} (källfilens SHA-256: ")),
        "{}",
        line.text()
    );
    for format in ["bibtex", "ris", "csl"] {
        let answer = cited(&app, ID, &format!("?format={format}"));
        assert!(answer.text().contains(ID), "{}", answer.text());
        assert!(!answer.text().contains("http"), "{}", answer.text());
    }
}

#[test]
fn what_cannot_be_cited_is_refused_as_everywhere() {
    let made = archive();
    for (address, status, code) in [
        ("ekvalla/kommunstyrelsen/2024-03-05/99", 404, "not_found"),
        ("ekvalla", 404, "not_found"),
        (
            "ekvalla/kommunstyrelsen/2024-03-05/12?format=word",
            400,
            "unknown_value",
        ),
        (
            "ekvalla/kommunstyrelsen/2024-03-05/12?document=7",
            400,
            "malformed_value",
        ),
    ] {
        let answer = cited(&made.app, address, "");
        assert_eq!(answer.status, status, "{address}");
        assert_eq!(answer.json()["code"], code, "{address}");
    }
    let id = ParagraphId::parse(ID).unwrap();
    made.withdraw(&Subject::Paragraph(id));
    made.app.refresh();
    assert_eq!(cited(&made.app, ID, "?format=ris").status, 410);
}

#[test]
fn text_of_documents_stays_text_in_every_form() {
    let made = hostile();
    let id = "ekvalla/kommunstyrelsen/2024-03-05/1";
    let csl = cited(&made.app, id, "?format=csl").json();
    assert_eq!(csl[0]["title"], "§ 1 <script>alert(1)</script>");
    let bibtex = cited(&made.app, id, "?format=bibtex");
    assert!(
        bibtex
            .text()
            .contains(r"\textless{}script\textgreater{}alert(1)"),
        "{}",
        bibtex.text()
    );
}

#[test]
fn the_page_of_a_paragraph_offers_every_form_without_a_script() {
    let made = archive();
    let page = get(&made.app, &format!("/{ID}"));
    for format in ["bibtex", "ris", "csl"] {
        let address = format!("/api/v1/citations/{ID}?format={format}");
        let link = format!("href=\"{address}\" download");
        assert!(page.text().contains(&link), "{format}: {}", page.text());
        assert_eq!(get(&made.app, &address).status, 200);
    }
}

#[test]
fn what_the_page_lets_copy_is_the_citation_that_the_api_gives() {
    let made = archive();
    let cited_on = |page: &str| {
        let page = get(&made.app, page);
        let page = scraper::Html::parse_document(page.text());
        let cited = scraper::Selector::parse("#hanvisning").unwrap();
        let cited = page.select(&cited).next().unwrap();
        cited.text().collect::<String>()
    };
    let line = cited(&made.app, ID, "");
    assert_eq!(cited_on(&format!("/{ID}")), line.text().trim_end());
    let extract = made.document("utdrag §12.pdf");
    let line = cited(&made.app, ID, &format!("?document={extract}"));
    let page = format!("/{ID}?fil={extract}");
    assert_eq!(cited_on(&page), line.text().trim_end());
}
