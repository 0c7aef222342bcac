//! How to cite a paragraph: the Swedish way, and as files that reference managers read. Values in, text out.

mod bibtex;
mod csl;
mod ris;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use paragraf_archive::StoredParagraph;
use paragraf_model::CaseNumber;

use crate::swedish;

/// What a citation of a paragraph (*hänvisning*) consists of, each on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Permanent id.
    pub id: String,
    /// The body's name as the minutes have it.
    pub body: String,
    /// Full name of the municipality or region.
    pub municipality: String,
    /// The meeting's first day.
    pub date: NaiveDate,
    /// `15`, `3 b`.
    pub number: String,
    /// `None` where none stands there.
    pub title: Option<String>,
    /// As printed, in that order.
    pub case_numbers: Vec<String>,
    /// First and last page of the source; `None` where it has none.
    pub pages: Option<[u32; 2]>,
    /// ISO 639-1 code; `None` where there is too little text to tell.
    pub language: Option<String>,
    /// The permanent address; `None` where the archive does not know under which address the world knows it.
    pub url: Option<String>,
    /// Of the file that the paragraph was read from.
    pub sha256: String,
}

/// Forms of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationFormat {
    /// One line as Swedes cite minutes, with address and fingerprint.
    Text,
    /// For LaTeX; UTF-8, for BibTeX and biblatex alike.
    BibTex,
    /// For EndNote, Zotero, Mendeley and the like.
    Ris,
    /// CSL-JSON, for Zotero, Pandoc and whatever else formats by the Citation Style Language.
    Csl,
}

impl Citation {
    /// Of what the archive answers; `base_url` is the address under which the world knows it, without a slash at the end.
    pub fn of(stored: &StoredParagraph, base_url: Option<&str>) -> Citation {
        let paragraph = &stored.paragraph;
        let numbers = paragraph.case_numbers.iter().map(CaseNumber::printed);
        let base_url = base_url.map(|base| base.trim_end_matches('/'));
        Citation {
            id: stored.id.to_string(),
            body: one_line(&stored.body),
            municipality: one_line(&stored.municipality.name),
            date: stored.date,
            number: one_line(&swedish::number(paragraph)),
            title: paragraph
                .title
                .as_deref()
                .map(one_line)
                .filter(|title| !title.is_empty()),
            case_numbers: numbers.map(one_line).collect(),
            pages: paragraph.pages,
            language: paragraph.language.clone(),
            url: base_url
                .filter(|base| !base.is_empty())
                .map(|base| format!("{base}/{}", stored.id)),
            sha256: stored.document_sha256.clone(),
        }
    }

    /// Of the paragraph as this very file has it, whatever the archive answers for the id later.
    #[must_use]
    pub fn of_this_file(self) -> Citation {
        let url = self.url.map(|url| format!("{url}?fil={}", self.sha256));
        Citation { url, ..self }
    }

    /// `Kommunstyrelsen i Ekvalla kommun, 2024-03-05, § 12 (dnr KS 118/2023)`
    pub fn swedish(&self) -> String {
        let text = format!("{}, {}, § {}", self.author(), self.date, self.number);
        match self.case_numbers.as_slice() {
            [] => text,
            numbers => format!("{text} (dnr {})", numbers.join(", ")),
        }
    }

    /// The same with where it stands and which bytes it was read from.
    pub fn text(&self) -> String {
        let place = self.url.as_deref().unwrap_or(&self.id);
        format!(
            "{}. {place} (källfilens SHA-256: {})",
            self.swedish(),
            self.sha256
        )
    }

    /// Who is answerable for the words: a body, and no person.
    fn author(&self) -> String {
        format!("{} i {}", self.body, self.municipality)
    }

    /// `§ 12 Detaljplan för Sjöbacken`
    fn heading(&self) -> String {
        match &self.title {
            Some(title) => format!("§ {} {title}", self.number),
            None => format!("§ {}", self.number),
        }
    }

    /// `dnr KS 118/2023`
    fn diary(&self) -> Option<String> {
        let numbers = self.case_numbers.join(", ");
        (!numbers.is_empty()).then(|| format!("dnr {numbers}"))
    }

    fn fingerprint(&self) -> String {
        format!("SHA-256: {}", self.sha256)
    }

    /// Fit for a key of BibTeX and for a file's name.
    pub fn key(&self) -> String {
        self.id.replace('/', "-")
    }
}

impl CitationFormat {
    /// Every form.
    pub const ALL: [CitationFormat; 4] = [
        CitationFormat::Text,
        CitationFormat::BibTex,
        CitationFormat::Ris,
        CitationFormat::Csl,
    ];

    /// As parameters and options name it.
    pub fn name(self) -> &'static str {
        match self {
            CitationFormat::Text => "text",
            CitationFormat::BibTex => "bibtex",
            CitationFormat::Ris => "ris",
            CitationFormat::Csl => "csl",
        }
    }

    /// What such a file is.
    pub fn media_type(self) -> &'static str {
        match self {
            CitationFormat::Text => "text/plain; charset=utf-8",
            CitationFormat::BibTex => "application/x-bibtex; charset=utf-8",
            CitationFormat::Ris => "application/x-research-info-systems; charset=utf-8",
            CitationFormat::Csl => "application/vnd.citationstyles.csl+json",
        }
    }

    /// How the name of such a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            CitationFormat::Text => "txt",
            CitationFormat::BibTex => "bib",
            CitationFormat::Ris => "ris",
            CitationFormat::Csl => "json",
        }
    }
}

/// One file with all of them. `accessed` is the day on which they were looked up, which reference managers tell.
pub fn written(citations: &[Citation], format: CitationFormat, accessed: NaiveDate) -> String {
    let each = |write: fn(&Citation, NaiveDate) -> String, between: &str| {
        let written = citations.iter().map(|citation| write(citation, accessed));
        written.collect::<Vec<_>>().join(between)
    };
    match format {
        CitationFormat::Text => each(|citation, _| citation.text() + "\n", ""),
        CitationFormat::BibTex => each(bibtex::entry, "\n"),
        CitationFormat::Ris => each(ris::reference, "\r\n"),
        CitationFormat::Csl => csl::items(citations, accessed),
    }
}

/// Blanks of every kind become one space, and controls with them: a line break would end a field, or begin another.
pub(crate) fn one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
