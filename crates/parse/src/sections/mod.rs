//! A paragraph's text parted into sections by its headings: alone on a line, run in, in capitals, repeated.

mod dispatch;
mod headings;
mod synonyms;

use paragraf_model::{Rule, SectionKind};

use crate::bodies;
use crate::folding::Folding;
use crate::lines::{self, Line, is_list_mark};
use crate::scan;
pub(crate) use synonyms::Heading;

/// A run of lines under one heading.
#[derive(Clone, Debug)]
pub(crate) struct Part<'l, 's> {
    pub(crate) kind: SectionKind,
    /// What tells where it begins.
    pub(crate) rule: Rule,
    /// As printed, without colon.
    pub(crate) heading: Option<String>,
    /// The heading's own line, where it has one.
    pub(crate) heading_line: Option<&'l Line<'s>>,
    /// The lines of the text, blank ones and furniture included.
    pub(crate) lines: Vec<&'l Line<'s>>,
    /// Text of the first line after a run-in heading.
    pub(crate) run_in: Option<String>,
}

impl<'l, 's> Part<'l, 's> {
    /// Text that no heading stands over.
    pub(crate) fn without_heading(
        kind: SectionKind,
        rule: Rule,
        lines: Vec<&'l Line<'s>>,
    ) -> Part<'l, 's> {
        Part {
            kind,
            rule,
            heading: None,
            heading_line: None,
            lines,
            run_in: None,
        }
    }

    pub(crate) fn has_text(&self) -> bool {
        self.lines.iter().any(|line| line.has_text())
    }
}

/// A heading's word that is a matter's title as well, right under the label.
pub(crate) fn may_be_title(text: &str) -> bool {
    synonyms::may_be_title(text)
}

/// The heading of a decision or of what is proposed: never a matter's title.
pub(crate) fn is_decision(text: &str) -> bool {
    heading_alone(text, &text.folded())
        .map(kind)
        .is_some_and(|kind| matches!(kind, SectionKind::Decision | SectionKind::Proposal))
}

/// A line without these letters opens no decision: each of [`DECIDES`] begins so.
pub(crate) fn may_open_decision(folded: &str) -> bool {
    let mut beginnings = BEGINNINGS.iter();
    beginnings.any(|beginning| folded.contains(beginning))
}

const BEGINNINGS: &[&str] = &["besl", "föresl", "tillst", "hemst", "rekomm"];

/// `Kommunfullmäktige beslutar:`, `SOCIALNÄMNDEN BESLUTAR`: opens a decision where no heading does.
pub(crate) fn opens_decision(text: &str) -> bool {
    let Some(length) = bodies::leading_body(text) else {
        return false;
    };
    let rest = text.get(length..).unwrap_or_default().folded();
    let rest = rest.trim_end_matches([':', '.', ' ']);
    let mut words = rest
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .enumerate()
        .peekable();
    let opens = words.peek().is_some_and(|(_, word)| DECIDES.contains(word));
    let has_decided = rest.trim_start().starts_with("har ") && rest.contains(" beslutat");
    let is_known = |word: &str| {
        DECIDES.contains(&word) || LEADS_ON.contains(&word) || bodies::is_body_name(word)
    };
    (opens || has_decided) && rest.len() < 120 && words.all(|(_, word)| is_known(word))
}

/// Verbs by which a body opens its decision.
const DECIDES: &[&str] = &[
    "beslutar",
    "beslutade",
    "beslöt",
    "beslut",
    "föreslår",
    "föreslog",
    "föreslås",
    "tillstyrker",
    "hemställer",
    "rekommenderar",
];

/// What may stand beside them on a line that only opens a decision.
const LEADS_ON: &[&str] = &[
    "att",
    "besluta",
    "beslutas",
    "föreslå",
    "hemställa",
    "tillstyrka",
    "rekommendera",
    "följande",
    "enligt",
    "för",
    "egen",
    "del",
    "sin",
    "därutöver",
    "dessutom",
    "vidare",
    "även",
    "också",
    "dels",
    "hos",
    "enhälligt",
    "i",
    "ärendet",
    "har",
    "således",
    "alltså",
    "sålunda",
    "beslutat",
    "härmed",
    "därmed",
    "nu",
    "samt",
    "och",
    "förslaget",
    "förslag",
    "så",
];

