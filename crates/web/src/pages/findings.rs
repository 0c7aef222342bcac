//! `/iakttagelser`: what was noticed while reading, with the way to the paragraph and the original page.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use paragraf_archive::FindingFilter;
use paragraf_model::{Severity, sort_key};

use super::entry::Link;
use super::{Crumb, Shell, page, structured};
use crate::answers::{self, FindingsAnswer, ListedFindingAnswer};
use crate::api::findings::request;
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::{address, names, swedish};

const PATH: &str = "/iakttagelser";

#[derive(Template)]
#[template(path = "findings.html")]
struct FindingsPage {
    shell: Shell,
    counted: String,
    kinds: Vec<KindView>,
    severities: Vec<Choice>,
    municipalities: Vec<Choice>,
    bodies: Vec<Choice>,
    from: String,
    to: String,
    /// The kind that was asked for, kept by the form.
    kept: Vec<String>,
    findings: Vec<FindingView>,
    next: Option<String>,
    first_page: Option<String>,
    api: String,
}

struct KindView {
    label: String,
    count: String,
    url: String,
    active: bool,
}

struct Choice {
    label: String,
    value: String,
    active: bool,
}

struct FindingView {
    message: String,
    class: &'static str,
    severity: &'static str,
    paragraph: Option<Link>,
    meeting: Option<Link>,
    place: String,
    original: Option<Link>,
    filename: String,
    document: String,
}

/// Findings.
pub async fn findings(State(app): State<App>, parameters: Parameters) -> Result<Response, Problem> {
    let parameters = match names::read_findings(PATH, &parameters)? {
        names::Asked::Here(parameters) => parameters,
        names::Asked::Elsewhere(response) => return Ok(response),
    };
    let template = app.ask(move |app| {
        let request = request(app, &parameters)?;
        let archive = &app.sources().archive;
        let answer = answers::findings(archive, &request.filter, request.page)?;
        let known = app.snapshot();
        let holdings = &known.held(archive)?.holdings;
        let pairs = pairs(&parameters);
        let held = holdings.iter();
        let municipalities = held.clone().map(|one| {
            let name = one.municipality.name.clone();
            (name, one.municipality_short.clone())
        });
        let chosen = &request.filter.municipalities;
        let of_chosen =
            held.filter(|one| chosen.is_empty() || chosen.contains(&one.municipality_short));
        let bodies = of_chosen.map(|one| (one.body.clone(), one.body_slug.clone()));
        Ok(FindingsPage {
            municipalities: choices(municipalities, chosen),
            bodies: choices(bodies, &request.filter.bodies),
            first_page: request.page.after.map(|_| without(&pairs, "cursor")),
            ..FindingsPage::of(app, answer, &request.filter, &pairs)
        })
    });
    page(&template.await.map_err(names::problem_in_swedish)?)
}

