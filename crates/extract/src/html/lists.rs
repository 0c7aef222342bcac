//! Lists of a page: the numbers and bullets that a browser puts before their items.

use scraper::ElementRef;

use super::content::declarations;
use crate::flow::counting::{Numerals, numeral};

/// A list that counts its items.
pub struct List {
    next: i64,
    step: i64,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Number(Numerals),
    Bullet(&'static str),
    None,
}

/// Reads how a list counts. `depth` is how many lists it stands in, itself included.
pub fn list_of(element: ElementRef<'_>, depth: usize) -> List {
    let value = element.value();
    let whole = |name: &str| value.attr(name).and_then(|value| value.trim().parse().ok());
    let is_ordered = value.name() == "ol";
    let reversed = is_ordered && value.attr("reversed").is_some();
    let items = || {
        let items = element.children().filter_map(ElementRef::wrap);
        items.filter(|item| item.value().name() == "li").count() as i64
    };
    List {
        next: whole("start").unwrap_or_else(|| if reversed { items() } else { 1 }),
        step: if reversed { -1 } else { 1 },
        mark: mark(element).unwrap_or(if is_ordered {
            Mark::Number(Numerals::Decimal)
        } else if depth > 1 {
            Mark::Bullet("○")
        } else {
            Mark::Bullet("•")
        }),
    }
}

/// By the list's style, else by its type.
fn mark(element: ElementRef<'_>) -> Option<Mark> {
    let value = element.value();
    let style = value.attr("style").into_iter().flat_map(declarations);
    let by_style = style
        .filter(|(name, _)| name == "list-style-type" || name == "list-style")
        .filter_map(|(_, value)| value.split_whitespace().find_map(named))
        .last();
    by_style.or_else(|| match value.attr("type")?.trim() {
        "a" => Some(Mark::Number(Numerals::LowerLetter)),
        "A" => Some(Mark::Number(Numerals::UpperLetter)),
        "i" => Some(Mark::Number(Numerals::LowerRoman)),
        "I" => Some(Mark::Number(Numerals::UpperRoman)),
        "1" => Some(Mark::Number(Numerals::Decimal)),
        other => named(&other.to_ascii_lowercase()),
    })
}

fn named(name: &str) -> Option<Mark> {
    Some(match name {
        "none" => Mark::None,
        "disc" => Mark::Bullet("•"),
        "circle" => Mark::Bullet("○"),
        "square" => Mark::Bullet("▪"),
        "decimal" => Mark::Number(Numerals::Decimal),
        "decimal-leading-zero" => Mark::Number(Numerals::DecimalZero),
        "lower-alpha" | "lower-latin" => Mark::Number(Numerals::LowerLetter),
        "upper-alpha" | "upper-latin" => Mark::Number(Numerals::UpperLetter),
        "lower-roman" => Mark::Number(Numerals::LowerRoman),
        "upper-roman" => Mark::Number(Numerals::UpperRoman),
        _ => return None,
    })
}

impl List {
    /// The mark of the next item.
    pub fn count(&mut self, item: ElementRef<'_>) -> Option<String> {
        let stated = item
            .value()
            .attr("value")
            .and_then(|value| value.trim().parse().ok());
        let number: i64 = stated.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match mark(item).unwrap_or(self.mark) {
            Mark::None => None,
            Mark::Bullet(bullet) => Some(bullet.to_owned()),
            Mark::Number(numerals) => Some(match u32::try_from(number) {
                Ok(number) => format!("{}.", numeral(number, numerals)),
                Err(_) => format!("{number}."),
            }),
        }
    }
}
