//! What DOCX, ODT and HTML give: a flow of paragraphs and tables without places, and its setting into lines.
//!
//! One paragraph is one line, since only the program that shows it breaks it. Places are character columns: tab
//! stops, indents and the columns of tables are counted in them.

pub mod counting;
pub mod length;
mod pages;
pub mod paint;
mod setting;
mod table;

#[cfg(test)]
mod tests;

use paragraf_model::{Finding, FindingKind, MediaType, SourceText, Span};

use crate::ExtractError;
use crate::clean::clean;
use crate::limits::{FLOW_CHARACTERS, FLOW_LINES, PAGES};

pub use self::pages::shortened;

/// So many twips (twentieths of a point) one character column stands for: half of 11 points.
pub const TWIPS_OF_COLUMN: f32 = 110.0;

/// How characters are set.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    /// Points, where the file says so.
    pub size: Option<f32>,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(String, Look),
    /// Goes on at the next tab stop.
    Tab,
    /// Goes on in the next line.
    LineBreak,
    PageBreak(PageBreak),
    /// The number of the page it stands on; as the file last had it.
    PageNumber(String, Look),
    /// How many pages there are; as the file last had it.
    PageCount(String, Look),
}

/// Why a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageBreak {
    /// The author wanted it.
    Wanted,
    /// The page was full when the program last laid it out.
    Full,
}

/// A tab stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// Character column.
    pub column: f32,
    pub alignment: Alignment,
}

/// Which part of the text stands at the stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Left,
    Centre,
    Right,
}

/// A paragraph, heading or item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    pub inlines: Vec<Inline>,
    /// The number or bullet that the program puts before it.
    pub label: Option<(String, Look)>,
    /// Character columns from the margin to its lines, and to its first line.
    pub indent: f32,
    pub first_indent: f32,
    /// In rising order.
    pub stops: Vec<Stop>,
    /// Points above and below.
    pub before: f32,
    pub after: f32,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    /// The file tells that it only lays out a page: its cells are read one after another.
    pub stacked: bool,
}

/// A cell, with the place of its first column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub column: usize,
    pub blocks: Vec<Block>,
}

/// What stands above one another.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Vec<Row>),
    PageBreak(PageBreak),
    /// From here on pages have the heads and feet of this section.
    Section(usize),
}

/// The head or foot of a section's pages.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    pub usual: Vec<Block>,
    /// On the section's first page, where it has another.
    pub first: Option<Vec<Block>>,
    /// On pages with an even number, where they have another.
    pub even: Option<Vec<Block>>,
}

/// What stands on each page of a section beside its text.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub head: Heads,
    pub foot: Heads,
}

/// A document before it is set.
#[derive(Debug)]
pub struct Flow {
    pub media_type: MediaType,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    /// Pages by the count of the program that wrote it.
    pub stated_pages: Option<usize>,
    /// Characters between the tab stops that nobody has set.
    pub tab_width: f32,
    pub title: Option<String>,
    pub noticed: Noticed,
}

/// What was noticed while reading.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noticed {
    /// Places with text that no reader of the document sees.
    pub hidden: usize,
    /// Places with text struck out in tracked changes.
    pub deleted: usize,
    /// Places around the document, in heads or columns of a page, with text that may be missed.
    pub left_around: usize,
    /// The file was read in part.
    pub damaged: bool,
    /// Some of the text is in pictures.
    pub pictures: bool,
    /// So deep or so large that some of its structure was left out.
    pub simplified: bool,
}

impl Flow {
    /// Sets it into pages of lines.
    pub fn set(self) -> Result<SourceText, ExtractError> {
        let set = pages::set(&self);
        if !set.has_text {
            return Err(without_text(self.noticed));
        }
        let mut findings = self.noticed.findings();
        if set.cut {
            findings.push(cut());
        }
        Ok(SourceText {
            media_type: self.media_type,
            pages: set.pages,
            text_quality: 1.0,
            title: self.title.map(|title| clean(&title)).filter(|title| {
                let placeholders = ["", "untitled", "namnlös", "(anonymous)"];
                !placeholders.contains(&title.to_lowercase().as_str())
            }),
            findings,
        })
    }
}

fn without_text(noticed: Noticed) -> ExtractError {
    if noticed.pictures {
        ExtractError::NoVisibleText
    } else if noticed.damaged {
        ExtractError::Damaged {
            detail: "no text can be read from it".to_owned(),
        }
    } else {
        ExtractError::Empty
    }
}

impl Noticed {
    fn findings(self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let whole = Span::default();
        if self.damaged {
            findings.push(Finding::warning(
                FindingKind::FileDamaged,
                whole,
                "Filen är skadad; det som gick att läsa har lästs, men något kan saknas.",
            ));
        }
        if self.simplified {
            findings.push(Finding::warning(
                FindingKind::LimitReached,
                whole,
                "Webbsidan är ovanligt djupt uppbyggd eller stor; delar av uppställningen kan ha gått förlorade.",
            ));
        }
        if self.hidden > 0 {
            let message = format!(
                "Text som inte syns i dokumentet har utelämnats på {}.",
                places(self.hidden)
            );
            findings.push(Finding::warning(FindingKind::HiddenText, whole, message));
        }
        if self.deleted > 0 {
            let message = format!(
                "Text som är struken med spårade ändringar har utelämnats på {}.",
                places(self.deleted)
            );
            findings.push(Finding::info(FindingKind::HiddenText, whole, message));
        }
        if self.left_around > 0 {
            let message = format!(
                "Sidhuvud, sidfot, meny eller annan text vid sidan av handlingen har utelämnats på {}.",
                places(self.left_around)
            );
            findings.push(Finding::info(FindingKind::PageFurniture, whole, message));
        }
        findings
    }
}

fn places(count: usize) -> String {
    if count == 1 {
        "ett ställe".to_owned()
    } else {
        format!("{count} ställen")
    }
}

fn cut() -> Finding {
    let millions = FLOW_CHARACTERS / 1_000_000;
    Finding::error(
        FindingKind::LimitReached,
        Span::default(),
        format!(
            "Dokumentet har fler än {PAGES} sidor, {FLOW_LINES} rader eller {millions} miljoner tecken; resten har inte lästs."
        ),
    )
}
