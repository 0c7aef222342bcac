//! BibTeX: one entry a paragraph, in UTF-8, for BibTeX and biblatex alike.

use chrono::{Datelike, NaiveDate};

use super::Citation;

/// The macros of every bibliography style, which writes months in the document's language.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// An entry of the type that fits papers of no other type.
pub fn entry(citation: &Citation, accessed: NaiveDate) -> String {
    // Braces within braces: a body is not a person with a first name, and a title keeps its capitals.
    let whole = |text: &str| format!("{{{{{}}}}}", escaped(text));
    let braced = |text: &str| format!("{{{text}}}");
    let published = match citation.diary() {
        Some(diary) => format!("Protokoll {}, {diary}", citation.date),
        None => format!("Protokoll {}", citation.date),
    };
    let month = MONTHS
        .get(citation.date.month0() as usize)
        .copied()
        .unwrap_or_default();
    let mut fields = vec![
        ("author", whole(&citation.author())),
        ("title", whole(&citation.heading())),
        ("howpublished", braced(&escaped(&published))),
        ("year", braced(&citation.date.year().to_string())),
        ("month", month.to_owned()),
        ("day", braced(&citation.date.day().to_string())),
    ];
    if let Some([first, last]) = citation.pages {
        fields.push((
            "pages",
            match first == last {
                true => braced(&first.to_string()),
                false => braced(&format!("{first}--{last}")),
            },
        ));
    }
    if let Some(language) = citation.language.as_deref().and_then(babel_name) {
        fields.push(("language", braced(language)));
    }
    if let Some(url) = &citation.url {
        // Read letter by letter; an address has none that would end the field.
        fields.push(("url", braced(url)));
        fields.push(("urldate", braced(&accessed.to_string())));
    }
    let note = format!("Paragraf {}. {}", citation.id, citation.fingerprint());
    fields.push(("note", braced(&escaped(&note))));

    let lines = fields
        .iter()
        .map(|(name, value)| format!("  {name:<12} = {value},\n"));
    format!(
        "@misc{{{},\n{}}}\n",
        citation.key(),
        lines.collect::<String>()
    )
}

/// Text as LaTeX sets it letter by letter. A brace is written by its name, because BibTeX counts braces before it knows
/// of backslashes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '{' => escaped.push_str(r"\textbraceleft{}"),
            '}' => escaped.push_str(r"\textbraceright{}"),
            '\\' => escaped.push_str(r"\textbackslash{}"),
            '^' => escaped.push_str(r"\textasciicircum{}"),
            '~' => escaped.push_str(r"\textasciitilde{}"),
            '<' => escaped.push_str(r"\textless{}"),
            '>' => escaped.push_str(r"\textgreater{}"),
            '|' => escaped.push_str(r"\textbar{}"),
            // Swedish LaTeX gives the straight sign a meaning.
            '"' => escaped.push_str(r"\textquotedbl{}"),
            '%' | '&' | '#' | '$' | '_' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// What babel calls the languages that minutes in Sweden are written in.
fn babel_name(code: &str) -> Option<&'static str> {
    match code {
        "sv" => Some("swedish"),
        "fi" => Some("finnish"),
        "en" => Some("english"),
        _ => None,
    }
}
