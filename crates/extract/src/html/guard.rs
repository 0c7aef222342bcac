//! What stands between the tokens of a page and its tree, so that no page can make a tree that is too deep or
//! grows out of proportion: tags beyond the limits are left out, their text is kept.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use scraper::{Html, HtmlTreeSink};

use super::endless;
use crate::limits::{HTML_DEPTH, HTML_EMPHASIS_DEPTH, HTML_NODES, HTML_TOKENS};

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// A page as a tree, and whether something was left out because of a limit.
pub fn tree(text: &str) -> (Html, bool) {
    let sound = endless::without_endless_tags(text);
    let sink = HtmlTreeSink::new(Html::new_document());
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let guard = Guard {
        builder: TreeBuilder::new(sink, options),
        is_xml: text.trim_start().starts_with("<?xml"),
        open: RefCell::default(),
        depth: Cell::new(0),
        emphasis: Cell::new(0),
        foreign: Cell::new(Foreign::No),
        tokens: Cell::new(0),
        cut: Cell::new(matches!(sound, Cow::Owned(_))),
        full: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*sound));
    // Stops at the end of a script, which would run now in a browser, and at a statement of the encoding.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let cut = tokenizer.sink.cut.get();
    (tokenizer.sink.builder.sink.finish(), cut)
}

struct Guard {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    /// Tags that close themselves are closed, as XHTML means it.
    is_xml: bool,
    /// Tags of each name that are open, and those that were left out and whose end is to come.
    open: RefCell<HashMap<LocalName, Open>>,
    depth: Cell<usize>,
    emphasis: Cell<usize>,
    /// Within a picture or a formula, whose tags are left out.
    foreign: Cell<Foreign>,
    tokens: Cell<usize>,
    cut: Cell<bool>,
    full: Cell<bool>,
}

#[derive(Default)]
struct Open {
    kept: usize,
    dropped: usize,
}

/// How a tag counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// Holds nothing, or its end need not be written: the next of its kind ends it.
    None,
    Usual,
    /// Begun anew in every block until it ends.
    Emphasis,
}

/// Pictures and formulas. In them no tag ends another, and other rules hold for what a tag is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Foreign {
    No,
    Picture,
    /// Its letters and numbers are text.
    Formula,
}

