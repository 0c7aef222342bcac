//! A search as an address, and the addresses of its neighbours: the same search with one filter more or less.

use chrono::{Days, Months, NaiveDate};
use paragraf_model::{Outcome, SectionKind};
use paragraf_query::{KnownValues, SearchRequest, Sort, Zone};

use super::{Choice, FacetGroup, FacetLink, MOST_LISTED, MOST_VALUES};
use crate::answers::{FacetAnswer, FacetsAnswer};
use crate::pages::entry::Link;
use crate::pages::years::Years;
use crate::{address, names, swedish};

/// The search as pairs of an address, without the cursor, to make the addresses of its neighbours from.
pub struct Search {
    pairs: Vec<(String, String)>,
}

impl Search {
    pub fn of(request: &SearchRequest) -> Search {
        let mut pairs = request.to_parameters();
        pairs.retain(|(name, value)| name != "cursor" && !value.is_empty());
        Search { pairs }
    }

    pub fn url(&self, path: &str) -> String {
        address::of_search(path, &self.pairs)
    }

    pub fn pairs_without(&self, name: &str) -> Vec<(String, String)> {
        self.pairs
            .iter()
            .filter(|(known, _)| known != name)
            .cloned()
            .collect()
    }

    /// The same search with another value of a parameter that is given once.
    pub fn with(&self, name: &str, value: &str) -> String {
        let mut pairs = self.pairs_without(name);
        pairs.push((name.to_owned(), value.to_owned()));
        address::results(&pairs)
    }

    /// The same search with one more value of a filter.
    pub fn plus(&self, name: &str, value: &str) -> String {
        let mut pairs = self.pairs.clone();
        pairs.push((name.to_owned(), value.to_owned()));
        address::results(&pairs)
    }

    /// The same search without a value of a filter.
    pub fn minus(&self, name: &str, value: &str) -> String {
        let mut pairs = self.pairs.clone();
        pairs.retain(|(known, given)| known != name || given != value);
        address::results(&pairs)
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.pairs
            .iter()
            .any(|(known, given)| known == name && given == value)
    }

    /// The filters in use, each with the address of the search without it.
    pub fn chips(&self, known: &KnownValues) -> Vec<Link> {
        let filters = self
            .pairs
            .iter()
            .filter(|(name, _)| filter_name(name).is_some());
        let chip = |(name, value): &(String, String)| Link {
            label: format!(
                "{}: {}",
                filter_name(name).unwrap_or_default(),
                shown(known, name, value)
            ),
            url: self.minus(name, value),
        };
        filters.map(chip).collect()
    }

    pub fn facets(&self, facets: &FacetsAnswer) -> Vec<FacetGroup> {
        let groups = [
            ("Kommun", "municipality", &facets.municipality),
            ("Organ", "body", &facets.body),
            ("Utfall", "outcome", &facets.outcome),
            ("Handläggare", "officer", &facets.officer),
        ];
        let mut shown = Vec::new();
        for (title, name, values) in groups {
            let most = values.iter().map(|value| value.count).max().unwrap_or(0);
            let links = values
                .iter()
                .take(MOST_LISTED)
                .map(|value| self.facet(name, value, most));
            let mut values: Vec<FacetLink> = links.collect();
            // One value that every hit has cannot narrow anything.
            if values.len() > 1 || values.iter().any(|value| value.active) {
                let rest = values.split_off(values.len().min(MOST_VALUES));
                shown.push(FacetGroup {
                    title,
                    values,
                    rest,
                });
            }
        }
        shown
    }

    pub fn facet(&self, name: &str, value: &FacetAnswer, most: u64) -> FacetLink {
        let active = self.has(name, &value.value);
        FacetLink {
            label: value.label.clone(),
            count: swedish::count(value.count),
            share: value.count.saturating_mul(100).div_ceil(most.max(1)),
            url: if active {
                self.minus(name, &value.value)
            } else {
                self.plus(name, &value.value)
            },
            active,
        }
    }

    /// A year chosen here takes the place of those chosen before.
    pub fn years(&self, years: &[FacetAnswer]) -> Option<Years> {
        let is_chosen = |year: &FacetAnswer| self.has("year", &year.value);
        let url = |year: &FacetAnswer| match is_chosen(year) {
            true => self.minus("year", &year.value),
            false => self.with("year", &year.value),
        };
        Years::of(years, url, is_chosen)
    }

    pub fn sorts(&self, used: Sort) -> Vec<Choice> {
        let words = [
            (Sort::Relevance, "Bästa träff först"),
            (Sort::Newest, "Nyast först"),
            (Sort::Oldest, "Äldst först"),
        ];
        let choice = |(sort, label): (Sort, &'static str)| Choice {
            label,
            value: self.with("sort", sort.name()),
            active: sort == used,
        };
        words.into_iter().map(choice).collect()
    }

    /// What the form does not show and must not lose.
    pub fn kept(&self) -> Vec<(String, String)> {
        const SHOWN: [&str; 5] = ["q", "section", "from", "to", "relax"];
        self.pairs
            .iter()
            .filter(|(name, _)| !SHOWN.contains(&name.as_str()))
            .map(|(name, value)| names::to_swedish(name, value))
            .collect()
    }

