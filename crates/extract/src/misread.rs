//! Letters that a recogniser reads where a digit stands. Only for telling personal numbers: the text itself stays
//! as it was read.

/// Shorter runs than this are no part of a personal number.
const SHORTEST: usize = 4;

/// The text as long as before, with the digits that were meant.
pub fn digits_as_meant(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut meant = String::with_capacity(text.len());
    for run in characters.chunk_by(|&a, &b| is_part(a) == is_part(b)) {
        if is_part_of_number(run) {
            meant.extend(run.iter().map(|&c| digit(c).unwrap_or(c)));
        } else if let [dash] = run {
            meant.push(hyphen(*dash));
        } else {
            meant.extend(run);
        }
    }
    meant
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '|' | '!')
}

/// At least half of them are digits, and every other may be one.
fn is_part_of_number(run: &[char]) -> bool {
    let digits = run.iter().filter(|c| c.is_ascii_digit()).count();
    run.len() >= SHORTEST && 2 * digits >= run.len() && run.iter().all(|&c| digit(c).is_some())
}

fn digit(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        'O' | 'o' | 'Q' | 'D' => '0',
        'I' | 'l' | 'i' | '|' | '!' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'G' | 'b' => '6',
        'B' => '8',
        'g' | 'q' => '9',
        _ => return None,
    })
}

/// A sign by itself between two runs.
fn hyphen(c: char) -> char {
    match c {
        '—' | '~' | '=' | '_' => '-',
        _ => c,
    }
}