/// The known heading that stands alone on its line.
pub(crate) fn heading_alone(text: &str, folded: &str) -> Option<Heading> {
    let begins = text.chars().next().is_some_and(char::is_uppercase);
    // A sentence that happens to be a heading's words ends with a full stop.
    let ends = !text.ends_with(['.', ',']) || text.ends_with("Exp.");
    (begins && ends)
        .then(|| synonyms::read_folded(folded))
        .flatten()
}

/// `Yrkanden: …`: heading and the text after it.
fn heading_run_in(text: &str) -> Option<(Heading, &str, &str)> {
    // Most lines have no colon at all.
    let (heading, rest) = text.split_once(':')?;
    let rest = rest.trim();
    let is_short = heading.chars().take(LONGEST_RUN_IN).count() < LONGEST_RUN_IN;
    let begins = is_short && scan::is_capitalised(heading) && !rest.is_empty();
    Some((
        begins.then(|| synonyms::read_run_in(heading)).flatten()?,
        heading,
        rest,
    ))
}

/// A colon after so many characters ends no heading.
const LONGEST_RUN_IN: usize = 70;

/// Parts a paragraph's lines by their headings. Text before the first heading describes the matter.
pub(crate) fn split<'l, 's>(lines: &'l [Line<'s>]) -> Vec<Part<'l, 's>> {
    let mut parts = vec![Part::without_heading(
        SectionKind::Description,
        Rule::BeforeHeadings,
        Vec::new(),
    )];
    let mut before: Option<&Line<'_>> = None;
    for (place, line) in lines.iter().enumerate() {
        let after = lines.get(place + 1);
        let opened = line.has_text().then(|| open(line, before, after)).flatten();
        let opened = opened.filter(|part| {
            parts
                .last()
                .is_none_or(|last| may_follow(last, part, line, before))
        });
        match (opened, parts.last_mut()) {
            (Some(part), _) => parts.push(part),
            (None, Some(part)) => part.lines.push(line),
            (None, None) => {}
        }
        if line.has_text() {
            before = Some(line);
        }
    }
    decide_what_proposals_are(&mut parts);
    parts.retain(|part| part.heading_line.is_some() || part.run_in.is_some() || part.has_text());
    parts
}

/// Words that are headings elsewhere may be entries of a list or lead to points.
fn may_follow(
    last: &Part<'_, '_>,
    opened: &Part<'_, '_>,
    line: &Line<'_>,
    before: Option<&Line<'_>>,
) -> bool {
    let is_empty = !last.lines.iter().any(|line| line.has_text());
    match last.kind {
        // "Kontorets förslag till nämnden:" right under "Förslag till beslut" leads to the points.
        SectionKind::Proposal => {
            !(opened.kind == SectionKind::Proposal && is_empty && last.heading.is_some())
        }
        // "Förslag till kommunfullmäktige:" under "Beslut" is a part of the decision.
        SectionKind::Decision => {
            let is_open = is_empty && last.heading.is_some();
            let to_body = opened.heading.as_deref().is_some_and(|heading| {
                let heading = heading.folded();
                heading.starts_with("förslag till ") && !heading.starts_with("förslag till beslut")
            });
            let by_body = is_open
                && opened.kind == SectionKind::Proposal
                && !opened
                    .heading
                    .as_deref()
                    .is_some_and(|heading| heading.folded().ends_with("förslag till beslut"));
            !(opened.kind == SectionKind::Proposal && (to_body || by_body))
        }
        // "Avstår: …" after those who voted yes and no tells how others voted.
        SectionKind::Vote | SectionKind::Procedure => opened
            .heading
            .as_deref()
            .is_none_or(|heading| heading.folded() != "avstår"),
        // "Reservation från SD" among papers is one of them.
        SectionKind::Basis => {
            let touches = before.is_some_and(|before| before.number + 1 == line.number);
            let is_dissent = matches!(
                opened.kind,
                SectionKind::Reservation | SectionKind::Statement
            );
            let is_dated = opened.kind == SectionKind::Proposal
                && line.text.ends_with(|letter: char| letter.is_ascii_digit());
            !(touches && (is_dissent && line.folded.contains(' ') || is_dated))
        }
        // "Ekonomi" among recipients is an office.
        SectionKind::Recipients => {
            let touches = before.is_some_and(|before| before.number + 1 == line.number);
            opened.run_in.is_some()
                || !(touches
                    && matches!(opened.kind, SectionKind::Description | SectionKind::Other))
        }
        _ => true,
    }
}

