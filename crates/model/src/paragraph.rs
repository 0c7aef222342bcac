//! The numbered item of the minutes: the unit of search.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{CaseNumber, LineRange, PageRange, Sources};

/// *Paragraf*, §: one numbered item of the minutes. Not a *stycke*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The number after (or before) the section sign.
    pub number: u32,
    /// `b` of `§ 3 b`, in lower case.
    pub suffix: Option<String>,
    /// As printed: `§ 15`, `KS § 12`.
    pub label: String,
    /// `KS` of `KS § 12`, as printed.
    pub body_prefix: Option<String>,
    /// *Rubrik*, wrapped lines joined; `None` where none stands there.
    pub title: Option<String>,
    /// In the order printed.
    pub case_numbers: Vec<CaseNumber>,
    /// *Handläggare*.
    pub case_officers: Vec<String>,
    /// In document order; a kind may come several times.
    pub sections: Vec<Section>,
    /// *Beslutsunderlag*: one entry a paper.
    pub basis: Vec<String>,
    /// `None` where the paragraph has no decision.
    pub decision: Option<Decision>,
    /// *Omröstningar*, in order.
    pub votes: Vec<Vote>,
    /// *Reservationer*.
    pub reservations: Vec<PersonWithParty>,
    /// *Jäv*: who took no part.
    pub recused: Vec<PersonWithParty>,
    /// *Protokollsutdrag skickas till*: one entry a recipient.
    pub sent_to: Vec<String>,
    /// *Omedelbar justering*.
    pub adjusted_at_once: bool,
    /// Earlier paragraphs that the text names.
    pub refers_to: Vec<Reference>,
    /// First and last page; `None` where the source has no pages.
    pub pages: Option<PageRange>,
    /// ISO 639-1 code; `None` where there is too little text to tell.
    pub language: Option<String>,
    /// Where each field was read, and by which rule.
    #[serde(default, skip_serializing_if = "Sources::is_empty")]
    pub sources: Sources,
}

/// A run of text under one heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// What it is for.
    pub kind: SectionKind,
    /// The heading as printed; `None` for text that has none.
    pub heading: Option<String>,
    /// Lines joined into blocks; blocks apart by one line break (lists) or two (blank line).
    pub text: String,
    /// First and last page; `None` where the source has no pages.
    pub pages: Option<PageRange>,
    /// The lines of the text, without the heading.
    pub lines: LineRange,
}

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// *Ärendebeskrivning*.
    Description,
    /// *Beslutsunderlag*.
    Basis,
    /// *Förslag till beslut*.
    Proposal,
    /// *Yrkanden*.
    Motions,
    /// *Beslutsgång*, *propositionsordning*.
    Procedure,
    /// *Omröstning*.
    Vote,
    /// *Beslut*.
    Decision,
    /// *Reservation*.
    Reservation,
    /// *Protokollsanteckning*, *särskilt yttrande*.
    Statement,
    /// *Jäv*.
    Recusal,
    /// *Protokollsutdrag skickas till*.
    Recipients,
    /// Anything else.
    Other,
}

/// *Beslut*: what was decided, in the deciding body's own words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The whole text.
    pub text: String,
    /// One entry a point, without its mark.
    pub points: Vec<String>,
    /// The body that decided, as the text names it, else the body that met.
    pub decided_by: Option<String>,
    /// Outermost first.
    pub outcomes: Vec<Outcome>,
    /// Whether it says the same as the proposal; `None` where there is no proposal to compare with.
    pub as_proposed: Option<bool>,
}

/// *Utfall*: what kind of decision it was, by the deciding clause's own verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// *Godkänns*.
    Approved,
    /// *Antas*, *fastställs*.
    Adopted,
    /// *Bifalls*, *beviljas*, *medges*.
    Granted,
    /// *Avslås*.
    Rejected,
    /// *Bordläggs*.
    Postponed,
    /// *Återremitteras*.
    ReferredBack,
    /// *Antecknas*, *noteras*, *tas till protokollet*, *läggs till handlingarna*.
    Noted,
    /// *Tillstyrks*, *föreslår fullmäktige*.
    Recommended,
    /// *Ges i uppdrag*.
    Assigned,
    /// *Utses*, *väljs*, *förordnas*.
    Appointed,
    /// *Entledigas*.
    Discharged,
    /// *Översänds*, *överlämnas*, *remitteras*.
    Forwarded,
    /// *Anses besvarad*.
    Answered,
    /// *Förklaras fullgjort*.
    Completed,
    /// *Upphävs*.
    Repealed,
    /// None of these.
    Other,
}

/// *Omröstning*.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Vote {
    /// *Ja*.
    pub yes: Option<u32>,
    /// *Nej*.
    pub no: Option<u32>,
    /// *Avstår*.
    pub abstain: Option<u32>,
    /// *Frånvarande*.
    pub absent: Option<u32>,
    /// What a *ja* stood for, as printed.
    pub meaning_yes: Option<String>,
    /// What a *nej* stood for, as printed.
    pub meaning_no: Option<String>,
    /// How each voted, where the minutes say.
    pub named: Vec<NamedVote>,
}

