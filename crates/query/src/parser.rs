//! Reads tokens into a tree. What cannot be an operator where it stands becomes a word, with a note.
//!
//! `NOT` binds tighter than `AND` (or nothing between two words), and that tighter than `OR`.

use chrono::NaiveDate;
use paragraf_model::{CaseNumber, Evidence};

use crate::fields::{self, Field};
use crate::lexer::{self, Kind, Token};
use crate::notes::Notes;
use crate::recognise::{self, Item};
use crate::{Filter, Node};

/// Brackets within brackets; deeper ones are disregarded, so that no text can exhaust the stack.
const MAX_DEPTH: usize = 10;

/// Fewer would find half the dictionary.
const SHORTEST_PREFIX: usize = 3;

/// Reads a text into a tree. Always answers.
pub(crate) fn parse(text: &str, today: Option<NaiveDate>, notes: &mut Notes) -> Node {
    let tokens = lexer::tokens(text, notes);
    let items = recognise::case_numbers(text, &tokens);
    let items = balance(items, notes);
    let mut parser = Parser {
        text,
        items: &items,
        at: 0,
        today,
        notes,
    };
    parser.any_of(Context::Anywhere).unwrap_or(Node::All)
}

/// Takes out brackets that have no counterpart, hold nothing or lie too deep.
fn balance(items: Vec<Item>, notes: &mut Notes) -> Vec<Item> {
    let mut kept: Vec<Option<Item>> = Vec::with_capacity(items.len());
    let mut open: Vec<usize> = Vec::new();
    let mut too_deep = 0;
    let mut unmatched = false;
    for item in items {
        match kind(&item) {
            Some(Kind::Open) if open.len() >= MAX_DEPTH => {
                too_deep += 1;
                notes.add(format!(
                    "Parenteser djupare än {MAX_DEPTH} nivåer räknades inte."
                ));
            }
            Some(Kind::Open) => {
                open.push(kept.len());
                kept.push(Some(item));
            }
            Some(Kind::Close) if too_deep > 0 => too_deep -= 1,
            Some(Kind::Close) => match open.pop() {
                Some(start) if start + 1 == kept.len() => kept.truncate(start),
                Some(_) => kept.push(Some(item)),
                None => unmatched = true,
            },
            _ => kept.push(Some(item)),
        }
    }
    for start in &open {
        if let Some(place) = kept.get_mut(*start) {
            *place = None;
        }
    }
    if unmatched || !open.is_empty() {
        notes.add("En parentes saknar motpart och räknades inte.".to_owned());
    }
    kept.into_iter().flatten().collect()
}

fn kind(item: &Item) -> Option<Kind> {
    match item {
        Item::Token(token) => Some(token.kind),
        Item::Case(..) => None,
    }
}

/// Where words are looked for and what a bare word means.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    Anywhere,
    InZone,
    Value(Field),
}

struct Parser<'a> {
    text: &'a str,
    items: &'a [Item],
    at: usize,
    today: Option<NaiveDate>,
    notes: &'a mut Notes,
}

impl<'a> Parser<'a> {
    fn any_of(&mut self, context: Context) -> Option<Node> {
        let mut alternatives = Vec::new();
        alternatives.extend(self.all_of(context));
        while self.peek_kind() == Some(Kind::Or) {
            self.at += 1;
            alternatives.extend(self.all_of(context));
        }
        Node::or(alternatives)
    }

    fn all_of(&mut self, context: Context) -> Option<Node> {
        let mut required = Vec::new();
        while let Some(item) = self.items.get(self.at) {
            match kind(item) {
                Some(Kind::Close) => break,
                Some(Kind::Or) if !required.is_empty() && self.operand_follows() => break,
                Some(Kind::And) if !required.is_empty() && self.operand_follows() => self.at += 1,
                _ => required.extend(self.operand(context)),
            }
        }
        Node::and(required)
    }

    /// Whether what stands behind the operator can be its operand.
    fn operand_follows(&self) -> bool {
        let after = self.items.get(self.at + 1);
        after.is_some_and(|item| !matches!(kind(item), Some(Kind::Close | Kind::And | Kind::Or)))
    }

