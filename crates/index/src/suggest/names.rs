//! Officers, bodies and municipalities of whose name every typed word begins a word.

use tantivy::Term;
use tantivy::schema::Field;

use super::build::words_of;
use super::typed::{Beginning, fold};
use super::vocabulary::Names;
use super::{Ask, Suggested, Suggestion};
use crate::keys::Name;

/// Fewer letters begin too many names.
const SHORTEST: usize = 2;

/// Names that are compared, and those that are counted.
const MOST_COMPARED: usize = 20_000;
const MOST_COUNTED: usize = 200;

impl Ask<'_> {
    pub(super) fn officers(&self) -> tantivy::Result<Vec<Suggestion>> {
        let Some(vocabulary) = self.vocabulary else {
            return Ok(Vec::new());
        };
        let key = |name: &str| Name::read(name, self.analyzer).whole();
        let what = Suggested::Officer;
        self.names(&vocabulary.officers, self.snapshot.fields.person, key, what)
    }

    pub(super) fn bodies(&self) -> tantivy::Result<Vec<Suggestion>> {
        let Some(vocabulary) = self.vocabulary else {
            return Ok(Vec::new());
        };
        let field = self.snapshot.fields.body;
        self.names(&vocabulary.bodies, field, str::to_owned, Suggested::Body)
    }

    pub(super) fn municipalities(&self) -> tantivy::Result<Vec<Suggestion>> {
        let Some(vocabulary) = self.vocabulary else {
            return Ok(Vec::new());
        };
        let field = self.snapshot.fields.municipality;
        let what = Suggested::Municipality;
        self.names(&vocabulary.municipalities, field, str::to_owned, what)
    }

    /// Those that somebody bears now, most paragraphs first.
    fn names(
        &self,
        names: &Names,
        field: Field,
        key: impl Fn(&str) -> String,
        what: fn(String) -> Suggested,
    ) -> tantivy::Result<Vec<Suggestion>> {
        let mut counted = Vec::new();
        for name in fitting(names, &self.typed.beginnings()) {
            let term = Term::from_field_text(field, &key(name));
            let count = self.snapshot.searcher.doc_freq(&term)?;
            if count > 0 {
                counted.push((count, name));
            }
            if self.is_late() {
                break;
            }
        }
        counted.sort_by(|(of_one, one), (of_other, other)| {
            of_other.cmp(of_one).then_with(|| one.cmp(other))
        });
        let suggestions = counted.into_iter().take(self.size);
        Ok(suggestions
            .map(|(count, name)| Suggestion {
                what: what(name.to_owned()),
                count: Some(count),
            })
            .collect())
    }
}

/// Names in which every typed word begins a word of its own.
fn fitting<'a>(names: &'a Names, typed: &[Beginning]) -> Vec<&'a str> {
    // The longest beginning leaves the fewest to compare.
    let Some(longest) = typed.iter().max_by_key(|beginning| beginning.chars()) else {
        return Vec::new();
    };
    if longest.chars() < SHORTEST {
        return Vec::new();
    }
    let starts = names.starts.beginning(longest).iter().take(MOST_COMPARED);
    let places = starts.filter_map(|start| usize::try_from(start.of).ok());
    let mut fitting: Vec<&str> = places
        .filter_map(|place| names.names.get(place))
        .map(String::as_str)
        .filter(|name| has_all(name, typed))
        .take(MOST_COUNTED)
        .collect();
    fitting.sort_unstable();
    fitting.dedup();
    fitting
}

fn has_all(name: &str, typed: &[Beginning]) -> bool {
    let mut words: Vec<String> = words_of(name)
        .map(|(_, word)| word.to_lowercase())
        .collect();
    let is_slug = name
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    typed.iter().all(|beginning| {
        // Bodies and municipalities are known here by slugs, which have lost their å ä ö.
        let fits = words.iter().position(|word| {
            fold(word).starts_with(&beginning.folded) && (is_slug || beginning.begins(word))
        });
        fits.map(|place| words.swap_remove(place)).is_some()
    })
}