/// What the address asks for, as the API names it, without what was left empty.
fn pairs(parameters: &Parameters) -> Vec<(String, String)> {
    let given = parameters
        .pairs()
        .filter(|(_, value)| !value.trim().is_empty());
    given
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Each value once, by its label.
fn choices(all: impl Iterator<Item = (String, String)>, chosen: &[String]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = all
        .map(|(label, value)| Choice {
            active: chosen.contains(&value),
            label,
            value,
        })
        .collect();
    choices.sort_by(|one, other| (&one.value, &one.label).cmp(&(&other.value, &other.label)));
    choices.dedup_by(|one, other| one.value == other.value);
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

fn without(pairs: &[(String, String)], name: &str) -> String {
    let left = pairs
        .iter()
        .filter(|(given, _)| given != name && given != "cursor");
    address::of_search(PATH, &left.cloned().collect::<Vec<_>>())
}

fn with(pairs: &[(String, String)], name: &str, value: &str) -> String {
    let mut pairs: Vec<(String, String)> = pairs
        .iter()
        .filter(|(given, _)| given != name && given != "cursor")
        .cloned()
        .collect();
    pairs.push((name.to_owned(), value.to_owned()));
    address::of_search(PATH, &pairs)
}

impl FindingsPage {
    fn of(
        app: &App,
        answer: FindingsAnswer,
        filter: &FindingFilter,
        pairs: &[(String, String)],
    ) -> FindingsPage {
        let is_asked = |kind: &str| filter.kinds.iter().any(|one| one.name() == kind);
        let kinds = answer.kinds.iter().map(|count| KindView {
            label: count.label.clone(),
            count: swedish::count(count.total),
            url: match is_asked(&count.kind) {
                true => without(pairs, "kind"),
                false => with(pairs, "kind", &count.kind),
            },
            active: is_asked(&count.kind),
        });
        let severities = Severity::ALL.into_iter().map(|severity| Choice {
            label: swedish::severity(severity).to_owned(),
            value: names::to_swedish("severity", severity.name()).1,
            active: filter.severities.contains(&severity),
        });
        let day = |date: Option<chrono::NaiveDate>| date.map(|day| day.to_string());
        let title = "Iakttagelser vid inläsningen";
        let crumbs = [Crumb::new("Täckning", "/tackning"), Crumb::new(title, "")];
        let about = "Det som märktes när protokollen lästes in: paragrafer utan beslut, nummer som saknas, omröstningar som inte går ihop.";
        FindingsPage {
            // Who reads a page of findings looks for something to mend; outside search engines have no use for it.
            shell: Shell::new(app, PATH, title, about)
                .with_data(&structured::page(app, "WebPage", title, PATH, &crumbs))
                .unlisted(),
            counted: swedish::counted(answer.total, "iakttagelse", "iakttagelser"),
            kinds: kinds.collect(),
            severities: severities.collect(),
            municipalities: Vec::new(),
            bodies: Vec::new(),
            from: day(filter.from).unwrap_or_default(),
            to: day(filter.to).unwrap_or_default(),
            kept: filter
                .kinds
                .iter()
                .map(|kind| names::to_swedish("kind", kind.name()).1)
                .collect(),
            next: answer.next.map(|cursor| with(pairs, "cursor", &cursor)),
            first_page: None,
            api: address::with_parameters("/api/v1/findings", pairs),
            findings: answer.findings.into_iter().map(FindingView::of).collect(),
        }
    }
}

impl FindingView {
    fn of(finding: ListedFindingAnswer) -> FindingView {
        let severity = Severity::ALL
            .into_iter()
            .find(|severity| severity.name() == finding.severity);
        let severity = severity.unwrap_or(Severity::Info);
        let place = match (finding.page, &finding.lines) {
            (Some(page), _) => format!("sidan {page}"),
            (None, Some(lines)) => lines
                .first()
                .map(|first| format!("rad {first}"))
                .unwrap_or_default(),
            (None, None) => String::new(),
        };
        FindingView {
            class: class(severity),
            severity: swedish::severity(severity),
            paragraph: finding.paragraph.map(|paragraph| Link {
                label: format!("§\u{a0}{}", paragraph.number),
                url: paragraph.url,
            }),
            meeting: finding.meeting.map(|meeting| Link {
                label: format!(
                    "{} i {}, {}",
                    meeting.body,
                    meeting.municipality.name,
                    swedish::day(meeting.date)
                ),
                url: meeting.url,
            }),
            original: finding.document.original.map(|url| Link {
                label: finding.document.filename.clone(),
                url,
            }),
            place,
            message: finding.message,
            filename: finding.document.filename,
            document: finding.document.url,
        }
    }
}

/// A class of the style sheet.
fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "stamp plain",
        Severity::Warning => "stamp wait",
        Severity::Error => "stamp no",
    }
}

#[cfg(test)]
mod tests {
    use paragraf_model::FindingKind;

    #[test]
    fn every_kind_has_a_swedish_name_of_its_own() {
        let mut names: Vec<&str> = FindingKind::ALL.map(FindingKind::swedish).to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FindingKind::ALL.len());
    }
}
