//! What a person typed, and how it was understood.

use chrono::NaiveDate;
use paragraf_language::find_personal_numbers;
use unicode_normalization::UnicodeNormalization;

use crate::notes::Notes;
use crate::print::{Style, print};
use crate::{Node, parser};

/// A query as typed and as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Exactly what was typed.
    pub typed: String,
    /// What will be searched.
    pub root: Node,
    /// Swedish sentences about what was not read the way it may have been meant.
    pub notes: Vec<String>,
}

impl Query {
    /// Characters that are read; what stands beyond is left out with a note.
    pub const MAX_CHARS: usize = 512;
    /// Words, phrases, numbers and filters that are searched; more are left out with a note.
    pub const MAX_LEAVES: usize = 64;

    /// Reads a query. Always answers. Days that are told from today (`från:igår`) are no dates here.
    pub fn parse(typed: &str) -> Query {
        Query::read(typed, None)
    }

    /// Reads a query that was typed on this day. What is told from today is understood as the date it means.
    pub fn parse_on(typed: &str, today: NaiveDate) -> Query {
        Query::read(typed, Some(today))
    }

    fn read(typed: &str, today: Option<NaiveDate>) -> Query {
        let mut notes = Notes::default();
        let text = within_limit(typed, &mut notes);
        if !find_personal_numbers(&text).is_empty() {
            notes.add("Personnummer är dolda i arkivet och går inte att söka på.".to_owned());
        }
        let root = settled(parser::parse(&text, today, &mut notes), &mut notes);
        Query {
            typed: typed.to_owned(),
            root,
            notes: notes.into_sentences(),
        }
    }

    /// Matches everything.
    pub fn all() -> Query {
        Query {
            typed: String::new(),
            root: Node::All,
            notes: Vec::new(),
        }
    }

    /// A query string in its plainest form that is read as the same tree.
    pub fn understood(&self) -> String {
        let style = faithful_style(&self.root).unwrap_or(Style::Clear);
        print(&self.root, style)
    }
}

/// The clearest style in which a tree reads back to itself.
fn faithful_style(root: &Node) -> Option<Style> {
    let reads_back =
        |style: &Style| parser::parse(&print(root, *style), None, &mut Notes::default()) == *root;
    Style::ALL.into_iter().find(reads_back)
}

/// The tree within bounds. What no query string would say (`596/2020.beslut:x` leaves a word that printed alone is a
/// field) is taken for what it would be printed as.
fn settled(root: Node, notes: &mut Notes) -> Node {
    /// More rounds than any text was ever seen to need.
    const ROUNDS: usize = 8;
    let mut root = bounded(root, notes);
    for _ in 0..ROUNDS {
        if faithful_style(&root).is_some() {
            break;
        }
        let printed = print(&root, Style::Clear);
        root = bounded(parser::parse(&printed, None, &mut Notes::default()), notes);
    }
    root
}

/// The part that is read, composed (NFC), cut between words.
fn within_limit(typed: &str, notes: &mut Notes) -> String {
    let mut text: String = typed.nfc().take(Query::MAX_CHARS + 1).collect();
    if text.chars().count() <= Query::MAX_CHARS {
        return text;
    }
    notes.add(format!(
        "Frågan är längre än {} tecken; resten lästes inte.",
        Query::MAX_CHARS
    ));
    text.pop();
    let whole_words = text.rfind(char::is_whitespace).unwrap_or(text.len());
    text.truncate(whole_words);
    text
}

/// Leaves out the last words of a query that is too large, also where only its plain form would be.
fn bounded(root: Node, notes: &mut Notes) -> Node {
    let fits = |node: &Node| {
        node.leaves() <= Query::MAX_LEAVES
            && print(node, Style::Guarded).chars().count() <= Query::MAX_CHARS
    };
    let mut node = root;
    while !fits(&node) {
        notes.add(format!(
            "Frågan har för många ord; högst {} söks.",
            Query::MAX_LEAVES
        ));
        let mut left = node.leaves().saturating_sub(1).min(Query::MAX_LEAVES);
        node = node.first_leaves(&mut left).unwrap_or(Node::All);
    }
    node
}
