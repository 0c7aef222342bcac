//! Which part of a web page is the document: not its menus, but never less than the minutes.

use scraper::{ElementRef, Html, Selector};

use super::seen::Seen;

/// What is left out of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// What is no text to read: scripts, styles, forms, pictures.
    Programs,
    /// Menus, page heads, page feet and side columns too.
    Furniture,
}

/// Letters beyond which what is left out is reported.
const MISSED_LETTERS: usize = 300;

/// How much of a document a part of a page may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Weight {
    letters: usize,
    /// Those of them that stand in links.
    linked: usize,
    section_signs: usize,
}

/// The element with the document in it, and what to leave out of it.
pub fn choose<'p>(page: &'p Html, seen: &Seen) -> (ElementRef<'p>, Leave) {
    let root = page.root_element();
    let body = first(page, "body").unwrap_or(root);
    let whole = weigh(body, Leave::Programs, seen);
    let plain = weigh(body, Leave::Furniture, seen);
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
        .map(|element| (element, weigh(element, Leave::Furniture, seen)))
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

pub fn all<'p>(page: &'p Html, selector: &str) -> Vec<ElementRef<'p>> {
    let selector = Selector::parse(selector).ok();
    selector.map_or_else(Vec::new, |selector| page.select(&selector).collect())
}

fn first<'p>(page: &'p Html, selector: &str) -> Option<ElementRef<'p>> {
    all(page, selector).first().copied()
}

/// Counts what is seen, without recursion.
fn weigh(element: ElementRef<'_>, leave: Leave, seen: &Seen) -> Weight {
    let mut weight = Weight::default();
    let mut open = vec![(*element, false)];
    while let Some((node, linked)) = open.pop() {
        if let Some(text) = node.value().as_text() {
            weight.add(text, linked);
        }
        let below = ElementRef::wrap(node);
        let skipped = below.is_some_and(|below| {
            below != element && (is_left_out(below, leave, seen) || seen.is_hidden(below))
        });
        if !skipped {
            let linked = linked || below.is_some_and(|below| below.value().name() == "a");
            open.extend(node.children().map(|child| (child, linked)));
        }
    }
    weight
}

impl Weight {
    fn add(&mut self, text: &str, linked: bool) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.linked += if linked { letters } else { 0 };
        self.section_signs += text.matches('§').count();
    }

    fn is_mostly_links(self) -> bool {
        self.linked * 2 > self.letters
    }
}

/// Whether so much stands in what is left out that somebody may miss it. Menus are links, and nobody does.
pub fn may_be_missed(element: ElementRef<'_>, seen: &Seen) -> bool {
    let programs = matches!(
        element.value().name(),
        "noscript" | "dialog" | "nav" | "aside" | "header" | "footer"
    );
    let weight = match is_left_out(element, Leave::Programs, seen) && !programs {
        true => Weight::default(),
        false => weigh(element, Leave::Programs, seen),
    };
    weight.section_signs > 0 || weight.letters - weight.linked > MISSED_LETTERS
}

/// Counts the places outside the chosen element with text that may be missed.
pub fn missed_around(chosen: ElementRef<'_>, seen: &Seen) -> usize {
    let mut inner = *chosen;
    let mut missed = 0;
    while let Some(above) = inner.parent() {
        let beside = above.children().filter(|node| node.id() != inner.id());
        let elements = beside.filter_map(ElementRef::wrap);
        missed += elements
            .filter(|element| !seen.is_hidden(*element) && may_be_missed(*element, seen))
            .count();
        inner = above;
    }
    missed
}

/// Whether an element is left out for what it is.
pub fn is_left_out(element: ElementRef<'_>, leave: Leave, seen: &Seen) -> bool {
    let value = element.value();
    let role = value.attr("role").unwrap_or_default();
    match value.name() {
        "script" | "style" | "template" | "head" | "title" | "iframe" | "object" | "embed"
        | "canvas" | "audio" | "video" | "map" | "select" | "textarea" | "input" | "datalist"
        | "progress" | "meter" => true,
        // Mostly a request to switch scripts on; some pages keep their text there.
        "noscript" => !(is_in_document(element) && holds_section(element)),
        "button" => !opens_text(element),
        "dialog" => {
            let is_open = value.attr("open").is_some() || seen.is_opened(element);
            !is_open || leave == Leave::Furniture && !is_in_document(element)
        }
        _ if leave == Leave::Programs => false,
        "nav" => true,
        "aside" => is_beside(element, seen),
        "header" | "footer" => seen.has_menu && !is_in_part(element),
        _ => match role {
            "navigation" | "search" => true,
            "banner" | "contentinfo" => seen.has_menu && !is_in_part(element),
            "complementary" => is_beside(element, seen),
            "dialog" => !is_in_document(element),
            _ => false,
        },
    }
}

/// A reservation may stand in a box within the document; a list of links there is no part of it.
fn is_beside(element: ElementRef<'_>, seen: &Seen) -> bool {
    let is_box = |element: ElementRef<'_>| {
        element.value().name() == "aside" || element.value().attr("role") == Some("complementary")
    };
    // Boxes in a box are weighed with it, once however deep they lie.
    let weighs_links =
        || !above(element).any(is_box) && weigh(element, Leave::Programs, seen).is_mostly_links();
    !is_in_document(element) || weighs_links()
}

/// Headings that fold their text away are buttons on many pages.
fn opens_text(button: ElementRef<'_>) -> bool {
    let value = button.value();
    let opens = value.attr("aria-expanded").is_some() || value.attr("aria-controls").is_some();
    opens && value.attr("aria-haspopup").is_none() || is_in_heading(button)
}

/// Whether it stands in what is the title of something.
pub fn is_in_heading(element: ElementRef<'_>) -> bool {
    above(element).any(|above| {
        let names = ["h1", "h2", "h3", "h4", "h5", "h6", "summary"];
        names.contains(&above.value().name()) || above.value().attr("role") == Some("heading")
    })
}

fn is_in_document(element: ElementRef<'_>) -> bool {
    above(element).any(|above| {
        matches!(above.value().name(), "main" | "article")
            || above.value().attr("role") == Some("main")
    })
}

/// Heads and feet of a part of the page, not of the page.
fn is_in_part(element: ElementRef<'_>) -> bool {
    is_in_document(element) || above(element).any(|above| above.value().name() == "section")
}

fn above(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    element.ancestors().filter_map(ElementRef::wrap)
}

fn holds_section(element: ElementRef<'_>) -> bool {
    element.text().any(|text| text.contains('§'))
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
