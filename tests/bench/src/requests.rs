//! Queries as the index is asked, without a server.

use anyhow::{Result, anyhow};
use chrono::NaiveDate;
use paragraf_archive::Reader;
use paragraf_model::register;
use paragraf_query::{KnownBody, KnownMunicipality, KnownValues, SearchRequest};

use crate::data_set::Query;

/// Parameters that say what is to be told beside the hits, and how many of them.
const TELLING: [&str; 4] = ["facets", "relax", "size", "cursor"];

/// The closed sets that the server holds parameters against.
pub fn known_values(archive: &Reader) -> Result<KnownValues> {
    let mut known = KnownValues::default();
    for entry in register() {
        known.municipalities.push(KnownMunicipality {
            short_name: entry.short_name.to_owned(),
            name: entry.name.to_owned(),
            code: entry.code.to_owned(),
        });
    }
    for held in archive.bodies()? {
        if known.bodies.iter().all(|body| body.slug != held.slug) {
            known.bodies.push(KnownBody {
                slug: held.slug,
                name: held.name,
            });
        }
    }
    Ok(known)
}

/// The search alone: so many hits and the exact total, without facets and without help where little is found.
pub fn bare(
    query: &Query,
    known: &KnownValues,
    size: u32,
    today: NaiveDate,
) -> Result<SearchRequest> {
    let mut pairs = query.pairs();
    pairs.retain(|(name, _)| !TELLING.contains(&name.as_str()));
    let size = size.to_string();
    for (name, value) in [
        ("facets", "false"),
        ("relax", "false"),
        ("size", size.as_str()),
    ] {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    let pairs = pairs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    SearchRequest::from_parameters_on(pairs, known, today)
        .map_err(|problems| anyhow!("{query:?}: {problems:?}"))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use paragraf_query::KnownValues;

    use super::bare;
    use crate::data_set::Query;

    #[test]
    fn the_search_alone_counts_no_facets_and_helps_nobody() {
        let line = r#"{"kind":"words","parameters":{"q":"väg bro","facets":"true","size":"20"},"plain":null}"#;
        let query: Query = serde_json::from_str(line).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let request = bare(&query, &KnownValues::default(), 10, today).unwrap();
        assert_eq!(request.query.typed, "väg bro");
        assert_eq!(
            (request.size, request.facets, request.relax),
            (10, false, false)
        );
    }
}
