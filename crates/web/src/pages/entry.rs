//! A paragraph as an entry in a list: date, § and case number in the margin, the decision beside it.

use paragraf_archive::StoredParagraph;
use paragraf_index::Matcher;
use paragraf_model::{Outcome, Paragraph, SectionKind};
use paragraf_query::Zone;

use super::{text, votes};
use crate::{address, swedish};

/// Letters of a decision that an entry shows.
const EXCERPT: usize = 260;

/// Excerpts beside the decision's.
const OTHER_EXCERPTS: usize = 1;

/// An entry.
#[derive(Clone, Debug)]
pub struct Entry {
    pub url: String,
    pub number: String,
    pub date: String,
    /// Escaped text with `<mark>` and no other tag.
    pub title: String,
    pub body: String,
    pub municipality: String,
    pub meeting_url: String,
    pub cases: Vec<Link>,
    pub stamps: Vec<Stamp>,
    /// `ja 18, nej 23`; empty where nothing was voted on.
    pub vote: String,
    pub excerpts: Vec<Excerpt>,
}

/// An address with its words.
#[derive(Clone, Debug)]
pub struct Link {
    pub label: String,
    pub url: String,
}

/// An outcome as an ink stamp.
#[derive(Clone, Copy, Debug)]
pub struct Stamp {
    pub class: &'static str,
    pub word: &'static str,
}

/// A piece of text with the section it is from.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// `Beslut`, `Ärendebeskrivning`.
    pub heading: String,
    /// Escaped text with `<mark>` and no other tag.
    pub html: String,
    /// Where on the paragraph's page it stands.
    pub anchor: String,
}

impl Stamp {
    /// Of an outcome.
    pub fn of(outcome: Outcome) -> Stamp {
        Stamp {
            class: swedish::stamp(outcome),
            word: outcome.swedish(),
        }
    }
}

impl Entry {
    /// With the beginning of the decision.
    pub fn of(stored: &StoredParagraph) -> Entry {
        let paragraph = &stored.paragraph;
        Entry {
            url: format!("/{}", stored.id),
            number: swedish::number(paragraph),
            date: stored.date.to_string(),
            title: text::line(&title(paragraph), &[]),
            body: stored.body.clone(),
            municipality: stored.municipality.name.clone(),
            meeting_url: format!("/{}", stored.meeting_id),
            cases: cases(stored),
            stamps: stamps(paragraph),
            vote: votes::numbers(&paragraph.votes),
            excerpts: decision_beginning(paragraph).into_iter().collect(),
        }
    }

    /// In a list of one meeting, whose heading tells body and day.
    pub fn of_meeting(stored: &StoredParagraph) -> Entry {
        let nothing = String::new;
        Entry {
            date: nothing(),
            body: nothing(),
            municipality: nothing(),
            ..Entry::of(stored)
        }
    }

    /// In a list of one case, whose heading tells municipality and number.
    pub fn of_case(stored: &StoredParagraph) -> Entry {
        Entry {
            cases: Vec::new(),
            municipality: String::new(),
            ..Entry::of(stored)
        }
    }

    /// With what a search found in it: the decision first, whether or not a word of the query stands there.
    pub fn of_hit(stored: &StoredParagraph, matcher: &Matcher, typed: &str) -> Entry {
        let mut entry = Entry {
            url: paragraph_page(stored, typed),
            ..Entry::of(stored)
        };
        let mut others: Vec<Excerpt> = Vec::new();
        for found in matcher.highlights(&stored.paragraph) {
            match Zone::from_name(&found.section) {
                Some(Zone::Title) => entry.title = found.html,
                Some(Zone::Section(SectionKind::Decision)) => {
                    entry.excerpts = vec![Excerpt {
                        heading: "Beslut".to_owned(),
                        html: without_sign(found.html),
                        anchor: anchor(SectionKind::Decision),
                    }];
                }
                Some(Zone::Section(kind)) => {
                    let heading = swedish::heading(kind).to_owned();
                    others.push(Excerpt {
                        heading,
                        html: without_sign(found.html),
                        anchor: anchor(kind),
                    });
                }
                None => {}
            }
        }
        entry
            .excerpts
            .extend(others.into_iter().take(OTHER_EXCERPTS));
        entry
    }
}

/// An excerpt that begins with an item of a list does not begin with the list's mark.
fn without_sign(html: String) -> String {
    for sign in ["… - ", "… – ", "… • ", "… \u{f0b7} "] {
        if let Some(rest) = html.strip_prefix(sign) {
            return format!("… {rest}");
        }
    }
    html
}

/// The address of a kind of section within its paragraph's page: `arendebeskrivning`.
pub fn anchor(kind: SectionKind) -> String {
    paragraf_model::slug(swedish::heading(kind))
}

/// What a paragraph is called where it has no title.
pub fn title(paragraph: &Paragraph) -> String {
    paragraph
        .title
        .clone()
        .unwrap_or_else(|| "Utan rubrik".to_owned())
}

/// Links to the cases, by their numbers as printed.
pub fn cases(stored: &StoredParagraph) -> Vec<Link> {
    let numbers = stored.paragraph.case_numbers.iter();
    let link = |number: &paragraf_model::CaseNumber| Link {
        label: number.printed().to_owned(),
        url: address::case_page(&stored.municipality_short, &number.slug()),
    };
    numbers.map(link).collect()
}

/// Everything that an officer prepared in a municipality.
pub fn officer_search(name: &str, municipality: &str) -> String {
    address::results(&[("officer", name), ("municipality", municipality)])
}

/// The outcomes that tell something; `other` does not.
pub fn stamps(paragraph: &Paragraph) -> Vec<Stamp> {
    let outcomes = paragraph
        .decision
        .iter()
        .flat_map(|decision| &decision.outcomes);
    let telling = outcomes.filter(|outcome| **outcome != Outcome::Other);
    telling.copied().map(Stamp::of).collect()
}

fn decision_beginning(paragraph: &Paragraph) -> Option<Excerpt> {
    let decision = paragraph.decision.as_ref()?;
    let words = match decision.points.is_empty() {
        true => decision.text.clone(),
        false => decision.points.join(" · "),
    };
    let short = text::beginning(&words, EXCERPT);
    Some(Excerpt {
        heading: "Beslut".to_owned(),
        html: text::line(&short, &[]),
        anchor: anchor(SectionKind::Decision),
    })
}

/// The paragraph's page, which marks the words of the query that led there.
fn paragraph_page(stored: &StoredParagraph, typed: &str) -> String {
    let path = format!("/{}", stored.id);
    match typed.trim() {
        "" => path,
        typed => address::with_parameters(&path, &[("q", typed)]),
    }
}