/// How one person voted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedVote {
    /// As printed, without party.
    pub name: String,
    /// As in [`crate::Attendee::party`].
    pub party: Option<String>,
    /// The ballot cast.
    pub vote: Ballot,
}

/// A ballot cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// *Ja*.
    Yes,
    /// *Nej*.
    No,
    /// *Avstår*.
    Abstain,
    /// *Frånvarande*.
    Absent,
}

/// A person in a reservation or a recusal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonWithParty {
    /// As printed, without party.
    pub name: String,
    /// As in [`crate::Attendee::party`].
    pub party: Option<String>,
}

/// An earlier paragraph that the text names ("Kommunstyrelsens arbetsutskott 2026-08-11, § 239").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The body as named; `None` where the body that met is meant.
    pub body: Option<String>,
    /// The day of that meeting.
    pub date: Option<NaiveDate>,
    /// The paragraph's number.
    pub number: u32,
}

impl Paragraph {
    /// All text of sections of this kind, in document order.
    pub fn texts_of(&self, kind: SectionKind) -> impl Iterator<Item = &str> {
        self.sections
            .iter()
            .filter(move |section| section.kind == kind)
            .map(|section| section.text.as_str())
    }

    /// `15`, or `3b` with a suffix, as in addresses and ids.
    pub fn number_with_suffix(&self) -> String {
        format!(
            "{}{}",
            self.number,
            self.suffix.as_deref().unwrap_or_default()
        )
    }
}

impl SectionKind {
    /// Every kind, in the contract's order.
    pub const ALL: [SectionKind; 12] = [
        SectionKind::Description,
        SectionKind::Basis,
        SectionKind::Proposal,
        SectionKind::Motions,
        SectionKind::Procedure,
        SectionKind::Vote,
        SectionKind::Decision,
        SectionKind::Reservation,
        SectionKind::Statement,
        SectionKind::Recusal,
        SectionKind::Recipients,
        SectionKind::Other,
    ];

    /// As in the record.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Description => "description",
            SectionKind::Basis => "basis",
            SectionKind::Proposal => "proposal",
            SectionKind::Motions => "motions",
            SectionKind::Procedure => "procedure",
            SectionKind::Vote => "vote",
            SectionKind::Decision => "decision",
            SectionKind::Reservation => "reservation",
            SectionKind::Statement => "statement",
            SectionKind::Recusal => "recusal",
            SectionKind::Recipients => "recipients",
            SectionKind::Other => "other",
        }
    }
}

impl Outcome {
    /// Every outcome, in the contract's order.
    pub const ALL: [Outcome; 16] = [
        Outcome::Approved,
        Outcome::Adopted,
        Outcome::Granted,
        Outcome::Rejected,
        Outcome::Postponed,
        Outcome::ReferredBack,
        Outcome::Noted,
        Outcome::Recommended,
        Outcome::Assigned,
        Outcome::Appointed,
        Outcome::Discharged,
        Outcome::Forwarded,
        Outcome::Answered,
        Outcome::Completed,
        Outcome::Repealed,
        Outcome::Other,
    ];

    /// As in the record and in the API.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Approved => "approved",
            Outcome::Adopted => "adopted",
            Outcome::Granted => "granted",
            Outcome::Rejected => "rejected",
            Outcome::Postponed => "postponed",
            Outcome::ReferredBack => "referred_back",
            Outcome::Noted => "noted",
            Outcome::Recommended => "recommended",
            Outcome::Assigned => "assigned",
            Outcome::Appointed => "appointed",
            Outcome::Discharged => "discharged",
            Outcome::Forwarded => "forwarded",
            Outcome::Answered => "answered",
            Outcome::Completed => "completed",
            Outcome::Repealed => "repealed",
            Outcome::Other => "other",
        }
    }

    /// The Swedish word that citizens read and may type after `utfall:`.
    pub fn swedish(self) -> &'static str {
        match self {
            Outcome::Approved => "godkänt",
            Outcome::Adopted => "antaget",
            Outcome::Granted => "bifallet",
            Outcome::Rejected => "avslaget",
            Outcome::Postponed => "bordlagt",
            Outcome::ReferredBack => "återremitterat",
            Outcome::Noted => "antecknat",
            Outcome::Recommended => "tillstyrkt",
            Outcome::Assigned => "uppdrag",
            Outcome::Appointed => "utsett",
            Outcome::Discharged => "entledigat",
            Outcome::Forwarded => "överlämnat",
            Outcome::Answered => "besvarat",
            Outcome::Completed => "fullgjort",
            Outcome::Repealed => "upphävt",
            Outcome::Other => "övrigt",
        }
    }

    /// Reads the record's name.
    pub fn from_name(name: &str) -> Option<Outcome> {
        Outcome::ALL
            .into_iter()
            .find(|outcome| outcome.name() == name)
    }
}
