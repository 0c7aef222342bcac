//! `paragraf search`: hits for people or, as the API gives them, for programs.

use std::io::{self, Write};

use paragraf_web::answers::{self, FacetsAnswer, HitAnswer, SearchAnswer};
use unicode_width::UnicodeWidthStr;

use super::{Outcome, holdings};
use crate::arguments::{Format, Search};
use crate::output::{self, FAINT, HEADING, MATCH, NOTE, harmless, print, print_json};
use crate::settings::Settings;
use crate::table::{Align, Table};

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
    writeln!(out, "{HEADING}{}{HEADING:#}", harmless(&heading(hit)))?;
    writeln!(out, "  {FAINT}{}{FAINT:#}", hit.id)?;
    let rows = rows(hit);
    let widest = rows.iter().map(|(section, _)| section.width()).max();
    let indent = widest.unwrap_or_default();
    for (section, html) in &rows {
        let mut beside = format!("  {FAINT}{section:<indent$}{FAINT:#}  ");
        let room = output::width().map(|width| width.saturating_sub(indent + 4));
        for line in wrapped(&marked(html), room) {
            writeln!(out, "{beside}{line}")?;
            beside = " ".repeat(indent + 4);
        }
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

/// One row for each value, so that rows can be sorted and sieved by other programs.
fn counts(facets: &FacetsAnswer) -> Table {
    let mut table = Table::new(&[
        ("facet", Align::Whole),
        ("value", Align::Left),
        ("hits", Align::Right),
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
                facet.label.clone(),
                facet.count.to_string(),
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

/// Lines of at most so many columns, broken between words; the marks of colour take no room. One line without a limit.
fn wrapped(text: &str, room: Option<usize>) -> Vec<String> {
    /// Narrower text is harder to read than lines that the terminal breaks.
    const NARROWEST: usize = 20;
    let Some(room) = room.filter(|&room| room >= NARROWEST) else {
        return vec![text.to_owned()];
    };
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let width = anstream::adapter::strip_str(word).to_string().width();
        if used > 0 && used + 1 + width > room {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += width;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_broken_between_words_and_marks_take_no_room() {
        let text = marked("Kommunen <mark>avslår</mark> ansökan &amp; avskriver ärendet");
        let lines = wrapped(&text, Some(24));
        let shown: Vec<String> = lines
            .iter()
            .map(|line| anstream::adapter::strip_str(line).to_string())
            .collect();
        assert_eq!(shown, ["Kommunen avslår ansökan", "& avskriver ärendet"]);
        assert_eq!(wrapped(&text, None).len(), 1);
    }
}
