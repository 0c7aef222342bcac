//! Officers by name.

use tantivy::Term;

use super::{Plan, Planner, every, flag, nothing};
use crate::keys::{Name, fold};

/// Nobody has more names; of a longer one the first count.
const MOST_PARTS: usize = 8;

impl Planner<'_> {
    /// The officer of this whole name; where nobody bears it, those whose name holds all its parts.
    pub(super) fn officer(&mut self, typed: &str) -> tantivy::Result<Plan> {
        let name = Name::read(typed, self.analyzer);
        if name.parts.is_empty() {
            return Ok(nothing());
        }
        let wholes = [
            Some(name.whole()),
            name.is_plain().then(|| name.whole_folded()),
        ];
        for whole in wholes.into_iter().flatten() {
            if self.is_borne(&whole)? {
                return Ok(flag(self.fields.person, &whole));
            }
        }
        let mut plans = Vec::new();
        let mut bases = Vec::new();
        for part in name.parts.iter().take(MOST_PARTS) {
            let part = self.without_genitive(part)?;
            plans.push(flag(self.fields.person, &part));
            bases.push(part);
        }
        let folded = bases.iter().map(|part| fold(part)).collect();
        let pairs = Name {
            parts: bases,
            folded,
        }
        .pairs();
        plans.extend(pairs.iter().map(|pair| flag(self.fields.person, pair)));
        Ok(every(plans))
    }

    /// Officers who bear this name among others.
    pub(super) fn name_part(&mut self, word: &str) -> tantivy::Result<Plan> {
        let part = self.without_genitive(word)?;
        Ok(flag(self.fields.person, &part))
    }

    /// `Kjellmarks` is Kjellmark's, unless somebody is called so.
    fn without_genitive(&self, word: &str) -> tantivy::Result<String> {
        match word.strip_suffix('s') {
            Some(base) if !self.is_borne(word)? => Ok(base.to_owned()),
            _ => Ok(word.to_owned()),
        }
    }

    fn is_borne(&self, key: &str) -> tantivy::Result<bool> {
        let term = Term::from_field_text(self.fields.person, key);
        self.searcher.doc_freq(&term).map(|count| count > 0)
    }
}
