//! The points of a decision and what kind of decision each is.

use std::borrow::Cow;

use paragraf_model::{Outcome, Rule, Span};

use super::deciding_body;
use super::lead_in::{self, LeadIn};
use crate::folding::Folding;
use crate::lines::{Block, list_mark};
use crate::notes::Sourced;
use crate::paragraph::outcome;
use crate::paragraph::standing::{self, Standing};
use crate::people;
use crate::scan;

/// Points and outcomes as they come together while the blocks are read.
#[derive(Default)]
pub(super) struct Points<'m> {
    pub(super) points: Vec<String>,
    pub(super) outcomes: Vec<Sourced<Outcome>>,
    meeting_body: Option<&'m str>,
    /// What follows is another body's to decide.
    recommends: bool,
    /// What follows was decided below and earlier.
    is_earlier: bool,
    /// The points are over: lists and notes follow.
    is_over: bool,
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

impl<'m> Points<'m> {
    pub(super) fn new(meeting_body: Option<&'m str>) -> Points<'m> {
        Points {
            meeting_body,
            ..Points::default()
        }
    }

    /// Reads one section. Under a heading that recommends all is another body's to decide.
    pub(super) fn read(&mut self, blocks: &[Block], heading_recommends: bool) {
        self.recommends = heading_recommends;
        self.is_earlier = false;
        self.is_over = false;
        self.open = Open::Nothing;
        let blocks: Vec<Cow<'_, Block>> = blocks.iter().flat_map(lead_in_apart).collect();
        let own = blocks.iter().filter(|block| !block.is_note);
        let own: Vec<(&Block, Option<Standing>)> = own
            .map(|block| (&**block, self.standing(&block.text)))
            .collect();
        let has_own = own
            .iter()
            .any(|&(_, standing)| standing == Some(Standing::Own));
        let mut rest = own.into_iter().peekable();
        while let Some((block, standing)) = rest.next() {
            let next = rest.peek().map_or("", |(next, _)| next.text.as_str());
            let lead_in = lead_in::read(&block.text).or_else(|| lead_in::before(&block.text, next));
            if self.informs(block) {
                self.is_over = true;
                continue;
            }
            match lead_in.filter(|lead_in| !self.is_over || lead_in.actor.is_some()) {
                Some(lead_in) => self.lead_in(&lead_in, block, has_own),
                None if self.is_earlier => {}
                None if has_own && standing == Some(Standing::Below) => {}
                None if self.is_after_the_points(block) => self.is_over = true,
                None => self.point(block, standing),
            }
        }
    }

    /// Where the body stands that decides or proposes in this block.
    fn standing(&self, text: &str) -> Option<Standing> {
        standing::of(&deciding_body::deciding(text)?, self.meeting_body)
    }

    /// A list or a heading that stands apart under a decision that has been stated: `Följande har anmälts`.
    fn is_after_the_points(&self, block: &Block) -> bool {
        if self.is_over {
            return true;
        }
        let text = block.text.as_str();
        let follows_sentence = self.points.last().is_some_and(|last| last.ends_with('.'));
        let apart =
            (block.after_blank || follows_sentence) && !block.is_item && !self.may_go_on(block);
        let is_stated = self
            .outcomes
            .iter()
            .any(|held| held.value != Outcome::Recommended)
            && !self.recommends;
        let is_point =
            text.ends_with(['.', '”']) || scan::begins_small(text) || !outcome::of(text).is_empty();
        apart && is_stated && !is_point || self.is_announced(block)
    }

    /// What was opened before may go on in this block.
    fn may_go_on(&self, block: &Block) -> bool {
        match self.open {
            Open::Nothing => false,
            Open::Item => !block.after_blank,
            Open::Sentence { .. } | Open::Preamble { .. } => true,
        }
    }

    /// The first of those that were announced, listed under `Meddelandena läggs till handlingarna.`
    fn is_announced(&self, block: &Block) -> bool {
        let noted = self
            .outcomes
            .iter()
            .all(|held| held.value == Outcome::Noted);
        let is_whole = self.points.last().is_some_and(|last| {
            let folded = last.folded();
            let leads_on = ["följande", "nedanstående", "enligt", "nedan"];
            last.ends_with('.') && !leads_on.iter().any(|word| folded.contains(word))
        });
        let text = without_mark(&block.text);
        let names_paper =
            scan::is_capitalised(text) && !text.ends_with('.') && outcome::of(text).is_empty();
        let is_first = block.is_item && block.after_blank && self.open == Open::Nothing;
        is_first && noted && is_whole && names_paper
    }

    /// `Förvaltningschefen informerar om följande:` under a decision that has been stated.
    fn informs(&self, block: &Block) -> bool {
        if !block.text.ends_with(':') || self.outcomes.is_empty() {
            return false;
        }
        let folded = block.text.folded();
        self.open == Open::Nothing
            && !block.is_item
            && TELLS.iter().any(|words| folded.contains(words))
            && outcome::of(&block.text).is_empty()
    }

    fn lead_in(&mut self, lead_in: &LeadIn, block: &Block, has_own: bool) {
        self.is_over = false;
        let standing = lead_in
            .actor
            .as_deref()
            .and_then(|actor| standing::of(actor, self.meeting_body));
        self.is_earlier = has_own && standing == Some(Standing::Below);
        if self.is_earlier {
            return;
        }
        let leads_up = standing == Some(Standing::Above) && lead_in.decides;
        self.recommends = lead_in.recommends || leads_up || (self.recommends && !lead_in.decides);
        self.open = Open::Nothing;
        if self.recommends {
            self.add(Outcome::Recommended, Rule::OutcomeLeadIn, block.span());
            if !lead_in.is_pure {
                self.open_point(&block.text, true);
            }
            return;
        }
        let own = outcome::of(&block.text);
        let is_decided = !own.is_empty();
        if is_decided || !lead_in.is_pure {
            self.add_all(own, block.span());
            self.open_point(&block.text, is_decided);
        }
    }

    /// A point that what follows belongs to.
    fn open_point(&mut self, text: &str, is_decided: bool) {
        self.points.push(without_mark(text).to_owned());
        let numbered = is_numbered(text);
        self.open = if is_decided {
            Open::Sentence { numbered }
        } else {
            Open::Preamble { numbered }
        };
    }

    fn point(&mut self, block: &Block, standing: Option<Standing>) {
        let text = without_adjustment(without_mark(&block.text));
        if is_no_point(block) {
            return;
        }
        if standing == Some(Standing::Own) {
            // "Kommunstyrelsen beslutar för egen del att …" ends what is proposed and what a sentence led to.
            self.recommends = false;
            self.open = Open::Nothing;
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
            if matches!(self.open, Open::Preamble { .. }) {
                self.add_outcomes(text, block.span());
            }
            return;
        }
        self.points.push(text.to_owned());
        self.open = if block.is_item {
            Open::Item
        } else {
            Open::Nothing
        };
        self.add_outcomes(text, block.span());
    }

    fn add_outcomes(&mut self, text: &str, span: Span) {
        let decided_above = deciding_body::acting(text)
            .is_some_and(|body| standing::of(&body, self.meeting_body) == Some(Standing::Above));
        let own_part = text.folded().contains("för egen del");
        if (self.recommends && !own_part) || decided_above {
            self.add(Outcome::Recommended, Rule::OutcomeLeadIn, span);
        } else {
            self.add_all(outcome::of(text), span);
        }
    }

    /// What the verbs of a block say.
    fn add_all(&mut self, outcomes: Vec<Outcome>, span: Span) {
        for outcome in outcomes {
            self.add(outcome, Rule::OutcomeVerb, span);
        }
    }

    fn add(&mut self, outcome: Outcome, rule: Rule, span: Span) {
        if !self.outcomes.iter().any(|held| held.value == outcome) {
            self.outcomes.push(Sourced::new(outcome, rule, span));
        }
    }
}

/// `… antecknas. Kommunstyrelsen föreslår att kommunfullmäktige beslutar:` is a point and what leads to the next.
fn lead_in_apart(block: &Block) -> Vec<Cow<'_, Block>> {
    if !block.text.ends_with(':') {
        return vec![Cow::Borrowed(block)];
    }
    let sentences = scan::sentences(&block.text);
    let last = sentences.last().copied().unwrap_or_default();
    let leads = sentences.len() > 1
        && last.ends_with(':')
        && deciding_body::deciding(last).is_some()
        && lead_in::read(last).is_some_and(|lead_in| lead_in.is_pure);
    let Some(before) = block.text.strip_suffix(last).filter(|_| leads) else {
        return vec![Cow::Borrowed(block)];
    };
    let part = |text: &str| {
        Cow::Owned(Block {
            text: text.trim().to_owned(),
            ..block.clone()
        })
    };
    vec![part(before), part(last)]
}

