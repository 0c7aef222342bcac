//! Which body decided, as the text names it.

use paragraf_model::{Rule, Span};

use super::points::without_mark;
use crate::bodies;
use crate::folding::Folding;
use crate::notes::Sourced;
use crate::paragraph::blocks::Blocks;
use crate::paragraph::standing::{self, Standing};

/// Verbs by which a body decides or proposes.
const DECIDES: &[&str] = &[
    "beslutar",
    "beslutade",
    "beslöt",
    "föreslår",
    "föreslog",
    "tillstyrker",
    "tillstyrkte",
    "avstyrker",
    "hemställer",
];

/// Verbs by which a body acts in its decision.
const ACTS: &[&str] = &[
    "godkänner",
    "godkände",
    "antar",
    "antog",
    "fastställer",
    "fastställde",
    "bifaller",
    "biföll",
    "beviljar",
    "beviljade",
    "medger",
    "avslår",
    "avslog",
    "bordlägger",
    "bordlade",
    "återremitterar",
    "återremitterade",
    "antecknar",
    "noterar",
    "utser",
    "utsåg",
    "väljer",
    "valde",
    "förordnar",
    "entledigar",
    "översänder",
    "överlämnar",
    "remitterar",
    "upphäver",
    "uppdrar",
    "uppdrog",
    "ger",
    "gav",
    "lägger",
    "lade",
    "tar",
    "tog",
    "ställer",
    "anser",
    "förklarar",
    "avger",
];

/// The body that decided: the one that the decision names, else the one that met.
pub(super) fn read(
    own: &[&Blocks<'_, '_, '_>],
    meeting_body: Option<&str>,
) -> Option<Sourced<String>> {
    // What is recommended to a body above is this meeting's decision.
    let standing = |name: &Sourced<String>| standing::of(&name.value, meeting_body);
    let names: Vec<Sourced<String>> = own
        .iter()
        .flat_map(|section| named(section))
        .filter(|name| standing(name) != Some(Standing::Above))
        .collect();
    let own = names
        .iter()
        .find(|name| standing(name) == Some(Standing::Own));
    let named = own
        .or(names.first())
        .filter(|name| !standing::is_short_for(&name.value, meeting_body))
        .cloned();
    named.or_else(|| {
        let name = meeting_body?.to_owned();
        Some(Sourced::new(name, Rule::MeetingBody, Span::default()))
    })
}

/// The bodies that the first blocks of a section and its heading name.
fn named(section: &Blocks<'_, '_, '_>) -> Vec<Sourced<String>> {
    let texts = section.blocks.iter().take(3);
    let in_text = texts.filter_map(|block| {
        let name = acting(&block.text).or_else(|| alone(&block.text))?;
        Some(Sourced::new(name, Rule::ActingBody, block.span()))
    });
    let heading = section.part.heading.as_deref().and_then(of_heading);
    let span = section.heading_span();
    let in_heading = heading.map(|name| Sourced::new(name, Rule::HeadingBody, span));
    in_text.chain(in_heading).collect()
}

/// The body that a sentence begins with and that acts in it.
pub(in crate::paragraph) fn acting(text: &str) -> Option<String> {
    with_verb(text, |verb| DECIDES.contains(&verb) || ACTS.contains(&verb))
}

/// The body that a sentence begins with and that decides or proposes in it.
pub(in crate::paragraph) fn deciding(text: &str) -> Option<String> {
    let unmarked = without_mark(text);
    let length = bodies::leading_body(unmarked);
    // A text that begins with no body is none.
    if length.is_none() && unmarked.len() == text.len() {
        return None;
    }
    length
        .and_then(|length| before_verb(unmarked, length, |verb| DECIDES.contains(&verb)))
        .or_else(|| alone(text))
}

fn with_verb(text: &str, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    let text = without_mark(text);
    before_verb(text, bodies::leading_body(text)?, is_wanted)
}

/// The name of so many bytes, where such a verb follows it.
fn before_verb(text: &str, length: usize, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut words = text.get(length..)?.split_whitespace();
    let mut next = words.next()?.folded();
    // "Kommunfullmäktige har således beslutat"
    if next == "har" && words.take(3).any(|word| word.starts_with("beslutat")) {
        next = "beslutade".to_owned();
    }
    let acts = is_wanted(next.trim_matches([':', ',', '.']));
    acts.then(|| text.get(..length).map(bodies::tidy)).flatten()
}

/// A body's name and nothing else.
fn alone(text: &str) -> Option<String> {
    let text = text.trim_end_matches([':', ' ']);
    bodies::is_body_name(text).then(|| bodies::tidy(text))
}

/// `Socialnämndens beslut`, `Arbetsutskottets förslag till kommunstyrelsen`.
pub(in crate::paragraph) fn of_heading(heading: &str) -> Option<String> {
    let folded = heading.folded();
    let length = [" beslut", " förslag"]
        .iter()
        .filter_map(|word| folded.find(word))
        .min()?;
    bodies::from_genitive(heading.get(..length)?)
}
