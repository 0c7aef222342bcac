//! What abbreviations mean: everywhere, and in the minutes of one municipality.

use std::collections::BTreeMap;

use paragraf_language::abbreviation::meanings;
use paragraf_query::Node;
use tantivy::Searcher;

use super::{Alternative, Kind, Scope, Widening, words_of};
use crate::schema::Fields;

/// What the meaning counts beside the abbreviation itself.
const WEIGHT: f32 = 0.8;

/// Meanings that minutes give one abbreviation; the most frequent ones are searched.
const MOST_MEANINGS: usize = 4;

/// Definitions that are read of one abbreviation, so that no lookup takes long.
const MOST_DEFINITIONS: usize = 2_000;

/// How a definition stands in the index: `ks=kommunstyrelsen|exempelby`.
pub(crate) fn definition_key(abbreviation: &str, meaning: &str, municipality: &str) -> String {
    format!("{abbreviation}={meaning}|{municipality}")
}

impl Widening {
    /// Adds the meanings of the abbreviations in a query.
    pub fn add_abbreviations(
        &mut self,
        root: &Node,
        searcher: &Searcher,
        fields: &Fields,
    ) -> tantivy::Result<()> {
        let words = words_of(root);
        let is_alone = words.len() == 1 && matches!(root, Node::Word(_));
        for typed in words {
            for token in typed.split(|c: char| !c.is_alphanumeric()) {
                let letters = token.chars().count();
                if (2..=7).contains(&letters) && token.chars().all(char::is_alphabetic) {
                    let is_capital = token.chars().filter(|c| c.is_uppercase()).count() >= 2;
                    let is_meant = is_capital || is_alone && token == typed || typed.contains('-');
                    self.add_meanings(token, is_meant, searcher, fields)?;
                }
            }
        }
        Ok(())
    }

    fn add_meanings(
        &mut self,
        token: &str,
        is_meant: bool,
        searcher: &Searcher,
        fields: &Fields,
    ) -> tantivy::Result<()> {
        let token = token.to_lowercase();
        let general = meanings(&token).iter();
        let general: Vec<_> = general
            .filter(|meaning| is_meant || !meaning.needs_capitals)
            .collect();
        if !is_meant && general.is_empty() {
            return Ok(());
        }
        let defined = definitions(&token, searcher, fields)?;
        for meaning in &general {
            let written = meaning.words.to_lowercase();
            // Where minutes define it otherwise it does not mean this.
            let others: Vec<String> = defined
                .iter()
                .filter(|(defined, _)| !same_meaning(defined, &written))
                .flat_map(|(_, found)| found.municipalities.iter().cloned())
                .filter(|place| !defines(&defined, &written, place))
                .collect();
            let scope = match others.as_slice() {
                [] => Scope::Everywhere,
                _ => Scope::NotIn(others),
            };
            self.add_meaning(&token, &written, meaning.is_phrase, scope);
        }
        let is_general = |words: &str| {
            general
                .iter()
                .any(|one| same_meaning(words, &one.words.to_lowercase()))
        };
        let mut learnt: Vec<_> = defined
            .iter()
            .filter(|(words, _)| !is_general(words))
            .collect();
        learnt.sort_by_key(|(_, found)| std::cmp::Reverse(found.count));
        for (words, found) in learnt.into_iter().take(MOST_MEANINGS) {
            let scope = Scope::Only(found.municipalities.clone());
            self.add_meaning(&token, words, true, scope);
        }
        Ok(())
    }

    fn add_meaning(&mut self, token: &str, words: &str, is_phrase: bool, scope: Scope) {
        let alternative = Alternative {
            kind: Kind::Abbreviation,
            words: words.split_whitespace().map(str::to_owned).collect(),
            is_phrase,
            weight: WEIGHT,
            scope,
        };
        self.add(token, alternative);
    }
}

/// Where an abbreviation was defined so, and how often.
#[derive(Default)]
struct Defined {
    municipalities: Vec<String>,
    count: u64,
}

/// Every meaning that the minutes define for an abbreviation in lower case.
fn definitions(
    token: &str,
    searcher: &Searcher,
    fields: &Fields,
) -> tantivy::Result<BTreeMap<String, Defined>> {
    let mut found: BTreeMap<String, Defined> = BTreeMap::new();
    let (from, to) = (format!("{token}="), format!("{token}>"));
    for reader in searcher.segment_readers() {
        let inverted = reader.inverted_index(fields.abbreviation)?;
        let range = inverted
            .terms()
            .range()
            .ge(from.as_bytes())
            .lt(to.as_bytes());
        let mut stream = range.into_stream()?;
        let mut read = 0;
        while read < MOST_DEFINITIONS && stream.advance() {
            read += 1;
            let key = String::from_utf8_lossy(stream.key());
            let meaning = key.get(from.len()..).and_then(|rest| rest.split_once('|'));
            if let Some((meaning, municipality)) = meaning {
                let known = found.entry(meaning.to_owned()).or_default();
                known.count += u64::from(stream.value().doc_freq);
                if !known
                    .municipalities
                    .iter()
                    .any(|place| place == municipality)
                {
                    known.municipalities.push(municipality.to_owned());
                }
            }
        }
    }
    Ok(found)
}

fn defines(defined: &BTreeMap<String, Defined>, meaning: &str, place: &String) -> bool {
    defined
        .iter()
        .any(|(words, found)| same_meaning(words, meaning) && found.municipalities.contains(place))
}

/// `kommunstyrelsen` and `kommunstyrelsens` are one.
fn same_meaning(one: &str, other: &str) -> bool {
    one.trim_end_matches('s') == other.trim_end_matches('s')
}
