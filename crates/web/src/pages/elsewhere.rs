//! Other forms of an address lead to the one: English names, capitals, å ä ö, codes and full names of municipalities,
//! `§ 15 b` with its sign and blank, a slash too many. Asked only where nothing answered, so that no page pays for it.

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use paragraf_archive::Holding;
use paragraf_model::{MeetingId, ParagraphId, slug};

use crate::answers::find_case;
use crate::api::cases::short_name;
use crate::app::App;
use crate::parameters::Parameters;
use crate::problem::Problem;
use crate::router::routes;
use crate::{address, names};

/// Pages by names that they do not have here, and the names that they have.
const OTHER_NAMES: [(&str, &str); 9] = [
    ("search", "sok"),
    ("cases", "arenden"),
    ("findings", "iakttagelser"),
    ("coverage", "tackning"),
    ("help", "hjalp"),
    ("sokhjalp", "hjalp"),
    ("about", "om"),
    ("quality", "kvalitet"),
    ("accessibility", "tillganglighet"),
];

/// Pages that have one name as their whole address.
static PAGES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let paths = routes().into_iter().map(|(path, _)| path);
    let names = paths.filter_map(|path| path.strip_prefix('/'));
    names
        .filter(|name| !name.is_empty() && !name.contains(['/', '{', '.']))
        .collect()
});

/// Leads on where nothing has the address and something has the one that it stands for.
pub async fn lead(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_asked = matches!(*request.method(), Method::GET | Method::HEAD);
    let uri = request.uri().clone();
    let response = next.run(request).await;
    // A page that takes no parameters refuses them before it looks at its own name.
    let is_nothing = matches!(
        response.status(),
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST
    );
    if !is_asked || !is_nothing || (uri.path().starts_with("/api/") && uri.path() != "/api/") {
        return response;
    }
    let asked = uri.clone();
    match app.ask(move |app| one_address(app, &asked)).await {
        Ok(Some(address)) => Redirect::permanent(&address).into_response(),
        _ => response,
    }
}

/// The one address that another form stands for, with what follows its path.
fn one_address(app: &App, uri: &Uri) -> Result<Option<String>, Problem> {
    let segments: Option<Vec<String>> = uri
        .path()
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(address::decode)
        .collect();
    let segments = segments.unwrap_or_default();
    let segments: Vec<&str> = segments.iter().map(|segment| segment.trim()).collect();
    let Some(path) = one_path(app, &segments)? else {
        return Ok(None);
    };
    if path == uri.path() {
        return Ok(None);
    }
    Ok(Some(match (path.as_str(), uri.query()) {
        ("/sok" | "/iakttagelser", Some(_)) => names::lasting_address(&path, &Parameters::of(uri)),
        (_, Some(query)) => format!("{path}?{query}"),
        (_, None) => path,
    }))
}

fn one_path(app: &App, segments: &[&str]) -> Result<Option<String>, Problem> {
    let Some((first, rest)) = segments.split_first() else {
        return Ok(None);
    };
    let name = slug(first);
    match (name.as_str(), rest) {
        (name, []) if page(name).is_some() => Ok(page(name).map(|page| format!("/{page}"))),
        ("arende" | "arenden" | "case" | "cases", [municipality, number @ ..]) => {
            case(app, municipality, &number.join("/"))
        }
        ("paragraphs" | "paragraf", [_, _, _, _]) | ("meetings" | "sammantrade", [_, _, _]) => {
            place(app, rest)
        }
        _ => place(app, segments),
    }
}

/// The page that has this name, or had it elsewhere.
fn page(name: &str) -> Option<&'static str> {
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name);
    let name = other.map_or(name, |(_, name)| name);
    PAGES.iter().copied().find(|page| *page == name)
}

fn case(app: &App, municipality: &str, typed: &str) -> Result<Option<String>, Problem> {
    let Some(short_name) = short_name(&app.snapshot().known, municipality) else {
        return Ok(None);
    };
    let found = find_case(&app.sources().archive, &short_name, typed)?;
    Ok(found.map(|found| match found.ambiguous {
        true => address::case_page(&short_name, typed),
        false => address::case_page(&short_name, &found.slug),
    }))
}

/// A municipality, a body, a meeting or a paragraph that is held, or was and is withdrawn.
fn place(app: &App, segments: &[&str]) -> Result<Option<String>, Problem> {
    let archive = &app.sources().archive;
    let snapshot = app.snapshot();
    let holdings = &snapshot.held(archive)?.holdings;
    let Some((municipality, rest)) = segments.split_first() else {
        return Ok(None);
    };
    let typed = short_name(&snapshot.known, municipality).unwrap_or_else(|| slug(municipality));
    let is_held = |holding: &&Holding| holding.municipality_short == typed;
    if !holdings.iter().any(|holding| is_held(&holding)) {
        return Ok(None);
    }
    let Some((body, rest)) = rest.split_first() else {
        return Ok(Some(format!("/{typed}")));
    };
    let body = slug(body);
    let mut held = holdings.iter().filter(is_held);
    if rest.is_empty() && held.any(|holding| holding.body_slug == body) {
        return Ok(Some(format!("/{typed}/{body}")));
    }
    let Some(date) = rest.first().and_then(|date| day(date)) else {
        return Ok(None);
    };
    let meeting = MeetingId::from_parts(&typed, &body, date);
    match rest {
        [_] => {
            let is_there = archive.meeting(&meeting)?.is_some()
                || archive.withdrawal_of_meeting(&meeting)?.is_some();
            Ok(is_there.then(|| format!("/{meeting}")))
        }
        [_, number] => {
            for number in numbers(number) {
                let Some(id) = ParagraphId::parse(&format!("{meeting}/{number}")) else {
                    continue;
                };
                if archive.paragraph(&id)?.is_some()
                    || archive.withdrawal_of_paragraph(&id)?.is_some()
                {
                    return Ok(Some(format!("/{id}")));
                }
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// `2024-03-05`, also as `2024-3-5` and `20240305`.
fn day(typed: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%Y%m%d"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
}

/// What `§ 15 b`, `KS § 15B` or `015b` may be in an id.
fn numbers(typed: &str) -> [String; 2] {
    let number = typed.rsplit('§').next().unwrap_or_default();
    let number = slug(number.trim());
    let number = number.trim_start_matches('0');
    [number.to_owned(), number.replace('-', "")]
}
