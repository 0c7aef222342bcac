//! Completions of what is being typed.

use std::collections::HashMap;

use paragraf_index::{SuggestRequest, Suggested, Suggestion};
use paragraf_model::slug;
use paragraf_query::KnownValues;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnswerError, Sources};
use crate::address;

/// Completions: a case first, then words, names and titles.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestAnswer {
    /// At most as many as asked for.
    pub suggestions: Vec<SuggestionAnswer>,
}

/// A completion.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuggestionAnswer {
    /// What it is.
    pub kind: String,
    /// What to put in the place of all that was typed.
    #[schema(example = "skolskjuts")]
    pub text: String,
    /// What to show.
    pub label: String,
    /// The paragraphs that have it, for a word together with the words before; null where that was not counted.
    pub count: Option<u64>,
    /// Where it leads.
    pub url: String,
}

/// The kinds of completions.
pub const SUGGESTION_KINDS: [&str; 6] =
    ["word", "case", "officer", "body", "municipality", "title"];

/// Completes what was typed; the titles are the archive's. Also whether the answer is of an earlier state.
pub fn suggest(
    sources: &Sources,
    known: &KnownValues,
    request: &SuggestRequest,
) -> Result<(SuggestAnswer, bool), AnswerError> {
    let found = sources.index.suggest(request)?;
    let keys = found.suggestions.iter().filter_map(|one| match one.what {
        Suggested::Title(key) => Some(key),
        _ => None,
    });
    let keys: Vec<u64> = keys.collect();
    let stored = sources.archive.paragraphs_by_key(&keys)?.into_iter();
    let titles: HashMap<u64, (String, String)> = stored
        .filter_map(|stored| Some((stored.key, (stored.paragraph.title?, stored.id.to_string()))))
        .collect();
    let mut suggestions: Vec<SuggestionAnswer> = found
        .suggestions
        .iter()
        .filter_map(|one| answer(one, known, &titles))
        .collect();
    // Titles come last; those that begin with what was typed first among them.
    let typed = slug(&request.typed);
    suggestions.sort_by_key(|one| one.kind == "title" && !slug(&one.text).starts_with(&typed));
    let stale = found.stale;
    Ok((SuggestAnswer { suggestions }, stale))
}

fn answer(
    suggestion: &Suggestion,
    known: &KnownValues,
    titles: &HashMap<u64, (String, String)>,
) -> Option<SuggestionAnswer> {
    let search = |name: &str, value: &str| address::with_parameters("/sok", &[(name, value)]);
    let (kind, text, url) = match &suggestion.what {
        Suggested::Word(text) => ("word", text.clone(), search("q", text)),
        Suggested::Case(number) => ("case", number.clone(), search("case", number)),
        Suggested::Officer(name) => ("officer", name.clone(), search("officer", name)),
        Suggested::Body(slug) => {
            let body = known.bodies.iter().find(|body| body.slug == *slug);
            let name = body.map_or(slug, |body| &body.name);
            ("body", name.clone(), search("body", slug))
        }
        Suggested::Municipality(short) => {
            let mut all = known.municipalities.iter();
            let found = all.find(|municipality| municipality.short_name == *short);
            let name = found.map_or(short, |municipality| &municipality.name);
            ("municipality", name.clone(), format!("/{short}"))
        }
        Suggested::Title(key) => {
            let (title, id) = titles.get(key)?;
            let url = match suggestion.count {
                Some(1) => format!("/{id}"),
                _ => {
                    address::with_parameters("/sok", &[("q", title.as_str()), ("section", "title")])
                }
            };
            ("title", title.clone(), url)
        }
    };
    Some(SuggestionAnswer {
        kind: kind.to_owned(),
        label: text.clone(),
        text,
        count: suggestion.count,
        url,
    })
}
