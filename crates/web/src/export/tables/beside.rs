//! What a paragraph has several of, and what its meeting has: tables of their own, joined by id.

use paragraf_model::{Attendee, Ballot, Meeting, MeetingId, PersonWithParty, Role};

use super::super::table::{Cell, Column, Kind, Table, column};
use super::Row;

const PARAGRAPH: Column = column(
    "paragraph_id",
    Kind::Text,
    "The paragraph, as `id` of paragraphs.",
);
const MEETING: Column = column(
    "meeting_id",
    Kind::Text,
    "The meeting, as `meeting_id` of meetings.",
);
const OF_PARAGRAPH: Option<(&str, &str, &str)> = Some(("paragraph_id", "paragraphs", "id"));

/// A row for each case number of each paragraph.
pub const CASE_NUMBERS: Table = Table {
    name: "case_numbers",
    meaning: "A row for each case number of each paragraph.",
    columns: &[
        PARAGRAPH,
        column(
            "place",
            Kind::Integer,
            "Which of the paragraph's case numbers it is, from 1.",
        ),
        column("printed", Kind::Text, "As printed."),
        column(
            "case_number",
            Kind::Text,
            "The case's name: `REGISTRY YEAR/SERIAL`, without a registry `YEAR/SERIAL`.",
        ),
        column(
            "registry",
            Kind::Text,
            "The diary, in capitals; empty where none is printed.",
        ),
        column("year", Kind::Integer, "The year when the case was opened."),
        column("serial", Kind::Integer, "Its number in that year."),
        column("sub", Kind::Integer, "Number of the paper within the case."),
        column("plan_code", Kind::Text, "Code of the archive plan."),
    ],
    key: &["paragraph_id", "place"],
    belongs_to: OF_PARAGRAPH,
};

/// A row for each vote.
pub const VOTES: Table = Table {
    name: "votes",
    meaning: "A row for each vote of each paragraph.",
    columns: &[
        PARAGRAPH,
        column(
            "vote",
            Kind::Integer,
            "Which of the paragraph's votes it is, from 1.",
        ),
        column("yes", Kind::Integer, "How many answered yes."),
        column("no", Kind::Integer, "How many answered no."),
        column("abstain", Kind::Integer, "How many abstained."),
        column("absent", Kind::Integer, "How many were absent."),
        column("meaning_yes", Kind::Text, "What a yes was for."),
        column("meaning_no", Kind::Text, "What a no was for."),
    ],
    key: &["paragraph_id", "vote"],
    belongs_to: OF_PARAGRAPH,
};

/// A row for each named ballot.
pub const BALLOTS: Table = Table {
    name: "ballots",
    meaning: "A row for each ballot that the minutes name: who answered what.",
    columns: &[
        PARAGRAPH,
        column("vote", Kind::Integer, "The vote, as `vote` of votes."),
        column(
            "place",
            Kind::Integer,
            "Place in the list of the vote, from 1.",
        ),
        column("name", Kind::Text, "Who voted."),
        column("party", Kind::Text, "Their party."),
        column("ballot", Kind::Text, "yes, no, abstain or absent."),
    ],
    key: &["paragraph_id", "vote", "place"],
    belongs_to: OF_PARAGRAPH,
};

/// A row for each reservation and each recusal.
pub const RESERVATIONS: Table = Table {
    name: "reservations",
    meaning: "A row for each person who reserved themselves, or took no part because of a conflict of interest.",
    columns: &[
        PARAGRAPH,
        column("kind", Kind::Text, "reservation or recusal."),
        column(
            "place",
            Kind::Integer,
            "Place among those of the kind, from 1.",
        ),
        column("name", Kind::Text, "Who."),
        column("party", Kind::Text, "Their party."),
    ],
    key: &["paragraph_id", "kind", "place"],
    belongs_to: OF_PARAGRAPH,
};

/// A row for each meeting.
pub const MEETINGS: Table = Table {
    name: "meetings",
    meaning: "A row for each meeting that any of the paragraphs is of.",
    columns: &[
        column("meeting_id", Kind::Text, "Permanent id of the meeting."),
        column("municipality", Kind::Text, "Full name of the municipality."),
        column(
            "body",
            Kind::Text,
            "The body that met, as its minutes have it.",
        ),
        column("date", Kind::Day, "First day."),
        column("end_date", Kind::Day, "Last day, where there were several."),
        column("start_time", Kind::Text, "When it began."),
        column("end_time", Kind::Text, "When it ended."),
        column("place", Kind::Text, "Where."),
        column("chair", Kind::Text, "Who led it."),
        column("secretary", Kind::Text, "Who wrote the minutes."),
        column("adjusters", Kind::Text, "Who adjusted the minutes."),
        column("adjusted_on", Kind::Day, "When they were adjusted."),
        column("posted_on", Kind::Day, "When the notice was posted."),
        column("posted_until", Kind::Day, "When the notice was taken down."),
    ],
    key: &["meeting_id"],
    belongs_to: None,
};

/// A row for each person and role.
pub const ATTENDANCE: Table = Table {
    name: "attendance",
    meaning: "A row for each person and role at each of the meetings.",
    columns: &[
        MEETING,
        column(
            "place",
            Kind::Integer,
            "Place in the attendance list, from 1.",
        ),
        column("name", Kind::Text, "Who."),
        column("party", Kind::Text, "Their party."),
        column(
            "role",
            Kind::Text,
            "chair, vice_chair, member, serving_substitute, substitute, adjuster, secretary, official or other.",
        ),
        column("title", Kind::Text, "Their office."),
        column("replaces", Kind::Text, "For whom they serve."),
        column(
            "paragraphs",
            Kind::Text,
            "At which paragraphs: `1-14; 16`; empty where the minutes do not say.",
        ),
    ],
    key: &["meeting_id", "place"],
    belongs_to: Some(("meeting_id", "meetings", "meeting_id")),
};