    fn operand(&mut self, context: Context) -> Option<Node> {
        let item = self.items.get(self.at)?;
        self.at += 1;
        match item {
            Item::Case(range, number) => {
                let printed = self.text.get(range.clone()).unwrap_or_default();
                Some(case(printed, number, context))
            }
            Item::Token(token) => match token.kind {
                Kind::Open => self.group(context),
                Kind::Not => self.negation(token, context),
                Kind::Field(field) => self.field(field, token, context),
                Kind::Phrase => self.phrase(self.text_of(token), context),
                Kind::Chunk => self.word(self.text_of(token), context),
                Kind::Paragraph => self.paragraph(self.text_of(token), context),
                Kind::And | Kind::Or => self.operator_as_word(token, context),
                Kind::Close => None,
            },
        }
    }

    fn peek_kind(&self) -> Option<Kind> {
        self.items.get(self.at).and_then(kind)
    }

    fn text_of(&self, token: &Token) -> &'a str {
        self.text.get(token.range.clone()).unwrap_or_default()
    }

    fn group(&mut self, context: Context) -> Option<Node> {
        let node = self.any_of(context);
        if self.peek_kind() == Some(Kind::Close) {
            self.at += 1;
        }
        node
    }

    /// Reads a chain of negations without recursion.
    fn negation(&mut self, token: &Token, context: Context) -> Option<Node> {
        let mut last = token;
        let mut negated = true;
        while let Some(Item::Token(next)) = self.items.get(self.at) {
            if next.kind != Kind::Not {
                break;
            }
            last = next;
            negated = !negated;
            self.at += 1;
        }
        let operand_follows = self
            .items
            .get(self.at)
            .is_some_and(|item| !matches!(kind(item), Some(Kind::Close | Kind::And | Kind::Or)));
        if !operand_follows {
            return self.operator_as_word(last, context);
        }
        let operand = self.operand(context)?;
        Some(if negated { Node::not(operand) } else { operand })
    }

    fn operator_as_word(&mut self, token: &Token, context: Context) -> Option<Node> {
        let typed = self.text_of(token);
        let word = typed.to_lowercase();
        if !word.chars().any(char::is_alphanumeric) {
            return None;
        }
        self.notes.add(format!(
            "”{typed}” har inget att binda ihop och söktes som ordet ”{word}”."
        ));
        self.word(&word, context)
    }

    fn field(&mut self, field: Field, token: &Token, context: Context) -> Option<Node> {
        // `rubrik:-motion` says the same as `-rubrik:motion`.
        if self.excludes_right_behind(token) {
            self.at += 1;
            return self.field(field, token, context).map(Node::not);
        }
        let takes = matches!(
            self.items.get(self.at).map(kind),
            Some(None | Some(Kind::Open | Kind::Phrase | Kind::Chunk | Kind::Paragraph))
        );
        if !takes {
            let name = self.text_of(token);
            self.notes.add(format!(
                "Efter ”{name}” väntas {}; namnet söktes som ett vanligt ord.",
                field.wants()
            ));
            return self.word(name, context);
        }
        match field {
            Field::Zone(zone) => {
                let inner = self.operand(Context::InZone)?;
                Some(Node::In(zone, Box::new(inner)))
            }
            _ if field.takes_days() => self
                .several_words(field)
                .or_else(|| self.operand(Context::Value(field))),
            _ => self.operand(Context::Value(field)),
        }
    }

    /// Days that are named by more than one word and not quoted: `från:förra veckan`, `till:31 maj 2023`.
    fn several_words(&mut self, field: Field) -> Option<Node> {
        /// As in `de senaste 30 dagarna`.
        const MOST: usize = 4;
        let mut words: Vec<&str> = Vec::new();
        while let Some(Item::Token(token)) = self.items.get(self.at + words.len()) {
            if token.kind != Kind::Chunk || words.len() == MOST {
                break;
            }
            words.push(self.text_of(token));
        }
        (2..=words.len()).rev().find_map(|count| {
            let value = words.get(..count)?.join(" ");
            let node = field.filter(trimmed(&value), self.today)?;
            self.at += count;
            Some(node)
        })
    }

    /// Whether a hyphen that excludes stands right behind a field's colon.
    fn excludes_right_behind(&self, field: &Token) -> bool {
        matches!(self.items.get(self.at), Some(Item::Token(next))
            if next.kind == Kind::Not && next.range.start == field.range.end
                && self.text_of(next) == "-")
    }

    fn phrase(&mut self, text: &str, context: Context) -> Option<Node> {
        if let Context::Value(field) = context {
            return self.value(field, text, true);
        }
        let words: Vec<String> = text
            .split(lexer::is_blank)
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        if words.is_empty() {
            return None;
        }
        let case_number = CaseNumber::read_given(&words.join(" "), Evidence::Typed);
        match (case_number, context) {
            (Some(number), Context::Anywhere) => Some(Node::CaseNumber(fields::normal(&number))),
            _ => Some(Node::Phrase(words)),
        }
    }

    fn paragraph(&mut self, number: &str, context: Context) -> Option<Node> {
        match context {
            Context::Anywhere => Some(Node::Word(format!("§ {}", trimmed(number)))),
            _ => self.word(number, context),
        }
    }

    fn word(&mut self, chunk: &str, context: Context) -> Option<Node> {
        if let Context::Value(field) = context {
            return self.value(field, chunk, false);
        }
        let chunk = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = trimmed(chunk);
        if word.is_empty() {
            return None;
        }
        let stars = chunk.get(word.len()..).unwrap_or_default();
        if stars.starts_with('*') && self.can_be_prefix(word) {
            return Some(Node::Prefix(word.to_owned()));
        }
        self.note_unknown_field(word);
        if word.contains('*') {
            self.notes.add(format!(
                "Stjärnan i ”{word}” räknades inte; den kan bara stå sist i ett ord."
            ));
        }
        let is_operator = lexer::operator(word).is_some();
        Some(Node::Word(if is_operator {
            word.to_lowercase()
        } else {
            word.to_owned()
        }))
    }

    fn can_be_prefix(&mut self, word: &str) -> bool {
        let begun = word
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let long_enough = begun.chars().count() >= SHORTEST_PREFIX;
        if !long_enough {
            self.notes.add(format!(
                "Framför en stjärna behövs minst tre bokstäver; ”{word}” söktes som ett helt ord."
            ));
        }
        long_enough
    }

    fn note_unknown_field(&mut self, word: &str) {
        let Some(name) = fields::name_at_start(word) else {
            return;
        };
        self.notes.add(format!(
            "”{name}:” är inget fält; ”{word}” söktes som vanliga ord."
        ));
    }

    /// Reads the value of a field; one that it does not take is searched as words.
    fn value(&mut self, field: Field, text: &str, quoted: bool) -> Option<Node> {
        let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let value = value.trim_matches(|c: char| !c.is_alphanumeric());
        if value.is_empty() {
            return None;
        }
        if let Some(node) = field.filter(value, self.today) {
            return Some(node);
        }
        let name = field.name();
        self.notes.add(format!(
            "”{value}” är inte {}; ”{name}: {value}” söktes som vanliga ord.",
            field.wants()
        ));
        let mut words = vec![Node::Word(name.to_owned())];
        let case_number = CaseNumber::read_given(value, Evidence::Typed);
        if quoted {
            words.extend(self.phrase(value, Context::Anywhere));
        } else if let Some(number) = case_number {
            words.push(Node::CaseNumber(fields::normal(&number)));
        } else {
            // Cut at colons, so that `år:till:x` is not printed as another field.
            words.extend(
                value
                    .split(':')
                    .filter_map(|word| self.word(word, Context::Anywhere)),
            );
        }
        Node::and(words)
    }
}

/// What a case number means: the case anywhere, these words in a zone, the field's value after its name.
fn case(printed: &str, number: &CaseNumber, context: Context) -> Node {
    match context {
        Context::Value(Field::Case) => Node::Filter(Filter::Case(number.clone())),
        Context::Anywhere | Context::Value(_) => Node::CaseNumber(number.clone()),
        Context::InZone => Node::Phrase(
            printed
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
        ),
    }
}

/// Without the punctuation around it.
fn trimmed(chunk: &str) -> &str {
    chunk.trim_end_matches(|c: char| !c.is_alphanumeric())
}
