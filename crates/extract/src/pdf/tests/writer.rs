//! Writes small PDFs for tests.

use std::collections::BTreeMap;

/// A PDF as numbered objects. It begins as one A4 page with Helvetica as `F1` and its bold face as `F2`.
#[derive(Clone)]
pub struct TinyPdf {
    objects: BTreeMap<u32, Vec<u8>>,
    trailer: String,
}

/// The numbers of the objects that every file has.
pub const PAGES: u32 = 2;
pub const PAGE: u32 = 3;
pub const CONTENT: u32 = 4;
pub const RESOURCES: u32 = 5;

/// A page with this content.
pub fn page(content: &str) -> TinyPdf {
    let font = |name: &str| {
        format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
    };
    let pdf = TinyPdf {
        objects: BTreeMap::new(),
        trailer: String::new(),
    };
    pdf.with(1, "<</Type/Catalog/Pages 2 0 R>>")
        .with(PAGES, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
        .with(
            PAGE,
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>>",
        )
        .with_stream(CONTENT, "", content)
        .with(RESOURCES, "<</Font<</F1 6 0 R/F2 7 0 R>>>>")
        .with(6, &font("Helvetica"))
        .with(7, &font("Helvetica-Bold"))
}

/// A page that shows some codes (`(text)` or `<hex>`) in a font of its own, object 10.
pub fn in_font(font: &str, codes: &str) -> TinyPdf {
    page(&format!("BT /F 10 Tf 50 700 Td {codes} Tj ET"))
        .with(RESOURCES, "<</Font<</F 10 0 R>>>>")
        .with(10, font)
}

impl TinyPdf {
    /// Puts an object in, or another in its place.
    pub fn with(mut self, number: u32, object: &str) -> TinyPdf {
        self.objects.insert(number, windows(object));
        self
    }

    /// Takes an object out.
    pub fn without(mut self, number: u32) -> TinyPdf {
        self.objects.remove(&number);
        self
    }

    /// Puts a stream in; the entries come without `/Length`.
    pub fn with_stream(self, number: u32, entries: &str, data: &str) -> TinyPdf {
        self.with_data(number, entries, &windows(data))
    }

    /// Puts a stream of any bytes in.
    pub fn with_data(mut self, number: u32, entries: &str, data: &[u8]) -> TinyPdf {
        let begin = format!("<<{entries}/Length {}>>\nstream\n", data.len());
        let object = [begin.as_bytes(), data, b"\nendstream"].concat();
        self.objects.insert(number, object);
        self
    }

    /// Adds entries to the trailer.
    pub fn with_trailer(mut self, entries: &str) -> TinyPdf {
        self.trailer = entries.to_owned();
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = BTreeMap::new();
        for (number, object) in &self.objects {
            table.insert(*number, file.len());
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let (start, size) = (file.len(), table.keys().max().unwrap() + 1);
        file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for number in 1..size {
            let entry = match table.get(&number) {
                Some(offset) => format!("{offset:010} 00000 n \n"),
                None => "0000000000 65535 f \n".to_owned(),
            };
            file.extend(entry.bytes());
        }
        let trailer = &self.trailer;
        file.extend(format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n").bytes());
        file.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
        file
    }
}

/// Text in Windows' encoding, so that tests can write å ä ö in content.
fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}
