//! Named values as a table whose rows hold their bars: names of any length break as text does and are never cut.

use super::{across, part_of, share};
use crate::swedish;

/// A table of values, each with its share and perhaps a bar.
#[derive(Clone, Debug)]
pub struct Bars {
    /// Of the table, for its heading and for who copies it.
    pub id: String,
    pub caption: String,
    /// Over the names.
    pub heading: &'static str,
    pub rows: Vec<Bar>,
    /// A long table's bars are left out: pictures nobody sees weigh too.
    pub drawn: bool,
}

/// One value.
#[derive(Clone, Debug)]
pub struct Bar {
    pub label: String,
    /// The hits that have it; empty where no address says just that.
    pub url: String,
    pub count: String,
    pub share: String,
    /// Stands where there is nothing to count, instead of the count; empty elsewhere.
    pub instead: &'static str,
    /// Of the bar.
    pub width: String,
}

/// A value before it is drawn.
#[derive(Clone, Debug)]
pub struct Value {
    pub label: String,
    pub url: String,
    pub count: u64,
    /// Why nothing can be counted; empty where it can.
    pub instead: &'static str,
}

impl Bars {
    /// Bars as long as their share of the longest; shares of `total`.
    pub fn of(
        id: &str,
        caption: &str,
        heading: &'static str,
        values: &[Value],
        total: u64,
    ) -> Bars {
        let most = values.iter().map(|value| value.count).max().unwrap_or(0);
        let bar = |value: &Value| Bar {
            label: value.label.clone(),
            url: value.url.clone(),
            count: swedish::count(value.count),
            share: share(value.count, total),
            instead: value.instead,
            width: across(part_of(value.count, most)),
        };
        Bars {
            id: id.to_owned(),
            caption: caption.to_owned(),
            heading,
            rows: values.iter().map(bar).collect(),
            drawn: true,
        }
    }

    /// The same without its bars.
    pub fn undrawn(self) -> Bars {
        Bars {
            drawn: false,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Bars, Value};

    #[derive(Template)]
    #[template(path = "chart/bars.html")]
    struct Drawn {
        bars: Bars,
    }

    fn value(label: &str, count: u64) -> Value {
        Value {
            label: label.to_owned(),
            url: format!("/sok?q={count}"),
            count,
            instead: "",
        }
    }

    fn bars(values: &[Value]) -> Bars {
        let total = values.iter().map(|value| value.count).sum();
        Bars::of("tabell", "Antal", "Organ", values, total)
    }

    #[test]
    fn the_longest_bar_is_the_width_of_the_picture_and_the_others_are_their_share_of_it() {
        let bars = bars(&[
            value("a", 200),
            value("b", 100),
            value("c", 1),
            value("d", 0),
        ]);
        let told: Vec<(&str, &str)> = bars
            .rows
            .iter()
            .map(|bar| (bar.width.as_str(), bar.share.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("100%", "66,4\u{a0}%"),
                ("50%", "33,2\u{a0}%"),
                ("0.5%", "0,3\u{a0}%"),
                ("0%", "0,0\u{a0}%")
            ]
        );
    }

    #[test]
    fn names_are_whole_and_stay_text() {
        let long = "Gemensamma överförmyndarnämnden för ".repeat(20);
        let bars = bars(&[value(&long, 1), value("<script>alert(1)</script>", 2)]);
        let html = Drawn { bars }.render().unwrap();
        assert!(html.contains(long.trim_end()));
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches("<rect").count(), 2);
    }

    #[test]
    fn what_cannot_be_counted_is_no_zero_and_has_no_bar() {
        let nothing = Value {
            instead: "inga protokoll inlästa",
            ..value("2021", 0)
        };
        let bars = bars(&[value("2020", 1), nothing]);
        let html = Drawn { bars }.render().unwrap();
        let row = html.split("2021").nth(1).unwrap();
        assert!(row.contains("inga protokoll inlästa"), "{row}");
        assert!(!row.contains("<rect") && !row.contains("0,0"), "{row}");
        assert_eq!(html.matches("<rect").count(), 1);
    }

    #[test]
    fn a_table_of_many_rows_or_none_is_still_a_table() {
        let many: Vec<Value> = (0..400).map(|count| value("x", count)).collect();
        let html = Drawn {
            bars: bars(&many).undrawn(),
        };
        let html = html.render().unwrap();
        assert_eq!(html.matches("<tr>").count(), 401);
        assert_eq!(html.matches("<rect").count(), 0);
        let html = Drawn { bars: bars(&[]) }.render().unwrap();
        assert!(html.contains("<caption>"), "{html}");
    }
}
