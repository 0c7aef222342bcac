//! What a page's own style sheets say about what is seen: simple rules, those for print left aside.

use std::collections::HashSet;

use scraper::{ElementRef, Html};

use super::content::{all, declarations};
use crate::flow::paint::is_painted;

/// The rules that matter.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Classes whose elements are not shown.
    hiding: HashSet<String>,
    /// Names, classes (`.x`) and ids (`#x`) that may have a background of another colour than the page.
    painting: HashSet<String>,
    /// Rules lie in files beside the page: what has a class may stand on any colour.
    is_partial: bool,
}

impl Sheet {
    pub fn of(page: &Html) -> Sheet {
        let linked = all(page, "link[rel~=stylesheet]");
        let mut sheet = Sheet {
            is_partial: !linked.is_empty(),
            ..Sheet::default()
        };
        for style in all(page, "style") {
            let media = style.value().attr("media").unwrap_or("all");
            if matches!(media.trim(), "" | "all" | "screen") {
                let text: String = style.text().collect();
                sheet.is_partial |= text.contains("@import");
                sheet.add(&text);
            }
        }
        sheet
    }

    fn add(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((prelude, after)) = rest.split_once('{') {
            let selectors = prelude.rsplit(';').next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                rest = after_block(after);
                continue;
            }
            let Some((body, after)) = after.split_once('}') else {
                return;
            };
            rest = after;
            for selector in selectors.split(',') {
                self.rule(selector.trim(), body);
            }
        }
    }

    fn rule(&mut self, selector: &str, body: &str) {
        let class = selector.strip_prefix('.').filter(|class| is_name(class));
        for (name, value) in declarations(body) {
            match (name.as_str(), value.as_str(), class) {
                ("display", "none", Some(class)) | ("visibility", "hidden", Some(class)) => {
                    self.hiding.insert(class.to_owned());
                }
                ("display" | "visibility", _, Some(class)) => {
                    self.hiding.remove(class);
                }
                ("background" | "background-color" | "background-image", value, _)
                    if is_painted(value) == Some(true) =>
                {
                    self.painting.extend(last_parts(selector));
                }
                _ => {}
            }
        }
    }

    /// Whether a class of the element hides it.
    pub fn hides(&self, element: ElementRef<'_>) -> bool {
        let mut classes = element.value().classes();
        !self.hiding.is_empty() && classes.any(|class| self.hiding.contains(class))
    }

    /// Whether the element may have a background of its own.
    pub fn may_paint(&self, element: ElementRef<'_>) -> bool {
        let value = element.value();
        let has_name = value.attr("class").is_some() || value.id().is_some();
        let mut classes = value.classes();
        self.is_partial && has_name
            || !self.painting.is_empty()
                && (self.painting.contains(value.name())
                    || classes.any(|class| self.painting.contains(&format!(".{class}")))
                    || value
                        .id()
                        .is_some_and(|id| self.painting.contains(&format!("#{id}"))))
    }
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !text.is_empty() && text.chars().all(is_part)
}

/// What the element itself must be: `th`, `.dark`, `#head` of `table th.dark#head:hover`.
fn last_parts(selector: &str) -> Vec<String> {
    let last = selector.split([' ', '>', '+', '~']).next_back();
    let last = last.unwrap_or_default().split([':', '[']).next();
    let mut parts = vec![String::new()];
    for c in last.unwrap_or_default().chars() {
        if matches!(c, '.' | '#') {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain
}

/// Past the brace that closes what was opened before.
fn after_block(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}
