//! `/{kommun}/{organ}/{datum}/{paragraf}`: one paragraph, the decision on top.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::Response;
use paragraf_archive::{Reader, StoredDocument, StoredParagraph};
use paragraf_index::Matcher;
use paragraf_model::{
    DocumentKind, MediaType, Paragraph, ParagraphId, PersonWithParty, Section, SectionKind,
};
use paragraf_query::{Query, SearchRequest, Zone};

use super::attendance::{self, RoleView};
use super::entry::{self, Link, Stamp};
use super::sections::{SectionView, Views};
use super::text::{self, Block};
use super::votes::{VoteView, has_casting_vote};
use super::way::{self, Way};
use super::{Crumb, Shell, absolute, nearby, page, structured};
use crate::answers::{ParagraphAnswer, paragraph_of, stored_paragraph};
use crate::app::{App, today};
use crate::citation::{Citation, CitationFormat};
use crate::parameters::Parameters;
use crate::problem::{Kind, Problem};
use crate::{address, names, swedish, withdrawn};

#[derive(Template)]
#[template(path = "paragraph.html")]
struct ParagraphPage {
    shell: Shell,
    crumbs: Vec<Crumb>,
    number: String,
    /// Escaped text with `<mark>` and no other tag.
    title: String,
    day: String,
    cases: Vec<Link>,
    officers: Vec<Link>,
    stamps: Vec<Stamp>,
    /// Words of `?q=` and how many places they mark.
    typed: String,
    marked: String,
    /// Where they are, with how many there.
    places: Vec<(Link, usize)>,
    again: String,
    decision: Vec<SectionView>,
    decided_by: Option<String>,
    proposal: Vec<SectionView>,
    as_proposed: Option<bool>,
    /// Whether decision and proposal stand beside each other, with what differs marked.
    is_compared: bool,
    /// Whether the words that differ could be marked.
    has_marks: bool,
    votes: Vec<VoteView>,
    reservations: Vec<String>,
    recused: Vec<String>,
    others: Vec<SectionView>,
    /// Who was there, as the list on the cover has it.
    attendance: Vec<RoleView>,
    attended: String,
    way: Option<Way>,
    answer: ParagraphAnswer,
    /// Whether this is what the archive answers for the id, and not another document's version.
    current: bool,
    permalink: String,
    /// The citation with the permanent address and the fingerprint of the source.
    cited: String,
    /// The citation as files for reference managers.
    citations: Vec<Link>,
    /// The original at its page.
    original: Option<String>,
    received: String,
    before: Option<Link>,
    after: Option<Link>,
}

/// One paragraph.
pub async fn paragraph(
    State(app): State<App>,
    path: Path<(String, String, String, String)>,
    uri: Uri,
    parameters: Parameters,
) -> Result<Response, Problem> {
    let parameters = match names::of_paragraph(uri.path(), &parameters)? {
        names::Asked::Here(parameters) => parameters,
        names::Asked::Elsewhere(response) => return Ok(response),
    };
    let document = parameters.sha256("fil")?;
    let typed = parameters.one("q")?.unwrap_or_default().trim().to_owned();
    let Path((municipality, body, date, number)) = path;
    let id = ParagraphId::parse(&format!("{municipality}/{body}/{date}/{number}"));
    let id = id.ok_or_else(|| Problem::of(Kind::NotFound))?;
    let template = app.ask(move |app| {
        let archive = &app.sources().archive;
        let stored = stored_paragraph(archive, &id, document.as_deref())?;
        let stored = withdrawn::paragraph(archive, &id, document.as_deref(), stored)
            .map_err(|problem| nearby::with_ways(archive, &id.meeting(), problem))?;
        view(app, &stored, &typed)
    });
    page(&template.await?)
}

