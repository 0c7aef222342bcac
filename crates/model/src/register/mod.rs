//! The register of Sweden's municipalities and regions: lookup by any of their names, and their names in text.

mod mentions;
mod near;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use mentions::{Mention, MentionKind, mentions};
pub use near::near;
pub use table::register;

/// A municipality (*kommun*) or region as a record names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Municipality {
    /// Full name: `Örebro kommun`, `Region Örebro län`.
    pub name: String,
    /// Statistics Sweden's code: four digits for a municipality, two for a region; empty for one that is not registered.
    /// In a record an empty one is `null`.
    #[serde(with = "code_or_null")]
    pub code: String,
}

/// A record shows nothing where there is nothing to show.
mod code_or_null {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(code: &str, serializer: S) -> Result<S::Ok, S::Error> {
        Some(code)
            .filter(|code| !code.is_empty())
            .serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<String, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.unwrap_or_default())
    }
}

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Statistics Sweden's code: four digits for a municipality, two for a region.
    pub code: &'static str,
    /// Full name: `Örebro kommun`, `Göteborgs Stad`, `Region Örebro län`.
    pub name: &'static str,
    /// Short name as in ids and addresses: `orebro`, `goteborg`, `region-orebro-lan`.
    pub short_name: &'static str,
    /// The bare name of the place: `Örebro`, `Göteborg`, `Örebro län`.
    pub place: &'static str,
    /// Former and shorter names: `Örebro läns landsting`.
    pub other_names: Vec<&'static str>,
    /// Municipality or region. Gotland is both and listed once, as a municipality.
    pub kind: Kind,
}

/// Municipality or region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// *Kommun*.
    Municipality,
    /// *Region*, formerly *landsting*.
    Region,
}

impl RegisterEntry {
    /// Finds by code, full, former or place name with or without genitive s, or short name, whatever the case.
    pub fn find(text: &str) -> Option<&'static RegisterEntry> {
        static BY_NAME: LazyLock<HashMap<String, &'static RegisterEntry>> =
            LazyLock::new(all_spellings);
        let spoken = in_lower_case(text);
        BY_NAME
            .get(&spoken)
            .or_else(|| BY_NAME.get(&crate::slug(&spoken)))
            .copied()
    }

    /// Finds by code alone.
    pub fn by_code(code: &str) -> Option<&'static RegisterEntry> {
        let at = register().binary_search_by_key(&code, |entry| entry.code);
        register().get(at.ok()?)
    }

    /// As a record names it.
    pub fn municipality(&self) -> Municipality {
        Municipality {
            name: self.name.to_owned(),
            code: self.code.to_owned(),
        }
    }

    /// Every way its name is written in full, in lower case; the bare place is not among them.
    fn full_names(&self) -> Vec<String> {
        let mut names = vec![in_lower_case(self.name)];
        if self.kind == Kind::Municipality {
            let place = in_lower_case(self.place);
            for stem in [genitive(&place), place] {
                names.push(format!("{stem} kommun"));
                names.push(format!("{stem} stad"));
            }
        }
        names.extend(self.other_names.iter().map(|name| in_lower_case(name)));
        names.sort();
        names.dedup();
        names
    }
}

/// What a person may type, mapped to what is meant. What is typed without dots yields to what is typed with them,
/// and Håbo's name without its ring to Habo's.
fn all_spellings() -> HashMap<String, &'static RegisterEntry> {
    let mut meaning = HashMap::new();
    let spellings = |entry: &RegisterEntry| {
        let place = in_lower_case(entry.place);
        let mut spellings = vec![entry.code.to_owned(), entry.short_name.to_owned()];
        spellings.extend([genitive(&place), place]);
        spellings.extend(entry.full_names());
        spellings
    };
    for entry in register() {
        for spelling in spellings(entry) {
            meaning.entry(spelling).or_insert(entry);
        }
    }
    let (own, lent): (Vec<_>, Vec<_>) = register()
        .iter()
        .partition(|entry| crate::slug(entry.place) == entry.short_name);
    for entry in own.into_iter().chain(lent) {
        for spelling in spellings(entry) {
            meaning.entry(crate::slug(&spelling)).or_insert(entry);
        }
    }
    meaning
}

impl Municipality {
    /// Short name as in ids; an unregistered one gets a slug of its place name.
    pub fn short_name(&self) -> String {
        match RegisterEntry::by_code(&self.code) {
            Some(entry) => entry.short_name.to_owned(),
            None => crate::slug(place_name(&self.name)),
        }
    }
}

/// In lower case, with single blanks.
fn in_lower_case(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// `göteborgs` of `göteborg`; `borås` stays as it is.
fn genitive(name: &str) -> String {
    if name.ends_with(['s', 'x', 'z']) {
        name.to_owned()
    } else {
        format!("{name}s")
    }
}

/// `Lillby` of `Lillby kommun` and `Storviks stad`: an invented or former municipality is called by its place.
fn place_name(name: &str) -> &str {
    let name = name.trim();
    let Some((place, kind)) = name.rsplit_once(' ') else {
        return name;
    };
    if !matches!(kind.to_lowercase().as_str(), "kommun" | "stad") {
        return name;
    }
    let place = place.trim_end();
    // In these endings the s is the place's own, not the genitive's: Näs kommun, Fors stad.
    let own = ["näs", "fors", "ås", "hus"]
        .iter()
        .any(|ending| place.to_lowercase().ends_with(ending));
    let genitive = place
        .strip_suffix('s')
        .filter(|place| !own && !place.is_empty());
    genitive.unwrap_or(place)
}

#[cfg(test)]
mod tests;
