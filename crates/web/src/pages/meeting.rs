//! `/{kommun}/{organ}/{datum}`: one meeting, its cover, who was there, and what was dealt with.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::NaiveDate;
use paragraf_archive::{DocumentSummary, MeetingSummary, Reader, StoredDocument, StoredMeeting};
use paragraf_model::{Finding, FindingKind, Meeting, Severity};

use super::attendance::{RoleView, roles};
use super::entry::{Entry, Link};
use super::{Crumb, Shell, nearby, page, structured};
use crate::address;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::{Kind, Problem};
use crate::{swedish, withdrawn};

#[derive(Template)]
#[template(path = "meeting.html")]
struct MeetingPage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    id: String,
    body: String,
    municipality: String,
    day: String,
    facts: Vec<(&'static str, String)>,
    roles: Vec<RoleView>,
    entries: Vec<Entry>,
    counted: String,
    documents: Vec<DocumentView>,
    findings: Vec<String>,
    /// The body's meetings before and after.
    before: Option<Link>,
    after: Option<Link>,
}

/// A file that the meeting was read from.
struct DocumentView {
    label: String,
    url: String,
    /// Where its bytes are; `None` where they are not handed out.
    original: Option<String>,
    /// The page that tells why there is no original.
    withheld: String,
}

/// One meeting.
pub async fn meeting(
    State(app): State<App>,
    path: Path<(String, String, String)>,
    _: NoParameters,
) -> Result<Response, Problem> {
    let Path((municipality, body, date)) = path;
    let id = address::meeting_id(&format!("{municipality}/{body}/{date}"));
    let id = id.ok_or_else(|| Problem::of(Kind::NotFound))?;
    let template = app.ask(move |app| {
        let archive = &app.sources().archive;
        let stored = withdrawn::meeting(archive, &id, archive.meeting(&id)?)
            .map_err(|problem| nearby::with_ways(archive, &id, problem))?;
        MeetingPage::of(app, &stored)
    });
    page(&template.await?)
}

impl MeetingPage {
    fn of(app: &App, stored: &StoredMeeting) -> Result<MeetingPage, Problem> {
        let archive = &app.sources().archive;
        let documents = stored.documents.iter();
        let documents = documents.map(|summary| document(archive, summary));
        let documents = documents.collect::<Result<Vec<_>, Problem>>()?;
        let meeting = &stored.meeting;
        let municipality = meeting
            .municipality
            .as_ref()
            .map(|found| found.name.clone());
        let municipality = municipality.unwrap_or_else(|| stored.municipality_short.clone());
        let body = meeting
            .body
            .clone()
            .unwrap_or_else(|| stored.body_slug.clone());
        let day = days(meeting);
        let place = format!("/{}", stored.municipality_short);
        let crumbs = vec![
            Crumb::new(municipality.clone(), place.clone()),
            Crumb::new(body.clone(), format!("{place}/{}", stored.body_slug)),
            Crumb::new(day.clone(), ""),
        ];
        let (before, after) = neighbours(archive, stored)?;
        Ok(MeetingPage {
            before,
            after,
            shell: shell(
                app,
                stored,
                &format!("{body} {day}, {municipality}"),
                &crumbs,
            ),
            crumbs,
            id: stored.id.to_string(),
            facts: facts(meeting),
            roles: roles(&meeting.attendees),
            entries: stored.paragraphs.iter().map(Entry::of_meeting).collect(),
            counted: swedish::counted(stored.paragraphs.len() as u64, "paragraf", "paragrafer"),
            documents,
            findings: stored
                .findings
                .iter()
                .filter(|finding| !is_told_at_the_paragraph(finding))
                .map(|finding| finding.message.clone())
                .collect(),
            body,
            municipality,
            day,
        })
    }
}

/// The body's meetings before and after.
fn neighbours(
    archive: &Reader,
    stored: &StoredMeeting,
) -> Result<(Option<Link>, Option<Link>), Problem> {
    let mut meetings = archive.meetings(&stored.municipality_short, &stored.body_slug)?;
    meetings.sort_by_key(|meeting| meeting.date);
    let Some(at) = meetings.iter().position(|meeting| meeting.id == stored.id) else {
        return Ok((None, None));
    };
    let link = |meeting: &MeetingSummary| Link {
        label: swedish::day(meeting.date),
        url: format!("/{}", meeting.id),
    };
    let before = at.checked_sub(1).and_then(|at| meetings.get(at));
    Ok((before.map(link), meetings.get(at + 1).map(link)))
}

/// Tells the meeting's matters; not listed where something of its documents is masked.
fn shell(app: &App, stored: &StoredMeeting, title: &str, crumbs: &[Crumb]) -> Shell {
    let path = format!("/{}", stored.id);
    let titles = stored
        .paragraphs
        .iter()
        .filter_map(|one| one.paragraph.title.as_deref());
    let about = format!("{title}. {}", titles.collect::<Vec<_>>().join(". "));
    let shell = Shell::new(app, &path, title, &about)
        .of_records(app)
        .with_data(&structured::page(app, "Event", title, &path, crumbs));
    let masked = |finding: &Finding| finding.kind == FindingKind::PersonalNumberMasked;
    match stored.findings.iter().any(masked) {
        true => shell.unlisted(),
        false => shell,
    }
}

/// That some of many paragraphs have no decision is seen where they stand.
fn is_told_at_the_paragraph(finding: &Finding) -> bool {
    finding.severity == Severity::Info && finding.paragraph.is_some()
}

fn document(archive: &Reader, summary: &DocumentSummary) -> Result<DocumentView, Problem> {
    let stored = archive.document(&summary.sha256)?;
    let handed_out = stored
        .as_ref()
        .is_some_and(StoredDocument::may_be_handed_out);
    Ok(DocumentView {
        label: summary.filename.clone(),
        url: address::document(&summary.sha256),
        original: handed_out.then(|| address::original(&summary.sha256)),
        withheld: address::original_page(&summary.sha256, None),
    })
}

fn days(meeting: &Meeting) -> String {
    match (meeting.date, meeting.end_date) {
        (Some(first), Some(last)) if last != first => {
            format!("{} – {}", swedish::day(first), swedish::day(last))
        }
        (Some(day), _) => swedish::day(day),
        (None, _) => String::new(),
    }
}

/// What the cover tells; what it does not is left out.
fn facts(meeting: &Meeting) -> Vec<(&'static str, String)> {
    let day = |date: Option<NaiveDate>| date.map(swedish::day);
    let time = match (&meeting.start_time, &meeting.end_time) {
        (Some(start), Some(end)) => Some(format!("{start}–{end}")),
        (start, _) => start.clone(),
    };
    let posted = match (meeting.posted_on, meeting.posted_until) {
        (Some(first), Some(last)) => {
            Some(format!("{} – {}", swedish::day(first), swedish::day(last)))
        }
        (first, _) => day(first),
    };
    let adjusters = (!meeting.adjusters.is_empty()).then(|| meeting.adjusters.join(", "));
    let range = meeting
        .paragraph_range
        .map(|[first, last]| format!("{first}–{last}"));
    let facts = [
        ("Tid", time),
        ("Plats", meeting.place.clone()),
        ("Ordförande", meeting.chair.clone()),
        ("Sekreterare", meeting.secretary.clone()),
        ("Justerare", adjusters),
        ("Justerat", day(meeting.adjusted_on)),
        ("På anslagstavlan", posted),
        ("Paragrafer enligt omslaget", range),
    ];
    facts
        .into_iter()
        .filter_map(|(name, fact)| Some((name, fact?)))
        .collect()
}
