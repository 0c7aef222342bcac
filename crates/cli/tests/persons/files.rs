//! The same lines as text, web page, ODT, DOCX and PDF, each as small as its format allows.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use anyhow::Result;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The head of minutes of an invented body; `day` tells the meetings apart.
pub fn head(day: u32) -> Vec<String> {
    head_of("Kommunstyrelsen", day)
}

/// The same for another body.
pub fn head_of(body: &str, day: u32) -> Vec<String> {
    let lines = ["Ekvalla kommun", body, "PROTOKOLL", "Sammanträdesdatum"];
    let mut lines: Vec<String> = lines.map(str::to_owned).to_vec();
    lines.push(format!("2024-03-{day:02}"));
    lines.push(String::new());
    lines
}

pub fn text(lines: &[String]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

fn escaped(line: &str) -> String {
    line.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// `more` is put in as it stands.
pub fn html(lines: &[String], more: &str) -> Vec<u8> {
    let lines = lines.iter().filter(|line| !line.is_empty());
    let paragraphs: Vec<String> = lines
        .map(|line| format!("<p>{}</p>", escaped(line)))
        .collect();
    let body = paragraphs.join("\n");
    format!(
        "<!doctype html><html><head><meta charset=utf-8></head><body>{body}{more}</body></html>"
    )
    .into_bytes()
}

/// An ODT in one piece.
pub fn fodt(lines: &[String], more: &str) -> Vec<u8> {
    let paragraphs: Vec<String> = lines
        .iter()
        .map(|line| format!("<text:p>{}</text:p>", escaped(line)))
        .collect();
    let names = ["office", "text", "style", "dc"].map(|name| {
        let of = if name == "dc" {
            "http://purl.org/dc/elements/1.1/".to_owned()
        } else {
            format!("urn:oasis:names:tc:opendocument:xmlns:{name}:1.0")
        };
        format!(r#"xmlns:{name}="{of}""#)
    });
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {} office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{}{more}</office:text></office:body></office:document>"#,
        names.join(" "),
        paragraphs.join("")
    )
    .into_bytes()
}

/// `more` is put behind the paragraphs; `parts` are further entries of the container.
pub fn docx(lines: &[String], more: &str, parts: &[(&str, &str)]) -> Result<Vec<u8>> {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let paragraphs: Vec<String> = lines
        .iter()
        .map(|line| {
            format!(
                r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
                escaped(line)
            )
        })
        .collect();
    let document = format!(
        r#"<w:document xmlns:w="{W}"><w:body>{}{more}</w:body></w:document>"#,
        paragraphs.join("")
    );
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let own = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations),
        ("word/document.xml", document.as_str()),
    ];
    for (name, part) in own.iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default())?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A PDF of one page, object by object; the page is 3, its content 4, its resources 5.
pub struct Pdf {
    objects: BTreeMap<u32, Vec<u8>>,
}

/// Lines that one page of [`Pdf::of`] holds.
const LINES_OF_PAGE: usize = 50;

impl Pdf {
    /// With these lines from the top, and this content behind them on the first page.
    pub fn of(lines: &[String], more: &str) -> Pdf {
        let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
        let pages: Vec<&[String]> = lines.chunks(LINES_OF_PAGE).collect();
        let number = |place: usize| {
            if place == 0 {
                3
            } else {
                100 + 2 * place as u32
            }
        };
        let kids: Vec<String> = (0..pages.len())
            .map(|place| format!("{} 0 R", number(place)))
            .collect();
        let mut pdf = Pdf {
            objects: BTreeMap::new(),
        };
        pdf.put(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.put(
            2,
            &format!(
                "<</Type/Pages/Kids[{}]/Count {}>>",
                kids.join(" "),
                pages.len()
            ),
        );
        for (place, lines) in pages.iter().enumerate() {
            let content = if place == 0 { 4 } else { number(place) + 1 };
            pdf.put(
                number(place),
                &format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources 5 0 R>>"),
            );
            let shown = lines.iter().zip(0..).map(|(line, row)| {
                let line = line
                    .replace('\\', "\\\\")
                    .replace('(', "\\(")
                    .replace(')', "\\)");
                format!("BT /F1 9 Tf 40 {} Td ({line}) Tj ET\n", 800 - 15 * row)
            });
            let shown: String = shown.collect();
            pdf.put_stream(
                content,
                "",
                &format!("{shown}{}", if place == 0 { more } else { "" }),
            );
        }
        pdf.put(5, "<</Font<</F1 6 0 R>>>>");
        pdf.put(6, font);
        pdf
    }

    pub fn put(&mut self, number: u32, object: &str) {
        self.objects.insert(number, windows(object));
    }

    pub fn put_stream(&mut self, number: u32, entries: &str, data: &str) {
        let data = windows(data);
        let begin = format!("<<{entries}/Length {}>>\nstream\n", data.len());
        let object = [begin.as_bytes(), &data, b"\nendstream"].concat();
        self.objects.insert(number, object);
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = BTreeMap::new();
        for (number, object) in &self.objects {
            table.insert(*number, file.len());
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let (start, size) = (file.len(), table.keys().max().map_or(1, |last| last + 1));
        file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for number in 1..size {
            let entry = match table.get(&number) {
                Some(offset) => format!("{offset:010} 00000 n \n"),
                None => "0000000000 65535 f \n".to_owned(),
            };
            file.extend(entry.bytes());
        }
        let more = if self.objects.contains_key(&20) {
            "/Info 20 0 R"
        } else {
            ""
        };
        file.extend(
            format!("trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF\n")
                .bytes(),
        );
        file
    }

    /// The file saved again with the content of another one's page.
    pub fn revised(&self, newer: &Pdf) -> Vec<u8> {
        let mut bytes = self.bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let before = text.rsplit_once("startxref\n").map(|(_, end)| end);
        let before = before.and_then(|end| end.lines().next());
        let before = before.unwrap_or_default().to_owned();
        let place = bytes.len();
        bytes.extend(b"4 0 obj\n");
        bytes.extend(newer.objects.get(&4).into_iter().flatten());
        bytes.extend(b"\nendobj\n");
        let table = bytes.len();
        bytes.extend(
            format!(
                "xref\n4 1\n{place:010} 00000 n \ntrailer\n<</Size 30/Root 1 0 R/Prev {before}>>\nstartxref\n{table}\n%%EOF\n"
            )
            .bytes(),
        );
        bytes
    }
}

/// Windows' encoding, as far as the tests need it.
fn windows(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        '\u{2013}' => 0x96,
        '\u{2014}' => 0x97,
        letter => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

/// Whether [`Pdf`] can show it.
pub fn is_windows(text: &str) -> bool {
    text.chars()
        .all(|letter| matches!(letter, '\u{2013}' | '\u{2014}') || u32::from(letter) < 256)
}
