//! `paragraf search`: hits for people or, as the API gives them, for programs.

use std::io::{self, IsTerminal, Write};

use paragraf_web::answers::{self, FacetAnswer, HitAnswer, SearchAnswer};

use super::{Outcome, holdings, print_json};
use crate::arguments::{Format, Search};
use crate::settings::Settings;

pub fn run(settings: &Settings, options: &Search) -> anyhow::Result<Outcome> {
    let sources = holdings::open(settings)?;
    let known = holdings::known(&sources)?;
    let mut more = vec![("facets", if options.facets { "true" } else { "false" })];
    more.extend(options.size.iter().map(|size| ("size", size.as_str())));
    more.extend(
        options
            .cursor
            .iter()
            .map(|cursor| ("cursor", cursor.as_str())),
    );
    if !options.relax {
        more.push(("relax", "false"));
    }
    let request = holdings::request(&known, &options.query, &options.filters, &more)?;
    let answer = answers::search(&sources, &known, &request)?;
    match options.format {
        Format::Json => print_json(&answer)?,
        Format::Text => print_hits(&answer)?,
    }
    Ok(Outcome::Well)
}

fn print_hits(answer: &SearchAnswer) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let marks = Marks::for_output();
    let hits = if answer.total == 1 { "hit" } else { "hits" };
    writeln!(
        out,
        "{} {hits} for {}",
        answer.total, answer.query.understood
    )?;
    for note in &answer.query.notes {
        writeln!(out, "! {note}")?;
    }
    if let Some(spelling) = &answer.query.did_you_mean {
        writeln!(out, "! Menade du ”{spelling}”?")?;
    }
    if answer.query.relaxed || answer.query.did_you_mean.is_some() {
        writeln!(out, "! Bara det som skrevs: --relax=false")?;
    }
    for hit in &answer.hits {
        writeln!(out, "\n{}", heading(hit))?;
        writeln!(out, "  {}", hit.id)?;
        let rows = rows(hit);
        let width = rows
            .iter()
            .map(|(section, _)| section.chars().count())
            .max();
        for (section, html) in &rows {
            let width = width.unwrap_or_default();
            writeln!(out, "  {section:<width$}  {}", marks.shown(html))?;
        }
    }
    if let Some(facets) = &answer.facets {
        writeln!(out)?;
        for (name, counts) in [
            ("municipality", &facets.municipality),
            ("body", &facets.body),
            ("year", &facets.year),
            ("outcome", &facets.outcome),
            ("officer", &facets.officer),
        ] {
            writeln!(out, "{name}: {}", counted(counts))?;
        }
    }
    if let Some(next) = &answer.next {
        writeln!(out, "\nmore: --cursor {next}")?;
    }
    Ok(())
}

fn heading(hit: &HitAnswer) -> String {
    let suffix = hit
        .suffix
        .as_deref()
        .map(|suffix| format!(" {suffix}"))
        .unwrap_or_default();
    let cases: Vec<&str> = hit
        .case_numbers
        .iter()
        .map(|number| number.printed.as_str())
        .collect();
    let mut heading = format!(
        "{}  {}, {}  § {}{suffix}",
        hit.date, hit.body, hit.municipality, hit.number
    );
    for more in [cases.join(", "), hit.outcomes.join(", ")] {
        if !more.is_empty() {
            heading.push_str("  ");
            heading.push_str(&more);
        }
    }
    heading
}

/// The title first, whether or not a word of the query stands there, and the excerpts in their order.
fn rows(hit: &HitAnswer) -> Vec<(&str, String)> {
    let mut rows: Vec<(&str, String)> = hit
        .highlights
        .iter()
        .map(|highlight| (highlight.section.as_str(), highlight.html.clone()))
        .collect();
    match rows.iter().position(|(section, _)| *section == "title") {
        Some(place) => {
            if let Some(before) = rows.get_mut(..=place) {
                before.rotate_right(1);
            }
        }
        None => {
            let title = hit.title.iter();
            rows.splice(0..0, title.map(|title| ("title", escaped(title))));
        }
    }
    rows
}

/// As highlights have it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn counted(counts: &[FacetAnswer]) -> String {
    let counts: Vec<String> = counts
        .iter()
        .map(|facet| format!("{} {}", facet.label, facet.count))
        .collect();
    counts.join(", ")
}

/// What stands around a matched word: bold on a terminal that wants it, nothing elsewhere.
struct Marks {
    open: &'static str,
    close: &'static str,
}

impl Marks {
    fn for_output() -> Marks {
        let wanted = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        if wanted {
            Marks {
                open: "\u{1b}[1m",
                close: "\u{1b}[0m",
            }
        } else {
            Marks {
                open: "",
                close: "",
            }
        }
    }

    /// Highlights are HTML with `<mark>` and four escapes, and nothing else.
    fn shown(&self, html: &str) -> String {
        html.replace('\n', " ")
            .replace("<mark>", self.open)
            .replace("</mark>", self.close)
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }
}
