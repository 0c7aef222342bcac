//! The measures: how high the first right hit stands, how many of the right ones are among the first ten, and how
//! often something was found that should not have been.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Expected, Judged, Set};

/// Hits that a person looks at.
const LOOKED_AT: usize = 10;

/// What an engine answered to one query.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ranking {
    /// How many hits there are.
    pub total: u64,
    /// The best first: all of them where `total` is at most 100, and at least ten otherwise.
    pub ids: Vec<String>,
}

impl Ranking {
    /// The place of the first right hit among those that a person looks at, from 1.
    pub fn place(&self, relevant: &[String]) -> Option<usize> {
        let mut looked_at = self.ids.iter().take(LOOKED_AT);
        looked_at
            .position(|id| relevant.contains(id))
            .map(|place| place + 1)
    }

    /// How many of the right ones a person sees, of those that ten hits have room for.
    fn recall(&self, relevant: &[String]) -> f64 {
        let looked_at = self.ids.iter().take(LOOKED_AT);
        let seen = looked_at.filter(|id| relevant.contains(id)).count();
        seen as f64 / relevant.len().clamp(1, LOOKED_AT) as f64
    }

    /// Whether what was found is what was expected; for ranked sets, whether a right one comes first.
    pub fn is_right(&self, expected: &Expected) -> bool {
        match expected {
            Expected::Relevant(relevant) => self.place(relevant) == Some(1),
            Expected::Not(forbidden) => !self.ids.iter().any(|id| forbidden.contains(id)),
            Expected::Nothing => self.total == 0,
        }
    }
}

/// The figures of one set.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Figures {
    /// How many queries.
    pub queries: usize,
    /// Mean of 1/place of the first right hit, 0 beyond the tenth.
    pub reciprocal_rank: f64,
    /// Mean share of the right ones among the first ten.
    pub recall: f64,
    /// Share of the queries that are right (see [`Ranking::is_right`]).
    pub right: f64,
    /// Share of the queries without any hit.
    pub empty: f64,
    /// What was lost against the same needs as written; `None` for the written ones and where nothing was written.
    pub loss: Option<f64>,
}

/// The figures by set; sets without queries are left out.
pub type Sets = BTreeMap<Set, Figures>;

/// Measures what one engine answered; `rankings` go with `judged` one by one.
pub fn measure(judged: &[Judged], rankings: &[Ranking]) -> Sets {
    let answered: Vec<(&Judged, &Ranking)> = judged.iter().zip(rankings).collect();
    let as_written = reciprocals(&answered, Set::Written);
    let sets = Set::ALL.into_iter().filter_map(|set| {
        let here: Vec<_> = answered
            .iter()
            .filter(|(judged, _)| judged.set == set)
            .copied()
            .collect();
        let mut figures = figures(&here)?;
        if set != Set::Written {
            figures.loss = loss(&as_written, &reciprocals(&here, set));
        }
        Some((set, figures))
    });
    sets.collect()
}

fn figures(answered: &[(&Judged, &Ranking)]) -> Option<Figures> {
    let mean = |value: &dyn Fn(&Judged, &Ranking) -> f64| {
        let sum: f64 = answered
            .iter()
            .map(|(judged, ranking)| value(judged, ranking))
            .sum();
        sum / answered.len() as f64
    };
    (!answered.is_empty()).then(|| Figures {
        queries: answered.len(),
        reciprocal_rank: mean(&reciprocal),
        recall: mean(&|judged, ranking| match &judged.expected {
            Expected::Relevant(relevant) => ranking.recall(relevant),
            _ => 0.0,
        }),
        right: mean(&|judged, ranking| f64::from(ranking.is_right(&judged.expected))),
        empty: mean(&|_, ranking| f64::from(ranking.total == 0)),
        loss: None,
    })
}

fn reciprocal(judged: &Judged, ranking: &Ranking) -> f64 {
    match &judged.expected {
        Expected::Relevant(relevant) => ranking
            .place(relevant)
            .map_or(0.0, |place| 1.0 / place as f64),
        _ => 0.0,
    }
}

/// By need.
fn reciprocals(answered: &[(&Judged, &Ranking)], set: Set) -> BTreeMap<usize, f64> {
    let of_set = answered.iter().filter(|(judged, _)| judged.set == set);
    of_set
        .map(|(judged, ranking)| (judged.need, reciprocal(judged, ranking)))
        .collect()
}

fn loss(written: &BTreeMap<usize, f64>, variant: &BTreeMap<usize, f64>) -> Option<f64> {
    let both: Vec<f64> = variant
        .iter()
        .filter_map(|(need, value)| Some(written.get(need)? - value))
        .collect();
    (!both.is_empty()).then(|| both.iter().sum::<f64>() / both.len() as f64)
}

