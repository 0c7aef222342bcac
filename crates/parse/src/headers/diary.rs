//! What a document's case numbers say of one another: `KS 10/12` is of 2010 where the meeting was in 2010.

use paragraf_model::{CaseNumber, Paragraph};

/// Two digits on either side of a stroke are read with the year last. Where the meeting's year shows that most of
/// them have it first, all are turned round: one diary writes all its numbers alike.
pub(crate) fn settle_years(paragraphs: &mut [Paragraph], meeting: Option<i32>) {
    let Some(meeting) = meeting else { return };
    let is_past = |number: &CaseNumber| i32::from(number.year()) <= meeting;
    let (mut year_first, mut year_last) = (0, 0);
    let numbers = paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.case_numbers);
    for (number, other) in numbers.filter_map(|number| Some((number, number.other_way_round()?))) {
        // Only where one of the two cannot be.
        if is_past(number) != is_past(&other) {
            let likely = if is_past(number) { number } else { &other };
            let first = is_year_first(likely);
            year_first += usize::from(first);
            year_last += usize::from(!first);
        }
    }
    if year_first <= year_last {
        return;
    }
    let numbers = paragraphs
        .iter_mut()
        .flat_map(|paragraph| &mut paragraph.case_numbers);
    for number in numbers.filter(|number| !is_year_first(number)) {
        if let Some(other) = number.other_way_round().filter(is_past) {
            *number = other;
        }
    }
}

fn is_year_first(number: &CaseNumber) -> bool {
    let year = format!("{:02}", number.year() % 100);
    number
        .printed()
        .split('/')
        .next()
        .is_some_and(|first| first.ends_with(&year))
}
