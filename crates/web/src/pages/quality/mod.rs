//! `/kvalitet`: how the data came about, what is known to be wrong, how well it was measured to be read and found, and what
//! of that can be told of this very archive.

mod figures;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_archive::{FindingFilter, FindingsOfKind};
use paragraf_index::{Patience, StatsBy};
use paragraf_model::{FindingKind, Outcome};
use paragraf_query::{Query, SearchRequest};

use super::chart::share;
use super::{Crumb, Shell, page, structured};
use crate::answers::AnswerError;
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::Problem;
use crate::{address, swedish};
use figures::{MEASURED, Measured, TABLES};

#[derive(Template)]
#[template(path = "quality.html")]
struct QualityPage {
    shell: Shell,
    tables: &'static [Measured],
    measured: &'static str,
    own: Vec<OwnFigure>,
    findings: Vec<OwnFigure>,
    files: Vec<OwnFigure>,
    contact: Option<String>,
    version: &'static str,
    generation: String,
    analysis_version: u32,
    /// Versions of the rules by which the files here were read.
    reading: String,
}

/// A figure of this archive.
struct OwnFigure {
    what: &'static str,
    /// Empty where none shows just that.
    url: String,
    count: String,
    /// Of what it is a part of; empty for none.
    share: String,
}

/// Findings that say how well the archive was read, in the page's order.
const TOLD: [FindingKind; 10] = [
    FindingKind::TitleMissing,
    FindingKind::CaseNumberMissing,
    FindingKind::DecisionMissing,
    FindingKind::OutcomeUnknown,
    FindingKind::NumberSkipped,
    FindingKind::RangeMismatch,
    FindingKind::VoteDoesNotAddUp,
    FindingKind::LayoutUnknown,
    FindingKind::LineUnplaced,
    FindingKind::TextRecognised,
];

/// Quality and limits.
pub async fn quality(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    let template = app.ask_within(|app, patience| {
        let archive = &app.sources().archive;
        let title = "Kvalitet och gränser";
        let about = "Hur uppgifterna i arkivet kommer till, vad som är känt att vara fel, och hur ofta det blir rätt.";
        let crumbs = [Crumb::new(title, "")];
        let data = structured::page(app, "WebPage", title, "/kvalitet", &crumbs);
        let reading: Vec<String> = archive
            .reading_versions()?
            .iter()
            .map(ToString::to_string)
            .collect();
        Ok(QualityPage {
            shell: Shell::new(app, "/kvalitet", title, about)
                .in_menu("/kvalitet")
                .with_data(&data),
            tables: TABLES,
            measured: MEASURED,
            own: paragraphs(app, patience)?,
            findings: findings(&archive.count_findings(&FindingFilter::default())?),
            files: files(app)?,
            contact: app.config().contact.clone(),
            version: env!("CARGO_PKG_VERSION"),
            generation: app.sources().index.generation(),
            analysis_version: paragraf_index::ANALYSIS_VERSION,
            reading: reading.join(", "),
        })
    });
    page(&template.await?)
}

/// Of the paragraphs that can be searched, how many have a decision and one whose kind has a name.
fn paragraphs(app: &App, patience: &Patience) -> Result<Vec<OwnFigure>, Problem> {
    let index = &app.sources().index;
    let total = |outcomes: Vec<Outcome>| -> Result<u64, Problem> {
        let mut request = SearchRequest::new(Query::parse(""));
        request.filters.outcomes = outcomes;
        let stats = index.stats_within(&request, StatsBy::Year, patience);
        Ok(stats.map_err(AnswerError::from)?.total)
    };
    let all = total(Vec::new())?;
    let named = Outcome::ALL
        .into_iter()
        .filter(|one| *one != Outcome::Other);
    let figure = |what: &'static str, count: u64| OwnFigure {
        what,
        url: String::new(),
        count: swedish::count(count),
        share: share(count, all),
    };
    Ok(vec![
        figure("Paragrafer som går att söka i", all),
        figure("Med beslut", total(Outcome::ALL.to_vec())?),
        figure("Med ett utfall som har ett namn", total(named.collect())?),
    ])
}

fn findings(counts: &[FindingsOfKind]) -> Vec<OwnFigure> {
    let figure = |kind: FindingKind| {
        let counted = counts.iter().find(|one| one.kind == kind);
        let count = counted.map_or(0, FindingsOfKind::total);
        OwnFigure {
            what: kind.swedish(),
            url: match count {
                0 => String::new(),
                _ => address::of_search("/iakttagelser", &[("kind", kind.name())]),
            },
            count: swedish::count(count),
            share: String::new(),
        }
    };
    TOLD.into_iter().map(figure).collect()
}

/// What became of the files.
fn files(app: &App) -> Result<Vec<OwnFigure>, Problem> {
    let archive = &app.sources().archive;
    let counts = archive.counts()?;
    let kept = archive.kept_back()?;
    let figures = [
        ("Filer vars paragrafer går att söka i", counts.indexed),
        ("Filer som inte är protokoll", counts.not_minutes),
        (
            "Filer där kommun, organ eller dag inte framgår",
            counts.needs_facts,
        ),
        ("Filer som väntar på textigenkänning", counts.waiting),
        ("Filer som inte gick att läsa", counts.failed),
        ("Personnummer som har dolts", kept.masked_numbers),
        (
            "Filer med text som inte syns, som inte har lästs in",
            kept.with_hidden_text,
        ),
        (
            "Paragrafer som har tagits bort på begäran",
            counts.withdrawn_paragraphs,
        ),
    ];
    let figure = |(what, count): (&'static str, u64)| OwnFigure {
        what,
        url: String::new(),
        count: swedish::count(count),
        share: String::new(),
    };
    Ok(figures.into_iter().map(figure).collect())
}