    pub fn export(&self, format: &str, dialect: Option<&str>) -> String {
        self.file("/api/v1/export", format, dialect)
    }

    /// The same search on another page, without what belongs to one page of hits.
    pub fn lasting(&self, path: &str) -> String {
        const PAGING: [&str; 3] = ["size", "facets", "relax"];
        let pairs = self.pairs.iter();
        let lasting: Vec<_> = pairs
            .filter(|(name, _)| !PAGING.contains(&name.as_str()))
            .collect();
        let lasting: Vec<(&str, &str)> = lasting
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        address::of_search(path, &lasting)
    }

    /// The newest hits, for readers of feeds; their order is always the same.
    pub fn feed(&self) -> String {
        let pairs = self.pairs.iter().filter(|(name, _)| name != "sort");
        let search = Search {
            pairs: pairs.cloned().collect(),
        };
        search.lasting("/api/v1/feed.atom")
    }

    /// The same search between two days.
    pub fn between(&self, first: NaiveDate, last: NaiveDate) -> String {
        let mut pairs = self.pairs_without("from");
        pairs.retain(|(name, _)| name != "to");
        pairs.push(("from".to_owned(), first.to_string()));
        pairs.push(("to".to_owned(), last.to_string()));
        address::results(&pairs)
    }

    /// The last week, month, quarter and year up to a day.
    pub fn lately(&self, today: NaiveDate) -> Vec<Choice> {
        let spans = [
            ("senaste veckan", today.checked_sub_days(Days::new(7))),
            ("senaste månaden", today.checked_sub_months(Months::new(1))),
            (
                "senaste tre månaderna",
                today.checked_sub_months(Months::new(3)),
            ),
            ("senaste året", today.checked_sub_months(Months::new(12))),
        ];
        let choice = |(label, day): (&'static str, Option<NaiveDate>)| {
            let day = day?.to_string();
            let mut search = Search {
                pairs: self.pairs_without("to"),
            };
            search.pairs.retain(|(name, _)| name != "year");
            Some(Choice {
                label,
                active: self.has("from", &day) && self.pairs.iter().all(|(name, _)| name != "to"),
                value: search.with("from", &day),
            })
        };
        spans.into_iter().filter_map(choice).collect()
    }

    /// The whole paragraph, its decision alone, its title alone.
    pub fn parts(&self) -> Vec<Choice> {
        let offered = [
            ("hela paragrafen", None),
            ("bara beslutet", Some(Zone::Section(SectionKind::Decision))),
            ("bara rubriken", Some(Zone::Title)),
        ];
        let choice = |(label, zone): (&'static str, Option<Zone>)| match zone {
            None => Choice {
                label,
                value: address::results(&self.pairs_without("section")),
                active: self.pairs.iter().all(|(name, _)| name != "section"),
            },
            Some(zone) => Choice {
                label,
                value: self.with("section", zone.name()),
                active: self.has("section", zone.name()),
            },
        };
        offered.into_iter().map(choice).collect()
    }

    /// Whether the search is limited by this parameter to this value, or by none at all.
    pub fn allows(&self, name: &str, value: &str) -> bool {
        self.has(name, value) || self.pairs.iter().all(|(known, _)| known != name)
    }

    pub fn file(&self, path: &str, format: &str, dialect: Option<&str>) -> String {
        const PAGING: [&str; 3] = ["size", "facets", "relax"];
        let mut pairs = vec![("format".to_owned(), format.to_owned())];
        pairs.extend(dialect.map(|dialect| ("dialect".to_owned(), dialect.to_owned())));
        let search = self
            .pairs
            .iter()
            .filter(|(name, _)| !PAGING.contains(&name.as_str()));
        pairs.extend(search.cloned());
        address::with_parameters(path, &pairs)
    }
}

fn filter_name(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "municipality" => "Kommun",
        "body" => "Organ",
        "case" => "Ärende",
        "officer" => "Handläggare",
        "outcome" => "Utfall",
        "section" => "Bara i",
        "from" => "Från",
        "to" => "Till",
        "year" => "År",
        "language" => "Språk",
        _ => return None,
    })
}

/// A filter's value as a citizen reads it.
fn shown(known: &KnownValues, name: &str, value: &str) -> String {
    let label = match name {
        "municipality" => {
            let mut all = known.municipalities.iter();
            all.find(|one| one.short_name == value)
                .map(|one| one.name.clone())
        }
        "body" => known
            .bodies
            .iter()
            .find(|one| one.slug == value)
            .map(|one| one.name.clone()),
        "outcome" => Outcome::from_name(value).map(|outcome| outcome.swedish().to_owned()),
        "section" => Zone::from_name(value).map(|zone| zone_words(zone).to_lowercase()),
        _ => None,
    };
    label.unwrap_or_else(|| value.to_owned())
}

pub fn zone_words(zone: Zone) -> &'static str {
    match zone {
        Zone::Title => "Rubriken",
        Zone::Section(SectionKind::Decision) => "Beslutet",
        Zone::Section(SectionKind::Proposal) => "Förslaget till beslut",
        Zone::Section(SectionKind::Description) => "Ärendebeskrivningen",
        Zone::Section(SectionKind::Motions) => "Yrkandena",
        Zone::Section(SectionKind::Reservation) => "Reservationerna",
        Zone::Section(other) => swedish::heading(other),
    }
}