fn view(app: &App, stored: &StoredParagraph, typed: &str) -> Result<ParagraphPage, Problem> {
    let archive = &app.sources().archive;
    let answer = paragraph_of(archive, stored)?;
    let matcher = matcher(app, typed)?;
    let paragraph = &stored.paragraph;
    let document = archive.document(&stored.document_sha256)?;
    let (before, after) = neighbours(app, stored, document.as_ref())?;
    let views = Views {
        matcher: &matcher,
        original: original(stored, &answer),
    };
    let decision = of_kind(paragraph, SectionKind::Decision);
    let proposal = of_kind(paragraph, SectionKind::Proposal);
    let as_proposed = paragraph
        .decision
        .as_ref()
        .and_then(|decision| decision.as_proposed);
    let is_compared = as_proposed == Some(false) && !proposal.is_empty();
    let compared = match is_compared {
        true => views.compared(&decision, &proposal),
        false => None,
    };
    let has_marks = compared.is_some();
    let (decision, proposal) =
        compared.unwrap_or_else(|| (views.all(&decision), views.all(&proposal)));
    let attendees = document
        .and_then(|document| document.meeting)
        .map(|meeting| meeting.attendees);
    let attendees = attendance::at(&attendees.unwrap_or_default(), paragraph.number);
    let crumbs = crumbs(stored);
    let current = answer
        .versions
        .iter()
        .any(|version| version.current && version.sha256 == answer.source.sha256);
    let version = format!("{}?fil={}", answer.url, answer.source.sha256);
    let mut page = ParagraphPage {
        shell: shell(app, stored, &answer, &crumbs),
        crumbs,
        number: swedish::number(paragraph),
        title: title(paragraph, &matcher),
        day: swedish::day(stored.date),
        cases: entry::cases(stored),
        officers: officers(stored),
        stamps: entry::stamps(paragraph),
        typed: typed.to_owned(),
        marked: String::new(),
        places: Vec::new(),
        again: address::results(&[("q", typed)]),
        decision,
        decided_by: decided_by(stored),
        proposal,
        as_proposed,
        is_compared,
        has_marks,
        votes: votes(paragraph),
        reservations: people(paragraph, SectionKind::Reservation, &paragraph.reservations),
        recused: people(paragraph, SectionKind::Recusal, &paragraph.recused),
        others: views.all(&others(paragraph)),
        attended: swedish::counted(attendees.len() as u64, "person", "personer"),
        attendance: attendance::roles(&attendees),
        way: way::of(archive, stored)?,
        original: views
            .original
            .as_ref()
            .map(|original| match answer.source.page {
                Some(page) => format!("{original}#page={page}"),
                None => original.clone(),
            }),
        permalink: match current {
            true => absolute(app, &answer.url),
            false => absolute(app, &version),
        },
        cited: cited(app, stored, current),
        citations: citations(stored, current),
        received: swedish::day(stored.received_at.date_naive()),
        current,
        answer,
        before,
        after,
    };
    page.number_alike();
    if !typed.is_empty() {
        page.places = page.places();
        let marks = page.places.iter().map(|(_, count)| *count as u64).sum();
        page.marked = swedish::counted(marks, "markerat ställe", "markerade ställen");
    }
    Ok(page)
}

/// The decision itself is what a preview of the page tells. Outside search engines never list a page where something
/// is masked: what was masked badly would be kept by them.
fn shell(app: &App, stored: &StoredParagraph, answer: &ParagraphAnswer, crumbs: &[Crumb]) -> Shell {
    let paragraph = &stored.paragraph;
    let title = format!(
        "§ {} {}, {} {}",
        swedish::number(paragraph),
        entry::title(paragraph),
        stored.body,
        stored.date
    );
    let decision = paragraph
        .decision
        .as_ref()
        .map(|decision| decision.text.as_str());
    let place = format!(
        "{} i {}, {}.",
        stored.body,
        stored.municipality.name,
        swedish::day(stored.date)
    );
    let about = match decision {
        Some(decision) => format!("{place} Beslut: {decision}"),
        None => place,
    };
    let shell = Shell::new(app, &answer.url, &title, &about)
        .of_records(app)
        .with_data(&structured::paragraph(app, stored, answer, crumbs));
    match answer.masked {
        true => shell.unlisted(),
        false => shell,
    }
}

fn votes(paragraph: &Paragraph) -> Vec<VoteView> {
    let casting = has_casting_vote(paragraph);
    paragraph
        .votes
        .iter()
        .map(|vote| VoteView::of(vote, casting))
        .collect()
}

/// What the query looks for in texts; nothing where there is no query.
fn matcher(app: &App, typed: &str) -> Result<Matcher, Problem> {
    if typed.is_empty() {
        return Ok(Matcher::default());
    }
    let request = SearchRequest {
        relax: true,
        ..SearchRequest::new(Query::parse_on(typed, today()))
    };
    let matcher = app.sources().index.matcher(&request);
    Ok(matcher.map_err(crate::answers::AnswerError::from)?)
}

fn title(paragraph: &Paragraph, matcher: &Matcher) -> String {
    let title = entry::title(paragraph);
    text::line(&title, &matcher.marks(&title, Zone::Title))
}

fn of_kind(paragraph: &Paragraph, kind: SectionKind) -> Vec<&Section> {
    paragraph
        .sections
        .iter()
        .filter(|section| section.kind == kind)
        .collect()
}

fn others(paragraph: &Paragraph) -> Vec<&Section> {
    let shown_above = [SectionKind::Decision, SectionKind::Proposal];
    let sections = paragraph.sections.iter();
    sections
        .filter(|section| !shown_above.contains(&section.kind))
        .collect()
}

/// Where the file can be read; only of a PDF has the address of a page a meaning.
fn original(stored: &StoredParagraph, answer: &ParagraphAnswer) -> Option<String> {
    let is_read_in_place = stored.media_type == MediaType::Pdf && answer.source.original.is_some();
    is_read_in_place.then(|| address::original_page(&stored.document_sha256, None))
}

/// Only where another body decided than the one that met, or the text says so itself.
fn decided_by(stored: &StoredParagraph) -> Option<String> {
    let decision = stored.paragraph.decision.as_ref()?;
    decision
        .decided_by
        .clone()
        .filter(|body| *body != stored.body)
}

