//! Lengths as OpenDocument and style sheets write them.

/// A length with its unit, in twentieths of a point.
pub fn twips(length: &str) -> Option<f32> {
    let length = length.trim();
    let unit_at = length.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at_checked(unit_at)?;
    let points = match unit {
        "pt" => 1.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "in" | "inch" => 72.0,
        "pc" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    let twips = number.trim().parse::<f32>().ok()? * points * 20.0;
    twips.is_finite().then_some(twips)
}
