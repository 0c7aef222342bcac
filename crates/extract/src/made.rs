//! Files for the tests: containers and the parts in them, as small as a feature allows.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#;

const ODF: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0""#;

/// A ZIP container of these entries, in this order.
pub fn container(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A DOCX that grows part by part.
pub struct Docx {
    parts: Vec<(String, String)>,
    relations: String,
}

impl Docx {
    /// With this text in `w:body`.
    pub fn new(body: &str) -> Docx {
        let document = format!(r#"<w:document {W}><w:body>{body}</w:body></w:document>"#);
        Docx {
            parts: vec![("word/document.xml".to_owned(), document)],
            relations: String::new(),
        }
    }

    /// With another part, its root element without namespaces.
    pub fn part(mut self, kind: &str, root: &str, content: &str) -> Docx {
        let name = format!("{kind}{}.xml", self.parts.len());
        let id = format!("rId{}", self.parts.len());
        self.relations.push_str(&format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{name}"/>"#
        ));
        let part = format!("<w:{root} {W}>{content}</w:{root}>");
        self.parts.push((format!("word/{name}"), part));
        self
    }

    pub fn styles(self, styles: &str) -> Docx {
        self.part("styles", "styles", styles)
    }

    pub fn numbering(self, numbering: &str) -> Docx {
        self.part("numbering", "numbering", numbering)
    }

    /// Its entries, those that name the others first.
    pub fn entries(self) -> Vec<(String, String)> {
        let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
        let relations = format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
            self.relations
        );
        let mut entries = vec![
            ("[Content_Types].xml".to_owned(), types.to_owned()),
            ("word/_rels/document.xml.rels".to_owned(), relations),
        ];
        entries.extend(self.parts);
        entries
    }

    pub fn bytes(self) -> Vec<u8> {
        let entries = self.entries();
        let entries: Vec<(&str, &[u8])> = entries
            .iter()
            .map(|(name, part)| (name.as_str(), part.as_bytes()))
            .collect();
        container(&entries)
    }
}

/// A paragraph of one run.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// `content.xml` with these automatic styles and this text.
pub fn odt_content(styles: &str, text: &str) -> String {
    format!(
        "<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
}

/// An ODT with these automatic styles and this text.
pub fn odt(styles: &str, text: &str) -> Vec<u8> {
    odt_with(&odt_content(styles, text), "")
}

/// An ODT with the shared styles in `styles.xml`, where any are given.
pub fn odt_with(content: &str, shared: &str) -> Vec<u8> {
    let shared = format!("<office:document-styles {ODF}>{shared}</office:document-styles>");
    container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", shared.as_bytes()),
    ])
}

/// The flat form.
pub fn flat_odt(styles: &str, text: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{text}</office:text></office:body></office:document>"#
    )
}

/// As a person reads it.
pub fn read(bytes: &[u8]) -> String {
    crate::to_text(&crate::extract(bytes).unwrap())
}

/// The messages of what was noticed.
pub fn noticed(bytes: &[u8]) -> Vec<String> {
    let source = crate::extract(bytes).unwrap();
    source
        .findings
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}