fn weight(name: &LocalName) -> Weight {
    match &**name {
        "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta"
        | "param" | "source" | "track" | "wbr" | "html" | "head" | "body" => Weight::None,
        "p" | "li" | "dd" | "dt" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "option"
        | "optgroup" | "rt" | "rp" | "colgroup" | "caption" => Weight::None,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike"
        | "strong" | "tt" | "u" => Weight::Emphasis,
        _ => Weight::Usual,
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::EOFToken | Token::DoctypeToken(_) => self.builder.process_token(token, line),
            Token::ParseError(_) | Token::CommentToken(_) => TokenSinkResult::Continue,
            _ if self.is_full() => TokenSinkResult::Continue,
            Token::TagToken(tag) => match tag.kind {
                TagKind::StartTag => self.start(tag, line),
                TagKind::EndTag => self.end_tag(tag, line),
            },
            _ if self.foreign.get() == Foreign::Picture => TokenSinkResult::Continue,
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Guard {
    fn is_full(&self) -> bool {
        const BETWEEN_CHECKS: usize = 256;
        let tokens = self.tokens.get() + 1;
        self.tokens.set(tokens);
        if tokens.is_multiple_of(BETWEEN_CHECKS) {
            let nodes = self.builder.sink.0.borrow().tree.values().len();
            self.full
                .set(self.full.get() || tokens > HTML_TOKENS || nodes > HTML_NODES);
            self.cut.set(self.cut.get() || self.full.get());
        }
        self.full.get()
    }

    fn start(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if self.is_foreign(&tag) {
            return TokenSinkResult::Continue;
        }
        let weight = weight(&tag.name);
        if weight == Weight::None && !may_be_empty(&tag.name) {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        if self.is_xml && tag.self_closing {
            return self.start_and_end(tag, line);
        }
        if weight == Weight::None {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        let is_emphasis = weight == Weight::Emphasis;
        let too_deep = self.depth.get() >= HTML_DEPTH
            || is_emphasis && self.emphasis.get() >= HTML_EMPHASIS_DEPTH;
        let mut open = self.open.borrow_mut();
        let of_name = open.entry(tag.name.clone()).or_default();
        if too_deep {
            of_name.dropped += 1;
            self.cut.set(true);
            return TokenSinkResult::Continue;
        }
        of_name.kept += 1;
        drop(open);
        self.count(weight, |count| count + 1);
        self.builder.process_token(Token::TagToken(tag), line)
    }

    /// A picture or formula begins, or goes on. Tags that can stand in none of them end it, as in a browser.
    fn is_foreign(&self, tag: &Tag) -> bool {
        let begins = match &*tag.name {
            "svg" => Foreign::Picture,
            "math" => Foreign::Formula,
            _ if self.foreign.get() == Foreign::No => return false,
            name if ends_foreign(name) => {
                self.foreign.set(Foreign::No);
                return false;
            }
            _ => return true,
        };
        if !tag.self_closing && self.foreign.get() == Foreign::No {
            self.foreign.set(begins);
        }
        true
    }

    fn count(&self, weight: Weight, by: fn(usize) -> usize) {
        self.depth.set(by(self.depth.get()));
        if weight == Weight::Emphasis {
            self.emphasis.set(by(self.emphasis.get()));
        }
    }

    /// An empty element of XHTML. Those that switch the tokenizer to raw text would swallow what follows.
    fn start_and_end(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        let swallows = matches!(
            &*tag.name,
            "script"
                | "style"
                | "title"
                | "textarea"
                | "iframe"
                | "noembed"
                | "noframes"
                | "noscript"
                | "xmp"
                | "plaintext"
        );
        if !swallows {
            let end = Tag {
                kind: TagKind::EndTag,
                attrs: Vec::new(),
                ..tag.clone()
            };
            // What the builder asks of the tokenizer is for an element that stays open.
            let _ = self.builder.process_token(Token::TagToken(tag), line);
            let _ = self.builder.process_token(Token::TagToken(end), line);
        }
        TokenSinkResult::Continue
    }

    fn end_tag(&self, tag: Tag, line: u64) -> TokenSinkResult<Handle> {
        if matches!(&*tag.name, "svg" | "math") {
            self.foreign.set(Foreign::No);
            return TokenSinkResult::Continue;
        }
        if self.foreign.get() != Foreign::No && !ends_foreign(&tag.name) {
            return TokenSinkResult::Continue;
        }
        if let Some(of_name) = self.open.borrow_mut().get_mut(&tag.name) {
            if of_name.dropped > 0 {
                of_name.dropped -= 1;
                return TokenSinkResult::Continue;
            }
            if of_name.kept > 0 {
                of_name.kept -= 1;
                self.count(weight(&tag.name), |count| count.saturating_sub(1));
            }
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }
}

/// Tags that break out of pictures and formulas.
fn ends_foreign(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "blockquote"
            | "body"
            | "br"
            | "center"
            | "code"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "embed"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "hr"
            | "i"
            | "img"
            | "li"
            | "listing"
            | "menu"
            | "meta"
            | "nobr"
            | "ol"
            | "p"
            | "pre"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "strike"
            | "sub"
            | "sup"
            | "table"
            | "tt"
            | "u"
            | "ul"
            | "var"
            | "font"
            | "html"
            | "main"
            | "section"
            | "article"
    )
}

/// Of the tags that count for nothing, those between whose start and end text stands.
fn may_be_empty(name: &LocalName) -> bool {
    matches!(
        &**name,
        "p" | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "rt"
            | "rp"
            | "colgroup"
            | "caption"
            | "html"
            | "head"
            | "body"
    )
}
