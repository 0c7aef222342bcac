//! Which part of a web page is the document: not its menus, but never less than the minutes.

use scraper::node::Element;
use scraper::{ElementRef, Html, Selector};

/// What is left out of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// What is no text to read: scripts, styles, forms, pictures.
    Programs,
    /// Menus, page heads, page feet and side columns too.
    Furniture,
}

/// How much of a document a part of a page may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    letters: usize,
    section_signs: usize,
}

/// The element with the document in it, and what to leave out of it.
pub fn choose(page: &Html) -> (ElementRef<'_>, Leave) {
    let root = page.root_element();
    let body = first(page, "body").unwrap_or(root);
    let whole = weigh(body, Leave::Programs);
    let plain = weigh(body, Leave::Furniture);
    // A page that keeps its text where others keep menus.
    let holds_enough =
        plain.letters * 10 >= whole.letters * 3 && plain.section_signs * 2 >= whole.section_signs;
    if !holds_enough {
        return (body, Leave::Programs);
    }
    let mains = all(page, "main, [role=main]");
    let articles = all(page, "article");
    let article = articles.first().copied().filter(|_| articles.len() == 1);
    let chosen = mains
        .into_iter()
        .chain(article)
        .map(|element| (element, weigh(element, Leave::Furniture)))
        .filter(|(_, weight)| {
            weight.letters * 2 >= plain.letters
                && weight.section_signs * 10 >= plain.section_signs * 8
        })
        .max_by_key(|(_, weight)| weight.letters);
    (
        chosen.map_or(body, |(element, _)| element),
        Leave::Furniture,
    )
}

fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    let selector = Selector::parse(selector).ok();
    selector.map_or_else(Vec::new, |selector| page.select(&selector).collect())
}

fn first<'p>(page: &'p Html, selector: &str) -> Option<ElementRef<'p>> {
    all(page, selector).first().copied()
}

/// Counts what is seen, without recursion.
fn weigh(element: ElementRef<'_>, leave: Leave) -> Weight {
    let mut weight = Weight::default();
    let mut open = vec![*element];
    while let Some(node) = open.pop() {
        if let Some(text) = node.value().as_text() {
            weight.letters += text.chars().filter(|c| c.is_alphanumeric()).count();
            weight.section_signs += text.matches('§').count();
        }
        let skipped = ElementRef::wrap(node).is_some_and(|below| {
            below != element && (is_left_out(below, leave) || is_hidden(below.value()))
        });
        if !skipped {
            open.extend(node.children());
        }
    }
    weight
}

/// Whether an element is left out for what it is.
pub fn is_left_out(element: ElementRef<'_>, leave: Leave) -> bool {
    let value = element.value();
    match value.name() {
        "script" | "style" | "noscript" | "template" | "head" | "title" | "iframe" | "object"
        | "embed" | "canvas" | "audio" | "video" | "map" | "select" | "textarea" | "input"
        | "datalist" | "progress" | "meter" => true,
        // Headings that fold their text away are buttons on many pages.
        "button" => !has_ancestor(element, &["h1", "h2", "h3", "h4", "h5", "h6", "summary"]),
        "dialog" => value.attr("open").is_none() || leave == Leave::Furniture,
        _ if leave == Leave::Programs => false,
        "nav" | "aside" => true,
        "header" | "footer" => !has_ancestor(element, &["main", "article", "section"]),
        _ => matches!(
            value.attr("role"),
            Some("navigation" | "banner" | "contentinfo" | "search" | "complementary" | "dialog")
        ),
    }
}

fn has_ancestor(element: ElementRef<'_>, names: &[&str]) -> bool {
    let mut above = element.ancestors().filter_map(ElementRef::wrap);
    above.any(|above| {
        names.contains(&above.value().name()) || above.value().attr("role") == Some("main")
    })
}

/// Not shown by the page itself. What is only kept from screen readers is seen.
pub fn is_hidden(element: &Element) -> bool {
    if element.attr("hidden").is_some() {
        return true;
    }
    let Some(style) = element.attr("style") else {
        return false;
    };
    declarations(style).any(|(name, value)| {
        matches!(
            (name.as_str(), value.as_str()),
            ("display", "none") | ("visibility", "hidden" | "collapse") | ("mso-hide", "all")
        )
    })
}

/// The declarations of a style attribute, in small letters, without `!important`.
pub fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim_end();
        Some((name.trim().to_ascii_lowercase(), value.to_owned()))
    })
}
