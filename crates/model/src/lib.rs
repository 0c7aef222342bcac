//! What minutes consist of, and the record format that other programs rely on.
//!
//! Serde on these types means one thing: the record of `paragraf parse` (CONTRACT.md). The HTTP API has
//! response types of its own. The Swedish words behind the names are in the glossary:
#![doc = include_str!("../GLOSSARY.md")]
#![warn(missing_docs, clippy::disallowed_methods)]

mod case_number;
mod collation;
mod document;
mod finding;
mod id;
mod individual_matters;
mod meeting;
mod paragraph;
mod provenance;
mod record;
pub mod register;
mod source;
mod span;

pub use case_number::{CaseNumber, Evidence, FoundCaseNumber};
pub use collation::sort_key;
pub use document::{DocumentFacts, DocumentKind, MediaType};
pub use finding::{Finding, FindingKind, Severity};
pub use id::{MeetingId, ParagraphId, slug};
pub use individual_matters::decides_about_persons;
pub use meeting::{Attendee, Meeting, Role};
pub use paragraph::{
    Ballot, Decision, NamedVote, Outcome, Paragraph, PersonWithParty, Reference, Section,
    SectionKind, Vote,
};
pub use provenance::{FieldSource, Rule, Sources};
pub use record::{Facts, Parsed, Record, SCHEMA};
pub use register::{
    Kind as MunicipalityKind, Mention, MentionKind, Municipality, RegisterEntry, mentions, register,
};
pub use source::{PageSize, Segment, SourceLine, SourcePage, SourceText, TextOrigin};
pub use span::{LineRange, PageRange, Span};

#[cfg(test)]
mod tests {
    /// Every module that declares public types.
    const SOURCES: [&str; 12] = [
        include_str!("case_number/mod.rs"),
        include_str!("document.rs"),
        include_str!("finding.rs"),
        include_str!("id.rs"),
        include_str!("meeting.rs"),
        include_str!("paragraph.rs"),
        include_str!("provenance/mod.rs"),
        include_str!("provenance/rule.rs"),
        include_str!("record.rs"),
        include_str!("register/mentions.rs"),
        include_str!("source.rs"),
        include_str!("span.rs"),
    ];

    #[test]
    fn every_public_type_stands_in_the_glossary() {
        let glossary = include_str!("../GLOSSARY.md");
        let declared = SOURCES.iter().flat_map(|source| source.lines());
        let names: Vec<&str> = declared
            .filter_map(|line| {
                let rest = line
                    .strip_prefix("pub struct ")
                    .or(line.strip_prefix("pub enum "))?;
                rest.split(|letter: char| !letter.is_alphanumeric()).next()
            })
            .collect();
        let is_told = |name: &&str| {
            ["`", "::"]
                .iter()
                .any(|end| glossary.contains(&format!("{name}{end}")))
        };
        let missing: Vec<&&str> = names.iter().filter(|name| !is_told(name)).collect();
        assert_eq!(missing, Vec::<&&str>::new());
        assert!(names.len() > 30, "{names:?}");
    }
}
