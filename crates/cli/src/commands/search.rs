//! `paragraf search`: hits for people or, as the API gives them, for programs.

use std::io::{self, Write};

use paragraf_web::answers::{self, FacetsAnswer, HitAnswer, SearchAnswer};
use unicode_width::UnicodeWidthStr;

use super::{Outcome, holdings};
use crate::arguments::{Format, Search};
use crate::output::{self, FAINT, HEADING, MATCH, NOTE, harmless, print, print_json};
use crate::settings::Settings;
use crate::table::{Align, Table, wrapped};

/// Excerpts are not set in fewer columns.
const NARROWEST: usize = 20;

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
        Format::Text => print(|out| write_answer(&answer, out))?,
    }
    Ok(Outcome::Well)
}

fn write_answer(answer: &SearchAnswer, out: &mut dyn Write) -> io::Result<()> {
    let hits = super::counted(answer.total, "hit", "hits");
    let understood = harmless(&answer.query.understood);
    match understood.as_str() {
        "" => writeln!(out, "{HEADING}{hits}{HEADING:#}")?,
        _ => writeln!(out, "{HEADING}{hits}{HEADING:#} for {understood}")?,
    }
    for note in notes(answer) {
        writeln!(out, "{NOTE}!{NOTE:#} {}", harmless(&note))?;
    }
    for hit in &answer.hits {
        writeln!(out)?;
        write_hit(hit, out)?;
    }
    if let Some(facets) = &answer.facets {
        writeln!(out)?;
        counts(facets).print(out)?;
    }
    if let Some(next) = &answer.next {
        writeln!(out, "\n{FAINT}more: --cursor {next}{FAINT:#}")?;
    }
    Ok(())
}

/// What a person should know about how the query was read.
fn notes(answer: &SearchAnswer) -> Vec<String> {
    let query = &answer.query;
    let spelling = query.did_you_mean.as_ref();
    let spelling = spelling.map(|spelling| format!("did you mean ”{spelling}”?"));
    let helped = query.relaxed || spelling.is_some();
    let as_typed = helped.then(|| "only what was typed: --relax=false".to_owned());
    query
        .notes
        .iter()
        .cloned()
        .chain(spelling)
        .chain(as_typed)
        .collect()
}

fn write_hit(hit: &HitAnswer, out: &mut dyn Write) -> io::Result<()> {
    for line in fitted(&harmless(&heading(hit)), 0) {
        writeln!(out, "{HEADING}{line}{HEADING:#}")?;
    }
    writeln!(out, "  {FAINT}{}{FAINT:#}", hit.id)?;
    let rows = rows(hit);
    let widest = rows.iter().map(|(section, _)| section.width()).max();
    let indent = widest.unwrap_or_default();
    for (section, html) in &rows {
        let mut beside = format!("  {FAINT}{section:<indent$}{FAINT:#}  ");
        for line in fitted(&marked(html), indent + 4) {
            writeln!(out, "{beside}{line}")?;
            beside = " ".repeat(indent + 4);
        }
    }
    Ok(())
}

/// Lines that find room on the terminal beside what stands to their left; one where there is no terminal.
fn fitted(text: &str, beside: usize) -> Vec<String> {
    let room = output::width().map(|width| width.saturating_sub(beside));
    // Narrower text is harder to read than lines that the terminal breaks.
    match room.filter(|&room| room >= NARROWEST) {
        Some(room) => wrapped(text, room),
        None => vec![text.to_owned()],
    }
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

/// One row for each value as a filter takes it, so that other programs can sort and sieve them.
fn counts(facets: &FacetsAnswer) -> Table {
    let mut table = Table::new(&[
        ("facet", Align::Whole),
        ("value", Align::Whole),
        ("hits", Align::Right),
        ("in Swedish", Align::Left),
    ]);
    for (name, counts) in [
        ("municipality", &facets.municipality),
        ("body", &facets.body),
        ("year", &facets.year),
        ("outcome", &facets.outcome),
        ("officer", &facets.officer),
    ] {
        for facet in counts {
            table.row([
                name.to_owned(),
                facet.value.clone(),
                facet.count.to_string(),
                facet.label.clone(),
            ]);
        }
    }
    table
}

/// Highlights are HTML with `<mark>` and four escapes, and nothing else.
fn marked(html: &str) -> String {
    harmless(html)
        .replace("<mark>", &MATCH.render().to_string())
        .replace("</mark>", &MATCH.render_reset().to_string())
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_broken_between_words_and_marks_take_no_room() {
        let text = marked("Kommunen <mark>avslår</mark> ansökan &amp; avskriver ärendet");
        let lines = wrapped(&text, 24);
        let shown: Vec<String> = lines
            .iter()
            .map(|line| anstream::adapter::strip_str(line).to_string())
            .collect();
        assert_eq!(shown, ["Kommunen avslår ansökan", "& avskriver ärendet"]);
    }
}
