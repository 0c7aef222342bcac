//! What a page may consist of, read with an HTML parser.

use scraper::{Html, Node, Selector};
use serde_json::Value;

/// Elements of our templates.
const ELEMENTS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "body",
    "button",
    "caption",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "i",
    "input",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "rect",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "textarea",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
    "em",
    "figcaption",
    "fieldset",
    "legend",
    "abbr",
    "br",
    "search",
    // Pictures that the server draws.
    "g",
    "line",
    "path",
    "circle",
    "polyline",
    "pattern",
    "defs",
    "desc",
    // Words that differ.
    "ins",
    "del",
    // Ours, and data: see `check_script`.
    "script",
];

/// Their attributes, and those that begin with `aria-` or `data-`.
const ATTRIBUTES: &[&str] = &[
    "action",
    "autocomplete",
    "autofocus",
    "charset",
    "checked",
    "class",
    "cols",
    "colspan",
    "content",
    "data-label",
    "datetime",
    "dir",
    "disabled",
    "enterkeyhint",
    "for",
    "form",
    "height",
    "href",
    "hreflang",
    "id",
    "inputmode",
    "lang",
    "max",
    "maxlength",
    "method",
    "min",
    "name",
    "open",
    "pattern",
    "placeholder",
    "preserveaspectratio",
    "rel",
    "required",
    "role",
    "rows",
    "rowspan",
    "scope",
    "selected",
    "spellcheck",
    "tabindex",
    "title",
    "translate",
    "type",
    "value",
    "viewbox",
    "width",
    "x",
    "y",
    "download",
    "property",
    "src",
    "defer",
    "hidden",
    "d",
    "cx",
    "cy",
    "r",
    "rx",
    "x1",
    "x2",
    "y1",
    "y2",
    "transform",
    "points",
    "preserveaspectratio",
    "list",
    "lang",
];

/// Fails where a page holds an element or attribute that none of ours has, runs anything, or leads elsewhere than it may.
pub fn check_page(page: &str, whose: &str) {
    let parsed = Html::parse_document(page);
    check(&parsed, ELEMENTS, whose);
    check_scripts(&parsed, whose);
    assert!(page.starts_with("<!doctype html>"), "{whose}");
}

/// Fails where a script is neither our own file nor data that ends where it should.
fn check_scripts(parsed: &Html, whose: &str) {
    let scripts = Selector::parse("script").unwrap();
    for script in parsed.select(&scripts) {
        let inside: String = script.text().collect();
        match (script.attr("src"), script.attr("type")) {
            (Some(source), None) => {
                assert_eq!(source, crate::assets::script_address(), "{whose}");
                assert_eq!(inside, "", "{whose}");
            }
            (None, Some("application/ld+json")) => {
                let data: Value = serde_json::from_str(&inside).unwrap();
                assert_eq!(data["@context"], "https://schema.org", "{whose}");
            }
            other => panic!("{whose}: a script {other:?}"),
        }
    }
}

/// Fails where an excerpt holds anything but text and plain `<mark>`.
pub fn check_excerpt(excerpt: &str, whose: &str) {
    let parsed = Html::parse_document(excerpt);
    check(&parsed, &["html", "head", "body", "mark"], whose);
    for element in parsed.tree.values().filter_map(Node::as_element) {
        assert_eq!(element.attrs().count(), 0, "{whose}: {excerpt}");
    }
}

/// Fails where a text holds anything but plain paragraphs.
pub fn check_paragraphs(text: &str, whose: &str) {
    let parsed = Html::parse_document(text);
    check(&parsed, &["html", "head", "body", "p"], whose);
    for element in parsed.tree.values().filter_map(Node::as_element) {
        assert_eq!(element.attrs().count(), 0, "{whose}: {text}");
    }
}

fn check(parsed: &Html, elements: &[&str], whose: &str) {
    for node in parsed.tree.values() {
        match node {
            Node::Comment(comment) => panic!("{whose}: a comment {comment:?}"),
            Node::Element(element) => {
                let name = element.name();
                assert!(elements.contains(&name), "{whose}: <{name}>");
                for (attribute, value) in element.attrs() {
                    let lower = attribute.to_ascii_lowercase();
                    let is_known = ATTRIBUTES.contains(&lower.as_str())
                        || lower.starts_with("aria-")
                        || lower.starts_with("data-");
                    assert!(is_known, "{whose}: <{name} {attribute}={value:?}>");
                    if matches!(lower.as_str(), "href" | "src" | "action") {
                        check_address(name, value, whose);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Our own address, or for a link of the text the municipality's copy of the document.
fn check_address(element: &str, address: &str, whose: &str) {
    let is_own =
        (address.starts_with('/') && !address.starts_with("//") && !address.contains('\\'))
            || address.starts_with('#')
            || address.starts_with('?')
            || address.starts_with("https://arkiv.example.org/");
    let is_source = element == "a" && address.starts_with("https://ekvalla.example.org/");
    let is_elsewhere = element == "a"
        && [
            "https://www.rfc-editor.org/",
            "https://spec.openapis.org/",
            "https://www.digg.se/tdosanmalan",
            "mailto:",
        ]
        .iter()
        .any(|known| address.starts_with(known));
    assert!(
        is_own || is_source || is_elsewhere,
        "{whose}: <{element}> leads to {address}"
    );
}
