//! The order in which queries are asked: shuffled, and the same every time.

use std::collections::BTreeSet;
use std::time::Duration;

use super::figures::Figures;
use super::percentiles::Times;
use crate::data_set::Query;

/// Hits up to which a search should take as long in any archive.
const FEW: u64 = 1_000;

/// How one query went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub kind: String,
    pub took: Duration,
    /// Hits in all.
    pub total: u64,
}

/// Places of the queries in the order of asking (Fisher–Yates with SplitMix64).
pub fn order(count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 20_261_129_u64;
    for place in (1..count).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        order.swap(place, (mixed % (place as u64 + 1)) as usize);
    }
    order
}

/// Where the times of a pass lie: over all, of those with few hits, and by kind.
pub fn told(name: &str, asked: &[Asked]) -> Figures {
    let mut figures = Figures::new();
    let times = |is_meant: &dyn Fn(&Asked) -> bool| {
        let meant = asked.iter().filter(|asked| is_meant(asked));
        Times::of(meant.map(|asked| asked.took))
    };
    let all = times(&|_| true);
    percentiles(&mut figures, &format!("{name}."), &all, &[50, 95, 99]);
    figures.extend(all.worst().map(|time| (format!("{name}.worst"), time)));
    let few = times(&|asked| asked.total <= FEW);
    percentiles(&mut figures, &format!("{name}.few_"), &few, &[95]);
    let kinds: BTreeSet<&str> = asked.iter().map(|asked| asked.kind.as_str()).collect();
    for kind in kinds {
        let name = format!("{name}.kind.{kind}.");
        let own = times(&|asked| asked.kind == kind);
        percentiles(&mut figures, &name, &own, &[50, 95]);
        figures.extend(own.worst().map(|time| (format!("{name}worst"), time)));
        figures.insert(format!("{name}count"), own.len() as f64);
        let of_kind = asked.iter().filter(|asked| asked.kind == kind);
        let mut totals: Vec<u64> = of_kind.map(|asked| asked.total).collect();
        totals.sort_unstable();
        let middle = totals.get(totals.len() / 2).copied().unwrap_or_default();
        figures.insert(format!("{name}hits"), middle as f64);
    }
    figures
}

fn percentiles(figures: &mut Figures, name: &str, times: &Times, percents: &[u32]) {
    for percent in percents {
        let found = times.percentile(f64::from(*percent));
        figures.extend(found.map(|time| (format!("{name}p{percent}"), time)));
    }
}

/// A query by which is seen whether a server is there: the first with words.
pub fn first(queries: &[Query]) -> Option<&Query> {
    queries
        .iter()
        .find(|query| query.plain.is_some())
        .or(queries.first())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Asked, order, told};

    #[test]
    fn the_order_is_shuffled_and_always_the_same() {
        let shuffled = order(1000);
        assert_eq!(shuffled, order(1000));
        assert_ne!(shuffled, (0..1000).collect::<Vec<_>>());
        let mut sorted = shuffled;
        sorted.sort_unstable();
        assert_eq!(sorted, (0..1000).collect::<Vec<_>>());
        assert_eq!(order(0), Vec::<usize>::new());
    }

    #[test]
    fn times_are_told_over_all_and_by_kind_and_of_those_with_few_hits() {
        let asked = |kind: &str, millis, total| Asked {
            kind: kind.to_owned(),
            took: Duration::from_millis(millis),
            total,
        };
        let asked = [
            asked("word", 1, 10),
            asked("word", 3, 1_000),
            asked("phrase", 9, 1_001),
        ];
        let figures = told("http", &asked);
        assert_eq!(figures["http.p50"], 3.0);
        assert_eq!(figures["http.worst"], 9.0);
        assert_eq!(figures["http.few_p95"], 3.0);
        assert_eq!(figures["http.kind.word.p50"], 1.0);
        assert_eq!(figures["http.kind.word.hits"], 1_000.0);
        assert_eq!(figures["http.kind.phrase.p95"], 9.0);
        assert_eq!(figures["http.kind.phrase.count"], 1.0);
    }
}
