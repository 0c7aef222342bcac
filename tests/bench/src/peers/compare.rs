//! One engine beside another, question by question.

use super::question::Question;
use super::results::Asked;

/// The least of these, in order, that so many per cent do not exceed; `None` where there are none.
pub fn percentile(sorted: &[f64], percent: f64) -> Option<f64> {
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied()
}

/// The median and the 95th of a hundred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times {
    pub median: f64,
    pub p95: f64,
}

impl Times {
    /// `None` of nothing.
    pub fn of(values: impl Iterator<Item = f64>) -> Option<Times> {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        Some(Times {
            median: percentile(&values, 50.0)?,
            p95: percentile(&values, 95.0)?,
        })
    }
}

/// Which questions are looked at: those of a kind, or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    Whole,
    Kind(&'a str),
}

/// Places of questions that are of this part and that all of these engines had something to search for.
pub fn common(questions: &[Question], part: Part<'_>, engines: &[&Asked]) -> Vec<usize> {
    let is_of_part = |question: &Question| match part {
        Part::Whole => true,
        Part::Kind(kind) => question.kind == kind,
    };
    let is_searched = |place: usize| {
        let mut totals = engines.iter().map(|asked| asked.totals.get(place));
        totals.all(|total| matches!(total, Some(Some(_))))
    };
    let places = questions.iter().enumerate();
    let places = places.filter(|(place, question)| is_of_part(question) && is_searched(*place));
    places.map(|(place, _)| place).collect()
}

/// The kinds of questions in the order in which they first come.
pub fn kinds(questions: &[Question]) -> Vec<&str> {
    let mut kinds: Vec<&str> = Vec::new();
    for question in questions {
        if !kinds.contains(&question.kind.as_str()) {
            kinds.push(&question.kind);
        }
    }
    kinds
}

/// Times of the warm passes, of the questions that it had something to search for.
pub fn warm(questions: &[Question], part: Part<'_>, asked: &Asked) -> Option<Times> {
    times(&asked.warm, &common(questions, part, &[asked]))
}

/// Times of the first pass.
pub fn cold(questions: &[Question], part: Part<'_>, asked: &Asked) -> Option<Times> {
    times(&asked.cold, &common(questions, part, &[asked]))
}

fn times(micros: &[f64], places: &[usize]) -> Option<Times> {
    Times::of(
        places
            .iter()
            .filter_map(|place| micros.get(*place).copied()),
    )
}

/// How many times as long one takes as another, over the questions that both answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// Of the ratios of single questions.
    pub median: f64,
    /// Of the medians.
    pub of_medians: f64,
    /// Of the 95th of a hundred.
    pub of_p95: f64,
}

impl Ratio {
    /// `slow` in times of `fast` in the warm passes; `None` where they have no question in common.
    pub fn of(questions: &[Question], part: Part<'_>, slow: &Asked, fast: &Asked) -> Option<Ratio> {
        let places = common(questions, part, &[slow, fast]);
        Ratio::at(&places, &slow.warm, &fast.warm)
    }

    /// As [`Ratio::of`], in the first pass, when nobody remembers an answer.
    pub fn of_first(
        questions: &[Question],
        part: Part<'_>,
        slow: &Asked,
        fast: &Asked,
    ) -> Option<Ratio> {
        let places = common(questions, part, &[slow, fast]);
        Ratio::at(&places, &slow.cold, &fast.cold)
    }

    fn at(places: &[usize], slow: &[f64], fast: &[f64]) -> Option<Ratio> {
        let (slow_times, fast_times) = (times(slow, places)?, times(fast, places)?);
        let ratios = places
            .iter()
            .filter_map(|place| Some(slow.get(*place)? / fast.get(*place)?));
        Some(Ratio {
            median: Times::of(ratios)?.median,
            of_medians: slow_times.median / fast_times.median,
            of_p95: slow_times.p95 / fast_times.p95,
        })
    }
}

/// How one's totals are beside another's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub same: usize,
    /// It finds more.
    pub more: usize,
    /// It finds fewer.
    pub fewer: usize,
    /// It had nothing to search for.
    pub nothing: usize,
}

impl Totals {
    pub fn of(asked: &Asked, beside: &Asked) -> Totals {
        let mut totals = Totals::default();
        for (own, other) in asked.totals.iter().zip(&beside.totals) {
            let count = match (own, other) {
                (None, _) | (_, None) => &mut totals.nothing,
                (own, other) if own == other => &mut totals.same,
                (own, other) if own > other => &mut totals.more,
                _ => &mut totals.fewer,
            };
            *count += 1;
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::Mode;
    use super::*;

    fn questions(kinds: &[&str]) -> Vec<Question> {
        let question = |kind: &&str| Question {
            kind: (*kind).to_owned(),
            mode: Mode::All,
            words: Vec::new(),
        };
        kinds.iter().map(question).collect()
    }

    fn asked(warm: &[f64], totals: &[Option<u64>]) -> Asked {
        Asked {
            cold: warm.to_vec(),
            warm: warm.to_vec(),
            totals: totals.to_vec(),
        }
    }

    #[test]
    fn a_percentile_is_one_of_the_measured_times() {
        let times: Vec<f64> = (1..=20).map(f64::from).collect();
        assert_eq!(percentile(&times, 50.0), Some(10.0));
        assert_eq!(percentile(&times, 95.0), Some(19.0));
        assert_eq!(percentile(&times, 96.0), Some(20.0));
        assert_eq!(percentile(&[], 50.0), None);
    }

    #[test]
    fn a_question_with_nothing_to_search_for_is_compared_by_nobody() {
        let questions = questions(&["word", "phrase", "word", "word"]);
        let fast = asked(&[1.0, 1.0, 2.0, 4.0], &[Some(1); 4]);
        let slow = asked(&[10.0, 0.0, 40.0, 40.0], &[Some(1), None, Some(1), Some(1)]);
        let ratio = Ratio::of(&questions, Part::Whole, &slow, &fast).unwrap();
        assert_eq!(
            (ratio.median, ratio.of_medians, ratio.of_p95),
            (10.0, 20.0, 10.0)
        );
        let phrases = Part::Kind("phrase");
        assert_eq!(Ratio::of(&questions, phrases, &slow, &fast), None);
        assert_eq!(warm(&questions, phrases, &fast).unwrap().median, 1.0);
        assert_eq!(kinds(&questions), ["word", "phrase"]);
    }

    #[test]
    fn totals_are_counted_by_how_they_differ() {
        let own = asked(&[], &[Some(5), Some(5), Some(5), None]);
        let other = asked(&[], &[Some(5), Some(4), Some(6), Some(1)]);
        let expected = Totals {
            same: 1,
            more: 1,
            fewer: 1,
            nothing: 1,
        };
        assert_eq!(Totals::of(&own, &other), expected);
    }
}
