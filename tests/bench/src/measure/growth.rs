//! How a cost grows with the number of paragraphs: the exponent of the power that fits best, and what follows from it.

/// The slope of the straight line through the logarithms, by least squares. 1 is twice the cost for twice as much, 0 is
/// the same cost. `None` where there are less than two sizes, or costs that have no logarithm.
pub fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logarithms: Vec<(f64, f64)> = points
        .iter()
        .filter(|(size, cost)| *size > 0.0 && *cost > 0.0)
        .map(|(size, cost)| (size.ln(), cost.ln()))
        .collect();
    if logarithms.len() < points.len() || logarithms.len() < 2 {
        return None;
    }
    let count = logarithms.len() as f64;
    let mean_of = |of: fn(&(f64, f64)) -> f64| logarithms.iter().map(of).sum::<f64>() / count;
    let (middle_size, middle_cost) = (mean_of(|point| point.0), mean_of(|point| point.1));
    let mut together = 0.0;
    let mut alone = 0.0;
    for (size, cost) in &logarithms {
        together += (size - middle_size) * (cost - middle_cost);
        alone += (size - middle_size).powi(2);
    }
    (alone > 0.0).then(|| together / alone)
}

/// What the cost would be at another size, from the largest one that was measured.
pub fn predicted(points: &[(f64, f64)], size: f64) -> Option<f64> {
    let exponent = exponent(points)?;
    let largest = points.iter().max_by(|one, other| one.0.total_cmp(&other.0));
    largest.map(|(from, cost)| cost * (size / from).powf(exponent))
}

#[cfg(test)]
mod tests {
    use super::{exponent, predicted};

    fn points(cost: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        [1e4, 1e5, 1e6].map(|size| (size, cost(size))).to_vec()
    }

    #[test]
    fn the_exponent_of_a_power_is_found() {
        for power in [0.0, 0.5, 1.0, 1.05, 2.0] {
            let found = exponent(&points(|size| 3.0 * f64::powf(size, power))).unwrap();
            assert!((found - power).abs() < 1e-9, "{power}: {found}");
        }
    }

    #[test]
    fn one_that_is_off_pulls_the_line_but_not_beyond_it() {
        let found = exponent(&[(1e4, 1.0), (1e5, 20.0), (1e6, 100.0)]).unwrap();
        assert!((found - 1.0).abs() < 1e-9, "{found}");
    }

    #[test]
    fn what_is_to_come_follows_from_the_largest() {
        let found = predicted(&points(|size| size * 2.0), 1e7).unwrap();
        assert!((found - 2e7).abs() < 1.0, "{found}");
    }

    #[test]
    fn nothing_is_said_of_one_size_or_of_no_cost() {
        assert_eq!(exponent(&[(1e4, 1.0)]), None);
        assert_eq!(exponent(&[(1e4, 1.0), (1e4, 2.0)]), None);
        assert_eq!(exponent(&[(1e4, 0.0), (1e5, 2.0)]), None);
    }
}
