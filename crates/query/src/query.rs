//! What a person typed, and how it was understood.

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

    /// Reads a query. Always answers.
    pub fn parse(typed: &str) -> Query {
        let mut notes = Notes::default();
        let text = within_limit(typed, &mut notes);
        let root = parser::parse(&text, &mut notes);
        let root = bounded(root, &mut notes);
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
        let reads_back = |style: &Style| {
            let text = print(&self.root, *style);
            parser::parse(&text, &mut Notes::default()) == self.root
        };
        let style = Style::ALL.into_iter().find(reads_back);
        print(&self.root, style.unwrap_or(Style::Clear))
    }
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
