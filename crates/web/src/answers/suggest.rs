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
    let analyzer = sources.index.analyzer();
    let stored = sources.archive.paragraphs_by_key(&keys)?.into_iter();
    let titles: HashMap<u64, (String, String)> = stored
        .filter_map(|stored| Some((stored.key, (stored.paragraph.title?, stored.id.to_string()))))
        .filter(|(_, (title, _))| !may_name_a_person(title, |word| analyzer.is_ordinary(word)))
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

/// Whether two words side by side look like somebody's first and last name: *Anna Testsson, ansökan om färdtjänst*.
/// A party after them tells an elected person. Such a title is found and shown, and not proposed to whoever types an
/// `a`. Names that are ordinary words as well (*Björn Ask*) are not told.
fn may_name_a_person(title: &str, is_ordinary: impl Fn(&str) -> bool) -> bool {
    let words: Vec<&str> = title.split_whitespace().collect();
    let all_capitals = !title.chars().any(char::is_lowercase);
    let looks_like_name = |place: usize, written: &str| {
        let word = written.trim_matches(|letter: char| !letter.is_alphanumeric());
        let mut letters = word.chars();
        let is_capitalised = letters.next().is_some_and(char::is_uppercase)
            && (all_capitals || letters.any(char::is_lowercase));
        // The first word of a title has a capital whatever it is.
        let tells_nothing = place == 0 || all_capitals;
        let is_of = [
            "Region", "Stad", "Stads", "Kommun", "AB", "Sverige", "Sveriges",
        ]
        .contains(&word);
        is_capitalised && !is_of && !(tells_nothing && is_ordinary(&word.to_lowercase()))
    };
    (1..words.len()).any(|place| match words.get(place - 1..=place) {
        Some([first, last]) => {
            let go_together = first.ends_with(|letter: char| letter.is_alphanumeric());
            let party = words
                .get(place + 1)
                .is_some_and(|next| next.starts_with('('));
            go_together
                && !party
                && looks_like_name(place - 1, first)
                && looks_like_name(place, last)
        }
        _ => false,
    })
}

fn answer(
    suggestion: &Suggestion,
    known: &KnownValues,
    titles: &HashMap<u64, (String, String)>,
) -> Option<SuggestionAnswer> {
    let search = |name: &str, value: &str| address::results(&[(name, value)]);
    let (kind, text, url) = match &suggestion.what {
        Suggested::Word(text) => ("word", text.clone(), search("q", text)),
        Suggested::Case(number) => ("case", number.clone(), search("case", number)),
        Suggested::Officer(_) if known.hides_officers => return None,
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
                _ => address::results(&[("q", title.as_str()), ("section", "title")]),
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

#[cfg(test)]
mod tests {
    use super::may_name_a_person;

    #[test]
    fn a_title_with_a_first_and_a_last_name_is_not_proposed() {
        let is_ordinary =
            |word: &str| ["bygglov", "ansökan", "motion", "val", "av"].contains(&word);
        for title in [
            "Anna Testsson, ansökan om färdtjänst",
            "Ansökan om färdtjänst för Anna Testsson",
            "Överklagande från Åke Ek-Testsson",
            "ANNA TESTSSON",
        ] {
            assert!(may_name_a_person(title, is_ordinary), "{title}");
        }
        for title in [
            "Detaljplan för Sjöbacken, antagande",
            "Bygglov Sjöbacken 3:2",
            "Motion av Anna Testsson (S) om lekplatser",
            "Information från Region Alvmark",
            "Göteborgs Stad, budget",
            "VAL AV JUSTERARE",
            "Val av justerare",
        ] {
            assert!(!may_name_a_person(title, is_ordinary), "{title}");
        }
    }
}
