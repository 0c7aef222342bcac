//! The decision: its points, who decided, what kind it is, and whether it says what was proposed.

use paragraf_model::{Decision, Outcome, SectionKind};

use super::outcome;
use crate::bodies;
use crate::lines::{Block, list_mark};
use crate::scan;
use crate::sections::Part;

/// One section's blocks with its heading and kind.
pub(super) struct Blocks<'p, 'l, 's> {
    pub(super) part: &'p Part<'l, 's>,
    pub(super) blocks: Vec<Block>,
    pub(super) text: String,
}

/// Reads the decision out of a paragraph's sections.
pub(super) fn read(
    sections: &[Blocks<'_, '_, '_>],
    meeting_body: Option<&str>,
) -> Option<Decision> {
    let own: Vec<&Blocks<'_, '_, '_>> = sections
        .iter()
        .filter(|section| section.part.kind == SectionKind::Decision)
        .collect();
    let text = own
        .iter()
        .map(|section| section.text.as_str())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    if text.is_empty() {
        return None;
    }
    let mut points = Vec::new();
    let mut outcomes = Vec::new();
    for section in &own {
        let heading_recommends = section
            .part
            .heading
            .as_deref()
            .is_some_and(|heading| heading.to_lowercase().starts_with("förslag"));
        read_points(
            &section.blocks,
            heading_recommends,
            &mut points,
            &mut outcomes,
        );
    }
    if outcomes.is_empty() {
        outcomes.push(Outcome::Other);
    }
    let proposals = sections
        .iter()
        .filter(|section| section.part.kind == SectionKind::Proposal);
    let proposals: Vec<Vec<String>> = proposals
        .map(|section| points_of(&section.blocks))
        .filter(|points| !points.is_empty())
        .collect();
    let as_proposed = (!proposals.is_empty()).then(|| same_as_any(&points, &text, &proposals));
    Some(Decision {
        decided_by: decided_by(&own, meeting_body),
        text,
        points,
        outcomes,
        as_proposed,
    })
}

fn read_points(
    blocks: &[Block],
    heading_recommends: bool,
    points: &mut Vec<String>,
    outcomes: &mut Vec<Outcome>,
) {
    let mut recommends = heading_recommends;
    let mut before_is_item = false;
    if recommends {
        add(outcomes, Outcome::Recommended);
    }
    for block in blocks {
        if let Some(lead_in) = lead_in(&block.text) {
            recommends = lead_in.recommends || (recommends && !lead_in.decides);
            if lead_in.recommends {
                add(outcomes, Outcome::Recommended);
            }
            before_is_item = false;
            continue;
        }
        let text = without_mark(&block.text);
        match points.last_mut() {
            Some(last) if before_is_item && !block.is_item && !block.after_blank => {
                last.push('\n');
                last.push_str(text);
            }
            _ => {
                points.push(text.to_owned());
                before_is_item = block.is_item;
            }
        }
        if !recommends {
            outcome::of(text)
                .into_iter()
                .for_each(|outcome| add(outcomes, outcome));
        }
    }
}

fn add(outcomes: &mut Vec<Outcome>, outcome: Outcome) {
    if !outcomes.contains(&outcome) {
        outcomes.push(outcome);
    }
}

/// A block that only leads to the points under it.
struct LeadIn {
    decides: bool,
    /// The points are another body's to decide.
    recommends: bool,
}

/// `Kommunstyrelsen beslutar:`, `Enligt kommunstyrelsens förslag:`, `På förslag av Bo Ek (S):`.
fn lead_in(text: &str) -> Option<LeadIn> {
    let folded = text.to_lowercase();
    let bare = folded.trim_end_matches([':', ' ']);
    let ends = text.ends_with(':')
        || bare.ends_with("beslutar")
        || bare.ends_with(" att")
        || bare.ends_with("beslutade")
        || bare.ends_with("besluta");
    if !ends || text.len() > 400 {
        return None;
    }
    let decides = bare
        .split_whitespace()
        .any(|word| matches!(word, "beslutar" | "beslutade" | "beslöt"));
    let recommends = bare.split_whitespace().any(|word| {
        matches!(
            word,
            "föreslår" | "föreslog" | "tillstyrker" | "tillstyrkte" | "hemställer"
        )
    }) || proposes_to_body(bare);
    Some(LeadIn {
        decides,
        recommends,
    })
}

/// `Förslag till kommunfullmäktige`, `Kommunstyrelsens förslag till kommunfullmäktige`.
fn proposes_to_body(bare: &str) -> bool {
    let rest = bare
        .split_once("förslag till ")
        .map(|(_, rest)| rest.strip_prefix("beslut i ").unwrap_or(rest));
    rest.is_some_and(bodies::is_body_name)
}

/// The points of a proposal or decision, lead-ins left out.
fn points_of(blocks: &[Block]) -> Vec<String> {
    let mut points = Vec::new();
    read_points(blocks, false, &mut points, &mut Vec::new());
    points
}

fn without_mark(text: &str) -> &str {
    list_mark(text)
        .and_then(|length| text.get(length..))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}

/// The body that decided, as the text names it, else the body that met.
fn decided_by(own: &[&Blocks<'_, '_, '_>], meeting_body: Option<&str>) -> Option<String> {
    let named = own.iter().find_map(|section| {
        let in_text = section
            .blocks
            .iter()
            .take(3)
            .find_map(|block| acting_body(&block.text));
        in_text.or_else(|| section.part.heading.as_deref().and_then(body_of_heading))
    });
    let named = named.filter(|name| !is_short_for(name, meeting_body));
    named.or_else(|| meeting_body.map(str::to_owned))
}

/// The body that a sentence begins with and that acts in it.
fn acting_body(text: &str) -> Option<String> {
    let length = bodies::leading_body(text)?;
    let next = text
        .get(length..)?
        .split_whitespace()
        .next()?
        .trim_matches([':', ',', '.'])
        .to_lowercase();
    let acts = [
        "beslutar",
        "beslutade",
        "beslöt",
        "föreslår",
        "föreslog",
        "tillstyrker",
        "tillstyrkte",
        "avstyrker",
        "hemställer",
        "godkänner",
        "antar",
        "fastställer",
        "bifaller",
        "beviljar",
        "medger",
        "avslår",
        "bordlägger",
        "återremitterar",
        "antecknar",
        "noterar",
        "utser",
        "väljer",
        "förordnar",
        "entledigar",
        "översänder",
        "överlämnar",
        "remitterar",
        "upphäver",
        "uppdrar",
        "ger",
        "lägger",
        "tar",
        "ställer",
        "anser",
        "förklarar",
        "avger",
    ];
    acts.contains(&next.as_str())
        .then(|| text.get(..length).map(bodies::tidy))
        .flatten()
}

fn body_of_heading(heading: &str) -> Option<String> {
    let folded = heading.to_lowercase();
    let length = folded
        .strip_suffix(" beslut")
        .or_else(|| folded.strip_suffix(" beslut för egen del"))?
        .len();
    bodies::from_genitive(heading.get(..length)?)
}

/// `Nämnden` and `Arbetsutskottet` mean the body that met.
fn is_short_for(name: &str, meeting_body: Option<&str>) -> bool {
    let Some(body) = meeting_body else {
        return false;
    };
    let (name, body) = (name.to_lowercase(), body.to_lowercase());
    if name.contains(' ') || name == body {
        return false;
    }
    let stem = ["en", "et", "t"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name);
    stem.len() >= 5 && body.contains(stem)
}

fn same_as_any(points: &[String], text: &str, proposals: &[Vec<String>]) -> bool {
    let folded = text.to_lowercase();
    let says_so = [
        "enligt förslaget till beslut",
        "enligt förslag till beslut",
        "beslutar enligt förslag",
        "i enlighet med förslaget till beslut",
        "enligt liggande förslag",
        "bifalla förslaget till beslut",
    ];
    if says_so.iter().any(|words| folded.contains(words)) {
        return true;
    }
    let own: Vec<Vec<String>> = points
        .iter()
        .map(|point| essence(point))
        .filter(|words| !words.is_empty())
        .collect();
    proposals.iter().any(|proposal| {
        let proposed: Vec<Vec<String>> = proposal
            .iter()
            .map(|point| essence(point))
            .filter(|words| !words.is_empty())
            .collect();
        own.len() == proposed.len() && own.iter().zip(&proposed).all(|(one, other)| one == other)
    })
}

/// The words that matter when a proposal is compared with a decision.
fn essence(point: &str) -> Vec<String> {
    let folded = point.to_lowercase();
    if folded.contains("omedelbart justera") {
        return Vec::new();
    }
    let words = scan::words(&folded).map(|(_, word)| word);
    words
        .filter(|word| !matches!(*word, "att" | "och" | "samt" | "beslutar"))
        .map(|word| {
            let bare = word.trim_end_matches(['s', 'r', 'n', 't', 'a', 'e']);
            if word.chars().any(|letter| letter.is_ascii_digit()) || bare.chars().count() < 3 {
                word.to_owned()
            } else {
                bare.to_owned()
            }
        })
        .collect()
}