/// One engine's figures, a row a set.
pub fn table(sets: &Sets) -> String {
    let mut table = String::from(
        "| set | queries | MRR@10 | recall@10 | first | without a hit | loss |\n|---|---|---|---|---|---|---|\n",
    );
    for (set, figures) in sets {
        let row = match set {
            Set::MustNot => format!(
                "| must_not | {} | violations: {} | | | | |",
                figures.queries,
                wrong(figures)
            ),
            Set::Nothing => format!(
                "| nothing | {} | nothing found: {:.3} | | | | |",
                figures.queries, figures.right
            ),
            _ => format!(
                "| {} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {} |",
                set.name(),
                figures.queries,
                figures.reciprocal_rank,
                figures.recall,
                figures.right,
                figures.empty,
                figures
                    .loss
                    .map(|loss| format!("{loss:.3}"))
                    .unwrap_or_default()
            ),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{row}");
    }
    table
}

/// How many queries are not right.
pub fn wrong(figures: &Figures) -> usize {
    ((1.0 - figures.right) * figures.queries as f64).round() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(ids: &[&str]) -> Ranking {
        Ranking {
            total: ids.len() as u64,
            ids: ids.iter().map(|&id| id.to_owned()).collect(),
        }
    }

    fn judged(set: Set, need: usize, expected: Expected) -> Judged {
        Judged {
            set,
            typed: String::new(),
            expected,
            need,
            author: None,
        }
    }

    fn relevant(ids: &[&str]) -> Expected {
        Expected::Relevant(ids.iter().map(|&id| id.to_owned()).collect())
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn the_first_right_hit_counts_for_the_rank_and_all_for_recall() {
        let queries = [
            judged(Set::Written, 0, relevant(&["a", "b"])),
            judged(Set::Written, 1, relevant(&["c"])),
            judged(Set::Written, 2, relevant(&["d"])),
        ];
        let answers = [
            ranking(&["x", "a", "y", "b"]),
            ranking(&["c"]),
            ranking(&[]),
        ];
        let written = measure(&queries, &answers)[&Set::Written];
        assert!(near(written.reciprocal_rank, 0.5), "{written:?}");
        assert!(near(written.recall, 2.0 / 3.0), "{written:?}");
        assert!(near(written.right, 1.0 / 3.0), "{written:?}");
        assert!(near(written.empty, 1.0 / 3.0), "{written:?}");
        assert_eq!(written.loss, None);
    }

    #[test]
    fn what_stands_beyond_the_tenth_place_was_not_found() {
        let queries = [judged(Set::Written, 0, relevant(&["k"]))];
        let answers = [ranking(&[
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k",
        ])];
        let written = measure(&queries, &answers)[&Set::Written];
        assert!(near(written.reciprocal_rank, 0.0) && near(written.recall, 0.0));
    }

    #[test]
    fn recall_asks_for_no_more_than_ten_hits_can_hold() {
        let ids: Vec<String> = (0..30).map(|number| number.to_string()).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let queries = [judged(Set::Written, 0, relevant(&ids))];
        let written = measure(&queries, &[ranking(&ids)])[&Set::Written];
        assert!(near(written.recall, 1.0));
    }

    #[test]
    fn the_loss_is_over_the_needs_that_have_both() {
        let queries = [
            judged(Set::Written, 0, relevant(&["a"])),
            judged(Set::Written, 1, relevant(&["b"])),
            judged(Set::Typo, 0, relevant(&["a"])),
        ];
        let answers = [ranking(&["a"]), ranking(&[]), ranking(&["x", "a"])];
        let sets = measure(&queries, &answers);
        assert_eq!(sets[&Set::Typo].loss, Some(0.5));
    }

    #[test]
    fn forbidden_hits_and_hits_where_nothing_is_are_wrong() {
        let forbidden = Expected::Not(vec!["a".to_owned()]);
        let queries = [
            judged(Set::MustNot, 0, forbidden.clone()),
            judged(Set::MustNot, 1, forbidden),
            judged(Set::Nothing, 2, Expected::Nothing),
            judged(Set::Nothing, 3, Expected::Nothing),
        ];
        let answers = [
            ranking(&["b", "a"]),
            ranking(&["b"]),
            ranking(&[]),
            ranking(&["b"]),
        ];
        let sets = measure(&queries, &answers);
        assert_eq!(wrong(&sets[&Set::MustNot]), 1);
        assert!(near(sets[&Set::Nothing].right, 0.5));
        let table = table(&sets);
        assert!(table.contains("violations: 1"), "{table}");
        assert!(table.contains("nothing found: 0.500"), "{table}");
    }
}
