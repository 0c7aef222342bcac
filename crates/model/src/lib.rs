//! What minutes consist of, and the record format that other programs rely on.
//!
//! Serde on these types means one thing: the record of `paragraf parse` (CONTRACT.md). The HTTP API has
//! response types of its own. The Swedish words behind the names are in the glossary:
#![doc = include_str!("../GLOSSARY.md")]
#![warn(missing_docs, clippy::disallowed_methods)]

mod case_number;
mod document;
mod finding;
mod id;
mod meeting;
mod paragraph;
mod record;
pub mod register;
mod source;
mod span;

pub use case_number::{CaseNumber, Evidence, FoundCaseNumber};
pub use document::{DocumentFacts, DocumentKind, MediaType};
pub use finding::{Finding, FindingKind, Severity};
pub use id::{MeetingId, ParagraphId, slug};
pub use meeting::{Attendee, Meeting, Role};
pub use paragraph::{
    Ballot, Decision, NamedVote, Outcome, Paragraph, PersonWithParty, Reference, Section,
    SectionKind, Vote,
};
pub use record::{Facts, Parsed, Record, SCHEMA};
pub use register::{Kind as MunicipalityKind, MentionKind, Municipality, RegisterEntry, register};
pub use source::{PageSize, Segment, SourceLine, SourcePage, SourceText, TextOrigin};
pub use span::{LineRange, PageRange, Span};