/// What takes a finished row.
pub type Take<'t, Error> = &'t mut (dyn FnMut(&[Cell<'_>]) -> Result<(), Error> + Send);

/// Rows of [`CASE_NUMBERS`].
pub fn case_numbers<Error>(row: &Row<'_>, take: Take<'_, Error>) -> Result<(), Error> {
    for (place, number) in (1..).zip(&row.stored.paragraph.case_numbers) {
        take(&[
            Cell::text(row.stored.id.as_str()),
            Cell::Number(place),
            Cell::text(number.printed()),
            Cell::text(number.canonical()),
            Cell::optional(number.registry()),
            Cell::Number(number.year().into()),
            Cell::Number(number.serial().into()),
            Cell::number(number.sub()),
            Cell::optional(number.plan_code()),
        ])?;
    }
    Ok(())
}

/// Rows of [`VOTES`].
pub fn votes<Error>(row: &Row<'_>, take: Take<'_, Error>) -> Result<(), Error> {
    for (at, vote) in (1..).zip(&row.stored.paragraph.votes) {
        take(&[
            Cell::text(row.stored.id.as_str()),
            Cell::Number(at),
            Cell::number(vote.yes),
            Cell::number(vote.no),
            Cell::number(vote.abstain),
            Cell::number(vote.absent),
            Cell::optional(vote.meaning_yes.as_deref()),
            Cell::optional(vote.meaning_no.as_deref()),
        ])?;
    }
    Ok(())
}

/// Rows of [`BALLOTS`].
pub fn ballots<Error>(row: &Row<'_>, take: Take<'_, Error>) -> Result<(), Error> {
    for (at, vote) in (1..).zip(&row.stored.paragraph.votes) {
        for (place, named) in (1..).zip(&vote.named) {
            take(&[
                Cell::text(row.stored.id.as_str()),
                Cell::Number(at),
                Cell::Number(place),
                Cell::text(named.name.as_str()),
                Cell::optional(named.party.as_deref()),
                Cell::text(ballot(named.vote)),
            ])?;
        }
    }
    Ok(())
}

/// Rows of [`RESERVATIONS`].
pub fn reservations<Error>(row: &Row<'_>, take: Take<'_, Error>) -> Result<(), Error> {
    let mut each = |kind: &'static str, people: &[PersonWithParty]| {
        for (place, person) in (1..).zip(people) {
            take(&[
                Cell::text(row.stored.id.as_str()),
                Cell::text(kind),
                Cell::Number(place),
                Cell::text(person.name.as_str()),
                Cell::optional(person.party.as_deref()),
            ])?;
        }
        Ok(())
    };
    each("reservation", &row.stored.paragraph.reservations)?;
    each("recusal", &row.stored.paragraph.recused)
}

/// The row of [`MEETINGS`].
pub fn meeting<'a>(id: &'a MeetingId, meeting: &'a Meeting) -> [Cell<'a>; 14] {
    let municipality = meeting.municipality.as_ref();
    [
        Cell::text(id.as_str()),
        Cell::optional(municipality.map(|found| found.name.as_str())),
        Cell::optional(meeting.body.as_deref()),
        Cell::day(meeting.date),
        Cell::day(meeting.end_date),
        Cell::optional(meeting.start_time.as_deref()),
        Cell::optional(meeting.end_time.as_deref()),
        Cell::optional(meeting.place.as_deref()),
        Cell::optional(meeting.chair.as_deref()),
        Cell::optional(meeting.secretary.as_deref()),
        Cell::joined(meeting.adjusters.iter().map(String::as_str)),
        Cell::day(meeting.adjusted_on),
        Cell::day(meeting.posted_on),
        Cell::day(meeting.posted_until),
    ]
}

/// Rows of [`ATTENDANCE`].
pub fn attendance<Error>(
    id: &MeetingId,
    meeting: &Meeting,
    take: Take<'_, Error>,
) -> Result<(), Error> {
    for (place, attendee) in (1..).zip(&meeting.attendees) {
        take(&[
            Cell::text(id.as_str()),
            Cell::Number(place),
            Cell::text(attendee.name.as_str()),
            Cell::optional(attendee.party.as_deref()),
            Cell::text(role(attendee.role)),
            Cell::optional(attendee.title.as_deref()),
            Cell::optional(attendee.replaces.as_deref()),
            Cell::joined(attended(attendee)),
        ])?;
    }
    Ok(())
}

fn attended(attendee: &Attendee) -> impl Iterator<Item = String> {
    attendee.paragraphs.iter().map(|&[first, last]| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    })
}

fn ballot(ballot: Ballot) -> &'static str {
    match ballot {
        Ballot::Yes => "yes",
        Ballot::No => "no",
        Ballot::Abstain => "abstain",
        Ballot::Absent => "absent",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Chair => "chair",
        Role::ViceChair => "vice_chair",
        Role::Member => "member",
        Role::ServingSubstitute => "serving_substitute",
        Role::Substitute => "substitute",
        Role::Adjuster => "adjuster",
        Role::Secretary => "secretary",
        Role::Official => "official",
        Role::Other => "other",
    }
}
