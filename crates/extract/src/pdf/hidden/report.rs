//! What is said of hidden text: its kind and how much of it, never what it says.

use paragraf_model::{Finding, FindingKind, Span};

use super::Concealment;

/// The hidden text of one page.
#[derive(Clone, Debug, Default)]
pub struct Hidden {
    counts: [Count; KINDS],
    /// Characters for which the file gives another text than the one that is shown.
    pub replaced: usize,
    /// There was too much on the page to tell.
    pub untold: bool,
}

const KINDS: usize = Concealment::TooSmall as usize + 1;

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    characters: usize,
    /// Letters, digits or what cannot be told: blanks, dots and lines tell nobody anything.
    telling: bool,
}

impl Hidden {
    /// One more hidden character.
    pub fn add(&mut self, concealment: Concealment, text: &str) {
        let Some(count) = self.counts.get_mut(concealment as usize) else {
            return;
        };
        count.characters += text.chars().filter(|c| !c.is_whitespace()).count();
        count.telling |= text
            .chars()
            .any(|c| c.is_alphanumeric() || c == char::REPLACEMENT_CHARACTER);
    }

    /// What a person should know of it.
    pub fn findings(&self, page: u32) -> Vec<Finding> {
        let span = Span {
            page: Some(page),
            lines: None,
        };
        let kinds = WHERE.iter().zip(&self.counts);
        let mut findings: Vec<Finding> = kinds
            .filter(|(_, count)| count.telling)
            .map(|(place, count)| hidden(span, place, count.characters))
            .collect();
        if self.replaced > 0 {
            findings.push(replaced(span, self.replaced));
        }
        if self.untold {
            findings.push(untold(span));
        }
        findings
    }
}

/// In the order of [`Concealment`].
const WHERE: [&str; KINDS] = [
    "under en ogenomskinlig yta eller bild",
    "i samma färg som sin bakgrund",
    "som inte målas på sidan",
    "utanför det som visas av sidan",
    "i ett lager som är släckt",
    "i en anteckning som inte visas",
    "i oläsligt liten storlek",
];

fn hidden(span: Span, place: &str, characters: usize) -> Finding {
    let message = format!("Dold text {place} har utelämnats ({characters} tecken).");
    Finding::warning(FindingKind::HiddenText, span, message)
}

fn replaced(span: Span, characters: usize) -> Finding {
    let message = format!(
        "Filen anger en annan text än den som syns ({characters} tecken); den som syns har lästs."
    );
    Finding::warning(FindingKind::HiddenText, span, message)
}

fn untold(span: Span) -> Finding {
    Finding::warning(
        FindingKind::LimitReached,
        span,
        "Sidan är för invecklad för att dold text på den ska kunna skiljas ut.",
    )
}
