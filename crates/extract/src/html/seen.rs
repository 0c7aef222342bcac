//! What a page shows: what is hidden from all, and what is only folded away until somebody opens it.

use std::collections::HashSet;

use scraper::{ElementRef, Html};

use super::content::{all, declarations};
use super::sheet::Sheet;
use crate::flow::length::twips;

/// What must be known about the whole page to tell what is seen of it.
#[derive(Debug, Default)]
pub struct Seen {
    /// It has a menu, so that its head and foot are those of a site.
    pub has_menu: bool,
    /// The ids of what a button or tab of the page opens.
    opened: HashSet<String>,
    /// What its own style sheets say.
    pub sheet: Sheet,
}

impl Seen {
    pub fn of(page: &Html) -> Seen {
        Seen {
            has_menu: !all(page, "nav, [role=navigation]").is_empty(),
            opened: opened(page),
            sheet: Sheet::of(page),
        }
    }

    /// Whether a button or tab of the page shows it.
    pub fn is_opened(&self, element: ElementRef<'_>) -> bool {
        let id = element.value().id();
        id.is_some_and(|id| self.opened.contains(id))
    }

    /// Not shown by the page itself. What is only kept from screen readers is seen, and so is what can be unfolded.
    pub fn is_hidden(&self, element: ElementRef<'_>) -> bool {
        self.is_kept_from_sight(element) && !self.can_be_unfolded(element)
    }

    fn is_kept_from_sight(&self, element: ElementRef<'_>) -> bool {
        let value = element.value();
        let is_hidden = |hidden: &str| !hidden.eq_ignore_ascii_case("until-found");
        if value.attr("hidden").is_some_and(is_hidden) {
            return true;
        }
        let style = value.attr("style").unwrap_or_default();
        let own: Vec<(String, String)> = declarations(style).collect();
        let is_placed = own.iter().any(|(name, value)| {
            name == "position" && matches!(value.as_str(), "absolute" | "fixed")
        });
        let says_itself = own.iter().any(|(name, _)| name == "display");
        own.iter().any(|(name, value)| hides(name, value))
            || is_placed && own.iter().any(|(name, value)| moves_out(name, value))
            || !says_itself && self.sheet.hides(element)
    }

    fn can_be_unfolded(&self, element: ElementRef<'_>) -> bool {
        element.value().attr("role") == Some("tabpanel")
            || self.is_opened(element)
            || follows_its_control(element)
    }
}

fn hides(name: &str, value: &str) -> bool {
    let is_clear = name == "opacity" && value.parse::<f32>().is_ok_and(|opacity| opacity <= 0.0);
    is_clear
        || matches!(
            (name, value),
            ("display", "none") | ("visibility", "hidden" | "collapse") | ("mso-hide", "all")
        )
}

/// Far to the left or above the page. Moving headings there for screen readers is told by their size beside it.
fn moves_out(name: &str, value: &str) -> bool {
    const TWIPS: f32 = -10_000.0;
    matches!(name, "left" | "top" | "margin-left")
        && twips(value).is_some_and(|twips| twips < TWIPS)
}

/// What stands right after a heading or button that says of itself that it unfolds something.
fn follows_its_control(element: ElementRef<'_>) -> bool {
    let before = element.prev_siblings().find_map(ElementRef::wrap);
    before.is_some_and(|before| {
        let mut elements = before.descendants().filter_map(ElementRef::wrap);
        elements.any(|element| {
            let value = element.value();
            value.attr("aria-expanded").is_some() && value.attr("aria-haspopup").is_none()
        })
    })
}

fn opened(page: &Html) -> HashSet<String> {
    let controls = "button, summary, [role=button], [role=tab], [aria-controls], \
        [aria-expanded], [data-toggle], [data-bs-toggle]";
    let mut opened = HashSet::new();
    for control in all(page, controls) {
        for name in ["aria-controls", "data-target", "data-bs-target", "href"] {
            let targets = control.value().attr(name).unwrap_or_default();
            let is_id = |target: &&str| name == "aria-controls" || target.starts_with('#');
            let ids = targets.split_whitespace().filter(is_id);
            opened.extend(ids.map(|id| id.trim_start_matches('#').to_owned()));
        }
    }
    opened
}