/// Names read from the text; none where a section of the paragraph says it in its own words.
fn people(paragraph: &Paragraph, section: SectionKind, people: &[PersonWithParty]) -> Vec<String> {
    if paragraph.texts_of(section).next().is_some() {
        return Vec::new();
    }
    people.iter().map(swedish::person).collect()
}

fn officers(stored: &StoredParagraph) -> Vec<Link> {
    let names = stored.paragraph.case_officers.iter();
    let link = |name: &String| Link {
        label: name.clone(),
        url: entry::officer_search(name, &stored.municipality_short),
    };
    names.map(link).collect()
}

fn cited(app: &App, stored: &StoredParagraph, current: bool) -> String {
    let citation = Citation::of(stored, app.config().base_url.as_deref());
    match current {
        true => citation.text(),
        false => citation.of_this_file().text(),
    }
}

fn citations(stored: &StoredParagraph, current: bool) -> Vec<Link> {
    let forms = [
        ("BibTeX", CitationFormat::BibTex),
        ("RIS", CitationFormat::Ris),
        ("CSL-JSON", CitationFormat::Csl),
    ];
    let link = |(label, format): (&str, CitationFormat)| {
        let mut pairs = vec![("format", format.name())];
        if !current {
            pairs.push(("document", &stored.document_sha256));
        }
        Link {
            label: label.to_owned(),
            url: address::with_parameters(&format!("/api/v1/citations/{}", stored.id), &pairs),
        }
    };
    forms.into_iter().map(link).collect()
}

fn crumbs(stored: &StoredParagraph) -> Vec<Crumb> {
    let municipality = format!("/{}", stored.municipality_short);
    let body = format!("{municipality}/{}", stored.body_slug);
    vec![
        Crumb::new(stored.municipality.name.clone(), municipality),
        Crumb::new(stored.body.clone(), body),
        Crumb::new(swedish::day(stored.date), format!("/{}", stored.meeting_id)),
        Crumb::new(format!("§ {}", swedish::number(&stored.paragraph)), ""),
    ]
}

/// The paragraphs before and after in the meeting.
fn neighbours(
    app: &App,
    stored: &StoredParagraph,
    document: Option<&StoredDocument>,
) -> Result<(Option<Link>, Option<Link>), Problem> {
    let archive = &app.sources().archive;
    let ids = ids_of_meeting(archive, stored, document)?;
    let Some(at) = ids.iter().position(|id| *id == stored.id) else {
        return Ok((None, None));
    };
    let link = |id: Option<&ParagraphId>| -> Result<Option<Link>, Problem> {
        let other = id.map(|id| archive.paragraph(id)).transpose()?.flatten();
        Ok(other.map(|other| Link {
            label: format!(
                "§ {} {}",
                swedish::number(&other.paragraph),
                entry::title(&other.paragraph)
            ),
            url: format!("/{}", other.id),
        }))
    };
    let before = at.checked_sub(1).and_then(|at| ids.get(at));
    Ok((link(before)?, link(ids.get(at + 1))?))
}

/// The ids of the meeting's current paragraphs, without reading their texts where whole minutes are held: then those
/// are the meeting's. Extracts hold one or a few each.
fn ids_of_meeting(
    archive: &Reader,
    stored: &StoredParagraph,
    document: Option<&StoredDocument>,
) -> Result<Vec<ParagraphId>, Problem> {
    let minutes = document.filter(|document| document.summary.kind == Some(DocumentKind::Minutes));
    if let Some(minutes) = minutes {
        let held = minutes.paragraphs.iter().cloned();
        let current = held.filter(|held| held.current || held.id == stored.id);
        return Ok(current.map(|held| held.id).collect());
    }
    let meeting = archive.meeting(&stored.meeting_id)?;
    let paragraphs = meeting.into_iter().flat_map(|meeting| meeting.paragraphs);
    Ok(paragraphs.map(|other| other.id).collect())
}

impl ParagraphPage {
    fn sections(&mut self) -> impl Iterator<Item = &mut SectionView> {
        let sections = self.decision.iter_mut().chain(&mut self.proposal);
        sections.chain(&mut self.others)
    }

    /// Sections of one kind get addresses of their own: `yrkanden`, `yrkanden-2`.
    fn number_alike(&mut self) {
        let mut seen: Vec<(String, u32)> = Vec::new();
        for section in self.sections() {
            match seen.iter_mut().find(|(id, _)| *id == section.id) {
                Some((id, count)) => {
                    *count += 1;
                    section.id = format!("{id}-{count}");
                }
                None => seen.push((section.id.clone(), 1)),
            }
        }
    }

    /// Where words of the query are marked.
    fn places(&mut self) -> Vec<(Link, usize)> {
        let title = Link {
            label: "rubriken".to_owned(),
            url: "#innehall".to_owned(),
        };
        let mut places = vec![(title, text::count_marks(&self.title))];
        for section in self.sections() {
            let link = Link {
                label: match section.heading.is_empty() {
                    true => "texten".to_owned(),
                    false => section.heading.replace('\u{ad}', ""),
                },
                url: format!("#{}", section.id),
            };
            places.push((link, section.count_marks()));
        }
        places.retain(|(_, count)| *count > 0);
        places
    }
}