/// The points of a proposal, lead-ins left out.
pub(super) fn of_proposal(blocks: &[Block]) -> Vec<String> {
    // What is claimed at the meeting may follow without a heading.
    let claims = |block: &&Block| {
        let folded = block.text.folded();
        folded.contains(" yrkar ") || folded.starts_with("ordföranden ställer")
    };
    let own = blocks.iter().take_while(|block| !claims(block));
    let own: Vec<Block> = own.cloned().collect();
    let mut read = Points::default();
    read.read(&own, false);
    read.points
}

/// Somebody speaks or something has happened: no decision.
const TELLS: &[&str] = &[
    " svarar på ",
    " besvarar ",
    " informerar ",
    " redogör ",
    " redogjorde ",
    " föredrar ",
    " föredrog ",
    " yttrar sig",
    " anför ",
    " meddelar ",
    " informerade ",
    " har inkommit",
    " inkommit ",
];

/// What stands under a decision without a heading of its own: reservations, who takes no part, who had
/// something put into the minutes, that the paragraph is adjusted at once.
fn is_no_point(block: &Block) -> bool {
    let folded = block.text.folded();
    let holds = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let names_somebody = || !people::find_with_party(&block.text).is_empty();
    let is_listed = block.is_item || folded.starts_with("att ");
    matches!(
        folded.trim_matches([',', '.', ' ']),
        "samt" | "och" | "dels"
    ) || folded.starts_with("mot beslutet ")
        || folded.starts_with("hur man överklagar")
        || (folded.starts_with("omröstning") || folded.starts_with("votering"))
            && holds(&["utfaller", "utföll", "ja-röst", "begärs"])
        || folded.starts_with("reservation ")
        || holds(&[
            " reserverar sig",
            " reserverade sig",
            "protokollsanteckning",
        ])
        || holds(&["till protokollet antecknat", "antecknat till protokollet"])
        // "Det antecknas att Alva Ask (S) anmäler jäv" is decided; that she does so is not.
        || holds(&["på grund av jäv", "anmäler jäv", "p.g.a. jäv", "pga jäv"])
            && outcome::of(&block.text).is_empty()
        || holds(&[
            "deltar inte i",
            "deltar ej i",
            "deltog inte i",
            "deltog ej i",
        ]) && names_somebody()
        || !is_listed && scan::sentences(&block.text).len() == 1 && adjusts_at_once(&folded)
        || !is_listed && holds(TELLS) && outcome::of(&block.text).is_empty()
        || !is_listed
            && names_somebody()
            && outcome::of(&block.text).is_empty()
            && block.after_blank
}

/// Without the sentence at the end that adjusts the paragraph at once.
fn without_adjustment(text: &str) -> &str {
    let sentences = scan::sentences(text);
    let last = sentences.last().copied().unwrap_or_default();
    if sentences.len() > 1 && adjusts_at_once(&last.folded()) {
        text.strip_suffix(last).unwrap_or(text).trim_end()
    } else {
        text
    }
}

/// `Paragrafen förklaras omedelbart justerad.` and nothing else.
fn adjusts_at_once(folded: &str) -> bool {
    let says = [
        "omedelbart justera",
        "justeras omedelbart",
        "omedelbar justering",
        "direktjustera",
    ];
    folded.len() < 90 && says.iter().any(|words| folded.contains(words))
}

/// Begins with a number as list mark.
fn is_numbered(text: &str) -> bool {
    list_mark(text).is_some() && text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The text without the mark of its list.
pub(super) fn without_mark(text: &str) -> &str {
    list_mark(text)
        .and_then(|length| text.get(length..))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(text)
}
