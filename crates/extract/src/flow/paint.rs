//! Colours: text that is as white as the paper is not seen.

/// From here on a part of a colour is taken for white.
const WHITE: u32 = 0xF8;

/// Whether a colour, as office files and web pages write it, cannot be told from white paper.
pub fn is_white(colour: &str) -> bool {
    let colour = colour.trim().to_ascii_lowercase();
    if colour == "white" {
        return true;
    }
    let parts = rgb(&colour).or_else(|| hexadecimal(colour.trim_start_matches('#')));
    parts.is_some_and(|parts| parts.len() >= 3 && parts.iter().take(3).all(|part| *part >= WHITE))
}

/// A colour as one number, where it is written as one; text in the very colour that it stands on is not seen.
pub fn colour_of(colour: &str) -> Option<u32> {
    let colour = colour.trim().to_ascii_lowercase();
    let parts = match colour.as_str() {
        "black" => vec![0; 3],
        "white" => vec![255; 3],
        colour => rgb(colour).or_else(|| hexadecimal(colour.trim_start_matches('#')))?,
    };
    let parts = parts.get(..3)?;
    Some(parts.iter().fold(0, |sum, part| sum * 256 + part.min(&255)))
}

fn rgb(colour: &str) -> Option<Vec<u32>> {
    let parts = colour.strip_prefix("rgb")?.trim_start_matches('a');
    let parts = parts.trim().strip_prefix('(')?.strip_suffix(')')?;
    let parts = parts.split([',', ' ', '/']).filter(|part| !part.is_empty());
    parts.take(3).map(|part| part.parse().ok()).collect()
}

fn hexadecimal(colour: &str) -> Option<Vec<u32>> {
    let digits: Option<Vec<u32>> = colour.chars().map(|c| c.to_digit(16)).collect();
    let digits = digits?;
    match digits.len() {
        3 => Some(digits.iter().map(|digit| digit * 17).collect()),
        6 => {
            let pairs = digits.chunks(2);
            Some(
                pairs
                    .map(|pair| pair.iter().fold(0, |sum, digit| sum * 16 + digit))
                    .collect(),
            )
        }
        _ => None,
    }
}

/// Whether a background is dark enough for white text; `None` where it lets the one behind it through.
pub fn is_painted(background: &str) -> Option<bool> {
    let background = background.trim().to_ascii_lowercase();
    match background.as_str() {
        "" | "none" | "auto" | "transparent" | "inherit" | "initial" | "unset" => None,
        colour => Some(!is_white(colour)),
    }
}
