//! What was taken out is 410 wherever it had an address, and nowhere else.

use paragraf_archive::Subject;
use paragraf_model::ParagraphId;

use super::asking::get;
use super::made::archive;

const ID: &str = "ekvalla/kommunstyrelsen/2024-03-05/12";
const NOTE: &str = "Paragrafen togs bort ur arkivet den 1 juli 2024. Skäl: uppgift om en enskild. Ange beteckningen U-20240701-";

fn paragraph() -> Subject {
    Subject::Paragraph(ParagraphId::parse(ID).unwrap())
}

#[test]
fn a_withdrawn_paragraph_is_gone_with_a_note_before_the_index_follows() {
    let made = archive();
    let document = made.document("ks 2024-03-05.pdf");
    let extract = made.document("utdrag §12.pdf");
    made.withdraw(&paragraph());
    made.app.refresh();

    let answer = get(&made.app, &format!("/api/v1/paragraphs/{ID}"));
    assert_eq!(answer.status, 410);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.json()["code"], "withdrawn");
    let detail = answer.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.starts_with(NOTE), "{detail}");
    assert!(!detail.contains("Registrator"), "{detail}");
    let page = get(&made.app, &format!("/{ID}"));
    assert_eq!(page.status, 410);
    assert!(
        page.text().contains("togs bort ur arkivet"),
        "{}",
        page.text()
    );
    for version in [&document, &extract] {
        let address = format!("/api/v1/paragraphs/{ID}?document={version}");
        assert_eq!(get(&made.app, &address).status, 410);
        // The rest of the documents is there, their bytes are not.
        assert_eq!(
            get(&made.app, &format!("/api/v1/documents/{version}")).status,
            200
        );
        let original = get(&made.app, &format!("/api/v1/documents/{version}/original"));
        assert_eq!(original.status, 403);
        assert!(
            original.text().contains("tagits bort ur arkivet"),
            "{}",
            original.text()
        );
    }
    assert_eq!(
        get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/13").status,
        200
    );
    assert_eq!(
        get(&made.app, "/ekvalla/kommunstyrelsen/2024-03-05/99").status,
        404
    );
    assert_eq!(
        get(
            &made.app,
            "/api/v1/paragraphs/ekvalla/namnden/2024-03-05/12"
        )
        .status,
        404
    );
}

#[test]
fn nothing_of_a_withdrawn_paragraph_stands_in_any_other_answer() {
    let made = archive();
    let mut addresses = super::routes::addresses(&made);
    // Its examples are about the same invented minutes, and part of the program.
    addresses.retain(|address| address != "/api/v1/openapi.json");
    let told = |word: &str| -> Vec<String> {
        let tells = |address: &&String| get(&made.app, address).text().contains(word);
        addresses.iter().filter(tells).cloned().collect()
    };
    let words = ["ttio bost", "Planavgift tas ut", "Plankarta"];
    assert!(words.iter().all(|word| !told(word).is_empty()));
    made.withdraw(&paragraph());
    made.app.refresh();
    for word in words {
        assert_eq!(told(word), Vec::<String>::new(), "{word}");
    }
}

#[test]
fn a_withdrawn_document_is_gone_with_what_it_alone_held() {
    let made = archive();
    let council = made.document("kf_2024-03-25.pdf");
    made.withdraw(&Subject::Document(council.clone()));
    made.app.refresh();
    for address in [
        format!("/api/v1/documents/{council}"),
        format!("/api/v1/documents/{council}/original"),
        "/api/v1/paragraphs/ekvalla/kommunfullmaktige/2024-03-25/40".to_owned(),
        "/api/v1/meetings/ekvalla/kommunfullmaktige/2024-03-25".to_owned(),
        "/ekvalla/kommunfullmaktige/2024-03-25".to_owned(),
        "/ekvalla/kommunfullmaktige/2024-03-25/40".to_owned(),
    ] {
        assert_eq!(get(&made.app, &address).status, 410, "{address}");
    }
    let status = get(&made.app, "/api/v1/status").json();
    assert_eq!(status["counts"]["withdrawn"], 1);
    assert_eq!(status["counts"]["withdrawn_paragraphs"], 1);
    assert!(!status.to_string().contains(&council));
}

#[test]
fn the_change_feed_tells_of_what_was_put_and_withdrawn() {
    let made = archive();
    let all = get(&made.app, "/api/v1/changes").json();
    let last = all["last"].as_u64().unwrap();
    assert_eq!(all["next"], last);
    made.withdraw(&paragraph());
    let news = get(&made.app, &format!("/api/v1/changes?after={last}")).json();
    assert_eq!(news["changes"].as_array().unwrap().len(), 1);
    assert_eq!(news["changes"][0]["kind"], "withdraw");
    assert_eq!(news["changes"][0]["id"], ID);
    let page = get(&made.app, "/api/v1/changes?size=2").json();
    assert_eq!(page["changes"].as_array().unwrap().len(), 2);
    assert_eq!(page["next"], page["changes"][1]["sequence"]);
    for refused in [
        "after=-1",
        "after=x",
        "after=9223372036854775808",
        "size=0",
        "size=1001",
    ] {
        let answer = get(&made.app, &format!("/api/v1/changes?{refused}"));
        assert_eq!(answer.status, 400, "{refused}");
    }
}
