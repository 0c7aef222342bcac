//! The decision: its points, who decided, what kind it is, and whether it says what was proposed.

use paragraf_model::{Decision, Outcome, Rule, SectionKind, Span};

use super::outcome;
use crate::bodies;
use crate::lines::{Block, Line, list_mark};
use crate::notes::{self, Notes, Sourced};
use crate::scan;
use crate::sections::{self, Part};

/// One section's blocks with its heading and kind.
pub(super) struct Blocks<'p, 'l, 's> {
    pub(super) part: &'p Part<'l, 's>,
    pub(super) blocks: Vec<Block>,
    pub(super) text: String,
}

impl Blocks<'_, '_, '_> {
    /// The lines of its text.
    pub(super) fn span(&self) -> Span {
        notes::around(self.blocks.iter().map(Block::span))
    }
}

/// Reads the decision out of a paragraph's sections.
pub(super) fn read(
    sections: &[Blocks<'_, '_, '_>],
    meeting_body: Option<&str>,
    notes: &mut Notes,
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
    let mut read = Points::default();
    for section in &own {
        let heading_recommends = section
            .part
            .heading
            .as_deref()
            .is_some_and(|heading| heading.to_lowercase().starts_with("förslag"));
        read.read(&section.blocks, heading_recommends);
    }
    let Points {
        points,
        mut outcomes,
        ..
    } = read;
    let span = notes::around(own.iter().map(|section| section.span()));
    notes.source("decision", Rule::DecisionSections, span);
    if outcomes.is_empty() {
        outcomes.push(Sourced::new(Outcome::Other, Rule::OutcomeNone, span));
    }
    let proposals = sections
        .iter()
        .filter(|section| section.part.kind == SectionKind::Proposal);
    let proposals: Vec<Vec<String>> = proposals
        .map(|section| points_of(&section.blocks))
        .filter(|points| !points.is_empty())
        .collect();
    let as_proposed = (!proposals.is_empty()).then(|| same_as_any(&points, &text, &proposals));
    if as_proposed.is_some() {
        notes.source("decision/as_proposed", Rule::ComparedWithProposal, span);
    }
    Some(Decision {
        decided_by: notes.keep("decision/decided_by", decided_by(&own, meeting_body)),
        text,
        points,
        outcomes: notes.keep_all("decision/outcomes", outcomes),
        as_proposed,
    })
}

/// Points and outcomes as they come together while the blocks are read.
#[derive(Default)]
struct Points {
    points: Vec<String>,
    outcomes: Vec<Sourced<Outcome>>,
    /// What follows is another body's to decide.
    recommends: bool,
    /// What the next block may belong to.
    open: Open,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    /// A list item: text without a mark right under it belongs to it.
    Item,
    /// `Ärendet återremitteras för att:`: all that follows belongs to it, up to the next number of its own list.
    Sentence { numbered: bool },
    /// `Medel fördelas så:`: what follows belongs to it too, and may hold the verb.
    Preamble { numbered: bool },
}

impl Points {
    fn read(&mut self, blocks: &[Block], heading_recommends: bool) {
        self.recommends = heading_recommends;
        self.open = Open::Nothing;
        if let Some(first) = blocks.first().filter(|_| heading_recommends) {
            self.add(Outcome::Recommended, Rule::OutcomeLeadIn, first.span());
        }
        for block in blocks.iter().filter(|block| !block.is_note) {
            match lead_in(&block.text) {
                Some(lead_in) => self.lead_in(&lead_in, block),
                None => self.point(block),
            }
        }
    }

    fn add(&mut self, outcome: Outcome, rule: Rule, span: Span) {
        if !self.outcomes.iter().any(|held| held.value == outcome) {
            self.outcomes.push(Sourced::new(outcome, rule, span));
        }
    }

    /// What the verbs of a block say.
    fn add_verbs(&mut self, text: &str, span: Span) {
        for outcome in outcome::of(text) {
            self.add(outcome, Rule::OutcomeVerb, span);
        }
    }

    fn lead_in(&mut self, lead_in: &LeadIn, block: &Block) {
        let text = block.text.as_str();
        self.recommends = lead_in.recommends || (self.recommends && !lead_in.decides);
        self.open = Open::Nothing;
        if lead_in.recommends {
            self.add(Outcome::Recommended, Rule::OutcomeLeadIn, block.span());
        } else if !self.recommends {
            let is_decided = !outcome::of(text).is_empty();
            if is_decided || !lead_in.is_pure {
                self.add_verbs(text, block.span());
                self.points.push(without_mark(text).to_owned());
                let numbered = is_numbered(text);
                self.open = if is_decided {
                    Open::Sentence { numbered }
                } else {
                    Open::Preamble { numbered }
                };
            }
        }
    }

    fn point(&mut self, block: &Block) {
        let text = without_mark(&block.text);
        if is_reservation(text) {
            return;
        }
        let belongs = match self.open {
            Open::Nothing => false,
            Open::Item => !block.is_item && !block.after_blank,
            Open::Sentence { numbered } | Open::Preamble { numbered } => {
                !(numbered && is_numbered(&block.text))
            }
        };
        if belongs && let Some(last) = self.points.last_mut() {
            last.push('\n');
            last.push_str(if self.open == Open::Item {
                text
            } else {
                &block.text
            });
            if matches!(self.open, Open::Preamble { .. }) && !self.recommends {
                self.add_verbs(text, block.span());
            }
            return;
        }
        self.points.push(text.to_owned());
        self.open = if block.is_item {
            Open::Item
        } else {
            Open::Nothing
        };
        if !self.recommends {
            self.add_verbs(text, block.span());
        }
    }
}

/// A reservation that stands under the decision without a heading of its own.
fn is_reservation(text: &str) -> bool {
    let folded = text.to_lowercase();
    folded.starts_with("mot beslutet ")
        || folded.contains(" reserverar sig")
        || folded.contains(" reserverade sig")
}

/// Begins with a number as list mark.
fn is_numbered(text: &str) -> bool {
    list_mark(text).is_some() && text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// A block that only leads to the points under it.
struct LeadIn {
    decides: bool,
    /// The points are another body's to decide.
    recommends: bool,
    /// It says nothing but who decides, or after whose proposal.
    is_pure: bool,
}

/// `Kommunstyrelsen beslutar:`, `Enligt kommunstyrelsens förslag:`, `På förslag av Bo Ek (S):`.
fn lead_in(text: &str) -> Option<LeadIn> {
    let folded = text.to_lowercase();
    let bare = folded.trim_end_matches([':', ' ']);
    let ends = text.ends_with(':')
        || bare.ends_with("beslutar")
        || bare.ends_with(" att")
        || bare.ends_with("beslutade")
        || bare.ends_with("besluta")
        || sections::opens_decision(text);
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
    }) || proposes_to_body(bare)
        || bare
            .strip_prefix("att ")
            .is_some_and(|rest| decides && bodies::leading_body(rest).is_some());
    let openings = [
        "enligt ",
        "på förslag",
        "efter förslag",
        "i enlighet ",
        "med bifall",
        "beslut",
        "att",
    ];
    let is_pure = decides
        || recommends
        || bare.strip_prefix("i ").is_some_and(bodies::is_body_name)
        || openings.iter().any(|opening| bare.starts_with(opening));
    Some(LeadIn {
        decides,
        recommends,
        is_pure,
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
    let mut read = Points::default();
    read.read(blocks, false);
    read.points
}

fn without_mark(text: &str) -> &str {
    list_mark(text)
        .and_then(|length| text.get(length..))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}

/// The body that decided, as the text names it, else the body that met.
fn decided_by(own: &[&Blocks<'_, '_, '_>], meeting_body: Option<&str>) -> Option<Sourced<String>> {
    let named = own.iter().find_map(|section| {
        let in_text = section.blocks.iter().take(3).find_map(|block| {
            let name = acting_body(&block.text)?;
            Some(Sourced::new(name, Rule::ActingBody, block.span()))
        });
        in_text.or_else(|| {
            let name = body_of_heading(section.part.heading.as_deref()?)?;
            let line = section.part.heading_line.map(Line::span);
            let span = line.unwrap_or_else(|| section.span());
            Some(Sourced::new(name, Rule::HeadingBody, span))
        })
    });
    let named = named.filter(|name| !is_short_for(&name.value, meeting_body));
    named.or_else(|| {
        let name = meeting_body?.to_owned();
        Some(Sourced::new(name, Rule::MeetingBody, Span::default()))
    })
}

/// The body that a sentence begins with and that acts in it.
fn acting_body(text: &str) -> Option<String> {
    let text = without_mark(text);
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
