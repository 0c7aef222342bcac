//! Who met, when and where: what the cover of the minutes tells.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Municipality, PageRange, Sources};

/// *Sammanträde*: municipality, body and date, and what else the cover shows.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Meeting {
    /// `None` where neither the file nor a person beside it says.
    pub municipality: Option<Municipality>,
    /// *Organ*: the body's full name as the minutes have it.
    pub body: Option<String>,
    /// The (first) day of the meeting.
    pub date: Option<NaiveDate>,
    /// The last day of a meeting over several days.
    pub end_date: Option<NaiveDate>,
    /// `HH:MM`.
    pub start_time: Option<String>,
    /// `HH:MM`.
    pub end_time: Option<String>,
    /// As printed.
    pub place: Option<String>,
    /// *Justerat*: the day the minutes were adjusted.
    pub adjusted_on: Option<NaiveDate>,
    /// *Anslag uppsatt*: the day the notice went up.
    pub posted_on: Option<NaiveDate>,
    /// *Anslag nedtaget*: the day the notice comes down.
    pub posted_until: Option<NaiveDate>,
    /// *Ordförande*.
    pub chair: Option<String>,
    /// *Sekreterare*.
    pub secretary: Option<String>,
    /// *Justerare*: those who adjust the minutes beside the chair.
    pub adjusters: Vec<String>,
    /// One row for each person and role.
    pub attendees: Vec<Attendee>,
    /// First and last paragraph number as the cover states them.
    pub paragraph_range: Option<PageRange>,
    /// Where each field was read, and by which rule.
    #[serde(default, skip_serializing_if = "Sources::is_empty")]
    pub sources: Sources,
}

/// One person in one role; one who serves on some paragraphs and only attends on others has two rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Attendee {
    /// As printed, without party and title.
    pub name: String,
    /// In capitals as today's usage has it (`S`, `KD`), local parties as printed; `None` where none is printed.
    pub party: Option<String>,
    /// In which role.
    pub role: Role,
    /// *Titel*: an official's title, or a chair's.
    pub title: Option<String>,
    /// Whom a serving substitute stands in for.
    pub replaces: Option<String>,
    /// First and last number of the paragraphs this row is about; empty means all.
    pub paragraphs: Vec<[u32; 2]>,
}

/// In which role a person was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Ordförande*.
    Chair,
    /// *Vice ordförande*.
    ViceChair,
    /// *Ledamot*.
    Member,
    /// *Tjänstgörande ersättare*.
    ServingSubstitute,
    /// *Ersättare*: present, not serving.
    Substitute,
    /// *Justerare*.
    Adjuster,
    /// *Sekreterare*.
    Secretary,
    /// *Tjänsteman*.
    Official,
    /// Anybody else: guests, auditors, staff representatives.
    Other,
}