fn open<'l, 's>(
    line: &'l Line<'s>,
    before: Option<&Line<'_>>,
    after: Option<&Line<'_>>,
) -> Option<Part<'l, 's>> {
    if let Some(heading) = line.heading {
        if is_wrapped_word(line, before, after) {
            return None;
        }
        let printed = line.text.trim_end_matches([':', ' ']).to_owned();
        return Some(Part {
            kind: kind(heading),
            rule: Rule::HeadingAlone,
            heading: Some(printed),
            heading_line: Some(line),
            lines: Vec::new(),
            run_in: None,
        });
    }
    let (heading, printed, rest) =
        heading_run_in(&line.text).or_else(|| dispatched(line, before))?;
    Some(Part {
        kind: kind(heading),
        rule: Rule::HeadingRunIn,
        heading: Some(printed.trim().to_owned()),
        heading_line: None,
        lines: vec![line],
        run_in: Some(rest.to_owned()),
    })
}

/// `Protokollsutdrag skickas till akten`: recipients on the heading's line without a colon.
fn dispatched<'t>(
    line: &'t Line<'_>,
    before: Option<&Line<'_>>,
) -> Option<(Heading, &'t str, &'t str)> {
    let goes_on = before.is_some_and(|before| {
        before.number + 1 == line.number && lines::is_left_hanging(&before.folded)
    });
    let begins = scan::is_capitalised(&line.text) && !goes_on;
    let end = begins.then(|| dispatch::run_in(&line.text)).flatten()?;
    Some((
        Heading::Section(SectionKind::Recipients),
        line.text.get(..end)?,
        line.text.get(end..)?,
    ))
}

/// A word of a sentence that stands alone on its line: the line before asks for it, or the sentence goes on
/// on both sides.
fn is_wrapped_word(line: &Line<'_>, before: Option<&Line<'_>>, after: Option<&Line<'_>>) -> bool {
    let Some(before) = before.filter(|before| before.number + 1 == line.number) else {
        return false;
    };
    let asks = lines::is_left_hanging(&before.folded)
        && !is_list_mark(&before.text)
        && !before.text.ends_with(',');
    let goes_on = after.is_some_and(|after| {
        after.has_text() && scan::begins_small(&after.text) && !after.folded.starts_with("att ")
    });
    asks || goes_on && !scan::ends_sentence(&before.text) && !line.text.ends_with(':')
}

fn kind(heading: Heading) -> SectionKind {
    match heading {
        Heading::Section(kind) => kind,
        Heading::ProposalToBody => SectionKind::Proposal,
        Heading::Justering | Heading::Appendix => SectionKind::Other,
    }
}

/// A committee's `Förslag till beslut i byggnadsnämnden` is its decision where no other decision stands.
fn decide_what_proposals_are(parts: &mut [Part<'_, '_>]) {
    let mut decided = false;
    for part in parts.iter_mut() {
        let to_body =
            part.heading.as_deref().and_then(synonyms::read) == Some(Heading::ProposalToBody);
        if part.kind == SectionKind::Decision {
            decided = true;
        } else if to_body && decided {
            part.kind = SectionKind::Decision;
            part.rule = Rule::ProposalAsDecision;
        }
    }
    if !decided {
        let own = parts.iter_mut().find(|part| {
            part.heading.as_deref().and_then(synonyms::read) == Some(Heading::ProposalToBody)
        });
        if let Some(part) = own {
            part.kind = SectionKind::Decision;
            part.rule = Rule::ProposalAsDecision;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DECIDES, may_open_decision};

    #[test]
    fn whatever_decides_may_open_a_decision() {
        assert!(DECIDES.iter().all(|verb| may_open_decision(verb)));
        assert!(may_open_decision("nämnden har beslutat"));
    }
}
