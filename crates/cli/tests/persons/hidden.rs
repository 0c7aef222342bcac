//! Hidden text: what no reader of a page sees is in no index, no answer and no byte of the catalogue; each kind is
//! reported, and the file itself is not handed out.

use anyhow::{Context, Result};

use super::files::{self, Pdf, docx, fodt, head, html};
use super::place::Place;

/// Stands nowhere else, and has no word that does.
const PLANTED: &str = "Kvastmakare Testqvist misstänks för snatteri";
/// Its words, as a search would have them.
const WORDS: [&str; 4] = ["kvastmakare", "testqvist", "misstänks", "snatteri"];

fn minutes(day: u32) -> Vec<String> {
    let mut lines = head(day);
    lines.extend(
        [
            "§ 1 Val av justerare",
            "Beslut",
            "Kommunstyrelsen utser Ada Testsson att justera.",
        ]
        .map(str::to_owned),
    );
    lines
}

/// A PDF with this content after its lines, where the planted sentence stands at 40, 500.
fn pdf(day: u32, content: &str) -> Pdf {
    Pdf::of(&minutes(day), content)
}

fn planted(state: &str) -> String {
    format!("q {state} BT /F1 9 Tf 40 500 Td ({PLANTED}) Tj ET Q\n")
}

/// Each kind with its file.
fn kinds() -> Result<Vec<(&'static str, Vec<u8>)>> {
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n \nendstream";
    let mut under_picture = pdf(
        2,
        &format!("{}q 300 0 0 20 35 495 cm /Im Do Q", planted("")),
    );
    under_picture.put(5, "<</Font<</F1 6 0 R>>/XObject<</Im 10 0 R>>>>");
    under_picture.put(10, picture);
    let other_text =
        format!("BT /F1 9 Tf 40 500 Td /Span<</ActualText({PLANTED})>>BDC (Utgift.) Tj EMC ET");
    let earlier = pdf(6, &planted(""));
    let mut attached = pdf(7, "");
    attached.put(
        1,
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 11 0 R]>>>>>>",
    );
    attached.put(11, "<</Type/Filespec/F(a.txt)/EF<</F 12 0 R>>>>");
    attached.put_stream(12, "/Type/EmbeddedFile", PLANTED);
    let mut noted = pdf(8, "");
    noted.put(
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R/Annots[11 0 R]>>",
    );
    noted.put(
        11,
        &format!("<</Type/Annot/Subtype/Text/Rect[9 9 20 20]/Contents({PLANTED})>>"),
    );
    let mut layered = pdf(9, &format!("/OC /L BDC {} EMC", planted("")));
    layered.put(
        1,
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[11 0 R]/D<</OFF[11 0 R]>>>>>>",
    );
    layered.put(5, "<</Font<</F1 6 0 R>>/Properties<</L 11 0 R>>>>");
    layered.put(11, "<</Type/OCG/Name(L)>>");
    let run = |properties: &str| {
        format!("<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{PLANTED}</w:t></w:r></w:p>")
    };
    let comments = format!(
        r#"<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0"><w:p><w:r><w:t>{PLANTED}</w:t></w:r></w:p></w:comment></w:comments>"#
    );
    let deleted = format!(
        r#"<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{PLANTED}</w:delText></w:r></w:del></w:p>"#
    );
    let annotation = format!(
        "<text:p>Slut.<office:annotation><text:p>{PLANTED}</text:p></office:annotation></text:p>"
    );
    let section = format!(
        r#"<text:section text:display="none" text:name="s"><text:p>{PLANTED}</text:p></text:section>"#
    );
    Ok(vec![
        (
            "box.pdf",
            pdf(1, &format!("{}0 g 35 495 300 20 re f", planted(""))).bytes(),
        ),
        ("picture.pdf", under_picture.bytes()),
        ("white.pdf", pdf(3, &planted("1 g")).bytes()),
        (
            "off-page.pdf",
            pdf(4, &planted("1 0 0 1 0 -2000 cm")).bytes(),
        ),
        ("actual-text.pdf", pdf(5, &other_text).bytes()),
        ("revision.pdf", earlier.revised(&pdf(6, ""))),
        ("attachment.pdf", attached.bytes()),
        ("comment.pdf", noted.bytes()),
        ("layer.pdf", layered.bytes()),
        ("unpainted.pdf", pdf(10, &planted("3 Tr")).bytes()),
        (
            "hidden-run.docx",
            docx(&minutes(11), &run("<w:vanish/>"), &[])?,
        ),
        (
            "white-run.docx",
            docx(&minutes(12), &run(r#"<w:color w:val="FFFFFF"/>"#), &[])?,
        ),
        ("deleted.docx", docx(&minutes(13), &deleted, &[])?),
        (
            "comment.docx",
            docx(&minutes(14), "", &[("word/comments.xml", &comments)])?,
        ),
        ("comment.fodt", fodt(&minutes(15), &annotation)),
        ("section.fodt", fodt(&minutes(16), &section)),
        (
            "none.html",
            html(
                &minutes(17),
                &format!("<p style='display:none'>{PLANTED}</p>"),
            ),
        ),
        (
            "white.html",
            html(
                &minutes(18),
                &format!("<p style='color:#fff'>{PLANTED}</p>"),
            ),
        ),
    ])
}

#[test]
fn hidden_text_of_every_kind_is_in_no_index_no_answer_and_no_byte() -> Result<()> {
    let place = Place::new()?;
    let kinds = kinds()?;
    for (name, bytes) in &kinds {
        place.write(name, bytes)?;
    }
    // What is seen is found, or the rest would prove nothing.
    let mut seen = minutes(20);
    seen.push("Rådhusets tornur ska lagas.".to_owned());
    place.write("seen.pdf", &Pdf::of(&seen, "").bytes())?;
    place.ingest()?;

    for (way, said) in place.said(&["box.pdf", "comment.docx", "section.fodt", "none.html"])? {
        // The page of a search repeats what was typed there, and nothing of it was.
        let said = said.to_lowercase();
        for word in WORDS {
            assert!(!said.contains(word), "{word} in {way}");
        }
    }
    for (path, bytes) in place.stored()? {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in WORDS {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }

    let server = place.serve()?;
    assert_eq!(server.get("/api/v1/search?q=tornur")?["total"], 1);
    for word in WORDS {
        let typed = word.replace('ä', "%C3%A4");
        assert_eq!(
            server.get(&format!("/api/v1/search?q={typed}"))?["total"],
            0,
            "{word}"
        );
        let beginning: String = word.chars().take(5).collect();
        let beginning = beginning.replace('ä', "%C3%A4");
        let suggested = server
            .get(&format!("/api/v1/suggest?q={beginning}"))?
            .to_string();
        assert!(!suggested.contains(word), "{suggested}");
    }
    let mut reported = Vec::new();
    for hit in server.get("/api/v1/search?size=100")?["hits"]
        .as_array()
        .context("hits")?
    {
        let id = hit["id"].as_str().unwrap_or_default();
        let source = server.get(&format!("/api/v1/paragraphs/{id}"))?["source"].clone();
        let document = server.get(source["url"].as_str().context("url")?)?;
        let name = document["filename"].as_str().unwrap_or_default().to_owned();
        let sha256 = document["sha256"].as_str().unwrap_or_default();
        let (status, _) = server.ask(&format!("/api/v1/documents/{sha256}/original"))?;
        let has_finding = document["findings"].to_string().contains("hidden_text");
        assert_eq!(status, if name == "seen.pdf" { 200 } else { 403 }, "{name}");
        assert_eq!(
            has_finding,
            name != "seen.pdf",
            "{name}: {}",
            document["findings"]
        );
        reported.push(name);
    }
    assert_eq!(reported.len(), kinds.len() + 1, "{reported:?}");
    let status = place.json(&["status", "--format", "json"])?;
    assert_eq!(status["kept_back"]["with_hidden_text"], kinds.len());
    assert!(
        status["kept_back"]["hidden_kinds"]
            .as_array()
            .context("kinds")?
            .len()
            >= 8
    );
    let printed = place.well(&["status"])?;
    assert!(
        printed.contains(&format!("Hidden text: {} documents", kinds.len())),
        "{printed}"
    );
    Ok(())
}

#[test]
fn the_layer_of_recognised_text_over_a_scan_is_read() -> Result<()> {
    let place = Place::new()?;
    let lines = minutes(21);
    let shown = lines
        .iter()
        .zip(0..)
        .map(|(line, row)| format!("BT 3 Tr /F1 9 Tf 40 {} Td ({line}) Tj ET\n", 800 - 15 * row));
    let content = format!(
        "q 595 0 0 842 0 0 cm /Im Do Q\n{}",
        shown.collect::<String>()
    );
    let mut pdf = Pdf::of(&[String::new()], "");
    pdf.put_stream(4, "", &content);
    pdf.put(5, "<</Font<</F1 6 0 R>>/XObject<</Im 10 0 R>>>>");
    pdf.put(
        10,
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n~\nendstream",
    );
    place.write("skannat.pdf", &pdf.bytes())?;
    place.write("andra.txt", &files::text(&minutes(22)))?;
    place.ingest()?;
    assert_eq!(
        place.json(&["search", "justerare", "--format", "json"])?["total"],
        2
    );
    Ok(())
}
