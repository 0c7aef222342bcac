//! The numbers that programs put before paragraphs: digits, letters, roman numerals.

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numerals {
    #[default]
    Decimal,
    /// `01`, `02`.
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// `1:a`, `2:a`, `3:e`.
    Ordinal,
    /// Not shown.
    None,
}

/// Writes a number. What letters and roman numerals cannot say in reason is written in digits.
pub fn numeral(number: u32, numerals: Numerals) -> String {
    match numerals {
        Numerals::Decimal => number.to_string(),
        Numerals::DecimalZero => format!("{number:02}"),
        Numerals::LowerLetter => letters(number),
        Numerals::UpperLetter => letters(number).to_uppercase(),
        Numerals::LowerRoman => roman(number),
        Numerals::UpperRoman => roman(number).to_uppercase(),
        Numerals::Ordinal => format!("{number}:{}", ordinal_ending(number)),
        Numerals::None => String::new(),
    }
}

/// `a` to `z`, then `aa` to `zz`, as Word and LibreOffice count.
fn letters(number: u32) -> String {
    const ROUNDS: u32 = 4;
    let (round, place) = match number.checked_sub(1) {
        Some(from_zero) => (from_zero / 26 + 1, from_zero % 26),
        None => return number.to_string(),
    };
    let letter = char::from(b'a' + place as u8);
    if round > ROUNDS {
        return number.to_string();
    }
    std::iter::repeat_n(letter, round as usize).collect()
}

fn roman(number: u32) -> String {
    const VALUES: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut roman = String::new();
    for &(value, letters) in VALUES {
        while left >= value {
            roman.push_str(letters);
            left -= value;
        }
    }
    roman
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11 | 12) => "e",
        (1 | 2, _) => "a",
        _ => "e",
    }
}

/// Whether a label counts, so that it says something even where nothing stands after it.
pub fn is_number(label: &str) -> bool {
    label.contains(char::is_alphanumeric)
}

/// The bullet that a character of a symbol font shows.
pub fn bullet(written: &str) -> String {
    written
        .chars()
        .map(|c| match c {
            '\u{F0B7}' | '\u{F06C}' | '\u{F09F}' | '\u{F098}' => '•',
            '\u{F0A7}' | '\u{F06E}' | '\u{F0A8}' | '\u{F071}' => '▪',
            '\u{F0D8}' | '\u{F0DC}' | '\u{F0E0}' => '➢',
            '\u{F02D}' => '-',
            '\u{F0FC}' => '✓',
            '\u{E000}'..='\u{F8FF}' => '•',
            other => other,
        })
        .collect()
}
