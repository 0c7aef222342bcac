//! Fields: what the program fills in. Their result is text, their instruction is not.

use crate::flow::{Inline, Look};

/// The fields that are open, the innermost last. They may reach over paragraphs, as a contents list does.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Field>,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Its result has begun.
    in_result: bool,
    /// The result of a field that stands for a page number.
    result: String,
}

/// What a field stands for that is known better than the file knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Page,
    Pages,
}

/// What an instruction says, where it is about pages.
pub fn counted(instruction: &str) -> Option<Counted> {
    match instruction
        .split_whitespace()
        .next()?
        .to_uppercase()
        .as_str()
    {
        "PAGE" => Some(Counted::Page),
        "NUMPAGES" | "SECTIONPAGES" => Some(Counted::Pages),
        _ => None,
    }
}

impl Counted {
    pub fn inline(self, known: String, look: Look) -> Inline {
        match self {
            Counted::Page => Inline::PageNumber(known, look),
            Counted::Pages => Inline::PageCount(known, look),
        }
    }
}

impl Fields {
    pub fn begin(&mut self) {
        self.open.push(Field::default());
    }

    pub fn instruction(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.instruction.push_str(text);
        }
    }

    pub fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
        }
    }

    /// Ends the innermost field; what it stands for, where pages are counted.
    pub fn end(&mut self, look: Look) -> Option<Inline> {
        let field = self.open.pop()?;
        Some(counted(&field.instruction)?.inline(field.result, look))
    }

    /// Whether text at this place is part of an instruction.
    pub fn in_instruction(&self) -> bool {
        self.open.iter().any(|field| !field.in_result)
    }

    /// Text that stands for a page number is kept with its field; `false` for other text.
    pub fn takes(&mut self, text: &str) -> bool {
        let field = self.open.last_mut().filter(|field| field.in_result);
        match field.filter(|field| counted(&field.instruction).is_some()) {
            Some(field) => {
                field.result.push_str(text);
                true
            }
            None => false,
        }
    }

    /// An instruction ends with its paragraph: where the mark that ends it is lost, the text must not be.
    pub fn end_paragraph(&mut self) {
        self.open.retain(|field| field.in_result);
    }
}
