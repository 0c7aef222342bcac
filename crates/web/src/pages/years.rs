//! A search's hits by year, as bars and as a table. The bars are drawn here: the page needs no script.

use crate::answers::FacetAnswer;
use crate::swedish;

/// How the hits are spread over the years; each year leads to its own hits.
#[derive(Clone, Debug)]
pub struct Years {
    /// Oldest first, years without hits among them.
    pub bars: Vec<Bar>,
    /// Of the picture.
    pub width: u32,
    /// The line that the bars stand on.
    pub base: u32,
}

/// One year.
#[derive(Clone, Debug)]
pub struct Bar {
    pub year: u32,
    /// `12 paragrafer`.
    pub counted: String,
    pub count: u64,
    pub url: String,
    /// Whether the search is limited to it.
    pub active: bool,
    /// Left edge, width, upper edge and height in the picture.
    pub x: u32,
    pub width: u32,
    pub y: u32,
    pub height: u32,
    /// Above the bar; empty where it does not fit.
    pub digits: String,
    /// Whether the year stands below the bar.
    pub labelled: bool,
}

/// Of the highest bar; the picture has room for years below it.
const HEIGHT: u32 = 60;

/// All bars together, where the years are few.
const WIDTH: u32 = 600;
/// From one bar to the next, at least and at most.
const STEPS: [u32; 2] = [22, 56];
/// Between two bars.
const GAP: u32 = 4;
/// Room of a count above its bar; none where there is no room for its digits.
const COUNTS: u32 = 14;
const DIGIT: u32 = 6;

/// More do not fit beside each other; the oldest are left to the table.
const MOST_YEARS: u32 = 40;

/// Room of a year's digits.
const LABEL: u32 = 40;

impl Years {
    /// Of the facet's years; nothing where there is none.
    pub fn of(
        years: &[FacetAnswer],
        url: impl Fn(&FacetAnswer) -> String,
        active: impl Fn(&FacetAnswer) -> bool,
    ) -> Option<Years> {
        let counted: Vec<(u32, &FacetAnswer)> = years
            .iter()
            .filter_map(|year| Some((year.value.parse().ok()?, year)))
            .collect();
        let last = counted.iter().map(|(year, _)| *year).max()?;
        let first = counted.iter().map(|(year, _)| *year).min()?;
        let first = first.max(last.saturating_sub(MOST_YEARS - 1));
        let most = counted.iter().map(|(_, one)| one.count).max()?.max(1);
        let [least, widest] = STEPS;
        let step = (WIDTH / (last - first + 1)).clamp(least, widest);
        let every = LABEL.div_ceil(step);
        let bars = (0..).zip(first..=last).map(|(place, year)| {
            let held = counted.iter().find(|(known, _)| *known == year);
            let count = held.map_or(0, |(_, one)| one.count);
            let height = height(count, most);
            let digits = swedish::count(count);
            let fits =
                u32::try_from(digits.chars().count()).is_ok_and(|digits| digits * DIGIT <= step);
            Bar {
                year,
                counted: swedish::counted(count, "paragraf", "paragrafer"),
                count,
                url: held.map(|(_, one)| url(one)).unwrap_or_default(),
                active: held.is_some_and(|(_, one)| active(one)),
                x: place * step + GAP / 2,
                width: step - GAP,
                y: COUNTS + HEIGHT - height,
                height,
                digits: if fits && count > 0 {
                    digits
                } else {
                    String::new()
                },
                labelled: (last - year).is_multiple_of(every),
            }
        });
        Some(Years {
            bars: bars.collect(),
            width: (last - first + 1) * step,
            base: COUNTS + HEIGHT,
        })
    }

    /// The years that have hits, newest first.
    pub fn rows(&self) -> impl Iterator<Item = &Bar> {
        self.bars.iter().rev().filter(|bar| bar.count > 0)
    }
}

/// One hit can still be seen and clicked.
fn height(count: u64, most: u64) -> u32 {
    let share = count.saturating_mul(u64::from(HEIGHT)).div_ceil(most);
    let height = u32::try_from(share).unwrap_or(HEIGHT).min(HEIGHT);
    if count > 0 { height.max(3) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{FacetAnswer, Years};

    fn years(counts: &[(&str, u64)]) -> Option<Vec<(u32, u32, bool)>> {
        let facet = |(year, count): &(&str, u64)| FacetAnswer {
            value: (*year).to_owned(),
            label: (*year).to_owned(),
            count: *count,
        };
        let facets: Vec<FacetAnswer> = counts.iter().map(facet).collect();
        let years = Years::of(&facets, |one| format!("?{}", one.value), |_| false)?;
        let bars = years.bars.iter();
        Some(
            bars.map(|bar| (bar.year, bar.height, bar.labelled))
                .collect(),
        )
    }

    #[test]
    fn bars_are_as_high_as_their_share_of_the_highest() {
        assert_eq!(
            years(&[("2023", 10_000), ("2022", 5_000), ("2020", 1)]),
            Some(vec![
                (2020, 3, true),
                (2021, 0, true),
                (2022, 30, true),
                (2023, 60, true)
            ])
        );
    }

    #[test]
    fn one_year_alone_is_one_bar() {
        assert_eq!(years(&[]), None);
        assert_eq!(years(&[("2023", 4)]), Some(vec![(2023, 60, true)]));
    }

    #[test]
    fn of_many_years_only_the_last_are_drawn_and_not_all_have_labels() {
        let bars = years(&[("2023", 1), ("1950", 7)]).unwrap();
        assert_eq!(bars.len(), 40);
        assert_eq!(bars[0].0, 1984);
        assert_eq!(bars.iter().filter(|(_, _, labelled)| *labelled).count(), 20);
    }
}
